"""YAML text → entries, from PyYAML's event stream: plain scalars stay as they are written."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable
from io import BufferedReader
from typing import Any, cast

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentEndEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from ..model import FILE_SECTIONS
from ..problems import Problem
from ..record import Mark
from .encoding import not_utf8
from .files import DataFile
from .nodes import (
    MAX_DEPTH,
    MAX_EXPANSION,
    Entries,
    Entry,
    Mapping,
    Node,
    Sequence,
    Text,
    is_absent,
    is_scalar,
    written,
)

# libyaml where PyYAML was built with it: seven times faster than the parser in Python.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_REMEDY = (
    "check the indentation, and put text that holds ': ' or begins with a mark such as * & ! @ % "
    "in quotes"
)
_TOO_DEEP = f"values are nested more than {MAX_DEPTH} deep"
_NO_TABS = "indent with blanks, not with tabs"
_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float"))
_KNOWN_TAGS = _PLAIN_TAGS | {f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map")} | {"!"}


def yaml_entries(stream: BufferedReader, file: DataFile) -> Entries:
    """Yield the file's pieces as they are parsed, then a problem where it cannot go on."""
    if stream.peek()[:2] in (BOM_UTF16_LE, BOM_UTF16_BE):  # which the parser would take
        yield _unreadable(file, 0, "")
        return
    try:
        yield from _Parser(stream, file.name).entries()
    except _Stopped as stopped:
        yield stopped.problem
    except yaml.reader.ReaderError as error:
        code = error.character if isinstance(error.character, int) else ord(error.character)
        yield _unreadable(file, error.position, f"{error.reason} ({code:#04x})")
    except yaml.MarkedYAMLError as error:
        yield _malformed(file, error)


def _unreadable(file: DataFile, position: int, message: str) -> Problem:
    """Return the problem of bytes that the parser does not take for text."""
    data = _again(file)
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as undecoded:
        return not_utf8(file.name, data, undecoded)
    # Position is in bytes, or in characters from the parser in Python: as good for ASCII.
    line, column = _line_and_column(data, position)
    remedy = 'write the character as an escape in double quotes, such as "\\x1b"'
    return Problem("bad-syntax", message, remedy, file.name, line, column)


def _malformed(file: DataFile, error: yaml.MarkedYAMLError) -> Problem:
    """Return the problem of text that is not YAML."""
    data = _again(file)
    line, column = _within(data, error.problem_mark or error.context_mark)
    message = error.problem or str(error)
    if error.context_mark and error.context_mark.line + 1 != line:
        begun, at = error.context_mark.line + 1, error.context_mark.column + 1
        message += f", in what begins at {begun}:{at}"
    if "nesting depth" in message:  # libyaml of 2026 stops at 1,000, before it lets an event go
        return Problem("over-limit", _TOO_DEEP, "flatten them", file.name, line, column)
    tab = data.splitlines()[line - 1 : line][:1]
    remedy = _NO_TABS if tab and b"\t" in tab[0][:column] else _REMEDY
    return Problem("bad-syntax", message, remedy, file.name, line, column)


def _again(file: DataFile) -> bytes:
    """Return the whole file, to say more of what is wrong with it."""
    with file.open() as stream:
        return stream.read()


def _within(data: bytes, mark: Mark | None) -> tuple[int, int]:
    """Return the place of a mark; libyaml's may be in a line behind the last."""
    if mark is None:
        return 1, 1
    if mark.line < len(data.splitlines()):
        return mark.line + 1, mark.column + 1
    return _line_and_column(data, len(data.rstrip(b"\n")))


def _line_and_column(data: bytes, position: int) -> tuple[int, int]:
    before = data[:position]
    start = before.rfind(b"\n") + 1
    return before.count(b"\n") + 1, len(before[start:].decode(errors="replace")) + 1


