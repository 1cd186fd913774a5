"""The app: it takes keys, makes the next view of them, and draws it."""

import asyncio
import signal
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from textual import events
from textual.app import App, ComposeResult, SystemCommand
from textual.command import CommandPalette
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

from ..index import Index
from ..model.problems import CoalitionError
from ..presenting.cut import Line
from ..project import Corpus
from . import acts, drawing
from .answering import Answering
from .keys import KEYS, Effect, Key, key_of, shown
from .line import line_of, words_of
from .panes import Panes, help_for, is_help
from .parts import Part, query_of, wanted
from .sheets import Sheets
from .view import Pane, View, at, found, said, scrolled, sized, topped
from .watching import Watching
from .widgets import Bar, Lines, Pressed, Typed


class Opened(NamedTuple):
    """The data that is looked at."""

    corpus: Corpus
    opened: Index
    called: str  # in the line of the query
    keep_apart: Callable[[str], None]  # raises UsageError for a file that must not be written
    again: Callable[[], Index]  # opens it again, when a file has changed
    options: Sequence[str] = ()  # of the command line, that say which of the data it is
    whole: bool = True  # whether records tell their files; no record of a public part does
    texts: str | None = None  # the folder of the texts of articles


class Arrived(Message):
    """Something from another thread: a part of an answer, new data, what an act found."""

    def __init__(self, what: "Part | Index | Exception | Callable[[], None]") -> None:
        super().__init__()
        self.what = what


