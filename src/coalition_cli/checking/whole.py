"""Problems of the data as a whole: there is too much of it, or nothing."""

from collections.abc import Iterator, Sequence

from ..model.problems import Problem
from ..model.record import Record
from ..reading import DataFile


def too_many_problems(most: int, last: Problem) -> Problem:
    """Return the problem at which the search ended; `last` is one more than the most."""
    message = f"there are more than {most:,} problems, and the search stopped here"
    remedy = "correct these first, from the top: they may have one cause"
    return last._replace(code="over-limit", message=message, remedy=remedy)


def no_claims(files: Sequence[DataFile]) -> Iterator[Problem]:
    """Yield the problem of data that has been read, and has no file but those of other tools."""
    if files and all(file.foreign for file in files):
        message = "no claims file is here: what is here has no key that claims files have"
        remedy = "name a file with -d, and it is read whatever keys it has"
        yield Problem("unreadable", message, remedy, files[0].name)


def too_many_records(most: int, record: Record) -> Problem:
    """Return the problem that checking takes more than so many bytes from this record on."""
    memory = f"more than {most:,} bytes of memory"
    message = f"checking so many records and references takes {memory}; the rest is not checked"
    remedy = "split the data, and check its parts one by one"
    return Problem("over-limit", message, remedy, record.file, *record.where(""))
