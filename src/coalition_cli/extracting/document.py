"""What a file with an article holds: its text, and what it states of the article."""

from typing import TYPE_CHECKING, NamedTuple

from ..model.problems import DataError, Problem
from ..reading.encoding import not_utf8
from .kinds import is_html, other_kind

if TYPE_CHECKING:
    from .choosing import Choice

MAX_BYTES = 1 << 24  # of a page: its scripts are most of it
_MOST = 1 << 21  # bytes of a text: an article has some thousands, a novel a million
_SPLIT = "give only the article, or only the part that has the quotes"
_REMEDY = "give the article as plain text, or - for standard input"
_CUT = "save the words of the article as plain text, and give that"
_AS_HTML = "save the page as HTML only: 'Webpage, HTML Only' or 'Page Source'"


class Link(NamedTuple):
    """A link in a paragraph of the article."""

    url: str
    words: str
    paragraph: int  # from 1


class Stated(NamedTuple):
    """What a page states of its article; empty where it states nothing."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""  # of publication: year, month or day, as in 2026-01-19
    url: str = ""
    language: str = ""  # an IETF tag
    publisher: str = ""
    publisher_url: str = ""
    archived: str = ""
    links: tuple[Link, ...] = ()


class Document(NamedTuple):
    """The text of an article, with its paragraphs parted by blank lines, and what is stated."""

    text: str
    stated: Stated
    kept: "tuple[Choice, ...]" = ()  # of a page: what was chosen of it, and why


def document(data: bytes, name: str) -> Document:
    """Return the article in a file: a page, Markdown or plain text, as its content tells.

    Plain text is returned exactly as it was read. Raise DataError where there is no text, or
    where it is too long.
    """
    if is_html(data):
        return _of_page(data, name)
    if kind := other_kind(data):
        raise _unreadable(name, f"is not plain text: {kind.name}", kind.remedy)
    if len(data) > _MOST:
        raise _too_long(name, "the text of an article", _MOST)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise DataError([not_utf8(name, data, error)]) from error
    if not text.strip():
        raise _unreadable(name, "has no text", _REMEDY)
    return Document(text, Stated())


def _of_page(data: bytes, name: str) -> Document:
    if len(data) > MAX_BYTES:
        raise _too_long(name, "the page of an article", MAX_BYTES)
    from .blocks import blocks
    from .choosing import chosen
    from .linked_data.linked import TooMuch
    from .page import Page
    from .stated import stated

    try:
        page = Page(data)
    except TooMuch as much:
        raise _unreadable(name, str(much), _CUT) from much
    said = stated(page)
    choices = tuple(chosen(blocks(page), said.headline))
    kept = [choice.block for choice in choices if choice.kept]
    if not kept:
        raise _unreadable(name, "this page has no text of an article", _CUT)
    text = "\n\n".join(block.text for block in kept)
    links = tuple(
        Link(url, words, number)
        for number, block in enumerate(kept, start=1)
        for url, words in block.links
    )
    return Document(text, said._replace(links=links), choices)


def _unreadable(name: str, message: str, remedy: str) -> DataError:
    return DataError([Problem("unreadable", message, remedy, name)])


def _too_long(name: str, what: str, most: int) -> DataError:
    message = f"is too long for {what}: more than {most >> 20} MiB"
    return _unreadable(name, message, _SPLIT)
