"""What records say of each other: dates of retellings, contradictions, names that are declared."""

from collections.abc import Iterator, Sequence
from itertools import islice
from sys import getsizeof, intern
from typing import NamedTuple

from ..model import SECTIONS
from ..model.problems import NEAR, Problem, shown_id, suggestion
from ..model.record import Place, Record
from .references import SUGGESTIONS, Reference, references, references_to

_OF_DATE, _OF_RETELLING = 150, 500  # bytes, about


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

    def __init__(self) -> None:
        self.kept = 0
        self._dates: dict[str, str] = {}
        self._retellings: list[_DatedRetelling] = []

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
                one = _DatedRetelling(record.label, date, originals, record.file, where)
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


_OF_CLAIM, _OF_CONTRADICTION = 100, 400  # bytes, about


class Contradictions:
    """Pairs claims that contradict each other."""

    codes = frozenset({"one-sided-contradiction"})
    sections = ("claims",)

    def __init__(self) -> None:
        self.kept = 0
        self._claims: set[str] = set()
        self._one_sided: dict[tuple[str, str], tuple[str, Place]] = {}

    def see(self, record: Record) -> Sequence[Problem]:
        """Take note of a claim and of what it contradicts."""
        if record.key is not None:
            self._claims.add(record.key)
            self.kept += _OF_CLAIM
            others = record.values.get("contradicts")
            for nth, other in enumerate(others if isinstance(others, list) else ()):
                if self._one_sided.pop((other, record.key), None) is None and other != record.key:
                    where = record.where("contradicts", nth)
                    self._one_sided[record.key, other] = record.file, where
                    self.kept += _OF_CONTRADICTION + getsizeof(other)
        return ()

    def problems(self) -> Iterator[Problem]:
        """Yield the contradictions that only one of two claims knows of."""
        for (claim, other), (file, place) in self._one_sided.items():
            if other in self._claims:
                this, that = f"claim '{shown_id(claim)}'", f"claim '{shown_id(other)}'"
                message = f"{this} contradicts {that}, which does not say so"
                remedy = f"add '{shown_id(claim)}' to 'contradicts' of {that}"
                yield Problem("one-sided-contradiction", message, remedy, file, *place)


_OF_NAME = 100  # bytes, about
_CODES = {"speakers": "undeclared-speaker", "sources": "undeclared-source"}
_FIELDS = references_to(_CODES)


class Declarations:
    """Holds the names of speakers and sources against those that are declared.

    A mere list of claims cannot declare any, and so is not held to it.
    """

    codes = frozenset(_CODES.values())
    sections = tuple(SECTIONS)

    def __init__(self) -> None:
        self.kept = 0
        self._declared: dict[str, dict[str, None]] = {name: {} for name in _CODES}
        self._open: list[Reference] = []

    def see(self, record: Record) -> Sequence[Problem]:
        """Take note of what a record declares, and of whom it names."""
        if record.key is not None and record.section.name in self._declared:
            self._declared[record.section.name][record.key] = None
            self.kept += _OF_NAME
        if not record.extract:
            open_, size = references(record, _FIELDS, self._declared)
            self._open += open_
            self.kept += size
        return ()

    def problems(self) -> Iterator[Problem]:
        """Yield the names that nothing declares; what was perhaps meant by the first of them."""
        unknown = (one for one in self._open if one.key not in self._declared[one.section])
        for number, one in enumerate(unknown):
            kind = SECTIONS[one.section].singular
            known = islice(self._declared[one.section], NEAR if number < SUGGESTIONS else 0)
            named = f"{kind} '{shown_id(one.key)}', named by '{one.field}' in {one.label}"
            message = f"{named}, is declared nowhere{suggestion(one.key, list(known))}"
            remedy = f"declare it under '{one.section}', or correct the id"
            yield Problem(_CODES[one.section], message, remedy, one.file, *one.place)
