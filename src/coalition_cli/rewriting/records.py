"""Records as new text, in the manner of the file that they go into."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..model import SECTIONS, Field, Section, Type
from ..reading.kinds import JSON, FileKind
from ..reading.spans import Form, MappingSpan, SequenceSpan
from .scalars import LONGEST_KEY, Writing, scalar
from .source import Source

# What a record states: scalars, lists of them, records within it, and lists of these.
Value = str | int | float | bool | None | Sequence["Value"] | Mapping[str, "Value"]
Values = Mapping[str, Value]  # a record, in the order in which it is written
# Types whose texts are dates, words and numbers, and no prose: quotes would only be noise.
TYPED = frozenset({Type.WORD, Type.DATE, Type.NUMBER, Type.DECIMAL, Type.CONFIDENCE, Type.BOOLEAN})
_SHORT = 60  # characters of a record, at most, that stands on the line of its key


class Manner(NamedTuple):
    """How a file is written, as far as new text follows it."""

    kind: FileKind
    newline: str
    dash: int = 2  # blanks before the dash of a list within a mapping
    colon: str = ": "
    comma: str = ", "


def manner(source: Source) -> Manner:
    """Return how a file is written, by what it has already."""
    found = Manner(source.kind, source.newline)
    if source.kind is JSON:
        compact = '": ' not in source.text and '":' in source.text
        return found._replace(colon=":", comma=",") if compact else found
    if isinstance(root := source.root, MappingSpan):
        for _, value in root.pairs:
            if isinstance(value, SequenceSpan) and value.form is Form.BLOCK and value.items:
                return found._replace(dash=source.column(value.start) - source.column(root.start))
    return found


def in_brackets(section: Section | None, value: Value, manner: Manner) -> str:
    """Return a record of a section, or any value without one, in one line."""
    if isinstance(value, Mapping):
        pairs = [
            f"{_key(name, manner)}{manner.colon}{_in_brackets(section, name, inner, manner)}"
            for name, inner in value.items()
        ]
        return f"{{{manner.comma.join(pairs)}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        items = (in_brackets(section, inner, manner) for inner in value)
        return f"[{manner.comma.join(items)}]"
    return scalar(value, Writing(manner.kind, flow=True))


def _in_brackets(section: Section | None, name: str, value: Value, manner: Manner) -> str:
    field = section.by_name.get(name) if section else None
    if field is not None and field.type in TYPED and isinstance(value, str):
        return scalar(value, Writing(manner.kind, flow=True, typed=True))
    return in_brackets(_within(field), value, manner)


def item_lines(section: Section, value: Value, manner: Manner, gap: int = 1) -> list[str]:
    """Return the lines of an item of a list of YAML: its dash, so many blanks, and the record."""
    if not isinstance(value, Mapping) or not value:
        return [f"-{' ' * gap}{in_brackets(section, value, manner)}"]
    first, *others = _record_lines(section, value, manner)
    return [f"-{' ' * gap}{first}", *indented(others, gap + 1)]


def _record_lines(section: Section, values: Values, manner: Manner) -> list[str]:
    """Return the lines of a record of YAML, without indentation of their own."""
    return [
        line for name, value in values.items() for line in field_lines(section, name, value, manner)
    ]


def field_lines(section: Section, name: str, value: Value, manner: Manner) -> list[str]:
    """Return the lines of a key and its value in YAML, without indentation of their own."""
    field = section.by_name.get(name)
    key = f"{_key(name, manner)}:"
    if isinstance(value, str | int | float | None):
        typed = field is not None and field.type in TYPED
        return [f"{key} {scalar(value, Writing(manner.kind, typed=typed))}"]
    short = f"{key} {_in_brackets(section, name, value, manner)}"
    inner = _within(field)
    if inner is None or not value:
        return [short]
    if isinstance(value, Mapping):
        nested = any(isinstance(each, Mapping | list | tuple) for each in value.values())
        if not nested and len(short) <= _SHORT:
            return [short]
        return [key, *indented(_record_lines(inner, value, manner), 2)]
    items = [line for each in value for line in item_lines(inner, each, manner)]
    return [key, *indented(items, manner.dash)]


def indented(lines: Sequence[str], blanks: int) -> list[str]:
    """Return lines with blanks before them; empty lines stay empty."""
    return [f"{' ' * blanks}{line}" if line else line for line in lines]


def _within(field: Field | None) -> Section | None:
    """Return the section of the records that a field has; None if it has none."""
    return SECTIONS[field.of] if field is not None and field.type is Type.RECORD else None


def _key(name: str, manner: Manner) -> str:
    key = scalar(name, Writing(manner.kind, flow=True))
    return f"? {key}" if len(key) > LONGEST_KEY and manner.kind is not JSON else key
