"""What engines take and give: values as Parquet holds them."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from ...model import Field, Type
from ...model.answer import Row


def reader(fields: Sequence[Field | None]) -> Callable[[Row], Row]:
    """Return what makes plain values of a row with a column for each field: lists are JSON."""
    places = [place for place, field in enumerate(fields) if field and _is_json(field)]

    def plain(row: Row) -> Row:
        values: list[Any] = list(row)
        for place in places:
            if values[place] is not None:
                values[place] = json.loads(values[place])
        return tuple(values)

    return plain


def _is_json(field: Field) -> bool:
    return field.many or field.type in (Type.RECORD, Type.ANYTHING)


def unicode(value: str | int) -> str | int:
    """Return a value to bind: a word of a command line may be no Unicode."""
    return value.encode(errors="backslashreplace").decode() if isinstance(value, str) else value
