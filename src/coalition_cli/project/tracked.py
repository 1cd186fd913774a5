"""Which claims a git repository has, for hooks: each story as a whole."""

import os
import subprocess
from pathlib import PurePath

from ..model.problems import UsageError
from ..reading.files import SETTINGS, is_claims_file
from ..reading.objects import GIT, SAFELY
from .corpus import Corpus
from .finding import corpus_of
from .upward import project_in

_LISTED = (*GIT, "ls-files", "-z")  # the files of the next commit, here and below
_NAME = "claims"  # the name of a folder of claims, or of a file of them without its ending


def stories() -> list[Corpus]:
    """Return what git tracks here: each project, and outside of them each story, sorted.

    A project is a folder with a coalition.toml. A story is a folder or a file named for claims.
    Hidden files do not count, nor files that are not read of a folder of claims. Raise UsageError
    where there is no repository, or no claims; DataError for a coalition.toml with an error.
    """
    try:
        listed = subprocess.run(  # noqa: S603 - no word of it is a user's
            _LISTED, env={**os.environ, **SAFELY}, capture_output=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise UsageError(
            "git lists no files here; name the claims files, or a folder of them"
        ) from error
    names = [PurePath(os.fsdecode(name)) for name in listed.split(b"\0") if name]
    names = [name for name in names if not _is_hidden(name) and os.path.lexists(name)]
    projects = {name.parent for name in names if name.name == SETTINGS}
    outside = {
        story for name in names if not projects & {*name.parents} and (story := _story(name))
    }
    found = [project_in("" if folder == PurePath() else str(folder)) for folder in sorted(projects)]
    corpora = [*filter(None, found), *(corpus_of([story]) for story in sorted(outside))]
    if not corpora:
        raise UsageError(
            f"git tracks no {_NAME}.yaml, no folder {_NAME} and no {SETTINGS} here\n"
            "name the claims files, or a folder of them; to pre-commit as args: [PATH]"
        )
    return corpora


def _is_hidden(path: PurePath) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _story(path: PurePath) -> str | None:
    """Return the folder of claims that has a file, or the file itself if its name says claims."""
    if not is_claims_file(path.name):
        return None
    for number, part in enumerate(path.parts[:-1], start=1):
        if part.casefold() == _NAME:
            return str(PurePath(*path.parts[:number]))
    return str(path) if path.stem.casefold() == _NAME else None
