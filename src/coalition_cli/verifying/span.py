"""A place in a text."""

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text, in code points; the end is not included."""

    start: int
    end: int
