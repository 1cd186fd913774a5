"""Some records of an index → an index of their own.

They stay as they are: where they stand, of what files they are, and what followed for each of them
from all records. What counts records counts these alone.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, islice

from ..model import FILE_SECTIONS, SECTIONS
from ..model.answer import Row
from ..query.question import MOST_VALUES
from ..query.tables import Statement, list_table
from . import search
from .asking import Index
from .building import hurried
from .database import connected
from .keeping import SQLite
from .linking import list_topics
from .tables import indexes, indexes_of_ids, later_indexes, list_fields, tables


def part(index: Index, names: Mapping[str, Collection[str]]) -> Index:
    """Return an index of the records with these ids, by their sections; use it in a `with`.

    An appearance goes with its claim. All files are listed.
    """
    database = connected("")  # in memory, and what is much in a temporary file without a name
    made = Index(SQLite(database, Whole()))
    try:
        with hurried(database):
            for statement in tables():
                database.execute(statement)
            for table, rows in _rows(index, names):
                _insert(database, table, rows)
            for statement in chain(indexes_of_ids(), indexes()):
                database.execute(statement)
            list_topics(database)
            for statement in later_indexes():
                database.execute(statement)
            search.fill(database, search.TEXTS)
    except BaseException:
        made.close()
        raise
    return made


class Whole:
    """Where the database is from: it is not kept, and so it is not damaged."""

    unkept = ""

    def is_whole(self) -> bool:
        """Whether the database is to the byte what was made."""
        return True

    def remake(self) -> sqlite3.Connection:
        """Return the database made anew."""
        raise NotImplementedError

    def drop(self) -> None:
        """Forget the database."""


def _rows(
    index: Index, names: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield the tables, each with the rows of these records."""
    for table in ("files", "stated_file"):
        yield table, index.table(Statement(f"SELECT * FROM {table}", ()))
    for name in FILE_SECTIONS:
        keys = sorted(names.get(name, ()))
        positions = _positions(index, name, SECTIONS[name].key, keys)
        yield from _of_section(index, name, positions)
        if name == "claims":
            seen = _positions(index, "appearances", "owner", positions)
            yield from _of_section(index, "appearances", seen)


def _of_section(
    index: Index, name: str, positions: Collection[int]
) -> Iterator[tuple[str, Iterable[Row]]]:
    yield f"stated_{name}", having(index, f"stated_{name}", "position", positions)
    for field in list_fields(SECTIONS[name]):
        table = list_table(SECTIONS[name], field)
        yield table, having(index, table, "owner", positions)


def _positions(index: Index, name: str, column: str, values: Iterable[str | int]) -> list[int]:
    """Return the positions of a section's records with these values in a column, in their order."""
    rows = having(index, f"stated_{name}", column, values, "position")
    return sorted(position for (position,) in rows if isinstance(position, int))


def having(
    index: Index, table: str, column: str, values: Iterable[str | int], select: str = "*"
) -> Iterator[Row]:
    """Yield the rows of a table that have any of these values in a column."""
    left = iter(values)
    while some := tuple(islice(left, MOST_VALUES)):  # an engine may read all rows for it
        marks = ", ".join("?" for _ in some)
        sql = f"SELECT {select} FROM {table} WHERE {column} IN ({marks})"
        yield from index.table(Statement(sql, some))


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    """Write rows, which have a value for each column."""
    left = iter(rows)
    for first in islice(left, 1):
        marks = ", ".join("?" for _ in first)
        database.executemany(f"INSERT INTO {table} VALUES ({marks})", chain([first], left))
