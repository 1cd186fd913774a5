"""The options of `coalition draft`."""

from typing import Annotated, NamedTuple

import typer

from ...model import SECTIONS
from ..completion.parameters import values_for
from .shared import OUTPUT

_ARTICLES = SECTIONS["articles"]
_ORIGINAL = "The one of the articles that retells nothing: a person has made sure of it."
_KEEP = "Keep the text of each article where coalition.toml says, for `verify`."
_LINES = "Print attributions as JSON Lines, with their places in the text, and no claims."
OF_ONE = ("id", "headline", "author", "date", "url", "archived")  # what two articles cannot share

Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILE]...",
        help="Articles: saved pages, Markdown, plain text. - is standard input, as is no FILE.",
        show_default=False,
    ),
]


def _stated(option: str, metavar: str, meaning: str) -> typer.models.OptionInfo:
    stated: typer.models.OptionInfo = typer.Option(
        option, metavar=metavar, help=meaning, show_default=False
    )
    return stated


class Facts(NamedTuple):
    """What a user says of articles. It counts more than what they state."""

    id: Annotated[str | None, _stated("--id", "ID", "The id of the article.")] = None
    headline: Annotated[str | None, _stated("--headline", "TEXT", "Its headline.")] = None
    author: Annotated[
        list[str] | None, _stated("--author", "NAME", "Who wrote it. May be given several times.")
    ] = None
    publisher: Annotated[
        str | None, _stated("--publisher", "NAME", "Who published it, of all articles given.")
    ] = None
    date: Annotated[
        str | None, _stated("--date", "DATE", "When it was published, such as 2026-01-19.")
    ] = None
    url: Annotated[str | None, _stated("--url", "URL", "Where it was read.")] = None
    archived: Annotated[str | None, _stated("--archived", "URL", "Where a copy is kept.")] = None
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            metavar="TAG",
            help="The language of all articles, such as en or uk.",
            show_default=False,
            click_type=values_for(_ARTICLES, _ARTICLES.field("language")),
        ),
    ] = None


class Manner(NamedTuple):
    """How articles are drafted."""

    original: Annotated[
        list[str] | None,
        typer.Option("--original", metavar="FILE", help=_ORIGINAL, show_default=False),
    ] = None
    stances: Annotated[
        bool, typer.Option("--stances", help="Draft beliefs and plans too: hopes to, wants.")
    ] = False
    keep_text: Annotated[bool, typer.Option("--keep-text", help=_KEEP)] = False
    attributions: Annotated[
        bool, typer.Option("--attributions", help=_LINES, rich_help_panel=OUTPUT)
    ] = False
