"""The index of a command's data; on a terminal, how far reading is where it takes a while."""

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

PATIENCE = 0.5  # seconds that nobody wonders about


def note(said: str) -> None:
    """Say on standard error what is said beside an answer."""
    tell(f"coalition: {said}")


def opened_index(paths: Sequence[str]) -> Index:
    """Open the index of the files that the paths stand for, for a `with`."""
    with watched() as watch:
        return opened(paths, note, watch)


@contextmanager
def watched() -> Iterator[Watch]:
    """Show how far it is, on standard error, from half a second on, if that is a terminal."""
    watching = _Watching()
    try:
        yield watching.see
    finally:
        watching.close()


class _Watching:
    """Shows what it sees, as `watched` says."""

    def __init__(self) -> None:
        self._shows = sys.stderr is not None and sys.stderr.isatty()
        self._begun = time.monotonic()
        self._meter: Meter | None = None

    def see(self, progress: Progress) -> None:
        """Take note of how far it is."""
        if not self._shows or time.monotonic() - self._begun < PATIENCE:
            return
        if self._meter is None:
            from ..presenting.screen import (
                Meter,  # Rich takes a while to import
                has_colour,
            )

            self._meter = Meter(colour=has_colour("auto", os.environ, terminal=True))
        self._meter.show(*progress)

    def close(self) -> None:
        """Take away what was shown."""
        if self._meter is not None:
            self._meter.close()
