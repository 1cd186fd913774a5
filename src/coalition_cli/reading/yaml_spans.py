"""YAML text → its tree of spans, from PyYAML's events."""

import re
from collections.abc import Callable
from io import BufferedReader, BytesIO
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from .spans import AliasSpan, Form, MappingSpan, ScalarSpan, SequenceSpan, Span, Style
from .yaml_defects import LOADER
from .yaml_feed import Feed, real

# What may stand between the place of a value and the value itself: its anchor, and its tag.
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*(?:\s|#[^\n\r]*)*)+")
_KEEPS = re.compile(r"[|>]\d*\+")
_STYLES = {style.value: style for style in Style}


def yaml_tree(text: str) -> Span | None:
    """Return the tree of a text that reading finds no error in; None if it states nothing.

    Raise ValueError if the text is not YAML.
    """
    loader = LOADER(Feed(BufferedReader(BytesIO(text.encode()))))
    try:
        return _Tree(text, loader).whole()
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


class _Tree:
    """Builds spans from events."""

    def __init__(self, text: str, loader: Any) -> None:
        self.text = text
        self.next: Callable[[], Any] = loader.get_event

    def whole(self) -> Span | None:
        while isinstance(event := self.next(), StreamStartEvent | DocumentStartEvent):
            pass
        return None if isinstance(event, StreamEndEvent) else self.span(event)

    def span(self, event: Any) -> Span:
        """Return the span that begins with an event."""
        outset: int = event.start_mark.index
        end: int = event.end_mark.index
        if isinstance(event, AliasEvent):
            return AliasSpan(outset, end, str(event.anchor), outset)
        start = self.behind_properties(event, outset)
        if isinstance(event, ScalarEvent):
            return self.scalar(event, start, outset)
        form = Form.FLOW if event.flow_style else Form.BLOCK
        inner: list[Span] = []
        while type(part := self.next()) not in (SequenceEndEvent, MappingEndEvent):
            inner.append(self.span(part))
        in_block = form is Form.BLOCK and inner
        end = inner[-1].end if in_block else part.end_mark.index
        if type(event) is SequenceStartEvent:
            return SequenceSpan(start, end, inner, form, outset, event.anchor)
        pairs = list(zip(inner[::2], inner[1::2], strict=True))
        return MappingSpan(start, end, pairs, form, outset, event.anchor)

    def behind_properties(self, event: Any, outset: int) -> int:
        """Return where a value begins, behind its anchor and its tag."""
        if event.anchor is None and event.tag is None:
            return outset
        properties = _PROPERTIES.match(self.text, outset)
        return properties.end() if properties else outset

    def scalar(self, event: Any, start: int, outset: int) -> ScalarSpan:
        style = _STYLES[event.style or ""]
        end: int = event.end_mark.index
        if style in (Style.FOLDED, Style.LITERAL):
            end = self.end_of_block(start, end)
        start = min(start, end) if end >= outset else outset
        return ScalarSpan(start, max(start, end), real(event.value), style, outset, event.anchor)

    def end_of_block(self, start: int, end: int) -> int:
        """Return where a block scalar ends: behind its last line, without the end of that line.

        The mark of the parser stands at the next value, behind empty lines and comments.
        """
        block = self.text[start:end]
        if _KEEPS.match(block):  # the empty lines belong to the text
            return start + len(block.removesuffix("\n").removesuffix("\r"))
        return start + len(block.rstrip(" \t\r\n"))
