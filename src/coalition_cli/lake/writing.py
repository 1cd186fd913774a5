"""An index → the Parquet files of a lake, by DuckDB, in bounded memory."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from ..index import Index
from ..index.search import TEXTS
from ..model.answer import Row
from ..query.tables import Statement, tokens_of
from ..query.tokens import Size
from ..reading.lakes import MANIFEST
from ..words import search_words
from .layout import SEARCHED, TABLES, TOKENS, Column, Table
from .manifest import Manifest, Stored

_AT_ONCE = 250_000  # rows of a file
# A filter of few records reads few groups: it answers two to three times as fast as with DuckDB's.
_GROUP = 20_000
_MEMORY = "1GB"  # of DuckDB; what needs more is sorted on the disk


def write(index: Index, folder: Path, made_by: dict[str, str]) -> Manifest:
    """Write the tables of an index into an empty folder, the manifest last, and return it."""
    with _Writer(folder) as writer:
        files = {table.name: writer.table(index, table) for table in TABLES.values()}
        sizes: dict[str, Size] = {}
        for name in SEARCHED:
            files[tokens_of(name)], sizes[name] = writer.words(index, name)
    manifest = Manifest(files, sizes, made_by)
    (folder / MANIFEST).write_text(manifest.as_json(), encoding="utf-8")
    return manifest


class _Writer:
    """Writes tables into files of a folder, slice by slice."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        spill = str(folder / ".spill")
        self._duck = duckdb.connect(config={"memory_limit": _MEMORY, "temp_directory": spill})

    def __enter__(self) -> "_Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self._duck.close()

    def table(self, index: Index, table: Table) -> tuple[Stored, ...]:
        """Write a table of the index."""
        sql = f"SELECT {', '.join(table.select)} FROM {table.source} ORDER BY {table.order}"
        rows = _folded(index.table(Statement(sql, ())), table)
        select = f"SELECT * FROM slice ORDER BY {table.order}"
        return tuple(self._slices(table.name, table.every_column, rows, select))

    def words(self, index: Index, name: str) -> tuple[tuple[Stored, ...], Size]:
        """Write the words of a section's records, in their order; return how many there are."""
        columns = [text.column for text in TEXTS[name]]
        sql = f"SELECT position, {', '.join(columns)} FROM {name}_texts ORDER BY position"
        records, words = 0, 0

        def rows() -> Iterator[Row]:
            nonlocal records, words
            for position, *texts in index.table(Statement(sql, ())):
                found = [search_words(str(text)) if text is not None else [] for text in texts]
                size = sum(map(len, found))
                records, words = records + 1, words + size
                for column, each in zip(columns, found, strict=True):
                    if each:
                        yield position, column, " ".join(each), size

        split = "(SELECT position, col, string_split(words, ' ') AS words, size FROM slice)"
        each = (
            "unnest(words) AS term, position, col, generate_subscripts(words, 1) - 1 AS nth, size"
        )
        shape = (TOKENS[1], TOKENS[2], Column("words", "VARCHAR"), TOKENS[4])
        select = f"SELECT {each} FROM {split} ORDER BY term, position, col, nth"
        files = tuple(self._slices(tokens_of(name), shape, rows(), select))
        return files, Size(records, words)

    def _slices(
        self, name: str, columns: Sequence[Column], rows: Iterator[Row], select: str
    ) -> Iterator[Stored]:
        """Write rows into files, and yield these; one of no rows if there are none."""
        listed = ", ".join(f'"{column.name}" {column.type}' for column in columns)
        (self._folder / name).mkdir()
        number = 0
        while True:
            self._duck.execute(f"CREATE TABLE slice ({listed})")
            appender = self._duck.appender("slice")
            taken = list(islice(rows, 1))
            if taken or not number:
                appender.append_rows(taken)
                appender.append_rows(islice(rows, _AT_ONCE - 1))
                appender.flush()
                yield self._copied(f"{name}/{number:05d}.parquet", select)
            self._duck.execute("DROP TABLE slice")
            number += 1
            if not taken:
                return

    def _copied(self, path: str, select: str) -> Stored:
        target = str(self._folder / path).replace("'", "''")
        options = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_GROUP}"
        [(rows,)] = self._duck.execute(f"COPY ({select}) TO '{target}' ({options})").fetchall()
        return Stored(path, rows, (self._folder / path).stat().st_size)


def _folded(rows: Iterator[Row], table: Table) -> Iterator[Row]:
    """Yield rows with what stands beside their texts."""
    places = {column.name: place for place, column in enumerate(table.columns)}
    folds = [(places[fold.of], fold.fold) for fold in table.folds]
    for row in rows:
        yield (
            *row,
            *(
                None if row[place] is None else _beside(str(row[place]), fold)
                for place, fold in folds
            ),
        )


def _beside(text: str, fold: Any) -> str | None:
    """Return a text folded; None where that is the text in small letters of ASCII."""
    folded = fold(text)
    return None if text.isascii() and folded == text.lower() else folded
