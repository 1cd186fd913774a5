"""A file that is being changed is locked: two runs never change it at the same time."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Self

from ..model.problems import reason
from ..reading import DataFile
from .refusals import RefusedError

try:
    import fcntl
except ImportError:  # Windows
    _FLAGS = None
else:
    _FLAGS = fcntl.LOCK_EX | fcntl.LOCK_NB

_PATIENCE = 20.0  # seconds that a run waits while the file stays as it is
_OTHERS = 100  # files that a run has open beside those that it locks
_STEP = 0.02  # seconds between two tries


def make_room(files: int) -> None:
    """Have the system let us keep so many files open, as far as it does: each is locked."""
    try:
        import resource  # Windows has none
    except ImportError:
        return
    least, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = files + _OTHERS
    if most != resource.RLIM_INFINITY:
        wanted = min(wanted, most)
    if least != resource.RLIM_INFINITY and least < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


@contextmanager
def locked(file: DataFile) -> Iterator[None]:
    """Lock a file until the end of the block; raise RefusedError if another run does not end.

    The lock is the system's own: if a run is killed, it is gone, and nothing is left behind.
    Windows and some network disks have no such locks. There a file that changed meanwhile is still
    noticed when it is replaced.
    """
    with Lock(file):
        yield


class Lock:
    """The lock of a file, until it is closed."""

    def __init__(self, file: DataFile, patience: float = _PATIENCE) -> None:
        """Lock a file. Raise RefusedError if another run keeps it for so many seconds."""
        self._path = os.path.realpath(file.path)
        # On Windows no file could be replaced that is open.
        self._handle = None if _FLAGS is None else _locked(file, patience)

    def __enter__(self) -> Self:
        """Keep it until the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Unlock the file."""
        if self._handle is not None:
            os.close(self._handle)

    def follow(self) -> None:
        """Lock the file that is there now: another program may have put it in the place."""
        if self._handle is None or _is_still(self._path, self._handle):
            return
        with suppress(OSError):
            handle = os.open(self._path, os.O_RDONLY)
            old, self._handle = (self._handle, handle) if _try(handle) else (handle, self._handle)
            os.close(old)


def _locked(file: DataFile, patience: float) -> int:
    path, name = os.path.realpath(file.path), file.name
    deadline, seen = 0.0, -1
    while True:
        try:
            handle = os.open(path, os.O_RDONLY)
        except OSError as error:
            raise RefusedError(f"{name}: cannot be changed: {reason(error)}") from error
        if (number := os.fstat(handle).st_ino) != seen:  # others get on, and it will be our turn
            deadline, seen = time.monotonic() + patience, number
        if _try(handle):
            if _is_still(path, handle):
                return handle
        elif time.monotonic() > deadline:
            os.close(handle)
            raise RefusedError(
                f"{name}: is being changed by another run of coalition\n"
                "wait until it has ended, or close its editor, then try again"
            )
        os.close(handle)
        time.sleep(_STEP)


def _try(handle: int) -> bool:
    """Lock an open file. Return False if another run has locked it."""
    assert _FLAGS is not None  # noqa: S101 - there are locks
    try:
        fcntl.flock(handle, _FLAGS)
    except BlockingIOError:
        return False
    except OSError:  # a disk without locks
        return True
    return True


def _is_still(path: str, handle: int) -> bool:
    """Whether a path still names the open file. Another run may have replaced it."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(handle))
    except OSError:
        return False
