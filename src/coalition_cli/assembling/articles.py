"""Files with articles → articles: their texts, their attributions, and their records."""

import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ..attributing import attributed
from ..extracting.document import MAX_BYTES, Document, document
from ..extracting.statement import Stated
from ..model.problems import DataError, Problem, UsageError, reason
from ..reading import printable
from ..reading.files import STANDARD_INPUT
from ..reading.kinds import kind_named
from ..verifying import ArticleText
from ..words.values import is_date
from .article import Article, language_of
from .ids import Ids
from .known import NOTHING, Known
from .sources import Sources

_MOST = 5_000  # attributions of an article: more are a book, and each is looked for in its text
_REMEDY = "give the file of an article, or - for standard input"


class Given(NamedTuple):
    """What a user says of articles: it counts more than what they state."""

    id: str = ""
    stated: Stated = Stated()
    originals: tuple[str, ...] = ()  # paths or ids of those that retell nothing
    stances: bool = False  # whether beliefs and plans are wanted


class _Read(NamedTuple):
    """A file that was read."""

    name: str  # as messages have it
    path: str
    document: Document


def articles_of(
    paths: Sequence[str], given: Given, sources: Sources, known: Known = NOTHING
) -> list[Article]:
    """Return the articles of some files, in their order.

    Raise DataError for a file that has no article, and UsageError for one that is given twice or
    is known, or for an original that is none of them.
    """
    if paths.count(STANDARD_INPUT) > 1:
        raise UsageError("standard input can be read only once\ngive - once")
    files = [_Read(_name(path), path, _told(path, given.stated)) for path in paths]
    _refuse_twice(files)
    ids = Ids(known.taken("articles"))
    keys = [_known(file, known) or given.id or _id(file, ids) for file in files]
    originals = _originals(dict(zip(keys, paths, strict=True)), given.originals)
    found = (_article(file, key, sources, given) for file, key in zip(files, keys, strict=True))
    return [
        each._replace(values={**each.values, "original": True}) if each.id in originals else each
        for each in found
    ]


def _known(file: _Read, known: Known) -> str | None:
    """Return the id of the record that an article has already; None if it has none.

    Raise UsageError if that is the record of a text that was read: of this one, or of another.
    """
    record = known.same(file.document.stated.url, _sha256(file))
    if record is None:
        return None
    sha256 = record.values.get("sha256")
    if sha256 is None:
        return record.key
    if sha256 == _sha256(file):
        raise UsageError(
            f"{file.name} is there already: article '{record.key}'\n"
            f"its claims are drafted; {known.review(str(record.key), file.path)} shows those that"
            " nobody has read"
        )
    raise UsageError(
        f"{file.name} has another text than article '{record.key}', which has its address\n"
        "if it was changed since, give the address of an archived copy with --url"
    )


def _originals(paths: Mapping[str, str], named: Sequence[str]) -> set[str]:
    """Return the ids of the articles that are named, by an id or a path."""
    for name in named:
        if name not in {*paths, *paths.values()}:
            raise UsageError(
                f"--original {name} is none of the articles\nname one of the files that are given"
            )
    return {key for key, path in paths.items() if {key, path} & {*named}}


def _name(path: str) -> str:
    return "standard input" if path == STANDARD_INPUT else printable(path)


def _told(path: str, given: Stated) -> Document:
    """Return what a file holds, with what a user says in the place of what it states."""
    found = document(_content(path), _name(path))
    told = {name: value for name, value in given._asdict().items() if value}
    if given.publisher and given.publisher != found.stated.publisher:
        told["publisher_url"] = given.publisher_url
    return found._replace(stated=found.stated._replace(**told))


def _content(path: str) -> bytes:
    """Return the bytes of a file, or of standard input: those of an article and one, at most."""
    if kind_named(path):
        raise _unreadable(path, "is a claims file, or other data, and no article")
    try:
        return _standard_input() if path == STANDARD_INPUT else _of_file(path)
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise _unreadable(path, f"cannot be read: {why}") from error


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise OSError("standard input is closed")
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _of_file(path: str) -> bytes:
    with Path(path).open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _unreadable(path: str, message: str) -> DataError:
    return DataError([Problem("unreadable", message, _REMEDY, _name(path))])


def _refuse_twice(files: Sequence[_Read]) -> None:
    """Raise UsageError for an article that is given twice: its claims would count twice."""
    seen: dict[tuple[str, str, str], str] = {}
    for file in files:
        stated = file.document.stated
        known = seen.setdefault((file.document.text, stated.url, stated.publisher), file.name)
        if known is not file.name:
            twice = (
                f"{known} and {file.name} have"
                if known != file.name
                else f"{known} is given twice:"
            )
            raise UsageError(f"{twice} the same article\ngive each article once")


def _article(file: _Read, key: str, sources: Sources, given: Given) -> Article:
    text, stated = file.document.text, file.document.stated
    article = ArticleText(text, stated.language or None)
    language = given.stated.language or language_of(file.document)
    found = attributed(article, language, stances=given.stances)
    if (count := len(found.attributions)) > _MOST:
        message = f"has {count:,} attributions, more than {_MOST:,}"
        raise DataError([Problem("over-limit", message, "give a part of it", file.name)])
    values = {"id": key, **dict(_values(file, sources))}
    return Article(key, file.document, found, values, article)


def _values(file: _Read, sources: Sources) -> Iterator[tuple[str, object]]:
    """Yield the fields of the record of an article that are known."""
    stated = file.document.stated
    if stated.headline:
        yield "headline", stated.headline
    if stated.publisher:
        yield "publisher", sources.of(stated.publisher, stated.publisher_url)
    if stated.authors:
        yield "authors", list(stated.authors)
    for field in ("url", "archived", "date", "language"):
        value = getattr(stated, field)
        if value and (field != "date" or is_date(value)):
            yield field, value
    if stated.url:
        yield "accessed", _accessed(file.path)
    yield "sha256", _sha256(file)


def _sha256(file: _Read) -> str:
    return hashlib.sha256(file.document.text.encode()).hexdigest()


def _accessed(path: str) -> str:
    """Return the day on which a page was read: when its file was written, or today."""
    if path == STANDARD_INPUT:
        return date.today().isoformat()
    return date.fromtimestamp(Path(path).stat().st_mtime).isoformat()


def _id(file: _Read, ids: Ids) -> str:
    """Return an id: of the publisher and the headline, or else of the name of the file."""
    stated = file.document.stated
    stem = "" if file.path == STANDARD_INPUT else Path(file.path).stem
    both = f"{stated.publisher} {stated.headline}" if stated.publisher and stated.headline else ""
    return ids.new(both or stem or stated.headline or stated.publisher, "article")
