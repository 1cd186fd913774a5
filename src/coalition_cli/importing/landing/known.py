"""What is there already, and so what is new of what came in."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...model import FILE_SECTIONS, SECTIONS, Section, Type
from ...reading import DataFile
from ...reading.reader import records_in
from ..gathering.gathering import Gathering, stated
from ..gathering.merging import Values
from ..gathering.store import Store
from .matching import NAMED

SAME = ("text", "speaker", "date")  # what two claims have in common that are one


class Reviewed(NamedTuple):
    """A claim that is there: its file, and what its reviews have in common with equal ones."""

    file: str
    told: set[object]


class Known:
    """The ids of each section that are there, what some go by, and claims by what they say."""

    def __init__(self) -> None:
        self.keys: dict[str, set[str]] = {name: set() for name in FILE_SECTIONS}
        self.names: dict[str, dict[str, set[str]]] = {name: {} for name in NAMED}  # by id
        self.reviews: dict[str, Reviewed] = {}  # by id of the claim
        self._same: dict[tuple[object, ...], str] = {}  # ids of claims

    def take(self, section: Section, key: str, values: Mapping[str, object], file: str) -> None:
        """Take in a record that is there."""
        self.keys[section.name].add(key)
        if section.name in NAMED:
            aliases = values.get("aliases")
            called = [values.get("name"), *(aliases if isinstance(aliases, list) else [])]
            self.names[section.name][key] = {str(name) for name in called if name}
        elif section.name == "claims":
            self._same.setdefault(_said(values), key)
            self.reviews[key] = Reviewed(file, {_told(each) for each in _reviews(values)})

    def key(self, section: Section, key: str, values: Values) -> str | None:
        """Return the id of the record that is there already; None if there is none."""
        if key in self.keys[section.name]:
            return key
        return self._same.get(_said(values)) if section.name == "claims" else None


def of_files(files: Sequence[DataFile]) -> Known:
    """Return what claims files have."""
    known = Known()
    for record in (record for file in files for record in records_in(file)):
        if record.section.name in FILE_SECTIONS and record.key is not None:
            values = stated(record) if "reviews" in record.values else record.values
            known.take(record.section, record.key, values, record.file)
    return known


def new_reviews(gathering: Gathering, known: Known) -> Iterator[tuple[str, list[Values]]]:
    """Yield the claims that are there and get reviews, by their ids, with these."""
    for key, kept in gathering.stores["claims"].items():
        there = known.key(SECTIONS["claims"], key, kept.values)
        if there is not None:
            told = known.reviews[there].told
            if found := [each for each in _reviews(kept.values) if _told(each) not in told]:
                yield there, found


def new_records(
    gathering: Gathering, known: Known, reviews: Mapping[str, Sequence[Values]]
) -> dict[str, Store]:
    """Return what is new: of the rows, and of what these and new reviews refer to."""
    new: dict[str, set[str]] = {name: set() for name in FILE_SECTIONS}
    waiting = [
        (name, key)
        for name in gathering.landed
        for key, kept in gathering.stores[name].items()
        if known.key(SECTIONS[name], key, kept.values) is None
    ]
    section = SECTIONS["claims"]
    wanted = [ref for each in reviews.values() for ref in _references(section, {"reviews": each})]
    waiting += _to_declare(gathering, known, wanted)
    while waiting:
        name, key = waiting.pop()
        if key in new[name]:
            continue
        new[name].add(key)
        values = gathering.stores[name].get(key).values
        waiting += _to_declare(gathering, known, _references(SECTIONS[name], values))
    return {name: gathering.stores[name].having(new[name]) for name in FILE_SECTIONS}


def there_before(gathering: Gathering, added: Counter[str]) -> int:
    """Return how many of the rows' records were there, where those by section are added."""
    return sum(len(gathering.stores[name]) - added[name] for name in gathering.landed)


def _said(values: Mapping[str, object]) -> tuple[object, ...]:
    return tuple(values.get(name) for name in SAME)


def _reviews(values: Mapping[str, object]) -> list[Values]:
    listed = values.get("reviews")
    return listed if isinstance(listed, list) else []


def _told(review: Mapping[str, object]) -> object:
    """Return what two reviews have in common that are one."""
    return review.get("url") or tuple(review.get(name) for name in ("by", "rating", "date"))


def _to_declare(
    gathering: Gathering, known: Known, references: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Yield the records that came in, are referred to, and are not there."""
    for name, key in references:
        store = gathering.stores.get(name)
        if store is not None and key in store and key not in known.keys[name]:
            yield name, key


def _references(section: Section, values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the sections and the ids that a record refers to, and those within it."""
    for name, value in values.items():
        field = section.by_name[name]
        for one in value if isinstance(value, list) else [value]:
            if field.type is Type.REFERENCE:
                yield field.of, str(one)
            elif isinstance(one, dict) and field.type is Type.RECORD:
                yield from _references(SECTIONS[field.of], one)
