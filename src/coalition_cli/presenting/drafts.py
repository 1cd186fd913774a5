"""A draft beside its passage: the words it was taken from are underlined, in colour or without."""

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..reviewing.passages import Mark, Piece
from ..reviewing.sheet import Row, Sheet
from ..words.safe import visible
from .cells import text

_ADDED = "accept adds"
_INDENT = (0, 0, 0, 2)
_NAMES = len("attribution")  # columns: the longest name of a field that most claims have
# How words look that are underlined, where there is colour; below them stands the sign anyway.
_STYLES = {Mark.QUOTE: "bold", Mark.WORDING: "italic", Mark.CONTEXT: ""}


def drafts(sheet: Sheet) -> Iterator[RenderableType]:
    """Yield what is shown of a draft, one below the other."""
    for seen in sheet.seen:
        yield text(seen.heading)
        for paragraph in seen.passage.paragraphs:
            yield Padding(_Underlined(paragraph), _INDENT)
        if seen.passage.why_not:
            yield Padding(text(seen.passage.why_not, "dim"), _INDENT)
        yield Padding(_rows(seen.rows), _INDENT)
        yield Text("")
    rows = [*sheet.rows, *(("why", why) for why in sheet.why)]
    yield Padding(_rows(rows), _INDENT)
    if sheet.taken:
        yield Text("")
        yield Padding(_rows([(_ADDED, sheet.taken)]), _INDENT)


def _rows(rows: Sequence[Row]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", min_width=_NAMES, no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows:
        table.add_row(name, text(value))
    return table


class _Underlined:
    """A paragraph; below a line that has words to mark stands a line of signs."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines, as wide as there is room."""
        pieces = ((_line(piece.text), _STYLES[piece.mark]) for piece in self._pieces)
        for line in Text.assemble(*pieces).wrap(console, options.max_width, overflow="fold"):
            yield line
            if signs := _signs(line):
                yield Text(signs)


def _line(content: str) -> str:
    return visible(re.sub(r"\s+", " ", content))


def _signs(line: Text) -> str:
    """Return the signs below the words of a line, each as wide as its words."""
    signs = ""
    for start, end, style in line.spans:
        sign = next((mark.value for mark, its in _STYLES.items() if its == style), "")
        if sign:
            before, words = line.plain[:start], line.plain[start:end]
            signs = signs.ljust(cell_len(before)) + sign * cell_len(words)
    return signs
