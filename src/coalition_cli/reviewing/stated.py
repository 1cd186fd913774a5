"""The fields of a claim that somebody may state anew, by short names."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..model import Field, Type
from ..model.record import Record
from ..model.vocabularies import BANDS
from ..words.safe import plain

# What other answers change, or what has no one line.
_NOT_HERE = frozenset({"id", "status"})
_LEAD = "appearances."
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
    appearances = _appearances(record)
    for inner, lead in zip(appearances, leads(record), strict=True):
        for each in _fields(inner, lead):
            name = each.field.name
            short = len(appearances) == 1 and name not in found
            found[name if short else each.path.removeprefix(_LEAD)] = each
    return found


def leads(record: Record) -> list[str]:
    """Return what the paths of the fields of each appearance begin with: appearances.liga."""
    appearances = _appearances(record)
    counts = Counter(str(each.key) for each in appearances)
    return [
        f"{_LEAD}{each.key if counts[str(each.key)] == 1 else number}."
        for number, each in enumerate(appearances, 1)
    ]


def _appearances(record: Record) -> list[Record]:
    return [each for each in record.nested() if each.section.name == "appearances"]


def _fields(record: Record, lead: str) -> Iterator[StatedField]:
    for field in record.section.stated:
        if field.name not in _NOT_HERE and field.type not in _MANY_LINES:
            value = record.values.get(field.name)
            yield StatedField(f"{lead}{field.name}", field, _typed(field, value))


def rated(confidence: object) -> str:
    """Return a confidence by its word, if it is one that a word stands for."""
    return next((band.word for band in BANDS if band.value == confidence), plain(confidence))


def _typed(field: Field, value: object) -> str:
    """Return a value as somebody would type it."""
    if field.type is Type.CONFIDENCE:
        return rated(value)
    if isinstance(value, list):
        return ", ".join(map(plain, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain(value)
