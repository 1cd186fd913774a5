"""Paths of values in a row: `a`, `a.b`, `a[0].b`, `a[].b`, `^.a`.

A row may nest, as JSON does. `a[]` is all items of a list. One value that is no list counts as a
list of one, as in JSON-LD. A name with dots or brackets in it is found as a whole first. A path can
have it in quotes: `a["b.c"]`, and at its beginning `["{a}"]`. Within the items of a list, `^` is
what is around the item, and `.` is the item itself.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

Step = str | int | None  # a name, the number of an item from 0, or all items
Leaf = tuple[str | int, ...]  # where a value stands in a row: names, and numbers of items

_PIECE = re.compile(
    r"""(?P<name>[^.\[\]]+)|\[(?P<number>[0-9]{1,9})?\]|\["(?P<quoted>(?:[^"\\]|\\.)*)"\]"""
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PLAIN = re.compile(r"[^\s.\[\]^{}]+( [^\s.\[\]^{}]+)*")
_QUOTED = '["'  # begins a path whose first name is in quotes
AROUND = "^"
ITSELF = "."


class Path(NamedTuple):
    """A path as a mapping has it."""

    text: str
    up: int = 0  # how many objects it goes up before the first step
    steps: tuple[Step, ...] = ()  # none: the item itself

    @property
    def column(self) -> str | None:
        """The name of the column that it is; None if it leads on from there."""
        [step, *others] = self.steps or (None,)
        return step if isinstance(step, str) and not others and not self.up else None


class Scope:
    """A value in a row: where it stands, and the object around it."""

    __slots__ = ("around", "path", "value")

    def __init__(self, value: object, path: Leaf = (), around: "Scope | None" = None) -> None:
        self.value, self.path, self.around = value, path, around


Find = Callable[[Scope], list[Scope]]  # the values at a path, seen from a scope


def path_of(text: str) -> Path:
    """Return the path that a text is. A text that is none is the whole name of a column."""
    rest, up = text, 0
    while rest.startswith(f"{AROUND}."):
        rest, up = rest[2:], up + 1
    if rest in (AROUND, ITSELF):
        return Path(text, up + (rest == AROUND))
    steps = _steps(rest)
    return Path(text, 0, (text,)) if steps is None else Path(text, up, steps)


def _steps(text: str) -> tuple[Step, ...] | None:
    """Return the steps that a text is, None if it is no path."""
    steps: list[Step] = []
    position = 0
    while position < len(text):
        dot = position > 0 and text[position] == "."
        found = _PIECE.match(text, position + dot)
        # A name begins the path, or follows a dot; a bracket follows a name or a bracket.
        begins = position == 0 and not text.startswith(_QUOTED)
        if not found or (found["name"] is not None) != (dot or begins):
            return None
        if found["name"] is not None:
            steps.append(found["name"])
        elif found["quoted"] is not None:
            steps.append(_ESCAPED.sub(r"\1", found["quoted"]))
        else:
            steps.append(None if found["number"] is None else int(found["number"]))
        position = found.end()
    return tuple(steps) or None


def absolute(around: tuple[Step, ...], path: Path) -> tuple[Step, ...]:
    """Return the steps of a path from the row on; `around` are those of the items it begins in."""
    steps = [*around]
    for _ in range(path.up):
        while steps and not isinstance(steps.pop(), str):
            pass
        while steps and not isinstance(steps[-1], str):
            steps.pop()
    return (*steps, *path.steps)


def shown(steps: Sequence[Step]) -> str:
    """Return the path of a value as a mapping would have it. Numbers of items are left out."""
    if len(steps) == 1:
        return _alone(str(steps[0]))
    parts: list[str] = []
    for step in steps:
        if not isinstance(step, str):
            parts.append("[]")
        elif _PLAIN.fullmatch(step):
            parts.append(f".{step}" if parts else step)
        else:
            parts.append(_quoted(step))
    return "".join(parts)


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'["{escaped}"]'


@lru_cache(maxsize=1 << 10)  # most values that are told stand in a column
def _alone(name: str) -> str:
    """Return the path of a column: its name, dots and brackets and all, where nothing is odd."""
    odd = "{" in name or "}" in name or name != name.strip() or name in ("", AROUND, ITSELF)
    return _quoted(name) if odd or name.startswith((f"{AROUND}.", _QUOTED)) else name


def finder(path: Path, *, whole: bool = False) -> Find:
    """Return the function that finds the values at a path; objects too, which few fields take.

    The items of a list there are values each, unless it is wanted as a whole.
    """
    text, up, steps = path
    if path.column is not None:
        return _column(path.column, whole=whole)
    items = (lambda scope: [scope]) if whole else _items

    def find(scope: Scope) -> list[Scope]:
        if not up and type(scope.value) is dict and text in scope.value:
            return items(Scope(scope.value[text], (*scope.path, text), scope))
        outer: Scope | None = scope
        for _ in range(up):
            outer = outer.around if outer else None
        found = [outer] if outer else []
        for step in steps:
            found = [inner for one in found for inner in _stepped(one, step)]
        return [item for one in found for item in items(one)]

    return find


def _column(name: str, *, whole: bool) -> Find:
    """Return the function that finds the values of a column: most paths are one."""

    def find(scope: Scope) -> list[Scope]:
        row = scope.value
        if type(row) is not dict or name not in row:
            return []
        found = Scope(row[name], (*scope.path, name), scope)
        return [found] if whole or type(found.value) is not list else _items(found)

    return find


def _stepped(scope: Scope, step: Step) -> Iterator[Scope]:
    value = scope.value
    if isinstance(step, str):
        if type(value) is dict and step in value:
            yield Scope(value[step], (*scope.path, step), scope)
    elif type(value) is not list:
        if not step:  # one value counts as a list of one
            yield scope
    elif step is None:
        for number, item in enumerate(value):
            yield Scope(item, (*scope.path, number), scope.around)
    elif step < len(value):
        yield Scope(value[step], (*scope.path, step), scope.around)


def _items(scope: Scope) -> list[Scope]:
    """Return the items of a list, and of lists in it; of any other value itself."""
    if type(scope.value) is not list:
        return [scope]
    found: list[Scope] = []
    unseen = [scope]
    while unseen:
        one = unseen.pop()
        if type(one.value) is list:
            unseen += [*_stepped(one, None)][::-1]
        else:
            found.append(one)
    return found
