"""Any server of Spark Connect as the engine of a lake; see index.asking.Engine."""

import atexit
import logging
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakSet

from ...index.keeping import ClosedError, InterruptedAnswer
from ...model import Field
from ...model.answer import Row
from ...model.problems import CoalitionError, UsageError
from ...query import Statement
from ...query.dialect import Words
from ...query.tokens import Size, TokensDialect
from ...words.safe import visible
from ..manifest import LakeError
from ..place import Lake
from ..values import bound, is_unicode, reader
from ..waiting import Taken, shortly

os.environ.setdefault("GRPC_VERBOSITY", "NONE")  # its C++ writes to standard error
_interactive = hasattr(sys, "ps1")
sys.ps1 = getattr(sys, "ps1", "")  # `python -c` is taken for a test of its own else, and ended
with warnings.catch_warnings():  # of pandas, at what the client does
    warnings.simplefilter("ignore")
    from pyspark.errors import PySparkException
    from pyspark.sql.connect.client.retries import DefaultPolicy
    from pyspark.sql.connect.session import SparkSession
if not _interactive:
    del sys.ps1
warnings.filterwarnings("ignore", category=UserWarning, module=r"pyspark\.")  # that it retries
logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL)  # a page for each error

TIMEOUT = "COALITION_ENGINE_TIMEOUT"  # of the environment, in seconds
_TIMEOUT, _LONGEST = 600.0, 1e6  # seconds in which something of an answer comes
_GREETING = 60.0  # seconds in which a server answers at all
_GLOB = re.compile(r"[][{}?*\\]")  # in a path they stand for others, and cannot be escaped
Item = TypeVar("Item")


class ServerError(CoalitionError):
    """A server that cannot be asked, or does not answer."""

    exit_code = 3


class SparkDialect(TokensDialect):
    """The SQL of Spark, where it differs from that of other engines without functions of ours."""

    def __init__(self, sizes: Mapping[str, Size]) -> None:
        super().__init__(sizes, most=(1 << 31) - 1, few=100)

    def found(self, name: str, words: Words, end: str) -> Statement:
        """Return the SQL for the positions of records that have these words.

        It does not end before the others: Sail takes such a SELECT once in a statement.
        """
        del end
        return super().found(name, words, "")


class Server:
    """A session of our own with a server. Any thread may ask, and several at once."""

    def __init__(self, url: str) -> None:
        self._name = visible(url.partition(";")[0])  # a token may follow
        self._lock = Lock()  # of what follows
        self._asked: WeakSet[Taken[Any]] = WeakSet()
        self._tags = map("coalition-{}".format, count())
        try:
            self._session = SparkSession.builder.remote(url).create()
        except (PySparkException, ValueError) as error:
            raise UsageError(
                f"{self._name} is no address of a Spark Connect server\n"
                "write it like sc://localhost:15002"
            ) from error
        # Its client would ask a server that hangs once more, when Python exits.
        atexit.unregister(getattr(self._session.client, "_on_exit", list))
        # And it would try for ten minutes to reach one that is not there.
        patience = DefaultPolicy(max_retries=3, initial_backoff=50, max_backoff=500)
        self._session.client.set_retry_policies([patience])
        list(self.ask(lambda session: iter([session.version]), min(_GREETING, _timeout())))

    def ask(
        self, ask: Callable[[SparkSession], Iterator[Item]], seconds: float | None = None
    ) -> Iterator[Item]:
        """Yield what `ask` returns; raise ServerError, or what `ask` raises."""
        tag = next(self._tags)
        seconds = seconds or _timeout()

        def tagged() -> Iterator[Item]:
            self._session.addTag(tag)  # of all that this thread asks
            return ask(self._session)

        taken = Taken(tagged, lambda: self._session.interruptTag(tag), seconds)
        with self._lock:
            self._asked.add(taken)
        try:
            yield from taken
        except TimeoutError as error:
            raise ServerError(
                f"{self._name} has said nothing for {seconds:,.10g} seconds\n"
                f"ask for less, or wait longer: {TIMEOUT} has the seconds"
            ) from error
        except PySparkException as error:
            raise self._meant(error) from error

    def read(self, place: str, name: str) -> str:
        """Return the text of a file of a lake at a URL."""
        path = f"{place.rstrip('/')}/{name}"
        found = self.ask(lambda session: iter(session.read.text(path, wholetext=True).collect()))
        for (text,) in found:
            return str(text)
        raise LakeError(f"{self._name} sees no {visible(path)}\nlook at the address")

    def end(self, why: Exception) -> None:
        """End what is asked: who waits for it raises the reason."""
        with self._lock:
            asked = list(self._asked)
        for taken in asked:
            taken.end(why)

    def leave(self) -> None:
        """End the session."""
        shortly(self._session.stop)

    def _meant(self, error: PySparkException) -> ServerError:
        """Return what an error means, on a line: a server adds pages of its own."""
        text = str(error)
        gone = "UNAVAILABLE" in text or "RETRIES_EXCEEDED" in text
        if details := re.search(r'details = "([^"]+)"', text):
            text = details[1]
        line = visible(next(filter(None, map(str.strip, text.splitlines())), ""))
        if gone:
            what = f"no server answers at {self._name}: {line}\nstart one"
            then = "DuckDB answers then"
        else:
            what = f"{self._name} cannot answer: {line}\nask for less"
            then = "DuckDB answers then, or says what is damaged"
        return ServerError(f"{what}, or name no engine: {then}")


