"""One index in the cache: the database, and beside it a note of what it was made of.

The note is what makes a database known: it is published by atomic rename, names the database
with its status, and the data files with theirs. A database is never written to once it is
published, so that whoever has it open keeps a whole one; a change makes another.
"""

import json
import os
import sqlite3
import sys
from binascii import crc32
from collections.abc import Sequence
from contextlib import suppress
from time import time
from typing import NamedTuple

from .. import __version__
from ..index.database import opened
from ..reading import SHIPPED, DataFile, printable
from ..reading.stamps import Stamp, matched, status_of
from .note import NOTE, Note, is_occupied, noted, opened_file, own_file, read_note, write_note

_PACKAGE = os.path.dirname(os.path.dirname(__file__))
# What an index depends on besides the data: the modules of the package itself, and of these of its
# folders. No module that making an index imports stands elsewhere.
_MAKERS = ("", "cache", "checking", "index", "model", "query", "reading", "words")
_PLACES = 3  # names that a note may have: others' files may stand at the first
# A database up to this many bytes is held against its checksum before each answer (2 ms), a larger
# one if it was last asked so many seconds ago (a second for a gigabyte), or if SQLite complains.
CHECKED, _REST = 4 << 20, 24 * 3600


class Known(NamedTuple):
    """What an entry has: its database, if that has what was asked for; else what it has of it.

    The stamps are those of the files, as the note knows them; a file that is not as it was
    has none.
    """

    database: sqlite3.Connection | None
    note: Note | None = None
    stamps: Sequence[Stamp | None] = ()


class Entry:
    """The place in the cache for the index of some paths."""

    def __init__(self, folder: str, asked: Sequence[str]) -> None:
        self.folder = folder
        self.key = _key(asked)
        self.data = data_named(asked)
        self._known: Note | None = None
        self._stand(0)

    def _stand(self, place: int) -> None:
        last = os.path.basename(self.data.rstrip(os.sep))
        readable = "".join(c if c.isascii() and c.isalnum() else "-" for c in last)[:40]
        self.stem = f"{readable}-{crc32(self.key.encode() + bytes(place)):08x}"
        self.note_path = os.path.join(self.folder, self.stem + NOTE)

    def note(self) -> Note | None:
        """Return the note of the entry; None where there is none that can be trusted."""
        for place in range(_PLACES):
            self._stand(place)
            note = read_note(self.note_path)
            if note or not is_occupied(self.note_path):
                break
        if note is None or note.key != self.key:
            return None
        status = own_file(self._database(note))
        return note if status and status_of(status) == note.status else None

    def _database(self, note: Note) -> str:
        return os.path.join(self.folder, note.database)

    def is_whole(self) -> bool:
        """Whether the database that was found, or made, is still what was made, to the byte."""
        note = self._known
        try:
            return note is not None and _checksum(self._database(note)) == note.checksum
        except OSError:
            return False

    def _is_doubtful(self, note: Note) -> bool:
        """Whether the database is to be held against its checksum."""
        try:
            return note.status[2] <= CHECKED or time() - os.stat(self.note_path).st_mtime > _REST
        except OSError:
            return True

    def find(self, files: Sequence[DataFile]) -> Known:
        """Return the index of the files, if it is there and they are as it has them."""
        note = self.note()
        if note is None:
            return Known(None)
        stamps = matched(note.stamps, files)
        if None in stamps or len(stamps) < len(note.stamps):
            return Known(None, note, stamps)
        self._known = note
        if self._is_doubtful(note) and not self.is_whole():
            self.drop()
            return Known(None)
        try:
            database = opened(self._database(note))
        except sqlite3.Error:
            return Known(None)
        with suppress(OSError):
            if tuple(stamps) != note.stamps:  # from now on their status is trusted again
                write_note(self.note_path, note._replace(stamps=tuple(filter(None, stamps))))
            os.utime(self.note_path)  # used last, and so dropped last
        return Known(database, note, stamps)

    def publish(self, database: str, stamps: Sequence[Stamp]) -> None:
        """Make a whole database, of this name in the folder, that of the entry; raise OSError."""
        path = os.path.join(self.folder, database)
        status, checksum = status_of(os.stat(path)), _checksum(path)
        self._known = Note(self.key, self.data, database, status, tuple(stamps), checksum)
        write_note(self.note_path, self._known)

    def drop(self) -> None:
        """Remove the index of the entry; who has it open keeps it."""
        for path in noted(self.note_path):
            with suppress(OSError):
                os.unlink(path)


def data_named(asked: Sequence[str]) -> str:
    """Return the absolute paths of data, for people, or that it is the example."""
    here = _here()
    places = [os.path.normpath(os.path.join(here, path)) for path in asked]
    return "; ".join(map(printable, places)) or SHIPPED


def is_of(note: Note, asked: Sequence[str]) -> bool:
    """Whether an index is of this data: of the same paths, however they were named.

    It may have been made in another working folder, and by another version of the program.
    """
    here, paths, *_ = json.loads(note.key)

    def places(folder: str, named: Sequence[str]) -> set[str]:
        return {os.path.realpath(os.path.join(folder, path)) for path in named}

    return places(here, paths) == places(_here(), asked)


def _checksum(path: str) -> int:
    checksum = 0
    with opened_file(path) as file:
        while piece := file.read(1 << 18):
            checksum = crc32(piece, checksum)
    return checksum


def _key(asked: Sequence[str]) -> str:
    """Return what tells one entry from every other: the paths, and the program itself."""
    versions = [__version__, sys.version_info[:2], sqlite3.sqlite_version]
    here = "" if all(map(os.path.isabs, asked)) else _here()
    return json.dumps([here, list(asked), versions, _program()])


def _here() -> str:
    """Return the working folder, from where relative paths lead."""
    try:
        return os.getcwd()
    except OSError:  # it is gone
        return ""


def _program() -> list[int]:
    """Return a value that changes when the code that makes an index does, also in a checkout."""
    changed = size = 0
    for folder in _MAKERS:
        with suppress(OSError), os.scandir(os.path.join(_PACKAGE, folder)) as modules:
            for module in modules:
                if module.name.endswith(".py"):
                    status = module.stat()
                    changed = max(changed, status.st_mtime_ns)
                    size += status.st_size
    return [changed, size]
