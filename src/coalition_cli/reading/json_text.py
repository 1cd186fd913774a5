"""JSON text, a value at a time: nodes and records with their places."""

import json
import re
from codecs import getincrementaldecoder
from io import BufferedReader

from ..model import FILE_SECTIONS
from ..model.problems import Problem
from ..model.record import Record
from .conflicts import left_over
from .encoding import NOT_UTF8, SAVE
from .files import PIECE
from .limits import (
    CLOSE,
    FLATTEN,
    MAX_DEPTH,
    MAX_RECORD,
    MAX_SCALAR,
    SHORTEN,
    TOO_DEEP,
    TOO_LONG_RECORD,
    TOO_LONG_SCALAR,
)
from .nodes import Entries, FileEntry, MappingNode, Node, ScalarNode, SequenceNode, Spot
from .well_formed import well_formed

_BLANKS = re.compile(r"[ \t\r\n]+")
_LONGEST_TOKEN = 16  # characters of a name, or of the escapes of a pair, that may be cut in two
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONSTANT = re.compile(r'"(?:[^"\\]|\\.)*"|(NaN|-?Infinity)')
_ESCAPED_SURROGATE = re.compile(r"\\u[dD]")
_REMEDY = "check for a missing comma, quotation mark or bracket"
_ONE = "a file has one object or array; only single records stand one on each line"
_PAIR = "write both escapes of the pair, or the character itself"
_BEGINNING = Spot(0, 0)


class Malformed(Exception):
    """The text is not JSON at the offset."""

    def __init__(
        self, message: str, offset: int, code: str = "bad-syntax", remedy: str = _REMEDY
    ) -> None:
        super().__init__(message)
        self.message, self.offset, self.code, self.remedy = message, offset, code, remedy


