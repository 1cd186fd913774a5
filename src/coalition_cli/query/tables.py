"""How the index lays out its tables, and the SQL that questions and the index share."""

from collections.abc import Sequence
from typing import NamedTuple

from ..model import Field, Section
from ..model.vocabularies import BANDS
from ..words.dates import MARKS

# Sections whose records go by a name as well as by an id (columns key and name_key).
NAMED = ("sources", "speakers", "members")

SLOT_BITS = 32  # of a position, for the running number within a file
LAST_SLOT = 1 << 30  # comes after those of files; undeclared records have their rows there
UNDECLARED_FROM = LAST_SLOT << SLOT_BITS

# Speakers to be unnamed, because claims or appearances that name them say so.
WITHHELD = "withheld_speakers"

# The spellings of topics, each with the one that is shown. No file declares topics, so two
# topics are one if they differ only as spellings of a name do (words/names.py).
TOPIC_SPELLINGS = "topic_spellings"

# The topics of claims as they are shown, each once for a claim; where the dialect has them.
SHOWN_TOPICS = "claim_shown_topics"

LAST = "\U0010ffff"  # comes after every other character

_TOGETHER = 100  # engines nest a condition for each AND, and take only some hundred SELECTs


# Why an index has no records of a file: they have errors, or they are another tool's.
LEFT_OUT, FOREIGN = "left out", "foreign"


class Statement(NamedTuple):
    """SQL and the values for its parameters."""

    sql: str
    values: tuple[str | int, ...]


def list_table(section: Section, field: Field) -> str:
    """Return the table with the values of a list: claim_topics, article_retells.

    Appearances are records, so they have a table of their own.
    """
    if field.has_rows:
        return f"stated_{field.of}"
    return f"{section.singular}_{field.name}"


def aliases_table(section: Section) -> str | None:
    """Return the table with the other names of a section's records, if they have any.

    Its column `key` has each in lower case.
    """
    field = section.by_name.get("aliases")
    return field and list_table(section, field)


def period(column: str) -> str:
    """Return the SQL for the period that a date stands for: the date without its mark."""
    return f"rtrim({column}, '{MARKS}')"


# What stands beside a text in the tables of an engine that has no functions of ours.


def key_of(column: str) -> str:
    """Return the column with the form that the spellings of a column's texts share.

    It is NULL where that is the text in small letters of ASCII. So is `order_of`. It is not the
    index's `name_key`: that is of a description too, where a speaker has no name.
    """
    return f"{column}_folded"


def order_of(column: str) -> str:
    """Return the column with what a column's texts are ordered by."""
    return f"{column}_order"


def tokens_of(section: str) -> str:
    """Return the table with the words of a section's records."""
    return f"{section}_tokens"


def confidence_word(column: str) -> str:
    """Return the SQL for the word of the scale that a confidence of 0 to 100 has."""
    words = (
        f"WHEN {column} BETWEEN {band.low} AND {band.high} THEN '{band.word}'" for band in BANDS
    )
    return f"CASE {' '.join(words)} END"


def confidence_rank(column: str) -> str:
    """Return the SQL for the place that such a word has in the scale."""
    words = (f"WHEN '{band.word}' THEN {rank}" for rank, band in enumerate(BANDS))
    return f"CASE {column} {' '.join(words)} END"


def joined(conditions: Sequence[str], word: str) -> str:
    """Return conditions joined by AND or OR; many are halved again and again, so none is deep."""
    if len(conditions) <= _TOGETHER:
        return f" {word} ".join(conditions)
    half = len(conditions) // 2
    return f"({joined(conditions[:half], word)}) {word} ({joined(conditions[half:], word)})"


def united(selects: Sequence[str], columns: str) -> str:
    """Return SELECTs of these columns joined by UNION ALL; many are joined in groups."""
    while len(selects) > _TOGETHER:
        parts = [selects[n : n + _TOGETHER] for n in range(0, len(selects), _TOGETHER)]
        selects = [f"SELECT {columns} FROM ({' UNION ALL '.join(part)}) AS part" for part in parts]
    return " UNION ALL ".join(selects)
