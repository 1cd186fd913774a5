"""The way upward from the working folder to the project.

A folder is a project if it has a coalition.toml, or else claims where they are looked for. The
nearest one counts. The way ends at the home folder, at the root of a git repository, and where
another file system begins; each of these is still looked at.
"""

import os
from collections.abc import Iterator
from typing import NamedTuple

from ..model.problems import DataError
from ..reading.files import SETTINGS
from .corpus import Corpus, Origin
from .trust import Trust

# Where claims are looked for in a folder, in this order.
CLAIMS = ("claims.yaml", "claims", os.path.join("data", "claims.yaml"))
_HIGHEST = 128  # folders, whatever a file system says


class Step(NamedTuple):
    """A folder on the way."""

    base: str  # the way to it from the working folder, such as ../..
    end: str  # why the way ends here; empty if it goes on


def of_project(*, unwritten: bool = False) -> Corpus | None:
    """Return the data of the project that the working folder is in, if it is in one.

    Raise DataError if its coalition.toml has an error, or if others may have put it there. So it
    does if the project has no claims, unless `unwritten` says that they are to be written.
    """
    found = (project_in(step.base, unwritten=unwritten) for step in steps())
    return next(filter(None, found), None)


def project_in(base: str, *, unwritten: bool = False) -> Corpus | None:
    """Return the data of the project in a folder, if it is one; raise DataError as above."""
    path = next(marks(base), None)
    if path is None:
        return None
    Trust(base).check([path])
    if os.path.basename(path) != SETTINGS:
        return Corpus((path,), Origin.PROJECT, base)
    from .settings import read_settings  # few folders have one

    settings = read_settings(path, base)
    claims = settings.data or tuple(marks(base))[1:2]
    if unwritten:
        claims = claims or (os.path.join(base, CLAIMS[0]),)
    if not claims:
        remedy = 'write claims.yaml beside it, or say where they are: data = "stories"'
        message = "the project has no claims yet"
        raise DataError([settings.problem("data", "unreadable", message, remedy)])
    return Corpus(claims, Origin.PROJECT, base, settings)


def marks(base: str) -> Iterator[str]:
    """Yield what makes a folder a project: the paths of its coalition.toml and its claims."""
    for name in (SETTINGS, *CLAIMS):
        path = os.path.join(base, name)
        if _is_there(path, folder=name == "claims"):
            yield path


def _is_there(path: str, *, folder: bool) -> bool:
    """Whether a path is taken for what its name says; a link to nothing is taken for a file."""
    return os.path.isdir(path) if folder else os.path.lexists(path) and not os.path.isdir(path)


def steps(base: str = "") -> Iterator[Step]:
    """Yield the folders on the way, the nearest first; none if the working folder is gone.

    The way begins in the working folder, or in the one to which `base` leads.
    """
    try:
        os.getcwd()
    except OSError:
        return
    status, home = _status(base or os.curdir), _status(os.path.expanduser("~"))
    for _ in range(_HIGHEST):
        up = os.path.join(base, os.pardir)
        above = _status(up)
        end = _end(base, status, above, home)
        yield Step(base, end)
        if end:
            return
        base, status = up, above


def _end(
    base: str,
    status: os.stat_result | None,
    above: os.stat_result | None,
    home: os.stat_result | None,
) -> str:
    """Return why the way ends in a folder of this status; empty if it goes on above."""
    if status is None or above is None:
        return "the folder above cannot be seen"
    if home and os.path.samestat(status, home):
        return "it is the home folder"
    if os.path.lexists(os.path.join(base, ".git")):
        return "it is the root of a git repository"
    if os.path.samestat(above, status):
        return "it is the topmost folder"
    if above.st_dev != status.st_dev:
        return "another file system begins here"
    return ""


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except OSError:
        return None
