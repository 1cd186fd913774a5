"""The options of `coalition page`."""

import re
from typing import Annotated, NamedTuple

import typer

from ...model.problems import UsageError
from .shared import OUTPUT

_TAG = r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*"  # of BCP 47


def _option(name: str, metavar: str, meaning: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        name, metavar=metavar, help=meaning, show_default=False
    )
    return option


Destination = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to this file. It is written whole or not at all.",
        show_default=False,
        rich_help_panel=OUTPUT,
    ),
]


class Making(NamedTuple):
    """What the page says beside the claims."""

    title: Annotated[
        str | None, _option("--title", "TEXT", "Its title. The default is that of the data.")
    ] = None
    intro: Annotated[
        str | None, _option("--intro", "FILE", "A text in Markdown that stands above the claims.")
    ] = None
    lang: Annotated[
        str, typer.Option("--lang", metavar="TAG", help="The language of the page, such as en.")
    ] = "en"

    @property
    def language(self) -> str:
        """The language; raise UsageError for what is no IETF tag."""
        if not re.fullmatch(_TAG, self.lang):
            raise UsageError(f"--lang takes an IETF tag such as en or pt-BR, not '{self.lang}'")
        return self.lang
