"""The records of an index → what may leave of them, as a claims file states it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Any

from ..answers.articles import POSITION, rows_with
from ..index import Index
from ..model import FILE_SECTIONS, SECTIONS, Field, Section, Type
from ..model.answer import Values
from ..model.problems import plural
from ..query import Question
from .fields import KEPT_IN, OPTIONAL, stated
from .leaving import Staying


class Taken:
    """Takes the records out of an index, with what may leave of them.

    `optional` are fields of OPTIONAL that leave too.
    """

    def __init__(self, index: Index, staying: Staying, optional: frozenset[str]) -> None:
        self._index, self._staying, self._optional = index, staying, optional
        self._stated = {name: stated(name, optional) for name in SECTIONS}
        self._kept: Counter[str] = Counter()  # records, by the optional field that they keep
        self._only: Mapping[str, set[str]] | None = None

    def records(
        self, only: Mapping[str, set[str]] | None = None
    ) -> Iterator[tuple[str, dict[str, Any], Values]]:
        """Yield the records: the section, what leaves, and the row with all of it.

        `only` has ids by their sections: no other records are taken.
        """
        self._only = only
        yield from self._file()
        for name in FILE_SECTIONS:
            section = SECTIONS[name]
            for row in self._rows(section, None if only is None else only[name]):
                if not self._staying.has(name, row[section.key]):
                    yield name, self._record(name, self._unattributed(name, row)), row

    def _rows(self, section: Section, keys: set[str] | None) -> Iterator[Values]:
        """Yield the records of a section in the data's order: all, or those with these ids."""
        question = Question(section, (), section.fields, declared=True)
        if keys is None:
            yield from self._index.rows(question).dicts()
            return
        wider = question._replace(fields=(*section.fields, POSITION))
        rows = rows_with(self._index, wider, section.field(section.key), sorted(keys))
        names = [field.name for field in wider.fields]
        for row in sorted(rows, key=itemgetter(-1)):
            yield dict(zip(names, row, strict=True))

    def _file(self) -> Iterator[tuple[str, dict[str, Any], Values]]:
        """Yield what the files state themselves; of several that differ nobody knows what holds."""
        section = SECTIONS["file"]
        rows = self._index.rows(Question(section, (), section.fields)).dicts()
        records = [(self._record("file", row), row) for row in rows]
        telling = [pair for pair in records if pair[0].keys() - {"version"}] or records
        if telling and all(record == telling[0][0] for record, _ in telling):
            yield "file", *telling[0]

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
        values: dict[str, Any] = {}
        for each in self._stated[name]:
            field = section.field(each)
            value = self._value(field, row.get(each))
            if value is not None and not (field.many and value == []):
                values[each] = value
        return values

    def _value(self, field: Field, value: Any) -> object:
        """Return what leaves of a value; nothing of one that leads only to what stays in."""
        if field.type is Type.REFERENCE:
            return self._leading(field.of, value)
        if field.type is not Type.RECORD or value is None:
            return value
        if isinstance(value, list):
            return [self._record(field.of, each) for each in value]
        if field.of == "membership" and not self._is_taken(value["claim"]):
            return None
        return self._record(field.of, value)

    def _is_taken(self, claim: str | None) -> bool:
        """Whether the claim that counts the members is taken; so it is where none does."""
        left = self._only is not None and claim not in self._only["claims"]
        return claim is None or not (left or self._staying.has("claims", claim))

    def _leading(self, section: str, value: object) -> object:
        """Return the references of a field without those to what stays in."""
        if isinstance(value, list):
            return [key for key in value if not self._staying.has(section, key)]
        return None if self._staying.has(section, value) else value

    def left_out(self) -> str:
        """Return what stays in, and why, on one line."""
        told = [f"{count:,} {why[count > 1]}" for why, count in self._staying.why.items()]
        told += [f"'{name}' of {plural(n, 'record')}" for name, n in sorted(self._kept.items())]
        return ", ".join(told)
