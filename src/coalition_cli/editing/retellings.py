"""A retelling is not older than what it retells."""

from collections.abc import Iterator, Sequence
from sys import intern
from typing import NamedTuple

from ..problems import Problem, shown_id
from ..record import Place, Record

_OF_DATE, _OF_RETELLING = 150, 500  # bytes, about


class _Retelling(NamedTuple):
    label: str
    date: str
    retells: list[str]
    file: str
    place: Place  # of its date


class Retellings:
    """Compares the date of each retelling with those of the articles that it retells."""

    sections = ("articles",)

    def __init__(self) -> None:
        self.kept = 0
        self._dates: dict[str, str] = {}
        self._retellings: list[_Retelling] = []

    def see(self, record: Record) -> Sequence[Problem]:
        """Take note of an article that has a date."""
        if "date" in record.values:
            date = str(record.values["date"])
            self._dates[record.key or ""] = date
            self.kept += _OF_DATE
            retells = record.values.get("retells")
            if isinstance(retells, list):
                where = record.where("date")
                originals = list(map(intern, retells))  # most recur
                one = _Retelling(record.label, date, originals, record.file, where)
                self._retellings.append(one)
                self.kept += _OF_RETELLING + 8 * len(originals)
        return ()

    def problems(self) -> Iterator[Problem]:
        """Yield the retellings that are older than an original of theirs."""
        for one in self._retellings:
            for original in one.retells:
                date = self._dates.get(original)
                if date and is_before(one.date, date):
                    retold = f"article '{shown_id(original)}' of {date}"
                    message = f"{one.label} of {one.date} retells {retold}"
                    remedy = "correct one of the dates, or 'retells'"
                    yield Problem("early-retelling", message, remedy, one.file, *one.place)


def is_before(date: str, other: str) -> bool:
    """Whether a year, month or day is over when the other begins."""
    shared = min(len(date), len(other))
    return date[:shared] < other[:shared]
