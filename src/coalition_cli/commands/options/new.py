"""The options of `coalition new` that are not fields."""

from typing import Annotated, NamedTuple

import typer

from .changing import DryRun
from .shared import DATA, OUTPUT, WrittenData

_FROM_TEXT = (
    "The text of the article, a plain text file in UTF-8. Without other options its quotations are "
    "offered. With --quote the quote is held to it."
)

Into = Annotated[
    str | None,
    typer.Option(
        "--into",
        metavar="FILE",
        help="The claims file to write to. The default is where the last such record stands.",
        show_default=False,
        rich_help_panel=DATA,
    ),
]
FromText = Annotated[
    str | None,
    typer.Option("--from-text", metavar="FILE", help=_FROM_TEXT, show_default=False),
]
AsJson = Annotated[
    bool,
    typer.Option(
        "--json", help="Print the record as JSON, not only its id.", rich_help_panel=OUTPUT
    ),
]


class Placing(NamedTuple):
    """Where a new record is written, and how that is said."""

    data: WrittenData = None
    into: Into = None
    dry_run: DryRun = False
    json: AsJson = False


class Quoting(NamedTuple):
    """The text that a new record is taken from."""

    from_text: FromText = None
