"""What engines say in SQL of their own: all else of a statement is the same for each.

An engine that has functions of ours folds a text where it stands. Another one has the folded text
in a column beside it. Search is SQLite's FTS5, or a table of words.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from ..model import Field
from .tables import Statement


class Phrase(NamedTuple):
    """Folded words that follow each other (words/folding.py); with `begins`, the last begins so."""

    text: str
    begins: bool = False


class Words(NamedTuple):
    """What a search looks for: any of these phrases, in these columns, or in all if there are none.

    Nothing is found without phrases.
    """

    phrases: tuple[Phrase, ...]
    columns: tuple[str, ...] = ()


class Dialect(Protocol):
    """The SQL of an engine, where engines differ. A column is named with its table."""

    @property
    def most(self) -> int:
        """The greatest sum of a LIMIT and an OFFSET."""

    @property
    def folds(self) -> bool:
        """Whether any text can be folded: else only a column of a table, which has it beside it."""

    @property
    def few(self) -> int:
        """Up to how many positions that a search finds are named in a question, one by one.

        0 where that is no faster: then it is not tried.
        """

    @property
    def shows_topics(self) -> bool:
        """Whether a table has the topics of claims as they are shown, each once for a claim."""

    def key(self, field: Field, column: str) -> str:
        """Return the SQL for the form that a text of a field shares with its other spellings."""

    def order(self, column: str) -> str:
        """Return the SQL for what a text is ordered by."""

    def period(self, column: str) -> str:
        """Return the SQL for the period that a date stands for: the date without its mark."""

    def found(self, name: str, words: Words, end: str) -> Statement:
        """Return the SQL for the positions of a section's records that have these words.

        Some may come twice. `end` is the SQL for the position where the search ends, if it does.
        """

    def scored(self, name: str, words: Sequence[Words], *, every: bool = True) -> Statement:
        """Return the SQL for the positions and scores of records that have all of these, or any.

        The score is that of BM25, negative: the lower, the better.
        """
