"""Drawings of a page as numbers: where lines, dots, bars and boxes stand. A template draws them.

A length is a number of CSS pixels, or a share of the drawing's width in percent: so drawings fit a
telephone and a wide screen, and their text keeps its size. Words that flow stand beside a drawing,
in HTML.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date as calendar
from typing import NamedTuple

from .values import Bars, Claim, Period, Step

_INDENT, _DEEPEST = 18, 7  # px from one level of a chain to the next, and levels that are indented
_DOT_X, _DOT_Y = 8, 16  # px, of a chain's first dot
_STRIP = 44  # px, the height of a strip of the timeline
_WIDEST = 12  # percent, of a column
_MOST_PERIODS = 400  # of a timeline: a narrow screen has no more px
_DAY, _YEAR = len("2026-01-19"), len("2026")
_NEAR_EDGE = 14  # percent: a label in the middle of its column would not fit there
_LABELS = 4  # at most, below the timeline: more would not fit beside each other on a telephone


class Line(NamedTuple):
    """A line; its ends are px, or texts with a percent sign."""

    x1: float | str
    y1: float | str
    x2: float | str
    y2: float | str
    width: float = 1.5


class Station(NamedTuple):
    """A row of a chain: its dot, the lines that lead through its row, and what stands beside it."""

    width: int  # px
    lines: Sequence[Line]
    x: int
    y: int
    kind: str  # said, unnamed, carried, stated, passed
    number: int | None  # of the step in the claim's chain; None: its speaker, or its source
    retold: int | None  # the number of the step that this one retells; None: none
    deeper: bool  # whether it stands below more levels than are drawn: words have to say it


def chain(claim: Claim) -> list[Station]:
    """Return the rows of a claim's chain: its speaker, who first carried it, and its articles."""
    levels, kinds = [0], ["unnamed" if claim.speaker.unnamed else "said"]
    if claim.source:
        levels.append(1)
        kinds.append("carried")
    above = len(levels)
    levels += (min(step.level + above, _DEEPEST) for step in claim.chain)
    kinds += ("stated" if step.recorded else "passed" for step in claim.chain)
    wires, retold = _wires(levels), [None] * above + list(_retold(claim.chain))
    return [
        Station(
            _x(level) + _DOT_X,
            wires[number],
            _x(level),
            _DOT_Y,
            kinds[number],
            number - above if number >= above else None,
            retold[number],
            number >= above and claim.chain[number - above].level + above > _DEEPEST,
        )
        for number, level in enumerate(levels)
    ]


def _retold(steps: Sequence[Step]) -> Iterator[int | None]:
    """Yield the number of the step that each step retells: the last one that is a level higher."""
    last: dict[int, int] = {}  # by the levels
    for number, step in enumerate(steps):
        last[step.level] = number
        yield last[step.level - 1] if step.level else None


def _x(level: int) -> int:
    return _DOT_X + level * _INDENT


def _wires(levels: Sequence[int]) -> list[list[Line]]:
    """Return the lines of each row: to its dot from its parent, down to its children, and past it.

    They are found from the last row up: `hanging` has the levels on which a row below hangs.
    """
    rows: list[list[Line]] = []
    hanging: set[int] = set()
    for level in reversed(levels):
        lines = [
            Line(_x(above), 0, _x(above), "100%") for above in sorted(hanging) if above < level
        ]
        if level:
            lines.append(Line(_x(level - 1), 0, _x(level - 1), _DOT_Y))
            lines.append(Line(_x(level - 1), _DOT_Y, _x(level), _DOT_Y))
        if level in hanging:
            lines.append(Line(_x(level), _DOT_Y, _x(level), "100%"))
        rows.append(lines)
        hanging = {above for above in hanging if above < level - 1} | {level - 1}
    return rows[::-1]


def lengths(bars: Bars, claims: int) -> list[float]:
    """Return how long the bars are, in percent of the width: shares of all claims."""
    return [_percent(bar.claims, claims) for bar in bars.bars]


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0


