"""JSON and JSON Lines → the same entries, placed at the line of their record."""

import json
import re
from bisect import bisect_left
from collections.abc import Callable

from ..model import FILE_SECTIONS, SECTIONS
from ..problems import Problem
from .nodes import MAX_DEPTH, Entries, Entry, Mapping, Node, Scalar, Sequence

_BLANK = re.compile(r"[ \t\r\n]*")
_FILE_KEYS = {*(field.name for field in SECTIONS["file"].stated), *FILE_SECTIONS}
_CLAIM_KEYS = {field.name for field in SECTIONS["claims"].fields}
_NEXT_OBJECT = re.compile(r"\n(?=\{)")  # what is within an object is mostly indented
_SURROGATE = re.compile("[\ud800-\udfff]")
_REMEDY = "check for a missing comma, quotation mark or bracket"
_ONE = "a file holds one object or array; claims alone stand one a line"
_PAIR = "write both escapes of the pair, or the character itself"


def json_entries(text: str, file: str) -> Entries:
    """Yield the pieces of a file object, an array of claims, or claims one after the other."""
    cursor = _Cursor(text, file)
    try:
        if cursor.peek() == "[":
            yield from cursor.items(None)
            cursor.end()
        elif cursor.peek() == "{" and cursor.is_file():
            yield from cursor.members()
            cursor.end()
        else:
            yield from cursor.lines()
    except _Malformed as malformed:
        yield cursor.problem(malformed)


class _Malformed(Exception):
    """The text is not JSON at the offset."""

    def __init__(
        self, message: str, offset: int, code: str = "bad-syntax", remedy: str = _REMEDY
    ) -> None:
        super().__init__(message)
        self.message, self.offset, self.code, self.remedy = message, offset, code, remedy


class _Cursor:
    """A place in JSON text; each step decodes one value and moves behind it."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.at = 0
        self.breaks = [found.start() for found in re.finditer("\n", text)]

    def peek(self) -> str:
        """Move to the next character that is not blank and return it; '' at the end."""
        found = _BLANK.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.text[self.at : self.at + 1]

    def take(self, characters: str) -> str:
        """Move behind the next character, which must be one of these."""
        found = self.peek()
        if not found or found not in characters:
            expected = " or ".join(f"'{character}'" for character in characters)
            raise _Malformed(f"expected {expected}", self.at)
        self.at += 1
        return found

    def value(self, end: int | None = None) -> Node:
        """Decode the value that begins here and ends before `end`."""
        self.peek()
        start = self.at
        # An error counts the lines before it: for many errors, in a part of the text.
        text, offset = (self.text, 0) if end is None else (self.text[start:end], start)
        try:
            decoded, stop = _DECODER.raw_decode(text, start - offset)
        except json.JSONDecodeError as error:
            message = error.msg[0].lower() + error.msg[1:].removesuffix(" at")
            raise _Malformed(message, error.pos + offset) from error
        except RecursionError as error:
            raise _too_deep(start) from error
        self.at = stop + offset
        return _Builder(start, *self.place(start)).node(decoded, 2)

    def is_file(self) -> bool:
        """Whether the object is a claims file, and not a claim: by the first key that tells."""
        start = self.at
        self.take("{")
        key = self.value() if self.peek() == '"' else None
        self.at = start
        if not isinstance(key, Scalar) or key.text in _FILE_KEYS:
            return True
        if key.text in _CLAIM_KEYS:
            return False
        self.at = start
        try:
            whole = self.value()
        except _Malformed:  # said again, with its place, when the lines are read
            return False
        finally:
            self.at = start
        pairs = whole.pairs if isinstance(whole, Mapping) else []
        keys = {key.text for key, _ in pairs if isinstance(key, Scalar)}
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
            assert isinstance(key, Scalar)  # noqa: S101 - it begins with a quotation mark
            self.take(":")
            if key.text in FILE_SECTIONS and self.peek() == "[":
                yield Entry(key, Sequence([], *self.place(self.at)), item=False)
                yield from self.items(key)
            else:
                yield Entry(key, self.value(), item=False)
            if self.take(",}") == "}":
                return

    def items(self, key: Scalar | None) -> Entries:
        """Yield the items of an array of records."""
        self.take("[")
        if self.peek() == "]":
            self.at += 1
            return
        while True:
            yield Entry(key, self.value(), item=True)
            if self.take(",]") == "]":
                return

    def lines(self) -> Entries:
        """Yield the claims of JSON Lines; a line that is not JSON hides no other."""
        while self.peek():
            following = _NEXT_OBJECT.search(self.text, self.at)
            end = following.start() if following else len(self.text)
            try:
                yield Entry(None, self.value(end), item=True)
            except _Malformed as malformed:
                yield self.problem(malformed)
                self.at = end

    def end(self) -> None:
        """Make sure that nothing follows."""
        if self.peek():
            raise _Malformed("more text behind the end", self.at, remedy=_ONE)

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset, from 1."""
        line = bisect_left(self.breaks, offset)
        return line + 1, offset - (self.breaks[line - 1] if line else -1)

    def problem(self, malformed: _Malformed) -> Problem:
        """Return the problem that a malformed text is."""
        place = self.place(min(malformed.offset, len(self.text)))
        return Problem(malformed.code, malformed.message, malformed.remedy, self.file, *place)


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


class _Builder:
    """Builds the nodes of one record, all of them placed where it begins."""

    def __init__(self, offset: int, line: int, column: int) -> None:
        self.offset = offset
        self.place = line, column

    def node(self, value: object, depth: int) -> Node:
        """Return the node of a decoded value."""
        if depth > MAX_DEPTH:
            raise _too_deep(self.offset)
        if isinstance(value, _Pairs):
            pairs = [(self.text(key), self.node(inner, depth + 1)) for key, inner in value]
            return Mapping(list[tuple[Node, Node]](pairs), *self.place)
        if isinstance(value, list):
            return Sequence([self.node(inner, depth + 1) for inner in value], *self.place)
        if isinstance(value, _Literal):
            return Scalar(str(value), True, *self.place)
        if isinstance(value, str):
            return self.text(value)
        return Scalar("null" if value is None else str(value).lower(), True, *self.place)

    def text(self, text: str) -> Scalar:
        """Return the scalar of a string."""
        if not text.isascii() and _SURROGATE.search(text):
            message = "half of a surrogate pair, which is no character"
            raise _Malformed(message, self.offset, remedy=_PAIR)
        return Scalar(text, False, *self.place)
