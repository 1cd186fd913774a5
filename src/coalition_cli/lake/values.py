"""Values as the files of a lake hold them, and as an engine takes them."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from ..model import Field, Type
from ..model.answer import Row


def reader(
    fields: Sequence[Field | None], damaged: Callable[[str], Exception]
) -> Callable[[Row], Row]:
    """Return what makes plain values of a row with a column for each field: some are JSON.

    `damaged` makes the error for what should be JSON, and is none.
    """
    places = [place for place, field in enumerate(fields) if field and _is_json(field)]
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


def _is_json(field: Field) -> bool:
    return field.many or field.type in (Type.RECORD, Type.ANYTHING)


def unicode(value: str | int) -> str | int:
    """Return a value without what is no Unicode, as a word of a command line may be."""
    return value.encode(errors="backslashreplace").decode() if isinstance(value, str) else value


def is_unicode(path: str) -> bool:
    """Whether an engine can be told of a path."""
    return path == path.encode(errors="replace").decode()
