"""The options that say what leaves, and on which day."""

from typing import Annotated, NamedTuple

import typer

from ...answers.parts import today
from ...model.problems import UsageError
from ...publishing.fields import OPTIONAL, asked_for
from ...publishing.leaving import Leaving
from ...words.dates import is_day
from ...words.values import is_date
from .shared import PUBLIC, comma_separated

_AS_OF = "The day for which it is made. The default is today, in UTC."
_WITH = f"Fields that stay in unless you name them: {', '.join(OPTIONAL)}; or all."


class LeavingOptions(NamedTuple):
    """What leaves beside the public fields, and on which day."""

    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help=_AS_OF, show_default=False, rich_help_panel=PUBLIC
        ),
    ] = None
    with_: Annotated[
        list[str] | None,
        typer.Option(
            "--with", metavar="FIELD,…", help=_WITH, show_default=False, rich_help_panel=PUBLIC
        ),
    ] = None

    @property
    def leaving(self) -> Leaving:
        """What leaves, and on which day; raise UsageError for another word or no day."""
        day = today() if self.as_of is None else self.as_of
        if not (is_date(day) and is_day(day)):
            raise UsageError(f"--as-of takes a day such as 2026-01-19, not '{day}'")
        return Leaving(day, asked_for(comma_separated(self.with_)))
