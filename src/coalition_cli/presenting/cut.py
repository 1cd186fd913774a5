"""Rows as one line each, in columns that are cut to a width; and pages as lines. For browsing.

A line is a list of Rich's segments. No text in them is a control: cells make it safe.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.segment import Segment
from rich.text import Text

from ..answers.columns import COLUMNS, NUMBERS, Cell, Column
from ..model.answer import Values
from ..words.direction import MARK, RIGHT_TO_LEFT
from ..words.safe import visible
from .cells import UNKNOWN, text
from .columns import cell_of
from .oneline import called_within

Line = Sequence[Segment]

_GAP = "  "
_INDENT = "   "  # of prose below its row
_BESIDE = 120  # columns of the screen from which prose stands beside the others
_CREDITED = 22  # columns of the screen that a speaker has
_SHORT = 10  # columns of the screen that any text has
_WIDEST, _WIDEST_ID = 44, 28  # of a column, and of one that is no speaker
_CREDITS = {Cell.WHO, Cell.SPEAKER, Cell.CREDITED}


class Layout(NamedTuple):
    """The columns of a list, and how wide each is; prose stands below its row if that is told."""

    columns: tuple[Column, ...] = ()
    widths: tuple[int, ...] = ()
    below: tuple[Column, ...] = ()  # of which the first that is known is shown
    width: int = 0

    def heading(self) -> str:
        """Return the line of headings."""
        return self._line([Text(column.title) for column in self.columns]).plain

    def row(self, values: Values) -> list[Line]:
        """Return the lines of a record."""
        lines = [self._line([_cell(column, values) for column in self.columns])]
        if self.below:
            prose = next(
                filter(_is_known, (_cell(column, values) for column in self.below)), Text()
            )
            lines.append(Text(_INDENT).append_text(_fitted(prose, self.width - len(_INDENT))))
        return [_segments(line) for line in lines]

    def _line(self, cells: Sequence[Text]) -> Text:
        line = Text()
        for number, (column, width, cell) in enumerate(
            zip(self.columns, self.widths, cells, strict=True)
        ):
            if column.cell in _CREDITS:
                cell = called_within(cell, width)
            cell = _fitted(cell, width)
            blanks = " " * (width - cell.cell_len)
            line.append(_GAP if number else "")
            if column.cell in NUMBERS:
                line.append(blanks).append_text(cell)
            else:
                line.append_text(cell).append(blanks)
        return line


def height_of(section: str, width: int) -> int:
    """Return how many lines a record takes in a list of that width: two if prose stands below."""
    return 2 if width < _BESIDE and any(column.prose for column in COLUMNS[section]) else 1


def laid_out(section: str, rows: Iterable[Values], width: int) -> Layout:
    """Return the columns of a section that fit into a width, made for these rows.

    Plain texts are left out first, from the right. One column takes what the others leave: prose,
    or the first text.
    """
    columns = [column for column in COLUMNS[section] if column.width <= width]
    below = [column for column in columns if column.prose] if height_of(section, width) > 1 else []
    columns = [column for column in columns if column not in below]
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
    while (spared := _spared(told, natural, width)) is not None:
        told.remove(spared)
    return Layout(tuple(told), tuple(_widths(told, natural, width)), tuple(below), width)


def _spared(columns: Sequence[Column], natural: Mapping[Column, int], width: int) -> Column | None:
    """Return the column that is left out next, never one of the first two; None if all fit.

    Plain texts go first, from the right, also so that ids and speakers are whole.
    """
    room = width - len(_GAP) * (len(columns) - 1)
    others = [column for column in columns[2:] if not column.prose]
    plain = [column for column in others if column.cell is Cell.TEXT]
    if plain and sum(_wanted(column, natural) for column in columns) > room:
        return plain[-1]
    if others and sum(_needed(column, natural) for column in columns) > room:
        return others[-1]
    return None


def _needed(column: Column, natural: Mapping[Column, int]) -> int:
    """Return the least width of a column: a speaker's mark needs half of that."""
    if column.cell in _CREDITS:
        return min(natural[column], _CREDITED)
    return min(natural[column], max(column.least, len(column.title), _SHORT))


def _wanted(column: Column, natural: Mapping[Column, int]) -> int:
    """Return the width of a column in which nothing that matters is cut."""
    if column.cell is Cell.ID or column.cell in _CREDITS:
        return min(natural[column], _WIDEST)
    return _needed(column, natural)


def _widths(columns: Sequence[Column], natural: Mapping[Column, int], width: int) -> Sequence[int]:
    """Return the widths of columns: first ids get what they want, then speakers and the rest.

    Prose takes what is left. Without prose nothing does.
    """
    prose = next((column for column in columns if column.prose), None)
    widths = {column: _needed(column, natural) for column in columns}
    spare = width - sum(widths.values()) - len(_GAP) * (len(columns) - 1)
    for column in sorted(columns, key=_rank):
        if column is not prose:
            most = min(natural[column], _WIDEST if column.cell in _CREDITS else _WIDEST_ID)
            given = max(0, min(most - widths[column], spare))
            widths[column] += given
            spare -= given
    if prose is not None:
        widths[prose] += spare
    return [max(1, each) for each in widths.values()]


def _rank(column: Column) -> int:
    """Return which columns get room first."""
    return 0 if column.cell is Cell.ID else 1 if column.cell in _CREDITS else 2


def fitted(words: str, width: int) -> str:
    """Return a name, cut to a width; a mark behind it stays."""
    return _fitted(called_within(Text(visible(words)), width), width).plain


def _fitted(words: Text, width: int) -> Text:
    words = words.copy()
    words.truncate(max(1, width), overflow="ellipsis")
    return words


def _is_known(cell: Text) -> bool:
    return cell.plain != UNKNOWN


def _cell(column: Column, row: Values) -> Text:
    return Text(" ").join(cell_of(column, row).split())


def lines_of(drawn: Iterable[RenderableType], width: int) -> list[Line]:
    """Return the lines of what is drawn for a width, one thing below the other."""
    console = _console(width)
    return [
        _kept_in_columns(line)
        for renderable in drawn
        for line in console.render_lines(renderable, console.options, pad=False)
    ]


def _segments(text: Text) -> Line:
    return _kept_in_columns([segment for segment in text.render(_PLAIN) if segment.text])


def _kept_in_columns(line: Line) -> Line:
    """Return a line whose columns keep their places, also with right-to-left text.

    It is between marks, as another part of the screen may stand beside it.
    """
    if not any(re.search(RIGHT_TO_LEFT, segment.text) for segment in line):
        return line
    parted = [
        Segment(re.sub(" {2,}", lambda gap: f" {MARK}{gap[0][1:]}", segment.text), segment.style)
        for segment in line
    ]
    return [Segment(MARK), *parted, Segment(MARK)]


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
