"""The cache as tests look at it: what is in it, what a run opens, and what it gives without."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from coalition_cli.cache.note import Note, read_note, write_note
from coalition_cli.reading.stamps import COARSEST, status_of

from .conftest import Run
from .terminals import Result

Opening = Callable[[str], None]

_watching: list[Opening] = []


def _at_event(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _watching and isinstance(arguments[0], str):
        for seen in _watching:
            seen(arguments[0])


sys.addaudithook(_at_event)  # for good: Python takes none away


@contextmanager
def at_opening(seen: Opening) -> Iterator[None]:
    """Call `seen` with the path of each file that this process opens, before it is open.

    SQLite opens its own files itself.
    """
    _watching.append(seen)
    try:
        yield
    finally:
        _watching.remove(seen)


@contextmanager
def at_look(number: int, folders: Sequence[Path], act: Callable[[], object]) -> Iterator[list[str]]:
    """Act when this process opens a file in the folders for the numbered time, from 0.

    Yield a list that gathers what is opened.
    """
    looks: list[str] = []

    def seen(path: str) -> None:
        if Path(path).parent in folders:
            looks.append(path)
            if len(looks) == number + 1:
                act()

    with at_opening(seen):
        yield looks


@contextmanager
def opened_in(folder: Path) -> Iterator[list[str]]:
    """Gather the names of the files in a folder that this process opens, in their order."""
    names: list[str] = []

    def seen(path: str) -> None:
        if Path(path).parent == folder:
            names.append(Path(path).name)

    with at_opening(seen):
        yield names


class Watched(NamedTuple):
    """What a run of the program gave, which files it opened, and what it imported."""

    result: Result
    opened: list[str]
    modules: list[str]


_WATCHED = """
import json, sys
opened = []
sys.addaudithook(lambda event, details: event == "open" and opened.append(str(details[0])))
from coalition_cli.__main__ import main
code = main(sys.argv[1:])
print("\\0", json.dumps([opened, list(sys.modules)]), file=sys.stderr)
sys.exit(code)
"""


def watched(*arguments: str) -> Watched:
    """Run the program as a process of its own, and look on."""
    done = subprocess.run(
        [sys.executable, "-c", _WATCHED, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )
    error, _, seen = done.stderr.decode().partition("\0")
    return Watched(Result(done.returncode, done.stdout.decode(), error), *json.loads(seen))


def without_cache(run: Run) -> Run:
    """Return the same way to run the program, but that it keeps nothing."""

    def run_without(*arguments: str | os.PathLike[str], **options: object) -> Result:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("COALITION_CACHE", "off")
            return run(*arguments, **options)

    return run_without


def settle(*files: Path) -> None:
    """Wait until files are so old that a change of them shows in their status."""
    changed = max(max(status.st_mtime_ns, status.st_ctime_ns) for status in map(Path.stat, files))
    time.sleep(max(0, changed + 1.02 * COARSEST - time.time_ns()) / 1e9)


def cache() -> Path:
    """Return the cache folder of the test."""
    return Path(os.environ["COALITION_CACHE"])


def notes() -> list[Path]:
    """Return the notes in the cache, sorted."""
    return sorted(cache().glob("*.json"))


def databases() -> list[Path]:
    """Return the databases in the cache, sorted."""
    return sorted(cache().glob("*.sqlite"))


def left_over() -> list[str]:
    """Return the names of what is in the cache and belongs to no entry."""
    entries = {note.stem: note for note in notes()}
    whole: set[str] = set()
    for database in databases():
        if note := entries.get(database.name.partition(".")[0]):
            whole |= {note.name, database.name}
    return sorted({path.name for path in cache().iterdir()} - whole)


class Entry(NamedTuple):
    """An entry of the cache as files."""

    note: Path
    database: Path

    def read(self) -> Note:
        """Return what the note says."""
        note = read_note(str(self.note))
        assert note is not None
        return note

    def forge(self, content: bytes | None = None, **changes: Any) -> None:
        """Have the status of the database be no reason for doubt; change what the note says."""
        if content is not None:
            self.database.write_bytes(content)
        note = self.read()._replace(status=status_of(self.database.stat()))
        write_note(str(self.note), note._replace(**changes))


def entry() -> Entry:
    """Return the one entry that the cache has."""
    [note] = notes()
    [database] = databases()
    return Entry(note, database)
