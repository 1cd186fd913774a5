"""A file's bytes on their way to a change and back: read whole, replaced whole."""

import errno
import os
import stat

from ..model.problems import reason
from ..reading import DataFile
from ..reading.files import STANDARD_INPUT
from ..reading.limits import MAX_CHANGED
from ..writing.replacing import made, replaced
from .refusals import RefusedError

_MAY_NOT = "ask its owner for the right to write it, and to make files in its folder"
_REMEDIES = {
    **dict.fromkeys([errno.ENOSPC, errno.EDQUOT], "make room on that disk, then try again"),
    **dict.fromkeys([errno.EACCES, errno.EPERM, errno.EROFS], _MAY_NOT),
}


def is_to_be_made(file: DataFile) -> bool:
    """Whether a file is not there yet, and was not when it was named."""
    named = file.path != STANDARD_INPUT and file.status is None
    return named and not os.path.lexists(file.path)


def content_of(file: DataFile) -> bytes:
    """Return the bytes of a file that is to change. Raise RefusedError if it cannot be changed."""
    name = file.name
    try:
        if not file.regular:  # its change is only shown
            with file.open() as stream:
                content = stream.read()
            _refuse_large(name, len(content))
            return content
        with open(file.path, "rb") as stream:
            status = os.fstat(stream.fileno())
            if status.st_nlink > 1:
                raise RefusedError(
                    f"{name}: has {status.st_nlink} names (hard links), and only this one would "
                    "change\nreplace it by a copy of itself first"
                )
            _refuse_large(name, status.st_size)
            return stream.read()
    except OSError as error:
        raise RefusedError(f"{name}: cannot be read: {reason(error)}") from error


def _refuse_large(name: str, size: int) -> None:
    if size > MAX_CHANGED:
        raise RefusedError(
            f"{name}: has more than {MAX_CHANGED >> 20} MiB, and is too large to be changed\n"
            "split it into several files"
        )


def refuse_no_file(file: DataFile) -> None:
    """Raise RefusedError if it is no file on a disk that can be read again."""
    if file.path == STANDARD_INPUT:
        raise RefusedError("standard input cannot be changed\nname a claims file")
    if file.status is not None and stat.S_ISDIR(file.status.st_mode):
        raise RefusedError(f"{file.name}: this folder has no claims file to change")
    if file.status is not None and not file.regular:
        raise RefusedError(
            f"{file.name}: is a pipe, a device or a socket, and cannot be changed\n"
            "name a claims file"
        )


def replace(file: DataFile, before: bytes, now: bytes) -> None:
    """Write a file anew, whole. Raise RefusedError if it is not as it was read, or cannot be."""
    path, name = os.path.realpath(file.path), file.name
    is_new = file.status is None  # nobody could lock it
    changed = RefusedError(f"{name}: has changed meanwhile, and stays as it is\ntry again")
    try:
        with made(path) if is_new else replaced(path, remedy=_MAY_NOT) as out:
            out.write(now.decode())
            out.flush()
            os.fsync(out.fileno())  # takes longest: what follows is done at once
            if _content(path) != (None if is_new else before):
                raise changed
    except FileExistsError:
        raise changed from None
    except OSError as error:
        why = reason(error)
        if "\n" not in why and error.errno in _REMEDIES:
            why = f"{why}\n{_REMEDIES[error.errno]}"
        raise RefusedError(f"{name}: cannot be written: {why}") from error


def _content(path: str) -> bytes | None:
    """Return the bytes of a file; None if there is none."""
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except FileNotFoundError:
        return None
