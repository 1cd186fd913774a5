"""From files to their index: known from before, or read, checked and compiled."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..cache.entry import Entry, Known
from ..cache.place import cache_folder
from ..index import Index
from ..index.keeping import SQLite
from ..model.problems import DataError
from ..reading import DataFile, Watch, asked_for, data_files, listed_again, nobody
from ..words.safe import visible

if TYPE_CHECKING:  # who asks for what is known needs none of them
    from ..index.database import Database
    from ..reading.stamps import Stamp
    from .answer import Tell


def opened(paths: Sequence[str], tell: "Tell" = nobody, watch: Watch = nobody) -> Index:
    """Return the index of the files that the paths stand for, to be closed by a `with`.

    See reading.data_files for the paths; without any, those of COALITION_DATA. `watch` is
    told how far reading is, if files have to be read; `tell`, why no index is kept, if none
    is: each time, as nothing can be noted where nothing can be written. Raise DataError, with
    all their problems, where they have any.
    """
    asked = asked_for(paths)
    files = data_files(asked)
    folder = cache_folder() if all(file.regular for file in files) else None
    entry = Entry(folder, asked) if folder else None
    supply = _Supply(asked, files, entry, watch)
    found = entry.find(files) if entry else Known(None)
    index = Index(SQLite(found.database or supply.made(found), supply))
    if index.unkept:
        slower = "each question reads all files again, because no index can be kept"
        tell(f"{slower}: {visible(index.unkept, lines=True)}")
    return index


class _Supply:
    """Makes an index of files, as often as it takes."""

    def __init__(
        self, asked: Sequence[str], files: list[DataFile], entry: Entry | None, watch: Watch
    ) -> None:
        self.asked, self.files, self.entry, self.watch = asked, files, entry, watch
        self.unkept = ""

    def made(self, found: Known) -> "Database":
        """Return an index; what was found need not be read again.

        All files are in it as they were at one moment: where one has changed since it was
        read, what changed is read again.
        """
        from ..reading.reader import changing
        from ..reading.stamps import not_as_read, tries

        for _ in tries():
            outcome, stamps = self._read(found)
            try:
                now = listed_again(self.asked, self.files)
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
            if outcome is None:  # what was found may be at fault
                self.drop()
            found = self.entry.find(now) if self.entry else Known(None)
            if found.database:
                return found.database
        raise DataError([changing(file) for file in changed or self.files])

    def _read(self, found: Known) -> "tuple[Database | DataError | None, Sequence[Stamp]]":
        """Return an index, or the problems, and the stamps of the files that were read.

        Neither, where they did not fit together, and do now.
        """
        from ..cache.making import made
        from ..index.linking import Unsound

        try:
            database, stamps, self.unkept = made(self.files, self.entry, found, self.watch)
        except Unsound:
            from ..checking.findings import findings  # few files have problems

            (problems, *_), stamps = findings(self.files, self.watch)
            stopped = any(problem.stops for problem in problems)
            return DataError(problems) if stopped else None, stamps
        return database, stamps

    def is_whole(self) -> bool:
        """Whether the index is to the byte what was made; one for one answer is."""
        return self.entry is None or bool(self.unkept) or self.entry.is_whole()

    def remake(self) -> "Database":
        """Return the index made anew."""
        self.drop()
        return self.made(Known(None))

    def drop(self) -> None:
        """Forget the index that was kept."""
        if self.entry is not None:
            self.entry.drop()
