"""What a graph is made of: nodes, edges, and the outlets that articles belong to."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from enum import StrEnum
from itertools import zip_longest
from typing import Any, NamedTuple

from ...model.vocabularies import USUAL_STATUS
from ...words.safe import visible
from ...words.unnamed import marked
from ..export import Export

_MOST_ARTICLES = 60  # that a picture draws; if there are more, it draws their outlets
_MOST_OUTLETS = 60  # of which it draws all edges; if there are more, the strongest of each
_ADDRESS = r"(?i:https?)://[^\s/]\S*"  # what may be opened from a picture
_LONGEST = 90  # characters of a label in a picture


class Kind(StrEnum):
    """What a node stands for."""

    ARTICLE = "article"
    OUTLET = "outlet"
    CLAIM = "claim"
    FACT = "fact"


class Relation(StrEnum):
    """How the first end of an edge is related to the other."""

    RETELLS = "retells"
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"


Key = tuple[Kind, str]  # of a node: what it stands for, and the id of that record


class Node(NamedTuple):
    """A node. Its texts hold no control characters; they may hold any markup."""

    key: Key
    label: str
    below: str = ""  # a second line, cut to what a picture has room for: a date, or who said it
    url: str = ""  # of the web
    outlet: str = ""  # an id; empty: no outlet is known
    attributes: Mapping[str, str | int | bool] = {}  # those that are known, for programs

    @property
    def short(self) -> str:
        """The label, cut to what a picture has room for."""
        return cut(self.label)


def cut(text: str) -> str:
    """Return a text cut to what a picture has room for."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


class Edge(NamedTuple):
    """An edge; between articles or outlets, with the claims that both of them carry."""

    start: Key
    relation: Relation
    end: Key
    claims: Set[str] = frozenset()  # ids

    @property
    def ends(self) -> tuple[Key, Relation, Key]:
        """What no other edge has."""
        return self.start, self.relation, self.end

    @property
    def is_retelling(self) -> bool:
        """Whether it leads from a retelling to what that retells."""
        return self.relation is Relation.RETELLS

    @property
    def says(self) -> str:
        """What stands beside it."""
        if not self.is_retelling:
            return self.relation.value
        return "1 claim" if len(self.claims) == 1 else f"{len(self.claims):,} claims"


class Network(NamedTuple):
    """Nodes and edges: the edges of most claims come first, then they follow the data."""

    title: str
    nodes: Mapping[Key, Node]
    edges: Sequence[Edge]
    outlets: Mapping[str, str]  # names by ids, cut to what a picture has room for
    left_out: Sequence[str] = ()  # what a picture does not show, in words

    def groups(self) -> Iterator[tuple[str, list[Node]]]:
        """Yield the outlets of several articles with these, and then, without one, all others."""
        counts = Counter(node.outlet for node in self.nodes.values() if node.outlet)
        grouped: dict[str, list[Node]] = {key: [] for key, n in counts.items() if n > 1}
        grouped[""] = []
        for node in self.nodes.values():
            grouped[node.outlet if node.outlet in grouped else ""].append(node)
        yield from grouped.items()

    def strongest(self, most: int) -> "Network":
        """Return it with at most so many edges, half of them retellings, and their nodes."""
        retellings = [edge for edge in self.edges if edge.is_retelling]
        others = [edge for edge in self.edges if not edge.is_retelling]
        in_turn = [edge for pair in zip_longest(retellings, others) for edge in pair if edge]
        kept = {edge.ends for edge in in_turn[:most]}
        ends = {key for start, _, end in kept for key in (start, end)}
        nodes = {key: node for key, node in self.nodes.items() if key in ends}
        gone = _few(len(self.edges) - len(kept), "edge"), _few(len(self.nodes) - len(nodes), "node")
        note = f"without {' and '.join(filter(None, gone))} of the fewest claims"
        edges = [edge for edge in self.edges if edge.ends in kept]
        return self._replace(nodes=nodes, edges=edges, left_out=[*self.left_out, note])


def network(export: Export) -> Network:
    """Return all articles, and the claims and facts that are related, as nodes and edges."""
    sources = {str(row["id"]): row["name"] for row in export.records("sources", ("id", "name"))}
    nodes = {node.key: node for node in _articles(export, sources)}
    edges = [*_retellings(export), *_relations(export)]
    related = {key for edge in edges for key in (edge.start, edge.end)}
    nodes |= {node.key: node for node in _statements(export) if node.key in related}
    # What files only name is a node too.
    nodes |= {key: Node(key, _shown(key[1])) for key in sorted(related) if key not in nodes}
    used = dict.fromkeys(node.outlet for node in nodes.values() if node.outlet)
    outlets = {key: cut(_shown(sources.get(key) or key)) for key in used}
    title = _shown(export.of_file()["title"])
    return Network(title, nodes, sorted(edges, key=lambda edge: -len(edge.claims)), outlets)


