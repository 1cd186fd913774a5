"""What a file with an article holds: its text, and what it states of the article."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..model.problems import DataError, Problem
from ..reading.encoding import not_utf8
from .kinds import AS_HTML, is_archive, is_html, is_markdown, other_kind
from .statement import Link, Stated

if TYPE_CHECKING:
    from .pages.blocks import Block
    from .pages.choosing import Choice

MAX_BYTES = 1 << 24  # of a page: its scripts are most of it
_MOST = 1 << 21  # bytes of a text: an article has some thousands, a novel a million
_SPLIT = "give only the article, or only the part that has the quotes"
_REMEDY = "give the article as plain text, or - for standard input"
_CUT = "save the words of the article as plain text, and give that"
_STUB = "has only the beginning of an article: the rest is for subscribers"
_LOGGED_IN = "save the page where you can read all of it, or give the text"
_COMPLETE = "save the page as 'Webpage, Complete' when it is shown, or give its words as plain text"


class Document(NamedTuple):
    """The text of an article, with its paragraphs parted by blank lines, and what is stated."""

    text: str
    stated: Stated
    kept: "tuple[Choice, ...]" = ()  # but of plain text: what was chosen, and why


def document(data: bytes, name: str) -> Document:
    """Return the article in a file: a page, Markdown or plain text, as its content tells.

    Plain text is returned exactly as it was read. Raise DataError where there is no text, or
    where it is too long.
    """
    if is_html(data):
        return _of_page(data, name)
    if is_archive(data):
        raise _unreadable(name, "is an archive of a page (MHTML)", AS_HTML)
    if kind := other_kind(data):
        raise _unreadable(name, f"is not plain text: {kind.name}", kind.remedy)
    if len(data) > _MOST:
        raise _too_long(name, "the text of an article", _MOST)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise DataError([not_utf8(name, data, error)]) from error
    if is_markdown(text, name):
        return _of_markdown(text, name)
    if not text.strip():
        raise _unreadable(name, "has no text", _REMEDY)
    return Document(text, Stated())


def _of_markdown(text: str, name: str) -> Document:
    from .linked_data.linked import TooMuch
    from .markdown import markdown
    from .pages.choosing import TEXT, Choice

    try:
        found = markdown(text)
    except TooMuch as much:
        raise _unreadable(name, str(much), _CUT) from much
    kept = tuple(Choice(block, kept=True, why=TEXT) for block in found.blocks)
    return _composed(name, found.blocks, found.stated)._replace(kept=kept)


def _of_page(data: bytes, name: str) -> Document:
    from .linked_data.linked import TooMuch
    from .pages.blocks import blocks
    from .pages.choosing import chosen, replaced
    from .pages.page import Page
    from .paywalls import is_stub
    from .stating.articles import articles, body
    from .stating.bylines import completed
    from .stating.stated import stated

    if len(data) > MAX_BYTES:
        raise _too_long(name, "the page of an article", MAX_BYTES)
    try:
        page = Page(data)
        shown, nodes = blocks(page), articles(page)
        stated_text = body(nodes)
    except TooMuch as much:
        raise _unreadable(name, str(much), _CUT) from much
    longest = max((block.text for block in shown), key=len, default="")
    said = stated(page, nodes, longest)
    choices = chosen(shown, said.headline)
    said = completed(said, choices)
    choices = replaced(choices, stated_text)
    if is_stub(choices, nodes):
        raise _unreadable(name, _STUB, _LOGGED_IN)
    kept = [choice.block for choice in choices if choice.kept]
    return _composed(name, kept, said, page.address)._replace(kept=tuple(choices))


def _composed(name: str, blocks: "Sequence[Block]", said: Stated, base: str = "") -> Document:
    """Return the document of some blocks; their links are relative to a base."""
    from .pages.page import joined
    from .stating.archives import original

    if not blocks:
        raise _unreadable(name, "has no text of an article", _COMPLETE)
    links = tuple(
        Link(original(joined(base, url)), words, number)
        for number, block in enumerate(blocks, start=1)
        for url, words in block.links
    )
    text = "\n\n".join(block.text for block in blocks)
    if len(text.encode()) > _MOST:
        raise _too_long(name, "the text of an article", _MOST)
    return Document(text, said._replace(links=links))


def _unreadable(name: str, message: str, remedy: str) -> DataError:
    return DataError([Problem("unreadable", message, remedy, name)])


def _too_long(name: str, what: str, most: int) -> DataError:
    message = f"is too long for {what}: more than {most >> 20} MiB"
    return _unreadable(name, message, _SPLIT)
