"""What is wrong with a text that is not YAML, and where, by a second look at the file.

The second look also finds text that libyaml reads in another way than YAML 1.2.
"""

from codecs import BOM_UTF8
from collections.abc import Iterator, Set
from io import BufferedReader
from typing import cast

import yaml
from yaml.tokens import AliasToken, AnchorToken, KeyToken, ScalarToken, Token

from ..model.problems import Problem
from ..model.record import Mark
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
    """Return the problem of bytes that are no text to the parser."""
    with file.open() as stream:
        undecoded = first_undecodable(file.name, stream)
    if undecoded:
        return undecoded
    # The position counts bytes; from the parser in Python, characters. ASCII has both alike.
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
        message += f", in the part that begins at {begun}:{at}"
    if "nesting depth" in message:  # libyaml of 2026 stops at 1,000 levels, before any event
        return Problem("over-limit", TOO_DEEP, FLATTEN, file.name, line, column)
    remedy = _NO_TABS if b"\t" in text[:column] else _REMEDY
    return Problem("bad-syntax", message, remedy, file.name, line, column)


def _within(file: DataFile, mark: Mark | None) -> tuple[int, int, bytes]:
    """Return the line and the column of a mark, and the text of the line.

    A mark of libyaml may lie after the last line.
    """
    if mark is None:
        return 1, 1, b""
    last = 0, 0
    with file.open() as stream:
        for number, line in enumerate(lines(stream)):
            if number == mark.line:
                return number + 1, mark.column + 1, line
            if line.rstrip(b"\r\n"):
                last = number, len(line.rstrip(b"\n").decode(errors="replace"))
    return last[0] + 1, last[1] + 1, b""


def _place(file: DataFile, position: int) -> tuple[int, int]:
    """Return the line and the column of a byte that the parser got."""
    reached = Reached(returns=True)
    with file.open() as stream:
        feed = Feed(BufferedReader(OneSide(stream, file.name)), again=True)
        while position > 0 and (piece := feed.read(PIECE)):
            reached.see(piece[:position].removeprefix(BOM_UTF8))
            position -= len(piece)
    return reached.line, reached.column


# libyaml if PyYAML was built with it: it is seven times faster than the parser in Python.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_COMMENT = "a comment begins right after a value, without a blank before the '#'"
_PART_THE_COMMENT = "write a blank before '#'; or put the text in quotes, with the '#' in it"
_KEY = "a '?' begins a key here only if a blank follows"
_QUOTE_KEY = "put the text in quotes"
_NAME = "the name of an anchor or an alias has only letters, digits, - and _"
_RENAME = "give the anchor another name; or put the text in quotes"
_ENDS_NO_NAME = "?:%@`"  # but libyaml ends a name before them
_AFTER_QUESTION_MARK = " \t\r\n,[]{}"  # that begins a key


def misread(file: DataFile, doubtful: Set[int]) -> Iterator[Problem]:
    """Yield the problems in these lines (from 0) of a file that the parser could read."""
    with file.open() as stream, file.open() as again:
        loader = LOADER(Feed(BufferedReader(OneSide(stream, file.name)), again=True))
        text = enumerate(lines(again))
        number, line = next(text, (0, b""))
        while loader.check_token():
            token = loader.get_token()
            end = _header(token) or token.end_mark
            if end.line not in doubtful or token.start_mark.index == token.end_mark.index:
                continue
            while number < end.line:
                number, line = next(text, (end.line, b""))
            shown = line.decode("utf-8-sig", errors="replace")
            if wrong := _wrong(token, shown[end.column :]):
                begins = isinstance(token, AnchorToken | AliasToken | KeyToken)
                column = token.start_mark.column if begins else end.column
                yield Problem("bad-syntax", *wrong, file.name, number + 1, column + 1)


def _header(token: Token) -> Mark | None:
    """Return the mark where the header of a block scalar begins; None for any other token."""
    block = isinstance(token, ScalarToken) and token.style in ("|", ">")
    return cast(Mark, token.start_mark) if block else None


def _wrong(token: Token, rest: str) -> tuple[str, str] | None:
    """Return a message and a remedy if the text after a token belongs to it in YAML 1.2."""
    if _header(token):
        rest = rest.lstrip("|>+-0123456789")
    following = rest[:1]
    if following == "#" and not (isinstance(token, ScalarToken) and token.plain):
        return _COMMENT, _PART_THE_COMMENT
    if isinstance(token, AnchorToken | AliasToken) and following and following in _ENDS_NO_NAME:
        return _NAME, _RENAME
    if isinstance(token, KeyToken) and following and following not in _AFTER_QUESTION_MARK:
        return _KEY, _QUOTE_KEY
    return None
