"""A line of a page as it is read: its text, and which stretches of it are links or bold."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from ...verifying.paragraphs import Span, paragraphs

# What nobody sees: where a word may be broken, marks of byte order, bytes that are no character,
# and control characters.
_INVISIBLE = dict.fromkeys(
    [
        *map(ord, "\xad\u200b\u2060\ufeff\ufffd\x7f"),
        *range(9),
        *range(0x0E, 0x1C),
        *range(0x86, 0xA0),
    ]
)


_NOTE = re.compile(
    r"\W{0,3}[\d⁰-⁹¹²³]{0,4}[a-z*†‡↑↩^]?\W{0,3}"
)  # what leads to a footnote, and back
_LINE = re.compile(r"[^\n]+")
_GROUP = re.compile(r"[^\n]*[^\s][^\n]*(?:\n[^\n]*[^\s][^\n]*)*")
_BROKEN = re.compile(r"(?<=[^\W\d_])-\n\s*(?=[^\W\d_])")  # a word at the end of a line
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
        self._links: list[Span] = []
        self._addresses: list[str] = []  # of the links
        self._link: tuple[str, int, int] | None = None  # address, first character, first piece
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
        self._link = (address.strip(), self._length, len(self._pieces))

    def end_link(self) -> None:
        """End the open link, if there is one. The mark of a footnote is no word of the text."""
        if self._link is None:
            return
        address, start, piece = self._link
        self._link = None
        if not address.startswith("#"):
            self._links.append(Span(start, self._length))
            self._addresses.append(address)
        elif _NOTE.fullmatch("".join(self._pieces[piece:])):
            del self._pieces[piece:]
            self._length = start

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
            (self._addresses[number], words)
            for number, words in _within(content, span, self._links)
        )
        linked = sum(len(words) for _, words in links)
        strong = sum(len(words) for _, words in _within(content, span, self._bold))
        return Stretch(text, linked, links, strong * 10 > len(text) * 9, tuple(self._times[:_FEW]))


def one_line(text: str) -> str:
    """Return a text with single blanks, and without what nobody sees."""
    if "-\n" in text:
        text = _BROKEN.sub(_joined, text)
    return " ".join(text.translate(_INVISIBLE).split())


def _joined(broken: re.Match[str]) -> str:
    """Return what stands between the halves of a word: nothing, unless the second has a capital."""
    following = broken.string[broken.end()]
    return "" if following.islower() else "-"


def _spans(content: str) -> Iterator[Span]:
    """Yield the paragraphs of a text with the line breaks that its page shows.

    What stands between blank lines is judged by itself. Few short lines are no wrapped text.
    """
    if "\n" not in content:
        yield Span(0, len(content))
        return
    for group in _GROUP.finditer(content):
        lines = list(_LINE.finditer(content, *group.span()))
        if len(lines) == 1:
            yield Span(*group.span())
        elif len(lines) <= _FEW and all(len(line[0].strip()) < _NARROW for line in lines):
            yield from (Span(*line.span()) for line in lines)
        else:
            for span in paragraphs(group[0]):
                yield Span(span.start + group.start(), span.end + group.start())


def _within(content: str, span: Span, places: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """Yield the number of each of some places that a span has words of, and the words.

    Places stand in their order, and apart from each other.
    """
    number = bisect_right(places, span.start, key=attrgetter("end")) if places else 0
    while number < len(places) and places[number].start < span.end:
        place = places[number]
        words = one_line(content[max(place.start, span.start) : min(place.end, span.end)])
        if words:
            yield number, words
        number += 1
