"""JSON and JSON Lines → the same entries, placed at the line of their record."""

import json
import re
from bisect import bisect_left
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from functools import cached_property
from io import BufferedReader, BytesIO
from typing import BinaryIO

from ..model import FILE_SECTIONS, SECTIONS
from ..problems import Problem
from ..record import Record
from .encoding import not_utf8
from .nodes import (
    MAX_DEPTH,
    Entries,
    Entry,
    Mapping,
    Node,
    Sequence,
    Spot,
    Text,
    is_scalar,
    written,
)
from .well_formed import well_formed, well_formed_text

_BLANKS = re.compile(r"[ \t\r\n]+")
_FILE_KEYS = {*(field.name for field in SECTIONS["file"].stated), *FILE_SECTIONS}
_CLAIM_KEYS = {field.name for field in SECTIONS["claims"].fields}
_FIRST_KEY = re.compile(rb'\s*\{\s*"(\w+)"')
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED_SURROGATE = re.compile(r"\\u[dD]")
_REMEDY = "check for a missing comma, quotation mark or bracket"
_ONE = "a file holds one object or array; claims alone stand one a line"
_PAIR = "write both escapes of the pair, or the character itself"


def json_entries(stream: BufferedReader, file: str) -> Entries:
    """Yield the pieces of a file object, an array of claims, or claims one after the other.

    Claims one after the other are read as they come, the others whole.
    """
    first = _FIRST_KEY.match(stream.peek().removeprefix(BOM_UTF8))
    if first and first[1].decode() in _CLAIM_KEYS - _FILE_KEYS:
        yield from _lines(stream, file)
        return
    data = stream.read()
    try:
        cursor = _Cursor(data.decode("utf-8-sig"), file)
    except UnicodeDecodeError as error:
        yield not_utf8(file, data, error)
        return
    try:
        if cursor.peek() == "[":
            yield from cursor.items(None)
            cursor.end()
        elif cursor.peek() == "{" and cursor.is_file():
            yield from cursor.members()
            cursor.end()
        else:
            yield from _lines(BytesIO(data), file)
    except _Malformed as malformed:
        yield cursor.problem(malformed)


def _lines(stream: BinaryIO | BufferedReader, file: str) -> Entries:
    """Yield the claims of JSON Lines; a line that is not JSON hides no other."""
    for number, data in _chunks(stream):
        record = well_formed_text(data, Spot(number, 0), file)
        if record is not None:
            yield record
            continue
        try:
            cursor = _Cursor(data.decode().removesuffix("\n"), file, number)
        except UnicodeDecodeError as error:
            yield not_utf8(file, data, error, number + 1)
            return
        try:
            while cursor.peek():
                yield cursor.item(None)
        except _Malformed as malformed:
            yield cursor.problem(malformed)


def _chunks(stream: BinaryIO | BufferedReader) -> Iterator[tuple[int, bytes]]:
    """Yield the lines up to the next that begins an object, and how many come before.

    What is within an object is mostly indented: where one is cut short, the next is not.
    """
    chunk: list[bytes] = []
    for number, line in enumerate(stream):
        if number == 0:
            line = line.removeprefix(BOM_UTF8)
        if chunk and line.startswith(b"{"):
            yield number - len(chunk), b"".join(chunk)
            chunk = []
        chunk.append(line)
    if chunk:
        yield number + 1 - len(chunk), b"".join(chunk)


class _Malformed(Exception):
    """The text is not JSON at the offset."""

    def __init__(
        self, message: str, offset: int, code: str = "bad-syntax", remedy: str = _REMEDY
    ) -> None:
        super().__init__(message)
        self.message, self.offset, self.code, self.remedy = message, offset, code, remedy