class Column(NamedTuple):
    """A column of a strip: the left end and the width in percent, the top and the height in px."""

    x: float
    width: float
    y: float
    height: float
    says: str  # what it stands for, in words


class Strip(NamedTuple):
    """How many of one kind there are in each period."""

    title: str
    most: int  # in one period
    columns: Sequence[Column]


class Label(NamedTuple):
    """A date below a timeline: where it stands, in percent, and which end of it."""

    x: float
    anchor: str  # start, middle, end
    text: str


class Timeline(NamedTuple):
    """Strips, one below the other, with one axis of dates."""

    height: int  # px, of a strip
    strips: Sequence[Strip]
    labels: Sequence[Label]
    undated: Period | None


def timeline(periods: Sequence[Period]) -> Timeline:
    """Return claims, articles and facts over time; empty periods stand between those with some."""
    dated = {period.date: period for period in periods if period.date}
    undated = next((period for period in periods if not period.date), None)
    dates = _every(sorted(dated))
    kinds = ("claims", "articles", "facts")
    strips = [_strip(kind, dates, dated) for kind in kinds]
    return Timeline(_STRIP, [strip for strip in strips if strip.most], [*_labels(dates)], undated)


def _strip(kind: str, dates: Sequence[str], dated: Mapping[str, Period]) -> Strip:
    counts = [int(getattr(dated[date], kind)) if date in dated else 0 for date in dates]
    most = max(counts, default=0)
    room = 100 / max(len(dates), 1)
    columns = [
        _column(
            number * room,
            room,
            count / most * (_STRIP - 2),
            f"{date}: {count:,} {kind[:-1] if count == 1 else kind}",
        )
        for number, (date, count) in enumerate(zip(dates, counts, strict=True))
        if count
    ]
    return Strip(kind, most, columns)


def _column(x: float, room: float, height: float, says: str) -> Column:
    width, tall = min(room * 0.8, _WIDEST), round(max(height, 1.5), 1)
    left = x + (room - width) / 2
    return Column(round(left, 3), round(width, 3), round(_STRIP - tall, 1), tall, says)


def _every(dates: Sequence[str]) -> list[str]:
    """Return dates with all days, months or years that are between them, in their order.

    A coarser date, such as a year among months, stands before what is within it. Gaps that would
    leave no room are left out.
    """
    fine = [date for date in dates if len(date) == max(map(len, dates))]
    between = _between(fine[0], fine[-1]) if fine else []
    return sorted({*dates, *between})


def _between(first: str, last: str) -> list[str]:
    try:
        begin, end = _count(first), _count(last)
        count = end - begin + 1
        numbers = range(begin, end + 1) if count <= _MOST_PERIODS else ()
        return [_date(number, len(first)) for number in numbers]
    except ValueError:  # the calendar does not have it
        return []


def _count(date: str) -> int:
    """Return the number of a day, a month or a year."""
    if len(date) == _DAY:
        return calendar.fromisoformat(date).toordinal()
    year, _, month = date.partition("-")
    return int(year) * 12 + int(month) - 1 if month else int(year)


def _date(number: int, length: int) -> str:
    if length == _DAY:
        return calendar.fromordinal(number).isoformat()
    year, month = divmod(number, 12)
    return f"{year:04d}-{month + 1:02d}" if length > _YEAR else f"{number:04d}"


def _labels(dates: Sequence[str]) -> Iterator[Label]:
    """Yield the first date, the last one, and some between: no two of them touch."""
    count = _LABELS - any(len(date) == _DAY for date in dates)
    shown = sorted({round(n * (len(dates) - 1) / (count - 1)) for n in range(count)})
    for number in shown if dates else ():
        x = (number + 0.5) * 100 / len(dates)
        if x < _NEAR_EDGE:
            yield Label(0, "start", dates[number])
        elif x > 100 - _NEAR_EDGE:
            yield Label(100, "end", dates[number])
        else:
            yield Label(round(x, 2), "middle", dates[number])
