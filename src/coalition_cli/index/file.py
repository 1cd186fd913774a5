"""The file that an index stands in, for a process that reads it too."""

from ..query.tables import Statement
from .asking import Index
from .database import opened
from .keeping import SQLite
from .part import Whole


def file_of(index: Index) -> str:
    """Return the path of the database of an index; an empty text where that has no name."""
    sql = "SELECT file FROM pragma_database_list WHERE name = 'main'"
    [(path,)] = index.table(Statement(sql, ()))
    return str(path)


def index_in(path: str) -> Index:
    """Return the index in the database of a path, which nobody changes; use it in a `with`."""
    return Index(SQLite(opened(path), Whole()))
