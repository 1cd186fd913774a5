"""The command that comes next, as it is typed in this folder."""

import os
from collections.abc import Sequence
from typing import NamedTuple

from ..model.problems import CoalitionError
from ..project import corpus_of
from ..reading.files import STANDARD_INPUT
from ..words.safe import visible
from ..words.shell import joined
from ..writing import status_of

_MOST = 3  # texts that a command names: more are a line that nobody reads


class Again(NamedTuple):
    """What is typed to go on with a review, and what is typed behind it."""

    review: str
    check: str


def command(*words: str) -> str:
    """Return a command as messages name it; in no quotation marks if it has some itself."""
    typed = visible(joined(["coalition", *words]))
    return typed if "'" in typed else f"'{typed}'"


def review_of(path: str | None, texts: Sequence[str] = (), folder: str = "") -> str:
    """Return the command that shows the drafts of a file; empty if they are in none.

    `texts` are such as liga=liga.html: what the project does not keep. What it keeps in `folder`
    is found without a word, if the drafts are.
    """
    if path is None or path == STANDARD_INPUT:
        return ""
    words = [word for text in texts for word in ("--text", text)] if len(texts) <= _MOST else []
    if not _is_found(path):
        words = ["-d", path, *(["--texts", folder] if folder else []), *words]
    return command("review", *words)


def _is_found(path: str) -> bool:
    """Whether a command reads a file without being told its path."""
    target = status_of(path)
    try:
        files = corpus_of([]).own().files()
    except CoalitionError:  # there is no other data here
        return False
    found = (file.status for file in files)
    return target is not None and any(each and os.path.samestat(target, each) for each in found)
