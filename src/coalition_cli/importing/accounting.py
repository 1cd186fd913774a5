"""What came in and what became of it: counted row by row, and said at the end."""

from collections import Counter
from collections.abc import Iterator

from ..model import CLAIMS_FIRST, SECTIONS
from ..model.problems import plural, shortened
from .rows import Made

_MOST = 12  # columns or doubts that are told one by one
_EXAMPLES = 3  # doubts of a field that are shown


class Account:
    """Counts the rows of all inputs together."""

    def __init__(self) -> None:
        self.rows = 0
        self.merged = 0  # rows whose record was there before
        self.left_out = 0  # rows that a condition leaves out, or that have no value
        self.failed = 0  # rows that could not be read, or become no record
        self.withheld = 0  # rows with a name that is confidential
        self.alike = 0  # speakers that may be the same as another
        self._unused: Counter[str] = Counter()  # by path
        self._doubts: Counter[str] = Counter()  # by field
        self._examples: dict[str, list[str]] = {}

    def take(self, made: Made, file: str, *, merged: bool) -> None:
        """Count a row that became a record, or part of one."""
        self.merged += merged
        if made.unused:
            self._unused.update(made.unused)
        for field, doubt in made.doubts:
            self._doubts[field] += 1
            examples = self._examples.setdefault(field, [])
            if len(examples) < _EXAMPLES:
                examples.append(f"{file}:{made.line}: {shortened(doubt, 120)}")

    @property
    def loss(self) -> int:
        """How many rows are in no record, though they should be."""
        return self.failed

    def told(self, out: Counter[str]) -> list[str]:
        """Return the lines of the report; `out` counts the records by section."""
        return [*self._of_rows(out), *self._of_columns(), *self._of_doubts()]

    def _of_rows(self, out: Counter[str]) -> Iterator[str]:
        records = [plural(out[name], SECTIONS[name].singular) for name in CLAIMS_FIRST if out[name]]
        yield f"{plural(self.rows, 'row')} in; {', '.join(records) or 'no record'} out"
        counted = {
            "merged with an earlier one: the same id, or text, speaker and date": self.merged,
            "left out: empty, or as the mapping says": self.left_out,
            "left out: see the problems above": self.failed,
            "with a confidential name, which is written nowhere": self.withheld,
        }
        for what, count in counted.items():
            if count:
                yield f"{plural(count, 'row')} {what}"

    def _of_columns(self) -> Iterator[str]:
        if self._unused:
            yield "no field takes these; they are kept under 'extra'"
            for path, count in self._unused.most_common(_MOST):
                yield f"  {shortened(path, 80)}: {plural(count, 'value')}"
            if len(self._unused) > _MOST:
                yield f"  and {len(self._unused) - _MOST:,} more"
            yield "  a mapping can give them a field: --suggest prints one to start from"

    def _of_doubts(self) -> Iterator[str]:
        if self._doubts:
            yield "look at these; comments in the file say where there are more"
        for field, count in self._doubts.most_common(_MOST):
            yield f"  {field}: {plural(count, 'value')}"
            yield from (f"    {example}" for example in self._examples[field])
        if self.alike:
            spelled = plural(self.alike, "speaker")
            yield f"{spelled} may be another one in another spelling: comments say which"
            yield "  --same-speakers makes one of them"
