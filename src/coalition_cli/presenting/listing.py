"""Rows as a table, or a block each where the screen is too narrow for one."""

from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..index import Answer
from ..visible import visible
from .cells import Values
from .columns import NARROW, Column, columns_of


def listing(
    answer: Answer, width: int, layout: str, closing: Sequence[str] = (), *, chosen: bool = False
) -> Iterator[RenderableType]:
    """Yield what draws the rows on a screen of that width, then the closing lines."""
    names = [field.name for field in answer.fields]
    rows: list[Values] = [dict(zip(names, row, strict=True)) for row in answer.rows]
    blocks = layout == "list" or width < NARROW
    columns = columns_of(answer, NARROW if blocks else width, chosen=chosen)
    if rows:
        yield from _blocks(columns, rows) if blocks else [_table(columns, rows, width)]
    for line in closing:
        yield Text(f"\n{visible(line)}", "bold")


def _table(columns: Sequence[Column], rows: Iterable[Values], width: int) -> Table:
    drawn = [[column.draw(row) for column in columns] for row in rows]
    widest = [max(map(_width, cells)) for cells in zip(*drawn, strict=True)]
    # Where something has to fold, records stand apart and share all the room there is.
    folds = sum(widest) + 3 * len(columns) > width or any("\n" in cells[0].plain for cells in drawn)
    table = Table(
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        header_style="bold",
        leading=1 if folds else 0,
        expand=folds,
    )
    for column, most in zip(columns, widest, strict=True):
        table.add_column(
            column.title,
            overflow="fold",
            min_width=max(min(column.least, most), len(column.title)),
            ratio=(column.share or None) if folds else None,
            justify="right" if column.number else "left",
        )
    for cells in drawn:
        table.add_row(*cells)
    return table


def _width(text: Text) -> int:
    return max(line.cell_len for line in text.split())


def _blocks(columns: Sequence[Column], rows: Iterable[Values]) -> Iterator[RenderableType]:
    """Yield a block a record: what heads it, then a line for each other column."""
    head, *others = columns
    for row in rows:
        yield head.draw(row)
        for column in others:
            line = Text.assemble((f"{column.title} ", "dim"), column.draw(row))
            yield Padding(line, (0, 0, 0, 2))
        yield Text("")
