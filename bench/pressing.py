"""Keys of the browser, pressed without a terminal: how long until what they ask for is painted."""

import asyncio
import time
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from textual import events

from coalition_cli.answers.opening import opened
from coalition_cli.browsing.acts import starting
from coalition_cli.browsing.app import Opened
from coalition_cli.browsing.browser import Browser
from coalition_cli.browsing.view import View
from coalition_cli.project import corpus_of

OFTEN, RARELY = "the", "nar"  # of queries: most claims have the one, three the other

Clock = Callable[[], float]
Ready = Callable[[View, View], bool]  # whether a view has what was asked for in another


class Act(NamedTuple):
    """An act, its key, when its answer is there, and whether somebody waits before the next."""

    name: str
    key: str
    ready: Ready
    waits: bool = True


class Painted(Browser):
    """A browser that knows when it was painted, and what."""

    clock: Clock = time.perf_counter
    at = 0.0
    shown: View | None = None

    def _display(self, screen: Any, renderable: Any) -> None:
        if hasattr(renderable, "render_segments"):
            renderable.render_segments(self.console)  # what a terminal would be sent
        self.at, self.shown = type(self).clock(), self.view


class Presser:
    """Presses keys, and keeps the milliseconds of each act."""

    def __init__(self, app: Painted) -> None:
        self._app = app
        self.taken: dict[str, list[float]] = {}

    async def press(self, act: Act) -> None:
        """Press a key, and wait until a view is painted that is ready; then until all is still."""
        app, before = self._app, self._app.view
        begun = type(app).clock()
        app.post_message(events.Key(act.key, act.key if len(act.key) == 1 else None))
        while not self._is_painted(begun, before, act.ready):
            await asyncio.sleep(0.001)
        self.taken.setdefault(act.name, []).append((app.at - begun) * 1000)
        if act.waits:
            await self.still()

    def _is_painted(self, begun: float, before: View, ready: Ready) -> bool:
        shown = self._app.shown
        if self._app.at <= begun or shown is None or shown == before:
            return False
        return ready(before, shown)

    async def still(self) -> None:
        """Wait until nothing is asked or painted any more."""
        while not self._app.settled:
            await asyncio.sleep(0.002)
        await asyncio.sleep(0.03)


def _has_row(_: View, view: View) -> bool:
    return view.row is not None


def _has_rows(_: View, view: View) -> bool:
    return bool(view.found.window.rows) or view.found.counted


def _is_kept(_: View, view: View) -> bool:
    return view.ranked


def _has_others(before: View, view: View) -> bool:
    return view.ranked and view.found.window != before.found.window


def _has_facets(_: View, view: View) -> bool:
    return bool(view.found.facets)


def _has_none(_: View, view: View) -> bool:
    return not view.faceted


def _letters(word: str) -> list[Act]:
    return [Act(f"letter {letter} of {word}", letter, _has_rows) for letter in word]


_BEGUN = Act("a query begins", "slash", _has_rows)
_CLEARED = Act("no query", "c", _has_rows)
_HASTY = [*_letters(OFTEN)[:-1], _letters(OFTEN)[-1]._replace(waits=False)]

_ROUND = (
    Act("a row down", "j", _has_row),
    Act("a screen down", "pagedown", _has_row),
    Act("the last row", "G", _has_row),
    Act("the first row", "g", _has_row),
    Act("the unnamed alone", "u", _has_rows),
    Act("all again", "u", _has_rows),
    *(_BEGUN, *_letters(OFTEN)),
    Act("Enter after a pause: the best of very many", "enter", _has_others),
    Act("the unnamed among them", "u", _has_rows),
    Act("all of them again", "u", _has_rows),
    *(_CLEARED, _BEGUN, *_HASTY),
    Act("Enter at once: the rows of the last letter", "enter", _is_kept),
    *(_CLEARED, _BEGUN, *_HASTY),
    Act("Enter at once: the best of very many", "enter", _has_others),
    *(_CLEARED, _BEGUN, *_letters(RARELY)),
    Act("Enter: the best of few", "enter", _has_rows),
    _CLEARED,
    Act("the first facet", "f", _has_facets),
    Act("no facets", "f", _has_none),
)


async def pressed(
    data: str, rounds: int, size: tuple[int, int], clock: Clock
) -> dict[str, list[float]]:
    """Press keys, and return for each act the milliseconds until it was painted."""
    Painted.clock = clock
    corpus = corpus_of([data])
    again = partial(opened, corpus)
    there = Opened(corpus, again(), "the data", lambda path: None, again)
    app = Painted(there, starting(()))
    presser = Presser(app)
    async with app.run_test(size=size):
        while not _has_rows(app.view, app.view):
            await asyncio.sleep(0.01)
        await presser.still()
        for _ in range(rounds):
            for act in _ROUND:
                await presser.press(act)
    return presser.taken
