"""Cells of a table → styled text: a function for each kind of cell."""

from collections.abc import Callable, Mapping

from rich.text import Text

from ..answers.columns import Cell, Column
from ..model.answer import Values
from .cells import confidence, identifier, speaker, text, who, words_of, yes_or_no
from .drift import compared, credited, route


def cell_of(column: Column, row: Values) -> Text:
    """Return the cell of a row in this column."""
    if column.cell in _OF_ROWS:
        return _OF_ROWS[column.cell](row, column.field)
    return _OF_VALUES[column.cell](row[column.field])


def _place(row: Values, article: str) -> Text:
    place = identifier(row[article])
    return place.append(f" ¶{row['paragraph']}", "dim") if row["paragraph"] else place


def _credited(row: Values, attribution: str) -> Text:
    return speaker(row, attribution if row[attribution] else "speaker_name")


def _reference(reference: object) -> Text:
    """Return the title of a fact's reference, or its address."""
    return text(reference["title"] or reference["url"] if isinstance(reference, dict) else None)


_OF_VALUES: Mapping[Cell, Callable[[object], Text]] = {
    Cell.TEXT: text,
    Cell.ID: identifier,
    Cell.CONFIDENCE: confidence,
    Cell.FLAG: yes_or_no,
    Cell.COUNT: text,
    Cell.ITEMS: lambda value: text(len(value) if isinstance(value, list) else 0),
    Cell.BYTES: lambda value: text(f"{value:,}"),
    Cell.DRIFT: lambda value: text(value, "bold"),
    Cell.REFERENCE: _reference,
}
_OF_ROWS: Mapping[Cell, Callable[[Values, str], Text]] = {
    Cell.WHO: speaker,
    Cell.SPEAKER: lambda row, _: who(row),
    Cell.WORDS: lambda row, _: words_of(row),
    Cell.PLACE: _place,
    Cell.CREDITED: _credited,
    Cell.ROUTE: lambda row, _: route(row),
    Cell.COMPARED: lambda row, _: compared(row),
    Cell.ENDS: lambda row, _: credited(row),
}
