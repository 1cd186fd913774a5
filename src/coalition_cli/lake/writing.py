"""An index → the Parquet files of a lake, by DuckDB, in bounded memory."""

import os
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple, TypeVar

import duckdb

from .. import __version__
from ..index import Index
from ..index.instances import instances, sizes
from ..model.answer import Row
from ..query.tables import SLOT_BITS, UNDECLARED_FROM, Statement, tokens_of
from ..query.tokens import Size
from ..reading import Progress, Watch
from ..writing.beside import folder_within
from .folds import folded
from .layout import INSTANCES, POSITION, SIZE, TABLES, TOKEN_TABLES, Column, Table
from .manifest import Stored
from .packing import BETWEEN, Piece, packed, packing, unpacked
from .parquet import quoted

# A filter of few records reads few groups: it answers two to three times as fast as with DuckDB's.
_GROUP = 20_480  # rows, a multiple of 2,048
_ROWS = _GROUP // 10  # that are taken of the index at once
_SLICE = 20  # so many times a file has them
# Fewer are taken where texts are long: DuckDB has a file of them in memory several times.
_TEXTS, _HELD = 1 << 22, 1 << 25  # characters that are taken at once, and that a file has
_WORDS = 2 * _GROUP  # words that are taken at once
_JOINED = 8  # so many times a file of words has them
_PARQUET = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_GROUP}"
_MEMORY = "512MB"  # of DuckDB; what needs more is sorted on the disk
_INTERRUPTED = "Query interrupted"  # what DuckDB makes of Ctrl-C
_Row = TypeVar("_Row", bound=tuple[object, ...])
# The words of a slice, with the sizes of their records.
_SIZED = (
    "SELECT words.* EXCLUDE place, size"
    " FROM (SELECT *, row_number() OVER () AS place FROM slice) AS words"
    " JOIN sizes USING (position) ORDER BY place"
)


class Share(NamedTuple):
    """Which records of an index are written."""

    begin: int = 0  # the first position
    known: int = UNDECLARED_FROM  # undeclared records up to that position are not of it
    part: int = 0  # of the lake, from 0; names of files begin with it

    def selected(self, table: Table) -> Statement:
        """Return the SQL for what a table has of the share, in its order."""
        by = table.order.partition(",")[0]
        sql = f"SELECT {', '.join(table.select)} FROM {table.source}"
        if by in ("position", "owner"):
            sql, values = f"{sql} WHERE {self.of(by)}", self.values
        elif by == "slot":
            sql, values = f"{sql} WHERE slot >= ?", (self.begin >> SLOT_BITS,)
        else:
            values = ()
        return Statement(f"{sql} ORDER BY {table.order}", values)

    def of(self, column: str) -> str:
        """Return the SQL for whether a column has a position of the share."""
        return f"{column} >= ? AND {column} NOT BETWEEN {UNDECLARED_FROM} AND ?"

    @property
    def values(self) -> tuple[int, ...]:
        """The values for that."""
        return self.begin, self.known


class Written(NamedTuple):
    """Tables that are written, words too: the files of each; and how many words there are."""

    files: dict[str, tuple[Stored, ...]]
    sizes: dict[str, Size]


def written(index: Index, folder: Path, names: Container[str], watch: Watch) -> Written:
    """Write the tables of an index that have these names into a folder.

    Raise OSError where there is no room.
    """
    done = Written({}, {})
    with writer(folder) as out:
        for table in TABLES.values():
            if table.name in names:
                watch(Progress(f"writing {table.name}", 0, 0))
                done.files[table.name] = tuple(out.table(index, table, Share()))
        for section, tokens in TOKEN_TABLES.items():
            if tokens in names:
                watch(Progress(f"writing the words of {section}", 0, 0))
                done.sizes[section], found = out.words(index, section, Share())
                done.files[tokens] = tuple(found)
    return done


