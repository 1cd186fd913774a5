"""One run of a program, as a whole process: how long it took, and the most memory it had."""

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
    """What a run took."""

    seconds: float
    peak: int  # resident memory at its highest, in bytes


class Failed(Exception):
    """The program ended with another code than 0; the message is the last it said."""


def run(
    command: Sequence[str], out: Path, env: Mapping[str, str], *, terminal: bool = False
) -> Run:
    """Run a command, its standard output to a file, or to a terminal and from there to the file.

    Raise Failed where it fails.
    """
    said = out.with_suffix(".err")
    with out.open("wb") as output, said.open("wb") as errors:
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
        last = said.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
        raise Failed(f"exit code {code}: {''.join(last) or 'no message'}")
    return Run(seconds, peak)


def floor(scratch: Path, env: Mapping[str, str]) -> int:
    """Return the least peak that a run can show, in bytes: that of a program that does nothing.

    Linux counts for a child what its parent had when it was started.
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
    except OSError:  # Linux says so at the end
        pass
    finally:
        os.close(leader)
    return _waited_for(child)


def _waited_for(child: subprocess.Popen[bytes]) -> tuple[int, int]:
    """Return the exit code and the peak memory; Linux counts that in units of 1,024 bytes."""
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)  # it has been waited for
    return child.returncode, usage.ru_maxrss * 1024
