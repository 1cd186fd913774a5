"""Who says a quotation, in the words of the text: what its sentence has outside the marks.

    “We will go,” said the mayor of Ravenna on Monday.     the mayor of Ravenna
    Mayor Ana Ruiz, who is ill, told us: “We will go.”     Mayor Ana Ruiz
    The plan is “dead”, according to two diplomats.        two diplomats
    — Ми підемо, — сказав мер. — Завтра.                   мер

It is read off the words beside a verb of saying. Without one the sentence names nobody. It is a
proposal: whoever picks a quotation reads it before it becomes a record.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from .paragraphs import Span
from .quotations import MARKS
from .speech import is_verb_of_saying
from .text import ArticleText

_BLANKS = " \t\r\n\v\f\xa0\u2009\u202f\u3000"
_EDGES = f"{_BLANKS}{MARKS},;:—–―-.!?…()[]，。：；！？،"
_LONGEST = 16  # words of an attribution; what is longer is shortened at its first comma
_FEW = 6  # words before a colon
_FAR = 600  # code points on either side of a quotation that are looked at
# A sentence ends. A title or the first letter of a name has a point too: Mr. Ruiz, J. Ruiz.
_POINT = re.compile(
    rf"(?<!\b[A-Z])(?<!\bMr)(?<!\b[MDSJL]r)(?<!\b[MS]t)(?<!\bMrs)(?<!\bMs)(?<!\b(?:Sen|Gov|Rep|Gen|Rev|Col))"
    rf"(?<!\bProf)[.!?…][{re.escape(MARKS)})\]]*(?=\s|$)|[。！？।؟۔]|\n\s*\n"
)
_WORD = re.compile(r"[^\W\d_](?:[\w.'’]*\w)?")
_ACCORDING = re.compile(
    r"\b(?:according to|in the words of|selon|d['’]après|laut|nach Angaben von|según|secondo"
    r"|segundo|de acordo com|według|zdaniem|podle|volgens|enligt|ifølge|за словами|за даними"
    r"|по словам|по данным|според)\s+(?=\S)",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"(?:said|says?|told|tells|wrote|writes|asked|asks|added|adds|replied|replies|tweeted|tweets"
    r"|announced|argued|argues|explained|explains|acknowledged|declared|accused|claimed|recalled"
    r"|concluded|stated|warned|warns|responded|responds|insisted|insists|admitted|asserted"
    r"|revealed|vowed|pledged|promised|predicted|confirmed|remarked|observed|contended|contends"
    r"|alleged|maintained|maintains|emphasi[sz]ed|stressed|repeated|reiterated|quipped|joked|noted"
    r"|notes|testified|estimated|urged|conceded|boasted|lamented|cited|shouted|commented|proposed"
    r"|recommended|demanded|called|described|describes|dubbed|denounced|praised|criticized"
    r"|criticised|mocked|blasted|slammed|dismissed|labell?ed|suggested|complained|continued"
    r"|answered|mused|recounted|posted|charged|attacked|branded|rejected|defended|railed|decried|hailed|denied|touted"
    r"|sagte?n?|erklärte?n?|meinte?n?|betonte?n?|schrieb|schreibt|ergänzte"
    r"|detto|disse|dichiarato|affermato|aggiunto|spiegato|zei|zegt|zeggen|verklaarde"
    r"|είπε|δήλωσε|قال|قالت|وقال|أضاف|صرح|אמר|אמרה|rekao|rekla|izjavio)"
)
# Verbs of holding, for a sentence that has none of saying: Many consider it an “attack”.
_HOLDING = re.compile(
    r"(?:considers?|considered|believes?|believed|thinks?|thought|sees?|saw|regards?|regarded"
    r"|fears?|feared|wants?|wanted|refers?|referred|speaks?|spoke|talks?|talked)"
)
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|that|was|is|his|her|he|she|it|for|with|on)\b", re.IGNORECASE
)
# What stands between a subject and its verb: has also said.
_BESIDE = (
    r"(?:has|have|had|also|then|later|earlier|once|first|even|again|just|recently|still|never"
    r"|did|does|would|will|could|is|was|who|and|or|but|as|so|\w{3,}ly)"
)
_ENDS_BESIDE = re.compile(rf"(?:^|[\s,]+){_BESIDE}[\s,]*$", re.IGNORECASE)
_BEGINS_BESIDE = re.compile(
    r"^(?:and|but|however|yet|so|meanwhile|still|also|then|later|instead|as|that|while|because"
    r"|although|though|when)\b[\s,]+"
    r"|^(?:[nm]['’])?(?:a|ha|hat|est)(?:-t-|(?:\s+(?:aussi|également))?$)",
    re.IGNORECASE,
)
_ADVERBIAL = re.compile(
    r"^(?:in|on|at|after|before|during|when|while|asked|speaking|responding|as|for|with|by|from"
    r"|since|last|this|earlier|later|addressing|following|if|despite|because|though|although|to"
    r"|pressed|writing|citing|under|about|over|then|now|yesterday|today)\b[^,]*,\s*",
    re.IGNORECASE,
)
_NEW_SUBJECT = re.compile(
    r"(?:,\s*(?:and|but|while|as|so|yet)|;|:|\bthat|\bwhat|\bbecause)\s+"
    # A sentence may end in its attribution: The bridge closes in May, Ruiz said.
    r"|,\s+(?=(?:[^\W\d_a-z][\w.'’-]*\s+){1,4}$|(?:he|she|it|they|we|I)\s+$)"
)
# What stands between a subject and its verb: Ana Ruiz, who spoke because she was asked, said.
_ASIDE = re.compile(
    r",\s*(?:who|whose|which|speaking|asking|asked|requesting|granted|der|die|das|qui|який|яка)\b"
    r"[^,;:]*,\s*$",
    re.IGNORECASE,
)
_SAME_SUBJECT = re.compile(
    r"(?:^|\s)(?:and|or|but|then)\s+$|^\s*to\s", re.IGNORECASE
)  # says and adds
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
_NO_NAME = re.compile(  # where the words that name somebody end
    rf"\s(?:on|during|before|after|when|while|as|about|this|last|earlier|yesterday|today|{_DAY}"
    r"|following|amid|because|since|if|adding|referring|speaking|noting|through|via|late|who is"
    r"|in (?:an?|his|her|their|its|the|response|front|\d+|january|february|march|april|may|june"
    r"|july|august|september|october|november|december)"
    r"|at (?:an?|the|one)|to (?:reporters|journalists|me|us|him|her|them|the|an?|[A-Z]\w+)"
    r"|le|hier|lundi|am|gestern|en|ieri|в|у|w|во|під час|на)\b"
    r"|,\s*(?:who|which|where|whose|and|but|adding|with|when|while|in|on|after|before|speaking"
    r"|referring|according|calling|saying|arguing|noting|describing|qui|der|die|який|яка)\b"
    r"|\s[—–―-]\s|[;:()]",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\b[^\W\d_]\.[^\W\d_]\.$")  # the point is theirs: the E.U.
_HYPHEN = re.compile(r"^-(?:t-)?")  # dit-il
_SAYING_UNSPACED = re.compile("(?:说|說|表示|称|稱|指出|道)$")
_LEADING_ON = ",，،!?！？"  # the last signs of a quotation that leads on to its attribution


class Credit(NamedTuple):
    """The words for who says a quotation, and the verb of saying; empty where there are none."""

    name: str = ""
    verb: str = ""


_NOBODY = Credit()


class Attributions:
    """Who is credited with the quotations of a text, asked for in their order."""

    def __init__(self, text: ArticleText) -> None:
        self._text = text
        self._end = 0  # where the last quotation ends that was asked for
        self._last = ""  # who was credited with it

    def of(self, stretches: Sequence[Span]) -> Credit:
        """Return who says a quotation; nobody if the text does not show it."""
        first, last = stretches[0], stretches[-1]
        before, after = self._before(first), self._after(last)
        between = [self._outside(low.end, high.start) for low, high in pairwise(stretches)]
        goes_on = self._text.paragraph(max(0, self._end - 1)) == self._text.paragraph(first.start)
        named = self._named(between, before, after, last)
        found = next((credit for credit in named if credit.name), _NOBODY)
        if not found.name and goes_on and self._stands_alone(before, after):
            found = Credit(self._last)
        self._end, self._last = last.end, found.name
        return found

    def _named(
        self, between: Sequence[str], before: str, after: str, last: Span
    ) -> Iterator[Credit]:
        """Yield whom each part of the sentence names, the surest first."""
        yield from map(_follows, between)
        ended = self._text.content[last.start : last.end].rstrip(f"{_BLANKS}{MARKS}")[-1:]
        if ended in _LEADING_ON:
            yield _follows(after)
        yield _leads(before)
        if ended in _LEADING_ON or not _POINT.search(ended):
            yield _follows(after)
            yield _holds(before)

    def _before(self, quotation: Span) -> str:
        """Return the sentence up to a quotation; of the paragraph before, if that leads to it."""
        text = self._text
        number = text.paragraph(quotation.start) - 1
        low = max(text.paragraphs[number].start, self._end, quotation.start - _FAR)
        words = self._outside(low, quotation.start)
        if not words.strip(_EDGES) and number and low == text.paragraphs[number].start:
            previous = text.paragraphs[number - 1]
            words = self._outside(max(previous.start, self._end), previous.end)
            words = words if words.rstrip().endswith((":", "：")) else ""
        ends = list(_POINT.finditer(words))
        return words[ends[-1].end() :] if ends else words

    def _after(self, quotation: Span) -> str:
        """Return the rest of the sentence after a quotation, up to the next quotation."""
        text = self._text
        paragraph = text.paragraphs[text.paragraph(max(0, quotation.end - 1)) - 1]
        following = text.quotations.following(quotation)
        end = min(paragraph.end, quotation.end + _FAR)
        words = self._outside(quotation.end, min(end, following.start) if following else end)
        point = _POINT.search(words)
        return words[: point.start()] if point else words

    def _outside(self, start: int, end: int) -> str:
        return self._text.content[start:end].strip(MARKS)

    @staticmethod
    def _stands_alone(before: str, after: str) -> bool:
        return len(_WORD.findall(before)) <= 1 and not _WORD.search(after)


def _verbs(clause: str, verbs: re.Pattern[str]) -> list[re.Match[str]]:
    words = list(_WORD.finditer(clause))
    found = [word for word in words if verbs.fullmatch(word[0])]
    if not found and verbs is _SAYING and not _ENGLISH.search(clause):
        found = [word for word in words if word[0].islower() and is_verb_of_saying(word[0])]
    return found


def _follows(clause: str) -> Credit:
    """Return whom a clause after a quotation names: `said Ana Ruiz`, or `Ana Ruiz said`."""
    if according := _ACCORDING.search(clause):
        return Credit(_shortened(clause[according.end() :]))
    for verb in _verbs(clause, _SAYING)[:1]:
        subject = _subject(clause[: verb.start()])
        return Credit(subject or _shortened(_HYPHEN.sub("", clause[verb.end() :])), verb[0])
    return _NOBODY


def _leads(clause: str) -> Credit:
    """Return whom a clause before a quotation names: `Ana Ruiz said`, `Ruiz:`."""
    if according := _ACCORDING.search(clause):
        return Credit(_shortened(clause[according.end() :].partition(",")[0]))
    verbs = _verbs(clause, _SAYING)
    begins = [0, *(verb.end() for verb in verbs)]
    for verb, begin in zip(reversed(verbs), reversed(begins[:-1]), strict=True):
        if subject := _subject(clause[begin : verb.start()]):
            return Credit(subject, verb[0])
    if clause.rstrip().endswith((":", "：")):
        words = _SAYING_UNSPACED.sub("", clause.strip(_EDGES))
        return Credit(words if len(words.split()) <= _FEW else "")
    return _NOBODY


def _holds(clause: str) -> Credit:
    """Return whom a clause before a quotation names that only says what somebody thinks."""
    for verb in _verbs(clause, _HOLDING)[:1]:
        return Credit(_subject(clause[: verb.start()]), verb[0])
    return _NOBODY


def _subject(words: str) -> str:
    """Return the words before a verb that name who does it."""
    words = _NEW_SUBJECT.split(_ASIDE.sub(" ", words))[-1]
    if _SAME_SUBJECT.search(words):
        return ""
    words = words.strip(_EDGES)
    for pattern in (_BEGINS_BESIDE, _ADVERBIAL, _ADVERBIAL):
        words = pattern.sub("", words)
    while (shorter := _ENDS_BESIDE.sub("", words)) != words:
        words = shorter
    return _shortened(words)


def _shortened(words: str) -> str:
    """Return the words that name somebody, without what follows them."""
    words = words.lstrip(_EDGES)
    if end := _NO_NAME.search(words):
        words = words[: end.start()]
    words = " ".join(words.split())
    words = words.rstrip() if _INITIALS.search(words) else words.rstrip(_EDGES)
    if len(words.split()) > _LONGEST:
        words = words.partition(",")[0]
    return words if len(words.split()) <= _LONGEST else ""
