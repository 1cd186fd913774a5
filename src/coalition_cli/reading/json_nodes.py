"""JSON and JSON Lines → the same entries, placed at the line of their record."""

import re
from collections.abc import Iterator
from functools import partial
from io import BufferedReader

from ..model.problems import Problem
from .encoding import JSON_BLANKS, Reached, not_utf8
from .files import DataFile
from .json_text import CLAIM_KEYS, FILE_KEYS, Cursor, Malformed
from .limits import CLOSE, MAX_RECORD, MAX_SCALAR, TOO_LONG_RECORD
from .nodes import Entries, Spot
from .well_formed import well_formed_text

_NOTHING = "the file is empty, and JSON has at least one value"
_STATE = "write [] if there are no claims"
_FIRST_KEY = re.compile(rb'\s*\{\s*"(\w+)"')


def json_entries(stream: BufferedReader, file: DataFile) -> Entries:
    """Yield the pieces of a file object, an array of claims, or claims one after the other.

    All are read as they come.
    """
    begin = Reached()
    begin.skip(stream)
    start = Spot(begin.line - 1, begin.column - 1)
    beginning = stream.peek()
    if not beginning and file.name.lower().endswith(".json"):
        yield Problem("bad-syntax", _NOTHING, _STATE, file.name)
        return
    if has_lines(beginning):
        yield from entries_of_lines(stream, file.name, start)
        return
    cursor = Cursor("", file.name, start, stream)
    try:
        yield from cursor.items(None) if beginning.startswith(b"[") else cursor.members()
        cursor.end()
    except Malformed as malformed:
        yield cursor.problem(malformed)


def has_lines(beginning: bytes) -> bool:
    """Whether a JSON text that begins so, without a blank, is claims one after the other."""
    first = _FIRST_KEY.match(beginning)
    if first and first[1].decode() in CLAIM_KEYS - FILE_KEYS:
        return True
    probe = Cursor(beginning.decode(errors="ignore"), "")
    kind = probe.peek()
    return kind not in ("[", "{") or (kind == "{" and not probe.is_file())


def entries_of_lines(stream: BufferedReader, file: str, start: Spot) -> Entries:
    """Yield the claims of JSON Lines; a line that is not JSON hides no other."""
    for number, data in _chunks(stream, start.line):
        size = len(data)
        spot = start if number == start.line else Spot(number, 0)
        if size <= MAX_SCALAR:
            record = well_formed_text(data, spot, file)
            if record is not None:
                yield record
                continue
        elif size > MAX_RECORD:
            yield Problem("over-limit", TOO_LONG_RECORD, CLOSE, file, number + 1)
            return
        try:
            cursor = Cursor(data.decode().removesuffix("\n"), file, spot)
        except UnicodeDecodeError as error:
            yield not_utf8(file, data, error, number + 1)
            return
        try:
            while cursor.peek():
                yield cursor.item(None)
        except Malformed as malformed:
            yield cursor.problem(malformed)


def _chunks(stream: BufferedReader, first: int) -> Iterator[tuple[int, bytes]]:
    """Yield the lines up to the next that begins an object, and how many come before.

    What is within an object is mostly indented: where one is cut short, the next is not.
    The last ends early where it is longer than a record may be. Empty lines between two
    objects may be as many as they like.
    """
    chunk: list[bytes] = []
    number, begun = first, first  # of the line, and of the first in the chunk
    more = empty = 0  # the bytes behind that, and how many empty lines the last of them are
    for line in iter(partial(stream.readline, MAX_RECORD + 1), b""):
        if line.startswith(b"{") or not chunk:
            if chunk:
                yield begun, b"".join(chunk)
            chunk, begun, more, empty = [line], number, 0, 0
        elif not line.strip(JSON_BLANKS):
            empty += line.endswith(b"\n")
        else:
            more += empty + len(line)
            chunk += [b"\n" * min(empty, MAX_RECORD), line]
            empty = 0
            if more > MAX_RECORD:  # with the first line, there is more than a record may have
                break
        number += line.endswith(b"\n")
    if chunk:
        yield begun, b"".join(chunk)
