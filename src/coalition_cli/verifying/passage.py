"""What is sought in a text, and the passage in which it was found."""

from collections.abc import Sequence
from typing import NamedTuple

from .parts import Part
from .span import Span
from .text import Text


class Sought(NamedTuple):
    """Words to find: their parts, whether marks should stand around them, the paragraph stated."""

    parts: Sequence[Part]
    quoted: bool
    paragraph: int | None
    ending: Part = Part("", "")  # without words: what is behind the last


class Passage(NamedTuple):
    """Where the parts were found, None for one that was not; the first or another is there."""

    parts: tuple[Span | None, ...]

    @property
    def start(self) -> int:
        """Where the passage begins."""
        return min(part.start for part in self.parts if part)

    @property
    def end(self) -> int:
        """Where it ends, not included."""
        return max(part.end for part in self.parts if part)

    @property
    def between(self) -> int:
        """How many code points stand between the parts."""
        return self.end - self.start - sum(part.end - part.start for part in self.parts if part)


def is_exact(text: Text, sought: Sought, passage: Passage) -> bool:
    """Whether the words stand there letter by letter."""
    pairs = zip(sought.parts, passage.parts, strict=True)
    return all(span and text.content[span.start : span.end] == part.text for part, span in pairs)


def is_quoted(text: Text, passage: Passage) -> bool:
    """Whether each part stands in quotation marks."""
    return all(text.is_quoted(*span) for span in passage.parts if span)
