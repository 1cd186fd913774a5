"""Which row of a table names its columns, and how columns are called that have no name."""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from ...model.problems import plural
from ..content import Content
from ..guessing.headers import is_known
from ..rows import Layout

_BRACES = str.maketrans("{}", "()")
LOOKED_AT = 50  # rows at the beginning of a table
_ABOVE = 12  # of them that may stand above the names
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

    Rows above the names have one cell, such as a title, or are empty, or have fewer names that are
    known. Where the first row of several cells has values and no names, the columns are called
    after their places.
    """
    unnamed = Heading(0, names_of([""] * width), named=False)
    several = (at for at, row in enumerate(rows) if _filled(row) > min(1, width - 1))
    first = next(several, len(rows))
    known = [sum(map(is_known, row)) for row in rows]
    for at, count in enumerate(known[:_ABOVE]):
        # Names may stand below those of groups of columns. One word alone may be a value there.
        if count > max(known[first : first + 1], default=0) and (at < first or count > 1):
            first = at
    if first == len(rows) or not _are_names(rows[first], rows[first + 1 :]):
        return unnamed
    titles = sum(_filled(above) > 0 for above in rows[:first])
    return Heading(first + 1, names_of(_named(rows[first], rows[first + 1 :], width)), titles)


def _named(row: Sequence[str], below: Sequence[Sequence[str]], width: int) -> Sequence[str]:
    """Return the names in a row, a cell for each column.

    Blank cells behind the last column name none. Where R writes the numbers of rows, it gives them
    a column without a name: the others would be taken for their neighbours.
    """
    numbers = [str(number) for number, _ in enumerate(below, 1)]
    if len(row) == width - 1 and numbers and [cells[0] for cells in below if cells] == numbers:
        return ["", *row]
    filled = max((at for at, cell in enumerate(row, 1) if cell.strip()), default=0)
    return row[: max(width, filled)]


def names_of(cells: Sequence[str]) -> tuple[str, ...]:
    """Return names of columns: what has none is called after its place, and no two are alike.

    Braces become round brackets, because in a mapping they mean a template.
    """
    stated = [" ".join(cell.translate(_BRACES).split()) for cell in cells]
    free = set(stated)  # those that no column has yet
    given: dict[str, None] = {}
    times: dict[str, int] = {}
    for place, name in enumerate(stated, 1):
        base = name or f"column_{place}"
        unique = base
        while unique in given or (unique != name and unique in free):
            times[base] = times.get(base, 1) + 1
            unique = f"{base}_{times[base]}"
        given[unique] = None
    return tuple(given)


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _are_names(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row names columns: a known name says so, and a value says no.

    A cell that a row below has too, in the same column, is a value.
    """
    cells = [cell.strip() for cell in row if cell.strip()]
    known = sum(map(is_known, cells))
    if known > sum(map(_is_value, cells)):
        return True
    columns = zip(row, zip_longest(*below), strict=False)
    recurs = any(cell.strip() and cell in column for cell, column in columns)
    alike = len({cell.casefold() for cell in cells}) < len(cells)
    return not (recurs or alike or any(map(_is_value, cells)))


def _is_value(cell: str) -> bool:
    return len(cell) > _LONGEST or len(cell.split()) > _MOST or bool(_VALUE.fullmatch(cell))
