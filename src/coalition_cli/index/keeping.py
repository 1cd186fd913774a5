"""The database of an index, kept in order: read by any thread, made anew where it is damaged."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from threading import RLock
from typing import Any, Protocol

from ..model import Field, Type
from ..model.answer import Row
from ..model.problems import CoalitionError, UsageError
from ..query import Statement
from ..query.full_text import SQLITE
from .database import FAULTS, interruptible, is_damage, is_interrupt, is_room
from .tables import is_json

# Rows that are taken of a database at once. A record has up to 1 MiB, so that they are not many.
_AT_ONCE = 50


class Supply(Protocol):
    """Where a database is from, and can be had from again."""

    unkept: str  # why no index is kept, where that is so: what is wrong, and what helps

    def is_whole(self) -> bool:
        """Whether the database is to the byte what was made."""

    def remake(self) -> sqlite3.Connection:
        """Return the database made anew, from the files."""

    def drop(self) -> None:
        """Forget the database: it is damaged."""


class DamagedError(CoalitionError):
    """An index that broke in the middle of an answer."""

    exit_code = 3

    def __init__(self) -> None:
        super().__init__(
            "the answer is not complete: the index in the cache was damaged, and is removed now\n"
            "ask again: that makes a new one"
        )


class NoRoomError(CoalitionError):
    """An answer that an engine has no room to sort."""

    exit_code = 3

    def __init__(self, error: object) -> None:
        super().__init__(
            f"there is no room for the temporary files of the answer: {error}\n"
            "TMPDIR can name another folder for them"
        )


class InterruptedAnswer(CoalitionError):
    """An answer that somebody has ended, because nobody wants it any more."""

    exit_code = 3

    def __init__(self) -> None:
        super().__init__("the answer was ended before it was complete")


class ClosedError(UsageError):
    """An answer that is read after its claims were closed."""

    def __init__(self) -> None:
        super().__init__("the claims are closed\nread an answer before they are")


class SQLite:
    """The engine of an index in SQLite; see asking.Engine.

    One thread at a time is within SQLite. Between the pieces of an answer others may ask, so that
    no lock is held while a caller has a row.
    """

    dialect = SQLITE

    def __init__(self, database: sqlite3.Connection, supply: Supply) -> None:
        self._database: sqlite3.Connection | None = database  # None: it was damaged
        self._supply = supply
        self._closed = False
        # A generator that nobody wants any more may be closed within this thread's own turn.
        self._lock = RLock()

    @property
    def unkept(self) -> str:
        """Why no index is kept, if none is: what is wrong, and on a second line what helps."""
        return self._supply.unkept

    def close(self) -> None:
        """Close the database; what is left of an answer cannot be read any more."""
        with self._lock:
            self._closed = True
            if self._database is not None:
                self._database.close()

    def interrupt(self) -> None:
        """End the statement that another thread waits for, if one does: InterruptedAnswer there."""
        database = self._database
        with suppress(sqlite3.ProgrammingError):  # it may be closed
            if database is not None:
                database.interrupt()

    def rows(self, statement: Statement) -> Iterator[Row]:
        """Yield the rows of a statement as SQLite holds them, read as they are taken."""
        cursor, piece = self._begun(statement)
        try:
            while piece:
                yield from piece
                piece = self._next(cursor)
        finally:
            with self._lock, suppress(sqlite3.ProgrammingError):  # the database may be closed
                cursor.close()

    def reader(self, fields: Sequence[Field | None]) -> Callable[[Row], Row]:
        """Return what makes plain values of a row with a column for each field.

        A column of no field is plain already.
        """
        readers = [(place, read) for place, field in enumerate(fields) if (read := _reader(field))]

        def plain(row: Row) -> Row:
            values = list(row)
            if bytes in map(type, values):  # the index has none: it is damaged
                raise self._damaged()
            try:
                for place, read in readers:
                    if row[place] is not None:
                        values[place] = read(row[place])
            except (ValueError, TypeError) as error:  # what is no JSON
                raise self._damaged() from error
            return tuple(values)

        return plain

    def _begun(self, statement: Statement) -> tuple[sqlite3.Cursor, list[Row]]:
        """Return where an answer is read, and its first rows; try once more where that helps."""
        with self._lock:
            database = self._whole()
            try:
                return _executed(database, statement)
            except FAULTS as error:  # nothing of the answer has been seen yet
                database = self._mended(database, error)
            try:
                return _executed(database, statement)
            except FAULTS as error:
                raise _unanswerable(error) from error

    def _next(self, cursor: sqlite3.Cursor) -> list[Row]:
        """Return more rows of an answer, or none where it has no more."""
        with self._lock:
            if self._closed:
                raise ClosedError
            if cursor.connection is not self._database:  # another answer found that it is damaged
                raise DamagedError
            try:
                with interruptible(cursor.connection):
                    return cursor.fetchmany(_AT_ONCE)
            except FAULTS as error:
                if is_interrupt(error) or is_room(error) or not self._is_damaged(error):
                    raise _unanswerable(error) from error
                raise self._damaged() from error

    def _whole(self) -> sqlite3.Connection:
        """Return the database, made anew where it was damaged."""
        if self._closed:
            raise ClosedError
        if self._database is None:
            self._database = self._supply.remake()
        return self._database

    def _mended(self, database: sqlite3.Connection, error: Exception) -> sqlite3.Connection:
        """Return a database that may have no such error; raise what it is where none helps."""
        if is_room(error):
            database.execute("PRAGMA temp_store = MEMORY")
        elif not is_interrupt(error) and self._is_damaged(error):
            self._damaged()
        else:
            raise _unanswerable(error) from error
        return self._whole()

    def _is_damaged(self, error: Exception) -> bool:
        # Much of what is damaged only shows as a statement that makes no sense.
        return is_damage(error) or not self._supply.is_whole()

    def _damaged(self) -> DamagedError:
        """Forget the database, which the next answer has made anew; return why this one ends."""
        with self._lock:
            if self._database is not None:
                self._database.close()
            self._database = None
            self._supply.drop()
        return DamagedError()


def _executed(
    database: sqlite3.Connection, statement: Statement
) -> tuple[sqlite3.Cursor, list[Row]]:
    values = [unicode(value) for value in statement.values]
    with interruptible(database):
        cursor = database.execute(statement.sql, values)
        return cursor, cursor.fetchmany(_AT_ONCE)


def _unanswerable(error: Exception) -> CoalitionError:
    """Return what an error says that is not the database's fault."""
    if is_interrupt(error):
        return InterruptedAnswer()
    if is_room(error):
        return NoRoomError(error)
    return UsageError(f"the question cannot be answered: {error}\nask for less in one question")


def unicode(value: str | int) -> str | int:
    """Return a value without what is no Unicode, as a word of a command line may be."""
    return value.encode(errors="backslashreplace").decode() if isinstance(value, str) else value


def _reader(field: Field | None) -> Callable[[Any], object] | None:
    """Return what makes a field's value of what SQLite holds for it; None where it is that."""
    if field is None:
        return None
    if is_json(field):
        return json.loads
    return bool if field.type is Type.BOOLEAN else None
