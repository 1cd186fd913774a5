"""Annotations of Hypothesis → rows: answers of its API, its exports, lines.

https://h.readthedocs.io/en/latest/api-reference has an annotation's keys. A reply is no claim of
its own: it stands with the annotation that it replies to, under `replies`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ...model.problems import Problem
from ..content import Content
from ..forms import Sample
from ..objects.wrapped import like, objects
from ..rows import Layout, Row, joined
from .annotations import stating, unless_mute
from .selectors import passages, several

# What is said of replies, and what to do to see them.
_TOLD = (
    "replies are no claims of their own: they stand with what they reply to",
    "see `extra.replies` of the claims",
)
WRAPPERS = frozenset({"rows", "annotations"})


def recognises(sample: Sample) -> bool:
    """Return whether an input has annotations of Hypothesis."""
    return any(like(value, WRAPPERS, is_annotation) for value in sample.values)


def is_annotation(value: Mapping[str, object]) -> bool:
    """Return whether an object is an annotation: of an address, by a user."""
    return isinstance(value.get("uri"), str) and "user" in value and "type" not in value


def rows(content: Content, layout: Layout) -> Iterator[Row | Problem]:
    """Yield a row for each annotation, with its replies. A reply to none of them is a row too."""
    replies = _replies(content)
    for row in objects(content, WRAPPERS):
        if isinstance(row, Problem):
            yield row
        elif _thread(row) not in replies:
            values = annotated(row.values, replies.get(_id(row), []))
            yield unless_mute(row._replace(values=values), content.name)


def _replies(content: Content) -> dict[str, list[Row]]:
    """Return the replies to each annotation that is there, by its id."""
    known: set[str] = set()
    replies: dict[str, list[Row]] = {}
    for row in objects(content, WRAPPERS):
        if isinstance(row, Problem):
            continue
        if thread := _thread(row):
            replies.setdefault(thread, []).append(row)
        else:
            known.add(_id(row))
    found = {thread: rows for thread, rows in replies.items() if thread in known}
    if found:
        content.tell(*_TOLD)
    return found


def _id(row: Row) -> str:
    return str(row.values.get("id", ""))


def _thread(row: Row) -> str:
    """Return the id of the annotation that began the thread of a reply; none of any other."""
    references = several(row.values.get("references"))
    return str(references[0]) if references else ""


def annotated(annotation: Mapping[str, object], replies: list[Row]) -> dict[str, Any]:
    """Return an annotation with its words and passages, as rows of W3C's annotations have them."""
    row = dict(annotation)
    address = row.pop("uri", None)
    targets = passages(several(row.pop("target", None))) or [{}]
    targets = [{"source": address, **passage} for passage in targets]
    if all(passage["source"] != address for passage in targets):
        row["uri"] = address
    comment = str(row.pop("text", None) or "")
    made = {**stating(targets, comment), "target": targets}
    return joined({**made, "replies": [dict(reply.values) for reply in replies]}, row)
