"""`coalition check --leaks`: whether the people of a private file can be found in the data."""

import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING

import typer

from ..checking.findings import Findings
from ..model.problems import CoalitionError, DataError, UsageError, plural
from ..reading.limits import MAX_PROBLEMS
from ..reading.objects import GIT, SAFELY
from .check_report import write
from .opening import note
from .options.check import SETTING, VARIABLE, LeakSearch, Report
from .options.paths import corpora_of
from .options.texts import TextOptions
from .overwriting import keep_apart

if TYPE_CHECKING:
    from ..leaking import Identities
    from ..project import Corpus


def leaks(
    search: LeakSearch, given: TextOptions, report: Report, named: list[str], *, tracked: bool
) -> None:
    """Print where the people of a private file can be found.

    Exit with 1 if they can be, and with 3 if something could not be looked at.
    """
    from ..leaking import UNREADABLE, Leaks, private_file
    from ..leaking.history import in_history, in_staged

    form, private = report.chosen, _private(search.private)
    identities = private_file(private)
    with _unsaid(identities):
        for each in identities.all:
            if common := each.too_common():
                who = identities.masked(each.speaker)
                note(f"{plural(common, 'name')} of '{who}' cannot be looked for: too short")
        corpora = _corpora(named, tracked=tracked)
        texts = [*given.paths()]
        keep_apart(report.output, corpora, [private, *texts])
        looking = Leaks(identities)
        found = chain(
            looking.in_data(corpora, texts),
            in_staged(looking) if tracked else (),
            in_history(looking, private) if search.history else (),
        )
        problems = [*dict.fromkeys(islice(found, MAX_PROBLEMS))]  # staged, and on the disk
    findings = Findings(problems, [], Counter(), [], looking.searched, bool(problems))
    write(findings, form, report, frozenset())
    unread = sum(problem.code == UNREADABLE for problem in problems)
    leaked = len(problems) - unread
    said = f"names in {plural(leaked, 'place')}" if leaked else "no names"
    but = f", and {plural(unread, 'file')} could not be read" if unread else ""
    note(f"{said}; looked at {plural(looking.searched, 'file')}{but}")
    if problems:
        raise typer.Exit(DataError.exit_code if unread else 1)


def _corpora(named: list[str], *, tracked: bool) -> "list[Corpus]":
    """Return the data; none if git tracks no claims yet, for what is staged is looked at anyhow."""
    try:
        return corpora_of(named, tracked=tracked)
    except UsageError:
        if tracked and not named:
            return []
        raise


def _private(named: str | None) -> str:
    """Return the path of the private file: what is named, or what the user has set.

    No file that git tracks can say it.
    """
    if path := named or os.environ.get(VARIABLE):
        return os.path.expanduser(path)
    try:
        said = subprocess.run(  # noqa: S603 - no word of it is a user's
            [*GIT, "config", "--type=path", "--get", SETTING],
            env={**os.environ, **SAFELY},
            capture_output=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise UsageError(
            "--leaks needs the private file, which says who the unnamed speakers are\n"
            f"name it: --private FILE, {VARIABLE}, or 'git config {SETTING} FILE'"
        ) from error
    return os.fsdecode(said).removesuffix("\n")


@contextmanager
def _unsaid(identities: "Identities") -> Iterator[None]:
    """Keep the names out of what is said of a failure, also of a fault in the program."""
    try:
        yield
    except DataError as error:
        error.problems = [
            each._replace(
                file=identities.masked(each.file),
                message=identities.masked(each.message),
                remedy=identities.masked(each.remedy),
            )
            for each in error.problems
        ]
        raise
    except CoalitionError as error:
        error.args = (identities.masked(str(error)),)
        raise
    except (OSError, MemoryError):
        raise
    except Exception as error:  # its message may have a name
        place = error.__traceback__
        while place and place.tb_next:
            place = place.tb_next
        where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
        raise _Fault(f"the search failed, and is not complete: a fault at {where}") from None


class _Fault(CoalitionError):
    """A fault in the program, of which nothing but the place may be said."""

    exit_code = 3
