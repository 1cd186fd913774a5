"""The databases of indexes: opened, with what SQL calls of ours; and what their errors mean.

The codes of errors are those of https://www.sqlite.org/rescode.html. The lower eight bits are the
kind.
"""

import json
import os
import signal
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress

from ..words import any_case, collated

# What a question may raise; the second where a damaged name of a column is no text any more.
FAULTS = (sqlite3.DatabaseError, UnicodeDecodeError)
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT})
# Databases are read where they lie, so what is written, or not found, is a temporary file.
_ROOM = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN})
_READING = frozenset({sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ})


def engine() -> str:
    """Return the version of SQLite, and whether it has the search that indexes need."""
    with closing(sqlite3.connect(":memory:")) as database:
        options = {option for (option,) in database.execute("PRAGMA compile_options")}
    search = "with FTS5" if "ENABLE_FTS5" in options else "without FTS5: search does not work"
    return f"{sqlite3.sqlite_version}, {search}"


def is_damage(error: Exception) -> bool:
    """Whether the error says that the database is damaged."""
    return _code(error) & 0xFF in _DAMAGE or isinstance(error, UnicodeDecodeError)


def is_room(error: Exception) -> bool:
    """Whether an error of a question says that there is no room for temporary files."""
    return _code(error) & 0xFF in _ROOM and _code(error) not in _READING


def is_interrupt(error: Exception) -> bool:
    """Whether an error says that somebody ended the statement."""
    return _code(error) & 0xFF == sqlite3.SQLITE_INTERRUPT


def is_gone(error: Exception) -> bool:
    """Whether an error says that the database is not there."""
    return _code(error) & 0xFF == sqlite3.SQLITE_CANTOPEN


def _code(error: Exception) -> int:
    return getattr(error, "sqlite_errorcode", 0)


Database = sqlite3.Connection
_STEPS = 1_000_000  # of SQLite's virtual machine, some hundredths of a second
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


class _Held(sqlite3.Connection):
    """A database that is closed once nobody has it: an interrupt may come before any `with`."""

    def __del__(self) -> None:
        with suppress(sqlite3.Error):
            self.close()


def connected(path: str) -> sqlite3.Connection:
    """Return the database of a path, a URI too, with the functions that the index uses in SQL.

    Most say what names have in common.
    """
    database = sqlite3.connect(path, uri=True, factory=_Held, check_same_thread=False)
    # SQLite's own `lower` knows the case of ASCII only.
    database.create_function("lower", 1, _of_text(any_case), deterministic=True)
    database.create_function("collated", 1, _of_text(collated), deterministic=True)
    # SQLite's own json_extract ends a text at a NUL.
    database.create_function("stated_within", 2, _stated_within, deterministic=True)
    return database


def opened(path: str) -> sqlite3.Connection:
    """Return a finished database, to be read; raise sqlite3.Error where it is none.

    It is never changed, and so needs no locks.
    """
    return connected(uri(path))


def uri(path: str) -> str:
    """Return how SQLite is told of a database that nobody changes."""
    escaped = (chr(byte) if chr(byte) in _PLAIN else f"%{byte:02x}" for byte in os.fsencode(path))
    return f"file:{''.join(escaped)}?mode=ro&immutable=1"


@contextmanager
def interruptible(database: sqlite3.Connection) -> Iterator[None]:
    """Let Ctrl-C end a statement that takes long, though it calls functions of ours.

    An exception that one of these raises, KeyboardInterrupt too, is an error of SQLite's.
    """
    interrupts: list[int] = []

    def stop(number: int, frame: object) -> None:
        del frame
        interrupts.append(number)
        database.interrupt()
        raise KeyboardInterrupt

    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler or not _in_main_thread():
        yield  # somebody else sees to it
        return
    signal.signal(signal.SIGINT, stop)
    database.set_progress_handler(lambda: 0, _STEPS)  # where a signal can be seen to
    try:
        yield
    except sqlite3.Error as error:
        if interrupts:
            raise KeyboardInterrupt from error
        raise
    finally:
        signal.signal(signal.SIGINT, before)
        database.set_progress_handler(None, 0)


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def _stated_within(record: str | None, name: str) -> str | int | None:
    """Return what a record, as JSON, states of a name."""
    stated: dict[str, str | int] = json.loads(record) if record is not None else {}
    return stated.get(name)


def _of_text(function: Callable[[str], str]) -> Callable[[object], str | None]:
    return lambda text: None if text is None else function(str(text))
