"""The dialect of SQLite: functions of ours fold texts, and FTS5 searches them."""

from collections.abc import Sequence

from ..model import Field
from .dialect import Phrase, Words
from .tables import Statement, period


class SQLiteDialect:
    """The SQL of an index in SQLite, where engines differ; see dialect.Dialect."""

    most = (1 << 63) - 1
    folds = True
    few = 0
    shows_topics = False

    def key(self, field: Field, column: str) -> str:
        """Return the SQL for the form that a text shares with its other spellings."""
        del field
        return f"lower({column})"

    def order(self, column: str) -> str:
        """Return the SQL for what a text is ordered by."""
        return f"collated({column})"

    def period(self, column: str) -> str:
        """Return the SQL for the period that a date stands for."""
        return period(column)

    def found(self, name: str, words: Words, end: str) -> Statement:
        """Return the SQL for the positions of records that have these words.

        There are no scores: that takes a third of the time.
        """
        sql = f"SELECT rowid AS position FROM {name}_search WHERE {name}_search MATCH ?"
        return Statement(f"{sql} AND rowid < {end}" if end else sql, (_match(words),))

    def scored(self, name: str, words: Sequence[Words], *, every: bool = True) -> Statement:
        """Return the SQL for the positions and scores of records that have all of these, or any."""
        columns = "rowid AS position, rank AS score"
        sql = f"SELECT {columns} FROM {name}_search WHERE {name}_search MATCH ?"
        return Statement(sql, ((" AND " if every else " OR ").join(map(_match, words)),))


def _match(words: Words) -> str:
    """Return what is looked for in FTS5's language."""
    inside = f"{{{' '.join(words.columns)}}} : " if words.columns else ""
    # FTS5 would ignore a phrase without words, but such a search must find nothing.
    phrases = " OR ".join(map(_phrase, words.phrases)) or '("a" NOT "a")'
    return f"{inside}({phrases})"


def _phrase(phrase: Phrase) -> str:
    text = phrase.text.replace('"', " ").replace("\0", " ")
    return f'"{text}"{" *" if phrase.begins else ""}'


SQLITE = SQLiteDialect()
