"""The search for claims that are nearly the same, among all claims of a corpus."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from sys import getsizeof, intern
from typing import NamedTuple, Protocol

from .alike import ComparedTexts, Lookup

_OF_CLAIM, _OF_RELATED = 60, 100  # about how many bytes are kept
_MANY = 1 << 13  # claims of one speaker: their texts take much memory while they are looked up
_MOST_AT_ONCE = 1 << 20  # parts of texts: with more, they take too much memory
_OF_PART = 110  # bytes, about, that a part takes then
_NOBODY = 0  # the number of the speaker of claims without one: they may be anybody's


class Pair(NamedTuple):
    """A claim, by its number from 0 and its id, and one before it that is nearly the same."""

    number: int
    key: str
    other: int
    its_key: str


class Search(Protocol):
    """Takes claims one by one. Then it knows those that are nearly the same."""

    @property
    def kept(self) -> int:
        """About how many bytes it keeps of the claims."""

    def add(self, text: str, speaker: str, key: str, related: Sequence[str]) -> bool:
        """Take what is compared of a claim. Return False if there is no room for it.

        Without a speaker ("") the claim may be anybody's. `related` has the ids of claims that it
        supports or contradicts.
        """

    def pairs(self) -> Iterable[Pair]:
        """Return the claims that are nearly the same as one before them, in their order."""


class _Sweep(NamedTuple):
    """A pass over claims in their order. It compares claims with claims that came before."""

    numbers: Iterable[int]  # of the claims
    looks: range | frozenset[int]  # numbers of the speakers whose claims are looked up
    keeps: range | frozenset[int]  # numbers of the speakers whose claims are kept to be found


class OwnSearch:
    """The search of this process.

    It keeps of a claim a letter for each word, its id, and the ids of related claims. It looks for
    each claim in the end. With `at_once` it looks for each claim as it comes, which takes more
    memory, as long as there are not too many and all have speakers.
    """

    def __init__(self, *, at_once: bool = False) -> None:
        self._texts = ComparedTexts()
        self._duplicates: dict[int, int] = {}  # claims, each with the one that it is like
        # By speaker: the claims so far, where they are looked for at once.
        self._so_far: defaultdict[int, Lookup] | None = None
        if at_once:
            self._so_far = defaultdict(lambda: Lookup(self._texts))
        self._of_records = 0  # bytes
        self._keys: list[str] = []
        self._related: dict[int, frozenset[str]] = {}  # ids that a claim supports or contradicts
        self._speakers = {"": _NOBODY}
        self._by = array("I")  # the number of each claim's speaker

    @property
    def kept(self) -> int:
        """About how many bytes it keeps of the claims."""
        so_far = _OF_PART * self._texts.count if self._so_far is not None else 0
        return self._of_records + self._texts.kept + so_far

    def add(self, text: str, speaker: str, key: str, related: Sequence[str]) -> bool:
        """Take what is compared of a claim. Return False if there is no room for it."""
        if not self._texts.add(text):
            return False
        if related:
            ids = frozenset(map(intern, related))  # most recur
            self._related[len(self._keys)] = ids
            self._of_records += _OF_RELATED + getsizeof(ids)
        self._keys.append(key)
        self._of_records += _OF_CLAIM
        by = self._speakers.setdefault(speaker, len(self._speakers))
        self._by.append(by)
        if self._so_far is not None:
            if by == _NOBODY or self._texts.count > _MOST_AT_ONCE:
                self._so_far = None
            else:
                self._look_for(len(self._by) - 1, self._so_far[by])
                self._so_far[by].keep(len(self._by) - 1)
        return True

    def pairs(self) -> Iterator[Pair]:
        """Yield the claims that are nearly the same as one before them, in their order."""
        if self._so_far is None:
            self._look_for_all()
        for number in sorted(self._duplicates):
            other = self._duplicates[number]
            yield Pair(number, self._keys[number], other, self._keys[other])

    def _look_for_all(self) -> None:
        # A claim without a speaker is compared with those of all speakers: then all are one group.
        one_group = _NOBODY in self._by
        if len(self._by) > _MANY and (one_group or max(Counter(self._by).values()) > _MANY):
            self._texts.complete(repeat(_NOBODY, len(self._by)) if one_group else self._by)
        self._duplicates.clear()
        for sweep in self._sweeps():
            self._look_through(sweep)

    def _sweeps(self) -> Iterator[_Sweep]:
        """Yield a pass for each speaker, then passes with the claims without a speaker.

        So a duplicate is looked for among the claims of the same speaker first. Claims that share
        no part with another one are left out.
        """
        by_speaker: list[array[int]] = [array("I") for _ in self._speakers]
        for number, speaker in enumerate(self._by):
            if self._texts.parts(number):
                by_speaker[speaker].append(number)
        all_, named = range(len(self._speakers)), range(_NOBODY + 1, len(self._speakers))
        nobody = frozenset([_NOBODY])
        for speaker in named:
            yield _Sweep(by_speaker[speaker], all_, all_)
        if by_speaker[_NOBODY]:
            everything = range(len(self._by))
            yield _Sweep(everything, named, nobody)
            yield _Sweep(everything, nobody, all_)

    def _look_through(self, sweep: _Sweep) -> None:
        """Look for the claims of a pass."""
        lookup = Lookup(self._texts)
        for number in sweep.numbers:
            speaker = self._by[number]
            if speaker in sweep.looks and number not in self._duplicates:
                self._look_for(number, lookup)
            if speaker in sweep.keeps:
                lookup.keep(number)

    def _look_for(self, number: int, lookup: Lookup) -> None:
        """Take note of the first claim that this one is like and does not speak of."""
        for other in lookup.near(number):
            if not self._are_related(number, other):
                self._duplicates[number] = other
                return

    def _are_related(self, number: int, other: int) -> bool:
        """Whether one claim says how it relates to the other. Or they share an id, an error."""
        key, its = self._keys[number], self._keys[other]
        return (
            key == its
            or key in self._related.get(other, ())
            or its in self._related.get(number, ())
        )
