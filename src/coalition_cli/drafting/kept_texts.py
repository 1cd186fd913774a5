"""The kept text of an article gets another name: a text is named after the id of its article."""

import os
from collections.abc import Sequence
from pathlib import Path

from ..answers.texts import inside
from ..model import SECTIONS
from ..model.problems import reason
from ..reading import DataFile, printable
from ..rewriting.refusals import RefusedError
from ..words import any_case
from .declared import declared, may_name, records_of

_ARTICLES = SECTIONS["articles"]


def text_renamed(
    files: Sequence[DataFile], folder: str, ids: tuple[str, str]
) -> tuple[str, str] | None:
    """Return the path of an article's text and its new path; None if it has no text.

    `ids` are the article's old id and its new one. Raise RefusedError if the new name is taken,
    or cannot be that of a file, and DataError if the folder cannot be read.
    """
    old, new = ids
    path = _text_of(files, folder, old)
    if path is None:
        return None
    if Path(new).name != new or new.startswith("."):
        raise RefusedError(
            f"{printable(path)}: is the text of '{old}', and no file can be called '{new}'\n"
            "choose another id, or move the text elsewhere"
        )
    target = str(Path(folder, new + Path(path).suffix))
    if os.path.lexists(target) and not _is_same(path, target):
        raise RefusedError(
            f"{printable(path)}: would become {printable(target)}, which is there already\n"
            "choose another id, or move one of the two elsewhere"
        )
    return path, target


def move(path: str, target: str) -> None:
    """Rename a file, but never over another one. Raise RefusedError if that is not possible.

    If a run ends in the middle, the file has both names, and the next run removes the old one.
    """
    try:
        if not (os.path.lexists(target) and _is_same(path, target)):
            _link(path, target)
        Path(path).unlink()
    except OSError as error:
        raise RefusedError(
            f"{printable(path)}: cannot be renamed to {printable(target)}: {reason(error)}"
        ) from error


def _link(path: str, target: str) -> None:
    """Give a file one more name; where a disk knows only one name, give it to a copy."""
    try:
        os.link(path, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        with Path(path).open("rb") as old, Path(target).open("xb") as new:
            new.write(old.read())


def _text_of(files: Sequence[DataFile], folder: str, article: str) -> str | None:
    """Return the path of an article's text: in any case, unless another article is called so."""
    found = {name: path for name, path in inside(folder) if any_case(name) == any_case(article)}
    if article in found:
        return found[article]
    for name, path in found.items():
        others = records_of(may_name(files, name))
        if not any(declared(others, [(_ARTICLES, name)])):
            return path
    return None


def _is_same(path: str, target: str) -> bool:
    """Whether two paths are one file, and not two links to it."""
    return os.path.samestat(os.lstat(path), os.lstat(target))
