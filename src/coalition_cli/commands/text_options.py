"""The options that say where the texts of articles are."""

from typing import Annotated, NamedTuple

import typer

from .completion import TEXTS
from .options import DATA

_TEXT = (
    "The text of an article: a plain text file in UTF-8, or - for standard input. "
    "May be given several times."
)
_TEXTS = "A folder with texts. The name of each is the id of its article: liga.txt."


class TextOptions(NamedTuple):
    """Where the texts of articles are."""

    text: Annotated[
        list[str] | None,
        typer.Option(
            "--text",
            metavar="ARTICLE=FILE",
            help=_TEXT,
            show_default=False,
            rich_help_panel=DATA,
            click_type=TEXTS,
        ),
    ] = None
    texts: Annotated[
        str | None,
        typer.Option(
            "--texts",
            metavar="FOLDER",
            help=_TEXTS,
            show_default=False,
            rich_help_panel=DATA,
        ),
    ] = None
