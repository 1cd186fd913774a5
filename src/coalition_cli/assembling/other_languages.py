"""Who says a quotation in a language without a data file: what its sentence has outside the marks.

    « Le pont tient », a déclaré Ana Ruiz lundi.        Ana Ruiz
    «No hay opción», dijo la alcaldesa.                 la alcaldesa
    „Nemamo izbora”, rekao je Ivo Perić.                Ivo Perić

It is read off the words beside a verb of saying. Without one the sentence names nobody. It is a
proposal: whoever picks a quotation reads it before it becomes a record.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ..verifying import ArticleText
from ..verifying.paragraphs import Span
from ..verifying.quotations import MARKS
from ..verifying.speech import is_verb_of_saying

_BLANKS = " \t\r\n\v\f\xa0\u2009\u202f\u3000"
_EDGES = f"{_BLANKS}{MARKS},;:—–―-.!?…()[]，。：；！？،"
_LONGEST = 16  # words of a source; what is longer is shortened at its first comma
_FEW = 6  # words before a colon
_FAR = 600  # code points on either side of a quotation that are looked at
# A sentence ends. A title or the first letter of a name has a point too: Mr. Ruiz, J. Ruiz.
_POINT = re.compile(
    rf"(?<!\b[A-Z])(?<!\bM[re])(?<!\b[DS]r)(?<!\bMme)(?<!\bSra)(?<!\bProf)"
    rf"[.!?…][{re.escape(MARKS)})\]]*(?=\s|$)|[。！？।؟۔]|\n\s*\n"
)
_WORD = re.compile(r"[^\W\d_](?:[\w.'’]*\w)?")
_ACCORDING = re.compile(
    r"\b(?:selon|d['’]après|según|secondo|segundo|de acordo com|według|zdaniem|podle|volgens|enligt"
    r"|ifølge|по словам|по данным|според)\s+(?=\S)",
    re.IGNORECASE,
)
# Verbs that direct speech after a dash does not show, for it has none of these languages.
_SAYING = re.compile(
    r"detto|disse|dichiarato|affermato|aggiunto|spiegato|zei|zegt|zeggen|verklaarde"
    r"|είπε|δήλωσε|قال|قالت|وقال|أضاف|صرح|אמר|אמרה|rekao|rekla|izjavio"
)
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|that|was|is|his|her|he|she|it|for|with|on)\b", re.IGNORECASE
)
# What stands between a subject and its verb: Ruiz a aussi dit; and within a verb: a-t-il dit.
_ENDS_BESIDE = re.compile(r"(?:^|[\s,]+)(?:a|ha|hat|est|aussi|également|je)[\s,]*$", re.IGNORECASE)
_BEGINS_BESIDE = re.compile(r"^(?:[nm]['’])?(?:a|ha|est|je)(?:-t-|\s+|$)", re.IGNORECASE)
_NEW_SUBJECT = re.compile(r"[;:]\s+")
_ASIDE = re.compile(r",\s*qui\b[^,;:]*,\s*$", re.IGNORECASE)  # Ana Ruiz, qui est malade, a dit
_NO_NAME = re.compile(  # where the words that name somebody end
    r"\s(?:le|hier|lundi|en|ieri|в|во|на)\b|,\s*(?:qui|который|которая)\b|\s[—–―-]\s|[;:()]",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\b[^\W\d_]\.[^\W\d_]\.$")  # the point is theirs: the E.U.
_HYPHEN = re.compile(r"^-(?:t-)?")  # dit-il
_SAYING_UNSPACED = re.compile("(?:说|說|表示|称|稱|指出|道)$")
_LEADING_ON = ",，،!?！？"  # the last signs of a quotation that leads on to who says it

Credit = tuple[str, str]  # the words for who says a quotation, and the verb; empty without one
_NOBODY = ("", "")


def credits_beside(
    text: ArticleText, quotations: Sequence[Sequence[Span]]
) -> Mapping[Span, Credit]:
    """Return who says each of some quotations, by its stretches, as far as the text shows it."""
    sentences = _Sentences(text)
    return {
        span: credit
        for stretches in quotations
        if (credit := sentences.of(stretches))[0]
        for span in stretches
    }


class _Sentences:
    """The sentences around the quotations of a text, asked for in their order."""

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
        found = next((credit for credit in named if credit[0]), _NOBODY)
        if not found[0] and goes_on and self._stands_alone(before, after):
            found = (self._last, "")
        self._end, self._last = last.end, found[0]
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
        if ended not in _LEADING_ON and not _POINT.search(ended):
            yield _follows(after)

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


def _verbs(clause: str) -> list[re.Match[str]]:
    words = list(_WORD.finditer(clause))
    found = [word for word in words if _SAYING.fullmatch(word[0])]
    if not found and not _ENGLISH.search(clause):
        found = [word for word in words if word[0].islower() and is_verb_of_saying(word[0])]
    return found


def _follows(clause: str) -> Credit:
    """Return whom a clause after a quotation names: `dit Ana Ruiz`, or `Ana Ruiz a dit`."""
    if according := _ACCORDING.search(clause):
        return _shortened(clause[according.end() :]), ""
    for verb in _verbs(clause)[:1]:
        subject = _subject(clause[: verb.start()])
        return subject or _shortened(_HYPHEN.sub("", clause[verb.end() :])), verb[0]
    return _NOBODY


def _leads(clause: str) -> Credit:
    """Return whom a clause before a quotation names: `Ana Ruiz a dit`, `Ruiz:`."""
    if according := _ACCORDING.search(clause):
        return _shortened(clause[according.end() :].partition(",")[0]), ""
    verbs = _verbs(clause)
    begins = [0, *(verb.end() for verb in verbs)]
    for verb, begin in zip(reversed(verbs), reversed(begins[:-1]), strict=True):
        if subject := _subject(clause[begin : verb.start()]):
            return subject, verb[0]
    if clause.rstrip().endswith((":", "：")):
        words = _SAYING_UNSPACED.sub("", clause.strip(_EDGES))
        return (words if len(words.split()) <= _FEW else ""), ""
    return _NOBODY


def _subject(words: str) -> str:
    """Return the words before a verb that name who does it."""
    words = _NEW_SUBJECT.split(_ASIDE.sub(" ", words))[-1].strip(_EDGES)
    words = _BEGINS_BESIDE.sub("", words)
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
