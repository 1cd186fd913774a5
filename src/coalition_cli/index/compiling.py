"""A file → rows of the tables."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from ..folding import any_case
from ..layout import list_table
from ..model import SECTIONS, Section, Type
from ..problems import Problem
from ..reading import DataFile
from ..reading.reader import read
from ..record import Record
from .schema import SLOT_BITS, has_key, list_fields, stored_fields
from .soundness import Unsound
from .stamps import Digest, Stamp
from .texts import ABSENT, NAMES, TEXTS, texts

_BATCH = 2_000  # records kept before they are written
_NUMBERS = frozenset({"position", "line", "owner", "nth"})  # never absent

_Row = list[object]
Rows = dict[str, list[_Row]]  # by table


class Wanted(NamedTuple):
    """What a database shall have of files."""

    sections: Collection[str]  # whose records have their rows
    lists: bool  # the rows of lists
    texts: bool  # what search looks through


EVERYTHING = Wanted(SECTIONS, lists=True, texts=True)
TABLES = Wanted(SECTIONS, lists=True, texts=False)
# The halves that two processes take; the names stand in texts.
RECORDS = Wanted(SECTIONS, lists=False, texts=False)
LISTS_AND_TEXTS = Wanted(NAMES, lists=True, texts=True)


class Batch(NamedTuple):
    """Rows for the tables and for search, and how far reading was when they were made.

    The last of a file says whether it is nothing but a list of claims, and has its stamp,
    where it is a file on a disk.
    """

    rows: Rows
    texts: Rows  # by section: position and texts
    passed: int  # bytes
    extract: bool = False
    stamp: Stamp | None = None


def batches(file: DataFile, slot: int, wanted: Wanted) -> Iterator[Batch]:
    """Yield what is wanted of a file; raise Unsound where it has a problem."""
    digest = Digest()
    compiler = _Compiler(slot, wanted)
    extract = False
    for item in read(file, digest.see):
        if isinstance(item, Problem):
            raise Unsound
        extract = extract or item.extract
        compiler.add(item)
        if compiler.waiting >= _BATCH:
            yield Batch(*compiler.take(), digest.passed)
    stamp = digest.stamp(file, slot) if file.regular else None
    yield Batch(*compiler.take(), digest.passed, extract, stamp)


def insert(database: sqlite3.Connection, rows: Rows) -> None:
    """Write rows to their tables."""
    for table, values in rows.items():
        columns = _COLUMNS[table]
        marks = ", ".join(
            "?" if column in _NUMBERS else f"nullif(?, '{ABSENT}')" for column in columns
        )
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
        database.executemany(statement, values)


class _Compiler:
    """Takes the records of a file one by one, and keeps their rows until they are taken."""

    def __init__(self, slot: int, wanted: Wanted) -> None:
        self._wanted = wanted
        self._rows: Rows = defaultdict(list)
        self._texts: Rows = defaultdict(list)
        self._position = slot << SLOT_BITS
        self.waiting = 0  # records

    def add(self, record: Record) -> None:
        """Add a record, and behind a claim its appearances."""
        self.waiting += 1
        owner = self._put(record, record)
        if record.section.name == "claims" and "appearances" in record.values:
            appearances = record.values["appearances"]
            assert isinstance(appearances, list)  # noqa: S101 - reading makes lists of lists
            for appearance in appearances:
                self._put(appearance, record, owner)

    def take(self) -> tuple[Rows, Rows]:
        """Return the rows so far and those for search, and forget them."""
        taken = self._rows, self._texts
        self._rows, self._texts, self.waiting = defaultdict(list), defaultdict(list), 0
        return dict(taken[0]), dict(taken[1])

    def _put(self, record: Record, of: Record, *owner: int) -> int:
        """Take what is wanted of a record, and return its position."""
        self._position += 1
        name, wanted = record.section.name, self._wanted
        shape = _SHAPES[name]
        if name in wanted.sections:
            self._put_row(shape, record, owner)
        if wanted.lists and shape.lists:
            self._put_lists(shape, record)
        if wanted.texts and name in TEXTS:
            self._texts[name].append([self._position, *texts(record, of)])
        return self._position

    def _put_row(self, shape: "_Shape", record: Record, owner: tuple[int, ...]) -> None:
        values = record.values
        row: _Row = [self._position, record.line, *owner, *map(values.get, shape.names, shape.none)]
        for number, name, made in shape.made:
            if name in values:
                row[number] = made(values[name])
        row += shape.worked_out(values)
        self._rows[shape.table].append(row)

    def _put_lists(self, shape: "_Shape", record: Record) -> None:
        owner, values = self._position, record.values
        for field, table in shape.lists:
            if field in values:
                items = values[field]
                assert isinstance(items, list)  # noqa: S101 - reading makes lists of lists
                self._rows[table] += [[owner, nth, item] for nth, item in enumerate(items)]


_Values = Mapping[str, object]


def _flag(value: object) -> int | str:
    """Return a boolean as SQLite has it; the sqlite3 module takes ten times as long for it."""
    return ABSENT if value is None else int(value is True)


def _of_claim(values: _Values) -> _Row:
    seen = values.get("appearances")
    direct = isinstance(seen, list) and any(["quote" in one.values for one in seen])  # noqa: C419 - quicker
    stated = _flag(values.get("anonymous"))
    # As linking finds it where nothing else is declared.
    anonymous = 0 if stated == ABSENT and "speaker" in values else stated
    origins = ABSENT if seen else 0
    status = values.get("status", "active")
    return [status, int(direct), stated, anonymous, origins, _key(values.get("id"))]


def _of_speaker(values: _Values) -> _Row:
    anonymous = values.get("anonymous", "name" not in values)
    called = values.get("name", values.get("description"))
    return [_flag(anonymous), _key(values.get("id")), _name_key(called)]


def _of_source(values: _Values) -> _Row:
    name = values.get("name", values.get("id"))
    return [name, _key(values.get("id")), _name_key(name)]


def _of_member(values: _Values) -> _Row:
    return [_key(values.get("country")), _name_key(values.get("name"))]


def _of_keyed(values: _Values) -> _Row:
    return [_key(values.get("id"))]


def _of_other(values: _Values) -> _Row:
    del values
    return []


_WorkedOut = Callable[[_Values], _Row]
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
    return _array_of(*items)


@lru_cache(maxsize=4_096)  # topics recur
def _array_of(*items: str) -> str:
    return _ENCODER.encode(items)


class _Shape(NamedTuple):
    """How a record becomes a row: its fields in their order, and what is worked out of them."""

    table: str
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
        f"stated_{section.name}",
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
    columns = {shape.table: shape.columns for shape in _SHAPES.values()}
    for section in SECTIONS.values():
        for field in list_fields(section):
            columns[list_table(section, field)] = ["owner", "nth", field.query_name]
    return columns


_COLUMNS = _columns()
