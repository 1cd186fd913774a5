"""What the lines between two keys belong to: to what stands above them, or to the key below.

A comment belongs to the next key below it. But if it is indented deeper than that key, or stands
right below a value and apart from the key by an empty line, it belongs to the value above.
"""

import re

from ..reading.spans import Form, MappingSpan, ScalarSpan, SequenceSpan, Span
from ..reading.yaml_spans import KEEPS
from .source import Source

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_TAB = 8  # columns


def is_comment(line: str) -> bool:
    """Whether a line has nothing but a comment."""
    return line.lstrip(" \t").startswith("#")


def is_blank(line: str) -> bool:
    """Whether a line has nothing but blanks."""
    return not line.strip(" \t\r\n")


def indentation(line: str) -> int:
    """Return how many columns a line is indented."""
    line = line.expandtabs(_TAB)
    return len(line) - len(line.lstrip(" "))


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, each with its end."""
    return [line for line in _LINE.findall(text) if line]


def keeps_lines(source: Source, value: Span) -> bool:
    """Whether empty lines below a value would belong to the text that ends it."""
    while isinstance(value, SequenceSpan | MappingSpan) and value.form is Form.BLOCK:
        value = value.items[-1] if isinstance(value, SequenceSpan) else value.pairs[-1][1]
    return isinstance(value, ScalarSpan) and bool(KEEPS.match(source.text, value.start))


def head(source: Source) -> int:
    """Return where the head of a file ends: its first comment, with the mark of a document.

    All that stands above the first key is the head, but not a later comment right above that key.
    """
    assert isinstance(source.root, MappingSpan)  # noqa: S101 - a list has no key
    end = source.line_start(source.root.pairs[0][0].outset)
    lines = lines_of(source.text[:end])
    own = len(lines)
    while own and is_comment(lines[own - 1]):
        own -= 1
    if any(map(is_comment, lines[:own])):
        return sum(map(len, lines[:own]))
    return end


def beginning(source: Source, mapping: MappingSpan) -> int:
    """Return where the lines of the first key begin; behind a dash, the key itself."""
    first = mapping.pairs[0][0].outset
    if not source.begins_line(first):
        return first
    if mapping is source.root:
        return head(source)
    start = source.line_start(first)
    while start:
        above = source.line_start(start - 1)
        line = source.text[above:start]
        if not (is_comment(line) or is_blank(line)):
            break
        start = above
    return start


def end_of_pair(source: Source, mapping: MappingSpan, number: int) -> int:
    """Return where the lines of a key, its value, and what belongs to these end."""
    below = source.next_line(source.line_end(mapping.pairs[number][1].end))
    column = source.column(mapping.pairs[0][0].outset)
    if number + 1 < len(mapping.pairs):
        end = source.line_start(mapping.pairs[number + 1][0].outset)
        lines = lines_of(source.text[below:end])
        own = _beside(lines, column)
    elif mapping is source.root:
        lines = _lines_below(source, below)
        own = _beside([*lines, ""], column)
    else:  # the last lines of a record stay its last lines
        lines = _lines_below(source, below)
        own = _deeper(lines, column)
    return below + sum(map(len, lines[:own]))


def end_of_item(source: Source, item: Span, dash: int) -> int:
    """Return where the lines of an item end, with comments indented deeper than its dash."""
    below = source.next_line(item.end)
    lines = _lines_below(source, below)
    return below + sum(map(len, lines[: _deeper(lines, dash)]))


def _lines_below(source: Source, place: int) -> list[str]:
    """Return the lines from a place on that have only comments and blanks."""
    lines: list[str] = []
    while match := _LINE.match(source.text, place):
        line = match[0]
        if not line or not (is_comment(line) or is_blank(line)):
            break
        lines.append(line)
        place += len(line)
    return lines


def _deeper(lines: list[str], column: int) -> int:
    """Return how many lines end with the last comment that is indented deeper than a key."""
    deeper = (n for n, line in enumerate(lines) if is_comment(line) and indentation(line) > column)
    return max(deeper, default=-1) + 1


def _beside(lines: list[str], column: int) -> int:
    """Return how many lines belong to what is above them."""
    own = _deeper(lines, column)
    for number, line in enumerate(lines[own:], start=own):
        if not is_comment(line):
            return number if is_blank(line) else own
    return own
