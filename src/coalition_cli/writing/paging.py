"""The pager: a long answer on a terminal is read in it, and never lost with it."""

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
_LESS = "FIRX"  # of less, where LESS says nothing: a short text stays, colours are drawn
_KEPT = 1 << 20  # bytes that can still be printed if the pager fails; a pipe holds no more
_PATIENCE = 0.1  # seconds until a pager that does not read is asked whether it is still there
_NOT_STARTED = (126, 127)  # what a shell says of a program that it could not start


def paged(pieces: Iterable[str], out: TextIO, height: int) -> None:
    """Write a text to the terminal, through $PAGER where it fills the screen.

    $PAGER is a command for the shell, as it is for git and man; if it is empty, nothing is
    paged, nor is it on Windows. The pieces are taken as the pager reads them: a reader who has
    seen enough costs no more. A pager that could not be started, or ended before it read
    anything, has failed: then the text is printed.
    """
    coming = iter(pieces)
    command = os.environ.get("PAGER", _PAGER)
    if command.strip() and os.name != "nt":
        first = _screenful(coming, height)
        coming = chain(first, coming)
        if sum(piece.count("\n") for piece in first) >= height:
            out.flush()
            given = _shown(command, coming, out.encoding)
            if given is None:
                return
            coming = chain(given, coming)
    out.writelines(coming)


def _screenful(coming: Iterator[str], height: int) -> list[str]:
    """Take as many of the pieces as fill a screen, or all."""
    taken: list[str] = []
    lines = 0
    while lines < height and (piece := next(coming, None)) is not None:
        taken.append(piece)
        lines += piece.count("\n")
    return taken


def _shown(command: str, pieces: Iterator[str], encoding: str) -> list[str] | None:
    """Show the pieces in a pager; return those that it was given if it has failed, else None.

    We hold the end of the pipe that it reads from, too: what it leaves there can be counted.
    """
    import subprocess  # few answers are long

    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    # A bare `less` in PAGER would show colours as codes without these.
    environment = {"LESS": _LESS, **os.environ}
    with (
        _interrupts_left_to_others(),
        open(reading, "rb", buffering=0) as pipe,
        # The command is the user's own, and for the shell.
        subprocess.Popen(command, shell=True, stdin=pipe, env=environment) as pager,  # noqa: S602
    ):
        with open(writing, "wb", buffering=0):
            sent, given = _given(pieces, encoding, writing, pager)
        failed = pager.wait() in _NOT_STARTED or _left(reading) == sent
    return given if failed else None


def _given(
    pieces: Iterator[str], encoding: str, pipe: int, pager: "Popen[bytes]"
) -> tuple[int, list[str]]:
    """Give the pieces to the pager; return how many bytes, and the pieces, if they are few."""
    sent = 0
    given: list[str] = []
    for piece in pieces:
        given = [*given, piece] if sent <= _KEPT else []
        data = piece.encode(encoding, "backslashreplace")
        taken = _sent(memoryview(data), pipe, pager)
        sent += taken
        if taken < len(data):  # it has ended
            break
    return sent, given


def _sent(data: memoryview, pipe: int, pager: "Popen[bytes]") -> int:
    """Write data into the pipe as the pager makes room; return how much it was when that ended."""
    from select import select

    sent = 0
    while sent < len(data) and pager.poll() is None:
        if select([], [pipe], [], _PATIENCE)[1]:
            with suppress(BlockingIOError):  # less room than was thought
                sent += os.write(pipe, data[sent:])
    return sent


def _left(pipe: int) -> int:
    """Return how many bytes nobody has read."""
    import fcntl
    import termios

    count = fcntl.ioctl(pipe, termios.FIONREAD, bytes(4))
    return int.from_bytes(count, sys.byteorder)


@contextmanager
def _interrupts_left_to_others() -> Iterator[None]:
    """Take no notice of Ctrl-C, which is for the pager."""
    before = signal.getsignal(signal.SIGINT)
    if before is None or threading.current_thread() is not threading.main_thread():
        yield  # not ours to say
        return
    signal.signal(
        signal.SIGINT, lambda number, frame: None
    )  # unlike SIG_IGN, the pager has its own
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
