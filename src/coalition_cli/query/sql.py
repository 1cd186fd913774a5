"""A question → one SQL statement, its values bound.

The SQL keeps to what SQLite, DuckDB and Spark SQL share; search alone is SQLite's FTS5.
The tables are those of the index (index/schema.py).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..folding import fold, has_word
from ..model import SECTIONS, Field, Section, Type
from .question import Question, Range, Sort, Term


class Statement(NamedTuple):
    """SQL and the values for its parameters."""

    sql: str
    values: tuple[str | int, ...]


def selected(question: Question) -> Statement:
    """Return the statement that answers with rows of the question's fields, in its order."""
    table = question.section.name
    columns = ", ".join(f"{table}.{field.name}" for field in question.fields)
    tables, where, values = _matching(question)
    order = ", ".join(_orders(question))
    limit = "" if question.limit is None else f" LIMIT {question.limit:d}"
    return Statement(f"SELECT {columns} FROM {tables}{where} ORDER BY {order}{limit}", values)


def counted(question: Question) -> Statement:
    """Return the statement that answers with the number of rows."""
    tables, where, values = _matching(question)
    return Statement(f"SELECT COUNT(*) FROM {tables}{where}", values)


def grouped(question: Question, by: Sequence[Field]) -> Statement:
    """Return the statement that counts the question's rows by one or two fields.

    A row that has several values of a field counts once for each. Values with an order
    come in it, others most frequent first; what is not known comes last.
    """
    section = question.section
    tables, where, values = _matching(question)
    groups: list[str] = []
    for field in by:
        if field.many:
            lists = list_table(section, field)
            tables += f" LEFT JOIN {lists} ON {lists}.{section.singular} = {section.name}.{section.key}"  # fmt: skip
            groups.append(f"{lists}.{field.query_name}")
        else:
            rated = field.type is Type.CONFIDENCE
            groups.append(f"{section.name}.{'confidence_label' if rated else field.name}")
    numbers = range(len(by))
    columns = ", ".join(f"{group} AS by_{number}" for number, group in enumerate(groups))
    rated_as = f"MIN({section.name}.confidence)" if section.name == "claims" else "NULL"
    counts = f"SELECT {columns}, COUNT(*) AS counted, {rated_as} AS rated FROM {tables}{where} GROUP BY {', '.join(groups)}"  # fmt: skip
    totals = ", ".join(f"SUM(counted) OVER (PARTITION BY by_{n}) AS total_{n}" for n in numbers)
    names = ", ".join(f"by_{n}" for n in numbers)
    orders = [*_group_sorts(question, by), *(_group_order(field, n) for n, field in enumerate(by))]
    limit = "" if question.limit is None else f" LIMIT {question.limit:d}"
    sql = f"SELECT {names}, counted FROM (SELECT *, {totals} FROM ({counts}) AS counts) AS totals ORDER BY {', '.join(orders)}{limit}"  # fmt: skip
    return Statement(sql, values)


def list_table(section: Section, field: Field) -> str:
    """Return the table with the values of a list: claim_topics, article_retells.

    Appearances are records, and so their table is their own.
    """
    if field.type is Type.RECORD:
        return field.of
    return f"{section.singular}_{field.name}"


def _group_sorts(question: Question, by: Sequence[Field]) -> Iterator[str]:
    """Yield the order that was asked for: by one of the fields, or by the count."""
    names = [field.query_name for field in by]
    for sort in question.sorts:
        column = f"by_{names.index(sort.field)}" if sort.field in names else "counted"
        if column != "counted" and by[names.index(sort.field)].type is Type.CONFIDENCE:
            column = f"MIN(rated) OVER (PARTITION BY {column})"
        yield f"{column} IS NULL, {column}{_direction(sort)}"


def _group_order(field: Field, number: int) -> str:
    known_first = f"by_{number} IS NULL"
    if field.type is Type.CONFIDENCE or field.name == "confidence_label":
        return f"{known_first}, MIN(rated) OVER (PARTITION BY by_{number})"
    if field.type in (Type.NUMBER, Type.DATE):
        return f"{known_first}, by_{number}"
    return f"{known_first}, total_{number} DESC, by_{number}"


class _Matching(NamedTuple):
    tables: str  # the section's, joined with the score of a search
    where: str  # the conditions, with the word WHERE; nothing without any
    values: tuple[str | int, ...]


