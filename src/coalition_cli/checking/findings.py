"""All problems of claims files: what cannot be read, what is wrong, and what is doubtful."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import suppress
from itertools import chain
from typing import NamedTuple

from ..model.answer import Answer, listed
from ..model.choice import WantedProblems
from ..model.codes import CODES, Severity
from ..model.problems import Problem
from ..model.record import Place, Record
from ..model.results import RESULTS
from ..project import Corpus
from ..reading import DataFile, Progress, Watch, ignore
from ..reading.beside import ApartError, pays
from ..reading.confidential import Names
from ..reading.excerpts import Excerpt, excerpts
from ..reading.hiding import Hidden
from ..reading.limits import MAX_CHECKED, MAX_PROBLEMS
from ..reading.reader import changing, read, without_garbage_collection
from ..reading.stamps import Digest, Stamp, not_as_read, tries
from .called import Called
from .duplicates import Duplicates
from .ignoring import CODE as UNUSED
from .ignoring import Ignores
from .keeping import KeptProblems
from .protecting import Guard, without
from .references import Integrity
from .rules import Rule, RuleSet
from .whole import no_claims, too_many_problems, too_many_records

# After one of these a file may state more than was read, so references prove nothing.
CUT_SHORT = frozenset({"unreadable", "not-utf8", "bad-syntax", "merge-conflict", "over-limit"})
# After one of these a value that was not read may say that a speaker is unnamed.
_UNREAD = CUT_SHORT | {"unknown-key", "wrong-type", "repeated-key"}
# Records that a rule sees before the next rule does. One at a time, or hundreds, takes longer.
_AT_ONCE = 32
_SHARE = 1 / 8  # of the work, at least, is to look for claims that are nearly the same


class Findings(NamedTuple):
    """What checking found: problems in the order of the files and their lines."""

    problems: list[Problem]
    files: Sequence[DataFile]
    left_out: Counter[str]  # by code: how many warnings and strict findings there are beyond these
    guards: Sequence[Guard]  # know what no excerpt may show
    records: int  # how many were checked, without those within others
    fails: bool = False  # whether one of the problems makes the check fail

    def answer(self) -> Answer:
        """Return the problems as rows with the fields of RESULTS["check"]."""
        section = RESULTS["check"]
        names = [field.name for field in section.fields]
        # The severity is no field of a problem, and in rows it is plain text.
        all_values = (
            problem._asdict() | {"severity": str(problem.severity)} for problem in self.problems
        )
        rows = [tuple(values[name] for name in names) for values in all_values]
        return listed(section, section.fields, rows)

    @property
    def some_sound(self) -> bool:
        """Whether a file has no error that stops commands."""
        broken = {problem.file for problem in self.problems if problem.stops}
        return any(file.name not in broken and not file.foreign for file in self.files)

    @property
    def foreign(self) -> list[str]:
        """The files that are other tools', and were passed over."""
        return [file.name for file in self.files if file.foreign]

    @property
    def confidential(self) -> list[str]:
        """The names that nothing may give away."""
        return [name for guard in self.guards for name in guard.confidential]

    def counts(self) -> Counter[Severity]:
        """Return how many problems there are of each severity."""
        return Counter(problem.severity for problem in self.problems)

    def statistics(self) -> Answer:
        """Return how many problems each code has, as rows with the fields of RESULTS["statistics"].

        The most frequent code comes first. Those that were left out count too.
        """
        counts = Counter(problem.code for problem in self.problems) + self.left_out
        section, order = RESULTS["statistics"], [*CODES]
        rows = [
            (code, str(CODES[code].severity), counts[code], CODES[code].meaning)
            for code in sorted(counts, key=lambda code: (-counts[code], order.index(code)))
        ]
        return listed(section, section.fields, rows)

    def excerpts(self, problems: Iterable[Problem]) -> dict[Problem, Excerpt]:
        """Return the lines of some problems, around their columns. Some problems have none."""
        names = Names(self.confidential)
        not_read = {problem.file for problem in self.problems if problem.code in _UNREAD}
        by_problem: dict[Problem, Excerpt] = {}
        by_file: dict[str, list[Problem]] = {}
        for problem in problems:
            by_file.setdefault(problem.file, []).append(problem)
        for file in self.files:
            of_file = by_file.get(file.name, [])
            unread = file.name in not_read
            spans = [span for guard in self.guards for span in guard.hidden(file.name)]
            places = [Place(problem.line, problem.column) for problem in of_file]
            by_place = excerpts(file, places, Hidden(spans, names, unread))
            for problem, place in zip(of_file, places, strict=True):
                if excerpt := by_place.get(place):
                    by_problem[problem] = excerpt
        return by_problem


