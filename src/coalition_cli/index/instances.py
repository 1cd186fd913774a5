"""The words that search has in an index, each where it stands, as FTS5 tells them.

https://www.sqlite.org/fts5.html#the_fts5vocab_virtual_table_module
"""

from collections.abc import Iterator

from ..model.answer import Row
from ..query.tables import Statement
from .asking import Index


def instances(index: Index, name: str, begin: int, end: int) -> Iterator[Row]:
    """Return the words of a section's records: the word, a position, the column, the place there.

    They come in the order of the words, then of the positions, which are from `begin` to before
    `end`.
    """
    table = f"temp.{name}_words"
    made = (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {table} USING fts5vocab(main, {name}_search, instance)"
    )
    for _ in index.table(Statement(made, ())):
        pass
    sql = f'SELECT term, doc, col, "offset" FROM {table} WHERE doc >= ? AND doc < ?'
    return index.table(Statement(sql, (begin, end)))


def sizes(index: Index, name: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the positions of a section's records, each with how many words the record has."""
    sql = f"SELECT id, sz FROM {name}_search_docsize WHERE id >= ? AND id < ? ORDER BY id"
    for position, size in index.table(Statement(sql, (begin, end))):
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
