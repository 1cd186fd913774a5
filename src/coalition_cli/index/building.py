"""Files → an index: their records, what follows from these, and what search looks through.

It is made fast: nobody else sees the database before it is whole.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from ..model import SECTIONS
from ..query.tables import LAST_SLOT, SLOT_BITS, UNDECLARED_FROM
from ..reading import DataFile, Progress, Watch
from ..reading.reader import without_garbage_collection
from ..reading.stamps import Stamp
from . import search
from .database import interruptible
from .linking import Unsound, link, prove_sound, unlink
from .rows import batches, insert
from .tables import indexes, later_indexes, tables, tables_of_files

_MEMORY = 64 * 1024  # KiB that SQLite keeps of a database while it is made


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


class NameGone(Exception):
    """An index holds the name of a speaker who is not named any more."""


def build(database: sqlite3.Connection, made_of: Sequence[Part], watch: Watch) -> list[Stamp]:
    """Make an index of files in an empty database; return the stamps of those on a disk.

    Where some have a stamp, the database is a copy of an index that has their records, and that
    index is there as `old`: no more is read than the other files. Raise Unsound where files have
    problems, NameGone where it has to be made anew.
    """
    stamps = begin(database, made_of, watch)
    if known := _known(made_of):
        with hurried(database):
            search.renew(database, known)
    else:
        finish(database, search.TEXTS)
    return stamps


def begin(database: sqlite3.Connection, made_of: Sequence[Part], watch: Watch) -> list[Stamp]:
    """Do as `build`, up to what search looks through and the indexes that linking needs not."""
    known = _known(made_of)
    with hurried(database):
        if known:
            unlink(database)
            _forget_all_but(database, known)
        else:
            _run(database, tables())
        stamps = _fill(database, made_of, watch)
        watch(Progress("indexing", 0, 0))
        if not known:
            _run(database, indexes())
        prove_sound(database)
        if known:
            _refuse_if_a_name_is_gone(database)
        link(database)
    return stamps


def finish(database: sqlite3.Connection, searched: Iterable[str]) -> None:
    """Add the other indexes to what `begin` has made, and the texts of these sections."""
    with hurried(database):
        _run(database, later_indexes())
        search.fill(database, searched)


def _known(made_of: Sequence[Part]) -> frozenset[int]:
    """Return the slots of the files whose records are there already."""
    return frozenset(part.slot for part in made_of if part.stamp)


@contextmanager
def hurried(database: sqlite3.Connection) -> Iterator[None]:
    """Have all that is written to a database written fast, and be there at the end."""
    for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_MEMORY}"):
        database.execute(f"PRAGMA {setting}").fetchall()
    try:
        with without_garbage_collection(), interruptible(database):
            database.execute("BEGIN")
            yield
            database.commit()
    except sqlite3.IntegrityError as error:  # two records share an id
        raise Unsound from error


def _fill(database: sqlite3.Connection, made_of: Sequence[Part], watch: Watch) -> list[Stamp]:
    """Read the files that have no stamp; return the stamps of all that stand on a disk."""
    total = sum(part.file.size for part in made_of if not part.stamp)
    done = 0
    stamps: list[Stamp] = []
    for part in made_of:
        if part.stamp:
            stamps.append(part.stamp)
            continue
        name = part.file.name
        for batch in batches(part.file, part.slot):
            insert(database, batch.rows)
            watch(Progress(f"reading {name}", done + batch.passed, total))
        done += batch.passed
        database.execute("INSERT INTO files VALUES (?, ?, ?)", (part.slot, name, batch.extract))
        stamps += [batch.stamp] if batch.stamp else []
    return stamps


def _forget_all_but(database: sqlite3.Connection, known: Collection[int]) -> None:
    """Delete the rows of the files that have none of these slots."""
    for (slot,) in database.execute("SELECT slot FROM files").fetchall():
        if slot not in known:
            positions = f"BETWEEN {slot << SLOT_BITS} AND {(slot + 1 << SLOT_BITS) - 1}"
            for table, column in tables_of_files():
                database.execute(f"DELETE FROM {table} WHERE {column} {positions}")
            database.execute("DELETE FROM files WHERE slot = ?", (slot,))


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


def _run(database: sqlite3.Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        database.execute(statement)
