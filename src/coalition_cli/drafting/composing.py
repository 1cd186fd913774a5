"""Drafts as the text of a claims file, which is checked and shown; and what stands in each line."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model import FILE_SECTIONS, Field, Type
from ..reading.kinds import YAML
from ..rewriting.records import Manner, field_lines
from .draft import Draft, Value, plain, singles

_MANNER = Manner(YAML, "\n")
_INDENT = "  "


class Line(NamedTuple):
    """A line of a draft's text, and which value begins there."""

    text: str
    draft: Draft | None = None
    field: str = ""


def composed(drafts: Sequence[Draft]) -> list[Line]:
    """Return the lines of a claims file in YAML that has only these records."""
    lines: list[Line] = []
    for name in FILE_SECTIONS:
        own = [draft for draft in drafts if draft.section.name == name]
        lines += [Line(f"{name}:")] * bool(own)
        lines += (line for draft in own for line in _item(draft, _INDENT))
    return lines


def _item(draft: Draft, indent: str) -> Iterator[Line]:
    """Yield the lines of a record as an item of a list."""
    lead = f"{indent}- "
    for line in _mapping(draft, f"{indent}{_INDENT}"):
        yield line._replace(text=lead + line.text[len(lead) :]) if lead else line
        lead = ""


def _mapping(draft: Draft, indent: str) -> Iterator[Line]:
    for field, value in draft.pairs():
        if field.type is Type.RECORD:
            yield from _records(draft, field, value, indent)
        else:
            lines = field_lines(draft.section, field.name, plain(value), _MANNER)
            yield from (Line(f"{indent}{line}", draft, field.name) for line in lines)


def _records(draft: Draft, field: Field, value: Value, indent: str) -> Iterator[Line]:
    """Yield the lines of the records within one."""
    begun = [record for record in singles(value) if isinstance(record, Draft) and record.values]
    if begun:  # one whose first question is not answered yet has nothing to show
        yield Line(f"{indent}{field.name}:", draft, field.name)
    inner = _item if field.many else _mapping
    for record in begun:
        yield from inner(record, f"{indent}{_INDENT}")