class Spark:
    """The tables of a lake, answered by a server that sees its files under the same path.

    A table is opened when a statement first names it.
    """

    unkept = ""

    def __init__(self, lake: Lake, server: Server) -> None:
        self.dialect = SparkDialect(lake.manifest.sizes)
        self._lake, self._server = lake, server
        self._closed = False
        self._lock = Lock()  # of what follows
        self._opened: set[str] = set()  # tables
        if _GLOB.search(lake.root) or not is_unicode(lake.root):
            raise LakeError(
                f"{visible(lake.root)} cannot be asked with an engine: "
                "Spark takes []{}?*\\ in a path for other files\nrename the folder"
            )

    def rows(self, statement: Statement) -> Iterator[Row]:
        """Yield the rows of a statement, read as they are taken."""
        if self._closed:
            raise ClosedError
        sql, values = bound(statement)

        def ask(session: SparkSession) -> Iterator[Row]:
            self._open(session, re.findall(r"\w+", statement.sql))
            return map(tuple, session.sql(sql, args=values).toLocalIterator())

        yield from self._server.ask(ask)
        self._lake.check()

    def reader(self, fields: Sequence[Field | None]) -> Callable[[Row], Row]:
        """Return what makes plain values of a row with a column for each field."""
        return reader(fields, self._lake.damaged)

    def interrupt(self) -> None:
        """End the statements that other threads wait for: InterruptedAnswer there."""
        self._server.end(InterruptedAnswer())

    def close(self) -> None:
        """End the session; what is left of an answer cannot be read any more."""
        self._closed = True
        self._server.end(ClosedError())
        self._server.leave()

    def _open(self, session: SparkSession, words: Sequence[str]) -> None:
        """Open the tables that are among these words; raise LakeError if files are not there.

        For some servers a file that they do not see is one without rows.
        """
        files = self._lake.manifest.files
        with self._lock:
            names = sorted(files.keys() & set(words) - self._opened)
            for name in names:
                try:
                    session.read.parquet(*self._lake.paths(name)).createOrReplaceTempView(name)
                except PySparkException as error:
                    if error.getCondition() != "PATH_NOT_FOUND":
                        raise
                    raise self._unseen(f"{name} is not there") from error
            counts = [f"SELECT '{name}' AS name, COUNT(*) AS n FROM {name}" for name in names]
            for name, rows in session.sql(" UNION ALL ".join(counts)).collect() if counts else ():
                if rows != (known := sum(file.rows for file in files[name])):
                    raise self._unseen(f"{name} has {rows:,} rows there, and {known:,} here")
            self._opened.update(names)

    def _unseen(self, what: str) -> LakeError:
        folder = visible(self._lake.root)
        return LakeError(
            f"the server does not see the lake in {folder}: {what}\n"
            "put the lake where both see it under the same path"
        )


def _timeout() -> float:
    try:
        seconds = float(os.environ.get(TIMEOUT) or _TIMEOUT)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= _LONGEST:
        raise UsageError(f"{TIMEOUT} is no number of seconds\nwrite it like {_TIMEOUT:.0f}")
    return seconds
