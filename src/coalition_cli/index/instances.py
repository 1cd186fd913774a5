"""The words that search has in an index, each where it stands, as FTS5 tells them.

https://www.sqlite.org/fts5.html#the_fts5vocab_virtual_table_module
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..query.tables import Statement
from .asking import Index

Of = Callable[[str], str]
Values = tuple[int, ...]


class Words(NamedTuple):
    """Words as they stand in records: each field has all their values, with blanks between."""

    terms: str
    positions: str
    columns: str
    places: str


def instances(index: Index, name: str, of: Of, values: Values, at_once: int) -> Iterator[Words]:
    """Yield the words of a section's records: the word, a position, the column, the place there.

    They come in the order of the words, then of the positions, so many at once: SQLite joins their
    texts in a third of the time that it takes to hand them over one by one. `of` returns the SQL
    for whether a column has a position that is wanted, `values` are those for its parameters.
    """
    table = f"temp.{name}_words"
    made = (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {table} USING fts5vocab(main, {name}_search, instance)"
    )
    columns = ("term", "doc", "col", '"offset"')
    joined = ", ".join(f"group_concat({column}, ' ')" for column in columns)
    some = f"SELECT * FROM {table} WHERE term >= ? AND {of('doc')} LIMIT {at_once:d} OFFSET ?"
    first, seen = "", 0  # the word to begin with, and how often it has been seen
    while True:
        for _ in index.table(Statement(made, ())):
            pass
        [row] = index.table(Statement(f"SELECT {joined} FROM ({some})", (first, *values, seen)))
        if row[0] is None:
            return
        words = Words(*map(str, row))
        yield words
        terms = words.terms.split(" ")
        again = terms.count(terms[-1])
        first, seen = terms[-1], again + (seen if terms[-1] == first else 0)


def sizes(index: Index, name: str, of: Of, values: Values) -> Iterator[tuple[int, int]]:
    """Yield the positions of a section's records, each with how many words the record has."""
    sql = f"SELECT id, sz FROM {name}_search_docsize WHERE {of('id')} ORDER BY id"
    for position, size in index.table(Statement(sql, values)):
        assert isinstance(position, int)  # noqa: S101 - it is a rowid
        assert isinstance(size, bytes)  # noqa: S101 - FTS5 has it so
        yield position, _total(size)


def _total(size: bytes) -> int:
    """Return the sum of the numbers of words that FTS5 keeps, one for each column.

    They are written as its varints: seven bits in a byte, the highest first, and a sign that there
    are more.
    """
    if size.isascii():  # most fields are short
        return sum(size)
    total = number = 0
    for byte in size:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            total, number = total + number, 0
    return total
