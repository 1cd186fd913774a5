"""A file → its records → the rows of the tables."""

import json
import math
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from ..model import SECTIONS, Field, Section, Type
from ..model.problems import Problem
from ..model.record import Record
from ..model.vocabularies import USUAL_STATUS
from ..query.tables import SLOT_BITS, aliases_table, list_table
from ..reading import DataFile
from ..reading.reader import Share, read
from ..reading.stamps import Digest, Stamp
from ..words import any_case
from ..words.unnamed import is_unnamed
from .linking import Unsound
from .tables import (
    TOGETHER,
    has_key,
    is_whole,
    list_fields,
    rare_fields,
    stored_fields,
    without_nul,
)

# What rows have for NULL: SQLite takes it so, and no file can state it. The sqlite3 module takes
# three times as long for None, and rows have many.
ABSENT = math.nan
_FEW, _SHORT = 32, 1_000  # items of a list that may recur, and their characters

Cells = list[object]
Stored = dict[str, list[Cells]]  # by table


def _row_of(record: Record, line: float, position: int, *owner: int) -> Cells:
    """Return the row of a record in the table of its section."""
    shape, values = _SHAPES[record.section.name], record.values
    row: Cells = [position, line, *owner, *map(values.get, shape.names, shape.none)]
    for number, name, made in shape.made:
        if name in values:
            row[number] = made(values[name])
    row += shape.worked_out(record)
    if shape.rare:
        row.append(
            ABSENT if shape.rare.keys().isdisjoint(values) else _together(shape.rare, values)
        )
    return row


def _together(rare: Mapping[str, bool], values: Mapping[str, object]) -> str:
    """Return the rare values of a record as JSON; one that is no text or number as JSON in it."""
    stated = (name for name in values if name in rare)
    return _json(
        {name: _rare(values[name]) if rare[name] else _json(values[name]) for name in stated}
    )


def _rare(value: object) -> object:
    return without_nul(value) if isinstance(value, str) else value


def _rows_of_reviews(claim: Record, position: int) -> Iterator[tuple[str, list[Cells]]]:
    """Yield what the reviews of a claim have, as rows, each with the table."""
    reviews = claim.values["reviews"]
    assert isinstance(reviews, list)  # noqa: S101 - reading makes lists of records
    for table, name in (("claim_ratings", "rating"), ("claim_reviewers", "by")):
        made = ([position, nth, one.values.get(name)] for nth, one in enumerate(reviews))
        yield table, [row for row in made if row[-1] is not None]


def _rows_of_list(record: Record, field: str, position: int) -> list[Cells]:
    """Return the rows of a record's list."""
    items = record.values[field]
    assert isinstance(items, list)  # noqa: S101 - reading makes lists of lists
    if field == "aliases":
        return [[position, nth, item, any_case(item)] for nth, item in enumerate(items)]
    return [[position, nth, item] for nth, item in enumerate(items)]


def insert(database: sqlite3.Connection, rows: Stored) -> None:
    """Write rows to their tables."""
    for table, values in rows.items():
        columns = _COLUMNS[table]
        marks = ", ".join("?" for _ in columns)
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
        database.executemany(statement, values)


def _flag(value: object) -> float:
    """Return a boolean as SQLite has it; the sqlite3 module takes five times as long for it."""
    return ABSENT if value is None else int(value is True)


def _of_claim(record: Record) -> Cells:
    values = record.values
    seen = values.get("appearances", [])
    assert isinstance(seen, list)  # noqa: S101 - reading makes lists of lists
    direct = 0
    for one in seen:
        if "quote" in one.values:
            direct = 1
    stated = _flag(values.get("anonymous"))
    # As linking most often finds it: few speakers are unnamed, and a list of claims declares none.
    declared = "speaker" in values and not record.extract
    anonymous = 0 if stated is ABSENT and declared else stated
    origins = ABSENT if seen else 0
    status = values.get("status", USUAL_STATUS)
    return [status, direct, stated, anonymous, origins, _key(values.get("id"))]


def _of_speaker(record: Record) -> Cells:
    values = record.values
    anonymous = is_unnamed(values.get("anonymous"), named="name" in values)
    called = values.get("name", values.get("description"))
    return [_flag(anonymous), _key(values.get("id")), _name_key(called)]


def _of_source(record: Record) -> Cells:
    values = record.values
    name = values.get("name", values.get("id"))
    return [name, _key(values.get("id")), _name_key(name)]


def _of_member(record: Record) -> Cells:
    values = record.values
    return [_key(values.get("country")), _name_key(values.get("name"))]


def _of_keyed(record: Record) -> Cells:
    return [_key(record.values.get("id"))]


def _of_other(record: Record) -> Cells:
    del record
    return []


_WorkedOut = Callable[[Record], Cells]
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


def _key(value: object) -> str | float:
    """Return the id in lower case, where that is another."""
    key = any_case(str(value))
    return ABSENT if key == value else key


def _name_key(name: object) -> str | float:
    """Return what a record is called, in lower case, if it is called anything."""
    return ABSENT if name is None else any_case(str(name))


def _nested(record: Record) -> dict[str, object]:
    """Return a record within a record with every key that it could state."""
    return {field.name: record.values.get(field.name) for field in record.section.stated}


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=_nested)


def _json(value: object) -> str:
    return _ENCODER.encode(value)


def _array(items: object) -> str:
    """Return a list of texts as JSON; a short one is kept, as topics recur."""
    assert isinstance(items, list)  # noqa: S101 - reading makes lists of lists
    recurs = len(items) <= _FEW and sum(map(len, items)) <= _SHORT
    return (_array_of if recurs else _ENCODER.encode)(tuple(items))


