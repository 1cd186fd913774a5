"""Commands that change files, on JSON Lines with records of every section."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run, errors
from .terminals import Result

Write = Callable[..., str]

FILE = "claims/lines.jsonl"
LINES = """\
{"file": {"version": 1, "title": "Snow", "membership": {"counted": 3, "claim": "shut"}}}
{"speakers": {"name": "Ann", "id": "ann"}}
{"sources": {"id": "gazette", "name": "The Gazette"}}
{"articles": {"id": "first", "publisher": "gazette"}}
{"claims": {"id": "shut", "text": "The bridge is shut.", "speaker": "ann"}}
{"id": "open", "text": "It opens in May.", "speaker": "ann", "supports": ["shut"]}
"""
SHUT = {"id": "shut", "text": "The bridge is shut.", "speaker": "ann"}
OPEN = {"id": "open", "text": "It opens in May.", "speaker": "ann"}


def file_line(title: str, claim: str) -> object:
    return {"file": {"version": 1, "title": title, "membership": {"counted": 3, "claim": claim}}}


@pytest.fixture(autouse=True)
def _in_a_folder_with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("claims").mkdir()
    Path(FILE).write_text(LINES)


def changed() -> dict[int, object]:
    """Return the lines that differ now, by their numbers."""
    now = Path(FILE).read_text().splitlines()
    before = [*LINES.splitlines(), *[""] * (len(now) - 6)]
    assert len(now) >= 6
    return {n: json.loads(new) for n, new in enumerate(now, 1) if new != before[n - 1]}


@pytest.mark.parametrize(
    ("command", "lines"),
    [
        ("set ann role mayor", {2: {"speakers": {"name": "Ann", "id": "ann", "role": "mayor"}}}),
        (
            "set shut --add topics bridges",
            {5: {"claims": {**SHUT, "topics": ["bridges"]}}},
        ),
        (
            "set open --unset supports",
            {6: OPEN},
        ),
        (
            "set file:claims/lines.jsonl title Ice",
            {1: file_line("Ice", "shut")},
        ),
        (
            "rename shut closed",
            {
                1: file_line("Snow", "closed"),
                5: {"claims": {**SHUT, "id": "closed"}},
                6: {**OPEN, "supports": ["closed"]},
            },
        ),
        ("rename source:gazette echo", {
            3: {"sources": {"id": "echo", "name": "The Gazette"}},
            4: {"articles": {"id": "first", "publisher": "echo"}},
        }),
        ("new speaker --id bo --name Bo", {7: {"speakers": {"id": "bo", "name": "Bo"}}}),
        ("new fact --id ice --text Ice", {7: {"facts": {"id": "ice", "text": "Ice"}}}),
        ("fmt", {2: {"speakers": {"id": "ann", "name": "Ann"}}}),
    ],
)  # fmt: skip
def test_only_the_line_of_a_record_changes(
    coalition: Run, command: str, lines: dict[int, object]
) -> None:
    assert coalition(*command.split()).code == 0
    assert changed() == lines
    assert errors(coalition, FILE) == Result(0, "", "")


def test_a_misspelt_key_is_mended(coalition: Run) -> None:
    path = Path(FILE)
    path.write_text(LINES.replace('"name": "Ann"', '"nmae": "Ann"').replace("counted", "countd"))
    assert coalition("check", "--fix").code == 0
    assert path.read_text() == LINES


def test_fmt_has_one_layout_for_each_record(coalition: Run) -> None:
    spread = LINES.replace('{"speakers": {"name": "Ann"', '{"speakers":\n  {"name":\n "Ann"')
    Path(FILE).write_text(spread)
    assert coalition("fmt").code == 0
    ordered = LINES.replace('"name": "Ann", "id": "ann"', '"id": "ann", "name": "Ann"')
    assert Path(FILE).read_text() == ordered


def test_new_begins_a_file_of_lines(coalition: Run) -> None:
    Path(FILE).unlink()
    assert coalition("new", "speaker", "--into", FILE, "--id", "bo", "--name", "Bo").code == 0
    assert Path(FILE).read_text() == '{"speakers": {"id": "bo", "name": "Bo"}}\n'


def test_a_list_of_claims_has_no_place_for_others(coalition: Run) -> None:
    Path(FILE).write_text('{"id": "a", "text": "x"}\n')
    told = coalition("new", "speaker", "--id", "bo", "--name", "Bo")
    assert (told.code, told.err.splitlines()[0]) == (
        3, "coalition: claims/lines.jsonl is a list of claims, and has no place for speakers",
    )  # fmt: skip
