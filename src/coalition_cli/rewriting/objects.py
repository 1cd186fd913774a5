"""JSON in its canonical form: keys in the order of the field table, and one layout."""

from collections.abc import Iterator

from ..model import SECTIONS, Section
from ..reading.spans import Form, MappingSpan, SequenceSpan, Span, under
from .edits import Edit
from .precedence import in_order, name_of, root_section, section_within
from .source import Source

_STEP = "  "


def laid_out(source: Source) -> list[Edit]:
    """Return the edits that lay out a file of JSON. Strings and numbers stay as they are written.

    Each value has a line of its own, as `jq` has it. In JSON Lines each record has one.
    """
    root = source.root
    if root is None:
        return []
    section = root_section(root)
    if isinstance(root, SequenceSpan) and root.form is Form.LINES:
        pieces = [_record(source, item, section) for item in root.items]
    else:
        pieces = ["".join(_layout(source, root, section, "\n"))]
    text = "".join(f"{piece}\n" for piece in pieces).replace("\n", source.newline)
    return [Edit(0, len(source.text), text)] if text != source.text else []


def _record(source: Source, span: Span, section: Section) -> str:
    """Return a record in one line; it may stand under the name of its section."""
    found = under(span)
    if found is None or found[0] not in SECTIONS:
        return _line(source, span, section)
    name, record = found
    return f'{{"{name}": {_line(source, record, SECTIONS[name])}}}'


def _line(source: Source, span: Span, section: Section | None) -> str:
    """Return a value in one line."""
    if isinstance(span, MappingSpan):
        pairs = (
            f"{source.text[key.start : key.end]}: {_line(source, value, inner)}"
            for key, value, inner in _pairs(source, span, section)
        )
        return f"{{{', '.join(pairs)}}}"
    if isinstance(span, SequenceSpan):
        return f"[{', '.join(_line(source, item, section) for item in span.items)}]"
    return source.text[span.start : span.end]


def _layout(source: Source, span: Span, section: Section | None, newline: str) -> Iterator[str]:
    """Yield the pieces of a value, whose lines begin with `newline`."""
    inner = newline + _STEP
    if isinstance(span, MappingSpan) and span.pairs:
        separator = "{"
        for key, value, within in _pairs(source, span, section):
            yield f"{separator}{inner}{source.text[key.start : key.end]}: "
            yield from _layout(source, value, within, inner)
            separator = ","
        yield f"{newline}}}"
    elif isinstance(span, SequenceSpan) and span.items:
        separator = "["
        for item in span.items:
            yield f"{separator}{inner}"
            yield from _layout(source, item, section, inner)
            separator = ","
        yield f"{newline}]"
    else:
        yield _line(source, span, section)


def _pairs(
    source: Source, mapping: MappingSpan, section: Section | None
) -> Iterator[tuple[Span, Span, Section | None]]:
    for number in in_order(source, mapping, section):
        key, value = mapping.pairs[number]
        yield key, value, section_within(section, name_of(source, key))
