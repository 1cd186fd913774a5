"""One index in the cache: the database, and beside it a note of what it was made of.

The note is what makes a database known: it is published by atomic rename, names the database
with its status, and the data files with theirs. A database is never written to once it is
published, so that whoever has it open keeps a whole one; a change makes another.
"""

import json
import os
import re
import sqlite3
import stat
import sys
from binascii import crc32
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from .. import __version__
from ..reading import SHIPPED, DataFile, printable
from .database import opened
from .stamps import Stamp, Status, matched, status_of

NOTE, DATABASE = ".json", ".sqlite"
# Readable, a checksum of the key; and behind it, what tells one making from another.
_STEM, _MAKING = r"[A-Za-z0-9-]*-[0-9a-f]{8}", r"\.[0-9a-f]{12}"
NOTE_NAME = rf"{_STEM}\{NOTE}"
NOTE_BESIDE = NOTE_NAME + _MAKING  # while it is written
DATABASE_NAME = rf"{_STEM}{_MAKING}\{DATABASE}"
_PACKAGE = os.path.dirname(os.path.dirname(__file__))
# What an index depends on besides the data: what reads, compiles and links it.
_MAKERS = ("reading", "index", "model.py", "folding", "dates.py", "vocabularies.py", "layout.py")


class Note(NamedTuple):
    """What is known of a database: for whom and from what it was made."""

    key: str
    data: str  # the paths, for people
    database: str  # the file's name
    status: Status
    stamps: tuple[Stamp, ...]


class Found(NamedTuple):
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
        self.data = "; ".join(map(printable, asked)) or SHIPPED
        last = os.path.basename(self.data.rstrip(os.sep))
        readable = "".join(c if c.isascii() and c.isalnum() else "-" for c in last)[:40]
        self.stem = f"{readable}-{crc32(self.key.encode()):08x}"
        self.note_path = os.path.join(folder, self.stem + NOTE)

    def note(self) -> Note | None:
        """Return the note of the entry; None where there is none that can be trusted."""
        note = read_note(self.note_path)
        if note is None or note.key != self.key:
            return None
        status = own_file(os.path.join(self.folder, note.database))
        return note if status and status_of(status) == note.status else None

    def find(self, files: Sequence[DataFile]) -> Found:
        """Return the index of the files, if it is there and they are as it has them."""
        note = self.note()
        if note is None:
            return Found(None)
        stamps = matched(note.stamps, files)
        if None in stamps or len(stamps) < len(note.stamps):
            return Found(None, note, stamps)
        try:
            database = opened(os.path.join(self.folder, note.database))
        except sqlite3.Error:
            return Found(None)
        with suppress(OSError):
            if tuple(stamps) != note.stamps:  # from now on their status is trusted again
                write_note(self.note_path, note._replace(stamps=tuple(filter(None, stamps))))
            os.utime(self.note_path)  # used last, and so dropped last
        return Found(database, note, stamps)

    def publish(self, database: str, stamps: Sequence[Stamp]) -> None:
        """Make a whole database, of this name in the folder, that of the entry; raise OSError."""
        status = status_of(os.stat(os.path.join(self.folder, database)))
        write_note(self.note_path, Note(self.key, self.data, database, status, tuple(stamps)))

    def drop(self) -> None:
        """Remove the index of the entry; who has it open keeps it."""
        note = read_note(self.note_path)
        with suppress(OSError):
            os.unlink(self.note_path)
            if note is not None:
                os.unlink(os.path.join(self.folder, note.database))


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
    """Return what changes whenever what makes an index does, be it in a checkout."""
    changed = size = 0
    for name in _MAKERS:
        path = os.path.join(_PACKAGE, name)
        with suppress(OSError):
            inside = [os.stat(path)] if name.endswith(".py") else _modules(path)
            changed = max(changed, *(status.st_mtime_ns for status in inside))
            size += sum(status.st_size for status in inside)
    return [changed, size]


def _modules(folder: str) -> list[os.stat_result]:
    with os.scandir(folder) as modules:
        return [module.stat() for module in modules if module.name.endswith(".py")]


def own_file(path: str) -> os.stat_result | None:
    """Return the status of a file that is the user's own, and that no other may write to."""
    try:
        status = os.lstat(path)
    except OSError:
        return None
    return status if stat.S_ISREG(status.st_mode) and is_own(status) else None


def is_own(status: os.stat_result) -> bool:
    """Whether what has this status belongs to the user, and nobody else may write to it."""
    if not hasattr(os, "geteuid"):  # Windows: the folder is within the user's profile
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022


def read_note(path: str) -> Note | None:
    """Return a note, if it is whole, and the user's own."""
    if own_file(path) is None:
        return None
    try:
        with open(path, "rb") as file:
            check, _, text = file.read().partition(b"\n")
        if check != b"%08x" % crc32(text):
            return None
        key, data, database, status, stamps = json.loads(text)
        if not (isinstance(database, str) and re.fullmatch(DATABASE_NAME, database)):
            return None
        listed = (
            Stamp(name, path, slot, tuple(of_file), settled, digest)
            for name, path, slot, of_file, settled, digest in stamps
        )
        return Note(key, data, database, tuple(status), tuple(listed))
    except (OSError, ValueError, TypeError):
        return None


def write_note(path: str, note: Note) -> None:
    """Write a note beside its place and rename it; raise OSError where that cannot be done."""
    text = json.dumps(note).encode()
    beside = f"{path}.{os.urandom(6).hex()}"
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "wb") as file:
            file.write(b"%08x\n" % crc32(text) + text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    finally:
        with suppress(OSError):
            os.unlink(beside)
