"""YAML text → entries, from PyYAML's event stream: plain scalars stay as they are written."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Mapping
from io import BufferedReader
from typing import Any, cast

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from ..model import FILE_SECTIONS
from ..model.problems import Problem
from ..model.record import Mark
from .files import DataFile
from .limits import (
    CLOSE,
    FLATTEN,
    MAX_DEPTH,
    MAX_EXPANSION,
    MAX_SCALAR,
    SHORTEN,
    TEXT_OF_ONE,
    TOO_DEEP,
    TOO_LONG_RECORD,
    TOO_LONG_SCALAR,
)
from .nodes import (
    Entries,
    FileEntry,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    is_absent,
    is_scalar,
    parts,
    scalars,
    written,
)
from .values import is_of_core
from .yaml_defects import LOADER, malformed, misread, unreadable
from .yaml_feed import Ambiguous, Feed, Overlong, real

_OF_YAML = "tag:yaml.org,2002:"
_PLAIN_TAGS = frozenset(f"{_OF_YAML}{name}" for name in ("null", "bool", "int", "float"))
_TAGGED: Mapping[str, type] = {
    "!": object,  # makes a scalar text
    f"{_OF_YAML}str": ScalarEvent,
    f"{_OF_YAML}seq": SequenceStartEvent,
    f"{_OF_YAML}map": MappingStartEvent,
    **dict.fromkeys(_PLAIN_TAGS, ScalarEvent),
}
_AMBIGUOUS = "a noncharacter, U+FDD0 to U+FDD2, stands beside U+0085, U+2028 or U+2029"
_ESCAPE = 'write U+0085, U+2028 and U+2029 as escapes in double quotes, such as "\\u2028"'


def yaml_entries(stream: BufferedReader, file: DataFile) -> Entries:
    """Yield the entries of a file as they are parsed, and a problem where the parser stops."""
    if stream.peek()[:2] in (BOM_UTF16_LE, BOM_UTF16_BE):  # the parser would read it
        yield unreadable(file, 0, "")
        return
    feed = Feed(stream)
    parser = _Parser(feed, file.name)
    try:
        yield from parser.entries()
    except _Stopped as stopped:
        yield stopped.problem
    except Overlong:
        yield parser.problem("over-limit", TOO_LONG_RECORD, CLOSE, parser.began)
    except Ambiguous as ambiguous:
        yield Problem("bad-syntax", _AMBIGUOUS, _ESCAPE, file.name, ambiguous.line + 1)
    except yaml.YAMLError as error:
        yield _not_yaml(file, error)
    else:
        if feed.doubtful:
            yield from misread(file, feed.doubtful)


def _not_yaml(file: DataFile, error: yaml.YAMLError) -> Problem:
    """Return the problem of a text that the parser refuses."""
    if isinstance(error, yaml.reader.ReaderError):
        code = error.character if isinstance(error.character, int) else ord(error.character)
        return unreadable(file, error.position, f"{error.reason} ({code:#04x})")
    assert isinstance(error, yaml.MarkedYAMLError), error  # noqa: S101 - it has no others
    return malformed(file, error)


class _Stopped(Exception):
    """The file cannot be read any further."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _Parser:
    """Builds nodes from events, one entry at a time."""

    def __init__(self, feed: Feed, file: str) -> None:
        self.file = file
        self.feed = feed
        loader = LOADER(feed)
        self.next: Callable[[], Any] = loader.get_event
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.problems: list[Problem] = []  # that do not stop the parser
        self.anchored = self.aliased = 0  # how many values anchors hold, and aliases stand for
        self.began: Any = None  # the event that the last entry began with

    def entries(self) -> Entries:
        """Yield the entries of the one document, each after the problems found on the way."""
        for entry in self.document():
            yield from self.problems
            self.problems.clear()
            yield entry

    def document(self) -> Entries:
        """Yield the entries of the one document."""
        self.next()  # the stream begins
        if isinstance(self.next(), StreamEndEvent):
            return  # an empty file states nothing
        root = self.next()
        if isinstance(root, MappingStartEvent):
            yield from self.members()
        elif isinstance(root, SequenceStartEvent):
            yield from self.items(None)
        else:
            node = self.entry_node(root, 0)
            if not (is_scalar(node) and is_absent(node)):
                yield FileEntry(None, node, item=False)
        event = self.next()
        assert isinstance(event, DocumentEndEvent), event  # noqa: S101 - libyaml's own grammar
        event = self.next()
        if not isinstance(event, StreamEndEvent):
            message = "a second document begins here; a file has only one"
            raise self.stopped("bad-syntax", message, "move it to a file of its own", event)

    def members(self) -> Entries:
        """Yield the value of each top-level key; of a list of records, its items one by one."""
        kept = 0  # bytes of values that do not come item by item
        while not isinstance(event := self.next(), CollectionEndEvent):
            self.began = event
            key = self.node(event, 1)
            if self.feed.replaced:
                _put_back(key)
            event = self.next()
            listed = is_scalar(key) and written(key) in FILE_SECTIONS
            if listed and type(event) is SequenceStartEvent and event.anchor is None:
                yield FileEntry(key, SequenceNode([], cast(Mark, event.start_mark)), item=False)
                yield from self.items(key)
                self.feed.passed = kept
            else:
                yield FileEntry(key, self.entry_node(event, 1), item=False)
                kept = self.feed.passed

    def items(self, key: Node | None) -> Entries:
        """Yield the items of a list of records."""
        while not isinstance(event := self.next(), CollectionEndEvent):
            yield FileEntry(key, self.entry_node(event, 2), item=True, extract=key is None)
            self.feed.passed = 0

    def entry_node(self, event: Any, depth: int) -> Node:
        """Build the node of an entry."""
        self.began = event
        node = self.node(event, depth)
        if self.feed.replaced:
            _put_back(node)
        if self.feed.passed > MAX_SCALAR // 2:  # with less, there is no room for a long text
            self.refuse_long_text(node)
        return node

    def refuse_long_text(self, node: Node) -> None:
        """Stop at a text in a node that is longer than it may be."""
        for scalar in scalars(node):
            if len(written(scalar)) > MAX_SCALAR:
                raise self.stopped("over-limit", TOO_LONG_SCALAR, SHORTEN, scalar)

    def node(self, event: Any, depth: int) -> Node:
        """Build the node that begins with the event."""
        if type(event) is ScalarEvent and event.tag is None and event.anchor is None:
            return event  # type: ignore[return-value]  # what was parsed has a mark
        if isinstance(event, AliasEvent):
            return self.alias(event)
        assert isinstance(event, NodeEvent), event  # noqa: S101 - libyaml's own grammar
        node = self.tagged(event, depth)
        if event.anchor is not None:
            self.hold(event, node)
        return node

    def hold(self, event: Any, node: Node) -> None:
        """Keep the node of an anchor, and count what it holds."""
        size = _size(node)
        self.anchors[event.anchor] = node, size
        self.anchored += size
        if self.anchored > MAX_EXPANSION:
            raise self.stopped("over-limit", _expansion("anchors"), "use fewer anchors", event)

    def tagged(self, event: Any, depth: int) -> Node:
        """Build a node by the type of its event; only YAML's own tags are no problem."""
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.check_tag(tag, event)
        mark = event.start_mark
        if isinstance(event, ScalarEvent):
            plain = event.implicit[0] if tag is None else tag in _PLAIN_TAGS
            return ScalarNode(event.value, plain, mark, event.end_mark)
        if depth > MAX_DEPTH:
            raise self.stopped("over-limit", TOO_DEEP, FLATTEN, event)
        following, node, inner = self.next, self.node, depth + 1
        if type(event) is SequenceStartEvent:
            items: list[Node] = []
            while type(start := following()) is not SequenceEndEvent:
                items.append(node(start, inner))
            return SequenceNode(items, mark)
        pairs: list[tuple[Node, Node]] = []
        while type(start := following()) is not MappingEndEvent:
            pairs.append((node(start, inner), node(following(), inner)))
        return MappingNode(pairs, mark)

    def check_tag(self, tag: str, event: Any) -> None:
        """Note a tag that means nothing here, or does not fit its value."""
        shown = tag.replace(_OF_YAML, "!!")
        if tag not in _TAGGED:
            message = f"the tag '{shown}' means nothing here"
        elif not isinstance(event, _TAGGED[tag]) or not _is_of_tag(tag, event):
            message = f"the tag '{shown}' does not fit the value"
        else:
            return
        self.problems.append(self.problem("wrong-type", message, "remove the tag", event))

    def alias(self, event: AliasEvent) -> Node:
        """Return the node that an alias stands for, and count what it adds."""
        anchored = self.anchors.get(event.anchor or "")
        if anchored is None:
            # It may be a *name* in asterisks, and confidential: the message does not repeat it.
            raise self.stopped(
                "bad-syntax",
                "the alias here (*) has no anchor (&) of that name that ends before it",
                "write the value itself, or put it in quotes if it is text",
                event,
            )
        node, size = anchored
        self.aliased += size
        if self.aliased > MAX_EXPANSION:
            remedy = "write the values themselves, or use fewer aliases"
            raise self.stopped("over-limit", _expansion("aliases"), remedy, event)
        return node

    def stopped(self, code: str, message: str, remedy: str, event: Any) -> _Stopped:
        """Return the exception for a problem at the event, after which nothing is read."""
        return _Stopped(self.problem(code, message, remedy, event))

    def problem(self, code: str, message: str, remedy: str, event: Any) -> Problem:
        """Return a problem at the event."""
        mark = getattr(event, "start_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return Problem(code, message, remedy, self.file, line, column)


def _is_of_tag(tag: str, event: Any) -> bool:
    """Whether a value fits a tag of null, bool, int or float; it fits any other tag."""
    return tag not in _PLAIN_TAGS or is_of_core(tag.removeprefix(_OF_YAML), event.value)


def _expansion(of: str) -> str:
    text = MAX_EXPANSION * TEXT_OF_ONE
    return f"{of} stand for more than {MAX_EXPANSION:,} values, or {text:,} characters of text"


def _size(node: Node) -> int:
    """Return how many nodes a node holds, itself included and aliases written out.

    TEXT_OF_ONE characters of text count as one more node.
    """
    if isinstance(node, SequenceNode | MappingNode):
        return 1 + sum(map(_size, parts(node)))
    return 1 + len(written(node)) // TEXT_OF_ONE


def _put_back(node: Node) -> None:
    """Put back into a node the characters that the feed replaced."""
    for scalar in scalars(node):
        assert not isinstance(scalar, str)  # noqa: S101 - what was parsed has a mark
        scalar.value = real(scalar.value)
