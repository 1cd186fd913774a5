"""Which files make up the data, and their bytes."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ..problems import UsageError

SUFFIXES = (".yaml", ".yml", ".json", ".jsonl")  # what is read of a folder
STANDARD_INPUT = "-"
_PACKAGE = Path(__file__).parent.parent


class DataFile(NamedTuple):
    """A file to read, and what messages and records call it."""

    path: Path | None  # None: standard input
    name: str

    def read(self) -> bytes:
        """Return the whole file; raise OSError where that cannot be done."""
        if self.path is not None:
            return self.path.read_bytes()
        if sys.stdin is None:
            raise OSError("standard input is closed")
        return sys.stdin.buffer.read()


def shipped() -> DataFile:
    """Return the claims that the program opens when it is told of no others."""
    inside = _PACKAGE / "data" / "claims.yaml"  # of an installed wheel
    checkout = _PACKAGE.parent.parent / "data" / "claims.yaml"
    return DataFile(inside if inside.exists() else checkout, "claims.yaml")


def data_files(paths: Sequence[str]) -> list[DataFile]:
    """Return the files that the paths stand for, each once, in their order.

    A folder stands for the claims files in it and below it, sorted; `-` for standard
    input; no path at all for COALITION_DATA (joined as in PATH), else the shipped data.
    """
    if not paths:
        paths = [path for path in os.environ.get("COALITION_DATA", "").split(os.pathsep) if path]
    if not paths:
        return [shipped()]
    if "" in paths:
        raise UsageError("an empty path names no data")
    files: dict[str, DataFile] = {}
    for path in paths:
        for name in _inside(path) if os.path.isdir(path) else [path]:  # noqa: PTH112 - raises nothing
            data = DataFile(None if name == STANDARD_INPUT else Path(name), _printable(name))
            files.setdefault(_identity(name), data)
    return list(files.values())


def _identity(name: str) -> str:
    """Return what two names of one file have in common, if the system can tell."""
    try:
        return name if name == STANDARD_INPUT else os.path.realpath(name)
    except OSError:  # the folder that we stand in is gone
        return name


def _printable(name: str) -> str:
    """Return a file's name as text, though it may be bytes of any kind."""
    return os.fsencode(name).decode(errors="backslashreplace")


def _inside(folder: str) -> list[str]:
    """Return the claims files in and below a folder; the folder itself where there are none.

    What is hidden, such as .git, is not data. A folder that may not be read stands among
    the files, so that reading it says so.
    """
    names: list[str] = []

    def unread(error: OSError) -> None:
        names.append(error.filename)

    for parent, folders, files in os.walk(folder, onerror=unread):
        folders[:] = [name for name in folders if not name.startswith(".")]
        names += [
            os.path.join(parent, name)  # noqa: PTH118 - a Path would drop the "./" that was given
            for name in files
            if name.lower().endswith(SUFFIXES) and not name.startswith(".")
        ]
    return sorted(names) or [folder]
