"""Confidential names kept out of what checking says: out of its messages and its excerpts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from ..model.problems import Problem
from ..model.record import FileSpan, Place, Record
from ..reading import DataFile
from ..reading.confidential import HOLDS, REMEDY, Names

_OF_SPEAKER, _OF_LETTER = 400, 64  # bytes, about


class Guard:
    """Sees every record of a corpus once, then keeps what is said of it free of names."""

    def __init__(self) -> None:
        self.stated: list[str] = []  # names that nothing may give away
        self.kept = 0  # bytes, about, of what it needs to find them
        self._keys: set[str] = set()  # of the speakers whose names they are
        self._spans: dict[str, list[FileSpan]] = {}  # by file
        self._open: str | None = None  # the file whose last span ends where the next record begins

    @property
    def names(self) -> Names:
        """The same, to be looked for."""
        return Names(self.stated)

    def hidden(self, file: str) -> Sequence[FileSpan]:
        """Return the places of a file that no excerpt may show."""
        return self._spans.get(file, ())

    def see(self, record: Record) -> None:
        """Take note of what was withheld of a record."""
        self._end_before(record)
        if record.withheld is not None:
            self.stated += record.withheld.names
            self.kept += _OF_SPEAKER + _OF_LETTER * sum(map(len, record.withheld.names))
            self._keys.add(record.key or "")
            self._hide(record.file, record.withheld.spans)

    def look_again(self, problems: Iterable[Problem], files: Sequence[DataFile]) -> None:
        """Take the names of speakers whom another record of the same id does not name.

        Which of the two holds nobody can tell.
        """
        if not any(problem.code == "repeated-id" for problem in problems):
            return
        stated: dict[str, list[Record]] = {}
        for record in _records(files):
            if record.section.confidential and record.key is not None:
                stated.setdefault(record.key, []).append(record)
        doubtful = {key for key, records in stated.items() if _differ(records)}
        self._keys |= doubtful
        for record in _records(files):
            self._end_before(record)
            if record.section.confidential and record.key in doubtful:
                self.stated += _confidential(record)
                places = [record.where(one.name) for one in record.section.confidential]
                self._hide(record.file, [FileSpan(min(places), None)])

    def given_away(self, files: Sequence[DataFile], most: int) -> Iterator[Problem]:
        """Yield where else the names stand in the files, a problem a line; so many at most."""
        if names := self.names:
            found = (one for file in files for one in self._in_file(names, file))
            yield from islice(found, most)

    def _in_file(self, names: Names, file: DataFile) -> Iterator[Problem]:
        if names.are_in(file.name):
            yield _given_away("the path of the file", file, Place(1, 1))
        seen: set[int] = set()
        for record in _records([file]):
            self._end_before(record)
            found = list(self._in_record(names, record))
            if found:
                self._hide(file.name, [FileSpan(min(place for _, place in found), None)])
            for what, place in found:
                if place.line not in seen:
                    yield _given_away(what, file, place)
                seen.add(place.line)
        for place, text in _comments(file):
            if place.line not in seen and names.are_in(text):
                yield _given_away("a comment", file, place)

    def _in_record(self, names: Names, record: Record) -> Iterator[tuple[str, Place]]:
        """Yield the fields of a record and of those within it that hold a name, with their places.

        The id of a speaker is told where it is declared, and not wherever it is referred to.
        """
        for name, value in record.values.items():
            field = record.section.field(name)
            own = field.confidential and record.key in self._keys  # which is told already
            declared = self._keys if field.of == "speakers" else ()
            for number, item in enumerate(value if isinstance(value, list) else [value]):
                if isinstance(item, Record) or item in declared or own:
                    continue
                if any(map(names.are_in, _texts(item))):
                    yield f"'{name}' in {record.label}", record.where(name, number)
        for inner in record.nested():
            yield from self._in_record(names, inner)

    def _hide(self, file: str, spans: Sequence[FileSpan]) -> None:
        self._spans.setdefault(file, []).extend(spans)
        if spans and spans[-1].end is None:
            self._open = file

    def _end_before(self, record: Record) -> None:
        """End what goes up to the next record where this one begins, if that follows it."""
        if self._open is None:
            return
        last, begins = self._spans[self._open].pop(), record.where("")
        follows = record.file == self._open and begins > last.start
        self._spans[self._open].append(last._replace(end=begins) if follows else last)
        self._open = None


def without(names: Names, problem: Problem) -> Problem:
    """Return a problem that says nothing of the names."""
    message, remedy = map(names.out_of_quotes, (problem.message, problem.remedy))
    if problem.code in ("bad-id", "wrong-type"):  # which repeat a value outside of quotes
        remedy = names.without(remedy)
    return problem._replace(message=message, remedy=remedy)


def _given_away(where: str, file: DataFile, place: Place) -> Problem:
    return Problem("confidential-name", f"{where} {HOLDS}", REMEDY, file.name, *place)


def _records(files: Iterable[DataFile]) -> Iterator[Record]:
    from ..reading.reader import read  # parsers take a while to import

    for file in files:
        for item in read(file):
            if isinstance(item, Record):
                yield item


def _comments(file: DataFile) -> Iterator[tuple[Place, str]]:
    from ..reading.excerpts import comments  # few runs have a name to look for

    return comments(file)


def _texts(value: object) -> Iterator[str]:
    """Yield all text in a plain value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(key)
            yield from _texts(item)


def _differ(speakers: Sequence[Record]) -> bool:
    """Whether some of the records name the speaker, and others do not."""
    named = sum(any(True for _ in _confidential(one)) for one in speakers)
    return 0 < named < len(speakers)


def _confidential(speaker: Record) -> Iterator[str]:
    """Yield what says who a speaker is, unless it was withheld."""
    for field in speaker.section.confidential:
        yield from _texts(speaker.values.get(field.name))
