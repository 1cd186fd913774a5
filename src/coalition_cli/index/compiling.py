"""A file → rows of the tables."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..folding import any_case
from ..layout import NAMED, list_table
from ..model import SECTIONS, Section, Type
from ..problems import Problem
from ..reading import DataFile
from ..reading.reader import read
from ..record import Record, place
from .schema import SLOT_BITS, has_key, list_fields, stored_fields
from .soundness import Unsound
from .stamps import Digest, Stamp

_BATCH = 2_000  # records kept before they are written

_Row = list[object]
Rows = dict[str, list[_Row]]  # by table


class Batch(NamedTuple):
    """Rows for the tables, and how far reading was when they were made.

    The last of a file says whether it is nothing but a list of claims, and has its stamp,
    where it is a file on a disk.
    """

    rows: Rows
    passed: int  # bytes
    extract: bool = False
    stamp: Stamp | None = None


def batches(file: DataFile, slot: int) -> Iterator[Batch]:
    """Yield the rows of a file; raise Unsound where it has a problem."""
    digest = Digest()
    compiler = _Compiler(slot)
    extract = False
    for item in read(file, digest.see):
        if isinstance(item, Problem):
            raise Unsound
        extract = extract or item.extract
        compiler.add(item)
        if compiler.waiting >= _BATCH:
            yield Batch(compiler.take(), digest.passed)
    stamp = digest.stamp(file, slot) if file.regular else None
    yield Batch(compiler.take(), digest.passed, extract, stamp)


def insert(database: sqlite3.Connection, rows: Rows) -> None:
    """Write rows to their tables."""
    for table, values in rows.items():
        columns = _COLUMNS[table]
        marks = ", ".join("?" for _ in columns)
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
        database.executemany(statement, values)


class _Compiler:
    """Takes the records of a file one by one, and keeps their rows until they are taken."""

    def __init__(self, slot: int) -> None:
        self._rows: Rows = {}
        self._position = slot << SLOT_BITS
        self.waiting = 0  # records

    def add(self, record: Record) -> None:
        """Add a record, and the records within it that have a table of their own."""
        values = record.values
        owner = self._put(record)
        for name, table in _SHAPES[record.section.name].lists:
            if name in values:
                items = values[name]
                assert isinstance(items, list)  # noqa: S101 - reading makes lists of lists
                for item in items:
                    self._position += 1
                    self._rows.setdefault(table, []).append([self._position, owner, item])
        if record.section.name == "claims":
            for appearance in record.nested():
                self._put(appearance, owner)
        self.waiting += 1

    def take(self) -> Rows:
        """Return the rows so far, and forget them."""
        rows, self._rows, self.waiting = self._rows, {}, 0
        return rows

    def _put(self, record: Record, *owner: int) -> int:
        """Take the row of a record; return its position."""
        self._position += 1
        section, values = record.section, record.values
        shape = _SHAPES[section.name]
        row: _Row = [self._position, place(record.start).line, *owner]
        row += map(values.get, shape.plain)
        row += [_json(values.get(name)) for name in shape.nested]
        row += [
            _ENCODER.encode(values[name]) if name in values else "[]" for name, _ in shape.lists
        ]
        row += _worked_out(record)
        self._rows.setdefault(f"stated_{section.name}", []).append(row)
        return self._position


def _worked_out(record: Record) -> _Row:
    """Return what follows from the record alone, for the last columns of its row."""
    section, values = record.section, record.values
    row: _Row = []
    if section.name == "claims":
        direct = any("quote" in one.values for one in record.nested())
        row = [values.get("status", "active"), direct, values.get("anonymous")]
    elif section.name == "speakers":
        row = [values.get("anonymous", "name" not in values)]
    elif section.name == "sources":
        row = [values.get("name", values.get("id"))]
    if has_key(section):
        row.append(_key(values.get(section.key)))
    if section.name in NAMED:
        row.append(_name_key(section, values))
    return row


# The columns of _worked_out.
_WORKED_OUT = {
    "claims": ["status", "direct", "stated_anonymous"],
    "speakers": ["anonymous"],
    "sources": ["name"],
}


def _key(value: object) -> str | None:
    """Return the id in lower case, where that is another."""
    key = any_case(str(value))
    return None if key == value else key


def _name_key(section: Section, values: Mapping[str, object]) -> str | None:
    """Return what a record is called, in lower case, if it is called anything."""
    other = {"speakers": "description", "sources": "id"}.get(section.name, "name")
    name = values.get("name", values.get(other))
    return None if name is None else any_case(str(name))


def _nested(record: Record) -> dict[str, object]:
    """Return a record within a record with every key that it could state."""
    return {field.name: record.values.get(field.name) for field in record.section.stated}


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=_nested)


def _json(value: object) -> str | None:
    return None if value is None else _ENCODER.encode(value)


class _Shape(NamedTuple):
    """How the fields of a section become columns: as they are, as JSON, as lists."""

    plain: list[str]
    nested: list[str]
    lists: list[tuple[str, str]]  # each with the table of its values


def _shape(section: Section) -> _Shape:
    stored = stored_fields(section)
    nested = [field.name for field in stored if field.type in (Type.RECORD, Type.ANYTHING)]
    lists = [(field.name, list_table(section, field)) for field in list_fields(section)]
    other = {*nested, *(name for name, _ in lists), *_WORKED_OUT.get(section.name, ())}
    return _Shape([field.name for field in stored if field.name not in other], nested, lists)


_SHAPES = {name: _shape(section) for name, section in SECTIONS.items()}


def _columns() -> dict[str, list[str]]:
    """Return the columns that a row has, for each table."""
    columns: dict[str, list[str]] = {}
    for name, section in SECTIONS.items():
        shape = _SHAPES[name]
        row = ["position", "line", *(["owner"] if name == "appearances" else [])]
        row += [*shape.plain, *shape.nested, *(field for field, _ in shape.lists)]
        row += [*_WORKED_OUT.get(name, ()), *(["key"] if has_key(section) else [])]
        columns[f"stated_{name}"] = row + (["name_key"] if name in NAMED else [])
        for field in list_fields(section):
            columns[list_table(section, field)] = ["position", "owner", field.query_name]
    return columns


_COLUMNS = _columns()
