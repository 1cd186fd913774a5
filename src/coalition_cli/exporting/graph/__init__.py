"""Graphs: which article retells which, and which claims and facts support or contradict claims.

An edge leads from a retelling to the article that it retells, so retellings stay apart from the
one origin that they share. Its number is that of the claims that both articles carry.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TextIO

from ..export import Export
from . import dot, graphml, mermaid
from .network import Network, network

# What a graph calls fields: the attributes of nodes and edges in GraphML, which has most of them.
TERMS: Mapping[str, Mapping[str, str]] = {
    "file": {"title": "title"},
    "membership": {},
    "sources": {"id": "outlet", "name": "outlet_name"},
    "articles": {
        "id": "id",
        "headline": "label",
        "publisher": "outlet",
        "url": "url",
        "date": "date",
        "language": "language",
        "retells": "retells",
    },
    "speakers": {"name": "speaker", "description": "speaker", "anonymous": "unnamed"},
    "claims": {
        "id": "id",
        "text": "label",
        "speaker": "speaker",
        "anonymous": "unnamed",
        "confidence": "confidence",
        "date": "date",
        "language": "language",
        "status": "status",
        "appearances": "claims",
        "supports": "supports",
        "contradicts": "contradicts",
    },
    "appearances": {"article": "claims"},
    "facts": {
        "id": "id",
        "text": "label",
        "date": "date",
        "reference": "url",
        "supports": "supports",
        "contradicts": "contradicts",
    },
    "reference": {"url": "url"},
    "reviews": {},
    "evidence": {},
    "corrections": {},
    "members": {},
}
_NO_EDGE = "is no end of an edge, and no label"
_NOT_DRAWN = "belongs to a record that is not drawn"


def _left_out(fields: str, reason: str = _NO_EDGE) -> dict[str, str]:
    return dict.fromkeys(fields.split(), reason)


LEFT_OUT: Mapping[str, Mapping[str, str]] = {
    "file": _left_out("version membership extra"),
    "membership": _left_out("counted claim", _NOT_DRAWN),
    "sources": _left_out("kind url reliability aliases same_as not_same extra"),
    "articles": _left_out("authors archived accessed translated_from original sha256 corrections")
    | _left_out("extra"),
    "speakers": _left_out("id kind anonymity_reason terms country role affiliation party url")
    | _left_out("aliases same_as not_same extra"),
    "claims": _left_out("on_behalf_of source credibility kind topics place context embargo reviews")
    | _left_out("evidence corrections note extra"),
    "appearances": _left_out("paragraph locator offset quote wording attribution verb speaker")
    | _left_out("terms extra"),
    "facts": _left_out("extra"),
    "reference": _left_out("title"),
    "reviews": _left_out(
        "by url title date rating value best worst language note extra", _NOT_DRAWN
    ),
    "evidence": _left_out("text url archived question answer date note extra", _NOT_DRAWN),
    "corrections": _left_out("date by reason url text extra", _NOT_DRAWN),
    "members": _left_out("country name eu nato nuclear claims facts extra", _NOT_DRAWN),
}
_WRITERS: Mapping[str, Callable[[Network], Iterator[str]]] = {
    "dot": dot.lines,
    "mermaid": mermaid.lines,
    "graphml": graphml.lines,
}


def write(export: Export, out: TextIO) -> None:
    """Write the graph in the language that the export names; DOT, if it names none."""
    out.writelines(f"{line}\n" for line in _WRITERS[export.notation or "dot"](network(export)))
