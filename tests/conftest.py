"""How tests run the program: the real `main`, on real files, pipes and terminals."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from coalition_cli.__main__ import main

# What would change how the program behaves, here or in a process that a test starts.
_SWITCHES = ("COALITION_DATA", "COLUMNS", "LINES", "PAGER", "LESS", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "PYTHONUNBUFFERED", "PYTHONIOENCODING", "PYTHONUTF8", "GITHUB_ACTIONS", "PY_COLORS")  # fmt: skip


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _SWITCHES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


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


Run = Callable[..., Result]


@pytest.fixture
def coalition(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `main` in this process, its output not a terminal: coalition("claims", stdin="…")."""

    def run(*arguments: str | os.PathLike[str], stdin: str | bytes = b"") -> Result:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
        err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = main([os.fspath(argument) for argument in arguments])
        out.seek(0)
        err.seek(0)
        return Result(code, out.read(), err.read())

    return run


COMMAND = [sys.executable, "-m", "coalition_cli"]


@pytest.fixture
def process() -> Run:
    """Run the program as a process of its own, with pipes: process("claims", env={…})."""

    def run(*arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None) -> Result:
        done = subprocess.run(
            [*COMMAND, *arguments],
            input=stdin,
            capture_output=True,
            env={**os.environ, **(env or {})},
            check=False,
            timeout=60,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def terminal() -> Run:
    """Run the program on a pseudo-terminal: terminal("claims", columns=80, env={…}).

    `out` is what the terminal was sent, standard error included, with \\n for its \\r\\n.
    """

    def run(
        *arguments: str, columns: int = 80, rows: int = 24, env: dict[str, str] | None = None
    ) -> Result:
        import fcntl
        import pty
        import struct
        import termios

        leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        child = subprocess.Popen(
            [*COMMAND, *arguments],
            stdin=follower,
            stdout=follower,
            stderr=follower,
            env={**os.environ, **(env or {})},
            close_fds=True,
        )
        os.close(follower)
        sent = b"".join(_received(leader))
        os.close(leader)
        return Result(child.wait(timeout=60), sent.decode().replace("\r\n", "\n"), "")

    return run


def _received(leader: int) -> Iterator[bytes]:
    while True:
        try:
            data = os.read(leader, 65536)
        except OSError:  # Linux says so at the end
            return
        if not data:
            return
        yield data


@pytest.fixture
def claims_file(tmp_path: Path) -> Callable[..., str]:
    """Write a claims file and return its path: claims_file("claims: …", name="a.yaml")."""

    def write(text: str | bytes, name: str = "claims.yaml") -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return str(path)

    return write
