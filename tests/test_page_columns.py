"""Columns of a packed page: what is put in comes out, whatever it is."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coalition_cli.page.columns import Columns

SCALARS = st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["", "a", "1", "true"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner),
    max_leaves=6,
)
RECORDS = st.fixed_dictionaries({}, optional=dict.fromkeys(("id", "text", "parts"), VALUES))


def read(column: Any, kept: Sequence[Sequence[Any]]) -> Callable[[int], Any]:
    """Return what gives the value at a place of a column, as the script of a page has it."""
    if isinstance(column, int):
        return lambda place: kept[column][place]
    if "known" in column:
        numbers = read(column["numbers"], kept)
        return lambda place: None if (n := numbers(place)) is None else column["known"][n]
    if "lengths" in column:
        lengths, items = read(column["lengths"], kept), read(column["items"], kept)

        def values(place: int) -> list[Any] | None:
            start = sum(lengths(before) or 0 for before in range(place))
            length = lengths(place)
            return None if length is None else [items(start + n) for n in range(length)]

        return values
    fields = {name: read(one, kept) for name, one in column["fields"].items()}

    def record(place: int) -> dict[str, Any] | None:
        there = {name: at(place) for name, at in fields.items() if at(place) is not None}
        return there or None

    return record


@given(st.lists(VALUES | RECORDS, max_size=8))
@example([False, True, False, True])
@example([1, True, "1", 1, True, "1"])
@example([{"a": None}, {}, {"b": 1, "a": 2}, {"a": 1, "b": 2}])
def test_columns_have_the_same_values_in_the_same_order(values: list[Any]) -> None:
    columns = Columns()
    column = columns.of(values)
    kept = json.loads(json.dumps(columns.kept))
    at = read(json.loads(json.dumps(column)), kept)
    assert [json.dumps(at(place)) for place in range(len(values))] == list(map(json.dumps, values))


@pytest.mark.parametrize(
    ("values", "column", "kept"),
    [
        (["a", "b", None], 0, [["a", "b", None]]),
        (["b", "a", "b", None, "b"], {"known": ["b", "a"], "numbers": 0}, [[0, 1, 0, None, 0]]),
        ([0, 1, 0, 1, 2, 2], 0, [[0, 1, 0, 1, 2, 2]]),
        ([[1, 2], [], [3]], {"lengths": 0, "items": 1}, [[2, 0, 1], [1, 2, 3]]),
        (
            [{"id": "a", "of": "a"}, {"id": "b", "of": "b"}, {"id": "c", "of": "c", "n": 1}],
            {"fields": {"id": 0, "of": 0, "n": 1}},
            [["a", "b", "c"], [None, None, 1]],
        ),
    ],
    ids=["as they are", "recurring", "numbers of a table", "lists", "objects, a column once"],
)
def test_what_columns_are(values: list[Any], column: Any, kept: list[Any]) -> None:
    columns = Columns()
    assert (columns.of(values), columns.kept) == (column, kept)
