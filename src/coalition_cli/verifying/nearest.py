"""The passage of a text that is most similar to words which the text does not have."""

from collections.abc import Iterator, Mapping, Sequence
from heapq import nlargest
from typing import NamedTuple

from .passage import Passage, Sought, StatedPlace, room
from .similar_parts import LEAST_APART, QUOTED, PartSearch, SimilarPart
from .text import ArticleText

_ANCHORS = 3  # the longest parts: around each of them the others are looked for
_THERE = 10  # points of similarity that the stated place is worth


class SimilarPassage(NamedTuple):
    """A passage, and its similarity to the words that were sought, 0 to 100."""

    passage: Passage
    similarity: int


def nearest(text: ArticleText, sought: Sought) -> SimilarPassage | None:
    """Return the passage that is most similar to the words, if any has one of them."""
    paragraph = _paragraph(text, sought.place)

    def worth(similar: SimilarPassage) -> tuple[int, int]:
        passage = similar.passage
        there = paragraph == passage.paragraph and sought.place.holds(passage.start, passage.end)
        quoted = sought.quoted and passage.quoted
        points = similar.similarity + _THERE * there + QUOTED * quoted
        return points, -passage.between  # of equal points the one that cuts out least

    return max(_passages(text, sought), key=worth, default=None)


def _passages(text: ArticleText, sought: Sought) -> Iterator[SimilarPassage]:
    """Yield passages around the places of the longest parts."""
    searches = [PartSearch(text, part, quoted=sought.quoted) for part in sought.parts]
    longest = nlargest(_ANCHORS, range(len(searches)), key=lambda nth: len(searches[nth].words))
    seen: set[tuple[int, SimilarPart]] = set()
    for anchor in longest:
        for place in searches[anchor].everywhere(_paragraph(text, sought.place)):
            if (anchor, place) not in seen:
                places = _around(text, sought, searches, (anchor, place))
                seen.update(places.items())
                yield _joined(text, sought, places)


def _paragraph(text: ArticleText, place: StatedPlace) -> int | None:
    """Return the paragraph of the stated place, if one is stated."""
    if place.within:
        return text.paragraph(place.within.start)
    return place.paragraph if place.offset is None else text.paragraph(place.offset)


def _around(
    text: ArticleText,
    sought: Sought,
    searches: Sequence[PartSearch],
    anchor: tuple[int, SimilarPart],
) -> Mapping[int, SimilarPart]:
    """Return the places of the parts around one of them, and that one, by their numbers.

    If that is a single word, and not very similar, the others have to be in its quotation.
    """
    quotation_at, (first, place) = text.quotations.at, anchor
    places = {first: place}
    likely = len(searches[first].words) > 1 or place.similarity >= LEAST_APART
    for step, others in (-1, range(first - 1, -1, -1)), (1, range(first + 1, len(searches))):
        beside = place.span
        for nth in others:
            found = searches[nth].beside(beside, room(sought.parts, nth, beside, step))
            if found and (
                likely or quotation_at(found.span.start) == quotation_at(place.span.start)
            ):
                places[nth], beside = found, found.span
    return places


def _joined(text: ArticleText, sought: Sought, places: Mapping[int, SimilarPart]) -> SimilarPassage:
    """Return the passage of some parts. In its similarity each part counts by its length."""
    parts = sought.parts
    spans = tuple(places[nth].span if nth in places else None for nth in range(len(parts)))
    weighted = sum(place.similarity * len(parts[nth].text) for nth, place in places.items())
    similarity = round(weighted / sum(len(part.text) for part in parts))
    return SimilarPassage(Passage(text, sought, spans), min(99, similarity))
