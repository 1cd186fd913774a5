"""Text that is no YAML: what is wrong with it, and where, from a second look at the file."""

from codecs import BOM_UTF8
from io import BufferedReader

import yaml

from ..problems import Problem
from ..record import Mark
from .conflicts import OneSide, left_over
from .encoding import Reached, first_undecodable
from .files import PIECE, DataFile
from .limits import FLATTEN, TOO_DEEP
from .yaml_feed import Feed, lines

_REMEDY = (
    "check the indentation, and put text that holds ': ' or begins with a mark such as * & ! @ % "
    "in quotes"
)
_NO_TABS = "indent with blanks, not with tabs"


def unreadable(file: DataFile, position: int, message: str) -> Problem:
    """Return the problem of bytes that the parser does not take for text."""
    with file.open() as stream:
        undecoded = first_undecodable(file.name, stream)
    if undecoded:
        return undecoded
    # Position is in bytes, or in characters from the parser in Python: as good for ASCII.
    line, column = _place(file, position)
    remedy = 'write the character as an escape in double quotes, such as "\\x1b"'
    return Problem("bad-syntax", message, remedy, file.name, line, column)


def malformed(file: DataFile, error: yaml.MarkedYAMLError) -> Problem:
    """Return the problem of text that is not YAML."""
    for mark in (error.context_mark, error.problem_mark):
        line, column, text = _within(file, mark)
        if left := left_over(text, file.name, line):
            return left
    message = error.problem or str(error)
    if error.context_mark and error.context_mark.line + 1 != line:
        begun, at = error.context_mark.line + 1, error.context_mark.column + 1
        message += f", in what begins at {begun}:{at}"
    if "nesting depth" in message:  # libyaml of 2026 stops at 1,000, before it lets an event go
        return Problem("over-limit", TOO_DEEP, FLATTEN, file.name, line, column)
    remedy = _NO_TABS if b"\t" in text[:column] else _REMEDY
    return Problem("bad-syntax", message, remedy, file.name, line, column)


def _within(file: DataFile, mark: Mark | None) -> tuple[int, int, bytes]:
    """Return the place of a mark, and its line; libyaml's may be in a line behind the last."""
    if mark is None:
        return 1, 1, b""
    number, last = -1, (0, 0)
    with file.open() as stream:
        for number, line in enumerate(lines(stream)):
            if number == mark.line:
                return number + 1, mark.column + 1, line
            if line.rstrip(b"\r\n"):
                last = number, len(line.rstrip(b"\n").decode(errors="replace"))
    return last[0] + 1, last[1] + 1, b""


def _place(file: DataFile, position: int) -> tuple[int, int]:
    """Return the line and the column of a byte of what the parser was fed."""
    reached = Reached(returns=True)
    with file.open() as stream:
        feed = Feed(BufferedReader(OneSide(stream, file.name)), again=True)
        while position > 0 and (piece := feed.read(PIECE)):
            reached.see(piece[:position].removeprefix(BOM_UTF8))
            position -= len(piece)
    return reached.line, reached.column
