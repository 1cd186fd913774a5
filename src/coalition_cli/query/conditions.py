"""Terms → conditions in SQL, their values bound."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..model import SECTIONS, Field, Section, Type
from ..words import any_case
from .question import Question, Range, Term
from .search import found
from .tables import NAMED, TOPIC_SPELLINGS, Statement, joined, list_table


class Matching(NamedTuple):
    """The tables and conditions of a question."""

    tables: str  # the section's, joined with the score of a search
    where: str  # the conditions, with the word WHERE; nothing without any
    values: tuple[str | int, ...]


def matching(question: Question) -> Matching:
    """Return where the rows of a question are to be found, and the conditions on them."""
    table = question.section.name
    tables = table
    values: list[str | int] = []
    searched = [term for term in dict.fromkeys(question.terms) if _is_searched(term)]
    if searched:
        ranked = found(question.section, searched)
        tables += f" JOIN ({ranked.sql}) AS found ON found.position = {table}.position"
        values += ranked.values
    conditions: list[str] = []
    for term in _gathered(question.terms):
        if _is_searched(term):
            continue
        condition = _condition(question.section, term)
        # What is unknown is not yes: the complement has it.
        conditions.append(
            f"({condition.sql}) IS NOT TRUE" if term.negated else f"({condition.sql})"
        )
        values += condition.values
    where = f" WHERE {joined(conditions, 'AND')}" if conditions else ""
    return Matching(tables, where, tuple(values))


def _is_searched(term: Term) -> bool:
    """Whether a term is a word to search for, which gives the rows their rank."""
    return term.field is None and not term.negated


def _gathered(terms: Sequence[Term]) -> list[Term]:
    """Return terms that mean the same: neither a nor b is not one of a and b."""
    gathered: dict[object, Term] = {}
    for term in terms:
        what = (term.field, term.exact) if term.negated else term
        before = gathered.get(what)
        values = dict.fromkeys((*(before.values if before else ()), *term.values))
        gathered[what] = term._replace(values=tuple(values))
    return list(gathered.values())


def _condition(section: Section, term: Term) -> Statement:
    """Return the SQL that is true of the rows that a term means."""
    field = term.field
    table = section.name
    if field is None or is_searched(field):
        searched = found(section, [term])
        sql = f"{table}.position IN (SELECT position FROM ({searched.sql}) AS found)"
        return Statement(sql, searched.values)
    if isinstance(term.values[0], Range):
        compared = _is_within
    else:
        compared = _is_exactly if term.exact else _is
    if field.many:
        lists = list_table(section, field)
        inside = compared(field, lists, field.query_name, term.values)
        if field.of == "topics":
            inside = _in_any_spelling(lists, inside)
        owned = f"SELECT owner FROM {lists} WHERE {inside.sql}"
        return Statement(f"{table}.position IN ({owned})", inside.values)
    return compared(field, table, field.name, term.values)


def _in_any_spelling(lists: str, shown: Statement) -> Statement:
    """Return the condition on topics as they are shown, for topics as they are spelt."""
    spelt = f"SELECT spelling FROM {TOPIC_SPELLINGS} AS {lists} WHERE {shown.sql}"
    return Statement(f"{lists}.topic IN ({spelt})", shown.values)


def values_of(section: Section, field: Field) -> tuple[str, str]:
    """Return what is joined for the values of a list, and the column that has them."""
    lists, column = list_table(section, field), field.query_name
    join = f" LEFT JOIN {lists} ON {lists}.owner = {section.name}.position"
    if field.of != "topics":
        return join, f"{lists}.{column}"
    spelt = f" LEFT JOIN {TOPIC_SPELLINGS} AS spelt ON spelt.spelling = {lists}.topic"
    return join + spelt, "spelt.topic"


def is_searched(field: Field) -> bool:
    """Whether a term of the field is a search: of a text, or one record such as a reference."""
    return field.type is Type.TEXT or (field.type is Type.RECORD and not field.many)


def _is_exactly(field: Field, table: str, column: str, values: Sequence[str | Range]) -> Statement:
    """Compare a column with ids as they stand in the data."""
    del field
    texts = tuple(str(value) for value in values)
    return Statement(f"{table}.{column} IN ({', '.join('?' for _ in texts)})", texts)


def _is(field: Field, table: str, column: str, values: Sequence[str | Range]) -> Statement:
    """Compare a column with values, whole and without regard to case."""
    texts = tuple(any_case(str(value)) for value in values)
    marks = ", ".join("?" for _ in texts)
    if field.type is Type.BOOLEAN:
        return Statement(
            f"{table}.{column} IN ({marks})", tuple(int(text == "true") for text in texts)
        )
    if field.type is Type.ID:
        # The key is kept only where the id has capitals.
        return Statement(f"{table}.{column} IN ({marks}) OR {table}.key IN ({marks})", texts * 2)
    if field.type in (Type.REFERENCE, Type.RECORD):
        target = SECTIONS["articles" if field.type is Type.RECORD else field.of]
        inside = called(target, marks)
        ids = f"SELECT {target.key} FROM {target.name} WHERE {inside}"
        return Statement(f"{table}.{column} IN ({ids})", texts * inside.count(marks))
    return Statement(f"lower({table}.{column}) IN ({marks})", texts)


def called(section: Section, marks: str) -> str:
    """Return the condition that a record's id or name is one of the values, in lower case."""
    return " OR ".join(f"{column} IN ({marks})" for column in called_columns(section))


def called_columns(section: Section) -> list[str]:
    """Return the columns that have a record's id and name, each in lower case somewhere."""
    return [section.key, "key", *(["name_key"] if section.name in NAMED else [])]


def _is_within(field: Field, table: str, column: str, values: Sequence[str | Range]) -> Statement:
    """Compare a column with ranges, of which one is enough."""
    return _any(_within(field, f"{table}.{column}", value) for value in values)


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


def _any(statements: Iterable[Statement]) -> Statement:
    listed = list(statements)
    values = tuple(value for statement in listed for value in statement.values)
    return Statement(joined([f"({statement.sql})" for statement in listed], "OR"), values)
