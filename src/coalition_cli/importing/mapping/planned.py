"""A plan: a mapping that was compiled, and can be asked about rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ...model import SECTIONS, Section
from ...model.problems import Problem, shortened
from ...reading.nodes import Spot
from ..rows import Layout, Row
from .dated import Texts, dated
from .leaves import Leaves
from .notes import Notes
from .origins import Named
from .paths import Path, Scope
from .sources import Orders, passing
from .stated import Condition, Member
from .takes import Compiling, Take, filling, ignoring, withholding

_AS_IT_IS = Layout()


@dataclass(frozen=True)
class Plan:
    """A mapping that was compiled: what a row becomes, and what fills its fields."""

    name: str  # of the file, in messages
    section: Section = SECTIONS["claims"]  # what a row becomes
    form: str | None = None  # of the data, where the mapping says it
    layout: Layout = _AS_IT_IS
    members: tuple[Member, ...] = ()
    empty: frozenset[str] = frozenset()  # texts that mean nothing
    where: tuple[Condition, ...] = ()  # a row has to meet all of them
    where_not: tuple[Condition, ...] = ()  # a row may meet none of them
    ignored: tuple[Path, ...] = ()  # what may be lost
    named: tuple[Named, ...] = ()  # the columns and paths of a row that it names
    orders: Orders = field(default_factory=dict)  # of dates, by the path of a column

    @cached_property
    def takes(self) -> Sequence[Take]:
        """The functions that fill a record from a row."""
        compiling = Compiling(self.empty, self.orders)
        fillings = [filling(member, compiling) for member in self.members]
        return [*fillings, *map(ignoring, self.ignored)]

    @cached_property
    def withhold(self) -> Callable[[Scope, Leaves], None] | None:
        """The function that keeps the names of an unnamed speaker out of `extra`."""
        return withholding(self.members)

    @cached_property
    def leaves_out(self) -> Callable[[Scope], bool] | None:
        """The function that says whether a row is left out; None if no row is."""
        wanted = [passing(one, self.empty) for one in self.where]
        unwanted = [passing(one, self.empty) for one in self.where_not]
        if not wanted and not unwanted:
            return None
        return lambda row: not all(one(row) for one in wanted) or any(one(row) for one in unwanted)

    @cached_property
    def _dated(self) -> Sequence[tuple[str, Callable[[Scope], Texts]]]:
        return dated(self.members)

    @property
    def date_columns(self) -> tuple[str, ...]:
        """The paths of dates for which the mapping does not say the order of day and month."""
        return tuple(dict.fromkeys(path for path, _ in self._dated))

    def date_texts(self, row: Row) -> Iterator[tuple[str, str]]:
        """Yield the dates of a row at these paths, as they stand there."""
        scope = Scope(dict(row.values))
        for _, texts in self._dated:
            yield from texts(scope)

    def with_orders(self, orders: Orders) -> "Plan":
        """Return the plan that knows the order of day and month at these paths."""
        return replace(self, orders=orders)

    def columns_missing(self, columns: Sequence[str]) -> list[Problem]:
        """Return a problem for each column that the mapping names and a table does not have."""
        notes = Notes(self.name)
        for path, line, column, _ in dict.fromkeys(self.named) if columns else ():
            name = path.text if path.column is None else path.column
            if name not in columns:
                message = f"no column '{shortened(name)}'{notes.near(name, columns)}"
                spot = Spot(line - 1, column - 1)
                notes.add(spot, message, f"the columns: {', '.join(columns)}")
        return notes.problems
