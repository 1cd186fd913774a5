"""The screen: how wide it is, whether it has colour, and how text reaches it."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import TextIO

from rich.console import Console, RenderableType
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from ..words.safe import visible
from ..writing.paging import paged

PIPE_WIDTH = 100  # columns, where there is no terminal and COLUMNS does not say
SMALL = 80, 24  # columns and lines of a terminal that does not say
LEAST, MOST = 20, 10_000  # columns that we draw for: a narrower terminal folds lines itself
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
    """What is drawn for people goes through here, as text."""

    def __init__(self, out: TextIO, *, colour: str = "auto", paged: bool = False) -> None:
        self.out = out
        self.paged = paged
        terminal = out.isatty()
        self.width, self.height = size_of(out if terminal else None)
        self.colour = has_colour(colour, os.environ, terminal=terminal)

    def show(self, drawn: Iterable[RenderableType], *, folds: bool = True) -> None:
        """Draw these, one below the other; through the pager where that was asked for.

        Each is sent as it is drawn, and let go. Without `folds`, lines are as long as they are.
        """
        pieces = self._pieces(drawn, folds=folds)
        if self.paged and _moves_its_cursor(self.out):
            paged(pieces, self.out, self.height)
        else:
            self.out.writelines(pieces)

    def _pieces(self, drawn: Iterable[RenderableType], *, folds: bool) -> Iterator[str]:
        """Yield each of these as the text that is drawn for it."""
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
            yield self._written(page_.getvalue())
            page_.seek(0)
            page_.truncate()

    def _written(self, text: str) -> str:
        """Return a drawn text as it is sent: without what only fills lines, for its encoding."""
        text = "\n".join(line.rstrip() for line in text.split("\n"))
        if not _holds(self.out.encoding):
            return text.translate(_ASCII)
        if not text.isascii() and re.search(_RIGHT_TO_LEFT, text):
            return "\n".join(map(_held_apart, text.split("\n")))
        return text


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
    return terminal and not _is_dumb(environment)


def _is_dumb(environment: Mapping[str, str]) -> bool:
    """Whether the environment names no terminal that does more than print lines.

    That is how a shell in an editor says so. On Windows nothing is said.
    """
    return os.name != "nt" and environment.get("TERM", "") in ("", "dumb", "unknown")


def _moves_its_cursor(out: TextIO) -> bool:
    """Whether a pager finds its way on the terminal: terminfo knows it, and how to clear it."""
    if _is_dumb(os.environ):
        return False
    try:
        import curses
    except ImportError:  # nobody can say
        return True
    try:
        curses.setupterm(fd=out.fileno())
    except (curses.error, ValueError, OSError):
        return False
    return curses.tigetstr("clear") is not None


def size_of(terminal: TextIO | None) -> os.terminal_size:
    """Return for how many columns we draw, LEAST to MOST, and how many lines a screen has.

    COLUMNS and LINES go first, then what the terminal says; without one, PIPE_WIDTH.
    """
    size = (PIPE_WIDTH, 0)
    if terminal is not None:
        try:
            size = os.get_terminal_size(terminal.fileno())
        except (OSError, ValueError):
            size = (0, 0)
    columns = _stated("COLUMNS") or size[0] or SMALL[0]
    return os.terminal_size(
        (max(LEAST, min(columns, MOST)), _stated("LINES") or size[1] or SMALL[1])
    )


def _stated(name: str) -> int:
    """Return the number that the environment states, MOST at most; 0 where it states none."""
    number = re.fullmatch(r"\s*0*([0-9]+)\s*", os.environ.get(name, ""), re.ASCII)
    if number is None:
        return 0
    return int(number[1]) if len(number[1]) < len(str(MOST)) else MOST


def _holds(encoding: str | None) -> bool:
    return (encoding or "utf-8").lower().startswith(("utf", "cp65001"))


class Meter:
    """A line on standard error: what is done, and how many bytes of how many."""

    def __init__(self, *, colour: bool) -> None:
        columns, lines = size_of(sys.stderr)
        console = Console(
            file=sys.stderr,
            width=columns,
            height=lines,
            color_system="standard" if colour else None,
            force_terminal=True,
            highlight=False,
        )
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[amount]}", markup=False),
            TimeRemainingColumn(),
            console=console,
            transient=True,  # what is done need not be read
        )
        self._doing = ""
        self._progress.start()

    def show(self, doing: str, done: int, total: int) -> None:
        """Show how far it is; without a total only that it goes on."""
        if doing != self._doing:
            for task in self._progress.task_ids:
                self._progress.remove_task(task)
            self._progress.add_task(visible(doing), total=total or None, amount="")
            self._doing = doing
        amount = f"{done / 1e6:,.1f} of {total / 1e6:,.1f} MB" if total else ""
        self._progress.update(self._progress.task_ids[-1], completed=done, amount=amount)

    def close(self) -> None:
        """Take the line away."""
        self._progress.stop()
