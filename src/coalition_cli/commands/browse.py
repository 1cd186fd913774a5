"""`coalition browse`: look around in the claims, on the whole screen."""

import os
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import typer

from ..index import Index
from ..model import SECTIONS
from ..model.problems import UsageError, reason
from ..project import Corpus, Origin, corpus_of
from ..reading.files import STANDARD_INPUT
from ..words.safe import visible
from .options.leaving import Part
from .options.shared import Color, Data, Engine, KeepGoing, Query, When
from .overwriting import keep_apart
from .publishing import opened_part, opened_quietly

if TYPE_CHECKING:  # Textual may not be installed
    from ..browsing.app import Opened

_MISSING = (
    "browse needs Textual, which is not installed\ninstall it beside coalition: pip install textual"
)


def browse(
    part: Part,
    data: Data = None,
    engine: Engine = None,
    keep_going: KeepGoing = False,
    color: Color = When.AUTO,
    query: Query = None,
) -> None:
    """Look around in the claims, on the whole screen.

    Left is the list, right the page of the record under the cursor. The query above it is
    written as for the other commands; / changes it. The key f shows what can be chosen, and
    the key ? shows all keys. It needs Textual: pip install textual.

    \b
    coalition browse
    coalition browse anonymous:true origins:1
    coalition browse -d claims.yaml greenland
    """
    _check(query or [])
    piped = STANDARD_INPUT in (data or []) and not sys.stdin.isatty()
    if not (sys.stdout.isatty() and sys.stderr.isatty() and (piped or sys.stdin.isatty())):
        why = "browse needs a terminal"
        raise UsageError(f"{why}\n'coalition claims' gives the same rows in a pipe")
    _check_terminal()
    try:
        from ..browsing.browser import Browser
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "textual":
            raise
        raise UsageError(_MISSING) from None
    from ..browsing.acts import starting

    _colour(color)
    corpus = corpus_of(data or [], engine=engine)
    index = opened_part(corpus, part, color, keep_going=keep_going)
    if piped:
        _take_keys_from_terminal()
    looked_at = opened(corpus, index, part, keep_going=keep_going)
    app = Browser(looked_at, starting(tuple(query or ())))
    code = app.run()
    if app.failure is not None:
        raise app.failure
    raise typer.Exit(code or 0)


def opened(corpus: Corpus, index: Index, part: Part, *, keep_going: bool) -> "Opened":
    """Return what the browser looks at: an index of the data, or of what is public of it."""
    from ..browsing.app import Opened

    whole = part.of(corpus) is None
    return Opened(
        corpus,
        index,
        _called(corpus) if whole else f"{_called(corpus)}, what is public",
        partial(keep_apart, data=[corpus]),
        partial(opened_quietly, corpus, part, keep_going=keep_going),
        [*(["--keep-going"] if keep_going else []), *part.words()],
        whole,
        corpus.texts() if whole else None,  # a text may tell what stays in
    )


def _check(words: Sequence[str]) -> None:
    """Raise UsageError for a query that cannot be asked, before any file is read."""
    from ..answers.asking import Wanted, question

    question(SECTIONS["claims"], Wanted(tuple(words)))


def _check_terminal() -> None:
    """Raise UsageError on a terminal that only prints lines."""
    from ..presenting.screen import is_dumb

    if is_dumb(os.environ):
        why = "browse needs a terminal that moves its cursor, and TERM says that this one does not"
        raise UsageError(f"{why}\n'coalition claims' gives the same rows as lines")


def _called(corpus: Corpus) -> str:
    """Return what the data is called above the list."""
    if corpus.origin is Origin.EXAMPLE:
        return "the example"
    return "standard input" if corpus.paths == (STANDARD_INPUT,) else visible(str(corpus))


def _take_keys_from_terminal() -> None:
    """Have the terminal in the place of standard input, of which all was read."""
    try:
        terminal = os.open(os.ctermid(), os.O_RDWR)
    except OSError as error:
        raise UsageError(f"browse needs a terminal for its keys: {reason(error)}") from error
    os.dup2(terminal, 0)
    os.close(terminal)


def _colour(when: When) -> None:
    """Say to Textual, by the environment, whether to use colour."""
    from ..presenting.screen import has_colour

    if has_colour(when, os.environ, terminal=True):
        os.environ.pop("NO_COLOR", None)
    else:
        os.environ["NO_COLOR"] = "1"
