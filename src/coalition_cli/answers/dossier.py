"""A record and all that belongs to it, gathered for its page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from ..index import Index
from ..model import SECTIONS, Field, Section
from ..model.answer import Values
from ..model.retellings import Trails, ends_at, passed
from ..query import Question, Term, check_fields
from ..words import any_case
from .articles import POSITION, Article, Record, add_articles, rows_with
from .contents import RELATIONS, Relation
from .drift import Appearance, ClaimMade, Drift, Recorded, compared
from .parts import Parts, parts_of
from .records import Key, each
from .uncorrected import carriers

AT_ONCE = 50  # records that are gathered together: what belongs to them is in memory


class Related(NamedTuple):
    """Records that belong to another, in the order of their list, and how many more there are."""

    rows: Sequence[Values]
    left_out: int = 0


class Passed(NamedTuple):
    """An article that the trails of a claim pass; its fields are those of the field table."""

    id: str
    headline: str | None
    url: str | None
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
    uncorrected: Related  # articles that still carry what was corrected in it, as Carriers

    def rows(self, relation: str) -> Sequence[Values]:
        """Return the records of a relation; there may be none."""
        return self.related[relation].rows if relation in self.related else ()

    def parts(self, most: int | None = None) -> Iterator[Parts]:
        """Yield its reviews, its evidence and its corrections, at most `most` of each."""
        names = {str(row["id"]): row["name"] for row in self.rows("reviewers") if row.get("name")}
        return parts_of(self.section, self.record, names, most)


def origins_in_words(record: Values) -> str:
    """Return in how many articles a claim appears, and how many origins they have."""
    count, appearances = record["origins"], record["appearances"]
    listed = appearances if isinstance(appearances, list) else []
    outlets = len({appearance["article"] for appearance in listed})
    if count is None:
        return "not known: it retells an article that is not in the data"
    if not outlets:
        return "none: no article is recorded"
    kind = "single-origin" if count == 1 else "multi-origin"
    articles = "1 article" if outlets == 1 else f"{outlets} articles"
    return f"{kind}: {articles}, {count} {'origin' if count == 1 else 'origins'}"


def dossiers(index: Index, keys: Iterable[Key], most: int | None = None) -> Iterator[Dossier]:
    """Return records with what belongs to them, in the order of their keys.

    A list has `most` rows at most. Without a limit, many records are gathered together.
    """

    def ask(section: Section, ids: Sequence[str]) -> Iterator[tuple[str, Dossier]]:
        return _gathered(index, section, ids, most)

    return each(keys, AT_ONCE if most is None else 1, ask)


def _gathered(
    index: Index, section: Section, keys: Sequence[str], most: int | None
) -> Iterator[tuple[str, Dossier]]:
    """Yield the ids of records of one section with their dossiers; of one record if limited."""
    question = Question(section, (), section.fields)
    rows = _rows(index, question, section.field(section.key), keys)
    records = {str(record[section.key]): record for record in rows}
    related: dict[str, dict[str, Related]] = {key: {} for key in records}
    for relation in RELATIONS[section.name]:
        others = _named if relation.named else _naming
        for key, there in others(index, relation, records, most):
            if there.rows:
                related[key][relation.name] = there
    carrying = {key: _uncorrected(index, section, records[key], most) for key in records}
    bare = {
        key: Dossier(section, record, related[key], {}, (), carrying[key])
        for key, record in records.items()
    }
    return _with_chains(index, bare)


def _uncorrected(index: Index, section: Section, record: Values, most: int | None) -> Related:
    """Return the articles that still carry what was corrected in a record."""
    found = [carrier._asdict() for carrier in carriers(index, section, record)]
    return Related(found[:most], len(found[most:]) if most is not None else 0)


def _with_chains(index: Index, dossiers: Mapping[str, Dossier]) -> Iterator[tuple[str, Dossier]]:
    """Yield the dossiers with the articles of claims' trails, and with the drift of appearances."""
    articles: dict[str, Article] = {}
    seen = {key: _articles_of(dossier) for key, dossier in dossiers.items()}
    add_articles(index, (article for keys in seen.values() for article in keys), articles)
    levels = {
        key: [*passed(seen[key], _source_of(dossier.record), articles)]
        for key, dossier in dossiers.items()
    }
    in_order = _in_order(index, levels)
    trails = Trails(articles)
    for key, dossier in dossiers.items():
        drifts = _drifts(dossier, trails, articles)
        yield key, dossier._replace(articles=in_order[key], drifts=drifts)


def _articles_of(dossier: Dossier) -> list[str]:
    return [str(row["article"]) for row in dossier.rows("appearances")]


