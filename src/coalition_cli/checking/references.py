"""Errors between records: repeated ids, unknown references, circles of retellings."""

import sys
from array import array
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import NamedTuple

from ..model import SECTIONS, TAKEN_AS_NAME, Type
from ..model.problems import NEAR, SUGGESTIONS, Problem, shown_id, suggestion
from ..model.record import Place, Record, label, place
from ..model.retellings import Circle, circles

CIRCLES = 1_000  # that are reported one by one; more of them have one cause

# About how many bytes are kept of an id, of an open reference, of an article that retells others,
# and of each article that it retells. The last two include the bytes that following them takes.
_OF_KEY, _OF_REFERENCE, _OF_RETELLING, _OF_RETOLD = 70, 240, 700, 24
_OF_NEW_KEY = 100  # and of an id that was not referred to before

# A place as one number: the bits from which on it has the line and the file. The column is below.
_LINE_BITS, _FILE_BITS = 32, 64


class Reference(NamedTuple):
    """A value that names another record, and the record that states it."""

    section: str  # that it should lead to
    key: str  # that it should lead to
    field: str
    by_section: str  # of the record that states it
    by_key: str | None
    by_of: str  # the label of the record around that one
    file: str
    packed: int  # its place, as one number

    @property
    def place(self) -> Place:
        """Where it stands."""
        return _unpacked(self.packed)

    @property
    def label(self) -> str:
        """How a message names the record that states it."""
        return label(SECTIONS[self.by_section], self.by_key, self.by_of)


class _RetoldArticles(NamedTuple):
    keys: list[str]
    file: str
    places: "array[int]"  # of each key, or one of them all; each as one number


class Ids:
    """The ids of a corpus by their section, each with its first place."""

    def __init__(self) -> None:
        self.of: dict[str, dict[str, int]] = {name: {} for name in SECTIONS}  # places by id
        self._files: dict[str, int] = {}
        self.kept = 0  # bytes, about

    def add(self, record: Record, key: str) -> bool:
        """Take note of the id of a record. Return False if another record has it."""
        keys = self.of[record.section.name]
        if key in keys:
            return False
        keys[key] = self.packed(record, record.section.key)
        self.kept += _OF_KEY + sys.getsizeof(key)
        return True

    def where(self, section: str, key: str) -> tuple[str, int, int]:
        """Return the file, line and column of an id."""
        return self.unpacked(self.of[section][key])

    def line(self, section: str, key: str) -> tuple[str, int] | None:
        """Return the file and the line of an id, if a record has it."""
        return self.where(section, key)[:2] if key in self.of[section] else None

    def packed(self, record: Record, field: str, nth: int = 0) -> int:
        """Return where a field begins, or an item of a list, as a number. It sorts by place."""
        file = self._files.setdefault(record.file, len(self._files))
        return file << _FILE_BITS | _packed(record.where(field, nth))

    def unpacked(self, packed: int) -> tuple[str, int, int]:
        """Return the file, line and column of such a number."""
        return next(islice(self._files, packed >> _FILE_BITS, None)), *_unpacked(packed)


