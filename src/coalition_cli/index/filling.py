"""Files → the rows of an empty database, made fast: nobody else sees it before it is whole."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from ..reading import DataFile, Progress, Watch
from ..reading.haste import uncollected
from ..reading.stamps import Stamp
from .compiling import Wanted, batches
from .database import interruptible
from .rows import Rows, insert
from .soundness import Unsound

_MEMORY = 64 * 1024  # KiB that SQLite keeps of a database while it is made


class Part(NamedTuple):
    """A file of an index, its slot, and its stamp where its records are there already."""

    file: DataFile
    slot: int
    stamp: Stamp | None = None


def fill(
    database: sqlite3.Connection,
    parts: Sequence[Part],
    wanted: Wanted,
    take: Callable[[Rows], None],
    watch: Watch,
) -> list[Stamp]:
    """Read the files that have no stamp; return the stamps of all that stand on a disk.

    Their rows go into the database, their texts to `take`. Raise Unsound where a file has a
    problem.
    """
    total = sum(part.file.size for part in parts if not part.stamp)
    done = 0
    stamps: list[Stamp] = []
    for part in parts:
        if part.stamp:
            stamps.append(part.stamp)
            continue
        name = part.file.name
        for batch in batches(part.file, part.slot, wanted):
            insert(database, batch.rows)
            take(batch.texts)
            watch(Progress(f"reading {name}", done + batch.passed, total))
        done += batch.passed
        database.execute("INSERT INTO files VALUES (?, ?, ?)", (part.slot, name, batch.extract))
        stamps += [batch.stamp] if batch.stamp else []
    return stamps


@contextmanager
def hurried(database: sqlite3.Connection) -> Iterator[None]:
    """Have all that is written to a database written fast, and be there at the end."""
    for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_MEMORY}"):
        database.execute(f"PRAGMA {setting}").fetchall()
    try:
        with uncollected(), interruptible(database):
            database.execute("BEGIN")
            yield
            database.commit()
    except sqlite3.IntegrityError as error:  # two records share an id
        raise Unsound from error
