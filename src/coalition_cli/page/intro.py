"""Markdown → the HTML of an introduction: without raw HTML, without pictures, with safe links."""

import re
from collections.abc import Sequence
from html import unescape
from typing import TYPE_CHECKING

from ..model.problems import DataError, Problem, reason
from ..words.safe import visible
from .texts import address

if TYPE_CHECKING:
    from markdown_it.token import Token

_LOWEST = 6  # level of a heading
_LONGEST = 1 << 20  # bytes


def read_intro(path: str) -> str:
    """Return the text of a file; raise DataError if it cannot be read as text."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - paths are text here
            content = file.read(_LONGEST + 1)
        if len(content) > _LONGEST:
            raise DataError([_problem(path, f"has more than {_LONGEST >> 10:,} KiB")])
        return content.decode("utf-8-sig")
    except OSError as error:
        raise DataError([_problem(path, f"cannot be read: {reason(error)}")]) from error
    except UnicodeDecodeError as error:
        raise DataError([_problem(path, "is not UTF-8")]) from error


def _problem(path: str, what: str) -> Problem:
    return Problem("unreadable", what, "give a text in Markdown", path)


def introduction(text: str) -> str:
    """Return a text in Markdown (CommonMark, with tables) as HTML.

    Tags in it are shown as they are written. A picture would be fetched from elsewhere, so it is
    shown as text. A link that leads elsewhere than to http, https, mailto or a claim of the page is
    no link. The page has a heading above all of these, so each is one level lower.
    """
    if not text:
        return ""
    from markdown_it import MarkdownIt  # few pages have an introduction

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    markdown.validateLink = lambda url: bool(address(url)) or url.startswith("#")  # type: ignore[method-assign]
    tokens = markdown.parse(visible(text, lines=True))
    _adapt(tokens)
    return str(markdown.renderer.render(tokens, markdown.options, {})).strip()


def read_in(introduced: str) -> list[str]:
    """Return what people read in an introduction, and all of its HTML with the titles of links.

    Markup and entities can part a word in the file that is whole on the page.
    """
    return [unescape(re.sub(r"<[^>]*>", "", introduced)), unescape(introduced)]


def _adapt(tokens: "Sequence[Token]") -> None:
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1:]) + 1, _LOWEST)}"
        token.attrs.pop("style", None)  # of a cell of a table: the page's policy allows none
        for inner in token.children or ():
            if inner.type == "link_open" and not str(inner.attrs.get("href")).startswith("#"):
                inner.attrSet("rel", "noopener")
