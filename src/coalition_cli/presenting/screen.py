"""The screen: how wide it is, whether it has colour, and how text reaches it."""

import os
import re
import shutil
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import TextIO

from rich.console import Console, RenderableType

from ..writing import to_pager

PIPE_WIDTH = 100  # columns, where there is no terminal and COLUMNS does not say
# For encodings that lack the marks we draw with.
_ASCII = str.maketrans(
    {
        "·": "-",
        "–": "-",
        "—": "-",
        "…": "...",
        "“": '"',
        "”": '"',
        "’": "'",
        "━": "=",
        "─": "-",
        "¶": "par. ",
        "→": "->",
        "←": "<-",
    }
)


_MARK = "\u200e"  # left-to-right
# Hebrew, Arabic, Syriac, N'Ko and others, and marks that say so.
_RIGHT_TO_LEFT = (
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


class Screen:
    """What is drawn for people goes through here, as text and at once."""

    def __init__(self, out: TextIO, *, colour: str = "auto", paged: bool = False) -> None:
        self.out = out
        self.paged = paged
        terminal = out.isatty()
        self.width = _width(out) if terminal else _columns() or PIPE_WIDTH
        self.colour = has_colour(colour, os.environ, terminal=terminal)

    def show(self, drawn: Iterable[RenderableType], *, folds: bool = True) -> None:
        """Draw these, one below the other; through the pager where that was asked for.

        Without `folds`, lines are as long as they are.
        """
        page_ = _Page(self.out.encoding)
        console = Console(
            file=page_,
            width=self.width,
            height=100,  # with a height given, TERM=dumb does not make the width 80
            color_system="standard" if self.colour else None,
            force_terminal=self.colour,
            no_color=False,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )
        for one in drawn:
            console.print(one, soft_wrap=not folds)
        text = "\n".join(line.rstrip() for line in page_.getvalue().split("\n"))
        if not _holds(self.out.encoding):
            text = text.translate(_ASCII)
        elif not text.isascii() and re.search(_RIGHT_TO_LEFT, text):
            text = "\n".join(map(_held_apart, text.split("\n")))
        if self.paged:
            to_pager(text, shutil.get_terminal_size().lines)
        else:
            self.out.write(text)


def _held_apart(line: str) -> str:
    """Return a line whose columns stay where they are, whichever way their text is written.

    A terminal that knows right-to-left scripts takes a line for one paragraph (UAX 9): a line
    that begins with Hebrew would be set from the right, and a number behind an Arabic name
    would change places with it. A left-to-right mark in each gap keeps such runs within their
    columns. It has no width, and stands beside blanks: what is copied from a cell is without.
    Isolates would say the same, but some terminals draw them.
    """
    if not re.search(_RIGHT_TO_LEFT, line):
        return line
    return _MARK + re.sub(" {2,}", lambda gap: f" {_MARK}{gap[0][1:]}", line)


class _Page(StringIO):
    """Text in memory that has the encoding of where it goes, so that Rich draws for it."""

    def __init__(self, encoding: str | None) -> None:
        super().__init__()
        self._encoding = encoding or "utf-8"

    @property
    def encoding(self) -> str:  # type: ignore[override]  # what Rich reads, and nobody sets
        return self._encoding


def has_colour(when: str, environment: Mapping[str, str], *, terminal: bool) -> bool:
    """Whether to use colour: --color first, then what the environment asks for.

    NO_COLOR (no-color.org), FORCE_COLOR and CLICOLOR_FORCE (not empty, not 0),
    CLICOLOR=0 (bixense.com/clicolors), last whether it is a terminal that is not dumb.
    """
    if when != "auto":
        return when == "always"
    if environment.get("NO_COLOR"):
        return False
    if any(
        environment.get(name, "") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")
    ):
        return True
    if environment.get("CLICOLOR") == "0":
        return False
    return terminal and environment.get("TERM") not in ("dumb", "unknown")


def _columns() -> int:
    text = os.environ.get("COLUMNS", "")
    return int(text) if text.isascii() and text.isdigit() else 0


def _width(out: TextIO) -> int:
    try:
        return _columns() or os.get_terminal_size(out.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def _holds(encoding: str | None) -> bool:
    return (encoding or "utf-8").lower().startswith(("utf", "cp65001"))
