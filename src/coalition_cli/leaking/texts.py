"""Bytes of any kind → the lines that give a speaker away.

A text is read as it is written, so that nothing escapes that a parser passes over, such as a
comment. Where it has escapes, it is read once more as what they stand for.
"""

import html
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol
from urllib.parse import unquote

from .identities import Identities

_AT_ONCE = 1 << 20  # bytes
_OVERLAP = 1 << 13  # bytes of a piece that stand in the next one too: a name may be cut
_AROUND = 3  # lines before a place, and after it, that have a name which is broken there
_FEW = 64  # lines that are looked at together
_BEGINNING = 8_000  # bytes that say whether a content is no text: it has a NUL there
_NOT_ASCII = bytes([0, *range(0x80, 0x100)])
_DEEP = 3  # escapes of escapes: %2520
_TAG = re.compile(r"<[^<>]*>")
_ESCAPES = re.compile(
    r"""[\\%&](?:  # by these it is looked for fast
        (?<=\\)(?P<yaml>x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^xuU\n]|\n[ \t]*)
      | (?<=%)(?P<address>[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2})*)
      | (?<=&)(?P<page>(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    )""",
    re.VERBOSE,
)
# Most texts have none. An escaped quotation mark is between words, as it is written.
_ESCAPE = re.compile(r"\\[^\"\\/]|%[0-9A-Fa-f]{2}|&[#A-Za-z]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


class Stream(Protocol):
    """What is read: a file, or an object of git."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes, at most so many; none at the end."""


class Found(NamedTuple):
    """A line that gives speakers away; lines count from 1."""

    line: int
    speaker: str


def found_in(stream: Stream, identities: Identities) -> Iterator[Found]:
    """Yield each line and each speaker once, about in the order of the lines."""
    told: set[Found] = set()
    for first, piece in _pieces(stream):
        for text in _decoded(piece):
            for reading in readings(text):
                lines = reading.split("\n")
                found = {
                    Found(first + at, who)
                    for at, speakers in _among(lines, 0, identities)
                    for who in speakers
                }
                yield from sorted(found - told)
                told |= found


def readings(text: str) -> Iterator[str]:
    """Yield a text as it is written, and with what its escapes stand for, line by line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    yield text
    if _TAG.search(text):
        plain = _TAG.sub(lambda tag: " " + "\n" * tag[0].count("\n"), text)
        yield html.unescape(plain) if "&" in plain else plain
    for _ in range(_DEEP):
        if not _ESCAPE.search(text):
            return
        meant = _ESCAPES.sub(_meant, text)
        if meant == text:
            return
        text = _PAIR.sub(_one_character, meant)
        yield text


def _meant(escape: re.Match[str]) -> str:
    """Return what an escape stands for; a blank for what is between words."""
    written = escape[0]
    match escape.lastgroup:
        case "address":
            meant = unquote(written)
        case "page":
            meant = html.unescape(written)
        case _ if written[1] == "\n":
            return "\xad\n"  # a text that goes on in the next line, as after a soft hyphen
        case _ if written[1] in "xuU":
            code = int(f"0x{written[2:]}", 0)
            meant = chr(code) if code < 0x110000 else " "
        case _:
            meant = written[1] if written[1] == "\\" else " "
    return meant.replace("\n", " ").replace("\r", " ")


def _one_character(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16", "surrogatepass").decode("utf-16")


def _among(
    lines: Sequence[str], first: int, identities: Identities
) -> Iterator[tuple[int, set[str]]]:
    """Yield the numbers of lines that give speakers away, with these, by halves.

    A name may begin in one half and end in the other: it is told at the line where it begins.
    """
    text = "\n".join(lines)
    if not identities.may_be_in(text):
        return
    if len(lines) <= _FEW and not (found := identities.who(text)):
        return
    if len(lines) == 1:
        yield first, found
        return
    middle = len(lines) // 2
    yield from _among(lines[:middle], first, identities)
    yield from _among(lines[middle:], first + middle, identities)
    told: set[str] = set()
    for width in range(1, min(_AROUND, middle) + 1):
        before, after = lines[middle - width : middle], lines[middle : middle + width]
        across = identities.who("\n".join([*before, *after])) - told
        if across:
            across -= identities.who("\n".join(before)) | identities.who("\n".join(after))
        if across:
            yield first + middle - width, across
        told |= across


def _pieces(stream: Stream) -> Iterator[tuple[int, bytes]]:
    """Yield pieces of the bytes, each with the number of its first line.

    A piece ends where a line does, if there is one, and begins with the last lines of the one
    before.
    """
    line, kept = 1, b""
    decoder = None
    binary = first = True
    while read := stream.read(_AT_ONCE):
        if first and read[:2] in (BOM_UTF16_LE, BOM_UTF16_BE):
            decoder = getincrementaldecoder("utf-16")(errors="replace")
        binary = (first and b"\0" in read[:_BEGINNING]) or (binary and not first)
        first = False
        if decoder is not None:
            read = decoder.decode(read).encode(errors="replace")
        elif binary:
            read = read.translate(None, _NOT_ASCII)
        piece = kept + read
        yield line, piece
        cut = piece.rfind(b"\n", 0, max(0, len(piece) - _OVERLAP)) + 1
        if not cut or len(piece) - cut > 2 * _OVERLAP:  # a very long line
            cut = max(0, len(piece) - _OVERLAP)
            while cut < len(piece) and 0x80 <= piece[cut] < 0xC0:
                cut += 1
        kept = piece[cut:]
        line += piece.count(b"\n", 0, cut)


def _decoded(piece: bytes) -> Iterator[str]:
    """Yield bytes as text: as UTF-8, and where they are not, as an old encoding too."""
    try:
        yield piece.decode()
    except UnicodeDecodeError:
        yield piece.decode(errors="replace")
        yield piece.decode("cp1252", errors="replace")
