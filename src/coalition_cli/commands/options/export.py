"""The options of `coalition export`."""

from typing import Annotated, NamedTuple

import typer
from typer._types import TyperChoice  # takes values that are not an Enum

from ...exporting.formats import FORMATS, Format
from .shared import OUTPUT


class _OneOf(TyperChoice[Format]):
    """A format; where none is named, they are told on one line."""

    def get_missing_message(self, param: object, ctx: object) -> str:
        """Return which formats there are."""
        del param, ctx
        return f"It is one of {', '.join(FORMATS)}"


_FORMATS = "; ".join(f"{name}: {form.meaning}" for name, form in FORMATS.items())
FormatName = Annotated[
    Format,
    typer.Argument(
        metavar="FORMAT",
        help=f"{_FORMATS}.",
        show_default=False,
        click_type=_OneOf(list(FORMATS.values())),
    ),
]
_OUTPUT = (
    "Write to this file, or for csv and lake to this folder. It is written whole or not at all. "
    "Without it the first word after lake is the folder."
)
_FORCE = "Of lake: write a new one in the place of the lake that is there."
_NAMES = [each.name for form in FORMATS.values() for each in form.notations]
_NOTATIONS = "; ".join(
    f"Of {form}: {', '.join(each.name for each in form.notations)}, the first by default."
    for form in FORMATS.values()
    if form.notations
)
_ORDERED = ", ".join(form.name for form in FORMATS.values() if form.ordered)


class Target(NamedTuple):
    """Where the export goes."""

    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help=_OUTPUT,
            show_default=False,
            rich_help_panel=OUTPUT,
        ),
    ] = None
    notation: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="NAME",
            help=f"{_NOTATIONS} The end of PATH says it too.",
            show_default=False,
            rich_help_panel=OUTPUT,
            autocompletion=lambda: _NAMES,
        ),
    ] = None
    by: Annotated[
        str | None,
        typer.Option(
            metavar="FIELD",
            help=f"Of {_ORDERED}: order claims by a field, such as speaker. The default is topic.",
            show_default=False,
            rich_help_panel=OUTPUT,
        ),
    ] = None
    force: Annotated[bool, typer.Option("--force", help=_FORCE, rich_help_panel=OUTPUT)] = False
