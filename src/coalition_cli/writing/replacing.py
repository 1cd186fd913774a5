"""A file is replaced, or made, as a whole: it is written beside its place, then gets its name."""

import os
import re
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from tempfile import mkdtemp
from typing import Any, TextIO

from ..model.problems import reason

# The name of each file, or folder of files, that is not complete yet.
_PART = re.compile(r"\.coalition\.[0-9a-f]{16}\.part")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)  # only on Windows
# Signals that end a program at once. Ctrl-C is not one of them: Python makes it an exception.
_ENDING = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGXCPU", "SIGBREAK")


@contextmanager
def replaced(target: str, *, remedy: str = "") -> Iterator[TextIO]:
    """Open the file that replaces `target` in the end. Raise OSError if that is not possible.

    The new file gets the mode, the owner and the extended attributes of the old one, also its
    access lists. If it cannot have the owner, that is an OSError. A run that fails, or that a
    signal ends, leaves the old file and nothing beside it. If a run is killed, the next run that
    writes in the same folder removes what it left. `remedy` is what to do if there is no right to
    replace it; without it, that is what to give in place of -o.
    """
    with _begun(target, remedy) as (part, out):
        yield out
        out.flush()
        os.fsync(out.fileno())
        if os.name == "nt":  # Windows does not rename an open file
            out.close()
        os.replace(part, target)


def try_to_replace(target: str) -> None:
    """Raise OSError where `replaced` would: begin to replace a file, and leave it as it is."""
    with _begun(target, ""):
        pass


@contextmanager
def _begun(target: str, remedy: str) -> Iterator[tuple[str, TextIO]]:
    """Open the file that can replace another one; yield its path too. It is gone in the end."""
    old = _writable_status(target)
    part = part_of(target)
    # If there is an old file, nobody else may read the new one before it has the same mode.
    mode = 0o666 if old is None else 0o600
    with removed_in_the_end(part), new_part(part, mode, beside=old, remedy=remedy) as out:
        if old is not None:
            _copy_status(target, old, part, remedy)
        yield part, out


@contextmanager
def made(target: str, mode: int = 0o666) -> Iterator[TextIO]:
    """Open the new file that `target` names in the end, but never in the place of another one.

    Raise OSError if that is not possible. A run that ends before, or is killed, makes no file.
    """
    part = part_of(target)
    with removed_in_the_end(part), new_part(part, mode) as out:
        yield out
        out.flush()
        os.fsync(out.fileno())
        try:
            os.link(part, target)
        except FileExistsError:
            raise
        except OSError:  # a disk where a file has only one name
            os.close(os.open(target, _NEW, mode))
            out.close()
            os.replace(part, target)


def part_of(target: str) -> str:
    """Return the path of the file that becomes `target`; remove what killed runs left there."""
    folder = os.path.dirname(target)
    _sweep(folder or os.curdir)
    return os.path.join(folder, f".coalition.{os.urandom(8).hex()}.part")


def is_part(name: str) -> bool:
    """Whether a file or folder of that name, as `part_of` gives it, is not complete yet."""
    return _PART.fullmatch(name) is not None


