"""The paths and templates of a mapping → functions that find values in a row."""

from collections.abc import Callable, Iterator, Mapping, Set
from functools import partial
from typing import Any

from ...words import any_case
from .cells import Read, decoded, reader, text_of
from .leaves import below
from .paths import Find, Leaf, Path, Scope, Step, absolute, finder, path_of, shown
from .stated import NOTHING, Condition, Origin, Value
from .templates import Template

Cell = tuple[tuple[Leaf, ...], Any]  # a value, and where what it holds stands in the row
Cells = Callable[[Scope, Set[str]], Iterator[Cell]]  # finds what is not among the empty texts
Source = tuple[Cells, Read | None]
Orders = Mapping[str, str]  # of day, month and year, by the path of a column


def paths_in(origin: Origin) -> list[Path]:
    """Return the paths that a value may come from: one, or those of a template."""
    if isinstance(origin, Template):
        return [path_of(slot.name) for slot in origin.slots]
    return [origin]


def source(member: Value, origin: Origin, orders: Orders, around: tuple[Step, ...]) -> Source:
    """Return the function that finds the texts of a field, and the one that reads them."""
    if isinstance(origin, Template):
        return filled(origin), reader(member.field, None)
    proven = partial(orders.get, shown(absolute(around, origin)))
    return _cells(finder(origin)), reader(member.field, member.order, proven)


def _cells(find: Find) -> Cells:
    def cells(scope: Scope, empty: Set[str]) -> Iterator[Cell]:
        for one in find(scope):
            if type(one.value) is not dict:
                text = decoded(text_of(one.value))
                if text and text not in empty:
                    yield (one.path,), text

    return cells


def filled(template: Template) -> Cells:
    """Return the function that fills a template. Several values of a name stand side by side."""
    names = [_cells(finder(path)) for path in paths_in(template)]

    def cells(scope: Scope, empty: Set[str]) -> Iterator[Cell]:
        found = [[*cells(scope, empty)] for cells in names]
        text = template.filled(", ".join(text for _, text in texts) for texts in found)
        if text:
            yield tuple(path for texts in found for paths, _ in texts for path in paths), text

    return cells


def as_it_stands(find: Find) -> Cells:
    """Return the function that finds a value of any kind: a list, where there are several."""

    def cells(scope: Scope, empty: Set[str]) -> Iterator[Cell]:
        found = [(one.value, below(one, empty)) for one in find(scope)]
        values = [(value, at) for value, at in found if at]
        if values:
            at = tuple(path for _, paths in values for path in paths)
            yield at, values[0][0] if len(values) == 1 else [value for value, _ in values]

    return cells


def passing(condition: Condition, empty: Set[str]) -> Callable[[Scope], bool]:
    """Return the function that says whether a row has one of the values of a condition."""
    find, values = finder(condition.path), condition.values

    def passes(scope: Scope) -> bool:
        texts = [decoded(text_of(one.value)) for one in find(scope) if type(one.value) is not dict]
        there = {any_case(text) for text in texts if text and text not in empty} or {NOTHING}
        return not there.isdisjoint(values)

    return passes
