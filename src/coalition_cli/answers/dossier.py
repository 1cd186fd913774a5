"""A record and all that belongs to it, gathered for its page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple, TypeVar

from ..index import Index
from ..model import SECTIONS, Field, Section, Type
from ..model.retellings import Trails, passed
from ..query import Question, Term, check_fields
from ..words import any_case
from .answer import Values
from .articles import Article, learn, rows_with
from .contents import RELATIONS, Relation
from .drift import Appearance, Claim, Drift, Recorded, compared
from .records import Key, each

AT_ONCE = 50  # records that are gathered together: what belongs to them is in memory

Made = TypeVar("Made", bound=NamedTuple)

# By it, rows that were asked for in parts are put in their order again.
_POSITION = Field("position", Type.NUMBER, "its place among all records", derived=True)


class Related(NamedTuple):
    """Records that belong to another, in the order of their list, and how many more there are."""

    rows: Sequence[Values]
    left_out: int = 0


class Passed(NamedTuple):
    """An article that the trails of a claim pass; its fields are those of the field table."""

    id: str
    publisher: str | None
    publisher_name: str | None
    date: str | None
    retells: list[str]


Articles = Mapping[str, Passed]  # by their ids


class Dossier(NamedTuple):
    """A record and what belongs to it."""

    section: Section
    record: Values
    related: Mapping[str, Related]  # by the names of RELATIONS; only those that have rows
    articles: Articles  # of a claim, up to where its trails end
    drifts: Sequence[Drift | None]  # of its appearances; None in an origin

    def rows(self, relation: str) -> Sequence[Values]:
        """Return the records of a relation, which may be none."""
        return self.related[relation].rows if relation in self.related else ()


def dossiers(index: Index, keys: Iterable[Key], most: int | None = None) -> Iterator[Dossier]:
    """Return records with what belongs to them, in the order of their keys.

    A list has `most` rows at most. Without a bound, many records are gathered at once.
    """

    def ask(section: Section, own: Sequence[str]) -> Iterator[tuple[str, Dossier]]:
        return _gathered(index, section, own, most)

    return each(keys, AT_ONCE if most is None else 1, ask)


def _gathered(
    index: Index, section: Section, keys: Sequence[str], most: int | None
) -> Iterator[tuple[str, Dossier]]:
    """Yield the ids of records of one section with their dossiers; with a bound, of one record."""
    whole = Question(section, (), section.fields)
    found = _rows(index, whole, section.field(section.key), keys)
    records = {str(record[section.key]): record for record in found}
    related: dict[str, dict[str, Related]] = {key: {} for key in records}
    for relation in RELATIONS[section.name]:
        others = _named if relation.named else _naming
        for key, there in others(index, relation, records, most):
            if there.rows:
                related[key][relation.name] = there
    bare = [(key, Dossier(section, one, related[key], {}, ())) for key, one in records.items()]
    return _with_chains(index, bare)


def _with_chains(
    index: Index, dossiers: Sequence[tuple[str, Dossier]]
) -> Iterator[tuple[str, Dossier]]:
    """Yield the dossiers with the articles of claims' trails, and how far words drifted there."""
    seen = {key: [str(row["article"]) for row in one.rows("appearances")] for key, one in dossiers}
    known: dict[str, Article] = {}
    learn(index, (article for keys in seen.values() for article in keys), known)
    levels = {key: [*passed(seen[key], source_of(one.record), known)] for key, one in dossiers}
    articles = _in_order(index, levels)
    trails = Trails(known)
    for key, one in dossiers:
        drifts = _drifts(one, trails, known)
        yield key, one._replace(articles=articles[key], drifts=drifts)


def _named(
    index: Index, relation: Relation, records: Mapping[str, Values], most: int | None
) -> Iterator[tuple[str, Related]]:
    """Yield the key of each record with the records that it names."""
    other = SECTIONS[relation.section]
    named = {key: _listed(record[relation.field]) for key, record in records.items()}
    wanted = (key for keys in named.values() for key in keys[:most])
    rows = _rows(index, Question(other, (), other.fields), other.field(other.key), wanted)
    known = {str(row[other.key]): row for row in rows}
    place = {key: number for number, key in enumerate(known)}
    for record, keys in named.items():
        shown = keys[:most]
        there = sorted(known.keys() & shown, key=place.__getitem__)
        # What a mere list of claims names may be outside the data.
        outside = [{other.key: key} for key in shown if key not in known]
        yield record, Related([*(known[key] for key in there), *outside], len(keys) - len(shown))


def _naming(
    index: Index, relation: Relation, records: Mapping[str, Values], most: int | None
) -> Iterator[tuple[str, Related]]:
    """Yield the key of each record with the records that name it."""
    other = SECTIONS[relation.section]
    field = other.field(relation.field)
    rows = _rows(index, Question(other, (), other.fields, limit=most), field, records)
    left_out = 0
    if len(rows) == most:
        named = Term(field, tuple(records), exact=True)
        left_out = index.count(Question(other, (named,))) - most
    found: dict[str, list[Values]] = {key: [] for key in records}
    # A topic has one spelling that is shown, and claims may have another.
    shown = {any_case(key): key for key in records} if field.of == "topics" else {}
    for row in rows:
        keys = _listed(row[field.name])
        for key in dict.fromkeys(shown.get(any_case(key)) if shown else key for key in keys):
            if key in found:
                found[key].append(row)
    yield from ((key, Related(of_record, left_out)) for key, of_record in found.items())


def _in_order(index: Index, trails: Mapping[str, Sequence[set[str]]]) -> Mapping[str, Articles]:
    """Return the articles of claims' trails, level by level; within one in the data's order."""
    section = SECTIONS["articles"]
    question = Question(section, (), check_fields(section, Passed._fields))
    wanted = (key for levels in trails.values() for level in levels for key in level)
    rows = _rows(index, question, section.field(section.key), wanted)
    known = {str(row["id"]): _made(Passed, row) for row in rows}
    place = {key: number for number, key in enumerate(known)}
    return {
        claim: {key: known[key] for level in levels for key in sorted(level, key=place.__getitem__)}
        for claim, levels in trails.items()
    }


def _drifts(
    dossier: Dossier, trails: Trails, articles: Mapping[str, Article]
) -> list[Drift | None]:
    """Return each appearance of a claim as far as it has moved from the origin."""
    appearances = [_made(Appearance, row) for row in dossier.rows("appearances")]
    if not appearances:
        return []
    recorded = Recorded(_made(Claim, dossier.record), appearances)
    return [compared(one, recorded, trails, articles) for one in appearances]


def _rows(index: Index, question: Question, field: Field, keys: Iterable[str]) -> list[Values]:
    """Return the rows of a question in which a field has one of these ids, in their order."""
    wider = question._replace(fields=(*question.fields, _POSITION))
    names = [one.name for one in question.fields]
    rows = sorted(rows_with(index, wider, field, keys), key=itemgetter(-1))
    return [dict(zip(names, row, strict=False)) for row in rows]


def _made(kind: type[Made], row: Values) -> Made:
    return kind._make(row[name] for name in kind._fields)


def _listed(value: object) -> list[str]:
    """Return the ids in a field, which names one, several or none."""
    if isinstance(value, list):
        return value
    return [] if value is None else [str(value)]


def source_of(record: Values) -> str | None:
    """Return the source that first carried a claim; other records have none."""
    source = record.get("source")
    return None if source is None else str(source)
