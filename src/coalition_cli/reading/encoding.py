"""Claims files are UTF-8: where one is not."""

from codecs import getincrementaldecoder
from io import BufferedReader

from ..problems import Problem
from .files import PIECE

NOT_UTF8 = "byte {:#04x} is not UTF-8"
_CONTINUED = bytes(range(0x80, 0xC0))  # that go on with a character
SAVE = "save the file as UTF-8"


class Reached:
    """The line and the column, from 1, that some text leads to."""

    def __init__(self, line: int = 1) -> None:
        self.line, self.column = line, 1

    def see(self, text: bytes) -> None:
        """Go on to the end of the text, which is a piece of more."""
        breaks = text.count(b"\n")
        if breaks:
            self.line += breaks
            self.column = 1
            text = text[text.rindex(b"\n") + 1 :]
        self.column += len(text.translate(None, _CONTINUED))


def not_utf8(file: str, data: bytes, error: UnicodeDecodeError, first: int = 1) -> Problem:
    """Return the problem of bytes, from the line `first` on, that could not be decoded."""
    reached = Reached(first)
    reached.see(data[: error.start])
    return _problem(file, data[error.start], reached)


def first_undecodable(file: str, stream: BufferedReader) -> Problem | None:
    """Return the problem of the first byte in a file that is not UTF-8; None where all are."""
    decoder, reached = getincrementaldecoder("utf-8")(), Reached()
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
