"""Edits of a text: each replaces a part of it, and all are made at once."""

from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """New text for a part of a text. Offsets count characters; `end` is not included.

    If `start` and `end` are the same, the text is inserted there.
    """

    start: int
    end: int
    text: str


class OverlapError(ValueError):
    """Two edits replace the same characters."""


def spliced(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits made.

    Insertions at the same place stand in the order in which they are given. Raise OverlapError
    if an edit begins within another one.
    """
    pieces: list[str] = []
    reached = len(text)
    in_order = sorted(
        edits, key=lambda edit: (edit.start, edit.end)
    )  # what was given first is first
    for start, end, new in reversed(in_order):
        if end > reached or start > end:
            raise OverlapError(f"the edit of {start} to {end} overlaps the one at {reached}")
        pieces += [text[end:reached], new]
        reached = start
    return "".join(reversed([*pieces, text[:reached]]))
