"""What stands beside the texts of a table: their folded forms, worked out column by column."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ..model.answer import Row
from .layout import Folding, Table


class Piece(NamedTuple):
    """Rows of a table, with those of its columns that have a value in any of them."""

    columns: list[str]
    rows: Iterable[Row]


def folded(rows: Sequence[Row], table: Table) -> Piece:
    """Return rows with what stands beside their texts."""
    names = [column.name for column in table.columns]
    values = dict(zip(names, zip(*rows, strict=True), strict=True))
    stated = {name: column for name, column in values.items() if column.count(None) < len(column)}
    beside = {
        fold.name: _beside(fold.fold, stated[fold.of]) for fold in table.folds if fold.of in stated
    }
    every: dict[str, Iterable[Any]] = {**stated, **beside}
    return Piece([*every], zip(*every.values(), strict=True))


def _beside(fold: Folding, texts: Sequence[Any]) -> Iterable[str | None]:
    """Return texts folded, each once: many recur."""
    folded = {text: text if text is None else _folded(fold, text) for text in set(texts)}
    return map(folded.__getitem__, texts)


def _folded(fold: Folding, text: str) -> str | None:
    """Return a text folded; None where that is the text in small letters of ASCII."""
    folded = fold(text)
    return None if text.isascii() and folded == text.lower() else folded
