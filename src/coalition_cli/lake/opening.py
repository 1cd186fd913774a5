"""A lake → an index of it, whatever engine answers."""

from ..index import Index
from ..model.problems import UsageError
from .extra import need_duckdb
from .place import lake_at


def opened_lake(place: str, engine: str = "") -> Index:
    """Return the index of a lake in a folder or at a URL. Use it in a `with`.

    `engine` is the address of the Spark Connect server that answers; without one DuckDB does.
    Raise LakeError for a lake that cannot be read, UsageError where what answers is not installed
    or the address is none, and ServerError for a server that does not answer.
    """
    return _of_spark(place, engine) if engine else _of_duckdb(place)


def _of_duckdb(place: str) -> Index:
    need_duckdb()
    from .engines.duckdb import DuckDB, read_far

    return Index(DuckDB(lake_at(place, read_far)))


def _of_spark(place: str, url: str) -> Index:
    try:
        from .engines.spark import Server, Spark
    except ImportError as error:
        raise UsageError(
            "a server is asked with the client of Spark Connect, which is not installed\n"
            "install it: pip install 'coalition-cli[spark]'"
        ) from error
    server = Server(url)
    try:
        return Index(Spark(lake_at(place, server.read), server))
    except BaseException:
        server.leave()
        raise
