"""How claims are sourced → SQL: counts by a field, and the articles that they appear in."""

from ..model import SECTIONS, Field, Section
from ..words.unnamed import called_in_sql, marked_in_sql
from .conditions import matching, values_of
from .question import Question
from .statements import group_of
from .tables import NAMED, Statement

# What is counted of the claims, in the order of the field table in results.py.
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
    """Return the statement for the counts of the question's claims by a field, most first.

    A row has the value, its name, and the counts.
    """
    tables, where, values = matching(question)
    join, group = _grouping(question.section, by)
    counted = ", ".join(f"{sql} AS counted_{number}" for number, sql in enumerate(_COUNTED))
    inner = f"SELECT {group} AS value, {counted} FROM {tables}{join}{where} GROUP BY {group}"
    named, name = _naming(SECTIONS[by.of])
    counts = ", ".join(f"counted_{number}" for number in range(len(_COUNTED)))
    sql = f"SELECT value, {name}, {counts} FROM ({inner}) AS counts{named}"
    order = "counted_0 DESC, value IS NULL, collated(value), value"
    return Statement(f"{sql} ORDER BY {order}", values)


def _grouping(section: Section, by: Field) -> tuple[str, str]:
    """Return what is joined to group by a field, and what to group by."""
    if not by.many:
        return "", group_of(section, by)
    # A claim counts once, though it names a topic in two spellings.
    values, column = values_of(section, by)
    each = f"SELECT DISTINCT claims.position, {column} AS value FROM claims{values}"
    return f" JOIN ({each}) AS listed ON listed.position = claims.position", "listed.value"


def _naming(target: Section) -> tuple[str, str]:
    """Return what is joined for the names of the values, and the column that has them."""
    if target.name not in NAMED:
        return "", "NULL"
    join = f" LEFT JOIN {target.name} ON {target.name}.{target.key} = counts.value"
    if "anonymous" in target.by_name:
        return join, marked_in_sql(called_in_sql(target.name), f"{target.name}.anonymous")
    return join, f"{target.name}.name"


def appearing(question: Question) -> Statement:
    """Return the statement for the articles in which the question's claims appear.

    A row has an article and the source of a claim there: as many rows as appearances.
    """
    tables, where, values = matching(question)
    seen = " JOIN stated_appearances AS seen ON seen.owner = claims.position"
    sql = f"SELECT seen.article, claims.source FROM {tables}{seen}{where}"
    # In the order of the tables, which is how they are read the fastest.
    return Statement(f"{sql} ORDER BY claims.position", values)
