"""How `coalition fmt` goes through the files, and what it says."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ..model.problems import DataError, Problem, plural
from ..project import Corpus
from ..reading import DataFile
from ..reading.files import STANDARD_INPUT
from ..reading.reader import read
from ..rewriting.edition import Edition
from ..rewriting.formatting import formatted
from ..rewriting.refusals import RefusedError
from ..words.safe import visible
from ..writing import standard_output
from .differing import confidential, show_lines
from .failing import told
from .opening import note
from .options.paths import where

if TYPE_CHECKING:
    from .options.fmt import Treatment


class Formatting:
    """A run over files, each by itself: one that cannot be changed keeps back no other."""

    def __init__(self, treatment: "Treatment", files: Sequence[DataFile]) -> None:
        self._treatment, self._files = treatment, files
        self._changed = self._failed = 0

    def run(self) -> None:
        """Bring all files into their canonical form, or say what would change."""
        for file in self._files:
            try:
                self._format(file)
            except DataError as error:
                told(DataError(error.problems, file.name))
                self._failed += 1
            except RefusedError as error:
                told(error)
                self._failed += 1

    @property
    def exit_code(self) -> int:
        """3 if a file could not be changed; 1 if one would change, and this was only asked for."""
        if self._failed:
            return RefusedError.exit_code
        return int(bool(self._changed) and (self._treatment.check or self._treatment.diff))

    def sum_up(self, corpora: Sequence[Corpus]) -> None:
        """Say how many files changed; also where they are, if these data were not named."""
        if self._is_filter:
            return
        parts = []
        if self._changed:
            begin = "changed" if self._treatment.writes else "would change"
            files = sum(not file.foreign for file in self._files)
            parts = [f"{begin} {self._changed:,} of {plural(files, 'file')}"]
        if self._failed:
            parts.append(f"could not change {plural(self._failed, 'file')}")
        note((", ".join(parts) or "nothing to change") + (where(corpora) if corpora else ""))

    @property
    def _is_filter(self) -> bool:
        """Whether standard input goes through to standard output."""
        return self._treatment.writes and [file.path for file in self._files] == [STANDARD_INPUT]

    def _format(self, file: DataFile) -> None:
        _must_exist(file)
        with Edition([file], dry=self._is_filter or not self._treatment.writes) as edition:
            content = formatted(edition, file).content
            if self._is_filter:
                standard_output().buffer.write(content)
            elif edition.texts():
                self._give(edition)

    def _give(self, edition: Edition) -> None:
        """Write a file, or say what would change."""
        [(before, now)] = edition.texts()
        if self._treatment.writes:
            edition.save()
        self._changed += 1
        out = standard_output()
        if self._treatment.diff:
            show_lines(before, now, self._names, self._treatment.color)
        else:  # a script reads the names of --check
            begin = "" if self._treatment.check else "changed "
            out.write(f"{begin}{visible(before.file.name)}\n")
        out.flush()

    @cached_property
    def _names(self) -> list[str]:
        return confidential(self._files)


def _must_exist(file: DataFile) -> None:
    """Raise DataError where a path leads to no file: an edition would make one."""
    if file.status is None and file.path != STANDARD_INPUT:
        raise DataError([item for item in read(file) if isinstance(item, Problem)])
