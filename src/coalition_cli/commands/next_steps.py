"""The command that comes next, as it is typed in this folder."""

import os
import shlex
from collections.abc import Sequence
from typing import NamedTuple

from ..model.problems import CoalitionError
from ..project import corpus_of
from ..reading.files import STANDARD_INPUT
from ..words.safe import visible
from ..writing import status_of

_MOST = 3  # texts that a command names: more are a line that nobody reads


class Again(NamedTuple):
    """What is typed to go on with a review, and what is typed behind it."""

    review: str
    check: str


def command(*words: str) -> str:
    """Return a command as messages name it; in no quotation marks if it has some itself."""
    typed = visible(shlex.join(["coalition", *words]))
    return typed if "'" in typed else f"'{typed}'"


def then(path: str | None, texts: Sequence[str] = ()) -> str:
    """Return how the drafts in a file are read. `texts` are such as liga=liga.html.

    {them} stands for the drafts.
    """
    if path is None or path == STANDARD_INPUT:
        return "write {them} into a file with -o, then 'coalition review' shows {them}"
    named = [] if _is_found(path) else ["-d", path]
    told = [word for text in texts for word in ("--text", text)] if len(texts) <= _MOST else []
    typed = command("review", *named, *told).replace("{", "{{").replace("}", "}}")
    return f"read {{them}} with {typed}"


def _is_found(path: str) -> bool:
    """Whether a command reads a file without being told its path."""
    target = status_of(path)
    try:
        files = corpus_of([]).own().files()
    except CoalitionError:  # there is no other data here
        return False
    found = (file.status for file in files)
    return target is not None and any(each and os.path.samestat(target, each) for each in found)
