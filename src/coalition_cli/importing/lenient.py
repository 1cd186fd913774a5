"""JSON as pages have it → values, each with the offset where it begins.

What cannot be misunderstood is read: comments, CDATA, commas that are too many or missing, raw
line breaks in texts, other quotation marks, several values in a row. What can be is Malformed.
"""

import json
import re
from collections.abc import Generator, Iterator
from decimal import Decimal
from html import unescape
from math import isfinite
from typing import NamedTuple

from ..reading.limits import MAX_DEPTH, TOO_DEEP

# The lists whose items come one by one: of JSON-LD, of a feed, of Google's answers.
LISTS = ("@graph", "dataFeedElement", "itemListElement", "claims", "results")
_NO_COMMA = 'expected a comma; a quotation mark within a text is written \\"'
_NO_END = "the text ends within an object or a list"
_MOST_DIGITS = 400  # of a number; Python turns no more than 4,300 into one
_COMMENT = r"/\*.{0,9999}?\*/|//[^\n]*|<!--.{0,9999}?-->"
_WRAPPING = r"(?:/[/*]\s*)?(?:<!\[CDATA\[|\]\]>)(?:\s*\*/)?|<!--(?=\s*[\[{])|-->"
_JUNK = r"[\s\ufeff\u200b]++|</?(?:br|p)\s*/?>"
_BETWEEN = re.compile(rf"(?:{_JUNK}|{_COMMENT})*+", re.DOTALL)  # within a value
_AROUND = re.compile(rf"(?:{_JUNK}|{_WRAPPING}|{_COMMENT}|[,;])*+", re.DOTALL)
_COMMAS = re.compile(rf"(?:{_JUNK}|{_COMMENT}|[,;])*+", re.DOTALL)
_SINGLE = re.compile(r"'((?:[^'\\]++|\\.)*+)'", re.DOTALL)
_DOUBLE = re.compile(r'"((?:[^"\\]++|\\.)*+)"', re.DOTALL)
_CURLY = re.compile(r"[“”″]((?:[^“”″\\]++|\\.)*+)[“”″]", re.DOTALL)  # an editor of prose made them
_TEXTS = {'"': _DOUBLE, "'": _SINGLE, "“": _CURLY, "”": _CURLY, "″": _CURLY}
_WORD = re.compile(r"[\w@$][\w@$.-]*")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_WORDS: dict[str, bool | None] = {
    "true": True,
    "false": False,
    **dict.fromkeys(("null", "none", "undefined", "nan")),
}
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_LINE = re.compile(r"\n(?=[ \t,]*[\[{])")  # where a value may begin
_LEFT_OVER = re.compile(r"[\s,;\]}]*")  # of a value whose beginning was malformed
MAX_MALFORMED = 100  # in one text: each may mean that some of it is read again
_TOO_MANY = f"it is the {MAX_MALFORMED}th such place, and nothing after it was read"


class Piece(NamedTuple):
    """A value of a text: the whole object, or an item of one of its LISTS, whose key it has."""

    line: int  # where it begins, from 1
    value: object
    key: str


class Malformed(NamedTuple):
    """A place where a text is not JSON."""

    line: int  # from 1
    column: int
    message: str


class _Piece(NamedTuple):
    offset: int
    value: object
    key: str = ""


class _Malformed(ValueError):
    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message, self.offset = message, offset


def unescaped(text: str) -> str:
    """Return a block that was escaped as a whole, with its quotation marks as they should be."""
    escaped = '"' not in text and re.search(r"&(?:quot|#34|#x22);", text, re.IGNORECASE)
    return unescape(text) if escaped else text


def pieces(text: str, line: int = 1) -> Iterator[Piece | Malformed]:
    """Yield the values of a text that begins at a line of its file.

    After something malformed, go on at a later line.
    """
    at = 0
    for one in _pieces(text):
        # The object around a list comes after its items, but begins before them.
        breaks = text.count("\n", min(at, one.offset), max(at, one.offset))
        line += breaks if one.offset > at else -breaks
        at = one.offset
        if isinstance(one, _Piece):
            yield Piece(line, one.value, one.key)
        else:
            yield Malformed(line, at - text.rfind("\n", 0, at), one.message)


def _pieces(text: str) -> Iterator[_Piece | _Malformed]:
    at = malformed_so_far = 0
    while (at := _end(_AROUND, text, at)) < len(text):
        if malformed_so_far:
            at = _end(_AROUND, text, _end(_LEFT_OVER, text, at))
        if at == len(text) or malformed_so_far == MAX_MALFORMED:
            return
        walk = _walk(text, at)
        while True:
            try:
                yield next(walk)
            except StopIteration as stop:
                at = stop.value
                break
            except _Malformed as malformed:
                malformed_so_far += 1
                if malformed_so_far == MAX_MALFORMED:
                    malformed = _Malformed(f"{malformed.message}; {_TOO_MANY}", malformed.offset)
                yield malformed
                after = _LINE.search(text, malformed.offset)
                at = after.end() if after else len(text)
                break


def _walk(text: str, at: int) -> Generator[_Piece, None, int]:
    """Yield the pieces of the value that begins here, and return where it ends."""
    if text[at] == "[":
        return (yield from _items(text, at, ""))
    if text[at] != "{":
        raise _Malformed("expected an object or a list", at)
    begin, at = at, at + 1
    pairs: list[tuple[str, object]] = []
    while True:
        at = _end(_COMMAS, text, at)
        if text[at : at + 1] == "}":
            yield _Piece(begin, joined(pairs))
            return at + 1
        key, at = _key(text, at)
        if text[at : at + 1] == "[" and local(key) in LISTS:
            at = yield from _items(text, at, local(key))
        else:
            value, at = _value(text, at, 1)
            pairs.append((key, value))
        _ended(text, at)


