"""`coalition cache`: what is kept, and where."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from .conftest import Run
from .privileges import bound_by_permissions

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
    assert (shipped["data"], shipped["files"]) == ("example/claims.yaml", 1)
    assert shipped["size"] + folder["size"] == _size()
    assert {Path(row["path"]).parent for row in (shipped, folder)} == {_folder()}
    assert Path(shipped["path"]).read_bytes().startswith(b"SQLite format 3\0")
    assert datetime.fromisoformat(shipped["used"]) >= datetime.fromisoformat(folder["used"])


def test_the_cache_on_a_terminal(terminal: Run, coalition: Run) -> None:
    coalition("claims")
    [row] = coalition("cache", "--json").json
    shown = terminal("cache", "--color", "never", columns=200).out.splitlines()
    assert shown[0].split() == ["index", "of", "files", "bytes", "last", "used"]
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
    assert (
        coalition("cache", "--fields", "data,files").out == "data\tfiles\nexample/claims.yaml\t1\n"
    )
    result = coalition("cache", "--fields", "sizes")
    assert result.code == 2
    assert "did you mean 'size'?" in result.err


def test_what_the_cache_cannot_do_is_a_usage_error(coalition: Run) -> None:
    result = coalition("cache", "empty")
    assert result.code == 2
    assert "'show', 'clear'" in result.err


def test_what_cannot_be_removed_is_said_and_not_counted(
    process: Run, claims_file: Write, tmp_path: Path
) -> None:
    file = claims_file("claims: []")
    for data in ([], ["-d", file]):
        process("claims", *data)
    [shipped] = [
        row for row in process("cache", "--json").json if row["data"] == "example/claims.yaml"
    ]
    kept = sorted(path for path in _folder().iterdir() if path.suffix == ".sqlite")
    size = _size()
    attributes = ["chattr", "+i", shipped["path"]]
    if not shutil.which("chattr") or subprocess.run(attributes, check=False).returncode:
        pytest.skip("only root of some systems makes files that nobody can remove")
    try:
        result = process("cache", "clear")
    finally:
        subprocess.run(["chattr", "-i", shipped["path"]], check=True)
    assert len(kept) == 2
    assert result == (
        3,
        "",
        f"coalition: 1 index, {size - shipped['size']:,} bytes removed from {_folder()}\n"
        "coalition: 1 file of the cache could not be removed\n"
        f"  {shipped['path']}: operation not permitted\n",
    )


def test_what_a_read_only_folder_keeps_is_said_and_not_counted(coalition: Run) -> None:
    coalition("claims")
    left = sorted(_folder().iterdir())
    _folder().chmod(0o500)
    with bound_by_permissions():
        result = coalition("cache", "clear")
    _folder().chmod(0o700)
    assert (result.code, result.out, sorted(_folder().iterdir())) == (3, "", left)
    first, *told = result.err.splitlines()
    assert first == f"coalition: 0 indexes, 0 bytes removed from {_folder()}"
    assert told == [
        "coalition: 2 files of the cache could not be removed",
        *(f"  {path}: permission denied" for path in left),
    ]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files to others")
def test_what_another_user_keeps_there_is_said_and_left(coalition: Run) -> None:
    coalition("claims")
    for path in _folder().iterdir():
        os.chown(path, 12345, -1)
    left = sorted(_folder().iterdir())
    assert coalition("cache", "--json") == (0, "[]\n", "")
    result = coalition("cache", "clear")
    assert result.code == 3
    assert result.err.splitlines()[:2] == [
        f"coalition: 0 indexes, 0 bytes removed from {_folder()}",
        "coalition: 2 files of the cache could not be removed",
    ]
    told = sorted(result.err.splitlines()[2:])
    assert told == [f"  {path}: belongs to another user" for path in left]
    assert sorted(_folder().iterdir()) == left


@pytest.mark.parametrize("action", ["show", "clear"])
def test_a_cache_that_is_no_folder(
    coalition: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, action: str
) -> None:
    place = tmp_path / "place"
    monkeypatch.setenv("COALITION_CACHE", str(place))
    assert coalition("cache", action, "--json").code == 0  # it is not there yet
    place.write_text("mine")
    said = f"coalition: the cache folder {place} cannot be read: not a directory\n"
    assert coalition("cache", action, "--json") == (3, "", said)
    assert place.read_text() == "mine"


@pytest.mark.parametrize(
    ("seconds", "used"),
    [
        (-1e9, "1938-04-24T22:13:20+00:00"),
        (0, "1970-01-01T00:00:00+00:00"),
        (253402300799, "9999-12-31T23:59:59+00:00"),
        (253402300800, None),
        (9e9, "2255-03-14T16:00:00+00:00"),
        (8e12, None),
        (-8e12, None),
    ],
)
def test_a_time_that_the_calendar_does_not_reach_is_not_known(
    process: Run, seconds: float, used: str | None
) -> None:
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # not all disks have such times
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        env = {"COALITION_CACHE": folder, "TZ": "UTC"}
        process("claims", env=env)
        [note] = Path(folder).glob("*.json")
        os.utime(note, (seconds, seconds))
        if note.stat().st_mtime != seconds:
            pytest.skip("this file system has no such times")
        [row] = process("cache", "--json", env=env).json
        assert row["used"] == used
        for format_ in ("table", "list", "csv"):
            assert process("cache", "-f", format_, env=env).code == 0
        assert process("cache", "clear", env=env).code == 0
