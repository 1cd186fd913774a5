"""A node → the record that it was made of."""

from collections.abc import Mapping
from typing import Any

from ..model import SECTIONS, Field, Type
from .ids import record_of
from .terms import AGAIN, ASPECTS, OWN, TERMS, TYPES, WITHIN

Node = Mapping[str, Any]
_TYPE = "@type"
_ASPECTS = {(section, aspect.name): field for (section, field), aspect in ASPECTS.items()}
# By section: the field of each term. A review of an aspect is told from others by its type.
_FIELDS = {
    section: {term: field for field, term in terms.items() if (section, field) not in ASPECTS}
    for section, terms in TERMS.items()
}


def record(given: Node) -> tuple[str, dict[str, Any]] | None:
    """Return the section and the record of a node; None of a node that is none of ours.

    What no term leads to is kept under `extra`. Whether a value fits its field is left to reading.
    """
    if given.get(_TYPE) == TYPES["file"] and "@id" not in given:
        return "file", _record("file", given)
    known = record_of(given.get("@id"))
    return (known[0], _record(known[0], given)) if known else None


def _record(section: str, given: Node) -> dict[str, Any]:
    made: dict[str, Any] = {}
    left: dict[str, Any] = {}
    for key, value in given.items():
        if key != _TYPE and key not in AGAIN.get(section, ()):
            _take(section, key, value, made, left)
    if left:
        extra = made.get("extra")
        made["extra"] = {**left, **extra} if isinstance(extra, dict) else left
    return made


def _take(section: str, key: str, value: Any, made: dict[str, Any], left: dict[str, Any]) -> None:
    """Take the value of a key into a record; what no field has goes to `left`."""
    own = key.removeprefix(OWN) if key.startswith(OWN) else None
    name = own if own in TERMS[section] else _FIELDS[section].get(key)
    if key == "review":
        _take_reviews(section, value, made, left)
    elif name is not None:
        made[name] = _values(SECTIONS[section].field(name), value)
    elif key in WITHIN:
        _take_within(section, key, value, made, left)
    else:
        left[key] = value


def _take_within(
    section: str, key: str, value: Any, made: dict[str, Any], left: dict[str, Any]
) -> None:
    """Take the values of terms such as `author.name`."""
    rest = []
    for one in value if isinstance(value, list) else [value]:
        others = dict(one) if isinstance(one, dict) else {"name": one}
        for term, name in _FIELDS[section].items():
            around, _, last = term.rpartition(".")
            if around == key and last in others:
                inner = others.pop(last)
                if SECTIONS[section].field(name).many:
                    made.setdefault(name, []).append(inner)
                else:
                    made[name] = inner
        others.pop(_TYPE, None)
        rest += [others] if others else []
    if rest:
        left[key] = rest if isinstance(value, list) else rest[0]


def _take_reviews(section: str, value: Any, made: dict[str, Any], left: dict[str, Any]) -> None:
    """Take reviews: those of an aspect are ratings of ours, the others are records."""
    others = []
    for one in value if isinstance(value, list) else [value]:
        kind = one.get(_TYPE) if isinstance(one, dict) else None
        rating = one.get("reviewRating") if isinstance(one, dict) else None
        if kind == TYPES["reviews"] and "reviews" in TERMS[section]:
            made.setdefault("reviews", []).append(_record("reviews", one))
        elif isinstance(rating, dict) and (section, str(one.get("reviewAspect"))) in _ASPECTS:
            made[_ASPECTS[section, str(one["reviewAspect"])]] = rating.get("ratingValue")
        else:
            others.append(one)
    if others:
        left["review"] = others


def _values(field: Field, value: Any) -> Any:
    if field.many:
        return [_value(field, one) for one in (value if isinstance(value, list) else [value])]
    return _value(field, value)


def _value(field: Field, value: Any) -> Any:
    if field.type is Type.RECORD and isinstance(value, dict):
        return _record(field.of, value)
    if field.type is Type.REFERENCE and isinstance(value, dict):
        known = record_of(value.get("@id"))
        return known[1] if known and known[0] == field.of else value
    if field.type is Type.ID:
        known = record_of(value)
        return known[1] if known else value
    return value
