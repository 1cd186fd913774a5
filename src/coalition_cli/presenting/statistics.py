"""How many problems there are of each code."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from ..model.answer import Answer
from ..model.codes import SHOWN, Severity
from .cells import text
from .listing import ruled

SOME = "--select CODE shows all problems of a code, and -f plain shows all of them"


def statistics(answer: Answer, remark: str = "") -> Iterator[RenderableType]:
    """Yield the counts of codes as a table, with a remark below it."""
    table = ruled()
    table.add_column("count", justify="right")
    table.add_column("code")
    table.add_column("severity")
    table.add_column("meaning", overflow="fold")
    for row in answer.dicts():
        severity = Severity(str(row["severity"]))
        code = Text(str(row["code"]), SHOWN[severity].style)
        table.add_row(text(f"{row['count']:,}"), code, text(severity), text(row["meaning"]))
    yield table
    if remark:
        yield Text(f"\n{remark}", "dim")
