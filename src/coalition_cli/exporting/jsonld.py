"""JSON-LD: claims in the words of schema.org, one node a line.

What schema.org has no word for is said in a vocabulary of our own, so that `coalition import` makes
the same records of it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TextIO

from ..model import FILE_SECTIONS
from ..publishing.fields import stated
from ..schema_org.nodes import Node, is_telling, node
from ..schema_org.terms import CONTEXT, TERMS
from ..words.safe import escaped
from .export import Export, Referred

LEFT_OUT: Mapping[str, Mapping[str, str]] = {}
__all__ = ["LEFT_OUT", "TERMS", "write"]


def write(export: Export, out: TextIO) -> None:
    """Write the document: its context, and a graph of all records."""
    out.write(f'{{"@context": {_json(dict(CONTEXT))},\n"@graph": [')
    between = "\n"
    for one in _nodes(export):
        out.write(f"{between}{_json(one)}")
        between = ",\n"
    out.write("\n]}\n")


def _nodes(export: Export) -> Iterator[Node]:
    articles = Referred(export, "articles", ["retells"])

    def begins(key: str) -> bool:
        article = articles.record(key)
        return article is not None and not article["retells"]

    leaves = {name: stated(name, export.leaving.optional) for name in TERMS}
    about = export.of_file()
    if is_telling(about):
        yield node("file", _leaving("file", about, leaves))
    for section in FILE_SECTIONS:
        for record in export.records(section):
            yield node(section, _leaving(section, record, leaves), begins)


def _leaving(
    section: str, record: Mapping[str, Any], leaves: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    return {name: record[name] for name in leaves[section]}


def _json(value: object) -> str:
    return escaped(json.dumps(value, ensure_ascii=False))