def joined(parts: Iterable[Findings]) -> Findings:
    """Return the findings of several checks as one, in their order."""
    each = list(parts)
    return Findings(
        [problem for part in each for problem in part.problems],
        [file for part in each for file in part.files],
        sum((part.left_out for part in each), Counter[str]()),
        [guard for part in each for guard in part.guards],
        sum(part.records for part in each),
        any(part.fails for part in each),
    )


def check(data: Corpus, wanted: WantedProblems, watch: Watch = ignore) -> Findings:
    """Return the problems of the data that are wanted.

    Warnings and strict findings need files that could be read to the end.
    `watch` gets the progress.
    """
    now = data.files()
    for _ in tries():
        files = now
        with without_garbage_collection():
            result, stamps = _found(files, watch, wanted.codes)
        now = data.files_again(files)
        changed = not_as_read(files, stamps, now)
        if not changed:
            break
    for problem in map(changing, changed):
        if problem not in result.problems:
            result.problems.append(problem)
    fails = any(wanted.fails(problem.severity) for problem in result.problems)
    return result._replace(fails=fails)


def _found(
    files: Sequence[DataFile], watch: Watch, codes: Set[str]
) -> tuple[Findings, Sequence[Stamp]]:
    """Return the problems and the stamps; let another process help with much data."""
    if not Duplicates.codes.isdisjoint(codes) and pays(files, _SHARE):
        from .apart import search_beside

        with suppress(ApartError), search_beside() as search:
            return findings(files, watch, RuleSet(files, codes, search))
    return findings(files, watch, RuleSet(files, codes))


def findings(
    files: Sequence[DataFile],
    watch: Watch,
    rule_set: RuleSet | None = None,
    *,
    partial: bool = False,
) -> tuple[Findings, Sequence[Stamp]]:
    """Return the problems, and the stamps of the files on a disk that were read to their end.

    Without a rule set only errors are looked for. `partial` says that files are left out: then
    references may lead to what these declare, and are no errors. At most MAX_PROBLEMS errors are
    kept, and as many other problems. If there are more errors, the search ends with one error that
    says so.
    """
    seen = _Observers(watch, Guard(), Ignores(rule_set.codes) if rule_set else None)
    kept = KeptProblems(MAX_PROBLEMS)
    rules = rule_set.rules if rule_set else _only_errors(partial=partial)
    found = chain(_checked(files, seen, rules), no_claims(files))
    if (one_more := kept.add(_wanted(found, seen.ignores, rule_set))) is not None:
        kept.errors.append(too_many_problems(MAX_PROBLEMS, one_more))
    if rule_set and rule_set.is_helped and _kept(seen, rule_set.rules) > MAX_CHECKED:
        raise ApartError("what another process keeps is known too late to say where it is too much")
    if any(problem.code in CUT_SHORT for problem in kept.errors):
        kept.only_errors()
    errors, doubts = kept.errors, kept.doubts
    seen.guard.look_again(errors, files)
    if names := seen.guard.names:
        if rule_set and len(errors) < MAX_PROBLEMS:
            errors += seen.guard.given_away(files, MAX_PROBLEMS - len(errors))
        errors = [without(names, problem) for problem in errors]
        doubts = [without(names, problem) for problem in doubts]
    order = {file.name: number for number, file in enumerate(files)}
    problems = sorted([*errors, *doubts], key=lambda p: (order[p.file], p.line, p.column))
    records = seen.sections.total() - seen.sections["file"]
    return Findings(problems, files, kept.left_out, [seen.guard], records), seen.stamps


