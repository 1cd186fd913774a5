"""Which claims a git repository has, for hooks: each story on its own, and whole."""

import os
import subprocess
from pathlib import PurePath

from ..model.problems import UsageError
from .files import is_claims_file

_LISTED = ("git", "ls-files", "-z")  # what the next commit has, here and below
_NAME = "claims"  # of a folder of claims, or without its ending of a file of them


def stories() -> list[str]:
    """Return the paths of the folders and files named for claims that git tracks, sorted.

    What is hidden, and what a folder of claims would not be read for, is none. Raise UsageError
    where there is no repository, or no claims.
    """
    try:
        listed = subprocess.run(_LISTED, capture_output=True, check=True).stdout  # noqa: S603 - git's own list
    except (OSError, subprocess.CalledProcessError) as error:
        raise UsageError(
            "git lists no files here; name the claims files, or a folder of them"
        ) from error
    names = map(os.fsdecode, listed.split(b"\0"))
    found = sorted({story for name in names if (story := _story(name)) and os.path.lexists(story)})
    if not found:
        raise UsageError(
            f"git tracks no {_NAME}.yaml and no folder {_NAME} here\n"
            "name the claims files, or a folder of them; to pre-commit as args: [PATH]"
        )
    return found


def _story(name: str) -> str | None:
    """Return the folder of claims that a file is in, else the file itself where it is claims."""
    path = PurePath(name)
    if any(part.startswith(".") for part in path.parts) or not is_claims_file(path.name):
        return None
    for number, part in enumerate(path.parts[:-1], start=1):
        if part.casefold() == _NAME:
            return str(PurePath(*path.parts[:number]))
    return name if path.stem.casefold() == _NAME else None
