"""An answer is never written over what it is read from."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence

from ..model.problems import UsageError
from ..reading import asked_for, data_files
from ..reading.files import STANDARD_INPUT, takes_in
from ..writing import standing

# What is lost where it is written to while it is read; of a terminal nothing is.
_LOST = (stat.S_IFREG, stat.S_IFIFO, stat.S_IFBLK)
_INPUT = "standard input"  # what messages call it


def keep_apart(output: str | None, data: Sequence[str], texts: Iterable[str] = ()) -> None:
    """Raise UsageError where -o names what the answer is read from, whatever the name.

    That is a file that the data stand for, or one of the texts; or a new file that would be read
    with a folder of the data from then on. `data` are paths as options have them: without any,
    those that are read then. So is a file that `>>` adds to; what `>` names is empty by now.
    """
    named = output not in (None, "-")
    there = standing(output)
    if there is None and named:
        _refuse_to_join(str(output), asked_for(data))
    elif there is not None and stat.S_IFMT(there.st_mode) in _LOST and (named or there.st_size):
        for name, status in _read(data, texts):
            if status is not None and os.path.samestat(there, status):
                what = f"-o {output} would replace" if named else "the answer would be added to"
                raise UsageError(f"{what} {name}, which the answer is read from\nname another file")


def _read(data: Sequence[str], texts: Iterable[str]) -> Iterator[tuple[str, os.stat_result | None]]:
    """Yield the name and the status of each file that is read."""
    for file in data_files(asked_for(data)):
        yield (_INPUT, _of_input()) if file.path == STANDARD_INPUT else (file.name, file.status)
    for path in texts:
        yield (_INPUT, _of_input()) if path == STANDARD_INPUT else (path, standing(path))


def _of_input() -> os.stat_result | None:
    """Return the status of standard input, as far as it is an open file."""
    try:
        return os.fstat(sys.stdin.fileno())
    except (OSError, ValueError, AttributeError):
        return None


def _refuse_to_join(output: str, folders: Sequence[str]) -> None:
    for folder in folders:
        if os.path.isdir(folder) and takes_in(folder, output):
            raise UsageError(
                f"-o {output} would become part of the data in {folder}\n"
                "name a file outside that folder, or one with another ending, such as .csv"
            )