def _named(
    index: Index, relation: Relation, records: Mapping[str, Values], most: int | None
) -> Iterator[tuple[str, Related]]:
    """Yield the key of each record with the records that it names."""
    other = SECTIONS[relation.section]
    named = {key: _ids(record[relation.field]) for key, record in records.items()}
    wanted = (key for keys in named.values() for key in keys[:most])
    rows = _rows(index, Question(other, (), other.fields), other.field(other.key), wanted)
    known = {str(row[other.key]): row for row in rows}
    place = {key: number for number, key in enumerate(known)}
    for record, keys in named.items():
        shown = keys[:most]
        there = sorted(known.keys() & shown, key=place.__getitem__)
        # A file that is only a list of claims may name claims outside the data.
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
        naming = Term(field, tuple(records), exact=True)
        left_out = index.count(Question(other, (naming,))) - most
    related: dict[str, list[Values]] = {key: [] for key in records}
    # A topic is shown in one spelling, and claims may have another.
    shown = {any_case(key): key for key in records} if field.of == "topics" else {}
    for row in rows:
        keys = _ids(row[field.name])
        for key in dict.fromkeys(shown.get(any_case(key)) if shown else key for key in keys):
            if key in related:
                related[key].append(row)
    yield from ((key, Related(of_record, left_out)) for key, of_record in related.items())


def _in_order(index: Index, trails: Mapping[str, Sequence[set[str]]]) -> Mapping[str, Articles]:
    """Return the articles of claims' trails, level by level; a level is in the data's order."""
    section = SECTIONS["articles"]
    question = Question(section, (), check_fields(section, Passed._fields))
    wanted = (key for levels in trails.values() for level in levels for key in level)
    rows = _rows(index, question, section.field(section.key), wanted)
    known = {str(row["id"]): _as(Passed, row) for row in rows}
    place = {key: number for number, key in enumerate(known)}
    return {
        claim: {key: known[key] for level in levels for key in sorted(level, key=place.__getitem__)}
        for claim, levels in trails.items()
    }


def _drifts(
    dossier: Dossier, trails: Trails, articles: Mapping[str, Article]
) -> list[Drift | None]:
    """Return how far each appearance of a claim has moved from the origin."""
    appearances = [_as(Appearance, row) for row in dossier.rows("appearances")]
    if not appearances:
        return []
    recorded = Recorded(_as(ClaimMade, dossier.record), appearances)
    return [compared(appearance, recorded, trails, articles) for appearance in appearances]


def _rows(index: Index, question: Question, field: Field, keys: Iterable[str]) -> list[Values]:
    """Return the rows of a question with one of these ids in a field, in the data's order."""
    wider = question._replace(fields=(*question.fields, POSITION))
    names = [field.name for field in question.fields]
    rows = sorted(rows_with(index, wider, field, keys), key=itemgetter(-1))
    return [dict(zip(names, row, strict=False)) for row in rows]


def _as(kind: type[Record], row: Values) -> Record:
    return kind._make(row[name] for name in kind._fields)


def _ids(value: object) -> list[str]:
    """Return the ids in a field, which names one, several or none."""
    if isinstance(value, list):
        return value
    return [] if value is None else [str(value)]


def _source_of(record: Values) -> str | None:
    """Return the source that first carried a claim; other records have none."""
    source = record.get("source")
    return None if source is None else str(source)


class ChainStep(NamedTuple):
    """An article of a claim's chain."""

    article: str
    level: int  # 0 where a trail ends; 1 for an article that retells that, and so on
    known: Passed | None  # None outside the data
    appearance: Values | None  # None if the claim is not recorded there


def steps(dossier: Dossier, most: int | None = None) -> tuple[list[ChainStep], int]:
    """Return the chain of a claim: each article, and directly below it those that retell it.

    An article that retells several stands below each of them. What retells it stands only below
    the first. After `most` articles the chain stops; the number says how many are left out.
    """
    source = _source_of(dossier.record)
    seen = {str(row["article"]): row for row in dossier.rows("appearances")}
    retellings: dict[str, list[str]] = {}
    tops = [key for key in seen if key not in dossier.articles]
    for key, article in dossier.articles.items():
        if ends_at(article, source):
            tops.append(key)
            continue
        for original in article.retells:
            retellings.setdefault(original, []).append(key)
    chain: list[ChainStep] = []
    shown: set[str] = set()
    ahead = [(key, 0) for key in reversed(tops)]
    while ahead and len(shown) != most:
        key, level = ahead.pop()
        chain.append(ChainStep(key, level, dossier.articles.get(key), seen.get(key)))
        if key not in shown:
            ahead += [(below, level + 1) for below in reversed(retellings.get(key, ()))]
        shown.add(key)
    return chain, len(dossier.articles.keys() | seen.keys()) - len(shown)
