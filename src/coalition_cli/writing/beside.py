"""An answer that is no text: a file of its own kind, or a folder of files.

It is made beside its place, under another name, and gets its name when it is complete. So a run
that fails leaves what was there before, and nothing else.
"""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ..model.problems import UsageError
from .refusing import cannot_write
from .replacing import new_part, new_part_folder, part_of, removed_in_the_end


@contextmanager
def new_file(target: str) -> Iterator[str]:
    """Yield the path of a file to make, which `target` names in the end.

    Raise OutputError where that cannot be.
    """
    with _begun_file(target) as part:
        yield part
        os.replace(part, os.path.realpath(target))


def refuse_file(target: str) -> None:
    """Raise OutputError where `new_file` would. Nothing is changed."""
    with _begun_file(target):
        pass


@contextmanager
def _begun_file(target: str) -> Iterator[str]:
    if target.endswith(("/", os.sep)) or os.path.isdir(target):
        raise cannot_write(target, _error(errno.EISDIR))
    if os.path.exists(target) and not os.path.isfile(target):
        raise cannot_write(target, _error(errno.EEXIST))  # a device, say
    with _named_in_the_end(target) as part, new_part(part, 0o666) as out:
        if os.name == "nt":  # Windows does not rename an open file
            out.close()
        yield part


@contextmanager
def new_folder(target: str, is_ours: Callable[[str], bool]) -> Iterator[str]:
    """Yield the path of a folder to fill, which `target` names in the end.

    A folder that is there already is replaced if it is empty, or if `is_ours` says that an earlier
    run has made all of it. Raise UsageError for another one, OutputError where no folder can be
    made.
    """
    with _begun_folder(target, is_ours) as part:
        yield part
        _refuse_others(target, is_ours)  # another run may have made it meanwhile
        target = os.path.realpath(target)
        if not os.path.isdir(target):
            os.rename(part, target)
            return
        before = f"{part.removesuffix('.part')}.old"  # which no run sweeps: it is whole
        os.rename(target, before)
        try:
            os.rename(part, target)
        except OSError:
            os.rename(before, target)
            raise
        with removed_in_the_end(before):
            pass


@contextmanager
def folder_within(folder: str) -> Iterator[str]:
    """Yield the path of a new folder in another one; it is gone in the end, or with a later run."""
    part = part_of(os.path.join(folder, ""))
    with removed_in_the_end(part), new_part_folder(part):
        yield part


def refuse_folder(target: str, is_ours: Callable[[str], bool]) -> None:
    """Raise UsageError or OutputError where `new_folder` would. Nothing is changed."""
    with _begun_folder(target, is_ours):
        pass


@contextmanager
def _begun_folder(target: str, is_ours: Callable[[str], bool]) -> Iterator[str]:
    if os.path.exists(target) and not os.path.isdir(target):
        raise cannot_write(target, _error(errno.ENOTDIR))
    _refuse_others(target, is_ours)
    with _named_in_the_end(target) as part, new_part_folder(part):
        yield part


def _refuse_others(target: str, is_ours: Callable[[str], bool]) -> None:
    if os.path.isdir(target) and os.listdir(target) and not is_ours(target):
        remedy = "name a folder that is new or empty"
        raise UsageError(f"{target} has files that this command has not made\n{remedy}")


@contextmanager
def _named_in_the_end(target: str) -> Iterator[str]:
    """Yield the path that something has until it is complete; raise OutputError where it fails."""
    if not target:
        raise UsageError("the path of what is written is empty")
    part = part_of(os.path.realpath(target))
    with removed_in_the_end(part):
        try:
            yield part
        except OSError as error:
            raise cannot_write(target, error) from error


def _error(number: int) -> OSError:
    return OSError(number, os.strerror(number))
