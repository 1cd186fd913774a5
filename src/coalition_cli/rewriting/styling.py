"""One style within the lines of YAML: blanks, brackets, quotes."""

import re

from ..model import Section, Type
from ..reading.spans import AliasSpan, Form, MappingSpan, ScalarSpan, SequenceSpan, Span, Style
from .edits import Edit
from .precedence import name_of, root_section, section_within
from .records import TYPED
from .scalars import is_no_text
from .source import Source

_COLON = re.compile(r"([ \t]*):([ \t]*)")
# Text that means the same without quotes. It begins with a letter, a digit or a mark that means
# nothing in YAML. A `#` behind a blank begins a comment, and parsers may stumble over other signs.
_PLAIN = re.compile(r"(?:\w|[“”„‘’«»…–—/$(])(?:(?!: |[\s\[{,][#&*?!|>@`%])[^\n\r\t])*(?<![\s:])")
_NOT_IN_BRACKETS = re.compile(r"[,\[\]{}:#?]")


def styled(source: Source) -> list[Edit]:
    """Return the edits that bring the lines of a file of YAML into one style.

    Blanks at the beginning and at the end of lines are not looked at.
    """
    styling = _Styling(source)
    if source.root is not None:
        styling.value(source.root, root_section(source.root), None)
    return styling.edits


class _Styling:
    """Walks through the tree of a text, and collects edits."""

    def __init__(self, source: Source) -> None:
        self._source, self._text = source, source.text
        self.edits: list[Edit] = []

    def value(self, span: Span, section: Section | None, kind: Type | None) -> None:
        """Look at a value: of a record of that section, or of a field of that type."""
        if isinstance(span, ScalarSpan):
            self._scalar(span, typed=kind in TYPED)
        elif isinstance(span, MappingSpan):
            for key, value in span.pairs:
                name = name_of(self._source, key)
                field = section.by_name.get(name) if section else None
                if isinstance(key, ScalarSpan):
                    self._scalar(key, typed=False)
                self._colon(key, value)
                self.value(value, section_within(section, name), field and field.type)
        elif isinstance(span, SequenceSpan):
            for item in span.items:
                self.value(item, section, kind)
        if isinstance(span, MappingSpan | SequenceSpan) and span.form is Form.FLOW:
            self._brackets(span)

    def _replace(self, start: int, end: int, text: str) -> None:
        if self._text[start:end] != text:
            self.edits.append(Edit(start, end, text))

    def _colon(self, key: Span, value: Span) -> None:
        """Have no blank before a colon, and one behind it."""
        found = _COLON.match(self._text, key.end)
        if found is None:  # a key without a colon, in brackets
            return
        before = " " if isinstance(key, AliasSpan) else ""  # the colon would be part of its name
        self._replace(*found.span(1), before)
        if value.outset == found.end() and value.outset < value.end:
            self._replace(*found.span(2), " ")

    def _scalar(self, scalar: ScalarSpan, *, typed: bool) -> None:
        """Have quotes only where they are needed, and rather double ones."""
        value = scalar.value
        if scalar.style not in (Style.SINGLE, Style.DOUBLE) or not value.isprintable():
            return
        if self._source.line_of(scalar.start) != self._source.line_of(scalar.end):
            return
        text = self._text[scalar.start : scalar.end]
        if is_plain(value, in_brackets=self._source.in_brackets(scalar.start), typed=typed):
            self._replace(scalar.start, scalar.end, value)
        elif text.startswith("'") and '"' not in value and "\\" not in value:
            self._replace(scalar.start, scalar.end, f'"{value}"')

    def _brackets(self, span: SequenceSpan | MappingSpan) -> None:
        """Have blanks behind commas only. Ends of lines stay, and so do comments."""
        if isinstance(span, SequenceSpan):
            parts: list[tuple[Span, Span]] = [(item, item) for item in span.items]
        else:
            parts = span.pairs
        opened, closed = span.start + 1, span.end - 1
        reached = opened
        for first, last in parts:
            self._gap(reached, first.outset, "" if reached == opened else ", ")
            reached = last.end
        is_empty = bool(parts) and parts[-1][1].outset == reached  # `{a:}` is another key
        if not is_empty:
            self._gap(reached, closed, "")

    def _gap(self, start: int, end: int, text: str) -> None:
        """Replace blanks and commas in one line."""
        if not self._text[start:end].strip(" \t,"):
            self._replace(start, end, text)


def is_plain(text: str, *, in_brackets: bool, typed: bool) -> bool:
    """Whether a text needs no quotes. A date or a word of a vocabulary (`typed`) never does."""
    if in_brackets and _NOT_IN_BRACKETS.search(text):
        return False
    return bool(_PLAIN.fullmatch(text)) and (typed or not is_no_text(text))
