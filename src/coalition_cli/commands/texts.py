"""The texts of articles that `coalition verify` is given, by article."""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from ..folding import any_case
from ..index import Index
from ..model import SECTIONS
from ..problems import DataError, Problem, UsageError, plural, suggestion
from ..query import Question, check_fields
from ..reading import DataFile, printable
from ..reading.encoding import not_utf8
from ..reading.files import STANDARD_INPUT
from ..verifying import Text
from ..visible import visible
from ..writing import reason, tell

_TEXT = "The text of an article: a plain text file in UTF-8, or - for standard input; repeatable."
_TEXTS = "A folder with the texts of articles, each called by its article's id: liga.txt."
_ENDING = ".txt"
_REMEDY = "give the article as plain text, or - for standard input"
_ARTICLES = SECTIONS["articles"]


class Texts(NamedTuple):
    """Where the texts of articles are, as the options have it."""

    text: Annotated[
        list[str] | None,
        typer.Option("--text", metavar="ARTICLE=FILE", help=_TEXT, show_default=False),
    ] = None
    texts: Annotated[
        str | None, typer.Option("--texts", metavar="FOLDER", help=_TEXTS, show_default=False)
    ] = None


def named_texts(texts: Texts, data: Sequence[str]) -> dict[str, str]:
    """Return the files that `--text` names, by article; raise UsageError for what names none."""
    if not texts.text and texts.texts is None:
        raise UsageError(
            "the texts to hold quotes to are not given\n"
            "--text ARTICLE=FILE gives one, --texts FOLDER those of many articles (liga.txt)"
        )
    if texts.texts == "":
        raise UsageError("an empty path names no folder")
    named: dict[str, str] = {}
    for word in texts.text or ():
        article, equals, path = word.partition("=")
        if not (article and equals and path):
            raise UsageError(f"--text takes ARTICLE=FILE, such as liga=liga.txt, not '{word}'")
        if article in named:
            raise UsageError(f"--text gives article '{article}' two texts")
        named[article] = path
    if [*named.values(), *data].count(STANDARD_INPUT) > 1:
        raise UsageError("standard input can be read only once")
    return named


def files_of(texts: Texts, named: Mapping[str, str]) -> Iterator[str]:
    """Yield the path of each file that may be read as a text; raise DataError as article_texts."""
    yield from named.values()
    if texts.texts is not None:
        yield from (path for _, path in _inside(texts.texts))


def article_texts(index: Index, texts: Texts, named: Mapping[str, str]) -> dict[str, Text]:
    """Return the texts by the ids of their articles; raise DataError if one cannot be read.

    Say which texts are of no article, and which are not what the article's sha256 is of.
    """
    question = Question(_ARTICLES, (), check_fields(_ARTICLES, ("id", "sha256")))
    digests = {str(key): digest for key, digest in index.rows(question).rows}
    keys = {any_case(key): key for key in digests} | {key: key for key in digests}
    files: dict[str, str] = {}
    if texts.texts is not None:
        files = _of_articles(_inside(texts.texts), keys, texts.texts)
    for article, path in named.items():
        key = keys.get(article) or keys.get(any_case(article))
        if key is None:
            hint = f"no article '{article}'{suggestion(article, list(digests))}"
            tell(f"coalition: {visible(hint)}")
        else:
            files[key] = path
    return {key: _read(key, path, digests[key]) for key, path in files.items()}


def _inside(folder: str) -> Iterator[tuple[str, str]]:
    """Yield the name, without its ending, and the path of each text in a folder."""
    try:
        files = sorted(Path(folder).iterdir())
    except OSError as error:
        remedy = "give a folder with texts that are called by the ids of their articles: liga.txt"
        raise DataError([_unreadable(folder, error, remedy)]) from error
    for file in files:
        if file.suffix.lower() == _ENDING:
            yield file.stem, str(file)


def _of_articles(
    files: Iterator[tuple[str, str]], keys: Mapping[str, str], folder: str
) -> dict[str, str]:
    found: dict[str, str] = {}
    others = 0
    for name, path in files:
        key = keys.get(name) or keys.get(any_case(name))
        others += key is None
        if key is not None:
            found[key] = path
    if others:
        tell(f"coalition: {visible(folder)}: {plural(others, 'text')} called by no article's id")
    return found


def _read(article: str, path: str, stated: object) -> Text:
    """Return a text; tell if it is not the one that the article's sha256 is of."""
    file = DataFile(path, printable(path), _status(path))
    try:
        with file.open() as stream:
            data = stream.read()
    except (OSError, ValueError) as error:
        raise DataError([_unreadable(file.name, error, _REMEDY)]) from error
    try:
        text = Text(data.decode())
    except UnicodeDecodeError as error:
        raise DataError([not_utf8(file.name, data, error)]) from error
    digest = hashlib.sha256(data).hexdigest()
    if isinstance(stated, str) and stated.lower() != digest:
        tell(
            f"coalition: {visible(file.name)} is not the text that article {visible(article)} was"
            f" read as: it may have been changed since, or saved in another way\n"
            f"  its sha256 is {digest}, the claims file has {visible(stated)}"
        )
    return text


def _status(path: str) -> os.stat_result | None:
    try:
        return None if path == STANDARD_INPUT else Path(path).stat()
    except (OSError, ValueError):  # reading it says why
        return None


def _unreadable(name: str, error: OSError | ValueError, remedy: str) -> Problem:
    why = reason(error) if isinstance(error, OSError) else str(error)
    return Problem("unreadable", f"cannot be read: {why}", remedy, printable(name))
