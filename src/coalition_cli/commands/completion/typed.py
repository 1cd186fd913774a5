"""A command line that is being typed, split as its shell would, but nothing is run."""

import os
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

# How a shell reads the next piece of a line depends on the quotation mark that is open.
# A piece without a group, such as a backslash before the end of a line, is dropped.
_VARIABLE = r"\$(?P<variable>\w+)|\$\{(?P<braced>\w+)\}"
_PLAIN = r"(?P<plain>.)"
_DOUBLE = rf"\\\n|\\(?P<escaped>[\\\"$`])|(?P<closes>\")|{_VARIABLE}|{_PLAIN}"
_SINGLE = rf"(?P<closes>')|{_PLAIN}"
_SINGLE_WITH_ESCAPES = rf"\\(?P<escaped>[\\'])|{_SINGLE}"
_HOME = r"(?P<home>~[\w.-]*)(?=[/ \t\n]|\Z)"
_OUTSIDE = rf"(?P<blank>[ \t\n]+)|(?P<opens>\$?[\"'])|{_VARIABLE}|{_HOME}|{_PLAIN}"
_ESCAPES_OUTSIDE = rf"\\\n|\\(?P<escaped>.)|{_OUTSIDE}"

_POSIX = {
    "": _ESCAPES_OUTSIDE,
    '"': _DOUBLE,
    '$"': _DOUBLE,
    "'": _SINGLE,
    "$'": _SINGLE_WITH_ESCAPES,
}
_PIECES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "bash": _POSIX,
        "zsh": _POSIX,
        "fish": {**_POSIX, "'": _SINGLE_WITH_ESCAPES},
        # Its backslash is a character like others: paths have it.
        "powershell": {**_POSIX, "": _OUTSIDE},
    }
)


class Typed(NamedTuple):
    """The words of a line before the cursor."""

    words: list[str]  # the complete ones, the program's name first
    last: str  # the word at the cursor
    quote: str  # the mark that is open at the cursor: nothing, " or ', also after a $


def taken_apart(line: str, shell: str) -> Typed:
    """Return the words of a line as the program would get them.

    `~` and variables are replaced by their values. A variable that the environment does not have
    stays as it is typed. So does code that the shell would run, such as `$(date)`.
    """
    words: list[str] = []
    word: str | None = None  # no word has begun
    quote, place = "", 0
    while piece := re.compile(_PIECES[shell][quote], re.DOTALL).match(line, place):
        place = piece.end()
        match piece.lastgroup:
            case "blank" if word is not None:
                words.append(word)
                word = None
            case "blank" | None:
                continue
            case "home" if word is None:
                word = os.path.expanduser(piece[0])  # noqa: PTH111 - it stays where no home is known
            case "opens":
                word, quote = word or "", piece[0]
            case "closes":
                quote = ""
            case _:
                word = (word or "") + _meant(piece)
    return Typed(words, word or "", quote)


def _meant(piece: re.Match[str]) -> str:
    """Return the value of a piece of a word."""
    kind = piece.lastgroup or ""
    if kind in ("variable", "braced"):
        return os.environ.get(piece[kind], piece[0])
    return piece[kind]
