"""Names of unnamed speakers, which neither a change nor a refusal may show."""

from collections.abc import Iterable, Mapping, Sequence

from ..checking.protecting import Guard, without
from ..model.problems import DataError, Problem
from ..model.record import Record
from ..reading import DataFile
from ..reading.confidential import Names
from ..reading.reader import read
from .changes import FieldChange
from .source import Source


def names_in(files: Iterable[DataFile], sources: Mapping[str, Sequence[Source]]) -> Names:
    """Return the names that any of the files withholds; `sources` has those in memory, by path."""
    guard = Guard()
    for file in files:
        for source in sources.get(file.path, ()):
            for record in source.records:
                guard.see(record)
        if file.path not in sources:
            for item in read(file):
                if isinstance(item, Record):
                    guard.see(item)
    return guard.names


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
