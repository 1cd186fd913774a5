"""GraphML, which Gephi, Cytoscape and networkx read (http://graphml.graphdrawing.org)."""

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from .network import Edge, Network, Node

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">"""
# Attributes with their types. Gephi shows `label`, and takes `weight` as that of an edge. Those of
# a whole graph it takes for errors.
_OF_NODES = {
    "label": "string",
    "kind": "string",
    "outlet": "string",
    "outlet_name": "string",
    "speaker": "string",
    "unnamed": "boolean",
    "confidence": "int",
    "date": "string",
    "language": "string",
    "status": "string",
    "url": "string",
}
_OF_EDGES = {"relation": "string", "claims": "int", "weight": "double"}


def lines(whole: Network) -> Iterator[str]:
    """Yield the lines of the whole graph in GraphML: each article is a node, with its outlet."""
    yield _HEAD
    for of, keys in (("node", _OF_NODES), ("edge", _OF_EDGES)):
        for name, kind in keys.items():
            key = f'id="{of}_{name}" for="{of}" attr.name="{name}" attr.type="{kind}"'
            yield f"  <key {key}/>"
    yield '  <graph id="claims" edgedefault="directed">'
    if whole.title:
        yield f"    <desc>{escape(whole.title)}</desc>"
    for node in whole.nodes.values():
        yield f"    <node id={_id(node)}>"
        yield from _data("node", _node(node), "      ")
        yield "    </node>"
    for number, edge in enumerate(whole.edges):
        ends = f"source={_id(whole.nodes[edge.start])} target={_id(whole.nodes[edge.end])}"
        yield f'    <edge id="e{number}" {ends}>'
        yield from _data("edge", _edge(edge), "      ")
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _id(node: Node) -> str:
    return quoteattr(f"{node.key[0]}:{node.key[1]}")


def _node(node: Node) -> Mapping[str, object]:
    url = {"url": node.url} if node.url else {}
    return {"label": node.label, "kind": node.key[0].value, **node.attributes, **url}


def _edge(edge: Edge) -> Mapping[str, object]:
    """Return the attributes of an edge. One of no weight would be no edge to many programs."""
    claims = len(edge.claims)
    counted = {"claims": claims} if edge.is_retelling else {}
    return {"relation": edge.relation.value, **counted, "weight": float(max(claims, 1))}


def _data(of: str, values: Mapping[str, object], indent: str) -> Iterator[str]:
    for name, value in values.items():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        yield f'{indent}<data key="{of}_{name}">{escape(text)}</data>'
