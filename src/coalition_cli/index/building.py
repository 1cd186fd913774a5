"""Files → an index: what is not known yet is read, compiled and linked."""

import gc
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from ..reading import DataFile
from .apart import batches_apart, pays
from .compiling import Rows, batches, insert
from .database import interruptible
from .linking import LAST_SLOT, link, unlink
from .schema import SLOT_BITS, indexes, indexes_of_names, later_indexes, tables, tables_of_files
from .searching import Search, renew
from .soundness import Unsound, prove_sound
from .stamps import Stamp

_MEMORY = 64 * 1024  # KiB that SQLite keeps of a database while it is made


class Progress(NamedTuple):
    """How far the making of an index is: what is done, and how many bytes of how many."""

    doing: str
    done: int
    total: int


Watch = Callable[[Progress], None]


class Part(NamedTuple):
    """A file of an index, its slot, and its stamp where its records are there already."""

    file: DataFile
    slot: int
    stamp: Stamp | None = None


def parts(files: Sequence[DataFile], stamps: Sequence[Stamp | None]) -> list[Part]:
    """Return the files with their slots; without the stamps where slots have no room for more."""
    slots = _slots([stamp.slot if stamp else None for stamp in stamps])
    if slots is None:
        stamps = [None] * len(files)
        slots = _slots([None] * len(files)) or []
    return list(map(Part, files, slots, stamps))


def _slots(known: Sequence[int | None]) -> list[int] | None:
    """Return ascending slots, those that are known among them; None where there is no room."""
    slots: list[int] = []
    for end in [n for n, slot in enumerate([*known, LAST_SLOT]) if slot is not None]:
        low = slots[-1] if slots else 0
        high = known[end] if end < len(known) else LAST_SLOT
        step = ((high or 0) - low) // (end + 1 - len(slots))
        if step < 1:
            return None
        slots += [low + step * n for n in range(1, end + 1 - len(slots))]
        slots += [high or 0] if end < len(known) else []
    return slots


def build(
    database: sqlite3.Connection, made_of: Sequence[Part], watch: Watch, *, alone: bool = False
) -> list[Stamp]:
    """Fill an empty database from files; raise Unsound where they have problems.

    Return the stamps of the files. `alone` says that no other process shall read.
    """
    with _hurried(database):
        _run(database, (*tables(), *indexes_of_names()))
        search = Search(database)
        stamps = _read(database, made_of, watch, search.take, alone)
        watch(Progress("indexing", 0, 0))
        _run(database, indexes())
        prove_sound(database)
        link(database)
        _run(database, later_indexes())
        search.finish()
    return stamps


def rebuild(database: sqlite3.Connection, made_of: Sequence[Part], watch: Watch) -> list[Stamp]:
    """Bring the copy of an index up to date; the original is there as `old`.

    Raise Unsound where the files have problems now.
    """
    with _hurried(database):
        kept = {part.slot for part in made_of if part.stamp}
        slots = [slot for (slot,) in database.execute("SELECT slot FROM files")]
        gone = [slot for slot in slots if slot not in kept]
        unlink(database)
        for slot in gone:
            _forget(database, slot)
        stamps = _read(database, made_of, watch, _left_to_renew, False)
        watch(Progress("indexing", 0, 0))
        prove_sound(database)
        link(database)
        renew(database, {*gone, *(part.slot for part in made_of if not part.stamp)})
    return stamps


def _left_to_renew(texts: Rows) -> None:
    """Pass over the texts of new records: the names in those of others change as well."""


def _read(
    database: sqlite3.Connection,
    made_of: Sequence[Part],
    watch: Watch,
    search: Callable[[Rows], None],
    alone: bool,
) -> list[Stamp]:
    """Compile the files that have no stamp; return the stamps of all.

    `search` gets the texts that search shall look through.
    """
    total = sum(part.file.size for part in made_of if not part.stamp)
    done = 0
    stamps: list[Stamp] = []
    for part in made_of:
        if part.stamp:
            stamps.append(part.stamp)
            continue
        name = part.file.name
        read = batches if alone or not pays(part.file) else batches_apart
        for batch in read(part.file, part.slot):
            insert(database, batch.rows)
            search(batch.texts)
            watch(Progress(f"reading {name}", done + batch.passed, total))
        done += batch.passed
        database.execute("INSERT INTO files VALUES (?, ?, ?)", (part.slot, name, batch.extract))
        stamps += [batch.stamp] if batch.stamp else []
    return stamps


def _forget(database: sqlite3.Connection, slot: int) -> None:
    """Delete the rows of a file."""
    rows = f"position BETWEEN {slot << SLOT_BITS} AND {(slot + 1 << SLOT_BITS) - 1}"
    for table in tables_of_files():
        database.execute(f"DELETE FROM {table} WHERE {rows}")
    database.execute("DELETE FROM files WHERE slot = ?", (slot,))


def _run(database: sqlite3.Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        database.execute(statement)


@contextmanager
def _hurried(database: sqlite3.Connection) -> Iterator[None]:
    """Have a database made fast: nobody else sees it before it is whole."""
    for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_MEMORY}"):
        database.execute(f"PRAGMA {setting}").fetchall()
    collecting = gc.isenabled()
    gc.disable()  # records have no cycles, and looking for some doubles the time
    try:
        with interruptible(database):
            database.execute("BEGIN")
            yield
            database.commit()
    except sqlite3.IntegrityError as error:  # two records share an id
        raise Unsound from error
    finally:
        if collecting:
            gc.enable()
