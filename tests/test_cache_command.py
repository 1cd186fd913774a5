"""`coalition cache`: what is kept, and where."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from .conftest import Run

Write = Callable[..., str]


def _folder() -> Path:
    return Path(os.environ["COALITION_CACHE"])


def _size() -> int:
    return sum(path.stat().st_size for path in _folder().iterdir())


def test_nothing_is_kept_before_anything_is_asked(
    coalition: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "500")  # the folder's path may be long
    assert coalition("cache", "--json") == (0, "[]\n", "")
    assert coalition("cache") == (0, "data\tfiles\tsize\tused\tpath\n", "")
    assert coalition("cache", "-f", "table").out == (
        f"0 indexes, 0 bytes of at most 1,073,741,824 bytes in {_folder()}.\n"
    )


def test_each_index_is_shown_with_its_data_the_last_asked_first(
    coalition: Run, claims_file: Write, tmp_path: Path
) -> None:
    claims_file("claims: []", "folder/a.yaml")
    claims_file("claims: []", "folder/b.yaml")
    coalition("claims", "-d", tmp_path / "folder")
    [folder] = coalition("cache", "--json").json
    coalition("claims")
    shipped, again = coalition("cache", "--json").json
    assert again == folder
    assert (folder["data"], folder["files"]) == (str(tmp_path / "folder"), 2)
    assert (shipped["data"], shipped["files"]) == ("claims.yaml", 1)
    assert shipped["size"] + folder["size"] == _size()
    assert {Path(row["path"]).parent for row in (shipped, folder)} == {_folder()}
    assert Path(shipped["path"]).read_bytes().startswith(b"SQLite format 3\0")
    assert datetime.fromisoformat(shipped["used"]) >= datetime.fromisoformat(folder["used"])


def test_the_cache_on_a_terminal(terminal: Run, coalition: Run) -> None:
    coalition("claims")
    [row] = coalition("cache", "--json").json
    shown = terminal("cache", "--color", "never", columns=200).out.splitlines()
    assert shown[0].split() == ["index", "of", "files", "bytes", "asked", "last"]
    assert shown[2].split() == ["claims.yaml", "1", f"{row['size']:,}", row["used"]]
    assert shown[3:] == [
        "",
        f"1 index, {row['size']:,} bytes of at most 1,073,741,824 bytes in {_folder()}.",
    ]


def test_cleared_is_empty(coalition: Run) -> None:
    expected = coalition("claims")
    size = _size()
    said = f"coalition: 1 index, {size:,} bytes removed from {_folder()}\n"
    assert coalition("cache", "clear") == (0, "", said)
    assert list(_folder().iterdir()) == []
    said = f"coalition: 0 indexes, 0 bytes removed from {_folder()}\n"
    assert coalition("cache", "clear") == (0, "", said)
    assert coalition("claims") == expected


@pytest.mark.parametrize("action", ["show", "clear"])
def test_a_cache_that_is_off(coalition: Run, monkeypatch: pytest.MonkeyPatch, action: str) -> None:
    monkeypatch.setenv("COALITION_CACHE", "off")
    said = "coalition: there is no cache: COALITION_CACHE is off\n"
    assert coalition("cache", action, "--json") == (0, "[]\n", said)


def test_a_name_of_data_is_no_danger_to_the_terminal(coalition: Run, claims_file: Write) -> None:
    coalition("claims", "-d", claims_file("claims: []", "a\x1b[31m.yaml"))
    for format_ in ("table", "list", "tsv", "csv", "json"):
        assert "\x1b" not in coalition("cache", "-f", format_).out


def test_fields_of_the_cache_are_chosen_like_others(coalition: Run) -> None:
    coalition("claims")
    assert coalition("cache", "--fields", "data,files").out == "data\tfiles\nclaims.yaml\t1\n"
    result = coalition("cache", "--fields", "sizes")
    assert result.code == 2
    assert "did you mean 'size'?" in result.err


def test_what_the_cache_cannot_do_is_a_usage_error(coalition: Run) -> None:
    result = coalition("cache", "empty")
    assert result.code == 2
    assert "'show', 'clear'" in result.err
