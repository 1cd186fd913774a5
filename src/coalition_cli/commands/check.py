"""`coalition check`: all problems of claims files."""

import typer

from ..checking.findings import check as check_files
from ..checking.findings import joined
from ..model.choice import wanted
from ..model.codes import CODES
from ..model.problems import UsageError, suggestion
from ..words.safe import visible
from ..writing import standard_output
from .check_report import summary, write
from .opening import note, note_foreign, watched
from .options.check import LeakSearch, ProblemSelection, Report, Scope, hold_to
from .options.paths import Paths, corpora_of, where
from .options.texts import TextOptions
from .overwriting import keep_apart


def check(
    selection: ProblemSelection,
    scope: Scope,
    leaking: LeakSearch,
    texts: TextOptions,
    report: Report,
    paths: Paths = None,
) -> None:
    """Print the problems of claims files.

    Errors stop every other command. Warnings point at doubtful records, such as a claim
    that stands twice. --strict adds what an editor would ask for. The exit code is 1 for
    errors; with --strict, for anything found. 'coalition help checking' says how to choose
    and ignore problems.

    \b
    coalition check claims.yaml
    coalition check --strict --format github newsroom/
    coalition check --select near-duplicate,no-url --fail-on strict
    coalition check --fix --diff claims.yaml
    coalition check --explain near-duplicate
    coalition check --leaks --private ~/sources.yaml
    """
    if scope.explain is not None:
        _explain(scope.explain)
        return
    if scope.diff and not scope.fix:
        raise UsageError("--diff shows what --fix would change\nwrite both: --fix --diff")
    named = [*(paths or []), *(scope.data or [])]
    if hold_to(leaking, texts, scope, selection):
        from .check_leaks import leaks  # most runs read no private file

        leaks(leaking, texts, report, named, tracked=scope.tracked)
        return
    corpora = corpora_of(named, tracked=scope.tracked)
    keep_apart(report.output, corpora)
    form, said = report.chosen, selection.said
    if scope.fix:
        from .check_fix import fix  # most runs change nothing

        differs = fix(corpora, dry=scope.diff)
        if scope.diff:
            raise typer.Exit(int(differs))
    with watched() as watch:
        findings = joined(
            check_files(corpus, wanted(said, corpus.choice, strict=selection.strict), watch)
            for corpus in corpora
        )
    write(findings, form, report, frozenset(said.select))
    note_foreign(findings.foreign)
    note(summary(findings) + ("" if named else where(corpora)))
    if findings.fails:
        raise typer.Exit(1)


def _explain(code: str) -> None:
    known = CODES.get(code)
    if known is None:
        near = suggestion(code, list(CODES))
        raise UsageError(f"no problem has the code '{visible(code)}'{near}")
    standard_output().write(f"{code} [{known.severity}]\n  {known.meaning}\n  {known.why}\n")
