"""The report of `coalition check`: its problems, and the line that says how many there are."""

from collections.abc import Sequence

from ..checking.findings import Findings
from ..formats import ROWS, Format
from ..model.codes import SHOWN
from ..model.problems import plural
from ..project import Corpus
from ..reading import printable
from ..words.safe import visible
from ..writing import opened
from .check_options import Report

_MOST_NAMED = 5  # paths that were checked without being named


def write(findings: Findings, form: Format, report: Report) -> None:
    """Write the problems in a format to where the report goes."""
    with opened(report.output) as out:
        if not form.drawn:
            form.write(findings.answer() if ROWS in form.contents else findings.problems, out)
        elif findings.problems:
            from ..presenting import Screen  # Rich takes a while to import
            from ..presenting.excerpts import problems

            folds = report.on_terminal
            screen = Screen(out, colour=report.color, paged=report.pages)
            excerpts = findings.excerpts()
            drawn = problems(findings.problems, excerpts, screen.width, folds=folds)
            screen.show(drawn, folds=folds)
        out.flush()  # before the summary, which is not written if this fails


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


def where(corpora: Sequence[Corpus]) -> str:
    """Return which data was checked, where nobody has just named it."""
    paths = [visible(printable(path)) for corpus in corpora for path in corpus.paths]
    more = f" and {len(paths) - _MOST_NAMED:,} more" if len(paths) > _MOST_NAMED else ""
    return f" in {', '.join(paths[:_MOST_NAMED])}{more}"
