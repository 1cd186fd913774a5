"""SQLite: one database, laid out for Datasette (https://datasette.io) and for SQL by hand.

A table for each kind of record, a join table for each list, foreign keys that hold, a full-text
search, and views for what commands work out. It is no copy of our own index: that one is laid out
for our questions alone.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing

from ...index.database import interruptible, is_room
from ...model import SECTIONS
from ..export import Export
from .describing import describe
from .filling import Filling
from .searching import search
from .tables import indexes, tables_of
from .views import views

# A field has its own name as a column or a table; `by` is a word of SQL's.
_BY = {"reviews": {"by": "reviewer"}, "corrections": {"by": "corrected_by"}}
TERMS: Mapping[str, Mapping[str, str]] = {
    name: {field.name: _BY.get(name, {}).get(field.name, field.name) for field in section.stated}
    for name, section in SECTIONS.items()
}
LEFT_OUT: Mapping[str, Mapping[str, str]] = {}

# A new file that no one else has needs no journal; a run that fails leaves none.
_SETTINGS = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32768;"


def write(export: Export, path: str) -> None:
    """Write the database into an empty file; raise OSError where there is no room for it."""
    try:
        connected = sqlite3.connect(path, isolation_level=None)
        with closing(connected) as database, interruptible(database):
            database.executescript(_SETTINGS)
            _write(export, database)
    except sqlite3.OperationalError as error:
        if not is_room(error):
            raise
        raise OSError(str(error)) from error


def _write(export: Export, database: sqlite3.Connection) -> None:
    """Write it in one transaction: rows first, then what is quicker to make of all of them."""
    tables = tables_of(TERMS, export.leaving.optional)
    database.execute("BEGIN")
    for table in tables.values():
        database.execute(table.statement())
    Filling(database, tables).fill(export)
    for statement in (*indexes(tables), *views(), *search(tables)):
        database.execute(statement)
    for statement, values in describe(tables):
        database.execute(statement, values)
    database.execute("COMMIT")
