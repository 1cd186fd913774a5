"""Edits that remove a record from a file, with the comments that stand within it."""

from ..reading.spans import Form, MappingSpan, SequenceSpan, Span
from .anchors import freed
from .belonging import end_of_item, indentation, is_blank, is_comment
from .edits import Edit
from .lists import with_items
from .refusals import BY_HAND, RefusedError
from .source import Source

_EMPTY = "[]"


def lines_of_item(source: Source, item: Span) -> tuple[int, int]:
    """Return where the lines of an item of a list begin and end, from its dash on.

    Raise RefusedError if it does not stand behind a dash of its own.
    """
    before = source.before(item.outset)
    if before.strip() != "-":
        raise RefusedError(
            f"{source.where(item.outset)}: a record does not stand behind its dash\n{BY_HAND}"
        )
    return source.line_start(item.outset), end_of_item(source, item, before.index("-"))


def without_record(source: Source, section: str, key: str) -> list[Edit]:
    """Return the edits that remove the record of an id from a section; none if it is not there.

    Raise RefusedError if it is written in a way that is not understood.
    """
    listed = source.section(section)
    spans = [source.meant(item) for item in listed.items] if listed else []
    own = [span for record, span in source.placed(section) if record.key == key]
    if listed is None or not own:
        return []
    number = next(at for at, span in enumerate(spans) if span is own[0])
    item = listed.items[number]
    if listed.form is Form.LINES:
        start, end = source.line_start(item.outset), source.next_line(item.end)
        return [Edit(start, end, "")]
    if listed.form is Form.FLOW:
        if len(listed.items) > 1:
            return with_items(source, listed, None, ([], {number}))
        return [*freed(source, item.outset, item.end), Edit(listed.start + 1, listed.end - 1, "")]
    start, end = lines_of_item(source, item)
    if len(listed.items) > 1:
        start, end = _with_its_gap(source, listed, number)
        return [*freed(source, start, end), Edit(start, end, "")]
    return [*freed(source, start, end), Edit(start, end, ""), _nothing_left(source, section, start)]


def _with_its_gap(source: Source, listed: SequenceSpan, number: int) -> tuple[int, int]:
    """Return the lines of an item, with a comment right above it and the blank lines around.

    What is above the first item may speak of all.
    """
    start, end = lines_of_item(source, listed.items[number])
    dash = indentation(source.text[start : source.next_line(start)])
    while number and (line := _line_above(source, start)):
        if not (is_comment(line) and indentation(line) == dash):
            break
        start -= len(line)
    if number + 1 < len(listed.items):
        while is_blank(line := source.text[end : source.next_line(end)]) and line:
            end += len(line)
        return start, end
    while (line := _line_above(source, start)) and is_blank(line):
        start -= len(line)
    return start, end


def _line_above(source: Source, start: int) -> str:
    """Return the line above the one that begins at a place; empty above the first."""
    return source.text[source.line_start(start - 1) : start] if start else ""


def _nothing_left(source: Source, section: str, start: int) -> Edit:
    """Return the edit that states an empty list where the last record goes."""
    root = source.root
    pair = root.pair(section) if isinstance(root, MappingSpan) else None
    if pair is None:
        return Edit(start, start, f"{_EMPTY}{source.newline}")
    colon = source.text.index(":", pair[0].end) + 1
    return Edit(colon, colon, f" {_EMPTY}")
