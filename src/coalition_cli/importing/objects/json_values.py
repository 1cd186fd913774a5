"""JSON text, a value at a time, with the place of each.

JSON is read as it is found: NaN is nothing, which programs that write it mean by it, and a number
that no float holds is the text that it is. Where a key has two values, or half a character stands,
no value would be what was written. Such JSON is refused.
"""

import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from ...model.problems import Problem, shortened
from ...reading.limits import MAX_DEPTH

_BLANKS = re.compile(r"[ \t\r\n]*")
_HALF = re.compile("[\ud800-\udfff]")
_ESCAPED_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_MAX_DEPTH = 24  # of a row: it stands under `extra` of a record, and a claims file nests 32 deep
_DIGITS = 20  # of an integer of 64 bits, with its sign
_MOST_DIGITS = 4_300  # that Python makes a number of
_REMEDY = "check for a missing comma, quotation mark or bracket"
_MANY = 20  # values in a row that are enough to know a form by


class Malformed(Exception):
    """The text is not JSON at an offset."""

    def __init__(self, message: str, offset: int, remedy: str = _REMEDY) -> None:
        super().__init__(message)
        self.message, self.offset, self.remedy = message, offset, remedy


class Walk:
    """A place in JSON text, which each step moves past what it reads."""

    deepest = _MAX_DEPTH  # levels of a value

    def __init__(self, text: str, file: str = "", line: int = 1) -> None:
        self.text, self.file = text, file
        self.at = 0
        # The offset that was asked for last, its line, and where that begins.
        self._marked, self._line, self._begin = 0, line, 0
        self._has_halves = "\\u" in text and _ESCAPED_HALF.search(text) is not None

    def peek(self) -> str:
        """Move to the next character that is not blank and return it; "" at the end."""
        blanks = _BLANKS.match(self.text, self.at)
        assert blanks is not None  # noqa: S101 - it matches nothing too
        self.at = blanks.end()
        return self.text[self.at : self.at + 1]

    def value(self) -> object:
        """Decode the value that begins here."""
        self.peek()
        start = self.at
        try:
            value, self.at = self._decoded(start)
        except json.JSONDecodeError as error:
            message = error.msg[0].lower() + error.msg[1:].removesuffix(" at")
            raise Malformed(message, error.pos) from error
        except _Repeated as error:
            message = f"the key '{shortened(str(error))}' stands twice, with different values"
            raise Malformed(message, start, "keep one of them") from error
        except RecursionError as error:
            raise _too_deep(start, self.deepest) from error
        most = self.deepest
        if _may_be_deep(self.text, start, self.at, most) and _is_deep(value, most):
            raise _too_deep(start, most)
        if self._has_halves and _HALF.search(json.dumps(value, ensure_ascii=False)):
            message = "half of a surrogate pair, which is not a character"
            raise Malformed(
                message, start, "write both escapes of the pair, or the character itself"
            )
        return value

    def _decoded(self, start: int) -> tuple[object, int]:
        """Return the value that begins at an offset, and the offset where it ends."""
        return _DECODER.raw_decode(self.text, start)

    def items(self) -> Iterator[None]:
        """Stop at each item of the array that begins here; the caller reads it."""
        self._take("[")
        if self.peek() == "]":
            self.at += 1
            return
        yield
        while self._take(",]") == ",":
            yield

    def members(self) -> Iterator[str]:
        """Stop at each value of the object that begins here, and yield its key."""
        self._take("{")
        if self.peek() == "}":
            self.at += 1
            return
        while True:
            if self.peek() != '"':
                raise Malformed("expected a key in double quotes", self.at)
            key = self.value()
            self._take(":")
            yield str(key)
            if self._take(",}") == "}":
                return

    def end(self) -> None:
        """Make sure that nothing follows."""
        if self.peek():
            raise Malformed("more text after the end", self.at, "write each value on one line")

    def place(self) -> tuple[int, int]:
        """Return the line and the column of this place, from 1.

        Only the text behind the place that was asked for last is looked through.
        """
        breaks = self.text.count("\n", self._marked, self.at)
        if breaks:
            self._line += breaks
            self._begin = self.text.rindex("\n", self._marked, self.at) + 1
        self._marked = self.at
        return self._line, self.at - self._begin + 1

    def problem(self, malformed: Malformed, code: str = "bad-input") -> Problem:
        """Return the problem of a malformed text."""
        self.at = max(self._marked, min(malformed.offset, len(self.text)))
        return Problem(code, malformed.message, malformed.remedy, self.file, *self.place())

    def _take(self, characters: str) -> str:
        character = self.peek()
        if not character or character not in characters:
            expected = " or ".join(f"'{one}'" for one in characters)
            raise Malformed(f"expected {expected}", self.at)
        self.at += 1
        return character


