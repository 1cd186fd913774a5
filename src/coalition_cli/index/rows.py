"""A record → the rows of its tables."""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from ..model import SECTIONS, Section, Type
from ..model.record import Record
from ..query.tables import list_table
from ..words import any_case
from .schema import has_key, list_fields, stored_fields
from .texts import ABSENT, recurs

_NUMBERS = frozenset({"position", "line", "owner", "nth"})  # never absent

Row = list[object]
Rows = dict[str, list[Row]]  # by table


def row_of(record: Record, position: int, *owner: int) -> Row:
    """Return the row of a record in the table of its section."""
    shape, values = _SHAPES[record.section.name], record.values
    row: Row = [position, record.line, *owner, *map(values.get, shape.names, shape.none)]
    for number, name, made in shape.made:
        if name in values:
            row[number] = made(values[name])
    row += shape.worked_out(values)
    return row


def lists_of(section: str) -> list[tuple[str, str]]:
    """Return the fields of a section that are lists, each with the table of its values."""
    return _SHAPES[section].lists


def rows_of_list(record: Record, field: str, position: int) -> list[Row]:
    """Return the rows of a record's list."""
    items = record.values[field]
    assert isinstance(items, list)  # noqa: S101 - reading makes lists of lists
    return [[position, nth, item] for nth, item in enumerate(items)]


def insert(database: sqlite3.Connection, rows: Rows) -> None:
    """Write rows to their tables."""
    for table, values in rows.items():
        columns = _COLUMNS[table]
        marks = ", ".join(
            "?" if column in _NUMBERS else f"nullif(?, '{ABSENT}')" for column in columns
        )
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
        database.executemany(statement, values)


_Values = Mapping[str, object]


def _flag(value: object) -> int | str:
    """Return a boolean as SQLite has it; the sqlite3 module takes five times as long for it."""
    return ABSENT if value is None else int(value is True)


def _of_claim(values: _Values) -> Row:
    seen = values.get("appearances", ())
    assert isinstance(seen, Sequence)  # noqa: S101 - reading makes lists of lists
    direct = 0
    for one in seen:
        if "quote" in one.values:
            direct = 1
    stated = _flag(values.get("anonymous"))
    # As linking finds it where nothing else is declared.
    anonymous = 0 if stated == ABSENT and "speaker" in values else stated
    origins = ABSENT if seen else 0
    status = values.get("status", "active")
    return [status, direct, stated, anonymous, origins, _key(values.get("id"))]


def _of_speaker(values: _Values) -> Row:
    anonymous = values.get("anonymous", "name" not in values)
    called = values.get("name", values.get("description"))
    return [_flag(anonymous), _key(values.get("id")), _name_key(called)]


def _of_source(values: _Values) -> Row:
    name = values.get("name", values.get("id"))
    return [name, _key(values.get("id")), _name_key(name)]


def _of_member(values: _Values) -> Row:
    return [_key(values.get("country")), _name_key(values.get("name"))]


def _of_keyed(values: _Values) -> Row:
    return [_key(values.get("id"))]


def _of_other(values: _Values) -> Row:
    del values
    return []


_WorkedOut = Callable[[_Values], Row]
# By section, what follows from a record alone, and its columns: the last of a row.
_WORKED_OUT: Mapping[str, tuple[list[str], _WorkedOut]] = MappingProxyType(
    {
        "claims": (
            ["status", "direct", "stated_anonymous", "anonymous", "origins", "key"],
            _of_claim,
        ),
        "speakers": (["anonymous", "key", "name_key"], _of_speaker),
        "sources": (["name", "key", "name_key"], _of_source),
        "members": (["key", "name_key"], _of_member),
    }
)


def _key(value: object) -> str:
    """Return the id in lower case, where that is another."""
    key = any_case(str(value))
    return ABSENT if key == value else key


def _name_key(name: object) -> str:
    """Return what a record is called, in lower case, if it is called anything."""
    return ABSENT if name is None else any_case(str(name))


def _nested(record: Record) -> dict[str, object]:
    """Return a record within a record with every key that it could state."""
    return {field.name: record.values.get(field.name) for field in record.section.stated}


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=_nested)


def _json(value: object) -> str:
    return _ENCODER.encode(value)


def _array(items: object) -> str:
    """Return a list of texts as JSON."""
    assert isinstance(items, list)  # noqa: S101 - reading makes lists of lists
    return (_array_of if recurs(items) else _ENCODER.encode)(tuple(items))


@lru_cache(maxsize=4_096)
def _array_of(items: tuple[str, ...]) -> str:
    return _ENCODER.encode(items)


class _Shape(NamedTuple):
    """How a record becomes a row: its fields in their order, and what is worked out of them."""

    names: list[str]
    none: list[str]  # what stands in the row where a field is absent
    made: Sequence[tuple[int, str, Callable[[object], object]]]  # by number, what is not as it is
    lists: list[tuple[str, str]]  # each with the table of its values
    worked_out: _WorkedOut
    columns: list[str]


def _shape(section: Section) -> _Shape:
    keyed = (["key"], _of_keyed) if has_key(section) else ([], _of_other)
    last, worked_out = _WORKED_OUT.get(section.name, keyed)
    fields = [field for field in stored_fields(section) if field.name not in last]
    names = [field.name for field in fields]
    first = ["position", "line", *(["owner"] if section.name == "appearances" else [])]
    made = [
        (number, field.name, made)
        for number, field in enumerate(fields, start=len(first))
        if (made := _array if field.many else _MADE.get(field.type))
    ]
    return _Shape(
        names,
        ["[]" if field.many else ABSENT for field in fields],
        made,
        [(field.name, list_table(section, field)) for field in list_fields(section)],
        worked_out,
        [*first, *names, *last],
    )


_MADE = {Type.BOOLEAN: _flag, Type.RECORD: _json, Type.ANYTHING: _json}
_SHAPES = {name: _shape(section) for name, section in SECTIONS.items()}


def _columns() -> dict[str, list[str]]:
    """Return the columns that a row has, for each table."""
    columns = {f"stated_{name}": shape.columns for name, shape in _SHAPES.items()}
    for section in SECTIONS.values():
        for field in list_fields(section):
            columns[list_table(section, field)] = ["owner", "nth", field.query_name]
    return columns


_COLUMNS = _columns()
TABLES = frozenset(_COLUMNS)
