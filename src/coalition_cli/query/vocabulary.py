"""Which values a field has in the data, as SQL: for hints, completion and comma lists."""

import re
from collections.abc import Sequence

from ..model import Field, Section, Type
from ..model.lending import home
from .conditions import condition_of, going_by, marks, names_of, spelt, target_of
from .dialect import Dialect
from .question import Beginning, Term
from .tables import LAST, Statement, aliases_table, list_table, united


def noun(section: Section, field: Field) -> str:
    """Return what a value of the field is called: a source, an article, a url."""
    target = _target(section, field)
    return target.singular if target else field.query_name


def carried(section: Section, field: Field, values: Sequence[str], dialect: Dialect) -> Statement:
    """Return the statement for those of these values that the data has, each with NULL beside it.

    The values, and those of the rows, are as `any_case` returns them. Sail refuses a LIMIT of
    DISTINCT where there is one column.
    """
    inside = f"IN ({marks(values)})"
    if target := _target(section, field):
        sql = (
            f"SELECT DISTINCT called, NULL FROM ({names_of(target)}) AS names WHERE called {inside}"
        )
        return Statement(sql, tuple(values))
    table, column = _column(section, field)
    key = dialect.key(field, f"{table}.{column}")
    sql = f"SELECT DISTINCT {key}, NULL FROM {table} WHERE {key} {inside}"
    # The limit ends the search as soon as all are found.
    return Statement(f"{sql} LIMIT {len(values):d}", tuple(values))


def begun(
    section: Section, field: Field, beginnings: Sequence[Beginning], dialect: Dialect
) -> Statement:
    """Return the statement for those of these beginnings that begin a value of the data."""
    target = _target(section, field)
    table, column = (target.name, "") if target else _column(section, field)
    key = "" if target else dialect.key(field, f"{table}.{column}")
    selects: list[str] = []
    values: list[str] = []
    for beginning in beginnings:
        begun = [beginning]
        begins = going_by(target, begun) if target else spelt([key], begun)
        selects.append(
            f"SELECT ? AS beginning WHERE EXISTS (SELECT 1 FROM {table} WHERE {begins.sql})"
        )
        values += (beginning.text, *map(str, begins.values))
    return Statement(united(selects, "beginning"), tuple(values))


def searched(section: Section, field: Field, texts: Sequence[str], dialect: Dialect) -> Statement:
    """Return the statement for those of these texts that a search finds in a field."""
    owner = home(section, field)
    own = owner.field(field.name)
    found = [condition_of(owner, Term(own, (text,)), dialect) for text in texts]
    selects = [
        f"SELECT ? AS text WHERE EXISTS (SELECT 1 FROM {owner.name} WHERE {one.sql})"
        for one in found
    ]
    values = (
        value for text, one in zip(texts, found, strict=True) for value in (text, *one.values)
    )
    return Statement(united(selects, "text"), tuple(values))


def is_file(field: Field) -> bool:
    """Whether the field says which file states the record."""
    return field.name == "file"


def ends_of(path: str) -> list[str]:
    """Return what names a file: its path, and what is left of it without its first folders."""
    parts = re.split(r"[/\\]", path)
    return [path, *("/".join(parts[n:]) for n in range(1, len(parts)))]


def known(section: Section, field: Field, limit: int | None, begins: str = "") -> Statement:
    """Return the statement for the values of a field that begin so; ids have their names beside."""
    if target := _target(section, field):
        column, order = target.key, "position"
        sql = f"SELECT {column}, {_lead(target)} FROM {target.name}"
    else:
        table, column = _column(section, field)
        sql, order = f"SELECT DISTINCT {column}, NULL FROM {table}", "1"
    inside = f"{column} BETWEEN ? AND ?" if begins else f"{column} IS NOT NULL"
    values = (begins, begins + LAST) if begins else ()
    most = "" if limit is None else f" LIMIT {limit:d}"
    return Statement(f"{sql} WHERE {inside} ORDER BY {order}{most}", values)


def other_names(section: Section, field: Field, limit: int) -> Statement | None:
    """Return the statement for the aliases of what a field names, each with the record's id.

    There is none where the records have no aliases.
    """
    target = _target(section, field)
    aliases = target and aliases_table(target)
    if not (target and aliases):
        return None
    called = f"{aliases} AS other JOIN {target.name} ON {target.name}.position = other.owner"
    sql = f"SELECT other.alias, {target.name}.id FROM {called} ORDER BY other.owner, other.nth"
    return Statement(f"{sql} LIMIT {limit:d}", ())


def _lead(section: Section) -> str:
    """Return the SQL for what a record is called, for people who do not know its id."""
    return f"coalesce({', '.join(section.leads)}, NULL)" if section.leads else "NULL"


def _target(section: Section, field: Field) -> Section | None:
    """Return the section whose records the values of a field are; None for other values."""
    return section if field.type is Type.ID else target_of(field)


def _column(section: Section, field: Field) -> tuple[str, str]:
    owner = home(section, field)
    if field.many:
        return list_table(owner, field), field.column
    return owner.name, field.name
