"""JSON and JSON Lines → the same entries, placed at the line of their record."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from functools import partial
from io import BufferedReader

from ..problems import Problem
from .encoding import not_utf8
from .json_text import CLAIM_KEYS, FILE_KEYS, Cursor, Malformed
from .limits import CLOSE, MAX_RECORD, MAX_SCALAR, TOO_LONG_RECORD
from .nodes import Entries, Spot
from .well_formed import well_formed_text

_FIRST_KEY = re.compile(rb'\s*\{\s*"(\w+)"')


def json_entries(stream: BufferedReader, file: str) -> Entries:
    """Yield the pieces of a file object, an array of claims, or claims one after the other.

    All are read as they come.
    """
    beginning = stream.peek().removeprefix(BOM_UTF8)
    first = _FIRST_KEY.match(beginning)
    if first and first[1].decode() in CLAIM_KEYS - FILE_KEYS:
        yield from _lines(stream, file)
        return
    probe = Cursor(beginning.decode(errors="ignore"), file)
    kind = probe.peek()
    if kind not in ("[", "{") or (kind == "{" and not probe.is_file()):
        yield from _lines(stream, file)
        return
    cursor = Cursor("", file, stream=stream)
    try:
        yield from cursor.items(None) if kind == "[" else cursor.members()
        cursor.end()
    except Malformed as malformed:
        yield cursor.problem(malformed)


def _lines(stream: BufferedReader, file: str) -> Entries:
    """Yield the claims of JSON Lines; a line that is not JSON hides no other."""
    for number, data in _chunks(stream):
        size = len(data)
        if size <= MAX_SCALAR:
            record = well_formed_text(data, Spot(number, 0), file)
            if record is not None:
                yield record
                continue
        elif size > MAX_RECORD:
            yield Problem("over-limit", TOO_LONG_RECORD, CLOSE, file, number + 1)
            return
        try:
            cursor = Cursor(data.decode().removesuffix("\n"), file, number)
        except UnicodeDecodeError as error:
            yield not_utf8(file, data, error, number + 1)
            return
        try:
            while cursor.peek():
                yield cursor.item(None)
        except Malformed as malformed:
            yield cursor.problem(malformed)


def _chunks(stream: BufferedReader) -> Iterator[tuple[int, bytes]]:
    """Yield the lines up to the next that begins an object, and how many come before.

    What is within an object is mostly indented: where one is cut short, the next is not.
    The last ends early where it is longer than a record may be.
    """
    chunk: list[bytes] = []
    begun = more = 0  # the number of its first line, and the bytes behind that
    for number, line in enumerate(iter(partial(stream.readline, MAX_RECORD + 1), b"")):
        if number == 0:
            line = line.removeprefix(BOM_UTF8)
        if chunk and line.startswith(b"{"):
            yield begun, b"".join(chunk)
            chunk = []
        if chunk:
            more += len(line)
            if more > MAX_RECORD:  # with the first line, there is more than a record may have
                chunk.append(line)
                break
        else:
            begun, more = number, 0
        chunk.append(line)
    if chunk:
        yield begun, b"".join(chunk)
