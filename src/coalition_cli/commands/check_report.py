"""The report of `coalition check`: its problems, and the line that says how many there are."""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain
from typing import TextIO

from ..checking.findings import Findings
from ..checking.gathering import gathered
from ..formats import ROWS, Format
from ..model.codes import SHOWN
from ..model.problems import Problem, plural
from ..writing import opened
from .opening import note
from .options.check import Report


def write(findings: Findings, form: Format, report: Report, named: Set[str]) -> None:
    """Write the problems, or how many each code has, to where the report goes.

    `named` has the codes of which all problems are told.
    """
    with opened(report.output) as out:
        if form.drawn and findings.problems:
            _draw(findings, report, named, out)
        elif not form.drawn:
            _write(findings, form, out, counts=report.statistics)
        out.flush()  # before the summary, which is not written if this fails


def _write(findings: Findings, form: Format, out: TextIO, *, counts: bool) -> None:
    if ROWS in form.contents:
        form.write(findings.statistics() if counts else findings.answer(), out)
    elif counts:
        from ..formats.reports import write_counts

        write_counts(findings.statistics(), out)
    else:
        problems = _most_serious(findings.problems, form)
        form.write(_with_uris(problems, findings) if form.uris else problems, out)


def _most_serious(problems: Sequence[Problem], form: Format) -> Sequence[Problem]:
    """Return as many problems as a format has room for, in their order, and say if it has not."""
    if len(problems) <= form.most:
        return problems
    note(f"{form} has the most serious {form.most:,} of {len(problems):,} problems, and no more")
    order = {severity: number for number, severity in enumerate(SHOWN)}
    by_weight = sorted(range(len(problems)), key=lambda n: order[problems[n].severity])
    return [problems[number] for number in sorted(by_weight[: form.most])]


def _with_uris(problems: Iterable[Problem], findings: Findings) -> Iterator[Problem]:
    """Yield problems with URIs for files, from the root of the repository."""
    from ..project.repository import root, uri_of  # few reports name files so

    base, paths = root(), {file.name: file.path for file in findings.files}
    uris = {name: uri_of(path, base) for name, path in paths.items()}
    for problem in problems:
        # A file that has come meanwhile is known by its name alone.
        yield problem._replace(file=uris.get(problem.file) or uri_of(problem.file, base))


def _draw(findings: Findings, report: Report, named: Set[str], out: TextIO) -> None:
    from ..presenting import Screen  # Rich takes a while to import
    from ..presenting.excerpts import problems
    from ..presenting.statistics import SOME, statistics

    folds = report.on_terminal
    screen = Screen(out, colour=report.color, paged=report.pages)
    if report.statistics:
        screen.show(statistics(findings.statistics()), folds=folds)
        return
    told = gathered(findings.problems, named)
    excerpts = findings.excerpts(one.problem for one in told)
    drawn = problems(told, excerpts, screen.width, folds=folds)
    if len(told) < len(findings.problems):
        drawn = chain(drawn, statistics(findings.statistics(), SOME))
    screen.show(drawn, folds=folds)


def summary(findings: Findings) -> str:
    """Return how many problems there are of each severity: 1 error, 2 warnings."""
    counts = findings.counts()
    parts = [
        plural(counts[severity], shown.noun)
        for severity, shown in SHOWN.items()
        if counts[severity]
    ]
    if left_out := findings.left_out.total():
        parts.append(f"and {left_out:,} more warnings or strict findings that are not shown")
    if parts:
        return ", ".join(parts)
    return "no problems" if findings.records else "no problems, because there is no record"