class Integrity:
    """Finds ids that are not unique, references that lead nowhere, and circles of retellings.

    It keeps of a record only its id, what it retells, and the references that lead nowhere yet.
    `partial` says that files are left out, so that references may lead to what these declare.
    """

    codes = frozenset({"repeated-id", "unknown-reference", "circular-retelling"})
    sections = tuple(SECTIONS)

    def __init__(self, *, partial: bool = False) -> None:
        self._kept = 0
        self._partial = partial
        self.ids = Ids()
        self._references: list[Reference] = []
        self._loose: list[Reference] = []  # those of extracts
        self._stated: set[str] = set()  # sections of records that are in no extract
        self._retold: dict[str, _RetoldArticles] = {}

    def see(self, record: Record) -> Iterable[Problem]:
        """Take note of a record, but not of those within it. Return the problem of a repeated id.

        An extract is a list of claims and cannot state the articles that they name. So its
        references may lead nowhere if the data has no other records of the section.
        """
        section, values = record.section, record.values
        problems: Iterable[Problem] = ()
        if not record.of and section.key in values:
            key = str(values[section.key])
            if not self.ids.add(record, key):
                problems = (self._repeated(record, key),)
        if section.name == "articles" and "retells" in values:
            retold = _retold(record)
            self._retold[str(values.get("id"))] = retold
            self._kept += size_of_retellings(1, len(retold.keys))
        if self._partial:
            return problems
        unknown, size = references(record, HARD_REFERENCES, self.ids.of)
        self._kept += size
        if record.extract:
            self._loose += unknown
        else:
            self._references += unknown
            self._stated.add(section.name)
        return problems

    @property
    def kept(self) -> int:
        """About how many bytes it keeps of the records that it was shown."""
        return self.ids.kept + self._kept

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong between the records, once all have been seen."""
        loose = (reference for reference in self._loose if reference.section in self._stated)
        suggestions = SUGGESTIONS
        for reference in chain(self._references, loose):
            if reference.key not in self.ids.of[reference.section]:
                yield self._unknown(reference, suggests=suggestions > 0)
                suggestions -= 1
        yield from self._circles()

    def _repeated(self, record: Record, key: str) -> Problem:
        section = record.section
        file, line, column = self.ids.where(section.name, key)
        shown = f"the {section.key} '{shown_id(key)}'"
        message = f"{shown} is already that of another {section.singular}"
        remedy = f"rename one of them; the other is at {file}:{line}:{column}"
        return Problem("repeated-id", message, remedy, record.file, *record.where(section.key))

    def _unknown(self, reference: Reference, *, suggests: bool) -> Problem:
        section = SECTIONS[reference.section]
        known = list(islice(self.ids.of[section.name], NEAR)) if suggests else []
        near = suggestion(reference.key, known)
        named = f"named by '{reference.field}' in {reference.label}"
        message = f"no {section.singular} '{shown_id(reference.key)}', {named}{near}"
        remedy = f"declare it under '{section.name}', or correct the id"
        return Problem("unknown-reference", message, remedy, reference.file, *reference.place)

    def _circles(self) -> Iterator[Problem]:
        all_circles = circles({key: retold.keys for key, retold in self._retold.items()})
        for circle in islice(all_circles, CIRCLES):
            remedy = "remove the 'retells' that points from the original to a retelling"
            if circle.articles == 1:
                remedy = "remove it from its own 'retells'"
            yield self._circular(circle, _around(circle), remedy)
        if next_circle := next(all_circles, None):
            message = f"there are {sum(1 for _ in all_circles) + 1:,} more circles of retellings"
            remedy = "correct the circles above, then check again"
            yield self._circular(next_circle, message, remedy)

    def _circular(self, circle: Circle, message: str, remedy: str) -> Problem:
        _, file, places = self._retold[circle.first[0]]
        where = _unpacked(places[circle.nth if len(places) > 1 else 0])
        return Problem("circular-retelling", message, remedy, file, *where)


def _packed(where: Place) -> int:
    return where.line << _LINE_BITS | where.column


def _unpacked(packed: int) -> Place:
    line = packed >> _LINE_BITS & ~(-1 << _FILE_BITS - _LINE_BITS)
    return Place(line, packed & ~(-1 << _LINE_BITS))


def _around(circle: Circle) -> str:
    """Return a message that names the articles of a circle."""
    if circle.articles == 1:
        return f"article '{shown_id(circle.first[0])}' retells itself"
    between = [f"({circle.left_out:,} more)"] if circle.left_out else []
    keys = [*circle.first, *between, *circle.last, circle.first[0]]
    return f"articles retell each other in a circle: {' → '.join(map(shown_id, keys))}"


def _retold(article: Record) -> _RetoldArticles:
    placed = article.places.get("retells", article.start)
    places = map(place, placed) if isinstance(placed, list) else [place(placed)]
    keys = list(map(sys.intern, article.texts("retells")))  # most recur
    return _RetoldArticles(keys, article.file, array("Q", map(_packed, places)))


def references(
    record: Record,
    fields: Mapping[str, Sequence[tuple[str, str]]],
    known: Mapping[str, Mapping[str, object]],
) -> tuple[list[Reference], int]:
    """Return the references of a record to unknown ids, and about how many bytes they take.

    `fields` has the fields of each section that are looked at, as `references_to` gives them.
    `known` has the ids of the records by their section.
    """
    values = record.values
    unknown: list[Reference] = []
    size = 0
    for field, section in fields[record.section.name]:
        if field in values:
            ids, value = known[section], values[field]
            for nth, stated in enumerate(value if isinstance(value, list) else (value,)):
                if stated not in ids:
                    key = sys.intern(str(stated))  # most recur
                    size += _OF_REFERENCE
                    size += _OF_NEW_KEY + sys.getsizeof(key) if key is stated else 0
                    by = record.section.name, record.key, record.of, record.file
                    where = _packed(record.where(field, nth))
                    unknown.append(Reference(section, key, field, *by, where))
    return unknown, size


def size_of_articles(count: int) -> int:
    """Return about how many bytes so many articles take at least while they are checked."""
    return count * (_OF_KEY + sys.getsizeof("a"))


def size_of_retellings(articles: int, retold: int) -> int:
    """Return how many bytes are added by articles that retell others, so many in all."""
    return articles * _OF_RETELLING + retold * _OF_RETOLD


def references_to(
    sections: Container[str], *, declared: bool = False
) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return for each section its fields that refer to one of these sections.

    With each field comes the section that it refers to. `declared` asks for those that have to
    lead to a record wherever they refer to, and for no others.
    """
    return {
        name: [
            (field.name, field.of)
            for field in section.stated
            if field.type is Type.REFERENCE and field.of in sections and field.declared is declared
        ]
        for name, section in SECTIONS.items()
    }


def _hard_references() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return the references that must lead to a record, as `references_to` gives them."""
    usual = references_to(SECTIONS.keys() - TAKEN_AS_NAME)
    declared = references_to(SECTIONS, declared=True)
    return {name: [*usual[name], *declared[name]] for name in SECTIONS}


HARD_REFERENCES = _hard_references()
