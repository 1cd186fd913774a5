"""Edits that add a record to a section of a file."""

import json
import re

from ..model import FILE_SECTIONS, SECTIONS, Section
from ..reading.kinds import JSON
from ..reading.spans import Form, MappingSpan, SequenceSpan, Span
from .belonging import end_of_item, keeps_lines
from .edits import Edit
from .fields import added
from .records import Values, in_brackets, indented, item_lines, manner
from .refusals import RefusedError
from .scalars import escaped
from .source import Source

# The keys of a file, in their order.
_ORDER = [*(field.name for field in SECTIONS["file"].stated), *FILE_SECTIONS]
_BLANK_LINE = re.compile(r"(?:\r\n|[\r\n])[ \t]*[\r\n]")
_COMMENT_BESIDE = re.compile(r"[ \t]*(,?)[ \t]*(?<=[ \t])#[^\r\n]*")
_FEW = 3  # lines of a record that needs no blank line before the next one


def with_record(source: Source, section: Section, values: Values) -> list[Edit]:
    """Return the edits that add a record behind the last one of its section.

    A section that the file does not have yet is made. Raise RefusedError if the file can have no
    such section.
    """
    root = source.root
    if source.has_sections:
        text = in_brackets(None, {section.name: values}, manner(source))
        return _below(source, text)
    if isinstance(root, SequenceSpan) or (root is None and source.kind is JSON):
        if section.name != "claims":
            raise RefusedError(
                f"{source.file.name} is a list of claims, and has no place for {section.name}\n"
                "name another file"
            )
        return behind(source, section, values, root)
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
        return behind(source, section, values, listed)
    # It is empty: what stands for that goes, and a comment beside it stays.
    end = source.line_end(pair[1].end)
    _, *lines = _section(source, section, values).split(source.newline)
    kept = len(source.text[: pair[1].outset].rstrip())
    below = "".join(f"{source.newline}{line}" for line in lines)
    return [Edit(kept, pair[1].end, ""), Edit(end, end, below)]


def _set_apart(source: Source, root: MappingSpan, edit: Edit) -> Edit:
    """Return the edit of a new section with a blank line, if the file has them between others."""
    between = source.text[root.pairs[0][0].outset : root.pairs[-1][0].outset] if root.pairs else ""
    if root.form is Form.FLOW or not _BLANK_LINE.search(between):
        return edit
    first = edit.start <= root.start  # a key follows, else one goes before
    text = f"{edit.text}{source.newline}" if first else f"{source.newline}{edit.text}"
    return edit._replace(text=text)


def _section(source: Source, section: Section, values: Values) -> str:
    """Return a new section with one record."""
    style = manner(source)
    if isinstance(source.root, MappingSpan) and source.root.form is Form.FLOW:
        return in_brackets(None, {section.name: [values]}, style)[1:-1]
    margin = 0 if source.root is None else source.column(source.root.start)
    lines = indented(item_lines(section, values, style), margin + style.dash)
    return source.newline.join([f"{section.name}:", *lines])


def behind(source: Source, section: Section, values: Values, listed: Span | None) -> list[Edit]:
    """Return the edits that put a record behind the last item of a list, and its comments.

    The list is that of a section, or of the records within one.
    """
    assert listed is None or isinstance(listed, SequenceSpan)  # noqa: S101 - no error was found
    if listed is None or listed.form is Form.LINES:
        return _below(source, in_brackets(section, values, manner(source)))
    if not listed.items:
        text = in_brackets(section, values, manner(source))
        return [Edit(listed.start + 1, listed.start + 1, text)]
    last = listed.items[-1]
    if listed.form is Form.FLOW:
        return _behind_in_brackets(source, listed, _like(source, section, values, last))
    dash = source.column(listed.start)
    gap = 1 if source.begins_line(last.outset) else source.column(last.outset) - dash - 1
    lines = indented(item_lines(section, values, manner(source), gap), dash)
    text = source.newline.join([*[""] * _blank_lines(source, section, listed), *lines])
    end = end_of_item(source, last, dash)
    if end > source.line_start(end):  # the last line has no end
        return [Edit(end, end, f"{source.newline}{text}")]
    return [Edit(end, end, f"{text}{source.newline}")]


def _below(source: Source, text: str) -> list[Edit]:
    """Return the edits that put a line below all others."""
    end = len(source.text.rstrip(" \t\r\n"))
    return [Edit(end, end, f"{source.newline if end else ''}{text}")]


def _behind_in_brackets(source: Source, listed: SequenceSpan, text: str) -> list[Edit]:
    """Return the edits that put a text behind the last item; a comment beside that stays there."""
    last = listed.items[-1]
    beside = _COMMENT_BESIDE.match(source.text, last.end) if source.kind.comment else None
    if not beside:
        return [Edit(last.end, last.end, f"{source.between(listed)}{text}")]
    comma, end = beside[1], beside.end()
    margin = f"{source.newline}{_margin(source, last.outset)}"
    added_comma = [] if comma else [Edit(last.end, last.end, ",")]
    return [*added_comma, Edit(end, end, f"{margin}{text}{',' if comma else ''}")]


def _like(source: Source, section: Section, values: Values, last: Span) -> str:
    """Return a record in brackets; in JSON on lines of its own, as the last one if that is."""
    first = last.pairs[0][0].outset if isinstance(last, MappingSpan) and last.pairs else None
    if source.kind is not JSON or first is None or not source.begins_line(first):
        return in_brackets(section, values, manner(source))
    margin = _margin(source, last.outset)
    step = source.before(first).removeprefix(margin)
    lines = escaped(json.dumps(values, ensure_ascii=False, indent=step)).split("\n")
    return f"{source.newline}{margin}".join(lines)


def _margin(source: Source, place: int) -> str:
    """Return the blanks that the line of a place begins with."""
    line = source.before(place)
    return line[: len(line) - len(line.lstrip())]


def _blank_lines(source: Source, section: Section, listed: SequenceSpan) -> int:
    """Return how many blank lines go before a new item: as many as before the last one.

    With only one item, a blank line follows it if it is long, and no record within another.
    """
    *others, last = listed.items
    if keeps_lines(source, last):
        return 0  # the empty line would be its own
    if not others:
        is_long = source.line_of(last.end) - source.line_of(last.outset) >= _FEW
        return int(is_long and section.name in FILE_SECTIONS)
    between = source.text[source.line_end(others[-1].end) : last.outset]
    lines = between.replace("\r\n", "\n").replace("\r", "\n").split("\n")[1:-1]
    return next((n for n, line in enumerate(lines) if line.strip()), len(lines))
