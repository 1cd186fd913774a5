"""Records → the text of a claims file, written as a person would, or as JSON Lines."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ..model import SECTIONS, VERSION, Field, Section, Type
from ..reading.kinds import YAML
from ..reading.spans import Style
from ..rewriting.records import TYPED, indented
from ..rewriting.scalars import Writing, escaped, scalar
from ..words.safe import visible
from .store import Kept, Store

_TEXT = Writing(YAML)
_IN_BRACKETS = Writing(YAML, flow=True)
_SHORT = 80  # characters of a list, at most, that stands on the line of its key
_AS_A_COMMENT = re.compile(r"coalition\s*:", re.IGNORECASE)  # would tell `check` something


def yaml_sections(stores: Mapping[str, Store]) -> Iterator[str]:
    """Yield the pieces of a claims file in YAML."""
    yield f"version: {VERSION}\n"
    for name, store in stores.items():
        if len(store):
            yield f"\n{name}:\n"
            yield from yaml_records(store)


def yaml_records(store: Store) -> Iterator[str]:
    """Yield the text of each record of a section, as an item of its list."""
    apart = store.section.name == "claims"  # they have many lines
    first = True
    for _, kept in store.items():
        lines = [*_comments(kept), *_item(store.section, kept.values)]
        gap = "\n" if apart and not first else ""
        yield gap + "".join(f"  {line}\n" if line else "\n" for line in lines)
        first = False


def json_lines(stores: Mapping[str, Store]) -> Iterator[str]:
    """Yield the lines of a claims file in JSON Lines: each record under the name of its section."""
    yield f"{_in_json({'file': {'version': VERSION}})}\n"
    for name, store in stores.items():
        for _, kept in store.items():
            yield f"{_in_json({name: kept.values})}\n"


def _in_json(value: object) -> str:
    return escaped(json.dumps(value, ensure_ascii=False))


def _comments(kept: Kept) -> Iterator[str]:
    for path, doubt in kept.doubts:
        text = " ".join(visible(f"{path}: {doubt}").split())
        yield f"# {_AS_A_COMMENT.sub('coalition', text)}"


def _item(section: Section, values: Mapping[str, object]) -> list[str]:
    first, *others = _record(section, values)
    return [f"- {first}", *indented(others, 2)]


def _record(section: Section, values: Mapping[str, object]) -> list[str]:
    lines: list[str] = []
    for field in section.stated:
        value = values.get(field.name)
        if value is None:
            continue
        if type(value) is str:
            lines += _text(field, value)
        elif field.type is Type.RECORD:
            lines += _records(field, value)
        elif field.type is Type.ANYTHING:
            lines += _anything(field.name, value)
        elif isinstance(value, list):
            lines += _list(field.name, value)
        else:
            lines.append(f"{field.name}: {json.dumps(value)}")
    return lines


def _text(field: Field, value: str) -> list[str]:
    if "\n" in value:
        return _lines_of_text(field.name, value)
    if field.type in TYPED:
        return [f"{field.name}: {value}"]
    return [f"{field.name}: {_again(value) if len(value) < _SHORT else scalar(value, _TEXT)}"]


@lru_cache(maxsize=1 << 14)  # ids, names and topics recur
def _again(value: str) -> str:
    return scalar(value, _TEXT)


@lru_cache(maxsize=1 << 14)
def _key(name: str) -> str:
    return scalar(name, _IN_BRACKETS)


def _lines_of_text(name: str, value: str) -> list[str]:
    """Return a text of several lines as such, where YAML can have it so."""
    written = scalar(value, Writing(YAML, Style.LITERAL, indent=2, header="|-"))
    return [
        f"{name}: {line}" if number == 0 else line
        for number, line in enumerate(written.split("\n"))
    ]


def _records(field: Field, value: object) -> list[str]:
    section = SECTIONS[field.of]
    if isinstance(value, list):
        items = [line for one in value for line in _item(section, one)]
    else:
        assert isinstance(value, Mapping)  # noqa: S101 - gathering makes no other
        items = _record(section, value)
    return [f"{field.name}:", *indented(items, 2)]


def _list(name: str, items: Sequence[object]) -> list[str]:
    """Return a key and a list of scalars."""
    if sum(len(item) if isinstance(item, str) else 4 for item in items) < _SHORT:
        short = f"{name}: [{', '.join(scalar(item, _IN_BRACKETS) for item in items)}]"
        if len(short) <= _SHORT:
            return [short]
    return [f"{name}:", *(f"  - {scalar(item, _TEXT)}" for item in items)]


def _anything(name: str, value: object) -> list[str]:
    """Return a key and a value of any kind, by indentation."""
    key = _key(name)
    if isinstance(value, Mapping) and value:
        inner = [line for each, one in value.items() for line in _anything(each, one)]
        return [f"{key}:", *indented(inner, 2)]
    if isinstance(value, list) and value:
        if not any(isinstance(one, Mapping | list) for one in value):
            return _list(key, value)
        items = [line for one in value for line in _any_item(one)]
        return [f"{key}:", *indented(items, 2)]
    if isinstance(value, Mapping | list):
        return [f"{key}: {'{}' if isinstance(value, Mapping) else '[]'}"]
    if isinstance(value, str) and "\n" in value:
        return _lines_of_text(key, value)
    return [f"{key}: {scalar(value, _TEXT)}"]


def _any_item(value: object) -> list[str]:
    if isinstance(value, Mapping | list) and value:
        wrapped = _anything("x", value)[1:]
        return [f"- {wrapped[0][2:]}", *wrapped[1:]]
    if isinstance(value, Mapping | list):
        return [f"- {'{}' if isinstance(value, Mapping) else '[]'}"]
    return [f"- {scalar(value, _TEXT)}"]
