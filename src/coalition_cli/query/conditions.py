"""Terms → conditions in SQL, with their values bound."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..model import SECTIONS, Field, Section, Type
from ..words import any_case
from .question import Question, Range, Term
from .search import hits
from .tables import NAMED, TOPIC_SPELLINGS, Statement, aliases_table, joined, list_table


class Matching(NamedTuple):
    """The tables and conditions of a question."""

    tables: str  # the section's, joined with the score of a search
    where: str  # the conditions, with the word WHERE; empty without conditions
    values: tuple[str | int, ...]


def matching(question: Question) -> Matching:
    """Return the tables that have the rows of a question, and the conditions on them."""
    table = question.section.name
    tables = table
    values: list[str | int] = []
    if ranking := [term for term in dict.fromkeys(question.terms) if term.ranks]:
        search = hits(question.section, ranking)
        tables += f" JOIN ({search.sql}) AS hits ON hits.position = {table}.position"
        values += search.values
    conditions: list[str] = []
    for term in _gathered(term for term in question.terms if not term.ranks):
        condition = _condition(question.section, term)
        # An unknown value is not a yes, so the complement has it.
        conditions.append(
            f"({condition.sql}) IS NOT TRUE" if term.negated else f"({condition.sql})"
        )
        values += condition.values
    where = f" WHERE {joined(conditions, 'AND')}" if conditions else ""
    return Matching(tables, where, tuple(values))


def _gathered(terms: Iterable[Term]) -> list[Term]:
    """Return terms that mean the same: what they exclude of one field is in one term."""
    gathered: dict[object, Term] = {}
    for term in terms:
        key = (term.field, term.exact) if term.negated else term
        values = dict.fromkeys((*gathered.get(key, term).values, *term.values))
        gathered[key] = term._replace(values=tuple(values))
    return list(gathered.values())


def _condition(section: Section, term: Term) -> Statement:
    """Return the SQL that is true of the rows that a term means."""
    field, table = term.field, section.name
    if field is None or term.searches:
        search = hits(section, [term])
        sql = f"{table}.position IN (SELECT position FROM ({search.sql}) AS hits)"
        return Statement(sql, search.values)
    if isinstance(term.values[0], Range):
        compared = _is_within
    else:
        compared = _is_exactly if term.exact else _is
    if not field.many:
        return compared(field, table, field.name, term.values)
    lists = list_table(section, field)
    inside = compared(field, lists, field.query_name, term.values)
    if field.of == "topics":
        inside = _in_any_spelling(lists, inside)
    owners = f"SELECT owner FROM {lists} WHERE {inside.sql}"
    return Statement(f"{table}.position IN ({owners})", inside.values)


def _in_any_spelling(lists: str, shown: Statement) -> Statement:
    """Return the condition on topics as they are spelt, for one on topics as they are shown."""
    spelt = f"SELECT spelling FROM {TOPIC_SPELLINGS} AS {lists} WHERE {shown.sql}"
    return Statement(f"{lists}.topic IN ({spelt})", shown.values)


def _is_exactly(field: Field, table: str, column: str, values: Sequence[str | Range]) -> Statement:
    """Compare a column with ids as they stand in the data."""
    del field
    texts = tuple(str(value) for value in values)
    return Statement(f"{table}.{column} IN ({marks(texts)})", texts)


def _is(field: Field, table: str, column: str, values: Sequence[str | Range]) -> Statement:
    """Compare a column with whole values, in any case."""
    texts = tuple(any_case(str(value)) for value in values)
    inside = f"IN ({marks(texts)})"
    if field.type is Type.BOOLEAN:
        return Statement(f"{table}.{column} {inside}", tuple(int(text == "true") for text in texts))
    if field.type is Type.ID:
        # The key is kept only where the id has capitals.
        return Statement(f"{table}.{column} {inside} OR {table}.key {inside}", texts * 2)
    if target := target_of(field):
        called = [f"{name} {inside}" for name in identifying_columns(target)]
        if aliases := aliases_table(target):
            called.append(f"position IN (SELECT owner FROM {aliases} WHERE key {inside})")
        ids = f"SELECT {target.key} FROM {target.name} WHERE {' OR '.join(called)}"
        return Statement(f"{table}.{column} IN ({ids})", texts * len(called))
    return Statement(f"lower({table}.{column}) {inside}", texts)


def target_of(field: Field) -> Section | None:
    """Return the section that a field refers to; None if its values are no references."""
    if field.type is Type.REFERENCE:
        return SECTIONS[field.of]
    return SECTIONS["articles"] if field.type is Type.RECORD and field.many else None


def identifying_columns(section: Section) -> list[str]:
    """Return the columns with the id and the name of a record, each as it is or in lower case."""
    return [section.key, "key", *(["name_key"] if section.name in NAMED else [])]


def marks(values: Sequence[object]) -> str:
    """Return the places of these values in SQL, for a comparison with IN."""
    return ", ".join("?" for _ in values)


def _is_within(field: Field, table: str, column: str, values: Sequence[str | Range]) -> Statement:
    """Compare a column with ranges; it has to be within one of them."""
    ranges = [_within(field, f"{table}.{column}", value) for value in values]
    sql = joined([f"({one.sql})" for one in ranges], "OR")
    return Statement(sql, tuple(bound for one in ranges for bound in one.values))


def _within(field: Field, column: str, value: str | Range) -> Statement:
    assert isinstance(value, Range)  # noqa: S101 - ordered fields have nothing else
    parts: list[str] = []
    if value.low is not None:
        # A month ends with its last day, which sorts before "-99".
        end = f"{column} || '-99'" if field.type is Type.DATE else column
        parts.append(f"{end} >= ?")
    if value.high is not None:
        parts.append(f"{column} <= ?")
    bounds = tuple(bound for bound in value if bound is not None)
    return Statement(" AND ".join(parts), bounds)
