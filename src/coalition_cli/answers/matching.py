"""Two sides matched: their rows, the values of a field, the appearances of a claim.

Appearances are matched by their articles. Where a claim stands in an article more than once, one
is matched with that which is the same, else by its order.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from ..index import Index
from ..model import SECTIONS, Field, Section, Type
from ..words.unnamed import marked
from .answer import Row, Values
from .articles import asked

_APPEARANCES = SECTIONS["appearances"]
# More of these makes a claim better sourced.
_SOURCING = ("confidence", "direct", "origins")


class Pair(NamedTuple):
    """A record before and now; one of them may be absent."""

    section: Section
    was: Values | None
    now: Values | None


def differing(
    old: Iterator[Row], new: Iterator[Row], compared: int
) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield rows, ordered by their first value, whose counterpart is absent or differs.

    That many values of a row are compared.
    """
    before, after = next(old, None), next(new, None)
    while before or after:
        if before and after and before[0] == after[0]:
            if before[:compared] != after[:compared]:
                yield before, after
            before, after = next(old, None), next(new, None)
        elif after is None or (before and str(before[0]) < str(after[0])):
            yield before, None
            before = next(old, None)
        else:
            yield None, after
            after = next(new, None)


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
    return marked(value, record["anonymous"]) if field.says_who else value


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


class _Told(NamedTuple):
    """What of an appearance no claim states; its fields are those of the field table."""

    claim: str
    speaker_name: str | None
    anonymous: bool | None
    file: str
    line: int


def with_appearances(old: Index, new: Index, claims: Sequence[Pair]) -> Iterator[Pair]:
    """Yield each claim, and behind it its appearances that are not the same on both sides."""
    differ = [one for one in claims if _of(one.was) != _of(one.now) and one.was and one.now]
    before = _seen(old, [one.was for one in differ if one.was])
    after = _seen(new, [one.now for one in differ if one.now])
    for claim in claims:
        yield claim
        key = claim.now["id"] if claim.now else None  # what is withdrawn has none
        yield from _matched(before.get(key, ()), after.get(key, ()))


def _of(claim: Values | None) -> Sequence[Values]:
    """Return the appearances of a claim as it states them."""
    stated = claim["appearances"] if claim else []
    assert isinstance(stated, list)  # noqa: S101 - a list is always one
    return stated


def _seen(index: Index, claims: Sequence[Values]) -> dict[object, list[Values]]:
    """Return appearances by their claims, as stated, with who is credited and where they stand."""
    told: dict[object, list[_Told]] = {}
    for one in asked(index, "appearances", _Told, "claim", [str(claim["id"]) for claim in claims]):
        told.setdefault(one.claim, []).append(one)
    return {
        claim["id"]: [
            {"id": claim["id"], **more._asdict(), **stated}
            for more, stated in zip(told.get(claim["id"], ()), _of(claim), strict=True)
        ]
        for claim in claims
    }


def _matched(before: Sequence[Values], after: Sequence[Values]) -> Iterator[Pair]:
    for article in sorted({str(one["article"]) for one in (*before, *after)}):
        was, now = ([one for one in side if one["article"] == article] for side in (before, after))
        for pair in zip_longest(_unlike(was, now), _unlike(now, was)):
            yield Pair(_APPEARANCES, *pair)


def _unlike(these: Iterable[Values], others: Iterable[Values]) -> list[Values]:
    """Return those that none of the others is the same as; each is the same as one at most."""
    left = [_stated(one) for one in others]
    found: list[Values] = []
    for one in these:
        if (stated := _stated(one)) in left:
            left.remove(stated)
        else:
            found.append(one)
    return found


def _stated(appearance: Values) -> list[object]:
    return [appearance.get(field.name) for field in _APPEARANCES.stated]
