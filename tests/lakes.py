"""The same data for each engine that answers: claims files, and lakes of them."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.answers.opening import opened
from coalition_cli.project import corpus_of
from coalition_cli.reading import ignore

NEEDED = "needs duckdb: install it, as the extra dev does"  # why a test is left out

# Each takes the path of a claims file and returns the options with which it answers.
Options = Callable[[str], list[str]]


def lake_of(folder: Path, *data: str) -> str:
    """Make a lake of claims files in a folder that is new or empty, and return its path."""
    pytest.importorskip("duckdb", reason=NEEDED)
    from coalition_cli.lake.apart import write

    folder.mkdir(parents=True, exist_ok=True)
    with opened(corpus_of(data)) as index:
        write(index, folder, ignore)
    return str(folder)


def _file(path: str) -> list[str]:
    return ["-d", path]


def _lake(path: str) -> list[str]:
    return ["-d", lake_of(Path(tempfile.mkdtemp(dir=Path(path).parent)), path)]


ENGINES: dict[str, Options] = {"SQLite": _file, "DuckDB": _lake}
