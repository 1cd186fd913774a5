"""Records → the tables of the index."""

import json
import sqlite3
from collections.abc import Iterable

from ..folding import any_case, fold
from ..layout import list_table
from ..model import SECTIONS, Section, Type
from ..record import Record
from .derive import DERIVED, STATED, searches
from .index import Index
from .schema import indexes, list_fields, tables

_BATCH = 2_000  # records kept before they are written


class Compiler:
    """Takes the records of a corpus one by one, then finishes the index they make."""

    def __init__(self) -> None:
        self._database = sqlite3.connect(":memory:")
        self._rows: dict[str, list[tuple[object, ...]]] = {}
        self._waiting = 0
        self._database.create_function("fold", 1, _fold, deterministic=True)
        # SQLite's own knows the case of ASCII only.
        self._database.create_function("lower", 1, _lower, deterministic=True)
        self._run(tables())

    def add(self, record: Record) -> None:
        """Add a record, and the records within it that have a table of their own."""
        section = record.section
        self._put(section.name, _row(record))
        key = record.values.get(section.key)
        for field in list_fields(section):
            values = record.values.get(field.name, [])
            assert isinstance(values, list)  # noqa: S101 - reading makes lists of lists
            for value in values:
                self._put(list_table(section, field), (key, value))
        if section.name == "claims":
            for appearance in record.nested():
                self._put("appearances", _row(appearance, claim=key))
        self._waiting += 1
        if self._waiting >= _BATCH:
            self._write()

    def finish(self) -> Index:
        """Work out what follows from the records, and return the index that they make."""
        self._write()
        for script in STATED:
            self._run(script.split(";"))
        self._run(indexes())
        for script in DERIVED:
            self._run(script.split(";"))
        self._run(searches())
        self._database.commit()
        return Index(self._database)

    def abandon(self) -> None:
        """Give up: the records have problems."""
        self._database.close()

    def _run(self, statements: Iterable[str]) -> None:
        for statement in statements:
            self._database.execute(statement)

    def _put(self, table: str, row: tuple[object, ...]) -> None:
        self._rows.setdefault(table, []).append(row)

    def _write(self) -> None:
        for table, rows in self._rows.items():
            marks = ", ".join("?" for _ in rows[0])
            columns = _columns(table)
            self._database.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
        self._rows.clear()
        self._waiting = 0


def _fold(text: object) -> str | None:
    return None if text is None else fold(str(text))


def _lower(text: object) -> str | None:
    return None if text is None else any_case(str(text))


def _columns(table: str) -> str:
    if table in SECTIONS:
        section = SECTIONS[table]
        names = [*_owner(section), *(field.name for field in section.stated), "file", "line"]
        return ", ".join(names)
    return _LIST_COLUMNS[table]


def _owner(section: Section) -> tuple[str, ...]:
    return ("claim",) if section.name == "appearances" else ()


_LIST_COLUMNS = {
    list_table(section, field): f"{section.singular}, {field.query_name}"
    for section in SECTIONS.values()
    for field in list_fields(section)
}


def _row(record: Record, **owner: object) -> tuple[object, ...]:
    values = (_stored(record, field.name) for field in record.section.stated)
    return *owner.values(), *values, record.file, record.line


def _stored(record: Record, name: str) -> object:
    field = record.section.field(name)
    value = record.values.get(name)
    if field.many:
        return _json(value or [])
    if value is not None and field.type in (Type.RECORD, Type.ANYTHING):
        return _json(value)
    return value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_nested)


def _nested(record: Record) -> dict[str, object]:
    """Return a record within a record with every key that it could state."""
    return {field.name: record.values.get(field.name) for field in record.section.stated}
