"""Keeps confidential names out of the messages and the excerpts of checking."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from ..model.problems import Problem
from ..model.record import FileSpan, Place, Record
from ..reading import DataFile
from ..reading.confidential import HOLDS, REMEDY, Names
from ..reading.excerpts import comments
from ..reading.reader import records_in

_OF_SPEAKER, _OF_LETTER = 400, 64  # about how many bytes are kept


class Guard:
    """Sees every record of a corpus once. Then it knows the names that nothing may give away."""

    def __init__(self) -> None:
        self.confidential: list[str] = []  # names
        self.kept = 0  # about how many bytes they take, with what finds them
        self.telling: dict[str, Record] = {}  # by file, who is named there, and unnamed elsewhere
        self._keys: set[str] = set()  # of the speakers whose names they are
        self._spans: dict[str, list[FileSpan]] = {}  # by file
        self._open: str | None = None  # the file whose last span ends where the next record begins

    @property
    def names(self) -> Names:
        """The confidential names, to look for them in texts."""
        return Names(self.confidential)

    def hidden(self, file: str) -> Sequence[FileSpan]:
        """Return the parts of a file that no excerpt may show."""
        return self._spans.get(file, ())

    def see(self, record: Record) -> None:
        """Take note of what was withheld from a record."""
        self._end_before(record)
        if record.withheld is not None:
            self.confidential += record.withheld.names
            self.kept += _OF_SPEAKER + _OF_LETTER * sum(map(len, record.withheld.names))
            self._keys.add(record.key or "")
            self._hide(record.file, record.withheld.spans)

    def look_again(self, problems: Iterable[Problem], files: Sequence[DataFile]) -> None:
        """Take note of a speaker's name if another record with the same id is unnamed.

        Nobody can tell which of the two records is right.
        """
        if not any(problem.code == "repeated-id" for problem in problems):
            return
        by_key: dict[str, list[Record]] = {}
        for record in chain.from_iterable(map(records_in, files)):
            if record.section.confidential and record.key is not None:
                by_key.setdefault(record.key, []).append(record)
        doubtful = {key for key, records in by_key.items() if _differ(records)}
        self._keys |= doubtful
        for record in chain.from_iterable(map(records_in, files)):
            self._end_before(record)
            if record.section.confidential and record.key in doubtful:
                self.confidential += _confidential(record)
                stated = [
                    one.name for one in record.section.confidential if record.states(one.name)
                ]
                if stated:
                    self.telling.setdefault(record.file, record)
                    self._hide(record.file, [FileSpan(min(map(record.where, stated)), None)])

    def given_away(self, files: Sequence[DataFile], most: int) -> Iterator[Problem]:
        """Yield the other places of the names in the files, one a line, at most so many."""
        if names := self.names:
            problems = (problem for file in files for problem in self._in_file(names, file))
            yield from islice(problems, most)

    def _in_file(self, names: Names, file: DataFile) -> Iterator[Problem]:
        if file.foreign:
            return
        if names.are_in(file.name):
            yield _given_away("the path of the file", file, Place(1, 1))
        reported: set[int] = set()  # lines
        for record in records_in(file):
            self._end_before(record)
            fields = list(self._in_record(names, record))
            if fields:
                self._hide(file.name, [FileSpan(min(place for _, place in fields), None)])
            for what, place in fields:
                if place.line not in reported:
                    yield _given_away(what, file, place)
                reported.add(place.line)
        for place, text in comments(file):
            if place.line not in reported and names.are_in(text):
                yield _given_away("a comment", file, place)

    def _in_record(self, names: Names, record: Record) -> Iterator[tuple[str, Place]]:
        """Yield the fields of a record and of those within it that have a name, with their places.

        The id of a speaker is reported where it is declared, and not where it is referred to.
        """
        for name, value in record.values.items():
            field = record.section.field(name)
            own = field.confidential and record.key in self._keys  # it has a problem already
            declared = self._keys if field.of == "speakers" else ()
            for nth, item in enumerate(value if isinstance(value, list) else [value]):
                if isinstance(item, Record) or item in declared or own:
                    continue
                if any(map(names.are_in, texts_within(item))):
                    yield f"'{name}' in {record.label}", record.where(name, nth)
        for inner in record.nested():
            yield from self._in_record(names, inner)

    def _hide(self, file: str, spans: Sequence[FileSpan]) -> None:
        self._spans.setdefault(file, []).extend(spans)
        if spans and spans[-1].end is None:
            self._open = file

    def _end_before(self, record: Record) -> None:
        """End the open span where this record begins, if that comes after it in the same file."""
        if self._open is None:
            return
        spans, begins = self._spans[self._open], record.where("")
        if record.file == self._open and begins > spans[-1].start:
            spans[-1] = spans[-1]._replace(end=begins)
        self._open = None


def without(names: Names, problem: Problem) -> Problem:
    """Return a problem without the names."""
    message, remedy = map(names.out_of_quotes, (problem.message, problem.remedy))
    first, *lines = remedy.split("\n")
    if lines:  # which repeat values outside of quotes
        remedy = "\n".join([first, names.without("\n".join(lines))])
    if problem.code in ("bad-id", "wrong-type"):  # they repeat a value outside of quotes
        remedy = names.without(remedy)
    return problem._replace(message=message, remedy=remedy)


def _given_away(where: str, file: DataFile, place: Place) -> Problem:
    return Problem("confidential-name", f"{where} {HOLDS}", REMEDY, file.name, *place)


def texts_within(value: object) -> Iterator[str]:
    """Yield all text in a plain value, with its keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts_within(item)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from texts_within(key)
            yield from texts_within(item)


def _differ(speakers: Sequence[Record]) -> bool:
    """Whether some of the records name the speaker, and others do not."""
    named = [any(True for _ in _confidential(speaker)) for speaker in speakers]
    return any(named) and not all(named)


def _confidential(speaker: Record) -> Iterator[str]:
    """Yield the texts that say who a speaker is, unless they were withheld."""
    for field in speaker.section.confidential:
        if not field.declared:  # ids of other speakers
            yield from texts_within(speaker.values.get(field.name))
