"""Opens the index of a command's data. On a terminal a line shows how far reading is."""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..answers.opening import opened
from ..index import Index
from ..reading import Progress, Watch
from ..writing import tell

if TYPE_CHECKING:
    from ..presenting.screen import Meter

PATIENCE = 0.5  # seconds before the line is shown


def note(message: str) -> None:
    """Write a note on an answer to standard error."""
    tell(f"coalition: {message}")


def opened_index(paths: Sequence[str]) -> Index:
    """Open the index of the files at these paths, for a `with`."""
    with watched() as watch:
        return opened(paths, note, watch)


@contextmanager
def watched() -> Iterator[Watch]:
    """Show how far it is on standard error, after half a second, if that is a terminal."""
    watching = _Watching()
    try:
        yield watching.see
    finally:
        watching.close()


class _Watching:
    """Shows the progress that it is given, as `watched` says."""

    def __init__(self) -> None:
        self._shows = sys.stderr is not None and sys.stderr.isatty()
        self._begun = time.monotonic()
        self._meter: Meter | None = None

    def see(self, progress: Progress) -> None:
        """Show how far it is, if it takes long."""
        if not self._shows or time.monotonic() - self._begun < PATIENCE:
            return
        if self._meter is None:
            from ..presenting.screen import Meter, has_colour  # Rich takes a while to import

            self._meter = Meter(colour=has_colour("auto", os.environ, terminal=True))
        self._meter.show(*progress)

    def close(self) -> None:
        """Remove the line."""
        if self._meter is not None:
            self._meter.close()
