"""Texts that are nearly the same, found among very many."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import chain
from math import ceil
from typing import NamedTuple

from ..wording import likeness, words

NEARLY = 90  # of 100 by wording.similarity
RECENT = 50  # texts that a rare word is looked up in
MOST_WORDS = 1 << 25  # of all texts together; those behind are compared with none
_LEAST = (NEARLY - 0.5) / 100  # which is rounded up to that
_OVERLAP = _LEAST / (2 - _LEAST)  # words of a text that are also in what is nearly the same
_SHARED = 4  # one of so many of its rarest words is shared, where a text has many
_COMPARED = 20_000  # words that one text is compared with at most
_COUNTERS = 1 << 22  # of words, at most
_COUNTED = 1 << 16  # words at once
_SOFT_HYPHEN = "\xad"  # with it a word may go on behind the end of a line
_LONGEST_KEPT = 64  # characters
_AT_ONCE = 1 << 16  # characters of texts


def _numbers(text: str) -> Iterable[int]:
    """Return the words of a text as numbers."""
    pieces = text.split()
    if _SOFT_HYPHEN in text or max(map(len, pieces), default=0) > _LONGEST_KEPT:
        return _numbered(text)
    return chain.from_iterable(map(_kept, pieces))


@lru_cache(maxsize=1 << 16)  # words recur, with the marks beside them
def _kept(piece: str) -> tuple[int, ...]:
    return _numbered(piece)


def _numbered(piece: str) -> tuple[int, ...]:
    """Return words as numbers of 64 bits: no two that anybody writes have the same."""
    return tuple(
        int.from_bytes(blake2b(word.encode(errors="surrogatepass"), digest_size=8).digest())
        for word in words(piece)
    )


class Text(NamedTuple):
    """A text, and what it is looked up by."""

    words: "array[int]"
    whole: int  # a hash of all its words
    rarest: list[int]


class Texts:
    """Texts by their numbers, from 0, each as the numbers of its words."""

    def __init__(self) -> None:
        self._words = array("Q")
        self._ends = array("Q", [0])
        self._outlines = array("Q")
        self._new: list[str] = []  # texts whose words are still to be taken in
        self._size = 0  # their characters

    def add(self, text: str) -> bool:
        """Take a text in; return False where there is no room for more.

        Many are taken in at once, which is faster: then what that needs stays at hand.
        """
        if len(self._words) >= MOST_WORDS:
            return False
        self._new.append(text)
        self._size += len(text)
        if self._size > _AT_ONCE:
            self.complete()
        return True

    @property
    def kept(self) -> int:
        """How many bytes the words take."""
        return len(self._words) * self._words.itemsize

    def complete(self) -> None:
        """Take in the words of all texts that were added."""
        for text in self._new:
            found = list(_numbers(text))
            outline = 0
            for word in found:
                outline |= 1 << (word & 63)
            self._words.extend(found)
            self._ends.append(len(self._words))
            self._outlines.append(outline)
        self._new, self._size = [], 0

    def similar(self, number: int, others: Iterable[int]) -> list[int]:
        """Return the texts that may be nearly the same as one, by their outlines.

        An outline has a bit for each word, of 64 in all: a word that only one of two texts has
        makes one bit differ at most.
        """
        length = self._ends[number + 1] - self._ends[number]
        outlines, own = self._outlines, self._outlines[number]
        most = (1 - _LEAST) * (length + length / _OVERLAP)  # words that only one of them has
        return [one for one in others if (outlines[one] ^ own).bit_count() <= most]

    def words(self, number: int) -> "array[int]":
        """Return the words of a text."""
        return self._words[self._ends[number] : self._ends[number + 1]]

    def text(self, number: int) -> Text:
        """Return a text, with what it is looked up by."""
        found = self.words(number)
        return Text(found, hash(found.tobytes()), self._rarest(found))

    def _rarest(self, found: "array[int]") -> list[int]:
        """Return the rarest words of a text, as many as something nearly the same has one of.

        What stands in no other text is left out.
        """
        counters, mask = self._count, len(self._count) - 1
        most = len(found) - ceil(_OVERLAP * len(found)) + 1
        rarest = sorted([(counters[one & mask] << 64) | one for one in found])[:most]
        return [one & (1 << 64) - 1 for one in dict.fromkeys(rarest) if one >> 64 > 1]

    @cached_property
    def _count(self) -> "array[int]":
        """How often words stand in all texts; a few share a counter, which does no harm."""
        size = min(1 << (2 * len(self._words)).bit_length(), _COUNTERS)
        counters, mask = array("I", bytes(4 * size)), size - 1
        for begin in range(0, len(self._words), _COUNTED):
            for word, often in Counter(self._words[begin : begin + _COUNTED]).items():
                counters[word & mask] += often
        return counters


class Lookup:
    """Texts that are kept by their rarest words, to find those that another is nearly the same as.

    Texts that are nearly the same share one of their rarest words: as few as their lengths
    allow to differ, and one more (the prefix filter of Chaudhuri, Ganti and Kaushik, 2006).
    So each is compared with few others, whatever the number of texts: with those that
    share a rare word, the last RECENT of them where there are more; of these with as many as
    have _COMPARED words, those that share most first; and with one of exactly the same
    words, wherever it stands.
    """

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._waiting: list[int] = []  # kept, and not looked for yet
        self._by_word: dict[int, list[int]] = {}
        self._by_text: dict[int, int] = {}
        self._text = lru_cache(maxsize=RECENT)(texts.text)  # of what is looked up, and then kept

    def keep(self, number: int) -> None:
        """Keep a text."""
        self._waiting.append(number)
        if len(self._waiting) > RECENT:
            self._enter()

    def near(self, number: int) -> Iterator[int]:
        """Yield the texts kept that are nearly the same, one that is the same first."""
        if not self._by_text and not self._is_near_waiting(number):
            return
        self._enter()
        text = self._text(number)
        same = self._by_text.get(text.whole)
        if same is not None and self._texts.words(same) == text.words:
            yield same
        for other in self._candidates(number, text):
            if other != same and likeness(self._texts.words(other), text.words, NEARLY):
                yield other

    def _is_near_waiting(self, number: int) -> bool:
        """Whether one of the texts that wait is nearly the same: few are even similar."""
        similar = self._texts.similar(number, self._waiting)
        words = self._texts.words(number) if similar else ()
        return any(likeness(self._texts.words(other), words, NEARLY) for other in similar)

    def _enter(self) -> None:
        """Have the texts that wait found by their words."""
        for number in self._waiting:
            text = self._text(number)
            if text.words:
                self._by_text.setdefault(text.whole, number)
            for word in text.rarest:
                recent = self._by_word.setdefault(word, [])
                recent.append(number)
                if len(recent) > RECENT:
                    del recent[0]
        self._waiting.clear()

    def _candidates(self, number: int, text: Text) -> list[int]:
        """Return the texts that share rare words; of those that share as many, the last first."""
        there = [self._by_word.get(word, ()) for word in text.rarest]
        shared = Counter(chain.from_iterable(map(reversed, there)))
        near = self._texts.similar(number, shared)
        if enough := len(text.rarest) // _SHARED:
            near = [other for other in near if shared[other] >= enough]
        most = max(_COMPARED // max(len(text.words), 1), 1)
        if len(near) > most:
            near = sorted(near, key=shared.__getitem__, reverse=True)[:most]
        return near
