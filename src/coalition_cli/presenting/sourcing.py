"""The report on how well claims are sourced, as bars and tables."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..answers.columns import NARROW, WIDE
from ..model.answer import Answer
from ..model.problems import plural
from .cells import text
from .listing import listing, ruled
from .rows import GAP

_Counts = Mapping[str, Any]  # a row of "sourcing" or of "breakdown", by its fields

_MOST = 10  # values of a field, and weakest claims, that are drawn
_INDENT = (0, 0, 0, 2)
_BESIDE_BAR = 58  # columns for the words of a bar
_SHORTEST_BAR, _LONGEST_BAR = 6, 40
# A title, and the fields of two opposite counts, the stronger first.
_PAIRS = (
    ("speaker", "named", "unnamed"),
    ("words", "direct", "paraphrased"),
    ("origins", "multi_origin", "single_origin"),
)
_ALL = ("claims", *(name for _, *pair in _PAIRS for name in pair))
_WEAK = ("claims", *(weak for _, _, weak in _PAIRS))  # if there is no room for all
_BREAKDOWNS = {"by_source": "source", "by_speaker": "speaker", "by_topic": "topic"}


def sourcing(report: Answer, weakest: Answer, width: int, layout: str) -> Iterator[RenderableType]:
    """Yield the report. `weakest` are the claims that it names; ten of them are drawn."""
    [row] = cast("Iterator[_Counts]", report.dicts())
    yield _head(row)
    if not row["claims"]:
        return
    yield Text("")
    yield Padding(_split(row, width), _INDENT)
    labels = [_label(group) for name in _BREAKDOWNS for group in row[name][:_MOST]]
    widest = max(label.cell_len for label in labels)
    for name, title in _BREAKDOWNS.items():
        yield Text("")
        yield _table(title, row[name][:_MOST], width, widest)
        if len(row[name]) > _MOST:
            yield Text(f"{_MOST} of {len(row[name]):,} shown; --json gives all", "dim")
    yield from _weakest(len(row["weakest"]), weakest, width, layout)


def _head(row: _Counts) -> Text:
    where = f"{plural(row['claims'], 'claim')} in {plural(row['articles'], 'article')}"
    unknown = row["articles"] and not row["origins"]
    origins = "unknown origins" if unknown else plural(row["origins"], "origin")
    return Text(f"{where}, from {origins}", "bold")


def _split(row: _Counts, width: int) -> Table:
    """Draw each pair of counts as one bar: the stronger left, the unknown last.

    Without room for bars, only the counts.
    """
    table = Table.grid(padding=(0, 2))
    for number in range(6):  # text that does not fit goes on in a second line
        table.add_column(justify="right" if number == 2 else "left", overflow="fold")
    total = row["claims"]
    room = min(_LONGEST_BAR, width - _BESIDE_BAR - 3 * len(f"{total:,}"))
    room = room if room >= _SHORTEST_BAR else 0
    for title, strong, weak in _PAIRS:
        unknown = total - row[strong] - row[weak]
        table.add_row(
            Text(title, "dim"),
            _called(strong),
            Text(f"{row[strong]:,}"),
            _bar(row[strong], row[weak], total, room),
            Text(f"{row[weak]:,} {_called(weak)}"),
            Text(f"{unknown:,} not known" if unknown else "", "dim"),
        )
    return table


def _bar(strong: int, weak: int, total: int, room: int) -> Text:
    if not room:
        return Text()
    left = min(max(round(room * strong / total), int(strong > 0)), room - int(weak > 0))
    right = min(max(round(room * weak / total), int(weak > 0)), room - left)
    rest = room - left - right
    return Text.assemble(("━" * left, "cyan"), ("─" * right, "magenta"), (" " * rest, ""))


def _table(title: str, groups: Sequence[_Counts], width: int, widest: int) -> Table:
    """Draw the counts by a field; `widest` is the width of the longest name of all."""
    counts = _ALL if width >= WIDE else _WEAK
    table = ruled()
    if width < NARROW:
        table.add_column(title, overflow="fold")
        for group in groups:
            line = plural(group["claims"], "claim")
            line += "".join(f", {group[name]:,} {_called(name)}" for name in counts[1:])
            table.add_row(Text.assemble(_label(group), "\n  ", (line, "dim")))
        return table
    room = width - sum(len(name) + GAP for name in counts)
    table.add_column(title, overflow="fold", width=min(max(widest, len(title)), room))
    for name in counts:
        table.add_column(_called(name), justify="right")
    for group in groups:
        numbers = (Text(f"{group[name]:,}", "" if group[name] else "dim") for name in counts)
        table.add_row(_label(group), *numbers)
    return table


def _label(group: _Counts) -> Text:
    if group["value"] is None:
        return Text("not known", "dim")
    return text(group["name"] or group["value"])


def _called(name: str) -> str:
    return name.replace("_", "-")


def _weakest(count: int, claims: Answer, width: int, layout: str) -> Iterator[RenderableType]:
    if not count:
        return
    yield Text("")
    yield Text(f"{plural(count, 'claim')} with an unnamed speaker, one origin, no quote", "bold")
    yield Text("")
    yield from listing(claims.first(_MOST), width, layout)
    if count > _MOST:
        more = f"\n{_MOST} of {count:,} shown; for all: coalition claims with the same words"
        yield Text(f"{more}\nand --anonymous --single-origin --paraphrased", "dim")
