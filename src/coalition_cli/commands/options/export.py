"""The options of `coalition export`."""

from typing import Annotated, NamedTuple

import typer
from typer._types import TyperChoice  # takes values that are not an Enum

from ...exporting.formats import FORMATS, Format
from .shared import OUTPUT

FormatName = Annotated[
    Format,
    typer.Argument(
        metavar="FORMAT",
        help=f"One of {', '.join(FORMATS)}.",
        show_default=False,
        click_type=TyperChoice(list(FORMATS.values())),
    ),
]
_OUTPUT = "Write to this file, or this folder for csv. It is written whole or not at all."


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
