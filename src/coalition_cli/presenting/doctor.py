"""What `coalition doctor` says, part by part."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..model.answer import Answer
from .cells import text


def parts(answer: Answer) -> Iterator[RenderableType]:
    """Yield each part: its name, and below it the names and values that it has."""
    tables: dict[str, Table] = {}
    for row in answer.dicts():
        part = str(row["part"])
        if part not in tables:
            tables[part] = Table.grid(padding=(0, 2, 0, 0))
            tables[part].add_column(style="dim")
            tables[part].add_column(overflow="fold")
        tables[part].add_row(str(row["name"]), text(row["value"]))
    for number, (part, table) in enumerate(tables.items()):
        yield Text("\n" if number else "").append(part, "bold")
        yield Padding(table, (0, 0, 0, 2))
