"""What `coalition export jsonld` wrote → the records that it was made of.

A node needs no mapping. It is read as a line of a claims file is, so that the same is wrong with
it.
"""

import json
from collections.abc import Iterator

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
_NAME = "node.jsonl"  # of a record as a claims file of one line


def is_one(sample: Sample) -> bool:
    """Whether it is JSON-LD whose context has our own vocabulary."""
    return any(
        isinstance(value, dict) and "@graph" in value and _is_ours(value.get("@context"))
        for value in sample.values
    )


def _is_ours(context: object) -> bool:
    return isinstance(context, dict) and context.get(OWN.rstrip(":")) == VOCABULARY


def rows(content: Content, layout: Layout) -> Iterator[Row | Problem]:
    """Yield the nodes of the graph."""
    walk = OwnWalk(content.whole(), content.name)
    try:
        while walk.peek():
            yield from rows_at(walk, steps_of(layout.rows or _GRAPH))
    except Malformed as malformed:
        yield walk.problem(malformed)


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
