"""The public part of claims files: a claims file of its own, that leaves nothing else to be asked.

Whatever is shown, counted or searched is asked of an index of that file. So nothing that stays in
can be told by a count, a relation, a date or a hit.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..checking.protecting import texts_within, without
from ..index import Index
from ..model import SECTIONS, Section, Type
from ..model.answer import Values
from ..model.codes import CONFIDENTIAL
from ..model.problems import CoalitionError, DataError, Problem, UsageError
from ..model.record import label
from ..reading import DataFile, Watch, ignore
from ..reading.confidential import HOLDS, REMEDY, Names
from ..reading.reader import records_in
from .copying import Copy
from .leaving import Leaving, Staying, listed, passing, rows_of, staying_in
from .taken import Taken
from .withheld import Withheld

_MOST_PROBLEMS = 20
# Which records of the private index are taken: their ids, by the sections; None for all that leave.
Only = Callable[[Index, Staying], Mapping[str, set[str]] | None]


def everything(_: Index, __: Staying) -> None:
    """Take all that leaves."""


class WithheldError(CoalitionError):
    """Names that are withheld in a file that is not at hand, as a lake's are not."""

    exit_code = 3

    def __init__(self, file: str) -> None:
        super().__init__(
            f"{file} withholds names, and is not at hand: that none of them leaves cannot be seen\n"
            "name the claims files that the lake was made from"
        )


class Public(NamedTuple):
    """What may be shown to everybody."""

    records: Index  # for a `with`
    left_out: str  # what stays in, and why, on one line; empty: nothing
    names: Names  # that nothing beside it may hold either
    withheld: Withheld  # what the text of an article may hold, and no part of it that leaves

    def refuse(self, texts: Mapping[str, str]) -> None:
        """Raise UsageError if a text that leaves too holds a name; the keys are what it is."""
        for what, text in texts.items():
            if self._holds(text):
                raise UsageError(f"{what} {HOLDS}\n{REMEDY}")

    def refuse_in_file(self, file: str, text: str, read: Iterable[str]) -> None:
        """Raise DataError, with the lines, if the text of a file that leaves too holds a name.

        `read` is what people read of it: a name that markup parts stands on no line.
        """
        problems = [
            Problem(CONFIDENTIAL, f"the text {HOLDS}", REMEDY, self.names.without(file), number)
            for number, line in enumerate(text.splitlines(), 1)
            if self._holds(line)
        ]
        if problems or any(map(self._holds, (text, *read))):
            raise DataError(problems or [Problem(CONFIDENTIAL, f"the text {HOLDS}", REMEDY, file)])

    def _holds(self, text: str) -> bool:
        return any(map(self.names.are_in, texts_within(text)))


def public(
    private: Index,
    files: Iterable[DataFile],
    leaving: Leaving,
    watch: Watch = ignore,
    only: Only = everything,
) -> Public:
    """Return the public part of an index and of its files, or what one answer needs of it.

    Raise DataError, with the places, if what would leave holds a confidential name, and
    WithheldError if nobody can tell because a file with such names is none of `files`.
    """
    staying = staying_in(private, leaving, watch)
    wanted = only(private, staying)
    names = _confidential(private, files, watch)
    unsaid = _Unsaid(private, staying, names)
    taken = Taken(private, staying, leaving.optional)
    problems: list[Problem] = []
    with Copy() as copy:
        for section, record, row in passing(taken.records(wanted), watch):
            if len(problems) < _MOST_PROBLEMS:
                problems += _given_away(unsaid.of(section, record), section, record, row)
            copy.add(section, record)
        if problems:
            raise DataError(problems)
        return Public(copy.index(watch), taken.left_out(), names, unsaid.withheld(staying))


def _confidential(private: Index, files: Iterable[DataFile], watch: Watch) -> Names:
    """Return the names that reading withholds; no index has them, but it knows of which files."""
    names: list[str] = []
    withholding = private.withholding()
    at_hand = [file for file in files if file.name in withholding]
    if unseen := withholding - {file.name for file in at_hand}:
        raise WithheldError(min(unseen))
    for file in at_hand:
        for record in passing(records_in(file), watch):
            if record.withheld is not None:
                names += record.withheld.names
    return Names(names)


def _given_away(names: Names, section: str, record: Values, row: Values) -> Iterator[Problem]:
    """Yield the fields of a record that hold one of these names, each with the record's place."""
    line = row["line"]
    assert isinstance(line, int)  # noqa: S101 - each record stands on a line
    for field, called in _holding(names, SECTIONS[section], record) if names else ():
        message = f"'{field}' in {called} {HOLDS}"
        yield without(names, Problem(CONFIDENTIAL, message, REMEDY, str(row["file"]), line))


def _holding(
    names: Names, section: Section, record: Values, of: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield the fields of a record, and of those within, that hold a name; and whose they are."""
    called = label(section, str(record[section.key]) if section.key in record else None, of)
    for name, value in record.items():
        field = section.field(name)
        if field.type is Type.RECORD:
            inside: list[Any] = value if isinstance(value, list) else [value]
            for inner in inside:
                yield from _holding(names, SECTIONS[field.of], inner, called)
        elif any(map(names.are_in, texts_within(value))):
            yield name, called


class _Unsaid:
    """The names that no record may hold, and those that a claim may not hold.

    A claim that leaves without its speaker may not name that speaker in other words of it.
    """

    def __init__(self, index: Index, staying: Staying, names: Names) -> None:
        self._names, self._speakers = names, staying.unattributed
        self._called: dict[str, list[str]] = {}  # by the id of a speaker
        ids = {key for keys in staying.unattributed.values() for key in keys}
        fields = ("id", "name", "aliases", "url", "same_as")
        for row in rows_of(index, "speakers", fields) if ids else ():
            if row["id"] in ids:
                called = [row["name"], row["url"], *listed(row["aliases"]), *listed(row["same_as"])]
                self._called[str(row["id"])] = [str(name) for name in called if name]

    def withheld(self, staying: Staying) -> Withheld:
        """Return what no part of the text of an article may tell."""
        called = (name for names in self._called.values() for name in names)
        return Withheld(Names([*self._names.names, *called]), staying.words)

    def of(self, section: str, record: Values) -> Names:
        """Return the names that a record may not hold."""
        speakers = self._speakers.get(str(record.get("id")), ()) if section == "claims" else ()
        own = [name for key in speakers for name in self._called.get(key, ())]
        return Names([*self._names.names, *own]) if own else self._names
