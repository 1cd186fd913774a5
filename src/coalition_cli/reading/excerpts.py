"""The lines of a file that have problems, around the columns of these."""

import re
from bisect import bisect_left, bisect_right
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator, Sequence
from io import BufferedReader
from typing import NamedTuple

from ..model.record import Place
from .files import PIECE, DataFile
from .hiding import Blotter, Hidden, without_names
from .reader import kind_of

MARGIN = 400  # characters on either side of a column; no screen shows more
_ANONYMOUS = re.compile("anonym", re.IGNORECASE)
_NOTHING = Hidden()


class Excerpt(NamedTuple):
    """The text of a line before a column and from it on, each at most MARGIN characters."""

    before: str = ""
    after: str = ""


def excerpts(
    file: DataFile, places: Iterable[Place], hidden: Hidden = _NOTHING
) -> dict[Place, Excerpt]:
    """Return the excerpts of a file at these places, except for places that it does not have.

    Memory holds only these, however long the lines are. Hidden characters are blots.
    """
    wanted: dict[int, list[int]] = {}
    for place in sorted(set(places)):
        wanted.setdefault(place.line, []).append(place.column)
    found: dict[Place, Excerpt] = {}
    if not wanted:
        return found
    last, margin = max(wanted), MARGIN + hidden.names.longest
    try:
        if hidden.unread and not any(_ANONYMOUS.search(text) for _, _, text in _lines(file)):
            hidden = hidden._replace(unread=False)
        blotter = Blotter(hidden)
        for line, start, text in _lines(file):
            if line > last:
                break
            if line in wanted or hidden.unread:
                text = blotter.blotted(line, start, text)
            if line in wanted:
                _take(found, Place(line, start), wanted[line], text, margin)
    except OSError:
        pass  # the problem says so
    return {place: _without(hidden, excerpt) for place, excerpt in found.items()}


def comments(file: DataFile) -> Iterator[tuple[Place, str]]:
    """Yield the text after the first # of each line, with its place; JSON has no comments."""
    try:
        with file.open() as stream:
            sign = kind_of(file, stream).comment
        for line, start, text in _lines(file) if sign else ():
            if (at := text.find(sign)) >= 0:
                yield Place(line, start + at + 1), text[at + 1 :]
    except OSError:
        pass  # the file is gone


def _without(hidden: Hidden, excerpt: Excerpt) -> Excerpt:
    """Return an excerpt without names, cut to MARGIN after that: no part of a name is shown."""
    at = len(excerpt.before)
    text = without_names(hidden.names, excerpt.before + excerpt.after)
    return Excerpt(text[max(at - MARGIN, 0) : at], text[at : at + MARGIN])


def _lines(file: DataFile) -> Iterator[tuple[int, int, str]]:
    """Yield the text of a file piece by piece, as _pieces does."""
    with file.open() as stream:
        yield from _pieces(stream, re.compile(kind_of(file, stream).breaks))


def _pieces(stream: BufferedReader, ends: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the text piece by piece: its line, its first column (from 0), the text."""
    line, start = 1, 0
    for text in _texts(stream):
        at = 0
        for end in ends.finditer(text):
            yield line, start, text[at : end.start()]
            line, start, at = line + 1, 0, end.end()
        yield line, start, text[at:]
        start += len(text) - at


def _texts(stream: BufferedReader) -> Iterator[str]:
    """Yield the text of a stream; no piece ends between CR and LF."""
    decoder = getincrementaldecoder("utf-8-sig")(errors="replace")
    held = ""
    while data := stream.read(PIECE):
        text = held + decoder.decode(data)
        held = "\r" if text.endswith("\r") else ""
        yield text.removesuffix("\r")
    yield held + decoder.decode(b"", final=True)


def _take(
    found: dict[Place, Excerpt], begins: Place, columns: Sequence[int], text: str, margin: int
) -> None:
    """Add a piece of a line to the excerpts that show it; the column of its place is from 0."""
    line, start = begins
    first = bisect_left(columns, start + 1 - margin)
    end = bisect_right(columns, start + len(text) + 1 + margin)
    for column in columns[first:end]:
        at = column - 1 - start  # in the text
        before = text[max(at - margin, 0) : max(at, 0)]
        after = text[max(at, 0) : max(at + margin, 0)]
        place = Place(line, column)
        so_far = found.get(place, Excerpt())
        found[place] = Excerpt(so_far.before + before, so_far.after + after)
