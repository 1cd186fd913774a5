"""The place in a text, counted in bytes of UTF-8, and the first byte that is not UTF-8."""

from codecs import BOM_UTF8, getincrementaldecoder
from io import BufferedReader

from ..model.problems import Problem
from .files import PIECE

NOT_UTF8 = "byte {:#04x} is not UTF-8"
JSON_BLANKS = b" \t\r\n"
_CONTINUED = bytes(range(0x80, 0xC0))  # each continues a character
SAVE = "save the file as UTF-8"


class Reached:
    """The line and the column, from 1, where the text so far ends.

    With `returns` a carriage return ends a line too, as in YAML.
    """

    def __init__(self, line: int = 1, *, returns: bool = False) -> None:
        self.line, self.column = line, 1
        self._returns = returns
        self._returned = False  # whether the text so far ends in one

    def see(self, text: bytes) -> None:
        """Go on to the end of the next piece of the text."""
        if self._returns and text:
            text = text[1:] if self._returned and text.startswith(b"\n") else text
            self._returned = text.endswith(b"\r")
            text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        breaks = text.count(b"\n")
        if breaks:
            self.line += breaks
            self.column = 1
            text = text[text.rindex(b"\n") + 1 :]
        self.column += len(text.translate(None, _CONTINUED))

    def skip(self, stream: BufferedReader) -> None:
        """Read a stream up to the first byte of its JSON, after a byte-order mark and blanks."""
        if stream.peek().startswith(BOM_UTF8):
            stream.read(len(BOM_UTF8))
        while data := stream.peek():
            blanks = data[: len(data) - len(data.lstrip(JSON_BLANKS))]
            self.see(stream.read(len(blanks)))
            if len(blanks) < len(data):
                return


def not_utf8(file: str, data: bytes, error: UnicodeDecodeError, first: int = 1) -> Problem:
    """Return the problem of bytes that could not be decoded; they begin at the line `first`."""
    reached = Reached(first)
    reached.see(data[: error.start])
    return _problem(file, data[error.start], reached)


def first_undecodable(file: str, stream: BufferedReader) -> Problem | None:
    """Return the problem of the first byte in YAML that is not UTF-8; None where all are."""
    decoder, reached = getincrementaldecoder("utf-8")(), Reached(returns=True)
    while True:
        piece = stream.read(PIECE)
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            reached.see(error.object[: error.start])
            return _problem(file, error.object[error.start], reached)
        if not piece:
            return None
        reached.see(text.encode())


def _problem(file: str, byte: int, reached: Reached) -> Problem:
    return Problem("not-utf8", NOT_UTF8.format(byte), SAVE, file, reached.line, reached.column)
