"""Many values of one shape as columns: a key stands there once, and so do texts that recur.

So gzip finds like beside like, and a browser reads a third of the text.
"""

import json
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_RECUR = 2  # times, in the mean, that values stand in a column of which they are taken apart


class Columns:
    """Makes columns of JSON values. Columns with the same content are kept once, in `kept`."""

    def __init__(self) -> None:
        self.kept: list[Sequence[Any]] = []
        self._numbers: dict[str, int] = {}

    def of(self, values: Sequence[Any]) -> Any:
        """Return values as a column.

        None is not there. A column is one of these:

        - a number in `kept`, where the values stand as they are;
        - `known`: the values that there are, in the order in which they first come, and `numbers`:
          of each place its value's number in `known`, as a column;
        - `lengths` of lists, as a column, and their `items`, one list behind the other;
        - `fields` of objects: by its name, the column that has a field of each.
        """
        keys = [None if value is None else _key(value) for value in values]
        known = {key: value for key, value in zip(keys, values, strict=True) if key is not None}
        there = [value for value in values if value is not None]
        if len(known) * _RECUR <= len(there):
            return self._numbered(keys, known)
        if there and all(isinstance(value, dict) for value in there):
            names = _merged({tuple(value) for value in there})
            if all(_is_rebuilt(value, names) for value in there):
                columns = {name: [(value or {}).get(name) for value in values] for name in names}
                return {"fields": {name: self.of(column) for name, column in columns.items()}}
        if there and all(isinstance(value, list | tuple) for value in there):
            lengths = [None if value is None else len(value) for value in values]
            items = [item for value in there for item in value]
            return {"lengths": self.of(lengths), "items": self.of(items)}
        return self._kept(values)

    def _numbered(self, keys: Sequence[Hashable], known: Mapping[Hashable, Any]) -> Any:
        numbers: dict[Hashable, int] = {key: number for number, key in enumerate(known)}
        column = self._kept([numbers.get(key) for key in keys])
        if all(key == (int, number) for number, key in enumerate(known)):
            return column  # they are numbers of another table
        return {"known": list(known.values()), "numbers": column}

    def _kept(self, values: Sequence[Any]) -> int:
        number = self._numbers.setdefault(_json(values), len(self.kept))
        if number == len(self.kept):
            self.kept.append(values)
        return number


def _key(value: object) -> Hashable:
    """Return what tells a value from others: 1 is neither "1" nor true."""
    if isinstance(value, int):
        return type(value), value
    return value if isinstance(value, str) else (_json(value),)


def _merged(orders: Iterable[Sequence[str]]) -> list[str]:
    """Return names in an order that agrees with these, if there is one: the longest counts most."""
    merged: list[str] = []
    for names in sorted(orders, key=lambda names: (-len(names), names)):
        place = 0
        for name in names:
            if name in merged:
                place = merged.index(name)
            else:
                merged.insert(place, name)
            place += 1
    return merged


def _is_rebuilt(value: Mapping[str, Any], names: Sequence[str]) -> bool:
    """Whether an object of these names, in their order, is this one if what is None is left out."""
    in_order = [name for name in names if name in value]
    return bool(value) and list(value) == in_order and None not in value.values()
