"""The fields of a claim that somebody may state anew, by short names."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..model import Field, Type
from ..model.record import Record
from ..words.safe import plain

# What other answers change, or what has no one line.
_NOT_HERE = frozenset({"id", "status"})
_MANY_LINES = (Type.RECORD, Type.ANYTHING)


class StatedField(NamedTuple):
    """A field of a record: its path as `set` takes it, and its value as it is typed."""

    path: str
    field: Field
    value: str


def stated(record: Record) -> Mapping[str, StatedField]:
    """Return the fields of a record and of its appearances, by the shortest names they can have.

    Those of several appearances are called as liga.quote. A field may have no value yet.
    """
    found = {each.field.name: each for each in _fields(record, "")}
    appearances = [each for each in record.nested() if each.section.name == "appearances"]
    counts = Counter(str(each.key) for each in appearances)
    for number, inner in enumerate(appearances, 1):
        called = str(inner.key) if counts[str(inner.key)] == 1 else str(number)
        for each in _fields(inner, f"appearances.{called}."):
            name = each.field.name
            short = len(appearances) == 1 and name not in found
            found[name if short else f"{called}.{name}"] = each
    return found


def _fields(record: Record, lead: str) -> Iterator[StatedField]:
    for field in record.section.stated:
        if field.name not in _NOT_HERE and field.type not in _MANY_LINES:
            yield StatedField(f"{lead}{field.name}", field, _typed(record.values.get(field.name)))


def _typed(value: object) -> str:
    """Return a value as somebody would type it."""
    if isinstance(value, list):
        return ", ".join(map(plain, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain(value)
