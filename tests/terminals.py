"""A real pseudo-terminal to run programs on."""

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import termios
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
