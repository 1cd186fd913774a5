"""The rules that span records: ids are unique, references lead somewhere, no circles."""

import sys
from array import array
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from ..model import SECTIONS, TAKEN_AS_NAME, Type
from ..model.problems import NEAR, Problem, shown_id, suggestion
from ..model.record import Place, Record, label, place
from ..model.retellings import Circle, circles

SUGGESTIONS = 20  # unknown references that a near id is looked for; each takes a while
CIRCLES = 1_000  # that are told: who has more has a cause to find, not articles to read

# Bytes, about, that are kept of an id, of an open reference, of an article that retells others and
# of each that it retells: what following them takes included.
_OF_KEY, _OF_REFERENCE, _OF_RETELLING, _OF_RETOLD = 70, 240, 700, 24
_OF_WORD = 100  # and of an id that was not referred to before

_LINES = 32  # bits from which on a place in one number has its line, below them the column
_FILES = 64  # and its file


class Reference(NamedTuple):
    """A field, or an item of it, that names another record; and the record that it stands in."""

    section: str  # that it should lead to
    key: str
    field: str
    stands_in: str  # the section of the record
    by: str | None  # its key
    of: str  # the label of the record around it
    file: str
    packed: int  # its place, as one number

    @property
    def place(self) -> Place:
        """Where it stands."""
        return _unpacked(self.packed)

    @property
    def label(self) -> str:
        """How a message names the record that it stands in."""
        return label(SECTIONS[self.stands_in], self.by, self.of)


class _RetoldArticles(NamedTuple):
    retells: list[str]
    file: str
    places: "array[int]"  # of each, if each has its own; as one number


class Ids:
    """The ids of a corpus by their section, each with the place where it stands first."""

    def __init__(self) -> None:
        self.of: dict[str, dict[str, int]] = {name: {} for name in SECTIONS}  # with places
        self._files: dict[str, int] = {}
        self.kept = 0  # bytes, about

    def add(self, record: Record, key: str) -> bool:
        """Take note of the id of a record; return False where another one has it."""
        keys = self.of[record.section.name]
        if key in keys:
            return False
        file = self._files.setdefault(record.file, len(self._files))
        keys[key] = file << _FILES | _packed(record.where(record.section.key))
        self.kept += _OF_KEY + sys.getsizeof(key)
        return True

    def where(self, section: str, key: str) -> tuple[str, int, int]:
        """Return the file, line and column of an id."""
        number = self.of[section][key]
        return next(islice(self._files, number >> _FILES, None)), *_unpacked(number)


