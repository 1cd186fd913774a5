"""Terms of a search → SQL. Full-text search is SQLite's own (FTS5), and no other engine's.

Each text is searched once, at the record that states it. So the words of a claim are looked
for in its appearances too, and those of an appearance in its claim.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ..model import Section
from ..words import search_phrases
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


def hits(section: Section, terms: Sequence[Term], *, every: bool = True) -> Statement:
    """Return the SQL for the records that every term finds, or any: their positions and scores.

    The lower the score, the better the match.
    """
    if section.name not in _ELSEWHERE:
        return _matching(section.name, (" AND " if every else " OR ").join(map(_words, terms)))
    of_terms = [_anywhere(section.name, term) for term in terms]
    sql = united([search.sql for search in of_terms], "position, score")
    if len(of_terms) > 1:
        sql = f"SELECT position, SUM(score) AS score FROM ({sql}) AS terms GROUP BY position"
        sql += f" HAVING COUNT(*) = {len(of_terms):d}" if every else ""
    return Statement(sql, tuple(value for search in of_terms for value in search.values))


def _anywhere(name: str, term: Term) -> Statement:
    """Return the SQL for the claims or appearances that one term finds, each once."""
    other = _ELSEWHERE[name]
    parts: list[Statement] = []
    if term.field is None or term.field.name not in other.columns:
        parts.append(_matching(name, _words(term)))
    if term.field is None or term.field.name in other.columns:
        columns = other.columns if term.field is None else (term.field.name,)
        there = _matching(other.section, _words(term, columns))
        sql = f"SELECT seen.{other.here} AS position, there.score FROM ({there.sql}) AS there"
        sql += f" JOIN stated_appearances AS seen ON seen.{other.there} = there.position"
        parts.append(Statement(sql, there.values))
    sql = " UNION ALL ".join(part.sql for part in parts)
    sql = f"SELECT position, MIN(score) AS score FROM ({sql}) AS places GROUP BY position"
    return Statement(sql, tuple(value for part in parts for value in part.values))


def found(section: Section, term: Term, end: str = "") -> Statement:
    """Return the SQL for the positions of the records that a term finds, some perhaps twice.

    There are no scores: that takes a third of the time. `end` is the SQL for the position where
    the search ends.
    """
    if section.name not in _ELSEWHERE:
        return _positions(section.name, _words(term), end)
    other = _ELSEWHERE[section.name]
    parts: list[Statement] = []
    if term.field is None or term.field.name not in other.columns:
        parts.append(_positions(section.name, _words(term), end))
    if term.field is None or term.field.name in other.columns:
        columns = other.columns if term.field is None else (term.field.name,)
        there = _positions(other.section, _words(term, columns), end)
        sql = f"SELECT seen.{other.here} AS position FROM ({there.sql}) AS there"
        sql += f" JOIN stated_appearances AS seen ON seen.{other.there} = there.position"
        parts.append(Statement(sql, there.values))
    sql = " UNION ALL ".join(part.sql for part in parts)
    return Statement(sql, tuple(value for part in parts for value in part.values))


def _positions(name: str, search: str, end: str) -> Statement:
    sql = f"SELECT rowid AS position FROM {name}_search WHERE {name}_search MATCH ?"
    return Statement(f"{sql} AND rowid < {end}" if end else sql, (search,))


def _matching(name: str, search: str) -> Statement:
    sql = f"SELECT rowid AS position, rank AS score FROM {name}_search WHERE {name}_search MATCH ?"
    return Statement(sql, (search,))


def _words(term: Term, columns: Sequence[str] = ()) -> str:
    """Return a term in FTS5's language: any of its values, in its field or in these columns."""
    names = columns or ([term.field.name] if term.field else [])
    inside = f"{{{' '.join(names)}}} : " if names else ""
    return f"{inside}({' OR '.join(_phrases(str(value)) for value in term.values)})"


def _phrases(text: str) -> str:
    """Return text as phrases, its words in their order; `secur*` finds words that begin so."""
    prefix = " *" if text.endswith("*") else ""
    phrases = (phrase.replace('"', " ").replace("\0", " ") for phrase in search_phrases(text))
    # FTS5 would ignore a phrase without words, but such a search must find nothing.
    return " OR ".join(f'"{phrase}"{prefix}' for phrase in phrases) or '("a" NOT "a")'
