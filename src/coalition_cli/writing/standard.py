"""The standard streams: answers go to one of them, everything else to the other."""

import os
import sys
from contextlib import suppress
from typing import TextIO

from ..problems import OutputError


def standard_output() -> TextIO:
    """Return standard output, made to take every character; raise OutputError if it is closed.

    Line ends are written as they are, as in a file: the same answer has the same bytes.
    """
    if sys.stdout is None:
        raise OutputError("cannot write the answer: standard output is closed")
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="backslashreplace", newline="\n")
        if os.name == "nt" and not sys.stdout.isatty():  # where pipes have an encoding of old
            reconfigure(encoding="utf-8")
    return sys.stdout


def tell(message: str) -> None:
    """Say something that is not data, on standard error, if anybody listens."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(message, file=sys.stderr, flush=True)


def reason(error: OSError) -> str:
    """Say why the system refused, in lower case."""
    return (error.strerror or str(error)).lower()
