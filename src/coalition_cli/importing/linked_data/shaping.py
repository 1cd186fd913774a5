"""Values of linked data in one shape: one where one is expected, an object where it is a thing.

schema.org lets any property be absent, a value, or a list, and a text stand for what has that
name. Where one is expected, the first of several stays, and the others are kept by their path.
"""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from ...extracting.linked_data.linked import Node, kinds, listed

_ADDRESS = re.compile(r"(?:https?:)?//[^\s/]\S*", re.IGNORECASE)
_PARTING = re.compile(r"[\s,;]+(?:and\s+)?(?=https?://)")  # several addresses in one text
# Markup that editors of pages put into a text, as it is or escaped.
_MARKUP = re.compile(
    r"(?:<|&lt;)/?(p|br|div|a|b|i|u|em|strong|span|q|cite|mark|small|font)\b[^<>&]{0,999}(?:>|&gt;)",
    re.IGNORECASE,
)
_LINE_END = re.compile(r"[ \t]*[\r\n]\s*")
_KINDS = {"Person": "person", "Organization": "organisation", "NewsMediaOrganization": "outlet"}


class Shaping:
    """Brings nodes of one row into shape; `more` has what there is more of, by its path."""

    def __init__(self, page: str) -> None:
        self.page = page  # the address where the row was found, if it is known
        self.more: Node = {}

    def single(self, node: Node, key: str, path: str = "") -> None:
        """Leave the first value of a key of the node, and no key without a value."""
        value = node.get(key)
        if value is not None and not isinstance(value, list):
            return
        first, *others = listed(value) or [None]
        if first is None:
            node.pop(key, None)
            return
        node[key] = first
        if others:
            self.keep(f"{path}{key}", others)

    def keep(self, path: str, values: object) -> None:
        """Keep values that have no place."""
        self.more[path] = values

    def words(self, node: Node, key: str, path: str = "") -> None:
        """Leave the words of a text, on one line; one with HTML in it is kept as it was."""
        self.single(node, key, path)
        given = on_one_line(node.get(key))
        if not isinstance(given, str):
            return
        node[key] = given
        bare = " ".join(_MARKUP.sub(_unmarked, given).split())
        if bare and _MARKUP.search(given):
            others = self.more.get(f"{path}{key}")
            self.keep(f"{path}{key}", [given, *others] if isinstance(others, list) else given)
            node[key] = bare

    def thing(self, node: Node, key: str, path: str = "", name: str = "name") -> Node | None:
        """Leave one object at a key of the node, with one name and one address."""
        self.single(node, key, path)
        if key not in node:
            return None
        node[key] = found = as_object(node[key], name)
        for inner in ("name", "url"):
            self.single(found, inner, f"{path}{key}.")
        self.whole_address(found)
        return found

    def whole_address(self, node: Node) -> None:
        """Make the address of a node whole, where the page says its own."""
        url = node.get("url")
        if isinstance(url, dict) and isinstance(url.get("@id"), str):
            url = url["@id"]
        if isinstance(url, str):
            node["url"] = absolute(url, self.page)


def as_object(value: object, name: str) -> Node:
    """Return an object; a text stands for one that has this name, or this address."""
    if isinstance(value, dict):
        return dict(value)
    return {"url" if addresses(value) else name: value}


def addresses(value: object) -> list[str]:
    """Return the addresses that a text consists of; none if it says anything else."""
    if not isinstance(value, str):
        return []
    parts = _PARTING.split(value.strip())
    return parts if all(map(_ADDRESS.fullmatch, parts)) else []


def absolute(url: str, page: str) -> str:
    """Return a whole address; as it stands where it is none, or the page does not say its own."""
    url = url.strip()
    try:
        return urljoin(page, url) if page and url else url
    except ValueError:
        return url


def of_kind(node: Node) -> None:
    """Say what kind of speaker or source a node is, where its type says so.

    A type that says more than the word stays where it is.
    """
    named = kinds(node)
    is_known = len(named) == 1 and "kind" not in node and (node.get("name") or node.get("url"))
    kind = named[0] if is_known else ""
    if kind in _KINDS:
        node["kind"] = _KINDS[kind]
        del node["@type" if "@type" in node else "type"]
    elif kind.endswith("Organization"):
        node["kind"] = _KINDS["Organization"]


def on_one_line(text: object) -> object:
    """Return a text that was broken in the source of a page as one line."""
    return _LINE_END.sub(" ", text.strip()) if isinstance(text, str) else text


def _unmarked(markup: re.Match[str]) -> str:
    return " " if markup[1].lower() in ("p", "br", "div") else ""


def works(value: object, *, first: bool = False) -> Iterator[Node]:
    """Yield the works where a claim appears, as objects. A text may have several addresses."""
    for one in listed(value):
        work = as_object(one, "name")
        if first:
            work["firstAppearance"] = True
        several = addresses(work.get("url"))
        if several:
            work["url"] = several[0]
        yield work
        for other in several[1:]:
            yield {"url": other}


def distinct(given: list[Node]) -> list[Node]:
    """Return each work once: many pages list the first appearance among the others too."""
    kept: list[Node] = []
    by_address: dict[str, Node] = {}
    for work in given:
        url = work.get("url")
        before = by_address.setdefault(url, work) if isinstance(url, str) else work
        if before is work or any(before.get(key, value) != value for key, value in work.items()):
            kept.append(work)
        else:
            before.update(work)
    return kept
