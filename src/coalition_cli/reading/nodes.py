"""What YAML and JSON have in common: scalars, sequences and mappings with their places."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol, TypeGuard, final

from ..model.problems import Problem
from ..model.record import Mark, Record

# The words of YAML 1.2 core, which are these only without quotes.
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
BOOLEANS = {
    word: word.lower() == "true" for word in ["true", "True", "TRUE", "false", "False", "FALSE"]
}


class Written(Protocol):
    """A scalar with its place: an event of PyYAML, or a ScalarNode.

    The first of `implicit` says whether it is plain. Text in quotes is not plain: it is never
    a number, and never absent.
    """

    value: str
    implicit: tuple[bool, bool]
    start_mark: Mark


class Ended(Written, Protocol):
    """A scalar that knows where it ends."""

    end_mark: Mark


class Spot(NamedTuple):
    """A place in a file, as parsers mark it: line and column from 0."""

    line: int
    column: int

    @property
    def start_mark(self) -> Mark:
        """Itself."""
        return self


_PLAIN, _QUOTED = (True, False), (False, True)


class ScalarNode:
    """A scalar that is not an event of PyYAML."""

    __slots__ = ("end_mark", "implicit", "start_mark", "value")

    def __init__(
        self, value: str, plain: bool, start_mark: Mark, end_mark: Mark | None = None
    ) -> None:
        self.value, self.start_mark, self.end_mark = value, start_mark, end_mark
        self.implicit = _PLAIN if plain else _QUOTED


@final
class SequenceNode:
    """A list of nodes."""

    __slots__ = ("items", "start_mark")

    def __init__(self, items: "list[Node]", start_mark: Mark) -> None:
        self.items, self.start_mark = items, start_mark


@final
class MappingNode:
    """Keys and values in the order of the file; a key may stand twice."""

    __slots__ = ("pairs", "start_mark")

    def __init__(self, pairs: "list[tuple[Node, Node]]", start_mark: Mark) -> None:
        self.pairs, self.start_mark = pairs, start_mark


# A `str` is a text in quotes within a JSON record; its place is where the record begins. Strings
# and events save an object for each of millions of scalars.
Scalar = Written | str
Node = Scalar | SequenceNode | MappingNode


def is_scalar(node: Node) -> TypeGuard[Scalar]:
    """Whether a node is neither a sequence nor a mapping."""
    return type(node) is not SequenceNode and type(node) is not MappingNode


def written(scalar: Scalar) -> str:
    """Return the text of a scalar as it is written."""
    return scalar if isinstance(scalar, str) else scalar.value


def is_plain(scalar: Scalar) -> bool:
    """Whether a scalar stands without quotes."""
    return not isinstance(scalar, str) and scalar.implicit[0]


def is_ended(node: Node) -> TypeGuard[Ended]:
    """Whether a node is a plain scalar that knows where it ends, as those of YAML do."""
    return is_scalar(node) and is_plain(node) and getattr(node, "end_mark", None) is not None


def is_absent(scalar: Scalar) -> bool:
    """Whether a scalar is YAML's null: nothing, `~` or `null`."""
    return not isinstance(scalar, str) and scalar.implicit[0] and scalar.value in NULLS


def parts(node: SequenceNode | MappingNode) -> "list[Node]":
    """Return the nodes right in a node: its items, or its keys and values in turn."""
    if isinstance(node, SequenceNode):
        return node.items
    return [part for pair in node.pairs for part in pair]


def scalars(node: Node) -> Iterator[Scalar]:
    """Yield the scalars in a node, at any depth, or the node itself if it is one."""
    if isinstance(node, SequenceNode | MappingNode):
        for part in parts(node):
            yield from scalars(part)
    else:
        yield node


def last_line(node: Node) -> int:
    """Return the last line with a scalar of a node, from 1; 0 if it has none with a place."""
    lines = [0]
    for scalar in scalars(node):
        if not isinstance(scalar, str):
            lines.append(scalar.start_mark.line + 1)
        end: Mark | None = getattr(scalar, "end_mark", None)
        if end is not None and end.column:  # a block scalar ends where the next line begins
            lines.append(end.line + 1)
    return max(lines)


class FileEntry(NamedTuple):
    """The value of a top-level key of a file, or one item of that value.

    `key` is None for the items of a list of claims without a key. `extract` says that the file is
    only such a list.
    """

    key: Node | None
    node: Node
    item: bool
    extract: bool = False


# A record is an entry that was read without nodes.
Entries = Iterator[FileEntry | Record | Problem]
