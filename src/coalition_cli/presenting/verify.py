"""Quotes and wordings beside the passages that they were compared with."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..answers.verify import Held
from ..model.problems import plural
from ..model.results import VERDICTS
from ..words.safe import visible
from ..words.wordings import Fate, changes, changes_as_written
from .cells import identifier, marked, text, words_of

_STYLES = {"exact": "green", "typographic": "cyan", "altered": "magenta", "missing": "red"}
_SAME = 100  # similarity of words that differ at most in typography
_AROUND = 60  # characters of the text on either side of a passage


def verification(rows: Sequence[Held], listed: Sequence[Held]) -> Iterator[RenderableType]:
    """Yield a count of the rows by status, then those that are listed, the worst first.

    A row also has `around`: the text before and after its passage in the paragraph.
    """
    if not rows:
        return
    yield _summary(rows)
    for status in reversed(VERDICTS):
        for row in (row for row in listed if row["status"] == status and row["reason"]):
            yield Text("")
            yield _heading(row)
            yield Padding(_compared(row), (0, 0, 0, 2))
    if exact := [row for row in listed if not row["reason"]]:
        yield Text("")
        yield _exact(exact)


def _summary(rows: Sequence[Held]) -> Text:
    """Return how many quotes and wordings are exact, typographic, altered, missing."""
    lines = []
    for kind in ("quote", "wording"):
        counts = Counter(row["status"] for row in rows if row[kind])
        if total := counts.total():
            line = Text(f"{plural(total, kind)}: ", "bold")
            parts = [
                Text(f"{counts[status]:,} {status}", _STYLES[status] if counts[status] else "dim")
                for status in VERDICTS
            ]
            lines.append(line.append_text(Text(", ").join(parts)))
    return Text("\n").join(lines)


def _heading(row: Held) -> Text:
    status = row["status"]
    heading = Text.assemble((status, f"bold {_STYLES[status]}"), "  ", identifier(row["claim"]))
    heading.append("  ").append_text(identifier(row["article"]))
    place = row["paragraph"] or row["stated_paragraph"]
    if place:
        heading.append(f" ¶{place}", "dim")
    if status == "altered":
        heading.append(f"  {row['similarity']} alike", "dim")
    return heading


def _compared(row: Held) -> Table:
    """Draw the words with their marks, the passage with the text around it, and the reason."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    kind = "quote" if row["quote"] else "wording"
    table.add_row(kind, _changed(row) if row["pairs"] else _enclosed(text(row[kind]), kind))
    if row["start"] is not None:
        table.add_row("text", _passage(row["found"], *row["around"]))
    table.add_row("why", text(row["reason"]))
    table.add_row("stated", Text.assemble(text(row["file"]), f":{row['line']}"))
    return table


def _enclosed(words: Text, kind: str) -> Text:
    return Text.assemble("“", words, "”") if kind == "quote" else words


def _changed(row: Held) -> Text:
    """Return the words as they were stated, with marks where the passage differs."""
    words = Text()
    for gap, stated, found in row["pairs"]:
        shown = _marked(stated, found, as_written=row["similarity"] < _SAME) if stated else Text()
        for piece in (text(gap, "dim") if gap else Text(), shown):
            words.append(" " if words and piece else "").append_text(piece)
    return _enclosed(words, "quote" if row["quote"] else "wording")


def _marked(stated: str, found: str, *, as_written: bool) -> Text:
    """Mark the words that differ. If there are none, mark differences of capitals and points."""
    changed = changes(stated, found)
    if all(fate is Fate.KEPT for fate, _ in changed):
        return marked(changes_as_written(stated, found)) if as_written else text(stated)
    return marked(changed)


def _passage(found: str, before: str, after: str) -> Text:
    """Return a passage in bold, with some words of its paragraph before and after it."""
    if len(before) > _AROUND:
        before = f"…{before[-_AROUND:].partition(' ')[2]}"
    if len(after) > _AROUND:
        after = f"{after[:_AROUND].rpartition(' ')[0]}…"
    return Text.assemble(
        (_line(before), "dim"), (_line(found), "bold"), (_line(after.rstrip()), "dim")
    )


def _line(content: str) -> str:
    return visible(re.sub(r"\s+", " ", content))


def _exact(rows: Sequence[Held]) -> Table:
    table = Table.grid(padding=(0, 2))
    for row in rows:
        where = identifier(row["article"]).append(f" ¶{row['paragraph']}", "dim")
        table.add_row(
            Text("exact", _STYLES["exact"]), identifier(row["claim"]), where, words_of(row)
        )
    return table
