"""DuckDB as the engine of a lake; see index.asking.Engine.

It reads a lake's files where they lie, and nothing else: no extension is loaded or fetched, nothing
is written but what an answer has no room for in memory, to a folder of the user's own that is
removed when the lake is closed.
"""

import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from typing import TypeVar

import duckdb

from ...index.keeping import ClosedError, InterruptedAnswer, NoRoomError, unicode
from ...model import Field
from ...model.answer import Row
from ...model.problems import CoalitionError, UsageError, reason
from ...query import Statement
from ...query.tokens import TokensDialect
from ...reading import printable
from ...reading.lakes import is_url
from ...words.safe import visible
from ...writing.replacing import temporary_folder
from ..layout import COLUMNS
from ..manifest import LakeError
from ..parquet import literal, quoted, rows_of
from ..place import Lake
from ..values import is_unicode, reader

_AT_ONCE = 1_000  # rows that are taken at once
_MEMORY = "2GB"  # at most; what needs more is sorted on the disk
_SOON = 0.02  # seconds between two tries to end a statement
_LOOK = 0.2  # seconds between two looks whether somebody pressed Ctrl-C, where no signal wakes us
_OPTIONS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": _MEMORY,
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "python_enable_replacements": "false",  # a variable of Python is no table
}
_WORD = re.compile(r"\w+", re.ASCII)
Found = TypeVar("Found")


class DuckDB:
    """The tables of a lake, answered by DuckDB. Any thread may ask, and several at once.

    A table is opened when a statement first names it.
    """

    unkept = ""

    def __init__(self, lake: Lake) -> None:
        self.dialect = TokensDialect(lake.manifest.sizes, (1 << 63) - 1)
        self._lake = lake
        if not is_unicode(lake.root):
            raise LakeError(
                f"{printable(lake.place)} cannot be asked: DuckDB takes Unicode alone in a path\n"
                "rename the folder"
            )
        self._lock = threading.RLock()  # of what follows
        self._room, self._rooms = "", ExitStack()  # a folder, once one is needed
        self._opened: set[str] = set()  # tables
        self._busy: dict[int, duckdb.DuckDBPyConnection] = {}  # who is within DuckDB
        self._database: duckdb.DuckDBPyConnection | None = self._connected("")  # None: closed

    def rows(self, statement: Statement) -> Iterator[Row]:
        """Yield the rows of a statement, read as they are taken."""
        cursor, piece = self._begun(statement)
        try:
            while piece:
                yield from piece
                piece = self._said(cursor, lambda: cursor.fetchmany(_AT_ONCE))
        finally:
            cursor.close()

    def reader(self, fields: Sequence[Field | None]) -> Callable[[Row], Row]:
        """Return what makes plain values of a row with a column for each field."""
        return reader(fields, self._lake.damaged)

    def interrupt(self) -> None:
        """End the statements that other threads wait for: InterruptedAnswer there."""
        with self._lock:
            for cursor in self._busy.values():
                cursor.interrupt()

    def close(self) -> None:
        """Let go of the files; what is left of an answer cannot be read any more."""
        with self._lock:
            database, self._database = self._database, None
            for cursor in self._busy.values():
                cursor.interrupt()
            if database is not None:
                with suppress(duckdb.Error):  # one is in use yet; it goes with its answer
                    database.close()
            self._rooms.close()

    def _connected(self, room: str) -> duckdb.DuckDBPyConnection:
        """Return a database in memory that may read the lake alone, and write to `room`."""
        database = duckdb.connect(config={**_OPTIONS, "temp_directory": room})
        database.execute("SET parquet_metadata_cache = true")
        if is_url(self._lake.place):
            _load_httpfs(database, self._lake.place)
        else:
            # Both as it is and as DuckDB reads it, which takes marks in it for a pattern.
            folder = self._lake.root
            inside = [quoted(f"{path}/") for path in (folder, literal(folder))]
            database.execute(f"SET allowed_directories = [{', '.join(inside)}]")
            database.execute("SET enable_external_access = false")
        database.execute("SET lock_configuration = true")
        return database

    def _begun(self, statement: Statement) -> tuple[duckdb.DuckDBPyConnection, list[Row]]:
        """Return where an answer is read, and its first rows; on the disk if memory is full."""
        full = self._database
        try:
            return self._first(statement)
        except NoRoomError:  # nothing of the answer has been seen yet
            if not self._made_room(full):
                raise
        return self._first(statement)

    def _first(self, statement: Statement) -> tuple[duckdb.DuckDBPyConnection, list[Row]]:
        with self._lock:
            if self._database is None:
                raise ClosedError
            cursor, opened = self._database.cursor(), self._opened

        def first() -> list[Row]:
            self._open(_WORD.findall(statement.sql), cursor, opened)
            cursor.execute(statement.sql, [unicode(value) for value in statement.values])
            return cursor.fetchmany(_AT_ONCE)

        return cursor, self._said(cursor, first)

    def _open(
        self, words: Sequence[str], cursor: duckdb.DuckDBPyConnection, opened: set[str]
    ) -> None:
        """Open the tables that are among these words; that reads the ends of their files."""
        with self._lock:
            for name in COLUMNS.keys() & set(words) - opened:
                # What is of these types already, as it should be, is not cast.
                columns = (f'CAST("{n}" AS {of}) AS "{n}"' for n, of in COLUMNS[name])
                rows = rows_of(self._lake.paths(name))
                cursor.execute(f'CREATE VIEW "{name}" AS SELECT {", ".join(columns)} FROM {rows}')
                opened.add(name)

    def _said(self, cursor: duckdb.DuckDBPyConnection, work: Callable[[], Found]) -> Found:
        """Return what DuckDB says; raise what the other engines do where it cannot."""
        with self._lock:
            if self._database is None:
                raise ClosedError
            self._busy[id(cursor)] = cursor
        try:
            found = _interruptibly(cursor, work)
        except duckdb.Error as error:
            raise self._meant(error) from error
        finally:
            with self._lock:
                del self._busy[id(cursor)]
        self._lake.check()
        return found

    def _meant(self, error: duckdb.Error) -> CoalitionError:
        """Return what an error of DuckDB's means."""
        why = str(error).partition("\n")[0]
        if self._database is None:
            return ClosedError()
        if isinstance(error, duckdb.InterruptException):
            return InterruptedAnswer()
        if isinstance(error, duckdb.OutOfMemoryException) or self._is_of_room(str(error)):
            return NoRoomError(why)
        if isinstance(error, duckdb.ParserException):  # it is nested too deeply
            return UsageError(
                f"the question cannot be answered: {why}\nask for less in one question"
            )
        return self._lake.damaged(why)

    def _is_of_room(self, why: str) -> bool:
        return bool(self._room) and self._room in why

    def _made_room(self, full: duckdb.DuckDBPyConnection | None) -> bool:
        """Let answers use a folder for what memory does not hold; False where they did already.

        Its settings are locked, so that the database is made anew. Answers go on in the old one.
        """
        with self._lock:
            if self._database is not full:  # another answer had no room either, or it is closed
                return True
            if self._room:
                return False
            try:
                self._room = self._rooms.enter_context(temporary_folder())
            except OSError as error:
                raise NoRoomError(reason(error)) from error
            self._database, self._opened = self._connected(self._room), set()
            return True


