"""The way upward from the working folder to the project.

A folder is a project if it has a coalition.toml, or else claims where they are looked for. The
nearest one counts. The way ends at the home folder, at the root of a git repository, and where
another file system begins, each of which is still looked at.
"""

import os
from collections.abc import Iterator
from typing import NamedTuple

from ..model.problems import DataError
from .corpus import Corpus, Origin
from .keys import SETTINGS
from .trust import Trust

# Where claims are looked for in a folder, in this order.
CLAIMS = ("claims.yaml", "claims", os.path.join("data", "claims.yaml"))
_HIGHEST = 128  # folders, whatever a file system says


class Look(NamedTuple):
    """A place that was looked at: a path from the working folder, and whether it is there."""

    base: str  # the way to its folder, such as ../..
    path: str
    there: bool


def of_project() -> Corpus | None:
    """Return the data of the project that the working folder is in, if it is in one.

    Raise DataError if its coalition.toml has an error, or if others may have planted it.
    """
    look = next((look for look in looks() if look.there), None)
    if look is None:
        return None
    Trust(look.base).check([look.path])
    if os.path.basename(look.path) != SETTINGS:
        return Corpus((look.path,), Origin.PROJECT, look.base)
    from .settings import read_settings  # few folders have one

    settings = read_settings(look.path, look.base)
    data = settings.data or tuple(path for path in _claims_in(look.base) if _is_there(path))[:1]
    if not data:
        remedy = 'write claims.yaml beside it, or say where the claims are: data = "stories"'
        message = "the project has no claims yet"
        raise DataError([settings.problem("data", "unreadable", message, remedy)])
    return Corpus(data, Origin.PROJECT, look.base, settings)


def _claims_in(base: str) -> list[str]:
    return [os.path.join(base, name) for name in CLAIMS]


def looks() -> Iterator[Look]:
    """Yield each place where a project is looked for, the nearest first."""
    for base in _folders():
        for path in (os.path.join(base, SETTINGS), *_claims_in(base)):
            yield Look(base, path, _is_there(path))


def _is_there(path: str) -> bool:
    """Whether a path is taken for what its name says; a link is, wherever it leads."""
    if os.path.basename(path) == "claims":
        return os.path.isdir(path)
    return os.path.lexists(path) and not os.path.isdir(path)


def _folders() -> Iterator[str]:
    """Yield the ways to the working folder and to those above it."""
    base, status, home = "", _status(os.curdir), _status(os.path.expanduser("~"))
    for _ in range(_HIGHEST):
        yield base
        if status is None or (home and os.path.samestat(status, home)):
            return
        if os.path.lexists(os.path.join(base, ".git")):
            return
        base = os.path.join(base, os.pardir)
        above = _status(base)
        if above is None or above.st_dev != status.st_dev or os.path.samestat(above, status):
            return
        status = above


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except OSError:
        return None
