"""JSON and JSON Lines → entries, as those of YAML, placed at the line of their record."""

import re
from collections.abc import Iterator
from functools import partial
from io import BufferedReader

from ..model import FILE_SECTIONS, SECTIONS
from ..model.problems import Problem
from .encoding import JSON_BLANKS, Reached, not_utf8
from .files import DataFile
from .json_text import Cursor, Malformed
from .limits import CLOSE, MAX_RECORD, MAX_SCALAR, TOO_LONG_RECORD
from .nodes import Entries, MappingNode, Spot
from .well_formed import well_formed_text

_NOTHING = "the file is empty, and JSON has at least one value"
_STATE = "write [] if there are no claims"
_FILE_KEYS = {*(field.name for field in SECTIONS["file"].stated), *FILE_SECTIONS}
_CLAIM_KEYS = {field.name for field in SECTIONS["claims"].fields}
_FIRST_KEY = re.compile(rb'\s*\{\s*"(\w+)"')
_DECIDING = _FILE_KEYS ^ _CLAIM_KEYS  # what only one of them has
_FILE_KEY = re.compile(rf'"(?:{"|".join(sorted(_FILE_KEYS - _CLAIM_KEYS))})"\s*:')


def json_entries(stream: BufferedReader, file: DataFile) -> Entries:
    """Yield the entries of a file object, of an array of claims, or of claims in a row.

    All three are read piece by piece.
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
    """Whether a JSON text that begins so, without blanks, is claims in a row."""
    first = _FIRST_KEY.match(beginning)
    if first and first[1].decode() in _CLAIM_KEYS - _FILE_KEYS:
        return True
    probe = Cursor(beginning.decode(errors="ignore"), "")
    kind = probe.peek()
    return kind not in ("[", "{") or (kind == "{" and not _is_file(probe))


def _is_file(cursor: Cursor) -> bool:
    """Whether the object that begins here is a claims file, and not a claim.

    Its first key decides; if neither has that key, all keys of the object do. Where the text
    that is held is not JSON, a key of files anywhere in it decides.
    """
    start = cursor.at
    try:
        cursor.take("{")
        if cursor.peek() != '"':
            return True
        first = cursor.key().value
        if first in _DECIDING:
            return first in _FILE_KEYS
        cursor.at = start
        whole = cursor.value()
    except Malformed:  # or the text that is held ends too early
        return _FILE_KEY.search(cursor.text) is not None
    assert isinstance(whole, MappingNode)  # noqa: S101 - it begins with {
    keys = {key for key, _ in whole.pairs}
    return keys <= _FILE_KEYS or not keys.isdisjoint(_FILE_KEYS - _CLAIM_KEYS)


def entries_of_lines(stream: BufferedReader, file: str, start: Spot) -> Entries:
    """Yield the claims of JSON Lines. A line that is not JSON does not hide the others."""
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
    """Yield the number (from 0) of each line that begins with {, and the text up to the next.

    Lines within an object are mostly indented. So where one object is cut short, the next one
    is still found. A chunk that is longer than a record may be is the last, and ends early.
    Between two objects there may be any number of empty lines.
    """
    chunk: list[bytes] = []
    number, begun = first, first  # of this line, and of the first line in the chunk
    more = empty = 0  # bytes after the first line, and the empty lines at the end
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
