"""Where an answer goes: standard output, a file, a pager."""

import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from .problems import OutputError, UsageError


@contextmanager
def opened(path: str | None) -> Iterator[TextIO]:
    """Open what an answer is written to: a file, or standard output for None and "-".

    A file is written beside and renamed once it is whole, so that a failed run leaves
    the old one; devices and pipes are written to as they are.
    """
    if path in (None, "-"):
        yield standard_output()
        return
    if not path:
        raise UsageError("an empty path names no file to write")
    try:
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file():
            with target.open("w", encoding="utf-8", newline="") as out:
                yield out
        else:
            yield from _replaced(target)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {reason(error)}") from error


def _replaced(target: Path) -> Iterator[TextIO]:
    import tempfile  # few answers go to a file

    handle, name = tempfile.mkstemp(prefix=".coalition.", dir=target.parent)
    beside = Path(name)
    try:
        with open(handle, "w", encoding="utf-8", newline="") as out:  # noqa: PTH123 - a descriptor
            yield out
        beside.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
        beside.replace(target)
    finally:
        with suppress(OSError):
            beside.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def standard_output() -> TextIO:
    """Return standard output, made to take every character; raise OutputError if it is closed."""
    if sys.stdout is None:
        raise OutputError("cannot write the answer: standard output is closed")
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="backslashreplace")
    return sys.stdout


def tell(message: str) -> None:
    """Say something that is not data, on standard error, if anybody listens."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(message, file=sys.stderr, flush=True)


def to_pager(text: str, height: int) -> None:
    """Write a text to the terminal, through $PAGER where it is longer than the screen."""
    import subprocess  # few answers are long

    out = standard_output()
    try:
        command = shlex.split(os.environ.get("PAGER", "less -FIRX"))
    except ValueError:  # quotation marks that do not match
        command = []
    if text.count("\n") < height or not command:
        out.write(text)
        return
    # A bare `less` in PAGER would show colours as codes without these.
    environment = {"LESS": "FIRX", **os.environ}
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603 - the user's own choice
    except OSError:
        out.write(text)
        return
    assert pager.stdin is not None  # noqa: S101 - it is a pipe
    with suppress(BrokenPipeError):  # the reader has seen enough
        pager.stdin.write(text.encode(out.encoding, "backslashreplace"))
    with suppress(BrokenPipeError):
        pager.stdin.close()
    while pager.returncode is None:
        with suppress(KeyboardInterrupt):  # Ctrl-C is for the pager
            pager.wait()


def reason(error: OSError) -> str:
    """Say why the system refused, in lower case."""
    return (error.strerror or str(error)).lower()
