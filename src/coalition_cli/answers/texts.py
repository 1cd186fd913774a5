"""The texts of articles that quotes are held to, by article."""

import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ..index import Index
from ..model import SECTIONS
from ..model.problems import DataError, Problem, UsageError, plural, reason, suggestion
from ..query import Question, check_fields
from ..reading import printable
from ..reading.encoding import not_utf8
from ..reading.files import STANDARD_INPUT
from ..reading.plain_text import other_kind
from ..verifying import ArticleText
from ..words import any_case
from ..words.safe import visible
from .answer import Tell

_MOST = 1 << 21  # bytes of a text: an article has some thousands, a novel a million
_SPLIT = "give only the article, or only the part that has the quotes"
_ENDING = ".txt"
_REMEDY = "give the article as plain text, or - for standard input"
_ARTICLES = SECTIONS["articles"]


class Texts(NamedTuple):
    """Where the texts of articles are."""

    files: Mapping[str, str]  # by article; - is standard input
    folder: str | None = None  # of files that are called by the ids of articles

    def paths(self) -> Iterator[str]:
        """Yield the path of each file that may be read; raise DataError as `article_files`."""
        yield from self.files.values()
        if self.folder is not None:
            yield from (path for _, path in _inside(self.folder))


def texts_named(named: Sequence[str], folder: str | None, data: Sequence[str]) -> Texts:
    """Return the texts that ARTICLE=FILE name, and a folder; raise UsageError for what names none.

    `data` are the paths of the claims, one of which may be standard input.
    """
    if not named and folder is None:
        raise UsageError(
            "no article text is given\n"
            "--text ARTICLE=FILE gives one, --texts FOLDER gives many (liga.txt)"
        )
    return texts_given(_files(named), folder, data)


def texts_given(
    named: Iterable[tuple[str, str]], folder: str | None, data: Sequence[str] = ()
) -> Texts:
    """Return the texts of articles, and a folder; raise UsageError for what names none."""
    if folder == "":
        raise UsageError("the path of the folder is empty")
    files = dict(named)
    if [*files.values(), *data].count(STANDARD_INPUT) > 1:
        raise UsageError("standard input can be read only once")
    return Texts(files, folder)


def _files(named: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the articles and files that ARTICLE=FILE name, each article once."""
    articles: set[str] = set()
    for word in named:
        article, equals, path = word.partition("=")
        if not (article and equals and path):
            raise UsageError(f"--text takes ARTICLE=FILE, such as liga=liga.txt, not '{word}'")
        if article in articles:
            raise UsageError(f"--text gives article '{article}' two texts")
        articles.add(article)
        yield article, path


class ArticleFile(NamedTuple):
    """Where the text of an article is, and what the claims file says of it."""

    article: str
    path: str
    inside: bool  # whether it was found in a folder
    sha256: Any
    language: Any


def article_files(index: Index, texts: Texts, tell: Tell) -> Sequence[ArticleFile]:
    """Return where the texts of articles are, in the order of their names; tell what is of none.

    Raise DataError where there is no such folder.
    """
    question = Question(_ARTICLES, (), check_fields(_ARTICLES, ("id", "sha256", "language")))
    stated = {str(key): (digest, language) for key, digest, language in index.rows(question).rows()}
    keys = {any_case(key): key for key in stated} | {key: key for key in stated}
    files: dict[str, tuple[str, bool]] = {}
    if texts.folder is not None:
        found, others = _of_articles(_inside(texts.folder), keys)
        files = {key: (path, True) for key, path in found.items()}
        if others:
            where = visible(texts.folder)
            tell(f"{where}: {plural(others, 'text')} not named after an article's id")
    for article, path in texts.files.items():
        key = keys.get(article) or keys.get(any_case(article))
        if key is None:
            hint = f"no article '{article}'{suggestion(article, list(stated))}"
            tell(visible(hint))
        else:
            files[key] = path, False
    return [ArticleFile(key, path, inside, *stated[key]) for key, (path, inside) in files.items()]


def _inside(folder: str) -> Iterator[tuple[str, str]]:
    """Yield the name, without its ending, and the path of each text in a folder."""
    try:
        files = sorted(Path(folder).iterdir())
    except OSError as error:
        remedy = "give a folder with texts that have the ids of their articles as names: liga.txt"
        raise _unreadable(printable(folder), error, remedy) from error
    for file in files:
        if file.suffix.lower() == _ENDING:
            yield file.stem, str(file)


def _of_articles(
    files: Iterable[tuple[str, str]], keys: Mapping[str, str]
) -> tuple[dict[str, str], int]:
    """Return the texts of articles, and how many others there are."""
    found: dict[str, str] = {}
    others = 0
    for name, path in files:
        key = keys.get(name) or keys.get(any_case(name))
        others += key is None
        if key is not None:
            found[key] = path
    return found, others


def article_text(given: ArticleFile, tell: Tell) -> ArticleText:
    """Return a text; tell if it is not the one that the article's sha256 is of.

    Raise DataError if it cannot be read, is more than _MOST bytes, or no plain text in UTF-8.
    """
    name, data = printable(given.path), _bytes(given)
    if kind := other_kind(data):
        raise _no_text(name, f"is not plain text: {kind.name}", kind.remedy)
    if len(data) > _MOST:
        what = f"is too long for the text of an article: more than {_MOST >> 20} MiB"
        raise _no_text(name, what, _SPLIT)
    try:
        text = ArticleText(data.decode(), given.language)
    except UnicodeDecodeError as error:
        raise DataError([not_utf8(name, data, error)]) from error
    digest = hashlib.sha256(data).hexdigest()
    if isinstance(given.sha256, str) and given.sha256.lower() != digest:
        tell(
            f"{visible(name)} is not the text of article {visible(given.article)} that was"
            f" read: it changed since then, or it was saved in another way\n"
            f"  its sha256 is {digest}, the claims file has {visible(given.sha256)}"
        )
    return text


def _bytes(given: ArticleFile) -> bytes:
    """Return what a file has, up to _MOST bytes and one more: a device has no end."""
    name, path = printable(given.path), Path(given.path)
    try:
        if given.path == STANDARD_INPUT:
            return _standard_input()
        if given.inside and not (path.is_file() or path.is_dir()):  # would keep us waiting
            raise _no_text(name, "is a pipe or a device, and not a file with a text", _REMEDY)
        with path.open("rb") as stream:
            return stream.read(_MOST + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(name, error, _REMEDY) from error


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise OSError("standard input is closed")
    return sys.stdin.buffer.read(_MOST + 1)


def _unreadable(name: str, error: OSError | ValueError, remedy: str) -> DataError:
    why = reason(error) if isinstance(error, OSError) else str(error)
    return _no_text(name, f"cannot be read: {why}", remedy)


def _no_text(name: str, what: str, remedy: str) -> DataError:
    return DataError([Problem("unreadable", what, remedy, name)])
