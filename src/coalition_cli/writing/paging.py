"""The pager shows a long answer on a terminal. If it fails, the answer is printed."""

import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from subprocess import Popen

_PAGER = "less"
_LESS = "FIRX"  # options of less, if LESS has none: a short text stays, colours are drawn
_HEADER = 600  # the version of less from which on it keeps the first lines in view
_KEPT = 1 << 20  # bytes that can still be printed if the pager fails; a pipe holds no more
_PATIENCE = 0.1  # seconds until we look whether a pager that does not read is still there
_NOT_STARTED = (126, 127)  # exit codes of a shell that could not start the program


def paged(pieces: Iterable[str], out: TextIO, height: int, heading: int = 0) -> None:
    """Write a text to the terminal, through $PAGER if it fills the screen.

    $PAGER is a command for the shell, as it is for git and man. Nothing is paged if it is empty,
    or on Windows. The pieces are taken as the pager reads them, so the rest is never made for a
    reader who has seen enough. Of a heading, less keeps the lines in view. A pager has failed if
    it could not be started, or if it ended before it read anything. Then the text is printed.
    """
    rest = iter(pieces)
    command = pager()
    if command:
        first = _screenful(rest, height)
        rest = chain(first, rest)
        if sum(piece.count("\n") for piece in first) >= height:
            out.flush()
            unread = _show(command, rest, out.encoding, heading)
            if unread is None:
                return
            rest = chain(unread, rest)
    out.writelines(rest)


def pager() -> str:
    """Return the command of the pager: PAGER, or else less. Empty if there is none."""
    command = os.environ.get("PAGER", _PAGER)
    return command if command.strip() and os.name != "nt" else ""


def _screenful(pieces: Iterator[str], height: int) -> list[str]:
    """Take as many of the pieces as fill a screen, or all."""
    taken: list[str] = []
    lines = 0
    while lines < height and (piece := next(pieces, None)) is not None:
        taken.append(piece)
        lines += piece.count("\n")
    return taken


def _show(command: str, pieces: Iterator[str], encoding: str, heading: int) -> list[str] | None:
    """Show the pieces in a pager. If it fails, return those that it was sent, else None.

    We keep the reading end of its pipe open too, to count what it leaves there.
    """
    import subprocess  # few answers are long

    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    # Without these, a bare `less` in PAGER would show colours as codes.
    environment = {"LESS": _LESS, **os.environ}
    if heading and _keeps_headings(command):
        options = environment["LESS"]
        dash = "-" if options[:1].isalnum() else ""  # without one, letters are options too
        environment["LESS"] = f"--header={heading}$ {dash}{options}"  # $ ends the value
    with (
        _interrupts_ignored(),
        open(reading, "rb", buffering=0) as pipe,
        # The command is the user's own, and for the shell.
        subprocess.Popen(command, shell=True, stdin=pipe, env=environment) as pager,  # noqa: S602
    ):
        with open(writing, "wb", buffering=0):
            size, sent = _send(pieces, encoding, writing, pager)
        failed = pager.wait() in _NOT_STARTED or _unread(reading) == size
    return sent if failed else None


def _keeps_headings(command: str) -> bool:
    """Whether the pager is a less that can keep the first lines in view."""
    import re
    import shlex
    import subprocess

    try:
        program, *_ = shlex.split(command)
        if os.path.basename(program) != "less":
            return False
        asked = subprocess.run(  # noqa: S603 - the user's own pager
            [program, "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE * 10,
            check=False,
        )
    except (ValueError, OSError, subprocess.SubprocessError):  # it says so itself when it runs
        return False
    version = re.match(rb"less ([0-9]{1,6})", asked.stdout)
    return version is not None and int(version[1]) >= _HEADER


def _send(
    pieces: Iterator[str], encoding: str, pipe: int, pager: "Popen[bytes]"
) -> tuple[int, list[str]]:
    """Send the pieces to the pager. Return how many bytes, and the pieces if they are few."""
    size = 0
    sent: list[str] = []
    for piece in pieces:
        sent = [*sent, piece] if size <= _KEPT else []
        data = piece.encode(encoding, "backslashreplace")
        taken = _write(memoryview(data), pipe, pager)
        size += taken
        if taken < len(data):  # the pager has ended
            break
    return size, sent


def _write(data: memoryview, pipe: int, pager: "Popen[bytes]") -> int:
    """Write data into the pipe while the pager runs. Return how many bytes went in."""
    from select import select

    written = 0
    while written < len(data) and pager.poll() is None:
        if select([], [pipe], [], _PATIENCE)[1]:
            with suppress(BlockingIOError):  # there is less room than select said
                written += os.write(pipe, data[written:])
    return written


def _unread(pipe: int) -> int:
    """Return how many bytes in the pipe nobody has read."""
    import fcntl
    import termios

    count = fcntl.ioctl(pipe, termios.FIONREAD, bytes(4))
    return int.from_bytes(count, sys.byteorder)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Ignore Ctrl-C, which is for the pager."""
    before = signal.getsignal(signal.SIGINT)
    if before is None or threading.current_thread() is not threading.main_thread():
        yield  # it cannot be changed, or not put back
        return
    # Not SIG_IGN: the pager would inherit that.
    signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