class _Stopped(Exception):
    """The file cannot be read any further."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _Parser:
    """Builds nodes from events, one entry at a time."""

    def __init__(self, stream: BufferedReader, file: str) -> None:
        self.file = file
        loader = _LOADER(stream)
        self.next: Callable[[], Any] = loader.get_event
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.problems: list[Problem] = []  # after which reading can go on
        self.aliased = 0  # nodes that the aliases so far stand for

    def entries(self) -> Entries:
        """Yield the pieces of the one document, each behind the problems found on the way."""
        for piece in self.document():
            yield from self.problems
            self.problems.clear()
            yield piece

    def document(self) -> Entries:
        """Yield the pieces of the one document."""
        self.next()  # the stream begins
        if isinstance(self.next(), StreamEndEvent):
            return  # an empty file states nothing
        root = self.next()
        if isinstance(root, MappingStartEvent):
            yield from self.members()
        elif isinstance(root, SequenceStartEvent):
            yield from self.items(None)
        else:
            node = self.node(root, 0)
            if not (is_scalar(node) and is_absent(node)):
                yield Entry(None, node, item=False)
        event = self.next()
        assert isinstance(event, DocumentEndEvent), event  # noqa: S101 - libyaml's own grammar
        event = self.next()
        if not isinstance(event, StreamEndEvent):
            message = "a second document begins here; a claims file holds one"
            raise self.stopped("bad-syntax", message, "move it to a file of its own", event)

    def members(self) -> Entries:
        """Yield the values of the top-level keys, those of the lists of records one by one."""
        while not isinstance(event := self.next(), CollectionEndEvent):
            key = self.node(event, 1)
            event = self.next()
            listed = is_scalar(key) and written(key) in FILE_SECTIONS
            if listed and type(event) is SequenceStartEvent and event.anchor is None:
                yield Entry(key, Sequence([], cast(Mark, event.start_mark)), item=False)
                yield from self.items(key)
            else:
                yield Entry(key, self.node(event, 1), item=False)

    def items(self, key: Node | None) -> Entries:
        """Yield the items of a list of records."""
        while not isinstance(event := self.next(), CollectionEndEvent):
            yield Entry(key, self.node(event, 2), item=True)

    def node(self, event: Any, depth: int) -> Node:
        """Build the node that begins with the event."""
        if type(event) is ScalarEvent and event.tag is None and event.anchor is None:
            return event  # type: ignore[return-value]  # what was parsed has a mark
        if isinstance(event, AliasEvent):
            return self.alias(event)
        assert isinstance(event, NodeEvent), event  # noqa: S101 - libyaml's own grammar
        node = self.tagged(event, depth)
        if event.anchor is not None:
            self.anchors[event.anchor] = node, _size(node)
        return node

    def tagged(self, event: Any, depth: int) -> Node:
        """Build a node by the kind of its event; a tag other than YAML's own is refused."""
        tag = getattr(event, "tag", None)
        if tag is not None and tag not in _KNOWN_TAGS:
            written = tag.replace("tag:yaml.org,2002:", "!!")
            message = f"the tag '{written}' means nothing in a claims file"
            self.problems.append(self.problem("wrong-type", message, "remove the tag", event))
        mark = event.start_mark
        if isinstance(event, ScalarEvent):
            return Text(event.value, event.implicit[0] or tag in _PLAIN_TAGS, mark)
        if depth > MAX_DEPTH:
            raise self.stopped("over-limit", _TOO_DEEP, "flatten them", event)
        following, node, inner = self.next, self.node, depth + 1
        if type(event) is SequenceStartEvent:
            items: list[Node] = []
            while type(start := following()) is not SequenceEndEvent:
                items.append(node(start, inner))
            return Sequence(items, mark)
        pairs: list[tuple[Node, Node]] = []
        while type(start := following()) is not MappingEndEvent:
            pairs.append((node(start, inner), node(following(), inner)))
        return Mapping(pairs, mark)

    def alias(self, event: AliasEvent) -> Node:
        """Return the node that an alias stands for, and count what it adds."""
        found = self.anchors.get(event.anchor or "")
        if found is None:
            message = (
                f"the alias '*{event.anchor}' has no anchor '&{event.anchor}' complete before it"
            )
            raise self.stopped(
                "bad-syntax",
                message,
                "write the value out, or put it in quotes if it is text",
                event,
            )
        node, size = found
        self.aliased += size
        if self.aliased > MAX_EXPANSION:
            message = f"aliases stand for more than {MAX_EXPANSION:,} values"
            raise self.stopped(
                "over-limit", message, "write the values out, or use fewer aliases", event
            )
        return node

    def stopped(self, code: str, message: str, remedy: str, event: Event) -> _Stopped:
        """Return the exception for a problem at the event, after which nothing is read."""
        return _Stopped(self.problem(code, message, remedy, event))

    def problem(self, code: str, message: str, remedy: str, event: Event) -> Problem:
        """Return a problem at the event."""
        mark = event.start_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return Problem(code, message, remedy, self.file, line, column)


def _size(node: Node) -> int:
    """Return how many nodes a node holds, itself counted and aliases written out."""
    if isinstance(node, Sequence):
        return 1 + sum(map(_size, node.items))
    if isinstance(node, Mapping):
        return 1 + sum(_size(key) + _size(value) for key, value in node.pairs)
    return 1
