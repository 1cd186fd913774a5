"""A question → one SQL statement.

The SQL keeps to what SQLite, DuckDB and Spark SQL share; where they differ, the dialect of the
engine says it (dialect.py). The tables are those of the index (index/tables.py).
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

from ..model import SECTIONS, Field, Section, Type
from ..model.vocabularies import COARSE, PERIODS
from ..words.unnamed import called_in_sql, marked_in_sql
from .conditions import column_of, lending, matching
from .dialect import Dialect
from .fields import field_named
from .question import Question, Sort, is_textual
from .tables import (
    NAMED,
    SHOWN_TOPICS,
    TOPIC_SPELLINGS,
    UNDECLARED_FROM,
    WITHHELD,
    Statement,
    confidence_rank,
    confidence_word,
    list_table,
    order_of,
)

# Engines add up scores in orders of their own: they differ in the last of some sixteen digits.
_PLACES = 9


def selected(question: Question, dialect: Dialect) -> Statement:
    """Return the statement for the rows of a question, with its fields and in its order."""
    section = question.section
    columns = ", ".join(column_of(section, field) for field in question.fields)
    tables, where, values, score = matching(question, dialect)
    narrowed = question.positions is not None
    if where and tables == section.name and not dialect.folds and not narrowed:
        # Of few records all columns are read, of all records only those that are compared.
        found = f"{tables}.position"
        where = f" WHERE {found} IN (SELECT {found} FROM {tables}{where})"
    sorted_by = [_sorted_by(section, sort) for sort in question.sorts]
    tables += lending(section, [*question.fields, *sorted_by])
    order = ", ".join(_orders(question, sorted_by, score, dialect))
    sql = f"SELECT {columns} FROM {tables}{where} ORDER BY {order}{_limit(question, dialect)}"
    return Statement(sql, values)


def declared(section: Section, fields: Sequence[Field]) -> Statement:
    """Return the statement for the records that files state, ordered by id.

    The order is that of code points.
    """
    columns = ", ".join(field.name for field in fields)
    where = f"WHERE position < {UNDECLARED_FROM} ORDER BY {section.key}"
    return Statement(f"SELECT {columns} FROM {section.name} {where}", ())


def unread(why: str) -> Statement:
    """Return the statement for the files of which the index has no records for this reason."""
    return Statement("SELECT name FROM files WHERE unread = ? ORDER BY slot", (why,))


def withholding() -> Statement:
    """Return the statement for the files of which names are withheld, or may be."""
    return Statement("SELECT name FROM files WHERE withholds ORDER BY slot", ())


def speakers_withheld() -> Statement:
    """Return the statement for the claims without a speaker who is named elsewhere, and for these.

    Such a claim says that its speaker is unnamed. A lake does not say whom it leaves out.
    """
    of = "JOIN claims ON claims.position = kept.position"
    return Statement(f"SELECT claims.id, kept.speaker FROM {WITHHELD} AS kept {of}", ())


def counted(question: Question, dialect: Dialect, most: int | None = None) -> Statement:
    """Return the statement for the number of rows. At most `most` of them are counted."""
    tables, where, values, _ = matching(question._replace(ranked=False), dialect)
    if most is None:
        return Statement(f"SELECT COUNT(*) FROM {tables}{where}", values)
    first = f"SELECT 1 FROM {tables}{where} LIMIT {most:d}"
    return Statement(f"SELECT COUNT(*) FROM ({first}) AS rows_counted", values)


def grouped(question: Question, by: Sequence[Field], dialect: Dialect) -> Statement:
    """Return the statement that counts the claims of a question by one or two fields.

    A claim that has several values of a field counts once for each. Values that have an order
    come in it. Of other values the most frequent come first. Unknown values come last.
    """
    tables, where, values, _ = matching(question._replace(ranked=False), dialect)
    groups, numbers = [_grouping(question.section, one, dialect) for one in by], range(len(by))
    orders = list(map(_order_of, by, groups, numbers, repeat(dialect)))
    tables += lending(question.section, by) + "".join(group.join for group in groups)
    columns = ", ".join(f"{group.sql} AS by_{n}" for n, group in enumerate(groups))
    claims = "DISTINCT claims.position" if any(_may_recur(field, dialect) for field in by) else "*"
    counts = f"SELECT {columns}, COUNT({claims}) AS counted"
    counts += "".join(f", {order.beside}" for order in orders if order.beside)
    counts += f" FROM {tables}{where} GROUP BY {', '.join(group.sql for group in groups)}"
    totals = ", ".join(f"SUM(counted) OVER (PARTITION BY by_{n}) AS total_{n}" for n in numbers)
    order = [*_group_sorts(question, by, orders), *map(_group_order, by, numbers, orders)]
    sql = f"SELECT {', '.join(f'by_{n}' for n in numbers)}, counted"
    sql += f" FROM (SELECT *, {totals} FROM ({counts}) AS counts) AS totals"
    sql += f" ORDER BY {', '.join(order)}{_limit(question, dialect)}"
    return Statement(sql, values)


class _Group(NamedTuple):
    """What rows are grouped by."""

    join: str  # what to join for it
    sql: str  # the value
    text: str  # the column with what orders it, if that is a text


class _Order(NamedTuple):
    """What groups are ordered by."""

    sql: str
    beside: str = ""  # what the grouping has to work out for it, if anything


def _grouping(section: Section, field: Field, dialect: Dialect) -> _Group:
    """Return what to join to group by a field, and what to group by."""
    column = column_of(section, field)
    if field.many:
        join, column = _list_values(section, field, dialect)
        sql = confidence_word(column) if field.type is Type.CONFIDENCE else column
        return _Group(join, sql, column)
    if field.type is Type.CONFIDENCE:
        return _Group("", confidence_word(column), column)
    if field.singular in COARSE:  # a date; its text begins with the year and the month
        months = f"substr({dialect.period(column)}, 1, {PERIODS[field.singular]})"
        return _Group("", months, column)
    if field.says_who:
        return _Group("", marked_in_sql(column, f"{section.name}.anonymous"), column)
    # Not the mere column: SQLite would follow its index all over the table.
    return _Group("", f"coalesce({column}, NULL)", column)


def _list_values(section: Section, field: Field, dialect: Dialect) -> tuple[str, str]:
    """Return what to join for the values of a list, and the column that has them."""
    lists, column = list_table(section, field), field.column
    if field.of == "topics" and dialect.shows_topics:
        lists = SHOWN_TOPICS
    join = f" LEFT JOIN {lists} ON {lists}.owner = {section.name}.position"
    if field.of != "topics" or dialect.shows_topics:
        return join, f"{lists}.{column}"
    spelt = f" LEFT JOIN {TOPIC_SPELLINGS} AS spelt ON spelt.spelling = {lists}.topic"
    return join + spelt, "spelt.topic"


def _may_recur(field: Field, dialect: Dialect) -> bool:
    """Whether a claim may have a value twice in a list, as values are counted.

    It may name a topic in two spellings, be in an article twice, or have two numbers for one
    word of the scale, and its reviews may agree. Nothing else stands twice: reading leaves
    repeated items out.
    """
    if field.of == "topics":
        return not dialect.shows_topics
    return field.many and (field.derived or field.type in (Type.RECORD, Type.CONFIDENCE))


def _group_sorts(
    question: Question, by: Sequence[Field], orders: Sequence[_Order]
) -> Iterator[str]:
    """Yield the order that was asked for: by one of the fields, or by the count."""
    names = [field.column for field in by]
    for sort in question.sorts:
        column = order = "counted"
        if sort.field in names:
            number = names.index(sort.field)
            column, order = f"by_{number}", orders[number].sql
        yield f"{column} IS NULL, {order}{_direction(sort)}"


def _group_order(field: Field, number: int, order: _Order) -> str:
    """Return the order of a field's values if none is asked for."""
    column = f"by_{number}"
    if _is_rated(field) or field.type in (Type.NUMBER, Type.DATE):
        return f"{column} IS NULL, {order.sql}, {column}"  # 2026 stands before 2026~
    return f"{column} IS NULL, total_{number} DESC, {order.sql}, {column}"


