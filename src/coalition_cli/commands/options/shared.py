"""The options that commands share, packed into one value each."""

import os
import sys
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

import typer
from typer._types import TyperChoice  # takes values that are not an Enum

from ...formats import FORMATS, ROWS, Format, by_ending, formats_of
from ...model.problems import UsageError
from ...words.safe import visible
from ..completion.parameters import FIELDS, QUERY, SORT
from .leaving import AsOf, Part, Public, With

# The groups of options in the help, with that of leaving.py. An option of one command alone is in
# none of them.
FILTER, OUTPUT, DATA = "Filter", "Output", "Data"


class When(StrEnum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


_DATA = (
    "A claims file, a folder of them, or - for standard input. May be given several times. "
    "The default is COALITION_DATA, then your project, then the example."
)
_ENGINE = (
    "The Spark Connect server that answers from a lake. "
    "The default is COALITION_ENGINE, then DuckDB."
)
_WRITTEN = (
    "A claims file, or a folder of them. May be given several times. "
    "The default is COALITION_DATA, then your project."
)
_FORMAT = "How to write the answer. The default is table on a terminal and tsv in a pipe."
_SAFE_FORMATS = [form.name for form in formats_of(ROWS) if form.safe]
_SAFE = (
    f"In {' and '.join(sorted(_SAFE_FORMATS))}: "
    "put an apostrophe before text that a spreadsheet would run as a formula."
)
_OUTPUT = "Write to a file. The end of its name says which format."
_INTO = "A claims file: what is new goes into it, and each other line stays as it is."
_NUMBER = "At most N rows. The default is 200 on a terminal, and all elsewhere."

Query = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[QUERY]...",
        help="Words to search for, and terms such as date:2026-01 or not:topic:nato. "
        "All must match; OR between two means either. 'coalition help queries' explains them.",
        show_default=False,
        click_type=QUERY,
    ),
]


def _with_data_before(context: typer.Context, data: list[str] | None) -> list[str]:
    """Return the data that were named before the command and after it."""
    before = context.parent.params.get("data") if context.parent else None
    return [*(before or []), *(data or [])]


Data = Annotated[
    list[str] | None,
    typer.Option(
        "--data",
        "-d",
        metavar="PATH",
        help=_DATA,
        show_default=False,
        rich_help_panel=DATA,
        callback=_with_data_before,
    ),
]
Engine = Annotated[
    str | None,
    typer.Option(
        "--engine",
        metavar="sc://HOST:PORT",
        help=_ENGINE,
        show_default=False,
        rich_help_panel=DATA,
    ),
]
# Of a command that changes the data: it has no example of its own to change, and no pipe.
WrittenData = Annotated[
    list[str] | None,
    typer.Option(
        "--data",
        "-d",
        metavar="PATH",
        help=_WRITTEN,
        show_default=False,
        rich_help_panel=DATA,
        callback=_with_data_before,
    ),
]
Color = Annotated[
    When,
    typer.Option(
        "--color", help="When to use colour. The default is auto.", rich_help_panel=OUTPUT
    ),
]
NoPager = Annotated[
    bool,
    typer.Option(
        "--no-pager", help="Do not use the pager for long answers.", rich_help_panel=OUTPUT
    ),
]
Json = Annotated[
    bool, typer.Option("--json", help="The same as --format json.", rich_help_panel=OUTPUT)
]
OneLine = Annotated[
    bool,
    typer.Option(
        "--oneline",
        "-1",
        help="One line for each: id, who, text. A terminal cuts it to its width.",
        rich_help_panel=OUTPUT,
    ),
]
OutputFile = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=_OUTPUT,
        show_default=False,
        rich_help_panel=OUTPUT,
    ),
]


def format_option(meaning: str, *contents: str) -> Any:
    """Return the option that names a format of ROWS, or of PROBLEMS and of COUNTS."""
    names = TyperChoice(formats_of(*contents))
    return typer.Option(
        "--format",
        "-f",
        help=meaning,
        show_default=False,
        click_type=names,
        rich_help_panel=OUTPUT,
    )


FormatName = Annotated[Format | None, format_option(_FORMAT, ROWS)]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--fields",
        metavar="FIELD,…",
        help="Show these fields, in this order; all for every field.",
        show_default=False,
        rich_help_panel=OUTPUT,
        click_type=FIELDS,
    ),
]
SortField = Annotated[
    list[str] | None,
    typer.Option(
        "--sort",
        metavar="[-]FIELD",
        help="Order by a field. A - before it reverses the order.",
        show_default=False,
        rich_help_panel=OUTPUT,
        click_type=SORT,
    ),
]