class Integrity:
    """Sees every record of a corpus once, then says what does not fit together.

    Of a record it keeps no more than its id and the references that lead nowhere yet.
    """

    codes = frozenset({"repeated-id", "unknown-reference", "circular-retelling"})
    sections = tuple(SECTIONS)

    def __init__(self) -> None:
        self._kept = 0
        self.ids = Ids()
        self._references: list[Reference] = []
        self._loose: list[Reference] = []  # those of extracts
        self._stated: set[str] = set()  # sections that more than extracts have records of
        self._retold: dict[str, _RetoldArticles] = {}

    def see(self, record: Record) -> Iterable[Problem]:
        """Take note of a record, not of those within; return the problem of an id that is taken.

        The references of an extract may lead out of the data, where that has no records
        of the section: a mere list of claims cannot hold the articles that they name.
        """
        section, values = record.section, record.values
        found: Iterable[Problem] = ()
        if not record.of and section.key in values:
            key = str(values[section.key])
            if not self.ids.add(record, key):
                found = (self._repeated(record, key),)
        if section.name == "articles" and "retells" in values:
            retelling = _retelling(record)
            self._retold[str(values.get("id"))] = retelling
            self._kept += size_of_retellings(1, len(retelling.retells))
        open_, size = references(record, HARD_REFERENCES, self.ids.of)
        self._kept += size
        if record.extract:
            self._loose += open_
        else:
            self._references += open_
            self._stated.add(section.name)
        return found

    @property
    def kept(self) -> int:
        """How many bytes it keeps, about, of the records that it was shown."""
        return self.ids.kept + self._kept

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong between the records, once all have been seen."""
        suggestions = SUGGESTIONS
        for references in (self._references, self._loose):
            for reference in references:
                held = references is self._references or reference.section in self._stated
                if held and reference.key not in self.ids.of[reference.section]:
                    yield self._unknown(reference, suggests=suggestions > 0)
                    suggestions -= 1
        yield from self._circles()

    def _repeated(self, record: Record, key: str) -> Problem:
        named, section = record.section.key, record.section
        file, line, column = self.ids.where(section.name, key)
        message = f"the {named} '{shown_id(key)}' is already that of another {section.singular}"
        remedy = f"rename one of them; the other is at {file}:{line}:{column}"
        return Problem("repeated-id", message, remedy, record.file, *record.where(named))

    def _unknown(self, reference: Reference, *, suggests: bool) -> Problem:
        section = SECTIONS[reference.section]
        known = list(islice(self.ids.of[section.name], NEAR)) if suggests else []
        near = suggestion(reference.key, known)
        named = f"named by '{reference.field}' in {reference.label}"
        message = f"no {section.singular} '{shown_id(reference.key)}', {named}{near}"
        remedy = f"declare it under '{section.name}', or correct the id"
        return Problem("unknown-reference", message, remedy, reference.file, *reference.place)

    def _circles(self) -> Iterator[Problem]:
        graph = {key: one.retells for key, one in self._retold.items()}
        found = circles(graph)
        for circle in islice(found, CIRCLES):
            remedy = "remove the 'retells' that points from the original to a retelling"
            if circle.articles == 1:
                remedy = "remove it from its own 'retells'"
            yield self._circular(circle, _around(circle), remedy)
        if more := next(found, None):
            message = f"there are {sum(1 for _ in found) + 1:,} more circles of retellings"
            yield self._circular(more, message, "correct the circles above, then check again")

    def _circular(self, circle: Circle, message: str, remedy: str) -> Problem:
        article = self._retold[circle.first[0]]
        places = article.places
        where = _unpacked(places[circle.nth if len(places) > 1 else 0])
        return Problem("circular-retelling", message, remedy, article.file, *where)


def _packed(where: Place) -> int:
    return where.line << _LINES | where.column


def _unpacked(number: int) -> Place:
    return Place(number >> _LINES & ~(-1 << _FILES - _LINES), number & ~(-1 << _LINES))


def _around(circle: Circle) -> str:
    """Say which articles retell each other."""
    if circle.articles == 1:
        return f"article '{shown_id(circle.first[0])}' retells itself"
    between = [f"({circle.left_out:,} more)"] if circle.left_out else []
    keys = [*circle.first, *between, *circle.last, circle.first[0]]
    return f"articles retell each other in a circle: {' → '.join(map(shown_id, keys))}"


def _retelling(article: Record) -> _RetoldArticles:
    placed = article.places.get("retells", article.start)
    places = map(place, placed) if isinstance(placed, list) else [place(placed)]
    retells = list(map(sys.intern, _strings(article.values["retells"])))  # most recur
    return _RetoldArticles(retells, article.file, array("Q", map(_packed, places)))


def references(
    record: Record,
    fields: Mapping[str, Sequence[tuple[str, str]]],
    known: Mapping[str, Mapping[str, object]],
) -> tuple[list[Reference], int]:
    """Return the references of a record that lead to nothing which is known.

    `fields` has the ones of each section that are looked at, as `references_to` gives them; `known`
    the ids of the records by their section. With them comes about how many bytes they take.
    """
    values = record.values
    found: list[Reference] = []
    size = 0
    for field, section in fields[record.section.name]:
        if field in values:
            there, value = known[section], values[field]
            for nth, stated in enumerate(value if isinstance(value, list) else (value,)):
                if stated not in there:
                    key = sys.intern(str(stated))  # most recur
                    size += _OF_REFERENCE
                    size += _OF_WORD + sys.getsizeof(key) if key is stated else 0
                    by = record.section.name, record.key, record.of, record.file
                    where = _packed(record.where(field, nth))
                    found.append(Reference(section, key, field, *by, where))
    return found, size


def size_of_articles(count: int) -> int:
    """Return how many bytes so many articles take at least, about, while they are followed."""
    return count * (_OF_KEY + sys.getsizeof("a"))


def size_of_retellings(articles: int, retold: int) -> int:
    """Return how many bytes so many articles take more that retell so many in all."""
    return articles * _OF_RETELLING + retold * _OF_RETOLD


def _strings(value: object) -> list[str]:
    return value if isinstance(value, list) else [str(value)]


def references_to(sections: Container[str]) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return of each section the fields that name a record of these, each with its section."""
    return {
        name: [
            (field.name, field.of)
            for field in section.stated
            if field.type is Type.REFERENCE and field.of in sections
        ]
        for name, section in SECTIONS.items()
    }


# The fields that must lead to a record.
HARD_REFERENCES = references_to(SECTIONS.keys() - TAKEN_AS_NAME)
