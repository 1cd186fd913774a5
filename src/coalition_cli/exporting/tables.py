"""CSV: a folder with a table for each kind of record, and a descriptor of them.

A record within another, such as a review of a claim, has a row in the table of its kind, with the
key of the record that it belongs to. A single one, such as the reference of a fact, has columns in
the row of that record. A list of values stands in one cell.

The descriptor is that of the Data Package standard, version 2 (https://datapackage.org).
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from .. import __version__
from ..model import FILE_SECTIONS, SECTIONS, Field, Section, Type
from ..model.answer import Values
from ..model.fields import TAKEN_AS_NAME
from ..publishing.fields import stated
from ..words.safe import plain, visible
from .cells import RULES, of_json, of_list, of_text
from .export import Export

# Each field has its own name as a column, or makes rows or columns of its own.
TERMS: Mapping[str, Mapping[str, str]] = {
    name: {field.name: field.name for field in section.stated} for name, section in SECTIONS.items()
}
LEFT_OUT: Mapping[str, Mapping[str, str]] = {}

DESCRIPTOR = "datapackage.json"
_SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
_MADE_BY = "coalition"  # a key of ours: by it a folder is known that may be replaced
_KINDS = {
    Type.NUMBER: "integer",
    Type.CONFIDENCE: "integer",
    Type.DECIMAL: "number",
    Type.BOOLEAN: "boolean",
}


class _Column(NamedTuple):
    """A column: its name, and the field whose values it has."""

    name: str
    field: Field
    within: str = ""  # the field of the single record that has it
    owner: str = ""  # the section that it names the owner of; it is no value of the record


class _Table(NamedTuple):
    """A table: the kind of its records, and its columns."""

    section: Section
    columns: tuple[_Column, ...]


def write(export: Export, folder: str) -> None:
    """Write the tables into an empty folder, and then the descriptor."""
    tables = _tables(export.leaving.optional)
    with ExitStack() as files:
        writers = {}
        for name, table in tables.items():
            path = Path(folder, f"{name}.csv")
            out = files.enter_context(path.open("w", encoding="utf-8", newline=""))
            writers[name] = csv.writer(out, lineterminator="\n")
            writers[name].writerow(column.name for column in table.columns)
        for section, record in _records(export):
            for name, cells in _rows(tables, section, record):
                writers[name].writerow(cells)
    descriptor = json.dumps(_descriptor(export, tables), ensure_ascii=False, indent=2)
    Path(folder, DESCRIPTOR).write_text(f"{descriptor}\n", encoding="utf-8", newline="\n")


def _records(export: Export) -> Iterator[tuple[str, Values]]:
    yield "file", export.of_file()
    for section in FILE_SECTIONS:
        yield from ((section, record) for record in export.records(section))


def is_ours(folder: str) -> bool:
    """Whether `write` has made all that is in a folder."""
    try:
        described = json.loads(Path(folder, DESCRIPTOR).read_text(encoding="utf-8"))
        ours = {DESCRIPTOR, *(resource["path"] for resource in described["resources"])}
    except (OSError, ValueError, TypeError, KeyError):
        return False
    return _MADE_BY in described and {path.name for path in Path(folder).iterdir()} <= ours


def _tables(optional: frozenset[str]) -> dict[str, _Table]:
    """Return the tables by their names, with these fields of those that else stay in."""
    owners: dict[str, list[Section]] = {}
    for name in FILE_SECTIONS:
        for field in SECTIONS[name].stated:
            if field.type is Type.RECORD and field.many:
                owners.setdefault(field.of, []).append(SECTIONS[name])
    names = ["file", *FILE_SECTIONS, *owners]
    return {
        name: _Table(
            SECTIONS[name],
            (
                *(_Column(each.singular, each.field(each.key), owner=each.name)
                  for each in owners.get(name, ())),
                *_columns(SECTIONS[name], optional),
            ),
        )
        for name in names
    }  # fmt: skip


def _columns(section: Section, optional: frozenset[str], within: str = "") -> Iterator[_Column]:
    """Yield the columns of what a record states, and a single record within it."""
    for name in stated(section.name, optional):
        field = section.field(name)
        if field.type is not Type.RECORD:
            yield _Column(f"{within}_{name}" if within else name, field, within)
        elif not field.many:
            yield from _columns(SECTIONS[field.of], optional, name)


def _rows(
    tables: Mapping[str, _Table], name: str, record: Values, owner: Values | None = None
) -> Iterator[tuple[str, list[str]]]:
    """Yield the row of a record, with its table, and those of the records within it."""
    yield name, [_cell(column, record, owner or {}) for column in tables[name].columns]
    section = SECTIONS[name]
    for field in section.stated:
        if field.type is Type.RECORD and field.many:
            inside: Iterable[Any] = record[field.name] or ()  # type: ignore[assignment]  # records
            for one in inside:
                yield from _rows(tables, field.of, one, {section.name: record[section.key]})


def _cell(column: _Column, record: Values, owner: Values) -> str:
    """Return the cell of a record in a column; empty where nothing is stated."""
    if column.owner:
        value = owner.get(column.owner)
    else:
        holder: Any = record.get(column.within) if column.within else record
        value = holder.get(column.field.name) if holder else None
    if value is None or column.field.type in _KINDS:
        return plain(value)
    if column.field.type is Type.ANYTHING:
        return of_json(value)
    return of_list([*map(plain, value)]) if isinstance(value, list) else of_text(plain(value))


def _descriptor(export: Export, tables: Mapping[str, _Table]) -> dict[str, Any]:
    """Return what says which tables there are, and what their columns mean."""
    title = visible(str(export.of_file()["title"] or ""))
    return {
        "$schema": _SCHEMA,
        "name": "claims",
        **({"title": title} if title else {}),
        "description": RULES,
        _MADE_BY: __version__,
        "resources": [
            {
                "name": name,
                "path": f"{name}.csv",
                "type": "table",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": _schema(table),
            }
            for name, table in tables.items()
        ],
    }


def _schema(table: _Table) -> dict[str, Any]:
    """Return the Table Schema of a table."""
    schema: dict[str, Any] = {"fields": [_described(column) for column in table.columns]}
    if table.section.name in FILE_SECTIONS:
        schema["primaryKey"] = [table.section.key]
    if leading := [*_leading(table.columns)]:
        schema["foreignKeys"] = leading
    return schema


def _described(column: _Column) -> dict[str, Any]:
    field = column.field
    described: dict[str, Any] = {"name": column.name, "type": _KINDS.get(field.type, "string")}
    described["description"] = (
        f"the {SECTIONS[column.owner].singular} that it belongs to"
        if column.owner
        else field.meaning
    )
    limits: dict[str, Any] = {}
    if field.type in (Type.NUMBER, Type.CONFIDENCE):
        limits["minimum"], limits["maximum"] = field.bounds
    if field.type is Type.WORD:
        limits["enum"] = list(field.words)
    if field.required and not column.owner:
        limits["required"] = True
    return {**described, "constraints": limits} if limits else described


def _leading(columns: Sequence[_Column]) -> Iterator[dict[str, Any]]:
    """Yield the columns whose values are keys of records of another table."""
    for column in columns:
        field = column.field
        section = column.owner or (field.of if field.type is Type.REFERENCE else "")
        if section and section not in TAKEN_AS_NAME and not field.many:
            resource = {"resource": section, "fields": [SECTIONS[section].key]}
            yield {"fields": [column.name], "reference": resource}
