"""A mapping document → a plan; or all that is wrong with it, each with its place."""

from collections import Counter
from collections.abc import Mapping

from ...model import FILE_SECTIONS, SECTIONS
from ...model.problems import Problem, shortened
from ...reading.files import DataFile
from ...reading.limits import MAX_RECORD
from ...reading.nodes import (
    FileEntry,
    MappingNode,
    Node,
    SequenceNode,
    Spot,
    is_absent,
    is_scalar,
    written,
)
from ...reading.yaml_nodes import yaml_entries
from ...words import any_case
from ...words.written_dates import ORDERS
from ..forms import NAMES as FORMS
from ..rows import Layout
from .filling import Filling, Shape
from .keys import KEYS
from .notes import Notes
from .origins import Origins
from .paths import Path, path_of
from .planned import Plan
from .stated import NOTHING, RECORDS, Condition

__all__ = ["Plan", "compiled"]

_START = Spot(0, 0)
_SUCH_AS = "name what fills its fields: fields: {text: COLUMN}"
_KEYS = f"the keys: {', '.join(KEYS)}"
_NO_SEPARATORS = '"\r\n\0'


def compiled(document: bytes, name: str) -> Plan | list[Problem]:
    """Return the plan of a mapping, or its problems. `name` is what messages call the file."""
    if len(document) > MAX_RECORD:
        message = f"a mapping has more than {MAX_RECORD >> 20} MiB"
        return [Problem("over-limit", message, "look whether it is the data itself", name)]
    notes = Notes(name)
    pairs = _pairs(document, notes)
    if notes.problems:
        return notes.problems
    keys = {key: (node, value) for key, node, value in pairs}
    plan = _Document(notes, keys).plan()
    return sorted(notes.problems, key=lambda one: (one.line, one.column)) or plan


def _pairs(document: bytes, notes: Notes) -> list[tuple[str, Node, Node]]:
    """Return the keys of a document with their values; note where it is no mapping."""
    file = DataFile("", notes.name, content=document)
    pairs: list[tuple[Node, Node]] = []
    other: list[Node] = []
    with file.open() as stream:
        for entry in yaml_entries(stream, file):
            if isinstance(entry, Problem):
                notes.problems.append(entry)
            elif isinstance(entry, FileEntry) and entry.key is None:
                other.append(entry.node)
            elif isinstance(entry, FileEntry) and entry.key is not None and not entry.item:
                pairs.append((entry.key, entry.node))
    stated = {written(key) for key, _ in pairs if is_scalar(key)}
    if other:
        notes.add(other[0], "this is no mapping: it has no keys", _SUCH_AS)
    elif stated & {"version", *FILE_SECTIONS} and "fields" not in stated:
        notes.add(pairs[0][0], "this is a claims file, and no mapping", _SUCH_AS)
    return [*notes.pairs(MappingNode(pairs, _START), "a mapping")]


