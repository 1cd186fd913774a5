"""Texts that are nearly the same, found among very many."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import chain
from math import ceil
from typing import NamedTuple

from ..wording import form, likeness, words_as_written

NEARLY = 90  # of 100 by wording.similarity
RECENT = 50  # texts that a rare word is looked up in
MOST_WORDS = 1 << 25  # of all texts together; those behind are compared with none
_LEAST = (NEARLY - 0.5) / 100  # which is rounded up to that
_OVERLAP = _LEAST / (2 - _LEAST)  # words of a text that are also in what is nearly the same
_SHARED = 4  # one of so many of its rarest words is shared, where a text has many
_COMPARED = 20_000  # words that one text is compared with at most
_COUNTERS = 1 << 22  # of words, at most


@lru_cache(maxsize=1 << 16)  # words recur
def _number(word: str) -> int:
    """Return a word as a number of 64 bits: no two words that anybody writes have the same.

    It is 0 where nothing is left of its form.
    """
    same = form(word).encode(errors="surrogatepass")
    return int.from_bytes(blake2b(same, digest_size=8).digest()) if same else 0


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

    def add(self, text: str) -> bool:
        """Take a text in; return False where there is no room for more."""
        if len(self._words) >= MOST_WORDS:
            return False
        found = list(filter(None, map(_number, words_as_written(text))))
        outline = 0
        for word in found:
            outline |= 1 << (word & 63)
        self._words.extend(found)
        self._ends.append(len(self._words))
        self._outlines.append(outline)
        return True

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
        for word in self._words:
            counters[word & mask] += 1
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

    def keep(self, number: int) -> None:
        """Keep a text."""
        self._waiting.append(number)
        if len(self._waiting) > RECENT:
            self._enter()

    def near(self, number: int) -> Iterator[int]:
        """Yield the texts kept that are nearly the same, one that is the same first."""
        if not self._by_text and not self._texts.similar(number, self._waiting):
            return
        self._enter()
        text = self._texts.text(number)
        same = self._by_text.get(text.whole)
        if same is not None and self._texts.words(same) == text.words:
            yield same
        for other in self._candidates(number, text):
            if other != same and likeness(self._texts.words(other), text.words, NEARLY):
                yield other

    def _enter(self) -> None:
        """Have the texts that wait found by their words."""
        for number in self._waiting:
            text = self._texts.text(number)
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
