"""Claims that are nearly the same: stated twice, where one claim has two appearances."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, repeat
from sys import getsizeof, intern
from typing import NamedTuple

from ..model.problems import Problem, shown_id
from ..model.record import Record
from .alike import MOST_WORDS, ComparedTexts, Lookup

_OF_CLAIM, _OF_RELATED = 60, 100  # bytes, about
_NOBODY = 0  # as the number of a speaker: what nobody is said to have made may be anybody's
_NUMBERS = 3  # of a place: file, line, column


class _Sweep(NamedTuple):
    """A pass over claims in their order: who is looked up, and who is kept to be found."""

    numbers: Iterable[int]
    looks: range | frozenset[int]  # numbers of speakers
    keeps: range | frozenset[int]


class Duplicates:
    """Compares the texts of claims that may be the same speaker's.

    Of a claim it keeps a number for each word, its id and place, and what it is related to.
    """

    codes = frozenset({"near-duplicate"})
    sections = ("claims",)

    def __init__(self) -> None:
        self._texts = ComparedTexts()
        self._of_records = 0  # bytes
        self._keys: list[str] = []
        self._related: dict[int, frozenset[str]] = {}  # claims that one supports or contradicts
        self._speakers = {"": _NOBODY}
        self._by = array("I")  # speakers
        self._files: dict[str, int] = {}
        self._places = array("Q")
        self._full = False

    def see(self, record: Record) -> Sequence[Problem]:
        """Take note of a claim's text."""
        values = record.values
        if "id" not in values or "text" not in values:
            return ()
        if not self._texts.add(str(values["text"])):
            return self._told_once(record)
        if "supports" in values or "contradicts" in values:
            named = (values.get("supports"), values.get("contradicts"))
            related = frozenset(
                intern(str(key)) for keys in named if isinstance(keys, list) for key in keys
            )  # most recur
            self._related[len(self._keys)] = related
            self._of_records += _OF_RELATED + getsizeof(related)
        self._keys.append(str(values["id"]))
        self._of_records += _OF_CLAIM
        speaker = str(values.get("speaker", ""))
        self._by.append(self._speakers.setdefault(speaker, len(self._speakers)))
        file = self._files.setdefault(record.file, len(self._files))
        self._places.extend((file, *record.where("text")))
        return ()

    @property
    def kept(self) -> int:
        """How many bytes it keeps, about, of the claims that it was shown."""
        return self._of_records + self._texts.kept

    def _told_once(self, record: Record) -> Sequence[Problem]:
        """Say at the first claim that is not compared that this one and those behind it are not."""
        if self._full:
            return ()
        self._full = True
        message = f"texts from here on are not compared: those before have {MOST_WORDS:,} words"
        remedy = "check fewer files at once"
        return [Problem("near-duplicate", message, remedy, record.file, *record.where("text"))]

    def problems(self) -> Iterator[Problem]:
        """Yield each claim that is nearly the same as one before it."""
        anybody = _NOBODY in self._by  # then a claim is compared with those of all
        self._texts.complete(repeat(_NOBODY, len(self._by)) if anybody else self._by)
        found: dict[int, int] = {}
        for sweep in self._sweeps():
            self._find(sweep, found)
        for number in sorted(found):
            yield self._problem(number, found[number])

    def _sweeps(self) -> Iterator[_Sweep]:
        """Yield a pass for each speaker, then those for claims that nobody is said to have made.

        What one of them is nearly the same as is looked for among its speaker's claims first.
        Claims that share no part with another one are left out.
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

    def _find(self, sweep: _Sweep, found: dict[int, int]) -> None:
        """Add to what each claim of a pass is nearly the same as."""
        lookup = Lookup(self._texts)
        for number in sweep.numbers:
            speaker = self._by[number]
            if speaker in sweep.looks and number not in found:
                near = (one for one in lookup.near(number) if not self._are_related(number, one))
                if (other := next(near, None)) is not None:
                    found[number] = other
            if speaker in sweep.keeps:
                lookup.keep(number)

    def _are_related(self, number: int, other: int) -> bool:
        """Whether somebody saw both and said how they relate; or they share an id, an error."""
        key, its = self._keys[number], self._keys[other]
        return (
            key == its
            or key in self._related.get(other, ())
            or its in self._related.get(number, ())
        )

    def _problem(self, number: int, other: int) -> Problem:
        key, its = shown_id(self._keys[number]), shown_id(self._keys[other])
        message = f"claim '{key}' is nearly the same as claim '{its}'"
        where = ":".join(map(str, self._where(other)))
        remedy = f"make them one claim, or say how they relate; the other is at {where}"
        return Problem("near-duplicate", message, remedy, *self._where(number))

    def _where(self, number: int) -> tuple[str, int, int]:
        file, line, column = self._places[_NUMBERS * number : _NUMBERS * (number + 1)]
        return next(islice(self._files, file, None)), line, column
