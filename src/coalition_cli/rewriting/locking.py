"""A file that is being changed is locked: two runs never change it at the same time."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from ..model.problems import reason
from ..reading import DataFile, printable
from .refusals import RefusedError

try:
    import fcntl
except ImportError:  # Windows
    _FLAGS = None
else:
    _FLAGS = fcntl.LOCK_EX | fcntl.LOCK_NB

_PATIENCE = 5.0  # seconds that a run waits for another one
_STEP = 0.02  # seconds between two tries


@contextmanager
def locked(file: DataFile) -> Iterator[None]:
    """Lock a file until the end of the block; raise RefusedError if another run does not end.

    The lock is the system's own: if a run is killed, it is gone, and nothing is left behind.
    Windows and some network disks have no such locks. There a file that changed meanwhile is still
    noticed when it is replaced.
    """
    if _FLAGS is None:  # and no file could be replaced that is open
        yield
        return
    handle = _locked(file)
    try:
        yield
    finally:
        os.close(handle)


def _locked(file: DataFile) -> int:
    path, name = os.path.realpath(file.path), printable(file.name)
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            handle = os.open(path, os.O_RDONLY)
        except OSError as error:
            raise RefusedError(f"{name}: cannot be changed: {reason(error)}") from error
        if _try(handle):
            if _is_still(path, handle):
                return handle
        elif time.monotonic() > deadline:
            os.close(handle)
            raise RefusedError(
                f"{name}: is being changed by another run of coalition\n"
                "wait until it has ended, then try again"
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
