"""The cache: a folder of the user's own, with the indexes that were asked last."""

import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from .entry import (
    DATABASE,
    DATABASE_NAME,
    NOTE,
    NOTE_BESIDE,
    NOTE_NAME,
    Note,
    is_own,
    may_hold_names,
    own_file,
    read_note,
)

_ABANDONED = 60  # seconds; nobody takes as long to write a note
BOUND = 1 << 30  # bytes that the cache may take; the index made last stays, whatever its size


def cache_folder() -> str | None:
    """Return the folder that the cache is in, or will be; None where there shall be none.

    COALITION_CACHE names it, or is `off`; else it is where the system keeps such things:
    the XDG Base Directory Specification, and its like on macOS and Windows.
    """
    named = os.environ.get("COALITION_CACHE", "")
    if named:
        return None if named == "off" else _absolute(named)
    if sys.platform == "win32":
        base, name = os.environ.get("LOCALAPPDATA", ""), os.path.join("coalition", "cache")
    elif sys.platform == "darwin":
        base, name = os.path.expanduser("~/Library/Caches"), "coalition"
    else:
        base, name = os.environ.get("XDG_CACHE_HOME", ""), "coalition"
        if not os.path.isabs(base):
            base = os.path.expanduser("~/.cache")
    return os.path.join(base, name) if os.path.isabs(base) else None


def _absolute(path: str) -> str | None:
    try:
        return os.path.abspath(path)
    except OSError:  # the working folder is gone
        return None


def made_ready(folder: str) -> None:
    """Make the folder, for the user alone; raise OSError where it is another's or cannot be."""
    os.makedirs(os.path.dirname(folder), exist_ok=True)
    with suppress(FileExistsError):
        os.mkdir(folder, 0o700)
    if not is_own(os.stat(folder)):
        raise PermissionError("the cache folder is open to others")


class Kept(NamedTuple):
    """An index in the cache: its files, and when it was last asked."""

    note_path: str
    note: Note
    size: int  # in bytes
    used: float  # seconds since 1970


def kept(folder: str) -> list[Kept]:
    """Return the indexes in the cache, the one used last first."""
    found: list[Kept] = []
    for path in _paths(folder, NOTE_NAME):
        note = read_note(path)
        status = note and own_file(os.path.join(folder, note.database))
        if note and status:
            with suppress(OSError):
                of_note = os.stat(path)
                size = of_note.st_size + status.st_size
                found.append(Kept(path, note, size, of_note.st_mtime))
    return sorted(found, key=lambda one: one.used, reverse=True)


def clear(folder: str) -> None:
    """Remove all indexes from the cache, and what is left of others."""
    for path in _paths(folder, f"{NOTE_NAME}|{NOTE_BESIDE}|{DATABASE_NAME}"):
        _unlink(path)


@contextmanager
def new_database(folder: str, stem: str) -> Iterator[tuple[str, int]]:
    """Make a file for a database in the folder: yield its name, and a handle to it.

    It is locked as long as it is being filled, and removed unless a note has come to name it.
    Raise OSError where it cannot be made.
    """
    made_ready(folder)
    name = f"{stem}.{os.urandom(6).hex()}{DATABASE}"
    path = os.path.join(folder, name)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        _lock(handle)
        yield name, handle
    finally:
        os.close(handle)
        if not _is_named(folder, name):
            _unlink(path)


def tidy(folder: str, newest: str) -> None:
    """Remove what nobody can use or may keep, and what was used least recently beyond the bound.

    `newest` is the path of the note that was written last.
    """
    indexes = kept(folder)
    known = {one.note_path for one in indexes}
    databases = {one.note.database for one in indexes}
    for path in _paths(folder, NOTE_NAME):
        if path not in known:
            _unlink(path)
    for path in _paths(folder, NOTE_BESIDE):
        if _age(path) > _ABANDONED:
            _unlink(path)
    for path in _paths(folder, DATABASE_NAME):
        name = os.path.basename(path)
        if name not in databases and not _is_locked(path) and not _is_named(folder, name):
            _unlink(path)
    total = 0
    for one in indexes:
        total += one.size
        if may_hold_names(one.note) or (total > BOUND and one.note_path != newest):
            _unlink(one.note_path)
            _unlink(os.path.join(folder, one.note.database))


def _paths(folder: str, pattern: str) -> list[str]:
    """Return the files in the folder whose names are of a pattern; others are not the cache's."""
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    return [os.path.join(folder, name) for name in names if re.fullmatch(pattern, name)]


def _age(path: str) -> float:
    """Return how many seconds ago a file was written."""
    try:
        return time.time() - os.stat(path).st_mtime
    except OSError:
        return 0


def _unlink(path: str) -> None:
    with suppress(OSError):  # somebody else was first, or, on Windows, has it open
        os.unlink(path)


def _is_named(folder: str, database: str) -> bool:
    """Whether a note has come to name the database by now."""
    note = read_note(os.path.join(folder, database.partition(".")[0] + NOTE))
    return note is not None and note.database == database


def _lock(handle: int) -> None:
    """Lock a file until it is closed, be it because its process was killed."""
    with suppress(ImportError):  # Windows does not remove what is open
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_locked(path: str) -> bool:
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        _lock(handle)
    except OSError:
        return True
    else:
        return False
    finally:
        os.close(handle)
