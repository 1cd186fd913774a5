"""The options that say what leaves, and on which day."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ...model.problems import UsageError
from ...project import Corpus
from ...publishing.fields import OPTIONAL, asked_for
from .listed import comma_separated

if TYPE_CHECKING:  # most answers are of all of the data
    from ...publishing.leaving import Leaving

PUBLIC = "What leaves"  # the group in the help
OF_PART = ("public", "as_of", "with_")  # the options of Part
_PUBLIC = "Answer from what is public alone, as a page has it. coalition.toml can say so."
_AS_OF = "The day for which it is made. The default is today, in UTC."
_WITH = f"Fields that stay in unless you name them: {', '.join(OPTIONAL)}; or all."

Public = Annotated[
    bool | None,
    typer.Option("--public/--no-public", help=_PUBLIC, show_default=False, rich_help_panel=PUBLIC),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help=_AS_OF, show_default=False, rich_help_panel=PUBLIC
    ),
]
With = Annotated[
    list[str] | None,
    typer.Option(
        "--with", metavar="FIELD,…", help=_WITH, show_default=False, rich_help_panel=PUBLIC
    ),
]


class LeavingOptions(NamedTuple):
    """What leaves beside the public fields, and on which day."""

    as_of: AsOf = None
    with_: With = None

    @property
    def leaving(self) -> "Leaving":
        """What leaves, and on which day; raise UsageError for another word or no day."""
        from ...answers.parts import today
        from ...publishing.leaving import Leaving
        from ...words.dates import is_day
        from ...words.values import is_date

        day = today() if self.as_of is None else self.as_of
        if not (is_date(day) and is_day(day)):
            raise UsageError(f"--as-of takes a day such as 2026-01-19, not '{day}'")
        return Leaving(day, asked_for(comma_separated(self.with_)))


class Part(NamedTuple):
    """Which part of the data a command answers from: all of it, or what is public."""

    public: Public = None
    as_of: AsOf = None
    with_: With = None

    def words(self) -> list[str]:
        """Return the options as they are written."""
        said = {None: [], True: ["--public"], False: ["--no-public"]}[self.public]
        day = ["--as-of", self.as_of] if self.as_of else []
        return [*said, *day, *(word for one in self.with_ or () for word in ("--with", one))]

    def of(self, data: Corpus) -> "Leaving | None":
        """Return what leaves, if only that is asked; None for all of the data.

        Without an option the project says it. Raise UsageError for options that need --public.
        """
        if data.is_public if self.public is None else self.public:
            return LeavingOptions(self.as_of, self.with_).leaving
        for option, value in (("--as-of", self.as_of), ("--with", self.with_)):
            if value:
                raise UsageError(f"{option} is for what is public\nsay --public too")
        return None
