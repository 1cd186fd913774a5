"""The verbs and phrases of a sentence that credit somebody, each with its source."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .letters import Sentence
from .nouns import Nouns, Source

_LEAD = re.compile(r"^(?:[&BS]|P[DL#]*Y#*,?|Y#*)*")
_ASIDE = re.compile(r"(?:B|X|P[DL#]*Y#*|,B+,|J[DL]*[Cq]+|(?:[lP]?[DL]*H[Cq]*)|Dq|O)*")
_ASIDE_BEFORE = re.compile(r"(?:B|P[DL#]*Y#*|,[B&]+,|A)*\Z")
_WHERE = re.compile(r"P[DL#]*?(?:(?<=P)L|C)")
_BOUNDARY = ",:;-Q.("
_FRONTED = re.compile(r"^(?:[&]?(?:[PlX].*|[BY]+|S.*))\Z")


class Cue(NamedTuple):
    """A verb or phrase of saying with its source, and the units of both and what belongs to them."""

    parts: tuple[int, ...]  # the units of the verb or phrase
    source: Source | None
    first: int
    past: int
    kind: str  # its letter; K where `as` stands before it
    inverted: bool = False  # the source stands after the verb
    owner: tuple[int, int] | None = None


def cues(sentence: Sentence, nouns: Nouns) -> Iterator[Cue]:
    """Yield the cues of a sentence in its order."""
    for place, letter in enumerate(sentence.pattern):
        found = None
        if letter in "VNIhZ":
            found = _verb(sentence, nouns, place)
        elif letter == "F":
            found = _leading(sentence, nouns, place)
        elif letter == "E":
            found = _trailing(sentence, nouns, place)
        elif letter == "o":
            found = _phrase(sentence, place)
        if found:
            yield found


def _verb(sentence: Sentence, nouns: Nouns, place: int) -> Cue | None:
    pattern, letter = sentence.pattern, sentence.pattern[place]
    parts = _parts(sentence, place)
    begin = max((pattern.rfind(sign, 0, place) for sign in _BOUNDARY), default=-1) + 1
    between = pattern[begin:place]
    after = _after(sentence, nouns, place)
    if letter == "Z":
        return _participle(sentence, nouns, place)
    if between.startswith("K"):
        return _as(sentence, nouns, begin, place)
    beside = begin == 0 or pattern[begin - 1] in "Q-" or pattern[max(0, begin - 2) : begin] == "Q,"
    if not between and (beside or letter == "I") and after:
        return _inverted(sentence, place, after)
    if letter == "I" and not between:
        return None
    before = _before(sentence, nouns, place, begin)
    if before and (before.sure or not (after and not between and _ends(pattern, after.past))):
        past = parts[-1] + 1 if _close(pattern, parts) else place + 1
        return Cue(parts, before, before.first, _past(sentence, past), letter)
    if after and (not between or _FRONTED.match(between) or between.strip("BY") == ""):
        return _inverted(sentence, place, after)
    return None


def _parts(sentence: Sentence, place: int) -> tuple[int, ...]:
    """Return the units of a verb: the one at a place, and its second part."""
    part = sentence.pattern.find("p", place)
    nearer = re.search("[Vv]", sentence.pattern[place + 1 : max(place + 1, part)])
    return (place, part) if part > 0 and not nearer and _is_parted(sentence, place) else (place,)


def _close(pattern: str, parts: tuple[int, ...]) -> bool:
    """Return whether no clause stands between the parts of a verb."""
    return re.fullmatch("[DLCqHOU#B]*", pattern[parts[0] + 1 : parts[-1]]) is not None


def _is_parted(sentence: Sentence, place: int) -> bool:
    return sentence.units[place].lower in sentence.known.parted


def _past(sentence: Sentence, place: int) -> int:
    """Return where a cue ends with the words for when it was, and for who heard it."""
    aside = _ASIDE.match(sentence.pattern, place)
    return aside.end() if aside else place


def _ends(pattern: str, place: int) -> bool:
    return pattern[place : place + 1] in ("", ".", ",", "-", "p", "B", "P")


def _inverted(sentence: Sentence, place: int, after: Source) -> Cue:
    parts = _parts(sentence, place)
    past = _past(sentence, after.past)
    if len(parts) > 1 and parts[1] == past:
        past += 1
    return Cue(parts, after, place, past, sentence.pattern[place], inverted=True)


def _after(
    sentence: Sentence, nouns: Nouns, place: int, *, opens: bool = False
) -> Source | None:
    """Return the source that follows a verb."""
    begin = place + 1
    aside = _ASIDE.match(sentence.pattern, begin)
    begin = aside.end() if aside else begin
    unit = sentence.units[begin] if begin < len(sentence.units) else None
    if unit and unit.lower in sentence.known.places and sentence.is_plural(place):
        found = nouns.after(sentence, begin + 1, opens=opens)
        return found and Source(begin, found.past)
    found = nouns.after(sentence, begin, opens=opens)
    where = _WHERE.match(sentence.pattern, begin) if not found else None
    if where:  # said after the match the coach
        found = nouns.after(sentence, where.end(), opens=opens)
        if found and "C" not in sentence.pattern[slice(*found[:2])].removeprefix("C" * nouns.least):
            return None
    return found


def _before(sentence: Sentence, nouns: Nouns, place: int, begin: int) -> Source | None:
    """Return the source that stands before a verb."""
    pattern = sentence.pattern
    widest = max((pattern.rfind(sign, 0, place) for sign in ":;-Q."), default=-1) + 1
    aside = _ASIDE_BEFORE.search(pattern, widest, place)
    past = aside.start() if aside else place
    for start in dict.fromkeys([widest, begin]):
        end = past if past > start else place
        lead = _LEAD.match(pattern[start:end])
        first = start + (lead.end() if lead else 0)
        if first < end and (found := nouns.whole(sentence, first, end)):
            sure = bool(found["relative"] or found["named"] or not found["aside"])
            cited = found.start("citing") if found["citing"] else end
            return Source(first, min(cited, end - bool(found["aside"])), sure)
        unit = sentence.units[first] if first < end else None
        if unit and unit.lower in sentence.known.places and first + 1 < end:
            if nouns.noun(sentence, first + 1) == end and sentence.is_plural(place):
                return Source(first, end)
    return None


def _as(sentence: Sentence, nouns: Nouns, begin: int, place: int) -> Cue | None:
    """Return the cue of `as X said`."""
    parts = (begin, place)
    if place == begin + 1:
        source = _after(sentence, nouns, place, opens=True)
        if source:
            return Cue(parts, source, begin, _past(sentence, source.past), "K", inverted=True)
        return None
    first = begin + 1
    if sentence.pattern[first] == "G":
        return Cue(parts, Source(first, first + 1), begin, place + 1, "K")
    if found := nouns.whole(sentence, first, place):
        past = found.start("citing") if found["citing"] else place
        return Cue(parts, Source(first, past), begin, _past(sentence, place + 1), "K")
    return None


def _participle(sentence: Sentence, nouns: Nouns, place: int) -> Cue | None:
    """Return the cue of `X has said`, in which the verb stands last."""
    pattern = sentence.pattern
    auxiliary = pattern.rfind("A", 0, place)
    if auxiliary < 0 or re.search("[:;Q]", pattern[auxiliary:place]):
        return None
    source = _after(sentence, nouns, auxiliary)
    if source and source.past <= place:
        return Cue((place,), source, auxiliary, place + 1, "V", inverted=True)
    begin = max((pattern.rfind(sign, 0, auxiliary) for sign in _BOUNDARY), default=-1) + 1
    source = _before(sentence, nouns, auxiliary, begin)
    return Cue((place,), source, source.first, place + 1, "V") if source else None


def _leading(sentence: Sentence, nouns: Nouns, place: int) -> Cue | None:
    source = nouns.after(sentence, place + 1, opens=True)
    return Cue((place,), source, place, source.past, "F") if source else None


def _trailing(sentence: Sentence, nouns: Nouns, place: int) -> Cue | None:
    begin = max((sentence.pattern.rfind(sign, 0, place) for sign in _BOUNDARY), default=-1) + 1
    for first in range(begin, place):
        if nouns.noun(sentence, first) == place or sentence.pattern[first:place] == "O":
            return Cue((place,), Source(first, place), first, place + 1, "F")
    return None


def _phrase(sentence: Sentence, place: int) -> Cue | None:
    """Return the cue of a phrase that has its source in it: за його словами."""
    unit = sentence.units[place]
    source = None if unit.owner else Source(place, place + 1)
    return Cue((place,), source, place, place + 1, "F", owner=unit.owner)
