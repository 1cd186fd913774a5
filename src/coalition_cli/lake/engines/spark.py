"""Any server of Spark Connect as the engine of a lake; see index.asking.Engine.

A server may be slow, hang or be gone, and its client then waits for long. So another thread waits
for the server, and who asks waits for that thread: only as long as wanted.
"""

import logging
import os
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import count, islice
from queue import Empty, SimpleQueue
from threading import Lock, Semaphore, Thread
from typing import Any
from weakref import WeakSet

from ...index.keeping import ClosedError, InterruptedAnswer
from ...model import Field
from ...model.answer import Row
from ...model.problems import CoalitionError, UsageError
from ...query import Statement
from ...query.dialect import Words
from ...query.tokens import Size, TokensDialect
from ...words.safe import visible
from ..manifest import Manifest, Stored
from .values import reader, unicode

os.environ.setdefault("GRPC_VERBOSITY", "NONE")  # its C++ writes to standard error
with warnings.catch_warnings():  # of pandas, at what the client does
    warnings.simplefilter("ignore")
    from pyspark.errors import PySparkException
    from pyspark.sql.connect.client.retries import DefaultPolicy
    from pyspark.sql.connect.session import SparkSession
warnings.filterwarnings("ignore", category=UserWarning, module=r"pyspark\.")  # that it retries
logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL)  # a page for each error

TIMEOUT = "COALITION_ENGINE_TIMEOUT"  # of the environment, in seconds
_TIMEOUT = 600.0  # seconds in which something of an answer comes
_GREETING = 60.0  # seconds in which a server answers at all
_ENDING = 2.0  # seconds that are left to a server to end what nobody wants any more
_AT_ONCE = 1_000  # rows
_AHEAD = 4  # pieces of so many rows that are read before they are wanted
_GLOB = re.compile(r"[][{}?*\\]")  # in a path they stand for others, and cannot be escaped
_TYPES = {"VARCHAR": "STRING"}  # where Spark has another word


class ServerError(CoalitionError):
    """A server that cannot be asked, or does not answer."""

    exit_code = 3


class SparkDialect(TokensDialect):
    """The SQL of Spark, where it differs from that of other engines without functions of ours."""

    def __init__(self, sizes: Mapping[str, Size]) -> None:
        super().__init__(sizes, most=(1 << 31) - 1)

    def found(self, name: str, words: Words, end: str) -> Statement:
        """Return the SQL for the positions of records that have these words.

        It does not end before the others: Sail takes such a SELECT once in a statement.
        """
        del end
        return super().found(name, words, "")


class Spark:
    """The tables of a lake, answered by a server that sees its files under the same path."""

    unkept = ""

    def __init__(self, url: str, folder: str, manifest: Manifest) -> None:
        self.dialect = SparkDialect(manifest.sizes)
        self._server = _Server(url)
        self._tables = _Tables(folder, manifest)
        self._answers: WeakSet[_Answer] = WeakSet()
        self._closed = False
        for _ in _Answer(self._server, lambda session: iter([session.version]), _GREETING):
            pass

    def rows(self, statement: Statement) -> Iterator[Row]:
        """Yield the rows of a statement, read as they are taken."""
        if self._closed:
            raise ClosedError
        values = [unicode(value) for value in statement.values]

        def ask(session: SparkSession) -> Iterator[Row]:
            self._tables.show(session, statement.sql)
            return map(tuple, session.sql(statement.sql, args=values).toLocalIterator())

        answer = _Answer(self._server, ask, _timeout())
        self._answers.add(answer)
        yield from answer

    def reader(self, fields: Sequence[Field | None]) -> Callable[[Row], Row]:
        """Return what makes plain values of a row with a column for each field."""
        return reader(fields)

    def interrupt(self) -> None:
        """End the statements that other threads wait for."""
        for answer in list(self._answers):
            answer.end(InterruptedAnswer())

    def close(self) -> None:
        """End what is asked, and the session."""
        self._closed = True
        for answer in list(self._answers):
            answer.end(ClosedError())
        self._server.leave()


class _Server:
    """A session of our own with a server: what it sees of us, other sessions do not."""

    def __init__(self, url: str) -> None:
        self.url = visible(url.partition(";")[0])  # a token may follow
        try:
            self.session = SparkSession.builder.remote(url).create()
        except (PySparkException, ValueError) as error:
            raise UsageError(
                f"{self.url} is no address of a Spark Connect server\n"
                "write it like sc://localhost:15002"
            ) from error
        # Or else its client tries for ten minutes to reach it.
        patience = DefaultPolicy(max_retries=3, initial_backoff=50, max_backoff=500)
        self.session.client.set_retry_policies([patience])

    def cancel(self, tag: str) -> None:
        """End what runs under a tag; a server that hangs is not waited for."""
        _try(lambda: self.session.interruptTag(tag))

    def leave(self) -> None:
        """End the session."""
        _try(self.session.stop)

    def told(self, error: Exception) -> Exception:
        """Return what an error of the client means to a user."""
        if not isinstance(error, PySparkException):
            return error
        line = _line(error)
        if "UNAVAILABLE" in str(error) or "RETRIES_EXCEEDED" in str(error):
            return ServerError(
                f"no server answers at {self.url}: {line}\nstart one, or leave out --engine"
            )
        return ServerError(f"{self.url} cannot answer: {line}\nask for less, or leave out --engine")

    def silent(self, seconds: float) -> ServerError:
        """Return the error of a server that says nothing for so long."""
        return ServerError(
            f"{self.url} has said nothing for {seconds:,.0f} seconds\n"
            f"ask for less, or wait longer: {TIMEOUT} has the seconds"
        )