def _matching(question: Question) -> _Matching:
    table = question.section.name
    tables = table
    values: list[str | int] = []
    search = _search_for(term for term in question.terms if not term.field and not term.negated)
    if search:
        found = f"SELECT rowid AS position, rank AS score FROM {table}_search WHERE {table}_search MATCH ?"  # fmt: skip
        tables += f" JOIN ({found}) AS found ON found.position = {table}.position"
        values.append(search)
    conditions: list[str] = []
    for term in question.terms:
        if term.field is None and not term.negated:
            continue
        condition = _condition(question.section, term)
        # What is unknown is not yes: the complement has it.
        conditions.append(
            f"({condition.sql}) IS NOT TRUE" if term.negated else f"({condition.sql})"
        )
        values += condition.values
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return _Matching(tables, where, tuple(values))


def _orders(question: Question) -> Iterator[str]:
    table = question.section.name
    for sort in question.sorts:
        column = f"{table}.{sort.field}"
        yield f"{column} IS NULL"
        yield _ordered(question.section.field(sort.field), column) + _direction(sort)
    if question.searches and not question.sorts:
        yield "found.score"
    yield f"{table}.position"


def _ordered(field: Field, column: str) -> str:
    textual = field.type in (Type.ID, Type.TEXT, Type.NAME, Type.REFERENCE)
    return f"lower({column})" if textual else column


def _direction(sort: Sort) -> str:
    return " DESC" if sort.descending else ""


def _condition(section: Section, term: Term) -> Statement:
    """Return the SQL that is true of the rows that a term means."""
    field = term.field
    table = section.name
    if field is None or field.type is Type.TEXT or field.name == "reference":
        search = _search_for([term])
        inside = f"SELECT rowid FROM {table}_search WHERE {table}_search MATCH ?"
        return Statement(f"{table}.position IN ({inside})", (search,))
    if isinstance(term.values[0], Range):
        return _any(_within(field, f"{table}.{field.name}", value) for value in term.values)
    if field.many:
        lists = list_table(section, field)
        inside = _is(field, lists, field.query_name, term.values)
        owned = f"SELECT {section.singular} FROM {lists} WHERE {inside.sql}"
        return Statement(f"{table}.{section.key} IN ({owned})", inside.values)
    return _is(field, table, field.name, term.values)


def _is(field: Field, table: str, column: str, values: Sequence[str | Range]) -> Statement:
    """Compare a column with values, whole and without regard to case."""
    texts = tuple(str(value).lower() for value in values)
    marks = ", ".join("?" for _ in texts)
    if field.type is Type.BOOLEAN:
        return Statement(f"{table}.{column} IN ({marks})", tuple(int(text == "true") for text in texts))  # fmt: skip
    if field.type is Type.ID:
        return Statement(f"{table}.key IN ({marks})", texts)
    if field.type in (Type.REFERENCE, Type.RECORD):
        target = SECTIONS["articles" if field.type is Type.RECORD else field.of]
        named = f" OR name_key IN ({marks})" if target.name in NAMED else ""
        inside = f"SELECT {target.key} FROM {target.name} WHERE key IN ({marks}){named}"
        return Statement(f"{table}.{column} IN ({inside})", texts + (texts if named else ()))
    return Statement(f"lower({table}.{column}) IN ({marks})", texts)


# The sections whose records go by a name as well as by an id.
NAMED = ("sources", "speakers", "members")


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
    return Statement(" OR ".join(f"({statement.sql})" for statement in listed), values)


def _search_for(terms: Iterable[Term]) -> str:
    """Return the terms in FTS5's language: all of them, each with any of its values."""
    return " AND ".join(
        (f"{{{term.field.name}}} : " if term.field else "")
        + "(" + " OR ".join(_phrase(str(value)) for value in term.values) + ")"
        for term in terms
    )  # fmt: skip


def _phrase(text: str) -> str:
    """Return text as a phrase, its words in their order; `secur*` finds what begins so."""
    prefix = " *" if text.endswith("*") else ""
    folded = fold(text).replace('"', " ").replace("\0", " ")
    # A phrase without a word would be left out of the conditions: it must find nothing.
    return f'"{folded}"{prefix}' if has_word(folded) else '("a" NOT "a")'
