"""What YAML and JSON have in common: scalars, sequences and mappings with their places."""

from collections.abc import Iterator
from typing import NamedTuple

from ..problems import Problem
from ..record import Place

MAX_DEPTH = 32  # of nesting; the format itself needs five
MAX_EXPANSION = 100_000  # nodes that the aliases of one file may stand for


class Scalar:
    """Text as it is written. `plain` is false for text in quotes, which is never a number."""

    __slots__ = ("column", "line", "plain", "text")

    def __init__(self, text: str, plain: bool, line: int, column: int) -> None:
        self.text, self.plain, self.line, self.column = text, plain, line, column

    @property
    def absent(self) -> bool:
        """Whether it is YAML's null: nothing, `~` or `null`."""
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


class Sequence:
    """A list of nodes."""

    __slots__ = ("column", "items", "line")

    def __init__(self, items: "list[Node]", line: int, column: int) -> None:
        self.items, self.line, self.column = items, line, column


class Mapping:
    """Keys and values in the order of the file; a key may stand twice."""

    __slots__ = ("column", "line", "pairs")

    def __init__(self, pairs: "list[tuple[Node, Node]]", line: int, column: int) -> None:
        self.pairs, self.line, self.column = pairs, line, column


Node = Scalar | Sequence | Mapping


class Entry(NamedTuple):
    """A piece of a file, let go one by one: the value of a top-level key, or one item of it.

    `key` is absent for the items of a file that is nothing but a list of claims.
    """

    key: Node | None
    node: Node
    item: bool


Entries = Iterator[Entry | Problem]


def place(node: Node) -> Place:
    """Return where the node begins."""
    return Place(node.line, node.column)
