"""Stretches of what was said, as they are compared: their words, numbers, names and denials."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from ...verifying.negations import Denials
from ...words import UNSPACED
from ...words.wordings import placed_words
from .alike_words import FIGURE, root
from .figures import figures, is_figure
from .little_words import LITTLE
from .states import state

_UNSPACED = re.compile(UNSPACED)
_SHORT = 3  # letters of the shortest words that count
_MOSTLY = 2  # times as often a name has a capital letter as a small one
# Words that deny, where they do not.
_NO_DENIAL = re.compile(
    r"\b(?:no (?:fewer|less|more|later|earlier|sooner) than|not (?:only|just|merely|least)"
    r"|no doubt)\b",
    re.IGNORECASE,
)
# What stands between two clauses.
_CLAUSE = re.compile(
    r"[,;:](?=\s)|[–—…()]|\b(?:and|but|or|because|although|while|und|aber|oder|weil|та|але|або|бо)\b"
)
_BEGINS = re.compile(r"[.!?…:;\"“”„«»‘(\[–—-]\s*\Z|\A\s*\Z")  # what stands before a sentence


class Words(NamedTuple):
    """What the language of an article, and all articles in it, tell of words."""

    names: Collection[str]
    points: bool  # whether points part the thousands of a number
    denials: Denials


class Stretch:
    """A stretch of what was said.

    `words` are those that say something, in order, with the numbers behind them; `all` has the
    others too.
    """

    def __init__(self, text: str, known: Words) -> None:
        self.text, self._known = text, known
        self.figures = figures(text, points=known.points)
        said = _telling(map(self._meant, self.in_order))
        self.words = (*said, *(f"{FIGURE}{n:g}" for n in sorted(self.figures)))
        self.set = frozenset(self.words)
        # Neighbours. Two names beside each other are one name, and tell no more than that.
        self.pairs = frozenset(pair for pair in pairwise(self.words) if not self._are_names(pair))

    def joined(self, others: Iterable["Stretch"]) -> "Stretch":
        """Return the stretch with others behind it."""
        return Stretch(" … ".join([self.text, *(each.text for each in others)]), self._known)

    @cached_property
    def in_order(self) -> tuple[str, ...]:
        """All words in order, in the form in which words are compared."""
        return tuple(_words(self.text))

    @cached_property
    def all(self) -> frozenset[str]:
        """All words."""
        return frozenset(self.in_order)

    @cached_property
    def by_root(self) -> dict[str, list[str]]:
        """The words by the letters with which they begin."""
        found: dict[str, list[str]] = {}
        for word in dict.fromkeys(self.words):
            found.setdefault(root(word), []).append(word)
        return found

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The words that are names, in order, each once; one word for each state."""
        found = (state(word) for word in self.in_order if word in self._known.names)
        return tuple(dict.fromkeys(filter(None, found)))

    @cached_property
    def all_meant(self) -> frozenset[str]:
        """All words, one for each state."""
        return frozenset(map(self._meant, self.in_order))

    def _meant(self, word: str) -> str:
        """Return a word; the one for its state, if it is a name of one."""
        return state(word) if word in self._known.names else word

    @cached_property
    def denying(self) -> Sequence["Stretch"]:
        """The clauses in which a word denies."""
        find = self._known.denials.find
        clauses = _CLAUSE.split(_NO_DENIAL.sub("", self.text)) if find(self.text) else []
        return [Stretch(clause, self._known) for clause in clauses if find(clause)]

    def telling(self, start: int, end: int) -> Sequence[str]:
        """Return the words between two of all words that say something, and the numbers."""
        words = map(self._meant, self.in_order[start:end])
        return [word for word in words if word in self.set or is_figure(word)]

    def _are_names(self, words: Iterable[str]) -> bool:
        return all(word in self._known.names for word in words)


def names(texts: Iterable[str]) -> set[str]:
    """Return the words that mostly have a capital letter within sentences."""
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for text in texts:
        for word in placed_words(text):
            first = text[word.start]
            if first.islower():
                small[word.word.removesuffix("'s")] += 1
            elif first.isupper() and not _BEGINS.search(text, max(0, word.start - 3), word.start):
                capital[word.word.removesuffix("'s")] += 1
    mostly = {word for word, count in capital.items() if count > _MOSTLY * small[word]}
    return mostly - LITTLE


def _words(text: str) -> Iterator[str]:
    return (placed.word.removesuffix("'s") for placed in placed_words(text))


def _telling(words: Iterable[str]) -> Iterator[str]:
    """Yield the words that say something; characters of scripts without blanks in pairs."""
    before = ""
    for whole in words:
        word = whole.replace("-", "")
        if _UNSPACED.fullmatch(word):
            if before:
                yield before + word
            before = word
            continue
        before = ""
        if len(word) >= _SHORT and word not in LITTLE and not is_figure(whole):
            yield word
