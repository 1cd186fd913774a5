"""Terms of a search → SQL. How a table is searched for words is the dialect's.

Each text is searched once, at the record that states it. So the words of a claim are looked
for in its appearances too, and those of an appearance in its claim.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ..model import Section
from ..words import search_phrases
from .dialect import Dialect, Phrase, Words
from .question import Term
from .tables import Statement, united


class _Elsewhere(NamedTuple):
    """Another section whose records have words of a section's own."""

    section: str
    columns: tuple[str, ...]  # the fields that have them
    there: str  # the column of appearances that leads to the other record
    here: str  # the column that leads to the section's own record


_ELSEWHERE: Mapping[str, _Elsewhere] = MappingProxyType(
    {
        "claims": _Elsewhere("appearances", ("quote", "wording"), "position", "owner"),
        "appearances": _Elsewhere("claims", ("text",), "owner", "position"),
    }
)


def hits(
    section: Section, terms: Sequence[Term], dialect: Dialect, *, every: bool = True
) -> Statement:
    """Return the SQL for the records that every term finds, or any: their positions and scores.

    The lower the score, the better the match.
    """
    if section.name not in _ELSEWHERE:
        return dialect.scored(section.name, list(map(_words, terms)), every=every)
    of_terms = [_anywhere(section.name, term, dialect) for term in terms]
    sql = united([search.sql for search in of_terms], "position, score")
    if len(of_terms) > 1:
        sql = f"SELECT position, SUM(score) AS score FROM ({sql}) AS terms GROUP BY position"
        sql += f" HAVING COUNT(*) = {len(of_terms):d}" if every else ""
    return Statement(sql, tuple(value for search in of_terms for value in search.values))


def _anywhere(name: str, term: Term, dialect: Dialect) -> Statement:
    """Return the SQL for the claims or appearances that one term finds, each once."""
    other = _ELSEWHERE[name]
    parts: list[Statement] = []
    if term.field is None or term.field.name not in other.columns:
        parts.append(dialect.scored(name, [_words(term)]))
    if term.field is None or term.field.name in other.columns:
        columns = other.columns if term.field is None else (term.field.name,)
        there = dialect.scored(other.section, [_words(term, columns)])
        sql = f"SELECT seen.{other.here} AS position, there.score FROM ({there.sql}) AS there"
        sql += f" JOIN stated_appearances AS seen ON seen.{other.there} = there.position"
        parts.append(Statement(sql, there.values))
    sql = " UNION ALL ".join(part.sql for part in parts)
    sql = f"SELECT position, MIN(score) AS score FROM ({sql}) AS places GROUP BY position"
    return Statement(sql, tuple(value for part in parts for value in part.values))


def found(section: Section, term: Term, dialect: Dialect, end: str = "") -> Statement:
    """Return the SQL for the positions of the records that a term finds, some perhaps twice.

    There are no scores: that takes a third of the time. `end` is the SQL for the position where
    the search ends.
    """
    if section.name not in _ELSEWHERE:
        return dialect.found(section.name, _words(term), end)
    other = _ELSEWHERE[section.name]
    parts: list[Statement] = []
    if term.field is None or term.field.name not in other.columns:
        parts.append(dialect.found(section.name, _words(term), end))
    if term.field is None or term.field.name in other.columns:
        columns = other.columns if term.field is None else (term.field.name,)
        there = dialect.found(other.section, _words(term, columns), end)
        sql = f"SELECT seen.{other.here} AS position FROM ({there.sql}) AS there"
        sql += f" JOIN stated_appearances AS seen ON seen.{other.there} = there.position"
        parts.append(Statement(sql, there.values))
    sql = " UNION ALL ".join(part.sql for part in parts)
    return Statement(sql, tuple(value for part in parts for value in part.values))


def _words(term: Term, columns: Sequence[str] = ()) -> Words:
    """Return what a term looks for: any of its values, in its field or in these columns."""
    own = (term.field.name,) if term.field else ()
    phrases = [
        Phrase(phrase, begins=str(value).endswith("*"))
        for value in term.values
        for phrase in search_phrases(str(value))
    ]
    return Words(tuple(phrases), tuple(columns) or own)
