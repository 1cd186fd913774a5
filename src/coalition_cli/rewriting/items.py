"""Edits that add a record to a section of a file."""

import json
import re

from ..model import FILE_SECTIONS, SECTIONS, Section
from ..reading.kinds import JSON
from ..reading.spans import Form, MappingSpan, SequenceSpan, Span
from .edits import Edit
from .fields import added
from .records import Values, in_brackets, indented, item_lines, manner
from .refusals import RefusedError
from .scalars import escaped
from .source import Source

# The keys of a file, in their order.
_ORDER = [*(field.name for field in SECTIONS["file"].stated), *FILE_SECTIONS]
_BLANK_LINE = re.compile(r"(?:\r\n|[\r\n])[ \t]*[\r\n]")
_FEW = 3  # lines of a record that needs no blank line before the next one


def with_record(source: Source, section: Section, values: Values) -> list[Edit]:
    """Return the edits that add a record behind the last one of its section.

    A section that the file does not have yet is made. Raise RefusedError if the file can have no
    such section.
    """
    root = source.root
    if isinstance(root, SequenceSpan) or (root is None and source.kind is JSON):
        if section.name != "claims":
            raise RefusedError(
                f"{source.file.name} is a list of claims, and has no place for {section.name}\n"
                "name another file"
            )
        return [_behind(source, section, values, root)]
    if root is None:
        margin = "" if not source.text or source.text.endswith(("\n", "\r")) else source.newline
        text = _section(source, section, values)
        return [Edit(len(source.text), len(source.text), f"{margin}{text}{source.newline}")]
    assert isinstance(root, MappingSpan)  # noqa: S101 - reading found no error
    pair = root.pair(section.name)
    if pair is None:
        text = _section(source, section, values)
        edit = added(source, root, _ORDER, (section.name, text))
        return [_set_apart(source, root, edit)]
    listed = source.meant(pair[1])
    if isinstance(listed, SequenceSpan) and (
        listed.items or root.form is Form.FLOW or source.commented(listed.start, listed.end)
    ):
        return [_behind(source, section, values, listed)]
    # It is empty: what stands for that goes, and a comment beside it stays.
    end = source.line_end(pair[1].end)
    _, *lines = _section(source, section, values).split(source.newline)
    kept = len(source.text[: pair[1].outset].rstrip(" \t"))
    below = "".join(f"{source.newline}{line}" for line in lines)
    return [Edit(kept, pair[1].end, ""), Edit(end, end, below)]


def _set_apart(source: Source, root: MappingSpan, edit: Edit) -> Edit:
    """Return the edit of a new section with a blank line, if the file has them between others."""
    between = source.text[root.pairs[0][0].outset : root.pairs[-1][0].outset] if root.pairs else ""
    if root.form is Form.FLOW or not _BLANK_LINE.search(between):
        return edit
    below = edit.text.endswith(" ") or edit.text.endswith(source.newline)  # a key follows
    text = f"{edit.text}{source.newline}" if below else f"{source.newline}{edit.text}"
    return edit._replace(text=text)


def _section(source: Source, section: Section, values: Values) -> str:
    """Return a new section with one record."""
    style = manner(source)
    if isinstance(source.root, MappingSpan) and source.root.form is Form.FLOW:
        return in_brackets(None, {section.name: [values]}, style)[1:-1]
    margin = 0 if source.root is None else source.column(source.root.start)
    lines = indented(item_lines(section, values, style), margin + style.dash)
    return source.newline.join([f"{section.name}:", *lines])


def _behind(source: Source, section: Section, values: Values, listed: Span | None) -> Edit:
    """Return the edit that puts a record behind the last item of a list."""
    assert listed is None or isinstance(listed, SequenceSpan)  # noqa: S101 - no error was found
    if listed is None or listed.form is Form.LINES:
        end = len(source.text.rstrip(" \t\r\n"))
        text = in_brackets(section, values, manner(source))
        return Edit(end, end, f"{source.newline if end else ''}{text}")
    if not listed.items:
        text = in_brackets(section, values, manner(source))
        return Edit(listed.start + 1, listed.start + 1, text)
    last = listed.items[-1]
    if listed.form is Form.FLOW:
        text = _in_brackets(source, section, values, last)
        return Edit(last.end, last.end, f"{source.between(listed)}{text}")
    dash = source.column(listed.start)
    gap = 1 if source.begins_line(last.outset) else source.column(last.outset) - dash - 1
    lines = indented(item_lines(section, values, manner(source), gap), dash)
    end = source.line_end(last.end)
    blank = source.newline * _blank_lines(source, listed)
    return Edit(end, end, blank + "".join(f"{source.newline}{line}" for line in lines))


def _in_brackets(source: Source, section: Section, values: Values, last: Span) -> str:
    """Return a record in brackets: on lines of its own for each key, if the last one is so."""
    if source.kind is not JSON or not isinstance(last, MappingSpan) or not last.pairs:
        return in_brackets(section, values, manner(source))
    first = last.pairs[0][0].outset
    if not source.begins_line(first):
        return in_brackets(section, values, manner(source))
    column = source.column(source.line_start(last.outset) + _margin(source, last.outset))
    lines = json.dumps(values, ensure_ascii=False, indent=source.column(first) - column)
    first_line, *others = escaped(lines).split("\n")
    return source.newline.join([first_line, *indented(others, column)])


def _margin(source: Source, place: int) -> int:
    """Return how many blanks the line of a place begins with."""
    line = source.text[source.line_start(place) : place]
    return len(line) - len(line.lstrip(" \t"))


def _blank_lines(source: Source, listed: SequenceSpan) -> int:
    """Return how many blank lines go before a new item: as many as before the last one.

    With only one item, a blank line follows it if it is long.
    """
    *others, last = listed.items
    if not others:
        return int(source.line_of(last.end) - source.line_of(last.outset) >= _FEW)
    between = source.text[source.line_end(others[-1].end) : last.outset]
    lines = between.replace("\r\n", "\n").replace("\r", "\n").split("\n")[1:-1]
    return next((n for n, line in enumerate(lines) if line.strip()), len(lines))
