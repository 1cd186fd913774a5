"""Lakes for tests, made of claims files."""

from pathlib import Path

from coalition_cli.answers.opening import opened
from coalition_cli.lake.writing import write
from coalition_cli.project import corpus_of


def lake_of(folder: Path, *data: str) -> str:
    """Make a lake of claims files in a folder that is new, and return its path."""
    folder.mkdir(parents=True)
    with opened(corpus_of(data)) as index:
        write(index, folder, {"coalition": "0", "SQLite": "3"})
    return str(folder)
