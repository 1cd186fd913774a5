"""Rows as a table, or as blocks if the screen is too narrow."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from rich import box
from rich.cells import cell_len
from rich.console import JustifyMethod, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..answers.columns import NARROW, NUMBERS, Column, columns_of
from ..model.answer import Answer, Values
from ..words.safe import visible
from .columns import cell_of

_AT_ONCE = 1_000  # rows of one table, whose columns get their widths together
_LONGEST = 60  # letters of a word that is not broken; addresses are often longer
GAP = 3  # columns of the screen between two of the table


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
        table = None if blocks else _table(columns, drawn, width)
        if table and above:
            yield Text("")
        yield from [table] if table else _blocks(columns, drawn)
        above = True
    for line in closing:
        yield Text("\n" if above else "").append(visible(line), "bold")


def ruled(heading: str = "bold") -> Table:
    """Return an empty table with a rule below its headings, which have this style."""
    return Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style=heading)


def _table(columns: Sequence[Column], drawn: Sequence[Sequence[Text]], width: int) -> Table | None:
    """Return the table of the drawn rows. None if it would break a word."""
    cells = list(zip(*drawn, strict=True))
    widest = [max(map(width_of, texts)) for texts in cells]
    least = [
        max(min(column.least, most), *map(_longest_word, texts), len(column.title))
        for column, most, texts in zip(columns, widest, cells, strict=True)
    ]
    room = width - GAP * (len(columns) - 1)
    if sum(least) > room:
        return None
    # If a row takes several lines, a blank line comes after each.
    folds = sum(widest) > room or any("\n" in text.plain for texts in cells for text in texts)
    table = ruled()
    table.leading = int(folds)
    widths = _shared(columns, least, widest, room)
    for column, given in zip(columns, widths, strict=True):
        justify: JustifyMethod = "right" if column.cell in NUMBERS else "left"
        table.add_column(column.title, overflow="fold", width=given, justify=justify)
    for row in drawn:
        table.add_row(*row)
    return table


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


def _blocks(columns: Sequence[Column], drawn: Iterable[Sequence[Text]]) -> Iterator[RenderableType]:
    """Yield a block for each record: its first column, then a line for each other column."""
    for first, *rest in drawn:
        yield first
        for column, cell in zip(columns[1:], rest, strict=True):
            line = Text.assemble((f"{column.title} ", "dim"), cell)
            yield Padding(line, (0, 0, 0, 2))
        yield Text("")
