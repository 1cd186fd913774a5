"""A page → its blocks: what a reader sees as one paragraph, heading, item, or line by itself.

Nothing is judged here. A block knows the elements around it, and how much of it leads elsewhere.
"""

import re
from typing import TYPE_CHECKING, NamedTuple

from ..linked_data.linked import TooMuch
from .lines import Line

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
# Within these an element that HTML does not know is one of the line.
_OF_TEXT = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "figcaption"}
_BOLD = {"b", "strong"}
_NAMING = ("class", "id", "role", "itemprop", "data-testid", "data-component")
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_FOR_LISTENERS = re.compile(r"\b(?:sr-only|visually-?hidden|screen-reader-text)\b", re.IGNORECASE)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_QUOTED = ("“", "”")  # as a browser shows <q>
_VALUE = 120  # characters: a longer cell of a table is text, and no value
_MOST = 20_000  # blocks of a page: an article has some hundreds
_BETWEEN_CELLS = " | "
_DEEPEST = 100  # elements around a block: those within have no part in the choice


class Element(NamedTuple):
    """An element around a block."""

    number: int  # of the page, in the order of their beginnings, from 1
    tag: str
    names: str  # what class, id, role and itemprop call it
    hidden: bool


class Block(NamedTuple):
    """A stretch of text that stands by itself, on one line."""

    text: str
    around: tuple[Element, ...]  # the elements around it, the page's body first
    linked: int = 0  # characters of it in links
    links: tuple[tuple[str, str], ...] = ()  # addresses as they stand there, and their words
    strong: bool = False  # whether nearly all of it is printed bold
    times: tuple[str, ...] = ()  # what <time> elements in it state

    @property
    def tag(self) -> str:
        """The tag of the innermost element around it."""
        return self.around[-1].tag


def blocks(page: "Page") -> list[Block]:
    """Return the blocks of a page, in their order; raise TooMuch for more than _MOST."""
    body = page.body
    return _Walk().blocks(body) if body is not None else []


class _Walk:
    """Goes through the elements of a page once."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.line = Line()
        self.around: tuple[Element, ...] = ()
        self.outside: list[tuple[Element, ...]] = []  # what was around each open element
        self.rows: list[int] = []  # how many blocks stood before each open row of a table
        self.count = self.raised = self.verbatim = 0

    def blocks(self, body: "LexborNode") -> list[Block]:
        """Return the blocks within an element. It may nest too deep for a function in itself."""
        opened: list[tuple[LexborNode, bool]] = []
        node: LexborNode | None = body
        while node is not None:
            if node.is_text_node:
                self.text(node.text_content or "")
            elif node.is_element_node and (tag := node.tag or "") not in _UNSEEN:
                is_block, inside = self.enter(node, tag)
                opened.append((node, is_block))
                if inside is not None:
                    node = inside
                    continue
                self.leave(tag, is_block=is_block)
                opened.pop()
            following = node.next if opened else None
            while following is None and opened:
                node, is_block = opened.pop()
                self.leave(node.tag or "", is_block=is_block)
                following = node.next if opened else None
            node = following
        self.end_line()
        return self.found

    def enter(self, node: "LexborNode", tag: str) -> tuple[bool, "LexborNode | None"]:
        """Begin an element. Return whether it is a block, and the first node in it to be read."""
        attributes = node.attributes
        is_block = tag in _BLOCKS or ("-" in tag and not self.is_within_text())
        hidden = _is_hidden(attributes)
        if is_block:
            self.end_line()
            self.count += 1
            self.outside.append(self.around)
            if len(self.around) < _DEEPEST:
                names = " ".join(filter(None, map(attributes.get, _NAMING)))
                self.around = (*self.around, Element(self.count, tag, names, hidden))
            if tag == "tr":
                self.rows.append(len(self.found))
        self.begin(tag, attributes)
        listeners = not is_block and _FOR_LISTENERS.search(attributes.get("class") or "")
        unseen = not is_block and (hidden or listeners)
        return is_block, None if unseen else node.first_child

    def begin(self, tag: str, attributes: dict[str, str | None]) -> None:
        """Take note of what an element means for the text within it."""
        if tag == "br":
            self.line.add("\n")
        elif tag == "a":
            if href := attributes.get("href"):
                self.line.begin_link(href)
        elif tag in _BOLD:
            self.line.begin_bold()
        elif tag == "q":
            self.line.add(_QUOTED[0])
        elif tag == "sup":
            self.raised += 1
        elif tag == "pre":
            self.verbatim += 1
        elif tag == "time" and (stated := attributes.get("datetime")):
            self.line.time(stated)

    def leave(self, tag: str, *, is_block: bool) -> None:
        """End an element."""
        if tag == "a":
            self.line.end_link()
        elif tag in _BOLD:
            self.line.end_bold()
        elif tag == "q":
            self.line.add(_QUOTED[1])
        elif tag == "sup":
            self.raised -= 1
        if is_block:
            self.end_line()
            self.around = self.outside.pop()
            if tag == "pre":
                self.verbatim -= 1
            elif tag == "tr":
                self.join_cells(self.rows.pop())

    def is_within_text(self) -> bool:
        """Whether an element begins within a paragraph."""
        return bool(self.around) and self.around[-1].tag in _OF_TEXT

    def text(self, text: str) -> None:
        """Read a stretch of text."""
        if not self.verbatim and "\n" in text:
            text = text.replace("\n", " ")
        if self.raised and text.strip().isdecimal():
            text = text.translate(_RAISED)
        self.line.add(text)

    def end_line(self) -> None:
        """Make blocks of the line so far."""
        for one in self.line.taken():
            block = Block(one.text, self.around, one.linked, one.links, one.strong, one.times)
            self.found.append(block)
        if len(self.found) > _MOST:
            raise TooMuch(f"the page has more than {_MOST:,} paragraphs, headings and lines")

    def join_cells(self, before: int) -> None:
        """Make one block of the cells of a row that have values, and no text of their own."""
        cells = self.found[before:]
        if len(cells) < 2 or len({cell.around[-1].number for cell in cells}) < len(cells):
            return
        if all(cell.tag in ("td", "th") and len(cell.text) <= _VALUE for cell in cells):
            text = _BETWEEN_CELLS.join(cell.text for cell in cells)
            links = tuple(link for cell in cells for link in cell.links)
            linked = sum(cell.linked for cell in cells)
            self.found[before:] = [Block(text, self.around, linked, links)]


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or ("style" in attributes and bool(_HIDING.search(attributes["style"] or "")))
    )
