"""What tells a file of the cache's from every other: a mark inside it.

The folder of the cache may be anybody's, with files whose names look like the cache's own. So
names propose, marks decide: nothing without a mark is removed, or replaced, or read any further.
A note begins with NOTE_MARK; a database has APPLICATION in its header, where SQLite keeps such a
number, from before anything else is written to it.

A note says what a database was made of, and is published by atomic rename.
"""

import json
import os
import re
import sqlite3
import stat
import time
from binascii import crc32
from contextlib import closing, suppress
from io import BufferedReader
from typing import Any, NamedTuple

from ..reading.files import CACHE_MARK
from ..reading.stamps import Stamp, Status, status_of

NOTE_MARK = CACHE_MARK
APPLICATION = int.from_bytes(b"COAL")
PAGE = 4096  # bytes of a page of a database, SQLite's own choice
_HEADER = 100  # bytes of a database's header
_SQLITE, _PLACE = b"SQLite format 3\0", slice(68, 72)  # https://www.sqlite.org/fileformat.html
# Neither led elsewhere by a link, nor kept waiting by a pipe.
_CAREFULLY = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))


def is_marked(path: str) -> bool:
    """Whether a file is the cache's, whole or not; raise OSError where it cannot be looked at."""
    with opened_file(path) as file:
        begins = file.read(_HEADER)
    if begins.startswith(NOTE_MARK):
        return True
    return begins.startswith(_SQLITE) and begins[_PLACE] == APPLICATION.to_bytes(4)


def opened_file(path: str) -> BufferedReader:
    """Open a file that stands on a disk by this very name; raise OSError for anything else."""
    # Looked at first: to open a device may already do something.
    if not stat.S_ISREG(os.lstat(path).st_mode):
        raise OSError("is no file")
    file = open(os.open(path, os.O_RDONLY | _CAREFULLY), "rb")  # noqa: SIM115 - the caller closes it
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError("is no file")
    return file


def new_file(path: str) -> int:
    """Make a file for the user alone, whatever the umask, and return a handle to it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _CAREFULLY, 0o600)
    os.chmod(path, 0o600)
    return handle


def unmake(path: str) -> None:
    """Remove a file that was made a moment ago, at whatever point its making was broken off."""
    with suppress(OSError):
        if os.lstat(path).st_size == 0 or is_marked(path):
            os.unlink(path)


def blank(page: int) -> bytes:
    """Return a database that has nothing but the mark."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(f"PRAGMA page_size = {page}")
        database.execute(f"PRAGMA application_id = {APPLICATION}")
        return database.serialize()


def own_file(path: str) -> os.stat_result | None:
    """Return the status of a file that is the user's own, and that no other may write to."""
    try:
        status = os.lstat(path)
    except OSError:
        return None
    return status if stat.S_ISREG(status.st_mode) and is_own(status) else None


def is_own(status: os.stat_result) -> bool:
    """Whether what has this status belongs to the user, and nobody else may write to it."""
    return belongs_to_user(status) and (os.name == "nt" or not status.st_mode & 0o022)


def belongs_to_user(status: os.stat_result) -> bool:
    """Whether what has this status is the user's; on Windows, what is in the profile is."""
    return not hasattr(os, "geteuid") or status.st_uid == os.geteuid()


# The form of the cache. With another number, indexes that were made before are removed, and not
# merely unused: it goes up when what they hold must not stay, or a note has another shape.
# Form 1 had no marks, and held the names of unnamed speakers.
FORM = 2
NOTE, DATABASE = ".json", ".sqlite"
# Readable, a checksum of the key; and behind it, what tells one making from another.
_STEM, _MAKING = r"[A-Za-z0-9-]*-[0-9a-f]{8}", r"\.[0-9a-f]{12}"
NOTE_NAME = rf"{_STEM}\{NOTE}"
NOTE_BESIDE = NOTE_NAME + _MAKING  # while it is written
DATABASE_NAME = rf"{_STEM}{_MAKING}\{DATABASE}"
# The first line: the mark, the form, the checksum of the rest. Form 1 had the checksum alone.
_FIRST_LINE = rb"(?:%s(\d{1,9}) )?([0-9a-f]{8})\n" % NOTE_MARK
_PATIENCE = 50  # tries, 10 ms apart


