"""A file's text as a tree: where each key and value begins and ends.

Records know what a file states, and where values begin. This tree knows how it is written. Places
are offsets in the text, in characters, without a byte-order mark at its beginning.
"""

from collections.abc import Iterator
from enum import Enum
from itertools import chain
from typing import NamedTuple, final


class Style(Enum):
    """How a scalar is written."""

    PLAIN = ""
    SINGLE = "'"
    DOUBLE = '"'
    FOLDED = ">"
    LITERAL = "|"

    __hash__ = object.__hash__


class Form(Enum):
    """How a list or a mapping is written."""

    BLOCK = "by indentation"
    FLOW = "in brackets"
    PAIR = "one key and its value, without brackets, as an item of a list in brackets"
    LINES = "one object after the other"  # the records of JSON Lines; they have no brackets

    __hash__ = object.__hash__


@final
class ScalarSpan(NamedTuple):
    """A scalar: its value as text, and how it is written.

    `start` is where the scalar itself begins, behind its anchor and its tag; these begin at
    `outset`. A value that is not written ends where it begins.
    """

    start: int
    end: int
    value: str
    style: Style
    outset: int
    anchor: str | None = None


@final
class AliasSpan(NamedTuple):
    """An alias, which stands for the value of the anchor of its name."""

    start: int
    end: int
    name: str
    outset: int


@final
class SequenceSpan(NamedTuple):
    """A list. It ends behind its last item, or behind its bracket."""

    start: int
    end: int
    items: "list[Span]"
    form: Form
    outset: int
    anchor: str | None = None


@final
class MappingSpan(NamedTuple):
    """Keys and their values, in the order of the file. It ends as a list does."""

    start: int
    end: int
    pairs: "list[tuple[Span, Span]]"
    form: Form
    outset: int
    anchor: str | None = None

    def pair(self, name: str) -> "tuple[ScalarSpan, Span] | None":
        """Return the first key of that name, and its value."""
        for key, value in self.pairs:
            if isinstance(key, ScalarSpan) and key.value == name:
                return key, value
        return None


Span = ScalarSpan | AliasSpan | SequenceSpan | MappingSpan


def under(span: Span) -> "tuple[str, MappingSpan] | None":
    """Return the name that a record of JSON Lines stands under, and the record.

    None if it stands alone, as a claim may.
    """
    if isinstance(span, MappingSpan) and len(span.pairs) == 1:
        [(key, value)] = span.pairs
        if isinstance(key, ScalarSpan) and isinstance(value, MappingSpan):
            return key.value, value
    return None


def parts(span: Span) -> Iterator[Span]:
    """Yield what a list or a mapping is made of, in the order of the file."""
    if isinstance(span, SequenceSpan):
        yield from span.items
    elif isinstance(span, MappingSpan):
        yield from chain.from_iterable(span.pairs)


def within(span: Span) -> Iterator[Span]:
    """Yield a span and those in it, at any depth, in the order of the file."""
    waiting = [span]  # a file may be deeper than Python's stack
    while waiting:
        span = waiting.pop()
        yield span
        if isinstance(span, SequenceSpan):
            waiting += reversed(span.items)
        elif isinstance(span, MappingSpan):
            waiting += (part for pair in reversed(span.pairs) for part in reversed(pair))
