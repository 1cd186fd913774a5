"""Names of unnamed speakers, which neither a change nor a refusal may show."""

from collections.abc import Iterable

from ..checking.protecting import without
from ..model.problems import DataError, Problem
from ..model.record import Record
from ..reading.confidential import Names
from .changes import FieldChange


def withheld(records: Iterable[Record]) -> list[str]:
    """Return the names that are withheld from records."""
    return [name for record in records if record.withheld for name in record.withheld.names]


def concealed(names: Names, change: FieldChange) -> FieldChange:
    """Return a change without the names. An id may be made of one, too."""
    key = change.key and names.without(change.key)
    return change._replace(
        key=key, old=_without(names, change.old), new=_without(names, change.new)
    )


def refusal(names: Names, problems: Iterable[Problem]) -> DataError:
    """Return the error of some problems, without the names."""
    return DataError([without(names, problem) for problem in problems])


def _without(names: Names, value: object) -> object:
    if isinstance(value, str):
        return names.without(value)
    if isinstance(value, list):
        return [_without(names, inner) for inner in value]
    if isinstance(value, dict):
        return {_without(names, key): _without(names, inner) for key, inner in value.items()}
    return value
