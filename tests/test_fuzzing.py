"""The fuzz target, run for some seconds: `python -m tests.fuzz` runs it as long as you like."""

from pathlib import Path

import pytest

from coalition_cli.reading import records

from .fuzz import imports
from .fuzz.__main__ import broken, made, smallest
from .fuzz.laws import Way
from .fuzz.mutation import Input

pytestmark = pytest.mark.slow

FILES = 300
SEED = 20261125


@pytest.mark.parametrize("tens", range(0, FILES, 10))
def test_ten_mutated_files_are_answers_or_have_problems(tens: int, tmp_path: Path) -> None:
    for number in range(tens, tens + 10):
        assert broken(made(SEED, number), tmp_path) is None, f"file {number} of seed {SEED}"


@pytest.mark.parametrize("kind", imports.kinds())
def test_ten_mutated_files_of_a_form_come_in_or_have_problems(kind: str, tmp_path: Path) -> None:
    for number in range(10):
        assert broken(made(SEED, number, [kind]), tmp_path) is None, f"file {number} of {kind}"


def test_a_file_is_made_of_its_seed_and_its_number_alone() -> None:
    files = [made(SEED, number) for number in range(20)]
    assert files[::-1] == [made(SEED, number) for number in reversed(range(20))]
    assert files != [made(SEED + 1, number) for number in range(20)]


def test_what_breaks_a_law_is_found_and_made_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(node: object) -> bool:
        assert getattr(node, "value", "") != "boom", "careless"
        return before(node)  # type: ignore[arg-type]

    before = records._blank
    monkeypatch.setattr(records, "_blank", careless)
    text = b"claims:\n- id: a\n  text: A\n- id: b\n  text: B\n  topics: boom\n- {id: c, text: C}\n"
    one = made(SEED, 0)
    assert isinstance(one.way, Way)
    one = one._replace(file=Input("a.yaml", text), way=one.way._replace(given="file"))
    found = broken(one, tmp_path)
    assert found is not None
    assert found.law == "no exception, AssertionError"
    small = smallest(one, found, tmp_path).file.data
    assert b"boom" in small
    assert len(small) < len(text) / 2
    assert broken(one._replace(file=Input("a.yaml", small)), tmp_path) is not None
