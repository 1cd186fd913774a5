"""A line of a page as it is read: its text, and which stretches of it are links or bold."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..verifying.paragraphs import Span, paragraphs

# What nobody sees: where a word may be broken, marks of byte order, bytes that are no character.
_INVISIBLE = dict.fromkeys(map(ord, "\xad\u200b\u2060\ufeff\ufffd"))


_LINE = re.compile(r"[^\n]+")
_FEW = 5
_NARROW = 50  # characters


class Stretch(NamedTuple):
    """A paragraph of a line."""

    text: str  # on one line, with single blanks
    linked: int  # characters of it in links
    links: tuple[tuple[str, str], ...]  # addresses as they stand there, and the words of each
    strong: bool  # whether nearly all of it is printed bold
    times: tuple[str, ...]  # what <time> elements in the line state


class Line:
    """What stands between two places where elements of blocks begin or end."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._links: list[tuple[str, Span]] = []
        self._link: tuple[str, int] | None = None  # the open one: its address, and where it begins
        self._bold: list[Span] = []
        self._bold_depth = self._bold_start = 0
        self._times: list[str] = []

    def add(self, text: str) -> None:
        """Add text to the end; line breaks are those that the page shows."""
        self._pieces.append(text)
        self._length += len(text)

    def time(self, stated: str) -> None:
        """Take note of a time that an element states."""
        self._times.append(stated)

    def begin_link(self, address: str) -> None:
        """Begin a link; it ends the one before."""
        self.end_link()
        self._link = (address.strip(), self._length)

    def end_link(self) -> None:
        """End the open link, if there is one."""
        if self._link is not None:
            self._links.append((self._link[0], Span(self._link[1], self._length)))
            self._link = None

    def begin_bold(self) -> None:
        """Begin what is printed bold."""
        if not self._bold_depth:
            self._bold_start = self._length
        self._bold_depth += 1

    def end_bold(self) -> None:
        """End what is printed bold."""
        self._bold_depth = max(0, self._bold_depth - 1)
        if not self._bold_depth:
            self._bold.append(Span(self._bold_start, self._length))

    def taken(self) -> Iterator[Stretch]:
        """Yield the paragraphs so far. What is open goes on in the line to come."""
        content = "".join(self._pieces)
        address, depth = self._link[0] if self._link else None, self._bold_depth
        self.end_link()
        if depth:
            self._bold.append(Span(self._bold_start, self._length))
        if content and not content.isspace():
            yield from filter(None, (self._stretch(content, span) for span in _spans(content)))
        Line.__init__(self)
        self._bold_depth = depth
        if address is not None:
            self.begin_link(address)

    def _stretch(self, content: str, span: Span) -> Stretch | None:
        text = one_line(content[span.start : span.end])
        if not text:
            return None
        links = tuple(
            (address, words)
            for address, place in self._links
            if (words := _within(content, place, span))
        )
        strong = sum(len(_within(content, place, span)) for place in self._bold)
        linked = sum(len(words) for _, words in links)
        return Stretch(text, linked, links, strong * 10 > len(text) * 9, tuple(self._times))


def one_line(text: str) -> str:
    """Return a text with single blanks, and without what nobody sees."""
    return " ".join(text.translate(_INVISIBLE).split())


def _spans(content: str) -> list[Span]:
    """Return the paragraphs of a text with the line breaks that its page shows.

    Few short lines are no wrapped text, but lines.
    """
    lines = list(_LINE.finditer(content))
    if len(lines) == 1:
        return [Span(0, len(content))]
    if len(lines) <= _FEW and all(len(line[0].strip()) < _NARROW for line in lines):
        return [Span(*line.span()) for line in lines]
    return paragraphs(content)


def _within(content: str, place: Span, span: Span) -> str:
    """Return the words that two stretches of a line have in common."""
    return one_line(content[max(place.start, span.start) : min(place.end, span.end)])
