"""The browser without a terminal: somebody presses keys, and reads the screen as text."""

import asyncio
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest
from textual import events
from textual.pilot import Pilot
from textual.strip import Strip

from coalition_cli.browsing.acts import starting
from coalition_cli.browsing.browser import Browser
from coalition_cli.browsing.view import View
from coalition_cli.commands.browse import opened
from coalition_cli.commands.options.leaving import Part
from coalition_cli.commands.publishing import opened_quietly
from coalition_cli.project import corpus_of

WHOLE = Part()
Keys = Sequence[str | Callable[[], object]]


class Seen(NamedTuple):
    """What is there after the keys."""

    screen: str  # without blanks at the ends of lines
    view: View
    code: int | None  # of the end; None if it goes on
    copied: str  # what the clipboard has
    strips: Sequence[Strip]  # the lines of the screen, with their colours


def browsed(
    keys: Keys,
    data: Sequence[str] = (),
    query: Sequence[str] = (),
    size: tuple[int, int] = (80, 24),
    called: str = "the data",
    part: Part = WHOLE,
) -> Seen:
    """Press keys one after the other; each waits until all that is wanted has been answered.

    A key such as 120x30 gives the screen that size, "click #list 5,3" clicks there (perhaps
    "twice"), "drag 79,4 79,9" holds the mouse from the first place to the last, "paste TEXT"
    pastes, "wait for TEXT" waits until the screen has the text, and a function is called.
    """
    return asyncio.run(_browsed(keys, data, query, (size, called, part)))


async def _browsed(
    keys: Keys, data: Sequence[str], query: Sequence[str], look: tuple[tuple[int, int], str, Part]
) -> Seen:
    size, called, part = look
    corpus = corpus_of(list(data))
    with opened_quietly(corpus, part, keep_going=False) as index:
        looked_at = opened(corpus, index, part, keep_going=False)
        app = Browser(looked_at._replace(called=called), starting(tuple(query)))
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            for key in keys:
                if callable(key):
                    key()
                elif key.startswith(_WAITS):
                    await has_text(pilot, key.removeprefix(_WAITS))
                elif number := re.fullmatch("([0-9]+)x([0-9]+)", key):
                    await pilot.resize_terminal(int(number[1]), int(number[2]))
                elif key.startswith(_PASTES):
                    app.post_message(events.Paste(key.removeprefix(_PASTES)))
                elif key.startswith(_DRAGS):
                    await dragged(pilot, key.removeprefix(_DRAGS).split())
                elif click := _CLICK.fullmatch(key):
                    place = int(click["column"]), int(click["line"])
                    await pilot.click(click["part"], offset=place, times=2 if click["twice"] else 1)
                else:
                    await pilot.press(key)
                await settled(pilot)
            return Seen(screen_of(app), app.view, app.return_value, app.clipboard, strips_of(app))


_WAITS, _PASTES, _DRAGS = "wait for ", "paste ", "drag "
_CLICK = re.compile(r"click (?P<part>#\w+) (?P<column>\d+),(?P<line>\d+)(?P<twice> twice)?")


async def dragged(pilot: "Pilot[int]", places: Sequence[str]) -> None:
    """Press the mouse at the first place, move it to the others, and let it go."""
    pairs = (place.split(",") for place in places)
    at = [(int(column), int(line)) for column, line in pairs]
    await pilot.mouse_down(offset=at[0])
    for place in at[1:]:
        await pilot.hover(offset=place)
    await pilot.mouse_up(offset=at[-1])


async def has_text(pilot: "Pilot[int]", text: str) -> None:
    """Wait until the screen has a text: files are looked at once in a while."""
    app = pilot.app
    assert isinstance(app, Browser)
    for _ in range(1_000):
        if text in screen_of(app):
            return
        await pilot.pause(0.01)
    pytest.fail(f"the screen never has {text!r}:\n{screen_of(app)}")


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


def strips_of(app: Browser) -> Sequence[Strip]:
    """Return the lines of the screen."""
    return app.screen._compositor.render_strips()


def screen_of(app: Browser) -> str:
    """Return the screen as text."""
    return "".join(f"{''.join(s.text for s in strip).rstrip()}\n" for strip in strips_of(app))
