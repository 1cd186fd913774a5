"""The words of a text, and where words like those of a quote stand together in it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from heapq import nlargest
from itertools import pairwise

from ..words.wordings import Word, nearest_words, placed_words
from .typography import NOTE

_CLOSE = 2  # words that a quote may leave out, or add
_AROUND = 30  # words that may stand between those of a quote, such as an attribution
_MOST = 2_000  # places that are looked at for one quote
_COMPARED, _WIDE = 12, 4  # places that are compared, and compared with more words around them
_SIMILARITY, _WORDS = 60, 3  # of words that may be meant: 0 to 100, and how many


class Lexicon:
    """The words of a text in order. Words that are the same have the same number."""

    def __init__(self, content: str) -> None:
        self.words = list(_without_notes(content, placed_words(content)))
        self._starts = [word.start for word in self.words]
        numbers: dict[str, int] = {}
        self.numbers = [numbers.setdefault(word.word, len(numbers)) for word in self.words]
        self._number_of = numbers
        self.similar = lru_cache(maxsize=None)(self._similar)

    def words_before(self, place: int) -> int:
        """Return how many words begin before a place of the text."""
        return bisect_left(self._starts, place)

    def numbers_of(self, words: Sequence[str]) -> list[int]:
        """Return the numbers of words: a negative one, of its own, if the text has no such word."""
        return [self._number_of.get(word, -1 - nth) for nth, word in enumerate(words)]

    def windows(self, numbers: Sequence[int], low: int, high: int) -> Iterator[tuple[int, int]]:
        """Yield stretches between two words of the text that have words like these.

        Stretches are pairs of indexes of words. The best come first; a few of them come a second
        time, with more words around them.
        """
        votes: dict[int, int] = {}
        for nth, places, weight in self._seeds(numbers, low, high):
            for place in places:
                votes[place - nth] = votes.get(place - nth, 0) + weight
        best = nlargest(_COMPARED, votes, key=votes.__getitem__)
        wide = [(begins, _AROUND + len(numbers) // 2) for begins in best[:_WIDE]]
        for begins, around in [*((begins, _CLOSE) for begins in best), *wide]:
            yield max(low, begins - around), min(high, begins + len(numbers) + around)

    def _seeds(
        self, numbers: Sequence[int], low: int, high: int
    ) -> Iterator[tuple[int, Sequence[int], int]]:
        """Yield the rarest words and pairs of words: index in `numbers`, places, and weight."""
        seeds = [(nth, self._pairs.get(pair, ()), 2) for nth, pair in enumerate(pairwise(numbers))]
        seeds += [
            (nth, self._places[number], 1) for nth, number in enumerate(numbers) if number >= 0
        ]
        within = (
            (nth, places[bisect_left(places, low) : bisect_left(places, high)], weight)
            for nth, places, weight in seeds
        )
        spent = 0
        for seed in sorted(within, key=lambda seed: len(seed[1])):
            spent += len(seed[1])
            if spent > _MOST:
                return
            yield seed

    @cached_property
    def _places(self) -> list[list[int]]:
        places: list[list[int]] = [[] for _ in self._number_of]
        for place, number in enumerate(self.numbers):
            places[number].append(place)
        return places

    @cached_property
    def _pairs(self) -> dict[tuple[int, int], list[int]]:
        pairs: dict[tuple[int, int], list[int]] = {}
        for place, pair in enumerate(pairwise(self.numbers)):
            pairs.setdefault(pair, []).append(place)
        return pairs

    def _similar(self, word: str) -> list[str]:
        return nearest_words(word, self._vocabulary, _SIMILARITY, _WORDS)

    @cached_property
    def _vocabulary(self) -> list[str]:
        return list(self._number_of)


def _without_notes(content: str, words: Sequence[Word]) -> Iterator[Word]:
    """Yield the words that are no footnote marks."""
    notes = iter([note.span() for note in NOTE.finditer(content)])
    start, end = next(notes, (len(content), 0))
    for word in words:
        while end and word.start >= end:
            start, end = next(notes, (len(content), 0))
        if word.start < start:
            yield word