class _Cursor:
    """A place in JSON text; each step decodes one value and moves behind it.

    `before` is how many lines of the file come before the text.
    """

    def __init__(self, text: str, file: str, before: int = 0) -> None:
        self.text = text
        self.file = file
        self.before = before
        self.at = 0
        # Whether there may be halves of surrogate pairs: there are none but escaped ones.
        self.escapes = r"\u" in text and _ESCAPED_SURROGATE.search(text) is not None

    @cached_property
    def breaks(self) -> list[int]:
        """Where lines end."""
        return [found.start() for found in re.finditer("\n", self.text)]

    def peek(self) -> str:
        """Move to the next character that is not blank and return it; '' at the end."""
        character = self.text[self.at : self.at + 1]
        if character.isspace() and (blanks := _BLANKS.match(self.text, self.at)):
            self.at = blanks.end()
            return self.text[self.at : self.at + 1]
        return character

    def take(self, characters: str) -> str:
        """Move behind the next character, which must be one of these."""
        found = self.peek()
        if not found or found not in characters:
            expected = " or ".join(f"'{character}'" for character in characters)
            raise _Malformed(f"expected {expected}", self.at)
        self.at += 1
        return found

    def value(self) -> Node:
        """Decode the value that begins here."""
        self.peek()
        start = self.at
        try:
            decoded, self.at = _DECODER.raw_decode(self.text, start)
        except json.JSONDecodeError as error:
            message = error.msg[0].lower() + error.msg[1:].removesuffix(" at")
            raise _Malformed(message, error.pos) from error
        except RecursionError as error:
            raise _too_deep(start) from error
        mark = self.mark(start)
        if type(decoded) is str:
            node: Node = Text(decoded, False, mark)
        else:
            node = _Builder(start, mark).node(decoded, 2)
        if self.escapes and _SURROGATE.search(json.dumps(decoded, ensure_ascii=False)):
            message = "half of a surrogate pair, which is no character"
            raise _Malformed(message, start, remedy=_PAIR)
        return node

    def item(self, key: Text | None) -> Entry | Record:
        """Decode the item of a list that begins here, a claim without nodes if it can be."""
        self.peek()
        if (key is None or key.value == "claims") and not self.escapes:
            try:
                decoded, end = _OBJECTS.raw_decode(self.text, self.at)
            except (ValueError, RecursionError):
                decoded = None  # said below, with its place
            place = self.mark(self.at)
            record = well_formed(decoded, place, self.file, extract=key is None)
            if record is not None:
                self.at = end
                return record
        return Entry(key, self.value(), item=True)

    def is_file(self) -> bool:
        """Whether the object is a claims file, and not a claim: by the first key that tells."""
        start = self.at
        self.take("{")
        if self.peek() != '"':
            self.at = start
            return True
        key = self.value()
        self.at = start
        if not is_scalar(key) or written(key) in _FILE_KEYS:
            return True
        if written(key) in _CLAIM_KEYS:
            return False
        self.at = start
        try:
            whole = self.value()
        except _Malformed:  # said again, with its place, when the lines are read
            return False
        finally:
            self.at = start
        pairs = whole.pairs if isinstance(whole, Mapping) else []
        keys = {written(key) for key, _ in pairs if is_scalar(key)}
        return bool(keys & _FILE_KEYS)

    def members(self) -> Entries:
        """Yield the values of the file's keys, those of the lists of records one by one."""
        self.take("{")
        if self.peek() == "}":
            self.at += 1
            return
        while True:
            if self.peek() != '"':
                raise _Malformed("expected a key in double quotes", self.at)
            key = self.value()
            assert isinstance(key, Text)  # noqa: S101 - it begins with a quotation mark
            self.take(":")
            if key.value in FILE_SECTIONS and self.peek() == "[":
                yield Entry(key, Sequence([], self.mark(self.at)), item=False)
                yield from self.items(key)
            else:
                yield Entry(key, self.value(), item=False)
            if self.take(",}") == "}":
                return

    def items(self, key: Text | None) -> Entries:
        """Yield the items of an array of records."""
        self.take("[")
        if self.peek() == "]":
            self.at += 1
            return
        while True:
            yield self.item(key)
            if self.take(",]") == "]":
                return

    def end(self) -> None:
        """Make sure that nothing follows."""
        if self.peek():
            raise _Malformed("more text behind the end", self.at, remedy=_ONE)

    def mark(self, offset: int) -> Spot:
        """Return the line and the column of an offset, from 0."""
        if offset == 0:
            return Spot(self.before, 0)
        line = bisect_left(self.breaks, offset)
        column = offset - (self.breaks[line - 1] + 1 if line else 0)
        return Spot(self.before + line, column)

    def problem(self, malformed: _Malformed) -> Problem:
        """Return the problem that a malformed text is."""
        line, column = self.mark(min(malformed.offset, len(self.text)))
        message, remedy = malformed.message, malformed.remedy
        return Problem(malformed.code, message, remedy, self.file, line + 1, column + 1)


def _too_deep(offset: int) -> _Malformed:
    message = f"values are nested more than {MAX_DEPTH} deep"
    return _Malformed(message, offset, "over-limit", "flatten them")


class _Pairs(list[tuple[str, object]]):
    """An object's keys and values, repeated keys kept."""


class _Literal(str):
    """A number, or a name such as NaN, as it is written."""

    __slots__ = ()


_literal: Callable[[str], _Literal] = _Literal
_DECODER = json.JSONDecoder(
    object_pairs_hook=_Pairs, parse_int=_literal, parse_float=_literal, parse_constant=_literal
)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object; raise ValueError where a key stands twice."""
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError
    return values


_OBJECTS = json.JSONDecoder(object_pairs_hook=_object)


class _Builder:
    """Builds the nodes of one record, all of them placed where it begins."""

    def __init__(self, offset: int, mark: Spot) -> None:
        self.offset = offset
        self.mark = mark

    def node(self, value: object, depth: int) -> Node:
        """Return the node of a decoded value."""
        if type(value) is str:
            return value
        if isinstance(value, list):
            if depth > MAX_DEPTH:
                raise _too_deep(self.offset)
            if isinstance(value, _Pairs):
                return Mapping([(key, self.node(one, depth + 1)) for key, one in value], self.mark)
            return Sequence([self.node(one, depth + 1) for one in value], self.mark)
        if isinstance(value, _Literal):
            return Text(str(value), True, self.mark)
        return Text("null" if value is None else str(value).lower(), True, self.mark)
