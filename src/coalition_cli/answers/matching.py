"""Two corpora matched: their rows, the values of a field, the appearances of a claim.

Appearances are matched by their articles. If a claim appears in an article more than once, an
appearance is matched with the same one on the other side. The others are matched in their order.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from ..index import Index
from ..model import SECTIONS, Field, Section, Type
from ..model.answer import Row, Values
from ..words.unnamed import marked
from .articles import records_with
from .pairing import differences_of_parts, told

_APPEARANCES = SECTIONS["appearances"]
# A claim is better sourced if it has more of one of these.
_SOURCING = ("confidence", "direct", "origins")


class Counterparts(NamedTuple):
    """A record of both corpora; one of the two may be absent."""

    section: Section
    old: Values | None
    new: Values | None


def differing(
    old: Iterator[Row], new: Iterator[Row], compared: int
) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield rows whose counterpart is absent or differs.

    Rows are ordered by their first value. The first `compared` values of a row are compared.
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


def differences(
    field: Field, before: Values, after: Values
) -> Iterator[tuple[str, object, object]]:
    """Yield what differs in a field of a record: its name, the old value, the new one.

    A list is a set: the old value has the items that it lost, the new value those that it gained.
    In a record within the record each field is compared by itself: reference.url. So it is in
    records of a list that have a counterpart: reviews.politifact.rating.
    """
    old, new = before[field.name], after[field.name]
    if field.has_parts and isinstance(old, list) and isinstance(new, list):
        yield from differences_of_parts(field, old, new)
    elif field.many:
        lost, gained = _without(old, new), _without(new, old)
        if lost or gained:
            yield field.name, lost, gained
    elif field.type is Type.RECORD:
        for inner in SECTIONS[field.of].stated:
            old_value, new_value = (
                value.get(inner.name) if isinstance(value, dict) else None for value in (old, new)
            )
            if old_value != new_value:
                yield f"{field.name}.{inner.name}", old_value, new_value
    elif field.type is Type.ANYTHING:
        if told(old) != told(new):
            yield field.name, old, new
    elif old != new:
        yield field.name, with_mark(field, before), with_mark(field, after)


def with_mark(field: Field, record: Values) -> object:
    """Return a field's value; the name of a speaker has its mark."""
    value = record[field.name]
    return marked(value, record["anonymous"]) if field.says_who else value


def effect(section: Section, name: str, old: object, new: object) -> str | None:
    """Return what a change does to attribution or sourcing, one of results.EFFECTS.

    A speaker becomes named or unnamed. A claim is better sourced with more origins, with its
    first quote, or with a higher confidence; worse sourced with less. If a value is unknown, there
    is no effect.
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


class _Credited(NamedTuple):
    """What a claim does not state of its appearance; the fields are those of the field table."""

    claim: str
    speaker_name: str | None
    anonymous: bool | None
    file: str
    line: int


def with_appearances(
    old: Index, new: Index, claims: Sequence[Counterparts]
) -> Iterator[Counterparts]:
    """Yield each claim, and after it its appearances that differ."""
    differ = [
        (claim.old, claim.new)
        for claim in claims
        if claim.old and claim.new and _stated_by(claim.old) != _stated_by(claim.new)
    ]
    before = _appearances(old, [claim for claim, _ in differ])
    after = _appearances(new, [claim for _, claim in differ])
    for claim in claims:
        yield claim
        key = claim.new["id"] if claim.new else None  # a withdrawn claim has no appearances here
        yield from _matched(before.get(key, ()), after.get(key, ()))


def _stated_by(claim: Values) -> Sequence[Values]:
    """Return the appearances of a claim as it states them."""
    stated = claim["appearances"]
    assert isinstance(stated, list)  # noqa: S101 - a list is always one
    return stated


def _appearances(index: Index, claims: Sequence[Values]) -> dict[object, list[Values]]:
    """Return appearances by their claims: as stated, with the credited speaker, file and line."""
    keys = [str(claim["id"]) for claim in claims]
    credited: dict[object, list[_Credited]] = {}
    for appearance in records_with(index, "appearances.claim", keys, _Credited):
        credited.setdefault(appearance.claim, []).append(appearance)
    return {
        claim["id"]: [
            {"id": claim["id"], **more._asdict(), **stated}
            for more, stated in zip(credited.get(claim["id"], ()), _stated_by(claim), strict=True)
        ]
        for claim in claims
    }


def _matched(before: Sequence[Values], after: Sequence[Values]) -> Iterator[Counterparts]:
    for article in sorted({str(appearance["article"]) for appearance in (*before, *after)}):
        old, new = (
            [appearance for appearance in side if appearance["article"] == article]
            for side in (before, after)
        )
        for pair in zip_longest(_unlike(old, new), _unlike(new, old)):
            yield Counterparts(_APPEARANCES, *pair)


def _unlike(appearances: Iterable[Values], others: Iterable[Values]) -> list[Values]:
    """Return the appearances that equal none of the others; each other one equals one at most."""
    left = [_stated(other) for other in others]
    unlike: list[Values] = []
    for appearance in appearances:
        if (stated := _stated(appearance)) in left:
            left.remove(stated)
        else:
            unlike.append(appearance)
    return unlike


def _stated(appearance: Values) -> list[object]:
    return [appearance.get(field.name) for field in _APPEARANCES.stated]
