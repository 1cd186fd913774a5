"""The part of an alignment in which the most is kept.

Where in a text words stand that are like those of a part.
"""

from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import pairwise
from typing import NamedTuple

from ..words.wordings import Match, likeness, matches, matches_from_behind, placed_words
from .paragraphs import Span
from .passage import QuotePart
from .quotations import MARKS
from .text import ArticleText


class Stretch(NamedTuple):
    """Neighbouring matches, and the share of words that they keep, 0 to 1."""

    matches: Sequence[Match]
    share: float


def best_stretch(words: int, matches: Sequence[Match], gaps: Sequence[float]) -> Stretch:
    """Return those neighbouring matches between which the share of kept words is the greatest.

    `words` is how many words are sought, `gaps` how many others stand before each match. The
    share is a fraction, twice what is kept of all words. It is raised step by step (Dinkelbach),
    each time by the stretch with the greatest surplus over the last (Kadane).
    """
    best = Stretch(matches, 0.0)
    while True:
        first, end = _greatest_surplus(matches, gaps, best.share)
        kept = sum(one.size for one in matches[first:end])
        share = 2 * kept / (words + kept + sum(gaps[first + 1 : end]))
        if share <= best.share:
            return best
        best = Stretch(matches[first:end], share)


def _greatest_surplus(
    matches: Sequence[Match], gaps: Sequence[float], share: float
) -> tuple[int, int]:
    surplus, first = 0.0, 0
    greatest, stretch = -1.0, (0, 1)
    for number, one in enumerate(matches):
        surplus -= share * gaps[number]
        if surplus <= 0:
            surplus, first = 0.0, number
        surplus += (2 - share) * one.size
        if surplus > greatest:
            greatest, stretch = surplus, (first, number + 1)
    return stretch


QUOTED = 15  # what quotation marks are worth, in points of similarity
_FEW = 3  # words: where one of them is changed, letters say more than words
_MEASURED = 4  # places of a search that are looked at closely
# Similarity of what stands beside another part, in the same quotation and in another.
_LEAST, LEAST_APART = 50, 80


class Place(NamedTuple):
    """Where words stand, and how alike they are to those that were sought, 0 to 100."""

    span: Span
    similarity: int


class Search:
    """Looks in a text for what is most like a part."""

    def __init__(self, text: ArticleText, part: QuotePart, *, quoted: bool) -> None:
        self._text, self._quoted = text, quoted
        words = placed_words(part.plain)
        self.stated = [word.word for word in words]
        # The punctuation before the first word, and behind the last.
        self._before = part.plain[: words[0].start] if words else ""
        self._behind = part.plain[words[-1].end :] if words else ""

    def everywhere(self, paragraph: int | None) -> Iterator[Place]:
        """Yield what may be the nearest, in all of the text and in the stated paragraph."""
        everywhere = Span(0, len(self._text.lexicon.words))
        yield from self._places(self.stated, everywhere)
        if paragraph and paragraph <= len(self._text.paragraphs):
            span = self._text.paragraphs[paragraph - 1]
            yield from self._places(self.stated, self._words_in(span))
        if len(self.stated) <= _FEW:
            for meant in self._meant():
                yield from self._places(meant, everywhere)

    def beside(self, other: Span, within: Span) -> Place | None:
        """Return the best place within a stretch next to another, if one is near enough.

        The best is alike, in the same quotation, and near.
        """
        around = self._text.quotations.at

        def together(place: Place) -> bool:
            return around(place.span.start) == around(other.start)

        def worth(place: Place) -> tuple[int, int]:
            distance = abs(place.span.start - other.start)
            return place.similarity + QUOTED * together(place), -distance

        places = (
            place
            for place in self._places(self.stated, self._words_in(within))
            if place.similarity >= (_LEAST if together(place) else LEAST_APART)
            and within.start <= place.span.start
        )
        return max(places, key=worth, default=None)

    def _words_in(self, span: Span) -> Span:
        return Span(self._text.lexicon.number(span.start), self._text.lexicon.number(span.end))

    def _meant(self) -> Iterator[Sequence[str]]:
        """Yield the words with one that the text does not have changed to one that it has."""
        lexicon = self._text.lexicon
        for nth, number in enumerate(lexicon.known(self.stated)):
            for other in lexicon.near(self.stated[nth]) if number < 0 else ():
                yield [*self.stated[:nth], other, *self.stated[nth + 1 :]]

    def _places(self, words: Sequence[str], within: Span) -> Iterator[Place]:
        lexicon = self._text.lexicon
        numbers = lexicon.known(words)
        found: dict[tuple[int, int], Stretch] = {}
        for low, high in lexicon.windows(numbers, *within):
            there = lexicon.numbers[low:high]
            for kept in (matches(numbers, there), matches_from_behind(numbers, there)):
                if kept:
                    stretch = self._stretch([one._replace(after=one.after + low) for one in kept])
                    found[stretch.matches[0].after, stretch.matches[-1].after] = stretch
        for stretch in nlargest(_MEASURED, found.values(), key=lambda one: one.share):
            yield self._measured(stretch.matches)

    def _stretch(self, kept: Sequence[Match]) -> Stretch:
        gaps = [self._gap(one.after + one.size, two.after) for one, two in pairwise(kept)]
        return best_stretch(len(self.stated), kept, [0, *gaps])

    def _gap(self, start: int, end: int) -> int:
        """Return how many words stand between two; of a quotation those inside its marks.

        What stands between two quotations of a paragraph is who said them.
        """
        text, words = self._text, self._text.lexicon.words
        if start == end or not self._quoted:
            return end - start
        one, other = words[start - 1].start, words[end].start
        if text.is_quoted(one, other + 1) and text.paragraph(one) == text.paragraph(other):
            return text.quoted_before[end] - text.quoted_before[start]
        return end - start

    def _measured(self, kept: Sequence[Match]) -> Place:
        """Return the place of some matches, with the words at its ends that others stand for."""
        text, words = self._text, self._text.lexicon.words
        first, last = kept[0], kept[-1]
        begin, end = first.after, last.after + last.size
        low = text.bounds(words[begin].start).start
        high = text.bounds(words[end - 1].start).end
        for _ in range(first.before):
            begin -= bool(begin) and words[begin - 1].start >= low
        for _ in range(len(self.stated) - last.before - last.size):
            end += end < len(words) and words[end].end <= high
        there = words[begin:end]
        if self._quoted and text.is_quoted(there[0].start, there[-1].end):
            before = text.quoted_before
            there = [words[nth] for nth in range(begin, end) if before[nth + 1] > before[nth]]
        span = self._with_points(words[begin].start, words[end - 1].end)
        return Place(span, self._similarity([word.word for word in there]))

    def _similarity(self, there: Sequence[str]) -> int:
        """Return how alike the words are, where few by their letters; nothing here is the same."""
        alike = likeness(self.stated, there)
        if len(self.stated) <= _FEW:
            alike = max(alike, likeness(" ".join(self.stated), " ".join(there)))
        return min(99, alike)

    def _with_points(self, start: int, end: int) -> Span:
        """Return a passage with the punctuation at its ends that the words have there."""
        content = self._text.content
        for sign in reversed(self._before):
            start -= bool(start) and _is_point(content[start - 1], sign)
        for sign in self._behind:
            end += end < len(content) and _is_point(content[end], sign)
        return Span(start, end)


def _is_point(character: str, stated: str) -> bool:
    if character == stated:
        return True
    return not (
        character.isalnum() or character.isspace() or character in MARKS or stated.isspace()
    )
