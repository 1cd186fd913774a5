"""A question → one SQL statement.

The SQL keeps to what SQLite, DuckDB and Spark SQL share; where they differ, the dialect of the
engine says it (dialect.py). The tables are those of the index (index/tables.py).
"""

from collections.abc import Callable, Iterator, Sequence

from ..model import Field, Section, Type
from .conditions import column_of, lending
from .dialect import Dialect
from .fields import field_named
from .matching import by_score, matching, placed
from .question import Question, Sort, is_textual
from .tables import (
    UNDECLARED_FROM,
    WITHHELD,
    Statement,
)


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
    sql = f"SELECT {columns} FROM {tables}{where} ORDER BY {order}{limit_of(question, dialect)}"
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
    tables, where, values, _ = placed(question, dialect)
    if most is None:
        return Statement(f"SELECT COUNT(*) FROM {tables}{where}", values)
    first = f"SELECT 1 FROM {tables}{where} LIMIT {most:d}"
    return Statement(f"SELECT COUNT(*) FROM ({first}) AS rows_counted", values)


def appearing(question: Question, dialect: Dialect) -> Statement:
    """Return the statement for the articles in which a question's claims appear.

    A row has an article and the source of a claim there; each pair comes once.
    """
    tables, where, values, _ = matching(question._replace(ranked=False), dialect)
    seen = " JOIN stated_appearances AS seen ON seen.owner = claims.position"
    sql = f"SELECT seen.article, claims.source FROM {tables}{seen}{where}"
    # The order of the tables is the fastest to read.
    sql = f"SELECT article, source FROM ({sql} ORDER BY claims.position) AS appearing"
    return Statement(f"{sql} GROUP BY article, source", values)


def _orders(
    question: Question, fields: Sequence[Field], score: str, dialect: Dialect
) -> Iterator[str]:
    for field, sort in zip(fields, question.sorts, strict=True):
        column = column_of(question.section, field)
        yield f"{column} IS NULL"
        yield order_by(field, dialect)(column) + direction(sort)
    if score and question.ranked and not question.sorts:
        yield by_score(score)
    yield f"{question.section.name}.position"


def _sorted_by(section: Section, sort: Sort) -> Field:
    """Return the field that rows are sorted by."""
    # Words of the scale have its order, and not that of the alphabet.
    name = "confidence" if sort.field == "confidence_label" else sort.field
    return field_named(section, name)


def order_by(field: Field, dialect: Dialect) -> Callable[[str], str]:
    """Return what makes of a column with the field's values the SQL that they are ordered by."""
    if field.type is Type.DATE:
        return dialect.period
    return dialect.order if is_textual(field) else str


def direction(sort: Sort) -> str:
    """Return what stands behind the SQL that is sorted by."""
    return " DESC" if sort.descending else ""


def limit_of(question: Question, dialect: Dialect) -> str:
    """Return what stands behind a statement of which only some rows are wanted."""
    if question.limit is None and not question.offset:
        return ""
    offset = min(question.offset, dialect.most)
    most = dialect.most - offset
    limit = most if question.limit is None else min(question.limit, most)
    return f" LIMIT {limit:d}" + (f" OFFSET {offset:d}" if offset else "")
