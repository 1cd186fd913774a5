"""The words in which a claim appears, article by article, and whom each article credits."""

from collections.abc import Sequence

from rich.console import Group
from rich.table import Table
from rich.text import Text

from ..answers.columns import NARROW, WIDE
from ..model.answer import Values
from .cells import UNKNOWN, identifier, speaker, text, words_of
from .drift import credited_since, credits_another, reworded
from .listing import ruled, width_of
from .rows import GAP

_INDENT = 4  # of the table, on its page
_WORDINGS = ("article", "its words", "how it names the speaker")
_MEASURES = (("similarity", "alike"), ("drift", "drift"))  # fields and their titles


def wordings(appearances: Sequence[Values], drifts: Sequence[Values], width: int) -> Table:
    """Draw the words of the appearances, one below the other, and the speakers they credit.

    Marks show what was struck and added since the origin. The last columns measure it.
    """
    rows = [
        (
            identifier(row["article"]),
            reworded(drift) if drift else words_of(row),
            _credit(row, drift),
        )
        for row, drift in zip(appearances, drifts, strict=True)
    ]
    table = ruled("dim")
    if width < NARROW:
        table.add_column("article and words", overflow="fold")
        for cells, drift in zip(rows, drifts, strict=True):
            moved = [Text(f"drift {drift['drift']}", "dim")] if drift.get("drift") else []
            table.add_row(Group(*cells, *moved))
        return table
    scored = any(drift.get("drift") is not None for drift in drifts)
    measured = _MEASURES[0 if width >= WIDE else 1 :] if scored else ()
    room = width - _INDENT - 2 * GAP - sum(GAP + len(title) for _, title in measured)
    for title, most in zip(_WORDINGS, _widths(rows, room), strict=True):
        table.add_column(title, overflow="fold", max_width=most)
    for _, title in measured:
        table.add_column(title, justify="right")
    for cells, drift in zip(rows, drifts, strict=True):
        table.add_row(*cells, *(text(drift.get(name)) for name, _ in measured))
    return table


def _widths(rows: Sequence[Sequence[Text]], room: int) -> tuple[int, int, int]:
    """Return the widths that let Rich cut no column. The words get what the others leave."""
    columns = zip(_WORDINGS, zip(*rows, strict=True), strict=True)
    article, words, name = (max(len(title), *map(width_of, cells)) for title, cells in columns)
    article = min(article, room // 3)
    name = min(name, max(room // 3, room - article - words))
    return article, room - article - name, name


def _credit(row: Values, drift: Values) -> Text:
    """Return whom an article credits, by which verb, and what the speaker agreed to."""
    named = speaker(row, "attribution") if row["attribution"] else Text(UNKNOWN, "dim")
    lines = [credited_since(drift) if drift and credits_another(drift) else named]
    reported = [name for name in ("verb", "terms") if row[name]]
    lines += [Text.assemble((f"{name}: ", "dim"), text(row[name])) for name in reported]
    return Text("\n").join(lines)
