"""Which claims a git repository has, for hooks: each story as a whole."""

import os
import subprocess
from pathlib import PurePath

from ..model.problems import UsageError
from ..reading.files import is_claims_file

_LISTED = ("git", "ls-files", "-z")  # the files of the next commit, here and below
_NAME = "claims"  # the name of a folder of claims, or of a file of them without its ending


def stories() -> list[str]:
    """Return the paths of the folders and files named for claims that git tracks, sorted.

    Hidden files do not count, nor files that are not read of a folder of claims. Raise UsageError
    where there is no repository, or no claims.
    """
    try:
        listed = subprocess.run(_LISTED, capture_output=True, check=True).stdout  # noqa: S603 - git's own list
    except (OSError, subprocess.CalledProcessError) as error:
        raise UsageError(
            "git lists no files here; name the claims files, or a folder of them"
        ) from error
    names = map(os.fsdecode, listed.split(b"\0"))
    paths = sorted({story for name in names if (story := _story(name)) and os.path.lexists(story)})
    if not paths:
        raise UsageError(
            f"git tracks no {_NAME}.yaml and no folder {_NAME} here\n"
            "name the claims files, or a folder of them; to pre-commit as args: [PATH]"
        )
    return paths


def _story(name: str) -> str | None:
    """Return the folder of claims that has a file, or the file itself if its name says claims."""
    path = PurePath(name)
    if any(part.startswith(".") for part in path.parts) or not is_claims_file(path.name):
        return None
    for number, part in enumerate(path.parts[:-1], start=1):
        if part.casefold() == _NAME:
            return str(PurePath(*path.parts[:number]))
    return name if path.stem.casefold() == _NAME else None
