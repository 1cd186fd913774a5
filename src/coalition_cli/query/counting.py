"""A question → the statement that counts its claims by the values of fields."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model import SECTIONS, Field, Section, Type
from ..model.vocabularies import COARSE, PERIODS
from ..words.unnamed import called_in_sql, marked_in_sql
from .conditions import column_of, lending, target_of
from .dialect import Dialect
from .matching import matching
from .question import Question, is_textual
from .statements import direction, limit_of, order_by
from .tables import (
    NAMED,
    SHOWN_TOPICS,
    TOPIC_SPELLINGS,
    Statement,
    confidence_rank,
    confidence_word,
    list_table,
    order_of,
)


def grouped(question: Question, by: Sequence[Field], dialect: Dialect) -> Statement:
    """Return the statement that counts the claims of a question by one or two fields.

    A claim that has several values of a field counts once for each. Values that have an order
    come in it. Of other values the most frequent come first. Unknown values come last.
    """
    tables, where, values, _ = matching(question._replace(ranked=False), dialect)
    groups = [_grouping(question.section, one, dialect) for one in by]
    tables += lending(question.section, by) + "".join(group.join for group in groups)
    claims = "DISTINCT claims.position" if any(_may_recur(field, dialect) for field in by) else "*"
    columns = [f"{group.sql} AS by_{n}" for n, group in enumerate(groups)]
    columns += [f"COUNT({claims}) AS counted"]
    for n, (field, group) in enumerate(zip(by, groups, strict=True)):
        columns += _beside(field, group.text, f"text_{n}", dialect)
    counts = f"SELECT {', '.join(columns)} FROM {tables}{where}"
    counts += f" GROUP BY {', '.join(group.sql for group in groups)}"
    # Values are few, and groups may be many: each value gets its place among the others once.
    named, joins = [f"counts AS ({counts})"], ""
    for n, field in enumerate(by):
        if not _has_order(field):
            named.append(f"values_{n} AS ({_placed(field, n, dialect)})")
            joins += f" LEFT JOIN values_{n} ON values_{n}.value = by_{n}"
    order = [*_group_sorts(question, by, dialect)]
    order += [_group_order(field, n, dialect) for n, field in enumerate(by)]
    sql = f"WITH {', '.join(named)} SELECT {', '.join(f'by_{n}' for n in range(len(by)))}, counted"
    sql += f" FROM counts{joins} ORDER BY {', '.join(order)}{limit_of(question, dialect)}"
    return Statement(sql, values)


class _Group(NamedTuple):
    """What rows are grouped by."""

    join: str  # what to join for it
    sql: str  # the value
    text: str  # the column with what orders it, if that is a text


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
        months = dialect.period(f"substr({column}, 1, {PERIODS[field.singular]})")
        return _Group("", months, column)
    if field.says_who:
        return _Group("", marked_in_sql(column, f"{section.name}.anonymous"), column)
    # Not the mere column: SQLite would follow its index all over the table.
    return _Group("", f"CASE WHEN TRUE THEN {column} END", column)


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


def _group_sorts(question: Question, by: Sequence[Field], dialect: Dialect) -> Iterator[str]:
    """Yield the order that was asked for: by one of the fields, or by the count."""
    names = [field.column for field in by]
    for sort in question.sorts:
        column = order = "counted"
        if sort.field in names:
            number = names.index(sort.field)
            column, field = f"by_{number}", by[number]
            own = _has_order(field)
            order = _own_order(field, column, dialect) if own else f"values_{number}.nth"
        yield f"{column} IS NULL, {order}{direction(sort)}"


def _group_order(field: Field, number: int, dialect: Dialect) -> str:
    """Return the order of a field's values if none is asked for."""
    column = f"by_{number}"
    if _has_order(field):
        orders = dict.fromkeys((_own_order(field, column, dialect), column))
        return f"{column} IS NULL, {', '.join(orders)}"  # 2026 stands before 2026~
    return f"{column} IS NULL, values_{number}.place"


def _has_order(field: Field) -> bool:
    """Whether values of a field come in an order of their own, not the most frequent first."""
    return _is_rated(field) or field.type in (Type.NUMBER, Type.DATE)


def _own_order(field: Field, column: str, dialect: Dialect) -> str:
    """Return that order: words for confidence have that of their scale."""
    if _is_rated(field):
        return confidence_rank(column)
    return column if field.singular in COARSE else order_by(field, dialect)(column)


def _placed(field: Field, number: int, dialect: Dialect) -> str:
    """Return the SQL for the values of a field with their places: the most frequent first.

    `nth` has their order alone, in which several may be equal.
    """
    column = "text" if field.says_who else "value"  # names are ordered without their marks
    columns = [f"by_{number} AS value", "SUM(counted) AS total"]
    columns += _beside(field, f"text_{number}", column, dialect)
    totals = f"SELECT {', '.join(columns)} FROM counts GROUP BY by_{number}"
    order = _own_order(field, column, dialect)
    place = f"ROW_NUMBER() OVER (ORDER BY total DESC, {order}, value) AS place"
    nth = f"DENSE_RANK() OVER (ORDER BY {order}) AS nth"
    placed = f"SELECT value, {place}, {nth} FROM ({totals}) AS counts{_orders_of(field, dialect)}"
    # Each value is there once already; but only so SQLite makes an index to join them by.
    columns = ["value", "MIN(place) AS place", "MIN(nth) AS nth"]
    return f"SELECT {', '.join(columns)} FROM ({placed}) AS placed GROUP BY value"


def _beside(field: Field, text: str, column: str, dialect: Dialect) -> Iterator[str]:
    """Yield what has to stand beside a value of a group, so that it can be ordered.

    `text` is where it comes from. One text has one order: any of the group does.
    """
    if field.says_who:
        yield f"MIN({text}) AS {column}"
    if not dialect.folds and is_textual(field) and not _lists_orders(field):
        yield f"MIN({order_of(text)}) AS {order_of(column)}"


def _orders_of(field: Field, dialect: Dialect) -> str:
    """Return what to join to counts for the order of their values, if a section has it.

    To look it up after grouping is faster than to take it along.
    """
    target = _lists_orders(field)
    if dialect.folds or not target:
        return ""
    orders = f"SELECT {target.key} AS named, {order_of(target.key)} AS value_order"
    return f" LEFT JOIN ({orders} FROM {target.name}) AS orders ON orders.named = counts.value"


def _lists_orders(field: Field) -> Section | None:
    """Return the section that lists all values of a field."""
    return SECTIONS["topics"] if field.of == "topics" else target_of(field)


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
    beside = _beside(by, group.text, "value", dialect)
    columns = ", ".join([f"{group.sql} AS value", *counted, *beside])
    inner = f"SELECT {columns} FROM {tables}{group.join}{where} GROUP BY {group.sql}"
    named, name = _naming(SECTIONS[by.of])
    counts = ", ".join(f"counted_{number}" for number in range(len(_COUNTED)))
    sql = f"SELECT value, {name}, {counts} FROM ({inner}) AS counts{named}"
    sql += _orders_of(by, dialect)
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
