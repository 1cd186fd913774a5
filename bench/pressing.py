"""Keys of the browser, pressed without a terminal: how long until what they ask for is painted."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from textual import events

from coalition_cli.answers.opening import opened
from coalition_cli.browsing.acts import starting
from coalition_cli.browsing.app import Opened
from coalition_cli.browsing.browser import Browser
from coalition_cli.browsing.view import View
from coalition_cli.project import corpus_of

OFTEN, RARELY = "the", "nar"  # of queries: most claims have the one, three the other

Ready = Callable[[View], bool]


class Painted(Browser):
    """A browser that knows when it was painted, and what."""

    at = 0.0
    shown: View | None = None

    def _display(self, screen: Any, renderable: Any) -> None:
        if hasattr(renderable, "render_segments"):
            renderable.render_segments(self.console)  # what a terminal would be sent
        self.at, self.shown = time.perf_counter(), self.view


class Presser:
    """Presses keys, and keeps the milliseconds of each act."""

    def __init__(self, app: Painted) -> None:
        self._app = app
        self.taken: dict[str, list[float]] = {}

    async def press(self, name: str, key: str, ready: Ready) -> None:
        """Press a key, and wait until a view is painted that is ready; then until all is still."""
        app, before = self._app, self._app.view
        begun = time.perf_counter()
        app.post_message(events.Key(key, key if len(key) == 1 else None))
        while not self._is_painted(begun, before, ready):
            await asyncio.sleep(0)
        self.taken.setdefault(name, []).append((app.at - begun) * 1000)
        await self.still()

    def _is_painted(self, begun: float, before: View, ready: Ready) -> bool:
        shown = self._app.shown
        return self._app.at > begun and shown is not None and shown != before and ready(shown)

    async def still(self) -> None:
        """Wait until nothing is asked or painted any more."""
        while not self._app.settled:
            await asyncio.sleep(0.002)
        await asyncio.sleep(0.03)


def _has_row(view: View) -> bool:
    return view.row is not None


def _has_rows(view: View) -> bool:
    return bool(view.found.window.rows) or view.found.counted


def _has_facets(view: View) -> bool:
    return bool(view.found.facets)


# An act, its key, and when its answer is there.
_ROUND: tuple[tuple[str, str, Ready], ...] = (
    ("a row down", "j", _has_row),
    ("a screen down", "pagedown", _has_row),
    ("the last row", "G", _has_row),
    ("the first row", "g", _has_row),
    ("the unnamed alone", "u", _has_rows),
    ("all again", "u", _has_rows),
    ("a query begins", "slash", _has_rows),
    *((f"letter {letter} of {OFTEN}", letter, _has_rows) for letter in OFTEN),
    ("the best matches first", "enter", _has_rows),
    ("no query", "c", _has_rows),
    ("a query begins", "slash", _has_rows),
    *((f"letter {letter} of {RARELY}", letter, _has_rows) for letter in RARELY),
    ("the best of few first", "enter", _has_rows),
    ("no query", "c", _has_rows),
    ("the first facet", "f", _has_facets),
    ("no facets", "f", lambda view: not view.faceted),
)


async def pressed(data: str, rounds: int, size: tuple[int, int]) -> dict[str, list[float]]:
    """Press keys, and return for each act the milliseconds until it was painted."""
    corpus = corpus_of([data])
    app = Painted(Opened(corpus, opened(corpus), "the data", lambda path: None), starting(()))
    presser = Presser(app)
    async with app.run_test(size=size):
        while not _has_rows(app.view):
            await asyncio.sleep(0.01)
        await presser.still()
        for _ in range(rounds):
            for name, key, ready in _ROUND:
                await presser.press(name, key, ready)
    return presser.taken
