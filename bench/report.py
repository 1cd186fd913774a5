"""The figures as tables in Markdown, for a terminal and for a page."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from .contest import Outcome
from .growth import Growth

_README = Path(__file__).parent / "README.md"
_BEGIN, _END = "<!-- figures: begin -->", "<!-- figures: end -->"
_HEADER = (
    "question",
    "ours",
    "beside it",
    "its time",
    "ratio",
    "bound",
    "peak",
    "its peak",
    "pairs",
)
_TEXTS = (_HEADER[0], _HEADER[2])  # columns of text, aligned to the left; numbers to the right
_MEGABYTE = 1_000_000


def contests(outcomes: Iterable[Outcome], floor: int) -> str:
    """Return the table of contests. A peak below the floor cannot be seen."""
    return _table(_HEADER, [_contest(outcome, floor) for outcome in outcomes])


def growths(sizes: Sequence[int], measured: Iterable[Growth]) -> str:
    """Return the table of our own questions by the size of the data."""
    last = f"{sizes[-1]:,} ÷ {sizes[0]:,}"
    header = (_HEADER[0], *(f"{size:,}" for size in sizes), last, "rounds")
    return _table(header, [_growth(growth, len(sizes)) for growth in measured])


def failures(measured: Iterable[Outcome | Growth]) -> list[str]:
    """Return a line for each contest or question that failed."""
    lines = []
    for row in measured:
        question = row.contest.question if isinstance(row, Outcome) else row.question
        if row.failure:
            lines.append(f"{question}: {row.failure}")
    return lines


def write(text: str) -> None:
    """Put the figures between the marks in the README of the benchmark."""
    page = _README.read_text(encoding="utf-8")
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    _README.write_text(f"{before}{_BEGIN}\n{text}\n{_END}{after}", encoding="utf-8")


def _contest(outcome: Outcome, floor: int) -> list[str]:
    contest = outcome.contest
    question, who, pairs = contest.question, contest.theirs.who, str(len(outcome.pairs))
    if outcome.failure:
        return [question, "–", who, "–", "–", "FAILED", "–", "–", pairs]
    ours, theirs = (_time(seconds) for seconds in outcome.times)
    peak, its_peak = (_peak(peak, floor) for peak in outcome.peaks)
    if contest.memory_bound is not None:
        peak += f", {_bound(outcome.peaks[0] / _MEGABYTE, contest.memory_bound / _MEGABYTE, 0)}"
    bound = "" if contest.bound is None else _bound(outcome.ratio, contest.bound, 2)
    return [question, ours, who, theirs, _ratio(outcome.ratio), bound, peak, its_peak, pairs]


def _growth(growth: Growth, sizes: int) -> list[str]:
    rounds = str(len(growth.rounds))
    question = f"`{growth.question}`"
    if growth.failure:
        return [question, *["–"] * sizes, "FAILED", rounds]
    return [question, *(_time(seconds) for seconds in growth.times), _ratio(growth.ratio), rounds]


def _bound(value: float, bound: float, digits: int) -> str:
    return f"≤ {bound:.{digits}f} {'holds' if value <= bound else 'DOES NOT HOLD'}"


def _time(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms"


def _ratio(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.3f}"


def _peak(peak: int, floor: int) -> str:
    return f"{'≤ ' if peak <= floor else ''}{max(peak, floor) / _MEGABYTE:,.0f} MB"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table whose cells are filled up to the width of their column."""
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    lefts = [name in _TEXTS for name in header]

    def line(cells: Sequence[str]) -> str:
        padded = (
            cell.ljust(width) if left else cell.rjust(width)
            for cell, width, left in zip(cells, widths, lefts, strict=True)
        )
        return f"| {' | '.join(padded)} |"

    marks = [
        f"{'-' * width}-" if left else f"{'-' * width}:"
        for width, left in zip(widths, lefts, strict=True)
    ]
    return "\n".join((line(header), f"|-{'|-'.join(marks)}|", *map(line, rows)))
