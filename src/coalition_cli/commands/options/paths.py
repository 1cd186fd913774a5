"""Which claims files `check` and `fmt` go through: those named, the project's, or git's."""

from collections.abc import Sequence
from typing import Annotated

import typer

from ...project import Corpus, corpus_of
from ...reading import printable
from ...words.safe import visible
from .shared import DATA

_MOST_NAMED = 5  # paths that a note names

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH]...",
        help="Claims files, folders of them, or - for standard input.",
        show_default=False,
    ),
]
Tracked = Annotated[
    bool,
    typer.Option(
        "--tracked",
        help="Without PATH: each claims.yaml, each folder claims and each project that git tracks.",
        rich_help_panel=DATA,
    ),
]


def corpora_of(paths: list[str], *, tracked: bool) -> list[Corpus]:
    """Return the data that is gone through together: all, or each story that git tracks.

    Raise NoDataError if there is none but the example.
    """
    if paths or not tracked:
        return [corpus_of(paths).own()]
    from ...project.tracked import stories  # git is rarely asked

    return stories()


def where(corpora: Sequence[Corpus]) -> str:
    """Return which data that was, where nobody has just named it."""
    paths = [visible(printable(path)) for corpus in corpora for path in corpus.paths]
    more = f" and {len(paths) - _MOST_NAMED:,} more" if len(paths) > _MOST_NAMED else ""
    return f" in {', '.join(paths[:_MOST_NAMED])}{more}"