class Viewer(App[int], inherit_bindings=False):
    """Looks at some data."""

    CSS_PATH = Path(__file__).with_name("app.tcss")
    AUTO_FOCUS = None  # keys are for the app, unless a line is typed
    ENABLE_COMMAND_PALETTE = False  # its key stands in the table of keys

    def __init__(self, data: Opened, view: View) -> None:
        super().__init__(ansi_color=True)
        self.theme = "ansi-dark"  # only the terminal's own colours: it does for light ones too
        self.animation_level = "none"  # a scroll bar is at once where it is dragged
        self.data, self.view = data, view
        self.failure: Exception | None = None  # what ended it
        self.answering = Answering(data.opened, Sheets(data.texts), self.tell)
        self.watching = Watching(data.corpus, data.again, self.tell)
        self._page: Sequence[Line] = ()
        self._help: Sequence[Line] = ()

    def compose(self) -> ComposeResult:
        """Yield the parts of the screen, from above."""
        yield Bar("sections", lambda: [drawing.sections(self.view)])
        with Horizontal(classes="typing"):
            yield Bar("query", lambda: [drawing.query(self.view, self.data.called)])
            yield Typed("words", "/ ")
        yield Panes()
        yield Bar("notices", lambda: [[drawing.Piece(each)] for each in self.view.notices])
        with Horizontal(classes="typing"):
            yield Bar("keys", lambda: [drawing.keys(self.view)])
            yield Typed("file", "to: ")

    def tell(self, what: "Part | Index | Exception | Callable[[], None]") -> None:
        """Take something from another thread."""
        self.post_message(Arrived(what))

    @property
    def settled(self) -> bool:
        """Whether all that the view needs has been answered."""
        return self.answering.settled

    def on_mount(self) -> None:
        """Ask for what the first view needs."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
            loop.add_signal_handler(number, self.exit, 128 + number)
        self.answering.start()
        self.watching.start()
        self.view = sized(self.view, self.size.width, self.size.height)
        self.answering.want(wanted(self.view))
        self._draw_all()

    def on_unmount(self) -> None:
        """End the threads, and close the index."""
        self.watching.close()
        self.answering.close()

    def _handle_exception(self, error: Exception) -> None:
        """Leave the screen; whoever runs the app tells the error, without what data has in it."""
        self.failure = self.failure or error
        self._exception = self.failure
        self._exception_event.set()
        self._close_messages_no_wait()

    # What comes in

    def on_resize(self, event: events.Resize) -> None:
        """Draw for another size."""
        self.show(sized(self.view, event.size.width, event.size.height))

    def on_key(self, event: events.Key) -> None:
        """Do what the key means."""
        if isinstance(self.screen, CommandPalette):
            return
        key = key_of(event.key, self.view.pane)
        if key is None and self.view.pane in (Pane.YANK, Pane.OPEN):
            key = key_of("escape", self.view.pane)
        if key is None:
            return
        event.stop()
        event.prevent_default()
        self.act(key, event.key)

    def on_pressed(self, event: Pressed) -> None:
        """Take a click for a key."""
        if key := key_of(event.key, self.view.pane):
            self.act(key, event.key)

    def act(self, key: Key, pressed: str = "") -> None:
        """Do what a key does."""
        view = said(self.view)
        if isinstance(key.act, Effect):
            self.show(view)
            self.carry_out(key.act, pressed)
        else:
            self.show(key.act(view))

    def carry_out(self, effect: Effect, pressed: str) -> None:
        """Do what reaches beyond the view; `pressed` is the key."""
        raise NotImplementedError

    def get_system_commands(self, screen: Screen[object]) -> Iterator[SystemCommand]:
        """Yield the acts of the keys, for the palette."""
        del screen
        for key in KEYS:
            if self.view.pane in key.panes and key.act is not Effect.PALETTE:
                called = f"{key.name} ({shown(key.keys[0])}): {key.meaning}"
                yield SystemCommand(called, "", partial(self.act, key))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Follow what is typed."""
        if event.input.name == "words" and self.view.pane is Pane.QUERY:
            words = words_of(event.value)
            unfinished = bool(words) and not event.value[-1:].isspace()
            self.show(acts.spelt(self.view, words, unfinished=unfinished))

    def on_lines_clicked(self, event: Lines.Clicked) -> None:
        """Put the cursor where the click was; a second click reads or chooses."""
        view = said(self.view)
        if event.lines.id == "list":
            view = acts.clicked(view, event.number // view.tall)
            self.show(view._replace(pane=Pane.PAGE) if event.times > 1 else view)
        elif event.lines.id == "page":
            self.show(acts.left(view)._replace(pane=Pane.PAGE))
        else:
            choice = self.query_one(Panes).choice_at(event.number)
            if choice is not None:
                self.show(acts.chosen(acts.left(view)._replace(pane=Pane.FACETS, choice=choice)))

    def on_lines_wheeled(self, event: Lines.Wheeled) -> None:
        """Move what the wheel is turned over."""
        view = self.view
        if event.lines.id == "list":
            self.show(at(view, view.place.row + event.by))
        elif event.lines.id == "page":
            self.show(scrolled(view, view.scroll + event.by))
        else:
            last = max(0, len(view.offered) - 1)
            self.show(view._replace(choice=max(0, min(view.choice + event.by, last))))

    def on_lines_dragged(self, event: Lines.Dragged) -> None:
        """Show what the scroll bar was dragged to."""
        view = self.view
        if event.lines.id == "list":
            self.show(topped(view, event.top // view.tall))
        elif event.lines.id == "page":
            self.show(scrolled(view, event.top))

    def on_arrived(self, event: Arrived) -> None:
        """Take what another thread has."""
        what = event.what
        if isinstance(what, Part):
            self._take(what)
        elif isinstance(what, Index):
            self.answering.replace(what)
            view = self.view._replace(edition=self.view.edition + 1, sought=self.view.mark)
            self.show(view)
        elif isinstance(what, CoalitionError):
            self.say(*str(what).split("\n"))
        elif isinstance(what, Exception):
            raise what
        else:
            what()

    def _take(self, part: Part) -> None:
        """Take a part of an answer, unless something else is asked by now."""
        view = self.view
        if part.query != query_of(view):
            return
        if part.row is not None:
            self.show(at(view._replace(sought=None), part.row))
            return
        now = view.found
        if part.window is not None:
            now = now._replace(window=part.window)
        if part.total is not None:
            now = now._replace(total=part.total, counted=part.counted)
        if part.facets is not None:
            later = now.facets[len(part.facets) :]  # they stand there until they are counted anew
            now = now._replace(facets=part.facets + later)
        if part.hints is not None:
            now = now._replace(hints=part.hints, failed=part.failed)
        if part.lines is not None:
            self._page = part.lines
            now = now._replace(lines=len(part.lines))
        self.show(found(view, now))

    def say(self, *lines: str) -> None:
        """Say something above the keys."""
        self.show(said(self.view, *lines))

    # What goes out

    def show(self, view: View) -> None:
        """Draw a view, and ask for what it needs."""
        old, self.view = self.view, view
        if is_help(view):
            self._help = help_for(view)
            self.view = view._replace(found=view.found._replace(lines=len(self._help)))
        elif is_help(old):
            self.view = view._replace(found=view.found._replace(lines=len(self._page)))
        if wanted(old) != wanted(self.view):
            self.answering.want(wanted(self.view))
        if old.pane is not view.pane:
            self._change_pane(old.pane, view.pane)
        elif view.pane is Pane.QUERY:
            self._retype()
        self._draw_all()

    def _change_pane(self, old: Pane, new: Pane) -> None:
        """Begin or end a line that is typed."""
        lines = {Pane.QUERY: ("words", "query"), Pane.FILE: ("file", "keys")}
        if old in lines:
            line, bar = lines[old]
            self.query_one(f"#{line}", Typed).end()
            self.query_one(f"#{bar}").display = True
        if new is Pane.QUERY:
            self.query_one("#query").display = False
            line = line_of(self.view.words)
            self.query_one("#words", Typed).begin(f"{line} " if line else "")
        elif new is Pane.FILE:
            self.query_one("#keys").display = False
            self.query_one("#file", Typed).begin(f"{self.view.section}.csv")

    def _retype(self) -> None:
        """Show the query in the line that is typed, if it came from somewhere else."""
        typed, words = self.query_one("#words", Typed), self.view.words
        if words_of(typed.value) != words:
            typed.begin(f"{line_of(words)} ")

    def _draw_all(self) -> None:
        view = self.view
        page = self._page if view.found.total or not view.found.counted else ()  # of no record
        self.query_one(Panes).show(view, self._help if is_help(view) else page)
        notices = self.query_one("#notices", Bar)
        notices.display = bool(view.notices)
        notices.styles.height = max(1, len(view.notices))
        for bar in self.query(Bar):
            bar.refresh()
