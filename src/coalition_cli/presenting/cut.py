"""Rows as one line each, in columns that are cut to a width; and pages as lines. For browsing.

A line is a list of Rich's segments. No text in them is a control: cells make it safe.
"""

from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.segment import Segment
from rich.text import Text

from ..answers.columns import COLUMNS, NUMBERS, Cell, Column
from ..model.answer import Values
from ..words.safe import visible
from .cells import text
from .columns import cell_of
from .oneline import called_within

Line = Sequence[Segment]

_GAP = "  "
_LEGIBLE = 16  # columns of the screen that prose gets before other columns are left out
_WIDEST = 0.3  # of the line, for a column that is no prose
_CREDITS = {Cell.WHO, Cell.SPEAKER, Cell.CREDITED}


class Layout(NamedTuple):
    """The columns of a list, and how wide each is."""

    columns: tuple[Column, ...] = ()
    widths: tuple[int, ...] = ()

    def heading(self) -> str:
        """Return the line of headings."""
        return self._line([Text(column.title) for column in self.columns]).plain

    def row(self, values: Values) -> Line:
        """Return the line of a record."""
        return _segments(self._line([_cell(column, values) for column in self.columns]))

    def _line(self, cells: Sequence[Text]) -> Text:
        line = Text()
        for number, (column, width, cell) in enumerate(
            zip(self.columns, self.widths, cells, strict=True)
        ):
            if column.cell in _CREDITS:
                cell = called_within(cell, width)
            cell.truncate(width, overflow="ellipsis")
            blanks = " " * (width - cell.cell_len)
            line.append(_GAP if number else "")
            if column.cell in NUMBERS:
                line.append(blanks).append_text(cell)
            else:
                line.append_text(cell).append(blanks)
        return line


def laid_out(section: str, rows: Iterable[Values], width: int) -> Layout:
    """Return the columns of a section that fit into a width, made for these rows.

    Plain texts are left out first, from the right. Prose takes what the others leave.
    """
    columns = [column for column in COLUMNS[section] if column.width <= width]
    drawn = [[_cell(column, row) for column in columns] for row in rows]
    natural: Mapping[Column, int] = {
        column: max([len(column.title), *(cells[number].cell_len for cells in drawn)])
        for number, column in enumerate(columns)
    }
    told = [
        column
        for number, column in enumerate(columns)
        if not column.usual or any(cells[number].plain != column.usual for cells in drawn)
    ]
    while (widths := _widths(told, natural, width)) is None:
        told.remove(_least(told))
    return Layout(tuple(told), tuple(widths))


def _widths(
    columns: Sequence[Column], natural: Mapping[Column, int], width: int
) -> Sequence[int] | None:
    """Return the widths of columns; None if prose would have too little room."""
    prose = next((column for column in columns if column.prose), columns[-1])
    others = [column for column in columns if column is not prose]
    widths = {
        column: min(natural[column], max(column.least, len(column.title))) for column in others
    }
    spare = width - sum(widths.values()) - len(_GAP) * len(others)
    if spare < min(_LEGIBLE, natural[prose]) and len(columns) > 2:
        return None
    for column in others:
        wanted = min(natural[column], int(width * _WIDEST)) - widths[column]
        given = max(0, min(wanted, spare - max(_LEGIBLE, width // 3)))
        widths[column] += given
        spare -= given
    widths[prose] = max(1, spare)
    return [widths[column] for column in columns]


def _least(columns: Sequence[Column]) -> Column:
    """Return the column that is left out next: never the first two."""
    others = columns[2:]
    plain = [column for column in others if column.cell is Cell.TEXT and not column.prose]
    return (plain or others)[-1]


def _cell(column: Column, row: Values) -> Text:
    return Text(" ").join(cell_of(column, row).split())


def lines_of(drawn: Iterable[RenderableType], width: int) -> list[Line]:
    """Return the lines of what is drawn for a width, one thing below the other."""
    console = _console(width)
    return [
        line
        for renderable in drawn
        for line in console.render_lines(renderable, console.options, pad=False)
    ]


def _segments(text: Text) -> Line:
    return [segment for segment in text.render(_PLAIN) if segment.text]


def _console(width: int) -> Console:
    return Console(
        file=StringIO(),
        width=width,
        height=100,
        color_system="standard",
        force_terminal=True,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


_PLAIN = _console(80)


def cell_width(words: str) -> int:
    """Return how many columns of the screen a text takes."""
    return cell_len(visible(words))


def styled(pieces: Iterable[tuple[str, str]]) -> Line:
    """Return a line of texts, each with its style."""
    line = Text()
    for words, style in pieces:
        line.append(visible(words), style)
    return _segments(line)


def told(*lines: str) -> list[Text]:
    """Return what is said in the place of an answer, a line each."""
    return [text(line, "dim") for line in lines]