def made_by(index: Index) -> dict[str, str]:
    """Return the programs that make a lake, each with its version."""
    [(sqlite,)] = index.table(Statement("SELECT sqlite_version()", ()))
    return {"coalition": __version__, "sqlite": str(sqlite), "duckdb": duckdb.__version__}


@contextmanager
def writer(folder: Path) -> "Iterator[Writer]":
    """Return what writes into a folder, for a `with`; raise OSError where there is no room."""
    with folder_within(str(folder)) as spill:
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": _MEMORY,
            "temp_directory": spill,
            "threads": 1,  # with more it needs more memory, and more of the processor too
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
        """Write a share of a table of the index, and return its files."""
        return self.rows(table, share.part, index.table(share.selected(table)))

    def rows(self, table: Table, part: int, rows: Iterator[Row]) -> Iterator[Stored]:
        """Write rows of a table, without what stands beside their texts; yield the files."""
        taken = _taken(rows)
        pieces = (packed(folded(rows, table)) for rows in taken)
        return self.files(table.name, part, table.every_column, pieces, _SLICE)

    def words(self, index: Index, name: str, share: Share) -> tuple[Size, Iterator[Stored]]:
        """Write the words of a section's records, in their order, and yield the files.

        Before that return how many there are.
        """
        self._make("sizes", (POSITION, SIZE))
        appender = self.duck.appender("sizes")
        total = Size(0, 0)
        for sized in _taken(sizes(index, name, share.of, share.values)):
            appender.append_rows(sized)
            total = Size(total.records + len(sized), total.words + sum(size for _, size in sized))
        appender.flush()
        names = [column.name for column in INSTANCES]
        found = instances(index, name, share.of, share.values, _WORDS)
        pieces = ({**dict(zip(names, words, strict=True)), BETWEEN: " "} for words in found)
        return total, self.files(tokens_of(name), share.part, INSTANCES, pieces, _JOINED, _SIZED)

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

        A file has what `select` takes from `slice`, the rows of its pieces.
        """
        (self.folder / name).mkdir(mode=0o700, exist_ok=True)
        for number in count():
            self._make("packed", packing(columns))
            self.duck.execute(f"CREATE OR REPLACE VIEW slice AS {unpacked(columns)}")
            taken = held = 0
            for piece in islice(pieces, most):
                appender = self.duck.appender("packed", columns=[*piece])
                appender.append_rows([tuple(piece.values())])
                appender.flush()
                taken += 1
                held += sum(map(len, piece.values()))
                if held > _HELD:
                    break
            if taken or not number:
                yield self.copied(f"{name}/{part:03d}-{number:05d}.parquet", select)
            if taken < most and held <= _HELD:
                return

    def copied(self, path: str, select: str) -> Stored:
        """Write what a statement finds into a file."""
        target = self.folder / path
        copy = f"COPY ({select}) TO {quoted(str(target))} ({_PARQUET})"
        [(rows,)] = self.duck.execute(copy).fetchall()
        target.chmod(0o600)
        return Stored(path, rows, target.stat().st_size)

    def take(
        self, name: str, columns: Sequence[str], rows: Iterable[Row], of: str = "BIGINT"
    ) -> None:
        """Make a table of texts, each with values of a type of SQL."""
        self._make(name, [Column(columns[0], "VARCHAR"), *(Column(n, of) for n in columns[1:])])
        appender = self.duck.appender(name)
        appender.append_rows(rows)
        appender.flush()

    def _make(self, name: str, columns: Sequence[Column]) -> None:
        listed = ", ".join(f'"{column.name}" {column.type}' for column in columns)
        self.duck.execute(f'CREATE OR REPLACE TABLE "{name}" ({listed})')


def _taken(rows: Iterator[_Row]) -> Iterator[list[_Row]]:
    """Yield rows, many at a time, and fewer of those with long texts."""
    taken: list[_Row] = []
    characters = 0
    for row in rows:
        taken.append(row)
        characters += sum([len(value) for value in row if type(value) is str])
        if len(taken) == _ROWS or characters > _TEXTS:
            yield taken
            taken, characters = [], 0
    if taken:
        yield taken
