"""What an input consists of: rows, each with the line where it begins."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from ..model.problems import Problem
from ..model.record import Record


class Row(NamedTuple):
    """One row or object of an input, as it stands there."""

    line: int  # where it begins, from 1; of a spreadsheet the number of the row
    values: Mapping[str, object]  # by column; what JSON nests is nested


class Layout(NamedTuple):
    """How the rows of an input are read, where a mapping says so."""

    separator: str | None = None  # between the cells of a row
    columns: tuple[str, ...] = ()  # their names, where no row has them
    skip: int = 0  # rows before the first that counts
    sheet: str | None = None  # of a spreadsheet
    rows: str | None = None  # the path of the list whose items are rows


class Input(Protocol):
    """An input that can be read more than once."""

    @property
    def name(self) -> str:
        """What messages call it."""

    @property
    def form(self) -> str:
        """The form that it has, such as csv or claimreview."""

    @property
    def mapping(self) -> str:
        """The form whose mapping comes with the program for it; most often its own."""

    @property
    def record(self) -> Callable[[Row, str], Record | Problem] | None:
        """What makes of a row the record that it is; None where a mapping has to say it."""

    @property
    def columns(self) -> Sequence[str]:
        """The columns of a table; none of anything else."""

    @property
    def notes(self) -> Sequence[tuple[str, str]]:
        """What the user should know of how it is read, once it is: a message and a remedy each."""

    def laid_out(self, layout: Layout) -> "Input":
        """Return the same input, whose rows are read as a mapping says."""

    def rows(self) -> Iterator[Row | Problem]:
        """Yield the rows, and a problem for each that cannot be read."""


class Made(NamedTuple):
    """What a row became: a record as nested values, its references not yet ids.

    A reference to a speaker, a source or an article may be the record itself, which is to be
    declared. `doubts` are field paths, each with what a person should look at. `unused` are the
    paths of the values that no field took; they stand under `extra` as well.
    """

    line: int
    values: dict[str, object]
    doubts: tuple[tuple[str, str], ...] = ()
    unused: tuple[str, ...] = ()


def unused(name: str, values: Mapping[str, object]) -> str:
    """Return a name that has no value yet: `type`, or else `type_2`, `type_3`."""
    free, count = name, 2
    while free in values:
        free, count = f"{name}_{count}", count + 1
    return free


def joined(made: Mapping[str, object], own: Mapping[str, object]) -> dict[str, object]:
    """Return what was made of an object, and what is left of it. No value takes another's place."""
    values = {name: value for name, value in made.items() if value not in (None, "", [])}
    for name, value in own.items():
        if value not in (None, "", []):
            values[unused(name, values)] = value
    return values
