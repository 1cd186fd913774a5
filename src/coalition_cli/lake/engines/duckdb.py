"""DuckDB as the engine of a lake; see index.asking.Engine."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import RLock

import duckdb

from ...model import Field
from ...model.answer import Row
from ...query import Statement
from ...query.tokens import TokensDialect
from ..manifest import Manifest
from .values import reader

_AT_ONCE = 1_000


class DuckDB:
    """The tables of a lake, answered by DuckDB."""

    unkept = ""

    def __init__(self, folder: str, manifest: Manifest) -> None:
        self.dialect = TokensDialect(manifest.sizes, (1 << 63) - 1)
        self._database = duckdb.connect()
        self._lock = RLock()
        for name, files in manifest.files.items():
            paths = ", ".join(_quoted(str(Path(folder) / file.path)) for file in files)
            self._database.execute(f'CREATE VIEW "{name}" AS SELECT * FROM read_parquet([{paths}])')

    def rows(self, statement: Statement) -> Iterator[Row]:
        """Yield the rows of a statement, read as they are taken."""
        cursor = self._database.cursor()
        try:
            cursor.execute(statement.sql, list(statement.values))
            while piece := cursor.fetchmany(_AT_ONCE):
                yield from piece
        finally:
            cursor.close()

    def reader(self, fields: Sequence[Field | None]) -> Callable[[Row], Row]:
        """Return what makes plain values of a row with a column for each field."""
        return reader(fields)

    def interrupt(self) -> None:
        """End the statement that another thread waits for."""
        self._database.interrupt()

    def close(self) -> None:
        """Let go of the files."""
        self._database.close()


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
