"""A lake → an index of it, whatever engine answers."""

from ..index import Index
from ..model.problems import UsageError
from .manifest import check_files, read


def opened_lake(folder: str) -> Index:
    """Return the index of a lake, answered by DuckDB. Use it in a `with`.

    Raise LakeError for a lake that cannot be read, UsageError where DuckDB is not installed.
    """
    manifest = read(folder)
    check_files(folder, manifest)
    try:
        from .engines.duckdb import DuckDB
    except ModuleNotFoundError as error:
        raise UsageError(
            "a lake is answered by DuckDB, which is not installed\n"
            "install it: pip install 'coalition-cli[lake]'"
        ) from error
    return Index(DuckDB(folder, manifest))
