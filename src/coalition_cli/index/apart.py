"""The last steps of a large index, taken by two processes: another fills the search of claims.

It does so in a copy of the index as it is by then, so that neither waits for the other. The other
process is this module, run by the same Python; it ends when its standard input is closed.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from threading import Thread

from ..reading import DataFile
from . import search
from .building import finish, hurried
from .database import connected

PAGE = 1 << 14  # bytes; fewer pages are quicker to fill, where there are many
LARGE = 4 << 20  # bytes; with less, starting a process takes longer than it saves
_THEIRS = "claims"  # whose texts take as long as all others and the indexes together
_OURS = [name for name in search.TEXTS if name != _THEIRS]
# Where FTS5 keeps their words; the last has a row for each record.
_TABLES = [f"{_THEIRS}_search_{part}" for part in ("data", "idx", "docsize")]
_LEFT = (
    f"SELECT (SELECT COUNT(*) FROM main.stated_{_THEIRS})"
    f" - (SELECT COUNT(*) FROM beside.{_TABLES[-1]})"
)


class ApartError(OSError):
    """The other process failed."""


def pays(files: Sequence[DataFile]) -> bool:
    """Whether an index of the files is better finished by two processes."""
    whole = sum(file.size for file in files)
    return whole >= LARGE and _cores() > 1 and bool(sys.executable)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def finish_together(path: str, beside: str) -> None:
    """Do as building.finish does, with another process, for the index of a path.

    `beside` is the path of a copy of it, for the other. Raise ApartError where that fails.
    """
    with _process_filling(beside) as process:
        with closing(connected(path)) as database:
            finish(database, _OURS)
        if process.wait() != 0:
            raise ApartError("the other process failed")
    # FTS5 does not see that its tables have changed, where a connection has used them before.
    with closing(connected(path)) as database:
        database.execute("ATTACH ? AS beside", (beside,))
        if database.execute(_LEFT).fetchone() != (0,):
            raise ApartError("the other process has not filled its part")
        with hurried(database):
            for table in _TABLES:
                database.execute(f"DELETE FROM main.{table}")
                database.execute(f"INSERT INTO main.{table} SELECT * FROM beside.{table}")


@contextmanager
def _process_filling(path: str) -> "Iterator[subprocess.Popen[bytes]]":
    """Have another process fill its part of search in the index of a path."""
    # -P: what lies in the working folder is data, and no module.
    command = [sys.executable, "-P", "-m", __name__, path]
    nowhere = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603 - ourselves
            command, stdin=subprocess.PIPE, stdout=nowhere, stderr=nowhere
        )
    except OSError as error:
        raise ApartError("there is no other process") from error
    with process:
        try:
            yield process
        finally:
            process.kill()


def main() -> None:
    """Fill the search of claims in the index of a path."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us sees to it
    [path] = sys.argv[1:]
    Thread(target=_end_with_who_started, daemon=True).start()
    with closing(connected(path)) as database, hurried(database):
        search.fill(database, [_THEIRS])


def _end_with_who_started() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    main()
