"""Where an index is made: in the cache, brought up to date there, or else in memory."""

import os
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing

from ..reading import DataFile, Watch
from .apart import build_together, pays
from .building import build, parts, rebuild
from .cache import new_database, tidy
from .database import opened, prepared, uri
from .entry import Entry, Found, Note
from .stamps import Stamp


def made(
    files: Sequence[DataFile], entry: Entry | None, found: Found, watch: Watch
) -> sqlite3.Connection:
    """Return an index of the files; raise Unsound where they have problems.

    `entry` is where it is kept, `found` what is there already: no more is read than what is
    not. Where nothing can be kept, the index is in memory.
    """
    if entry is not None:
        try:
            if found.note is not None and any(found.stamps):
                return _updated(files, entry, found.note, found.stamps, watch)
        except (OSError, sqlite3.DatabaseError):
            entry.drop()  # it cannot be brought up to date
        try:
            return _kept(files, entry, watch)
        except (OSError, sqlite3.DatabaseError):
            pass  # no place, or no more room: the answer needs neither
    database = prepared(sqlite3.connect(":memory:"))
    try:
        build(database, parts(files, [None] * len(files)), watch)
    except BaseException:
        database.close()
        raise
    return database


def _kept(files: Sequence[DataFile], entry: Entry, watch: Watch) -> sqlite3.Connection:
    """Make an index in the cache."""
    made_of = parts(files, [None] * len(files))
    with new_database(entry.folder, entry.stem) as (name, handle):
        path = os.path.join(entry.folder, name)
        if pays(files):
            with new_database(entry.folder, entry.stem) as (beside, _):
                stamps = build_together(path, os.path.join(entry.folder, beside), made_of, watch)
        else:
            with closing(prepared(sqlite3.connect(path))) as database:
                stamps = build(database, made_of, watch)
        return _published(entry, name, handle, stamps)


def _updated(
    files: Sequence[DataFile],
    entry: Entry,
    note: Note,
    stamps: Sequence[Stamp | None],
    watch: Watch,
) -> sqlite3.Connection:
    """Copy the index of the entry and read only what changed.

    Where that is most of it, two processes are done with everything sooner.
    """
    made_of = parts(files, stamps)
    changed = [part.file for part in made_of if not part.stamp]
    if len(changed) == len(files) or (pays(changed) and _size(changed) * 2 > _size(files)):
        return _kept(files, entry, watch)
    before = os.path.join(entry.folder, note.database)
    with new_database(entry.folder, entry.stem) as (name, handle):
        path = os.path.join(entry.folder, name)
        shutil.copyfile(before, path)
        with closing(prepared(sqlite3.connect(path, uri=True))) as database:
            database.execute("ATTACH ? AS old", (uri(before),))
            now = rebuild(database, made_of, watch)
        return _published(entry, name, handle, now)


def _size(files: Sequence[DataFile]) -> int:
    return sum(file.size for file in files)


def _published(entry: Entry, name: str, handle: int, stamps: Sequence[Stamp]) -> sqlite3.Connection:
    """Make a whole database that of the entry, and return it opened."""
    database = opened(os.path.join(entry.folder, name))  # before anybody may remove it
    os.fsync(handle)  # a note must not outlive its database where the power fails
    entry.publish(name, stamps)
    tidy(entry.folder, entry.note_path)
    return database
