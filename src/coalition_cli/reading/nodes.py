"""What YAML and JSON have in common: scalars, sequences and mappings with their places."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol, TypeGuard, final

from ..model.problems import Problem
from ..model.record import Mark, Record

NULLS = frozenset({"", "~", "null", "Null", "NULL"})  # of YAML 1.2 core


class Written(Protocol):
    """A scalar with its place: PyYAML's own event, or the like.

    The first of `implicit` says whether it is plain. Text in quotes is not: it is never a
    number, nor absent.
    """

    value: str
    implicit: tuple[bool, bool]
    start_mark: Mark


class Ended(Written, Protocol):
    """A scalar of which it is known where it ends."""

    end_mark: Mark


class Spot(NamedTuple):
    """A mark, and what begins there."""

    line: int
    column: int

    @property
    def start_mark(self) -> Mark:
        """Itself."""
        return self


_PLAIN, _QUOTED = (True, False), (False, True)


class ScalarNode:
    """A scalar that is no event."""

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


# A mere `str` is text in quotes within a JSON record, and stands where that begins. With the
# events, that spares an object for each of the millions of scalars.
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
    """Whether a node is a scalar without quotes of which it is known where it ends: YAML's are."""
    return is_scalar(node) and is_plain(node) and getattr(node, "end_mark", None) is not None


def is_absent(scalar: Scalar) -> bool:
    """Whether a scalar is YAML's null: nothing, `~` or `null`."""
    return not isinstance(scalar, str) and scalar.implicit[0] and scalar.value in NULLS


class FileEntry(NamedTuple):
    """A piece of a file, let go one by one: the value of a top-level key, or one item of it.

    `key` is absent for the items of a file that is nothing but a list of claims.
    """

    key: Node | None
    node: Node
    item: bool


# A record where a piece could be read without nodes.
Entries = Iterator[FileEntry | Record | Problem]