def picture(whole: Network) -> Network:
    """Return what fits a picture: of many articles their outlets, which retell each other."""
    articles = [node for key, node in whole.nodes.items() if key[0] is Kind.ARTICLE]
    if len(articles) <= _MOST_ARTICLES:
        return whole
    of = {node.key: _outlet_of(node) for node in articles}
    shared: defaultdict[tuple[Key, Key], set[str]] = defaultdict(set)
    for edge in whole.edges:
        if edge.is_retelling and of[edge.start] != of[edge.end]:
            shared[of[edge.start], of[edge.end]] |= edge.claims
    edges = [Edge(start, Relation.RETELLS, end, claims) for (start, end), claims in shared.items()]
    counts = Counter(of.values())
    edges.sort(key=lambda edge: -len(edge.claims))
    notes = [f"{len(articles):,} articles are drawn as their outlets"]
    if len({key for edge in edges for key in (edge.start, edge.end)}) > _MOST_OUTLETS:
        strongest = {edge.start: edge for edge in reversed(edges)}
        if less := len(edges) - len(strongest):
            notes.append(f"of each outlet only the one that it retells most, without {less:,} more")
        edges = [*strongest.values()][::-1]
    drawn = dict.fromkeys(key for edge in edges for key in (edge.start, edge.end))
    nodes = {key: _outlet(key, counts[key], whole) for key in drawn}
    nodes |= {key: node for key, node in whole.nodes.items() if key[0] is not Kind.ARTICLE}
    edges += [edge for edge in whole.edges if not edge.is_retelling]
    if alone := len(counts) - len(drawn):
        notes.append(f"without {_few(alone, 'outlet')} of no retelling")
    return whole._replace(nodes=nodes, edges=edges, left_out=notes)


def _few(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}" if number else ""


def _outlet_of(article: Node) -> Key:
    """Return the outlet of an article; one without a publisher stands for itself."""
    return (Kind.OUTLET, article.outlet) if article.outlet else article.key


def _outlet(key: Key, articles: int, whole: Network) -> Node:
    if key[0] is Kind.ARTICLE:
        return whole.nodes[key]
    return Node(key, whole.outlets[key[1]], _few(articles, "article"))


def _articles(export: Export, sources: Mapping[str, object]) -> Iterator[Node]:
    fields = ("id", "headline", "publisher", "url", "date", "language")
    for row in export.records("articles", fields):
        outlet = str(row["publisher"] or "")
        yield Node(
            (Kind.ARTICLE, str(row["id"])),
            _shown(row["headline"] or row["id"]),
            _shown(row["date"]),
            _address(row["url"]),
            outlet,
            _known(
                outlet=_shown(outlet),
                outlet_name=_shown(sources.get(outlet) or outlet),
                date=_shown(row["date"]),
                language=_shown(row["language"]),
            ),
        )


def _retellings(export: Export) -> Iterator[Edge]:
    """Yield who retells whom, with the claims that are recorded in both articles."""
    carried: defaultdict[str, set[str]] = defaultdict(set)
    for claim in export.records("claims", ("id", "appearances")):
        for seen in _listed(claim["appearances"]):
            carried[str(seen["article"])].add(str(claim["id"]))
    for row in export.records("articles", ("id", "retells")):
        key = str(row["id"])
        for original in dict.fromkeys(map(str, _listed(row["retells"]))):
            claims = frozenset(carried[key] & carried[original])
            yield Edge((Kind.ARTICLE, key), Relation.RETELLS, (Kind.ARTICLE, original), claims)


def _relations(export: Export) -> Iterator[Edge]:
    names = ("supports", "contradicts")
    for kind, section in ((Kind.CLAIM, "claims"), (Kind.FACT, "facts")):
        for row in export.records(section, ("id", *names)):
            for name in names:
                for other in dict.fromkeys(map(str, _listed(row[name]))):
                    yield Edge((kind, str(row["id"])), Relation(name), (Kind.CLAIM, other))


def _statements(export: Export) -> Iterator[Node]:
    """Yield claims and facts."""
    fields = ("id", "text", "speaker_name", "anonymous", "confidence", "date", "language", "status")
    for row in export.records("claims", fields):
        speaker = _shown(marked(row["speaker_name"], row["anonymous"]))
        status = "" if row["status"] == USUAL_STATUS else str(row["status"])
        attributes = _known(
            speaker=speaker,
            unnamed=row["anonymous"],
            confidence=row["confidence"],
            date=_shown(row["date"]),
            language=_shown(row["language"]),
            status=row["status"],
        )
        name = cut(_shown(row["speaker_name"]))  # the mark stays
        below = ", ".join(filter(None, (marked(name or None, row["anonymous"]), status)))
        key = Kind.CLAIM, str(row["id"])
        yield Node(key, _shown(row["text"]), below, attributes=attributes)
    for row in export.records("facts", ("id", "text", "date", "reference")):
        reference: Any = row["reference"] or {}
        date = _shown(row["date"])
        yield Node(
            (Kind.FACT, str(row["id"])),
            _shown(row["text"]),
            ", ".join(filter(None, ("fact", date))),
            _address(reference.get("url")),
            attributes=_known(date=date),
        )


def _known(**attributes: object) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value not in (None, "")}


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _shown(value: object) -> str:
    """Return a value as text on one line, without controls."""
    return " ".join(visible(str(value or "")).split())


def _address(value: object) -> str:
    text = visible(str(value or ""))
    return text if re.fullmatch(_ADDRESS, text) else ""
