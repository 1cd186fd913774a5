"""A question → one SQL statement.

The SQL keeps to what SQLite, DuckDB and Spark SQL share; only search is SQLite's own (FTS5). Two
functions are our own, `lower` for the spellings of a name and `collated` for their order. Other
engines will have columns with their results.
The tables are those of the index (index/tables.py).
"""

from collections.abc import Iterator, Sequence

from ..model import SECTIONS, Field, Section, Type
from ..model.vocabularies import COARSE, PERIODS
from ..words.unnamed import called_in_sql, marked_in_sql
from .conditions import column_of, matching
from .fields import field_named
from .question import Question, Sort
from .tables import (
    NAMED,
    TOPIC_SPELLINGS,
    UNDECLARED_FROM,
    WITHHELD,
    Statement,
    confidence_rank,
    confidence_word,
    list_table,
    period,
)

_ALL = (1 << 63) - 1  # SQLite has no OFFSET without a LIMIT


def selected(question: Question) -> Statement:
    """Return the statement for the rows of a question, with its fields and in its order."""
    columns = ", ".join(column_of(question.section, field) for field in question.fields)
    tables, where, values, score = matching(question)
    order = ", ".join(_orders(question, score))
    sql = f"SELECT {columns} FROM {tables}{where} ORDER BY {order}{_limit(question)}"
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

    Such a claim says that its speaker is unnamed.
    """
    of = "JOIN stated_claims AS claims ON claims.position = kept.position"
    return Statement(f"SELECT claims.id, kept.speaker FROM {WITHHELD} AS kept {of}", ())


def counted(question: Question, most: int | None = None) -> Statement:
    """Return the statement for the number of rows. At most `most` of them are counted."""
    tables, where, values, _ = matching(question._replace(ranked=False))
    if most is None:
        return Statement(f"SELECT COUNT(*) FROM {tables}{where}", values)
    first = f"SELECT 1 FROM {tables}{where} LIMIT {most:d}"
    return Statement(f"SELECT COUNT(*) FROM ({first}) AS rows_counted", values)


def grouped(question: Question, by: Sequence[Field]) -> Statement:
    """Return the statement that counts the claims of a question by one or two fields.

    A claim that has several values of a field counts once for each. Values that have an order
    come in it. Of other values the most frequent come first. Unknown values come last.
    """
    tables, where, values, _ = matching(question._replace(ranked=False))
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
    """Return what to join to group by a field, and what to group by."""
    column = column_of(section, field)
    if field.many:
        join, column = _list_values(section, field)
        return join, confidence_word(column) if field.type is Type.CONFIDENCE else column
    if field.type is Type.CONFIDENCE:
        return "", confidence_word(column)
    if field.singular in COARSE:  # a date; its text begins with the year and the month
        return "", f"substr({period(column)}, 1, {PERIODS[field.singular]})"
    if field.says_who:
        return "", marked_in_sql(column, f"{section.name}.anonymous")
    # Not the mere column: SQLite would follow its index all over the table.
    return "", f"coalesce({column}, NULL)"


def _list_values(section: Section, field: Field) -> tuple[str, str]:
    """Return what to join for the values of a list, and the column that has them."""
    lists, column = list_table(section, field), field.column
    join = f" LEFT JOIN {lists} ON {lists}.owner = {section.name}.position"
    if field.of != "topics":
        return join, f"{lists}.{column}"
    spelt = f" LEFT JOIN {TOPIC_SPELLINGS} AS spelt ON spelt.spelling = {lists}.topic"
    return join + spelt, "spelt.topic"


def _may_recur(field: Field) -> bool:
    """Whether a claim may have a value twice in a list, as values are counted.

    It may name a topic in two spellings, be in an article twice, or have two numbers for one
    word of the scale, and its reviews may agree. Nothing else stands twice: reading leaves
    repeated items out.
    """
    return field.many and (
        field.of == "topics" or field.derived or field.type in (Type.RECORD, Type.CONFIDENCE)
    )


def _group_sorts(question: Question, by: Sequence[Field]) -> Iterator[str]:
    """Yield the order that was asked for: by one of the fields, or by the count."""
    names = [field.column for field in by]
    for sort in question.sorts:
        column = order = f"by_{names.index(sort.field)}" if sort.field in names else "counted"
        if column != "counted":
            order = _ordered_group(by[names.index(sort.field)], column)
        yield f"{column} IS NULL, {order}{_direction(sort)}"


def _group_order(field: Field, number: int) -> str:
    """Return the order of a field's values if none is asked for."""
    column = f"by_{number}"
    order = f"{column} IS NULL, {_ordered_group(field, column)}"
    if _is_rated(field) or field.type in (Type.NUMBER, Type.DATE):
        return f"{order}, {column}"  # 2026 stands before 2026~
    return f"{column} IS NULL, total_{number} DESC, {_ordered(field, column)}, {column}"


