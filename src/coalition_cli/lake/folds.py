"""What stands beside the texts of a table: their folded forms, worked out column by column."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..model.answer import Row
from .layout import Folding, Table


def folded(rows: Sequence[Row], table: Table) -> dict[str, Sequence[Any]]:
    """Return the columns of a table with a value in any row, and what stands beside their texts."""
    names = [column.name for column in table.columns]
    values: Mapping[str, Sequence[Any]] = dict(zip(names, zip(*rows, strict=True), strict=True))
    stated = {name: column for name, column in values.items() if _any(column)}
    beside = {
        fold.name: _recurring(fold.fold, stated[fold.of])
        for fold in table.folds
        if fold.of in stated
    }
    return {**stated, **{name: column for name, column in beside.items() if _any(column)}}


def _any(column: Sequence[object]) -> bool:
    """Whether a column has a value in any row."""
    return column.count(None) < len(column)


def _recurring(fold: Folding, texts: Sequence[str | None]) -> list[str | None]:
    """Return texts folded, each once: many recur."""
    once = [text for text in set(texts) if text is not None]
    folded: dict[str | None, str | None] = dict(zip(once, all_folded(fold, once), strict=True))
    return [*map(folded.get, texts)]


def all_folded(fold: Folding, texts: Sequence[str]) -> list[str | None]:
    """Return texts folded; None where that is the text in small letters of ASCII."""
    return [
        None if folded == text.lower() and text.isascii() else folded
        for text, folded in zip(texts, fold(texts), strict=True)
    ]
