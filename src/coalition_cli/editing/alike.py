"""Texts that are nearly the same, found among very many."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from math import floor

from ..wording import likeness, words

NEARLY = 90  # of 100 by wording.similarity
RECENT = 50  # texts that a part is looked up in
MOST_WORDS = 1 << 25  # of all texts together; those behind are compared with none
_LEAST = (NEARLY - 0.5) / 100  # which is rounded up to that
_OVERLAP = _LEAST / (2 - _LEAST)  # words of a text that are also in what is nearly the same
_COMPARED = 20_000  # words that one text is compared with at most
_COUNTERS = 1 << 22  # of parts, at most
_BITS = (1 << 64) - 1
_SOFT_HYPHEN = "\xad"  # with it a word may go on behind the end of a line
_LONGEST_KEPT = 64  # characters
_MOST_KEPT = 1 << 16
_AT_ONCE = 1 << 16  # characters of texts


class _Numbers(dict[str, tuple[int, ...]]):
    """The words of what stands between blanks, as numbers: words recur, with the marks at them."""

    def of(self, text: str) -> list[int]:
        """Return the words of a text as numbers of 64 bits, of which no two words have the same."""
        if _SOFT_HYPHEN in text:
            return list(_numbered(text))
        return list(chain.from_iterable(map(self.__getitem__, text.split())))

    def __missing__(self, piece: str) -> tuple[int, ...]:
        found = _numbered(piece)
        if len(piece) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[piece] = found
        return found


def _numbered(piece: str) -> tuple[int, ...]:
    return tuple(
        int.from_bytes(blake2b(word.encode(errors="surrogatepass"), digest_size=8).digest())
        for word in words(piece)
    )


class Texts:
    """Texts by their numbers, from 0, each as the numbers of its words, and in parts.

    A part is the sum of some of the words: each word belongs to the part that its number says.
    There is one part more than words may differ between texts that are nearly the same, so
    that such texts share a part (PartEnum of Arasu, Ganti and Kaushik, 2006).
    """

    def __init__(self) -> None:
        self._words = array("Q")
        self._ends = array("Q", [0])
        self._parts = array("Q")
        self._parts_ends = array("Q", [0])
        self._numbers = _Numbers()
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
            self._take_in()
        return True

    def _take_in(self) -> None:
        for text in self._new:
            found = self._numbers.of(text)
            self._words.extend(found)
            self._ends.append(len(self._words))
            for count in _counts(len(found)):
                self._parts.extend(_parts(found, count))
            self._parts_ends.append(len(self._parts))
        self._new, self._size = [], 0

    def complete(self) -> None:
        """Keep the parts that texts share, once all have been added."""
        self._take_in()
        counters = array("I", bytes(4 * min(1 << (4 * len(self._parts)).bit_length(), _COUNTERS)))
        mask = len(counters) - 1
        for part in self._parts:
            counters[part & mask] += 1
        shared, ends = array("Q"), array("Q", [0])
        begin = 0
        for end in self._parts_ends[1:]:
            shared.extend([one for one in self._parts[begin:end] if counters[one & mask] > 1])
            ends.append(len(shared))
            begin = end
        self._parts, self._parts_ends = shared, ends

    def words(self, number: int) -> "array[int]":
        """Return the words of a text."""
        return self._words[self._ends[number] : self._ends[number + 1]]

    def whole(self, number: int) -> int:
        """Return a number that two texts share if they have the same words."""
        return hash(self.words(number).tobytes())

    def parts(self, number: int) -> "array[int]":
        """Return the parts of a text that another one may share."""
        return self._parts[self._parts_ends[number] : self._parts_ends[number + 1]]


@lru_cache(maxsize=1 << 12)  # lengths recur
def _counts(length: int) -> Sequence[int]:
    """Return the numbers of parts in which a text of so many words is compared.

    The longer one of two texts decides in how many: a text is in as many as for itself, and for
    all lengths that what is nearly the same may have.
    """
    longest = floor(length / _OVERLAP) if length else -1  # nothing is like no words
    return sorted(
        {_rounded(1 + floor((1 - _LEAST) * 2 * one)) for one in range(length, longest + 1)}
    )


def _rounded(count: int) -> int:
    """Return a number, or a few more: of the great ones only some are used."""
    step = max(1 << count.bit_length() >> 4, 1)
    return -(-count // step) * step


def _parts(found: list[int], count: int) -> Iterable[int]:
    """Return so many parts of a text."""
    parts = [0] * count
    for word in found:
        parts[word % count] += word
    return [part & _BITS for part in parts]


class Lookup:
    """Texts that are kept by their parts, to find those that another is nearly the same as.

    So each is compared with few others, whatever the number of texts: with those that
    share a part, the last RECENT of them where there are more; of these with as many as
    have _COMPARED words, those that share most first; and with one of exactly the same
    words, wherever it stands.
    """

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._by_part: dict[int, list[int]] = defaultdict(list)
        self._by_text: dict[int, int] = {}

    def keep(self, number: int) -> None:
        """Keep a text."""
        parts = self._texts.parts(number)
        if not parts:
            return
        self._by_text.setdefault(self._texts.whole(number), number)
        for part in parts:
            recent = self._by_part[part]
            recent.append(number)
            if len(recent) > 2 * RECENT:
                del recent[:RECENT]

    def near(self, number: int) -> Iterator[int]:
        """Yield the texts kept that are nearly the same, one that is the same first."""
        known = self._by_part
        there = [known[part] for part in self._texts.parts(number) if part in known]
        if not there:
            return
        own, words = self._texts.words(number), self._texts.words
        same = self._by_text.get(self._texts.whole(number))
        if same is not None and words(same) == own:
            yield same
        shared = Counter(chain.from_iterable(there))
        most = max(_COMPARED // max(len(own), 1), 1)
        for other, _ in shared.most_common(most) if len(shared) > most else shared.items():
            if other != same and likeness(words(other), own, NEARLY):
                yield other
