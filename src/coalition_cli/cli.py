"""The Typer app: which commands there are."""

from typing import Annotated

import typer

from . import __version__
from .commands import lists
from .commands.options import packed

app = typer.Typer(
    context_settings={"help_option_names": ["-h", "--help"]},
    # Plain help: it keeps [brackets], leaves Rich out, and is twice as fast.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
_LISTS = (lists.claims, lists.members, lists.appearances, lists.facts, lists.speakers, lists.sources, lists.articles, lists.topics)  # fmt: skip
for _command in _LISTS:
    app.command()(packed(_command))


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"coalition {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def coalition(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:  # fmt: skip
    """Browse attributed claims: who said what, on whose authority, in which words."""
