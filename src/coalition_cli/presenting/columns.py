"""Cells of a table → styled text: each kind has one that draws it."""

from collections.abc import Callable, Mapping

from rich.text import Text

from ..answers.columns import Cell, Column
from ..model.answer import Values
from .cells import confidence, identifier, speaker, text, who, words_of, yes_or_no
from .drift import compared, credited, route


def cell_of(column: Column, row: Values) -> Text:
    """Return what stands in a column of a row."""
    if column.cell in _OF_ROWS:
        return _OF_ROWS[column.cell](row, column.field)
    return _OF_VALUES[column.cell](row[column.field])


def _both(row: Values, prose: str) -> Text:
    key = identifier(row["id"])
    return Text("\n").join([key, text(row[prose])]) if row[prose] else key


def _where(row: Values, article: str) -> Text:
    where = identifier(row[article])
    return where.append(f" ¶{row['paragraph']}", "dim") if row["paragraph"] else where


def _credited(row: Values, attribution: str) -> Text:
    return speaker(row, attribution if row[attribution] else "speaker_name")


def _reference(reference: object) -> Text:
    """Return what a fact refers to by its title; `show` has the address too."""
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
    Cell.HEAD: _both,
    Cell.SPEAKER: lambda row, _: who(row),
    Cell.WORDS: lambda row, _: words_of(row),
    Cell.PLACE: _where,
    Cell.CREDITED: _credited,
    Cell.ROUTE: lambda row, _: route(row),
    Cell.COMPARED: lambda row, _: compared(row),
    Cell.ENDS: lambda row, _: credited(row),
}
