"""The dialect of an engine that has no functions of ours: texts are folded already, in columns.

It searches tables of words (`claims_tokens`): a word, the position of its record, the column where
it stands, its place there, and how many words the record has. Scores are those of FTS5's bm25():
https://www.sqlite.org/fts5.html#the_bm25_function
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model import Field, Type
from ..words import tokens
from ..words.dates import MARKS
from .dialect import Phrase, Words
from .tables import LAST, Statement, key_of, order_of, tokens_of, united

_K1, _B = 1.2, 0.75  # of bm25
_JOINED = 3  # words of a phrase: engines take minutes to plan a join of a hundred
_LEAST = 1e-6  # the weight of a phrase that half of the records have, or more


class Size(NamedTuple):
    """How many records of a section are searched, and how many words they have."""

    records: int
    words: int


class TokensDialect:
    """The SQL of tables with folded texts and words; see dialect.Dialect.

    `sizes` are those of all sections that are searched.
    """

    folds = False
    shows_topics = True

    def __init__(self, sizes: Mapping[str, Size], most: int, few: int = 1_000) -> None:
        self._sizes = sizes
        self.most, self.few = most, few

    def key(self, field: Field, column: str) -> str:
        """Return the SQL for the form that a text shares with its other spellings."""
        if field.type is Type.WORD:  # words of a vocabulary are of ASCII
            return f"lower({column})"
        return f"coalesce({key_of(column)}, lower({column}))"

    def order(self, column: str) -> str:
        """Return the SQL for what a text is ordered by."""
        return f"coalesce({order_of(column)}, lower({column}))"

    def period(self, column: str) -> str:
        """Return the SQL for the period that a date stands for."""
        return f"TRIM(TRAILING '{MARKS}' FROM {column})"

    def found(self, name: str, words: Words, end: str) -> Statement:
        """Return the SQL for the positions of records that have these words."""
        parts = [_instances(name, phrase, words.columns, end) for phrase in _known(words)]
        return _either(
            [
                Statement(f"SELECT position FROM ({sql}) AS instances", values)
                for sql, values in parts
            ],
            "position",
        )

    def scored(self, name: str, words: Sequence[Words], *, every: bool = True) -> Statement:
        """Return the SQL for the positions and scores of records that have all of these, or any."""
        parts = [
            self._scored(name, phrase, one.columns, number)
            for number, one in enumerate(words)
            for phrase in _known(one)
        ]
        found = _either(parts, "position, part, score")
        if len(parts) == len(words) == 1:  # a row for each position already
            return Statement(f"SELECT position, score FROM ({found.sql}) AS found", found.values)
        sql = f"SELECT position, SUM(score) AS score FROM ({found.sql}) AS found GROUP BY position"
        if every and len(words) > 1:
            sql += f" HAVING COUNT(DISTINCT part) = {len(words):d}"
        return Statement(sql, found.values)

    def _scored(self, name: str, phrase: Phrase, columns: Sequence[str], part: int) -> Statement:
        """Return the SQL for the records that have a phrase, and what it adds to their scores."""
        size = self._sizes[name]
        instances = _instances(name, phrase, columns, "")
        often = "SELECT position, COUNT(*) AS often, MIN(size) AS size, COUNT(*) OVER () AS records"
        often += f" FROM ({instances.sql}) AS instances GROUP BY position"
        rarity = f"ln(({size.records:d} - records + 0.5e0) / (records + 0.5e0))"
        weight = f"CASE WHEN {rarity} > 0 THEN {rarity} ELSE {_real(_LEAST)} END"
        average = size.words / size.records if size.words else 1.0  # nothing is found without
        length = f"{_real(_K1)} * ({_real(1 - _B)} + {_real(_B)} * size / {_real(average)})"
        score = f"-({weight}) * often * {_real(_K1 + 1)} / (often + {length})"
        sql = f"SELECT position, {part:d} AS part, {score} AS score FROM ({often}) AS often"
        return Statement(sql, instances.values)


def _real(number: float) -> str:
    """Return a number in SQL as one of floating point: some engines take 1.2 for a decimal."""
    return f"{number:.16e}"


def _known(words: Words) -> Iterator[Phrase]:
    """Yield the phrases that have words."""
    yield from (phrase for phrase in words.phrases if _split(phrase))


def _split(phrase: Phrase) -> list[str]:
    return tokens(phrase.text)


def _instances(name: str, phrase: Phrase, columns: Sequence[str], end: str) -> Statement:
    """Return the SQL for where a phrase stands: the position and the size of the record.

    Its first words and the last one are joined. Of a long phrase those between are counted: all of
    them have to be in their places.
    """
    words, table = _split(phrase), tokens_of(name)
    last = len(words) - 1
    first = min(last, _JOINED)
    between = words[first:last]
    joins: list[str] = []
    conditions: list[str] = []
    values: list[str] = []
    for nth in (*range(first), last):
        if nth:
            follows = f"w{nth}.position = w0.position AND w{nth}.col = w0.col"
            joins.append(f" JOIN {table} AS w{nth} ON {follows} AND w{nth}.nth = w0.nth + {nth:d}")
        begins = phrase.begins and nth == last
        conditions.append(f"w{nth}.term BETWEEN ? AND ?" if begins else f"w{nth}.term = ?")
        values += [words[nth], words[nth] + LAST] if begins else [words[nth]]
    if between:
        places = ", ".join(f"(?, {nth:d})" for nth in range(first, last))
        joins.append(f" JOIN {table} AS b ON b.position = w0.position AND b.col = w0.col")
        joins.append(f" JOIN (VALUES {places}) AS asked (term, place)")
        joins.append(" ON asked.term = b.term AND asked.place = b.nth - w0.nth")
    if columns:
        listed = ", ".join(f"'{column}'" for column in columns)
        conditions.append(f"w0.col IN ({listed})")
    if end:
        conditions.append(f"w0.position < {end}")
    sql = f"SELECT w0.position, w0.size FROM {table} AS w0{''.join(joins)}"
    sql += f" WHERE {' AND '.join(conditions)}"
    if between:
        sql += " GROUP BY w0.position, w0.col, w0.nth, w0.size"
        sql += f" HAVING COUNT(*) = {len(between):d}"
    return Statement(sql, (*between, *values))


def _either(parts: Sequence[Statement], columns: str) -> Statement:
    """Return the SQL for what any of these finds; nothing if there are none."""
    if not parts:
        nothing = ", ".join(f"0 AS {column}" for column in columns.split(", "))
        return Statement(f"SELECT {nothing} WHERE FALSE", ())
    values = tuple(value for part in parts for value in part.values)
    return Statement(united([part.sql for part in parts], columns), values)
