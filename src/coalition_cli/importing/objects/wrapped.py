"""JSON in which objects stand in lists, and lists in pages and answers → those objects as rows."""

from collections.abc import Callable, Iterator, Set
from itertools import islice

from ...model.problems import Problem, shortened
from ..content import Content
from ..rows import Row
from .json_values import Malformed, Walk, has_lines

_DEEPEST = 12  # lists and objects around a row
_SHOWN = 5  # keys that are told
_EACH = 'write each as an object: {"key": "value"}'


def objects(content: Content, wrappers: Set[str]) -> Iterator[Row | Problem]:
    """Yield the objects of a text, wherever they stand in lists and behind keys that only wrap.

    An object that has such a key is none itself: what else it has is told, and not read. Several
    values may stand in a row, as in JSON Lines: where each has a line, what is wrong with one ends
    with its line.
    """
    around: dict[str, object] = {}
    for walk in _walks(content):
        try:
            while walk.peek():
                yield from _within(walk, wrappers, around)
        except Malformed as malformed:
            yield walk.problem(malformed, "bad-row")
    if around:
        named = ", ".join(shortened(key) for key in islice(around, _SHOWN))
        message = f"what stands around the rows is not read: {named}"
        content.tell(message, "add what you need of it to the claims file")


def like(value: object, wrappers: Set[str], wanted: Callable[[dict[str, object]], bool]) -> bool:
    """Return whether one of the first objects in a value is as wanted."""
    for _ in range(_DEEPEST):
        if isinstance(value, list):
            return any(like(item, wrappers, wanted) for item in value[:3])
        if not isinstance(value, dict):
            return False
        inner = [value[key] for key in value if key in wrappers and isinstance(value[key], _HOLDS)]
        if not inner:
            return wanted(value)
        value = inner[0]
    return False


_HOLDS = (list, dict)


def _walks(content: Content) -> Iterator[Walk]:
    """Yield the text, or each of its lines where those are values of their own."""
    text = content.whole()
    if not has_lines(text):
        yield Walk(text, content.name)
        return
    for number, line in enumerate(text.split("\n"), 1):
        yield Walk(line, content.name, number)


def _within(
    walk: Walk, wrappers: Set[str], around: dict[str, object], depth: int = 0
) -> Iterator[Row | Problem]:
    kind = walk.peek()
    line, column = walk.place()
    if depth > _DEEPEST:
        raise Malformed(f"lists are nested more than {_DEEPEST} deep", walk.at, "use fewer levels")
    if kind == "[":
        for _ in walk.items():
            yield from _within(walk, wrappers, around, depth + 1)
    elif kind == "{":
        values: dict[str, object] = {}
        wraps = False
        for key in walk.members():
            if key in wrappers and walk.peek() in ("[", "{"):
                wraps = True
                yield from _within(walk, wrappers, around, depth + 1)
            else:
                _keep(values, key, walk)
        if wraps:
            around |= values
        else:
            yield Row(line, values)
    else:
        value = shortened(str(walk.value()))
        message = f"expected an object, not {value!r}"
        yield Problem("bad-row", message, _EACH, walk.file, line, column)


def _keep(values: dict[str, object], key: str, walk: Walk) -> None:
    start = walk.at
    value = walk.value()
    if values.setdefault(key, value) != value:
        message = f"the key '{shortened(key)}' stands twice, with different values"
        raise Malformed(message, start, "keep one of them")