class Note(NamedTuple):
    """What is known of a database: for whom and from what it was made."""

    key: str
    data: str  # the paths, for people
    database: str  # the file's name
    status: Status
    stamps: tuple[Stamp, ...]
    checksum: int = 0  # CRC-32 of the database, as it was made


def read_note(path: str) -> Note | None:
    """Return a note of the present form, if it is whole, and the user's own."""
    form, said = _read(path)
    if form != FORM:
        return None
    try:
        key, data, database, status, stamps, checksum = said
        if not (isinstance(database, str) and re.fullmatch(DATABASE_NAME, database)):
            return None
        listed = (
            Stamp(name, path, slot, tuple(of_file), certain, digest)
            for name, path, slot, of_file, certain, digest in stamps
        )
        return Note(key, data, database, tuple(status), tuple(listed), checksum)
    except (ValueError, TypeError):
        return None


def form_of(path: str) -> int:
    """Return the form of a note, also of an old one; 0 if it is no note."""
    return _read(path)[0]


def is_ours(path: str) -> bool:
    """Whether a file is the cache's, by its mark, and the user's."""
    try:
        return belongs_to_user(os.lstat(path)) and (is_marked(path) or form_of(path) > 0)
    except OSError:
        return False


def is_occupied(path: str) -> bool:
    """Whether there is something that is not ours, and stays."""
    return os.path.lexists(path) and not is_ours(path)


def noted(path: str) -> list[str]:
    """Return the files of an index by its note, of any form up to the present: database and note.

    The note vouches for its database by name and status. So it is known without a mark, be it of
    form 1 or because that page was lost.
    """
    form, said = _read(path)
    if not 0 < form <= FORM:
        return []
    try:
        name, status = said[2], said[3]
        of_database = own_file(beside(path, name)) if re.fullmatch(DATABASE_NAME, name) else None
    except (LookupError, TypeError, ValueError):
        return []
    if of_database and list(status_of(of_database)) == status:
        return [beside(path, name), path]
    return [path]


def beside(path: str, name: str) -> str:
    """Return the path of another file in the same folder."""
    return os.path.join(os.path.dirname(path), name)


def _read(path: str) -> tuple[int, Any]:
    """Return the form of a whole note of the user's own, and what it says; 0 for anything else."""
    if own_file(path) is None:
        return 0, None
    try:
        with opened_file(path) as file:
            first = re.fullmatch(_FIRST_LINE, file.readline(len(NOTE_MARK) + 20))
            if not first:  # whatever it is, and however large
                return 0, None
            text = file.read()
        if int(first[2], 16) != crc32(text):
            return 0, None
        return int(first[1] or 1), json.loads(text)
    except (OSError, ValueError, RecursionError):
        return 0, None


def write_note(path: str, note: Note) -> None:
    """Write a note beside its place and rename it; raise OSError where that cannot be done.

    What stands in its place and is no note is left there.
    """
    text = json.dumps(note).encode()
    while_written = f"{path}.{os.urandom(6).hex()}"
    try:
        with open(new_file(while_written), "wb") as file:
            file.write(b"%s%d %08x\n%s" % (NOTE_MARK, FORM, crc32(text), text))
            file.flush()
            os.fsync(file.fileno())
        if is_occupied(path):
            raise FileExistsError(f"{path} is no file of the cache's")
        _replace(while_written, path)
    finally:
        unmake(while_written)


def _replace(new: str, path: str) -> None:
    """Rename a file; on Windows, wait a moment while somebody reads what it replaces."""
    for _ in range(_PATIENCE if os.name == "nt" else 0):
        with suppress(PermissionError):
            os.replace(new, path)
            return
        time.sleep(0.01)
    os.replace(new, path)
