"""The lines of a file that problems are in, around their columns."""

import re
from bisect import bisect_left, bisect_right
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator, Sequence
from io import BufferedReader
from typing import NamedTuple

from ..record import Place
from .files import PIECE, DataFile
from .reader import is_json

MARGIN = 400  # characters on either side of a column; no screen shows more
# Where lines end, as the parsers count them.
_JSON_BREAK = re.compile("\n")
_YAML_BREAK = re.compile("\r\n|[\r\n]")


class Excerpt(NamedTuple):
    """What stands in a line before a column, and what from there on: MARGIN characters at most."""

    before: str = ""
    after: str = ""


def excerpts(file: DataFile, places: Iterable[Place]) -> dict[Place, Excerpt]:
    """Return the excerpts of a file at these places; none for those that it does not have.

    No more of the file is held than these, however long its lines.
    """
    wanted: dict[int, list[int]] = {}
    for place in sorted(set(places)):
        wanted.setdefault(place.line, []).append(place.column)
    found: dict[Place, Excerpt] = {}
    if not wanted:
        return found
    last = max(wanted)
    try:
        with file.open() as stream:
            ends = _JSON_BREAK if is_json(file, stream) else _YAML_BREAK
            for line, start, text in _pieces(stream, ends):
                if line > last:
                    break
                if line in wanted:
                    _take(found, line, wanted[line], start, text)
    except OSError:
        pass  # which is what the problem says
    return found


def _pieces(stream: BufferedReader, ends: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the text piece by piece: its line, where in the line it begins (from 0), the text."""
    line, start = 1, 0
    for text in _texts(stream):
        at = 0
        for end in ends.finditer(text):
            yield line, start, text[at : end.start()]
            line, start, at = line + 1, 0, end.end()
        yield line, start, text[at:]
        start += len(text) - at


def _texts(stream: BufferedReader) -> Iterator[str]:
    """Yield the text of a stream; CR LF is in one piece."""
    decoder = getincrementaldecoder("utf-8-sig")(errors="replace")
    held = ""
    while data := stream.read(PIECE):
        text = held + decoder.decode(data)
        held = "\r" if text.endswith("\r") else ""
        yield text.removesuffix("\r")
    yield held + decoder.decode(b"", final=True)


def _take(
    found: dict[Place, Excerpt], line: int, columns: Sequence[int], start: int, text: str
) -> None:
    """Add a piece of a line to the excerpts that it belongs to."""
    first = bisect_left(columns, start + 1 - MARGIN)
    behind = bisect_right(columns, start + len(text) + 1 + MARGIN)
    for column in columns[first:behind]:
        at = column - 1 - start  # in the text
        before = text[max(at - MARGIN, 0) : max(at, 0)]
        after = text[max(at, 0) : max(at + MARGIN, 0)]
        place = Place(line, column)
        so_far = found.get(place, Excerpt())
        found[place] = Excerpt(so_far.before + before, so_far.after + after)
