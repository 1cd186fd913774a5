"""The comments of a YAML file that have a mark in them. A file without the mark is not parsed."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple, cast

from ..model.record import Mark, Place, Placed, place
from .files import PIECE, DataFile
from .limits import MAX_FILE
from .reader import kind_of
from .yaml_feed import Feed, breaks

# A line that states nothing, but for the dash of a record that begins in the next line.
_BARE = re.compile(r"[ \t]*(?:#|[-?][ \t?-]*(?:#|$))")
_BLOCK = ("|", ">")  # the styles of texts that begin in the line after their sign


class Marked(NamedTuple):
    """A comment with the mark: what the pattern found, and where it begins.

    `about` is the line that it speaks of: its own; or the next one, below a bare line that is no
    part of a text. Where texts go on from line to line up to its own, it is the first of these
    lines, since no comment can stand there.
    """

    found: re.Match[str]
    place: Place
    about: int


class _Text(NamedTuple):
    """Where a text of the file begins, and where it ends: the end is not included.

    `first` and `last` are the lines that it makes one. The sign of a block scalar stands alone.
    """

    begin: Place
    end: Place
    first: int
    last: int


def marked_comments(file: DataFile, mark: bytes, pattern: re.Pattern[str]) -> Sequence[Marked]:
    """Return where the pattern begins at a '#' in a comment; whatever it finds has the mark.

    A '#' within a text begins no comment. JSON has no comments. Nothing is found in a file that
    cannot be read, or is not: others report that.
    """
    if file.unexpected or file.size > MAX_FILE:
        return ()
    with suppress(OSError):
        found = list(_candidates(file, mark, pattern))
        return list(_outside_of_texts(file, found)) if found else ()
    return ()


def _candidates(file: DataFile, mark: bytes, pattern: re.Pattern[str]) -> Iterator[Marked]:
    """Yield what looks like such a comment, in the order of the file."""
    waiting: list[Marked] = []  # those on bare lines, up to the next other line
    for number, line in _lines_near(file, mark):
        is_bare = _BARE.match(line) is not None
        if not is_bare:
            yield from (one._replace(about=number) for one in waiting)
            waiting.clear()
        for found in pattern.finditer(line):
            if found.start() and line[found.start() - 1] not in " \t":
                continue
            one = Marked(found, Place(number, found.start() + 1), number)
            if is_bare:
                waiting.append(one)
            else:
                yield one
    yield from waiting


def _lines_near(file: DataFile, mark: bytes) -> Iterator[tuple[int, str]]:
    """Yield the lines with the mark, each with those below it up to one that is not bare."""
    with file.open() as stream:
        if not kind_of(file, stream).comment:
            return
        feed, number, near = Feed(stream, again=True), 1, False
        while piece := feed.whole_lines(PIECE):
            if not near and mark not in piece:
                number += breaks(piece)
                continue
            text = piece.decode("utf-8-sig" if number == 1 else "utf-8", errors="replace")
            for line in re.split(r"\r\n|[\r\n]", text)[:-1]:
                marked = mark.decode() in line
                if marked or near:
                    yield number, line
                near = (marked or near) and _BARE.match(line) is not None
                number += 1


def _outside_of_texts(file: DataFile, found: Sequence[Marked]) -> Iterator[Marked]:
    """Yield those that are no part of a text, up to a mistake in the YAML."""
    from yaml import YAMLError  # few files have a mark

    from .yaml_defects import LOADER

    with file.open() as stream, suppress(YAMLError):
        texts = _texts(LOADER(Feed(stream, again=True)))
        text, first, last = next(texts, None), 0, 0  # lines that texts make one
        for one in found:
            while text is not None and text.end <= one.place:
                first = text.first if text.first > last else first
                last = max(last, text.last)
                text = next(texts, None)
            if text is None or one.place < text.begin:
                yield one._replace(about=first) if one.about == last else one


def _texts(loader: Any) -> Iterator[_Text]:
    from yaml.events import ScalarEvent, StreamEndEvent

    while not isinstance(event := loader.get_event(), StreamEndEvent):
        if isinstance(event, ScalarEvent):
            begin, end = cast(Mark, event.start_mark), cast(Mark, event.end_mark)
            end_of_text = Place(end.line + 1, end.column + 1)
            if event.style in _BLOCK:
                line = begin.line + 1
                yield _Text(Place(line + 1, 1), end_of_text, line, line)
            else:
                begins = place(cast(Placed, event))
                yield _Text(begins, end_of_text, begins.line, end_of_text.line)
