"""From files to their index: an index that is kept, or a new one of files that are read."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..cache.entry import Entry, Known
from ..cache.place import cache_folder
from ..index import Index
from ..index.keeping import SQLite
from ..model.problems import DataError, Problem, plural
from ..project import Corpus
from ..reading import DataFile, Watch, ignore
from ..words.safe import visible

if TYPE_CHECKING:  # an index that is kept needs none of them
    from ..checking.findings import Findings
    from ..index.database import Database
    from ..reading.stamps import Stamp
    from .asking import Tell


_MOST_NAMED, _FEW = 20, 5  # files that are left out, and files of other tools


def opened(
    data: Corpus, tell: "Tell" = ignore, watch: Watch = ignore, *, keep_going: bool = False
) -> Index:
    """Return the index of the data. Use it in a `with`.

    `watch` takes the progress of reading, if files have to be read. `tell` takes the reason if no
    index can be kept. Raise DataError with all problems if a file has an error. With `keep_going`
    such files are left out, `tell` takes which and why, and their index is not kept: raise
    DataError only if no file is left.
    """
    if lake := data.lake:
        from ..lake.opening import opened_lake  # the rest needs no engine

        return opened_lake(lake, data.engine)
    files = data.files()
    folder = cache_folder() if all(file.regular for file in files) else None
    entry = Entry(folder, data.paths) if folder else None
    supply = _Supply(data, files, entry, watch)
    supply.keep_going = keep_going
    return _index(supply, tell)


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
    if supply.left_out:
        tell("\n".join(_said(supply.left_out, supply.files)))
    return index


def _said(left_out: Sequence[Problem], files: Sequence[DataFile]) -> Iterator[str]:
    """Yield lines that say which files are left out, and why."""
    total = sum(not file.foreign for file in files)
    are = "has errors, and is" if len(left_out) == 1 else "have errors, and are"
    yield f"{len(left_out):,} of {total:,} files {are} left out: 'coalition check' prints them all"
    yield from (f"  {problem.headline}" for problem in left_out[:_MOST_NAMED])
    if (more := len(left_out) - _MOST_NAMED) > 0:
        yield f"  and {plural(more, 'more file')}"


def passed_over(names: Sequence[str]) -> str:
    """Return which files are other tools', and passed over."""
    which = "a file of another tool is"
    if len(names) > 1:
        which = f"{len(names):,} files of other tools are"
    more = f" and {len(names) - _FEW:,} more" if len(names) > _FEW else ""
    return f"{which} passed over: {', '.join(map(visible, names[:_FEW]))}{more}"


class _Supply:
    """Makes an index of files, and makes it again if that is needed.

    Without `data` the files are not on a disk, and cannot change.
    """

    def __init__(
        self, data: Corpus | None, files: list[DataFile], entry: Entry | None, watch: Watch
    ) -> None:
        self.data, self.files, self.entry, self.watch = data, files, entry, watch
        self.unkept = ""
        self.keep_going = False  # whether files with errors are left out
        self.left_out: Sequence[Problem] = ()  # why they are, one for each

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

            result, stamps = findings(self.files, self.watch)
            if not any(problem.stops for problem in result.problems):
                return None, stamps
            if self.keep_going:
                return self._of_the_sound(result, stamps)
            return DataError(result.problems, sound=result.some_sound), stamps
        return database, stamps

    def _of_the_sound(
        self, result: "Findings", stamps: "Sequence[Stamp]"
    ) -> "tuple[Database | DataError, Sequence[Stamp]]":
        """Return an index of the files without errors; the problems if there are none."""
        from ..cache.making import made_partly
        from ..checking.sound import sound
        from ..index.linking import Unsound

        left, self.left_out = sound(result, self.watch)
        if not left:
            return DataError(result.problems), stamps
        try:
            names = {problem.file for problem in self.left_out}
            database, newer, _ = made_partly(self.files, names, self.watch)
        except Unsound:  # a file has changed, or all is too much
            return DataError(result.problems), stamps
        return database, [*stamps, *newer]

    def is_whole(self) -> bool:
        """Whether the index is to the byte as it was made; one that is not kept always is."""
        if self.entry is None or self.unkept or self.left_out:
            return True
        return self.entry.is_whole()

    def remake(self) -> "Database":
        """Return a new index."""
        self.drop()
        return self.made(Known(None))

    def drop(self) -> None:
        """Remove the index from the cache."""
        if self.entry is not None:
            self.entry.drop()
