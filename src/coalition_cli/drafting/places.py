"""Where a field stands that a path names: status, reference.url, appearances.liga.quote."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model import FILE_SECTIONS, SECTIONS, Field, Section, Type
from ..model.problems import UsageError, shown_id, suggestion
from ..model.record import label
from ..reading.spans import MappingSpan, ScalarSpan, SequenceSpan, Span
from ..rewriting.changes import Path
from ..rewriting.refusals import BY_HAND, RefusedError
from ..rewriting.source import Source

# The keys within a value that may be anything.
_KEYS = Section("extra", "extra", ())


class Holder(NamedTuple):
    """A record that has fields, or a record within it.

    `span` is None where the file has no such record yet. Then it is to be the value of `of`.
    """

    section: Section
    span: MappingSpan | None
    label: str
    path: Path = ()
    of: "FieldPlace | None" = None


class FieldPlace(NamedTuple):
    """A field of a record; with `item` one of the records that it lists, by its number from 0."""

    holder: Holder
    field: Field
    path: Path
    item: int | None = None

    def value(self, source: Source) -> Span | None:
        """Return what the file states there; None if it states nothing."""
        pair = self.holder.span.pair(self.field.name) if self.holder.span else None
        return source.meant(pair[1]) if pair else None

    def items(self, source: Source) -> Sequence[Span]:
        """Return the items of its list."""
        value = self.value(source)
        return value.items if isinstance(value, SequenceSpan) else []


def place_of(source: Source, holder: Holder, text: str) -> FieldPlace:
    """Return the place that a path of field names leads to.

    Where a field has several records, the key of one follows it, or its number from 1. Raise
    UsageError if there is no such place.
    """
    name, dot, rest = text.partition(".")
    field = _field(holder.section, name)
    place = FieldPlace(holder, field, (*holder.path, name))
    if not dot:
        return place
    if field.type is Type.ANYTHING:
        return FieldPlace(_inner(source, place, _KEYS), Field(rest, Type.ANYTHING, ""), place.path)
    if field.type is not Type.RECORD:
        raise UsageError(f"'{name}' has no fields within it\nwrite only: {name}")
    if field.many:
        return _of_item(source, place, rest)
    return place_of(source, _inner(source, place, SECTIONS[field.of]), rest)


def item_called(source: Source, place: FieldPlace, key: str) -> int | None:
    """Return the number of the record, from 0, that has a key in a list; None if none has it.

    Raise UsageError if several have it.
    """
    found = list(_called(source, place, key))
    if len(found) > 1:
        name = place.field.name
        choices = " or ".join(f"{name}.{number + 1}" for number in found)
        what = f"{place.holder.label} has {len(found)} {name} '{shown_id(key)}'"
        raise UsageError(f"{what}\nsay which by its number: {choices}")
    return found[0] if found else None


def _called(source: Source, place: FieldPlace, key: str) -> Sequence[int]:
    """Return the numbers of the records of a list that are called so, by what is surest."""
    for name in names_of_items(place.field):
        if found := list(_stating(source, place, name, key)):
            return found
    return ()


def names_of_items(field: Field) -> Sequence[str]:
    """Return the fields by which the records of a list are called, the surest first.

    Parts such as reviews have no id. They go by an address or a date, or by the first that they
    state else: a review by its source.
    """
    section = SECTIONS[field.of]
    others = (each.name for each in section.stated if each.name != section.key)
    return [section.key, next(others)] if field.has_parts else [section.key]


def _stating(source: Source, place: FieldPlace, name: str, text: str) -> Iterator[int]:
    for number, item in enumerate(place.items(source)):
        span = source.meant(item)
        pair = span.pair(name) if isinstance(span, MappingSpan) else None
        stated = source.meant(pair[1]) if pair else None
        if isinstance(stated, ScalarSpan) and stated.value.strip() == text:
            yield number


def _of_item(source: Source, place: FieldPlace, rest: str) -> FieldPlace:
    """Return a field of one of several records, or the record itself if no field is named."""
    number, key, name = _split(source, place, rest)
    if number is None:
        inner = SECTIONS[place.field.of]
        what = f"{place.holder.label} has no {inner.singular} '{shown_id(key)}'"
        raise UsageError(f"{what}\nto add it: {place.field.name} --add {key}")
    if not name:
        return place._replace(item=number)
    span = source.meant(place.items(source)[number])
    assert isinstance(span, MappingSpan)  # noqa: S101 - reading found no error
    inner = SECTIONS[place.field.of]
    path = (*place.path, str(number))
    return place_of(source, Holder(inner, span, label(inner, key, place.holder.label), path), name)


def _split(source: Source, place: FieldPlace, rest: str) -> tuple[int | None, str, str]:
    """Return the number of a record, its key and the field within it, of a path that has both.

    A key may have dots itself, and so may a field: https://a.example.note, 2.extra.colour. The
    longest key that a record has is meant, then a number.
    """
    dots = [len(rest), *(at for at in range(len(rest) - 1, 0, -1) if rest[at] == ".")]
    count = len(place.items(source))
    for at in dots:
        if (number := item_called(source, place, rest[:at])) is not None:
            return number, rest[:at], rest[at + 1 :]
    for at in dots:
        key = rest[:at]
        if key.isdecimal() and 1 <= int(key) <= count:
            return int(key) - 1, key, rest[at + 1 :]
    key, _, name = rest.rpartition(".")
    return None, key or rest, name if key else ""


def _inner(source: Source, place: FieldPlace, section: Section) -> Holder:
    """Return the record that a field has, or is to have."""
    value = place.value(source)
    if isinstance(value, ScalarSpan) and not value.value.strip():
        value = None
    if value is not None and not isinstance(value, MappingSpan):
        what = f"'{place.field.name}' has no keys, but a value of its own"
        raise RefusedError(f"{source.where(value.start)}: {what}\n{BY_HAND}")
    span = value if value and value.pairs else None
    shown = place.holder.label if section is _KEYS else label(section, None, place.holder.label)
    return Holder(section, span, shown, place.path, place)


def _field(section: Section, name: str) -> Field:
    """Return the field of that name; raise UsageError if no file states it, or if it is an id."""
    field = section.by_name.get(name)
    stated = [each.name for each in section.stated]
    if field is None:
        near = suggestion(name, stated)
        what = f"{section.singular_with_article} has no field '{name}'{near}"
        raise UsageError(f"{what}\nits fields: {', '.join(stated)}")
    if field.derived:
        what = f"no file states '{name}' of {section.singular_with_article}"
        within = next((each for each in section.records if name in SECTIONS[each.of].by_name), None)
        if within is not None and within.many and not SECTIONS[within.of].by_name[name].derived:
            key = SECTIONS[within.of].key.upper()
            raise UsageError(f"{what}\nset it where it stands: {within.name}.{key}.{name}")
        raise UsageError(f"{what}: the program works it out")
    if section.name in FILE_SECTIONS and name == section.key:
        raise UsageError(
            f"'{name}' is the id of {section.singular_with_article}\n"
            "'coalition rename OLD NEW' changes it, and all that refers to it"
        )
    return field