def _ordered_group(field: Field, column: str) -> str:
    """Return what orders the values of a group: words for confidence have their scale's order."""
    return confidence_rank(column) if _is_rated(field) else _ordered(field, column)


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


def broken_down(question: Question, by: Field) -> Statement:
    """Return the statement that counts how a question's claims are sourced, by a field.

    A row has a value, its name, and the counts. The most claims come first.
    """
    tables, where, values, _ = matching(question._replace(ranked=False))
    join, group = _breaking_down(question.section, by)
    counted = ", ".join(f"{sql} AS counted_{number}" for number, sql in enumerate(_COUNTED))
    inner = f"SELECT {group} AS value, {counted} FROM {tables}{join}{where} GROUP BY {group}"
    named, name = _naming(SECTIONS[by.of])
    counts = ", ".join(f"counted_{number}" for number in range(len(_COUNTED)))
    sql = f"SELECT value, {name}, {counts} FROM ({inner}) AS counts{named}"
    order = "counted_0 DESC, value IS NULL, collated(value), value"
    return Statement(f"{sql} ORDER BY {order}", values)


def _breaking_down(section: Section, by: Field) -> tuple[str, str]:
    """Return what to join to break down by a field, and what to group by."""
    if not by.many:
        return _grouping(section, by)
    # A claim counts once, also if it names a topic in two spellings.
    join, column = _list_values(section, by)
    listed = f"SELECT DISTINCT claims.position, {column} AS value FROM claims{join}"
    return f" JOIN ({listed}) AS listed ON listed.position = claims.position", "listed.value"


def _naming(target: Section) -> tuple[str, str]:
    """Return what to join for the names of the values, and the column that has them."""
    if target.name not in NAMED:
        return "", "NULL"
    join = f" LEFT JOIN {target.name} ON {target.name}.{target.key} = counts.value"
    if "anonymous" in target.by_name:
        return join, marked_in_sql(called_in_sql(target.name), f"{target.name}.anonymous")
    return join, f"{target.name}.name"


def appearing(question: Question) -> Statement:
    """Return the statement for the articles in which a question's claims appear.

    A row has an article and the source of a claim there: one row for each appearance.
    """
    tables, where, values, _ = matching(question._replace(ranked=False))
    seen = " JOIN stated_appearances AS seen ON seen.owner = claims.position"
    sql = f"SELECT seen.article, claims.source FROM {tables}{seen}{where}"
    # The order of the tables is the fastest to read.
    return Statement(f"{sql} ORDER BY claims.position", values)


def _orders(question: Question, score: str) -> Iterator[str]:
    for sort in question.sorts:
        # Words of the scale have its order, and not that of the alphabet.
        name = "confidence" if sort.field == "confidence_label" else sort.field
        field = field_named(question.section, name)
        column = column_of(question.section, field)
        yield f"{column} IS NULL"
        yield _ordered(field, column) + _direction(sort)
    if score and question.ranked and not question.sorts:
        yield score
    yield f"{question.section.name}.position"


def _ordered(field: Field, column: str) -> str:
    if field.type is Type.DATE:
        return period(column)
    textual = field.type in (Type.ID, Type.TEXT, Type.NAME, Type.ADDRESS, Type.REFERENCE)
    return f"collated({column})" if textual else column


def _direction(sort: Sort) -> str:
    return " DESC" if sort.descending else ""


def _limit(question: Question) -> str:
    if question.limit is None and not question.offset:
        return ""
    most = _ALL if question.limit is None else question.limit
    return f" LIMIT {most:d}" + (f" OFFSET {question.offset:d}" if question.offset else "")
