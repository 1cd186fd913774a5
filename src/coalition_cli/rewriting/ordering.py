"""The keys of a file and of its records, in the order of the field table, with their comments.

Records and the items of lists stay where they are. A key that stands behind an anchor of another
key which it needs stays behind that key.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from ..model import Section
from ..reading.spans import Form, MappingSpan, SequenceSpan, Span
from .belonging import (
    beginning,
    end_of_pair,
    head,
    indentation,
    is_blank,
    is_comment,
    keeps_lines,
    lines_of,
)
from .edits import Edit, spliced
from .precedence import in_order, name_of, root_section, section_within
from .source import Source

_SCHEMA = re.compile(r"#\s*yaml-language-server\s*:")


def ordered(source: Source) -> list[Edit]:
    """Return the edits that bring the keys of a file of YAML into their order."""
    edits = []
    if isinstance(source.root, MappingSpan) and source.root.form is Form.BLOCK:
        edits = _schema_first(source)
    if source.root is not None:
        edits += _within(source, source.root, root_section(source.root))
    return edits


def _within(source: Source, span: Span, section: Section | None) -> list[Edit]:
    """Return the edits of a value, and of all in it."""
    if section is None:
        return []
    if isinstance(span, SequenceSpan):
        return [edit for item in span.items for edit in _within(source, item, section)]
    if not isinstance(span, MappingSpan):
        return []
    inner = [
        _within(source, value, section_within(section, name_of(source, key)))
        for key, value in span.pairs
    ]
    order = in_order(source, span, section)
    if list(order) == sorted(order):
        return [*chain(*inner)]
    if span.form is Form.BLOCK:
        return _moved_lines(source, span, order, inner)
    if source.commented(span.start, span.end):  # nobody can tell what such a comment belongs to
        return [*chain(*inner)]
    return [_moved_in_brackets(source, span, order, inner)]


class _Lines(NamedTuple):
    """A key with its value, and with the lines above and below that move with it."""

    above: list[str]
    text: str  # from the key on
    apart: bool  # a comment ends it that would seem to belong to a key right below
    open: bool  # a text ends it to which any empty line below would belong


def _moved_lines(
    source: Source, mapping: MappingSpan, order: Sequence[int], inner: Sequence[list[Edit]]
) -> list[Edit]:
    first = mapping.pairs[0][0].outset
    margin = " " * source.column(first)
    blocks = list(_blocks(source, mapping, inner))
    if any(block.open for block in blocks):
        return [*chain(*inner)]
    start, end = beginning(source, mapping), end_of_pair(source, mapping, len(order) - 1)
    own_line = source.begins_line(first)
    above = _without_blanks(blocks[order[0]].above)
    edits = []
    pieces = [*above, margin] if own_line else []
    if above and not own_line:  # its comments go above the dash
        dash = source.line_start(first)
        begins = " " * indentation(source.text[dash:first])
        lines = (line if is_blank(line) else begins + line.lstrip(" \t") for line in above)
        edits = [Edit(dash, dash, "".join(lines))]
    pieces.append(blocks[order[0]].text)
    for before, number in pairwise(order):
        block = blocks[number]
        if blocks[before].apart and not (block.above and is_blank(block.above[0])):
            pieces.append(source.newline)
        pieces += [*block.above, margin, block.text]
    return [*edits, Edit(start, end, "".join(pieces))]


def _blocks(source: Source, mapping: MappingSpan, inner: Sequence[list[Edit]]) -> Iterator[_Lines]:
    reached = beginning(source, mapping)
    column = source.column(mapping.pairs[0][0].outset)
    for number, (key, value) in enumerate(mapping.pairs):
        start, end = key.outset, end_of_pair(source, mapping, number)
        above = lines_of(source.text[reached : source.line_start(start)])
        text = _spliced(source.text, start, end, inner[number])
        if not text.endswith(("\n", "\r")):
            text += source.newline
        last = lines_of(text)[-1]
        below = source.next_line(source.line_end(value.end))
        yield _Lines(
            above,
            text,
            is_comment(last) and indentation(last) <= column,
            end == below and keeps_lines(source, value),
        )
        reached = end


def _moved_in_brackets(
    source: Source, mapping: MappingSpan, order: Sequence[int], inner: Sequence[list[Edit]]
) -> Edit:
    places = [(key.outset, value.end) for key, value in mapping.pairs]
    texts = [
        _spliced(source.text, *place, edits) for place, edits in zip(places, inner, strict=True)
    ]
    between = [source.text[end:start] for (_, end), (start, _) in pairwise(places)]
    pieces = (texts[number] + gap for number, gap in zip(order, [*between, ""], strict=True))
    return Edit(places[0][0], places[-1][1], "".join(pieces))


def _spliced(text: str, start: int, end: int, edits: Sequence[Edit]) -> str:
    """Return a part of a text with the edits that lie in it."""
    moved = [Edit(edit.start - start, edit.end - start, edit.text) for edit in edits]
    return spliced(text[start:end], moved)


def _without_blanks(lines: list[str]) -> list[str]:
    while lines and is_blank(lines[0]):
        lines = lines[1:]
    return lines


def _schema_first(source: Source) -> list[Edit]:
    """Return the edits that bring the line of the schema to the first line, for editors."""
    end = head(source)
    place = 0
    for line in lines_of(source.text[:end]):
        if _SCHEMA.match(line):
            return [Edit(0, 0, line), Edit(place, place + len(line), "")] if place else []
        place += len(line)
    return []
