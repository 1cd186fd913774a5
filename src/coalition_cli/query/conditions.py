"""Terms → conditions in SQL, with their values bound."""

from collections.abc import Iterable, Sequence

from ..model import SECTIONS, Field, Section, Type
from ..model.lending import home
from ..words import any_case
from .dialect import Dialect
from .question import Beginning, Range, Term, Value
from .search import found
from .tables import (
    LAST,
    NAMED,
    TOPIC_SPELLINGS,
    Statement,
    aliases_table,
    joined,
    list_table,
)


def condition_of(section: Section, term: Term, dialect: Dialect, end: str = "") -> Statement:
    """Return the SQL that is true of the rows that a term means.

    `end` is the SQL for the position before which rows are wanted: a search ends there.
    """
    field, table = term.field, section.name
    if field and field.lender:
        return _condition_of_lender(section, field, term, dialect)
    if field is None or term.searches:
        search = found(section, term, dialect, end)
        # With a column of its own: Sail cannot negate IN (SELECT … UNION …).
        positions = f"SELECT position + 0 FROM ({search.sql}) AS found"
        return Statement(f"{table}.position IN ({positions})", search.values)
    if isinstance(term.values[0], Range):
        compared = _is_within
    else:
        compared = _is_exactly if term.exact else _is
    if not field.many or field.has_parts:
        return compared(field, table, field.name, term.values, dialect)
    lists = list_table(section, field)
    inside = compared(field, lists, field.column, term.values, dialect)
    if field.of == "topics":
        inside = _in_any_spelling(lists, inside)
    owners = f"SELECT owner FROM {lists} WHERE {inside.sql}"
    return Statement(f"{table}.position IN ({owners})", inside.values)


def _condition_of_lender(section: Section, field: Field, term: Term, dialect: Dialect) -> Statement:
    """Return the SQL that is true of the rows whose speaker, or source, a term means."""
    lends = home(section, field)
    condition = condition_of(lends, term._replace(field=lends.field(field.name)), dialect)
    ids = f"SELECT {lends.key} FROM {lends.name} WHERE {condition.sql}"
    return Statement(f"{section.name}.{field.lender} IN ({ids})", condition.values)


def column_of(section: Section, field: Field) -> str:
    """Return the column with the value that a row has in a field, its own or a lent one."""
    return f"{_lender(field) if field.lender else section.name}.{field.name}"


def lending(section: Section, fields: Iterable[Field]) -> str:
    """Return what to join for those of the fields that are lent.

    A SELECT for each would do, but few engines take one in ORDER BY or in GROUP BY.
    """
    joins: dict[str, None] = {}
    for field in fields:
        if field.lender:
            lends, lender = home(section, field), _lender(field)
            on = f"{lender}.{lends.key} = {section.name}.{field.lender}"
            joins[f" LEFT JOIN {lends.name} AS {lender} ON {on}"] = None
    return "".join(joins)


def _lender(field: Field) -> str:
    return f"lending_{field.lender}"


def _in_any_spelling(lists: str, shown: Statement) -> Statement:
    """Return the condition on topics as they are spelt, for one on topics as they are shown."""
    spelt = f"SELECT spelling FROM {TOPIC_SPELLINGS} AS {lists} WHERE {shown.sql}"
    return Statement(f"{lists}.topic IN ({spelt})", shown.values)


def _is_exactly(
    field: Field, table: str, column: str, values: Sequence[Value], dialect: Dialect
) -> Statement:
    """Compare a column with ids as they stand in the data."""
    del field, dialect
    texts = tuple(str(value) for value in values)
    return Statement(f"{table}.{column} IN ({marks(texts)})", texts)


def _is(
    field: Field, table: str, column: str, values: Sequence[Value], dialect: Dialect
) -> Statement:
    """Compare a column with whole values, or their beginnings, in any case."""
    if field.type is Type.BOOLEAN:
        truths = tuple(value == "true" for value in values)
        return Statement(f"{table}.{column} IN ({marks(truths)})", truths)
    if field.type is Type.ID:
        return spelt((f"{table}.{column}", f"{table}.key"), values)
    if target := target_of(field):
        called = going_by(target, values)
        ids = f"SELECT {target.key} FROM {target.name} WHERE {called.sql}"
        return Statement(f"{table}.{column} IN ({ids})", called.values)
    return spelt((dialect.key(field, f"{table}.{column}"),), values)


