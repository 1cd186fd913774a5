"""How tests run the program: the real `main`, on real files, pipes and terminals."""

import io
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from coalition_cli.__main__ import main

from .lakes import ENGINES
from .servers import sail
from .terminals import Result, on_terminal

# What would change how the program behaves, here or in a process that a test starts.
_SWITCHES = (
    "COALITION_DATA",
    "COALITION_ENGINE",
    "COALITION_ENGINE_TIMEOUT",
    "XDG_CACHE_HOME",
    "COLUMNS",
    "LINES",
    "PAGER",
    "LESS",
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "PYTHONUNBUFFERED",
    "PYTHONIOENCODING",
    "PYTHONUTF8",
    "GITHUB_ACTIONS",
    "PY_COLORS",
)


# Fixtures with which a test starts processes; what else is slow says so with a mark.
_SLOW = {"process", "terminal", "server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the address of a server of Spark Connect; without one the tests start Sail."""
    parser.addoption("--engine", metavar="sc://HOST:PORT", help="the server of Spark Connect")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that start processes as slow."""
    for item in items:
        if _SLOW & set(getattr(item, "fixturenames", ())):
            item.add_marker("slow")


@pytest.fixture(autouse=True)
def _starts_no_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a test fail that starts a process and is not marked as slow."""
    if request.node.get_closest_marker("slow"):
        return

    def refused(*_: object, **__: object) -> None:
        pytest.fail("this test starts a process: mark it with pytest.mark.slow")

    monkeypatch.setattr(subprocess.Popen, "__init__", refused)
    for name in ("fork", "posix_spawn"):
        monkeypatch.setattr(os, name, refused)


@pytest.fixture(autouse=True)
def _plain_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for name in _SWITCHES:
        monkeypatch.delenv(name, raising=False)
    # Where no project is, and none above: without data of its own a test gets the example.
    home = tmp_path_factory.getbasetemp()
    monkeypatch.setenv("HOME", str(home))
    nowhere = home / "nowhere"
    nowhere.mkdir(exist_ok=True)
    monkeypatch.chdir(nowhere)
    # A cache of the test's own: the first run of each makes its index, a second finds it.
    monkeypatch.setenv("COALITION_CACHE", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


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


_PROBLEM = re.compile(r"\S.*\n(?:  .*\n)+")


def problems(out: str) -> list[str]:
    """Return the problems that `check` printed, each with the lines of its remedy below."""
    found = [one[0] for one in _PROBLEM.finditer(out)]
    assert "".join(found) == out
    return found


def errors(coalition: Run, *paths: str | os.PathLike[str], stdin: str | bytes = b"") -> Result:
    """Run `check`, and return what it says of errors, without the warnings and the summary."""
    result = coalition("check", *paths, stdin=stdin)
    found = problems(result.out)
    less = [one for one in found if one.splitlines()[0].endswith((" [warning]", " [strict]"))]
    counts = [(len(found) - len(less), "error"), (len(less), "warning")]
    told = ", ".join(f"{n:,} {what}{'s' * (n > 1)}" for n, what in counts if n)
    where = "" if paths else "( in .+)?"
    none = "no problems(, because there is no record)?"
    assert re.fullmatch(f"coalition: {told or none}{where}\n", result.err)
    return Result(result.code, "".join(one for one in found if one not in less), "")


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
        environment = {**os.environ, **(env or {})}
        return on_terminal([*COMMAND, *arguments], columns=columns, rows=rows, env=environment)

    return run


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the statements that databases are asked from now on, as they come."""
    asked: list[str] = []
    connect = sqlite3.connect

    def traced(*arguments: Any, **options: Any) -> sqlite3.Connection:
        database: sqlite3.Connection = connect(*arguments, **options)
        database.set_trace_callback(asked.append)
        return database

    monkeypatch.setattr(sqlite3, "connect", traced)
    return asked


@pytest.fixture
def claims_file(tmp_path: Path) -> Callable[..., str]:
    """Write a claims file and return its path: claims_file("claims: …", name="a.yaml")."""

    def write(text: str | bytes, name: str = "claims.yaml") -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return str(path)

    return write


@pytest.fixture(scope="module")
def _data_of_engines() -> Iterator[Callable[[str, str], list[str]]]:
    """Return what makes the data of an engine, once for each text."""
    with ExitStack() as stack:

        @cache
        def made(engine: str, text: str) -> list[str]:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            path = folder / "claims.yaml"
            path.write_text(text, encoding="utf-8")
            return ENGINES[engine](str(path))

        yield made


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the address of a server of Spark Connect."""
    pytest.importorskip("pyspark", reason="needs pyspark-client: .ci/run has it")
    named = request.config.getoption("--engine")
    if named:
        yield str(named)
        return
    pytest.importorskip("pysail", reason="needs pysail, or --engine: .ci/run has it")
    with sail() as url:
        yield url


_SERVED = "Spark Connect"


@pytest.fixture(params=[*ENGINES, pytest.param(_SERVED, marks=pytest.mark.slow)])
def data_of(
    request: pytest.FixtureRequest, _data_of_engines: Callable[[str, str], list[str]]
) -> Callable[[str], list[str]]:
    """Return what makes the options to ask claims, written as YAML, of each engine in turn."""
    engine: str = request.param
    if engine == _SERVED:
        url: str = request.getfixturevalue("server")
        return lambda text: [*_data_of_engines("DuckDB", text), "--engine", url]
    return lambda text: _data_of_engines(engine, text)
