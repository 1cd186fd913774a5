"""The fields that a query can name: those of a section, and those that its records borrow."""

from collections.abc import Iterable, Sequence

from ..model import SECTIONS, Field, Section, Type
from ..model.lending import lent
from ..model.problems import UsageError, suggestion
from .question import Sort


def asked_fields(section: Section) -> tuple[Field, ...]:
    """Return the fields that a term can compare: a section's own, then those that are lent."""
    return (*(field for field in section.fields if field.is_compared), *lent(section))


def names_of(field: Field) -> tuple[str, ...]:
    """Return the names by which a term asks for a field: `topics` and `topic`."""
    return tuple(dict.fromkeys((field.name, field.query_name, field.column)))


def check_fields(section: Section, names: Iterable[str]) -> tuple[Field, ...]:
    """Return the fields of those names; raise UsageError for one that does not exist."""
    return tuple(field_named(section, name) for name in names)


def field_named(section: Section, name: str) -> Field:
    """Return the field that a row has under this name; raise UsageError if there is none."""
    if name in section.by_name:
        return section.by_name[name]
    for field in lent(section):
        if field.name == name:
            return field
    raise _unknown_field(section, name, list(section.by_name))


def parse_sort(section: Section, text: str) -> Sort:
    """Read `[-]FIELD`; raise UsageError for a field that has no order."""
    field = field_named(section, text.removeprefix("-"))
    if field.type in (Type.RECORD, Type.ANYTHING):
        raise UsageError(f"{section.name} cannot be sorted by '{field.name}'")
    return Sort(field.name, text.startswith("-"))


def query_field(section: Section, name: str) -> Field:
    """Return the field that a query names, `topic` for `topics`; raise UsageError for none."""
    fields = asked_fields(section)
    for field in fields:
        if name.lower() in names_of(field):
            return field
    if name.lower() in section.by_name:
        raise UsageError(f"'{name}' cannot be compared; --fields {name} shows it")
    own = (field.query_name for field in fields if not field.lender)
    raise _unknown_field(section, name, list(own))


def _unknown_field(section: Section, name: str, own: Sequence[str]) -> UsageError:
    """Return the error for a field that a section does not have; it lists those it has."""
    borrowed = [field.name for field in lent(section)]
    message = f"no field '{name}' in {section.name}{suggestion(name, [*own, *borrowed])}"
    listed = f"{message}\nthe fields: {', '.join(own)}"
    also = f"\nthose of its speaker and source: {', '.join(borrowed)}" if borrowed else ""
    return UsageError(listed + also)


def section_named(name: str) -> Section | None:
    """Return the section that a word such as `speaker` or `speakers` means, if any."""
    for section in SECTIONS.values():
        if name in (section.name, section.singular):
            return section
    return None
