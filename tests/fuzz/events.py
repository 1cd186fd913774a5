"""Mutation of a YAML file as events: parsed, changed, and emitted again."""

import re
from random import Random

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from . import seeds

_TAGS = (
    None,
    "!",
    "!x",
    "tag:yaml.org,2002:int",
    "tag:yaml.org,2002:str",
    "tag:yaml.org,2002:null",
)
_ODD_BYTES = re.compile("[\ud800-\udfff]")


def changed(draw: Random, data: bytes) -> bytes | None:
    """Return the file with some of its events changed; None where it has none, or none are left."""
    try:
        events = list(yaml.parse(data, Loader=yaml.CSafeLoader))
        for _ in range(draw.randrange(1, 5)):
            _change(draw, events)
        text = yaml.emit(events, Dumper=yaml.CSafeDumper, allow_unicode=draw.random() < 0.5)
    except (yaml.YAMLError, UnicodeError, TypeError, AttributeError):
        return None
    return text if isinstance(text, bytes) else str(text).encode(errors="surrogatepass")


def _change(draw: Random, events: list[Event]) -> None:
    """Change one node: its value, its place, what it is within, what it is called."""
    starts = [n for n, event in enumerate(events) if isinstance(event, NodeEvent)]
    if not starts:
        return
    at = draw.choice(starts)
    event, end = events[at], _end(events, at)
    node = events[at:end]
    match draw.randrange(9):
        case 0:
            del events[at:end]
        case 1:
            events[at:at] = node
        case 2:
            other = draw.choice(starts)
            events[at:end] = events[other : _end(events, other)]
        case 3:
            events[at:end] = _wrapped(draw, node)
        case 4:
            events[at:end] = [AliasEvent(draw.choice("ab"))]
        case 5 if isinstance(event, NodeEvent) and not isinstance(event, AliasEvent):
            event.anchor = draw.choice("ab")
        case 6 if isinstance(event, ScalarEvent | CollectionStartEvent):
            event.tag = draw.choice(_TAGS)
            event.implicit = (False, False) if isinstance(event, ScalarEvent) else False
        case 7 if isinstance(event, CollectionStartEvent):
            event.flow_style = not event.flow_style
        case _:
            events[at:end] = [_scalar(draw)]


def _end(events: list[Event], at: int) -> int:
    """Return the number of the event behind the node that begins at this one."""
    depth = 0
    for number in range(at, len(events)):
        event = events[number]
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth == 0:
            return number + 1
    return len(events)


def _wrapped(draw: Random, node: list[Event]) -> list[Event]:
    deep = draw.choice([1, 1, 2, 31, 40])
    if draw.random() < 0.5:
        return [SequenceStartEvent(None, None, True)] * deep + node + [SequenceEndEvent()] * deep
    opened: list[Event] = [MappingStartEvent(None, None, True), _scalar(draw)]
    return opened * deep + node + [MappingEndEvent()] * deep


def _scalar(draw: Random) -> ScalarEvent:
    value = _ODD_BYTES.sub("", seeds.odd_text(draw))
    style = draw.choice([None, "'", '"', "|", ">"])
    return ScalarEvent(None, None, (True, True), value, style=style)