KeepGoing = Annotated[
    bool,
    typer.Option(
        "--keep-going",
        help="Leave out files that have errors, and say which. Answer from the others.",
        rich_help_panel=DATA,
    ),
]


def _countable(number: int | None) -> int | None:
    """Return a number of rows, or the greatest one that engines can count to."""
    return None if number is None else min(number, sys.maxsize)


Number = Annotated[
    int | None,
    typer.Option(
        "--number",
        "-n",
        metavar="N",
        min=1,
        help=_NUMBER,
        show_default=False,
        rich_help_panel=OUTPUT,
        callback=_countable,
    ),
]
Safe = Annotated[bool, typer.Option("--safe", help=_SAFE, rich_help_panel=OUTPUT)]
CountOnly = Annotated[
    bool,
    typer.Option("--count", help="Print only the number of rows.", rich_help_panel=OUTPUT),
]
ExitStatus = Annotated[
    bool,
    typer.Option(
        "--exit-status", "-e", help="Exit with 1 if there are no rows.", rich_help_panel=OUTPUT
    ),
]


def format_said(form: Format | None, *, json: bool = False, oneline: bool = False) -> Format | None:
    """Return the format that --format, --json or --oneline names, if one does."""
    said = {"--json": json and FORMATS["json"], "--oneline": oneline and FORMATS["oneline"]}
    said[f"--format {form}"] = form or False
    named = {option: format_ for option, format_ in said.items() if format_}
    if len(set(named.values())) > 1:
        first, second, *_ = named
        raise UsageError(f"{first} and {second} ask for two formats")
    return next(iter(named.values()), None)


def format_of_file(output: str | None, content: str, noun: str) -> Format | None:
    """Return the format that the ending of a file's name says; None if it has no ending.

    `content` is what the format is of, `noun` what messages call it. Raise UsageError for an ending
    that no such format has.
    """
    ending = os.path.splitext(output or "")[1]  # noqa: PTH122 - no path is used
    if not ending:
        return None
    if form := by_ending(str(output), content):
        return form
    # Formats for programs come first.
    formats = sorted(formats_of(content), key=lambda form: form.drawn)
    known = ", ".join(ending for form in formats for ending in form.endings)
    raise UsageError(
        f"no {noun} has the ending {visible(ending.lower())}\nthe endings: {known}; or say --format"
    )


def goes_to_terminal(output: str | None) -> bool:
    """Whether -o names no file, and standard output is a terminal."""
    return output in (None, "-") and sys.stdout.isatty()


class Output(NamedTuple):
    """How and where the rows of an answer are written."""

    data: Data = None
    engine: Engine = None
    keep_going: KeepGoing = False
    public: Public = None
    as_of: AsOf = None
    with_: With = None
    format: FormatName = None
    json: Json = False
    oneline: OneLine = False
    fields: Fields = None
    output: OutputFile = None
    safe: Safe = False
    no_pager: NoPager = False
    color: Color = When.AUTO

    @property
    def part(self) -> Part:
        """Which part of the data is asked."""
        return Part(self.public, self.as_of, self.with_)

    @property
    def on_terminal(self) -> bool:
        """Whether the answer goes to a terminal."""
        return goes_to_terminal(self.output)

    @property
    def pages(self) -> bool:
        """Whether a long answer goes through the pager."""
        return self.on_terminal and not self.no_pager

    @property
    def named(self) -> Format | None:
        """The format that the options name, or else the ending of the file. None if none does."""
        said = format_said(self.format, json=self.json, oneline=self.oneline)
        return said or format_of_file(self.output, ROWS, "format")

    @property
    def chosen(self) -> Format:
        """The format that was named, or else table on a terminal and tsv in a pipe."""
        return self.chosen_or(FORMATS["table" if self.on_terminal else "tsv"])

    def chosen_or(self, usual: Format) -> Format:
        """Return the format that was named, or else the usual one."""
        chosen = self.named or usual
        if self.safe and not chosen.safe:
            known = " or ".join(_SAFE_FORMATS)
            raise UsageError(f"--safe works only with {known}, not with {chosen}\nsay -f {known}")
        return chosen


class Selection(NamedTuple):
    """Which rows of its answer a command gives."""

    sort: SortField = None
    number: Number = None
    count_only: CountOnly = False
    exit_status: ExitStatus = False


Target = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to a file (.yaml, .jsonl, .json) or a new folder (claims/).",
        show_default=False,
        rich_help_panel=OUTPUT,
    ),
]
Into = Annotated[
    str | None,
    typer.Option("--into", metavar="FILE", help=_INTO, show_default=False, rich_help_panel=OUTPUT),
]


class Goal(NamedTuple):
    """Where the records go that a command makes."""

    output: Target = None
    into: Into = None
