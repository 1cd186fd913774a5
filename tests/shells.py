"""Interactive shells on a pseudo-terminal: typed at, completed in, and their lines read."""

import os
import pty
import select
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_LOOK = "\x18d"  # Ctrl-X d has the shell write its line to a file
_CLEAR = "\x05\x15"  # to the end of the line, and all of it away
_PATIENCE = 30.0  # seconds until a shell is given up


class _Kind(NamedTuple):
    command: tuple[str, ...]
    settings: str  # what it reads before anything is typed
    load: str  # what makes the script known that the program shows


_KINDS = {
    "bash": _Kind(
        ("bash", "--noprofile", "--norc", "-i"),
        r"""bind 'set bell-style none'; bind 'set enable-bracketed-paste off'
seen() { printf %s "$READLINE_LINE" > $SEEN.new; mv $SEEN.new $SEEN; }; bind -x '"\C-xd": seen'""",
        "source <(coalition --show-completion)",
    ),
    "zsh": _Kind(
        ("zsh", "-f", "-i"),
        r"""unsetopt beep; seen() { print -rn -- $BUFFER > $SEEN.new; mv $SEEN.new $SEEN }
zle -N seen; bindkey -e; bindkey '^Xd' seen""",
        "source <(coalition --show-completion)",
    ),
    "fish": _Kind(
        ("fish", "--no-config", "-i"),
        r"""bind \cxd 'commandline | string collect > $SEEN.new; mv $SEEN.new $SEEN'
bind \ce\cu 'commandline ""'""",
        "coalition --show-completion | source",
    ),
}
SHELLS = tuple(_KINDS)

# Stands before the program in PATH: it keeps what Enter gave the program, word by word.
_PROGRAM = """\
#!/bin/sh
case "$_COALITION_COMPLETE$1" in
complete_* | --show-completion | --install-completion) exec {program} "$@" ;;
*)
    for word; do printf '%s\\0' "$word"; done > "$GIVEN.new"
    mv "$GIVEN.new" "$GIVEN"
    ;;
esac
"""


class Shell:
    """An interactive shell in a folder of its own, where `coalition` is the program."""

    def __init__(self, name: str, leader: int, home: Path) -> None:
        self.name, self.home = name, home
        self.shown = ""  # what it has written to the terminal
        self._leader = leader

    def press(self, keys: str) -> str:
        """Press keys, and return the line as it stands then."""
        self._send(keys + _LOOK)
        return self._file("seen").removesuffix("\n")

    def complete(self, typed: str, behind: str = "") -> str:
        """Type a line, with what stands behind the cursor, press TAB, and return the line."""
        back = "\x02" * len(behind)
        return self.press(f"{_CLEAR}{typed}{behind}{back}\t")

    def clear(self) -> None:
        """Take the line away."""
        self.press(_CLEAR)

    def enter(self) -> list[str]:
        """Press Enter on a line that runs the program, and return the words that it was given."""
        self._send("\x05\r")
        return self._file("given").split("\0")[:-1]

    def run(self, command: str) -> None:
        """Run a command of the shell's own, and wait until it is done."""
        self._send(f"{command}\recho > $SEEN\r")
        self._file("seen")

    def _send(self, keys: str) -> None:
        data = keys.encode()
        while data:
            self._read()
            data = data[os.write(self._leader, data[:512]) :]

    def _read(self) -> None:
        """Take what the shell shows, lest it wait for somebody who reads."""
        while select.select([self._leader], [], [], 0.002)[0]:
            self.shown += os.read(self._leader, 65536).decode(errors="replace")

    def _file(self, name: str) -> str:
        path = self.home / name
        end = time.monotonic() + _PATIENCE
        while not path.exists():
            assert time.monotonic() < end, f"the shell did not come to write {name}"
            self._read()
        text = path.read_text(encoding="utf-8")
        path.unlink()
        return text


@contextmanager
def shell(name: str, home: Path, program: str, *, load: bool = True) -> Iterator[Shell]:
    """Start a shell, with no settings but those that tests need."""
    kind = _KINDS[name]
    folder = home / "bin"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "coalition").write_text(_PROGRAM.replace("{program}", program), encoding="utf-8")
    (folder / "coalition").chmod(0o755)
    files = {key.upper(): str(home / key) for key in ("seen", "given")}
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, **files, "HOME": str(home), "PATH": path, "PS1": "> "}
    child, leader = pty.fork()
    if child == 0:
        os.chdir(home)
        os.execvpe(shutil.which(kind.command[0]) or "", kind.command, environment)
    try:
        typist = Shell(name, leader, home)
        for line in kind.settings.splitlines():
            typist.run(line)
        if load:
            typist.run(kind.load)
        yield typist
    finally:
        os.kill(child, signal.SIGKILL)
        os.close(leader)
        os.waitpid(child, 0)
