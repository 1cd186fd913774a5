"""The reviews, the evidence and the corrections of a record, and who carries what was wrong."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..answers.parts import Part
from ..model.answer import Values
from .cells import identifier, quoted, text

_INDENT = (0, 0, 0, 2)


def parts_drawn(shown: Sequence[Part]) -> RenderableType:
    """Draw parts, one below the other: what leads each, then the rest of what it states."""
    drawn: list[RenderableType] = []
    for part in shown:
        drawn.append(_lead(part))
        if part.details:
            table = Table.grid(padding=(0, 2))
            table.add_column(style="dim")
            table.add_column(overflow="fold")
            for title, value in part.details:
                table.add_row(title, text(value))
            drawn.append(Padding(table, _INDENT))
    return Group(*drawn)


def _lead(part: Part) -> Text:
    """Return what leads a part: a verdict in quotation marks, then who made it, and when."""
    shown = Text()
    if part.is_verdict:
        shown = Text("no verdict", "dim") if part.lead is None else quoted(part.lead)
    elif part.lead is not None or part.by is part.date is None:
        shown = text(part.lead)
    if part.by is not None:
        shown.append(" — " if shown else "", "dim").append_text(text(part.by))
    if part.by_id is not None:
        shown.append_text(Text.assemble("  [", identifier(part.by_id), "]"))
    if part.date is not None:
        shown.append("  " if shown else "").append_text(text(part.date))
    return shown


def carriers(rows: Sequence[Values]) -> Table:
    """Draw articles that carry what was corrected; of some that is not known, and why not."""
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold", min_width=8)
    table.add_column(overflow="fold")
    for row in rows:
        shown = text(row["headline"] or row["publisher_name"])
        if row["headline"] and row["publisher_name"]:
            shown.append(" — ", "dim").append_text(text(row["publisher_name"]))
        if row["date"]:
            shown.append("  ").append_text(text(row["date"]))
        if row["doubt"]:
            shown.append(f"  not known: {row['doubt']}", "dim")
        table.add_row(identifier(row["id"]), shown)
    return table
