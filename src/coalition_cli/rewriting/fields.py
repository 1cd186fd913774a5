"""Edits of the fields of a record: a value is replaced, a field is added or removed."""

from collections.abc import Sequence

from ..model import Section
from ..reading.kinds import JSON
from ..reading.spans import Form, MappingSpan, ScalarSpan, Style
from .edits import Edit
from .records import TYPED, Value, field_lines, in_brackets, indented, manner
from .refusals import BY_HAND, RefusedError
from .scalars import Writing, scalar
from .source import Source

Stated = tuple[str, Value]  # the name of a field, and what it states


def with_scalar(source: Source, span: ScalarSpan, value: Value, *, typed: bool = False) -> Edit:
    """Return the edit that gives a scalar another value; its anchor, tag and quotes stay.

    `typed` says that the text is a date or a word, and needs no quotes for its looks alone.
    """
    block = span.style in (Style.FOLDED, Style.LITERAL)
    header, _, body = source.text[span.start : span.end].partition("\n") if block else ("",) * 3
    margin = len(body) - len(body.lstrip(" ")) if block else source.column(span.outset)
    flow = source.kind is JSON or source.in_brackets(span.start)
    writing = Writing(source.kind, span.style, flow, margin, header.strip(), typed)
    text = scalar(value, writing).replace("\n", source.newline)
    if span.start == span.end:  # nothing stands there yet
        return Edit(span.end, span.end, f" {text}")
    return Edit(span.start, span.end, text)


def with_value(source: Source, record: MappingSpan, section: Section, stated: Stated) -> list[Edit]:
    """Return the edits that set a field of a record.

    A field that the record does not have yet is put where the order of the section has it. Raise
    RefusedError if a comment would be lost.
    """
    name, value = stated
    found = record.pair(name)
    if found is None:
        order = [field.name for field in section.stated]
        return [added(source, record, order, (name, _text(source, record, section, stated)))]
    key, old = found
    if isinstance(old, ScalarSpan) and isinstance(value, str | int | float | None):
        field = section.by_name.get(name)
        return [with_scalar(source, old, value, typed=field is not None and field.type in TYPED)]
    keep_comments(source, key.start, old.end)
    return [Edit(key.start, old.end, _text(source, record, section, stated))]


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
    number = record.pairs.index(found)
    keep_comments(source, key.start, value.end)
    following = record.pairs[number + 1 : number + 2]
    if record.form is Form.FLOW:
        if following:
            return [Edit(key.outset, following[0][0].outset, "")]
        return [Edit(record.pairs[number - 1][1].end, value.end, "")]
    end = source.line_end(value.end)
    if source.begins_line(key.outset):
        return [Edit(source.line_start(key.outset), source.next_line(end), "")]
    # It stands behind a dash: the next field takes its place there.
    keep_comments(source, value.end, following[0][0].outset)
    return [Edit(key.outset, following[0][0].outset, "")]


def keep_comments(source: Source, start: int, end: int) -> None:
    """Raise RefusedError if there is a comment between two places, which an edit replaces."""
    if source.commented(start, end):
        line = source.line_of(start)
        raise RefusedError(
            f"{source.file.name}:{line}: a comment stands within what would be replaced\n"
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
    if mapping.form is Form.FLOW:
        return _added_in_brackets(source, mapping, place, text)
    first = mapping.pairs[0][0].outset
    margin = " " * source.column(first)
    if place == 0:
        return Edit(first, first, f"{text}{source.newline}{margin}")
    end = source.line_end(mapping.pairs[place - 1][1].end)
    return Edit(end, end, f"{source.newline}{margin}{text}")


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
    if record.form is Form.FLOW:
        return in_brackets(section, {name: value}, style)[1:-1]
    margin = source.column(record.pairs[0][0].outset)
    first, *others = field_lines(section, name, value, style)
    return source.newline.join([first, *indented(others, margin)])
