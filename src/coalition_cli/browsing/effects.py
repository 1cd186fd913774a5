"""What reaches beyond the view: the clipboard, the editor, the web browser, files, the end."""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from ..answers.records import Key
from ..index import Index
from ..model.problems import CoalitionError
from ..words.safe import visible
from . import acts
from .keys import Effect
from .view import Pane, said
from .widgets import Typed

if TYPE_CHECKING:
    from .acting import Address
    from .app import Browser

INTERRUPTED = 130
_MOST_ADDRESSES = 9
_MOST_SHOWN = 200  # characters of what is copied
# What is copied, and the function of acting.py that makes the text of it.
_YANKS: Mapping[Effect, tuple[str, str]] = {
    Effect.YANK_ID: ("the id", "ids"),
    Effect.YANK_JSON: ("JSON", "as_json"),
    Effect.YANK_CITATION: ("the citation", "citations"),
    Effect.YANK_QUOTE: ("the quote", "quotes"),
}


class Effects:
    """Carries out effects for the app."""

    def __init__(self, app: "Browser") -> None:
        self._app = app
        self._addresses: list[Address] = []  # that a digit opens
        self._agreed = ""  # the path of a file that is replaced if it is entered again
        self._acts: Mapping[Effect, Callable[[], None]] = {
            Effect.QUIT: lambda: app.exit(0),
            Effect.INTERRUPT: lambda: app.exit(INTERRUPTED),
            Effect.SUSPEND: app.action_suspend_process,
            Effect.PALETTE: app.action_command_palette,
            Effect.COMMAND: self._command,
            Effect.EDIT: self._edit,
            Effect.OPEN: self._open,
            Effect.EXPORT: self._export,
            Effect.WRITE: self._write,
        }

    def run(self, effect: Effect, pressed: str) -> None:
        """Carry out an effect; `pressed` is the key."""
        if effect in _YANKS:
            self._yank(*_YANKS[effect])
        elif effect is Effect.VISIT:
            self._visit(int(pressed))
        else:
            self._acts[effect]()

    def _ask(self, question: Callable[[Index], object], then: Callable[..., None]) -> None:
        """Ask the data in its own thread, and then do something with the answer."""

        def job(index: Index) -> None:
            try:
                answer = question(index)
            except CoalitionError as error:
                self._app.tell(error)
            else:
                self._app.tell(lambda: then(answer))

        self._app.answering.do(job)

    def _copy(self, text: str, what: str) -> None:
        self._app.copy_to_clipboard(text)
        shown = visible(text).strip()
        more = "…" if len(shown) > _MOST_SHOWN else ""
        self._app.say(f"copied {what}: {shown[:_MOST_SHOWN]}{more}")

    def _yank(self, what: str, name: str) -> None:
        from . import acting

        text_of: Callable[[Index, Sequence[Key]], str] = getattr(acting, name)
        app = self._app
        app.show(app.view._replace(pane=Pane.LIST))
        keys = acting.keys_of(app.view)
        self._ask(lambda index: text_of(index, keys), lambda text: self._copy(text, what))

    def _command(self) -> None:
        from .acting import command_line

        data = self._app.data
        paths = data.corpus.paths if data.corpus.origin.value == "-d" else ()
        command = command_line(self._app.view, paths, keep_going=data.keep_going)
        self._copy(command, "the command")

    def _open(self) -> None:
        from . import acting

        app = self._app
        keys = acting.keys_of(app.view._replace(marks=frozenset()))
        if not keys:
            app.say("there is no record here")
            return
        self._ask(lambda index: acting.addresses(index, keys[0]), self._choose)

    def _choose(self, found: "list[Address]") -> None:
        """Open the only address, or let a digit choose."""
        self._addresses = found[:_MOST_ADDRESSES]
        if not found:
            self._app.say("no address is known that begins with http:// or https://")
        elif len(found) == 1:
            self._visit(1)
        else:
            lines = (f"{n}  {each.url}  {each.what}" for n, each in enumerate(self._addresses, 1))
            self._app.show(said(self._app.view._replace(pane=Pane.OPEN), *lines))

    def _visit(self, number: int) -> None:
        app = self._app
        app.show(app.view._replace(pane=Pane.LIST))
        if number > len(self._addresses):
            return
        url = self._addresses[number - 1].url
        app.copy_to_clipboard(url)
        import webbrowser

        try:
            with app.suspend():  # it may be a browser in the terminal
                is_open = webbrowser.open(url)
        except (SuspendNotSupported, OSError):
            is_open = False
        app.say(f"opened {url}" if is_open else f"no browser is found; copied the address: {url}")

    def _edit(self) -> None:
        app, row = self._app, self._app.view.row
        if row is None or not row.get("file"):
            app.say("no file states this record")
            return
        from ..editing import Editor

        try:
            files = {file.name: file for file in app.data.corpus.own().files()}
            path = os.path.abspath(files[str(row["file"])].path)
            editor = Editor.of_user()._replace(shell=False)
            with app.suspend():
                editor.open(path, int(str(row["line"])))
        except KeyError:
            app.say(f"{row['file']} is not there any more")
        except CoalitionError as error:
            app.say(*str(error).split("\n"))
        except SuspendNotSupported:
            app.say("an editor cannot be opened here")
        app.watching.look()

    def _export(self) -> None:
        app = self._app
        self._agreed = ""
        view = app.view
        what = f"{len(view.marked):,} marked" if view.marked else "all that match"
        noun = view.section
        lines = (f"write {noun} to a file: {what}", "its ending says the format: .csv .json .md …")
        app.show(said(view._replace(pane=Pane.FILE), *lines))

    def _write(self) -> None:
        app = self._app
        path = app.query_one("#file", Typed).value
        full = os.path.expanduser(path)
        if os.path.exists(full) and self._agreed != path:
            self._agreed = path
            app.say(f"{path} is there already: Enter replaces it, Esc leaves it")
            return
        from . import acting

        view = acts.dropped(app.view)
        app.show(said(view, "writing …"))
        keep_apart = self._keep_apart

        def job(index: Index) -> str:
            keep_apart(full)
            return acting.exported(index, view, full)

        self._ask(job, lambda told: app.say(f"wrote {told}"))

    def _keep_apart(self, path: str) -> None:
        self._app.data.keep_apart(path)
