"""Linked data: nodes with types, and references from one node to another of the same document.

Keys and types may be plain, with a prefix, or whole addresses of schema.org. Nothing is fetched.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ...reading.limits import MAX_DEPTH, TOO_DEEP
from .json_tokens import joined
from .lenient import local

Node = dict[str, object]
Ways = Mapping[str, "Ways"]  # keys whose references are followed, each with those behind it

_OF_MICRODATA = {"type", "id", "properties", "value"}
_OF_VALUE = {"@value", "@language", "@type", "@direction"}
_MOST_FOLLOWED = 100  # references of a node: each may lead to all others
_SCHEMA = re.compile(r"(?:https?://(?:www\.)?schema\.org/|schema:)(?=\w+$)")
_PREFIXED = re.compile(r"\w+:\w+")  # a context may name schema.org as it likes
_TERMS = {
    *("claimReviewed", "itemReviewed", "reviewRating", "author", "creator", "publisher", "name"),
    *("url", "sameAs", "headline", "text", "datePublished", "dateCreated", "inLanguage"),
    *("alternateName", "ratingValue", "bestRating", "worstRating", "ratingExplanation"),
    *("appearance", "firstAppearance", "jobTitle", "affiliation", "worksFor", "memberOf"),
}
_ADDRESS = re.compile("[:/#]")  # a name without any of these is no reference
_SURROGATE = re.compile("[\ud800-\udfff]")


class TooMuch(ValueError):
    """A node nests too deep, or leads to too many others."""


def listed(value: object) -> list[object]:
    """Return what JSON-LD takes for the same: a list, lists in it, a single value, or nothing."""
    if not isinstance(value, list):
        return [] if value is None else [value]
    items, unseen = [], value[::-1]
    while unseen:
        item = unseen.pop()
        if isinstance(item, list):
            unseen += item[::-1]
        elif item is not None:
            items.append(item)
    return items


def kinds(node: Mapping[str, object]) -> list[str]:
    """Return the types of a node, without the address of their vocabulary."""
    stated = listed(node.get("@type", node.get("type")))
    return [local(one) for one in stated if isinstance(one, str)]


def objects(value: object) -> Iterator[Node]:
    """Yield all objects within a value, and the value itself, in their order."""
    unseen = [value]
    while unseen:
        one = unseen.pop()
        if isinstance(one, dict):
            yield one
            unseen += reversed(one.values())
        elif isinstance(one, list):
            unseen += reversed(one)


def plain(value: object, depth: int = 0) -> object:
    """Return a value as schema.org's own context would have it: short keys, no value objects."""
    if depth > MAX_DEPTH:
        raise TooMuch(TOO_DEEP)
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, list):
        return [plain(item, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    value = _flat(value)
    for holder in ("@list", "@set"):
        if value.keys() == {holder}:
            return plain(value[holder], depth + 1)
    return _named(value, depth)


def _named(node: Node, depth: int) -> Node:
    pairs: list[tuple[str, object]] = []
    has_bare_keywords = _has_bare_keywords(node)
    for key, inner in node.items():
        name = _short_key(key)
        if has_bare_keywords and name in ("id", "type"):
            name = f"@{name}"
        if not isinstance(inner, dict | list):
            pairs.append((name, plain(inner)))
            continue
        pairs.append((name, plain(_bare(inner), depth + 1)))
        if language := _language(inner):
            pairs.append((f"{name}@language", language))
    named = joined(pairs)
    if "@type" in named:
        named["@type"] = _short(named["@type"])
    return named


def _flat(node: Node) -> Node:
    """Return a node without what the HTML standard's JSON form of microdata puts around values."""
    inner = node.get("properties")
    if isinstance(inner, dict) and node.keys() <= _OF_MICRODATA:
        return {**{key: node[key] for key in ("type", "id") if key in node}, **inner}
    return node


def _bare(value: object) -> object:
    """Return what a value object has as its value; of a list of such, the values."""
    if isinstance(value, list):
        return [_bare(item) if isinstance(item, dict) else item for item in value]
    is_value = isinstance(value, dict) and "@value" in value and value.keys() <= _OF_VALUE
    return value["@value"] if is_value else value  # type: ignore[index]


def _language(value: object) -> str:
    """Return the languages that the value objects under a key state."""
    stated = [one.get("@language") for one in listed(value) if isinstance(one, dict)]
    return ", ".join(dict.fromkeys(one for one in stated if isinstance(one, str)))


def _has_bare_keywords(node: Mapping[str, object]) -> bool:
    """Whether a node has its type without an @, as schema.org's own context allows."""
    return "@type" not in node and isinstance(node.get("type"), str | list)


@lru_cache(maxsize=1024)
def _short_key(key: str) -> str:
    short = _SCHEMA.sub("", whole(key))
    return local(short) if _PREFIXED.fullmatch(short) and local(short) in _TERMS else short


def _short(types: object) -> object:
    if isinstance(types, list):
        return [_short(one) for one in types]
    return _SCHEMA.sub("", types) if isinstance(types, str) else types


def whole(text: str) -> str:
    """Return a text without halves of surrogate pairs: � stands for each, as in browsers."""
    if text.isascii() or not _SURROGATE.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class Nodes:
    """The nodes of a document by their `@id`."""

    def __init__(self) -> None:
        self._by_id: dict[str, Node] = {}
        self.used: set[str] = set()  # ids of the nodes that others lead to

    def see(self, value: object) -> None:
        """Take note of the nodes within a value that have an id, and say something."""
        for node in objects(value):
            known = identity(node)
            if known and not only_refers(node):
                self._by_id.setdefault(known, node)

    def followed(self, node: Node, ways: Ways) -> Node:
        """Return a node with those that it leads to in place of the references to them."""
        short = plain(node)
        assert isinstance(short, dict)  # noqa: S101 - an object is one
        return _Following(self).node(short, ways, frozenset({identity(node)}))

    def led_to(self, value: object) -> Node | None:
        """Return the node that a reference leads to, if the document has it."""
        if isinstance(value, dict):
            known = identity(value) if only_refers(value) else ""
        else:
            known = value if isinstance(value, str) and _ADDRESS.search(value) else ""
        return self._by_id.get(known)


class _Following:
    """Follows the references of one node, and counts them."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        self.count = 0

    def node(self, node: Node, ways: Ways, around: frozenset[str]) -> Node:
        return {
            key: self.values(value, ways[key], around) if key in ways else value
            for key, value in node.items()
        }

    def values(self, value: object, ways: Ways, around: frozenset[str]) -> object:
        if isinstance(value, list):
            return [self.values(item, ways, around) for item in value]
        found = self.nodes.led_to(value)
        if found is None:
            return self.node(value, ways, around) if isinstance(value, dict) else value
        known = identity(found)
        if known in around:  # it leads back to where it stands
            return value
        self.count += 1
        if self.count > _MOST_FOLLOWED:
            raise TooMuch(f"it leads to more than {_MOST_FOLLOWED} other nodes")
        self.nodes.used.add(known)
        inner = plain(found)
        return self.node(inner, ways, around | {known}) if isinstance(inner, dict) else inner


def identity(node: Mapping[str, object]) -> str:
    """Return the id of a node. Without an @ it is one only beside a `type` that has none either."""
    known = node.get("@id", node.get("id") if _has_bare_keywords(node) else None)
    return known if isinstance(known, str) else ""


def only_refers(node: Mapping[str, object]) -> bool:
    """Whether a node says nothing but which one it is."""
    return node.keys() <= {"@id", "@type", "id", "type"}
