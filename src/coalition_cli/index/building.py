"""Files → an index: their records, what follows from these, and what search looks through.

It is made fast: nobody else sees the database before it is whole.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from ..model import SECTIONS, Field
from ..query.tables import FOREIGN, LAST_SLOT, LEFT_OUT, SLOT_BITS, UNDECLARED_FROM, list_table
from ..reading import DataFile, Progress, Watch
from ..reading.reader import WHOLE, Share, without_garbage_collection
from ..reading.stamps import Stamp
from . import search
from .database import interruptible
from .linking import Unsound, link, prove_sound, unlink, withhold
from .rows import batches, insert
from .tables import indexes, indexes_of_ids, later_indexes, tables, tables_of_files

# KiB that SQLite keeps of a database while it is made. So much it also sorts at once for an index:
# with more, what is compared has left the processor's cache, and sorting takes twice as long.
_MEMORY = 8 * 1024
_FILE = "INSERT INTO files VALUES (?, ?, ?, ?, ?)"
_WITHHOLDING = (
    "UPDATE main.files SET withholds = TRUE"
    " WHERE slot IN (SELECT slot FROM beside.files WHERE withholds)"
)


class Input(NamedTuple):
    """A file that an index is made of, its slot, and its stamp where its records are there already.

    Of the others, the share is what is read; nothing of a file that is left out.
    """

    file: DataFile
    slot: int
    stamp: Stamp | None = None
    share: Share = WHOLE
    left_out: bool = False

    @property
    def size(self) -> int:
        """How many bytes are read."""
        if self.stamp or self.left_out:
            return 0
        end = self.file.size if self.share.end is None else self.share.end
        return end - self.share.begin


def inputs(files: Sequence[DataFile], stamps: Sequence[Stamp | None]) -> list[Input]:
    """Return the files with their slots; without the stamps where slots have no room for more."""
    slots = _slots([stamp.slot if stamp else None for stamp in stamps])
    if slots is None:
        stamps = [None] * len(files)
        slots = _slots([None] * len(files)) or []
    return list(map(Input, files, slots, stamps))


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


def build(database: sqlite3.Connection, made_of: Sequence[Input], watch: Watch) -> list[Stamp]:
    """Make an index of files in an empty database; return the stamps of those on a disk.

    Where some have a stamp, the database is a copy of an index that has their records, and that
    index is there as `old`: only the other files are read. Raise Unsound where files have
    problems, NameGone where it has to be made anew.
    """
    if known := _known(made_of):
        return _renew(database, made_of, known, watch)
    stamps = read(database, made_of, watch)
    watch(Progress("indexing", 0, 0))
    identify(database)
    finish(database, search.TEXTS)
    return stamps


def _renew(
    database: sqlite3.Connection, made_of: Sequence[Input], known: Collection[int], watch: Watch
) -> list[Stamp]:
    with hurried(database):
        unlink(database)
        _forget_all_but(database, known)
        stamps = _fill(database, made_of, watch)
        watch(Progress("indexing", 0, 0))
        withhold(database)
        prove_sound(database)
        _refuse_if_a_name_is_gone(database)
        link(database)
        search.renew(database, known)
    return stamps


def read(database: sqlite3.Connection, made_of: Sequence[Input], watch: Watch) -> list[Stamp]:
    """Make the tables, and fill them with the records of the files."""
    with hurried(database):
        _run(database, tables())
        return _fill(database, made_of, watch)


def identify(database: sqlite3.Connection) -> None:
    """Find records by their ids: all that the search of claims needs."""
    with hurried(database):
        _run(database, indexes_of_ids())
        withhold(database)


def finish(database: sqlite3.Connection, searched: Iterable[str]) -> None:
    """Link the records, make the other indexes, and fill the search of these sections."""
    with hurried(database):
        _run(database, indexes())
        prove_sound(database)
        link(database)
        _run(database, later_indexes())
        search.fill(database, searched)


def adopt(database: sqlite3.Connection, beside: str) -> None:
    """Add the records of another database, which `read` has made of other shares."""
    database.execute("ATTACH ? AS beside", (beside,))
    with hurried(database):
        # A file that was cut in two shares is in both.
        database.execute("INSERT OR IGNORE INTO main.files SELECT * FROM beside.files")
        database.execute(_WITHHOLDING)
        for table, _ in tables_of_files():
            database.execute(f"INSERT INTO main.{table} SELECT * FROM beside.{table}")
    database.execute("DETACH beside")


def _known(made_of: Sequence[Input]) -> frozenset[int]:
    """Return the slots of the files whose records are there already."""
    return frozenset(given.slot for given in made_of if given.stamp)


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


def _fill(database: sqlite3.Connection, made_of: Sequence[Input], watch: Watch) -> list[Stamp]:
    """Read the files that have no stamp; return the stamps of all that stand on a disk."""
    total = sum(given.size for given in made_of)
    done = 0
    stamps: list[Stamp] = []
    for given in made_of:
        if given.stamp:
            stamps.append(given.stamp)
            continue
        name = given.file.name
        if given.left_out:
            database.execute(_FILE, (given.slot, name, False, LEFT_OUT, True))
            continue
        for batch in batches(given.file, given.slot, given.share):
            insert(database, batch.rows)
            passed = min(batch.passed, given.size)
            watch(Progress(f"reading {name}", done + passed, total))
        done += passed
        unread = FOREIGN if given.file.foreign else None
        told = None if given.file.untold else name
        database.execute(_FILE, (given.slot, told, batch.extract, unread, batch.withholds))
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
        was, now = (_stated_of_speakers(schema, field) for schema in ("old", "main"))
        if database.execute(f"SELECT 1 FROM ({was} EXCEPT {now}) LIMIT 1").fetchone():
            raise NameGone
    if database.execute(f"{_CALLED_BEFORE} LIMIT 1").fetchone():
        raise NameGone


def _stated_of_speakers(schema: str, field: Field) -> str:
    """Return the SQL for the values of a field that speakers state, each with the speaker's id."""
    speakers = f"{schema}.stated_speakers AS speakers"
    stated = f"speakers.position < {UNDECLARED_FROM}"
    if not field.many:
        return (
            f"SELECT id, {field.name} FROM {speakers} WHERE {stated} AND {field.name} IS NOT NULL"
        )
    lists = f"{schema}.{list_table(SECTIONS['speakers'], field)} AS lists"
    joined = f"{lists} JOIN {speakers} ON speakers.position = lists.owner"
    return f"SELECT speakers.id, lists.{field.query_name} FROM {joined} WHERE {stated}"


def _run(database: sqlite3.Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        database.execute(statement)
