"""The claims of a page as compact JSON, for a script that draws them."""

from collections.abc import Sequence
from types import NoneType
from typing import Any, get_args, get_type_hints

from .values import (
    Article,
    Carrier,
    Claim,
    Confidence,
    Link,
    Part,
    Parts,
    Piece,
    Related,
    Relation,
    Speaker,
    Step,
    Wording,
)

_RECUR = (Article, Speaker, Confidence)  # stand in many claims: each is there once
_KINDS = (Claim, Step, Wording, Piece, Related, Relation, Part, Parts, Carrier, Link, *_RECUR)
_EMPTY: dict[object, object] = {str: "", bool: False, int: 0}


def embedded(claims: Sequence[Claim]) -> dict[str, Any]:
    """Return claims as plain JSON values: each an object, without the values that say nothing.

    `empty` has these values, by the kinds of values.py. In the place of an article, a speaker or a
    confidence stands its number in `Article`, `Speaker` or `Confidence`.
    """
    plain = _Plain()
    drawn = [plain.of(claim) for claim in claims]
    tables = {kind.__name__: list(plain.tables[kind].values()) for kind in _RECUR}
    return {"claims": drawn, **tables, "empty": {kind.__name__: _empty(kind) for kind in _KINDS}}


class _Plain:
    """Makes plain values. It keeps those that recur in tables, as number and value."""

    def __init__(self) -> None:
        self.tables: dict[type, dict[Any, dict[str, Any]]] = {kind: {} for kind in _RECUR}
        self._numbers: dict[Any, int] = {}
        self._empty = {kind: _empty(kind) for kind in _KINDS}

    def of(self, value: Any) -> Any:
        """Return a value as JSON has it."""
        if isinstance(value, _RECUR):
            return self._number(value)
        if isinstance(value, _KINDS):
            return self._object(value)
        return [self.of(item) for item in value] if isinstance(value, list | tuple) else value

    def _number(self, value: Any) -> int:
        """Return the number of a value that recurs."""
        key = repr(value)  # it may hold lists
        table = self.tables[type(value)]
        if key not in table:
            self._numbers[key] = len(table)
            table[key] = self._object(value)
        return self._numbers[key]

    def _object(self, value: Any) -> dict[str, Any]:
        empty = self._empty[type(value)]
        made = {name: self.of(one) for name, one in value._asdict().items()}
        return {name: one for name, one in made.items() if one != empty[name]}


def _empty(kind: type) -> dict[str, Any]:
    """Return what each field of a kind has where it says nothing."""
    hints = get_type_hints(kind)
    return {
        name: None if NoneType in get_args(hint) else _EMPTY.get(hint, [])
        for name, hint in hints.items()
    }
