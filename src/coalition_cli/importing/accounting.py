"""What came in and what became of it: counted row by row, and said at the end."""

from collections import Counter
from collections.abc import Iterator, Mapping

from ..model import FILE_SECTIONS, SECTIONS
from ..model.problems import plural, shortened
from .rows import Made
from .store import Store

_MOST = 12  # columns or doubts that are told one by one
_EXAMPLES = 3  # lines that are named


class Account:
    """Counts the rows of all inputs together."""

    def __init__(self) -> None:
        self.rows = self.merged = self.left_out = self.failed = self.withheld = 0
        self._unused: Counter[str] = Counter()  # by path
        self._doubts: Counter[tuple[str, str]] = Counter()  # by field, and what kind of doubt
        self._places: dict[tuple[str, str], list[str]] = {}

    def take(self, made: Made, file: str, *, merged: bool) -> None:
        """Count a row that became a record, or part of one."""
        self.merged += merged
        self._unused.update(made.unused)
        for field, doubt in made.doubts:
            self.doubt(field, doubt, f"{file}:{made.line}")

    def doubt(self, field: str, doubt: str, place: str) -> None:
        """Count a doubt. Those of one field that differ only in what is quoted count together."""
        self._doubts[field, ""] += 1
        places = self._places.setdefault((field, ""), [])
        if len(places) < _EXAMPLES:
            places.append(f"{place} ({shortened(doubt, 80)})")

    @property
    def loss(self) -> int:
        """How many rows are in no record: those that could not be read or mapped."""
        return self.failed

    def told(self, stores: Mapping[str, Store]) -> Iterator[str]:
        """Yield the lines of the report."""
        yield f"{plural(self.rows, 'row')} in; {_records(stores) or 'no record'} out"
        if self.merged:
            are = "is" if self.merged == 1 else "are"
            yield f"{plural(self.merged, 'row')} {are} of a record that was there before: made one"
        if self.left_out:
            yield f"{plural(self.left_out, 'row')} left out, as the mapping says or because empty"
        if self.failed:
            yield f"{plural(self.failed, 'row')} left out, because of the problems above"
        if self.withheld:
            yield f"{plural(self.withheld, 'row')} with a confidential name, which is not written"
        if self._unused:
            yield "no field took these; they are kept under extra:"
            yield from _listed(
                f"  {path}: {plural(n, 'value')}" for path, n in self._unused.most_common()
            )
        for (field, _), count in self._doubts.most_common(_MOST):
            yield f"{field}: look at {plural(count, 'place')}, such as"
            yield from (f"  {place}" for place in self._places[field, ""])


def _records(stores: Mapping[str, Store]) -> str:
    counted = (
        plural(len(stores[name]), SECTIONS[name].singular)
        for name in ("claims", *FILE_SECTIONS)
        if len(stores[name])
    )
    return ", ".join(dict.fromkeys(counted))


def _listed(lines: Iterator[str]) -> Iterator[str]:
    found = [*lines]
    yield from found[:_MOST]
    if len(found) > _MOST:
        yield f"  and {len(found) - _MOST:,} more"
