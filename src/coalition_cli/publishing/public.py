"""The public part of claims files: a claims file of its own, that leaves nothing else to be asked.

Whatever is shown, counted or searched is asked of an index of that file. So nothing that stays in
can be told by a count, a relation, a date or a hit.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..answers.opening import opened_files
from ..checking.protecting import texts_within, without
from ..index import Index
from ..model import SECTIONS
from ..model.answer import Values
from ..model.codes import CONFIDENTIAL
from ..model.problems import DataError, Problem, UsageError
from ..model.record import label
from ..reading import DataFile, Watch, ignore
from ..reading.confidential import HOLDS, REMEDY, Names
from ..reading.reader import records_in
from .leaving import Leaving, staying_in
from .taken import Taken

_NAME = "the public claims"  # of the file that is made; nothing shows it
_MOST_PROBLEMS = 20


class Public(NamedTuple):
    """What may be shown to everybody."""

    records: Index  # for a `with`
    left_out: str  # what stays in, and why, on one line; empty: nothing
    names: Names  # that nothing beside it may hold either

    def refuse(self, texts: Mapping[str, str]) -> None:
        """Raise UsageError if a text that leaves too holds a name; the keys are what it is."""
        for what, text in texts.items():
            if self._holds(text):
                raise UsageError(f"{what} {HOLDS}\n{REMEDY}")

    def refuse_in_file(self, file: str, text: str) -> None:
        """Raise DataError, with the lines, if the text of a file that leaves too holds a name."""
        problems = [
            Problem(CONFIDENTIAL, f"the text {HOLDS}", REMEDY, self.names.without(file), number)
            for number, line in enumerate(text.splitlines(), 1)
            if self._holds(line)
        ]
        if problems or self._holds(text):
            raise DataError(problems or [Problem(CONFIDENTIAL, f"the text {HOLDS}", REMEDY, file)])

    def _holds(self, text: str) -> bool:
        return any(map(self.names.are_in, texts_within(text)))


def public(
    private: Index, files: Iterable[DataFile], leaving: Leaving, watch: Watch = ignore
) -> Public:
    """Return the public part of an index and of its files.

    Raise DataError, with the places, if what would leave holds a confidential name.
    """
    names = _confidential(private, files)
    staying = staying_in(private, leaving)
    taken = Taken(private, staying, leaving.optional)
    problems: list[Problem] = []
    lines: dict[bool, list[bytes]] = {True: [], False: []}  # of claims, and of all else
    for section, record, row in taken.records():
        if names and len(problems) < _MOST_PROBLEMS:
            problems += _given_away(names, section, record, row)
        line = json.dumps({section: record}, ensure_ascii=False, separators=(",", ":"))
        lines[section == "claims"].append(line.encode())
    if problems:
        raise DataError(problems)
    index = opened_files(_as_files(lines[True], lines[False]), watch)
    return Public(index, taken.left_out(), names)


def _as_files(claims: Sequence[bytes], others: Sequence[bytes]) -> list[DataFile]:
    """Return the records as files.

    Claims stand in a file that is only a list of claims: such a one may name what no file has.
    """
    bare = [line.removeprefix(b'{"claims":')[:-1] for line in claims]
    contents = [b"\n".join(lines) + b"\n" for lines in (others, bare) if lines]
    return [DataFile(_NAME, f"{_NAME}.jsonl", content=content) for content in contents]


def _confidential(index: Index, files: Iterable[DataFile]) -> Names:
    """Return the names that reading withholds; no index has them."""
    names: list[str] = []
    for file in files:
        for record in records_in(file):
            if record.withheld is not None:
                names += record.withheld.names
    return Names(names)


def _given_away(names: Names, section: str, record: Values, row: Values) -> Iterator[Problem]:
    """Yield the fields of a record that hold a confidential name, each with its place."""
    key = SECTIONS[section].key
    called = label(SECTIONS[section], str(record[key]) if key else None, "")
    for name, value in record.items():
        if any(map(names.are_in, texts_within(value))):
            message = f"'{name}' in {called} {HOLDS}"
            problem = Problem(CONFIDENTIAL, message, REMEDY, str(row["file"]))
            place = row["line"]
            assert isinstance(place, int)  # noqa: S101 - each record stands on a line
            yield without(names, problem._replace(line=place))
