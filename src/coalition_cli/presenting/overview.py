"""What is loaded, at a glance."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..index import Row
from ..model import Section
from .bars import bar, styled
from .cells import text

_LEGIBLE = 24  # characters that a purpose needs to stand beside its command


class Overview(NamedTuple):
    """What `coalition` alone says of the data."""

    titles: Sequence[tuple[object, object]]  # of each file, and its name
    counts: Sequence[tuple[Section, int]]
    confidence: Sequence[Row]  # words, each with its number of claims
    unnamed: int  # claims whose speaker is
    single_origin: int  # claims
    to_try: Sequence[tuple[str, str]]  # commands, and what each shows


def overview(data: Overview, width: int) -> Iterator[RenderableType]:
    """Yield what draws an overview."""
    for title, file in data.titles:
        yield Text.assemble(
            text(title or file, "bold"), *((("  ", text(file, "dim"))) if title else ())
        )
    yield Text("")
    counts = Text("   ").join(
        Text.assemble(
            (f"{count:,}", "bold"), f" {section.singular if count == 1 else section.name}"
        )
        for section, count in data.counts
        if count
    )
    yield Padding(counts or Text("no records"), (0, 0, 0, 2))
    total = data.counts[0][1]
    if total:
        yield Text("")
        yield Padding(_sourcing(data, total, max(10, min(30, width - 50))), (0, 0, 0, 2))
    if data.to_try:
        yield Text("")
        yield Padding(_to_try(data.to_try, width - 4), (0, 0, 0, 2))


def _sourcing(data: Overview, total: int, room: int) -> Table:
    table = Table.grid(padding=(0, 2))
    for justify in ("left", "left", "right", "right", "left"):
        table.add_column(justify=justify)
    title = "confidence"
    lines: list[tuple[str, Text, int, str]] = []
    for word, count in data.confidence:
        label = Text("not rated") if word is None else text(word)
        lines.append((title, label, _number(count), styled(word)))
        title = ""
    lines.append(("unnamed speaker", Text(), data.unnamed, "magenta"))
    lines.append(("single origin", Text(), data.single_origin, "magenta"))
    for title, label, count, style in lines:
        share = count / total
        numbers = f"{count:,}", f"{share:.0%}"
        table.add_row(Text(title, "dim"), label, *numbers, bar(share, room, style))
    return table


def _number(value: object) -> int:
    assert isinstance(value, int)  # noqa: S101 - a count
    return value


def _to_try(commands: Sequence[tuple[str, str]], width: int) -> Table:
    """Draw commands whole, so that they can be copied: what each shows gives way."""
    longest = max(cell_len(command) for command, _ in commands)
    room = width - longest - 2
    beside = room >= _LEGIBLE
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="cyan", overflow="fold", width=longest if beside else width)
    if beside:
        table.add_column(style="dim", overflow="fold", width=room)
    for command, purpose in commands:
        if beside:
            table.add_row(text(command), purpose)
        else:
            table.add_row(text(command))
            table.add_row(Text(f"  {purpose}", "dim"))
    return table
