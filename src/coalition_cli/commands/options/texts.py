"""The options that say where the texts of articles are."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple

import typer

from ..completion.parameters import TEXTS
from .shared import DATA

_TEXT = (
    "The text of an article: plain text in UTF-8, a saved page, Markdown, or - for standard "
    "input. May be given several times."
)
_TEXTS = "A folder with texts or saved pages. Each has the id of its article: liga.txt, liga.html."


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

    def paths(self) -> Iterator[str]:
        """Yield the paths of the files and of the folder, whatever articles they are of."""
        for word in self.text or []:
            yield word.partition("=")[2] or word
        if self.texts is not None:
            yield self.texts
