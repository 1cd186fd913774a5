"""The claims files as they are now: they are read again after each change, whoever made it."""

from collections.abc import Sequence
from pathlib import Path

from ..drafting.known import KnownData
from ..model.vocabularies import DRAFT
from ..project import Corpus
from ..reading import DataFile, Watch, ignore
from ..reading.reader import without_garbage_collection
from ..reading.stamps import Status, status_of
from ..rewriting.concealing import refusal
from ..rewriting.saving import content_of
from ..rewriting.source import Source
from .standing import Named, Standing, standing


class Desk:
    """Some data, of which one claim after the other is looked at."""

    def __init__(self, corpus: Corpus, watch: Watch = ignore) -> None:
        """Read the files; raise DataError if they have an error that stops commands."""
        self.corpus = corpus
        self.files: Sequence[DataFile] = corpus.files()
        self._seen = self._statuses()
        self.known = KnownData(self.files, watch)
        self.sources: dict[str, Source] = {}  # as they were read last, by path

    def look(self) -> None:
        """Read the files again if one of them is not as it was; raise DataError as at first."""
        files = self.corpus.files_again(self.files)
        seen = self._statuses()
        if seen != self._seen or [file.path for file in files] != [f.path for f in self.files]:
            self.sources = {
                file.path: self._read(file) for file in files if file.path in self.sources
            }
            self.known = KnownData(files, kept=self.sources)
            self.files, self._seen = files, seen

    def standing(self, named: Named) -> Standing | None:
        """Return a record as it stands now; None if there is none. Raise DataError as `look`."""
        record = self.known.by_key[named.section].get(named.key)
        file = next((file for file in self.files if record and file.name == record.file), None)
        if file is None:
            return None
        with without_garbage_collection():
            if file.path not in self.sources:
                self.sources[file.path] = self._read(file)
            return standing(self.sources[file.path], named)

    def _read(self, file: DataFile) -> Source:
        """Return a file; nothing is read anew of one that is as it was read, or written, last."""
        known, content = self.sources.get(file.path), content_of(file)
        source = known if known and known.content == content else Source(file, content)
        stops = [problem for problem in source.problems if problem.stops]
        if stops:  # somebody has changed it just now
            raise refusal(self.known.names, stops)
        return source

    def _statuses(self) -> list[Status | None]:
        return [_status(file) for file in self.files]


def is_draft(claim: Standing) -> bool:
    """Whether nobody has read a claim yet."""
    return claim.record.values.get("status") == DRAFT


def _status(file: DataFile) -> Status | None:
    try:
        return status_of(Path(file.path).stat())
    except OSError:
        return None
