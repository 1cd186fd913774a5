"""Mermaid, which GitHub draws (https://mermaid.js.org/syntax/flowchart.html)."""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping

from .network import Key, Kind, Network, Node, Relation, picture

# GitHub draws no more.
_MOST_EDGES = 500
_MOST_CHARACTERS = 50_000
_WIDTH = 32  # characters of a line in a node
_NO_TAGS = str.maketrans(
    "<>", "＜＞"
)  # Mermaid takes tags out of titles, and knows no escape there
# Fills with dark letters are seen on white and on black; other lines follow the reader's theme.
_CLASSES: Mapping[Kind, str] = {
    Kind.ARTICLE: "fill:#cfe2f3,stroke:#767676,color:#1a1a1a",
    Kind.OUTLET: "fill:#cfe2f3,stroke:#767676,color:#1a1a1a,stroke-width:2px",
    Kind.CLAIM: "fill:#fff2cc,stroke:#767676,color:#1a1a1a",
    Kind.FACT: "fill:#d9ead3,stroke:#767676,color:#1a1a1a",
}
_SHAPES: Mapping[Kind, tuple[str, str]] = {
    Kind.ARTICLE: ("[", "]"),
    Kind.OUTLET: ("[[", "]]"),
    Kind.CLAIM: ("(", ")"),
    Kind.FACT: ("{{", "}}"),
}
_ARROWS: Mapping[Relation, str] = {
    Relation.RETELLS: "-->",
    Relation.SUPPORTS: "==>",
    Relation.CONTRADICTS: "-.->",
}


def lines(whole: Network) -> Iterator[str]:
    """Yield the lines of a picture in Mermaid, the strongest edges if there are too many."""
    drawn = picture(whole)
    if len(drawn.edges) > _MOST_EDGES or _size(drawn) > _MOST_CHARACTERS:
        most = min(_MOST_EDGES, len(drawn.edges))
        while _size(drawn.strongest(most)) > _MOST_CHARACTERS:
            most = most * 9 // 10
        drawn = drawn.strongest(most)
    yield from _lines(drawn)


def _size(drawn: Network) -> int:
    return sum(len(line) + 1 for line in _lines(drawn))


def _lines(drawn: Network) -> Iterator[str]:
    if drawn.title:
        title = json.dumps(drawn.title.translate(_NO_TAGS))
        yield f"---\ntitle: {title}\n---"
    yield "flowchart RL"
    for note in drawn.left_out:
        yield f"  %% {note}"
    for outlet, nodes in drawn.groups():
        if outlet:
            yield f"  subgraph {_name('group', outlet)}[{_quoted([drawn.outlets[outlet]])}]"
        for node in nodes:
            name = "" if outlet else drawn.outlets.get(node.outlet, "")
            yield f"{'    ' if outlet else '  '}{_node(node, name)}"
        if outlet:
            yield "  end"
    for edge in drawn.edges:
        says = f"|{_quoted([edge.says])}|" if edge.claims or not edge.is_retelling else ""
        yield f"  {name_of(edge.start)} {_ARROWS[edge.relation]}{says} {name_of(edge.end)}"
    for kind in dict.fromkeys(key[0] for key in drawn.nodes):
        yield f"  classDef {kind} {_CLASSES[kind]}"


def _node(node: Node, outlet: str) -> str:
    label = [*([outlet] if outlet else []), *textwrap.wrap(node.short, _WIDTH)]
    label += textwrap.wrap(node.below, _WIDTH)
    opens, closes = _SHAPES[node.key[0]]
    return f"{name_of(node.key)}{opens}{_quoted(label)}{closes}:::{node.key[0]}"


def name_of(key: Key) -> str:
    """Return the name of a node; two nodes never have the same."""
    return _name(key[0], key[1])


def _name(kind: str, key: str) -> str:
    """Return the name of a node: the id, in which other signs are written by their numbers."""
    return f"{kind}_" + re.sub(
        "[^A-Za-z0-9]", lambda sign: "".join(f"_{byte:02X}" for byte in sign[0].encode()), key
    )


def _quoted(texts: list[str]) -> str:
    """Return texts as lines of a string. All ASCII signs but a few are written by their numbers."""
    safe = (re.sub(r"(?a)[^\w\s\x80-\U0010ffff,()]|_", _numbered, text) for text in texts)
    return '"' + "<br>".join(safe) + '"'


def _numbered(sign: re.Match[str]) -> str:
    # Mermaid reads what these begin, a line break, a formula and an icon, after it has put in signs
    # for numbers. A joiner without width parts them from what follows.
    joiner = "#8288;" if sign[0] in "$\\:" else ""
    return f"#{ord(sign[0])};{joiner}"
