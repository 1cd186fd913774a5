"""Which values a field has in the data, as SQL: for hints, completion and comma lists."""

from collections.abc import Sequence

from ..model import Field, Section, Type
from .conditions import identifying_columns, marks, target_of
from .tables import NAMED, Statement, aliases_table, list_table

_LAST = "\U0010ffff"  # comes after every other character


def is_open(field: Field) -> bool:
    """Whether only the data says which values the field has."""
    return field.type in (Type.ID, Type.NAME, Type.ADDRESS, Type.REFERENCE) or (
        field.type is Type.RECORD and field.many
    )


def noun(section: Section, field: Field) -> str:
    """Return what a value of the field is called: a source, an article, a url."""
    target = _target(section, field)
    return target.singular if target else field.query_name


def aliases_of(field: Field) -> tuple[Section, Field] | None:
    """Return the field with the aliases of the records that a field names, and its section."""
    target = target_of(field)
    aliases = target and target.by_name.get("aliases")
    return (target, aliases) if target and aliases else None


def carried(section: Section, field: Field, values: Sequence[str]) -> Statement:
    """Return the statement for those of these values that the data has.

    The values, and those of the rows, are as `any_case` returns them.
    """
    inside = f"IN ({marks(values)})"
    if target := _target(section, field):
        looked_up = [(name, target.name) for name in identifying_columns(target)]
        if field.type is not Type.ID and (aliases := aliases_table(target)):
            looked_up.append(("key", aliases))
        selects = (f"SELECT {name} FROM {table} WHERE {name} {inside}" for name, table in looked_up)
        return Statement(" UNION ".join(selects), (*values,) * len(looked_up))
    table, column = _column(section, field)
    sql = f"SELECT DISTINCT lower({column}) FROM {table} WHERE lower({column}) {inside}"
    # The limit ends the search as soon as all are found.
    return Statement(f"{sql} LIMIT {len(values):d}", tuple(values))


def known(section: Section, field: Field, limit: int, begins: str = "") -> Statement:
    """Return the statement for the values of a field that begin so; ids have their names beside.

    If it is asked how they begin, names and aliases of records follow the ids: they stand for them.
    """
    if begins and (target := target_of(field)) and target.name in NAMED:
        return _known_by_any_name(target, limit, begins)
    if target := _target(section, field):
        column, order = target.key, "position"
        sql = f"SELECT {column}, {_lead(target)} FROM {target.name}"
    else:
        table, column = _column(section, field)
        sql, order = f"SELECT DISTINCT {column}, NULL FROM {table}", "1"
    inside = f"{column} BETWEEN ? AND ?" if begins else f"{column} IS NOT NULL"
    values = (begins, begins + _LAST) if begins else ()
    return Statement(f"{sql} WHERE {inside} ORDER BY {order} LIMIT {limit:d}", values)


def _known_by_any_name(section: Section, limit: int, begins: str) -> Statement:
    named = f"SELECT {{}} AS value, {_lead(section)} AS called, {{}} AS rank, position FROM {{}}"
    selects = [named.format(section.key, 0, section.name), named.format("name", 1, section.name)]
    if aliases := aliases_table(section):
        joined = f"{section.name} JOIN {aliases} AS other ON other.owner = position"
        selects.append(named.format("other.alias", 2, joined))
    inside = "value BETWEEN ? AND ?"
    sql = " UNION ALL ".join(
        f"SELECT * FROM ({select}) AS one WHERE {inside}" for select in selects
    )
    # A name may be the id, and two records may have one name.
    sql = f"SELECT value, MIN(called) FROM ({sql}) AS every GROUP BY value"
    order = "MIN(rank), MIN(position)"
    values = (begins, begins + _LAST) * len(selects)
    return Statement(f"{sql} ORDER BY {order} LIMIT {limit:d}", values)


def _lead(section: Section) -> str:
    """Return the SQL for what a record is called, for people who do not know its id."""
    return f"coalesce({', '.join(section.leads)}, NULL)" if section.leads else "NULL"


def _target(section: Section, field: Field) -> Section | None:
    """Return the section whose records the values of a field are; None for other values."""
    return section if field.type is Type.ID else target_of(field)


def _column(section: Section, field: Field) -> tuple[str, str]:
    if field.many:
        return list_table(section, field), field.query_name
    return section.name, field.name
