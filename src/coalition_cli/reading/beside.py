"""Another process of ours that works beside this one: the same Python runs one of our modules.

It gets its work through pipes, so that nothing of it is on a disk. It takes time to start, and
helps only where there is much to read.
"""

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .files import DataFile

if TYPE_CHECKING:
    from subprocess import Popen

LARGE = 4 << 20  # bytes; with less, starting a process takes longer than it saves


class ApartError(OSError):
    """The other process failed, or does not help: this one has to do the work."""


def pays(files: Sequence[DataFile], share: float = 0.5) -> bool:
    """Whether it is quicker to work on the files with two processes.

    `share` is how much of the work the other one takes over.
    """
    return pays_for(sum(file.size for file in files), share)


def pays_for(size: int, share: float = 0.5) -> bool:
    """Whether that is so of data of so many bytes."""
    return size * share >= LARGE / 2 and _cores() > 1 and bool(sys.executable)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def beside(module: str, *arguments: str) -> "Iterator[Popen[bytes]]":
    """Have another process run a module of ours. At the end it is stopped, if it has not ended.

    Raise ApartError where there can be none, or where it has ended and does not listen.
    """
    import subprocess  # takes a while, and few data are so large

    # -P: what lies in the working folder is data, and no module.
    command = [sys.executable, "-P", "-m", module, *arguments]
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(  # noqa: S603 - ourselves
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        raise ApartError("there is no other process") from error
    try:
        with process:
            try:
                yield process
            finally:
                process.kill()
    except BrokenPipeError as error:
        raise ApartError("the other process does not listen") from error


def leave_interrupts() -> None:
    """In the other process: leave Ctrl-C to the one that started us, which stops us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
