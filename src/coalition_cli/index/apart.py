"""An index made by two processes: one takes the records, the other topics and texts for search.

Both read the files, and neither waits for the other: that takes half the time. The other process
is this module, run by the same Python; it is told on standard input which files to read, and
ends when that is closed.
"""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from threading import Thread

from ..reading import DataFile, Progress, Watch
from ..reading.stamps import Stamp
from .building import Part, begin, finish, hurried, settle
from .database import connected
from .rows import RECORDS, TOPICS, TOPICS_AND_TEXTS, Rows
from .searching import Search
from .tables import tables_of_search

PAGE = 1 << 14  # bytes; fewer pages are quicker to fill, where there are many
LARGE = 4 << 20  # bytes; with less, starting a process takes longer than it saves


class ApartError(OSError):
    """The other process failed, or has read something else."""


def pays(files: Sequence[DataFile]) -> bool:
    """Whether files are better read by two processes."""
    whole = sum(file.size for file in files)
    return whole >= LARGE and _cores() > 1 and bool(sys.executable)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def build_together(path: str, beside: str, made_of: Sequence[Part], watch: Watch) -> list[Stamp]:
    """Do as building.build does, with another process: fill the empty database of that path.

    `beside` is the path of an empty file for the other. Raise Unsound where files have
    problems, ApartError where the other process fails or has read something else.
    """
    try:
        with _process_filling(beside, made_of) as process:
            with closing(connected(path)) as database, hurried(database):
                stamps = begin(database, made_of, RECORDS, _nobody, watch)
                settle(database)
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            read = process.stdout.read().split()
            if process.wait() != 0 or read != [stamp.digest.encode() for stamp in stamps]:
                raise ApartError("the files were not read by both processes")
    except OSError as error:  # it cannot be started, or told
        raise ApartError("there is no other process") from error
    with closing(connected(path)) as database:
        database.execute("ATTACH ? AS beside", (beside,))
        with hurried(database):
            _adopt(database)
            finish(database)
    return stamps


def _adopt(database: sqlite3.Connection) -> None:
    """Copy what the other process has filled; it is attached as `beside`.

    The tables of FTS5 are copied as they are. The connection must not have used them before,
    as FTS5 would not see that they have changed.
    """
    for table in (TOPICS, *tables_of_search()):
        database.execute(f"DELETE FROM main.{table}")
        database.execute(f"INSERT INTO main.{table} SELECT * FROM beside.{table}")


@contextmanager
def _process_filling(path: str, made_of: Sequence[Part]) -> "Iterator[subprocess.Popen[bytes]]":
    """Have another process fill an empty database of that path with its half."""
    told = json.dumps([(part.file.path, part.file.name, part.slot) for part in made_of])
    # -P: what lies in the working folder is data, and no module.
    command = [sys.executable, "-P", "-m", __name__, path]
    with subprocess.Popen(  # noqa: S603 - ourselves
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        try:
            process.stdin.write(f"{told}\n".encode())
            process.stdin.flush()
            yield process
        finally:
            process.kill()


def main() -> None:
    """Fill a database with topics and texts; write the digests of what was read to the output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us sees to it
    [path] = sys.argv[1:]
    told = json.loads(sys.stdin.readline())
    Thread(target=_end_with_who_started, daemon=True).start()
    parts = [Part(DataFile(file, name, os.stat(file)), slot) for file, name, slot in told]  # noqa: PTH116 - a path is text here
    with closing(connected(path)) as database, hurried(database):
        stamps = begin(database, parts, TOPICS_AND_TEXTS, Search(database).take, _nobody)
    print("\n".join(stamp.digest for stamp in stamps))


def _end_with_who_started() -> None:
    sys.stdin.read()
    os._exit(1)


def _nobody(seen: Progress | Rows) -> None:
    """Take no texts, as the other process reads its own; look at no progress, as this one does."""


if __name__ == "__main__":
    main()
