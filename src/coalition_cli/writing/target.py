"""What an answer is written to: the file that -o names, or standard output."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from ..model.problems import OutputError, UsageError, reason
from .standard import standard_output

_STANDARD_OUTPUT = 1
# The folders whose files stand for what this process has open: /dev/stdout leads there.
_OPEN_FILES = ("/dev/fd", "/proc/self/fd")


@contextmanager
def opened(path: str | None) -> Iterator[TextIO]:
    """Open what an answer is written to: a file, or standard output for None and "-".

    A file is written beside and renamed once it is whole, so that a failed run leaves
    the old one; devices, pipes and what is open already are written to as they are.
    """
    if path in (None, "-"):
        yield standard_output()
        return
    if not path:
        raise UsageError("the path of the file to write is empty")
    try:
        yield from _opened(path)
    except BrokenPipeError:  # its reader has seen enough
        raise
    except OSError as error:
        raise OutputError(f"cannot write {path}: {reason(error)}") from error


def standing(path: str | None) -> os.stat_result | None:
    """Return the status of what stands where an answer would be written; None: nothing does."""
    try:
        return os.fstat(_STANDARD_OUTPUT) if path in (None, "-") else os.stat(str(path))
    except OSError:  # opening it says why
        return None


def _opened(path: str) -> Iterator[TextIO]:
    number = _open_file(path)
    if number == _STANDARD_OUTPUT:
        yield standard_output()
        return
    if number is None and _is_replaced(path):
        from .replacing import replaced  # few answers go to a file

        with replaced(os.path.realpath(path)) as out:
            yield out
        return
    to = path if number is None else number
    with open(to, "w", encoding="utf-8", newline="", closefd=number is None) as out:
        yield out


def _is_replaced(path: str) -> bool:
    """Whether a path names a file on a disk. The file may not exist yet."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except FileNotFoundError:
        if os.path.basename(path) in ("", os.curdir, os.pardir):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR)) from None
        return True


def _open_file(path: str) -> int | None:
    """Return which open file of this process a path such as /dev/stdout stands for, if any."""
    folders = {os.path.realpath(folder) for folder in _OPEN_FILES}
    for _ in range(40):  # links, as many as the system follows
        folder, name = os.path.split(path)
        if name.isdecimal() and os.path.realpath(folder) in folders:
            return int(name)
        if not os.path.islink(path):
            break
        path = os.path.join(folder, os.readlink(path))
    return None
