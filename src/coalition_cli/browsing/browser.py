"""The browser: what reaches beyond the view. Clipboard, editor, web browser, files, the end."""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported
from textual.command import CommandPalette

from ..answers.records import Key
from ..index import Index
from ..model.problems import CoalitionError, DataError
from ..words.safe import visible
from . import acts
from .app import Opened, Viewer
from .keys import Effect
from .view import PARTS, Pane, View, said
from .widgets import Typed

if TYPE_CHECKING:
    from .acting import Address

INTERRUPTED = 130
_MOST_ADDRESSES = 9
_MOST_SHOWN = 200  # characters of what is copied
_MOST_COPIED = 74_994  # bytes; some terminals leave more than 100,000 characters of Base64
# What is copied, and the function of acting.py that makes the text of it.
_YANKS: Mapping[Effect, tuple[str, str]] = {
    Effect.YANK_ID: ("the id", "ids"),
    Effect.YANK_JSON: ("JSON", "as_json"),
    Effect.YANK_CITATION: ("the citation", "citations"),
    Effect.YANK_QUOTE: ("the quote", "quotes"),
}


class Browser(Viewer):
    """Looks at some data, and carries out effects."""

    def __init__(self, data: Opened, view: View) -> None:
        super().__init__(data, view)
        self._addresses: list[Address] = []  # that a digit opens
        self._agreed = ""  # the path of a file that is replaced if it is entered again
        self._effects: Mapping[Effect, Callable[[], object]] = {
            Effect.QUIT: lambda: self.exit(0),
            Effect.INTERRUPT: lambda: self.exit(INTERRUPTED),
            Effect.SUSPEND: self.action_suspend_process,
            Effect.PALETTE: lambda: self.push_screen(CommandPalette()),
            Effect.COMMAND: self._command,
            Effect.EDIT: self._edit,
            Effect.OPEN: self._open,
            Effect.EXPORT: self._export,
            Effect.WRITE: self._write,
        }

    def carry_out(self, effect: Effect, pressed: str) -> None:
        """Carry out an effect; `pressed` is the key."""
        if effect in _YANKS:
            self._yank(*_YANKS[effect])
        elif effect is Effect.VISIT:
            self._visit(int(pressed))
        else:
            self._effects[effect]()

    def _ask(self, question: Callable[[Index], object], then: Callable[..., None]) -> None:
        """Ask the data in its own thread, and then do something with the answer."""

        def job(index: Index) -> None:
            try:
                answer = question(index)
            except CoalitionError as error:
                self.tell(error)
            else:
                self.tell(lambda: then(answer))

        self.answering.do(job)

    def _away(self, act: Callable[[], None]) -> None:
        """Leave the screen to a program, and come back also if it fails; raise what it raises."""
        failures: list[Exception] = []
        with self.suspend():  # what is raised here would leave the screen for good
            try:
                act()
            except Exception as error:
                failures.append(error)
        for failure in failures:
            raise failure

    def _copy(self, text: str, what: str) -> None:
        self.copy_to_clipboard(text)
        shown = visible(text).strip()
        more = "…" if len(shown) > _MOST_SHOWN else ""
        lines = [f"copied {what}: {shown[:_MOST_SHOWN]}{more}"]
        if (size := len(text.encode())) > _MOST_COPIED:
            lines.append(f"it has {size:,} bytes, which some terminals do not take: x writes files")
        self.say(*lines)

    def _yank(self, what: str, name: str) -> None:
        from . import acting

        text_of: Callable[[Index, Sequence[Key]], str] = getattr(acting, name)
        self.show(acts.dropped(self.view))
        keys = acting.keys_of(self.view)
        self._ask(lambda index: text_of(index, keys), lambda text: self._copy(text, what))

    def _command(self) -> None:
        from .acting import command_line

        paths = self.data.corpus.paths if self.data.corpus.origin.value == "-d" else ()
        command = command_line(self.view, paths, self.data.options)
        self._copy(command, "the command")

    def _open(self) -> None:
        from . import acting

        keys = acting.keys_of(self.view._replace(marks=frozenset()))
        if not keys:
            self.say(acts.NO_RECORD)
            return
        self._ask(lambda index: acting.addresses(index, keys[0]), self._choose)

    def _choose(self, found: "list[Address]") -> None:
        """Open the only address, or let a digit choose."""
        self._addresses = found[:_MOST_ADDRESSES]
        if self.view.pane not in PARTS:  # something else is typed by now
            return
        if not found:
            self.say("no address is known that begins with http:// or https://")
        elif len(found) == 1:
            self._visit(1)
        else:
            lines = [f"{n}  {each.url}  {each.what}" for n, each in enumerate(self._addresses, 1)]
            if others := len(found) - len(lines):
                lines.append(f"and {others:,} more, of its other articles: 4 lists articles")
            self.show(said(acts.prefixed(self.view, Pane.OPEN), *lines))

    def _visit(self, number: int) -> None:
        self.show(acts.dropped(self.view))
        if number > len(self._addresses):
            return
        url = self._addresses[number - 1].url
        self.copy_to_clipboard(url)
        import webbrowser

        opened: list[bool] = []
        try:  # it may be a browser in the terminal
            self._away(lambda: opened.append(webbrowser.open(url)))
        except (SuspendNotSupported, OSError):
            opened = []
        is_open = any(opened)
        self.say(f"opened {url}" if is_open else f"no browser is found; copied the address: {url}")

    def _edit(self) -> None:
        row = self.view.row
        if row is None:
            self.say(acts.NO_RECORD)
            return
        if not self.data.whole:
            self.say("what is public does not tell its files: browse with --no-public, and edit")
            return
        if not row.get("file"):
            self.say("no file states this record")
            return
        from ..editing import Editor

        try:
            path = self._path_of(str(row["file"]))
        except CoalitionError as error:  # a lake has no files to edit
            self.say(*str(error).split("\n"))
            return
        if path is None:  # an editor would begin a new file
            self.say(f"{row['file']} is not there any more")
            return
        try:
            editor = Editor.of_user()._replace(shell=False)
            self._away(lambda: editor.open(path, int(str(row["line"]))))
        except CoalitionError as error:
            self.say(*str(error).split("\n"))
        except SuspendNotSupported:
            self.say("an editor cannot be opened here")
        self.watching.look()

    def _path_of(self, name: str) -> str | None:
        """Return where a file of the data is; None if it is gone. A lake raises LakeDataError."""
        try:
            paths = [file.path for file in self.data.corpus.own().files() if file.name == name]
        except DataError:
            return None
        return next((os.path.abspath(path) for path in paths if os.path.exists(path)), None)

    def _export(self) -> None:
        self._agreed = ""
        view = acts.prefixed(self.view, Pane.FILE)
        what = f"{len(view.marked):,} marked" if view.marked else "all that match"
        lines = (
            f"write {view.section} to a file: {what}",
            "its ending says the format: .csv .json .md …",
        )
        self.show(said(view, *lines))

    def _write(self) -> None:
        """Write the file that is named; the line stays until that is done, to be corrected."""
        from . import acting

        path = self.query_one("#file", Typed).value
        full, view = os.path.expanduser(path), self.view
        if os.path.isfile(full) and self._agreed != path:
            self._agreed = path
            self.say(f"{path} is there already: Enter replaces it, Esc leaves it")
            return
        self.say("writing …")

        def job(index: Index) -> str:
            self.data.keep_apart(full)
            return acting.exported(index, view, full)

        self._ask(job, self._written)

    def _written(self, what: str) -> None:
        view = acts.dropped(self.view) if self.view.pane is Pane.FILE else self.view
        self.show(said(view, f"wrote {what}"))
