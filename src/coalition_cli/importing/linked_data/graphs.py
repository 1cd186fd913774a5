"""What `coalition export jsonld` wrote → the records that it was made of.

A node needs no mapping. It is read as a line of a claims file is, so that the same is wrong with
it.
"""

import json
from collections.abc import Iterator

from ...extracting.pages.page import Page, is_page
from ...model import SECTIONS
from ...model.codes import CONFIDENTIAL
from ...model.problems import Problem, shortened
from ...model.record import Record
from ...reading import DataFile
from ...reading.reader import read
from ...schema_org.records import record as record_of
from ...schema_org.terms import OWN, VOCABULARY
from ..content import Content
from ..forms import Sample
from ..objects.json_values import Malformed, OwnWalk
from ..objects.objects import rows_at, steps_of
from ..rows import Layout, Row

_GRAPH = "@graph"
_NONE = "--from claimreview reads fact-checks of others; leave other nodes out with --keep-going"
_NO_GRAPH = "give what 'coalition export jsonld' wrote; a large page has none"
_OUR_PAGE = b'<meta name="generator" content="coalition '
_NAME = "node.jsonl"  # of a record as a claims file of one line


def is_one(sample: Sample) -> bool:
    """Whether it is JSON-LD whose context has our own vocabulary, or a page of ours with it."""
    if is_page(sample.raw):
        return _OUR_PAGE in sample.raw
    return any(
        isinstance(value, dict) and "@graph" in value and _is_ours(value.get("@context"))
        for value in sample.values
    )


def _is_ours(context: object) -> bool:
    return isinstance(context, dict) and context.get(OWN.rstrip(":")) == VOCABULARY


def rows(content: Content, layout: Layout) -> Iterator[Row | Problem]:
    """Yield the nodes of the graph; of a page, those of its JSON-LD."""
    steps, there = steps_of(layout.rows or _GRAPH), False
    for text, line in _texts(content):
        walk = OwnWalk(text, content.name, line)
        try:
            while walk.peek():
                there |= yield from rows_at(walk, steps)
        except Malformed as malformed:
            yield walk.problem(malformed)
            return
    if not there:
        yield Problem("bad-input", "it has no graph of claims", _NO_GRAPH, content.name)


def _texts(content: Content) -> Iterator[tuple[str, int]]:
    """Yield the texts that are JSON-LD, each with the line where it begins."""
    if is_page(content.head):
        yield from ((block.text, block.line) for block in Page(content.data()).blocks())
    else:
        yield content.whole(), 1


def record(row: Row, name: str) -> Record | Problem:
    """Return the record of a node. `name` is what messages call the input."""
    found = record_of(row.values)
    if found is None:
        kind = shortened(str(row.values.get("@type")))
        message = f"a node of the type {kind} is no record of a claims file"
        return Problem("bad-row", message, _NONE, name, row.line)
    line = json.dumps(dict([found])).encode("utf-8", "surrogatepass")
    records = []
    for item in read(DataFile("", _NAME, content=line)):
        if isinstance(item, Record):
            records.append(item)
        elif item.code != CONFIDENTIAL:  # what it tells of is withheld
            return item._replace(file=name, line=row.line)
    return next(one for one in records if one.section is SECTIONS[found[0]])
