"""`coalition check`: all problems of claims files."""

from typing import Annotated, NamedTuple

import typer

from ..checking.findings import Findings, joined
from ..checking.findings import check as check_files
from ..formats import FORMATS, PROBLEMS, ROWS, Format, by_ending
from ..model.codes import CODES, SHOWN, Severity
from ..model.problems import UsageError, plural, suggestion
from ..project import Corpus, corpus_of
from ..reading import printable
from ..words.safe import visible
from ..writing import opened, standard_output
from .completion import CODES as KNOWN_CODES
from .opening import note, watched
from .options import (
    DATA,
    Color,
    Data,
    Json,
    NoPager,
    OutputFile,
    When,
    format_option,
    format_said,
    goes_to_terminal,
)
from .overwriting import keep_apart

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH]...",
        help="Claims files, folders of them, or - for standard input.",
        show_default=False,
    ),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict", help="Also apply the editorial rules. Exit with 1 if anything is found."
    ),
]
Tracked = Annotated[
    bool,
    typer.Option(
        "--tracked",
        help="Without PATH: check each claims.yaml, each folder claims and each project that git"
        " tracks.",
        rich_help_panel=DATA,
    ),
]
Explain = Annotated[
    str | None,
    typer.Option(
        "--explain",
        metavar="CODE",
        help="Explain a code: what it means and why it matters.",
        show_default=False,
        click_type=KNOWN_CODES,
    ),
]


_MOST_NAMED = 5  # paths that were checked without being named
_FORMAT = "How to write problems. The default is full on a terminal and plain in a pipe."


class Scope(NamedTuple):
    """What is asked about claims files, and about which ones if none is named."""

    strict: Strict = False
    tracked: Tracked = False
    explain: Explain = None


class Report(NamedTuple):
    """How and where problems are written."""

    format: Annotated[Format | None, format_option(PROBLEMS, _FORMAT)] = None
    json: Json = False
    output: OutputFile = None
    color: Color = When.AUTO
    no_pager: NoPager = False

    @property
    def chosen(self) -> Format:
        """The format that was named, or else full on a terminal and plain in a pipe."""
        named = format_said(self.format, json=self.json) or by_ending(self.output or "", PROBLEMS)
        return named or FORMATS["full" if goes_to_terminal(self.output) else "plain"]


def check(scope: Scope, report: Report, paths: Paths = None, data: Data = None) -> None:
    """Print the problems of claims files.

    Errors stop every other command. Warnings point at doubtful records, such as a claim
    that stands twice. --strict adds what an editor would ask for. The exit code is 1 for
    errors; with --strict, for anything found.

    \b
    coalition check claims.yaml
    coalition check --strict --format github newsroom/
    coalition check --explain near-duplicate
    """
    if scope.explain is not None:
        _explain(scope.explain)
        return
    form = report.chosen
    corpora = _corpora([*(paths or []), *(data or [])], scope)
    keep_apart(report.output, corpora)
    with watched() as watch:
        findings = joined(check_files(corpus, watch, strict=scope.strict) for corpus in corpora)
    _write(findings, form, report)
    note(_summary(findings) + ("" if paths or data else _where(corpora)))
    if any(scope.strict or problem.severity == Severity.ERROR for problem in findings.problems):
        raise typer.Exit(1)


def _corpora(paths: list[str], scope: Scope) -> list[Corpus]:
    """Return the data that is checked together: all, or each story that git tracks.

    Raise NoDataError if there is none but the example.
    """
    if paths or not scope.tracked:
        return [corpus_of(paths).own()]
    from ..project.tracked import stories  # git is rarely asked

    return stories()


def _where(corpora: list[Corpus]) -> str:
    """Return which data was checked, where nobody has just named it."""
    paths = [visible(printable(path)) for corpus in corpora for path in corpus.paths]
    more = f" and {len(paths) - _MOST_NAMED:,} more" if len(paths) > _MOST_NAMED else ""
    return f" in {', '.join(paths[:_MOST_NAMED])}{more}"


def _write(findings: Findings, form: Format, report: Report) -> None:
    with opened(report.output) as out:
        if not form.drawn:
            form.write(findings.answer() if ROWS in form.contents else findings.problems, out)
        elif findings.problems:
            from ..presenting import Screen  # Rich takes a while to import
            from ..presenting.excerpts import problems

            on_terminal = goes_to_terminal(report.output)
            paged = on_terminal and not report.no_pager
            screen = Screen(out, colour=report.color, paged=paged)
            excerpts = findings.excerpts()
            drawn = problems(findings.problems, excerpts, screen.width, folds=on_terminal)
            screen.show(drawn, folds=on_terminal)
        out.flush()  # before the summary, which is not written if this fails


def _summary(findings: Findings) -> str:
    """Return how many problems there are of each severity: 1 error, 2 warnings."""
    counts = findings.counts()
    parts = [
        plural(counts[severity], shown.noun)
        for severity, shown in SHOWN.items()
        if counts[severity]
    ]
    if left_out := findings.left_out:
        parts.append(f"and {left_out:,} more warnings or strict findings that are not shown")
    if parts:
        return ", ".join(parts)
    return "no problems" if findings.records else "no problems, because there is no record"


def _explain(code: str) -> None:
    known = CODES.get(code)
    if known is None:
        near = suggestion(code, list(CODES))
        raise UsageError(f"no problem has the code '{visible(code)}'{near}")
    standard_output().write(f"{code} [{known.severity}]\n  {known.meaning}\n  {known.why}\n")
