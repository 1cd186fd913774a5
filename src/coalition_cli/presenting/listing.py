"""Rows as a table, or as blocks if the screen is too narrow."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from rich import box
from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..answers.columns import NARROW, Column, columns_of
from ..model.answer import Answer, Values
from ..words.safe import visible
from .columns import cell_of
from .rows import GAP, Cells, Rows, prose_below

_AT_ONCE = 1_000  # rows of one table, whose columns get their widths together
_LONGEST = 60  # letters of a word that is not broken; addresses are often longer


def listing(
    answer: Answer, width: int, layout: str, closing: Iterable[str] = (), *, chosen: bool = False
) -> Iterator[RenderableType]:
    """Yield the rows, drawn for a screen of that width, then the closing lines.

    Each 1,000 rows are a table of their own, so no more rows are in memory.
    """
    rows: Iterator[Values] = answer.dicts()
    blocks = layout == "list" or width < NARROW
    columns = columns_of(answer, NARROW if blocks else width, chosen=chosen)
    above = False
    while drawn := [[cell_of(column, row) for column in columns] for row in islice(rows, _AT_ONCE)]:
        told, cells = _told(columns, drawn)
        rows_ = None if blocks else _rows(told, cells, width)
        if rows_ and above:
            yield Text("")
        yield from [rows_] if rows_ else _blocks(told, cells)
        above = True
    for line in closing:
        yield Text("\n" if above else "").append(visible(line), "bold")


def _told(
    columns: Sequence[Column], drawn: Sequence[Cells]
) -> tuple[Sequence[Column], Sequence[Cells]]:
    """Return the columns that tell something: not those that have only their usual value."""
    kept = [
        number
        for number, column in enumerate(columns)
        if not column.usual or any(cells[number].plain != column.usual for cells in drawn)
    ]
    if len(kept) == len(columns):
        return columns, drawn
    return [columns[n] for n in kept], [[cells[n] for n in kept] for cells in drawn]


def ruled(heading: str = "bold") -> Table:
    """Return an empty table with a rule below its headings, which have this style."""
    return Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style=heading)


def _rows(columns: Sequence[Column], drawn: Sequence[Cells], width: int) -> Rows | None:
    """Return the drawn rows in columns. None if a column would break a word.

    Each row takes one line if all rows can. If not, prose stands below its row.
    """
    whole = _widths(columns, drawn, width)
    if whole and not _folds(whole, drawn):
        return Rows(columns, whole, drawn, spaced=False)
    prose = {number for number, column in enumerate(columns) if column.prose}
    others = [number for number in range(len(columns)) if number not in prose]
    beside = _widths(
        [columns[number] for number in others],
        [[cells[number] for number in others] for cells in drawn],
        width,
    )
    if beside is None:
        return None
    left = iter(beside)
    widths = [None if number in prose else next(left) for number in range(len(columns))]
    return Rows(columns, widths, drawn, spaced=not prose and _folds(beside, drawn))


def _folds(widths: Sequence[int], drawn: Sequence[Cells]) -> bool:
    """Whether a row takes several lines."""
    return any(
        cell.cell_len > width or "\n" in cell.plain
        for cells in drawn
        for cell, width in zip(cells, widths, strict=True)
    )


def _widths(columns: Sequence[Column], drawn: Sequence[Cells], width: int) -> list[int] | None:
    """Return the widths of columns beside each other. None if one would break a word."""
    cells = list(zip(*drawn, strict=True))
    titles = [len(column.title) for column in columns]
    widest = [max(title, *map(width_of, texts)) for title, texts in zip(titles, cells, strict=True)]
    least = [
        max(min(column.least, most), *map(_longest_word, texts), title)
        for column, most, texts, title in zip(columns, widest, cells, titles, strict=True)
    ]
    room = width - GAP * (len(columns) - 1)
    return _shared(columns, least, widest, room) if sum(least) <= room else None


def _shared(
    columns: Sequence[Column], least: Sequence[int], widest: Sequence[int], room: int
) -> list[int]:
    """Return the widths of the columns: the least, then by their shares up to the widest."""
    widths = list(least)
    for number, column in enumerate(columns):
        if not column.share:
            spare = room - sum(widths)
            widths[number] += min(spare, max(0, widest[number] - widths[number]))
    while spare := room - sum(widths):
        narrow = [n for n, c in enumerate(columns) if c.share and widths[n] < widest[n]]
        if not narrow:
            break
        shares = sum(columns[number].share for number in narrow)
        for number in narrow:
            part = max(1, spare * columns[number].share // shares)
            widths[number] += min(part, widest[number] - widths[number], room - sum(widths))
    return widths


def width_of(text: Text) -> int:
    """Return how many columns of the screen the longest line of a text takes."""
    return max(line.cell_len for line in text.split())


def _longest_word(text: Text) -> int:
    words = (cell_len(word) for word in text.plain.split())
    return max((length for length in words if length <= _LONGEST), default=0)


def _blocks(columns: Sequence[Column], drawn: Iterable[Cells]) -> Iterator[RenderableType]:
    """Yield a block for each record: its first column, its prose, a line for each other column."""
    widths = [None if column.prose else 0 for column in columns]
    for cells in drawn:
        yield cells[0]
        yield from prose_below(columns, widths, cells)
        for column, cell in list(zip(columns, cells, strict=True))[1:]:
            if not column.prose and (not column.usual or cell.plain != column.usual):
                line = Text.assemble((f"{column.title} ", "dim"), cell)
                yield Padding(line, (0, 0, 0, 2))
        yield Text("")
