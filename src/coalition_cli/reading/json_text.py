"""JSON text, a value at a time: nodes and records with their places."""

import json
import re
from codecs import getincrementaldecoder
from collections.abc import Callable
from io import BufferedReader

from ..model import FILE_SECTIONS, SECTIONS
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
from .nodes import (
    Entries,
    FileEntry,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    Spot,
    is_scalar,
    written,
)
from .well_formed import well_formed

_BLANKS = re.compile(r"[ \t\r\n]+")
FILE_KEYS = {*(field.name for field in SECTIONS["file"].stated), *FILE_SECTIONS}
CLAIM_KEYS = {field.name for field in SECTIONS["claims"].fields}
_FILE_KEY = re.compile(rf'"(?:{"|".join(sorted(FILE_KEYS - CLAIM_KEYS))})"\s*:')
_LONGEST_TOKEN = 16  # characters of a name, or of the escapes of a pair, that may be cut in two
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONSTANT = re.compile(r'"(?:[^"\\]|\\.)*"|(NaN|-?Infinity)')
_ESCAPED_SURROGATE = re.compile(r"\\u[dD]")
_REMEDY = "check for a missing comma, quotation mark or bracket"
_ONE = "a file has one object or array; only single claims stand one on each line"
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
    """A place in JSON text; each step decodes one value and moves behind it.

    The text begins at `start` in the file. What follows the text comes from the stream: no more
    of it is held than some records.
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
        self.at = self.began = 0  # `began`: where the last value did
        self.stream = stream  # None at its end
        self.decoder = getincrementaldecoder("utf-8")()
        # The line and the column, from 0, of the offset that was looked at last.
        self.marked, self.line, self.column = 0, *start
        self.see(text)

    def see(self, text: str) -> None:
        """Note whether there may be halves of surrogate pairs: there are none but escaped ones."""
        self.escapes = "\\u" in text and _ESCAPED_SURROGATE.search(text) is not None

    def read_on(self) -> None:
        """Let go the text up to here, and read until there is more ahead than a record may have."""
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
        self.see(self.text)

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
        """Move behind the next character, which must be one of these."""
        found = self.peek()
        if not found or found not in characters:
            expected = " or ".join(f"'{character}'" for character in characters)
            raise Malformed(f"expected {expected}", self.at)
        self.at += 1
        return found

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

    def constant(self, start: int) -> tuple[str, int]:
        """Return what is wrong with a name that is no JSON, though Python reads it, and where."""
        named = next(one for one in _CONSTANT.finditer(self.text, start) if one[1])
        return f"{named[1]} is not a JSON value", named.start()

    def cut_off(self, error: json.JSONDecodeError) -> bool:
        """Whether text is no JSON only because it is longer than what is held of it."""
        near_end = error.pos > len(self.text) - _LONGEST_TOKEN
        return self.stream is not None and (near_end or error.msg.startswith("Unterminated"))

    def item(self, key: ScalarNode | None) -> FileEntry | Record:
        """Decode the item of a list that begins here, a claim without nodes if it can be."""
        self.peek()
        self.read_on()
        if (key is None or key.value == "claims") and not self.escapes:
            try:
                decoded, end = _OBJECTS.raw_decode(self.text, self.at)
            except (ValueError, RecursionError):
                decoded, end = None, self.at  # said below, with its place
            if end - self.at <= MAX_SCALAR:
                place = self.mark(self.at)
                record = well_formed(decoded, place, self.file, extract=key is None)
                if record is not None:
                    self.at = end
                    return record
        return FileEntry(key, self.value(), item=True)

    def is_file(self) -> bool:
        """Whether the object is a claims file, and not a claim: by the first key that tells.

        It is told from the beginning of the text. What is no JSON is said when it is read.
        """
        start = self.at
        try:
            self.take("{")
            if self.peek() != '"':
                return True
            key = self.value()
            if not is_scalar(key) or written(key) in FILE_KEYS:
                return True
            if written(key) in CLAIM_KEYS:
                return False
            self.at = start
            whole = self.value()
        except Malformed:  # or longer than what is looked at
            return _FILE_KEY.search(self.text) is not None
        pairs = whole.pairs if isinstance(whole, MappingNode) else []
        keys = {written(key) for key, _ in pairs if is_scalar(key)}
        return bool(keys & FILE_KEYS)

    def members(self) -> Entries:
        """Yield the values of the file's keys, those of the lists of records one by one."""
        self.take("{")
        if self.peek() == "}":
            self.at += 1
            return
        kept = 0  # characters of values that are not let go one by one
        while True:
            if self.peek() != '"':
                raise Malformed("expected a key in double quotes", self.at)
            key = self.value()
            assert isinstance(key, ScalarNode)  # noqa: S101 - it begins with a quotation mark
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
        """Return the problem that a malformed text is."""
        offset = min(malformed.offset, len(self.text))
        line, column = self.mark(offset)
        here = self.text[offset : offset + PIECE].encode()
        if column == 0 and (left := left_over(here, self.file, line + 1)):
            return left
        message, remedy = malformed.message, malformed.remedy
        return Problem(malformed.code, message, remedy, self.file, line + 1, column + 1)


class _Pairs(list[tuple[str, object]]):
    """An object's keys and values, repeated keys kept."""


class _Literal(str):
    """A number as it is written."""

    __slots__ = ()


class _NotJson(ValueError):
    """A name such as NaN, which Python takes for JSON."""


def _refused(name: str) -> object:
    raise _NotJson(name)


_literal: Callable[[str], _Literal] = _Literal
_DECODER = json.JSONDecoder(
    object_pairs_hook=_Pairs, parse_int=_literal, parse_float=_literal, parse_constant=_refused
)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object; raise ValueError where a key stands twice."""
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError
    return values


_OBJECTS = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_refused)


class _Builder:
    """Builds the nodes of one record, all of them placed where it begins."""

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
                pairs = [(self.node(key, inner), self.node(one, inner)) for key, one in value]
                return MappingNode(pairs, self.mark)
            return SequenceNode([self.node(one, depth + 1) for one in value], self.mark)
        if isinstance(value, _Literal):
            return ScalarNode(str(value), True, self.mark)
        return ScalarNode("null" if value is None else str(value).lower(), True, self.mark)
