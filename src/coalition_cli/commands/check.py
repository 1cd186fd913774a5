"""`coalition check`: all problems of claims files."""

from enum import StrEnum
from typing import Annotated, NamedTuple

import typer

from ..checking.findings import Findings, joined
from ..checking.findings import check as findings
from ..model.codes import CODES, Severity
from ..model.problems import UsageError, plural, suggestion
from ..words.safe import visible
from ..writing import opened, standard_output
from .completion import complete_codes
from .opening import note, watched
from .options import Color, Data, Json, NoPager, OutputFile, When, goes_to_terminal
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
        help="Without PATH: check each claims.yaml and each folder claims that git tracks.",
    ),
]
Explain = Annotated[
    str | None,
    typer.Option(
        "--explain",
        metavar="CODE",
        help="Explain a code: what it means and why it matters.",
        show_default=False,
        autocompletion=complete_codes,
    ),
]


class Style(StrEnum):
    """How problems are written."""

    FULL = "full"  # with the line and a caret
    PLAIN = "plain"  # with remedies
    CONCISE = "concise"  # a line each
    JSON = "json"
    GITHUB = "github"


_STYLE = "How to write problems. The default is full on a terminal and plain in a pipe."
StyleName = Annotated[Style | None, typer.Option("--format", "-f", help=_STYLE, show_default=False)]


class Scope(NamedTuple):
    """What is asked of claims files, and of which where none is named."""

    strict: Strict = False
    tracked: Tracked = False
    explain: Explain = None


class Report(NamedTuple):
    """How, and where, problems are written."""

    format: StyleName = None
    json: Json = False
    output: OutputFile = None
    color: Color = When.AUTO
    no_pager: NoPager = False

    @property
    def chosen(self) -> Style:
        """The style that was named, else the one for where the report goes."""
        if self.json and self.format not in (None, Style.JSON):
            raise UsageError(f"--json and --format {self.format} ask for two formats")
        if self.format:
            return self.format
        if self.json or (self.output or "").lower().endswith(".json"):
            return Style.JSON
        return Style.FULL if goes_to_terminal(self.output) else Style.PLAIN


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
    style = report.chosen
    corpora = _corpora([*(paths or []), *(data or [])], scope)
    keep_apart(report.output, [path for paths in corpora for path in paths])
    found = _found(corpora, scope)
    _write(found, style, report)
    note(_summary(found))
    if any(scope.strict or problem.severity == Severity.ERROR for problem in found.problems):
        raise typer.Exit(1)


def _corpora(paths: list[str], scope: Scope) -> list[list[str]]:
    """Return what is checked together: all that is named, or each story that git tracks."""
    if paths or not scope.tracked:
        return [paths]
    from ..reading.tracked import stories  # few ask git

    return [[story] for story in stories()]


def _found(corpora: list[list[str]], scope: Scope) -> Findings:
    with watched() as watch:
        return joined(findings(one, watch, strict=scope.strict) for one in corpora)


def _write(found: Findings, style: Style, report: Report) -> None:
    from ..formats import REPORTS, WRITERS

    with opened(report.output) as out:
        if style in REPORTS:
            REPORTS[style](found.problems, out)
        elif style is Style.JSON:
            WRITERS["json"](found.answer(), out)
        elif found.problems:
            from ..presenting import Screen  # Rich takes a while to import
            from ..presenting.excerpts import problems

            on_terminal = goes_to_terminal(report.output)
            paged = on_terminal and not report.no_pager
            screen = Screen(out, colour=report.color, paged=paged)
            drawn = problems(found.problems, found.excerpts(), screen.width)
            screen.show(drawn, folds=on_terminal)
        out.flush()  # the summary comes behind it, and not where it could not be written


def _summary(found: Findings) -> str:
    """Say how many problems there are of each severity: 1 error, 2 warnings."""
    count = found.counts()
    nouns = {
        Severity.ERROR: "error",
        Severity.WARNING: "warning",
        Severity.STRICT: "strict finding",
    }
    parts = [plural(count[one], noun) for one, noun in nouns.items() if count[one]]
    if found.left_out:
        parts.append(f"and {found.left_out:,} more warnings or strict findings that are not shown")
    return ", ".join(parts) or "no problems"


def _explain(code: str) -> None:
    known = CODES.get(code)
    if known is None:
        near = suggestion(code, list(CODES))
        raise UsageError(f"no problem has the code '{visible(code)}'{near}")
    told = f"{code} [{known.severity}]\n  {known.meaning}\n  {known.why}\n"
    standard_output().write(told)
