"""Records → rows, a thousand at a time, whatever their number."""

import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from ...model import FILE_SECTIONS, SECTIONS, Field, Type
from ...model.answer import Values
from ...model.fields import TAKEN_AS_NAME
from ...query import Question
from ...words import any_case
from ...words.safe import escaped, visible
from ...words.unnamed import NOT_DECLARED
from ..export import Export
from .tables import DECLARED, Column, Table

_BATCH = 1000  # rows of a table that are written at once
_LIKE_A_CONTROL = r"\\(?=x[0-9a-f]{2}|u[0-9a-f]{4})"

Row = tuple[Any, ...]


class Filling:
    """Writes rows into tables, those of a table in the order in which they come."""

    def __init__(self, database: sqlite3.Connection, tables: Mapping[str, Table]) -> None:
        self._database, self._tables = database, tables
        self._waiting: dict[str, list[Row]] = {name: [] for name in tables}
        self._statements = {name: _insertion(table) for name, table in tables.items()}
        self._cells = {
            name: [_cell_of(column) for column in table.own if column is not DECLARED]
            for name, table in tables.items()
        }
        self._lists = {
            name: [one for one in tables.values() if one.values_of and one.section is section]
            for name, section in SECTIONS.items()
        }

    def fill(self, export: Export) -> None:
        """Write all records, and a row for each one that others name and no file states."""
        self._spell_topics(export)
        self._add("file", export.of_file())
        for section in FILE_SECTIONS:
            for record in export.records(section):
                self._add(section, record)
        self._flush()
        for section in TAKEN_AS_NAME:
            if section != "topics":
                kind = SECTIONS[section]
                for record in export.public.rows(Question(kind, (), kind.fields)).dicts():
                    self._put(section, (*self._row(section, record, ()), 0))
        self._flush()
        self._name_others()

    def _spell_topics(self, export: Export) -> None:
        """Write the topics: two spellings that differ as those of a name do are one."""
        create = "CREATE TABLE temp.spellings (key TEXT PRIMARY KEY, topic TEXT) WITHOUT ROWID"
        self._database.execute(create)
        for record in export.records("topics"):
            topic = str(record["topic"])
            self._put("topics", (key(topic),))
            spelled = "INSERT OR IGNORE INTO temp.spellings VALUES (?, ?)"
            self._database.execute(spelled, (any_case(topic), key(topic)))

    def _add(self, name: str, record: Values, owner: Row = ()) -> None:
        """Write a record, its lists, and the records within it."""
        section, table = SECTIONS[name], self._tables[name]
        row = self._row(name, record, owner)
        self._put(name, (*row, 1) if table.column("declared") else row)
        for listed in self._lists[name]:
            assert listed.values_of is not None  # noqa: S101 - it is a list
            values: Any = record[listed.values_of.name] or ()
            for number, value in enumerate(values, 1):
                self._put(listed.name, (row[0], number, *_listed(listed.values_of, value)))
        for field in section.stated:
            if field.type is Type.RECORD and field.many:
                belongs = self._owners(field.of, section.name, row[0])
                within: Any = record[field.name] or ()
                for one in within:
                    self._add(field.of, one, belongs)

    def _owners(self, name: str, section: str, owner: object) -> Row:
        columns = (column for column in self._tables[name].columns if column.field is None)
        return tuple(owner if column.leads == section else None for column in columns)

    def _row(self, name: str, record: Values, owner: Row) -> Row:
        return (*owner, *(cell(record) for cell in self._cells[name][len(owner) :]))

    def _put(self, name: str, row: Row) -> None:
        waiting = self._waiting[name]
        waiting.append(row)
        if len(waiting) == _BATCH:
            self._write(name)

    def _flush(self) -> None:
        for name in self._waiting:
            self._write(name)

    def _write(self, name: str) -> None:
        self._database.executemany(self._statements[name], self._waiting[name])
        self._waiting[name].clear()

    def _name_others(self) -> None:
        """Write a row for each record that others lead to and that stands in no file here.

        A list of claims may name articles, and other claims, of files that nobody has given.
        """
        for table in self._tables.values():
            for column in table.columns:
                led = self._tables.get(column.leads)
                if led is not None and led.column("declared"):
                    self._name(led, f'"{column.name}"', table.name)

    def _name(self, led: Table, column: str, table: str) -> None:
        [key] = led.key
        others = f'{column} IS NOT NULL AND {column} NOT IN (SELECT "{key}" FROM "{led.name}")'
        called = f"{column}, {column} || '{NOT_DECLARED}', 0"
        found = f'SELECT DISTINCT {called} FROM "{table}" WHERE {others} ORDER BY {column}'
        self._database.execute(f'INSERT INTO "{led.name}" ("{key}", title, declared) {found}')


def _insertion(table: Table) -> str:
    """Return the SQL that writes a row of what its own columns have.

    A topic in two spellings is one topic, and what a file has stated stays as it is.
    """
    cells = ["?"] * len(table.own)
    if table.values_of is not None and table.values_of.of == "topics":
        cells[-1] = "(SELECT topic FROM temp.spellings WHERE key = ?)"
    own = [f'{cell} AS "{column.name}"' for cell, column in zip(cells, table.own, strict=True)]
    values = ", ".join(column.made_of or f'"{column.name}"' for column in table.columns)
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    into = f'INSERT OR IGNORE INTO "{table.name}" ({names})'
    return f"{into} SELECT {values} FROM (SELECT {', '.join(own)})"


def _listed(field: Field, value: Any) -> Row:
    return (any_case(value) if field.of == "topics" else _value(field, value),)


def _cell_of(column: Column) -> Callable[[Values], Any]:
    """Return what takes the value of a column out of a record."""
    field = column.field
    if field is None:
        return lambda record: None
    name, within = field.name, column.within
    if within:
        return lambda record: _within(field, record.get(within))
    if field.type in (Type.BOOLEAN, Type.NUMBER, Type.CONFIDENCE):
        return lambda record: record.get(name)
    return lambda record: None if (value := record.get(name)) is None else _value(field, value)


def _within(field: Field, inside: Any) -> Any:
    value = inside.get(field.name) if inside else None
    return None if value is None else _value(field, value)


def _value(field: Field, value: Any) -> Any:
    """Return a value as SQLite has it: no text controls a terminal, and none ends at a NUL."""
    if field.type is Type.ANYTHING:
        return escaped(json.dumps(value, ensure_ascii=False))
    if field.type is Type.DECIMAL:
        return float(value)
    if not isinstance(value, str):
        return value
    if field.type in (Type.ID, Type.REFERENCE):
        return key(value)
    return visible(value, lines=True)


def key(text: str) -> str:
    r"""Return an id with each control written out, so that no two ids become one.

    What looks like a control that is written out gets another backslash: its code, `\x5c`.
    """
    return visible(re.sub(_LIKE_A_CONTROL, r"\\x5c", text), lines=True)
