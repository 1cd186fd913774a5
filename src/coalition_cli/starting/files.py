"""The first files of a project: all are made, or none."""

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import NamedTuple

from ..model.problems import OutputError, UsageError, reason
from ..project.trust import Trust
from ..project.upward import CLAIMS, marks, steps
from ..reading import printable
from ..reading.files import SETTINGS
from ..writing.replacing import made
from . import content

_SCHEMA = "claims.schema.json"
# In the order in which they are made: with the last one the folder is a project.
_FILES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        _SCHEMA: content.schema_of_claims,
        CLAIMS[0]: lambda: content.CLAIMS,
        SETTINGS: lambda: content.SETTINGS,
    }
)


class NewProject(NamedTuple):
    """A project that can be made: its folder is free of what would be written over."""

    folder: str  # as it was named; it may not be there yet
    around: str  # the project that it is in, if it is in one

    @classmethod
    def of(cls, folder: str) -> "NewProject":
        """Return the project to be made in a folder; raise UsageError if it cannot be one."""
        if not folder or "\0" in folder:
            raise UsageError("the path of the folder is empty")
        if os.path.lexists(folder) and not os.path.isdir(folder):
            raise UsageError(f"{printable(folder)} is no folder\nname a folder, or a new one")
        begun = _begun(folder)
        there = [path for path in _taken(folder) if os.path.lexists(path) and path not in begun]
        if there:
            names = ", ".join(map(printable, dict.fromkeys(there)))
            raise UsageError(
                f"nothing was made, because there is {names}\n"
                f"init only begins anew: {_remedy(folder)}"
            )
        if doubt := Trust(folder).doubt(folder):
            raise UsageError(
                f"a project here would not be read: {doubt}\nmake one in a folder of your own"
            )
        return cls(folder, _around(folder))

    @property
    def paths(self) -> list[str]:
        """The paths of its files, as they are shown."""
        return [printable(os.path.normpath(os.path.join(self.folder, name))) for name in _FILES]

    def make(self) -> None:
        """Make the folder and its files. Raise OutputError if one cannot be made; none stays.

        Each file is made as a whole. If a run is killed between two, the next one makes the others.
        """
        undone: list[Callable[[], None]] = []
        where = self.folder
        try:
            for where in _missing(self.folder):
                os.mkdir(where, 0o755)
                undone.append(_removal(os.rmdir, where))
            for name, text in _FILES.items():
                where = os.path.join(self.folder, name)
                if not _is_made(where, text()):
                    with made(where) as out:
                        out.write(text())
                    undone.append(_removal(os.unlink, where))
        except BaseException as error:
            for undo in reversed(undone):
                with suppress(OSError):
                    undo()
            if isinstance(error, OSError):
                raise OutputError(f"{printable(where)} cannot be made: {reason(error)}") from error
            raise


def _removal(remove: Callable[[str], None], path: str) -> Callable[[], None]:
    return lambda: remove(path)


def _begun(folder: str) -> set[str]:
    """Return the paths of the files that a run made that was killed before it had made all."""
    paths = {os.path.normpath(os.path.join(folder, name)): text for name, text in _FILES.items()}
    found = {path for path, text in paths.items() if _is_made(path, text())}
    return found if len(found) < len(paths) else set()


def _is_made(path: str, text: str) -> bool:
    """Whether there is a file already that has the text, and nothing else."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return False
        with open(path, "rb") as file:
            return file.read(len(text.encode()) + 1) == text.encode()
    except OSError:
        return False


def _taken(folder: str) -> Iterator[str]:
    """Yield the paths that must be free: those of the files, and of claims that it has already."""
    yield from (os.path.normpath(os.path.join(folder, name)) for name in _FILES)
    yield from (os.path.normpath(path) for path in marks(folder))


def _remedy(folder: str) -> str:
    if next(marks(folder), None):
        return "this folder is a project already; 'coalition doctor' says what is read of it"
    return "name another folder, or move it away"


def _missing(folder: str) -> list[str]:
    """Return the folders that have to be made, the outermost first."""
    missing: list[str] = []
    while folder and not os.path.lexists(folder):
        missing.append(folder)
        folder = os.path.dirname(folder.rstrip(os.sep))
    return missing[::-1]


def is_project(folder: str) -> bool:
    """Whether a folder has claims or settings already."""
    return os.path.isdir(folder) and next(marks(folder), None) is not None


def nearest(folder: str) -> str:
    """Return the folder itself, or the nearest one above that there is."""
    missing = _missing(folder)
    return os.path.dirname(missing[0].rstrip(os.sep)) if missing else folder


def _around(folder: str) -> str:
    """Return the folder of the project that a folder is in; empty if it is in none."""
    for step in steps(nearest(folder)):
        if next(marks(step.base), None):
            return printable(os.path.abspath(step.base or os.curdir))
    return ""
