"""Rows in columns, with a heading. Prose stands in its column, or below its row."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from ..answers.columns import NUMBERS, Column
from .cells import UNKNOWN

GAP = 3  # columns of the screen between two of the table
_INDENT = "  "  # of prose below its row

Cells = Sequence[Text]


class Rows(NamedTuple):
    """Rows that are drawn with these widths. Columns of prose without a width are drawn below."""

    columns: Sequence[Column]
    widths: Sequence[int | None]
    rows: Sequence[Cells]
    spaced: bool  # a blank line after each row, because rows take several lines

    @property
    def heading(self) -> int:
        """How many lines the heading takes."""
        return 2

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        titles = [Text(column.title, "bold") for column in self.columns]
        yield from self._beside(titles, console)
        beside = [width for width in self.widths if width is not None]
        yield Text("─" * min(sum(beside) + GAP * (len(beside) - 1), options.max_width))
        for number, cells in enumerate(self.rows):
            if number and self.spaced:
                yield Text()
            yield from self._beside(cells, console)
            yield from self._below(cells, console, options.max_width)

    def _beside(self, cells: Cells, console: Console) -> Iterator[Text]:
        """Yield the lines of the cells that stand beside each other."""
        beside = [
            (column, width, _folded(cell, width, console))
            for column, width, cell in zip(self.columns, self.widths, cells, strict=True)
            if width is not None
        ]
        for parts in zip_longest(*(lines for *_, lines in beside)):
            line = Text()
            for number, ((column, width, _), part) in enumerate(zip(beside, parts, strict=True)):
                shown = part or Text()
                blanks = " " * (width - shown.cell_len)
                before, after = (blanks, "") if column.cell in NUMBERS else ("", blanks)
                line.append((" " * GAP if number else "") + before).append_text(shown).append(after)
            line.rstrip()
            yield line

    def _below(self, cells: Cells, console: Console, room: int) -> Iterator[Text]:
        """Yield the lines of prose below the row. What is not known has none."""
        for line in prose_below(self.columns, self.widths, cells):
            for part in _folded(line, room - len(_INDENT), console):
                yield Text(_INDENT).append_text(part)


def prose_below(
    columns: Sequence[Column], widths: Sequence[int | None], cells: Cells
) -> Iterator[Text]:
    """Yield the known prose without a width. All but the first say what they are."""
    first = True
    for column, width, cell in zip(columns, widths, cells, strict=True):
        if width is None:
            if cell.plain != UNKNOWN:
                yield cell if first else Text.assemble((f"{column.title}: ", "dim"), cell)
            first = False


def _folded(text: Text, width: int, console: Console) -> Sequence[Text]:
    """Return the lines of a text that is folded to a width."""
    if text.cell_len <= width and "\n" not in text.plain:
        return [text]
    return [*text.wrap(console, max(width, 1), overflow="fold")]
