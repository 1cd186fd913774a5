"""YAML text → entries, from PyYAML's event stream: plain scalars stay as they are written."""

from typing import cast

import yaml
from yaml.error import Mark
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentEndEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from ..model import FILE_SECTIONS
from ..problems import Problem
from .nodes import MAX_DEPTH, MAX_EXPANSION, Entries, Entry, Mapping, Node, Scalar, Sequence

# libyaml where PyYAML was built with it: seven times faster than the parser in Python.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_REMEDY = (
    "check the indentation, and put text that holds ': ' or begins with a mark such as * & ! @ % "
    "in quotes"
)
_NO_TABS = "indent with blanks, not with tabs"
_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float"))
_KNOWN_TAGS = _PLAIN_TAGS | {f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map")} | {"!"}


def yaml_entries(data: bytes, file: str) -> Entries:
    """Yield the file's pieces as they are parsed, then a problem where it cannot go on."""
    parser = _Parser(data, file)
    try:
        yield from parser.entries()
    except _Stopped as stopped:
        yield stopped.problem
    except yaml.reader.ReaderError as error:
        # Position is in bytes, or in characters from the parser in Python: as good for ASCII.
        line, column = _line_and_column(data, error.position)
        code = error.character if isinstance(error.character, int) else ord(error.character)
        message = f"{error.reason} ({code:#04x})"
        remedy = 'write the character as an escape in double quotes, such as "\\x1b"'
        yield Problem("bad-syntax", message, remedy, file, line, column)
    except yaml.MarkedYAMLError as error:
        line, column = _within(data, error.problem_mark or error.context_mark)
        message = error.problem or str(error)
        if error.context_mark and error.context_mark.line + 1 != line:
            begun, at = error.context_mark.line + 1, error.context_mark.column + 1
            message += f", in what begins at {begun}:{at}"
        tab = data.splitlines()[line - 1 : line][:1]
        remedy = _NO_TABS if tab and b"\t" in tab[0][:column] else _REMEDY
        yield Problem("bad-syntax", message, remedy, file, line, column)


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

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self.loader = _LOADER(data)
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.built = 0  # nodes so far, aliases counted with all that they stand for
        self.problems: list[Problem] = []  # after which reading can go on
        self.aliased = 0  # of these, the ones that aliases stand for

    def next(self) -> Event:
        """Return the next event."""
        return cast(Event, self.loader.get_event())

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
            if not (isinstance(node, Scalar) and node.absent):
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
            listed = isinstance(key, Scalar) and key.text in FILE_SECTIONS
            if listed and isinstance(event, SequenceStartEvent) and event.anchor is None:
                yield Entry(key, Sequence([], *_place(event)), item=False)
                yield from self.items(key)
            else:
                yield Entry(key, self.node(event, 1), item=False)

    def items(self, key: Node | None) -> Entries:
        """Yield the items of a list of records."""
        while not isinstance(event := self.next(), CollectionEndEvent):
            yield Entry(key, self.node(event, 2), item=True)

    def node(self, event: Event, depth: int) -> Node:
        """Build the node that begins with the event."""
        self.built += 1
        if isinstance(event, AliasEvent):
            return self.alias(event)
        assert isinstance(event, NodeEvent), event  # noqa: S101 - libyaml's own grammar
        if depth > MAX_DEPTH:
            message = f"values are nested more than {MAX_DEPTH} deep"
            raise self.stopped("over-limit", message, "flatten them", event)
        before = self.built
        node = self.tagged(event, depth)
        if event.anchor is not None:
            self.anchors[event.anchor] = node, self.built - before + 1
        return node

    def tagged(self, event: NodeEvent, depth: int) -> Node:
        """Build a node by the kind of its event; a tag other than YAML's own is refused."""
        line, column = _place(event)
        tag = getattr(event, "tag", None)
        if tag is not None and tag not in _KNOWN_TAGS:
            written = tag.replace("tag:yaml.org,2002:", "!!")
            message = f"the tag '{written}' means nothing in a claims file"
            self.problems.append(self.problem("wrong-type", message, "remove the tag", event))
        if isinstance(event, ScalarEvent):
            plain = event.implicit[0] or tag in _PLAIN_TAGS
            return Scalar(event.value, plain, line, column)
        if isinstance(event, SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(inner := self.next(), CollectionEndEvent):
                items.append(self.node(inner, depth + 1))
            return Sequence(items, line, column)
        pairs: list[tuple[Node, Node]] = []
        while not isinstance(inner := self.next(), CollectionEndEvent):
            key = self.node(inner, depth + 1)
            pairs.append((key, self.node(self.next(), depth + 1)))
        return Mapping(pairs, line, column)

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
        self.built += size - 1
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
        return Problem(code, message, remedy, self.file, *_place(event))


def _place(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
