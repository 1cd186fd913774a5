"""The public part of claims files: a claims file of its own, that leaves nothing else to be asked.

Whatever is shown, counted or searched is asked of an index of that file. So nothing that stays in
can be told by a count, a relation, a date or a hit.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ..answers.opening import opened_files
from ..checking.protecting import texts_within, without
from ..index import Index
from ..model import FILE_SECTIONS, SECTIONS, Field, Type
from ..model.answer import Values
from ..model.problems import DataError, Problem
from ..model.record import label
from ..query import Question
from ..reading import DataFile
from ..reading.confidential import HOLDS, REMEDY, Names
from ..reading.reader import records_in
from .fields import KEPT_IN, OPTIONAL, stated
from .leaving import Leaving, Staying, staying_in

_NAME = "the public claims"  # of the file that is made; nothing shows it
_MOST_PROBLEMS = 20


class Public(NamedTuple):
    """What may be shown to everybody."""

    records: Index  # for a `with`
    left_out: str  # what stays in, and why, on one line; empty: nothing
    names: Names  # that no other text beside it may hold either


def public(private: Index, files: Iterable[DataFile], leaving: Leaving) -> Public:
    """Return the public part of an index and of its files.

    Raise DataError, with the places, if what would leave holds a confidential name.
    """
    names = _confidential(private, files)
    staying = staying_in(private, leaving)
    publishing = _Publishing(private, staying, leaving)
    problems: list[Problem] = []
    lines: dict[bool, list[bytes]] = {True: [], False: []}  # of claims, and of all else
    for section, record, row in publishing.records():
        if names and len(problems) < _MOST_PROBLEMS:
            problems += _given_away(names, section, record, row)
        line = json.dumps({section: record}, ensure_ascii=False, separators=(",", ":"))
        lines[section == "claims"].append(line.encode())
    if problems:
        raise DataError(problems)
    return Public(opened_files(_as_files(lines[True], lines[False])), publishing.left_out(), names)


def _as_files(claims: Sequence[bytes], others: Sequence[bytes]) -> list[DataFile]:
    """Return the records as files.

    Claims stand in a file that is only a list of claims: such a one may name what no file has.
    """
    bare = [line.removeprefix(b'{"claims":')[:-1] for line in claims]
    contents = [b"\n".join(lines) + b"\n" for lines in (others, bare) if lines]
    return [DataFile(_NAME, f"{_NAME}.jsonl", content=content) for content in contents]


def _confidential(index: Index, files: Iterable[DataFile]) -> Names:
    """Return the names that reading withholds; no index has them."""
    names: list[str] = []
    for file in files:
        for record in records_in(file):
            if record.withheld is not None:
                names += record.withheld.names
    return Names(names)


def _given_away(names: Names, section: str, record: Values, row: Values) -> Iterator[Problem]:
    """Yield the fields of a record that hold a confidential name, each with its place."""
    key = SECTIONS[section].key
    called = label(SECTIONS[section], str(record[key]) if key else None, "")
    for name, value in record.items():
        if any(map(names.are_in, texts_within(value))):
            message = f"'{name}' in {called} {HOLDS}"
            problem = Problem("confidential-name", message, REMEDY, str(row["file"]))
            place = row["line"]
            assert isinstance(place, int)  # noqa: S101 - each record stands on a line
            yield without(names, problem._replace(line=place))


class _Publishing:
    """Takes the records out of an index, with what may leave of them."""

    def __init__(self, index: Index, staying: Staying, leaving: Leaving) -> None:
        self._index, self._staying, self._optional = index, staying, leaving.optional
        self._stated = {name: stated(name, leaving.optional) for name in SECTIONS}
        self._kept: Counter[str] = Counter()  # records, by the optional field that they keep

    def records(self) -> Iterator[tuple[str, dict[str, Any], Values]]:
        """Yield the records: the section, what leaves, and the row with all of it."""
        yield from self._file()
        for name in FILE_SECTIONS:
            section = SECTIONS[name]
            declared = {
                key for (key,) in self._index.declared(section, [section.field(section.key)])
            }
            for row in self._index.rows(Question(section, (), section.fields)).dicts():
                key = row[section.key]
                if key in declared and not self._staying.has(name, key):
                    yield name, self._record(name, self._unattributed(name, row)), row

    def _file(self) -> Iterator[tuple[str, dict[str, Any], Values]]:
        """Yield what the files state themselves, where they are one or agree."""
        section = SECTIONS["file"]
        rows = list(self._index.rows(Question(section, (), section.fields)).dicts())
        records = [self._record("file", row) for row in rows]
        if records and all(record == records[0] for record in records):
            yield "file", records[0], rows[0]

    def _unattributed(self, section: str, row: Values) -> Values:
        """Return a record without what tells who made a claim on deep background."""
        if section != "claims":
            return row
        appearances = self._staying.appearances(row)
        if row["id"] not in self._staying.unattributed:
            hidden = self._staying.terms(row["on_behalf_of"])
            return {
                **row,
                "appearances": appearances,
                "on_behalf_of": None if hidden else row["on_behalf_of"],
            }
        less = [{**seen, "attribution": None, "speaker": None} for seen in appearances]
        nobody = {"speaker": None, "on_behalf_of": None, "anonymous": True}
        return {**row, **nobody, "appearances": less}

    def _record(self, name: str, row: Values) -> dict[str, Any]:
        """Return what leaves of a record, and of the records within it."""
        section = SECTIONS[name]
        for kept in KEPT_IN[name]:
            if kept in OPTIONAL.values() and kept not in self._optional and row.get(kept):
                self._kept[kept] += 1
        values = {
            each: self._value(section.field(each), row.get(each)) for each in self._stated[name]
        }
        return {each: value for each, value in values.items() if value not in (None, [], {})}

    def _value(self, field: Field, value: Any) -> object:
        """Return what leaves of a value; nothing of one that leads only to what stays in."""
        if field.type is Type.REFERENCE:
            return self._leading(field.of, value)
        if field.type is not Type.RECORD or value is None:
            return value
        if isinstance(value, list):
            return [self._record(field.of, each) for each in value]
        counted_by = field.of == "membership" and value["claim"]
        return None if self._staying.has("claims", counted_by) else self._record(field.of, value)

    def _leading(self, section: str, value: object) -> object:
        """Return the references of a field without those to what stays in."""
        if isinstance(value, list):
            return [key for key in value if not self._staying.has(section, key)]
        return None if self._staying.has(section, value) else value

    def left_out(self) -> str:
        """Return what stays in, and why, on one line."""
        told = [f"{count:,} {why[count > 1]}" for why, count in self._staying.why.items()]
        told += [f"'{field}' of {count:,}" for field, count in sorted(self._kept.items())]
        return ", ".join(told)
