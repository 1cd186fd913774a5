"""What tells a file of the cache's from every other: a mark inside it.

The folder of the cache may be anybody's, with files whose names look like the cache's own. So
names propose, marks decide: nothing without a mark is removed, or replaced, or read any further.
A note begins with NOTE_MARK; a database has APPLICATION in its header, where SQLite keeps such a
number, from before anything else is written to it.
"""

import os
import sqlite3
import stat
from contextlib import closing, suppress
from io import BufferedReader

from ..reading.files import CACHE_MARK

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
