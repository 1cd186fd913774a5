"""The browser without a terminal: somebody presses keys, and reads the screen as text."""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from textual.pilot import Pilot

from coalition_cli.answers.opening import opened
from coalition_cli.browsing.acts import starting
from coalition_cli.browsing.app import Browser, Opened
from coalition_cli.browsing.view import View
from coalition_cli.project import corpus_of


class Seen(NamedTuple):
    """What is there after the keys."""

    screen: str  # without blanks at the ends of lines
    view: View
    code: int | None  # of the end; None if it goes on


def browsed(
    keys: Sequence[str],
    data: Sequence[str] = (),
    query: Sequence[str] = (),
    size: tuple[int, int] = (80, 24),
) -> Seen:
    """Press keys one after the other; each waits until all that is wanted has been answered."""
    return asyncio.run(_browsed(keys, data, query, size))


async def _browsed(
    keys: Sequence[str], data: Sequence[str], query: Sequence[str], size: tuple[int, int]
) -> Seen:
    corpus = corpus_of(list(data))
    with opened(corpus) as index:
        shown = Opened(corpus, index, "the data", lambda path: None)
        app = Browser(shown, starting(tuple(query)))
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            for key in keys:
                await pilot.press(key)
                await settled(pilot)
            return Seen(screen_of(app), app.view, app.return_value)


async def settled(pilot: "Pilot[int]") -> None:
    """Wait until nothing is asked that has no answer yet."""
    app = pilot.app
    assert isinstance(app, Browser)
    for _ in range(500):
        await pilot.pause()
        if app.settled:
            break
        await asyncio.sleep(0.01)
    await pilot.pause()


def screen_of(app: Browser) -> str:
    """Return the screen as text."""
    strips = app.screen._compositor.render_strips()
    return "".join(f"{''.join(s.text for s in strip).rstrip()}\n" for strip in strips)