def _order_of(field: Field, group: _Group, number: int, dialect: Dialect) -> _Order:
    """Return what orders the values of a group: words for confidence have their scale's order."""
    column = f"by_{number}"
    if _is_rated(field):
        return _Order(confidence_rank(column))
    if not is_textual(field):
        return _Order(_order(field, dialect)(column))
    beside: list[str] = []
    if field.says_who:  # names are ordered without their marks
        column = f"text_{number}"
        beside.append(f"MIN({group.text}) AS {column}")
    return _Order(dialect.order(column), ", ".join([*beside, *_folded(group, column, dialect)]))


def _folded(group: _Group, column: str, dialect: Dialect) -> Iterator[str]:
    """Yield what a grouping has to work out beside a text, so that it can be folded."""
    if not dialect.folds:  # one text has one order: any of the group does
        yield f"MIN({order_of(group.text)}) AS {order_of(column)}"


def _is_rated(field: Field) -> bool:
    return field.type is Type.CONFIDENCE or field.name == "confidence_label"


# The columns of a breakdown, in the order of the field table in model/results.py.
_COUNTED = (
    "COUNT(*)",
    *(
        f"SUM(CASE WHEN {condition} THEN 1 ELSE 0 END)"
        for condition in (
            "NOT claims.anonymous",
            "claims.anonymous",
            "claims.direct",
            "NOT claims.direct",
            "claims.origins = 1",
            "claims.origins > 1",
        )
    ),
)


