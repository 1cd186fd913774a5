"""Which part of its source an annotation is about → a passage: its quote, and where it stands.

The Web Annotation Data Model of W3C, 4.2, has the selectors. They stand alone, in a list, as a
Choice of several, and one may refine another.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..rows import joined, unused

Passage = dict[str, Any]


class Selector(NamedTuple):
    """A selector: what it states, and whether it stands within another, or holds another."""

    states: dict[str, Any]
    depth: int = 0  # how many selectors it refines
    refined: bool = False

    def is_a(self, kind: str) -> bool:
        """Return whether it is of a kind, whatever prefix its type has."""
        types = several(self.states.get("type", self.states.get("@type")))
        return any(isinstance(one, str) and one.endswith(kind) for one in types)


def several(value: object, around: list[Any] | None = None) -> list[Any]:
    """Return the items of a list, of a Choice, List, Composite or Independents, or the one value.

    `around` gets what else such a Choice or List states.
    """
    if isinstance(value, Mapping) and isinstance(value.get("items"), list):
        if around is not None:
            around.append({key: one for key, one in value.items() if key != "items"})
        return several(value["items"], around)
    if isinstance(value, list):
        return [inner for item in value for inner in several(item, around)]
    return [] if value is None else [value]


def passages(targets: list[Any]) -> list[Passage]:
    """Return the passage of each target of an annotation.

    Each has the address of its `source`, and if there are such: `exact`, `prefix` and `suffix` of
    the quote, `start` and `end` (characters before them in the whole text), and a `locator` (a
    fragment, a page). What is left of selectors stays in `selector`.
    """
    return [_passage(one) for one in targets]


def _passage(target: object) -> Passage:
    if not isinstance(target, Mapping):
        return {"source": target}
    rest = dict(target)
    address = next((rest.pop(key) for key in ("source", "id", "@id") if rest.get(key)), None)
    if isinstance(address, Mapping):
        about = dict(address)
        address = next((about.pop(key) for key in ("id", "@id") if about.get(key)), None)
        rest[unused("about", rest)] = about
    selectors = list(_selectors(rest.pop("selector", None)))
    taken = {**_quote(selectors), **_position(selectors), **_locator(selectors)}
    left = [one.states for one in selectors if one.states]
    return joined({"source": address, **taken, "selector": left}, rest)


def _selectors(value: object, depth: int = 0) -> Iterator[Selector]:
    around: list[Any] = []
    for one in several(value, around):
        if not isinstance(one, Mapping):
            yield Selector({"value": one}, depth)
            continue
        states = dict(one)
        inner = states.pop("refinedBy", None)
        yield Selector(states, depth, inner is not None)
        yield from _selectors(inner, depth + 1)
    yield from (Selector(states, depth) for states in around)


def _quote(selectors: list[Selector]) -> Passage:
    """Take the words that are quoted: those of the selector that refines the others."""
    quoting = [one for one in selectors if isinstance(one.states.get("exact"), str)]
    if not quoting:
        return {}
    states = max(quoting, key=lambda one: one.depth).states  # the first of the deepest
    return {key: states.pop(key) for key in ("exact", "prefix", "suffix") if key in states}


def _position(selectors: list[Selector]) -> Passage:
    """Take where the words stand, if it is counted in the whole text and they are not refined."""
    for one in selectors:
        at = one.states.get("start")
        whole = one.depth == 0 and not one.refined and one.is_a("TextPositionSelector")
        if whole and type(at) is int and at >= 0:
            return {key: one.states.pop(key) for key in ("start", "end") if key in one.states}
    return {}


def _locator(selectors: list[Selector]) -> Passage:
    """Take where to look in what has no text: a fragment of the address, a page, a time.

    Times are written as a fragment of an address has them (https://www.w3.org/TR/media-frags).
    """
    for one in selectors:
        if one.is_a("FragmentSelector") and one.states.get("value"):
            return {"locator": one.states.pop("value")}
    for one in selectors:
        if one.is_a("PageSelector") and one.states.get("label"):
            return {"locator": f"page {one.states.pop('label')}"}
        if one.is_a("MediaTimeSelector") and "start" in one.states:
            times = [one.states.pop(key) for key in ("start", "end") if key in one.states]
            return {"locator": f"t={','.join(map(str, times))}"}
    return {}
