"""Merge conflicts that were left in a claims file: each is told once, and hides nothing else."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run, errors
from .terminals import Result

pytestmark = pytest.mark.slow

Write = Callable[..., str]
REMEDY = (
    "  keep one side, or both, and remove git's own lines, which begin with <<<, |||, === or >>>\n"
)
BASE = {
    "a.yaml": "claims:\n- id: dam\n  text: The dam.\n  confidence: low\n- {id: end, text: E}\n",
    "a.jsonl": '{"id": "dam", "text": "The dam holds."}\n{"id": "end", "text": "E"}\n',
    "a.json": '{"claims": [\n{"id":"dam",\n"text":"The dam holds."\n},{"id":"end","text":"E"}]}\n',
}
CHANGES = {
    "a.yaml": ("confidence: low", "confidence: high", "confidence: medium\n  note: N"),
    "a.jsonl": ("The dam holds.", "The dam held.", "The dam broke."),
    "a.json": ("The dam holds.", "The dam held.", "The dam broke."),
}


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def told(name: str, *lines: tuple[int, int]) -> str:
    return "".join(
        f"{name}:{first}:1: merge-conflict: an unresolved merge conflict, lines {first} to {last}\n"
        f"{REMEDY}"
        for first, last in lines
    )


def git(*words: str) -> None:
    settings = ["-c", "user.name=n", "-c", "user.email=e", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *settings, *words], capture_output=True, check=False, timeout=60)


@pytest.mark.parametrize("name", BASE)
@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
@pytest.mark.parametrize("size", [7, 12, 32])
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_conflict_that_git_left_is_told_once(
    coalition: Run, name: str, style: str, size: int, ends: str
) -> None:
    base, ours, theirs = CHANGES[name]
    file = Path(name)
    git("init", "-q")
    Path(".gitattributes").write_text(f"* conflict-marker-size={size} -text\n", encoding="utf-8")
    for branch, change in ((None, base), ("theirs", theirs), ("ours", ours)):
        if branch:
            git("checkout", "-q", "-b", branch, "start")
        text = BASE[name].replace(base, change).replace("\n", ends)
        file.write_bytes(text.encode())
        git("add", "-A")
        git("commit", "-qm", change)
        git("tag", "start") if branch is None else None
    git("-c", f"merge.conflictStyle={style}", "merge", "-q", "theirs")
    lines = file.read_text(encoding="utf-8").splitlines()
    first = 1 + next(n for n, line in enumerate(lines) if line.startswith("<" * size + " "))
    last = 1 + next(n for n, line in enumerate(lines) if line.startswith(">" * size + " "))
    assert errors(coalition, name) == Result(1, told(name, (first, last)), "")
    problems = told(name, (first, last)) + "coalition: 1 problem\n"
    assert coalition("claims", "-d", name) == Result(3, "", problems)


def test_several_conflicts_are_several_problems_beside_the_others(
    coalition: Run, claims_file: Write
) -> None:
    one = "<<<<<<< a\n  kind: event\n=======\n  kind: position\n>>>>>>> b\n"
    text = f"claims:\n- id: a\n  text: A\n{one}- id: b\n  text: B\n{one}  status: odd\n"
    claims_file(text)
    checked = errors(coalition, "claims.yaml")
    assert checked.out.startswith(told("claims.yaml", (4, 8), (11, 15)))
    assert checked.out.splitlines()[4].startswith("claims.yaml:16:11: unknown-value: 'status'")
    assert len(checked.out.splitlines()) == 6


def test_a_conflict_within_another_is_one_problem(coalition: Run, claims_file: Write) -> None:
    inner = "<<<<<<< c\n  kind: event\n=======\n  kind: causal\n>>>>>>> d\n"
    claims_file(
        f"claims:\n- id: a\n  text: A\n<<<<<<< a\n{inner}=======\n{inner}>>>>>>> b\n  note: N\n"
    )
    assert errors(coalition, "claims.yaml") == Result(1, told("claims.yaml", (4, 16)), "")


def test_a_mark_of_another_length_ends_no_conflict(coalition: Run, claims_file: Write) -> None:
    for mark in (">>>>>", ">>>>>>>>", "=====", "========", "|||"):
        claims_file(
            "claims:\n- id: a\n  text: A\n"
            f"<<<<<<< a\n  kind: event\n=======\n  kind: odd\n{mark}\n>>>>>>> b\n"
        )
        assert errors(coalition, "claims.yaml") == Result(1, told("claims.yaml", (4, 9)), "")


def test_a_conflict_may_end_with_the_file(coalition: Run, claims_file: Write) -> None:
    claims_file("claims:\n- id: a\n  text: A\n<<<<<<< a\n=======\n  kind: odd\n>>>>>>> b")
    assert errors(coalition, "claims.yaml") == Result(1, told("claims.yaml", (4, 7)), "")


@pytest.mark.parametrize(
    ("text", "first"), [("note: |\n    N\n%s    M\n", 6), ('note: "N\n%s    M"\n', 5)]
)
def test_a_conflict_within_a_text_is_one(
    coalition: Run, claims_file: Write, text: str, first: int
) -> None:
    marks = "<<<<<<< a\n    one\n=======\n    two\n>>>>>>> b\n"
    claims_file("claims:\n- id: a\n  text: A\n  " + text % marks)
    lines = first, first + 4
    assert errors(coalition, "claims.yaml") == Result(1, told("claims.yaml", lines), "")


@pytest.mark.parametrize("mark", ["<<<<<<< a", "||||||| b", "=======", ">>>>>>> c", ">>>>>>>>>> c"])
@pytest.mark.parametrize("name", BASE)
def test_a_mark_that_is_left_alone_is_told(
    coalition: Run, claims_file: Write, name: str, mark: str
) -> None:
    lines = BASE[name].splitlines(keepends=True)
    at = 1 if name == "a.jsonl" else 3
    claims_file("".join([*lines[:at], f"{mark}\n", *lines[at:]]), name)
    begins = mark.startswith("<")
    said = (
        "a merge conflict begins here and does not end"
        if begins
        else ("a mark of a merge conflict was left here")
    )
    text = f"{name}:{at + 1}:1: merge-conflict: {said}\n{REMEDY}"
    assert errors(coalition, name) == Result(1, text, "")


def test_text_that_looks_like_a_mark_is_text(coalition: Run, claims_file: Write) -> None:
    claims_file("""\
claims:
- id: a
  text: |
    A heading
    =======
    <<<<<<< a
    >>>>>>> b
  note: "<<<<<<< a
    =======
    >>>>>>> b"
""")
    assert errors(coalition, "claims.yaml") == Result(0, "", "")


def test_a_conflict_is_found_wherever_a_piece_of_the_file_ends(
    coalition: Run, claims_file: Write
) -> None:
    one = "<<<<<<< a\n  kind: event\n=======\n  kind: position\n>>>>>>> b\n"
    head = "claims:\n- id: a\n  text: A\n"
    for short in range(0, 60, 3):
        fill = "#" * ((1 << 18) - len(head) - short - 1) + "\n"
        claims_file(f"{fill}{head}{one}")
        assert errors(coalition, "claims.yaml") == Result(1, told("claims.yaml", (5, 9)), "")
