"""A file that an answer takes the place of: the new one is written beside it and renamed."""

import os
import re
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO

from ..model.problems import reason

# The names of files that are not whole yet, whatever they will be called in the end.
_PART = re.compile(r"\.coalition\.[0-9a-f]{16}\.part")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)  # of Windows
# Signals that end a program where it stands. Ctrl-C is an exception, and not among them.
_ENDING = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGXCPU", "SIGBREAK")


@contextmanager
def replaced(target: str) -> Iterator[TextIO]:
    """Open the file that takes the place of `target` in the end; raise OSError where none can.

    It gets the mode, the owner and the extended attributes (access lists among them) of the
    old one, and is refused where it cannot have the owner. A run that fails, or is ended by a
    signal, leaves the old file and nothing beside it. What a killed run has left is removed by
    the next that writes in the same folder.
    """
    old = _status(target)
    folder = os.path.dirname(target)
    _sweep(folder)
    part = os.path.join(folder, f".coalition.{os.urandom(8).hex()}.part")
    with _removed(part), _made(part, beside=old) as out:
        if old is not None:
            _keep(target, old, part)
        yield out
        out.flush()
        os.fsync(out.fileno())
        if os.name == "nt":  # what is open cannot be renamed there
            out.close()
        os.replace(part, target)


def _status(target: str) -> os.stat_result | None:
    """Return the status of the file, None if there is none; raise OSError if it is not ours.

    A folder lets files be replaced that may not be written: whether they may is asked here.
    """
    try:
        handle = os.open(target, os.O_WRONLY)
    except FileNotFoundError:
        return None
    try:
        return os.fstat(handle)
    finally:
        os.close(handle)


@contextmanager
def _made(part: str, *, beside: os.stat_result | None) -> Iterator[TextIO]:
    """Make the new file, and hold it, so that no other run takes it for a leftover."""
    # Beside an old file nobody sees it before it has that one's mode.
    mode = 0o666 if beside is None else 0o600
    try:
        handle = os.open(part, _NEW, mode)
        while not _held(handle):
            os.close(handle)
            handle = os.open(part, _NEW, mode)
    except PermissionError as error:
        if beside is None:
            raise
        remedy = "use '>' in place of -o to write over it"
        why = f"no new file can be made beside it: {reason(error)}\n{remedy}"
        raise PermissionError(error.errno, why) from error
    with open(handle, "w", encoding="utf-8", newline="") as out:
        yield out


def _held(handle: int) -> bool:
    """Lock a file until it is closed; tell whether another run has not swept it just before."""
    with suppress(ImportError, OSError):  # Windows, and disks without locks: nothing is swept there
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)
    return os.fstat(handle).st_nlink > 0


def _keep(target: str, old: os.stat_result, part: str) -> None:
    """Give the new file what the old one has; raise OSError where that cannot be its owner."""
    new = os.stat(part)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        try:
            os.chown(part, old.st_uid, old.st_gid)
        except OSError as error:
            why = "its owner and group cannot be kept\nname another file, or remove this one first"
            raise PermissionError(error.errno, why) from error
    os.chmod(part, old.st_mode & 0o7777)
    if hasattr(os, "listxattr"):  # Linux
        with suppress(OSError):
            for name in os.listxattr(target):
                with suppress(OSError):  # some are the system's to give
                    os.setxattr(part, name, os.getxattr(target, name))


@contextmanager
def _removed(part: str) -> Iterator[None]:
    """Remove a file in the end, if it is still there, be the end a signal."""

    def end(number: int, frame: object) -> None:
        del frame
        _unlink(part)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    with _handled(end):
        try:
            yield
        finally:
            _unlink(part)


@contextmanager
def _handled(end: Callable[[int, Any], None]) -> Iterator[None]:
    """Have signals that end the program handled; those that somebody ignores stay ignored."""
    numbers = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    ours = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    if threading.current_thread() is not threading.main_thread():
        ours = []  # only the main thread may
    try:
        for number in ours:
            signal.signal(number, end)
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _sweep(folder: str) -> None:
    """Remove what killed runs have left in a folder: our own files that no run holds."""
    with suppress(ImportError, OSError):  # Windows has no such locks
        import fcntl

        with os.scandir(folder) as entries:
            parts = [entry for entry in entries if _PART.fullmatch(entry.name)]
        for entry in parts:
            status = entry.stat(follow_symlinks=False)
            if entry.is_file(follow_symlinks=False) and status.st_uid == os.geteuid():
                with suppress(OSError):  # held, or gone
                    handle = os.open(entry.path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
                    try:
                        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                        _unlink(entry.path)
                    finally:
                        os.close(handle)


def _unlink(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)
