"""Where an answer is written: the file that -o names, or standard output."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from ..model.problems import UsageError
from .refusing import cannot_write
from .standard import standard_output

_STANDARD_OUTPUT = 1
# The folders of the open files of this process: /dev/stdout leads there.
_OPEN_FILES = ("/dev/fd", "/proc/self/fd")


@contextmanager
def opened(path: str | None) -> Iterator[TextIO]:
    """Open the file that an answer is written to: standard output for None and "-".

    A new file is written beside the old one and renamed when it is complete, so a failed run
    leaves the old one. Devices, pipes and open files are written to directly.
    """
    if path in (None, "-"):
        yield standard_output()
        return
    if not path:
        raise UsageError("the path of the file to write is empty")
    try:
        yield from _opened(path)
    except BrokenPipeError:  # no failure: its reader has seen enough
        raise
    except OSError as error:
        raise cannot_write(path, error) from error


def refuse_unwritable(path: str) -> None:
    """Raise OutputError where `opened` would, before there is an answer. Nothing is changed.

    Devices, pipes and open files are not tried: what is written to them is there at once.
    """
    if not path or _open_handle(path) is not None:
        return
    try:
        if _is_regular(path):
            from .replacing import try_to_replace

            try_to_replace(os.path.realpath(path))
        elif os.path.isdir(path):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    except OSError as error:
        raise cannot_write(path, error) from error


def status_of(path: str | None) -> os.stat_result | None:
    """Return the status of the file that an answer would go to. None if there is none."""
    try:
        return os.fstat(_STANDARD_OUTPUT) if path in (None, "-") else os.stat(str(path))
    except OSError:  # opening it says why
        return None


def _opened(path: str) -> Iterator[TextIO]:
    handle = _open_handle(path)
    if handle == _STANDARD_OUTPUT:
        yield standard_output()
        return
    if handle is None and _is_regular(path):
        from .replacing import replaced  # few answers go to a file

        with replaced(os.path.realpath(path)) as out:
            yield out
        return
    to = path if handle is None else handle
    with open(to, "w", encoding="utf-8", newline="", closefd=handle is None) as out:
        yield out


def _is_regular(path: str) -> bool:
    """Whether a path names a file on a disk. The file may not exist yet."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except FileNotFoundError:
        if os.path.basename(path) in ("", os.curdir, os.pardir):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR)) from None
        return True


def _open_handle(path: str) -> int | None:
    """Return the number of the open file that a path such as /dev/stdout means, if any."""
    folders = {os.path.realpath(folder) for folder in _OPEN_FILES}
    for _ in range(40):  # the system follows no more links
        folder, name = os.path.split(path)
        if name.isdecimal() and os.path.realpath(folder) in folders:
            return int(name)
        if not os.path.islink(path):
            break
        path = os.path.join(folder, os.readlink(path))
    return None
