"""The data as the last commit of git has it."""

import os

from ..model.problems import DataError, Problem
from ..reading.committed import MissingError, Tell, at_head, committed
from ..reading.files import DataFile
from ..words.safe import visible
from .corpus import Corpus, Origin
from .globs import Glob


def files_at_head(data: Corpus, tell: Tell) -> list[DataFile]:
    """Return the files of the data as the last commit has them, also those that are gone since.

    A path that is not in it is new, and has none: `tell` takes that. Raise DataError if all of
    them are, or if git cannot be asked.
    """
    files: dict[str, DataFile] = {}
    problems: list[Problem] = []
    for path in data.paths:
        try:
            found = _files(data, path, tell)
        except MissingError as error:
            problems += error.problems
        else:
            files |= {file.name: file for file in found}
    if not files:
        raise DataError(problems)
    for problem in problems:
        tell(f"{visible(problem.file)} is not there: all that is in the file is new")
    return list(files.values())


def _files(data: Corpus, path: str, tell: Tell) -> list[DataFile]:
    """Return what the last commit has at a path, or for a glob of a project."""
    if data.origin is not Origin.PROJECT:
        return committed(at_head(path), tell)
    from .files import would_read  # data that is named needs none of it

    folder = path
    if not os.path.lexists(path):
        lead = os.path.join(data.base, "")
        beginning = Glob(path.removeprefix(lead)).beginning
        folder = os.path.normpath(os.path.join(lead, *beginning) or os.curdir)

    def wanted(inside: str) -> bool:
        return would_read(path, os.path.join(folder, inside), data.base, data.settings)

    return committed(at_head("" if folder == os.curdir else folder), tell, wanted)
