"""Edits of the fields of a record: a value is replaced, a field is added or removed."""

import re
from collections.abc import Sequence

from ..model import Section, Type
from ..reading.kinds import JSON
from ..reading.spans import Form, MappingSpan, ScalarSpan, Style
from .anchors import freed
from .belonging import beginning, end_of_pair
from .edits import Edit
from .records import TYPED, Value, field_lines, in_brackets, indented, manner
from .refusals import BY_HAND, RefusedError
from .scalars import Writing, scalar
from .source import Source

_LINE_END = re.compile(r"\r\n|\r|\n")
Stated = tuple[str, Value]  # the name of a field, and what it states


def with_scalar(
    source: Source, span: ScalarSpan, value: Value, like: Writing | None = None
) -> Edit:
    """Return the edit that gives a scalar another value; its anchor, tag and quotes stay.

    `like` says what else matters for how it is written: whether it is typed, or exact.
    """
    flow = source.kind is JSON or source.in_brackets(span.start)
    writing = (like or Writing(source.kind))._replace(
        style=span.style, flow=flow, indent=source.column(span.outset)
    )
    if span.style in (Style.FOLDED, Style.LITERAL):
        return _with_block(source, span, value, writing)
    text = scalar(value, writing)
    if span.start == span.end:  # nothing stands there yet, perhaps no colon either
        before = source.text[span.end - 1 : span.end]
        return Edit(span.end, span.end, f" {text}" if before in ":-" else f": {text}")
    return Edit(span.start, span.end, text)


def _with_block(source: Source, span: ScalarSpan, value: Value, writing: Writing) -> Edit:
    """Return the edit for a scalar in a block; a comment in its header and empty lines stay."""
    written = source.text[span.start : span.end].rstrip()
    end = source.line_end(span.start + len(written))
    header, *body = _LINE_END.split(source.text[span.start : end])
    margin = next((len(line) - len(line.lstrip(" ")) for line in body if line.strip()), 0)
    text = scalar(value, writing._replace(indent=margin, header=header.strip()))
    comment = re.search(r"(?<=\s)#.*", header)
    if comment and not text.startswith(header.strip()):
        text = f"{text} {comment[0]}"
    return Edit(span.start, end, text.replace("\n", source.newline))


def with_value(source: Source, record: MappingSpan, section: Section, stated: Stated) -> list[Edit]:
    """Return the edits that set a field of a record.

    A field that the record does not have yet is put where the order of the section has it. Raise
    RefusedError if a comment would be lost. What an alias elsewhere stands for stays: the anchor
    moves there.
    """
    name, value = stated
    found = record.pair(name)
    if found is None:
        order = [field.name for field in section.stated]
        return [added(source, record, order, (name, _text(source, record, section, stated)))]
    key, old = found
    moved = freed(source, old.outset, old.end)
    if isinstance(old, ScalarSpan) and isinstance(value, str | int | float | None):
        field = section.by_name.get(name)
        # What is in no section stands under `extra`.
        exact = field is None or field.type is Type.ANYTHING
        typed = field is not None and field.type in TYPED
        like = Writing(source.kind, typed=typed, exact=exact)
        edit = with_scalar(source, old, value, like)
        return [*moved, edit._replace(start=old.outset) if moved else edit]
    begin = source.key_start(key)
    keep_comments(source, begin, old.end)
    return [*moved, Edit(begin, old.end, _text(source, record, section, stated))]


def without_field(source: Source, record: MappingSpan, name: str) -> list[Edit]:
    """Return the edits that remove a field of a record; none if it does not have it.

    Raise RefusedError if it is the only field, or if a comment would be lost.
    """
    found = record.pair(name)
    if found is None:
        return []
    if len(record.pairs) == 1:
        raise RefusedError(f"'{name}' is all that is stated here\nremove the whole record by hand")
    key, value = found
    begin, number = source.key_start(key), record.pairs.index(found)
    keep_comments(source, begin, value.end)
    moved = freed(source, begin, value.end)
    following = [source.key_start(other) for other, _ in record.pairs[number + 1 : number + 2]]
    if record.form is Form.FLOW and not following:
        before = record.pairs[number - 1][1].end
        keep_comments(source, before, begin)
        return [*moved, Edit(before, value.end, "")]
    if record.form is Form.FLOW or not source.begins_line(begin):
        # In brackets, or behind a dash: the next field takes its place there.
        keep_comments(source, value.end, following[0])
        return [*moved, Edit(begin, following[0], "")]
    end = source.line_end(value.end)
    if source.commented(value.end, end):  # the comment stays, on its own line
        return [*moved, Edit(begin, source.comment_after(value.end), "")]
    return [*moved, Edit(source.line_start(begin), source.next_line(end), "")]


def keep_comments(source: Source, start: int, end: int) -> None:
    """Raise RefusedError if there is a comment between two places, which an edit replaces."""
    if source.commented(start, end):
        raise RefusedError(
            f"{source.where(start)}: a comment stands within what would be replaced\n"
            f"move the comment above it, or {BY_HAND}"
        )


def added(
    source: Source, mapping: MappingSpan, order: Sequence[str], stated: tuple[str, str]
) -> Edit:
    """Return the edit that puts a key, given with its text, where an order of names has it.

    The text holds the key and its value, as they stand in the mapping.
    """
    name, text = stated
    rank = {each: number for number, each in enumerate(order)}
    own = rank.get(name, len(rank))
    place = 0
    for number, (key, _) in enumerate(mapping.pairs):
        if isinstance(key, ScalarSpan) and rank.get(key.value, len(rank)) <= own:
            place = number + 1
    if mapping.form is Form.PAIR:
        pair = source.text[mapping.start : mapping.end]
        both = f"{pair}, {text}" if place else f"{text}, {pair}"
        return Edit(mapping.start, mapping.end, f"{{{both}}}")
    if mapping.form is Form.FLOW:
        return _added_in_brackets(source, mapping, place, text)
    return _added_in_lines(source, mapping, place, text)


def _added_in_lines(source: Source, mapping: MappingSpan, place: int, text: str) -> Edit:
    """Return the edit that puts a key between others; each keeps the comments that are its own."""
    margin = " " * source.column(mapping.start)
    if place:
        start = end_of_pair(source, mapping, place - 1)
    elif source.begins_line(mapping.pairs[0][0].outset):
        start = beginning(source, mapping)
    else:  # the first key stands behind a dash
        return Edit(mapping.start, mapping.start, f"{text}{source.newline}{margin}")
    if start > source.line_start(start):  # the last line has no end
        return Edit(start, start, f"{source.newline}{margin}{text}")
    return Edit(start, start, f"{margin}{text}{source.newline}")


def _added_in_brackets(source: Source, mapping: MappingSpan, place: int, text: str) -> Edit:
    pairs = mapping.pairs
    if not pairs:
        return Edit(mapping.start + 1, mapping.start + 1, text)
    between = source.between(mapping)
    if place < len(pairs):
        start = pairs[place][0].outset
        return Edit(start, start, f"{text}{between}")
    end = pairs[-1][1].end
    return Edit(end, end, f"{between}{text}")


def _text(source: Source, record: MappingSpan, section: Section, stated: Stated) -> str:
    """Return a key and its value as they stand in a record, without what is before the key."""
    name, value = stated
    style = manner(source)
    if record.form is not Form.BLOCK:
        return in_brackets(section, {name: value}, style)[1:-1]
    margin = source.column(record.start)
    first, *others = field_lines(section, name, value, style)
    return source.newline.join([first, *indented(others, margin)])
