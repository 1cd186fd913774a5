"""The verbs and phrases of a sentence that credit somebody, each with its source.

Die Ministerin sagte, …            the source before the verb
Am Montag sagte die Ministerin …   inverted
„…“, sagte die Ministerin.         inverted, after what was said
Wie die Ministerin sagte, …        with `as`
Laut Ministerin …, ihr zufolge …   a phrase
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...verifying.paragraphs import Span
from .letters import Sentence
from .nouns import Nouns, Source

_LONGEST = 20  # units of a source before such a word
_BOUNDARY = ",:;-Q.("  # signs between clauses
_WIDE = ":;-Q."  # signs between sentences or their like: a comma may stand within a source
_LEAD = re.compile(r"(?:[&BSX]|P[DL#]*Y#*,?|D?Y#*)*")
_LEAD_LAST = re.compile(_LEAD.pattern.replace("S", ""))  # the verb stands last after weil
# When it was said, and who heard it, between a verb and its source or what was said
_ASIDE = re.compile(r"(?:B|X|P[DL#]*Y#*|,B+,|J[DL]*[Cq]+|[lP]?[DL]*H[Cq]*|Dq|(?<=V)q(?=[DLC])|O)*")
_ASIDE_BEFORE = re.compile(r"(?:B|P[DL#]*Y#*|,[B&]+,|A)*\Z")
# said after the match the coach
_WHERE = re.compile(r"P[DL#]*?(?:(?<=P)L|C)")
_WHERE_SMALL = re.compile("P(?:[D#]*L|[DL#]*?C)")
_FRONTED = re.compile(r"&?(?:B*[PlXO].*|(?:B|D?Y)+|S.*)|B*")
_TELLER = re.compile("B*(?P<source>D?L+)(?=H)")
_NEWSPAPER = re.compile(r"B*(?P<source>D?[HCq]+)(?=[.,;\-JPp]|\Z)")
_HEARD = re.compile("[&B]*Xq")  # про це «Ниві» розповів мер
_BETWEEN_PARTS = re.compile("[DLCqHOU#BPY]*")


class Cue(NamedTuple):
    """A verb or phrase of saying with its source, as units, and what belongs to them."""

    parts: tuple[int, ...]  # the units of the verb or phrase
    source: Source | None
    first: int
    past: int
    kind: str  # its letter; K where `as` stands before it, F for any phrase
    inverted: bool = False  # the source stands after the verb
    owner: Span | None = None  # the word for he or she in a phrase

    @property
    def is_phrase(self) -> bool:
        """Whether it stands beside a whole clause: laut Ministerin, wie die Ministerin sagte."""
        return self.kind in ("F", "K")


def cues(sentence: Sentence, nouns: Nouns) -> Iterator[Cue]:
    """Yield the cues of a sentence in its order."""
    finders = {
        **dict.fromkeys("VNIh", _verb),
        "Z": _participle,
        "F": _leading,
        "E": _trailing,
        "o": _with_owner,
    }
    last: Cue | None = None
    for place, letter in enumerate(sentence.pattern):
        found = finders[letter](sentence, nouns, place) if letter in finders else None
        if letter in "VN" and not found and last and _goes_on(sentence, place):
            found = _ordered(sentence, place, last.source)._replace(first=place)
        if found and not found.is_phrase and found.source:
            last = found
        if found and (found.kind == "F" or not _is_oblique(sentence, found.source)):
            yield found


def _goes_on(sentence: Sentence, place: int) -> bool:
    """Return whether a verb has the subject of the one before: said that …, and added."""
    begin = sentence.boundary(place, _BOUNDARY)
    between = sentence.pattern[begin:place]
    return re.fullmatch("&B*", between) is not None


def _is_oblique(sentence: Sentence, source: Source | None) -> bool:
    """Return whether a source cannot be the subject of a verb: dem Minister."""
    return source is not None and sentence.units[source.first].lower in sentence.known.oblique


def _verb(sentence: Sentence, nouns: Nouns, place: int) -> Cue | None:
    """Return the cue of a verb with the source before it or after it."""
    pattern, letter = sentence.pattern, sentence.pattern[place]
    begin = sentence.boundary(place, _BOUNDARY)
    between = pattern[begin:place]
    if between.startswith("K"):
        return _as(sentence, nouns, begin, place)
    if sentence.units[place].lower in sentence.known.impersonal:
        return _impersonal(sentence, nouns, place, begin)
    if "A" in between and sentence.units[place].lower in sentence.known.participles:
        return _participle(sentence, nouns, place)
    after = _after(sentence, nouns, place)
    if after and begin and pattern[begin - 1] == "," and sentence.is_noun(0, begin - 1):
        after = Source(after.first, nouns.noun(sentence, after.first) or after.past)
    beside = begin == 0 or pattern[begin - 1] in "Q-" or pattern[max(0, begin - 2) : begin] == "Q,"
    if after and not between and (beside or letter == "I"):
        return _inverted(sentence, place, after)
    if letter == "I" and not between:
        paper = _newspaper(sentence, place)
        return _inverted(sentence, place, paper) if paper else None
    before = None if after and _HEARD.fullmatch(between) else _before(sentence, nouns, place, begin)
    if before and (before.sure or not (after and not between and _ends(pattern, after.past))):
        return _ordered(sentence, place, before)
    fronted = _FRONTED.fullmatch(between)
    if fronted and not (before or after):
        after = _newspaper(sentence, place)
    oblique = between and sentence.units[begin].lower in sentence.known.oblique
    return _inverted(sentence, place, after) if after and (oblique or fronted) else None


def _ordered(sentence: Sentence, place: int, source: Source | None) -> Cue:
    """Return a cue whose source stands before the verb."""
    parts = _parts(sentence, place)
    close = _BETWEEN_PARTS.fullmatch(sentence.pattern, parts[0] + 1, parts[-1])
    past = _past_aside(sentence, parts[-1] + 1 if close else place + 1)
    first = source.first if source else place
    return Cue(parts, source, first, past, sentence.pattern[place])


def _inverted(sentence: Sentence, place: int, source: Source) -> Cue:
    """Return a cue whose source stands after the verb."""
    parts = _parts(sentence, place)
    past = _past_aside(sentence, source.past)
    past += parts[-1] == past
    return Cue(parts, source, place, past, sentence.pattern[place], inverted=True)


def _parts(sentence: Sentence, place: int) -> tuple[int, ...]:
    """Return the units of a verb: the one at a place, and its second part: teilte … mit."""
    if sentence.units[place].lower not in sentence.known.parted:
        return (place,)
    part = sentence.pattern.find("p", place)
    verbs = set(sentence.pattern[place + 1 : max(part, place + 1)]) & set("Vv")
    return (place,) if part < 0 or verbs else (place, part)


def _past_aside(sentence: Sentence, place: int) -> int:
    """Return where the words end that say when it was said, and who heard it."""
    aside = _ASIDE.match(sentence.pattern, place)
    return aside.end() if aside else place


def _ends(pattern: str, place: int) -> bool:
    return pattern[place : place + 1] in ("", ".", ",", "-", "p", "B", "P")


def _after(sentence: Sentence, nouns: Nouns, place: int, *, opens: bool = False) -> Source | None:
    """Return the source that follows a verb."""
    begin = place + 1 if _is_place(sentence, place, place + 1) else 0
    begin = begin or _past_aside(sentence, place + 1)
    if _is_place(sentence, place, begin):
        found = nouns.after(sentence, begin + 1, opens=opens)
        return found and Source(begin, found.past)
    found = nouns.after(sentence, begin, opens=opens)
    lead = _WHERE if sentence.known.capital_nouns else _WHERE_SMALL
    where = None if found else lead.match(sentence.pattern, begin)
    if where and (named := nouns.after(sentence, where.end(), opens=opens)):
        letters = sentence.pattern[named.first : named.past]
        return named if letters.count("C") > nouns.least else None
    return found


def _newspaper(sentence: Sentence, verb: int) -> Source | None:
    """Return a source that might hear it, if another stood there: meldet die Zeitung.

    Or what stands before one who hears it: сказав мер газеті. In a case it is an adjective.
    """
    known = sentence.known
    pattern = _NEWSPAPER if known.capital_nouns else _TELLER
    found = pattern.match(sentence.pattern, verb + 1)
    oblique = found and sentence.units[found.end() - 1].lower.endswith(known.case_ends)
    if not found or (oblique and pattern is _TELLER):
        return None
    return Source(*found.span("source"))


def _is_place(sentence: Sentence, verb: int, place: int) -> bool:
    """Return whether a word leads to the place of many, who are not named: в уряді кажуть."""
    if place >= len(sentence.units) or not sentence.is_plural(verb):
        return False
    return sentence.units[place].lower in sentence.known.places


def _impersonal(sentence: Sentence, nouns: Nouns, place: int, begin: int) -> Cue | None:
    """Return the cue of a verb without a subject: its source is the place where it stands."""
    places = (_before(sentence, nouns, place, begin), _after(sentence, nouns, place))
    for source in places:
        if source and sentence.units[source.first].lower in sentence.known.places:
            first, past = min(source.first, place), max(source.past, place + 1)
            return Cue((place,), source, first, past, sentence.pattern[place])
    return None


def _before(sentence: Sentence, nouns: Nouns, place: int, begin: int) -> Source | None:
    """Return the source that stands before a verb; its clause begins at a unit."""
    pattern = sentence.pattern
    widest = sentence.boundary(place, _WIDE)
    aside = _ASIDE_BEFORE.search(pattern, widest, place)
    past = aside.start() if aside else place
    for start in dict.fromkeys([widest, begin]):
        end = past if past > start else place
        first = _past_lead(sentence, start, end)
        if first < end and (found := nouns.whole(sentence, first, end)):
            if sentence.units[first].lower in sentence.known.oblique:
                return None
            sure = not found["aside"] or bool(found["relative"] or found["named"])
            return Source(first, nouns.end(found), sure)
        many = first + 1 < end and _is_place(sentence, place, first)
        if many and nouns.noun(sentence, first + 1) == end:
            return Source(first, end)
    return None


def _past_lead(sentence: Sentence, start: int, end: int) -> int:
    """Return where a subject may begin after the words that say when or where."""
    pattern = sentence.pattern
    leads = _LEAD_LAST if sentence.known.capital_nouns else _LEAD
    lead = leads.match(pattern, start, end)
    first = lead.end() if lead else start
    where = None if sentence.known.capital_nouns else _WHERE_SMALL.match(pattern, first, end)
    if where and "CC" in pattern[where.end() : end]:  # після матчу тренер Петро Бойко
        return where.end()
    return first


def _as(sentence: Sentence, nouns: Nouns, begin: int, place: int) -> Cue | None:
    """Return the cue of `as X said` or `as said X`."""
    parts, first = (begin, place), begin + 1
    if place == first:
        after = _after(sentence, nouns, place, opens=True)
        past = _past_aside(sentence, after.past) if after else place
        return Cue(parts, after, begin, past, "K", inverted=True) if after else None
    first += sentence.pattern[first] == "R" and first + 1 < place  # wie es in Kreisen hieß
    found = nouns.whole(sentence, first, place)
    if not found:
        return None
    source = Source(first, nouns.end(found))
    return Cue(parts, source, begin, _past_aside(sentence, place + 1), "K")


def _participle(sentence: Sentence, nouns: Nouns, place: int) -> Cue | None:
    """Return the cue of `X has said`, in which the verb stands last."""
    pattern = sentence.pattern
    auxiliary = pattern.rfind("A", 0, place)
    if auxiliary < 0 or set(pattern[auxiliary:place]) & set(":;Q"):
        return None
    source = _after(sentence, nouns, auxiliary)
    if source and source.past <= place:
        return Cue((place,), source, auxiliary, place + 1, "V", inverted=True)
    begin = sentence.boundary(auxiliary, _BOUNDARY)
    source = _before(sentence, nouns, auxiliary, begin)
    return Cue((place,), source, source.first, place + 1, "V") if source else None


def _leading(sentence: Sentence, nouns: Nouns, place: int) -> Cue | None:
    """Return the cue of a phrase before its source: nach Angaben der Polizei."""
    source = nouns.after(sentence, place + 1, opens=True)
    return Cue((place,), source, place, source.past, "F") if source else None


def _trailing(sentence: Sentence, nouns: Nouns, place: int) -> Cue | None:
    """Return the cue of a word after its source: der Polizei zufolge."""
    begin = sentence.boundary(place, _BOUNDARY)
    for first in range(max(begin, place - _LONGEST), place):
        pronoun = first + 1 == place and sentence.units[first].lower in sentence.known.pronouns
        if pronoun or nouns.noun(sentence, first) == place:
            past = nouns.past_clause(sentence, place + 1)
            return Cue((place,), Source(first, place), first, past, "F")
    return None


def _with_owner(sentence: Sentence, _: Nouns, place: int) -> Cue | None:
    """Return the cue of a phrase that has its source in it: за його словами."""
    owner = sentence.units[place].owner
    return Cue((place,), None, place, place + 1, "F", owner=owner) if owner else None
