"""An answer is never written over the data that it is read from."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence

from ..model.problems import CoalitionError, DataError, UsageError
from ..model.vocabularies import DRAFT
from ..project import Corpus, corpus_of
from ..reading import DataFile, data_files
from ..reading.files import STANDARD_INPUT
from ..writing import status_of

# Kinds of files that lose content if they are written while they are read. A terminal does not.
_LOST = (stat.S_IFREG, stat.S_IFIFO, stat.S_IFBLK)
_INPUT = "standard input"  # what messages call it


def keep_apart(output: str | None, data: Iterable[Corpus], texts: Iterable[str] = ()) -> None:
    """Raise UsageError if -o names a file that the answer is read from, by any name.

    That is a file of the data, or one of the texts. It may also be a new file in a folder of the
    data, because the next answer would be read from it. A file after `>>` is refused too. A file
    after `>` is not: it is empty by now.
    """
    named = output not in (None, "-")
    target = status_of(output)
    data = list(data)
    if named:
        _refuse_to_join(str(output), [each for each in data if target is None or each.lake])
    if target is not None and stat.S_IFMT(target.st_mode) in _LOST and (named or target.st_size):
        for name, status in _read(data, texts):
            if status is not None and os.path.samestat(target, status):
                what = f"-o {output} would replace" if named else "the answer would be added to"
                raise UsageError(f"{what} {name}, which the answer is read from\nname another file")


def keep_apart_from_all(output: str | None, paths: Sequence[str] = ()) -> None:
    """Do the same for a command that reads no data: what the next one would read is safe too."""
    try:
        data = [corpus_of(paths)]
    except DataError:  # that one will say why it cannot be read
        data = []
    keep_apart(output, data)


def _read(
    data: Iterable[Corpus], texts: Iterable[str]
) -> Iterator[tuple[str, os.stat_result | None]]:
    """Yield the name and the status of each file that is read."""
    for file in (file for each in data for file in _files(each)):
        yield _input() if file.path == STANDARD_INPUT else (file.name, file.status)
    for path in texts:
        yield _input() if path == STANDARD_INPUT else (path, status_of(path))


def _files(data: Corpus) -> list[DataFile]:
    """Return the files of the data; none if they may not be read, which reading says."""
    try:
        return data.sources()
    except DataError:
        return []


def _input() -> tuple[str, os.stat_result | None]:
    """Return the name of standard input, and its status if it is an open file."""
    try:
        return _INPUT, os.fstat(sys.stdin.fileno())
    except (OSError, ValueError, AttributeError):
        return _INPUT, None


def _refuse_to_join(output: str, data: Iterable[Corpus]) -> None:
    for each in data:
        if where := each.takes_in(output):
            remedy = "name a file outside that folder"
            if not each.lake:
                remedy += ", or one with another ending, such as .csv"
            raise UsageError(f"-o {output} would become part of the data in {where}\n{remedy}")


def refuse_to_replace_data(output: str | None, remedy: str) -> None:
    """Raise UsageError if -o names a file of the user's data: what people wrote would be gone."""
    target = status_of(output) if output not in (None, "-") else None
    if target is None or not target.st_size:
        return
    try:
        files = corpus_of([]).own().files()
    except CoalitionError:  # there is no data here
        return
    for file in files:
        if file.status is not None and os.path.samestat(target, file.status):
            raise UsageError(f"-o {output} would replace {file.name}, which is your data\n{remedy}")


def refuse_to_replace_read_claims(output: str | None, remedy: str) -> None:
    """Raise UsageError if -o names a claims file with claims that are no drafts any more."""
    from ..reading.reader import records_in

    target = status_of(output) if output not in (None, "-") else None
    if target is None or not stat.S_ISREG(target.st_mode) or not target.st_size:
        return
    try:
        records = records_in(*data_files([str(output)]))
        is_read = any(
            record.section.name == "claims" and record.values.get("status") != DRAFT
            for record in records
        )
    except CoalitionError:  # this is no claims file
        return
    if is_read:
        raise UsageError(f"-o {output} would replace claims that somebody has read\n{remedy}")
