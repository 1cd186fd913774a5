"""What was said, published and done when, as a table with bars."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from ..model.answer import Answer
from ..model.vocabularies import PERIODS
from .counts import period
from .listing import ruled
from .rows import GAP

_STYLES = {"claims": "cyan", "articles": "green", "facts": "magenta"}
_SHORTEST_BAR, _LONGEST_BAR = 8, 40


def timeline(answer: Answer, width: int) -> Iterator[RenderableType]:
    """Yield the periods with their counts. The longest bar is that of the most records.

    The headings have the colours of the bar's parts.
    """
    rows = list(answer.rows())
    if not rows:
        return
    longest = max((len(str(date)) for date, *_ in rows if date), default=0)
    [unit] = [unit for unit, length in PERIODS.items() if length == longest] or ["year"]
    labels = [period(date, unit) if date else Text("not dated", "dim") for date, *_ in rows]
    table = ruled()
    table.add_column("date", overflow="fold")
    for name, style in _STYLES.items():
        table.add_column(Text(name, style), justify="right")
    beside = max(label.cell_len for label in labels) + sum(len(name) + GAP for name in _STYLES)
    room = min(_LONGEST_BAR, width - beside - GAP)
    if room >= _SHORTEST_BAR:
        table.add_column("", no_wrap=True)
    most = max((_total(counts) for _, *counts in rows))
    for label, (_, *counts) in zip(labels, rows, strict=True):
        numbers = [Text(f"{count:,}", "" if count else "dim") for count in counts]
        drawn = [_bar(counts, most, room)] if room >= _SHORTEST_BAR else []
        table.add_row(label, *numbers, *drawn)
    yield table


def _total(counts: list[object]) -> int:
    return sum(count for count in counts if isinstance(count, int))


def _bar(counts: list[object], most: int, room: int) -> Text:
    """Return a bar with a part for each kind that has any records."""
    bar = Text()
    done = drawn = 0
    for count, style in zip(counts, _STYLES.values(), strict=True):
        assert isinstance(count, int)  # noqa: S101 - a count
        done += count
        # Each kind has a part, so that the bar may need two more characters.
        until = max(round((room - 2) * done / most), drawn + int(count > 0))
        bar.append("━" * (until - drawn), style)
        drawn = until
    return bar
