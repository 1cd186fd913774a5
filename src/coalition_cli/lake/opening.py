"""A lake → an index of it, whatever engine answers."""

from ..index import Index
from ..index.asking import Engine
from ..model.problems import UsageError
from .manifest import Manifest, check_files, read


def opened_lake(folder: str, engine: str = "") -> Index:
    """Return the index of a lake, answered by DuckDB or by a server. Use it in a `with`.

    `engine` is the address of a server of Spark Connect.

    Raise LakeError for a lake that cannot be read, UsageError where what answers is not installed,
    or where that is no address of a server, and ServerError for a server that does not answer.
    """
    manifest = read(folder)
    check_files(folder, manifest)
    return Index(_spark(engine, folder, manifest) if engine else _duckdb(folder, manifest))


def _duckdb(folder: str, manifest: Manifest) -> Engine:
    try:
        from .engines.duckdb import DuckDB
    except ModuleNotFoundError as error:
        raise UsageError(
            "a lake is answered by DuckDB, which is not installed\n"
            "install it: pip install 'coalition-cli[lake]'"
        ) from error
    return DuckDB(folder, manifest)


def _spark(url: str, folder: str, manifest: Manifest) -> Engine:
    try:
        from .engines.spark import Spark
    except ModuleNotFoundError as error:
        raise UsageError(
            "--engine needs the client of Spark Connect, which is not installed\n"
            "install it: pip install 'coalition-cli[spark]'"
        ) from error
    return Spark(url, folder, manifest)
