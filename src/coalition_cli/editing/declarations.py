"""Speakers and sources are declared, though they need not be."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType

from ..checking import SUGGESTIONS, Reference, references
from ..model import SECTIONS, Type
from ..problems import NEAR, Problem, shown_id, suggestion
from ..record import Record

_OF_NAME = 100  # bytes, about
_CODES = {"speakers": "undeclared-speaker", "sources": "undeclared-source"}
# Of each section, the fields that name a speaker or a source, each with that section.
_FIELDS: Mapping[str, Sequence[tuple[str, str]]] = MappingProxyType(
    {
        name: [
            (field.name, field.of)
            for field in section.stated
            if field.type is Type.REFERENCE and field.of in _CODES
        ]
        for name, section in SECTIONS.items()
    }
)


class Declarations:
    """Holds the names of speakers and sources against those that are declared.

    A mere list of claims cannot declare any, and so is not held to it.
    """

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
