"""A question → the tables that have its rows, and the conditions on them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..model import Section
from .conditions import condition_of
from .dialect import Dialect
from .narrowing import found_by_any, is_search, searches
from .question import Question, Range, Term
from .search import hits
from .tables import UNDECLARED_FROM, Statement, joined

_LAST_POSITION = (1 << 63) - 1
# Engines add up scores in orders of their own: they differ in the last of some sixteen digits.
_PLACES = 9


class Matching(NamedTuple):
    """The tables and conditions of a question."""

    tables: str  # the section's, joined with the scores of a search
    where: str  # the conditions, with the word WHERE; empty without conditions
    values: tuple[str | int, ...]
    score: str  # of a row, the lower the better; empty without a search


def matching(question: Question, dialect: Dialect) -> Matching:
    """Return the tables that have the rows of a question, and the conditions on them.

    Nothing is scored if the question is not ranked.
    """
    section, table = question.section, question.section.name
    tables = table
    values: list[str | int] = []
    scores: list[str] = []
    ranking = [term for term in dict.fromkeys(question.terms) if term.ranks and question.ranked]
    conditions = list(_conditions(question, ranking, dialect))
    if ranking:
        search = hits(section, ranking, dialect)
        if not conditions and not question.sorts:
            search = _best(search, question, dialect)
        tables += f" JOIN ({search.sql}) AS hits ON hits.position = {table}.position"
        values += search.values
        scores.append("hits.score")
    words = dict.fromkeys(term for group in question.alternatives for term in group if term.ranks)
    if words and question.ranked:  # a row that matches another alternative has no score
        search = hits(section, list(words), dialect, every=False)
        tables += f" LEFT JOIN ({search.sql}) AS also ON also.position = {table}.position"
        values += search.values
        scores.append("coalesce(also.score, 0)")
    values += (value for condition in conditions for value in condition.values)
    sql = joined([condition.sql for condition in conditions], "AND")
    where = f" WHERE {sql}" if conditions else ""
    return Matching(tables, where, tuple(values), " + ".join(scores))


def placed(question: Question, dialect: Dialect) -> Matching:
    """Return the same without scores, for what is asked of positions alone, such as their number.

    Where all conditions are searches the table is what one of them finds: no record is read.
    """
    question = question._replace(ranked=False)
    section, groups = question.section, [question.terms, *question.alternatives]
    if not all(is_search(term) for terms in groups for term in terms):
        return matching(question, dialect)
    for first in searches(question):
        rest = question._replace(
            terms=tuple(term for term in question.terms if [term] != first),
            alternatives=tuple(terms for terms in question.alternatives if terms != first),
        )
        end = "" if question.among is None else _end_of(section, question.among)
        found = found_by_any(section, first, dialect, end)
        conditions = matching(rest, dialect)
        tables = f"(SELECT DISTINCT position FROM ({found.sql}) AS every) AS {section.name}"
        return conditions._replace(tables=tables, values=(*found.values, *conditions.values))
    return matching(question, dialect)


def _conditions(
    question: Question, ranking: Sequence[Term], dialect: Dialect
) -> Iterator[Statement]:
    """Yield the conditions of a question; the terms that rank its rows are none of them."""
    section, table = question.section, question.section.name
    end = "" if question.among is None else _end_of(section, question.among)
    for term in _gathered(term for term in question.terms if term not in ranking):
        yield _holds(section, term, dialect, end)
    for group in question.alternatives:
        yield _any_holds(section, group, dialect, end)
    if end:
        yield Statement(f"{table}.position < {end}", ())
    if question.positions is not None:
        listed = ", ".join(map(str, question.positions)) or "NULL"  # which is never found
        yield Statement(f"{table}.position IN ({listed})", ())
    if question.declared:
        yield Statement(f"{table}.position < {UNDECLARED_FROM}", ())


def _best(search: Statement, question: Question, dialect: Dialect) -> Statement:
    """Return the SQL for as many of the best hits as are wanted: no other record is read then."""
    if question.limit is None:
        return search
    most = min(question.offset + question.limit, dialect.most)
    sql = f"SELECT position, score FROM ({search.sql}) AS found"
    return Statement(f"{sql} ORDER BY {by_score('score')}, position LIMIT {most:d}", search.values)


def by_score(score: str) -> str:
    """Return the SQL for what rows are ordered by that have a score."""
    return f"round({score}, {_PLACES})"


def _end_of(section: Section, count: int) -> str:
    """Return the SQL for the position behind the first records of a section.

    Appearances stand behind their claim and before the next one. So it is an end of both.
    """
    behind = f"SELECT position FROM {section.name} ORDER BY position LIMIT 1 OFFSET {count:d}"
    # MIN, for some engines take no SELECT that may have no row here.
    return f"(SELECT coalesce(MIN(position), {_LAST_POSITION}) FROM ({behind}) AS behind)"


def _holds(section: Section, term: Term, dialect: Dialect, end: str) -> Statement:
    """Return the condition, in brackets, that a term holds or, if it is negated, does not."""
    condition = condition_of(section, term, dialect, end)
    # An unknown value is not a yes, so the complement has it.
    negation = " IS NOT TRUE" if term.negated else ""
    return Statement(f"({condition.sql}){negation}", condition.values)


def _any_holds(section: Section, group: Sequence[Term], dialect: Dialect, end: str) -> Statement:
    """Return the condition, in brackets, that one of several terms holds."""
    conditions = [_holds(section, term, dialect, end) for term in dict.fromkeys(group)]
    sql = joined([condition.sql for condition in conditions], "OR")
    return Statement(f"({sql})", tuple(value for one in conditions for value in one.values))


def _gathered(terms: Iterable[Term]) -> list[Term]:
    """Return terms that mean the same: what they exclude of one field is in one term."""
    gathered: dict[object, Term] = {}
    for term in terms:
        ranges = isinstance(term.values[0], Range)  # or any value: not:place:*
        key = (term.field, term.exact, ranges) if term.negated else term
        values = dict.fromkeys((*gathered.get(key, term).values, *term.values))
        gathered[key] = term._replace(values=tuple(values))
    return list(gathered.values())
