"""The keys of a file and of its records, in the order of the field table, with their comments.

Records and the items of lists stay where they are. A key that stands behind an anchor of another
key which it needs stays behind that key.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from ..model import FILE_SECTIONS, SECTIONS, Section, Type
from ..reading.spans import AliasSpan, Form, MappingSpan, ScalarSpan, SequenceSpan, Span, within
from .belonging import beginning, end_of_pair, head, indentation, is_blank, is_comment, lines_of
from .edits import Edit, spliced
from .source import Source

_SCHEMA = re.compile(r"#\s*yaml-language-server\s*:")


def _order(section: Section) -> Mapping[str, int]:
    names = [field.name for field in section.fields]
    if section.name == "file":
        names += FILE_SECTIONS
    return {name: number for number, name in enumerate(names)}


# The place of each key of a section's records, from 0. Keys that only our own output has are there.
_ORDERS = MappingProxyType({name: _order(section) for name, section in SECTIONS.items()})


def ordered(source: Source) -> list[Edit]:
    """Return the edits that bring the keys of a file of YAML into their order."""
    edits = []
    if isinstance(source.root, MappingSpan) and source.root.form is Form.BLOCK:
        edits = _schema_first(source)
    if source.root is not None:
        edits += _within(source, source.root, root_section(source.root))
    return edits


def root_section(root: Span) -> Section:
    """Return the section of what a whole file states: of the file, or of claims in a list."""
    return SECTIONS["claims" if isinstance(root, SequenceSpan) else "file"]


def section_within(section: Section | None, key: str) -> Section | None:
    """Return the section of the records that a key of a record holds; None if it holds none."""
    if section is None:
        return None
    if section.name == "file" and key in FILE_SECTIONS:
        return SECTIONS[key]
    field = section.by_name.get(key)
    return SECTIONS[field.of] if field and field.type is Type.RECORD else None


def in_order(source: Source, mapping: MappingSpan, section: Section | None) -> Sequence[int]:
    """Return the numbers of a mapping's pairs in the order of the section.

    A pair that shares an anchor with a pair before it stays behind that pair.
    """
    numbers = range(len(mapping.pairs))
    if section is None:
        return numbers
    order = _ORDERS[section.name]
    ranks = [order.get(name_of(source, key), len(order)) for key, _ in mapping.pairs]
    if ranks == sorted(ranks):
        return numbers
    bound = _bound(mapping) if source.has_aliases else {}
    found: list[int] = []
    waiting = sorted(numbers, key=lambda number: (ranks[number], number))
    while waiting:
        free = (number for number in waiting if bound.get(number, set()) <= {*found})
        found.append(next(free))
        waiting.remove(found[-1])
    return found


def name_of(source: Source, key: Span) -> str:
    """Return the text of a key; nothing if it is a list or a mapping."""
    meant = source.meant(key)
    return meant.value if isinstance(meant, ScalarSpan) else ""


def _bound(mapping: MappingSpan) -> dict[int, set[int]]:
    """Return for each pair those before it that have to stay before it."""
    held: list[tuple[set[str], set[str]]] = []
    for pair in mapping.pairs:
        spans = [span for part in pair for span in within(part)]
        anchors = {span.anchor for span in spans if not isinstance(span, AliasSpan) and span.anchor}
        held.append((anchors, {span.name for span in spans if isinstance(span, AliasSpan)}))
    return {
        later: {
            earlier
            for earlier, (anchors, aliases) in enumerate(held[:later])
            if anchors & (held[later][0] | held[later][1]) or aliases & held[later][0]
        }
        for later in range(len(held))
    }


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
        return [edit for edits in inner for edit in edits]
    if span.form is Form.BLOCK:
        return _moved_lines(source, span, order, inner)
    if source.commented(span.start, span.end):  # nobody can tell what such a comment belongs to
        return [edit for edits in inner for edit in edits]
    return [_moved_in_brackets(source, span, order, inner)]


class _Lines(NamedTuple):
    """A key with its value, and with the lines above and below that move with it."""

    above: list[str]
    text: str  # from the key on
    apart: bool  # a comment ends it that would seem to belong to a key right below


def _moved_lines(
    source: Source, mapping: MappingSpan, order: Sequence[int], inner: Sequence[list[Edit]]
) -> list[Edit]:
    first = mapping.pairs[0][0].outset
    margin = " " * source.column(first)
    blocks = list(_blocks(source, mapping, inner))
    own_line = source.begins_line(first)
    start, end = beginning(source, mapping), end_of_pair(source, mapping, len(order) - 1)
    above = _without_blanks(blocks[order[0]].above)
    edits = []
    pieces = above if own_line else []
    if above and not own_line:  # its comments go above the dash
        dash = source.line_start(first)
        begins = " " * indentation(source.text[dash:first])
        lines = (line if is_blank(line) else begins + line.lstrip(" \t") for line in above)
        edits = [Edit(dash, dash, "".join(lines))]
    pieces = [*pieces, margin if own_line else "", blocks[order[0]].text]
    for before, number in pairwise(order):
        block = blocks[number]
        if blocks[before].apart and not (block.above and is_blank(block.above[0])):
            pieces.append(source.newline)
        pieces += [*block.above, margin, block.text]
    return [*edits, Edit(start, end, "".join(pieces))]


def _blocks(source: Source, mapping: MappingSpan, inner: Sequence[list[Edit]]) -> Iterator[_Lines]:
    reached = beginning(source, mapping)
    column = source.column(mapping.pairs[0][0].outset)
    for number, (key, _) in enumerate(mapping.pairs):
        start, end = key.outset, end_of_pair(source, mapping, number)
        above = lines_of(source.text[reached : source.line_start(start)])
        text = _spliced(source.text, start, end, inner[number])
        if not text.endswith(("\n", "\r")):
            text += source.newline
        last = lines_of(text)[-1]
        yield _Lines(above, text, is_comment(last) and indentation(last) <= column)
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
