"""`coalition cache`: what is kept to answer sooner, and where."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from ..index import Answer, Row
from ..index.cache import BOUND, Kept, cache_folder, clear, kept
from ..model import Field
from ..query import check_fields
from ..results import RESULTS
from ..visible import visible
from ..writing import opened, tell
from .answering import write_rows
from .apart import keep_apart
from .options import ON_SCREEN, Output, comma_separated


class Action(StrEnum):
    """What to do with the cache."""

    SHOW = "show"
    CLEAR = "clear"


Do = Annotated[
    Action,
    typer.Argument(metavar="[show|clear]", help="What to do.", show_default=False),
]

_INDEXES = RESULTS["cache"]


def cache(output: Output, action: Do = Action.SHOW) -> None:
    """Show what is kept to answer sooner, or clear it.

    The first question to some files makes an index of them; others find it. It can be
    removed at any time. COALITION_CACHE names another folder for it, or is off.

    \b
    coalition cache
    coalition cache --json
    coalition cache clear
    """
    keep_apart(output.output, [])
    folder = cache_folder()
    entries = kept(folder) if folder else []
    if folder is None:
        tell("coalition: there is no cache: COALITION_CACHE is off")
    elif action is Action.CLEAR:
        clear(folder)
        tell(f"coalition: {_counted(entries)} removed from {visible(folder)}")
        return
    _write(entries, folder, output)


def _write(entries: list[Kept], folder: str | None, output: Output) -> None:
    names = comma_separated(output.fields)
    fields = check_fields(_INDEXES, names) if names else _INDEXES.fields
    answer = Answer(_INDEXES, fields, _rows(entries, folder or "", fields))
    with opened(output.output) as out:
        if output.chosen not in ON_SCREEN:
            write_rows(answer, output, out)
            return
        from ..presenting import Screen, listing  # Rich takes a while to import

        place = [f"{_counted(entries)} of at most {BOUND:,} bytes in {folder}."] if folder else []
        screen = Screen(out, colour=output.color, paged=output.pages)
        screen.show(listing(answer, screen.width, output.chosen, place, chosen=bool(names)))


def _rows(entries: list[Kept], folder: str, fields: tuple[Field, ...]) -> Iterator[Row]:
    for entry in entries:
        values = {
            "data": entry.note.data,
            "files": len(entry.note.stamps),
            "size": entry.size,
            "used": datetime.fromtimestamp(entry.used).astimezone().isoformat(timespec="seconds"),
            "path": f"{folder}/{entry.note.database}",
        }
        yield tuple(values[field.name] for field in fields)


def _counted(entries: list[Kept]) -> str:
    size = sum(entry.size for entry in entries)
    return f"{len(entries):,} {'index' if len(entries) == 1 else 'indexes'}, {size:,} bytes"
