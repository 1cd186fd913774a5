"""The files of a project: those of its paths and globs, but for what it ignores."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..model.problems import DataError, Problem
from ..reading import SUFFIXES
from ..reading.files import (
    STANDARD_INPUT,
    DataFile,
    claims_files_in,
    data_files,
    is_claims_file,
    printable,
)
from .globs import Glob, is_glob
from .trust import Trust

if TYPE_CHECKING:  # few projects have any
    from .settings import Settings


def project_files(paths: Sequence[str], base: str, settings: "Settings | None") -> list[DataFile]:
    """Return the files of a project: of its paths, by its coalition.toml, if it has one.

    Paths and globs lead from the working folder, and so does `base`, the project's folder. Raise
    DataError for a glob that matches nothing, and for a file that others may have put there.
    """
    trust = Trust(base)
    choices = [_Choice(path, base, settings) for path in paths]
    chosen = [(path, choice.names_one) for choice in choices for path in choice.paths(trust)]
    trust.check([path for path, _ in chosen])
    files = data_files([path for path, _ in chosen])
    named = {path for path, names_one in chosen if names_one}
    for file in files:
        file.inside = True  # a pipe or a device is not waited for
        file.found = file.path not in named
    return files


def would_read(path: str, new: str, base: str, settings: "Settings | None") -> bool:
    """Whether a new file would be read with a path of the project."""
    try:
        way = os.path.relpath(os.path.realpath(new), os.path.realpath(base or os.curdir))
    except ValueError:  # on another drive of Windows
        return False
    names = way.split(os.sep)
    hidden = any(name.startswith(".") for name in names)  # `..` leads outside
    choice = _Choice(path, base, settings)
    return not hidden and is_claims_file(names[-1]) and not choice.skips(names)


class _Choice:
    """Which files of a project one of its paths stands for: itself, or what is in a folder."""

    def __init__(self, path: str, base: str, settings: "Settings | None") -> None:
        self._lead = os.path.join(base, "")
        self._path = path
        stated = path.removeprefix(self._lead)
        self._is_one = not is_glob(stated) or os.path.lexists(path)
        self._glob = Glob(stated, literal=self._is_one)
        ignore = settings.ignore if settings else ()
        self._ignored = [Glob(each, anywhere=True) for each in ignore]
        self._settings = settings

    def skips(self, names: Sequence[str], *, folder: bool = False) -> bool:
        """Whether a file of these names is not read, or nothing in the folder of these names."""
        wanted = self._glob.leads_on(names) if folder else self._glob.matches(names)
        return not wanted or any(glob.matches(names) for glob in self._ignored)

    @property
    def names_one(self) -> bool:
        """Whether it stands for the file that it names."""
        return self._is_one and not os.path.isdir(self._path)

    def paths(self, trust: Trust) -> list[str]:
        """Return the paths of the files; raise DataError if there are none."""
        if self.names_one:
            dash = self._path == STANDARD_INPUT
            return [os.path.join(os.curdir, self._path) if dash else self._path]
        folder = os.path.join(self._lead, *self._glob.beginning) or os.curdir
        trust.check([os.path.normpath(folder)])
        found = claims_files_in(folder, self._skipped) if os.path.isdir(folder) else []
        if not found:
            raise DataError([self._nothing()])
        return [os.path.normpath(path) for path in found]

    def _nothing(self) -> Problem:
        """Return the problem of a path that no claims file stands for."""
        ends = f"the name of a claims file ends in {', '.join(SUFFIXES)}"
        if self._settings is None:
            return Problem("unreadable", "this folder has no claims file", ends, self._path)
        if self._ignored:
            ends += "; nor is one read that 'ignore' names"
        stated = printable(self._path.removeprefix(self._lead))
        return self._settings.problem(
            "data", "unreadable", f"no claims file is at '{stated}'", ends
        )

    def _skipped(self, path: str, *, folder: bool) -> bool:
        names = os.path.normpath(path).removeprefix(self._lead).split(os.sep)
        return self.skips(names, folder=folder)
