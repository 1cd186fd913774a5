"""The texts of articles, which quotes are compared with."""

import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ..extracting.document import MAX_BYTES, document
from ..index import Index
from ..model import SECTIONS
from ..model.answer import Values
from ..model.problems import (
    SUGGESTIONS,
    CoalitionError,
    DataError,
    Problem,
    UsageError,
    reason,
    shown_id,
    suggestion,
)
from ..query import Question, check_fields
from ..reading import printable
from ..reading.files import STANDARD_INPUT
from ..verifying import ArticleText
from ..words import any_case
from ..words.safe import visible
from .asking import Tell

_ENDINGS = (".txt", ".md", ".html", ".htm")
_NOTE = "readme.md"  # of the folder, as anywhere: no text of an article
_REMEDY = "give the article as plain text, or - for standard input"
_NAMES = "the name of a text is the id of its article: liga.txt"
_LISTS = "'coalition articles' lists the articles"
_NAMED = 20  # texts that belong to no article and are named
_ARTICLES = SECTIONS["articles"]


class TextError(CoalitionError):
    """A text that cannot be compared with anything."""

    exit_code = 3


class TextFiles(NamedTuple):
    """Where the texts of articles are."""

    files: Mapping[str, str]  # by article; - is standard input
    folder: str | None = None  # of files that are named after the ids of articles

    def paths(self) -> Iterator[str]:
        """Yield the path of each file that may be read; raise DataError as `article_files`."""
        yield from self.files.values()
        if self.folder is not None:
            yield from (path for _, path in inside(self.folder))


def texts_named(named: Sequence[str], folder: str | None, data: Sequence[str]) -> TextFiles:
    """Return the texts that words such as liga=liga.txt name, and those of a folder.

    `data` are the paths of the claims; one of them may be standard input. Raise UsageError for
    words that name no text.
    """
    if not named and folder is None:
        raise UsageError(
            "no article text is given\n"
            "--text ARTICLE=FILE gives one, --texts FOLDER gives many (liga.txt)"
        )
    return texts_given(_files(named), folder, data)


def texts_given(
    named: Iterable[tuple[str, str]], folder: str | None, data: Sequence[str] = ()
) -> TextFiles:
    """Return the texts of articles, and those of a folder; raise UsageError for a wrong path."""
    if folder == "":
        raise UsageError("the path of the folder is empty")
    files = dict(named)
    if [*files.values(), *data].count(STANDARD_INPUT) > 1:
        raise UsageError("standard input can be read only once")
    return TextFiles(files, folder)


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
    sha256: Any  # of the text, as the claims file states it
    language: Any


def article_files(index: Index, texts: TextFiles) -> Sequence[ArticleFile]:
    """Return where the texts of articles are, in the order of their names.

    Raise UsageError for a text that is given for an article that does not exist, TextError for a
    text in the folder that belongs to no article, and DataError for a folder without texts.
    """
    question = Question(_ARTICLES, (), check_fields(_ARTICLES, ("id", "sha256", "language")))
    stated = {str(key): (digest, language) for key, digest, language in index.rows(question).rows()}
    known = _Known(stated)
    files = {key: (path, False) for key, path in _of_articles(texts.files.items(), known).items()}
    if texts.folder is not None:
        inside = _of_folder(texts.folder, known, complete=not index.left_out())
        files = {key: (path, True) for key, path in inside.items()} | files
    return [ArticleFile(key, path, inside, *stated[key]) for key, (path, inside) in files.items()]


class ArticleFinder:
    """Finds the files of articles by their records.

    A folder may have texts of other articles too: of those that stay in.
    """

    def __init__(self, texts: TextFiles) -> None:
        inner = inside(texts.folder) if texts.folder is not None else ()
        self._files = {any_case(name): (path, True) for name, path in inner}
        self._files |= {any_case(name): (path, False) for name, path in texts.files.items()}
        self._unasked = {any_case(name): name for name in texts.files}

    def found(self, article: Values) -> ArticleFile | None:
        """Return the file of an article, if there is one."""
        key = str(article["id"])
        self._unasked.pop(any_case(key), None)
        file = self._files.get(any_case(key))
        return ArticleFile(key, *file, article["sha256"], article["language"]) if file else None

    def unasked(self) -> Sequence[str]:
        """Return the articles that a user has named, and that were not asked for so far."""
        return [*self._unasked.values()]


