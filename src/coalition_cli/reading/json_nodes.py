"""JSON and JSON Lines → entries, as those of YAML, placed at the line of their record.

A line of JSON Lines is a claim, or a record under the name of its section: `{"speakers": {…}}`. The
first line says which file it is. If that is a claim by itself, the file is only a list of claims.
"""

import re
from collections.abc import Iterator
from functools import partial
from io import BufferedReader

from ..model import FILE_SECTIONS, SECTIONS
from ..model.problems import Problem
from ..model.record import Record
from .encoding import JSON_BLANKS, Reached, not_utf8
from .files import DataFile
from .json_text import Cursor, Malformed
from .limits import CLOSE, MAX_RECORD, MAX_SCALAR, TOO_LONG_RECORD
from .nodes import Entries, FileEntry, MappingNode, Node, ScalarNode, Spot, is_scalar, written
from .well_formed import well_formed_text

_NOTHING = "the file is empty, and JSON has at least one value"
_STATE = "write [] if there are no claims"
_FILE_KEYS = {*(field.name for field in SECTIONS["file"].stated), *FILE_SECTIONS}
_CLAIM_KEYS = {field.name for field in SECTIONS["claims"].fields}
_FIRST_KEY = re.compile(rb'\s*\{\s*"(\w+)"')
_HEADER = SECTIONS["file"].name  # what a line has in the place of a section that is what the file itself states
OF_LINES = frozenset({_HEADER, *FILE_SECTIONS})  # what a line may name
_UNDER = {f'{{"{name}": {{'.encode(): name for name in FILE_SECTIONS}
_UNDER |= {f'{{"{name}":{{'.encode(): name for name in FILE_SECTIONS}
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
        extract = not has_sections(beginning)
        yield from _Lines(file.name, extract=extract).entries(stream, start)
        return
    cursor = Cursor("", file.name, start, stream)
    try:
        yield from cursor.items(None) if beginning.startswith(b"[") else cursor.members()
        cursor.end()
    except Malformed as malformed:
        yield cursor.problem(malformed)


def has_lines(beginning: bytes) -> bool:
    """Whether a JSON text that begins so, without blanks, is records in a row."""
    first = _FIRST_KEY.match(beginning)
    if first and first[1].decode() in _CLAIM_KEYS - _FILE_KEYS:
        return True
    probe = Cursor(beginning.decode(errors="ignore"), "")
    kind = probe.peek()
    return kind not in ("[", "{") or (kind == "{" and not _is_file(probe))


def has_sections(beginning: bytes) -> bool:
    """Whether the first of some records in a row stands under the name of its section."""
    probe = Cursor(beginning.decode(errors="ignore"), "")
    return probe.peek() == "{" and _is_of_section(probe)


def _is_of_section(cursor: Cursor) -> bool:
    """Whether the object that begins here is a record under the name of its section.

    Where the text that is held ends too early, it is one if it begins so.
    """
    try:
        cursor.take("{")
        if cursor.peek() != '"' or cursor.key().value not in OF_LINES:
            return False
        cursor.take(":")
        if cursor.peek() != "{":
            return False
        cursor.value()
    except Malformed:
        return True
    return cursor.peek() == "}"


def _is_file(cursor: Cursor) -> bool:
    """Whether the object that begins here is a claims file, and no record.

    Its first key decides; if neither has that key, all keys of the object do. Where the text
    that is held is not JSON, a key of files anywhere in it decides.
    """
    start = cursor.at
    if _is_of_section(cursor):
        return False
    cursor.at = start
    try:
        cursor.take("{")
        if cursor.peek() != '"':
            return True
        first = cursor.key().value
        if first in _FILE_KEYS or first in _CLAIM_KEYS:
            return first in _FILE_KEYS
        cursor.at = start
        whole = cursor.value()
    except Malformed:  # or the text that is held ends too early
        return _FILE_KEY.search(cursor.text) is not None
    assert isinstance(whole, MappingNode)  # noqa: S101 - it begins with {
    return any(key in _FILE_KEYS for key, _ in whole.pairs)


def entries_of_rest(stream: BufferedReader, file: DataFile, first: int) -> Entries:
    """Yield the records of JSON Lines from a line on, whose number (from 0) is given."""
    with file.open() as again:
        Reached().skip(again)
        extract = not has_sections(again.peek())
    return _Lines(file.name, extract=extract).entries(stream, Spot(first, 0), begins=False)


class _Lines:
    """Reads JSON Lines: claims, and records under the name of their section.

    `extract` says that the file is only a list of claims. What other lines it has count as its own.
    """

    def __init__(self, file: str, *, extract: bool) -> None:
        self._file, self._extract = file, extract

    def entries(self, stream: BufferedReader, start: Spot, *, begins: bool = True) -> Entries:
        """Yield the records. A line that is not JSON does not hide the others.

        `begins` says that the first line is that of the file, which may state what the file does.
        """
        for number, data in _chunks(stream, start.line):
            size = len(data)
            spot = start if number == start.line else Spot(number, 0)
            if size <= MAX_SCALAR:
                section = _UNDER.get(data[: data.find(b"{", 1) + 1], "")
                record = well_formed_text(data, spot, self._file, section, extract=self._extract)
                if record is not None:
                    yield record
                    continue
            elif size > MAX_RECORD:
                yield Problem("over-limit", TOO_LONG_RECORD, CLOSE, self._file, number + 1)
                return
            try:
                cursor = Cursor(data.decode().removesuffix("\n"), self._file, spot)
            except UnicodeDecodeError as error:
                yield not_utf8(self._file, data, error, number + 1)
                return
            try:
                while cursor.peek():
                    is_first = begins and number == start.line and cursor.at == 0
                    yield self._entry(cursor.item(None), is_first=is_first)
            except Malformed as malformed:
                yield cursor.problem(malformed)

    def _entry(self, item: FileEntry | Record, *, is_first: bool) -> FileEntry | Record:
        """Return an object as an entry of the section that it is under; or a claim, as it is."""
        if isinstance(item, Record):
            item.extract = self._extract
            return item
        name, record = _under(item.node)
        if name in FILE_SECTIONS or (name == _HEADER and is_first):
            return FileEntry(_named(name), record, item=True, extract=self._extract)
        if self._extract:
            return item
        return FileEntry(_named("claims"), item.node, item=True)


def _named(section: str) -> ScalarNode:
    return ScalarNode(section, True, Spot(0, 0))


def _under(node: Node) -> tuple[str, MappingNode]:
    """Return the name that a record stands under, and the record; "" where it stands alone."""
    if isinstance(node, MappingNode) and len(node.pairs) == 1:
        [(key, value)] = node.pairs
        if is_scalar(key) and isinstance(value, MappingNode):
            return written(key), value
    return "", MappingNode([], Spot(0, 0))


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
