"""The members of a plan → functions that fill the fields of a record from a row."""

import sys
from collections.abc import Callable, Sequence, Set
from copy import deepcopy
from typing import NamedTuple

from ...model import Field, Type
from ...model.problems import shortened
from ...words import any_case
from .cells import Read, Unread, says_less
from .leaves import Leaves, below
from .paths import Path, Scope, Step, absolute, finder
from .sources import Cell, Orders, Source, as_it_stands, filled, paths_in, source
from .stated import Member, Part, Value, lacks

# Fills fields of a record from a scope; returns whether a value of the row went into it.
Take = Callable[[Scope, dict[str, object], Leaves], bool]


class Compiling(NamedTuple):
    """What all functions of a plan know."""

    empty: Set[str]  # texts that mean nothing
    orders: Orders


def ignoring(path: Path) -> Take:
    """Return the function that counts what stands at a path, and below it, as taken."""
    find = finder(path)

    def take(scope: Scope, record: dict[str, object], leaves: Leaves) -> bool:
        for found in find(scope):
            leaves.taken.update(below(found, frozenset()))
        return False

    return take


def filling(member: Member, compiling: Compiling, around: tuple[Step, ...] = ()) -> Take:
    """Return the function that fills a field, or a record within the record.

    `around` are the steps from the row to the item of a list in which the paths begin.
    """
    if isinstance(member, Part):
        return _part(member, compiling, around)
    if not member.origins:
        return _literal(member)
    if member.field.type is Type.ANYTHING:
        return _anything(member)
    sources = [source(member, origin, compiling.orders, around) for origin in member.origins]
    value = _value(member, sources)
    [origin, *others] = member.origins
    if member.field.many or member.words or others or not isinstance(origin, Path):
        return value
    if origin.column is None:
        return value
    return _column(member.field, origin.column, sources[0][1], value)


def _column(field: Field, column: str, read: Read | None, otherwise: Take) -> Take:
    """Fill a field from one column: the common case, made fast. All that is odd goes another way.

    A longer date may have a time, and an entity is to be decoded.
    """
    name = field.name
    longest = len("2020-01-31") if field.type is Type.DATE else sys.maxsize

    def take(scope: Scope, record: dict[str, object], leaves: Leaves) -> bool:
        row = scope.value
        value = row.get(column) if type(row) is dict else None
        if type(value) is not str or "&" in value:
            return value is not None and otherwise(scope, record, leaves)
        text = value.strip()
        if not text or text in leaves.empty:
            return False
        if read is None:
            record[name] = text
        elif len(text) > longest:
            return otherwise(scope, record, leaves)
        else:
            try:
                record[name] = read(text)
            except Unread:
                return otherwise(scope, record, leaves)
        leaves.taken.add((*scope.path, column))
        return True

    return take


def _value(member: Value, sources: Sequence[Source]) -> Take:
    """Fill a field from the first source that has a value which can be read."""
    name, many, lead = member.field.name, member.field.many, member.lead

    def take(scope: Scope, record: dict[str, object], leaves: Leaves) -> bool:
        for cells, read in sources:
            found: list[object] = []
            for cell in cells(scope, leaves.empty):
                found += _read(member, read, cell, leaves)
                if found and not many:
                    record[name] = found[0]
                    return True
            if found:
                found = list(dict.fromkeys(found))
                record[name] = [{lead: one} for one in found] if lead else found
                return True
        return False

    return take


def _read(member: Value, read: Read | None, cell: Cell, leaves: Leaves) -> list[object]:
    """Return the values of a field that a cell has. What cannot be read is noted and kept."""
    at, text = cell
    parts = text.split(member.split) if member.split else [text]
    found: list[object] = []
    whole = True
    for part in filter(None, map(str.strip, parts)):
        meant: str | None = part
        if member.words is not None:
            meant = member.words.get(any_case(part), part)
            whole = whole and meant == part
        if meant is None:  # the mapping says that it is nothing
            continue
        try:
            value = read(meant) if read else meant
        except Unread as unread:
            whole = False
            leaves.doubt(member.name, at, f"'{shortened(part)}' {unread}")
        else:
            found.append(value)
            whole = whole and not says_less(member.field, meant, value)
    if found and whole:
        leaves.taken.update(at)
    elif not whole:
        leaves.kept.update(at)
    return found


