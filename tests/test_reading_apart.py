"""The index of large files is made by two processes: the answers are the same."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from coalition_cli.__main__ import main
from coalition_cli.cache import making
from coalition_cli.commands import opening
from coalition_cli.index import apart
from coalition_cli.index.building import Input, inputs
from coalition_cli.index.linking import Unsound
from coalition_cli.reading import DataFile, data_files, ignore
from coalition_cli.reading.stamps import current

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


def _lines(numbers: Iterable[int], **changes: object) -> str:
    """Return claims as JSON Lines, of which some say that a named speaker is unnamed."""
    claims = (
        make_claim(
            id=f"c{number}",
            speaker=f"s{number % 5}",
            anonymous=number % 5 == 1,
            topics=["a", f"t{number % 3}"],
            **changes,
        )
        for number in numbers
    )
    return "".join(f"{json.dumps(claim)}\n" for claim in claims)


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


COMMANDS = [
    "show c2 c2400",
    "claims",
    "claims t2",
    "claims ana",
    "claims --speaker s2",
    "speakers",
    "sources",
    "topics",
    "show c2 c2400",
]
SPEAKERS = "speakers:\n- {id: s1, name: Ana Ruiz}\n- {id: s2, name: Łódź}\n"


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("names", [["b.jsonl"], ["a.yaml", "b.jsonl", "c.jsonl"], ["b", "c"]])
def test_a_file_that_is_cut_gives_the_same_answer(
    coalition: Run,
    claims_file: Write,
    monkeypatch: pytest.MonkeyPatch,
    read_apart: list[str],
    names: list[str],
    command: str,
) -> None:
    texts = {"a": SPEAKERS, "b": _lines(range(2_500)), "c": _lines(range(2_500, 2_600))}
    files = [claims_file(texts[name[0]], name) for name in names]
    asked = [*command.split(), "--json"]
    for file in files:
        asked += ["-d", file]
    found = coalition(*asked)
    assert read_apart == files
    monkeypatch.setenv("COALITION_CACHE", "off")
    assert found == coalition(*asked)
    assert found.code == 0
    assert bool(found.json) == (command != "claims ana")  # who is unnamed in them


@pytest.mark.parametrize("second", ["{", '{"id": "c1"}', _lines([7]), "<<<<<<< a\n=======\n"])
def test_a_cut_file_with_a_problem_in_either_share_has_the_same_problems(
    coalition: Run,
    claims_file: Write,
    monkeypatch: pytest.MonkeyPatch,
    read_apart: list[str],
    second: str,
) -> None:
    for text in (_lines(range(900)) + second, second + "\n" + _lines(range(900))):
        monkeypatch.delenv("COALITION_CACHE", raising=False)
        file = claims_file(text, "a.jsonl")
        found = coalition("claims", "-d", file)
        monkeypatch.setenv("COALITION_CACHE", "off")
        assert found == coalition("claims", "-d", file)
        assert found.code == 3
    assert len(read_apart) == 2


def test_a_problem_of_the_other_share_stops_at_once(claims_file: Write, tmp_path: Path) -> None:
    files = data_files([claims_file(_lines(range(9)) + "{", "a.jsonl")])
    databases = (str(tmp_path / "one.sqlite"), str(tmp_path / "other.sqlite"))
    with pytest.raises(Unsound):
        apart.read_together(*databases, inputs(files, [None]), ignore)


def test_a_file_that_changes_between_its_shares_is_read_again(
    coalition: Run,
    claims_file: Write,
    monkeypatch: pytest.MonkeyPatch,
    read_apart: list[str],
) -> None:
    texts = [_lines(range(900), text=text) for text in ("Before.", "Behind.")]
    file = Path(claims_file(texts[1], "a.jsonl"))
    give = apart._give

    def change(process: "subprocess.Popen[bytes]", theirs: Sequence[Input]) -> None:
        give(process, theirs)
        process.wait()  # it has read all
        file.write_text(texts[0])

    monkeypatch.setattr(apart, "_give", change)
    found = coalition("claims", "--json", "-d", str(file))
    assert {row["text"] for row in found.json} == {"Before."}
    assert len(found.json) == 900
    assert read_apart == [str(file)]


def test_the_files_that_the_other_process_opens_are_noted_too(
    claims_file: Write, tmp_path: Path
) -> None:
    names = ("a.jsonl", "b.jsonl", "c.jsonl")
    paths = [
        claims_file(_lines(range(n, n + 9)), name)
        for n, name in zip((0, 9, 18), names, strict=True)
    ]
    files = data_files(paths)
    databases = (str(tmp_path / "one.sqlite"), str(tmp_path / "other.sqlite"))
    given = inputs(files, [None] * 3)
    stamps = apart.read_together(*databases, given, ignore)
    assert all(file.opened for file in files)
    assert [stamp.slot for stamp in stamps] == [each.slot for each in given]
    assert [current(stamp, file) for stamp, file in zip(stamps, files, strict=True)] == stamps


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
    coalition("cache", "clear", "--all")
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(python))
    assert coalition("claims", "-d", file) == expected
    coalition("cache", "clear", "--all")
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
