"""Claims that are nearly the same. They should be one claim with two appearances."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, repeat
from sys import getsizeof, intern
from typing import NamedTuple

from ..model.problems import Problem, shown_id
from ..model.record import Record
from .alike import MOST_WORDS, ComparedTexts, Lookup

_OF_CLAIM, _OF_RELATED = 60, 100  # about how many bytes are kept
_NOBODY = 0  # the number of the speaker of claims without one: they may be anybody's
_NUMBERS = 3  # of a place: file, line, column


class _Sweep(NamedTuple):
    """A pass over claims in their order. It compares claims with claims that came before."""

    numbers: Iterable[int]  # of the claims
    looks: range | frozenset[int]  # numbers of the speakers whose claims are looked up
    keeps: range | frozenset[int]  # numbers of the speakers whose claims are kept to be found


class Duplicates:
    """Compares the texts of claims that may be the same speaker's.

    It keeps of a claim a letter for each word, its id, its place, and the ids of related claims.
    """

    codes = frozenset({"near-duplicate"})
    sections = ("claims",)

    def __init__(self) -> None:
        self._texts = ComparedTexts()
        self._of_records = 0  # bytes
        self._keys: list[str] = []
        self._related: dict[int, frozenset[str]] = {}  # ids that a claim supports or contradicts
        self._speakers = {"": _NOBODY}
        self._by = array("I")  # the number of each claim's speaker
        self._files: dict[str, int] = {}
        self._places = array("Q")
        self._full = False

    def see(self, record: Record) -> Sequence[Problem]:
        """Take note of a claim's text."""
        values = record.values
        if "id" not in values or "text" not in values:
            return ()
        if not self._texts.add(str(values["text"])):
            return self._too_many(record)
        if "supports" in values or "contradicts" in values:
            keys = [*record.texts("supports"), *record.texts("contradicts")]
            related = frozenset(map(intern, keys))  # most recur
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
        """About how many bytes it keeps of the claims that it was shown."""
        return self._of_records + self._texts.kept

    def _too_many(self, record: Record) -> Sequence[Problem]:
        """Return the problem of the first claim that is not compared. Later ones have none."""
        if self._full:
            return ()
        self._full = True
        message = f"texts from here on are not compared: those before have {MOST_WORDS:,} words"
        remedy = "check fewer files at once"
        return [Problem("near-duplicate", message, remedy, record.file, *record.where("text"))]

    def problems(self) -> Iterator[Problem]:
        """Yield each claim that is nearly the same as one before it."""
        # A claim without a speaker is compared with those of all speakers: then all are one group.
        one_group = _NOBODY in self._by
        self._texts.complete(repeat(_NOBODY, len(self._by)) if one_group else self._by)
        duplicates: dict[int, int] = {}
        for sweep in self._sweeps():
            self._find(sweep, duplicates)
        for number in sorted(duplicates):
            yield self._problem(number, duplicates[number])

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

    def _problem(self, number: int, other: int) -> Problem:
        key, its = shown_id(self._keys[number]), shown_id(self._keys[other])
        message = f"claim '{key}' is nearly the same as claim '{its}'"
        file, line, column = self._where(other)
        remedy = "make them one claim, or say how they relate; the other is at "
        remedy += f"{file}:{line}:{column}"
        return Problem("near-duplicate", message, remedy, *self._where(number), (file, line))

    def _where(self, number: int) -> tuple[str, int, int]:
        file, line, column = self._places[_NUMBERS * number : _NUMBERS * (number + 1)]
        return next(islice(self._files, file, None)), line, column
