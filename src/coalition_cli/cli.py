"""The Typer app: which commands there are."""

from typing import Annotated

import typer

from . import __version__
from .commands import lists
from .commands.check import check
from .commands.options import Color, Data, When
from .commands.overview import overview
from .commands.packing import packed
from .commands.show import show
from .commands.stats import stats

app = typer.Typer(
    context_settings={"help_option_names": ["-h", "--help"]},
    # Plain help: it keeps [brackets], leaves Rich out, and is twice as fast.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"coalition {__version__}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
]


@app.callback(invoke_without_command=True)
def coalition(
    context: typer.Context, data: Data = None, color: Color = When.AUTO, version: Version = False
) -> None:
    """Browse attributed claims: who said what, on whose authority, in which words.

    Without a command: what is loaded, and what to try.

    \b
    coalition claims --source politico
    coalition members --non-eu
    coalition claims red lines confidence:medium.. --json | jq -r '.[].text'
    """
    del version
    if context.invoked_subcommand is None:
        overview(data or [], color)
    elif color is not When.AUTO:  # before the command it means the same as behind it
        context.default_map = {context.invoked_subcommand: {"color": color}}


for command in (
    lists.claims,
    lists.members,
    lists.appearances,
    lists.facts,
    lists.speakers,
    lists.sources,
    lists.articles,
    lists.topics,
    show,
    stats,
    check,
):
    app.command()(packed(command))
