"""The problems of a mapping, each with its place, and how its nodes are read as plain values."""

from collections.abc import Iterator, Sequence

from ...model.problems import SUGGESTIONS, Problem, shortened, suggestion
from ...reading.defects import described
from ...reading.nodes import (
    MappingNode,
    Node,
    Scalar,
    SequenceNode,
    Spot,
    is_absent,
    is_scalar,
    written,
)
from ...words.values import whole_number

MOST = 100  # problems of one mapping: nobody reads more
CODE = "bad-mapping"
_TEXT = "write text, in quotes if necessary"


class Notes:
    """Collects the problems of a mapping."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self._suggested = 0

    def add(self, node: Node | Spot, message: str, remedy: str) -> None:
        """Note a problem at a node."""
        if not self.full:
            line, column = place(node)
            self.problems.append(Problem(CODE, message, remedy, self.name, line, column))

    @property
    def full(self) -> bool:
        """Whether there are as many problems as anybody reads."""
        return len(self.problems) >= MOST

    def near(self, word: str, known: Sequence[str]) -> str:
        """Return what was perhaps meant, for the first of very many."""
        self._suggested += 1
        return suggestion(word, known) if self._suggested <= SUGGESTIONS else ""

    def pairs(self, node: Node, what: str) -> Iterator[tuple[str, Scalar, Node]]:
        """Yield the keys of a mapping with their nodes, each once; note what is none."""
        if not isinstance(node, MappingNode):
            remedy = "write its keys, each with a value: key: value"
            message = f"{what} must be a mapping of keys to values, not {described(node)}"
            self.add(node, message, remedy)
            return
        seen: set[str] = set()
        for key, value in node.pairs:
            name = self.key(key)
            if name is None or not is_scalar(key):
                continue
            if name in seen:
                self.add(key, f"'{shortened(name)}' stands twice", "keep one of them")
            else:
                seen.add(name)
                yield name, key, value

    def key(self, key: Node) -> str | None:
        """Return the text of a key; note what is none."""
        if is_scalar(key):
            return written(key).strip()
        remedy = "put text that begins with [ or { in quotes"
        self.add(key, f"a key must be a word, not {described(key)}", remedy)
        return None

    def text(self, node: Node, what: str, remedy: str = _TEXT) -> str | None:
        """Return the text of a scalar; note what is none, and what is empty."""
        if is_scalar(node) and not is_absent(node) and written(node).strip():
            return written(node)
        found = "nothing" if is_scalar(node) else described(node)
        self.add(node, f"{what} must be text, not {found}", remedy)
        return None

    def texts(self, node: Node, what: str) -> list[str]:
        """Return the texts of a list, or of one scalar."""
        if isinstance(node, SequenceNode):
            found = [self.text(item, f"an item of {what}") for item in node.items]
        else:
            found = [self.text(node, what)]
        return [text for text in found if text is not None]

    def count(self, node: Node, what: str) -> int:
        """Return the whole number that a scalar is, 0 or more."""
        number = whole_number(written(node).strip()) if is_scalar(node) else None
        if number is None or not 0 <= number <= 1_000_000:
            remedy = "write a whole number, such as 2"
            self.add(node, f"{what} must be a whole number, not {described(node)}", remedy)
            return 0
        return number

    def one_of(self, node: Node, words: Sequence[str], what: str) -> str | None:
        """Return the word that a scalar is."""
        text = self.text(node, what)
        if text is not None and (text := text.strip()) not in words:
            message = f"{what} cannot be '{shortened(text)}'{self.near(text, words)}"
            self.add(node, message, f"it is one of {', '.join(words)}")
            return None
        return text


def place(node: Node | Spot) -> tuple[int, int]:
    """Return the line and the column where a node begins, from 1."""
    assert not isinstance(node, str)  # noqa: S101 - YAML's nodes have a place
    return node.start_mark.line + 1, node.start_mark.column + 1
