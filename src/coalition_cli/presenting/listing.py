"""Rows as a table, or a block each where the screen is too narrow for one."""

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

AT_ONCE = 1_000  # rows whose table is drawn, and its columns made as wide as they need, at once
GAP = 3  # columns of the screen between two of the table
LONGEST = 60  # letters; longer words, addresses most of all, may be broken


def listing(
    answer: Answer, width: int, layout: str, closing: Iterable[str] = (), *, chosen: bool = False
) -> Iterator[RenderableType]:
    """Yield what draws the rows on a screen of that width, then the closing lines.

    Of more than AT_ONCE rows, each so many are a table of their own: no more are held.
    """
    rows: Iterator[Values] = answer.dicts()
    blocks = layout == "list" or width < NARROW
    columns = columns_of(answer, NARROW if blocks else width, chosen=chosen)
    above = False
    while drawn := [[cell_of(column, row) for column in columns] for row in islice(rows, AT_ONCE)]:
        table = None if blocks else _table(columns, drawn, width)
        if table and above:
            yield Text("")
        yield from [table] if table else _blocks(columns, drawn)
        above = True
    for line in closing:
        yield Text("\n" if above else "").append(visible(line), "bold")


def _table(columns: Sequence[Column], drawn: Sequence[Sequence[Text]], width: int) -> Table | None:
    """Return the table of the drawn rows; None where it would have to break a word."""
    cells = list(zip(*drawn, strict=True))
    widest = [max(map(width_of, texts)) for texts in cells]
    least = [
        max(min(column.least, most), *map(_longest_word, texts), len(column.title))
        for column, most, texts in zip(columns, widest, cells, strict=True)
    ]
    room = width - GAP * (len(columns) - 1)
    if sum(least) > room:
        return None
    # Where something has to fold, records stand apart.
    folds = sum(widest) > room or any("\n" in text.plain for texts in cells for text in texts)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, leading=int(folds))
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
    """Return how wide the columns are: each its least, then by their shares up to the widest."""
    widths = list(least)
    for number, column in enumerate(columns):
        if not column.share:
            spare = room - sum(widths)
            widths[number] += min(spare, max(0, widest[number] - widths[number]))
    while spare := room - sum(widths):
        wanting = [n for n, c in enumerate(columns) if c.share and widths[n] < widest[n]]
        if not wanting:
            break
        shares = sum(columns[number].share for number in wanting)
        for number in wanting:
            part = max(1, spare * columns[number].share // shares)
            widths[number] += min(part, widest[number] - widths[number], room - sum(widths))
    return widths


def width_of(text: Text) -> int:
    """Return how many columns of the screen a text takes, as it is written."""
    return max(line.cell_len for line in text.split())


def _longest_word(text: Text) -> int:
    words = (cell_len(word) for word in text.plain.split())
    return max((length for length in words if length <= LONGEST), default=0)


def _blocks(columns: Sequence[Column], drawn: Iterable[Sequence[Text]]) -> Iterator[RenderableType]:
    """Yield a block a record: what heads it, then a line for each other column."""
    for first, *rest in drawn:
        yield first
        for column, cell in zip(columns[1:], rest, strict=True):
            line = Text.assemble((f"{column.title} ", "dim"), cell)
            yield Padding(line, (0, 0, 0, 2))
        yield Text("")
