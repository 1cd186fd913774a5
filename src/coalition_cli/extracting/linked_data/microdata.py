"""Microdata: elements with `itemscope` → nodes, as JSON-LD would have them.

The rules are those of the HTML standard, section 5.2. As search engines do, a `content` attribute
counts on any element.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...reading.limits import MAX_DEPTH, TOO_DEEP
from .json_tokens import joined
from .linked import Node, TooMuch

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# The attribute that has the value of an element. All others have it as their text.
_VALUES = {
    **dict.fromkeys(("audio", "embed", "iframe", "img", "source", "track", "video"), "src"),
    **dict.fromkeys(("a", "area", "link"), "href"),
    **dict.fromkeys(("data", "meter"), "value"),
    "object": "data",
    "time": "datetime",
}
_MOST_REFERRED = 1_000  # elements that the itemref of one item names


class Items:
    """The items of a page."""

    def __init__(self, page: "LexborHTMLParser") -> None:
        self._by_id: dict[str, LexborNode] = {}
        for element in page.css("[id]"):
            self._by_id.setdefault(element.attributes.get("id") or "", element)
        self._top = page.css("[itemscope]:not([itemprop])")

    def nodes(self) -> Iterator[Node]:
        """Yield the items that are no value of another; raise TooMuch where one nests too deep."""
        for element in self._top:
            yield self._node(element, (), 0)

    def _node(self, item: "LexborNode", around: tuple[int, ...], depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise TooMuch(TOO_DEEP)
        attributes = item.attributes
        pairs: list[tuple[str, object]] = []
        types = (attributes.get("itemtype") or "").split()
        if types:
            pairs.append(("@type", types[0] if len(types) == 1 else types))
        if attributes.get("itemid"):
            pairs.append(("@id", attributes["itemid"]))
        around = (*around, item.mem_id)
        for element in self._properties(item):
            if "itemscope" not in element.attributes:
                value: object = _value(element)
            elif element.mem_id in around:  # an itemref that leads back
                continue
            else:
                value = self._node(element, around, depth + 1)
            names = (element.attributes.get("itemprop") or "").split()
            pairs += [(name, value) for name in names]
        return joined(pairs)

    def _properties(self, item: "LexborNode") -> Iterator["LexborNode"]:
        """Yield the elements with a property of an item, but not those of items within it."""
        names = (item.attributes.get("itemref") or "").split()[:_MOST_REFERRED]
        unseen = [*_children(item), *filter(None, map(self._by_id.get, dict.fromkeys(names)))][::-1]
        seen = {item.mem_id}
        while unseen:
            element = unseen.pop()
            if element.mem_id in seen:
                continue
            seen.add(element.mem_id)
            attributes = element.attributes
            if attributes.get("itemprop"):
                yield element
            if "itemscope" not in attributes:
                unseen += [*_children(element)][::-1]


def _children(element: "LexborNode") -> Iterator["LexborNode"]:
    child = element.first_child
    while child is not None:
        if child.is_element_node:
            yield child
        child = child.next


def _value(element: "LexborNode") -> str:
    attributes = element.attributes
    for name in ("content", _VALUES.get(element.tag or "")):
        if name and attributes.get(name) is not None:
            return (attributes[name] or "").strip()
    return " ".join(element.text(deep=True).split())