def broken_down(question: Question, by: Field, dialect: Dialect) -> Statement:
    """Return the statement that counts how a question's claims are sourced, by a field.

    A row has a value, its name, and the counts. The most claims come first.
    """
    tables, where, values, _ = matching(question._replace(ranked=False), dialect)
    group = _breaking_down(question.section, by, dialect)
    counted = [f"{sql} AS counted_{number}" for number, sql in enumerate(_COUNTED)]
    columns = ", ".join([f"{group.sql} AS value", *counted, *_folded(group, "value", dialect)])
    inner = f"SELECT {columns} FROM {tables}{group.join}{where} GROUP BY {group.sql}"
    named, name = _naming(SECTIONS[by.of])
    counts = ", ".join(f"counted_{number}" for number in range(len(_COUNTED)))
    sql = f"SELECT value, {name}, {counts} FROM ({inner}) AS counts{named}"
    order = f"counted_0 DESC, value IS NULL, {dialect.order('value')}, value"
    return Statement(f"{sql} ORDER BY {order}", values)


def _breaking_down(section: Section, by: Field, dialect: Dialect) -> _Group:
    """Return what to join to break down by a field, and what to group by."""
    if not _may_recur(by, dialect):
        return _grouping(section, by, dialect)
    # A claim counts once, also if it names a topic in two spellings.
    join, column = _list_values(section, by, dialect)
    listed = f"SELECT DISTINCT claims.position, {column} AS value FROM claims{join}"
    joined = f" JOIN ({listed}) AS listed ON listed.position = claims.position"
    return _Group(joined, "listed.value", "listed.value")


def _naming(target: Section) -> tuple[str, str]:
    """Return what to join for the names of the values, and the column that has them."""
    if target.name not in NAMED:
        return "", "NULL"
    join = f" LEFT JOIN {target.name} ON {target.name}.{target.key} = counts.value"
    if "anonymous" in target.by_name:
        return join, marked_in_sql(called_in_sql(target.name), f"{target.name}.anonymous")
    return join, f"{target.name}.name"


def appearing(question: Question, dialect: Dialect) -> Statement:
    """Return the statement for the articles in which a question's claims appear.

    A row has an article and the source of a claim there: one row for each appearance.
    """
    tables, where, values, _ = matching(question._replace(ranked=False), dialect)
    seen = " JOIN stated_appearances AS seen ON seen.owner = claims.position"
    sql = f"SELECT seen.article, claims.source FROM {tables}{seen}{where}"
    # The order of the tables is the fastest to read.
    return Statement(f"{sql} ORDER BY claims.position", values)


def _orders(
    question: Question, fields: Sequence[Field], score: str, dialect: Dialect
) -> Iterator[str]:
    for field, sort in zip(fields, question.sorts, strict=True):
        column = column_of(question.section, field)
        yield f"{column} IS NULL"
        yield _order(field, dialect)(column) + _direction(sort)
    if score and question.ranked and not question.sorts:
        yield f"round({score}, {_PLACES})"
    yield f"{question.section.name}.position"


def _sorted_by(section: Section, sort: Sort) -> Field:
    """Return the field that rows are sorted by."""
    # Words of the scale have its order, and not that of the alphabet.
    name = "confidence" if sort.field == "confidence_label" else sort.field
    return field_named(section, name)


def _order(field: Field, dialect: Dialect) -> Callable[[str], str]:
    """Return what makes of a column with the field's values the SQL that they are ordered by."""
    if field.type is Type.DATE:
        return dialect.period
    return dialect.order if is_textual(field) else str


def _direction(sort: Sort) -> str:
    return " DESC" if sort.descending else ""


def _limit(question: Question, dialect: Dialect) -> str:
    if question.limit is None and not question.offset:
        return ""
    offset = min(question.offset, dialect.most)
    most = dialect.most - offset
    limit = most if question.limit is None else min(question.limit, most)
    return f" LIMIT {limit:d}" + (f" OFFSET {offset:d}" if offset else "")
