"""What the index is asked."""

from typing import NamedTuple


class Statement(NamedTuple):
    """SQL and the values for its parameters."""

    sql: str
    values: tuple[str | int, ...]
