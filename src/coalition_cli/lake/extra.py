"""The library that a lake needs, which comes with an extra of ours."""

from ..model.problems import UsageError

_OLDEST = (2, 0)  # that is known to write and to answer


def need_duckdb() -> None:
    """Raise UsageError where DuckDB is not installed, or too old."""
    try:
        import duckdb  # nothing else needs it
    except ImportError as error:
        raise UsageError(
            "a lake needs DuckDB, which is not installed\n"
            "install it: pip install 'coalition-cli[lake]'"
        ) from error
    version = duckdb.__version__
    if tuple(int(part) for part in version.split(".")[:2]) < _OLDEST:
        raise UsageError(
            f"a lake needs DuckDB 2.0 or later, and {version} is installed\n"
            "install a newer one: pip install --upgrade 'coalition-cli[lake]'"
        )
