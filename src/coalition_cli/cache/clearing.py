"""Removes indexes from the cache: those of some data, or all that is the cache's."""

import os
from collections.abc import Sequence
from typing import NamedTuple

from ..model.problems import reason
from .entry import is_of
from .folder import files_named, is_locked
from .note import (
    DATABASE,
    DATABASE_NAME,
    NOTE_BESIDE,
    NOTE_NAME,
    Note,
    belongs_to_user,
    beside,
    is_marked,
    is_ours,
    noted,
    read_note,
)


class Removed(NamedTuple):
    """An index that was removed; or, without data, a file that belonged to none."""

    data: str
    size: int  # in bytes


class Left(NamedTuple):
    """A file of the cache that could not be removed, and why."""

    path: str
    reason: str


class Cleared(NamedTuple):
    """What was removed from the cache, and what is left though it was to be removed."""

    removed: list[Removed]
    left: list[Left]


def clear_data(folder: str, asked: Sequence[str]) -> Cleared:
    """Remove the indexes of these paths from the cache, and nothing else.

    Raise OSError where the folder cannot be looked into.
    """
    cleared = Cleared([], [])
    for path in files_named(folder, NOTE_NAME):
        note = read_note(path)
        if note and is_of(note, asked):
            _remove(_files(path, note), note.data, cleared)
    return cleared


def clear_all(folder: str) -> Cleared:
    """Remove all indexes from the cache, and what is left of others.

    Raise OSError where the folder cannot be looked into.
    """
    found = files_named(folder, f"{NOTE_NAME}|{NOTE_BESIDE}|{DATABASE_NAME}")
    ours = [path for path in found if is_ours(path) and not _is_being_made(path)]
    anothers = [Left(path, "belongs to another user") for path in found if _is_anothers(path)]
    cleared = Cleared([], anothers)
    for path in files_named(folder, NOTE_NAME):
        note = read_note(path)
        _remove(_files(path, note), note.data if note else "", cleared)
    failed = {file.path for file in cleared.left}
    for path in ours:
        if path not in failed:
            _remove([path], "", cleared)
    return cleared


def _files(path: str, note: Note | None) -> list[str]:
    """Return the files of an index by the path of its note, also if the database has changed."""
    database = beside(path, note.database) if note else ""
    more = [database] if database and is_ours(database) else []
    return list(dict.fromkeys([*more, *noted(path)]))


def _remove(paths: Sequence[str], data: str, cleared: Cleared) -> None:
    """Remove the files of an index, and add to what was removed or is left."""
    size, left = 0, len(cleared.left)
    for path in paths:
        try:
            of_file = os.lstat(path).st_size
            os.unlink(path)
            size += of_file
        except FileNotFoundError:
            pass  # somebody else was first
        except OSError as error:
            cleared.left.append(Left(path, reason(error)))
    if size and len(cleared.left) == left:
        cleared.removed.append(Removed(data, size))


def _is_being_made(path: str) -> bool:
    return path.endswith(DATABASE) and is_locked(path)


def _is_anothers(path: str) -> bool:
    """Whether a file is of another user's cache, as far as that can be seen."""
    try:
        return not belongs_to_user(os.lstat(path)) and is_marked(path)
    except PermissionError:  # who may not look takes it for one
        return True
    except OSError:
        return False
