"""What the index is asked."""

from collections.abc import Sequence
from typing import NamedTuple

_TOGETHER = 100  # engines nest a condition for each AND, and take no more SELECTs than some hundred


class Statement(NamedTuple):
    """SQL and the values for its parameters."""

    sql: str
    values: tuple[str | int, ...]


def joined(conditions: Sequence[str], word: str) -> str:
    """Return conditions joined by AND or OR: of many, halves of halves, so that none lies deep."""
    if len(conditions) <= _TOGETHER:
        return f" {word} ".join(conditions)
    half = len(conditions) // 2
    return f"({joined(conditions[:half], word)}) {word} ({joined(conditions[half:], word)})"


def united(selects: Sequence[str], columns: str) -> str:
    """Return SELECTs of these columns joined by UNION ALL: of many, some at a time."""
    while len(selects) > _TOGETHER:
        parts = [selects[n : n + _TOGETHER] for n in range(0, len(selects), _TOGETHER)]
        selects = [f"SELECT {columns} FROM ({' UNION ALL '.join(part)}) AS part" for part in parts]
    return " UNION ALL ".join(selects)
