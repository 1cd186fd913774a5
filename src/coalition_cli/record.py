"""One record of a claims file, and where it stands."""

from collections.abc import Iterator
from typing import NamedTuple

from .model import Section, Type


class Place(NamedTuple):
    """A point in a file; line and column count from 1."""

    line: int
    column: int


class Record:
    """One record as a file states it, with its place and those of its fields.

    `values` holds only what the file states and what is well-formed: str, int, bool,
    lists of str, records within the record, and for ANYTHING plain JSON values.
    `places` has a place for every such field, and for a list one for each item.
    """

    __slots__ = ("column", "extract", "file", "key", "line", "owner", "places", "section", "values")

    def __init__(
        self, section: Section, file: str, place: Place, owner: "Record | None" = None
    ) -> None:
        self.section = section
        self.file = file
        self.key: str | None = None  # what identifies it, as the file has it
        self.extract = False  # its file is nothing but a list of claims
        self.owner = owner  # the record that this one stands in
        self.line, self.column = place
        self.values: dict[str, object] = {}
        self.places: dict[str, list[Place]] = {}

    @property
    def label(self) -> str:
        """How a message names the record: claim 'red-lines', appearance 'liga' of claim 'x'."""
        own = (
            f"{self.section.singular} '{self.key}'" if self.key else f"the {self.section.singular}"
        )
        return f"{own} of {self.owner.label}" if self.owner else own

    def nested(self) -> Iterator["Record"]:
        """Yield the records within this one."""
        for field in self.section.stated:
            if field.type is Type.RECORD and field.name in self.values:
                value = self.values[field.name]
                items = value if isinstance(value, list) else [value]
                yield from (item for item in items if isinstance(item, Record))
