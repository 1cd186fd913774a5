"""The options of `coalition check`, packed into values: what is checked, and how that is told."""

from typing import Annotated, NamedTuple

import typer

from ...formats import COUNTS, FORMATS, PROBLEMS, Format, formats_of
from ...model.choice import Choice, mistakes
from ...model.codes import Severity
from ...model.problems import UsageError
from ...words.safe import visible
from ..completion.parameters import CODES, IGNORED, SELECTED
from .listed import comma_separated
from .paths import Tracked
from .shared import (
    Color,
    Data,
    Json,
    NoPager,
    OutputFile,
    When,
    format_of_file,
    format_option,
    format_said,
    goes_to_terminal,
)
from .texts import TextOptions

VARIABLE, SETTING = "COALITION_PRIVATE", "coalition.private"  # name the private file

Strict = Annotated[
    bool,
    typer.Option(
        "--strict", help="Also apply the editorial rules. Exit with 1 if anything is found."
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="CODE,…",
        help="Report only these codes and tiers (warning, strict), and errors. A strict code needs"
        " no --strict.",
        show_default=False,
        click_type=SELECTED,
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="CODE,…",
        help="Do not report these codes and tiers. Errors cannot be ignored.",
        show_default=False,
        click_type=IGNORED,
    ),
]
FailOn = Annotated[
    Severity | None,
    typer.Option(
        "--fail-on",
        help="Exit with 1 for this tier and more serious ones. The default is error.",
        show_default=False,
    ),
]
Fix = Annotated[
    bool,
    typer.Option(
        "--fix",
        help="First mend what has one safe remedy: misspelt keys, words of a vocabulary, dates.",
    ),
]
Diff = Annotated[
    bool,
    typer.Option("--diff", help="With --fix: write nothing. Print what would change, exit 1."),
]
Explain = Annotated[
    str | None,
    typer.Option(
        "--explain",
        metavar="CODE",
        help="Explain a code: what it means and why it matters.",
        show_default=False,
        click_type=CODES,
    ),
]

Statistics = Annotated[
    bool,
    typer.Option("--statistics", help="Only count: how many problems each code has."),
]

Leaks = Annotated[
    bool,
    typer.Option(
        "--leaks",
        help="Look only for the people of the private file: in the data, the kept texts, the names"
        " of files.",
    ),
]
Private = Annotated[
    str | None,
    typer.Option(
        "--private",
        metavar="FILE",
        help=f"The private file. The default is ${VARIABLE}, or git's setting {SETTING}.",
        show_default=False,
    ),
]
History = Annotated[
    bool,
    typer.Option(
        "--history",
        help="With --leaks: also look in every version that git has, in names, and in messages.",
    ),
]

_FORMAT = "How to write problems. The default is full on a terminal and plain in a pipe."


class Scope(NamedTuple):
    """What is done: which files are checked, whether they are mended; or a code is explained."""

    data: Data = None
    fix: Fix = False
    diff: Diff = False
    tracked: Tracked = False
    explain: Explain = None


class LeakSearch(NamedTuple):
    """Whether the people of a private file are looked for, and where."""

    leaks: Leaks = False
    private: Private = None
    history: History = False


class ProblemSelection(NamedTuple):
    """Which problems are reported, and which make the check fail."""

    strict: Strict = False
    select: Select = None
    ignore: Ignore = None
    fail_on: FailOn = None

    @property
    def said(self) -> Choice:
        """What the options say; raise UsageError for a name that cannot be meant."""
        select, ignore = comma_separated(self.select), comma_separated(self.ignore)
        for option, given, listed in (
            ("--select", self.select, select),
            ("--ignore", self.ignore, ignore),
        ):
            if given and not listed:
                raise UsageError(f"{option} names no code and no tier\nsuch as: {option} warning")
            for message, remedy in mistakes(listed, ignored=option == "--ignore"):
                raise UsageError(f"{option}: {visible(message)}\n{remedy}")
        return Choice(tuple(select), tuple(ignore), self.fail_on)


def hold_to(search: LeakSearch, texts: TextOptions, scope: Scope, said: ProblemSelection) -> bool:
    """Whether names are looked for; raise UsageError for options that do not go together."""
    if search.leaks and (scope.fix or scope.diff or said != ProblemSelection()):
        raise UsageError(
            "--leaks looks for names and for no other problem\n"
            "leave out --fix, --strict, --select, --ignore and --fail-on, or check twice"
        )
    alone = {
        "--private": search.private,
        "--history": search.history,
        "--text": texts.text,
        "--texts": texts.texts,
    }
    if not search.leaks and (given := [name for name, value in alone.items() if value]):
        raise UsageError(f"{given[0]} is for --leaks\nwrite both: --leaks {given[0]} …")
    return search.leaks


class Report(NamedTuple):
    """How and where problems are written, or how many there are of each code."""

    statistics: Statistics = False
    format: Annotated[Format | None, format_option(_FORMAT, PROBLEMS, COUNTS)] = None
    json: Json = False
    output: OutputFile = None
    color: Color = When.AUTO
    no_pager: NoPager = False

    @property
    def on_terminal(self) -> bool:
        """Whether the report goes to a terminal."""
        return goes_to_terminal(self.output)

    @property
    def pages(self) -> bool:
        """Whether a long report goes through the pager."""
        return self.on_terminal and not self.no_pager

    @property
    def chosen(self) -> Format:
        """The format that was named, or else full on a terminal and plain in a pipe."""
        content = COUNTS if self.statistics else PROBLEMS
        said = format_said(self.format, json=self.json)
        named = said or format_of_file(self.output, content, "report")
        if named and content not in named.contents:
            known = ", ".join(map(str, formats_of(content)))
            message = f"check writes {named} only with --statistics"
            if self.statistics:
                message = f"--statistics cannot be written as {named}"
            raise UsageError(f"{message}\nthe formats: {known}")
        return named or FORMATS["full" if self.on_terminal else "plain"]
