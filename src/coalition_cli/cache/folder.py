"""The cache: a folder of the user's own, with the indexes that were last used."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from .note import (
    DATABASE,
    DATABASE_NAME,
    FORM,
    NOTE,
    NOTE_BESIDE,
    NOTE_NAME,
    PAGE,
    Note,
    beside,
    blank,
    form_of,
    is_ours,
    new_file,
    noted,
    own_file,
    read_note,
    unmake,
)
from .place import made_ready

_ABANDONED = 60  # seconds; nobody takes as long to write a note
BOUND = 1 << 30  # bytes that the cache may take; the index made last stays, whatever its size


class Kept(NamedTuple):
    """An index in the cache: its files, and when it was last asked."""

    note_path: str
    note: Note
    size: int  # in bytes
    used: float  # seconds since 1970

    @property
    def path(self) -> str:
        """The path of the database."""
        return beside(self.note_path, self.note.database)


def kept(folder: str) -> list[Kept]:
    """Return the indexes in the cache, the one used last first."""
    found: list[Kept] = []
    for path in files_named(folder, NOTE_NAME):
        note = read_note(path)
        database = beside(path, note.database) if note else path
        status = own_file(database)
        if note and status and is_ours(database):
            with suppress(OSError):
                of_note = os.stat(path)
                size = of_note.st_size + status.st_size
                found.append(Kept(path, note, size, of_note.st_mtime))
    return sorted(found, key=lambda one: one.used, reverse=True)


@contextmanager
def new_database(folder: str, stem: str, page: int = PAGE) -> Iterator[tuple[str, int]]:
    """Make an empty database in the folder: yield its name, and a handle to it.

    `page` is the size of its pages. It is locked as long as it is being filled, and removed
    unless a note has come to name it. Raise OSError where it cannot be made.
    """
    made_ready(folder)
    name = f"{stem}.{os.urandom(6).hex()}{DATABASE}"
    path = os.path.join(folder, name)
    marked = blank(page)  # at hand: a file without the mark stays where the program is killed
    handle = -1
    try:
        handle = new_file(path)
        _lock(handle)  # before the mark: what has one and no lock was abandoned
        os.write(handle, marked)
        yield name, handle
    finally:
        if handle >= 0:
            os.close(handle)
        if not _is_named(path):
            unmake(path)


def tidy(folder: str, newest: str) -> None:
    """Remove what nobody can use, and what was used least recently beyond the bound.

    `newest` is the path of the note that was written last. What a newer form of the program
    has made is its own affair; what an older one has made goes.
    """
    indexes = kept(folder)
    whole = {one.note_path for one in indexes}
    useless = [path for path in files_named(folder, NOTE_NAME) if path not in whole]
    useless = [path for path in useless if is_ours(path) and form_of(path) <= FORM]
    for path in useless:
        _unlink(*(noted(path) or [path]))
    for path in files_named(folder, NOTE_BESIDE):
        if is_ours(path) and _age(path) > _ABANDONED:
            _unlink(path)
    for path in files_named(folder, DATABASE_NAME):
        if is_ours(path) and not is_locked(path) and not _is_named(path):
            _unlink(path)
    total = 0
    for index in indexes:
        total += index.size
        if total > BOUND and index.note_path != newest:
            _unlink(*noted(index.note_path))


def files_named(folder: str, pattern: str) -> list[str]:
    """Return the paths in the folder whose names are of a pattern; others are not the cache's."""
    try:
        names = os.listdir(folder)
    except FileNotFoundError:
        return []
    return [os.path.join(folder, name) for name in names if re.fullmatch(pattern, name)]


def _age(path: str) -> float:
    """Return how many seconds ago a file was written, or will be: clocks are set back, too."""
    try:
        return abs(time.time() - os.lstat(path).st_mtime)
    except OSError:
        return 0


def _unlink(*paths: str) -> None:
    for path in paths:
        with suppress(OSError):  # somebody else was first, or, on Windows, has it open
            os.unlink(path)


def _is_named(path: str) -> bool:
    """Whether a note has come to name the database by now, or may, as it is of a newer form."""
    name = os.path.basename(path)
    of_note = beside(path, name.partition(".")[0] + NOTE)
    note = read_note(of_note)
    return form_of(of_note) > FORM if note is None else note.database == name


def _lock(handle: int) -> None:
    """Lock a file until it is closed. A killed process closes it too."""
    with suppress(ImportError):  # Windows does not remove what is open
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_locked(path: str) -> bool:
    """Whether somebody is filling a database."""
    try:
        handle = os.open(path, os.O_RDONLY)
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
