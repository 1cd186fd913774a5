"""Claims that are nearly the same are looked for by another process: the findings are the same."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from coalition_cli.checking import alike, apart, findings
from coalition_cli.checking.searching import Pair
from coalition_cli.reading import beside

from .conftest import COMMAND, Run
from .records import make_claim, make_file, yaml_text

pytestmark = pytest.mark.slow

Write = Callable[..., str]


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Have another process search, however little there is; count the pairs of each search."""
    counts: list[int] = []
    pairs = apart.SearchBeside.pairs

    def counted(search: apart.SearchBeside) -> Iterator[Pair]:
        found = list(pairs(search))
        counts.append(len(found))
        return iter(found)

    monkeypatch.setattr(beside, "LARGE", 1)
    monkeypatch.setattr(beside, "_cores", lambda: 2)
    monkeypatch.setattr(apart.SearchBeside, "pairs", counted)
    return counts


@contextmanager
def alone() -> Iterator[None]:
    """Have only one core meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(beside, "_cores", lambda: 1)
        yield


def planted(speakers: list[str | None], seed: int, count: int = 1_300) -> list[dict[str, object]]:
    """Return claims of these speakers, of which some repeat the words of others, nearly."""
    chance = random.Random(seed)
    claims: list[dict[str, object]] = []
    for number in range(count):
        words = [f"w{chance.randrange(4_000)}" for _ in range(chance.randrange(8, 30))]
        changes: dict[str, object] = {}
        if claims and chance.random() < 0.2:
            like = chance.choice(claims)
            words = str(like["text"]).split()
            words[chance.randrange(len(words))] = "Łódź\u2028\ud800"[: chance.randrange(4)]
            if chance.random() < 0.3:
                changes[chance.choice(["supports", "contradicts"])] = [like["id"]]
        key = f"c{number if chance.random() < 0.99 else 0}"
        text, speaker = " ".join(words), chance.choice(speakers)
        claims.append(make_claim(id=key, text=text, speaker=speaker, **changes))
    return claims


@pytest.mark.parametrize("name", ["claims.yaml", "claims.jsonl"])
@pytest.mark.parametrize("speakers", [["a"], ["a", "b", "c"], ["a", None], [None]])
def test_the_findings_are_those_of_one_process(
    coalition: Run,
    claims_file: Write,
    searched: list[int],
    name: str,
    speakers: list[str | None],
) -> None:
    claims = planted(speakers, seed=len(speakers))
    text = yaml_text(make_file(*claims))
    if name.endswith(".jsonl"):
        text = "".join(f"{json.dumps(claim)}\n" for claim in claims)
    asked = ("check", claims_file(text, name), "-f", "plain", "--strict")
    found = coalition(*asked)
    with alone():
        assert found == coalition(*asked)
    assert found.code == 1
    [count] = searched
    assert count > 50
    assert found.out.count("is nearly the same as") == count


def test_several_files_and_a_pipe_are_checked_alike(
    coalition: Run, tmp_path: Path, searched: list[int]
) -> None:
    claims = planted(["a", "b"], seed=5)
    for number in range(3):
        part = claims[number::3]
        (tmp_path / f"{number}.yaml").write_text(yaml_text(make_file(*part, articles=0)))
    found = coalition("check", str(tmp_path), "-f", "concise")
    with alone():
        assert found == coalition("check", str(tmp_path), "-f", "concise")
    assert len(searched) == 1


def test_a_file_that_cannot_be_read_to_its_end_has_the_same_problems(
    coalition: Run, claims_file: Write, searched: list[int]
) -> None:
    lines = [json.dumps(claim) for claim in planted(["a"], seed=2)]
    file = claims_file("\n".join([*lines, "{"]), "broken.jsonl")
    found = coalition("check", file)
    with alone():
        assert found == coalition("check", file)
    assert "bad-syntax" in found.out
    assert searched == []  # pairs prove nothing then


@pytest.mark.parametrize("most", [90_000, 250_000, 10**9])
def test_what_the_other_process_keeps_counts_too(
    coalition: Run,
    claims_file: Write,
    searched: list[int],
    monkeypatch: pytest.MonkeyPatch,
    most: int,
) -> None:
    monkeypatch.setattr(findings, "MAX_CHECKED", most)
    file = claims_file(yaml_text(make_file(*planted(["a", "b"], seed=3))))
    found = coalition("check", file)
    with alone():
        assert found == coalition("check", file)
    assert ("over-limit" in found.out) == (most < 10**9)
    assert len(searched) <= 1


def test_the_other_process_ends_where_there_is_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike, "MOST_WORDS", 9)
    monkeypatch.setattr(apart, "leave_interrupts", lambda: None)
    given, answers = BytesIO(), BytesIO()
    for number in range(4):
        apart._give(given, [("one two three four", "a", f"c{number}", ())])
    given.seek(0)
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(given))
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(answers))
    with pytest.raises(SystemExit):
        apart.main()
    answers.seek(0)
    assert [apart._taken(answers) > 0 for _ in range(3)] == [True] * 3
    assert answers.read() == b""


@pytest.mark.parametrize("when", [1, 499, 500, 600, 1_299])
def test_what_a_killed_process_leaves_is_done_by_this_one(
    coalition: Run,
    claims_file: Write,
    searched: list[int],
    monkeypatch: pytest.MonkeyPatch,
    when: int,
) -> None:
    file = claims_file(yaml_text(make_file(*planted(["a", None], seed=4))))
    with alone():
        expected = coalition("check", file)
    seen, add = [0], apart.SearchBeside.add
    start, started = beside.beside, []

    @contextmanager
    def noted(module: str) -> "Iterator[subprocess.Popen[bytes]]":
        with start(module) as process:
            started.append(process)
            yield process

    def killed(search: apart.SearchBeside, *claim: Any) -> bool:
        seen[0] += 1
        if seen[0] == when:
            started[0].kill()
            started[0].wait()
        return add(search, *claim)

    monkeypatch.setattr(apart, "beside", noted)
    monkeypatch.setattr(apart.SearchBeside, "add", killed)
    assert coalition("check", file) == expected
    assert seen[0] >= when
    assert searched == []


@pytest.mark.parametrize("python", ["#!/bin/sh\nexit 1\n", "#!/bin/sh\necho no; cat >&-\n", None])
def test_a_process_that_does_not_work_is_done_without(
    coalition: Run,
    claims_file: Write,
    searched: list[int],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    python: str | None,
) -> None:
    file = claims_file(yaml_text(make_file(*planted(["a"], seed=6))))
    with alone():
        expected = coalition("check", file)
    other = tmp_path / "python"
    if python:
        other.write_text(python)
        other.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(other))
    assert coalition("check", file) == expected
    assert searched == []


def test_one_core_starts_no_process(
    coalition: Run, claims_file: Write, searched: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        pytest.fail("another process was started")

    monkeypatch.setattr(subprocess.Popen, "__init__", refused)
    with alone():
        found = coalition("check", claims_file(yaml_text(make_file(*planted(["a"], seed=7)))))
    assert "near-duplicate" in found.out
    assert searched == []


def _of_session(leader: int) -> list[int]:
    """Return the processes of a session that search for others."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (process / "cmdline").read_bytes().split(b"\0")
            if apart.__name__.encode() in words and os.getsid(int(process.name)) == leader:
                found.append(int(process.name))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("whom", [os.kill, os.killpg], ids=["it alone", "all of its group"])
def test_an_interrupt_leaves_no_process(
    claims_file: Write, whom: Callable[[int, int], None], how: signal.Signals
) -> None:
    lines = "".join(f"{json.dumps(claim)}\n" for claim in planted(["a"], seed=8, count=9_000))
    file = claims_file(lines * (1 + 5 * beside.LARGE // len(lines)), "many.jsonl")
    with subprocess.Popen(
        [*COMMAND, "check", file],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as child:
        while not (found := _of_session(child.pid)) and child.poll() is None:
            time.sleep(0.001)
        assert len(found) == 1
        whom(child.pid, how)
        out, _ = child.communicate(timeout=60)
        assert out == b""
        assert child.returncode in (130, -how, 128 + how)
        deadline = time.monotonic() + 20
        while _of_session(child.pid) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert _of_session(child.pid) == []
