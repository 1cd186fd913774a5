"""Runs `coalition export` in tests, and returns the bytes of all that it wrote."""

import gzip
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from coalition_cli.exporting.formats import FORMATS, Place

from .conftest import Run


class Exported(NamedTuple):
    """What one run of `export` has left."""

    path: Path  # of the file or the folder
    code: int
    err: str
    content: bytes  # of all files, one after the other


Export = Callable[..., Exported]


def exporter(coalition: Run, folder: Path) -> Export:
    """Return what exports into a folder: its arguments are a format and those of the command."""

    def export(form: str, *arguments: str) -> Exported:
        ending = FORMATS[form].ending
        path = folder / "written" / ending
        path.parent.mkdir(exist_ok=True)
        result = coalition("export", form, *arguments, "-o", str(path))
        assert result.out == ""
        return Exported(path, result.code, result.err, _content(path))

    return export


def _content(path: Path) -> bytes:
    files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
    return b"\n".join(_bytes(file) for file in files if file.exists())


def _bytes(file: Path) -> bytes:
    content = file.read_bytes()
    if content.startswith(b"SQLite format 3\0"):  # words of a search are not whole in its bytes
        with closing(sqlite3.connect(file)) as database:
            content += "\n".join(database.iterdump()).encode("utf-8", "backslashreplace")
    return gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content


STREAMS = [name for name, form in FORMATS.items() if form.place is Place.STREAM]
ALL = [name for name, form in FORMATS.items() if not form.is_store]  # what is public
