"""Edits that remove a record from a file, with the comments that stand within it."""

import re

from ..reading.spans import Form, MappingSpan, SequenceSpan
from .anchors import freed
from .belonging import end_of_item, indentation, is_blank, is_comment
from .edits import Edit
from .lists import with_items
from .refusals import BY_HAND, RefusedError
from .source import Source

_EMPTY = "[]"
_DASH = re.compile(r"(?:\A|(?<=[\r\n]))([ \t]*)-(?=\s)")


def lines_of_item(source: Source, listed: SequenceSpan, number: int) -> tuple[int, int] | None:
    """Return where the lines of an item begin and end, from its dash on; None without such lines.

    The dash may stand alone, on a line before the item.
    """
    if listed.form is not Form.BLOCK:
        return None
    item = listed.items[number]
    above = listed.items[number - 1].end if number else listed.start
    dashes = list(_DASH.finditer(source.text, source.line_start(above), item.outset))
    if not dashes:
        return None
    dash = dashes[-1].end(1)
    return dashes[-1].start(), end_of_item(source, item, source.column(dash))


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
    lines = lines_of_item(source, listed, number)
    if lines is None:
        where = source.where(item.outset)
        raise RefusedError(f"{where}: a record does not stand behind its dash\n{BY_HAND}")
    start, end = lines
    if len(listed.items) > 1:
        start, end = _with_its_gap(
            source, lines, last=number + 1 == len(listed.items), first=not number
        )
        return [*freed(source, start, end), Edit(start, end, "")]
    return [*freed(source, start, end), Edit(start, end, ""), _nothing_left(source, section, start)]


def _with_its_gap(
    source: Source, lines: tuple[int, int], *, first: bool, last: bool
) -> tuple[int, int]:
    """Return the lines of an item, with a comment right above it and the blank lines around.

    What is above the first item may speak of all.
    """
    start, end = lines
    if not first:
        start = own_comments(source, start)
    if not last:
        while (line := source.text[end : source.next_line(end)]) and is_blank(line):
            end += len(line)
        return start, end
    while (line := _line_above(source, start)) and is_blank(line):
        start -= len(line)
    return start, end


def own_comments(source: Source, start: int) -> int:
    """Return where the comments begin that stand right above an item, indented as its dash."""
    dash = indentation(source.text[start : source.next_line(start)])
    while is_comment(line := _line_above(source, start)) and indentation(line) == dash:
        start -= len(line)
    return start


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
