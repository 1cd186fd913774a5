"""Words that are the same in other forms, and how much each word tells of a saying."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol

FIGURE = "#"  # stands before a number among words
ROOT = 4  # letters with which alike words begin
_ENDING = 5  # letters, at most, in which they end otherwise
_INFLECTED = 2  # letters of an ending that makes no other word


class Told(Protocol):
    """An attribution, as far as its words are counted."""

    article: int
    claim: object  # what several of a known claim have in common

    @property
    def words(self) -> frozenset[str]:
        """The words that say something."""

    @property
    def names(self) -> tuple[str, ...]:
        """Those of them that are names."""


def root(word: str) -> str:
    """Return what alike words have in common: their first letters, or all of a number."""
    if word[0] == FIGURE:
        return word
    return word.removesuffix("s")[:ROOT] if len(word) == ROOT else word[:ROOT]


@lru_cache(maxsize=1 << 16)
def alike(word: str, other: str) -> float:
    """Return how far two words are the same in other forms, 0 to 1: weak, weakness; step, steps."""
    if word == other:
        return 1.0
    longest, shortest = max(len(word), len(other)), min(len(word), len(other))
    same = next((n for n in range(shortest) if word[n] != other[n]), shortest)
    rest = longest - same
    if same == shortest == ROOT - 1 and sorted((word, other), key=len)[1][same:] == "s":
        return 0.95
    if same < ROOT or rest > _ENDING or 2 * same < longest or word[0] == FIGURE:
        return 0.0
    return 0.95 if rest <= _INFLECTED else 0.75


class Weights:
    """How much each word tells of a saying, up to 1.

    It is less for short words, for names, and for words of the topic: they recur in sayings of one
    article.
    """

    _LENGTHS = (0.0, 0.4, 0.4, 0.5, 0.6, 0.8)  # by letters, from 0; longer words count in full
    _FIGURES = (0.0, 0.7, 1.0, 1.5)  # by the signs of a number, the first of which is no digit
    _NAME = 0.4
    _RECURRING, _LESS = 2, 0.25  # a word of more sayings than two counts less for each

    def __init__(self, tellings: Iterable[Told]) -> None:
        """Count the words of all that is compared."""
        self._most: Counter[str] = Counter()
        self._names: set[str] = set()
        by_claim: dict[tuple[int, object], set[str]] = {}
        for telling in tellings:
            roots = by_claim.setdefault((telling.article, telling.claim), set())
            roots.update(map(root, telling.words))
            self._names.update(telling.names)
        by_article: dict[int, Counter[str]] = {}
        for (article, _), roots in by_claim.items():
            by_article.setdefault(article, Counter()).update(roots)
        for counted in by_article.values():
            self._most |= counted
        self.of = lru_cache(maxsize=None)(self._of)

    def _of(self, word: str) -> float:
        """Return the weight of a word; a character without blanks is half a word."""
        if word[0] == FIGURE:
            return self._FIGURES[min(len(word), len(self._FIGURES)) - 1]
        own = self._LENGTHS[len(word)] if len(word) < len(self._LENGTHS) else 1.0
        own *= self._NAME if word in self._names else 1.0
        return own / (1 + self._LESS * max(0, self._most[root(word)] - self._RECURRING))
