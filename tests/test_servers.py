"""A server of Spark Connect answers from a lake, or it is said in a line why it does not."""

import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from coalition_cli import open_claims
from coalition_cli.index.keeping import ClosedError, InterruptedAnswer
from coalition_cli.lake.opening import opened_lake
from coalition_cli.query import Statement

from .conftest import Run
from .lakes import lake_of
from .servers import sail
from .test_lake_answers import Asked, Lakes, answer, corpora

pytestmark = pytest.mark.slow

EXAMPLE = Path(__file__).parents[1] / "data" / "claims.yaml"
COMMANDS = [
    ["claims", "nato", "--sort", "-date"],
    ["claims", "--source", "politco", "--count"],
    ["members", "--non-eu"],
    ["appearances", "quote:new", "-f", "json"],
    ["speakers", "--sort", "-claims", "-f", "csv"],
    ["topics", "-n", "3"],
    ["show", "red-lines"],
    ["stats", "--by", "topic", "--by", "date:month"],
    ["sourcing"],
    ["drift"],
    ["timeline"],
    ["articles", "retells:politico-divorce"],
]
# Long: ten thousand million rows, of which the server has to look at each.
LONG = "SELECT COUNT(*) FROM " + ", ".join(f"claims AS c{n}" for n in range(7))
LONG += " WHERE c0.line + c1.line + c2.line + c3.line + c4.line + c5.line + c6.line = 7"


class Served(Lakes):
    """An index of claims files, and a server that answers from the lake of it."""

    def __init__(self, number: int, stack: ExitStack, url: str) -> None:
        super().__init__(number, stack)
        self.engines = {url: stack.enter_context(opened_lake(self.lake, url))}


@pytest.fixture(scope="module")
def served(server: str) -> Iterator[Callable[[int], Served]]:
    """Return what makes the lake of a corpus, once."""
    with ExitStack() as stack:
        yield cache(lambda number: Served(number, stack, server))


