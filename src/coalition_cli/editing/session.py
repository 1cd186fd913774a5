"""A file in an editor: what it was, what it became, and which problems are new."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Self

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
from ..rewriting.locking import Lock
from ..rewriting.refusals import RefusedError
from ..rewriting.source import Source
from ..writing.replacing import made, replaced

_LARGE = 1 << 22  # bytes of a file: from there on its changes are not listed
_OTHERWISE = "edit it again, or keep it"
_PATIENCE = 2.0  # seconds for another run to end: one that has an editor open takes longer
_Problem = tuple[str, str, str]


class Session:
    """A file of some data, from before it is opened in an editor.

    Use it in a `with`: so long no other run changes the file. Other programs may, so what is
    judged and put back is always what `look` has seen.
    """

    def __init__(self, data: Corpus, files: Sequence[DataFile], file: DataFile) -> None:
        """Read the file. Raise RefusedError if it is not on a disk, or cannot be written to."""
        if file.path == STANDARD_INPUT:
            raise RefusedError("standard input cannot be edited\nname a claims file")
        if not file.regular:
            raise RefusedError(
                f"{file.name}: is no file on a disk, and cannot be edited\nname a claims file"
            )
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
        self.now: bytes | None = self.before  # None if it is gone

    def __enter__(self) -> Self:
        """Lock the file. Raise RefusedError if another run is changing it, or has it open."""
        self.lock = Lock(self.file, _PATIENCE)
        self.before = self.now = _content(self.path)
        return self

    def __exit__(self, *_: object) -> None:
        """Let others change the file again."""
        self.lock.__exit__()

    def look(self) -> bool:
        """Read the file again, and return whether it differs from what it was."""
        self.lock.follow()
        try:
            self.now = _content(self.path)
        except OSError:
            self.now = None
        return self.now != self.before

    def problems(self, watch: Watch = ignore) -> list[Problem]:
        """Return the errors and warnings that the data has now, and had not before."""
        choice = wanted(project=self._data.choice)
        try:
            there = self._data.files_again(self._files)
            found = self._found(self._with(self.now, there), choice, watch)
        except DataError as error:  # a file is gone
            found = list(error.problems)
        known = self._found(self._with(self.before, self._files), choice, watch)
        return list(_without(found, Counter(map(_identity, known))))

    def _with(self, content: bytes | None, files: Sequence[DataFile]) -> list[DataFile]:
        """Return files of which the one that is edited has this content."""
        if content is None:
            return list(files)
        kept = DataFile(self.file.path, self.file.name, content=content)
        kept.found = self.file.found
        return [kept if file.path == self.file.path else file for file in files]

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

        It is empty if the file is gone. Raise RefusedError if the file is not as `look` has seen
        it, and OutputError if the old text cannot be put back. Then the file stays as it is.
        """
        try:
            if self.now is None:  # it gets the rights that it had
                with made(self.path, self._mode) as out:
                    out.buffer.write(self.before)
                return ""
            with _kept(self.path, self.now) as name, replaced(self.path, remedy=_OTHERWISE) as out:
                out.buffer.write(self.before)
                out.flush()
                os.fsync(out.fileno())  # takes longest: what follows is done at once
                if _content(self.path) != self.now:
                    raise _changed(self.file)
        except (FileExistsError, FileNotFoundError) as error:
            raise _changed(self.file) from error
        except OSError as error:
            why = f"is as you left it, for the old text cannot be put back: {reason(error)}"
            raise OutputError(f"{self.file.name}: {why}") from error
        return name


def _changed(file: DataFile) -> RefusedError:
    why = "another program has changed it meanwhile, and it stays as it is"
    return RefusedError(f"{file.name}: {why}")


def _content(path: str) -> bytes:
    with open(path, "rb") as stream:
        return stream.read()


@contextmanager
def _kept(path: str, content: bytes) -> Iterator[str]:
    """Write a text beside a file, under a name that no data has; it is gone if the block fails."""
    mode = os.stat(path).st_mode & 0o777
    for number in range(1, 1_000):
        name = f"{path}.edited" if number == 1 else f"{path}.edited-{number}"
        try:
            with made(name, mode) as out:
                out.buffer.write(content)
        except FileExistsError:
            continue
        break
    else:
        raise OSError(0, f"there are 999 files {path}.edited already")
    try:
        yield name
    except BaseException:
        os.unlink(name)
        raise


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
