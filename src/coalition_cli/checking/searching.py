"""The search for claims that are nearly the same, among all claims of a corpus."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from sys import getsizeof, intern
from typing import NamedTuple, Protocol

from .alike import ComparedTexts, Lookup

_OF_CLAIM, _OF_RELATED = 60, 100  # about how many bytes are kept
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

    It keeps of a claim a letter for each word, its id, and the ids of related claims.
    """

    def __init__(self) -> None:
        self._texts = ComparedTexts()
        self._of_records = 0  # bytes
        self._keys: list[str] = []
        self._related: dict[int, frozenset[str]] = {}  # ids that a claim supports or contradicts
        self._speakers = {"": _NOBODY}
        self._by = array("I")  # the number of each claim's speaker

    @property
    def kept(self) -> int:
        """About how many bytes it keeps of the claims."""
        return self._of_records + self._texts.kept

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
        self._by.append(self._speakers.setdefault(speaker, len(self._speakers)))
        return True

    def pairs(self) -> Iterator[Pair]:
        """Yield the claims that are nearly the same as one before them, in their order."""
        # A claim without a speaker is compared with those of all speakers: then all are one group.
        one_group = _NOBODY in self._by
        self._texts.complete(repeat(_NOBODY, len(self._by)) if one_group else self._by)
        duplicates: dict[int, int] = {}
        for sweep in self._sweeps():
            self._find(sweep, duplicates)
        for number in sorted(duplicates):
            other = duplicates[number]
            yield Pair(number, self._keys[number], other, self._keys[other])

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

    def _find(self, sweep: _Sweep, duplicates: dict[int, int]) -> None:
        """Add the claims of a pass that are duplicates, each with the claim that it is like."""
        lookup = Lookup(self._texts)
        for number in sweep.numbers:
            speaker = self._by[number]
            if speaker in sweep.looks and number not in duplicates:
                near = lookup.near(number)
                unrelated = (other for other in near if not self._are_related(number, other))
                if (other := next(unrelated, None)) is not None:
                    duplicates[number] = other
            if speaker in sweep.keeps:
                lookup.keep(number)

    def _are_related(self, number: int, other: int) -> bool:
        """Whether one claim says how it relates to the other. Or they share an id, an error."""
        key, its = self._keys[number], self._keys[other]
        return (
            key == its
            or key in self._related.get(other, ())
            or its in self._related.get(number, ())
        )
