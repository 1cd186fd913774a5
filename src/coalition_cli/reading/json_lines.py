"""JSON Lines → entries: a claim on each line, or a record under the name of its section.

`{"speakers": {"id": …}}` is a speaker. What the file itself states, such as its title, may stand in
the first line: `{"file": {"title": …}}`. If the first line is a claim by itself, the file is only a
list of claims, whatever stands below.
"""

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

_HEADER = SECTIONS["file"].name  # stands for what the file itself states, in its first line
OF_LINES = frozenset({_HEADER, *FILE_SECTIONS})  # what a line may name
_UNDER = {f'{{"{name}": {{'.encode(): name for name in FILE_SECTIONS}
_UNDER |= {f'{{"{name}":{{'.encode(): name for name in FILE_SECTIONS}


def has_sections(beginning: bytes) -> bool:
    """Whether the first of some records in a row stands under the name of its section."""
    probe = Cursor(beginning.decode(errors="ignore"), "")
    return probe.peek() == "{" and is_of_section(probe)


def is_of_section(cursor: Cursor) -> bool:
    """Whether the object that begins here is a record under the name of its section.

    Where the text that is held ends too early, it is one if it begins so.
    """
    try:
        cursor.take("{")
        if cursor.peek() != '"' or cursor.key().value not in OF_LINES:
            return False
        cursor.take(":")
    except Malformed:
        return False
    if cursor.peek() != "{":
        return False
    try:
        cursor.value()
    except Malformed:
        return True
    return cursor.peek() == "}"


def entries_of_lines(stream: BufferedReader, file: str, start: Spot, *, extract: bool) -> Entries:
    """Yield the records of JSON Lines. A line that is not JSON does not hide the others.

    `extract` says that the file is only a list of claims.
    """
    for number, data in _chunks(stream, start.line):
        size = len(data)
        spot = start if number == start.line else Spot(number, 0)
        if size <= MAX_SCALAR:
            section = _UNDER.get(data[: data.find(b"{", 1) + 1], "")
            record = well_formed_text(data, spot, file, section, extract=extract)
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
                yield _entry(cursor.item(None), extract=extract)
        except Malformed as malformed:
            yield cursor.problem(malformed)


def entries_of_file(stream: BufferedReader, file: str, start: Spot, *, extract: bool) -> Entries:
    """Yield the records from the first line on, which may have what the file itself states."""
    entries = entries_of_lines(stream, file, start, extract=extract)
    for first in entries:
        yield _header(first) or first
        yield from entries


def entries_of_rest(stream: BufferedReader, file: DataFile, first: int) -> Entries:
    """Yield the records from a line on, whose number (from 0) is given.

    What the file itself states comes with its end, though it stands in the first line.
    """
    with file.open() as again:
        begin = Reached()
        begin.skip(again)
        extract = not has_sections(again.peek())
        start = Spot(begin.line - 1, begin.column - 1)
        beginning = next(entries_of_lines(again, file.name, start, extract=extract), None)
    if beginning is not None and (header := _header(beginning)):
        yield header
    yield from entries_of_lines(stream, file.name, Spot(first, 0), extract=extract)


def _header(entry: FileEntry | Record | Problem) -> FileEntry | None:
    """Return an entry with what the file itself states, if it has that."""
    name, record = _under(entry.node) if isinstance(entry, FileEntry) else ("", None)
    return FileEntry(_named(name), record, item=True) if record and name == _HEADER else None


def _entry(item: FileEntry | Record, *, extract: bool) -> FileEntry | Record:
    """Return an object as an entry of the section that it is under; or a claim, as it is."""
    if isinstance(item, Record):
        item.extract = extract
        return item
    name, record = _under(item.node)
    if record is not None and name in FILE_SECTIONS:
        return FileEntry(_named(name), record, item=True, extract=extract)
    return item if extract else FileEntry(_named("claims"), item.node, item=True)


def _under(node: Node) -> tuple[str, MappingNode | None]:
    """Return the name that a record stands under, and the record; none where it stands alone."""
    if isinstance(node, MappingNode) and len(node.pairs) == 1:
        [(key, value)] = node.pairs
        if is_scalar(key) and isinstance(value, MappingNode):
            return written(key), value
    return "", None


def _named(section: str) -> ScalarNode:
    return ScalarNode(section, True, Spot(0, 0))


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
