"""How the characters of an input are written as bytes: found in the bytes, and told where guessed.

A byte-order mark says what it says, and bytes that can be read as UTF-8 are UTF-8. What else has a
byte for each letter names its letters nowhere, but most of it is Windows-1252, which has all that
is used of Latin-1. Where the bytes speak against that too, the input is refused: names garbled in
silence would be worse.
"""

import re
from codecs import (
    BOM_UTF8,
    BOM_UTF16_BE,
    BOM_UTF16_LE,
    BOM_UTF32_BE,
    BOM_UTF32_LE,
    getincrementaldecoder,
)
from collections.abc import Callable
from io import BufferedReader
from typing import NamedTuple

from ..model.problems import Problem
from ..reading.encoding import first_undecodable
from ..reading.files import PIECE

UTF8 = "utf-8"
_MARKS = (  # those of UTF-32 first: one of UTF-16 begins like one of them
    (BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (BOM_UTF8, "utf-8-sig", UTF8),
    (BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
_NOTE = "it is not UTF-8, and is read as Windows-1252 (Latin-1)"
_SEVERAL_BYTES = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_ASCII = bytes(range(0x80))
_UNUSED = b"\x81\x8d\x8f\x90\x9d"  # by Windows-1252
_LETTERS = re.compile(rb"[\xc0-\xff]")
_HIGH = re.compile(rb"[\x80-\xff]+")
# No word of a Western language has three letters with accents in a row. Words in Cyrillic, Greek or
# Chinese have little but bytes above those of ASCII.
_RUN = 3
# In Windows-1252 these bytes are punctuation and rare letters; in the encodings of DOS and of old
# Macs they are the letters with accents, which stand between other letters.
_WITHIN = re.compile(
    rb"[A-Za-z][\x80-\x84\x86-\x91\x93-\x95\x98-\x9f](?=[a-z])|[a-z][\x8a\x8c\x8e\x9f]"
)
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1a\x1b"))
_SAVE = "save it as UTF-8, such as with: iconv -f ENCODING -t UTF-8 FILE > new-file"


class Encoding(NamedTuple):
    """How characters are written as bytes."""

    codec: str  # its name in Python
    note: str = ""  # what the user should know of it


def encoding_of(file: str, opened: Callable[[], BufferedReader]) -> Encoding | Problem:
    """Return the encoding of a text, or the problem of bytes that are no text.

    `opened` returns the bytes from their beginning. All are looked at, piece by piece.
    """
    with opened() as stream:
        head = stream.read(PIECE)
        codec, bare = _stated(head) or (UTF8, UTF8)
        if codec == UTF8 and _is_binary(head):
            return _binary(file)
    with opened() as stream:
        place = _undecodable(stream, codec, bare)
    if place is None:
        return Encoding(codec)
    if codec != UTF8:
        message = f"it begins as {bare.upper()}, and has bytes that are no characters in it"
        return Problem("bad-input", message, _SAVE, file, *place)
    return _binary(file) if b"\0" in head else _of_one_byte(file, opened)


def _stated(head: bytes) -> tuple[str, str] | None:
    """Return the codec that a mark or a NUL in every other byte tells, and that of what follows."""
    for mark, codec, bare in _MARKS:
        if head.startswith(mark):
            return codec, bare
    halves = head[0:4096:2], head[1:4096:2]
    for zeros, letters, codec in ((1, 0, "utf-16-le"), (0, 1, "utf-16-be")):
        if halves[zeros].count(0) * 2 > len(halves[zeros]) and not halves[letters].count(0):
            return codec, codec
    return None


def _is_binary(head: bytes) -> bool:
    return (len(head) - len(head.translate(None, _CONTROLS))) * 20 > len(head)


def _binary(file: str) -> Problem:
    remedy = "give a text, or a spreadsheet that is saved as .xlsx or CSV"
    return Problem("bad-input", "it is no text: it has control characters", remedy, file)


def _undecodable(stream: BufferedReader, codec: str, bare: str) -> tuple[int, int] | None:
    """Return the line and the column of the first bytes that are no characters."""
    decoder, line, column, sound = getincrementaldecoder(codec)(), 1, 1, True
    while True:
        piece = stream.read(PIECE)
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            text, sound = error.object[: error.start].decode(bare, "replace"), False
        breaks = text.count("\n")
        line += breaks
        column = len(text) - text.rindex("\n") if breaks else column + len(text)
        if not sound:
            return line, column
        if not piece:
            return None


def _of_one_byte(file: str, opened: Callable[[], BufferedReader]) -> Encoding | Problem:
    """Return Windows-1252; the problem of a text that is damaged UTF-8 or of another encoding."""
    high = several = unused = letters = in_runs = within = 0
    with opened() as stream:
        while piece := stream.read(PIECE):
            high += len(piece.translate(None, _ASCII))
            unused += len(piece) - len(piece.translate(None, _UNUSED))
            several += sum(map(len, _SEVERAL_BYTES.findall(piece)))
            letters += len(_LETTERS.findall(piece))
            in_runs += sum(len(run) for run in _HIGH.findall(piece) if len(run) >= _RUN)
            within += len(_WITHIN.findall(piece))
    if several * 2 > high:
        with opened() as stream:
            return first_undecodable(file, stream) or Encoding(UTF8)
    if unused or in_runs * 2 > high or within > letters:
        return Problem("bad-input", "nothing says how its letters are encoded", _SAVE, file)
    return Encoding("cp1252", _NOTE)
