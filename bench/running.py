"""One run of a program, as a whole process: its time, and its peak of memory."""

import fcntl
import os
import pty
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple

_ROWS, _COLUMNS = 50, 100  # of the terminal
_CHUNK = 65536


class Run(NamedTuple):
    """The time and the memory of a run."""

    seconds: float
    peak: int  # resident memory at its highest, in bytes


class Failed(Exception):
    """The program ended with another code than 0. The message has its last line."""


def run(
    command: Sequence[str], out: Path, env: Mapping[str, str], *, terminal: bool = False
) -> Run:
    """Run a command with its output in a file, or first on a terminal and then in the file.

    Raise Failed if it fails.
    """
    messages = out.with_suffix(".err")
    with out.open("wb") as output, messages.open("wb") as errors:
        start = time.perf_counter()
        if terminal:
            code, peak = _on_terminal(command, output, errors, env)
        else:
            child = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors, env=env
            )
            code, peak = _waited_for(child)
        seconds = time.perf_counter() - start
    if code:
        last = messages.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
        raise Failed(f"exit code {code}: {''.join(last) or 'no message'}")
    return Run(seconds, peak)


def floor(scratch: Path, env: Mapping[str, str]) -> int:
    """Return the least peak that a run can show, in bytes: that of a program that does nothing.

    Linux counts the memory of the parent, at the start of a child, for the child too.
    """
    return run(("true",), scratch / "answer", env).peak


def _on_terminal(
    command: Sequence[str], output: IO[bytes], errors: IO[bytes], env: Mapping[str, str]
) -> tuple[int, int]:
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", _ROWS, _COLUMNS, 0, 0))
    child = subprocess.Popen(command, stdin=follower, stdout=follower, stderr=errors, env=env)
    os.close(follower)
    try:
        while received := os.read(leader, _CHUNK):
            output.write(received)
    except OSError:  # at the end, on Linux
        pass
    finally:
        os.close(leader)
    return _waited_for(child)


def _waited_for(child: subprocess.Popen[bytes]) -> tuple[int, int]:
    """Return the exit code and the peak memory, which Linux counts in units of 1,024 bytes."""
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)  # so that nobody waits again
    return child.returncode, usage.ru_maxrss * 1024
