"""The screen: its width, its colours, and how text is sent to it."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from itertools import chain, islice
from typing import TextIO

from rich.console import Console, RenderableType
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from ..words.direction import MARK, RIGHT_TO_LEFT
from ..words.safe import visible
from ..writing.paging import paged
from .rows import Rows

_PIPE_WIDTH = 100  # columns without a terminal and without COLUMNS
_SMALL = 80, 24  # columns and lines of a terminal that does not say
_LEAST, _MOST = 20, 10_000  # columns that we draw for: a narrower terminal folds lines itself
# For encodings without the marks that we draw with.
_ASCII = str.maketrans(
    {
        "·": "-",
        "–": "-",
        "—": "-",
        "…": "...",
        "•": "*",
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


class Screen:
    """A terminal, a pipe or a file, on which answers are drawn for people."""

    def __init__(self, out: TextIO, *, colour: str = "auto", paged: bool = False) -> None:
        self.out = out
        self.paged = paged
        terminal = out.isatty()
        self.width, self.height = size_of(out if terminal else None)
        self.colour = has_colour(colour, os.environ, terminal=terminal)

    def show(self, drawn: Iterable[RenderableType], *, folds: bool = True) -> None:
        """Draw these one below the other, through the pager if that was asked for.

        Each is sent as soon as it is drawn, and forgotten. Without `folds`, lines are not folded.
        """
        if self.paged and _moves_its_cursor(self.out):
            rest = iter(drawn)
            first = list(islice(rest, 1))
            pieces = self._pieces(chain(first, rest), folds=folds)
            paged(pieces, self.out, self.height, heading_of(first[0]) if first else 0)
        else:
            self.out.writelines(self._pieces(drawn, folds=folds))

    def _pieces(self, drawn: Iterable[RenderableType], *, folds: bool) -> Iterator[str]:
        """Yield the text that is drawn for each."""
        buffer = _Buffer(self.out.encoding)
        console = Console(
            file=buffer,
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
        for renderable in drawn:
            console.print(renderable, soft_wrap=not folds)
            yield self._sent(buffer.getvalue())
            buffer.seek(0)
            buffer.truncate()

    def _sent(self, text: str) -> str:
        """Return a drawn text without blanks at line ends, in signs of the encoding."""
        text = "\n".join(line.rstrip() for line in text.split("\n"))
        if not _is_unicode(self.out.encoding):
            return text.translate(_ASCII)
        if not text.isascii() and re.search(RIGHT_TO_LEFT, text):
            return "\n".join(map(_kept_in_columns, text.split("\n")))
        return text


def heading_of(drawn: RenderableType) -> int:
    """Return how many lines the headings of a table take with their rule; 0 for anything else."""
    if isinstance(drawn, Rows):
        return drawn.heading
    return 2 if isinstance(drawn, Table) and drawn.show_header and drawn.box else 0


def _kept_in_columns(line: str) -> str:
    """Return a line whose columns keep their places, also with right-to-left text.

    A terminal that knows right-to-left scripts takes a line for one paragraph (UAX 9). It would
    set a line that begins with Hebrew from the right, and a number after an Arabic name would
    change places with it. A left-to-right mark in each gap keeps such text in its column. The
    mark has no width. It stands between blanks, so a copied cell does not have it. Isolates would
    do the same, but some terminals draw them.
    """
    if not re.search(RIGHT_TO_LEFT, line):
        return line
    return MARK + re.sub(" {2,}", lambda gap: f" {MARK}{gap[0][1:]}", line)


class _Buffer(StringIO):
    """Text in memory with the encoding of the output, for which Rich then draws."""

    def __init__(self, encoding: str | None) -> None:
        super().__init__()
        self._encoding = encoding or "utf-8"

    @property
    def encoding(self) -> str:  # type: ignore[override]  # Rich reads it, nobody sets it
        return self._encoding


def has_colour(when: str, environment: Mapping[str, str], *, terminal: bool) -> bool:
    """Whether to use colour. The first of these that says something decides.

    --color, NO_COLOR (no-color.org), FORCE_COLOR and CLICOLOR_FORCE (not empty, not 0),
    CLICOLOR=0 (bixense.com/clicolors), and last the terminal: colour unless it is dumb.
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
    return terminal and not is_dumb(environment)


def is_dumb(environment: Mapping[str, str]) -> bool:
    """Whether the terminal only prints lines, as in a shell within an editor.

    Windows does not say.
    """
    return os.name != "nt" and environment.get("TERM", "") in ("", "dumb", "unknown")


def _moves_its_cursor(out: TextIO) -> bool:
    """Whether a pager works on the terminal: terminfo knows it, and how to clear it."""
    if is_dumb(os.environ):
        return False
    try:
        import curses
    except ImportError:  # Windows: there is no terminfo to ask
        return True
    try:
        curses.setupterm(fd=out.fileno())
    except (curses.error, ValueError, OSError):
        return False
    return curses.tigetstr("clear") is not None


def size_of(terminal: TextIO | None) -> os.terminal_size:
    """Return the columns that we draw for, 20 to 10,000, and the lines of a screen.

    COLUMNS and LINES decide first, then the terminal. Without a terminal it is 100 columns.
    """
    size = (_PIPE_WIDTH, 0)
    if terminal is not None:
        try:
            size = os.get_terminal_size(terminal.fileno())
        except (OSError, ValueError):
            size = (0, 0)
    columns = _number_in("COLUMNS") or size[0] or _SMALL[0]
    lines = _number_in("LINES") or size[1] or _SMALL[1]
    return os.terminal_size((max(_LEAST, min(columns, _MOST)), lines))


def _number_in(name: str) -> int:
    """Return the number in an environment variable, at most 10,000; 0 if there is none."""
    number = re.fullmatch(r"\s*0*([0-9]+)\s*", os.environ.get(name, ""), re.ASCII)
    if number is None:
        return 0
    return int(number[1]) if len(number[1]) < len(str(_MOST)) else _MOST


def _is_unicode(encoding: str | None) -> bool:
    return (encoding or "utf-8").lower().startswith(("utf", "cp65001"))


class Meter:
    """A line on standard error that says how many bytes of how many are done."""

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
            transient=True,  # the line disappears at the end
        )
        self._doing = ""
        self._progress.start()

    def show(self, doing: str, done: int, total: int) -> None:
        """Show how much is done; without a total only that something is done."""
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
