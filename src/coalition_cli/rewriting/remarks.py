"""Comments on fields: each on a line of its own above its field, as a person would write it."""

from collections.abc import Sequence

from ..reading.spans import MappingSpan, SequenceSpan, Span
from .changes import Path
from .edits import Edit
from .source import Source


def remarks(source: Source, record: Span, comments: Sequence[tuple[Path, str]]) -> list[Edit]:
    """Return the edits that put comments above fields of a record, by the paths of these.

    A comment is one line, with its sign. In brackets it stands above the field around them, if that
    begins a line. There are none in JSON, and none for a field that the record does not have.
    """
    if not source.kind.comment:
        return []
    places = ((_place(source, record, path), words) for path, words in comments)
    return [_above(source, place, words) for place, words in places if place is not None]


def _place(source: Source, span: Span, path: Path) -> int | None:
    """Return where the key at a path stands, or the last one on the way that begins a line."""
    place = None
    for name in path:
        span = source.meant(span)
        if isinstance(span, MappingSpan) and (pair := span.pair(name)):
            start, span = source.key_start(pair[0]), pair[1]
            place = place if source.before(start).strip(" -") else start
        elif isinstance(span, SequenceSpan) and name.isdecimal() and int(name) < len(span.items):
            span = span.items[int(name)]
        else:
            return None
    return place


def _above(source: Source, place: int, words: str) -> Edit:
    """Return the edit that puts a line above that of a place, as far to the right as that."""
    start = source.line_start(place)
    line = source.before(place)
    margin = line[: len(line) - len(line.lstrip(" "))]
    return Edit(start, start, f"{margin}{words}{source.newline}")
