"""A large index is made by two processes: each reads half the files, and fills half of search.

The other process works in a database of its own, so that neither waits for the other. First it
makes rows of its share, and this process takes them over. Then it gets a copy of what there is by
then, and fills the search of claims in it. It is this module, run by the same Python. It ends when
its standard input is closed.
"""

import json
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from threading import Thread
from typing import TYPE_CHECKING

from ..reading import Watch, data_files, ignore
from ..reading.beside import ApartError, beside, leave_interrupts
from ..reading.cutting import cut
from ..reading.reader import Share
from ..reading.stamps import Stamp
from . import search
from .building import Input, adopt, finish, hurried, read
from .database import Database, connected
from .linking import Unsound

if TYPE_CHECKING:
    from subprocess import Popen

PAGE = 1 << 14  # bytes; fewer pages are quicker to fill, where there are many
_READ, _FILL = "read", "fill"  # what the other process is told to do
_UNSOUND = 3  # how it ends where its share has problems
_THEIRS = "claims"  # whose texts take as long as all others and the indexes together
_OURS = [name for name in search.TEXTS if name != _THEIRS]
# Where FTS5 keeps their words; the last has a row for each record.
_TABLES = [f"{_THEIRS}_search_{part}" for part in ("data", "idx", "docsize")]
_LEFT = (
    f"SELECT (SELECT COUNT(*) FROM main.stated_{_THEIRS})"
    f" - (SELECT COUNT(*) FROM beside.{_TABLES[-1]})"
)


def read_together(path: str, other: str, made_of: Sequence[Input], watch: Watch) -> list[Stamp]:
    """Do as building.read does, with another process, in the database of a path.

    `other` is the path of an empty one, for the other. Raise ApartError where that fails.
    """
    ours, theirs = _halves(made_of)
    if not theirs:
        with closing(connected(path)) as database:
            return read(database, ours, watch)
    with beside(__name__, _READ, other) as process, closing(connected(path)) as database:
        _give(process, theirs)
        stamps = read(database, ours, watch)
        their_stamps = _taken(process, theirs)
        if ours[-1].slot == theirs[0].slot:  # both have read the whole of a file that was cut
            own, its = stamps[-1], their_stamps.pop(0)
            if (own.status, own.digest) != (its.status, its.digest):
                raise ApartError("the file has changed between its shares")
        adopt(database, other)
    return stamps + their_stamps


def _give(process: "Popen[bytes]", theirs: Sequence[Input]) -> None:
    """Tell the other process what to read."""
    assert process.stdin is not None  # noqa: S101 - it is a pipe
    files = [
        (each.file.path, each.file.name, each.file.found, each.slot, each.share) for each in theirs
    ]
    process.stdin.write(f"{json.dumps(files)}\n".encode())
    process.stdin.flush()


def _taken(process: "Popen[bytes]", theirs: Sequence[Input]) -> list[Stamp]:
    """Return the stamps of the files that the other process has read; note when it opened them."""
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    answer = process.stdout.read()
    if process.wait() == _UNSOUND:
        raise Unsound
    if process.returncode:
        raise ApartError("the other process has not read its share")
    stamps: list[Stamp] = []
    for given, (opened, name, path, slot, status, *others) in zip(
        theirs, json.loads(answer), strict=True
    ):
        given.file.opened = max(opened, given.file.opened)
        stamps.append(Stamp(name, path, slot, tuple(status), *others))
    return stamps


def _halves(made_of: Sequence[Input]) -> tuple[list[Input], list[Input]]:
    """Return what each process reads: about as much, and nothing of what is read only once."""
    left = sum(given.size for given in made_of) // 2
    if not left or not all(given.file.regular for given in made_of):
        return list(made_of), []
    before: list[Input] = []
    for given in made_of:
        if given.size > left:
            break
        left -= given.size
        before.append(given)
    behind = list(made_of[len(before) + 1 :])
    if place := cut(given.file, left):
        first, second = Share(end=place), Share(begin=place)
        return [*before, given._replace(share=first)], [given._replace(share=second), *behind]
    if before and left < given.size // 2:
        return before, [given, *behind]
    return [*before, given], behind


def finish_together(path: str, other: str) -> None:
    """Do as building.finish does, with another process, for the index of a path.

    `other` is the path of a copy of it, for the other. Raise ApartError where that fails.
    """
    with beside(__name__, _FILL, other) as process:
        with closing(connected(path)) as database:
            finish(database, _OURS)
        if process.wait() != 0:
            raise ApartError("the other process has not filled its part")
    with closing(connected(path)) as database:
        database.execute("ATTACH ? AS beside", (other,))
        if database.execute(_LEFT).fetchone() != (0,):
            raise ApartError("the other process has not filled its part")
        with hurried(database):
            for table in _TABLES:
                database.execute(f"DELETE FROM main.{table}")
                database.execute(f"INSERT INTO main.{table} SELECT * FROM beside.{table}")


def main() -> None:
    """Do a task in the database of a path."""
    leave_interrupts()
    task, path = sys.argv[1:]
    given = sys.stdin.readline() if task == _READ else ""
    Thread(target=_end_with_who_started, daemon=True).start()
    with closing(connected(path)) as database:
        if task == _READ:
            _read(database, given)
        else:
            with hurried(database):
                search.fill(database, [_THEIRS])


def _read(database: Database, given: str) -> None:
    """Read the files that were given; write when each was opened, and its stamp."""
    made_of: list[Input] = []
    for path, name, found, slot, share in json.loads(given):
        [file] = data_files([path])
        file.name, file.found = name, found
        made_of.append(Input(file, slot, share=Share(*share)))
    try:
        stamps = read(database, made_of, ignore)
    except Unsound:
        sys.exit(_UNSOUND)
    opened = [given.file.opened for given in made_of]
    print(json.dumps([(at, *stamp) for at, stamp in zip(opened, stamps, strict=True)]))


def _end_with_who_started() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    main()
