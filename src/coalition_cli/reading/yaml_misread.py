"""YAML that libyaml reads, and not as YAML 1.2 has it: found by a second look at a file."""

from collections.abc import Iterator, Set
from io import BufferedReader
from typing import cast

import yaml
from yaml.tokens import AliasToken, AnchorToken, KeyToken, ScalarToken, Token

from ..problems import Problem
from ..record import Mark
from .conflicts import OneSide
from .files import DataFile
from .yaml_feed import Feed, lines

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_COMMENT = "a comment begins right behind a value, where no blank comes before the '#'"
_PART_THE_COMMENT = "write a blank before '#'; or put the text in quotes, with the '#' in it"
_KEY = "a '?' begins a key here only where a blank follows"
_QUOTE_KEY = "put the text in quotes"
_NAME = "the name of an anchor or an alias has letters, digits, - and _ alone"
_RENAME = "give the anchor another name; or put the text in quotes"
_ENDS_NO_NAME = "?:%@`"  # though libyaml lets a name end before them
_MAY_FOLLOW = " \t\r\n,[]{}"  # a '?' that is an indicator


def misread(file: DataFile, doubtful: Set[int]) -> Iterator[Problem]:
    """Yield the problems in these lines, numbered from 0, of a file that could be parsed."""
    with file.open() as stream, file.open() as again:
        loader = _LOADER(Feed(BufferedReader(OneSide(stream, file.name)), again=True))
        text = enumerate(lines(again))
        number, line = next(text, (0, b""))
        while loader.check_token():
            token = loader.get_token()
            where = _header(token) or token.end_mark
            if where.line not in doubtful or token.start_mark.index == token.end_mark.index:
                continue
            while number < where.line:
                number, line = next(text, (where.line, b""))
            shown = line.decode("utf-8-sig", errors="replace")
            if found := _wrong(token, shown[where.column :]):
                message, remedy = found
                begins = isinstance(token, AnchorToken | AliasToken | KeyToken)
                column = token.start_mark.column if begins else where.column
                place = number + 1, column + 1
                yield Problem("bad-syntax", message, remedy, file.name, *place)


def _header(token: Token) -> Mark | None:
    """Return where the header of a block scalar begins; None for any other token."""
    block = isinstance(token, ScalarToken) and token.style in ("|", ">")
    return cast(Mark, token.start_mark) if block else None


def _wrong(token: Token, behind: str) -> tuple[str, str] | None:
    """Return a message and a remedy where what stands behind a token belongs to it, if any."""
    if _header(token):
        behind = behind.lstrip("|>+-0123456789")
    following = behind[:1]
    if following == "#" and not (isinstance(token, ScalarToken) and token.plain):
        return _COMMENT, _PART_THE_COMMENT
    if isinstance(token, AnchorToken | AliasToken) and following and following in _ENDS_NO_NAME:
        return _NAME, _RENAME
    if isinstance(token, KeyToken) and following and following not in _MAY_FOLLOW:
        return _KEY, _QUOTE_KEY
    return None
