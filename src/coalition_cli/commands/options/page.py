"""The options of `coalition page`."""

import re
from typing import Annotated, NamedTuple

import typer

from ...answers.parts import today
from ...model.problems import UsageError
from ...publishing.fields import OPTIONAL, asked_for
from ...publishing.leaving import Leaving
from ...words.dates import is_day
from ...words.values import is_date
from .shared import OUTPUT, comma_separated

_TAG = r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*"  # of BCP 47
_WITH = f"Fields that stay in unless you name them: {', '.join(OPTIONAL)}; or all."


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
    """What the page says beside the claims, and what leaves."""

    title: Annotated[
        str | None, _option("--title", "TEXT", "Its title. The default is that of the data.")
    ] = None
    intro: Annotated[
        str | None, _option("--intro", "FILE", "A text in Markdown that stands above the claims.")
    ] = None
    lang: Annotated[
        str, typer.Option("--lang", metavar="TAG", help="The language of the page, such as en.")
    ] = "en"
    as_of: Annotated[
        str | None,
        _option("--as-of", "DATE", "The day for which it is made. The default is today, in UTC."),
    ] = None
    with_: Annotated[list[str] | None, _option("--with", "FIELD,…", _WITH)] = None

    @property
    def leaving(self) -> Leaving:
        """What leaves, and on which day; raise UsageError for another word or no day."""
        day = today() if self.as_of is None else self.as_of
        if not (is_date(day) and is_day(day)):
            raise UsageError(f"--as-of takes a day such as 2026-01-19, not '{day}'")
        return Leaving(day, asked_for(comma_separated(self.with_)))

    @property
    def language(self) -> str:
        """The language; raise UsageError for what is no IETF tag."""
        if not re.fullmatch(_TAG, self.lang):
            raise UsageError(f"--lang takes an IETF tag such as en or pt-BR, not '{self.lang}'")
        return self.lang
