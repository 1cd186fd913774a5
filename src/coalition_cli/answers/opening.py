"""From files to their index: an index that is kept, or a new one of files that are read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..cache.entry import Entry, Known
from ..cache.place import cache_folder
from ..index import Index
from ..index.keeping import SQLite
from ..model.problems import DataError
from ..project import Corpus
from ..reading import DataFile, Watch, ignore
from ..words.safe import visible

if TYPE_CHECKING:  # an index that is kept needs none of them
    from ..index.database import Database
    from ..reading.stamps import Stamp
    from .asking import Tell


def opened(data: Corpus, tell: "Tell" = ignore, watch: Watch = ignore) -> Index:
    """Return the index of the data. Use it in a `with`.

    `watch` takes the progress of reading, if files have to be read. `tell` takes the reason if no
    index can be kept. Raise DataError with all problems if a file has an error.
    """
    files = data.files()
    folder = cache_folder() if all(file.regular for file in files) else None
    entry = Entry(folder, data.paths) if folder else None
    return _index(_Supply(data, files, entry, watch), tell)


def opened_files(files: list[DataFile], watch: Watch = ignore) -> Index:
    """Return the index of files whose content is known; it is not kept. Use it in a `with`."""
    return _index(_Supply(None, files, None, watch), ignore)


def _index(supply: "_Supply", tell: "Tell") -> Index:
    entry, files = supply.entry, supply.files
    known = entry.find(files) if entry else Known(None)
    index = Index(SQLite(known.database or supply.made(known), supply))
    if index.unkept:
        slower = "each question reads all files again, because no index can be kept"
        tell(f"{slower}: {visible(index.unkept, lines=True)}")
    return index


class _Supply:
    """Makes an index of files, and makes it again if that is needed.

    Without `data` the files are not on a disk, and cannot change.
    """

    def __init__(
        self, data: Corpus | None, files: list[DataFile], entry: Entry | None, watch: Watch
    ) -> None:
        self.data, self.files, self.entry, self.watch = data, files, entry, watch
        self.unkept = ""

    def made(self, known: Known) -> "Database":
        """Return an index. Files that the known index has are not read again.

        The index has all files as they were at one moment: files that changed while others were
        read are read again.
        """
        from ..reading.reader import changing
        from ..reading.stamps import not_as_read, tries

        for _ in tries():
            outcome, stamps = self._read(known)
            try:
                now = self.data.files_again(self.files) if self.data else self.files
                changed = not_as_read(self.files, stamps, now)
            except BaseException:  # a file is gone, or the user has had enough
                if outcome and not isinstance(outcome, DataError):
                    outcome.close()
                raise
            if isinstance(outcome, DataError) and not changed:
                raise outcome
            if outcome and not isinstance(outcome, DataError):
                if not changed:
                    return outcome
                outcome.close()
            self.files = now
            if outcome is None:  # the known index may be at fault
                self.drop()
            known = self.entry.find(now) if self.entry else Known(None)
            if known.database:
                return known.database
        raise DataError([changing(file) for file in changed or self.files])

    def _read(self, known: Known) -> "tuple[Database | DataError | None, Sequence[Stamp]]":
        """Return an index or the problems, and the stamps of the files that were read.

        Return neither if the files did not fit together at first, and do now.
        """
        from ..cache.making import made
        from ..index.linking import Unsound

        try:
            database, stamps, self.unkept = made(self.files, self.entry, known, self.watch)
        except Unsound:
            from ..checking.findings import findings  # few files have problems

            (problems, *_), stamps = findings(self.files, self.watch)
            stopped = any(problem.stops for problem in problems)
            return DataError(problems) if stopped else None, stamps
        return database, stamps

    def is_whole(self) -> bool:
        """Whether the index is to the byte as it was made; one that is not kept always is."""
        return self.entry is None or bool(self.unkept) or self.entry.is_whole()

    def remake(self) -> "Database":
        """Return a new index."""
        self.drop()
        return self.made(Known(None))

    def drop(self) -> None:
        """Remove the index from the cache."""
        if self.entry is not None:
            self.entry.drop()