def _writable_status(target: str) -> os.stat_result | None:
    """Return the status of the file, None if there is none. Raise OSError if it is read-only.

    To replace a file, the system asks only for the rights of its folder.
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
def new_part(
    part: str, mode: int, *, beside: os.stat_result | None = None, remedy: str = ""
) -> Iterator[TextIO]:
    """Make a new file of a name from `part_of`. It is locked, so no run takes it for a leftover."""
    try:
        handle = os.open(part, _NEW, mode)
        while not _locked(handle):
            os.close(handle)
            handle = os.open(part, _NEW, mode)
    except PermissionError as error:
        if beside is None:
            raise
        remedy = remedy or "use '>' in place of -o to write over it"
        why = f"no new file can be made beside it: {reason(error)}\n{remedy}"
        raise PermissionError(error.errno, why) from error
    with open(handle, "w", encoding="utf-8", newline="") as out:
        yield out


@contextmanager
def new_part_folder(part: str) -> Iterator[None]:
    """Make a new folder of a name from `part_of`. It is locked too."""
    if os.name == "nt":  # Windows opens no folders, and no run sweeps there
        os.mkdir(part)
        yield
        return
    while True:
        os.mkdir(part)
        handle = os.open(part, os.O_RDONLY | os.O_NOFOLLOW)
        if _locked(handle):
            break
        os.close(handle)
    try:
        yield
    finally:
        os.close(handle)


def _locked(handle: int) -> bool:
    """Lock a file or folder until it is closed. Return whether it still is: a run may sweep it."""
    with suppress(ImportError, OSError):  # Windows, and disks without locks: no run sweeps there
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)
    return os.fstat(handle).st_nlink > 0


def _copy_status(target: str, old: os.stat_result, part: str, remedy: str) -> None:
    """Give the new file owner, mode and attributes of the old. Raise OSError for the owner."""
    new = os.stat(part)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        try:
            os.chown(part, old.st_uid, old.st_gid)
        except OSError as error:
            remedy = remedy or "name another file, or remove this one first"
            why = f"its owner and group cannot be kept\n{remedy}"
            raise PermissionError(error.errno, why) from error
    os.chmod(part, old.st_mode & 0o7777)
    if hasattr(os, "listxattr"):  # Linux
        with suppress(OSError):
            for name in os.listxattr(target):
                with suppress(OSError):  # only the system sets some of them
                    os.setxattr(part, name, os.getxattr(target, name))


_unfinished: list[str] = []  # what is removed in the end


@contextmanager
def removed_in_the_end(part: str) -> Iterator[None]:
    """Remove a file, or a folder of files, in the end, also if a signal ends the program."""
    _unfinished.append(part)
    _change_handlers(signal.SIG_DFL, _end)  # a signal that is ignored stays ignored
    try:
        yield
    finally:
        _remove(part)
        _unfinished.remove(part)
        if not _unfinished:
            _change_handlers(_end, signal.SIG_DFL)


@contextmanager
def temporary_folder() -> Iterator[str]:
    """Yield the path of a new folder that nobody else may read; it is gone in the end."""
    folder = mkdtemp(prefix="coalition-")
    with removed_in_the_end(folder):
        yield folder


def _end(number: int, frame: object) -> None:
    del frame
    for part in reversed(_unfinished):
        _remove(part)
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def _change_handlers(before: object, after: Any) -> None:
    """Change what is done at signals that end the program, where it is this so far."""
    if threading.current_thread() is threading.main_thread():  # only that one may
        for number in (getattr(signal, name) for name in _ENDING if hasattr(signal, name)):
            if signal.getsignal(number) is before:
                signal.signal(number, after)


@contextmanager
def stopped_first(stop: Callable[[], object]) -> Iterator[None]:
    """Where a signal ends the program, stop another writer before anything is removed."""
    removing = {
        number: before
        for number in (getattr(signal, name, None) for name in _ENDING)
        if number is not None and callable(before := signal.getsignal(number))
    }
    if threading.current_thread() is not threading.main_thread():
        removing = {}

    def end(number: int, frame: Any) -> None:
        stop()
        removing[number](number, frame)

    try:
        for number in removing:
            signal.signal(number, end)
        yield
    finally:
        for number, before in removing.items():
            signal.signal(number, before)


def _sweep(folder: str) -> None:
    """Remove what killed runs left in a folder: what is our own, and what no run has locked."""
    with suppress(ImportError, OSError):  # Windows has no such locks
        import fcntl

        with os.scandir(folder) as entries:
            parts = [entry for entry in entries if is_part(entry.name)]
        for entry in parts:
            if entry.stat(follow_symlinks=False).st_uid != os.geteuid():
                continue  # and perhaps not to be looked into
            is_file = entry.is_file(follow_symlinks=False)
            if is_file or (entry.is_dir(follow_symlinks=False) and _may_be_ours(entry.path)):
                with suppress(OSError):  # locked, or gone
                    how = os.O_RDWR if is_file else os.O_RDONLY
                    handle = os.open(entry.path, how | os.O_NOFOLLOW | os.O_NONBLOCK)
                    try:
                        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                        _remove(entry.path)
                    finally:
                        os.close(handle)


def _may_be_ours(folder: str) -> bool:
    """Whether a folder has nothing but files, or folders of them, as those that are made here."""
    entries = _entries(folder)
    folders = [entry for entry in entries if not entry.is_file(follow_symlinks=False)]
    if not all(entry.is_dir(follow_symlinks=False) for entry in folders):
        return False
    below = [entry for each in folders for entry in _entries(each.path)]
    if not all(entry.is_file(follow_symlinks=False) for entry in below):
        return False
    return not folders or len(entries) + len(below) > len(folders)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return [*entries]


def _remove(path: str) -> None:
    """Remove a file, or a folder with all that is in it, if it is there."""
    with suppress(OSError):
        if not os.path.isdir(path) or os.path.islink(path):
            os.unlink(path)
            return
        for name in os.listdir(path):
            _remove(os.path.join(path, name))
        os.rmdir(path)
