"""A saved HTML page → its blocks of JSON-LD and its items of microdata, with the lines of each."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from ..linked_data.linked import Node, TooMuch
from .decoding import UNREAD, decoded
from .weight import too_heavy

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_BLOCKS = 'script[type*="ld+json" i]'
_MOST = 20  # headings or addresses that are looked at
_SAVED = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(\S{1,2000})", re.IGNORECASE)
# What the archive of the web puts into the pages that it keeps.
_ARCHIVED = re.compile(
    r"FILE ARCHIVED ON \d\d:\d\d:\d\d|\bid=[\"']?wm-ipp-base\b|/_static/js/wombat\.js"
)
_COPY = re.compile(r"https?://web\.archive\.org/web/\d{14}/https?:[^\s\"'<>&]{1,2000}")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[a-z][^<>]{0,4999}\bitemscope\b[^<>]{0,4999}>", re.IGNORECASE)
_BEGINS = re.compile(
    rb"(?:\s|<\?[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body|title|meta|link|base|script"
    rb"|style|noscript|template|header|nav|main|article|section|div|table|ul|h[1-6]|p|span|a)\b",
    re.DOTALL,
)


class Block(NamedTuple):
    """The text of one block, and the line of the page where it begins, from 1."""

    line: int
    text: str


class Page:
    """A page as a browser would read it, without running anything.

    Raise TooMuch where that would take very long.
    """

    def __init__(self, data: bytes) -> None:
        from selectolax.lexbor import LexborHTMLParser  # only pages need it

        self.source = decoded(data)
        self.unread = self.source.count(UNREAD) - data.count(UNREAD.encode())  # characters
        if too_much := too_heavy(self.source):
            raise TooMuch(too_much)
        self._tree = LexborHTMLParser(self.source)

    @property
    def body(self) -> "LexborNode | None":
        """The element with all that is shown."""
        return self._tree.body

    @property
    def address(self) -> str:
        """The address of the page, if it says so; links in it are relative to that."""
        for selector, attribute in (
            ("base[href]", "href"),
            ('link[rel~="canonical" i][href]', "href"),
            ('meta[property="og:url" i][content]', "content"),
        ):
            found = self._tree.css_first(selector)
            url = (found.attributes.get(attribute) or "").strip() if found else ""
            if is_address(url):
                return url
        saved = _SAVED.search(self.source)
        return saved[1] if saved and is_address(saved[1]) else ""

    @cached_property
    def addresses(self) -> list[str]:
        """The addresses that the page says are its own, the first the one to cite.

        Those of a copy in an archive come last.
        """
        found = [
            element.attributes.get("href") or element.attributes.get("content") or ""
            for selector in ('link[rel~="canonical" i][href]', 'meta[property="og:url" i][content]')
            for element in self._tree.css(selector)[:_MOST]
        ]
        saved = _SAVED.search(self.source)
        found += [self.address, saved[1] if saved else ""]
        whole = [joined(self.address, url.strip()) for url in found if url.strip()]
        return list(dict.fromkeys(filter(is_address, whole)))

    def copy(self, addresses: Sequence[str]) -> str:
        """Return the address of the copy in an archive that the page is, if its archive says so.

        `addresses` are those of the page itself.
        """
        if not _ARCHIVED.search(self.source):
            return ""
        found = (copy[0] for copy in _COPY.finditer(self.source))
        return next((copy for copy in found if copy.endswith(tuple(addresses))), "")

    @cached_property
    def headings(self) -> list[str]:
        """The headings of the first rank."""
        texts = (" ".join(one.text(deep=True).split()) for one in self._tree.css("h1")[:_MOST])
        return [text for text in texts if text]

    @property
    def title(self) -> str:
        """What stands in the bar of the browser."""
        found = self._tree.css_first("head title, title")
        return " ".join(found.text(deep=True).split()) if found else ""

    @property
    def language(self) -> str:
        """The language that the page says it is in."""
        root = self._tree.css_first("html")
        attributes = root.attributes if root else {}
        return (attributes.get("lang") or attributes.get("xml:lang") or "").strip()

    @cached_property
    def _metas(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for element in self._tree.css("meta[content]"):
            attributes = element.attributes
            content = " ".join((attributes.get("content") or "").split())
            for key in ("property", "name", "itemprop", "http-equiv"):
                if content and (name := attributes.get(key)):
                    found.setdefault(name.strip().lower(), []).append(content)
        return found

    def metas(self, *names: str) -> list[str]:
        """Return what <meta> elements of these names say, in the order of the names."""
        return [content for name in names for content in self._metas.get(name, ())]

    def select(self, selector: str) -> "list[LexborNode]":
        """Return the elements that a selector of CSS finds."""
        return self._tree.css(selector)

    def count(self, word: str) -> int:
        """Return how often a word stands in the page, but for its comments."""
        return _COMMENT.sub("", self.source).count(word) if word in self.source else 0

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks of JSON-LD."""
        at, line = 0, 1
        for script in self._tree.css(_BLOCKS):
            text = script.text(deep=True)
            found = self.source.find(text, at) if text.strip() else -1
            if found >= 0:
                line += self.source.count("\n", at, found)
                at = found
            yield Block(line, text)

    def items(self) -> Iterator[tuple[int, Node]]:
        """Yield the items of microdata, each with its line; raise TooMuch where one is too deep."""
        if "itemscope" not in self.source.lower():
            return
        from ..linked_data.microdata import Items

        shown = _HIDDEN.sub(lambda hidden: "\n" * hidden[0].count("\n"), self.source)
        places, line, at = [], 1, 0
        for tag in _TAG.finditer(shown):
            if "itemprop" in tag[0].lower():  # it is a value of another
                continue
            line += shown.count("\n", at, tag.start())
            at = tag.start()
            places.append(line)
        for number, node in enumerate(Items(self._tree).nodes()):
            yield places[number] if number < len(places) else line, node


def is_address(url: str) -> bool:
    """Whether a text is an address of the web, with a host."""
    try:
        return urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).hostname)
    except ValueError:
        return False


def joined(base: str, url: str) -> str:
    """Return the whole address of what stands in a page; as it stands where it is none."""
    try:
        return urljoin(base, url) if base and url else url
    except ValueError:
        return url


def is_page(head: bytes) -> bool:
    """Whether bytes begin as HTML, in any encoding."""
    start = head.translate(None, b"\0").lower().lstrip(b"\xef\xbb\xbf\xff\xfe")
    return _BEGINS.match(start) is not None
