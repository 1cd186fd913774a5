"""The paths of a mapping at which JSON has nothing: most of them are misspelt."""

from collections.abc import Iterator
from itertools import islice

from ...model.problems import plural, shortened, suggestion
from ..rows import Input, Row
from .leaves import below
from .paths import Path, Scope, finder, shown
from .planned import Plan

_SAMPLE = 200  # rows that are looked at
_MOST = 20  # paths that are told
_REMEDY = "leave it as it is if other data have it"


def unseen(plan: Plan, given: Input) -> Iterator[tuple[str, str]]:
    """Yield a message and a remedy for each path at which none of the first rows has a value.

    Of the paths that may fill one field, one with a value is enough. A table has columns, which
    are looked at before.
    """
    if given.columns:
        return
    rows = [Scope(dict(row.values)) for row in islice(_rows(given), _SAMPLE)]
    there = {one for one in plan.named if any(_found(one.path, row) for row in rows)}
    filled = {one.field for one in there} - {""}
    leaves = (leaf for row in rows for leaf in below(row, plan.empty))
    known = [*dict.fromkeys(shown(leaf[: n + 1]) for leaf in leaves for n in range(len(leaf)))]
    missing = [one for one in plan.named if one not in there and one.field not in filled]
    for path, line, column, _ in missing[:_MOST] if rows else ():
        what = f"no value at '{shortened(path.text)}' in {plural(len(rows), 'row')}"
        yield f"{plan.name}:{line}:{column}: {what}{suggestion(path.text, known)}", _REMEDY


def _rows(given: Input) -> Iterator[Row]:
    return (row for row in given.rows() if isinstance(row, Row))


def _found(path: Path, row: Scope) -> bool:
    return any(below(found, frozenset()) for found in finder(path)(row))