@lru_cache(maxsize=4_096)
def _array_of(items: tuple[str, ...]) -> str:
    return _ENCODER.encode(items)


class _Shape(NamedTuple):
    """How a record becomes a row: its fields in their order, and what is worked out of them."""

    table: str
    names: list[str]
    none: list[str | float]  # what stands in the row where a field is absent
    made: Sequence[tuple[int, str, Callable[[object], object]]]  # by number, what is not as it is
    lists: list[tuple[str, str]]  # each with the table of its values
    rare: Mapping[str, bool]  # what stands together, and whether it is text or a number
    worked_out: _WorkedOut
    columns: list[str]


def _shape(section: Section) -> _Shape:
    keyed = (["key"], _of_keyed) if has_key(section) else ([], _of_other)
    last, worked_out = _WORKED_OUT.get(section.name, keyed)
    fields = [field for field in stored_fields(section) if field.name not in last]
    names = [field.name for field in fields]
    rare = {field.name: _maker(field) is None for field in rare_fields(section)}
    first = ["position", "line", *(["owner"] if section.name == "appearances" else [])]
    made = [
        (number, field.name, made)
        for number, field in enumerate(fields, start=len(first))
        if (made := _maker(field))
    ]
    return _Shape(
        f"stated_{section.name}",
        names,
        ["[]" if field.many else ABSENT for field in fields],
        made,
        [(field.name, list_table(section, field)) for field in list_fields(section)],
        rare,
        worked_out,
        [*first, *names, *last, *([TOGETHER] if rare else [])],
    )


def _maker(field: Field) -> Callable[[object], object] | None:
    """Return what makes a column of a field's value, where that is not as it is."""
    if not field.many:
        return _MADE.get(field.type)
    return _json if is_whole(field) else _array


_MADE = {Type.BOOLEAN: _flag, Type.RECORD: _json, Type.ANYTHING: _json}
_SHAPES = {name: _shape(section) for name, section in SECTIONS.items()}


def _columns() -> dict[str, list[str]]:
    """Return the columns that a row has, for each table."""
    columns = {shape.table: shape.columns for shape in _SHAPES.values()}
    for section in SECTIONS.values():
        for field in list_fields(section):
            lists = list_table(section, field)
            columns[lists] = ["owner", "nth", field.column]
            columns[lists] += ["key"] if lists == aliases_table(section) else []
    return columns


_COLUMNS = _columns()

# Rows kept before they are written: those of about 100 claims. With more, they have left the
# processor's cache by then. Nor are more bytes of a file kept so, however few their rows.
_BATCH, _BYTES = 500, 1 << 20


class Batch(NamedTuple):
    """Rows for the tables, and how far reading was when they were made.

    The last of a file says whether it is nothing but a list of claims, whether reading withheld
    names of it, and has its stamp, where it is a file on a disk.
    """

    rows: Stored
    passed: int  # bytes
    extract: bool = False
    withholds: bool = False
    stamp: Stamp | None = None


def batches(file: DataFile, slot: int, share: Share) -> Iterator[Batch]:
    """Yield the rows of a share of a file; raise Unsound where a problem in it stops answers."""
    digest = Digest()
    # No share has more records than bytes, so that those of the next get greater positions.
    compiler = _Compiler((slot << SLOT_BITS) + share.begin, told=not file.untold)
    extract = withholds = False
    taken = 0
    for item in read(file, digest.see, share):
        if isinstance(item, Problem):
            if item.stops:
                raise Unsound
            continue
        extract = extract or item.extract
        withholds = withholds or bool(item.withheld and item.withheld.names)
        compiler.add(item)
        if compiler.waiting >= _BATCH or digest.passed - taken >= _BYTES:
            yield Batch(compiler.take(), digest.passed)
            taken = digest.passed
    stamp = digest.stamp(file, slot) if file.regular else None
    yield Batch(compiler.take(), digest.passed, extract, withholds, stamp)


class _Compiler:
    """Takes the records of a file one by one, and keeps their rows until they are taken."""

    def __init__(self, position: int, *, told: bool) -> None:
        self._rows: Stored = defaultdict(list)
        self._position = position  # of the last record
        self._told = told  # whether records tell their lines
        self.waiting = 0  # rows

    def add(self, record: Record) -> None:
        """Add a record, and behind a claim its appearances."""
        owner = self._put(record)
        if record.section.name == "claims" and "appearances" in record.values:
            appearances = record.values["appearances"]
            assert isinstance(appearances, list)  # noqa: S101 - reading makes lists of lists
            for appearance in appearances:
                self._put(appearance, owner)

    def take(self) -> Stored:
        """Return the rows so far, and forget them."""
        taken, self._rows, self.waiting = self._rows, defaultdict(list), 0
        return taken

    def _put(self, record: Record, *owner: int) -> int:
        """Take the rows of a record, and return its position."""
        self._position += 1
        self.waiting += 1
        shape = _SHAPES[record.section.name]
        line = record.line if self._told else ABSENT
        self._rows[shape.table].append(_row_of(record, line, self._position, *owner))
        for field, table in shape.lists:
            if field in record.values:
                rows = _rows_of_list(record, field, self._position)
                self._rows[table] += rows
                self.waiting += len(rows)
        if "reviews" in record.values:
            for table, rows in _rows_of_reviews(record, self._position):
                self._rows[table] += rows
        return self._position
