"""The words of a text, and where in it words like those of a quotation stand together."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from heapq import nlargest
from itertools import pairwise

from ..words.wordings import Word, nearest_words, placed_words
from .typography import NOTE

_CLOSE = 2  # words that may be left out of a quotation, or be too much in it
_AROUND = 30  # words that may stand between those of a quotation, such as an attribution
_MOST = 2_000  # places that are looked at for one quotation
_LOOKED_AT, _WIDE = 12, 4  # those of them that are compared, and with more around them
_LIKE, _NEAR = 60, 3  # how alike a word is that may have been meant, and how many of them


class Lexicon:
    """Words by number, in the order of the text, and the places of each."""

    def __init__(self, content: str) -> None:
        self.words = list(_without_notes(content, placed_words(content)))
        self._starts = [word.start for word in self.words]
        numbers: dict[str, int] = {}
        self.numbers = [numbers.setdefault(word.word, len(numbers)) for word in self.words]
        self._known = numbers
        self.near = lru_cache(maxsize=None)(self._near)

    def number(self, place: int) -> int:
        """Return how many words begin before a place of the text."""
        return bisect_left(self._starts, place)

    def known(self, words: Sequence[str]) -> list[int]:
        """Return the numbers of words; each that the text does not have has one of its own."""
        return [self._known.get(word, -1 - nth) for nth, word in enumerate(words)]

    def windows(self, numbers: Sequence[int], low: int, high: int) -> Iterator[tuple[int, int]]:
        """Yield where, between two words of the text, words like these stand, the best first.

        A few of the places are looked at a second time, with more around them.
        """
        votes: dict[int, int] = {}
        for nth, places, weight in self._seeds(numbers, low, high):
            for place in places:
                votes[place - nth] = votes.get(place - nth, 0) + weight
        best = nlargest(_LOOKED_AT, votes, key=votes.__getitem__)
        wide = [(begins, _AROUND + len(numbers) // 2) for begins in best[:_WIDE]]
        for begins, around in [*((begins, _CLOSE) for begins in best), *wide]:
            yield max(low, begins - around), min(high, begins + len(numbers) + around)

    def _seeds(
        self, numbers: Sequence[int], low: int, high: int
    ) -> Iterator[tuple[int, Sequence[int], int]]:
        """Yield the places of the rarest words and pairs of words, with their number here."""
        seeds = [(nth, self._pairs.get(pair, ()), 2) for nth, pair in enumerate(pairwise(numbers))]
        seeds += [
            (nth, self._places[number], 1) for nth, number in enumerate(numbers) if number >= 0
        ]
        within = (
            (nth, places[bisect_left(places, low) : bisect_left(places, high)], weight)
            for nth, places, weight in seeds
        )
        spent = 0
        for seed in sorted(within, key=lambda one: len(one[1])):
            spent += len(seed[1])
            if spent > _MOST:
                return
            yield seed

    @cached_property
    def _places(self) -> list[list[int]]:
        places: list[list[int]] = [[] for _ in self._known]
        for place, number in enumerate(self.numbers):
            places[number].append(place)
        return places

    @cached_property
    def _pairs(self) -> dict[tuple[int, int], list[int]]:
        pairs: dict[tuple[int, int], list[int]] = {}
        for place, pair in enumerate(pairwise(self.numbers)):
            pairs.setdefault(pair, []).append(place)
        return pairs

    def _near(self, word: str) -> list[str]:
        return nearest_words(word, self._vocabulary, _LIKE, _NEAR)

    @cached_property
    def _vocabulary(self) -> list[str]:
        return list(self._known)


def _without_notes(content: str, words: Sequence[Word]) -> Iterator[Word]:
    """Yield the words that are no marks of notes."""
    ends = iter([note.span() for note in NOTE.finditer(content)])
    start, end = next(ends, (len(content), 0))
    for word in words:
        while end and word.start >= end:
            start, end = next(ends, (len(content), 0))
        if word.start < start:
            yield word
