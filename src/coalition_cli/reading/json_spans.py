"""JSON text → its tree of spans."""

import json
import re

from .files import PIECE
from .json_nodes import has_lines
from .spans import Form, MappingSpan, ScalarSpan, SequenceSpan, Span, Style

_TOKEN = re.compile(r'[ \t\r\n]*("(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+)')


def json_tree(text: str) -> Span | None:
    """Return the tree of a text that reading finds no error in; None if it states nothing."""
    tree = _Tree(text)
    spans: list[Span] = []
    while token := tree.next():
        spans.append(tree.span(token))
    if spans and has_lines(text[spans[0].start :][:PIECE].encode()):
        return SequenceSpan(spans[0].start, spans[-1].end, spans, Form.LINES, spans[0].start)
    return spans[0] if spans else None


class _Tree:
    """Builds spans from tokens."""

    def __init__(self, text: str) -> None:
        self._text, self._end = text, 0

    def next(self) -> re.Match[str] | None:
        """Return the next token; None at the end of the text."""
        token = _TOKEN.match(self._text, self._end)
        if token:
            self._end = token.end()
        return token

    def following(self) -> re.Match[str]:
        """Return the next token of a text that does not end here."""
        token = self.next()
        assert token is not None  # noqa: S101 - the text is JSON
        return token

    def span(self, token: re.Match[str]) -> Span:
        """Return the span that begins with a token."""
        match token[1]:
            case "[":
                return self.sequence(token.start(1))
            case "{":
                return self.mapping(token.start(1))
        start, end = token.span(1)
        if token[1].startswith('"'):
            value = json.loads(token[1], strict=False)
            return ScalarSpan(start, end, value, Style.DOUBLE, start)
        return ScalarSpan(start, end, token[1], Style.PLAIN, start)

    def sequence(self, start: int) -> SequenceSpan:
        items: list[Span] = []
        while (token := self.following())[1] != "]":
            if token[1] != ",":
                items.append(self.span(token))
        return SequenceSpan(start, self._end, items, Form.FLOW, start)

    def mapping(self, start: int) -> MappingSpan:
        pairs: list[tuple[Span, Span]] = []
        while (token := self.following())[1] != "}":
            if token[1] != ",":
                key = self.span(token)
                self.following()  # the colon
                pairs.append((key, self.span(self.following())))
        return MappingSpan(start, self._end, pairs, Form.FLOW, start)
