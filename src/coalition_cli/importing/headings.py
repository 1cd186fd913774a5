"""Which row of a table names its columns, and how columns are called that have no name."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..model.problems import plural
from .content import Content
from .headers import is_known
from .rows import Layout

_BRACES = str.maketrans("{}", "()")
LOOKED_AT = 50  # rows at the beginning of a table
_LONGEST, _MOST = 60, 6  # characters and words of a name; what has more is a text
# What a cell of a row has and no name does.
_VALUE = re.compile(
    r"(?i)https?://\S+|[-+]?\d[\d.,:/ -]*%?|\S+@\S+\.\w+|\S+\.(?:json|html?|txt)|true|false|yes|no"
)


class Heading(NamedTuple):
    """What stands above the rows of a table."""

    rows: int  # how many of the first rows are none of its own
    names: tuple[str, ...]  # of the columns
    titles: int = 0  # how many of these rows stand above the names, and have something
    named: bool = True  # whether the table names its columns


def heading_of(
    content: Content, layout: Layout, beginning: Sequence[Sequence[str]], width: int
) -> Heading:
    """Return the heading of a table by its first rows, and tell what is not read of it.

    `width` is how many cells most of its rows have.
    """
    named = layout.columns
    if not named:
        head = heading(beginning, width)
        if head.titles:
            what = f"{plural(head.titles, 'row')} above the column names: not read"
            content.tell(what, "say 'skip' in the mapping if these are rows")
        if not head.named:
            what = "no row names its columns"
            content.tell(what, "name them in the mapping: columns: [speaker, text, date]")
        return head
    if len(named) != width > 0:
        has = plural(width, "cell")
        message = f"its rows have {has}, and the mapping names {plural(len(named), 'column')}"
        raise content.refused(message, "name each column, in their order")
    return Heading(int(tuple(beginning[0]) == named) if beginning else 0, named)


def heading(rows: Sequence[Sequence[str]], width: int) -> Heading:
    """Return the heading of a table that begins with these rows, and has so many columns.

    Rows above the names have one cell, such as a title, or are empty. Where the first row of all
    cells has values and no names, the columns are called after their places.
    """
    first = next((at for at, row in enumerate(rows) if _filled(row) > min(1, width - 1)), None)
    if first is None:
        return Heading(0, names_of([""] * width), named=False)
    row = rows[first]
    if _are_names(row):
        titles = sum(_filled(above) > 0 for above in rows[:first])
        return Heading(first + 1, names_of([*row, *[""] * (width - len(row))]), titles)
    return Heading(0, names_of([""] * width), named=False)


def names_of(cells: Sequence[str]) -> tuple[str, ...]:
    """Return names of columns: what has none is called after its place, and no two are alike.

    Braces become round brackets, because in a mapping they mean a template.
    """
    cells = [cell.translate(_BRACES) for cell in cells]
    taken = {cell.strip() for cell in cells}
    given: list[str] = []
    for place, cell in enumerate(cells, 1):
        name = " ".join(cell.split()) or f"column_{place}"
        if name in given or (not cell.strip() and name in taken):
            name = next(
                numbered
                for number in range(2, len(cells) + 3)
                if (numbered := f"{name}_{number}") not in taken and numbered not in given
            )
        given.append(name)
    return tuple(given)


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _are_names(row: Sequence[str]) -> bool:
    """Whether a row names columns: a known name says so, and a value says no."""
    cells = [cell.strip() for cell in row if cell.strip()]
    values = sum(map(_is_value, cells))
    known = sum(map(is_known, cells))
    if known > values:
        return True
    return values == 0 and len({cell.casefold() for cell in cells}) == len(cells)


def _is_value(cell: str) -> bool:
    return len(cell) > _LONGEST or len(cell.split()) > _MOST or bool(_VALUE.fullmatch(cell))
