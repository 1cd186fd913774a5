"""A file → rows of the tables."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
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
from .texts import NAMES, TEXTS, texts

_BATCH = 2_000  # records kept before they are written

_Row = list[object]
Rows = dict[str, list[_Row]]  # by table


class Wanted(NamedTuple):
    """What a database shall have of files: the rows of which sections, and texts for search."""

    sections: Collection[str]
    texts: bool


EVERYTHING = Wanted(SECTIONS, texts=True)
TABLES = Wanted(SECTIONS, texts=False)
SEARCH = Wanted(NAMES, texts=True)  # texts, and the names that stand in them


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
        marks = ", ".join("?" for _ in columns)
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
        owner = self._put(record, record)
        if record.section.name == "claims":
            for appearance in record.nested():
                self._put(appearance, record, owner)
        self.waiting += 1

    def take(self) -> tuple[Rows, Rows]:
        """Return the rows so far and those for search, and forget them."""
        taken = self._rows, self._texts
        self._rows, self._texts, self.waiting = defaultdict(list), defaultdict(list), 0
        return dict(taken[0]), dict(taken[1])

    def _put(self, record: Record, of: Record, *owner: int) -> int:
        """Take what is wanted of a record, and return its position."""
        self._position += 1
        name = record.section.name
        if name in self._wanted.sections:
            self._put_rows(record, owner)
        if self._wanted.texts and name in TEXTS:
            self._texts[name].append([self._position, *texts(record, of)])
        return self._position

    def _put_rows(self, record: Record, owner: tuple[int, ...]) -> None:
        """Take the row of a record, and those of its lists."""
        name, values, position = record.section.name, record.values, self._position
        shape = _SHAPES[name]
        row: _Row = [position, record.line, *owner, *map(values.get, shape.plain)]
        for field in shape.nested:
            row.append(_json(values.get(field)))
        for field, table in shape.lists:
            items = values.get(field)
            row.append(_array(items))
            if items is not None:
                assert isinstance(items, list)  # noqa: S101 - reading makes lists of lists
                self._rows[table] += [[position, nth, item] for nth, item in enumerate(items)]
        row += shape.worked_out(record)
        self._rows[f"stated_{name}"].append(row)


def _of_claim(claim: Record) -> _Row:
    values = claim.values
    direct = any("quote" in one.values for one in claim.nested())
    status = values.get("status", "active")
    stated = values.get("anonymous")
    # As linking finds it where nothing else is declared.
    anonymous = False if stated is None and "speaker" in values else stated
    origins = None if "appearances" in values else 0
    return [status, direct, stated, anonymous, origins, _key(values.get("id"))]


def _of_speaker(speaker: Record) -> _Row:
    values = speaker.values
    anonymous = values.get("anonymous", "name" not in values)
    called = values.get("name", values.get("description"))
    return [anonymous, _key(values.get("id")), _name_key(called)]


def _of_source(source: Record) -> _Row:
    name = source.values.get("name", source.values.get("id"))
    return [name, _key(source.values.get("id")), _name_key(name)]


def _of_member(member: Record) -> _Row:
    return [_key(member.values.get("country")), _name_key(member.values.get("name"))]


def _of_other(record: Record) -> _Row:
    return [_key(record.values.get("id"))] if has_key(record.section) else []


# By section, what follows from a record alone, and its columns: the last of a row.
_WORKED_OUT: Mapping[str, tuple[list[str], Callable[[Record], _Row]]] = MappingProxyType(
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


def _key(value: object) -> str | None:
    """Return the id in lower case, where that is another."""
    key = any_case(str(value))
    return None if key == value else key


def _name_key(name: object) -> str | None:
    """Return what a record is called, in lower case, if it is called anything."""
    return None if name is None else any_case(str(name))


def _nested(record: Record) -> dict[str, object]:
    """Return a record within a record with every key that it could state."""
    return {field.name: record.values.get(field.name) for field in record.section.stated}


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=_nested)


def _json(value: object) -> str | None:
    return None if value is None else _ENCODER.encode(value)


def _array(items: object) -> str:
    """Return a list of texts as JSON."""
    return _array_of(*items) if isinstance(items, list) else "[]"


@lru_cache(maxsize=4_096)  # topics recur
def _array_of(*items: str) -> str:
    return _ENCODER.encode(items)


class _Shape(NamedTuple):
    """How the fields of a section become columns: as they are, as JSON, as lists."""

    plain: list[str]
    nested: list[str]
    lists: list[tuple[str, str]]  # each with the table of its values
    worked_out: Callable[[Record], _Row]
    columns: list[str]


def _shape(section: Section) -> _Shape:
    stored = stored_fields(section)
    nested = [field.name for field in stored if field.type in (Type.RECORD, Type.ANYTHING)]
    lists = [(field.name, list_table(section, field)) for field in list_fields(section)]
    last, worked_out = _WORKED_OUT.get(
        section.name, (["key"] if has_key(section) else [], _of_other)
    )
    other = {*nested, *(name for name, _ in lists), *last}
    plain = [field.name for field in stored if field.name not in other]
    columns = ["position", "line", *(["owner"] if section.name == "appearances" else [])]
    columns += [*plain, *nested, *(name for name, _ in lists), *last]
    return _Shape(plain, nested, lists, worked_out, columns)


_SHAPES = {name: _shape(section) for name, section in SECTIONS.items()}


def _columns() -> dict[str, list[str]]:
    """Return the columns that a row has, for each table."""
    columns = {f"stated_{name}": shape.columns for name, shape in _SHAPES.items()}
    for section in SECTIONS.values():
        for field in list_fields(section):
            columns[list_table(section, field)] = ["owner", "nth", field.query_name]
    return columns


_COLUMNS = _columns()
