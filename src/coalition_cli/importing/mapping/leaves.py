"""What no field took of a row: it is kept under `extra`, nested as it was."""

from collections.abc import Set

from ...reading.limits import MAX_DEPTH
from .cells import text_of
from .paths import Leaf, Scope, shown

DEEPEST = MAX_DEPTH - 12  # levels of a row: under `extra` of a record within another they are read
EXTRA = "extra"
_NONE: object = object()  # nothing is left


class TooDeep(Exception):
    """A row is nested more deeply than a claims file may be."""


class Leaves:
    """The values of one row, and which of them a field took."""

    __slots__ = ("doubts", "empty", "kept", "records", "taken", "unused")

    def __init__(self, empty: Set[str]) -> None:
        self.empty = empty  # texts that mean nothing
        self.taken: set[Leaf] = set()
        self.kept: set[Leaf] = set()  # that stand under `extra`, though a field is filled from them
        self.unused: list[str] = []
        self.doubts: list[tuple[str, tuple[Leaf, ...], str]] = []
        self.records: list[tuple[dict[str, object], Scope]] = []  # made of items of lists

    def doubt(self, name: str, leaves: tuple[Leaf, ...], message: str) -> None:
        """Note that values could not be read as a field. They are kept, if no other takes them."""
        self.kept.update(leaves)
        self.doubts.append((name, leaves, message))

    def told(self) -> tuple[tuple[str, str], ...]:
        """Return the fields in doubt, each with what a person should look at."""
        told = []
        for name, leaves, message in self.doubts:
            kept = dict.fromkeys(shown(leaf) for leaf in leaves if leaf not in self.taken)
            told.append(
                (name, f"{message}; kept under extra: {', '.join(kept)}" if kept else message)
            )
        return tuple(told)

    def keep_rest(self, record: dict[str, object], row: Scope) -> None:
        """Put under `extra` what no field took: of an item of a list, in the record made of it."""
        for inner, item in self.records:  # the innermost first
            if type(item.value) is dict:
                add_extra(inner, self.rest(item))
        add_extra(record, self.rest(row))

    def rest(self, scope: Scope) -> dict[str, object]:
        """Return what is left of an object, nested as it was, and count it as taken."""
        assert type(scope.value) is dict  # noqa: S101 - the callers know
        left: dict[str, object] = {}
        around, taken = scope.path, self.taken
        for key, value in scope.value.items():
            path = (*around, key)
            if path in taken:  # as most values of a table
                continue
            found = self.left(value, path, len(around))
            if found is not _NONE:
                left[key] = found
        return left

    def left(self, value: object, path: Leaf, depth: int) -> object:
        """Return what is left of a value."""
        kind = type(value)
        if kind is dict or kind is list:
            if depth >= DEEPEST:
                raise TooDeep
            return self.left_within(value, path, depth + 1)
        if path in self.taken:
            return _NONE
        text = text_of(value)
        if not text or text in self.empty:
            return _NONE
        self.taken.add(path)
        if path not in self.kept:
            self.unused.append(shown(path))
        return value

    def left_within(self, value: object, path: Leaf, depth: int) -> object:
        """Return what is left of an object or a list. The items of a list keep their places."""
        if isinstance(value, dict):
            left: dict[str, object] = {}
            for key, inner in value.items():
                found = self.left(inner, (*path, key), depth)
                if found is not _NONE:
                    left[key] = found
            return left or _NONE
        assert isinstance(value, list)  # noqa: S101 - the caller knows
        items = [self.left(inner, (*path, number), depth) for number, inner in enumerate(value)]
        while items and items[-1] is _NONE:
            items.pop()
        return [None if item is _NONE else item for item in items] or _NONE


def below(scope: Scope, empty: Set[str]) -> tuple[Leaf, ...]:
    """Return where the scalars in a value stand that are something."""
    found: list[Leaf] = []
    unseen = [(scope.value, scope.path)]
    while unseen:
        value, path = unseen.pop()
        if isinstance(value, dict):
            unseen += ((inner, (*path, key)) for key, inner in value.items())
        elif isinstance(value, list):
            unseen += ((inner, (*path, number)) for number, inner in enumerate(value))
        elif (text := text_of(value)) and text not in empty:
            found.append(path)
    return tuple(found)


def add_extra(record: dict[str, object], left: dict[str, object]) -> None:
    """Put what is left under the `extra` of a record. What stands there already stays."""
    if not left:
        return
    there = record.get(EXTRA)
    if not isinstance(there, dict):
        record[EXTRA] = left
        return
    for key, value in left.items():
        free = key
        while free in there:
            free += "_"
        there[free] = value