def _items(text: str, at: int, key: str) -> Generator[_Piece, None, int]:
    """Yield the items of a list, and of lists within it; return where it ends."""
    depth, at = 1, at + 1
    while depth:
        at = _end(_COMMAS, text, at)
        begins = text[at : at + 1]
        if begins == "]":
            depth, at = depth - 1, at + 1
        elif begins == "[":
            depth, at = depth + 1, at + 1
        else:
            value, end = _value(text, at, 1)
            yield _Piece(at, value, key)
            at = end
        if depth > MAX_DEPTH:
            raise _Malformed(TOO_DEEP, at)
    return at


def _value(text: str, at: int, depth: int) -> tuple[object, int]:
    """Return the value that begins here, and where it ends: in C, or step by step."""
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        begins = text[at : at + 1]
    if depth > MAX_DEPTH:
        raise _Malformed(TOO_DEEP, at)
    if begins == "{":
        return _object(text, at + 1, depth + 1)
    if begins == "[":
        return _list(text, at + 1, depth + 1)
    if begins in _TEXTS and begins:
        return _text(text, at)
    return _scalar(text, at)


def _object(text: str, at: int, depth: int) -> tuple[object, int]:
    pairs: list[tuple[str, object]] = []
    while True:
        at = _end(_COMMAS, text, at)
        if text[at : at + 1] == "}":
            return joined(pairs), at + 1
        key, at = _key(text, at)
        value, at = _value(text, at, depth)
        pairs.append((key, value))
        _ended(text, at)


def _ended(text: str, at: int) -> None:
    """Make sure that a value of an object has an end. A comma may be missing at the end of a line.

    Elsewhere a quotation mark may stand within a text, and nobody can say where the text ends.
    """
    begin, at = at, _end(_BETWEEN, text, at)
    if at == len(text) or text[at] in ",;}":
        return
    if text[at] not in _TEXTS or "\n" not in text[begin:at]:
        raise _Malformed(_NO_COMMA, at)


def _list(text: str, at: int, depth: int) -> tuple[object, int]:
    items: list[object] = []
    while True:
        at = _end(_COMMAS, text, at)
        if text[at : at + 1] == "]":
            return items, at + 1
        item, at = _value(text, at, depth)
        items.append(item)


def _key(text: str, at: int) -> tuple[str, int]:
    """Return the key that begins here, and where its value begins."""
    if text[at : at + 1] in _TEXTS and at < len(text):
        key, end = _text(text, at)
    elif word := _WORD.match(text, at):
        key, end = word[0].rstrip(":"), at + len(word[0].rstrip(":"))
    else:
        wrong = "expected a key, or } at the end of the object"
        raise _Malformed(wrong if at < len(text) else _NO_END, at)
    colon = _end(_BETWEEN, text, end)
    if text[colon : colon + 1] != ":":
        raise _Malformed("expected a colon after the key", colon)
    return key, _end(_BETWEEN, text, colon + 1)


def _text(text: str, at: int) -> tuple[str, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except ValueError:  # other quotation marks, or an escape that JSON does not have
        match = _TEXTS[text[at]].match(text, at)
    if not match:
        raise _Malformed("a text without its second quotation mark", at)
    return _ESCAPE.sub(_unescaped, match[1]), match.end()


def _unescaped(escape: re.Match[str]) -> str:
    code = escape[1]
    return chr(int(code[1:], 16)) if len(code) > 1 else _ESCAPED.get(code, code)


def _scalar(text: str, at: int) -> tuple[object, int]:
    word = _WORD.match(text, at)
    if word and word[0].lower() in _WORDS:
        return _WORDS[word[0].lower()], word.end()
    number = _NUMBER.match(text, at)
    if number and not _WORD.match(text, number.end()):
        return _number(number[0].removeprefix("+")), number.end()
    raise _Malformed("expected a value" if at < len(text) else _NO_END, at)


def joined(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object. A key that stands several times has all its values, as in JSON-LD."""
    values = dict(pairs)
    if len(values) == len(pairs):
        return values
    values.clear()
    for key, value in pairs:
        if key not in values or values[key] == value:
            values[key] = value
        else:
            before, after = ([v] if not isinstance(v, list) else v for v in (values[key], value))
            values[key] = [*before, *after]
    return values


def local(name: str) -> str:
    """Return a key or a type without its prefix, or the address of its vocabulary."""
    return re.split("[/#:]", name)[-1]


def _number(digits: str) -> object:
    """Return a number; the digits themselves where no number of other programs is the same."""
    if len(digits) > _MOST_DIGITS:
        return digits
    if digits.lstrip("-").isdecimal():
        number = int(digits)
        return number if number.bit_length() < 64 else digits
    value = float(digits)
    return value if isfinite(value) and Decimal(repr(value)) == Decimal(digits) else digits


def _constant(name: str) -> str | None:
    """Return what a name means that JSON does not have: NaN is nothing."""
    return None if name == "NaN" else name


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Return where what the pattern passes over ends. It passes over nothing too."""
    match = pattern.match(text, at)
    return match.end() if match else at


_DECODER = json.JSONDecoder(
    object_pairs_hook=joined,
    parse_int=_number,
    parse_float=_number,
    parse_constant=_constant,
    strict=False,
)
