"""The options of `coalition fmt`."""

from typing import Annotated, NamedTuple

import typer

from .changing import DryRun
from .paths import Tracked
from .shared import Color, When

Check = Annotated[
    bool, typer.Option("--check", help="Write nothing. Name the files that would change, exit 1.")
]
Diff = Annotated[
    bool, typer.Option("--diff", help="Write nothing. Print what would change, exit 1.")
]


class Treatment(NamedTuple):
    """Which files are meant if none is named, and what is done where one would change."""

    check: Check = False
    diff: Diff = False
    dry_run: DryRun = False
    tracked: Tracked = False
    color: Color = When.AUTO

    @property
    def writes(self) -> bool:
        """Whether files are changed."""
        return not (self.check or self.diff or self.dry_run)
