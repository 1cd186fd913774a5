"""Data that is no file on a disk, and files that change while they are read."""

import os
import socket
import subprocess
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest

from coalition_cli.cache import making
from coalition_cli.model.problems import Problem
from coalition_cli.model.record import Record
from coalition_cli.reading import data_files
from coalition_cli.reading.reader import read

from .caches import left_over
from .conftest import COMMAND, Run, problems
from .privileges import bound_by_permissions
from .terminals import Result

Write = Callable[..., str]
Writer = Callable[[Path, int], None]

ONE = "claims:\n- {id: a, text: one}\n"
HINT = "--keep-going answers from the files without errors\n"
GIVE = "  give a claims file, a folder of them, or - for standard input\n"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def bash(script: str) -> Result:
    """Run a script in which `coalition` is the program."""
    program = " ".join(COMMAND)
    done = subprocess.run(
        ["bash", "-c", f'coalition() {{ {program} "$@"; }}\n{script}'],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def unreadable(name: str, why: str) -> Result:
    problem = f"{name}:1:1: unreadable: cannot be read: {why}\n{GIVE}"
    return Result(3, "", f"{problem}coalition: 1 problem\n")


# What is no file on a disk.


@pytest.mark.slow
@pytest.mark.parametrize(
    "script",
    [
        "coalition claims -d <(cat a.yaml) --count",
        "coalition claims -d /dev/stdin --count < a.yaml",
        "cat a.yaml | coalition claims -d /dev/stdin --count",
        "cat a.yaml | coalition claims -d - -d - --count",
        "mkfifo pipe; cat a.yaml > pipe & coalition claims -d pipe --count",
        "mkfifo pipe; ln -s pipe b.yaml; cat a.yaml > pipe & coalition claims -d b.yaml --count",
        "(head -c 9 a.yaml; sleep 0.3; tail -c +10 a.yaml) | coalition claims -d - --count",
        "coalition claims -d a.yaml -d /dev/null --count",
        "coalition claims -d a.yaml -d <(echo 'claims: []') -d <(echo '[]') --count",
    ],
)
def test_a_pipe_or_a_device_is_read_to_its_end(claims_file: Write, script: str) -> None:
    claims_file(ONE, "a.yaml")
    assert bash(script) == Result(0, "1\n", "")


@pytest.mark.slow
def test_the_problems_of_a_pipe_are_told_as_those_of_a_file(claims_file: Write) -> None:
    claims_file("claims:\n- {id: a}\n", "a.yaml")
    problem = (
        "pipe:2:3: missing-key: 'text' is missing in claim 'a'\n"
        "  add 'text': the claim in the curator's words\n"
    )
    script = "mkfifo pipe; cat a.yaml > pipe & coalition"
    checked = bash(f"{script} check pipe")
    assert (checked.code, checked.err) == (1, "coalition: 1 error, 2 warnings\n")
    assert problems(checked.out)[0] == problem
    (Path("pipe")).unlink()
    told = f"{problem}coalition: 1 problem\n"
    assert bash(f"{script} claims -d pipe") == Result(3, "", told)


@pytest.mark.slow
def test_a_pipe_whose_writer_dies_is_read_as_far_as_it_was_written(claims_file: Write) -> None:
    claims_file(ONE, "a.yaml")
    script = "mkfifo pipe; bash -c 'head -c 22 a.yaml; kill -9 $$' > pipe & coalition check pipe"
    result = bash(script)
    assert result.code == 1
    assert result.out.startswith("pipe:2:15: bad-syntax: did not find expected ',' or '}'\n")


@pytest.mark.slow
def test_devices_that_hold_no_claims() -> None:
    assert bash("coalition claims -d /dev/null --count") == Result(0, "0\n", "")
    for device in ("zero", "urandom", "full"):
        result = bash(f"ulimit -v 1000000; coalition claims -d /dev/{device}")
        assert (result.code, result.out) == (3, "")
        assert result.err.startswith(f"/dev/{device}:1:1: over-limit: the input has more than")
    without_terminal = bash(f"setsid {' '.join(COMMAND)} claims -d /dev/tty")
    assert without_terminal == unreadable("/dev/tty", "no such device or address")


def test_a_socket_cannot_be_read(coalition: Run) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        expected = unreadable("socket", "no such device or address")
        assert coalition("claims", "-d", "socket") == expected


def test_what_is_no_file_in_a_folder_is_a_problem_and_keeps_nobody_waiting(
    coalition: Run, claims_file: Write
) -> None:
    claims_file(ONE, "data/a.yaml")
    os.mkfifo("data/manifest.json")  # of a lake, if it were a file
    os.mkfifo("data/pipe.yaml")
    Path("data/zero.json").symlink_to("/dev/zero")
    result = coalition("claims", "-d", "data")
    problems = "".join(
        f"data/{name}:1:1: unreadable: is a pipe, a device or a socket in a folder of claims files"
        "\n  move it out of the folder, or give it by itself\n"
        for name in ("manifest.json", "pipe.yaml", "zero.json")
    )
    assert result == Result(3, "", f"{problems}coalition: 3 problems\n{HINT}")


def test_links_lead_to_files_and_nowhere_twice(coalition: Run, claims_file: Write) -> None:
    claims_file(ONE, "data/a.yaml")
    Path("data/b.yaml").symlink_to("a.yaml")
    Path("data/loop").symlink_to(".")
    Path("data/deep").mkdir()
    Path("data/deep/back").symlink_to("../../data")
    assert coalition("claims", "-d", "data", "--count") == Result(0, "1\n", "")
    assert coalition("claims", "-d", "data/loop/loop/deep/back", "--count").out == "1\n"
    Path("data/c.yaml").symlink_to("c.yaml")
    Path("data/d.yaml").symlink_to("gone")
    itself = "data/c.yaml:1:1: unreadable: cannot be read: too many levels of symbolic links\n"
    nowhere = "data/d.yaml:1:1: unreadable: cannot be read: no such file or directory\n"
    expected = f"{itself}{GIVE}{nowhere}{GIVE}coalition: 2 problems\n{HINT}"
    assert coalition("claims", "-d", "data") == Result(3, "", expected)


def test_a_file_that_may_not_be_read_is_a_problem(coalition: Run, claims_file: Write) -> None:
    claims_file(ONE, "a.yaml")
    Path("a.yaml").chmod(0)
    with bound_by_permissions():
        assert coalition("claims", "-d", "a.yaml") == unreadable("a.yaml", "permission denied")


# Files that change while they are read.

CLAIMS = 400
LONG = "x" * 1_000  # so that a file is read in several pieces
RUNS = 6


def state(number: int) -> str:
    """Return a file whose claims all say which state of it they are from."""
    claims = (f"- {{id: c{n}, note: {LONG}, text: {number}}}\n" for n in range(CLAIMS))
    return "claims:\n" + "".join(claims)


def write_over(file: Path, number: int) -> None:
    file.write_text(state(number))


def write_slowly(file: Path, number: int) -> None:
    """Write claim by claim over what stands there, with a rest now and then."""
    with file.open("r+") as out:
        for line, text in enumerate(state(number).splitlines(keepends=True)):
            out.write(text)
            out.flush()
            if line % 50 == 0:
                time.sleep(0.002)


def replace(file: Path, number: int) -> None:
    beside = file.with_suffix(".new")
    beside.write_text(state(number))
    beside.replace(file)


def remove(file: Path, number: int) -> None:
    file.unlink()
    replace(file, number)


CHANGING = "unreadable: changes while it is read\n  wait until it is written\n"
GONE = "unreadable: cannot be read: no such file or directory\n"


def is_a_state(rows: list[dict[str, str]]) -> bool:
    """Whether the file was like that at one moment: up to a claim new, and from there on old."""
    numbers = [int(row["text"]) for row in rows]
    old = [number for number in numbers if number != numbers[0]]
    return not old or numbers == [old[0] + 1] * (CLAIMS - len(old)) + old[:1] * len(old)


@pytest.fixture(params=[False, True], ids=["by one process", "by two"])
def _read_apart(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have files read by one process, and by two."""
    monkeypatch.setattr(making, "pays", lambda files: request.param)


@pytest.mark.slow
@pytest.mark.usefixtures("_read_apart")
@pytest.mark.parametrize("change", [write_over, write_slowly, replace, remove])
def test_an_answer_is_that_of_one_state_or_says_that_there_is_none(
    coalition: Run, change: Writer
) -> None:
    file, stop = Path("a.yaml").absolute(), Event()

    def keep_writing() -> None:
        for number in count(1001):  # as many digits for as long as it takes
            change(file, number)
            if stop.wait(0.004):
                return

    write_over(file, 1000)
    writer = Thread(target=keep_writing)
    writer.start()
    answers = 0
    try:
        for _ in range(RUNS):
            result = coalition("claims", "-d", "a.yaml", "--fields", "text", "--json")
            if result.code == 0:
                answers += 1
                assert is_a_state(result.json)
            else:
                assert (result.code, result.out) == (3, "")
                assert any(why in result.err for why in (CHANGING, GONE, "bad-syntax", "missing"))
    finally:
        stop.set()
        writer.join()
    assert answers == RUNS or change is not replace
    assert left_over() == []
    assert coalition("claims", "-d", "a.yaml", "--count").out == f"{CLAIMS}\n"


def _grow(file: Path) -> None:
    with file.open("a") as out:
        out.write("- {id: more, text: 1}\n")


def _cut_short(file: Path) -> None:
    os.truncate(file, 300_000)


def _write_the_same_length(file: Path) -> None:
    file.write_text(state(2))


def _write_the_same_length_and_set_the_time_back(file: Path) -> None:
    _write_the_same_length(file)
    os.utime(file, (1, 1))


@pytest.mark.parametrize(
    "change",
    [_grow, _cut_short, _write_the_same_length, _write_the_same_length_and_set_the_time_back],
)
@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_a_file_that_is_written_to_before_its_end_is_unreadable(
    change: Callable[[Path], None], name: str
) -> None:
    file = Path(name)
    file.write_text(state(1))
    os.utime(file, (1, 1))
    items = read(data_files([name])[0])
    next(items)
    change(file)
    last = list(items)[-1]
    assert isinstance(last, Problem)
    told = f"{name}:1:1: unreadable: changes while it is read\n  wait until it is written"
    assert str(last) == told


@pytest.mark.parametrize("change", [Path.unlink, lambda file: replace(file, 2)])
def test_a_file_that_is_replaced_before_its_end_is_read_as_it_was(
    change: Callable[[Path], None],
) -> None:
    file = Path("a.yaml")
    file.write_text(state(1))
    items = read(data_files(["a.yaml"])[0])
    first = next(items)
    change(file)
    claims = [first, *items][:-1]  # behind them is what the file states of itself
    assert len(claims) == CLAIMS
    assert {claim.values["text"] for claim in claims if isinstance(claim, Record)} == {"1"}
