"""A folder that a command makes for its files, and takes away again if it fails."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress


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
