"""Where a text has words that are similar to those of one part of a quote."""

from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from ..words.wordings import Match, matches, matches_from_end, placed_words, sequence_similarity
from .paragraphs import Span
from .passage import QuotePart
from .quotations import MARKS
from .text import ArticleText

QUOTED = 15  # points of similarity that quotation marks are worth
_FEW = 3  # words: so few are compared by their letters too
_MEASURED = 4  # places of a search that are measured
# The least similarity beside another part: in the same quotation, and in another.
_LEAST, LEAST_APART = 50, 80


class SimilarPart(NamedTuple):
    """Where words stand, and their similarity to those of a part, 0 to 100."""

    span: Span
    similarity: int


class _Stretch(NamedTuple):
    """Neighbouring matches, and the share of words that are the same there, 0 to 1."""

    matches: Sequence[Match]
    share: float


class PartSearch:
    """Looks in a text for words that are similar to those of a part."""

    def __init__(self, text: ArticleText, part: QuotePart, *, quoted: bool) -> None:
        self._text, self._quoted = text, quoted
        words = placed_words(part.plain)
        self.words = [word.word for word in words]
        # The punctuation before the first word, and after the last.
        self._before = part.plain[: words[0].start] if words else ""
        self._after = part.plain[words[-1].end :] if words else ""

    def everywhere(self, paragraph: int | None) -> Iterator[SimilarPart]:
        """Yield the most similar places in all of the text, and in the stated paragraph."""
        everywhere = Span(0, len(self._text.lexicon.words))
        yield from self._places(self.words, everywhere)
        if paragraph and paragraph <= len(self._text.paragraphs):
            span = self._text.paragraphs[paragraph - 1]
            yield from self._places(self.words, self._words_in(span))
        if len(self.words) <= _FEW:
            for words in self._respelled():
                yield from self._places(words, everywhere)

    def beside(self, other: Span, within: Span) -> SimilarPart | None:
        """Return the best place within a stretch beside another part, if there is one.

        The best is similar, in the same quotation, and near.
        """
        quotation_at = self._text.quotations.at

        def together(place: SimilarPart) -> bool:
            return quotation_at(place.span.start) == quotation_at(other.start)

        def worth(place: SimilarPart) -> tuple[int, int]:
            distance = abs(place.span.start - other.start)
            return place.similarity + QUOTED * together(place), -distance

        places = (
            place
            for place in self._places(self.words, self._words_in(within))
            if place.similarity >= (_LEAST if together(place) else LEAST_APART)
            and within.start <= place.span.start
        )
        return max(places, key=worth, default=None)

    def _words_in(self, span: Span) -> Span:
        return Span(*map(self._text.lexicon.words_before, span))

    def _respelled(self) -> Iterator[Sequence[str]]:
        """Yield the words with one that the text does not have, changed to a similar one."""
        lexicon = self._text.lexicon
        for nth, number in enumerate(lexicon.numbers_of(self.words)):
            for other in lexicon.similar(self.words[nth]) if number < 0 else ():
                yield [*self.words[:nth], other, *self.words[nth + 1 :]]

    def _places(self, words: Sequence[str], within: Span) -> Iterator[SimilarPart]:
        lexicon = self._text.lexicon
        numbers = lexicon.numbers_of(words)
        stretches: dict[tuple[int, int], _Stretch] = {}
        for low, high in lexicon.windows(numbers, *within):
            there = lexicon.numbers[low:high]
            for kept in (matches(numbers, there), matches_from_end(numbers, there)):
                if kept:
                    moved = [match._replace(after=match.after + low) for match in kept]
                    stretch = self._stretch(moved)
                    stretches[stretch.matches[0].after, stretch.matches[-1].after] = stretch
        for stretch in nlargest(_MEASURED, stretches.values(), key=attrgetter("share")):
            yield self._measured(stretch.matches)

    def _stretch(self, kept: Sequence[Match]) -> _Stretch:
        gaps = [
            self._gap(match.after + match.size, following.after)
            for match, following in pairwise(kept)
        ]
        return _best_stretch(len(self.words), kept, [0, *gaps])

    def _gap(self, start: int, end: int) -> int:
        """Return how many words stand between two matches.

        Between two quotations of a paragraph only quoted words count: the others say who spoke.
        """
        text, words = self._text, self._text.lexicon.words
        if start == end or not self._quoted:
            return end - start
        last, first = words[start - 1].start, words[end].start
        if text.is_quoted(last, first + 1) and text.paragraph(last) == text.paragraph(first):
            return text.quoted_before[end] - text.quoted_before[start]
        return end - start

    def _measured(self, kept: Sequence[Match]) -> SimilarPart:
        """Return the place of some matches, with as many words at its ends as were sought there."""
        text, words = self._text, self._text.lexicon.words
        first, last = kept[0], kept[-1]
        begin, end = first.after, last.after + last.size
        low = text.bounds(words[begin].start).start
        high = text.bounds(words[end - 1].start).end
        for _ in range(first.before):
            begin -= bool(begin) and words[begin - 1].start >= low
        for _ in range(len(self.words) - last.before - last.size):
            end += end < len(words) and words[end].end <= high
        there = words[begin:end]
        if self._quoted and text.is_quoted(there[0].start, there[-1].end):
            before = text.quoted_before
            there = [words[nth] for nth in range(begin, end) if before[nth + 1] > before[nth]]
        span = self._with_points(words[begin].start, words[end - 1].end)
        return SimilarPart(span, self._similarity([word.word for word in there]))

    def _similarity(self, there: Sequence[str]) -> int:
        """Return how similar words are to those of the part, at most 99: they are not the same."""
        similarity = sequence_similarity(self.words, there)
        if len(self.words) <= _FEW:
            by_letters = sequence_similarity(" ".join(self.words), " ".join(there))
            similarity = max(similarity, by_letters)
        return min(99, similarity)

    def _with_points(self, start: int, end: int) -> Span:
        """Return a place with the punctuation at its ends that the part has there."""
        content = self._text.content
        for sign in reversed(self._before):
            start -= bool(start) and _is_point(content[start - 1], sign)
        for sign in self._after:
            end += end < len(content) and _is_point(content[end], sign)
        return Span(start, end)


def _is_point(character: str, stated: str) -> bool:
    if character == stated:
        return True
    return not (
        character.isalnum() or character.isspace() or character in MARKS or stated.isspace()
    )


def _best_stretch(words: int, matches: Sequence[Match], gaps: Sequence[float]) -> _Stretch:
    """Return the neighbouring matches with the greatest share of words that are the same.

    `words` is how many words are sought, `gaps` how many other words stand before each match. The
    share is twice the words that are the same, divided by all words. Each step takes the stretch
    with the greatest surplus over the last share (Kadane), until none has one (Dinkelbach).
    """
    best = _Stretch(matches, 0.0)
    while True:
        first, end = _greatest_surplus(matches, gaps, best.share)
        same = sum(match.size for match in matches[first:end])
        share = 2 * same / (words + same + sum(gaps[first + 1 : end]))
        if share <= best.share:
            return best
        best = _Stretch(matches[first:end], share)


def _greatest_surplus(
    matches: Sequence[Match], gaps: Sequence[float], share: float
) -> tuple[int, int]:
    surplus, first = 0.0, 0
    greatest, stretch = -1.0, (0, 1)
    for number, match in enumerate(matches):
        surplus -= share * gaps[number]
        if surplus <= 0:
            surplus, first = 0.0, number
        surplus += (2 - share) * match.size
        if surplus > greatest:
            greatest, stretch = surplus, (first, number + 1)
    return stretch