class _Document:
    """Reads the keys of a mapping."""

    def __init__(self, notes: Notes, keys: Mapping[str, tuple[Node, Node]]) -> None:
        self.notes, self.keys = notes, keys

    def plan(self) -> Plan:
        """Return the plan, as far as the document can be read."""
        notes = self.notes
        for name, (key, _) in self.keys.items():
            if name not in KEYS:
                near = notes.near(name, tuple(KEYS))
                notes.add(key, f"unknown key '{shortened(name)}'{near}", _KEYS)
        record = self.word("record", RECORDS)
        section = SECTIONS[record or RECORDS[0]]
        order = self.word("date", ORDERS)
        filling = Filling(notes, order)
        rows = filling.of_rows
        shape = Shape(section)
        fields = self.value("fields")
        if fields is not None and (record or "record" not in self.keys):
            filling.fill(shape, fields)
        elif fields is None and not notes.problems:  # else it may be misspelt
            notes.add(_START, "the mapping has no 'fields'", _SUCH_AS)
        conditions = [self.conditions(name, rows) for name in ("where", "where-not")]
        ignored = self.paths("ignore", rows)
        return Plan(
            name=notes.name,
            section=section,
            form=self.word("from", FORMS),
            layout=self.layout(),
            members=shape.members(),
            empty=self.empty(),
            where=conditions[0],
            where_not=conditions[1],
            ignored=ignored,
            named=tuple(rows.named),
        )

    def value(self, name: str) -> Node | None:
        """Return the value of a key; None where it is absent."""
        if name not in self.keys:
            return None
        value = self.keys[name][1]
        return None if is_scalar(value) and is_absent(value) else value

    def word(self, name: str, words: tuple[str, ...]) -> str | None:
        """Return the word of a key that takes one of several."""
        value = self.value(name)
        return None if value is None else self.notes.one_of(value, words, f"'{name}'")

    def text(self, name: str) -> str | None:
        """Return the text of a key."""
        value = self.value(name)
        return None if value is None else self.notes.text(value, f"'{name}'")

    def texts(self, name: str) -> list[str]:
        """Return the texts of a key, one or several."""
        value = self.value(name)
        return [] if value is None else self.notes.texts(value, f"'{name}'")

    def empty(self) -> frozenset[str]:
        """Return the texts that mean nothing. `null` may be one of them, as it is written."""
        value = self.value("empty")
        nodes = value.items if isinstance(value, SequenceNode) else [value] if value else []
        for node in nodes:
            if not is_scalar(node):
                self.notes.text(node, "an item of 'empty'")
        return frozenset(written(node).strip() for node in nodes if is_scalar(node))

    def paths(self, name: str, rows: Origins) -> tuple[Path, ...]:
        """Return the paths of a key, one or several."""
        value = self.value(name)
        if value is None:
            return ()
        nodes = value.items if isinstance(value, SequenceNode) else [value]
        texts = [(self.notes.text(node, f"an item of '{name}'"), node) for node in nodes]
        paths = [rows.path(text, node) for text, node in texts if text is not None]
        return tuple(path for path in paths if path is not None)

    def conditions(self, name: str, rows: Origins) -> tuple[Condition, ...]:
        """Return the conditions of a key: the values that a row may have, by their paths."""
        value = self.value(name)
        found = []
        for column, key, stated in () if value is None else self.notes.pairs(value, f"'{name}'"):
            path = rows.path(column, key)
            nodes = stated.items if isinstance(stated, SequenceNode) else [stated]
            values = {self.wanted(node, f"a value of '{shortened(column)}'") for node in nodes}
            if path is not None:
                found.append(Condition(path, frozenset(values)))
        return tuple(found)

    def wanted(self, node: Node, what: str) -> str:
        """Return a value of a condition; null stands for none."""
        if is_scalar(node) and (is_absent(node) or not written(node).strip()):
            return NOTHING
        return any_case(self.notes.text(node, what) or "")

    def layout(self) -> Layout:
        """Return how rows are read."""
        separator = self.value("separator")
        mark = written(separator) if separator is not None and is_scalar(separator) else None
        if separator is not None and (mark is None or len(mark) != 1 or mark in _NO_SEPARATORS):
            remedy = 'such as separator: ";" or separator: "\\t"'
            self.notes.add(separator, "'separator' must be one character", remedy)
        columns = self.texts("columns")
        for name in (name for name, count in Counter(columns).items() if count > 1):
            message = f"'columns' has '{shortened(name)}' twice"
            self.notes.add(self.keys["columns"][1], message, "give each column a name of its own")
        skip = self.value("skip")
        rows = self.text("rows")
        if rows is not None and (path := path_of(rows)) and (path.up or not path.steps):
            remedy = "write the path of a list from the beginning: data.items"
            self.notes.add(self.keys["rows"][1], f"'rows' cannot be '{shortened(rows)}'", remedy)
        count = 0 if skip is None else self.notes.count(skip, "'skip'")
        return Layout(mark, tuple(columns), count, self.text("sheet"), rows)
