"""A folder that a command makes for its files, and takes away again if it fails."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from .replacing import part_of, try_to_replace


class _TriedError(Exception):
    """It went well, and all is undone."""


def try_to_fill(folder: str) -> None:
    """Raise OSError where `made_folder` would, or where no file can be made. Nothing is left."""
    with suppress(_TriedError), made_folder(folder):
        try_to_replace(part_of(os.path.join(folder, "")))
        raise _TriedError


@contextmanager
def made_folder(folder: str) -> Iterator[None]:
    """Make a folder, and those around it. Those that are new are gone again if the block fails."""
    new: list[str] = []
    while folder and not os.path.lexists(folder):
        new.append(folder)
        folder = os.path.dirname(folder)
    try:
        for each in reversed(new):
            os.mkdir(each)
        yield
    except BaseException:
        for each in new:
            with suppress(OSError):  # another program has put something there
                os.rmdir(each)
        raise
