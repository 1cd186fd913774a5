"""The files of a corpus that give answers, although others have errors.

A file is left out if `check` finds an error in it. What other files refer to in it is not there
then, and that is no error: they lead out of what is read, as a mere list of claims may. But what
is left out may also say that a speaker is unnamed. So who names the same speaker is left out too,
and a claim that states `anonymous` keeps no speaker whom no other file declares (index/linking.py).
"""

from collections.abc import Sequence
from typing import NamedTuple

from ..model.problems import Problem
from ..reading import DataFile, Watch
from ..reading.confidential import Names
from .findings import Findings, findings
from .protecting import without

# Files that are left out may have hidden errors of the others. Each round leaves out one or more.
_ROUNDS = 20


class Sound(NamedTuple):
    """The files without an error, and for each of the others why it is left out."""

    files: Sequence[DataFile]
    reasons: Sequence[Problem]  # one for each file, in the order of the files


def sound(all_files: Findings, watch: Watch) -> Sound:
    """Return which files are left if those with errors are left out.

    `all_files` has the errors of all of them. No file is left if that takes too many rounds.
    """
    files, result = list(all_files.files), all_files
    reasons: dict[str, Problem] = {}
    names: list[str] = []
    for _ in range(_ROUNDS):
        names += result.confidential
        if not (broken := _broken(result)):
            masked = Names(names)
            in_order = [reasons[file.name] for file in all_files.files if file.name in reasons]
            return Sound(files, [without(masked, problem) for problem in in_order])
        reasons |= broken
        files = [file for file in files if file.name not in reasons]
        result, _ = findings(files, watch, partial=True)
    return Sound([], all_files.problems)


def _broken(result: Findings) -> dict[str, Problem]:
    """Return the files that have errors, each with its first one."""
    broken: dict[str, Problem] = {}
    for problem in result.problems:
        if problem.stops:
            broken.setdefault(problem.file, problem)
    for guard in result.guards:
        for file, speaker in guard.telling.items():
            broken.setdefault(file, _telling(file, *speaker.where("")))
    return broken


def _telling(file: str, line: int, column: int) -> Problem:
    message = "the id of a speaker with a name is that of another, who is unnamed"
    remedy = "rename one of them: nobody can tell which is right"
    return Problem("repeated-id", message, remedy, file, line, column)