class Cursor:
    """A place in JSON text. Each step decodes one value and moves past it.

    The text begins at `start` in the file, and goes on with the stream. Memory holds only
    some records of it.
    """

    def __init__(
        self,
        text: str,
        file: str,
        start: Spot = _BEGINNING,
        stream: BufferedReader | None = None,
    ) -> None:
        self.text = text
        self.file = file
        self.at = self.began = 0  # `began`: where the last value begins
        self.stream = stream  # None at its end
        self.decoder = getincrementaldecoder("utf-8")()
        # The offset that was marked last, with its line and column (from 0).
        self.marked, self.line, self.column = 0, *start
        self.note_escapes(text)

    def note_escapes(self, text: str) -> None:
        """Note whether the text may have halves of surrogate pairs. UTF-8 has them only escaped."""
        self.escapes = "\\u" in text and _ESCAPED_SURROGATE.search(text) is not None

    def read_on(self) -> None:
        """Forget the text before this place, and read until more than a record is ahead."""
        if self.stream is None or len(self.text) - self.at > MAX_RECORD:
            return
        self.mark(self.at)
        pieces, held = [self.text[self.at :]], len(self.text) - self.at
        self.marked = self.at = 0
        try:
            while self.stream is not None and held <= 2 * MAX_RECORD:
                data = self.stream.read(PIECE)
                pieces.append(self.decoder.decode(data, final=not data))
                held += len(pieces[-1])
                if not data:
                    self.stream = None
        except UnicodeDecodeError as error:
            pieces.append(error.object[: error.start].decode())
            message = NOT_UTF8.format(error.object[error.start])
            raise Malformed(message, sum(map(len, pieces)), "not-utf8", SAVE) from error
        finally:
            self.text = "".join(pieces)
        self.note_escapes(self.text)

    def peek(self) -> str:
        """Move to the next character that is not blank and return it; '' at the end."""
        while True:
            character = self.text[self.at : self.at + 1]
            if character.isspace() and (blanks := _BLANKS.match(self.text, self.at)):
                self.at = blanks.end()
                character = self.text[self.at : self.at + 1]
            if character or self.stream is None:
                return character
            self.read_on()

    def take(self, characters: str) -> str:
        """Move past the next character, which must be one of these, and return it."""
        character = self.peek()
        if not character or character not in characters:
            expected = " or ".join(f"'{one}'" for one in characters)
            raise Malformed(f"expected {expected}", self.at)
        self.at += 1
        return character

    def value(self) -> Node:
        """Decode the value that begins here."""
        self.peek()
        self.read_on()
        start = self.began = self.at
        try:
            decoded, self.at = _DECODER.raw_decode(self.text, start)
        except json.JSONDecodeError as error:
            if self.cut_off(error):
                raise Malformed(TOO_LONG_RECORD, start, "over-limit", CLOSE) from error
            message = error.msg[0].lower() + error.msg[1:].removesuffix(" at")
            raise Malformed(message, error.pos) from error
        except _NotJson as error:
            raise Malformed(*self.constant(start)) from error
        except RecursionError as error:
            raise Malformed(TOO_DEEP, start, "over-limit", FLATTEN) from error
        if self.at - start > MAX_RECORD:
            raise Malformed(TOO_LONG_RECORD, start, "over-limit", CLOSE)
        mark = self.mark(start)
        if type(decoded) is str and len(decoded) <= MAX_SCALAR:
            node: Node = ScalarNode(decoded, False, mark)
        else:
            node = _Builder(start, mark).node(decoded, 2)
        if self.escapes and _SURROGATE.search(json.dumps(decoded, ensure_ascii=False)):
            message = "half of a surrogate pair, which is not a character"
            raise Malformed(message, start, remedy=_PAIR)
        return node

    def key(self) -> ScalarNode:
        """Decode the key that begins here with a quotation mark."""
        key = self.value()
        assert isinstance(key, ScalarNode)  # noqa: S101 - other text is too long, and refused
        return key

    def constant(self, start: int) -> tuple[str, int]:
        """Return the message and the offset of a name that only Python takes for JSON."""
        constant = next(match for match in _CONSTANT.finditer(self.text, start) if match[1])
        return f"{constant[1]} is not a JSON value", constant.start()

    def cut_off(self, error: json.JSONDecodeError) -> bool:
        """Whether the text is malformed only because its end has not been read."""
        near_end = error.pos > len(self.text) - _LONGEST_TOKEN
        return self.stream is not None and (near_end or error.msg.startswith("Unterminated"))

    def item(self, key: ScalarNode | None) -> FileEntry | Record:
        """Decode the item of a list that begins here; most claims without nodes.

        Without a key the list is the whole file.
        """
        self.peek()
        self.read_on()
        if (key is None or key.value == "claims") and not self.escapes:
            try:
                decoded, end = _OBJECTS.raw_decode(self.text, self.at)
            except (ValueError, RecursionError):
                decoded, end = None, self.at  # self.value() says why, and where
            if end - self.at <= MAX_SCALAR:
                place = self.mark(self.at)
                record = well_formed(decoded, place, self.file, extract=key is None)
                if record is not None:
                    self.at = end
                    return record
        return FileEntry(key, self.value(), item=True, extract=key is None)

    def members(self) -> Entries:
        """Yield the value of each key of the file; of a list of records, its items one by one."""
        self.take("{")
        if self.peek() == "}":
            self.at += 1
            return
        kept = 0  # characters of values that do not come item by item
        while True:
            if self.peek() != '"':
                raise Malformed("expected a key in double quotes", self.at)
            key = self.key()
            self.take(":")
            if key.value in FILE_SECTIONS and self.peek() == "[":
                yield FileEntry(key, SequenceNode([], self.mark(self.at)), item=False)
                yield from self.items(key)
            else:
                node = self.value()
                kept += self.at - self.began
                if kept > MAX_RECORD:
                    raise Malformed(TOO_LONG_RECORD, self.began, "over-limit", CLOSE)
                yield FileEntry(key, node, item=False)
            if self.take(",}") == "}":
                return

    def items(self, key: ScalarNode | None) -> Entries:
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
            raise Malformed("more text after the end", self.at, remedy=_ONE)

    def mark(self, offset: int) -> Spot:
        """Return the line and the column of an offset, from 0."""
        if offset < self.marked:  # within the record that was decoded last, or its list
            return Spot(self.line, max(0, self.column - (self.marked - offset)))
        breaks = self.text.count("\n", self.marked, offset)
        if breaks:
            self.line += breaks
            self.column = offset - self.text.rindex("\n", self.marked, offset) - 1
        else:
            self.column += offset - self.marked
        self.marked = offset
        return Spot(self.line, self.column)

    def problem(self, malformed: Malformed) -> Problem:
        """Return the problem of a malformed text."""
        offset = min(malformed.offset, len(self.text))
        line, column = self.mark(offset)
        here = self.text[offset : offset + PIECE].encode()
        if column == 0 and (left := left_over(here, self.file, line + 1)):
            return left
        message, remedy = malformed.message, malformed.remedy
        return Problem(malformed.code, message, remedy, self.file, line + 1, column + 1)


class _Pairs(list[tuple[str, object]]):
    """The keys and values of an object; a key may stand twice."""


class _Literal(str):
    """A number as it is written."""

    __slots__ = ()


class _NotJson(ValueError):
    """A name such as NaN, which only Python takes for JSON."""


def _refuse(name: str) -> object:
    raise _NotJson(name)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_Pairs, parse_int=_Literal, parse_float=_Literal, parse_constant=_refuse
)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object; raise ValueError where a key stands twice."""
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError
    return values


_OBJECTS = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_refuse)


class _Builder:
    """Builds the nodes of one record. All are placed where it begins."""

    def __init__(self, offset: int, mark: Spot) -> None:
        self.offset = offset
        self.mark = mark

    def node(self, value: object, depth: int) -> Node:
        """Return the node of a decoded value."""
        if isinstance(value, str) and len(value) > MAX_SCALAR:
            raise Malformed(TOO_LONG_SCALAR, self.offset, "over-limit", SHORTEN)
        if type(value) is str:
            return value
        if isinstance(value, list):
            if depth > MAX_DEPTH:
                raise Malformed(TOO_DEEP, self.offset, "over-limit", FLATTEN)
            inner = depth + 1
            if isinstance(value, _Pairs):
                pairs = [(self.node(key, inner), self.node(item, inner)) for key, item in value]
                return MappingNode(pairs, self.mark)
            return SequenceNode([self.node(item, inner) for item in value], self.mark)
        if isinstance(value, _Literal):
            return ScalarNode(str(value), True, self.mark)
        return ScalarNode("null" if value is None else str(value).lower(), True, self.mark)
