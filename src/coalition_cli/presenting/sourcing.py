"""How well a body of claims is sourced, at a glance."""

from collections.abc import Iterator, Mapping, Sequence

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..answers.columns import NARROW, WIDE
from ..model.answer import Answer, Values
from ..model.problems import plural
from .cells import text
from .listing import GAP, listing

SHOWN = 10  # of the values of a field, and of the weakest claims
_INDENT = (0, 0, 0, 2)
_BESIDE_BAR = 58  # columns for the words of a bar
_SHORTEST_BAR, _LONGEST_BAR = 6, 40
# Two counts that are each other's opposite: what each is called, the stronger first.
_PAIRS = (
    ("speaker", "named", "unnamed"),
    ("words", "direct", "paraphrased"),
    ("origins", "multi_origin", "single_origin"),
)
_ALL = ("claims", *(name for _, *pair in _PAIRS for name in pair))
_WEAK = ("claims", *(weak for _, _, weak in _PAIRS))  # where there is no room for all
_BREAKDOWNS = {"by_source": "source", "by_speaker": "speaker", "by_topic": "topic"}


def sourcing(report: Answer, weakest: Answer, width: int, layout: str) -> Iterator[RenderableType]:
    """Yield what draws a report; `weakest` are the claims that it names, and SHOWN are drawn."""
    [row] = report.dicts()
    yield _head(row)
    if not row["claims"]:
        return
    yield Text("")
    yield Padding(_split(row, width), _INDENT)
    shown = {name: _items(row[name]) for name in _BREAKDOWNS}
    labels = [_label(group) for groups in shown.values() for group in groups[:SHOWN]]
    widest = max(label.cell_len for label in labels)
    for name, groups in shown.items():
        yield Text("")
        yield _table(_BREAKDOWNS[name], groups[:SHOWN], width, widest)
        if len(groups) > SHOWN:
            yield _more(len(groups))
    yield from _weakest(len(_items(row["weakest"])), weakest, width, layout)


def _head(row: Values) -> Text:
    claims, articles, origins = (_number(row[name]) for name in ("claims", "articles", "origins"))
    where = f"{plural(claims, 'claim')} in {plural(articles, 'article')}"
    if articles and not origins:
        return Text(f"{where}, from unknown origins", "bold")
    return Text(f"{where}, from {plural(origins, 'origin')}", "bold")


def _split(row: Values, width: int) -> Table:
    """Draw each pair of counts as one bar: the stronger from the left, what is not known last.

    Where the screen has no room for bars, the counts alone.
    """
    table = Table.grid(padding=(0, 2))
    for number in range(6):  # what does not fit goes on in a second line
        table.add_column(justify="right" if number == 2 else "left", overflow="fold")
    total = _number(row["claims"])
    room = min(_LONGEST_BAR, width - _BESIDE_BAR - 3 * len(f"{total:,}"))
    room = room if room >= _SHORTEST_BAR else 0
    for title, strong, weak in _PAIRS:
        counts = _number(row[strong]), _number(row[weak])
        unknown = total - sum(counts)
        table.add_row(
            Text(title, "dim"),
            _called(strong),
            Text(f"{counts[0]:,}"),
            _bar(*counts, total, room),
            Text.assemble(f"{counts[1]:,} ", _called(weak)),
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


def _table(title: str, groups: Sequence[Values], width: int, widest: int) -> Table:
    """Draw the counts by a field; `widest` is what the longest name of all takes."""
    counts = _ALL if width >= WIDE else _WEAK
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    if width < NARROW:
        table.add_column(title, overflow="fold")
        for group in groups:
            said = plural(_number(group["claims"]), "claim")
            said += "".join(f", {group[name]:,} {_called(name)}" for name in counts[1:])
            table.add_row(Text.assemble(_label(group), "\n  ", (said, "dim")))
        return table
    room = width - sum(len(name) + GAP for name in counts)
    table.add_column(title, overflow="fold", width=min(max(widest, len(title)), room))
    for name in counts:
        table.add_column(_called(name), justify="right")
    for group in groups:
        table.add_row(_label(group), *(_count(group[name]) for name in counts))
    return table


def _label(group: Values) -> Text:
    if group["value"] is None:
        return Text("not known", "dim")
    return text(group["name"] or group["value"])


def _count(value: object) -> Text:
    return Text(f"{value:,}", "" if value else "dim")


def _called(name: str) -> str:
    return name.replace("_", "-")


def _more(count: int) -> Text:
    return Text(f"{SHOWN} of {count:,} shown; --json gives all", "dim")


def _weakest(count: int, claims: Answer, width: int, layout: str) -> Iterator[RenderableType]:
    if not count:
        return
    yield Text("")
    yield Text(f"{plural(count, 'claim')} with an unnamed speaker, one origin, no quote", "bold")
    yield Text("")
    yield from listing(claims.first(SHOWN), width, layout)
    if count > SHOWN:
        options = "--anonymous --single-origin --paraphrased"
        yield Text(
            f"\n{SHOWN} of {count:,} shown; for all: coalition claims with the same words", "dim"
        )
        yield Text(f"and {options}", "dim")


def _items(value: object) -> Sequence[Mapping[str, object]]:
    return value if isinstance(value, list) else []


def _number(value: object) -> int:
    assert isinstance(value, int)  # noqa: S101 - a count
    return value