def beginnings(text: str) -> list[object]:
    """Return the first values of a text. Where one does not end, there is what it has of it."""
    walk, values = Walk(text), list[object]()
    try:
        while walk.peek() and len(values) < _MANY:
            values.append(None)
            for value in _growing(walk):
                values[-1] = value
    except Malformed:
        pass
    return values


def has_lines(text: str) -> bool:
    """Whether most of the first lines of a text are each an object or an array, sound or not."""
    lines = [line.strip() for line in text.split("\n", _MANY)[:_MANY] if line.strip()]
    whole = sum(line[0] + line[-1] in ("{}", "[]") for line in lines)
    return len(lines) > 1 and whole * 2 > len(lines)


class OwnWalk(Walk):
    """A walk through what this program wrote: as deep as a claims file, its whole numbers exact."""

    deepest = MAX_DEPTH

    def _decoded(self, start: int) -> tuple[object, int]:
        return _OWN_DECODER.raw_decode(self.text, start)


def _growing(walk: Walk, depth: int = 0) -> Iterator[object]:
    """Yield the value that begins here. If it has no end, it grows until that is found."""
    start = walk.at
    if depth > _MAX_DEPTH:
        raise _too_deep(start, walk.deepest)
    try:
        value = walk.value()
    except Malformed:
        walk.at = start
    else:
        yield value
        return
    if walk.peek() == "[":
        array: list[object] = []
        yield array
        for _ in walk.items():
            array.append(None)
            for value in _growing(walk, depth + 1):
                array[-1] = value
    else:
        mapping: dict[str, object] = {}
        yield mapping
        for key in walk.members():
            for value in _growing(walk, depth + 1):
                mapping[key] = value


class _Repeated(Exception):
    """A key stands twice in an object, with different values."""


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) < len(pairs):
        for key, value in pairs:
            if values[key] != value:
                raise _Repeated(key)
    return values


def _integer(digits: str) -> int | str:
    """Return a number, or the text of one that other programs could not hold."""
    if len(digits) > _DIGITS:
        return digits
    number = int(digits)
    return number if -(1 << 63) <= number < 1 << 63 else digits


def _decimal(digits: str) -> float | str:
    """Return a number, or the text of one that no float is."""
    number = float(digits)
    text = repr(number)
    try:
        return number if text == digits or Decimal(text) == Decimal(digits) else digits
    except InvalidOperation:  # its exponent is too large even for a Decimal
        return digits


def _constant(name: str) -> str | None:
    return None if name == "NaN" else name


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_int=_integer,
    parse_float=_decimal,
    parse_constant=_constant,
)
_OWN_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_int=lambda digits: int(digits) if len(digits) < _MOST_DIGITS else digits,
    parse_float=_decimal,
    parse_constant=_constant,
)


def _too_deep(offset: int, most: int) -> Malformed:
    return Malformed(f"values are nested more than {most} deep", offset, "use fewer levels")


def _may_be_deep(text: str, start: int, end: int, most: int) -> bool:
    """Whether a text has as many brackets as are needed for that: most rows have fewer."""
    return text.count("{", start, end) + text.count("[", start, end) > most


def _is_deep(value: object, most: int) -> bool:
    """Whether a value is nested more than so many levels: found level by level, at any depth."""
    level = [value]
    for _ in range(most):
        inner = [[*one.values()] if isinstance(one, dict) else one for one in level]
        level = [item for one in inner if isinstance(one, list) for item in one]
    return any(isinstance(one, dict | list) for one in level)
