"""A page → its blocks: what a reader sees as one paragraph, heading, item, or line by itself.

Nothing is judged here. A block knows the elements around it, and how much of it leads elsewhere.
"""

import re
from typing import TYPE_CHECKING, NamedTuple

from ..verifying.paragraphs import Span, paragraphs

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from .page import Page

# Elements that begin a line of their own.
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"),
    *("dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main"),
    *("menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "td"),
    *("tfoot", "th", "thead", "tr", "ul"),
}
# Elements whose words are not on the page, or are no words of it: what was struck out as well.
_UNSEEN = {
    *("audio", "button", "canvas", "datalist", "del", "embed", "head", "iframe", "input", "math"),
    *("noscript", "object", "option", "progress", "rp", "rt", "s", "script", "select", "strike"),
    *("style", "svg", "template", "textarea", "title", "video"),
}
_ENDED_BY_TEXT = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "figcaption"}
_NAMING = ("class", "id", "role", "itemprop", "data-testid", "data-component")
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_FOR_LISTENERS = re.compile(
    r"\b(?:sr-only|visually-?hidden|screen-reader-text|u-hidden)\b", re.IGNORECASE
)
_INVISIBLE = re.compile("[\xad\u200b\u2060\ufeff\ufffd]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_QUOTED = ("“", "”")
_ROW = 120  # characters: a longer cell of a table is text, and no value
_DEEPEST = 256  # elements around a block: those within have no part in the choice
_BETWEEN_CELLS = " | "


class Element(NamedTuple):
    """An element around a block."""

    number: int  # of the page, in the order of their beginnings
    tag: str
    names: str  # what class, id, role and itemprop call it
    hidden: bool


class Block(NamedTuple):
    """A stretch of text that stands by itself, on one line."""

    text: str
    around: tuple[Element, ...]  # the elements around it, the page's body first
    linked: int  # characters of it in links
    links: tuple[tuple[str, str], ...]  # addresses as they stand there, and the words of each

    @property
    def tag(self) -> str:
        """The tag of the innermost element around it."""
        return self.around[-1].tag if self.around else ""


def blocks(page: "Page") -> list[Block]:
    """Return the blocks of a page, in their order."""
    body = page.body
    return _Walk().blocks(body) if body is not None else []


class _Walk:
    """Goes through the elements of a page once."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.around: tuple[Element, ...] = ()
        self.outside: list[tuple[Element, ...]] = []  # what was around each open element
        self.pieces: list[str] = []  # of the block that is being read
        self.length = 0
        self.links: list[tuple[str, Span]] = []
        self.link: tuple[str, int] | None = None  # address and beginning of the open link
        self.raised = self.verbatim = self.count = 0
        self.rows: list[int] = []  # how many blocks stood before each open row of a table

    def blocks(self, body: "LexborNode") -> list[Block]:
        """Return the blocks within an element."""
        open_nodes: list[tuple[LexborNode, bool]] = []
        node: LexborNode | None = body
        while node is not None:
            child = None
            if node.is_text_node:
                self.text(node.text_content or "")
            elif node.is_element_node:
                child, is_block = self.enter(node)
                if child is not None:
                    open_nodes.append((node, is_block))
                    node = child
                    continue
                self.leave(node.tag or "", is_block=is_block)
            following = node.next if open_nodes else None
            while following is None and open_nodes:
                node, is_block = open_nodes.pop()
                self.leave(node.tag or "", is_block=is_block)
                following = node.next if open_nodes else None
            node = following
        self.flush()
        return self.found

    def enter(self, node: "LexborNode") -> tuple["LexborNode | None", bool]:
        """Begin an element. Return the first node within it to be read, and if it is a block."""
        tag = node.tag or ""
        if tag in _UNSEEN:
            return None, False
        attributes = node.attributes
        is_block = tag in _BLOCKS or ("-" in tag and not self.is_within_text())
        hidden = _is_hidden(attributes)
        if is_block:
            self.flush()
            self.count += 1
            names = " ".join(filter(None, map(attributes.get, _NAMING)))
            self.outside.append(self.around)
            if len(self.around) < _DEEPEST:
                self.around = (*self.around, Element(self.count, tag, names, hidden))
            if tag == "tr":
                self.rows.append(len(self.found))
        elif hidden or _FOR_LISTENERS.search(attributes.get("class") or ""):
            return None, False
        self.begin(tag, attributes.get("href"))
        return node.first_child, is_block

    def begin(self, tag: str, href: str | None) -> None:
        """Take note of what an element means for the text within it."""
        if tag == "br":
            self.piece("\n")
        elif tag == "a" and href:
            self.link = (href.strip(), self.length)
        elif tag == "q":
            self.piece(_QUOTED[0])
        elif tag == "sup":
            self.raised += 1
        elif tag == "pre":
            self.verbatim += 1

    def leave(self, tag: str, *, is_block: bool) -> None:
        """End an element."""
        if tag in _UNSEEN:
            return
        if tag == "a":
            self.end_link()
            self.link = None
        elif tag == "q":
            self.piece(_QUOTED[1])
        elif tag == "sup":
            self.raised -= 1
        if is_block:
            self.flush()
            self.around = self.outside.pop()
            if tag == "pre":
                self.verbatim -= 1
            elif tag == "tr":
                self.join_cells(self.rows.pop())

    def is_within_text(self) -> bool:
        return bool(self.around) and self.around[-1].tag in _ENDED_BY_TEXT

    def text(self, text: str) -> None:
        """Read a stretch of text."""
        if not self.verbatim and ("\n" in text):
            text = text.replace("\n", " ")
        if self.raised and text.strip().isdecimal():
            text = text.translate(_RAISED)
        self.piece(text)

    def piece(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def end_link(self) -> None:
        if self.link is not None:
            address, start = self.link
            if self.length > start:
                self.links.append((address, Span(start, self.length)))

    def flush(self) -> None:
        """End the block that is being read; an open link goes on in the next."""
        self.end_link()
        content, links = "".join(self.pieces), self.links
        self.pieces, self.length, self.links = [], 0, []
        if self.link is not None:
            self.link = (self.link[0], 0)
        if not content or content.isspace():
            return
        spans = paragraphs(content) if "\n" in content else [Span(0, len(content))]
        for span in spans:
            inside = [
                (address, _one_line(content[max(a, span.start) : min(b, span.end)]))
                for address, (a, b) in links
                if a < span.end and b > span.start
            ]
            worded = tuple((address, words) for address, words in inside if words)
            text = _one_line(content[span.start : span.end])
            if text:
                linked = sum(len(words) for _, words in worded)
                self.found.append(Block(text, self.around, linked, worded))

    def join_cells(self, before: int) -> None:
        """Make one block of the cells of a row that have values, and no text of their own."""
        cells = self.found[before:]
        numbers = {cell.around[-1].number for cell in cells}
        are_values = all(
            cell.tag in ("td", "th") and len(cell.text) <= _ROW for cell in cells
        ) and len(numbers) == len(cells)
        if len(cells) < 2 or not are_values:
            return
        text = _BETWEEN_CELLS.join(cell.text for cell in cells)
        linked = sum(cell.linked for cell in cells)
        links = tuple(link for cell in cells for link in cell.links)
        self.found[before:] = [Block(text, self.around, linked, links)]


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(_HIDING.search(attributes.get("style") or ""))
    )


def _one_line(text: str) -> str:
    """Return a text with single blanks, and without what nobody sees."""
    return " ".join(_INVISIBLE.sub("", text).split())
