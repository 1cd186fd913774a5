"""A lake → an index of it, whatever engine answers."""

from ..index import Index
from ..model.problems import UsageError
from .place import lake_at

_DUCKDB = (2, 0)  # the oldest that is known to answer


def opened_lake(place: str) -> Index:
    """Return the index of a lake in a folder or at a URL, answered by DuckDB. Use it in a `with`.

    Raise LakeError for a lake that cannot be read, UsageError where DuckDB is not installed.
    """
    try:
        import duckdb  # nothing else needs it
    except ImportError as error:
        raise UsageError(
            "a lake is answered by DuckDB, which is not installed\n"
            "install it: pip install 'coalition-cli[lake]'"
        ) from error
    version = duckdb.__version__
    if tuple(int(part) for part in version.split(".")[:2]) < _DUCKDB:
        raise UsageError(
            f"a lake is answered by DuckDB 2.0 or later, and {version} is installed\n"
            "install a newer one: pip install --upgrade 'coalition-cli[lake]'"
        )
    from .engines.duckdb import DuckDB, read_far

    return Index(DuckDB(lake_at(place, read_far)))
