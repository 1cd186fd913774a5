"""The standard streams: answers go to one of them, everything else to the other."""

import os
import sys
from contextlib import suppress
from io import TextIOBase
from typing import TextIO, cast

from ..model.problems import OutputError

_LONGEST = 2_000  # characters of a line that anybody reads


class _Closed(TextIOBase):
    """What stands for a standard output that is closed: to write there is an error."""

    def write(self, text: str, /) -> int:
        raise OutputError("cannot write the answer: standard output is closed")


def stand_in() -> None:
    """Let nothing that is opened later stand where a standard output or error is closed.

    Else what is written there would go into a file of ours.
    """
    for number in (1, 2):
        try:
            os.fstat(number)
        except OSError:
            taken = os.open(os.devnull, os.O_WRONLY)
            if taken != number:
                os.dup2(taken, number)
                os.close(taken)
    if sys.stdout is None:
        sys.stdout = cast("TextIO", _Closed())


def standard_output() -> TextIO:
    """Return standard output, made to take every character; raise OutputError if it is closed.

    Line ends are written as they are, as in a file: the same answer has the same bytes.
    """
    if isinstance(sys.stdout, _Closed):
        sys.stdout.write("")
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="backslashreplace", newline="\n")
        if os.name == "nt" and not sys.stdout.isatty():  # where pipes have an encoding of old
            reconfigure(encoding="utf-8")
    return sys.stdout


def tell(message: str) -> None:
    """Say something that is not data, on standard error, if anybody listens.

    A line that is too long to be read, as it repeats what was asked, loses its middle.
    """
    if sys.stderr is not None:
        try:
            print(*map(_readable, message.split("\n")), sep="\n", file=sys.stderr, flush=True)
        except OSError:
            abandon(sys.stderr)


def _readable(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]}…{line[-_LONGEST // 2 :]}"


def abandon(stream: TextIO) -> None:
    """Send what a stream still holds nowhere, lest Python complain of it at exit."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