class _Tables:
    """The tables of a lake as views of a session, made when they are first asked for."""

    def __init__(self, folder: str, manifest: Manifest) -> None:
        self._folder = os.path.abspath(folder)  # noqa: PTH100 - where the server looks
        self._files = manifest.files
        self._shown: set[str] = set()
        self._lock = Lock()
        if _GLOB.search(self._folder):
            raise ServerError(
                f"{visible(self._folder)} cannot be asked with --engine: "
                "Spark takes a name with one of []{}?*\\ for other files\nmove the lake"
            )

    def show(self, session: SparkSession, sql: str) -> None:
        """Make views of the tables that the SQL names; raise ServerError if files are not there.

        For a server that does not see a file, it may be one without rows.
        """
        with self._lock:
            names = sorted((set(re.findall(r"\w+", sql)) & set(self._files)) - self._shown)
            if not names:
                return
            for name in names:
                self._view(session, name, self._files[name])
            counts = [f"SELECT '{name}' AS name, COUNT(*) AS n FROM {name}" for name in names]
            for name, rows in session.sql(" UNION ALL ".join(counts)).collect():
                if rows != (known := sum(file.rows for file in self._files[name])):
                    raise self._unseen(f"{name} has {rows:,} rows there, and {known:,} here")
            self._shown.update(names)

    def _view(self, session: SparkSession, name: str, files: Sequence[Stored]) -> None:
        paths = [f"{self._folder}/{file.path}" for file in files]
        try:
            session.read.parquet(*paths).createOrReplaceTempView(name)
        except PySparkException as error:
            if error.getCondition() == "PATH_NOT_FOUND":
                raise self._unseen(f"{name} is not there") from error
            raise

    def _unseen(self, what: str) -> ServerError:
        folder = visible(self._folder)
        return ServerError(
            f"the server does not see the lake in {folder}: {what}\n"
            "put the lake where both see it under the same path"
        )


_tags = map("coalition-{}".format, count())


class _Answer:
    """Rows that a thread takes of a server, piece by piece, while another one reads them."""

    def __init__(
        self, server: _Server, ask: Callable[[SparkSession], Iterator[Any]], seconds: float
    ) -> None:
        self._server, self._ask, self._seconds = server, ask, seconds
        self._pieces: SimpleQueue[list[Any] | Exception] = SimpleQueue()  # the last one is empty
        self._ahead = Semaphore(_AHEAD)
        self._wanted = self._running = True
        self._tag = next(_tags)

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows; raise what the server says where it cannot give them."""
        Thread(target=self._run, daemon=True).start()
        try:
            while piece := self._next():
                yield from piece
        finally:
            self.end()

    def end(self, why: Exception | None = None) -> None:
        """End it at the server too; who waits for it gets the reason."""
        self._wanted = False
        if why:
            self._pieces.put(why)
        self._ahead.release()
        if self._running:
            self._server.cancel(self._tag)

    def _next(self) -> list[Any]:
        try:
            piece = self._pieces.get(timeout=self._seconds)
        except Empty:
            raise self._server.silent(self._seconds) from None
        if isinstance(piece, Exception):
            raise self._server.told(piece)
        self._ahead.release()
        return piece

    def _run(self) -> None:
        """Take rows of the server, in a thread of its own."""
        session = self._server.session
        try:
            session.addTag(self._tag)  # of what this thread asks
            rows = self._ask(session)
            while self._wanted and (piece := list(islice(rows, _AT_ONCE))):
                self._pieces.put(piece)
                self._ahead.acquire()
        except Exception as error:
            self._pieces.put(error)
        self._running = False
        self._pieces.put([])


def _timeout() -> float:
    try:
        seconds = float(os.environ.get(TIMEOUT) or _TIMEOUT)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= _TIMEOUT * 1000:
        raise UsageError(f"{TIMEOUT} is no number of seconds")
    return seconds


def _try(call: Callable[[], object]) -> None:
    """Call a server that may be gone, or hang."""

    def quietly() -> None:
        with suppress(Exception):  # it is asked to forget, and may have done so
            call()

    thread = Thread(target=quietly, daemon=True)
    thread.start()
    thread.join(_ENDING)


def _line(error: Exception) -> str:
    """Return one line of what the client says: a server adds pages of its own."""
    text = str(error)
    if details := re.search(r'details = "([^"]+)"', text):
        text = details[1]
    return visible(next(filter(None, map(str.strip, text.splitlines())), type(error).__name__))
