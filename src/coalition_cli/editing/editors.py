"""The user's editor, opened at a line.

As for git, an editor is a command for the shell. It comes from VISUAL, EDITOR, GIT_EDITOR, or from
core.editor of the user's own git settings: those of a repository may name a program of anybody.
"""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ..model.problems import CoalitionError, UsageError, reason
from ..reading.objects import GIT, SAFELY

_VARIABLES = ("VISUAL", "EDITOR", "GIT_EDITOR")
_NAME_ONE = "name one, such as: export EDITOR=nano"
_MOMENT = 0.2  # seconds
_USUAL = ("nano", "vi")  # the first that there is; nano says at the bottom how it is left
# How an editor is told a line, and, where it has a window of its own, to wait until it is closed.
_PLUS = ("+{line}", "{file}")
_COLON = ("{file}:{line}",)
_GOTO = ("--wait", "--goto", "{file}:{line}")
_ARGUMENTS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        **dict.fromkeys(["vi", "vim", "vim.basic", "vim.tiny", "nvim", "nvi", "view"], _PLUS),
        **dict.fromkeys(["nano", "rnano", "pico", "emacs", "emacsclient", "micro", "kak"], _PLUS),
        **dict.fromkeys(["joe", "jed", "mg", "ne", "mcedit", "tilde"], _PLUS),
        **dict.fromkeys(["hx", "helix"], _COLON),
        **dict.fromkeys(["gvim", "mvim"], ("--nofork", *_PLUS)),
        **dict.fromkeys(["code", "code-insiders", "codium", "vscodium", "cursor"], _GOTO),
        **dict.fromkeys(["subl", "zed", "zeditor"], ("--wait", *_COLON)),
        "gedit": ("--wait", *_PLUS),
        "kate": ("--block", "--line", "{line}", "{file}"),
        "mate": ("--wait", "--line", "{line}", "{file}"),
    }
)


def _nothing() -> None:
    """Do nothing."""


class EditorError(CoalitionError):
    """The editor failed, or could not be started."""

    exit_code = 3


class Editor(NamedTuple):
    """The command of an editor: for the shell, or words to be run as they are."""

    command: str
    shell: bool = True

    @classmethod
    def of_user(cls) -> "Editor":
        """Return the user's editor; raise UsageError if there is none."""
        named = (os.environ.get(name, "") for name in _VARIABLES)
        command = next((command for command in named if command.strip()), None) or _of_git()
        if command:
            return cls(command)
        on_terminal = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
        usual = next(filter(shutil.which, _USUAL), None) if on_terminal else None
        if usual:
            return cls(usual)
        why = (
            "no editor is named" if on_terminal else "no editor is named, and there is no terminal"
        )
        raise UsageError(f"{why}\n{_NAME_ONE}")

    @property
    def _words(self) -> list[str]:
        """The words of the command. The path of a program is one, though it may have blanks."""
        if shutil.which(self.command):
            return [self.command]
        try:
            return shlex.split(self.command)
        except ValueError:
            return []

    @property
    def program(self) -> str:
        """The name of its program, such as vim; empty if the command has none."""
        name = next((word for word in self._words if "=" not in word), "")
        return os.path.basename(name).lower().removesuffix(".exe")

    def arguments(self, path: str, line: int) -> list[str]:
        """Return what it is given to open a file at a line; an unknown editor gets the file."""
        if path.startswith(("-", "+")):  # it would be an option
            path = os.path.join(os.curdir, path)
        form = _ARGUMENTS.get(self.program, ("{file}",))
        if line <= 1 or ("{file}:{line}" in form and ":" in path):
            form = [each for each in form if each in ("--wait", "--nofork", "--block")] + ["{file}"]
        return [
            each.replace("{line}", str(line)).replace("{file}", path)
            for each in form
            if each not in self._words
        ]

    def open(self, path: str, line: int, meanwhile: Callable[[], None] = _nothing) -> None:
        """Open a file, and wait until the editor is closed; raise EditorError if it fails.

        While it is open, `meanwhile` is called again and again.
        """
        stdin = None if sys.stdin is not None and sys.stdin.isatty() else subprocess.DEVNULL
        with _interrupts_ignored():
            try:
                code = _waited_for(
                    subprocess.Popen(  # noqa: S603 - the user's own command
                        self._called(self.arguments(path, line)), stdin=stdin
                    ),
                    meanwhile,
                )
            except OSError as error:
                why = f"the editor cannot be started: {reason(error)}"
                raise EditorError(f"{why}\n{_NAME_ONE}") from error
        if code:
            how = f"was ended by signal {-code}" if code < 0 else f"ended with the code {code}"
            raise EditorError(f"the editor '{self.command}' {how}")

    def _called(self, arguments: Sequence[str]) -> Sequence[str] | str:
        if shutil.which(self.command):  # a path with blanks, too
            return [self.command, *arguments]
        if not self.shell:
            return [*self._words, *arguments]
        if os.name == "nt":
            return f"{self.command} {subprocess.list2cmdline(arguments)}"
        return ["/bin/sh", "-c", f'{self.command} "$@"', self.command, *arguments]


def _waited_for(child: subprocess.Popen[bytes], meanwhile: Callable[[], None]) -> int:
    """Wait for the end of a process, and return its code."""
    with child:
        while True:
            with suppress(subprocess.TimeoutExpired):
                return child.wait(_MOMENT)
            meanwhile()


def _of_git() -> str:
    """Return the editor of the user's git settings, or of the machine's; empty if none is there."""
    for place in ("--global", "--system"):
        try:
            asked = subprocess.run(  # noqa: S603 - no word of it is a user's
                [*GIT, "config", place, "--get", "core.editor"],
                cwd=Path.home(),
                env={**os.environ, **SAFELY},
                capture_output=True,
                check=False,
            )
        except (OSError, RuntimeError):
            return ""
        if command := os.fsdecode(asked.stdout).strip():
            return command
    return ""


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Leave Ctrl-C and Ctrl-\\ to the editor. It inherits no handler, as it would SIG_IGN."""
    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGQUIT") if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        numbers = []
    before = {number: signal.getsignal(number) for number in numbers}
    try:
        for number in numbers:
            signal.signal(number, lambda *_: None)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