@pytest.fixture
def own_server(server: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the address of a server for one test: Sail may go on with what is ended there."""
    if request.config.getoption("--engine"):
        yield server
        return
    with sail() as url:
        yield url


@pytest.fixture
def lake(tmp_path: Path) -> str:
    """Return a lake of the shipped claims."""
    folder = tmp_path / "lake"
    folder.mkdir()
    return lake_of(folder, str(EXAMPLE))


@settings(
    deadline=None,
    max_examples=5,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(corpora(30))
def test_a_server_answers_as_the_index_does(
    served: Callable[[int], Served], corpus: tuple[int, list[Asked]]
) -> None:
    number, asked = corpus
    both = served(number)
    for one in asked:
        told = answer(both.index, one)
        for engine, index in both.engines.items():
            assert answer(index, one) == told, f"{engine} on corpus {number}: {one}"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_writes_what_it_writes_of_the_file(
    coalition: Run, server: str, lake: str, command: list[str]
) -> None:
    of_file = coalition(*command, "-d", str(EXAMPLE))
    assert of_file.code == 0
    assert coalition(*command, "-d", lake, "--engine", server) == of_file


def test_a_question_may_name_very_many(coalition: Run, server: str, lake: str) -> None:
    odd = [
        "it's",
        'a "b"',
        "back\\slash",
        "\\'",
        "a?b",
        "Łódź",
        "\U0001f600",
        "x'00'",
        "${a}",
        "a;b",
    ]
    ids = [f"{name}-{number}" for number in range(1_200) for name in odd]
    ids[4_321], ids[9_000] = "red-lines", "RED-LINES"
    both = [
        coalition("claims", f"id:{','.join(ids[:9_500])}", "--count", "-d", data, *engine)
        for data, engine in ((str(EXAMPLE), ()), (lake, ("--engine", server)))
    ]
    assert both[1] == both[0]
    assert both[0].out == "1\n"


def test_the_engine_may_be_named_before_the_command_or_in_the_environment(
    coalition: Run, server: str, lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = coalition("claims", "--count", "-d", lake).out
    assert coalition("--engine", server, "-d", lake, "claims", "--count").out == told
    with open_claims(lake, engine=server) as claims:
        assert f"{sum(1 for _ in claims.claims())}\n" == told
    monkeypatch.setenv("COALITION_ENGINE", f"{server[:-1]}x;token=secret")
    result = coalition("claims", "--count", "-d", lake)
    assert (result.code, "secret" in result.err) == (2, False)
    assert coalition("claims", "--count", "-d", str(EXAMPLE)).out == told  # no lake, no engine


def test_an_engine_is_refused_where_no_lake_is_asked(coalition: Run, claims_file: Run) -> None:
    path = claims_file("claims: []")
    result = coalition("claims", "-d", str(path), "--engine", "sc://localhost")
    message = f"coalition: --engine asks a lake, and {path} is none\nname a lake: -d DIR\n"
    assert result == (2, "", message)


def test_an_engine_hides_not_what_is_wrong_with_a_lake(
    coalition: Run, lake: str, tmp_path: Path
) -> None:
    engine = ("--engine", "sc://localhost")
    Path(lake, "manifest.json").unlink()
    for path in (lake, str(tmp_path / "gone.lake")):
        told = coalition("claims", "-d", path)
        assert (told.code, told.out) == (3, "")
        assert coalition("claims", "-d", path, *engine) == told


@pytest.mark.parametrize("command", ["check", "fmt", "set", "edit", "rename", "draft", "doctor"])
def test_a_command_that_asks_no_lake_takes_no_engine(coalition: Run, command: str) -> None:
    result = coalition("--engine", "sc://localhost", command)
    assert result == (2, "", f"coalition: '{command}' does not take --engine\n")


def test_without_the_client_a_line_says_how_to_install_it(
    coalition: Run, lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "coalition_cli.lake.engines.spark", raising=False)
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    result = coalition("claims", "-d", lake, "--engine", "sc://localhost")
    message = (
        "coalition: a server is asked with the client of Spark Connect, which is not installed"
    )
    assert result == (2, "", f"{message}\ninstall it: pip install 'coalition-cli[spark]'\n")


def test_only_an_engine_needs_the_client(lake: str) -> None:
    code = "import sys; from coalition_cli.__main__ import main; main(sys.argv[1:]);"
    code += "print([name for name in ('pyspark', 'pandas', 'grpc') if name in sys.modules])"
    run = [sys.executable, "-c", code, "claims", "--count", "-d", lake]
    told = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert told.splitlines()[-1] == "[]"


@pytest.mark.parametrize("url", ["localhost:15002", "sc://", "sc://localhost:x;token=secret"])
@pytest.mark.usefixtures("server")
def test_an_address_is_looked_at(coalition: Run, lake: str, url: str) -> None:
    result = coalition("claims", "-d", lake, "--engine", url)
    shown = url.partition(";")[0]
    message = f"coalition: {shown} is no address of a Spark Connect server\n"
    assert result == (2, "", f"{message}write it like sc://localhost:15002\n")


@pytest.mark.usefixtures("server")
def test_a_server_that_is_not_there_is_one_message(process: Run, lake: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"sc://127.0.0.1:{free.getsockname()[1]}"
    result = process("claims", "-d", lake, "--engine", url)
    first, *rest = result.err.splitlines()
    assert first.startswith(f"coalition: no server answers at {url}: failed to connect")
    assert rest == ["start one, or name no engine: DuckDB answers then"]
    assert (result.code, result.out) == (3, "")


@pytest.mark.usefixtures("server")
def test_a_server_that_says_nothing_is_not_waited_for(process: Run, lake: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"sc://127.0.0.1:{silent.getsockname()[1]}"
        options = {"COALITION_ENGINE": url, "COALITION_ENGINE_TIMEOUT": "0.4"}
        result = process("claims", "-d", lake, env=options)
    message = f"coalition: {url} has said nothing for 0.4 seconds\n"
    wait = "ask for less, or wait longer: COALITION_ENGINE_TIMEOUT has the seconds\n"
    assert result == (3, "", message + wait)


def test_the_seconds_to_wait_are_a_number(
    coalition: Run, server: str, lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COALITION_ENGINE_TIMEOUT", "soon")
    result = coalition("claims", "-d", lake, "--engine", server)
    message = "coalition: COALITION_ENGINE_TIMEOUT is no number of seconds\nwrite it like 600\n"
    assert result == (2, "", message)


def test_what_the_server_says_is_one_line(server: str, lake: str) -> None:
    with (
        opened_lake(lake, server) as index,
        pytest.raises(Exception, match=r"cannot answer: .+\nask for less, or name no engine: .+$"),
    ):
        list(index.table(Statement("SELECT nothing FROM claims", ())))


def test_where_a_file_is_damaged_within_the_next_step_finds_it(
    coalition: Run, server: str, lake: str
) -> None:
    [file] = Path(lake, "claims").iterdir()
    content = file.read_bytes()
    file.write_bytes(b"PAR1" + bytes(len(content) // 2) + content[len(content) // 2 + 4 :])
    told = coalition("claims", "-d", lake, "--engine", server)
    assert (told.code, told.out) == (3, "")
    assert told.err.endswith("DuckDB answers then, or says what is damaged\n")
    told = coalition("claims", "-d", lake)
    assert (told.code, "one of its files is damaged" in told.err) == (3, True)


def test_a_server_that_sees_other_files_does_not_answer(
    coalition: Run, server: str, lake: str
) -> None:
    file = Path(lake) / "manifest.json"
    less = file.read_text().replace('"rows": 28,', '"rows": 29,')
    file.write_text(less)
    result = coalition("claims", "-d", lake, "--engine", server)
    seen = f"coalition: the server does not see the lake in {lake}: claims has 28 rows there"
    assert result.err.startswith(f"{seen}, and 29 here\nput the lake where both see it")
    assert (result.code, result.out) == (3, "")


@pytest.mark.parametrize("name", ["a b", "it's", "back`tick", "per%20cent", "é", "a:b"])
def test_the_folder_of_a_lake_may_have_such_a_name(
    coalition: Run, server: str, lake: str, name: str
) -> None:
    moved = shutil.move(lake, Path(lake).with_name(name))
    assert coalition("claims", "--count", "-d", moved, "--engine", server).out == "28\n"


@pytest.mark.parametrize("name", ["a[1]", "a{b,c}", "a?", "a*", "a\\b"])
def test_the_folder_of_a_lake_has_no_marks_of_a_pattern(
    coalition: Run, server: str, lake: str, name: str
) -> None:
    moved = str(shutil.move(lake, Path(lake).with_name(name)))
    result = coalition("claims", "--count", "-d", moved, "--engine", server)
    assert (result.code, result.out) == (3, "")
    assert "Spark takes []{}?*\\ in a path for other files\nrename the folder" in result.err


def test_an_answer_can_be_ended_by_another_thread(own_server: str, lake: str) -> None:
    with opened_lake(lake, own_server) as index:
        ending = threading.Timer(1, index.interrupt)
        ending.start()
        with pytest.raises(InterruptedAnswer):
            list(index.table(Statement(LONG, ())))
        ending.join()


def test_an_answer_may_be_left_half_read_and_others_asked_meanwhile(server: str, lake: str) -> None:
    every = Statement("SELECT c0.position FROM claims AS c0, claims AS c1, claims AS c2", ())
    with opened_lake(lake, server) as index:
        half = index.table(every)
        next(half)
        assert list(index.table(Statement("SELECT COUNT(*) FROM claims", ()))) == [(28,)]
        assert sum(1 for _ in half) == 28**3 - 1
        left = index.table(every)
        next(left)
    with pytest.raises(ClosedError):
        sum(1 for _ in left)
    with pytest.raises(ClosedError):
        next(index.table(every))


def test_ctrl_c_ends_an_answer_at_once(own_server: str, lake: str) -> None:
    code = (
        "import sys; from coalition_cli.index import Index\n"
        "from coalition_cli.query import Statement\n"
        "from coalition_cli.__main__ import main\n"
        "def slow(self, *_): print('asked', flush=True); "
        f"return list(self.table(Statement({LONG!r}, ())))\n"
        "Index.count = slow; sys.exit(main(sys.argv[1:]))"
    )
    run = [sys.executable, "-c", code, "claims", "--count", "-d", lake, "--engine", own_server]
    with subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline() == b"asked\n", process.stderr.read()
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, b"")


def test_tab_offers_what_a_server_knows(
    coalition: Run, server: str, lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = f"coalition claims -d {lake} --engine {server} speaker:pol"
    monkeypatch.setenv("_COALITION_COMPLETE", "complete_fish")
    monkeypatch.setenv("_COALITION_LINE", line)
    assert "politico" in coalition().out


@pytest.mark.usefixtures("server")
def test_tab_gives_up_a_server_that_says_nothing(process: Run, lake: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"sc://127.0.0.1:{silent.getsockname()[1]}"
        line = f"coalition claims -d {lake} --engine {url} speaker:pol"
        typed = {"_COALITION_COMPLETE": "complete_fish", "_COALITION_LINE": line}
        assert process(env=typed) == (0, "words\n", "")
