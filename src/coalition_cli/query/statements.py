"""A question → one SQL statement.

The SQL keeps to what SQLite, DuckDB and Spark SQL share; search alone is SQLite's FTS5. Two
functions are our own, `lower` for the spellings of a name and `collated` for their order: other
engines will keep what these return in columns.
The tables are those of the index (index/schema.py).
"""

from collections.abc import Iterator, Sequence

from ..model import Field, Section, Type
from ..words.unnamed import marked_in_sql
from .conditions import matching, values_of
from .question import Question, Sort
from .tables import Statement

_ALL = (1 << 63) - 1  # SQLite has no OFFSET without a LIMIT


def selected(question: Question) -> Statement:
    """Return the statement that answers with rows of the question's fields, in its order."""
    table = question.section.name
    columns = ", ".join(f"{table}.{field.name}" for field in question.fields)
    tables, where, values = matching(question)
    order = ", ".join(_orders(question))
    sql = f"SELECT {columns} FROM {tables}{where} ORDER BY {order}{_limit(question)}"
    return Statement(sql, values)


def counted(question: Question) -> Statement:
    """Return the statement that answers with the number of rows."""
    tables, where, values = matching(question)
    return Statement(f"SELECT COUNT(*) FROM {tables}{where}", values)


def grouped(question: Question, by: Sequence[Field]) -> Statement:
    """Return the statement that counts the claims of a question by one or two fields.

    A claim that has several values of a field counts once for each. Values with an order
    come in it, others most frequent first; what is not known comes last.
    """
    tables, where, values = matching(question)
    groups: list[str] = []
    for field in by:
        join, column = _grouping(question.section, field)
        tables += join
        groups.append(column)
    numbers = range(len(by))
    columns = ", ".join(f"{group} AS by_{n}" for n, group in enumerate(groups))
    counts = f"SELECT {columns}, COUNT(DISTINCT claims.position) AS counted"
    counts += ", MIN(claims.confidence) AS rated"
    counts += f" FROM {tables}{where} GROUP BY {', '.join(groups)}"
    totals = ", ".join(f"SUM(counted) OVER (PARTITION BY by_{n}) AS total_{n}" for n in numbers)
    orders = [*_group_sorts(question, by), *(_group_order(field, n) for n, field in enumerate(by))]
    sql = f"SELECT {', '.join(f'by_{n}' for n in numbers)}, counted"
    sql += f" FROM (SELECT *, {totals} FROM ({counts}) AS counts) AS totals"
    sql += f" ORDER BY {', '.join(orders)}{_limit(question)}"
    return Statement(sql, values)


def _grouping(section: Section, field: Field) -> tuple[str, str]:
    """Return what is joined to group by a field, and the column to group by."""
    if field.many:
        return values_of(section, field)
    column = "confidence_label" if field.type is Type.CONFIDENCE else field.name
    group = f"{section.name}.{column}"
    if field.says_who:
        group = marked_in_sql(group, f"{section.name}.anonymous")
    return "", group


def _group_sorts(question: Question, by: Sequence[Field]) -> Iterator[str]:
    """Yield the order that was asked for: by one of the fields, or by the count."""
    names = [field.query_name for field in by]
    for sort in question.sorts:
        column = order = f"by_{names.index(sort.field)}" if sort.field in names else "counted"
        if column != "counted":
            field = by[names.index(sort.field)]
            rated = f"MIN(rated) OVER (PARTITION BY {column})"
            order = rated if field.type is Type.CONFIDENCE else _ordered(field, column)
        yield f"{column} IS NULL, {order}{_direction(sort)}"


def _group_order(field: Field, number: int) -> str:
    known_first = f"by_{number} IS NULL"
    if field.type is Type.CONFIDENCE or field.name == "confidence_label":
        return f"{known_first}, MIN(rated) OVER (PARTITION BY by_{number})"
    if field.type in (Type.NUMBER, Type.DATE):
        return f"{known_first}, by_{number}"
    column = f"by_{number}"
    return f"{known_first}, total_{number} DESC, {_ordered(field, column)}, {column}"


def _orders(question: Question) -> Iterator[str]:
    table = question.section.name
    for sort in question.sorts:
        # The words of the scale have its order, and not the alphabet's.
        name = "confidence" if sort.field == "confidence_label" else sort.field
        column = f"{table}.{name}"
        yield f"{column} IS NULL"
        yield _ordered(question.section.field(name), column) + _direction(sort)
    if question.searches and not question.sorts:
        yield "found.score"
    yield f"{table}.position"


def _ordered(field: Field, column: str) -> str:
    textual = field.type in (Type.ID, Type.TEXT, Type.NAME, Type.REFERENCE)
    return f"collated({column})" if textual else column


def _direction(sort: Sort) -> str:
    return " DESC" if sort.descending else ""


def _limit(question: Question) -> str:
    if question.limit is None and not question.offset:
        return ""
    most = _ALL if question.limit is None else question.limit
    return f" LIMIT {most:d}" + (f" OFFSET {question.offset:d}" if question.offset else "")
