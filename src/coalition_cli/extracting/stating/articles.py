"""What a page says of its article for machines: the nodes of JSON-LD and of microdata.

A page has nodes of other articles too: those that it lists, and those that it comes with.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape
from urllib.parse import urlsplit

from ..linked_data.lenient import Piece, pieces, unescaped
from ..linked_data.linked import Node, Nodes, TooMuch, Ways, kinds, listed
from ..pages.blocks import Block, blocks
from ..pages.page import Page, is_address
from .archives import original
from .titles import same

_MARKUP = re.compile(r"</?[a-z][^<>]{0,500}>", re.IGNORECASE)
_KINDS = {"BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting"}
_AROUND = {"WebPage", "ItemPage", "VideoObject"}  # what may say the same of its page
_WAYS: Ways = {
    key: {} for key in ("author", "creator", "publisher", "isPartOf", "mainEntityOfPage")
}
_MAIN = ("mainEntity", "mainEntityOfPage")
_OF_ONE = ("", "@graph")  # where the nodes of a page itself stand, and not those of a list


def articles(page: Page) -> list[Node]:
    """Return the nodes of the article of a page, what says most first; then those of its page.

    What cannot be read is left out.
    """
    nodes, found = Nodes(), list[Node]()
    for one in _nodes(page):
        nodes.see(one)
        found.append(one)
    followed = [*_followed(nodes, found)]
    own = [node for node in followed if is_article(node)]
    around = [node for node in followed if _AROUND.intersection(kinds(node))]
    return [*_of_page(own, page), *_of_page(around, page)]


def is_article(node: Node) -> bool:
    """Whether a node is an article of any kind."""
    return any(kind.endswith("Article") or kind in _KINDS for kind in kinds(node))


def addresses(node: Node) -> Iterator[str]:
    """Yield the addresses of a node's page."""
    for value in (node.get("url"), node.get("mainEntityOfPage"), node.get("@id")):
        for one in listed(value):
            url = one.get("@id", one.get("url")) if isinstance(one, dict) else one
            if isinstance(url, str) and is_address(url):
                yield url


def body(nodes: Sequence[Node]) -> list[Block]:
    """Return the text of an article that its nodes state; it may be HTML."""
    stated = max((_longest(node.get("articleBody")) for node in nodes), key=len, default="")
    if not stated.strip():
        return []
    markup = stated if _MARKUP.search(stated) else escape(stated).replace("\n", "<br>")
    return blocks(Page(f"<body>{markup}</body>".encode()))


def _longest(value: object) -> str:
    return max((one for one in listed(value) if isinstance(one, str)), key=len, default="")


def _nodes(page: Page) -> Iterator[Node]:
    """Yield the nodes that a page has at its top."""
    for block in page.blocks():
        for piece in pieces(unescaped(block.text), block.line):
            if isinstance(piece, Piece) and piece.key in _OF_ONE:
                yield from _tops(piece.value)
    try:
        yield from (node for _, node in page.items())
    except TooMuch:
        return


def _tops(value: object) -> Iterator[Node]:
    for one in listed(value):
        if isinstance(one, dict):
            yield one
            for key in _MAIN:
                yield from (inner for inner in listed(one.get(key)) if isinstance(inner, dict))


def _followed(nodes: Nodes, found: list[Node]) -> Iterator[Node]:
    for node in found:
        try:
            if is_article(node) or _AROUND.intersection(kinds(node)):
                yield nodes.followed(node, _WAYS)
        except TooMuch:
            continue


def _of_page(nodes: list[Node], page: Page) -> list[Node]:
    """Return those of some nodes that are of the page: by address, by headline, or the only one."""
    own = {_place(url) for url in page.addresses}
    by_address = [node for node in nodes if own & {_place(url) for url in addresses(node)}]
    if by_address:
        return by_address
    headings = page.headings
    named = [
        node for node in nodes if any(same(text(node.get("headline")), one) for one in headings)
    ]
    return named or (nodes if len(nodes) == 1 else [])


def _place(url: str) -> str:
    """Return an address as far as it says which page it is."""
    parts = urlsplit(original(url))
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    return host + parts.path.rstrip("/")


def text(value: object) -> str:
    """Return the first text of a value: of an object, its name."""
    for one in listed(value):
        if isinstance(one, dict):
            one = text(one.get("name"))
        if isinstance(one, str) and one.strip():
            return " ".join(unescape(_MARKUP.sub(" ", one)).split())
    return ""
