"""The texts of articles, kept where `verify` looks for them: in the folder of the project."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ..model.problems import OutputError, UsageError, reason
from ..project import Corpus
from ..reading import printable
from ..writing.folders import made_folder
from ..writing.replacing import made
from .article import Article

_ENDING = ".txt"
_LONGEST = 200  # bytes: no file system takes a name of more than 255, and a new file has more


def folder_of(project: Corpus) -> str:
    """Return the folder in which a project keeps texts. Raise UsageError if it names none."""
    folder = project.texts()
    if folder is None:
        raise UsageError(
            "--keep-text: no coalition.toml says where texts are kept\n"
            """write texts = "texts" in it; 'coalition init' makes one"""
        )
    return folder


@contextmanager
def kept(articles: Sequence[Article], folder: str) -> Iterator[list[str]]:
    """Keep the text of each article, named after its id; yield the paths of those that are new.

    Raise UsageError where another text has that name. If the block fails, no text is kept.
    """
    new = [(path, each.document.text) for each in articles if (path := _path(each, folder))]
    try:
        with made_folder(folder), ExitStack() as files:
            for path, text in new:
                files.enter_context(made(path)).write(text)
            yield [path for path, _ in new]
    except OSError as error:
        named = error.filename2 or error.filename or folder
        raise OutputError(f"cannot write {printable(str(named))}: {reason(error)}") from error


def _path(article: Article, folder: str) -> str:
    """Return where the text of an article is to be kept; nothing if it is there already."""
    if not _names_a_file(article.id):
        raise UsageError(f"no file can be called '{article.id}'\ngive the article another --id")
    path = str(Path(folder, f"{article.id}{_ENDING}"))
    if not os.path.lexists(path):
        return path
    try:
        same = Path(path).read_bytes() == article.document.text.encode()
    except OSError:
        same = False
    if same:
        return ""
    raise UsageError(f"{printable(path)}: another text is there\ngive the article another --id")


def _names_a_file(key: str) -> bool:
    """Return whether a file can be called like an article, wherever the project is copied to."""
    plain = key.isprintable() and not key.startswith(".")
    return plain and Path(key).name == key and len(key.encode()) <= _LONGEST
