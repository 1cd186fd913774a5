"""Sail, a server of Spark Connect that starts at once: it needs no Java and no Spark."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

_LISTENS = re.compile(r"Starting the Spark Connect server on (\S+?)\.\.\.")


@contextmanager
def sail() -> Iterator[str]:
    """Run Sail on a port that is free, and return its address."""
    program = Path(sys.executable).with_name("sail")
    command = [str(program), "spark", "server", "--ip", "127.0.0.1", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        try:
            url = f"sc://{next(found for line in process.stderr if (found := _listening(line)))}"
            # What it tells later is read by nobody; a pipe that is full would stop it.
            Thread(target=process.stderr.read, daemon=True).start()
            yield url
        finally:
            process.kill()  # it may be at something that has no end


def _listening(line: str) -> str:
    found = _LISTENS.search(line)
    return found[1] if found else ""
