"""The path from files to an index: known from before, or read, checked and compiled."""

from collections.abc import Iterator, Sequence
from itertools import count
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from ..model.problems import DataError, Problem
from ..model.record import Place, Record
from ..reading import DataFile, Progress, Watch, asked_for, data_files, listed_again
from ..reading.haste import uncollected
from ..reading.limits import MAX_CHECKED, MAX_PROBLEMS

if TYPE_CHECKING:  # who asks for help, or for what is known, needs none of them
    from ..checking import Editor
    from ..checking.protecting import Guard
    from ..checking.rules import Rule
    from ..index import Index
    from ..index.database import Database
    from ..index.entry import Entry, Found
    from ..reading.excerpts import Excerpt
    from ..reading.stamps import Stamp

# After one of these a file may state more than was read, so references prove nothing.
_CUT_SHORT = frozenset({"unreadable", "not-utf8", "bad-syntax", "merge-conflict", "over-limit"})
# And after these it may say of somebody, at a place where nobody looks, that they are unnamed.
_UNREAD = _CUT_SHORT | {"unknown-key", "wrong-type", "repeated-key"}
# Files that change while they are read are read again: so often, and for so many seconds.
_TRIES, _PATIENCE = 3, 3
# Records that a rule sees before the next rule does: with one, or hundreds, it takes longer.
_AT_ONCE = 32


def _tries() -> Iterator[int]:
    """Yield once for each time that files are read in vain, until it is time to give up."""
    begun = monotonic()
    for number in count():
        if number >= _TRIES and monotonic() - begun > _PATIENCE:
            return
        yield number


def _nobody(progress: Progress) -> None:
    """Look at no progress."""


def open_index(paths: Sequence[str], watch: Watch = _nobody) -> "Index":
    """Return the index of the files that the paths stand for, to be closed by a `with`.

    See reading.data_files for the paths; without any, those of COALITION_DATA. `watch` is
    told how far reading is, if files have to be read. Raise DataError, with all their
    problems, where they have any.
    """
    from ..index import Index
    from ..index.entry import Entry, Found
    from ..index.place import cache_folder

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
        self.unkept = ""

    def made(self, found: "Found") -> "Database":
        """Return an index; what was found need not be read again.

        All files are in it as they were at one moment: where one has changed since it was
        read, what changed is read again.
        """
        from ..index.entry import Found
        from ..reading.stamps import not_as_read

        for _ in _tries():
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
            found = self.entry.find(now) if self.entry else Found(None)
            if found.database:
                return found.database
        raise DataError(_changing(changed or self.files))

    def _read(self, found: "Found") -> "tuple[Database | DataError | None, Sequence[Stamp]]":
        """Return an index, or the problems, and the stamps of the files that were read.

        Neither, where they did not fit together, and do now.
        """
        from ..index.linking import Unsound
        from ..index.making import made

        try:
            database, stamps, self.unkept = made(self.files, self.entry, found, self.watch)
        except Unsound:
            (problems, *_), stamps = _findings(self.files, self.watch)
            stopped = any(problem.stops for problem in problems)
            return DataError(problems) if stopped else None, stamps
        return database, stamps

    def is_whole(self) -> bool:
        """Whether the index is to the byte what was made; one for one answer is."""
        return self.entry is None or bool(self.unkept) or self.entry.is_whole()

    def remake(self) -> "Database":
        """Return the index made anew."""
        from ..index.entry import Found

        self.drop()
        return self.made(Found(None))

    def drop(self) -> None:
        """Forget the index that was kept."""
        if self.entry is not None:
            self.entry.drop()


def _changing(files: Sequence[DataFile]) -> list[Problem]:
    from ..reading.reader import CHANGING, WAIT

    return [Problem("unreadable", CHANGING, WAIT, file.name) for file in files]


class Findings(NamedTuple):
    """What checking found: problems in the order of the files and their lines."""

    problems: list[Problem]
    files: Sequence[DataFile]
    left_out: int  # how many more there are, which are no errors
    guards: "Sequence[Guard]"  # what of the files no excerpt shows

    def excerpts(self) -> "dict[Problem, Excerpt]":
        """Return the lines of the problems, around their columns, as far as there are any."""
        from ..reading.confidential import Names
        from ..reading.excerpts import excerpts
        from ..reading.hiding import Hidden

        names = Names(name for guard in self.guards for name in guard.stated)
        found: dict[Problem, Excerpt] = {}
        by_file: dict[str, list[Problem]] = {}
        for problem in self.problems:
            by_file.setdefault(problem.file, []).append(problem)
        for file in self.files:
            of_file = by_file.get(file.name, [])
            unread = any(problem.code in _UNREAD for problem in of_file)
            spans = [span for guard in self.guards for span in guard.hidden(file.name)]
            hidden = Hidden(spans, names, unread)
            lines = excerpts(file, [Place(one.line, one.column) for one in of_file], hidden)
            for problem in of_file:
                if excerpt := lines.get(Place(problem.line, problem.column)):
                    found[problem] = excerpt
        return found


