"""Records → the text of a claims file, written as a person would, or as JSON Lines."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from ...model import SECTIONS, VERSION, Field, Section, Type
from ...reading.kinds import YAML
from ...reading.limits import MAX_RECORD
from ...reading.spans import Style
from ...rewriting.records import TYPED, Value
from ...rewriting.scalars import LONGEST_KEY, Writing, escaped, scalar
from ...words.safe import visible
from ..gathering.merging import Values
from ..gathering.store import Comment, Kept, Store

NOTHING: Mapping[str, object] = MappingProxyType({})  # is stated of the whole file
_TEXT = Writing(YAML)
_IN_BRACKETS = Writing(YAML, flow=True)
_AROUND = 100  # bytes, at most, that a line of JSON Lines has around a record
_SHORT = 80  # characters of a list, at most, that stands on the line of its key
_AS_A_COMMENT = re.compile(r"coalition\s*:", re.IGNORECASE)  # would tell `check` something
_RECURRING = frozenset({Type.NAME, Type.REFERENCE})  # types whose values stand in many records
_RANKS = {
    name: {field.name: number for number, field in enumerate(section.stated)}
    for name, section in SECTIONS.items()
}


def about(file: Mapping[str, object]) -> Values:
    """Return what a claims file states of itself: its version, and more where that is known."""
    return {"version": VERSION, **file}


def yaml_head(file: Mapping[str, object]) -> str:
    """Return the first lines of a claims file in YAML: what it states of itself."""
    return "\n".join([*_record(SECTIONS["file"], about(file), ""), ""])


def yaml_file(stores: Mapping[str, Store], file: Mapping[str, object] = NOTHING) -> Iterator[str]:
    """Yield the pieces of a claims file in YAML."""
    yield yaml_head(file)
    for store in stores.values():
        if len(store):
            yield f"\n{store.section.name}:\n"
            yield from yaml_records(store)


def yaml_records(store: Store) -> Iterator[str]:
    """Yield the text of each record of a section, as an item of its list."""
    gap = ""
    for kept in store.values():
        lines = [
            *(f"  {one}" for one in comments(kept)),
            *_item(store.section, kept.values, "  ", kept.comments),
            "",
        ]
        yield gap + "\n".join(lines)
        if store.section.name == "claims":  # they have many lines
            gap = "\n"


def json_lines(stores: Mapping[str, Store], file: Mapping[str, object] = NOTHING) -> Iterator[str]:
    """Yield the lines of a claims file in JSON Lines: each record under the name of its section."""
    yield f"{_in_json({'file': in_order(SECTIONS['file'], about(file))})}\n"
    for name, store in stores.items():
        for kept in store.values():
            yield f"{_in_json({name: in_order(store.section, kept.values)})}\n"


def fits(section: Section, values: Mapping[str, Any]) -> bool:
    """Whether a claims file can have a record: in each form it is short enough to be read again."""
    in_lines = "\n".join(_item(section, values, "  ")).encode()
    in_a_line = _in_json(in_order(section, values)).encode()
    return max(len(in_lines), len(in_a_line)) < MAX_RECORD - _AROUND


def in_order(section: Section, values: Mapping[str, Any]) -> Mapping[str, Value]:
    """Return a record with its fields in the order of a file."""
    ordered = {name: values[name] for name in sorted(values, key=_RANKS[section.name].__getitem__)}
    for field in section.records:
        if field.name in values:
            inner, value = SECTIONS[field.of], values[field.name]
            ordered[field.name] = (
                [in_order(inner, one) for one in value]
                if isinstance(value, list)
                else in_order(inner, value)
            )
    return ordered


def _in_json(value: object) -> str:
    return escaped(json.dumps(value, ensure_ascii=False))


def comments(kept: Kept) -> Iterator[str]:
    """Yield a comment for each of the doubts about a record."""
    for path, doubt in kept.doubts:
        yield comment(f"{path}: {doubt}")


def comment(words: str) -> str:
    """Return words as a comment: one line, which tells `check` nothing."""
    return f"# {_AS_A_COMMENT.sub('coalition', ' '.join(visible(words).split()))}"


def _item(
    section: Section, values: Mapping[str, object], margin: str, comments: Sequence[Comment] = ()
) -> list[str]:
    """Return the lines of a record as an item of a list."""
    if not values:
        return [f"{margin}- {{}}"]
    lines = _record(section, values, f"{margin}  ", comments)
    first = next(at for at, line in enumerate(lines) if not line.lstrip(" ").startswith("#"))
    lines[: first + 1] = [f"{margin}{line.lstrip(' ')}" for line in lines[:first]] + [
        f"{margin}- {lines[first].lstrip(' ')}"
    ]
    return lines


def _above(comments: Sequence[Comment], name: str) -> list[str]:
    """Return the comments on a field of a record."""
    return [comment(words) for path, words in comments if path == name]


def _within(comments: Sequence[Comment], name: str) -> list[Comment]:
    """Return the comments on the fields of a record within, by their paths from there."""
    inside = f"{name}."
    return [
        (path.removeprefix(inside), words) for path, words in comments if path.startswith(inside)
    ]


def _record(
    section: Section, values: Mapping[str, object], margin: str, comments: Sequence[Comment] = ()
) -> list[str]:
    lines: list[str] = []
    for name, field in _in_order(section, tuple(values)):
        value = values[name]
        if comments:  # few records have any
            lines += [f"{margin}{line}" for line in _above(comments, name)]
        if type(value) is str:
            if field.type in TYPED:
                lines.append(f"{margin}{name}: {value}")
            elif "\n" in value:
                lines += _lines_of_text(name, value, margin)
            else:
                written = _again if field.type in _RECURRING else _once
                lines.append(f"{margin}{name}: {written(value)}")
        elif field.type is Type.RECORD and not value:
            lines.append(f"{margin}{name}: {json.dumps(value)}")
        elif field.type is Type.RECORD:
            lines.append(f"{margin}{name}:")
            lines += _records(field, value, f"{margin}  ", _within(comments, name))
        elif field.type is Type.ANYTHING:
            lines += _anything(name, value, margin)
        elif isinstance(value, list):
            lines += _list(name, value, margin)
        else:
            lines.append(f"{margin}{name}: {json.dumps(value)}")
    return lines


@lru_cache(maxsize=1 << 12)  # few records state other fields than those before
def _in_order(section: Section, names: tuple[str, ...]) -> Sequence[tuple[str, Field]]:
    ranks = _RANKS[section.name]
    return [(name, section.by_name[name]) for name in sorted(names, key=ranks.__getitem__)]


def _once(value: str) -> str:
    return scalar(value, _TEXT)


@lru_cache(maxsize=1 << 14)
def _again(value: str) -> str:
    return scalar(value, _TEXT)


@lru_cache(maxsize=1 << 14)
def _again_in_brackets(value: str) -> str:
    return scalar(value, _IN_BRACKETS)


def _lines_of_text(key: str, value: str, margin: str) -> list[str]:
    """Return a text of several lines as such, where YAML can have it so."""
    if value != value.strip():  # a block would lose what it begins and ends with
        return [f"{margin}{key}: {scalar(value, _IN_BRACKETS)}"]
    writing = Writing(YAML, Style.LITERAL, indent=len(margin) + 2, header="|-")
    first, *others = scalar(value, writing).split("\n")
    return [f"{margin}{key}: {first}", *others]


def _records(field: Field, value: object, margin: str, comments: Sequence[Comment]) -> list[str]:
    section = SECTIONS[field.of]
    if isinstance(value, list):
        return [
            line
            for number, one in enumerate(value)
            for line in _item(section, one, margin, _within(comments, str(number)))
        ]
    assert isinstance(value, Mapping)  # noqa: S101 - gathering makes no other
    return _record(section, value, margin, comments)


def _list(key: str, items: Sequence[object], margin: str) -> list[str]:
    """Return a key and a list of scalars."""
    if sum(len(item) if isinstance(item, str) else 4 for item in items) < _SHORT:
        written = (
            _again_in_brackets(item) if isinstance(item, str) else scalar(item, _IN_BRACKETS)
            for item in items
        )
        short = f"{key}: [{', '.join(written)}]"
        if len(short) <= _SHORT:
            return [f"{margin}{short}"]
    return [f"{margin}{key}:", *(f"{margin}  - {scalar(item, _TEXT)}" for item in items)]


def _anything(name: str, value: object, margin: str) -> list[str]:
    """Return a key and a value of any kind, by indentation."""
    key, inner = _again(name), f"{margin}  "
    if len(key) > LONGEST_KEY:
        first, *others = _anything("x", value, margin)
        return [f"{margin}? {key}", f"{margin}:{first[len(margin) + 2 :]}", *others]
    if isinstance(value, Mapping) and value:
        lines = [f"{margin}{key}:"]
        for each, one in value.items():
            if type(one) is str and "\n" not in one and len(each) + len(one) < _SHORT:  # most are
                lines.append(f"{inner}{_again(each)}: {_again(one)}")
            else:
                lines += _anything(each, one, inner)
        return lines
    if isinstance(value, list) and value:
        if not any(isinstance(one, Mapping | list) for one in value):
            return _list(key, value, margin)
        return [f"{margin}{key}:", *(line for one in value for line in _any_item(one, inner))]
    if isinstance(value, str) and "\n" in value:
        return _lines_of_text(key, value, margin)
    return [f"{margin}{key}: {_short(value)}"]


def _any_item(value: object, margin: str) -> list[str]:
    """Return an item of a list of values of any kind."""
    if not isinstance(value, Mapping | list) or not value:
        return [f"{margin}- {_short(value)}"]
    _, *lines = _anything("x", value, margin)
    if not lines:  # it is a list in brackets
        return [f"{margin}- {_anything('x', value, '')[0].removeprefix('x: ')}"]
    lines[0] = f"{margin}- {lines[0].lstrip(' ')}"
    return lines


def _short(value: object) -> str:
    """Return a scalar, or an empty list or mapping, as it stands in a line."""
    return json.dumps(value) if isinstance(value, Mapping | list) else scalar(value, _TEXT)
