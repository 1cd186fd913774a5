"""The rules that span records: ids are unique, references lead somewhere, no circles."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .model import SECTIONS, TAKEN_AS_NAME, Section, Type
from .problems import Problem, suggestion
from .record import Place, Record

SUGGESTIONS = 20  # unknown references that a near id is looked for; each takes a while


class Reference(NamedTuple):
    """A field, or an item of it, that names another record."""

    section: str  # that it should lead to
    key: str
    field: str
    label: str  # of the record that it stands in
    file: str
    place: Place


class Checker:
    """Sees every record of a corpus once, then says what does not fit together.

    Of a record it keeps no more than its id and its references.
    """

    def __init__(self) -> None:
        self._keys: dict[str, dict[str, tuple[str, Place]]] = {name: {} for name in SECTIONS}
        self._references: list[Reference] = []
        self._loose: list[Reference] = []  # those of extracts
        self._stated: set[str] = set()  # sections that more than extracts have records of
        self._retold: dict[str, tuple[Record, list[str]]] = {}

    def see(self, record: Record) -> Iterator[Problem]:
        """Take note of a record; yield a problem if its id is taken.

        The references of an extract may lead out of the data, where that has no records
        of the section: a mere list of claims cannot hold the articles that they name.
        """
        key = record.values.get(record.section.key)
        if record.section.name == "articles" and "retells" in record.values:
            self._retold[str(key)] = record, _strings(record.values["retells"])
        if key is not None and not record.of:
            yield from self._note(record, str(key))
        open_ = [one for one in references(record, HARD_REFERENCES) if not self._leads(one)]
        if record.extract:
            self._loose += open_
        else:
            self._references += open_
            self._stated.add(record.section.name)
        for inner in record.nested():
            yield from self.see(inner)

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong between the records, once all have been seen."""
        suggestions = SUGGESTIONS
        held = (one for one in self._loose if one.section in self._stated)
        for reference in (*self._references, *held):
            if not self._leads(reference):
                yield self._unknown(reference, suggests=suggestions > 0)
                suggestions -= 1
        yield from self._circles()

    def _note(self, record: Record, key: str) -> Iterator[Problem]:
        keys = self._keys[record.section.name]
        where = record.where(record.section.key)
        if key not in keys:
            keys[key] = record.file, where
            return
        file, (line, column) = keys[key]
        message = f"the {record.section.key} '{key}' is that of another {record.section.singular}"
        remedy = f"rename one of them; the other is at {file}:{line}:{column}"
        yield Problem("repeated-id", message, remedy, record.file, *where)

    def _leads(self, reference: Reference) -> bool:
        return reference.key in self._keys[reference.section]

    def _unknown(self, reference: Reference, *, suggests: bool) -> Problem:
        section = SECTIONS[reference.section]
        near = suggestion(reference.key, list(self._keys[section.name])) if suggests else ""
        named = f"named by '{reference.field}' in {reference.label}"
        message = f"no {section.singular} '{reference.key}', {named}{near}"
        remedy = f"declare it under '{section.name}', or correct the id"
        return Problem("unknown-reference", message, remedy, reference.file, *reference.place)

    def _circles(self) -> Iterator[Problem]:
        graph = {key: retells for key, (_, retells) in self._retold.items()}
        for circle in circles(graph):
            record, retells = self._retold[circle[0]]
            retold = record.where("retells", retells.index(circle[1 % len(circle)]))
            message = f"articles retell each other in a circle: {' → '.join([*circle, circle[0]])}"
            remedy = "remove the 'retells' that points from the original to a retelling"
            if len(circle) == 1:
                message = f"article '{circle[0]}' retells itself"
                remedy = "remove it from its own 'retells'"
            yield Problem("circular-retelling", message, remedy, record.file, *retold)


def circles(graph: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield each circle that a depth-first walk of the graph closes, from its first node."""
    done: set[str] = set()
    for start in graph:
        trail: dict[str, Iterator[str]] = {}
        if start not in done:
            trail[start] = iter(graph[start])
        while trail:
            here = next(reversed(trail))
            after = next(trail[here], None)
            if after is None:
                done.add(here)
                del trail[here]
            elif after in trail:
                nodes = list(trail)
                yield nodes[nodes.index(after) :]
            elif after not in done:
                trail[after] = iter(graph.get(after, ()))


def references(
    record: Record, fields: Mapping[str, Sequence[tuple[str, str]]]
) -> Iterator[Reference]:
    """Yield the references of a record by these fields of its section; see HARD_REFERENCES."""
    for field, section in fields[record.section.name]:
        if field in record.values:
            for nth, key in enumerate(_strings(record.values[field])):
                where = record.where(field, nth)
                yield Reference(section, key, field, record.label, record.file, where)


def _strings(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _hard_references(section: Section) -> list[tuple[str, str]]:
    return [
        (field.name, field.of)
        for field in section.stated
        if field.type is Type.REFERENCE and field.of not in TAKEN_AS_NAME
    ]


# Of each section, the fields that must lead to a record, each with that record's section.
HARD_REFERENCES = {name: _hard_references(section) for name, section in SECTIONS.items()}
