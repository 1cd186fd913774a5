"""Opens the index of a command's data. On a terminal a line shows how far reading is."""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..answers.opening import opened, passed_over
from ..index import Index
from ..model.problems import DataError
from ..project import Corpus
from ..reading import Progress, Watch
from ..writing import tell

if TYPE_CHECKING:
    from ..presenting.screen import Meter

PATIENCE = 0.5  # seconds before the line is shown


def note(message: str) -> None:
    """Write a note on an answer to standard error."""
    tell(f"coalition: {message}")


def note_foreign(names: Sequence[str]) -> None:
    """Say which files were passed over because they are other tools', if any were."""
    if names:
        note(passed_over(names))


def aside(message: str, color: str) -> None:
    """Write a note that most readers know already: dim, if standard error has colour."""
    from ..presenting.screen import has_colour  # Rich takes a while to import

    on_terminal = sys.stderr is not None and sys.stderr.isatty()
    dim = has_colour(color, os.environ, terminal=on_terminal)
    message = f"coalition: {message}"
    tell(f"\x1b[2m{message}\x1b[0m" if dim else message)


def opened_index(data: Corpus, *, keep_going: bool | None = None) -> Index:
    """Open the index of the data, for a `with`.

    `keep_going` leaves out files with errors. None is for a command without that option.
    """
    with watched() as watch:
        try:
            return opened(data, note, watch, keep_going=bool(keep_going))
        except DataError as error:
            if error.sound and keep_going is False:
                error.remedy = "--keep-going answers from the files without errors"
            raise


@contextmanager
def watched() -> Iterator[Watch]:
    """Show how far reading is, after half a second, if standard error is a terminal."""
    on_terminal = sys.stderr is not None and sys.stderr.isatty()
    begun = time.monotonic()
    meter: Meter | None = None  # none before it is shown

    def watch(progress: Progress) -> None:
        nonlocal meter
        if not on_terminal or time.monotonic() - begun < PATIENCE:
            return
        if meter is None:
            from ..presenting.screen import Meter, has_colour  # Rich takes a while to import

            meter = Meter(colour=has_colour("auto", os.environ, terminal=True))
        meter.show(*progress)

    try:
        yield watch
    finally:
        if meter is not None:
            meter.close()
