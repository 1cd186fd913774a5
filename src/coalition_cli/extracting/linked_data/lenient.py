"""JSON as pages have it → values, each with the line where it begins.

What cannot be misunderstood is read: comments, CDATA, commas that are too many or missing, raw
line breaks in texts, other quotation marks, several values in a row. What can be is Malformed.
"""

import re
from collections.abc import Generator, Iterator
from html import unescape
from typing import NamedTuple

from ...reading.limits import MAX_DEPTH, TOO_DEEP
from .json_tokens import (
    AROUND,
    BETWEEN,
    COMMAS,
    DECODER,
    NO_COMMA,
    NotJson,
    begins_text,
    end,
    joined,
    key,
    rest_of_line,
    scalar,
    string,
)

# The lists whose items come one by one: of JSON-LD, of a feed, of Google's answers.
LISTS = ("@graph", "dataFeedElement", "itemListElement", "claims", "results")
MAX_MALFORMED = 100  # in one text: each may mean that some of it is read again
_TOO_MANY = f"it is the {MAX_MALFORMED}th such place, and nothing after it was read"
_LINE = re.compile(r"\n(?=[ \t,]*[\[{])")  # where a value may begin
_LEFT_OVER = re.compile(r"[\s,;\]}]*")  # of a value whose beginning was malformed


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


def unescaped(text: str) -> str:
    """Return a block that was escaped as a whole, with its quotation marks as they should be."""
    escaped = '"' not in text and re.search(r"&(?:quot|#34|#x22);", text, re.IGNORECASE)
    return unescape(text) if escaped else text


def local(name: str) -> str:
    """Return a key or a type without its prefix, or the address of its vocabulary."""
    return re.split("[/#:]", name)[-1]


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


def _pieces(text: str) -> Iterator[_Piece | NotJson]:
    at = malformed_so_far = 0
    while (at := end(AROUND, text, at)) < len(text):
        if malformed_so_far:
            at = end(AROUND, text, end(_LEFT_OVER, text, at))
        if at == len(text) or malformed_so_far == MAX_MALFORMED:
            return
        walk = _walk(text, at)
        while True:
            try:
                yield next(walk)
            except StopIteration as stop:
                at = stop.value
                break
            except NotJson as malformed:
                malformed_so_far += 1
                if malformed_so_far == MAX_MALFORMED:
                    malformed = NotJson(f"{malformed.message}; {_TOO_MANY}", malformed.offset)
                yield malformed
                after = _LINE.search(text, malformed.offset)
                at = after.end() if after else len(text)
                break


def _walk(text: str, at: int) -> Generator[_Piece, None, int]:
    """Yield the pieces of the value that begins here, and return where it ends."""
    if text[at] == "[":
        return (yield from _items(text, at, ""))
    if text[at] != "{":
        raise NotJson("expected an object or a list", at)
    begin, at = at, at + 1
    pairs: list[tuple[str, object]] = []
    while True:
        at = end(COMMAS, text, at)
        if text[at : at + 1] == "}":
            yield _Piece(begin, joined(pairs))
            return at + 1
        name, after = key(text, at)
        if text[after : after + 1] == "[" and local(name) in LISTS:
            at = yield from _items(text, after, local(name))
        else:
            value, at = _member(text, after, 1)
            pairs.append((name, value))


def _items(text: str, at: int, name: str) -> Generator[_Piece, None, int]:
    """Yield the items of a list, and of lists within it; return where it ends."""
    depth, at = 1, at + 1
    while depth:
        at = end(COMMAS, text, at)
        begins = text[at : at + 1]
        if begins == "]":
            depth, at = depth - 1, at + 1
        elif begins == "[":
            depth, at = depth + 1, at + 1
        else:
            value, after = _value(text, at, 1)
            yield _Piece(at, value, name)
            at = after
        if depth > MAX_DEPTH:
            raise NotJson(TOO_DEEP, at)
    return at


def _value(text: str, at: int, depth: int) -> tuple[object, int]:
    """Return the value that begins here, and where it ends: in C, or step by step."""
    try:
        found: tuple[object, int] = DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        begins = text[at : at + 1]
    else:
        return found
    if depth > MAX_DEPTH:
        raise NotJson(TOO_DEEP, at)
    if begins == "{":
        return _object(text, at + 1, depth + 1)
    if begins == "[":
        return _list(text, at + 1, depth + 1)
    return string(text, at) if begins_text(text, at) else scalar(text, at)


def _object(text: str, at: int, depth: int) -> tuple[object, int]:
    pairs: list[tuple[str, object]] = []
    while True:
        at = end(COMMAS, text, at)
        if text[at : at + 1] == "}":
            return joined(pairs), at + 1
        name, at = key(text, at)
        value, at = _member(text, at, depth)
        pairs.append((name, value))


def _member(text: str, at: int, depth: int) -> tuple[object, int]:
    """Return the value of a key. A comma behind it may be missing at the end of a line.

    Elsewhere a quotation mark may stand within a text: it is read if nobody can doubt where the
    text ends.
    """
    value, after = _value(text, at, depth)
    following = end(BETWEEN, text, after)
    if following == len(text) or text[following] in ",;}":
        return value, after
    if begins_text(text, following) and "\n" in text[after:following]:
        return value, after
    if isinstance(value, str) and (whole := rest_of_line(text, at)):
        return whole
    raise NotJson(NO_COMMA, following)


def _list(text: str, at: int, depth: int) -> tuple[object, int]:
    items: list[object] = []
    while True:
        at = end(COMMAS, text, at)
        if text[at : at + 1] == "]":
            return items, at + 1
        item, at = _value(text, at, depth)
        items.append(item)
