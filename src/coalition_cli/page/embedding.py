"""The claims of a page as compact JSON, for the script that searches and draws them."""

from collections.abc import Iterator, Mapping, Sequence
from types import NoneType
from typing import Any, get_args, get_type_hints

from .columns import Columns
from .values import (
    WINDOW,
    Article,
    Carrier,
    Claim,
    Confidence,
    Data,
    Link,
    Part,
    Parts,
    Piece,
    Related,
    Relation,
    Searchable,
    Speaker,
    Step,
    Wording,
)

_RECUR = (Article, Speaker, Confidence)  # stand in many claims: each is there once
_KINDS = (Claim, Step, Wording, Piece, Related, Relation, Part, Parts, Carrier, Link, *_RECUR)
_EMPTY: dict[object, object] = {str: "", bool: False, int: 0}
_USUAL: Mapping[type, dict[str, Any]] = {Piece: {"fate": "kept"}}  # what a field mostly has
_OF_THE_ID = ("anchor", "href")  # of a claim: they follow from its id
_TEXTS = ("origins_in_words", "source_name")  # of a claim: few texts stand in many


def packed(data: Data, claims: Sequence[Claim], download: Mapping[str, object]) -> dict[str, Any]:
    """Return all that the script reads, as JSON values: what it has of each claim in columns."""
    columns = Columns()
    search, drawn = searched(data), embedded(claims)
    for values, name in _per_claim(search):
        values[name] = columns.of(values[name])
    tables = {
        name: columns.of(drawn[name]) for name in ("claims", *(one.__name__ for one in _RECUR))
    }
    sections = {name: rows for name, rows in download.items() if isinstance(rows, list)}
    return {
        "data": search,
        "drawn": {**drawn, **tables},
        "file": {name: value for name, value in download.items() if name not in sections},
        "sections": {name: [len(rows), columns.of(rows)] for name, rows in sections.items()},
        "columns": columns.kept,
    }


def _per_claim(search: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    """Yield where values of all claims stand in what is searched: a container, and a key."""
    yield search, "ids"
    yield from ((search["search"], place) for place in range(len(search["search"])))
    yield from ((field, "values") for field in search["fields"] if "values" in field)
    yield from ((sorting, "ranks") for sorting in search["sorts"])


def searched(data: Data) -> dict[str, Any]:
    """Return what the script searches, filters and sorts as plain JSON values.

    What says nothing, what the script does not ask, and the ids as values of a field are left out.
    The texts that are searched stand column by column; None has no text.
    """
    texts = zip(*(text.split(data.between) for text in data.search), strict=True)
    return {
        "window": WINDOW,
        "count": len(data.ids),
        "ids": data.ids,
        "search": [[text or None for text in column] for column in texts],
        "between": data.between,
        "fields": [_field(field) for field in data.fields],
        "sorts": [sorting._asdict() for sorting in data.sorts],
        "letters": data.letters._asdict(),
    }


def _field(field: Searchable) -> dict[str, Any]:
    """Return a field; of a known value its spellings, and of a day that is known only the day."""
    if "id" in field.names:
        return {"names": field.names, "kind": "id"}
    days = field.kind == "date"
    made = {
        "names": field.names,
        "kind": field.kind,
        "values": [_period(value) if days else value for value in field.values],
        "column": field.column,
        "known": [spelling.spellings for spelling in field.known],
        "words": field.words,
    }
    return {name: value for name, value in made.items() if value not in (None, [], {})}


def _period(value: Any) -> Any:
    return value[0] if value and value[0] == value[1] else value


def embedded(claims: Sequence[Claim]) -> dict[str, Any]:
    """Return claims as plain JSON values: each an object, without the values that say nothing.

    `empty` has these values, by the kinds of values.py. In the place of an article, a speaker or a
    confidence stands its number in `Article`, `Speaker` or `Confidence`, and in that of a text that
    recurs its number in `texts`. What follows from the id of a claim is left out.
    """
    plain = _Plain()
    drawn = [plain.of(claim) for claim in claims]
    tables = {kind.__name__: list(plain.tables[kind].values()) for kind in _RECUR}
    texts = list(plain.texts)
    return {
        "claims": drawn,
        **tables,
        "texts": texts,
        "empty": {kind.__name__: _empty(kind) for kind in _KINDS},
    }


class _Plain:
    """Makes plain values. It keeps those that recur in tables, as number and value."""

    def __init__(self) -> None:
        self.tables: dict[type, dict[Any, dict[str, Any]]] = {kind: {} for kind in _RECUR}
        self.texts: dict[str, int] = {}
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
        if isinstance(value, Claim):
            for name in _OF_THE_ID:
                del made[name]
            for name in _TEXTS:
                made[name] = self.texts.setdefault(made[name], len(self.texts))
        return {name: one for name, one in made.items() if one != empty[name]}


def _empty(kind: type) -> dict[str, Any]:
    """Return what each field of a kind has where it says nothing."""
    hints = get_type_hints(kind)
    return {
        name: None if NoneType in get_args(hint) else _EMPTY.get(hint, [])
        for name, hint in hints.items()
    } | _USUAL.get(kind, {})
