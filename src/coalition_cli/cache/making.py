"""Where an index is made: in the cache, brought up to date there, or else for one answer."""

import os
import sqlite3
from binascii import crc32
from collections.abc import Container, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from typing import NamedTuple

from ..index.apart import PAGE, finish_together, read_together
from ..index.building import Input, NameGone, build, identify, inputs
from ..index.database import connected, is_room, opened, uri
from ..reading import DataFile, Progress, Watch
from ..reading.beside import ApartError, pays
from ..reading.stamps import Stamp
from .entry import Entry, Known
from .folder import new_database, tidy
from .note import opened_file
from .place import why

# A database of SQLite's own: in memory, and beyond what `hurried` grants it in a temporary file.
# That has no name, so that nothing is left of it however the program ends.
_SPILLING = ""
_IN_MEMORY = ":memory:"


class Made(NamedTuple):
    """An index, the stamps of the files on a disk that it was made of, and why it is not kept."""

    database: sqlite3.Connection
    stamps: Sequence[Stamp]
    unkept: str = ""


def made(files: Sequence[DataFile], entry: Entry | None, found: Known, watch: Watch) -> Made:
    """Return an index of the files; raise Unsound where they have problems.

    `entry` is where it is kept, `found` what is there already: no more is read than what is
    not.
    """
    unkept = ""
    if entry is not None:
        try:
            if found.note is not None and any(found.stamps):
                return _updated(files, entry, found, watch)
        except (OSError, sqlite3.DatabaseError, NameGone):
            entry.drop()  # it cannot be brought up to date
        try:
            return _kept(files, entry, watch)
        except (OSError, sqlite3.DatabaseError) as error:  # the answer needs no cache
            unkept = why(error, entry.folder)
    return _for_one_answer(inputs(files, [None] * len(files)), watch)._replace(unkept=unkept)


def made_partly(files: Sequence[DataFile], left_out: Container[str], watch: Watch) -> Made:
    """Return an index of the files but those of these names, for one answer.

    Raise Unsound where the others have problems.
    """
    made_of = inputs(files, [None] * len(files))
    named = [given._replace(left_out=given.file.name in left_out) for given in made_of]
    return _for_one_answer(named, watch)


def _for_one_answer(made_of: Sequence[Input], watch: Watch) -> Made:
    """Make an index that is gone once it is closed."""
    try:
        return _made_at(_SPILLING, made_of, watch)
    except sqlite3.DatabaseError as error:
        if not is_room(error):
            raise
    return _made_at(_IN_MEMORY, made_of, watch)


def _made_at(place: str, made_of: Sequence[Input], watch: Watch) -> Made:
    database = connected(place)
    with _closed_where_it_fails(database):
        if place == _IN_MEMORY:
            database.execute("PRAGMA temp_store = MEMORY")
        return Made(database, build(database, made_of, watch))


def _kept(files: Sequence[DataFile], entry: Entry, watch: Watch) -> Made:
    """Make an index in the cache."""
    made_of = inputs(files, [None] * len(files))
    if pays(files):
        with (
            suppress(ApartError),  # then by ourselves
            new_database(entry.folder, entry.stem, PAGE) as (name, handle),
            new_database(entry.folder, entry.stem, PAGE) as (beside, copy),
        ):
            path, other = (os.path.join(entry.folder, each) for each in (name, beside))
            stamps = read_together(path, other, made_of, watch)
            watch(Progress("indexing", 0, 0))
            with closing(connected(path)) as database:
                identify(database)
            _copied(path, copy)
            finish_together(path, other)
            return _published(entry, name, handle, stamps)
    with new_database(entry.folder, entry.stem) as (name, handle):
        with closing(connected(os.path.join(entry.folder, name))) as database:
            stamps = build(database, made_of, watch)
        return _published(entry, name, handle, stamps)


def _updated(files: Sequence[DataFile], entry: Entry, found: Known, watch: Watch) -> Made:
    """Copy the index of the entry and read only what changed; all, where that is most of it."""
    assert found.note is not None  # noqa: S101 - the index is there
    made_of = inputs(files, found.stamps)
    changed = [given.file for given in made_of if not given.stamp]
    if len(changed) == len(files) or (pays(changed) and _size(changed) * 2 > _size(files)):
        return _kept(files, entry, watch)
    before = os.path.join(entry.folder, found.note.database)
    with new_database(entry.folder, entry.stem) as (name, handle):
        if _copied(before, handle) != found.note.checksum:
            raise OSError("the index is not what was made")
        with closing(connected(os.path.join(entry.folder, name))) as database:
            database.execute("ATTACH ? AS old", (uri(before),))
            stamps = build(database, made_of, watch)
        return _published(entry, name, handle, stamps)


def _copied(path: str, handle: int) -> int:
    """Copy a database over that of a handle; return the checksum of what was read."""
    checksum = 0
    os.lseek(handle, 0, os.SEEK_SET)
    with opened_file(path) as file:
        while piece := file.read(1 << 20):
            checksum = crc32(piece, checksum)
            rest = memoryview(piece)
            while rest:
                rest = rest[os.write(handle, rest) :]
    os.ftruncate(handle, os.lseek(handle, 0, os.SEEK_CUR))  # not before: its mark must stay
    return checksum


def _size(files: Sequence[DataFile]) -> int:
    return sum(file.size for file in files)


def _published(entry: Entry, name: str, handle: int, stamps: Sequence[Stamp]) -> Made:
    """Make a whole database that of the entry, and return it opened."""
    database = opened(os.path.join(entry.folder, name))  # before anybody may remove it
    with _closed_where_it_fails(database):
        os.fsync(handle)  # a note must not outlive its database where the power fails
        entry.publish(name, stamps)
        tidy(entry.folder, entry.note_path)
    return Made(database, stamps)


@contextmanager
def _closed_where_it_fails(database: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        database.close()
        raise