class _Known:
    """The ids of articles, which are found in any spelling."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = list(ids)
        self._keys = {any_case(key): key for key in self._ids} | {key: key for key in self._ids}

    def find(self, article: str) -> str | None:
        return self._keys.get(article) or self._keys.get(any_case(article))

    def unknown(self, article: str, number: int) -> str:
        """Return that there is no such article, the first ones with an id that is near."""
        near = suggestion(article, self._ids) if number < SUGGESTIONS else ""
        return visible(f"no article '{article}'{near}")


def _of_articles(named: Iterable[tuple[str, str]], known: _Known) -> dict[str, str]:
    """Return the files of the articles that a user has named."""
    files: dict[str, str] = {}
    unknown: list[str] = []
    for article, path in named:
        key = known.find(article)
        if key is None:
            unknown.append(known.unknown(article, len(unknown)))
        elif key in files:
            pair = f"'{visible(files[key])}' and '{visible(path)}'"
            raise UsageError(f"article '{shown_id(key)}' has two texts: {pair}\ngive one of them")
        else:
            files[key] = path
    if unknown:
        raise UsageError("\n".join([*unknown, _LISTS]))
    return files


def _of_folder(folder: str, known: _Known, *, complete: bool) -> dict[str, str]:
    """Return the files of a folder, by article. A file of no article is one too many.

    Unless the claims are complete: its article may be in what was left out.
    """
    files: dict[str, str] = {}
    others: list[str] = []
    for name, path in inside(folder):
        key = known.find(name)
        if key is None:
            others.append(f"{visible(printable(path))}: {known.unknown(name, len(others))}")
        elif key in files:
            pair = " and ".join(visible(printable(each)) for each in (files[key], path))
            raise TextError(f"article '{shown_id(key)}' has two texts: {pair}\nkeep one of them")
        else:
            files[key] = path
    if others and complete:
        more = [f"and {len(others) - _NAMED:,} more"] if len(others) > _NAMED else []
        remedy = f"name each text after the id of its article, or move it elsewhere; {_LISTS}"
        raise TextError("\n".join([*others[:_NAMED], *more, remedy]))
    if not files:
        raise _no_text(printable(folder), "this folder has no text of an article", _NAMES)
    return files


def inside(folder: str) -> Iterator[tuple[str, str]]:
    """Yield the name, without its ending, and the path of each text in a folder.

    Hidden files are no texts: some systems keep their own notes beside each file (._liga.txt).
    """
    try:
        files = sorted(Path(folder).iterdir())
    except OSError as error:
        remedy = "give a folder with texts that have the ids of their articles as names: liga.txt"
        raise _unreadable(printable(folder), error, remedy) from error
    for file in files:
        hidden = file.name.startswith(".") or file.name.lower() == _NOTE
        if file.suffix.lower() in _ENDINGS and not hidden:
            yield file.stem, str(file)


def kept(folder: str, article: str) -> str | None:
    """Return the path of the text of an article in a folder; None if there is none."""
    paths = (Path(folder, article + ending) for ending in _ENDINGS)
    return next((str(path) for path in paths if path.exists()), None)


def article_text(given: ArticleFile, tell: Tell) -> ArticleText:
    """Return the text of an article; tell if its sha256 is not the stated one.

    Raise DataError if the file cannot be read, or has no text that can be used.
    """
    name, data = printable(given.path), _bytes(given)
    stated = given.sha256.lower() if isinstance(given.sha256, str) else None
    if hashlib.sha256(data).hexdigest() == stated:  # a kept text may look like Markdown
        return ArticleText(data.decode(), given.language)
    found = document(data, name)
    text = ArticleText(found.text, given.language or found.stated.language or None)
    digest = hashlib.sha256(found.text.encode()).hexdigest()
    if stated not in (None, digest):
        tell(
            f"{visible(name)} is not the text of article {visible(given.article)} that was"
            f" read: it changed since then, or it was saved in another way\n"
            f"  its sha256 is {digest}, the claims file has {visible(given.sha256)}"
        )
    return text


def _bytes(given: ArticleFile) -> bytes:
    """Return the bytes of a file, MAX_BYTES and one more at most: a device has no end."""
    name, path = printable(given.path), Path(given.path)
    try:
        if given.path == STANDARD_INPUT:
            return _standard_input()
        if given.inside and not (path.is_file() or path.is_dir()):  # reading would wait
            raise _no_text(name, "is a pipe or a device, and not a file with a text", _REMEDY)
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(name, error, _REMEDY) from error


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise OSError("standard input is closed")
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _unreadable(name: str, error: OSError | ValueError, remedy: str) -> DataError:
    why = reason(error) if isinstance(error, OSError) else str(error)
    return _no_text(name, f"cannot be read: {why}", remedy)


def _no_text(name: str, what: str, remedy: str) -> DataError:
    return DataError([Problem("unreadable", what, remedy, name)])
