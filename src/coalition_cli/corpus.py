"""The path from files to an index: known from before, or read, checked and compiled."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from .problems import DataError, Problem
from .reading import DataFile, asked_for, data_files
from .reading.limits import MAX_PROBLEMS
from .record import Record

if TYPE_CHECKING:  # who asks for help, or for what is known, needs none of them
    from .index import Index
    from .index.database import Database
    from .index.entry import Entry, Found
    from .index.filling import Progress, Watch

# After one of these a file may state more than was read, so references prove nothing.
_CUT_SHORT = frozenset({"unreadable", "not-utf8", "bad-syntax", "over-limit"})
_TRIES = 3  # for files that change while they are read


def _nobody(progress: "Progress") -> None:
    """Look at no progress."""


def open_index(paths: Sequence[str], watch: "Watch" = _nobody) -> "Index":
    """Return the index of the files that the paths stand for, to be closed by a `with`.

    See reading.data_files for the paths; without any, those of COALITION_DATA. `watch` is
    told how far reading is, if files have to be read. Raise DataError, with all their
    problems, where they have any.
    """
    from .index import Index
    from .index.cache import cache_folder
    from .index.entry import Entry, Found

    asked = asked_for(paths)
    files = data_files(asked)
    folder = cache_folder() if all(file.regular for file in files) else None
    entry = Entry(folder, asked) if folder else None
    supply = _Supply(asked, files, entry, watch)
    found = entry.find(files) if entry else Found(None)
    return Index(found.database or supply.made(found), supply)


class _Supply:
    """Makes an index of files, as often as it takes."""

    def __init__(
        self, asked: Sequence[str], files: list[DataFile], entry: "Entry | None", watch: "Watch"
    ) -> None:
        self.asked, self.files, self.entry, self.watch = asked, files, entry, watch

    def made(self, found: "Found") -> "Database":
        """Return an index; what was found need not be read again."""
        from .index.entry import Found
        from .index.making import made
        from .index.soundness import Unsound

        for _ in range(_TRIES):
            with suppress(Unsound):
                return made(self.files, self.entry, found, self.watch)
            if problems := _problems(self.files):
                raise DataError(problems)
            self.drop()  # they have changed meanwhile
            found = Found(None)
            self.files = data_files(self.asked)
        from .reading.reader import CHANGING, WAIT

        changing = (Problem("unreadable", CHANGING, WAIT, file.name) for file in self.files)
        raise DataError(list(changing))

    def remake(self) -> "Database":
        """Return the index made anew."""
        from .index.entry import Found

        self.drop()
        return self.made(Found(None))

    def drop(self) -> None:
        """Forget the index that was kept."""
        if self.entry is not None:
            self.entry.drop()


def check(paths: Sequence[str]) -> list[Problem]:
    """Return all problems of the files, in the order of the files and their lines."""
    return _problems(data_files(asked_for(paths)))


def _problems(files: Sequence[DataFile]) -> list[Problem]:
    found = (item for item in _checked(files) if isinstance(item, Problem))
    problems = list(islice(found, MAX_PROBLEMS + 1))
    if len(problems) > MAX_PROBLEMS:
        last = problems.pop()
        message = f"there are more than {MAX_PROBLEMS:,} problems; the others are not looked for"
        remedy = "mend these first, the first of all: they may have one cause"
        problems.append(last._replace(code="over-limit", message=message, remedy=remedy))
    order = {file.name: number for number, file in enumerate(files)}
    return sorted(problems, key=lambda p: (order[p.file], p.line, p.column))


def _checked(files: Sequence[DataFile]) -> Iterator[Record | Problem]:
    from .checking import Checker
    from .reading.reader import read

    checker = Checker()
    cut_short = False
    for file in files:
        for item in read(file):
            if isinstance(item, Problem):
                cut_short = cut_short or item.code in _CUT_SHORT
            else:
                yield from checker.see(item)
            yield item
    if not cut_short:
        yield from checker.problems()
