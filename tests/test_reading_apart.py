"""The index of large files is made by two processes: the answers are the same."""

import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from coalition_cli.__main__ import main
from coalition_cli.commands import opening
from coalition_cli.index import making
from coalition_cli.reading import DataFile

from .conftest import Run
from .records import make_claim, make_file, yaml_text
from .terminals import received

pytestmark = pytest.mark.slow

Write = Callable[..., str]


@pytest.fixture
def read_apart(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have every index made by two processes; gather the names of its files."""
    names: list[str] = []

    def pays(files: Sequence[DataFile]) -> bool:
        names.extend(file.name for file in files)
        return True

    monkeypatch.setattr(making, "pays", pays)
    return names


def _claims(count: int) -> str:
    article = {"article": "a0", "quote": "Łódź – “red lines”", "speaker": "Ærø"}
    names = {"speaker": None, "extra": {"n": [1, 2.5, None, True, "x"]}, "topics": ["a", "b"]}
    claims = (
        make_claim(id=f"c{number}", appearances=[article], **names) for number in range(count)
    )
    return yaml_text(make_file(*claims))


@pytest.mark.parametrize("name", ["claims.yaml", "claims.json"])
@pytest.mark.parametrize(
    "command",
    [
        "claims",
        "claims lodz",
        "appearances lines",
        "speakers",
        "speakers aer*",
        "topics",
    ],
)
def test_a_file_that_is_read_apart_gives_the_same_answer(
    coalition: Run,
    claims_file: Write,
    monkeypatch: pytest.MonkeyPatch,
    read_apart: list[str],
    name: str,
    command: str,
) -> None:
    file = claims_file(_claims(2_500), name)  # many batches
    found = coalition(*command.split(), "--json", "-d", file)
    assert read_apart == [file]
    monkeypatch.setenv("COALITION_CACHE", "off")
    assert found == coalition(*command.split(), "--json", "-d", file)
    assert found.code == 0
    assert len(found.out) > 60


@pytest.mark.parametrize("broken", ['"c2399"', '"c 2400"', "c2400: ["])
def test_a_broken_file_that_is_read_apart_has_the_same_problems(
    coalition: Run,
    claims_file: Write,
    monkeypatch: pytest.MonkeyPatch,
    read_apart: list[str],
    broken: str,
) -> None:
    file = claims_file(_claims(2_500).replace('"c2400"', broken))
    found = coalition("claims", "-d", file)
    assert read_apart == [file]
    monkeypatch.setenv("COALITION_CACHE", "off")
    assert found == coalition("claims", "-d", file)
    assert found.code == 3
    assert "c2399" in found.err or "c 2400" in found.err or "bad-syntax" in found.err


def test_a_process_that_fails_is_done_without(
    coalition: Run,
    claims_file: Write,
    monkeypatch: pytest.MonkeyPatch,
    read_apart: list[str],
    tmp_path: Path,
) -> None:
    file = claims_file(_claims(3))
    expected = coalition("claims", "-d", file)
    coalition("cache", "clear")
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(python))
    assert coalition("claims", "-d", file) == expected
    coalition("cache", "clear")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    assert coalition("claims", "-d", file) == expected
    assert len(read_apart) == 3


def test_what_lies_in_the_working_folder_is_not_run(
    coalition: Run,
    claims_file: Write,
    monkeypatch: pytest.MonkeyPatch,
    read_apart: list[str],
    tmp_path: Path,
) -> None:
    file = claims_file(_claims(3))
    for name in ("coalition_cli", "yaml", "json"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("open('was-run', 'w')\n")
    monkeypatch.chdir(tmp_path)
    assert coalition("claims", "--count", "-d", file).out == "3\n"
    assert read_apart == [file]
    assert not (tmp_path / "was-run").exists()


@pytest.mark.parametrize(
    ("command", "doing", "answer"),
    [
        (["claims", "--count", "-d"], ["reading", "indexing"], "3\n"),
        (["check"], ["checking"], "no-appearance"),
    ],
)
def test_how_far_it_is_shows_on_a_terminal(
    command: list[str],
    doing: list[str],
    answer: str,
    claims_file: Write,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0)
    monkeypatch.setenv("COLUMNS", "200")
    file = claims_file("\n".join(json.dumps(make_claim(id=f"c{n}")) for n in range(3)), "a.jsonl")
    leader, follower = os.openpty()
    with os.fdopen(follower, "w", encoding="utf-8") as terminal, monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", terminal)
        patch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
        assert main([*command, file]) == 0
        assert sys.stdout.seek(0) == 0
        assert answer in sys.stdout.read()
    shown = b"".join(received(leader)).decode()
    os.close(leader)
    assert f"{doing[0]} {file}" in shown
    assert doing[-1] in shown
    assert shown.rindex("\x1b[2K") > shown.rindex(doing[-1])  # and is taken away


def test_how_far_reading_is_shows_nowhere_else(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0)
    assert coalition("claims", "--count", "-d", claims_file("claims: []")) == (0, "0\n", "")
