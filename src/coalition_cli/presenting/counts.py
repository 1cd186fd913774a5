"""Counts as bars, and the overview of the data."""

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..model import Field, Type
from ..model.answer import Answer, Row
from ..model.vocabularies import COARSE, PERIODS
from .cells import CONFIDENCE, called, text, yes_or_no
from .listing import ruled
from .rows import GAP

if TYPE_CHECKING:  # counts do without it
    from ..answers.overview import Overview

_LEAST = 8  # characters of a bar
_MOST_TITLES = 5  # files that are named
_LEGIBLE = 24  # characters that a purpose beside its command needs
_BESIDE_BAR = 20  # columns of the screen for the count and the share
_LABELS = 76  # columns of the screen on which no label of the overview is folded
_INDENT = (0, 0, 0, 2)


def bar(share: float, width: int, style: str = "cyan") -> Text:
    """Return a bar that fills a share (0 to 1) of a width in characters."""
    full = min(width, max(round(share * width), 1 if share > 0 else 0))
    return Text.assemble(("━" * full, style), ("─" * (width - full), "dim"))


class _Bar(NamedTuple):
    """A bar that is drawn as wide as its column, up to `most` characters."""

    share: float
    most: int
    style: str

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(_LEAST, self.most)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield bar(self.share, min(self.most, options.max_width), self.style)


def bar_style(value: object) -> str:
    """Return the style of a value's bar: a word of confidence has its own colour."""
    return CONFIDENCE.get(str(value), "cyan")


def tally(answer: Answer, total: int, width: int) -> Iterator[RenderableType]:
    """Yield the counts among `total` records; the count is the answer's last field."""
    *by, count = answer.fields
    rows = [(_labels(by, row), row) for row in answer.rows()]
    table = ruled()
    columns = [field for field in by if not _is_name(field)]
    widest = [8] * len(columns)
    for labels, _ in rows:
        widest = [max(most, label.cell_len) for most, label in zip(widest, labels, strict=True)]
    for field, most in zip(columns, widest, strict=True):
        table.add_column(field.name.replace("_", " "), overflow="fold", min_width=min(most, 8))
    table.add_column(count.name, justify="right")
    table.add_column("share", justify="right")
    table.add_column("")
    labelled = min(sum(widest), width // 2) + GAP * len(columns)
    room = max(_LEAST, min(40, width - labelled - _BESIDE_BAR))
    above: object = None
    for labels, row in rows:
        number = row[-1]
        assert isinstance(number, int)  # noqa: S101 - a count
        share = number / total if total else 0
        if len(columns) > 1 and table.row_count and row[0] == above:
            labels[0] = Text("")  # the same as in the line above
        value = row[by.index(columns[-1])]
        drawn = _Bar(share, room, bar_style(value))
        table.add_row(*labels, f"{number:,}", f"{share:.0%}", drawn)
        above = row[0]
    yield table


def _is_name(field: Field) -> bool:
    """Whether a field says what the speaker before it is called."""
    return field.type is Type.NAME and field.of == "speakers"


def _labels(by: Sequence[Field], row: Row) -> list[Text]:
    """Return the cells of the values. What a speaker is called stands behind the id."""
    labels: list[Text] = []
    for field, value in zip(by, row, strict=False):
        if not _is_name(field):
            # Without --by the first column names the field of the value in the second.
            labels.append(_label(row[0] if field.name == "value" else field.name, value))
        elif value and value != labels[-1].plain:
            labels[-1].append("  ").append_text(called(value))
    return labels


def _label(name: object, value: object) -> Text:
    if value is None:
        return Text("not rated" if name == "confidence" else "not known", "dim")
    if name in COARSE:
        return period(value, str(name))
    return yes_or_no(value) if isinstance(value, bool) else text(value)


def period(date: object, unit: str) -> Text:
    """Return a period of time as a date, with a word where the date says less than the unit."""
    shown = text(date)
    if date is not None and len(str(date)) < PERIODS[unit]:
        shown.append(f" ({unit} not known)", "dim")
    return shown


def overview(data: "Overview", width: int) -> Iterator[RenderableType]:
    """Yield the overview: titles, counts, how claims are sourced, and commands to try."""
    yield from _titles(data.titles)
    yield Text("")
    counts = Text("   ").join(
        Text.assemble(
            (f"{count:,}", "bold"), f" {section.singular if count == 1 else section.name}"
        )
        for section, count in data.counts
        if count
    )
    yield Padding(counts or Text("no records"), _INDENT)
    total = data.counts[0][1]
    if total:
        yield Text("")
        yield Padding(_sourcing(data, total, whole=width >= _LABELS), _INDENT)
    if data.to_try:
        yield Text("")
        yield Padding(_to_try(data.to_try, width - 4), _INDENT)


def _titles(titles: Sequence[tuple[object, object]]) -> Iterator[Text]:
    """Yield the title and the name of each file; of many files only how many, and their folder."""
    if len(titles) > _MOST_TITLES:
        shown = Text(f"{len(titles):,} files", "bold")
        if folder := _folder([str(file) for _, file in titles]):
            shown.append("  ").append_text(text(folder, "dim"))
        yield shown
        return
    for title, file in titles:
        beside = ("  ", text(file, "dim")) if title and file else ()
        yield Text.assemble(text(title or file, "bold"), *beside)


def _folder(files: Sequence[str]) -> str:
    """Return the folder that has all of these files; an empty text if there is none."""
    try:
        return os.path.commonpath([os.path.dirname(file) for file in files])  # noqa: PTH120 - paths are text here
    except ValueError:  # some begin at the root, and others do not
        return ""


def _sourcing(data: "Overview", total: int, *, whole: bool) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(no_wrap=whole)
    table.add_column(justify="right")
    table.add_column(justify="right")
    table.add_column()
    title = "confidence"
    lines: list[tuple[str, Text, int, str]] = []
    for word, count in data.confidence:
        label = Text("not rated") if word is None else text(word)
        assert isinstance(count, int)  # noqa: S101 - a count
        lines.append((title, label, count, bar_style(word)))
        title = ""
    others = total - data.named - data.unnamed
    lines.append(("speaker", Text("named"), data.named, "cyan"))
    lines.append(("", Text("unnamed"), data.unnamed, "magenta"))
    lines.append(("", Text("nobody credited or not declared"), others, "magenta"))
    lines.append(("single origin", Text(), data.single_origin, "magenta"))
    if data.drafts:
        lines.append(("drafts not read", Text(), data.drafts, "magenta"))
    for title, label, count, style in lines:
        share = count / total
        numbers = f"{count:,}", f"{share:.0%}"
        table.add_row(Text(title, "dim"), label, *numbers, _Bar(share, 30, style))
    return table


def _to_try(commands: Sequence[tuple[str, str]], width: int) -> Table:
    """Draw commands, never cut so that they can be copied, and what each shows."""
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
