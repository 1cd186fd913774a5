"""The passage of a text that is nearest to words which do not stand there."""

from collections.abc import Iterator, Sequence
from heapq import nlargest
from typing import NamedTuple

from .alike import LEAST_APART, QUOTED, Place, Search
from .passage import Passage, QuotePart, Sought, is_quoted, room
from .text import ArticleText

_ANCHORS = 3  # parts around whose places the others are looked for, the longest
_THERE = 10  # what the stated paragraph is worth, in points of similarity


class Near(NamedTuple):
    """A passage, and how alike it is to what was sought, 0 to 100."""

    passage: Passage
    similarity: int


def nearest(text: ArticleText, sought: Sought) -> Near | None:
    """Return the passage that is most like the words, if it has any of them."""

    def worth(near: Near) -> tuple[int, int]:
        passage = near.passage
        there = sought.paragraph == text.paragraph(passage.start)
        quoted = sought.quoted and is_quoted(text, passage)
        points = near.similarity + _THERE * there + QUOTED * quoted
        return points, -passage.between  # of the same points the one that cuts out the least

    return max(_near(text, sought), key=worth, default=None)


def _near(text: ArticleText, sought: Sought) -> Iterator[Near]:
    """Yield what may be the nearest: the longest parts where they are, the others around them."""
    searches = [Search(text, part, quoted=sought.quoted) for part in sought.parts]
    longest = nlargest(_ANCHORS, range(len(searches)), key=lambda nth: len(searches[nth].stated))
    seen: set[tuple[int, Place]] = set()
    for anchor in longest:
        for place in searches[anchor].everywhere(sought.paragraph):
            if (anchor, place) not in seen:
                places = _with_the_others(text, sought.parts, searches, _Anchor(anchor, place))
                seen.update(places.items())
                yield _joined(sought.parts, places)


class _Anchor(NamedTuple):
    """A part, by its number, and a place that is like it."""

    nth: int
    place: Place


def _with_the_others(
    text: ArticleText, parts: Sequence[QuotePart], searches: Sequence[Search], anchor: _Anchor
) -> dict[int, Place]:
    """Return the place of a part and those of the others before and behind it, if they have one.

    Beside a word that is hardly like the one sought, others are only found in its quotation.
    """
    around, (first, place) = text.quotations.at, anchor
    places = {first: place}
    likely = len(searches[first].stated) > 1 or place.similarity >= LEAST_APART
    for step, others in (-1, range(first - 1, -1, -1)), (1, range(first + 1, len(parts))):
        beside = place.span
        for nth in others:
            found = searches[nth].beside(beside, room(parts, nth, beside, step))
            if found and (likely or around(found.span.start) == around(place.span.start)):
                places[nth], beside = found, found.span
    return places


def _joined(parts: Sequence[QuotePart], places: dict[int, Place]) -> Near:
    """Return the passage of the parts; each counts by its length, nothing here is the same."""
    spans = tuple(places[nth].span if nth in places else None for nth in range(len(parts)))
    alike = sum(place.similarity * len(parts[nth].text) for nth, place in places.items())
    return Near(Passage(spans), min(99, round(alike / sum(len(part.text) for part in parts))))
