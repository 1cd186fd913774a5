"""Files → the rows of an empty database, made fast: nobody else sees it before it is whole.

Files → an index: what is not known yet is read, compiled and linked.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from ..model import SECTIONS
from ..query.tables import LAST_SLOT, SLOT_BITS, UNDECLARED_FROM
from ..reading import DataFile, Progress, Watch
from ..reading.haste import uncollected
from ..reading.stamps import Stamp
from .database import interruptible
from .linking import Unsound, gather_topics, link, prove_sound, unlink
from .rows import EVERYTHING, ROWS, Rows, Wanted, batches, insert
from .searching import Search, renew
from .tables import indexes, indexes_of_names, later_indexes, tables, tables_of_files

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


class NameGone(Exception):
    """An index holds the name of a speaker who is not named any more."""


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


def build(database: sqlite3.Connection, made_of: Sequence[Part], watch: Watch) -> list[Stamp]:
    """Fill an empty database from files; raise Unsound where they have problems.

    Return the stamps of the files.
    """
    with hurried(database):
        stamps = begin(database, made_of, EVERYTHING, Search(database).take, watch)
        settle(database)
        finish(database)
    return stamps


def begin(
    database: sqlite3.Connection,
    made_of: Sequence[Part],
    wanted: Wanted,
    take: Callable[[Rows], None],
    watch: Watch,
) -> list[Stamp]:
    """Fill an empty database with what is wanted of files, their texts to `take`."""
    _run(database, (*tables(), *indexes_of_names()))
    stamps = fill(database, made_of, wanted, take, watch)
    watch(Progress("indexing", 0, 0))
    _run(database, indexes())
    return stamps


def settle(database: sqlite3.Connection) -> None:
    """Link records, once all are there; raise Unsound where they have problems."""
    prove_sound(database)
    link(database)
    _run(database, later_indexes())


def finish(database: sqlite3.Connection) -> None:
    """Add what follows from the lists and texts of all records, once they are linked."""
    gather_topics(database)
    Search(database).finish()


def rebuild(database: sqlite3.Connection, made_of: Sequence[Part], watch: Watch) -> list[Stamp]:
    """Bring the copy of an index up to date; the original is there as `old`.

    Raise Unsound where the files have problems now, NameGone where it is to be made anew.
    """
    with hurried(database):
        kept = {part.slot for part in made_of if part.stamp}
        slots = [slot for (slot,) in database.execute("SELECT slot FROM files")]
        gone = [slot for slot in slots if slot not in kept]
        unlink(database)
        for slot in gone:
            _forget(database, slot)
        stamps = fill(database, made_of, ROWS, _nobody, watch)
        watch(Progress("indexing", 0, 0))
        prove_sound(database)
        _refuse_if_a_name_is_gone(database)
        link(database)
        gather_topics(database)
        renew(database, {*gone, *(part.slot for part in made_of if not part.stamp)})
    return stamps


# Whom nothing declares, called by several words, that is by a name, and called so no more.
_CALLED_BEFORE = f"""
SELECT 1 FROM old.stated_speakers AS was
WHERE was.position > {UNDECLARED_FROM} AND was.id LIKE '% %'
    AND NOT EXISTS (SELECT 1 FROM stated_claims WHERE speaker = was.id)
    AND NOT EXISTS (SELECT 1 FROM stated_claims WHERE on_behalf_of = was.id)
    AND NOT EXISTS (SELECT 1 FROM stated_appearances WHERE speaker = was.id)
"""


def _refuse_if_a_name_is_gone(database: sqlite3.Connection) -> None:
    """Raise NameGone where a speaker is not named any more: a copy would keep the name.

    It would be in pages that SQLite has not used again, and in what FTS5 has not merged yet.
    """
    for field in SECTIONS["speakers"].confidential:
        same = f"now.id = was.id AND now.{field.name} = was.{field.name}"
        kept = f"SELECT 1 FROM stated_speakers AS now WHERE {same}"
        stated = f"was.{field.name} IS NOT NULL AND was.position < {UNDECLARED_FROM}"
        gone = f"FROM old.stated_speakers AS was WHERE {stated} AND NOT EXISTS ({kept})"
        if database.execute(f"SELECT 1 {gone} LIMIT 1").fetchone():
            raise NameGone
    if database.execute(f"{_CALLED_BEFORE} LIMIT 1").fetchone():
        raise NameGone


def _nobody(texts: Rows) -> None:
    """Take no texts: search is renewed from the tables, as the names in others change too."""


def _forget(database: sqlite3.Connection, slot: int) -> None:
    """Delete the rows of a file."""
    positions = f"BETWEEN {slot << SLOT_BITS} AND {(slot + 1 << SLOT_BITS) - 1}"
    for table, column in tables_of_files():
        database.execute(f"DELETE FROM {table} WHERE {column} {positions}")
    database.execute("DELETE FROM files WHERE slot = ?", (slot,))


def _run(database: sqlite3.Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        database.execute(statement)