def read_far(place: str, name: str) -> str:
    """Return the text of a file of a lake at a URL; raise LakeError where it cannot be read."""
    url = f"{place.rstrip('/')}/{name}"
    with duckdb.connect(config=_OPTIONS) as database:
        _load_httpfs(database, place)
        try:
            [(text,)] = database.execute("SELECT content FROM read_text(?)", [url]).fetchall()
        except (duckdb.Error, ValueError) as error:
            why = str(error).partition("\n")[0]
            raise LakeError(
                f"{visible(url)} cannot be read: {why}\n"
                "look at the address; DuckDB has its own means for credentials: CREATE SECRET"
            ) from error
    return str(text)


def _load_httpfs(database: duckdb.DuckDBPyConnection, place: str) -> None:
    try:
        database.execute("LOAD httpfs")
    except duckdb.Error as error:
        raise LakeError(
            f"{visible(place)} is read by DuckDB's extension httpfs, which is not installed\n"
            """install it: python -c "import duckdb; duckdb.sql('INSTALL httpfs')\""""
        ) from error


def _interruptibly(cursor: duckdb.DuckDBPyConnection, work: Callable[[], Found]) -> Found:
    """Return what `work` returns. Ctrl-C ends it at once, though DuckDB looks for no signals.

    Signals come to the main thread. So another one works for it while it waits.
    """
    if threading.current_thread() is not threading.main_thread():
        return work()
    outcomes: list[Found] = []
    errors: list[BaseException] = []
    begun, ended, unwanted = threading.Event(), threading.Event(), threading.Event()

    def run() -> None:
        begun.set()
        try:
            if not unwanted.is_set():
                outcomes.append(work())
        except BaseException as error:  # it is raised where it belongs
            errors.append(error)
        finally:
            ended.set()

    worker = threading.Thread(target=run, daemon=True)
    try:
        worker.start()
        while not ended.wait(_LOOK):  # a join that a signal interrupts takes the thread for ended
            pass
    except BaseException:
        unwanted.set()
        while begun.is_set() and not ended.wait(_SOON):  # the statement may not have begun yet
            cursor.interrupt()
        raise
    finally:
        if begun.is_set():
            worker.join()  # the process must not end while a thread lets go of what is DuckDB's
    if errors:
        raise errors[0]
    return outcomes[0]
