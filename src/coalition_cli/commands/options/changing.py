"""What all commands that change claims files have in common: --dry-run, and what is said."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ...model.problems import plural
from ...words.safe import visible
from ...writing import standard_output
from ..opening import note
from .shared import DATA, Color, When, WrittenData

if TYPE_CHECKING:  # a command may only share the options
    from collections.abc import Sequence

    from ...rewriting.changes import FieldChange
    from ...rewriting.edition import Edition

DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run", help="Say what would change, and write nothing.", rich_help_panel=DATA
    ),
]


class Changing(NamedTuple):
    """Which data a command changes, and how that is said."""

    data: WrittenData = None
    dry_run: DryRun = False
    color: Color = When.AUTO


def carry_out(edition: "Edition", *, dry_run: bool, color: str) -> None:
    """Write an edition, if it is not only to be shown, and say what changed.

    The changes go to standard output, and how many there are to standard error.
    """
    files = [before.file.name for before, _ in edition.texts()]
    if dry_run:
        edition.check()
    else:
        edition.save()
    found = edition.changes()
    show_changes(found, color)
    note(_summary(len({(c.file, c.section, c.line) for c in found}), files, dry_run=dry_run))


def show_changes(found: "Sequence[FieldChange]", color: str) -> None:
    """Print what changed, field by field."""
    if found:
        from ...presenting import Screen  # Rich takes a while to import
        from ...presenting.changes import changes

        Screen(standard_output(), colour=color).show(changes(found))
    standard_output().flush()


def _summary(records: int, files: list[str], *, dry_run: bool) -> str:
    if not files:
        return "nothing to change"
    begin = "would change" if dry_run else "changed"
    where = visible(files[0]) if len(files) == 1 else plural(len(files), "file")
    return f"{begin} {plural(records, 'record')} in {where}"
