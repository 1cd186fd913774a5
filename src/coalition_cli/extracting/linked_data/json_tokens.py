"""What JSON as pages have it is made of: texts, keys, numbers, words, and what stands between them.

Each function takes a text and an offset, and returns a value with the offset where it ends.
"""

import json
import re
from decimal import Decimal
from math import isfinite

NO_END = "the text ends within an object or a list"
NO_COMMA = 'expected a comma; a quotation mark within a text is written \\"'
_MOST_DIGITS = 400  # of a number; Python turns no more than 4,300 into one
_COMMENT = r"/\*.{0,9999}?\*/|//[^\n]*|<!--.{0,9999}?-->"
_WRAPPING = r"(?:/[/*]\s*)?(?:<!\[CDATA\[|\]\]>)(?:\s*\*/)?|<!--(?=\s*[\[{])|-->"
_JUNK = r"[\s\ufeff\u200b]++|</?(?:br|p)\s*/?>"
BETWEEN = re.compile(rf"(?:{_JUNK}|{_COMMENT})*+", re.DOTALL)
COMMAS = re.compile(rf"(?:{_JUNK}|{_COMMENT}|[,;])*+", re.DOTALL)
AROUND = re.compile(rf"(?:{_JUNK}|{_WRAPPING}|{_COMMENT}|[,;])*+", re.DOTALL)  # the whole value
_SINGLE = re.compile(r"'((?:[^'\\]++|\\.)*+)'", re.DOTALL)
_DOUBLE = re.compile(r'"((?:[^"\\]++|\\.)*+)"', re.DOTALL)
_CURLY = re.compile(r"[“”″]((?:[^“”″\\]++|\\.)*+)[“”″]", re.DOTALL)  # an editor of prose made them
_TEXTS = {'"': _DOUBLE, "'": _SINGLE, "“": _CURLY, "”": _CURLY, "″": _CURLY}
# A text that ends its line, where the next line begins with a key, or ends the object.
_LINE = re.compile(r'"([^\n]*)"[ \t]*+,?[ \t]*+(?=\n\s*+(?:"[^"\n]*"\s*:|\}))')
_WITHIN = re.compile(r'"\s*:')  # what only stands behind a key
_WORD = re.compile(r"[\w@$][\w@$.-]*")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_WORDS: dict[str, bool | None] = {
    "true": True,
    "false": False,
    **dict.fromkeys(("null", "none", "undefined", "nan")),
}
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


class NotJson(ValueError):
    """The text is not JSON at the offset."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message, self.offset = message, offset


def end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Return where what a pattern passes over ends. It passes over nothing too."""
    match = pattern.match(text, at)
    return match.end() if match else at


def key(text: str, at: int) -> tuple[str, int]:
    """Return the key that begins here, and where its value begins."""
    if begins_text(text, at):
        name, after = string(text, at)
    elif word := _WORD.match(text, at):
        name, after = word[0], word.end()
    else:
        wrong = "expected a key, or } at the end of the object"
        raise NotJson(wrong if at < len(text) else NO_END, at)
    colon = end(BETWEEN, text, after)
    if text[colon : colon + 1] != ":":
        raise NotJson("expected a colon after the key", colon)
    return name, end(BETWEEN, text, colon + 1)


def begins_text(text: str, at: int) -> bool:
    """Whether a text begins here, with any quotation mark."""
    return at < len(text) and text[at] in _TEXTS


def string(text: str, at: int) -> tuple[str, int]:
    """Return the text that begins here."""
    try:
        found: tuple[str, int] = DECODER.raw_decode(text, at)
    except ValueError:  # other quotation marks, or an escape that JSON does not have
        match = _TEXTS[text[at]].match(text, at)
    else:
        return found
    if not match:
        raise NotJson("a text without its second quotation mark", at)
    return _ESCAPE.sub(_unescaped, match[1]), match.end()


def rest_of_line(text: str, at: int) -> tuple[str, int] | None:
    """Return the text that begins here with quotation marks in it, if it has a line of its own.

    Only then can nobody doubt where it ends: the next line goes on with a key.
    """
    match = _LINE.match(text, at)
    if not match or _WITHIN.search(match[1]):
        return None
    return _ESCAPE.sub(_unescaped, match[1]), match.end()


def _unescaped(escape: re.Match[str]) -> str:
    code = escape[1]
    return chr(int(code[1:], 16)) if len(code) > 1 else _ESCAPED.get(code, code)


def scalar(text: str, at: int) -> tuple[object, int]:
    """Return the number or the word that begins here."""
    word = _WORD.match(text, at)
    if word and word[0].lower() in _WORDS:
        return _WORDS[word[0].lower()], word.end()
    number = _NUMBER.match(text, at)
    if number and not _WORD.match(text, number.end()):
        return _number(number[0].removeprefix("+")), number.end()
    raise NotJson("expected a value" if at < len(text) else NO_END, at)


def joined(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object. A key that stands several times has all its values, as in JSON-LD."""
    values = dict(pairs)
    if len(values) == len(pairs):
        return values
    values.clear()
    for name, value in pairs:
        if name not in values or _same(values[name], value):
            values[name] = value
        else:
            before, after = ([v] if not isinstance(v, list) else v for v in (values[name], value))
            values[name] = [*before, *after]
    return values


def _same(one: object, other: object) -> bool:
    try:
        return one == other
    except RecursionError:  # they nest too deep for a comparison, and for a row
        return False


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


DECODER = json.JSONDecoder(
    object_pairs_hook=joined,
    parse_int=_number,
    parse_float=_number,
    parse_constant=_constant,
    strict=False,
)
