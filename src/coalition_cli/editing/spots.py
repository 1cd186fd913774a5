"""Where a record stands that a user wants to edit. Files with errors can be edited too."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from ..answers.records import matches, records
from ..index import Index
from ..model import SECTIONS
from ..model.problems import UsageError, shown_id, suggestion
from ..model.record import Record
from ..query import section_named
from ..reading import DataFile
from ..reading.reader import read
from ..words import any_case
from ..words.safe import visible

_PLACE = re.compile(r"(?P<file>.*?)(?::(?P<line>[0-9]{1,9})(?::[0-9]{1,9})?)?:?", re.DOTALL)
_IDS = "|".join(sorted({section.key for section in SECTIONS.values() if section.key}))
_SHOWN = 5  # records that a message names


class FileLine(NamedTuple):
    """A line of a file, and what begins there."""

    file: DataFile
    line: int  # from 1
    label: str = ""  # such as claim:red-lines; empty for a line that the user named

    @property
    def place(self) -> str:
        """Where it is: `file:line`."""
        return f"{visible(self.file.name)}:{self.line}"


class NotFoundError(UsageError):
    """No record has the id or the name."""

    exit_code = 1


def spot(text: str, files: Sequence[DataFile], index: Index | None) -> FileLine:
    """Return the spot that a text means: a record as `show` finds it, a file, or file:line.

    Without an index, because there are errors, the files are read for it. Raise NotFoundError if
    the text means nothing, and UsageError if it means several records.
    """
    found = list(_named(text, files)) or (
        list(_indexed(text, files, index)) if index else _read(text, files)
    )
    if len(found) == 1:
        return found[0]
    shown = ", ".join(f"{each.label} ({each.place})" for each in found[:_SHOWN])
    more = f" and {len(found) - _SHOWN:,} more" if len(found) > _SHOWN else ""
    distinct = len({each.label for each in found}) == len(found)
    say = found[0].label if distinct else found[0].place
    message = f"'{shown_id(text)}' means {len(found)} records: {shown}{more}\n"
    raise UsageError(f"{message}say which, such as: coalition edit {say}")


def _named(text: str, files: Sequence[DataFile]) -> Iterator[FileLine]:
    """Yield the line of a file of the data, written as messages write it: claims.yaml:12."""
    place = _PLACE.fullmatch(text)
    names = [text] if place is None else [text, place["file"]]
    for name in names:
        for file in files:
            if name in (file.name, file.path) or _is_same(name, file):
                line = place["line"] if place and name != text else None
                yield FileLine(file, max(1, int(line or 1)))
                return


def _is_same(name: str, file: DataFile) -> bool:
    try:
        return file.status is not None and os.path.samestat(os.stat(name), file.status)
    except (OSError, ValueError):
        return False


def _indexed(text: str, files: Sequence[DataFile], index: Index) -> Iterator[FileLine]:
    by_name = {file.name: file for file in files}
    meant, missing = matches(index, [text])
    if missing:
        raise NotFoundError(f"no record '{shown_id(text)}'{missing[0].near}")
    keys = [key for key in meant if "file" in key[0].by_name]
    if not keys:
        remedy = f"'coalition claims topic:{text}' lists its claims"
        raise NotFoundError(f"'{shown_id(text)}' is a topic, which is no record\n{remedy}")
    for key, (file, line) in zip(keys, records(index, keys, ["file", "line"]).rows(), strict=True):
        yield FileLine(by_name[str(file)], int(str(line)), f"{key[0].singular}:{key[1]}")


def _read(text: str, files: Sequence[DataFile]) -> list[FileLine]:
    """Return the records of an id, else of a name, else the first lines that state the id."""
    kind, colon, rest = text.partition(":")
    section = section_named(kind) if colon else None
    keys, names = _Sought(any_case(text)), _Sought(any_case(text))
    known: list[str] = []
    for file in files:
        for record in read(file):
            if isinstance(record, Record) and record.key is not None:
                known.append(record.key)
                own = f"{kind}:{record.key}" if section is record.section else record.key
                keys.see(file, record, [record.key, own])
                names.see(file, record, [record.values.get("name"), *record.texts("aliases")])
    key = rest if section else text
    found = keys.found or names.found or [each for file in files for each in _line(key, file)]
    if not found:
        raise NotFoundError(f"no record '{shown_id(text)}'{suggestion(key, known)}")
    return found


class _Sought:
    """What is looked for in the records of files, in any case."""

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted
        self.found: list[FileLine] = []

    def see(self, file: DataFile, record: Record, names: Iterable[object]) -> None:
        """Keep the record if it goes by what is wanted."""
        if any(isinstance(name, str) and any_case(name) == self._wanted for name in names):
            self.found.append(
                FileLine(file, record.line, f"{record.section.singular}:{record.key}")
            )


def _line(key: str, file: DataFile) -> Iterator[FileLine]:
    """Yield the first line that states an id, in a file that cannot be read to its end."""
    begin = rf"""(?:^|[\s,{{\[-])["']?(?:{_IDS})["']?\s*:\s*["']?"""
    states = re.compile(rf"""{begin}{re.escape(key)}["']?\s*(?:[,}}#]|$)""", re.IGNORECASE)
    with suppress(OSError), file.open() as stream:  # reading it has said why it cannot be opened
        for number, line in enumerate(stream, start=1):
            if states.search(line.decode(errors="replace")):
                yield FileLine(file, number, f"id {key}")
                return
