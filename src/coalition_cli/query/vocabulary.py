"""Which values a field carries in the data, as SQL: for hints, completion and comma lists."""

from collections.abc import Sequence

from ..model import SECTIONS, Field, Section, Type
from .conditions import called_columns
from .tables import Statement, list_table

_LAST = "\U0010ffff"  # comes behind every other character


def is_open(field: Field) -> bool:
    """Whether only the data says which values the field has."""
    return field.type in (Type.ID, Type.NAME, Type.REFERENCE) or (
        field.type is Type.RECORD and field.many
    )


def noun(section: Section, field: Field) -> str:
    """Return what a value of the field is called: a source, an article, a url."""
    if field.type is Type.ID:
        return section.singular
    target = _target(field)
    return target.singular if target else field.query_name


def carried(section: Section, field: Field, values: Sequence[str]) -> Statement:
    """Return the statement for those of these values that the data carries.

    The values, and those of the rows, are as `any_case` has them.
    """
    marks = ", ".join("?" for _ in values)
    target = _target(field)
    if target or field.type is Type.ID:
        table = target or section
        columns = called_columns(table)
        selects = (f"SELECT {name} FROM {table.name} WHERE {name} IN ({marks})" for name in columns)
        return Statement(" UNION ".join(selects), (*values,) * len(columns))
    table_name, column = _column(section, field)
    inside = f"lower({column}) IN ({marks})"
    # The limit ends the search as soon as all are found.
    sql = f"SELECT DISTINCT lower({column}) FROM {table_name} WHERE {inside} LIMIT {len(values):d}"
    return Statement(sql, tuple(values))


def known(section: Section, field: Field, limit: int, begins: str = "") -> Statement:
    """Return the statement for the values that the data carries: ids, and names behind them.

    `begins` is what they begin with.
    """
    target = _target(field)
    if target or field.type is Type.ID:
        table = target or section
        sql = f"SELECT {table.key}, {_lead(table)} FROM {table.name}"
        column, order = table.key, "position"
    else:
        table_name, column = _column(section, field)
        sql, order = f"SELECT DISTINCT {column}, NULL FROM {table_name}", "1"
    inside = f"{column} BETWEEN ? AND ?" if begins else f"{column} IS NOT NULL"
    values = (begins, begins + _LAST) if begins else ()
    return Statement(f"{sql} WHERE {inside} ORDER BY {order} LIMIT {limit:d}", values)


def _lead(section: Section) -> str:
    """Return the SQL for what a record is called, for people who do not know its id."""
    return f"coalesce({', '.join(section.leads)}, NULL)" if section.leads else "NULL"


def _target(field: Field) -> Section | None:
    if field.type is Type.REFERENCE:
        return SECTIONS[field.of]
    return SECTIONS["articles"] if field.type is Type.RECORD and field.many else None


def _column(section: Section, field: Field) -> tuple[str, str]:
    if field.many:
        return list_table(section, field), field.query_name
    return section.name, field.name
