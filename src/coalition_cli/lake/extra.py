"""The library that a lake needs, which comes with an extra of ours."""

from collections.abc import Iterator
from contextlib import contextmanager

from ..model.problems import UsageError


@contextmanager
def needs_duckdb() -> Iterator[None]:
    """Say what to install where what is imported here needs DuckDB; raise UsageError then."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name != "duckdb":
            raise
        raise UsageError(
            "a lake needs DuckDB, which is not installed\n"
            "install it: pip install 'coalition-cli[lake]'"
        ) from error
