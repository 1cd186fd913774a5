"""Texts that are nearly the same, found among very many."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from math import floor
from sys import getsizeof

from ..words.wordings import sequence_similarity, words

NEARLY = 90  # of 100 by wordings.similarity
RECENT = 50  # texts with a part that are compared: the last ones
MOST_WORDS = 1 << 25  # of all texts together; texts after these are not compared
_LEAST = (NEARLY - 0.5) / 100  # the least similarity that is rounded up to NEARLY
_OVERLAP = _LEAST / (2 - _LEAST)  # share of a text's words that the other text has too
_COMPARED = 20_000  # words, at most, that one text is compared with
_COUNTERS = 1 << 23  # of parts, at most
_SALT = 0x9E3779B97F4A7C15  # times this, different numbers differ in their low bits
_BITS = (1 << 64) - 1
_LETTERS = 0x110000  # of Unicode
_OF_WORD = 400  # about how many bytes a word takes: its letter, its number, and its spellings
_SOFT_HYPHEN = "\xad"  # with it a word may go on after the end of a line
_LONGEST_PIECE = 64  # characters of a piece that is kept
_MOST_PIECES = 1 << 16  # that are kept


class _Alphabet(dict[str, str]):
    """A letter for each word. So a text becomes short, and is compared as fast as a word.

    The keys are pieces of text between blanks, and the values the letters of the words in them.
    A piece has punctuation too, and most pieces recur.
    """

    def __init__(self) -> None:
        super().__init__()
        self._letters: dict[str, str] = {}

    @property
    def kept(self) -> int:
        """About how many bytes the words take."""
        return _OF_WORD * len(self._letters)

    def spelled(self, text: str) -> str:
        """Return a text with a letter for each word."""
        if _SOFT_HYPHEN in text:
            return self._spelled(text)
        return "".join(map(self.__getitem__, text.split()))

    def __missing__(self, piece: str) -> str:
        letters = self._spelled(piece)
        if len(piece) <= _LONGEST_PIECE:
            if len(self) >= _MOST_PIECES:
                self.clear()
            self[piece] = letters
        return letters

    def _spelled(self, piece: str) -> str:
        return "".join(map(self._letter, words(piece)))

    def _letter(self, word: str) -> str:
        """Return the letter of a word. After all letters are taken, a few words share one."""
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


class ComparedTexts:
    """Texts by their number, from 0. Each is kept as letters, one for a word, and as parts.

    A part is the sum of the numbers of some words. The number of a word says to which part it
    belongs. A text has one part more than the number of words that may differ in a text that is
    nearly the same. So such texts share a part (PartEnum of Arasu, Ganti and Kaushik, 2006).
    """

    def __init__(self) -> None:
        self.spelled: list[str] = []
        self._words = 0  # in all texts
        self._of_letters = 0  # bytes
        self._parts = array("Q")
        self._ends = array("Q", [0])  # where the parts of each text end, after a 0
        self._alphabet = _Alphabet()
        self._numbers = _Numbers()

    def add(self, text: str) -> bool:
        """Add a text. Return False if there is no room for it."""
        if self._words >= MOST_WORDS:
            return False
        letters = self._alphabet.spelled(text)
        self.spelled.append(letters)
        self._words += len(letters)
        self._of_letters += getsizeof(letters)
        numbers = list(map(self._numbers.__getitem__, letters))
        for count in _counts(len(letters)):
            self._parts.extend(_parts(numbers, count))
        self._ends.append(len(self._parts))
        return True

    @property
    def kept(self) -> int:
        """About how many bytes the letters and the parts take."""
        return self._of_letters + self._alphabet.kept + 8 * len(self._parts)

    @property
    def count(self) -> int:
        """How many parts there are."""
        return len(self._parts)

    def complete(self, groups: Iterable[int]) -> None:
        """Keep only the parts that several texts share, once all texts have been added.

        `groups` has a number for each text. Only texts with the same number are compared.
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
        """Return the parts of a text. After `complete` these are the ones that it may share."""
        return self._parts[self._ends[number] : self._ends[number + 1]]


@lru_cache(maxsize=1 << 12)  # lengths recur
def _counts(length: int) -> Sequence[int]:
    """Return the numbers of parts into which a text of so many words is divided.

    The longer one of two texts decides how many parts both have. So a text is divided for its
    own length, and for each greater length that a text nearly the same may have.
    """
    longest = floor(length / _OVERLAP) if length else -1  # without words it is like no text
    lengths = range(length, longest + 1)
    return sorted({_rounded(1 + floor((1 - _LEAST) * 2 * longer)) for longer in lengths})


def _rounded(count: int) -> int:
    """Return a number rounded up, so that only some of the great numbers are used."""
    step = max(1 << count.bit_length() >> 4, 1)
    return -(-count // step) * step


def _parts(numbers: list[int], count: int) -> Iterable[int]:
    """Return the parts of a text with these words, so many of them."""
    parts = [0] * count
    for number in numbers:
        parts[number % count] += number
    return [part & _BITS for part in parts]


class Lookup:
    """Texts that are kept by their parts, to find texts that are nearly the same.

    Each text is compared with few others, however many there are. These are texts that share a
    part: for each part the last RECENT, and at most twice as many. If they are many, those that
    share most come first, and the comparison ends after _COMPARED words. A text with exactly the
    same words is found wherever it stands.
    """

    def __init__(self, texts: ComparedTexts) -> None:
        self._texts = texts
        self._first: dict[int, int] = {}  # by part: most parts have only one text
        self._recent: dict[int, list[int]] = {}  # those of the others
        self._by_text: dict[str, int] = {}

    def keep(self, number: int) -> None:
        """Keep a text."""
        self._by_text.setdefault(self._texts.spelled[number], number)
        for part in self._texts.parts(number):
            first = self._first.setdefault(part, number)
            if first != number:
                recent = self._recent.setdefault(part, [first])
                recent.append(number)
                if len(recent) > 2 * RECENT:
                    del recent[:RECENT]

    def near(self, number: int) -> Iterator[int]:
        """Yield the kept texts that are nearly the same. One with the same words comes first."""
        first, recent = self._first, self._recent
        sharing = [
            recent.get(part) or (first[part],)
            for part in self._texts.parts(number)
            if part in first
        ]
        if not sharing:
            return
        spelled = self._texts.spelled
        own = spelled[number]
        same = self._by_text.get(own)
        if same is not None:
            yield same
        others = list(dict.fromkeys(chain.from_iterable(sharing)))
        most = max(_COMPARED // max(len(own), 1), 1)
        if len(others) > most:
            counts = Counter(chain.from_iterable(sharing))
            others = [other for other, _ in counts.most_common(most)]
        for other in others:
            if other != same and sequence_similarity(spelled[other], own, NEARLY):
                yield other
