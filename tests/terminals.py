"""A real pseudo-terminal to run programs on."""

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

# How far reading is: a line that stands there, with the cursor hidden, until it is taken away.
_PROGRESS = re.compile(r"\x1b\[\?25l.*?\x1b\[\?25h(?:\r|\x1b\[1A|\x1b\[2K)*", re.DOTALL)


class Result(NamedTuple):
    """What a run of the program gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer, read as JSON."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """The lines of the answer."""
        return self.out.splitlines()


def on_terminal(
    command: Sequence[str], *, columns: int, rows: int, env: Mapping[str, str]
) -> Result:
    """Run a command on a terminal of that size.

    `out` is what the terminal was sent, standard error included, with \\n for its \\r\\n. How far
    reading is, which shows where it takes a while, is left out, as it is of the screen at the end.
    """
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    with subprocess.Popen(
        command, stdin=follower, stdout=follower, stderr=follower, env=env
    ) as child:
        os.close(follower)
        sent = b"".join(received(leader))
        os.close(leader)
        left = _PROGRESS.sub("", sent.decode())
        return Result(child.wait(timeout=60), left.replace("\r\n", "\n"), "")


def received(leader: int) -> Iterator[bytes]:
    """Yield what a terminal was sent, to the end."""
    while True:
        try:
            data = os.read(leader, 65536)
        except OSError:  # Linux says so at the end
            return
        if not data:
            return
        yield data


_CONTROL = re.compile(r"\x1b\[[?>]?([0-9;]*)([A-Za-z])|\x1b.|[\r\n\x07\x08]")
_ASKS = "\x1b[?2004h"  # each question begins with it: what is pasted comes as one piece
_ENDS = "\r\t\x03\x04"  # Enter, TAB, Ctrl-C, Ctrl-D
_PATIENCE = 60  # seconds until a program is given up


def screen(sent: str) -> str:
    """Return what a terminal of endless height shows after it was sent a text."""
    rows: list[list[str]] = [[]]
    row = column = at = 0

    def put(text: str) -> None:
        nonlocal column
        line = rows[row]
        line += " " * (column + len(text) - len(line))
        line[column : column + len(text)] = text
        column += len(text)

    for found in _CONTROL.finditer(sent):
        put(sent[at : found.start()])
        at = found.end()
        number, kind = int(found[1] or 0) if (found[1] or "0").isdecimal() else 0, found[2]
        match kind or found[0]:
            case "\r":
                column = 0
            case "\n":
                row += 1
            case "\x08" | "D":
                column -= number or 1
            case "C":
                column += number or 1
            case "A":
                row -= number or 1
            case "B":
                row += number or 1
            case "K" | "J":
                del rows[row][column:]
                del rows[row + 1 :][: len(rows) if kind == "J" else 0]
                rows = rows[: row + 1] if kind == "J" else rows
        rows += [[] for _ in range(row + 1 - len(rows))]
    put(sent[at:])
    return "".join(f"{''.join(line).rstrip()}\n" for line in rows)


class Typist:
    """Somebody at a terminal, who answers each question of a program with the next keys.

    Keys without an end of their own get Enter. Behind a tab, the rest waits until the terminal
    shows what comes after the tab in braces: "hi\t{confidence: high}".
    """

    def __init__(self, leader: int, answers: Sequence[str]) -> None:
        self._leader = leader
        self._answers = list(answers)
        self._asked = 0
        self._awaited = ""
        self._sent = ""

    def see(self, data: bytes) -> bool:
        """Take what the terminal was sent, and type; return False if nothing is left to say."""
        self._sent += data.decode()
        if self._awaited and self._awaited in screen(self._sent):
            self._awaited = ""
            self._type("\r")
        while not self._awaited and self._asked < self._sent.count(_ASKS):
            if not self._answers:
                return False
            self._asked += 1
            keys, _, awaited = self._answers.pop(0).partition("{")
            self._awaited = awaited.removesuffix("}")
            self._type(keys if keys[-1:] in _ENDS and keys else f"{keys}\r")
        return True

    def _type(self, keys: str) -> None:
        os.write(self._leader, keys.encode())

    @property
    def shown(self) -> str:
        """What the terminal shows."""
        return screen(self._sent)


def conversation(
    command: Sequence[str], answers: Sequence[str], *, columns: int = 80, env: Mapping[str, str]
) -> Result:
    """Run a command on a terminal, where somebody answers its questions.

    `out` is what standard output got, `err` what the terminal shows in the end. If there are more
    questions than answers, the terminal is closed.
    """
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = {**env, "PROMPT_TOOLKIT_NO_CPR": "1"}
    typist = Typist(leader, answers)
    with subprocess.Popen(
        command, stdin=follower, stdout=subprocess.PIPE, stderr=follower, env=environment
    ) as child:
        os.close(follower)
        for data in received(leader):
            if not typist.see(data):
                child.send_signal(signal.SIGHUP)
        os.close(leader)
        assert child.stdout is not None
        out = child.stdout.read().decode()
        return Result(child.wait(timeout=_PATIENCE), out, typist.shown)


class Session(NamedTuple):
    """What a program did that has the whole screen of a terminal."""

    code: int  # of its end; -15 after SIGTERM
    sent: str  # to the terminal
    left: bool  # whether the terminal is again as it was


def at_keys(
    command: Sequence[str],
    keys: Sequence[tuple[str, str | int]],
    *,
    size: tuple[int, int] = (80, 24),
    env: Mapping[str, str],
) -> Session:
    """Run a program that has the whole screen, and press keys.

    Each of the keys is pressed once the terminal has been sent the text before it, since the keys
    before; a number is a signal instead.
    """
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    before = termios.tcgetattr(follower)
    ahead, sent, seen = list(keys), "", 0
    with subprocess.Popen(
        command,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=env,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # it is /dev/tty
    ) as child:
        deadline = time.monotonic() + _PATIENCE
        while child.poll() is None and time.monotonic() < deadline:
            if select.select([leader], [], [], 0.02)[0]:
                sent += os.read(leader, 65536).decode(errors="replace")
            if ahead and ahead[0][0] in sent[seen:]:
                seen = len(sent)
                _, pressed = ahead.pop(0)
                if isinstance(pressed, int):
                    child.send_signal(pressed)
                else:
                    os.write(leader, pressed.encode())
        if child.poll() is None:
            child.kill()
    while select.select([leader], [], [], 0.02)[0]:
        sent += os.read(leader, 65536).decode(errors="replace")
    left = termios.tcgetattr(follower) == before and not ahead and _is_restored(sent)
    os.close(follower)
    os.close(leader)
    return Session(child.returncode, sent, left)


# What a program turns on, and has to turn off: another screen, mouse, pasting in brackets, focus.
_MODES = (1049, 1000, 1003, 1006, 2004, 1004)


def _is_restored(sent: str) -> bool:
    """Whether each mode of the terminal is off in the end, and the cursor is shown."""
    ends = [sent.rfind(f"\x1b[?{mode}h") <= sent.rfind(f"\x1b[?{mode}l") for mode in _MODES]
    return all(ends) and sent.rfind("\x1b[?25l") <= sent.rfind("\x1b[?25h")
