"""An index → the Parquet files of a lake, by DuckDB, in bounded memory."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple, TypeVar

import duckdb

from .. import __version__
from ..index import Index
from ..index.instances import instances, sizes
from ..query.tables import SLOT_BITS, Statement, tokens_of
from ..query.tokens import Size
from ..reading import Progress, Watch
from .folds import Piece, folded
from .layout import INSTANCES, POSITION, SEARCHED, SIZE, TABLES, Column, Table
from .manifest import Manifest, Stored
from .storing import keep

# A filter of few records reads few groups: it answers two to three times as fast as with DuckDB's.
_GROUP = 20_480  # rows, a multiple of 2,048; so many are taken of the index at once, too
_SLICE = 5  # groups of a file
_WORDS = 100  # groups of a file of words, which are short
_PARQUET = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_GROUP}"
_MEMORY = "512MB"  # of DuckDB; what needs more is sorted on the disk
_INTERRUPTED = "Query interrupted"  # what DuckDB makes of Ctrl-C
_Row = TypeVar("_Row")
_LAST = (1 << 63) - 1
_POSITIONS, _SLOT = ("position", "owner"), "slot"  # columns that tell where records stand


class Share(NamedTuple):
    """Which records of an index are written, and how far their positions move up."""

    begin: int = 0  # a position
    end: int = _LAST
    up: int = 0
    part: int = 0  # of the lake, from 0; names of files begin with it

    def selected(self, table: Table) -> Statement:
        """Return the SQL for what a table has of the share, in its order."""
        sql = f"SELECT {', '.join(map(self._moved, table.select))} FROM {table.source}"
        by = table.order.partition(",")[0]
        bounds = (self.begin, self.end) if by in _POSITIONS else ()
        if by == _SLOT:
            bounds = (self.begin >> SLOT_BITS, self.end >> SLOT_BITS)
        where = f" WHERE {by} >= ? AND {by} < ?" if bounds else ""
        # The tables' own: the moved one has the same name.
        order = ", ".join(f"{table.called}.{column}" for column in table.order.split(", "))
        return Statement(f"{sql}{where} ORDER BY {order}", bounds)

    def _moved(self, column: str) -> str:
        up = self.up >> SLOT_BITS if column == _SLOT else self.up
        return f"{column} + {up:d} AS {column}" if column in (*_POSITIONS, _SLOT) else column


def write(index: Index, folder: Path, watch: Watch) -> None:
    """Write the tables of an index into an empty folder, the manifest last.

    Raise OSError where there is no room.
    """
    files: dict[str, tuple[Stored, ...]] = {}
    totals: dict[str, Size] = {}
    with writer(folder) as out:
        for table in TABLES.values():
            watch(Progress(f"writing {table.name}", 0, 0))
            files[table.name] = tuple(out.table(index, table, Share()))
        for name in SEARCHED:
            watch(Progress(f"writing the words of {name}", 0, 0))
            totals[name], found = out.words(index, name, Share())
            files[tokens_of(name)] = tuple(found)
    keep(folder, Manifest(files, totals, made_by(index), 1))


def made_by(index: Index) -> dict[str, str]:
    """Return the programs that make a lake, each with its version."""
    [(sqlite,)] = index.table(Statement("SELECT sqlite_version()", ()))
    return {"coalition": __version__, "sqlite": str(sqlite), "duckdb": duckdb.__version__}


@contextmanager
def writer(folder: Path) -> "Iterator[Writer]":
    """Return what writes into a folder, for a `with`; raise OSError where there is no room."""
    spill = folder / ".spill"
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": _MEMORY,
        "temp_directory": str(spill),
    }
    try:
        with duckdb.connect(config=config) as database:
            database.execute("SET enable_progress_bar = false")
            yield Writer(database, folder)
    except RuntimeError as error:
        if str(error) != _INTERRUPTED:
            raise
        raise KeyboardInterrupt from error
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise _of_system(error) from error
    if spill.exists():
        spill.rmdir()


def _of_system(error: duckdb.Error) -> OSError:
    """Return the error of the system that DuckDB tells of."""
    if number := re.search(r'"errno":"(\d+)"', str(error)):
        return OSError(int(number[1]), os.strerror(int(number[1])))
    return OSError(str(error).partition("\n")[0])


class Writer:
    """Writes tables into files of a folder, slice by slice."""

    def __init__(self, database: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self.duck, self.folder = database, folder

    def table(self, index: Index, table: Table, share: Share) -> Iterator[Stored]:
        """Write a share of a table of the index, and yield its files."""
        taken = _taken(index.table(share.selected(table)))
        pieces = (folded(rows, table) for rows in taken)
        return self.files(table.name, share.part, table.every_column, pieces, _SLICE)

    def words(self, index: Index, name: str, share: Share) -> tuple[Size, Iterator[Stored]]:
        """Write the words of a section's records, in their order, and yield the files.

        Before that return how many there are.
        """
        self._make("sizes", (POSITION, SIZE))
        appender = self.duck.appender("sizes")
        total = Size(0, 0)
        for found in _taken(sizes(index, name, share.begin, share.end)):
            appender.append_rows(found)
            total = Size(total.records + len(found), total.words + sum(size for _, size in found))
        appender.flush()
        names = [column.name for column in INSTANCES]
        taken = _taken(instances(index, name, share.begin, share.end))
        pieces = (Piece(names, rows) for rows in taken)
        columns = f"* REPLACE (position + {share.up:d} AS position)"
        select = f"SELECT {columns} FROM slice JOIN sizes USING (position) ORDER BY slice.rowid"
        return total, self.files(tokens_of(name), share.part, INSTANCES, pieces, _WORDS, select)

    def files(
        self,
        name: str,
        part: int,
        columns: Sequence[Column],
        pieces: Iterator[Piece],
        most: int,
        select: str = "SELECT * FROM slice",
    ) -> Iterator[Stored]:
        """Write pieces into files, so many in each, and yield these; there is one at least.

        A file has what `select` takes from the table `slice`.
        """
        (self.folder / name).mkdir(mode=0o700, exist_ok=True)
        for number in count():
            self._make("slice", columns)
            taken = 0
            for piece in islice(pieces, most):
                appender = self.duck.appender("slice", columns=piece.columns)
                appender.append_rows(piece.rows)
                appender.flush()
                taken += 1
            if taken or not number:
                yield self.copied(f"{name}/{part:03d}-{number:05d}.parquet", select)
            if taken < most:
                return

    def copied(self, path: str, select: str) -> Stored:
        """Write what a statement finds into a file."""
        target = self.folder / path
        quoted = str(target).replace("'", "''")
        [(rows,)] = self.duck.execute(f"COPY ({select}) TO '{quoted}' ({_PARQUET})").fetchall()
        target.chmod(0o600)
        return Stored(path, rows, target.stat().st_size)

    def _make(self, name: str, columns: Sequence[Column]) -> None:
        listed = ", ".join(f'"{column.name}" {column.type}' for column in columns)
        self.duck.execute(f'CREATE OR REPLACE TABLE "{name}" ({listed})')


def _taken(rows: Iterator[_Row]) -> Iterator[list[_Row]]:
    """Yield rows, many at a time."""
    while taken := list(islice(rows, _GROUP)):
        yield taken
