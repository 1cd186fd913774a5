"""A new edition of claims files: what is to change in them, read again before it is written."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain
from types import TracebackType
from typing import Self

from ..checking.findings import CUT_SHORT, findings, is_sound
from ..model.problems import DataError, Problem
from ..model.record import Record
from ..reading import DataFile, ignore
from ..reading.confidential import Names
from ..reading.reader import read, records_in, without_garbage_collection
from .changes import FieldChange, Part, Parts, WholeSection, changes
from .concealing import concealed, refusal, withheld
from .edits import Edit, OverlapError
from .line_ends import drawn_out
from .locking import locked, make_room
from .refusals import BY_HAND, RefusedError, stretched, unsafe, unwanted
from .saving import content_of, is_to_be_made, refuse_no_file, replace
from .source import Source


class Edition:
    """The files of some data, and how they are to change. Nothing is written before `save`.

    `known` are files as they were read before: one that still is like that is not read again.

    Use it in a `with`: each file is locked from when it is first looked at. An edition that is
    only shown (`dry`) locks nothing. `mending` says that files with errors are changed too: their
    errors are what is mended.
    """

    def __init__(
        self,
        files: Sequence[DataFile],
        *,
        dry: bool = False,
        mending: bool = False,
        known: Iterable[Source] = (),
    ) -> None:
        self._files, self._dry, self._mending = files, dry, mending
        self._known = {source.file.path: source for source in known}
        self._before: dict[str, Source] = {}  # by path
        self._now: dict[str, Source] = {}
        self._changes: dict[str, list[FieldChange]] = {}
        self._parts = Parts()
        self._elsewhere: dict[str, list[str]] = {}  # by path: names in files not looked at
        self._found: list[Problem] | None = None  # by the last check, if nothing has changed since
        self._locks = ExitStack()

    def __enter__(self) -> Self:
        """Begin."""
        if not self._dry:
            make_room(len(self._files))
        self._locks.enter_context(without_garbage_collection())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Unlock all files."""
        self._locks.close()

    @property
    def files(self) -> Sequence[DataFile]:
        """The files of the data."""
        return self._files

    def source(self, file: DataFile) -> Source:
        """Return a file as it is to be; at first that is as it is.

        Raise DataError if it has errors, and RefusedError if it cannot be changed.
        """
        if file.path not in self._now:
            source = self._read(file)
            self._before[file.path] = self._now[file.path] = source
        return self._now[file.path]

    def splice(
        self, source: Source, edits: Iterable[Edit], parts: Iterable[Part | WholeSection]
    ) -> Source:
        """Make edits in a file, and return it as it is then. They may change only these parts.

        Raise DataError if the new text has errors that the old one has not, and RefusedError if
        it would change anything else.
        """
        file, edits = source.file, list(edits)
        if file.foreign:
            raise RefusedError(f"{file.name} is a file of another tool\nname another file")
        assert source is self._now[file.path]  # noqa: S101 - in an older one places are others
        try:
            new = source.respliced(edits)
        except OverlapError as error:
            raise RefusedError(f"{file.name}: two changes overlap\n{BY_HAND}") from error
        worse = new.new_problems(source)
        if any(problem.code == "bad-syntax" for problem in worse):
            raise RefusedError(unsafe(source, min(edits).start))
        if any(self._refuses(problem) for problem in worse):
            raise refusal(self.names(new), worse)
        if (place := drawn_out(source, new)) is not None:
            raise RefusedError(stretched(source, place))
        for part in parts:
            self._parts.add(part)
        found = list(changes(self._before[file.path].records, new.records))
        for change in found:
            if not self._parts.have(change):
                raise RefusedError(unwanted(change))
        self._now[file.path], self._changes[file.path], self._found = new, found, None
        return new

    def _refuses(self, problem: Problem) -> bool:
        """Whether a new problem stops a change. To mend one mistake may show others behind it."""
        return problem.code in CUT_SHORT if self._mending else problem.stops

    def changes(self) -> list[FieldChange]:
        """Return what differs from the files as they are, in the order of the files.

        No value shows a name that is withheld anywhere in the data.
        """
        names = self.names()
        found = (self._changes.get(path, ()) for path in self._before)
        return [concealed(names, change) for each in found for change in each]

    def names(self, *more: Source) -> Names:
        """Return the names that are withheld anywhere, before the changes or after them."""
        sources = [*self._before.values(), *self._now.values(), *more]
        looked_at = {source.file.path for source in sources}
        for file in self._files:
            if file.path not in looked_at and file.path not in self._elsewhere:
                self._elsewhere[file.path] = withheld(records_in(file))
        own = (withheld(source.records) for source in sources)
        return Names(chain(*self._elsewhere.values(), *own))

    def records(self) -> Iterator[Record]:
        """Yield the records of all files as they are to be."""
        for file in self._files:
            now = self._now.get(file.path)
            yield from records_in(file) if now is None else now.records

    def _items(self) -> Iterator[Record | Problem]:
        """Yield the records of all files as they are to be, and the problems of reading them."""
        for file in self._files:
            now = self._now.get(file.path)
            yield from read(file) if now is None else chain(now.records, now.problems)

    @property
    def sources(self) -> Iterable[Source]:
        """The files that were looked at, as they are to be."""
        return self._now.values()

    def texts(self) -> list[tuple[Source, Source]]:
        """Return each file whose text is to change, as it is and as it is to be."""
        return [
            (before, self._now[path])
            for path, before in self._before.items()
            if self._now[path].content != before.content
        ]

    def errors(self) -> list[Problem]:
        """Return the errors that the data would have, and has not yet: a missing article, say."""
        if is_sound(self._items()) and not all(file.foreign for file in self._files):
            return []
        new = [
            self._now[file.path].kept if file.path in self._now else file for file in self._files
        ]
        found = _errors(new)
        if not found:
            return []
        old = {self.told(problem) for problem in _errors(self._files)}
        return [problem for problem in found if self.told(problem) not in old]

    def told(self, problem: Problem) -> object:
        """Return what an error is known by, before and after: lines may move, messages do not."""
        return problem.code, problem.message

    def check(self) -> None:
        """Raise DataError if the data would have an error that it has not yet.

        Files that are mended may have more: those that show behind a mistake.
        """
        if self._mending:
            return
        if self._found is None:
            self._found = self.errors()
        if self._found:
            raise DataError(self._found)

    def save(self) -> None:
        """Write the files that are to change, one by one, each whole.

        Raise what `check` raises, and RefusedError if a file has changed meanwhile, or cannot be
        written. It names the files that are changed already.
        """
        self.check()
        done: list[str] = []
        for before, now in self.texts():
            try:
                replace(before.file, before.content, now.content)
            except RefusedError as error:
                if not done:
                    raise
                raise RefusedError(f"{error}\nchanged already: {', '.join(done)}") from error
            done.append(before.file.name)

    def _read(self, file: DataFile) -> Source:
        if is_to_be_made(file):
            return Source(file, b"")
        if not self._dry:
            refuse_no_file(file)
            self._locks.enter_context(locked(file))
        content, known = content_of(file), self._known.get(file.path)
        source = known if known and known.content == content else Source(file, content)
        stopping = [problem for problem in source.problems if problem.stops]
        if stopping and not self._mending:
            raise refusal(self.names(source), stopping)
        return source


def _errors(files: Sequence[DataFile]) -> list[Problem]:
    return [problem for problem in findings(files, ignore)[0].problems if problem.stops]
