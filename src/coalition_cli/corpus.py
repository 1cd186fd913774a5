"""The path from files to an index: known from before, or read, checked and compiled."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .problems import DataError, Problem
from .reading import DataFile, asked_for, data_files
from .record import Place, Record

if TYPE_CHECKING:  # who asks for help, or for what is known, needs none of them
    from .editing import Editor
    from .index import Index
    from .index.database import Database
    from .index.entry import Entry, Found
    from .index.filling import Progress, Watch
    from .reading.excerpts import Excerpt

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
            try:
                return made(self.files, self.entry, found, self.watch)
            except Unsound:
                if problems := _problems(self.files):
                    raise DataError(problems) from None
            self.drop()  # they have changed meanwhile
            found = Found(None)
            self.files = data_files(self.asked)
        remedy = "wait until it is written"
        changing = (
            Problem("unreadable", "changes while it is read", remedy, file.name)
            for file in self.files
        )
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


class Findings(NamedTuple):
    """What checking found: all problems in the order of the files and their lines."""

    problems: list[Problem]
    files: Sequence[DataFile]

    def excerpts(self) -> "dict[Problem, Excerpt]":
        """Return the lines of the problems, around their columns, as far as there are any."""
        from .reading.excerpts import excerpts

        found: dict[Problem, Excerpt] = {}
        for file in self.files:
            of_file = [problem for problem in self.problems if problem.file == file.name]
            lines = excerpts(file, [Place(one.line, one.column) for one in of_file])
            for problem in of_file:
                if excerpt := lines.get(Place(problem.line, problem.column)):
                    found[problem] = excerpt
        return found


def check(paths: Sequence[str], *, strict: bool = False) -> Findings:
    """Return all problems of the files: errors and warnings, with `strict` all there are.

    What is less than an error is only looked for where the files could be read to the end.
    """
    from .editing import Editor

    files = data_files(asked_for(paths))
    return Findings(_problems(files, Editor(strict=strict)), files)


def _problems(files: Sequence[DataFile], editor: "Editor | None" = None) -> list[Problem]:
    problems = [item for item in _checked(files, editor) if isinstance(item, Problem)]
    if any(problem.code in _CUT_SHORT for problem in problems):
        problems = [problem for problem in problems if problem.severity == "error"]
    order = {file.name: number for number, file in enumerate(files)}
    return sorted(problems, key=lambda p: (order[p.file], p.line, p.column))


def _checked(files: Sequence[DataFile], editor: "Editor | None") -> Iterator[Record | Problem]:
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
                if editor is not None:
                    yield from editor.see(item)
            yield item
    if not cut_short:
        yield from checker.problems()
        if editor is not None:
            yield from editor.problems()
