"""Doubtful relations: early retellings and one-sided contradictions."""

from collections.abc import Iterator, Sequence
from sys import getsizeof, intern
from typing import NamedTuple

from ..model.problems import Problem, shown_id
from ..model.record import Place, Record
from ..words.dates import earliest, latest
from .references import Ids

# About how many bytes are kept.
_OF_DATE, _OF_RETELLING, _OF_CLAIM, _OF_CONTRADICTION = 150, 500, 100, 400


class _DatedRetelling(NamedTuple):
    label: str
    date: str
    retells: list[str]
    file: str
    place: Place  # of its date


class Retellings:
    """Compares the date of each retelling with those of the articles that it retells."""

    codes = frozenset({"early-retelling"})
    sections = ("articles",)

    def __init__(self, ids: Ids) -> None:
        self.kept = 0
        self._ids = ids
        self._dates: dict[str, str] = {}
        self._retellings: list[_DatedRetelling] = []

    def see(self, record: Record) -> Sequence[Problem]:
        """Take note of an article that has a date."""
        if "date" in record.values:
            date = str(record.values["date"])
            self._dates[record.key or ""] = date
            self.kept += _OF_DATE
            if retells := record.texts("retells"):
                originals = list(map(intern, retells))  # most recur
                stands_at = record.file, record.where("date")
                self._retellings.append(_DatedRetelling(record.label, date, originals, *stands_at))
                self.kept += _OF_RETELLING + 8 * len(originals)
        return ()

    def problems(self) -> Iterator[Problem]:
        """Yield the retellings that are older than an article that they retell."""
        for label, date, retells, file, place in self._retellings:
            for original in retells:
                other = self._dates.get(original)
                if other and latest(date) < earliest(other):
                    message = f"{label} of {date} retells article '{shown_id(original)}' of {other}"
                    remedy = "correct one of the dates, or 'retells'"
                    of_other = self._ids.line("articles", original)
                    yield Problem("early-retelling", message, remedy, file, *place, of_other)


class Contradictions:
    """Finds contradictions that only one of two claims states."""

    codes = frozenset({"one-sided-contradiction"})
    sections = ("claims",)

    def __init__(self, ids: Ids) -> None:
        self.kept = 0
        self._ids = ids
        self._claims: set[str] = set()
        self._one_sided: dict[tuple[str, str], tuple[str, Place]] = {}

    def see(self, record: Record) -> Sequence[Problem]:
        """Take note of a claim and of what it contradicts."""
        if record.key is not None:
            self._claims.add(record.key)
            self.kept += _OF_CLAIM
            for nth, other in enumerate(record.texts("contradicts")):
                if self._one_sided.pop((other, record.key), None) is None and other != record.key:
                    where = record.where("contradicts", nth)
                    self._one_sided[record.key, other] = record.file, where
                    self.kept += _OF_CONTRADICTION + getsizeof(other)
        return ()

    def problems(self) -> Iterator[Problem]:
        """Yield the contradictions that only one of two claims states."""
        for (claim, other), (file, place) in self._one_sided.items():
            if other in self._claims:
                this, that = f"claim '{shown_id(claim)}'", f"claim '{shown_id(other)}'"
                message = f"{this} contradicts {that}, which does not say so"
                remedy = f"add '{shown_id(claim)}' to 'contradicts' of {that}"
                of_other = self._ids.line("claims", other)
                yield Problem("one-sided-contradiction", message, remedy, file, *place, of_other)
