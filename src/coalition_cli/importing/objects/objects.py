"""JSON and JSON Lines → rows: the objects of a list that is named or found, or those of lines.

A document is held as text, and decoded a row at a time. Of JSON Lines only a line is held.
"""

from collections.abc import Generator, Iterator
from functools import lru_cache
from itertools import chain, count
from typing import NamedTuple

from ...model.problems import DataError, Problem
from ..content import MAX_WHOLE, Content
from ..forms import Sample
from ..guessing.headers import meaning
from ..mapping.paths import Step, path_of, shown
from ..rows import Layout, Row
from .json_values import Malformed, Walk

Steps = tuple[Step, ...]  # what leads to a list
_MEMBERS: Steps = ("",)  # the values of the document, which is an object; no path is so
_DEEPEST = 4  # keys that lead to a list that is found
_EACH = 'write each row as an object: {"key": "value"}'


def is_one(sample: Sample) -> bool:
    """Whether it is a JSON document, or several in a row."""
    return bool(sample.values) and not is_several(sample)


def is_several(sample: Sample) -> bool:
    """Whether each line is a JSON value."""
    return sample.lines


def lines(content: Content, layout: Layout) -> Iterator[Row | Problem]:
    """Yield the objects of lines; where the layout names a list, its items in each of them."""
    steps = steps_of(layout.rows)
    number = 0
    with content.text() as text:
        while line := text.readline(MAX_WHOLE):
            number += 1
            if not line.strip():
                continue
            walk = Walk(line, content.name, number)
            try:
                yield from rows_at(walk, steps)
                walk.end()
            except Malformed as malformed:
                yield walk.problem(malformed, "bad-row")


def documents(content: Content, layout: Layout) -> Iterator[Row | Problem]:
    """Yield the objects of the list that the layout names, or that is found.

    Where several documents stand in a row, it is the same list in each.
    """
    steps = steps_of(layout.rows) if layout.rows else _found(content)
    walk = Walk(content.whole(), content.name)
    there = False
    try:
        while walk.peek():
            there |= yield from rows_at(walk, steps)
    except Malformed as malformed:
        yield walk.problem(malformed)
        return
    if not there:
        message = f"nothing stands at '{layout.rows}', where its rows should be"
        yield Problem("bad-input", message, _name_one(content), content.name)


def steps_of(path: str | None) -> Steps:
    """Return the steps of a path such as `data.items`; none for the document itself."""
    return path_of(path).steps if path else ()


def rows_at(walk: Walk, steps: Steps) -> Generator[Row | Problem, None, bool]:
    """Yield the rows at the end of a path, and return whether something stands there.

    What begins here is passed over where the path does not lead on in it. A list on the way to a
    name stands for each of its items.
    """
    if not steps or steps == _MEMBERS:
        yield from _rows_here(walk, keyed=steps == _MEMBERS)
        return True
    kind, step, there = walk.peek(), steps[0], False
    if kind == "[":
        inner = steps if isinstance(step, str) else steps[1:]
        for place, _ in enumerate(walk.items()):
            if isinstance(step, int) and place != step:
                walk.value()
            else:
                there |= yield from rows_at(walk, inner)
    elif kind == "{" and isinstance(step, str):
        for key in walk.members():
            if key == step:
                there |= yield from rows_at(walk, steps[1:])
            else:
                walk.value()
    elif step is None:
        there |= yield from rows_at(walk, steps[1:])
    else:
        walk.value()
    return there


def _rows_here(walk: Walk, *, keyed: bool) -> Iterator[Row | Problem]:
    """Yield the items of the list that begins here, or the one value; or an object's values."""
    kind = walk.peek()
    if keyed and kind == "{":
        for key in walk.members():
            yield _keyed(_row(walk), key)
    elif kind == "[":
        for _ in walk.items():
            yield _row(walk)
    else:
        yield _row(walk)


def _row(walk: Walk) -> Row | Problem:
    walk.peek()
    line, column = walk.place()
    value = walk.value()
    if isinstance(value, dict):
        return Row(line, value)
    message = f"expected an object, not {_named(value)}"
    return Problem("bad-row", message, _EACH, walk.file, line, column)


def _keyed(row: Row | Problem, key: str) -> Row | Problem:
    """Return a row with the key that it had, as its id if it has none."""
    if isinstance(row, Problem) or key in row.values.values():
        return row
    names = chain(("id", "key"), (f"key_{number}" for number in count(2)))
    name = next(name for name in names if name not in row.values)
    return Row(row.line, {name: key, **row.values})


def _named(value: object) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool) or value is None:
        return {None: "null", True: "true", False: "false"}[value]
    return "a text" if isinstance(value, str) else "a number"


class _Outline(NamedTuple):
    """What an object that is a document has."""

    lists: tuple[Steps, ...] = ()  # the paths of its lists of objects
    beside: tuple[str, ...] = ()  # its other keys
    is_row: bool = False  # whether one of these has the text of a claim: then it is a row itself
    of_rows: bool = False  # whether all its values are objects, by their names


@lru_cache(maxsize=4)
def _found(content: Content) -> Steps:
    """Return the path of the one list of objects that is nearest to the top, or of the document."""
    lists, beside, is_row, of_rows = _outline(content)
    if is_row or not lists:
        return _MEMBERS if of_rows and not is_row else ()
    nearest = [steps for steps in lists if len(steps) == min(map(len, lists))]
    if len(nearest) > 1:
        raise content.refused(f"it has {len(nearest)} lists of objects", _name_one(content))
    if beside:
        what = f"only '{shown(nearest[0])}' is read, and nothing beside it: {', '.join(beside)}"
        content.tell(what, "say 'rows' in a mapping if the rows stand elsewhere")
    return nearest[0]


def _name_one(content: Content) -> str:
    """Return how to say which list has the rows."""
    lists = [shown(steps) for steps in _outline(content).lists]
    if not lists:
        return "check the path: it has no list of objects"
    return f"say in the mapping which of them has the rows, such as: rows: {' or '.join(lists[:5])}"


@lru_cache(maxsize=4)
def _outline(content: Content) -> _Outline:
    """Return what the first document has; nothing of one that is a list."""
    walk = Walk(content.whole(), content.name)
    lists, beside, kinds, is_row = list[Steps](), list[str](), list[str](), False
    try:
        for key in walk.members() if walk.peek() == "{" else ():
            kinds.append(walk.peek())
            has_text = kinds[-1] == '"' and (meaning(key) or ("",))[0] == "text"
            is_row = is_row or has_text
            below = list(_lists_below(walk, (key,)))
            lists += below
            beside += [] if below else [key]
    except Malformed as malformed:
        raise DataError([walk.problem(malformed)]) from malformed
    of_rows = len(kinds) > 1 and set(kinds) == {"{"}
    return _Outline(tuple(lists), tuple(beside), is_row, of_rows)


def _lists_below(walk: Walk, steps: Steps) -> Iterator[Steps]:
    """Yield the paths of the lists of objects in the value that begins here."""
    kind = walk.peek()
    if kind == "[":
        kinds = set()
        for _ in walk.items():
            kinds.add(walk.peek())
            walk.value()
        if "{" in kinds:
            yield steps
    elif kind == "{" and len(steps) < _DEEPEST:
        for key in walk.members():
            yield from _lists_below(walk, (*steps, key))
    else:
        walk.value()