def going_by(section: Section, values: Sequence[Value]) -> Statement:
    """Return the condition on records that go by one of these: an id, a name, or an alias."""
    whole = [value for value in values if isinstance(value, str)]
    begun = [value for value in values if not isinstance(value, str)]
    parts: list[Statement] = []
    if whole:
        # Each value is bound once: engines take some thirty thousand parameters.
        called = spelt(("called",), whole)
        sql = (
            f"position IN (SELECT position FROM ({names_of(section)}) AS names WHERE {called.sql})"
        )
        parts.append(Statement(sql, called.values))
    if begun:
        parts.append(spelt(identifying_columns(section), begun))
        if aliases := aliases_table(section):
            also = spelt(("key",), begun)
            sql = f"position IN (SELECT owner FROM {aliases} WHERE {also.sql})"
            parts.append(Statement(sql, also.values))
    sql = " OR ".join(part.sql for part in parts)
    return Statement(sql, tuple(value for part in parts for value in part.values))


def names_of(section: Section) -> str:
    """Return the SQL for all that records go by, each with their position."""
    selects = [
        f"SELECT position, {column} AS called FROM {section.name}"
        for column in identifying_columns(section)
    ]
    if aliases := aliases_table(section):
        selects.append(f"SELECT owner, key FROM {aliases}")
    return " UNION ALL ".join(selects)


def spelt(columns: Sequence[str], values: Sequence[Value]) -> Statement:
    """Compare columns with values in any case: one of a name, or an id, its key, and more.

    The key is kept only where it differs from the id: where that has capitals.
    """
    texts = tuple(any_case(value) for value in values if isinstance(value, str))
    beginnings = [bounds(value) for value in values if isinstance(value, Beginning)]
    parts = [f"{column} IN ({marks(texts)})" for column in columns] if texts else []
    begins = [f"{column} BETWEEN ? AND ?" for column in columns]
    if len(columns) > 1:
        begins[0] += f" AND {columns[1]} IS NULL"
    parts += begins * len(beginnings)
    ends = (end for pair in beginnings for _ in columns for end in pair)
    return Statement(joined(parts, "OR"), (*texts * len(columns), *ends))


def bounds(beginning: Beginning) -> tuple[str, str]:
    """Return the first and the last text that begins so, in the form of `any_case`."""
    text = any_case(beginning.text) if beginning.text else ""
    text += " " * beginning.text[-1:].isspace()
    return text, text + LAST


def target_of(field: Field) -> Section | None:
    """Return the section that a field refers to; None if its values are no references."""
    if field.type is Type.REFERENCE:
        return SECTIONS[field.of]
    return SECTIONS["articles"] if field.has_rows else None


def identifying_columns(section: Section) -> list[str]:
    """Return the columns with the id and the name of a record, each as it is or in lower case."""
    return [section.key, "key", *(["name_key"] if section.name in NAMED else [])]


def marks(values: Sequence[object]) -> str:
    """Return the places of these values in SQL, for a comparison with IN."""
    return ", ".join("?" for _ in values)


def _is_within(
    field: Field, table: str, column: str, values: Sequence[Value], dialect: Dialect
) -> Statement:
    """Compare a column with ranges; it has to be within one of them."""
    column = f"{table}.{column}"
    period = dialect.period(column) if field.type is Type.DATE else column
    ranges = [_within(field, column, period, value) for value in values]
    sql = joined([f"({one.sql})" for one in ranges], "OR")
    return Statement(sql, tuple(bound for one in ranges for bound in one.values))


def _within(field: Field, column: str, period: str, value: Value) -> Statement:
    assert isinstance(value, Range)  # noqa: S101 - ordered fields have nothing else
    parts: list[str] = []
    if value.low is not None:
        # A month ends with its last day, which sorts before "-99".
        end = f"{period} || '-99'" if field.type is Type.DATE else column
        parts.append(f"{end} >= ?")
    if value.high is not None:
        parts.append(f"{period} <= ?")
    ends = tuple(end for end in value if end is not None)
    is_known = f"{column} <> '[]'" if field.has_parts else f"{column} IS NOT NULL"
    return Statement(" AND ".join(parts) or is_known, ends)