def is_sound(items: Iterable[Record | Problem]) -> bool:
    """Whether what some files state has no error. Nobody need know where it stands."""
    rules = _only_errors(partial=False)
    waiting: list[Record] = []

    def found() -> Iterator[Problem]:
        for item in items:
            if isinstance(item, Problem):
                yield item
                continue
            waiting.append(item)
            if len(waiting) >= _AT_ONCE:
                yield from _problems(waiting, rules)
        yield from _problems(waiting, rules)
        for rule in rules:
            yield from rule.problems()

    return not any(problem.stops for problem in found())


def _wanted(
    found: Iterable[Problem], ignores: Ignores | None, rule_set: RuleSet | None
) -> Iterator[Problem]:
    """Yield the problems that are wanted and that no comment ignores, then unused comments."""
    if rule_set is None or ignores is None:
        yield from found
        return
    for problem in found:
        if problem.code in rule_set.codes and not ignores.ignored(problem):
            yield problem
    if UNUSED in rule_set.codes:
        yield from ignores.unused()


class _Observers:
    """Take note of what passes while files are checked."""

    def __init__(self, watch: Watch, guard: Guard, ignores: Ignores | None) -> None:
        self.watch, self.guard, self.ignores = watch, guard, ignores
        self.stamps: list[Stamp] = []  # of the files that were read to their end
        self.sections: Counter[str] = Counter()  # how many records of each there were

    @property
    def kept(self) -> int:
        """About how many bytes they keep."""
        return self.guard.kept + (self.ignores.kept if self.ignores else 0)

    def begin(self, file: DataFile) -> None:
        """Take note of a file that is read next."""
        if self.ignores is not None:
            self.ignores.begin(file)

    def see(self, record: Record) -> None:
        """Take note of a record."""
        self.guard.see(record)
        if self.ignores is not None:
            self.ignores.see(record)
        self.sections[record.section.name] += 1


def _problems(records: list[Record], rules: Sequence[Rule]) -> Iterator[Problem]:
    """Yield what the rules find in some records and those within them. Empty the list."""
    all_records = [each for record in records for each in (record, *record.nested())]
    records.clear()
    sections = {record.section.name for record in all_records}
    for rule in rules:
        see, its = rule.see, rule.sections
        if sections.isdisjoint(its):
            continue
        all_are_its = all(section in its for section in sections)
        for record in (
            all_records if all_are_its else [one for one in all_records if one.section.name in its]
        ):
            if problems := see(record):  # few have any
                yield from problems


def _kept(observers: _Observers, rules: Sequence[Rule]) -> int:
    """Return about how many bytes are kept of the records that were seen."""
    return observers.kept + sum(rule.kept for rule in rules)


def _only_errors(*, partial: bool) -> Sequence[Rule]:
    integrity = Integrity(partial=partial)
    return [integrity, Called(integrity.ids, partial=partial)]


def _checked(
    files: Sequence[DataFile], observers: _Observers, rules: Sequence[Rule]
) -> Iterator[Problem]:
    """Yield the problems of the files as they are found."""
    cut_short = False
    waiting: list[Record] = []
    total, done = sum(file.size for file in files), 0

    def passed(piece: bytes) -> None:
        nonlocal done
        digest.see(piece)
        done += len(piece)
        observers.watch(Progress(f"checking {file.name}", done, total))

    for slot, file in enumerate(files):
        digest = Digest()
        observers.begin(file)
        for item in read(file, passed):
            if isinstance(item, Problem):
                # Of two problems at one place, that of a rule comes first.
                yield from _problems(waiting, rules)
                cut_short = cut_short or item.code in CUT_SHORT
                yield item
                continue
            if not waiting and _kept(observers, rules) > MAX_CHECKED:
                yield too_many_records(MAX_CHECKED, item)
                return
            observers.see(item)
            waiting.append(item)
            if len(waiting) >= _AT_ONCE:
                yield from _problems(waiting, rules)
        yield from _problems(waiting, rules)
        if file.regular and digest.passed == file.size:  # it was read to its end
            observers.stamps.append(digest.stamp(file, slot))
    if not cut_short:
        for problems in [rule.problems() for rule in rules]:  # another process can go on meanwhile
            yield from problems
