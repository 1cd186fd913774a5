"""A question → statements for the only positions where its rows can be.

A table of words has all places of a word together; the records that have it lie anywhere. Whoever
knows the positions reads a few pieces of the records, and not all.
"""

from collections.abc import Iterator, Sequence

from ..model import Section
from .dialect import Dialect
from .question import Question, Term
from .search import found
from .tables import Statement, united

_TRIES = 3  # statements: each takes time, and may find too many


def narrowing(question: Question, dialect: Dialect) -> Iterator[Statement]:
    """Yield statements that each find the positions of all rows of a question, some twice.

    One that finds more than `dialect.few` positions ends behind these, and says nothing.
    """
    for terms in searches(question)[:_TRIES] if dialect.few else ():
        sql, values = found_by_any(question.section, terms, dialect)
        limited = f"SELECT position FROM ({sql}) AS every LIMIT {dialect.few + 1:d}"
        yield Statement(limited, values)


def searches(question: Question) -> list[Sequence[Term]]:
    """Return the terms, and the groups of alternatives, that each find all rows of a question.

    What finds the fewest comes first, as far as words tell.
    """
    groups = [*([term] for term in question.terms), *question.alternatives]
    groups = [terms for terms in groups if all(finds(term) for term in terms)]
    return sorted(groups, key=_length, reverse=True)  # long words are rare


def finds(term: Term) -> bool:
    """Whether a search finds all that has the term."""
    return not term.negated and is_search(term)


def is_search(term: Term) -> bool:
    """Whether a search decides who has the term: what it needs of a record is its position."""
    return term.field is None or (term.searches and not term.field.lender)


def found_by_any(
    section: Section, terms: Sequence[Term], dialect: Dialect, end: str = ""
) -> Statement:
    """Return the SQL for the positions of records that any term finds, some perhaps twice."""
    parts = [found(section, term, dialect, end) for term in terms]
    sql = united([f"SELECT position FROM ({part.sql}) AS found" for part in parts], "position")
    return Statement(sql, tuple(value for part in parts for value in part.values))


def _length(terms: Sequence[Term]) -> int:
    """Return the length of the shortest text that is looked for."""
    return min(len(str(value)) for term in terms for value in term.values)
