"""What a command changes in claims files, record by record, with the marks of `diff`."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..model import SECTIONS, Type
from ..rewriting.changes import FieldChange
from ..words.wordings import Fate, Piece
from .cells import identifier, marked, text
from .differences import difference

_INDENT = (0, 0, 0, 4)


def changes(found: Sequence[FieldChange]) -> Iterator[RenderableType]:
    """Yield the changes, a block for each record."""
    for _, group in groupby(found, lambda change: (change.file, change.section, change.line)):
        each = list(group)
        yield _heading(each[0])
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(style="dim", overflow="fold")
        table.add_column(overflow="fold")
        for change in each:
            if change.whole:
                table.add_row("", _lead(change))
            else:
                table.add_row(_label(change), _value(change))
        yield Group(Padding(table, _INDENT))


def _heading(change: FieldChange) -> Text:
    fate, style = ("changed", "magenta")
    if change.whole:
        fate, style = ("added", "green") if change.old is None else ("withdrawn", "red")
    heading = Text.assemble((f"{fate} ", f"bold {style}"), (_singular(change.section), "dim"))
    if change.key is not None:
        heading.append(" ").append_text(identifier(change.key))
    return heading.append_text(
        Text.assemble("  ", text(change.file), f":{change.line}", style="dim")
    )


def _singular(section: str) -> str:
    return SECTIONS[section].singular


def _lead(change: FieldChange) -> Text:
    """Return what a new or removed record says, in short."""
    values = change.new if change.old is None else change.old
    leads = SECTIONS[change.section].leads
    stated = [values[name] for name in leads if name in values] if isinstance(values, dict) else []
    return text(stated[0]) if stated else Text("")


def _label(change: FieldChange) -> Text:
    """Return the name of what differs. Records in a list count from 1, as `set` counts them."""
    names = (str(int(name) + 1) if name.isdecimal() else name for name in change.path)
    return text(" ".join(names).replace("_", " "))


def _value(change: FieldChange) -> Text:
    old, new, field = change.old, change.new, change.field
    if old is None and new is None:
        return Text("(withheld)", "dim")
    if field is not None and field.many and field.type is not Type.RECORD:
        before, after = ([*value] if isinstance(value, list) else [] for value in (old, new))
        lost = [item for item in before if item not in after]
        gained = [item for item in after if item not in before]
        if lost or gained:
            return difference(field, lost, gained)
        return difference(field, before, after)  # in another order
    if field is not None and not any(isinstance(value, dict | list) for value in (old, new)):
        return difference(field, old, new)
    fates = ((Fate.STRUCK, old), (Fate.ADDED, new))
    return marked([Piece(fate, _shown(value)) for fate, value in fates if value is not None])


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
