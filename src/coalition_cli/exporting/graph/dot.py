"""DOT, which Graphviz draws (https://graphviz.org/doc/info/lang.html)."""

import re
import textwrap
from collections.abc import Iterator, Mapping

from .network import Key, Kind, Network, Node, Relation, picture

_WIDTH = 32  # characters of a line in a node
# Fills with dark letters, and lines and letters outside that are seen on white and on black.
_OUTSIDE = "#767676"
_HEAD = f"""\
digraph claims {{
  graph [rankdir=RL, bgcolor=transparent, fontname="Helvetica,Arial,sans-serif",
    fontcolor="{_OUTSIDE}", color="{_OUTSIDE}", nodesep=0.2, ranksep=1.1, tooltip=" "]
  node [shape=box, style="filled,rounded", fontname="Helvetica,Arial,sans-serif", fontsize=11,
    fontcolor="#1a1a1a", color="{_OUTSIDE}", margin="0.12,0.06", target=_blank]
  edge [fontname="Helvetica,Arial,sans-serif", fontsize=9, fontcolor="{_OUTSIDE}",
    color="{_OUTSIDE}"]"""
_SHAPES: Mapping[Kind, str] = {
    Kind.ARTICLE: 'fillcolor="#cfe2f3"',
    Kind.OUTLET: 'fillcolor="#cfe2f3", shape=box3d, style=filled',
    Kind.CLAIM: 'fillcolor="#fff2cc"',
    Kind.FACT: 'fillcolor="#d9ead3", shape=note, style=filled',
}
_LINES: Mapping[Relation, str] = {
    Relation.RETELLS: "",
    Relation.SUPPORTS: 'color="#2e8b57", fontcolor="#2e8b57"',
    Relation.CONTRADICTS: 'color="#d1495b", fontcolor="#d1495b", style=dashed, arrowhead=diamond',
}
_NOT_OF_URLS = r'[\\"<>]'
_BACKSLASH = r"\\"
_TWICE = _BACKSLASH * 2  # Graphviz takes escapes out of a tooltip twice
_THICKEST = 4  # points


def lines(whole: Network) -> Iterator[str]:
    """Yield the lines of a picture in DOT."""
    drawn = picture(whole)
    yield _HEAD
    title = [drawn.title, *(f"({note})" for note in drawn.left_out)]
    if any(title):
        yield f"  label={_quoted([each for each in title if each])}; labelloc=t"
    for outlet, nodes in drawn.groups():
        if outlet:
            yield f"  subgraph {_name('cluster', outlet)} {{"
            yield f"    label={_quoted([drawn.outlets[outlet]])}; style=rounded"
        for node in nodes:
            name = "" if outlet else drawn.outlets.get(node.outlet, "")
            yield f"{'    ' if outlet else '  '}{name_of(node.key)} [{_node(node, name)}]"
        if outlet:
            yield "  }"
    most = max((len(edge.claims) for edge in drawn.edges), default=0)
    for edge in drawn.edges:
        says = [f"label={_quoted([edge.says])}"] if edge.claims or not edge.is_retelling else []
        if edge.is_retelling:
            thick = 1 + (_THICKEST - 1) * len(edge.claims) / max(most, _THICKEST)
            says.append(f"penwidth={thick:.1f}")
        says += [_LINES[edge.relation]] if _LINES[edge.relation] else []
        yield f"  {name_of(edge.start)} -> {name_of(edge.end)} [{', '.join(says)}]"
    yield "}"


def _node(node: Node, outlet: str) -> str:
    label = [*([outlet] if outlet else []), *textwrap.wrap(node.short, _WIDTH)]
    label += textwrap.wrap(node.below, _WIDTH)
    stated = [
        f"label={_quoted(label)}",
        _SHAPES[node.key[0]],
        f"tooltip={_quoted([node.label], _TWICE)}",
    ]
    if node.url:
        stated.append(f"URL={_quoted([re.sub(_NOT_OF_URLS, _percent, node.url)])}")
    return ", ".join(stated)


def _percent(sign: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in sign[0].encode())


def name_of(key: Key) -> str:
    """Return the name of a node; two nodes never have the same."""
    return _name(key[0], key[1])


def _name(kind: str, key: str) -> str:
    """Return the name of a node: the id, in which other signs are percent-encoded."""
    encoded = re.sub(r"[^\w.-]", _percent, key)
    return f'"{kind}:{encoded}"'


def _quoted(texts: list[str], backslash: str = _BACKSLASH) -> str:
    """Return texts as lines of a string, where a backslash begins an escape, and & an entity."""
    signs = {"\\": backslash, '"': '\\"', "&": "&amp;"}
    safe = (re.sub(r'[&\\"]', lambda sign: signs[sign[0]], text) for text in texts)
    return '"' + "\\n".join(safe) + '"'
