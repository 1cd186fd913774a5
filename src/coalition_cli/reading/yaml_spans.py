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
_PROPERTIES = re.compile(r"(?:(?:!<[^>\s]*>|[&!][^\s,\[\]{}]*)(?:\s|(?<=\s)#[^\n\r]*)*)+")
KEEPS = re.compile(r"[|>]\d*\+")  # begins a text that keeps the empty lines below it
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_STYLES = {style.value: style for style in Style}


def yaml_tree(text: str) -> Span | None:
    """Return the tree of a text that reading finds no error in; None if it states nothing.

    Raise ValueError if the text is not YAML.
    """
    try:
        return _Tree(text, Feed(BufferedReader(BytesIO(text.encode())), again=True)).whole()
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


class _Tree:
    """Builds spans from events."""

    def __init__(self, text: str, feed: Feed) -> None:
        self.text, self.feed = text, feed
        self.next: Callable[[], Any] = LOADER(feed).get_event

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
        if isinstance(event, ScalarEvent):
            return self.scalar(event, outset)
        inner: list[Span] = []
        while type(part := self.next()) not in (SequenceEndEvent, MappingEndEvent):
            inner.append(self.span(part))
        start = self.behind_properties(event, outset)
        form, end = self.form(event, start, inner), part.end_mark.index
        if form is not Form.FLOW and inner:  # the parser's end is where the next value begins
            end = inner[-1].end
        if type(event) is SequenceStartEvent:
            return SequenceSpan(start, end, inner, form, outset, event.anchor)
        if inner:  # the properties of the first key are not the mapping's
            start = min(start, inner[0].outset)
        pairs = [self.pair(*pair) for pair in zip(inner[::2], inner[1::2], strict=True)]
        return MappingSpan(start, end, pairs, form, outset, event.anchor)

    def form(self, event: Any, start: int, inner: list[Span]) -> Form:
        """Return how a list or a mapping is written."""
        if not event.flow_style:
            return Form.BLOCK
        in_brackets = self.text[start] in "[{" and not (inner and inner[0].outset == start)
        return Form.FLOW if in_brackets else Form.PAIR

    def pair(self, key: Span, value: Span) -> tuple[Span, Span]:
        """Return a key and its value. Without a colon, the value is nothing, behind the key.

        The parser's place of such a value is where the next token begins.
        """
        if value.outset == value.end and ":" not in self.text[key.end : value.end]:
            value = ScalarSpan(key.end, key.end, "", Style.PLAIN, key.end)
        return key, value

    def behind_properties(self, event: Any, outset: int) -> int:
        """Return where a value begins, behind its anchor and its tag."""
        if event.anchor is None and event.tag is None:
            return outset
        properties = _PROPERTIES.match(self.text, outset)
        return properties.end() if properties else outset

    def scalar(self, event: Any, outset: int) -> ScalarSpan:
        """Return the span of a scalar."""
        value, style, end = event.value, _STYLES[event.style or ""], event.end_mark.index
        if self.feed.replaced:
            value = real(value)
        start = min(self.behind_properties(event, outset), end)  # nothing may follow these
        if style in (Style.FOLDED, Style.LITERAL):
            end = self.end_of_block(start, end, value)
        return ScalarSpan(start, end, value, style, outset, event.anchor)

    def end_of_block(self, start: int, end: int, value: str) -> int:
        """Return where a block scalar ends: behind its last line, without the end of that line.

        The mark of the parser stands behind the empty lines that follow.
        """
        header, *lines = _LINE.findall(self.text[start:end])
        if not KEEPS.match(header):  # or the empty lines belong to the text
            margin = _leading(lines) - _leading(value.split("\n"))
            while lines and not lines[-1].rstrip("\r\n")[margin:]:
                del lines[-1]
        last = "".join([header, *lines])
        return start + len(last.removesuffix("\n").removesuffix("\r"))


def _leading(lines: list[str]) -> int:
    """Return how many blanks the first line begins with that has more than blanks; 0 for none."""
    written = (line for line in lines if line.strip())
    return next((len(line) - len(line.lstrip(" ")) for line in written), 0)
