"""What the errors of SQLite mean: that a database is damaged, that there is no room, or neither.

By the codes of https://www.sqlite.org/rescode.html. The lower eight bits are the kind.
"""

import sqlite3

# What a question may raise; the second where a damaged name of a column is no text any more.
FAULTS = (sqlite3.DatabaseError, UnicodeDecodeError)
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT})
# Databases are read where they lie, so what is written, or not found, is a temporary file.
_ROOM = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN})
_READING = frozenset({sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ})


def is_damage(error: Exception) -> bool:
    """Whether the error says that the database is damaged."""
    return _code(error) & 0xFF in _DAMAGE or isinstance(error, UnicodeDecodeError)


def is_room(error: Exception) -> bool:
    """Whether an error of a question says that there is no room for temporary files."""
    return _code(error) & 0xFF in _ROOM and _code(error) not in _READING


def is_gone(error: Exception) -> bool:
    """Whether an error says that the database is not there."""
    return _code(error) & 0xFF == sqlite3.SQLITE_CANTOPEN


def _code(error: Exception) -> int:
    return getattr(error, "sqlite_errorcode", 0)
