"""A file in an editor: what it was, what it became, and which problems are new."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ..checking.findings import findings
from ..checking.rules import RuleSet
from ..model.choice import WantedProblems, wanted
from ..model.problems import DataError, OutputError, Problem, reason
from ..model.record import Record
from ..project import Corpus
from ..reading import DataFile, Watch, ignore
from ..reading.confidential import Names
from ..reading.files import STANDARD_INPUT
from ..rewriting.changes import FieldChange, changes
from ..rewriting.concealing import concealed
from ..rewriting.refusals import RefusedError
from ..rewriting.source import Source
from ..writing.replacing import replaced

_LARGE = 1 << 22  # bytes of a file: from there on its changes are not listed
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_Problem = tuple[str, str, str]


class Session:
    """A file of some data, from before it is opened in an editor."""

    def __init__(self, data: Corpus, files: Sequence[DataFile], file: DataFile) -> None:
        """Read the file. Raise RefusedError if it is not on a disk, or cannot be written to."""
        if file.path == STANDARD_INPUT or not file.regular:
            raise RefusedError(f"{file.name}: is no file on a disk, and cannot be edited")
        self._data, self._files, self.file = data, files, file
        self._confidential: list[str] = []
        # The file that a link leads to: some editors would put a file in the place of the link.
        self.path = os.path.realpath(file.path) if os.path.islink(file.path) else file.path
        try:
            os.close(os.open(self.path, os.O_WRONLY))
        except OSError as error:
            raise RefusedError(f"{file.name}: cannot be written to: {reason(error)}") from error
        try:
            self.before = _content(self.path)
            self._mode = os.stat(self.path).st_mode & 0o777
        except OSError as error:
            raise RefusedError(f"{file.name}: cannot be read: {reason(error)}") from error

    @property
    def now(self) -> bytes | None:
        """What the file has now; None if it is gone."""
        try:
            return _content(self.path)
        except OSError:
            return None

    def problems(self, watch: Watch = ignore) -> list[Problem]:
        """Return the errors and warnings that the data has now, and had not before."""
        choice = wanted(project=self._data.choice)
        try:
            found = self._found(self._data.files_again(self._files), choice, watch)
        except DataError as error:  # a file is gone
            found = list(error.problems)
        old = [
            DataFile(file.path, file.name, content=self.before) if file is self.file else file
            for file in self._files
        ]
        known = self._found(old, choice, watch)
        return list(_without(found, Counter(map(_identity, known))))

    def _found(
        self, files: Sequence[DataFile], choice: WantedProblems, watch: Watch
    ) -> list[Problem]:
        found, _ = findings(files, watch, RuleSet(files, choice.codes))
        self._confidential += found.confidential
        return found.problems

    def changes(self) -> list[FieldChange]:
        """Return what the editor changed, record by record; none for a large file.

        Names that `problems` has found to be confidential are withheld.
        """
        now = self.now or b""
        if max(len(now), len(self.before)) > _LARGE:
            return []
        sources = [Source(self.file, content) for content in (self.before, now)]
        if any(problem.stops for source in sources for problem in source.problems):
            return []
        names = Names(self._confidential)
        found = _changes(*(source.records for source in sources))
        return [concealed(names, change) for change in found]

    def restore(self) -> str:
        """Put the old text back, and return the path where the new one is kept.

        It is empty if the file is gone. Raise OutputError if that is not possible.
        """
        now = self.now
        try:
            if now is None:  # it gets the rights that it had
                os.close(os.open(self.path, _NEW, self._mode))
            kept = "" if now is None else _kept(self.path, now)
            with replaced(self.path) as out:
                out.buffer.write(self.before)
        except OSError as error:
            raise OutputError(
                f"{self.file.name}: the old text cannot be put back: {reason(error)}"
            ) from error
        return kept


def _content(path: str) -> bytes:
    with open(path, "rb") as stream:
        return stream.read()


def _kept(path: str, content: bytes) -> str:
    """Write a text beside a file, under a name that no data has, and return its path."""
    for number in range(1, 1_000):
        name = f"{path}.edited" if number == 1 else f"{path}.edited-{number}"
        try:
            handle = os.open(name, _NEW, os.stat(path).st_mode & 0o777)
        except FileExistsError:
            continue
        with open(handle, "wb") as out:
            out.write(content)
        return name
    raise FileExistsError(0, f"there are 999 files {path}.edited already")


def _identity(problem: Problem) -> _Problem:
    """Return what a problem has that stays where lines are added before it."""
    return problem.file, problem.code, re.sub(r"\d+", "", problem.message)


def _without(found: Sequence[Problem], known: Counter[_Problem]) -> Iterator[Problem]:
    for problem in found:
        identity = _identity(problem)
        if known[identity]:
            known[identity] -= 1
        else:
            yield problem


def _changes(before: Sequence[Record], now: Sequence[Record]) -> Iterator[FieldChange]:
    """Yield what changed in each record. An editor may move records, so their ids match them."""
    old = {(record.section.name, record.key): record for record in before}
    new = {(record.section.name, record.key): record for record in now}
    for key in dict.fromkeys([*new, *old]):
        pair = ([side[key]] if key in side else [] for side in (old, new))
        yield from changes(*pair)
