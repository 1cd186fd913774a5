"""Pages of the manual → the screen."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from ..manual import TOPICS
from ..manual.markdown import Block, Code, Heading, Items, Line, Paragraph, Table
from .listing import ruled, width_of

_WIDEST = 100  # columns of prose
_WIDEST_CELL = 30  # columns of a cell that is not folded
_STYLES = {"code": "cyan", "strong": "bold", "emphasis": "italic", "": ""}


def drawn(blocks: Sequence[Block], width: int, *, marked: bool) -> Iterator[RenderableType]:
    """Yield what is drawn of a page. With `marked`, code stands between backticks."""
    room = min(width, _WIDEST)
    line = partial(_text, marked=marked)
    for number, block in enumerate(blocks):
        if number:
            yield Text("")
        match block:
            case Heading(level, words):
                title = line(words)
                yield Text(title.plain.upper() if level == 1 else title.plain, "bold")
            case Paragraph(words):
                yield _within(line(words), room)
            case Code(text):
                yield Padding(Text(text), (0, 0, 0, 4))
            case Items(items):
                yield _within(_items([(mark, line(words)) for mark, words in items]), room)
            case Table(heading, rows):
                yield _within(_table([[line(c) for c in row] for row in (heading, *rows)]), room)


def _within(drawing: RenderableType, room: int) -> RenderableType:
    """Return a drawing that is set in, and no wider than the room."""
    grid = Grid.grid()
    grid.add_column(max_width=room - 2)
    grid.add_row(drawing)
    return Padding(grid, (0, 0, 0, 2))


def _text(line: Line, *, marked: bool) -> Text:
    text = Text()
    for address, spans in groupby(line, key=lambda span: span.address):
        for span in spans:
            mark = "`" if marked and span.style == "code" else ""
            text.append(f"{mark}{span.text}{mark}", _STYLES[span.style])
        if where := _where(address):
            text.append(f" ({where})", "dim")
    return text


def _where(address: str) -> str:
    """Return where a link leads: to a topic, or to the web. Nothing for another page."""
    if address.startswith("http"):
        return address
    page = re.sub(r"\.md(#.*)?$", "", address)
    return next((f"coalition help {name}" for name, one in TOPICS.items() if one.page == page), "")


def _items(items: Sequence[tuple[str, Text]]) -> Grid:
    grid = Grid.grid(padding=(0, 1, 0, 0))
    for mark, text in items:
        grid.add_row(Text("•" if mark in "-*" else mark), text)
    return grid


def _table(rows: Sequence[Sequence[Text]]) -> Grid:
    table = ruled()
    for cells in zip(*rows, strict=True):
        widest = max(map(width_of, cells))
        table.add_column(cells[0], no_wrap=widest <= _WIDEST_CELL, overflow="fold")
    for row in rows[1:]:
        table.add_row(*row)
    return table
