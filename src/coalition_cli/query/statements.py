"""A question → one SQL statement.

The SQL keeps to what SQLite, DuckDB and Spark SQL share; search alone is SQLite's FTS5. Two
functions are our own, `lower` for the spellings of a name and `collated` for their order: other
engines will keep what these return in columns.
The tables are those of the index (index/tables.py).
"""

from collections.abc import Iterator, Sequence

from ..model import Field, Section, Type
from ..words.unnamed import marked_in_sql
from .conditions import matching, values_of
from .question import Question, Sort
from .tables import UNDECLARED_FROM, Statement, confidence_rank, confidence_word

_ALL = (1 << 63) - 1  # SQLite has no OFFSET without a LIMIT


def selected(question: Question) -> Statement:
    """Return the statement that answers with rows of the question's fields, in its order."""
    table = question.section.name
    columns = ", ".join(f"{table}.{field.name}" for field in question.fields)
    tables, where, values = matching(question)
    order = ", ".join(_orders(question))
    sql = f"SELECT {columns} FROM {tables}{where} ORDER BY {order}{_limit(question)}"
    return Statement(sql, values)


def declared(section: Section, fields: Sequence[Field]) -> Statement:
    """Return the statement for the records that files state, in the order of their ids.

    That is the order of code points.
    """
    columns = ", ".join(field.name for field in fields)
    where = f"WHERE position < {UNDECLARED_FROM} ORDER BY {section.key}"
    return Statement(f"SELECT {columns} FROM {section.name} {where}", ())


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
    claims = "DISTINCT claims.position" if any(_may_recur(field) for field in by) else "*"
    counts = f"SELECT {columns}, COUNT({claims}) AS counted"
    counts += f" FROM {tables}{where} GROUP BY {', '.join(groups)}"
    totals = ", ".join(f"SUM(counted) OVER (PARTITION BY by_{n}) AS total_{n}" for n in numbers)
    orders = [*_group_sorts(question, by), *(_group_order(field, n) for n, field in enumerate(by))]
    sql = f"SELECT {', '.join(f'by_{n}' for n in numbers)}, counted"
    sql += f" FROM (SELECT *, {totals} FROM ({counts}) AS counts) AS totals"
    sql += f" ORDER BY {', '.join(orders)}{_limit(question)}"
    return Statement(sql, values)


def _grouping(section: Section, field: Field) -> tuple[str, str]:
    """Return what is joined to group by a field, and what to group by."""
    if not field.many:
        return "", group_of(section, field)
    join, column = values_of(section, field)
    return join, confidence_word(column) if field.type is Type.CONFIDENCE else column


def group_of(section: Section, field: Field) -> str:
    """Return what to group by for a field that is no list."""
    column = f"{section.name}.{field.name}"
    if field.type is Type.CONFIDENCE:
        return confidence_word(column)
    if field.says_who:
        return marked_in_sql(column, f"{section.name}.anonymous")
    # No column as it is: an index by it would be followed all over the table.
    return f"coalesce({column}, NULL)"


def _may_recur(field: Field) -> bool:
    """Whether a claim may have a value twice, as it is counted: a topic in two spellings.

    Or an article that it is in twice, or two numbers that are the same word of the scale.

    A list repeats nothing else: reading leaves out what stands twice in it.
    """
    return field.many and (field.of == "topics" or field.type in (Type.RECORD, Type.CONFIDENCE))


def _group_sorts(question: Question, by: Sequence[Field]) -> Iterator[str]:
    """Yield the order that was asked for: by one of the fields, or by the count."""
    names = [field.query_name for field in by]
    for sort in question.sorts:
        column = order = f"by_{names.index(sort.field)}" if sort.field in names else "counted"
        if column != "counted":
            order = _ordered_group(by[names.index(sort.field)], column)
        yield f"{column} IS NULL, {order}{_direction(sort)}"


def _group_order(field: Field, number: int) -> str:
    column = f"by_{number}"
    order = f"{column} IS NULL, {_ordered_group(field, column)}"
    if _is_rated(field) or field.type in (Type.NUMBER, Type.DATE):
        return order
    return f"{column} IS NULL, total_{number} DESC, {_ordered(field, column)}, {column}"


def _ordered_group(field: Field, column: str) -> str:
    """Return what orders values that claims are grouped by: words for confidence by their scale."""
    return confidence_rank(column) if _is_rated(field) else _ordered(field, column)


def _is_rated(field: Field) -> bool:
    return field.type is Type.CONFIDENCE or field.name == "confidence_label"


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
