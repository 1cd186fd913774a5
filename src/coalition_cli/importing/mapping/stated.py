"""What a mapping states, compiled against the model: fields, and where their values come from."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from ...model import SECTIONS, Field, Section, Type
from .paths import Path
from .templates import Template

Origin = Path | Template
# What a row may become, and what a reference in a row may declare. Other references are ids.
RECORDS = ("claims", "articles", "speakers", "sources", "facts")
_DECLARED = ("speakers", "sources", "articles")


class Value(NamedTuple):
    """A field, and where its value comes from."""

    field: Field
    name: str  # the field's path from the record that a row becomes: speaker.name
    origins: tuple[Origin, ...] = ()  # the first with a value counts
    literal: object = None  # the value itself, where there are no origins
    split: str = ""  # what parts several values in one text
    words: Mapping[str, str | None] | None = None  # what texts mean, by the texts in any case
    order: str | None = None  # of day, month and year
    lead: str = ""  # the value is this field of a record of its own
    within: tuple[str, ...] = ()  # the keys under a field that may be anything


class Part(NamedTuple):
    """A record within a record: one, or one for each item of a list."""

    field: Field
    section: Section
    name: str
    each: Path | None
    members: "tuple[Value | Part, ...]"


Member = Value | Part


NOTHING = ""  # among the values of a condition: there is no value


class Condition(NamedTuple):
    """The values that a row may have at a path; in any case."""

    path: Path
    values: frozenset[str]


def section_within(field: Field) -> Section | None:
    """Return the section of the record that a field's value is, or declares; None if none."""
    if field.type is Type.RECORD or (field.type is Type.REFERENCE and field.of in _DECLARED):
        return SECTIONS[field.of]
    return None


def lead(section: Section) -> Field:
    """Return the field that a text stands for where a record of the section is declared."""
    return section.field(section.leads[0])


def required(section: Section) -> list[tuple[str, ...]]:
    """Return what a record of the section must have: of each of these, one field.

    An id is made where there is none. Whoever is said to be unnamed needs no name. Whether an
    appearance needs an article, only the claim says.
    """
    names: list[tuple[str, ...]] = [
        (field.name,) for field in section.required if field.type not in (Type.ID, Type.REFERENCE)
    ]
    speaker = ("name", "description", "aliases", "anonymous", "id")
    return [*names, speaker] if section.name == "speakers" else names


def lacks(
    section: Section, record: Mapping[str, object], around: Mapping[str, object] | None = None
) -> str:
    """Return what a record with these fields lacks to be one; nothing if it lacks nothing.

    Within the record `around` it, a speaker may have an id alone, which names one that is declared
    elsewhere; and an appearance needs no article where the claim has a source, which carried it.
    """
    for one_of in _needs(section, bool(around and around.get("source"))):
        if len(one_of) == 1 and record.get(one_of[0]):  # as most have
            continue
        stated = {name for name in one_of if record.get(name) not in (None, False)}
        if not stated or (stated == {"id"} and (around is None or len(record) > 1)):
            return " or ".join(f"'{name}'" for name in one_of[:2])
    return ""


@cache
def _needs(section: Section, has_source: bool) -> Sequence[tuple[str, ...]]:
    """Return what a record must have: of each of these, one field."""
    references = [(one.name,) for one in section.required if one.type is Type.REFERENCE]
    return [*required(section), *([] if has_source else references)]


@cache
def field_paths(section: Section) -> Mapping[str, tuple[Section, Field]]:
    """Return the fields that a mapping can fill in a record of the section, by their paths.

    No path leads from a record of a section to another of the same: there would be no end.
    """
    return MappingProxyType(dict(_field_paths(section, (section.name,), "")))


def _field_paths(
    section: Section, around: tuple[str, ...], start: str
) -> Iterator[tuple[str, tuple[Section, Field]]]:
    for field in section.stated:
        path = f"{start}{field.name}"
        yield path, (section, field)
        inner = section_within(field)
        if inner is not None and inner.name not in around:
            yield from _field_paths(inner, (*around, inner.name), f"{path}.")
