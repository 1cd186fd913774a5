"""The path from files to an index: known from before, or read, checked and compiled."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from .problems import DataError, Problem
from .reading import DataFile, Progress, Watch, asked_for, data_files
from .reading.limits import MAX_PROBLEMS
from .record import Place, Record

if TYPE_CHECKING:  # who asks for help, or for what is known, needs none of them
    from .editing import Editor
    from .index import Index
    from .index.database import Database
    from .index.entry import Entry, Found
    from .reading.excerpts import Excerpt

# After one of these a file may state more than was read, so references prove nothing.
_CUT_SHORT = frozenset({"unreadable", "not-utf8", "bad-syntax", "merge-conflict", "over-limit"})
_TRIES = 3  # for files that change while they are read


def _nobody(progress: Progress) -> None:
    """Look at no progress."""


def open_index(paths: Sequence[str], watch: Watch = _nobody) -> "Index":
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
        self, asked: Sequence[str], files: list[DataFile], entry: "Entry | None", watch: Watch
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
            problems, _ = _problems(self.files, self.watch)
            if problems:
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


class Findings(NamedTuple):
    """What checking found: problems in the order of the files and their lines."""

    problems: list[Problem]
    files: Sequence[DataFile]
    left_out: int  # how many more there are, which are no errors

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


def check(paths: Sequence[str], watch: Watch = _nobody, *, strict: bool = False) -> Findings:
    """Return all problems of the files: errors and warnings, with `strict` all there are.

    What is less than an error is only looked for where the files could be read to the end.
    `watch` is told how far it is.
    """
    from .editing import Editor

    files = data_files(asked_for(paths))
    problems, left_out = _problems(files, watch, Editor(files, strict=strict))
    return Findings(problems, files, left_out)


def _problems(
    files: Sequence[DataFile], watch: Watch, editor: "Editor | None" = None
) -> tuple[list[Problem], int]:
    """Return the problems in their order, and how many that are no errors are left out.

    Of errors, and of what is less, MAX_PROBLEMS at most are kept: errors beyond are one more, and
    end the search.
    """
    errors: list[Problem] = []
    doubts: list[Problem] = []
    left_out = 0
    for item in _checked(files, watch, editor):
        if not isinstance(item, Problem):
            continue
        is_error = item.severity == "error"
        kept = errors if is_error else doubts
        if len(kept) < MAX_PROBLEMS:
            kept.append(item)
        elif is_error:
            errors.append(_too_many(item))
            break
        else:
            left_out += 1
    if any(problem.code in _CUT_SHORT for problem in errors):
        doubts, left_out = [], 0
    order = {file.name: number for number, file in enumerate(files)}
    told = sorted([*errors, *doubts], key=lambda p: (order[p.file], p.line, p.column))
    return told, left_out


def _too_many(last: Problem) -> Problem:
    message = f"there are more than {MAX_PROBLEMS:,} problems; the others are not looked for"
    remedy = "mend these first, the first of all: they may have one cause"
    return last._replace(code="over-limit", message=message, remedy=remedy)


def _checked(
    files: Sequence[DataFile], watch: Watch, editor: "Editor | None"
) -> Iterator[Record | Problem]:
    from .checking import Checker
    from .reading.reader import read

    checker = Checker()
    cut_short = False
    total, done = sum(file.size for file in files), 0

    def passed(piece: bytes) -> None:
        nonlocal done
        done += len(piece)
        watch(Progress(f"checking {file.name}", done, total))

    for file in files:
        for item in read(file, passed):
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
