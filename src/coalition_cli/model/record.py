"""One record of a claims file, and where it stands."""

from typing import NamedTuple, Protocol

from . import Section
from .problems import shown_id


class Mark(Protocol):
    """Where something begins, as parsers count."""

    @property
    def line(self) -> int:
        """The line, from 0."""

    @property
    def column(self) -> int:
        """The column, from 0, in characters."""


class Placed(Protocol):
    """Something that knows where it begins."""

    @property
    def start_mark(self) -> Mark:
        """Where it begins."""


class Place(NamedTuple):
    """A place in a file. Line and column count from 1."""

    line: int
    column: int


class FileSpan(NamedTuple):
    """A part of a file."""

    start: Place
    end: Place | None  # not included; None: up to the next record


class Withheld(NamedTuple):
    """Names that were taken out of a record, and where they stand. No answer uses them."""

    names: tuple[str, ...]
    spans: tuple[FileSpan, ...]
    described: bool = False  # the description is not the file's: it stands in for the names


def place(placed: Placed) -> Place:
    """Return where something begins."""
    mark = placed.start_mark
    return Place(mark.line + 1, mark.column + 1)


def label(section: Section, key: str | None, of: str) -> str:
    """Return how a message names a record; `of` is the label of the record around it."""
    own = f"{section.singular} '{shown_id(key)}'" if key else f"the {section.singular}"
    return f"{own} of {of}" if of else own


class Record:
    """One record as a file states it, with its place and the places of its fields.

    `values` has the well-formed values that the file states: str, int, bool, lists of str,
    records within the record, and for ANYTHING plain JSON values. `places` has the place of
    each of these, and of each item of a list. It also has the places of values that are not
    well-formed. A field without a place counts as standing where the record begins. `withheld`
    has the name of an unnamed speaker; `values` does not have it.
    """

    __slots__ = (
        "extract",
        "file",
        "key",
        "of",
        "places",
        "section",
        "start",
        "values",
        "withheld",
    )

    def __init__(
        self,
        section: Section,
        file: str,
        start: Placed,
        key: str | None,
        of: str = "",
        *,
        extract: bool = False,
        values: dict[str, object] | None = None,
    ) -> None:
        self.section = section
        self.file = file
        self.key = key  # its id, as the file has it
        self.extract = extract  # its file is only a list of claims
        self.of = of  # the label of the record around it
        self.start = start
        self.values: dict[str, object] = {} if values is None else values
        self.places: dict[str, Placed | list[Placed]] = {}
        self.withheld: Withheld | None = None

    @property
    def label(self) -> str:
        """How a message names the record: claim 'red-lines', appearance 'liga' of claim 'x'."""
        return label(self.section, self.key, self.of)

    @property
    def line(self) -> int:
        """The line where it begins, from 1."""
        return self.start.start_mark.line + 1

    def where(self, name: str, item: int = 0) -> Place:
        """Return where the value of a field begins, or an item of a list."""
        placed = self.places.get(name, self.start)
        return place(placed[item] if isinstance(placed, list) else placed)

    def states(self, name: str) -> bool:
        """Whether the file states a field. Its value may be wrong."""
        return name in self.values or name in self.places

    def texts(self, name: str) -> list[str]:
        """Return the texts that a field lists; none if it is absent."""
        value = self.values.get(name)
        return value if isinstance(value, list) else []

    def nested(self) -> list["Record"]:
        """Return the records within this one."""
        inner: list[Record] = []
        for field in self.section.records:
            value = self.values.get(field.name)
            if isinstance(value, Record):
                inner.append(value)
            elif isinstance(value, list):
                inner += value
        return inner
