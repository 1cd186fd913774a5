"""Two values of a field side by side, and what that does to attribution and sourcing."""

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..model import SECTIONS, Field, Section, Type
from ..model.vocabularies import marked_unnamed

Values = Mapping[str, object]  # of a record, by field

# More of these makes a claim better sourced.
_SOURCING = ("confidence", "direct", "origins")


class Pair(NamedTuple):
    """A record before and now; one of them may be absent."""

    section: Section
    was: Values | None
    now: Values | None


def differences(field: Field, was: Values, now: Values) -> Iterator[tuple[str, object, object]]:
    """Yield what differs in a field of a record: its name, the old value, the new one.

    A list, which is a set, has lost the old items and gained the new ones. Of a record within
    the record each field is one of its own: reference.url.
    """
    old, new = was[field.name], now[field.name]
    if field.many:
        lost, gained = _without(old, new), _without(new, old)
        if lost or gained:
            yield field.name, lost, gained
    elif field.type is Type.RECORD:
        for inner in SECTIONS[field.of].stated:
            values = (one.get(inner.name) if isinstance(one, dict) else None for one in (old, new))
            before, after = values
            if before != after:
                yield f"{field.name}.{inner.name}", before, after
    elif field.type is Type.ANYTHING:
        if _text(old) != _text(new):
            yield field.name, old, new
    elif old != new:
        yield field.name, said(field, was), said(field, now)


def said(field: Field, record: Values) -> object:
    """Return a field's value; what names an unnamed speaker with the word for it."""
    value = record[field.name]
    unnamed = field.says_who and value and record["anonymous"]
    return marked_unnamed(str(value)) if unnamed else value


def effect(section: Section, name: str, old: object, new: object) -> str | None:
    """Return what a change does to attribution or sourcing, one of results.EFFECTS.

    A speaker becomes named or unnamed. A claim is better sourced with more origins, with a quote
    where it had none, and with a higher confidence; worse with less. Where either value is not
    known, nothing is said.
    """
    if not (isinstance(old, int) and isinstance(new, int)) or old == new:
        return None
    if name == "anonymous":
        return "unnamed" if new else "named"
    if section.name == "claims" and name in _SOURCING:
        return "better-sourced" if new > old else "worse-sourced"
    return None


def _without(items: object, others: object) -> list[object]:
    """Return the items that are not among the others."""
    assert isinstance(items, list)  # noqa: S101 - a list is always one
    assert isinstance(others, list)  # noqa: S101 - as above
    known = set(others)
    return [item for item in items if item not in known]


def _text(value: object) -> str:
    """Return a value of any kind as text that is the same for the same; in Python 1 is True."""
    return json.dumps(value, sort_keys=True)
