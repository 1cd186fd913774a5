"""How DuckDB is told of files in its SQL: each as it is called, whatever its name looks like."""

import re
from collections.abc import Iterable

_GLOB = re.compile(r"[*?[]")  # in a path that is read they stand for others


def quoted(text: str) -> str:
    """Return a text in SQL."""
    return "'" + text.replace("'", "''") + "'"


def literal(path: str) -> str:
    """Return a path to read, which is no pattern."""
    return _GLOB.sub(r"[\g<0>]", path)


def rows_of(paths: Iterable[str]) -> str:
    """Return the SQL for the rows of Parquet files."""
    listed = ", ".join(quoted(literal(path)) for path in paths)
    # A folder above that is called `date=2026` is no column.
    return f"read_parquet([{listed}], hive_partitioning = false)"
