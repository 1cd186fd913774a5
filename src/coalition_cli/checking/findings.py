"""All problems of claims files: what cannot be read, what is wrong, and what is doubtful."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..model.answer import Answer, listed
from ..model.codes import Severity
from ..model.problems import Problem
from ..model.record import Place, Record
from ..model.results import RESULTS
from ..reading import DataFile, Progress, Watch, asked_for, data_files, listed_again, nobody
from ..reading.confidential import Names
from ..reading.excerpts import Excerpt, excerpts
from ..reading.haste import uncollected
from ..reading.hiding import Hidden
from ..reading.limits import MAX_CHECKED, MAX_PROBLEMS
from ..reading.reader import changing, read
from ..reading.stamps import Digest, Stamp, not_as_read, tries
from .protecting import Guard, without
from .references import Integrity
from .rules import Rule, RuleSet

# After one of these a file may state more than was read, so references prove nothing.
_CUT_SHORT = frozenset({"unreadable", "not-utf8", "bad-syntax", "merge-conflict", "over-limit"})
# And after these it may say of somebody, at a place where nobody looks, that they are unnamed.
_UNREAD = _CUT_SHORT | {"unknown-key", "wrong-type", "repeated-key"}
# Records that a rule sees before the next rule does: with one, or hundreds, it takes longer.
_AT_ONCE = 32


class Findings(NamedTuple):
    """What checking found: problems in the order of the files and their lines."""

    problems: list[Problem]
    files: Sequence[DataFile]
    left_out: int  # how many more there are, which are no errors
    guards: Sequence[Guard]  # what of the files no excerpt shows

    def answer(self) -> Answer:
        """Return the problems as rows with the fields of RESULTS["check"]."""
        section = RESULTS["check"]
        names = [field.name for field in section.fields]
        # A severity is more than text, and rows have plain values.
        plain = [one._asdict() | {"severity": str(one.severity)} for one in self.problems]
        rows = [tuple(one[name] for name in names) for one in plain]
        return listed(section, section.fields, rows)

    def counts(self) -> Counter[Severity]:
        """Return how many problems there are of each severity."""
        return Counter(problem.severity for problem in self.problems)

    def excerpts(self) -> dict[Problem, Excerpt]:
        """Return the lines of the problems, around their columns, as far as there are any."""
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


def joined(parts: Iterable[Findings]) -> Findings:
    """Return the findings of several checks as one, in their order."""
    each = list(parts)
    return Findings(
        [problem for found in each for problem in found.problems],
        [file for found in each for file in found.files],
        sum(found.left_out for found in each),
        [guard for found in each for guard in found.guards],
    )


def check(paths: Sequence[str], watch: Watch = nobody, *, strict: bool = False) -> Findings:
    """Return all problems of the files: errors and warnings, with `strict` all there are.

    Warnings and strict findings need files that could be read to the end.
    `watch` is told how far it is.
    """
    asked = asked_for(paths)
    now = data_files(asked)
    for _ in tries():
        files = now
        with uncollected():
            found, stamps = findings(files, watch, RuleSet(files, strict=strict))
        now = listed_again(asked, files)
        changed = not_as_read(files, stamps, now)
        if not changed:
            break
    found.problems.extend(one for one in map(changing, changed) if one not in found.problems)
    return found


def findings(
    files: Sequence[DataFile], watch: Watch, rule_set: RuleSet | None = None
) -> tuple[Findings, Sequence[Stamp]]:
    """Return the problems in their order, and how many that are no errors are left out.

    With them come the stamps of the files on a disk that were read to their end.

    Of errors, and of what is less, MAX_PROBLEMS at most are kept: errors beyond are one more, and
    end the search.
    """
    errors: list[Problem] = []
    doubts: list[Problem] = []
    left_out = 0
    guard = Guard()
    stamps: list[Stamp] = []
    for item in _checked(files, _Seen(watch, guard, stamps), rule_set):
        if rule_set and item.code not in rule_set.codes:
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
        if rule_set and len(errors) < MAX_PROBLEMS:
            errors += guard.given_away(files, MAX_PROBLEMS - len(errors))
        errors, doubts = ([without(names, one) for one in some] for some in (errors, doubts))
    order = {file.name: number for number, file in enumerate(files)}
    told = sorted([*errors, *doubts], key=lambda p: (order[p.file], p.line, p.column))
    return Findings(told, files, left_out, [guard]), stamps


def _too_many(last: Problem) -> Problem:
    message = f"there are more than {MAX_PROBLEMS:,} problems, and the search stopped here"
    remedy = "correct these first, from the top: they may have one cause"
    return last._replace(code="over-limit", message=message, remedy=remedy)


class _Seen(NamedTuple):
    """Who takes note of what passes while files are checked."""

    watch: Watch
    guard: Guard
    stamps: list[Stamp]  # of the files that were read to their end


def _too_much(record: Record) -> Problem:
    much = (
        f"checking so many records and references takes more than {MAX_CHECKED:,} bytes of memory"
    )
    message = f"{much}; the rest is not checked"
    remedy = "split the data, and check its parts one by one"
    return Problem("over-limit", message, remedy, record.file, *record.where(""))


def _told(records: list[Record], rules: Sequence[Rule]) -> Iterator[Problem]:
    """Yield what the rules tell of some records, and of those within them, and forget these."""
    every = [one for record in records for one in (record, *record.nested())]
    records.clear()
    for rule in rules:
        see, sections = rule.see, rule.sections
        for one in every:
            if one.section.name in sections and (found := see(one)):  # few have any
                yield from found


def _checked(files: Sequence[DataFile], seen: _Seen, rule_set: RuleSet | None) -> Iterator[Problem]:
    """Yield the problems of the files as they are found."""
    checker = rule_set.checker if rule_set else Integrity()
    rules: Sequence[Rule] = rule_set.rules if rule_set else [checker]
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
                yield from _told(waiting, rules)  # where both are at one place, the rules' is first
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