def check(paths: Sequence[str], watch: Watch = _nobody, *, strict: bool = False) -> Findings:
    """Return all problems of the files: errors and warnings, with `strict` all there are.

    What is less than an error is only looked for where the files could be read to the end.
    `watch` is told how far it is.
    """
    from ..checking import Editor
    from ..reading.stamps import not_as_read

    asked = asked_for(paths)
    now = data_files(asked)
    for _ in _tries():
        files = now
        with uncollected():
            found, stamps = _findings(files, watch, Editor(files, strict=strict))
        now = listed_again(asked, files)
        changed = not_as_read(files, stamps, now)
        if not changed:
            break
    found.problems.extend(one for one in _changing(changed) if one not in found.problems)
    return found


def _findings(
    files: Sequence[DataFile], watch: Watch, editor: "Editor | None" = None
) -> "tuple[Findings, Sequence[Stamp]]":
    """Return the problems in their order, and how many that are no errors are left out.

    With them come the stamps of the files on a disk that were read to their end.

    Of errors, and of what is less, MAX_PROBLEMS at most are kept: errors beyond are one more, and
    end the search.
    """
    from ..checking.protecting import Guard, without

    errors: list[Problem] = []
    doubts: list[Problem] = []
    left_out = 0
    guard = Guard()
    stamps: list[Stamp] = []
    for item in _checked(files, _Seen(watch, guard, stamps), editor):
        if editor and item.code not in editor.codes:
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
    guard.look_again(errors, files)
    if names := guard.names:
        if editor and len(errors) < MAX_PROBLEMS:
            errors += guard.given_away(files, MAX_PROBLEMS - len(errors))
        errors, doubts = ([without(names, one) for one in some] for some in (errors, doubts))
    order = {file.name: number for number, file in enumerate(files)}
    told = sorted([*errors, *doubts], key=lambda p: (order[p.file], p.line, p.column))
    return Findings(told, files, left_out, [guard]), stamps


def _too_many(last: Problem) -> Problem:
    message = f"there are more than {MAX_PROBLEMS:,} problems; the others are not looked for"
    remedy = "mend these first, the first of all: they may have one cause"
    return last._replace(code="over-limit", message=message, remedy=remedy)


class _Seen(NamedTuple):
    """Who takes note of what passes while files are checked."""

    watch: Watch
    guard: "Guard"
    stamps: "list[Stamp]"  # of the files that were read to their end


def _too_much(record: Record) -> Problem:
    much = (
        f"checking so many records and references takes more than {MAX_CHECKED:,} bytes of memory"
    )
    message = f"{much}; those from here on are not checked"
    remedy = "split the data, and check its parts one by one"
    return Problem("over-limit", message, remedy, record.file, *record.where(""))


def _told(records: list[Record], rules: "Sequence[Rule]") -> Iterator[Problem]:
    """Yield what the rules tell of some records, and of those within them, and forget these."""
    every = [one for record in records for one in (record, *record.nested())]
    records.clear()
    for rule in rules:
        see, sections = rule.see, rule.sections
        for one in every:
            if one.section.name in sections and (found := see(one)):  # few have any
                yield from found


def _checked(files: Sequence[DataFile], seen: _Seen, editor: "Editor | None") -> Iterator[Problem]:
    """Yield the problems of the files as they are found."""
    from ..checking.references import Checker
    from ..reading.reader import read
    from ..reading.stamps import Digest

    checker = editor.checker if editor else Checker()
    rules: Sequence[Rule] = editor.rules if editor else [checker]
    cut_short = False
    waiting: list[Record] = []
    total, done = sum(file.size for file in files), 0

    def passed(piece: bytes) -> None:
        nonlocal done
        digest.see(piece)
        done += len(piece)
        seen.watch(Progress(f"checking {file.name}", done, total))

    for slot, file in enumerate(files):
        digest = Digest()
        for item in read(file, passed):
            if isinstance(item, Problem):
                cut_short = cut_short or item.code in _CUT_SHORT
                yield item
                continue
            if not waiting and seen.guard.kept + sum(rule.kept for rule in rules) > MAX_CHECKED:
                yield _too_much(item)
                return
            seen.guard.see(item)
            waiting.append(item)
            if len(waiting) >= _AT_ONCE:
                yield from _told(waiting, rules)
        yield from _told(waiting, rules)
        if file.regular and digest.passed == file.size:  # it was read to its end
            seen.stamps.append(digest.stamp(file, slot))
    if not cut_short:
        for one in rules:
            yield from one.problems()
