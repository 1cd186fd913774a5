"""The data that a user means, and where its paths come from."""

import os
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ..model.problems import CoalitionError
from ..reading.files import DataFile, data_files, printable, shipped, takes_in
from ..reading.lakes import MANIFEST, is_lake, is_url

if TYPE_CHECKING:  # data that is named needs none of it
    from ..model.choice import Choice
    from .settings import Settings

VARIABLE = "COALITION_DATA"
ENGINE = "COALITION_ENGINE"


class Origin(StrEnum):
    """Where the paths of the data come from: the first of these that has any."""

    NAMED = "-d"  # or the argument of a call
    VARIABLE = VARIABLE
    PROJECT = "the project"
    EXAMPLE = "the example"


class NoDataError(CoalitionError):
    """There is no data of the user's own, and the example does not do."""

    exit_code = 3


class LakeDataError(CoalitionError):
    """Data that is a lake, for what cannot do with one."""

    exit_code = 3

    def __init__(
        self,
        path: str,
        why: str = "which has no claims files to read or to change",
        remedy: str = "name the claims files that it was made from",
    ) -> None:
        super().__init__(f"{printable(path)} is a lake, {why}\n{remedy}")


class Corpus(NamedTuple):
    """The paths of the data, as messages show them, and where they come from.

    A path of the project may be a glob, and leads from the working folder. Of the example there
    is no path: it is nobody's own.
    """

    paths: tuple[str, ...]
    origin: Origin
    base: str = ""  # of the project: the way to its folder from the working folder
    settings: "Settings | None" = None  # what its coalition.toml says, if it has one
    engine: str = ""  # the address of the server that answers, if they are a lake; else DuckDB does

    @property
    def choice(self) -> "Choice | None":
        """What its coalition.toml says of the problems that are wanted, if it says anything."""
        return self.settings.check if self.settings else None

    @property
    def is_public(self) -> bool:
        """Whether its coalition.toml says that only what is public is shown."""
        return self.settings is not None and self.settings.public

    @property
    def lake(self) -> str | None:
        """The lake that is asked, if it is one.

        Raise LakeDataError for a lake that is named with other data, and DataError for a lake of a
        project that others may have put there.
        """
        lakes = [path for path in self.paths if is_lake(path)]
        if not lakes:
            return None
        [lake, *_] = lakes
        if len(self.paths) > 1:
            raise LakeDataError(lake, "and is asked alone", "name one lake, or claims files")
        if self.origin is Origin.PROJECT:
            from .trust import Trust

            Trust(self.base).check([lake, os.path.join(lake, MANIFEST)])
        return lake

    def texts(self) -> str | None:
        """Return the folder with the texts of the project's articles, if it names one.

        Raise DataError if others may have put it there.
        """
        folder = self.settings.texts if self.settings else None
        if folder is not None:
            from .trust import Trust

            Trust(self.base).check([folder])
        return folder

    def files(self) -> list[DataFile]:
        """Return the files to read, each once, in their order.

        Raise DataError for a file of a project that others may have planted there, LakeDataError
        for a lake.
        """
        if self.origin is Origin.EXAMPLE:
            return [shipped()]
        if lake := self.lake:
            raise LakeDataError(lake)
        if self.origin is not Origin.PROJECT:
            return data_files(self.paths)
        from .files import project_files

        return project_files(self.paths, self.base, self.settings)

    def sources(self) -> list[DataFile]:
        """Return the files that say whether an answer may have changed: those that it is read from.

        Of a lake that is its manifest, which is written last; of one at a URL there is none.
        """
        lake = self.lake
        if lake is None:
            return self.files()
        return [] if is_url(lake) else data_files([os.path.join(lake, MANIFEST)])

    def files_again(self, files: Sequence[DataFile]) -> list[DataFile]:
        """Return the files that there are now; those that are read only once stay."""
        kept = {file.path: file for file in files if not file.regular}
        return [file if file.regular else kept.get(file.path, file) for file in self.files()]

    def takes_in(self, path: str) -> str:
        """Return which of the paths a new file would be read with; empty if with none of them.

        Nothing is put into a lake either.
        """
        if lake := self.lake:
            return "" if is_url(lake) or not _is_inside(lake, path) else lake
        if self.origin is not Origin.PROJECT:
            folders = filter(os.path.isdir, self.paths)
            return next((folder for folder in folders if takes_in(folder, path)), "")
        from .files import would_read

        ground = self.base, self.settings
        return next((own for own in self.paths if would_read(own, path, *ground)), "")

    @property
    def where(self) -> str:
        """Where the paths come from, in words."""
        match self.origin:
            case Origin.NAMED:
                return "named with -d"
            case Origin.VARIABLE:
                return f"named by {VARIABLE}"
            case Origin.EXAMPLE:
                return "the example that comes with coalition, not your data"
        folder = printable(os.path.abspath(self.base or os.curdir))
        return f"found in {folder}{', which has a coalition.toml' if self.settings else ''}"

    def own(self) -> "Corpus":
        """Return itself; raise NoDataError if it is the example."""
        if self.origin is Origin.EXAMPLE:
            raise NoDataError(
                "there is no data of yours: no claims.yaml here, nor in a folder above\n"
                f"name it with -d or in {VARIABLE}; 'coalition doctor' says where we looked"
            )
        return self

    def __str__(self) -> str:
        """Return what messages call it."""
        return "; ".join(map(printable, self.paths)) or shipped().name


def _is_inside(folder: str, path: str) -> bool:
    root = os.path.realpath(folder)
    return os.path.realpath(path).startswith(os.path.join(root, ""))