def _literal(member: Value) -> Take:
    """Fill a field with the same value for all rows."""

    def take(scope: Scope, record: dict[str, object], leaves: Leaves) -> bool:
        del scope, leaves
        put(record, (member.field.name, *member.within), deepcopy(member.literal))
        return False

    return take


def _anything(member: Value) -> Take:
    """Fill a field that may be anything with what stands at the first path that has a value."""
    keys = (member.field.name, *member.within)
    sources = [
        as_it_stands(finder(origin, whole=True)) if isinstance(origin, Path) else filled(origin)
        for origin in member.origins
    ]

    def take(scope: Scope, record: dict[str, object], leaves: Leaves) -> bool:
        for cells in sources:
            for at, value in cells(scope, leaves.empty):
                if member.within or isinstance(value, dict):
                    # What is left of the row comes beside it: the row keeps its own object.
                    put(record, keys, dict(value) if isinstance(value, dict) else value)
                    leaves.taken.update(at)
                else:  # it stands under `extra` as it would without being named
                    leaves.kept.update(at)
                return True
        return False

    return take


def _part(part: Part, compiling: Compiling, around: tuple[Step, ...]) -> Take:
    """Fill a field with a record within the record, or with one for each item of a list."""
    name, many, each = part.field.name, part.field.many, part.each
    if each is not None:
        around = (*absolute(around, each), None)
    of_row = _is_of_row(part)
    make = _made(part, [filling(member, compiling, around) for member in part.members], of_row)
    find = None if each is None else finder(each)
    withhold = withholding(part.members)

    def take(scope: Scope, record: dict[str, object], leaves: Leaves) -> bool:
        made = False
        for item in find(scope) if find else (scope,):
            if find and not below(item, compiling.empty):
                continue
            inner = make(item, record, leaves)
            if inner is None:
                continue
            made = of_row
            if withhold and (inner.get("anonymous") is True or record.get("anonymous") is True):
                withhold(item, leaves)
            if not many:
                record[name] = inner
            else:
                record.setdefault(name, []).append(inner)  # type: ignore[attr-defined]
                if find:
                    leaves.records.append((inner, item))
        return made

    return take


def _made(
    part: Part, takes: Sequence[Take], of_row: bool
) -> Callable[[Scope, dict[str, object], Leaves], dict[str, object] | None]:
    """Return the function that makes the record of a part; None where the row has nothing for it.

    A record that lacks what it must have is none: its values are kept, with a doubt.
    """
    section = part.section

    def make(scope: Scope, around: dict[str, object], leaves: Leaves) -> dict[str, object] | None:
        outer, leaves.taken = leaves.taken, set()
        begun = len(leaves.records)
        record: dict[str, object] = {}
        found = False
        for take in takes:
            found = take(scope, record, leaves) or found
        own, leaves.taken = leaves.taken, outer
        if not found and of_row:
            return None
        if lacking := lacks(section, record, around):
            del leaves.records[begun:]
            what = f"{section.singular_with_article} has no {lacking} here"
            leaves.doubt(part.name, tuple(sorted(own, key=str)), what)
            return None
        outer |= own
        return record

    return make


def withholding(members: Sequence[Member]) -> Callable[[Scope, Leaves], None] | None:
    """Return the function that keeps the names of an unnamed speaker out of `extra`.

    It counts as taken what stands at all paths of names, also where another of them was taken.
    """
    values = [one for one in members if isinstance(one, Value) and one.field.confidential]
    names = {value.name for value in values}
    finds = [finder(path) for value in values for one in value.origins for path in paths_in(one)]

    def withhold(scope: Scope, leaves: Leaves) -> None:
        leaves.doubts = [doubt for doubt in leaves.doubts if doubt[0] not in names]
        for find in finds:
            for found in find(scope):
                leaves.taken.update(below(found, leaves.empty))

    return withhold if finds else None


def _is_of_row(part: Part) -> bool:
    """Whether anything in a record comes from the row, and not only from the mapping."""
    return any(
        _is_of_row(member) if isinstance(member, Part) else bool(member.origins)
        for member in part.members
    )


def put(record: dict[str, object], keys: Sequence[str], value: object) -> None:
    """Put a value into a record, under keys within keys."""
    *outer, last = keys
    for key in outer:
        record = record.setdefault(key, {})  # type: ignore[assignment]
    record[last] = value
