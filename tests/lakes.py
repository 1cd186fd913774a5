"""The same data for each engine that answers: claims files, and lakes of them."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from coalition_cli.answers.opening import opened
from coalition_cli.project.corpus import Corpus, Origin

# Each takes the path of a claims file and returns the options with which it answers.
Options = Callable[[str], list[str]]


def lake_of(paths: list[str], folder: Path) -> str:
    """Write the lake of claims files into an empty folder, and return its path."""
    from coalition_cli.lake.writing import write  # few tests need DuckDB

    with opened(Corpus(tuple(paths), Origin.NAMED)) as index:
        write(index, folder, {})
    return str(folder)


def _file(path: str) -> list[str]:
    return ["-d", path]


def _lake(path: str) -> list[str]:
    return ["-d", lake_of([path], Path(tempfile.mkdtemp(dir=Path(path).parent)))]


ENGINES: dict[str, Options] = {"SQLite": _file, "DuckDB": _lake}
