"""A question → statements for the only positions where its rows can be.

A table of words has all places of a word together; the records that have it lie anywhere. Whoever
knows the positions reads a few pieces of the records, and not all.
"""

from collections.abc import Iterator, Sequence

from .dialect import Dialect
from .question import Question, Term
from .search import found
from .tables import Statement, united

_TRIES = 3  # statements: each takes time, and may find too many


def narrowing(question: Question, dialect: Dialect) -> Iterator[Statement]:
    """Yield statements that each find the positions of all rows of a question, some twice.

    One that finds more than `dialect.few` positions ends behind these, and says nothing.
    """
    searches = [[term] for term in question.terms]
    searches += (list(group) for group in question.alternatives)
    searches = [terms for terms in searches if all(map(_is_found, terms))]
    searches.sort(key=_length, reverse=True)  # long words are rare
    for terms in searches[:_TRIES] if dialect.few else ():
        parts = [found(question.section, term, dialect) for term in terms]
        sql = united([f"SELECT position FROM ({part.sql}) AS found" for part in parts], "position")
        values = tuple(value for part in parts for value in part.values)
        limited = f"SELECT position FROM ({sql}) AS every LIMIT {dialect.few + 1:d}"
        yield Statement(limited, values)


def _is_found(term: Term) -> bool:
    """Whether a search finds all that has the term."""
    if term.negated:
        return False
    return term.field is None or (term.searches and not term.field.lender)


def _length(terms: Sequence[Term]) -> int:
    """Return the length of the shortest text that is looked for."""
    return min(len(str(value)) for term in terms for value in term.values)
