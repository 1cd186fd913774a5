"""The standard streams: answers go to standard output, all else to standard error."""

import os
import sys
from contextlib import suppress
from io import TextIOBase
from typing import TextIO, cast

from ..model.problems import OutputError

_LONGEST = 2_000  # characters of a line; nobody reads more


class _Closed(TextIOBase):
    """A closed standard output: writing to it is an error."""

    def write(self, text: str, /) -> int:
        raise OutputError("cannot write the answer: standard output is closed")


def keep_streams_apart() -> None:
    """Fill the places of closed standard streams, so that no file is opened there.

    If not, text for standard error could end up in the file of an answer.
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
    """Return standard output, which takes every character. Raise OutputError if it is closed.

    Line ends are written as they are, as in a file. So the same answer has the same bytes.
    """
    if isinstance(sys.stdout, _Closed):
        sys.stdout.write("")
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="backslashreplace", newline="\n")
        if os.name == "nt" and not sys.stdout.isatty():  # pipes have an old encoding there
            reconfigure(encoding="utf-8")
    return sys.stdout


def tell(message: str) -> None:
    """Write a message to standard error, if that is open.

    A line may repeat what was asked, and be too long to read. Then it loses its middle.
    """
    if sys.stderr is not None:
        try:
            print(*map(_readable, message.split("\n")), sep="\n", file=sys.stderr, flush=True)
        except OSError:
            abandon(sys.stderr)


def _readable(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]}…{line[-_LONGEST // 2 :]}"


def abandon(stream: TextIO) -> None:
    """Throw away unwritten text of a stream, so that Python does not complain at exit."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
