"""Values as the files of a lake hold them, and as an engine takes them."""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from ..index.keeping import unicode
from ..index.tables import is_json
from ..model import Field
from ..model.answer import Row
from ..query import Statement

_GIVEN = 100  # values at most that are given to a server beside the SQL
_PLACE = re.compile(r"'[^']*'|\?")  # of a value, or what may have such a mark within


def reader(
    fields: Sequence[Field | None], damaged: Callable[[str], Exception]
) -> Callable[[Row], Row]:
    """Return what makes plain values of a row with a column for each field: some are JSON.

    `damaged` makes the error for what should be JSON, and is none.
    """
    places = [place for place, field in enumerate(fields) if field and is_json(field)]
    if not places:
        return tuple

    def plain(row: Row) -> Row:
        values: list[Any] = list(row)
        try:
            for place in places:
                if values[place] is not None:
                    values[place] = json.loads(values[place])
        except ValueError as error:
            raise damaged(f"it has no JSON where it should: {error}") from error
        return tuple(values)

    return plain


def is_unicode(path: str) -> bool:
    """Whether an engine can be told of a path."""
    return path == path.encode(errors="replace").decode()


def bound(statement: Statement) -> tuple[str, list[str | int]]:
    """Return the SQL of a statement and the values that a server is given with it.

    Servers take long over many. So many are written into the SQL, each text as the digits of its
    bytes: no text is SQL.
    """
    given = [unicode(value) for value in statement.values]
    if len(given) <= _GIVEN:
        return statement.sql, given
    values = iter(given)

    def literal(place: re.Match[str]) -> str:
        if place[0] != "?":
            return place[0]
        value = next(values)
        if isinstance(value, str):
            return f"CAST(X'{value.encode().hex()}' AS STRING)"
        return str(value)

    return _PLACE.sub(literal, statement.sql), []
