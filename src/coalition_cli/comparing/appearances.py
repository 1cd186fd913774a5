"""The appearances of claims on two sides, matched by their articles.

Where a claim stands in an article more than once, an appearance is matched with the one that is
the same, else by its order.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from ..index import Index
from ..model import SECTIONS
from ..origins import asked
from .values import Pair, Values

_APPEARANCES = SECTIONS["appearances"]


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
