"""Texts that are nearly the same, found among very many."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from math import floor
from sys import getsizeof

from ..words.wordings import sequence_similarity, words

NEARLY = 90  # of 100 by wordings.similarity
RECENT = 50  # texts that a part is looked up in
MOST_WORDS = 1 << 25  # of all texts together; those behind are compared with none
_LEAST = (NEARLY - 0.5) / 100  # which is rounded up to that
_OVERLAP = _LEAST / (2 - _LEAST)  # words of a text that are also in what is nearly the same
_COMPARED = 20_000  # words that one text is compared with at most
_COUNTERS = 1 << 23  # of parts, at most
_SALT = 0x9E3779B97F4A7C15  # times a number, it has another remainder than the next number
_BITS = (1 << 64) - 1
_LETTERS = 0x110000  # of Unicode
_OF_WORD = 400  # bytes, about: with its letter, its number, and once or twice with marks
_SOFT_HYPHEN = "\xad"  # with it a word may go on behind the end of a line
_LONGEST_KEPT = 64  # characters
_MOST_KEPT = 1 << 16


class _Alphabet(dict[str, str]):
    """Letters that stand for words: so a text is short, and is compared as fast as a word.

    It keeps what stands between blanks with the letters of its words, as these recur with the
    marks at them.
    """

    def __init__(self) -> None:
        super().__init__()
        self._letters: dict[str, str] = {}

    @property
    def kept(self) -> int:
        """How many bytes, about, the words take."""
        return _OF_WORD * len(self._letters)

    def spelled(self, text: str) -> str:
        """Return a text with a letter for each word."""
        if _SOFT_HYPHEN in text:
            return self._spelled(text)
        return "".join(map(self.__getitem__, text.split()))

    def __missing__(self, piece: str) -> str:
        found = self._spelled(piece)
        if len(piece) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[piece] = found
        return found

    def _spelled(self, piece: str) -> str:
        return "".join(map(self._letter, words(piece)))

    def _letter(self, word: str) -> str:
        """Return the letter of a word: its own, until there are no more; then a few share one."""
        known = self._letters.get(word)
        if known is None and len(self._letters) < _LETTERS:
            known = self._letters[word] = chr(len(self._letters))
        return chr(_number(word) % _LETTERS) if known is None else known


def _number(word: str) -> int:
    digest = blake2b(word.encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest)


class _Numbers(dict[str, int]):
    """A number of 64 bits for each letter."""

    def __missing__(self, letter: str) -> int:
        number = self[letter] = _number(letter)
        return number


class Texts:
    """Texts by their numbers, from 0, each with a letter for a word, and in parts.

    A part is the sum of some of the words: each word belongs to the part that its number says.
    There is one part more than words may differ between texts that are nearly the same, so
    that such texts share a part (PartEnum of Arasu, Ganti and Kaushik, 2006).
    """

    def __init__(self) -> None:
        self.spelled: list[str] = []
        self._size = 0  # words of all
        self._letters = 0  # bytes that their letters take
        self._parts = array("Q")
        self._ends = array("Q", [0])
        self._alphabet = _Alphabet()
        self._numbers = _Numbers()

    def add(self, text: str) -> bool:
        """Take a text in; return False where there is no room for more."""
        if self._size >= MOST_WORDS:
            return False
        found = self._alphabet.spelled(text)
        self.spelled.append(found)
        self._size += len(found)
        self._letters += getsizeof(found)
        numbers = list(map(self._numbers.__getitem__, found))
        for count in _counts(len(found)):
            self._parts.extend(_parts(numbers, count))
        self._ends.append(len(self._parts))
        return True

    @property
    def kept(self) -> int:
        """How many bytes, about, letters and parts take."""
        return self._letters + self._alphabet.kept + 8 * len(self._parts)

    def complete(self, groups: Iterable[int]) -> None:
        """Keep the parts that texts share, once all have been added.

        `groups` has a number for each text: it is compared with those of the same number alone.
        """
        counters = bytearray(min(1 << (16 * len(self._parts)).bit_length(), _COUNTERS))
        mask = len(counters) - 1
        salted = [group * _SALT for group in groups]
        for salt, parts in zip(salted, self._each(), strict=True):
            for part in parts:
                at = part + salt & mask
                counters[at] = 2 if counters[at] else 1
        shared, ends = array("Q"), array("Q", [0])
        for salt, parts in zip(salted, self._each(), strict=True):
            shared.extend([part for part in parts if counters[part + salt & mask] > 1])
            ends.append(len(shared))
        self._parts, self._ends = shared, ends

    def _each(self) -> "Iterator[array[int]]":
        """Yield the parts of each text."""
        begin = 0
        for end in self._ends[1:]:
            yield self._parts[begin:end]
            begin = end

    def parts(self, number: int) -> "array[int]":
        """Return the parts of a text that another one may share."""
        return self._parts[self._ends[number] : self._ends[number + 1]]


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


def _parts(numbers: list[int], count: int) -> Iterable[int]:
    """Return so many parts of a text."""
    parts = [0] * count
    for number in numbers:
        parts[number % count] += number
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
        self._by_text: dict[str, int] = {}

    def keep(self, number: int) -> None:
        """Keep a text."""
        self._by_text.setdefault(self._texts.spelled[number], number)
        for part in self._texts.parts(number):
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
        spelled = self._texts.spelled
        own = spelled[number]
        same = self._by_text.get(own)
        if same is not None:
            yield same
        shared = Counter(chain.from_iterable(there))
        most = max(_COMPARED // max(len(own), 1), 1)
        for other, _ in shared.most_common(most) if len(shared) > most else shared.items():
            if other != same and sequence_similarity(spelled[other], own, NEARLY):
                yield other
