"""Counts as bars."""

from collections.abc import Iterator

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ..index import Answer
from .cells import CONFIDENCE, text, yes_or_no


def bar(share: float, width: int, style: str = "cyan") -> Text:
    """Return a bar that fills a share (0 to 1) of a width in characters."""
    full = min(width, max(round(share * width), 1 if share > 0 else 0))
    return Text.assemble(("━" * full, style), ("─" * (width - full), "dim"))


def styled(value: object) -> str:
    """Return the style of a bar: confidence has the colours of its words."""
    return CONFIDENCE.get(str(value), "cyan")


def tally(answer: Answer, total: int, width: int) -> Iterator[RenderableType]:
    """Yield what draws counts, of `total` records; the count is the answer's last field."""
    *by, count = answer.fields
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for field in by:
        table.add_column(field.name.replace("_", " "), overflow="fold", min_width=8)
    table.add_column(count.name, justify="right")
    table.add_column("share", justify="right")
    table.add_column("")
    room = max(8, min(40, width - 24 - 22 * len(by)))
    above: object = None
    for *values, number in answer.rows:
        assert isinstance(number, int)  # noqa: S101 - a count
        share = number / total if total else 0
        # Without --by the first column says what the second has values of.
        named = [field.name for field in by] if by[0].name != "field" else ["field", values[0]]
        labels = [_label(name, value) for name, value in zip(named, values, strict=True)]
        if len(by) > 1 and table.row_count and values[0] == above:
            labels[0] = Text("")  # the same as in the line above
        table.add_row(*labels, f"{number:,}", f"{share:.0%}", bar(share, room, styled(values[-1])))
        above = values[0]
    yield table


def _label(name: object, value: object) -> Text:
    if value is None:
        return Text("not rated" if name == "confidence" else "not known", "dim")
    return yes_or_no(value) if isinstance(value, bool) else text(value)
