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


EXAMPLE = "example/claims.yaml"


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
    assert (shipped["data"], shipped["files"]) == (EXAMPLE, 1)
    assert shipped["size"] + folder["size"] == _size()
    assert {Path(row["path"]).parent for row in (shipped, folder)} == {_folder()}
    assert Path(shipped["path"]).read_bytes().startswith(b"SQLite format 3\0")
    assert datetime.fromisoformat(shipped["used"]) >= datetime.fromisoformat(folder["used"])


def test_the_cache_on_a_terminal(terminal: Run, coalition: Run) -> None:
    coalition("claims")
    [row] = coalition("cache", "--json").json
    shown = terminal("cache", "--color", "never", columns=120).out.splitlines()
    assert shown[0].split() == ["index", "of", "files", "bytes", "last", "used"]
    assert shown[2].split() == [EXAMPLE, "1", f"{row['size']:,}", row["used"]]
    assert shown[3:] == [
        "",
        f"1 index, {row['size']:,} bytes of at most 1,073,741,824 bytes in {_folder()}.",
    ]


def test_cleared_is_empty(coalition: Run) -> None:
    expected = coalition("claims")
    size = _size()
    said = (
        f"coalition: 1 index, {size:,} bytes removed from {_folder()}\n"
        f"  {EXAMPLE}: {size:,} bytes\n"
    )
    assert coalition("cache", "clear", "--all") == (0, "", said)
    assert list(_folder().iterdir()) == []
    said = f"coalition: 0 indexes, 0 bytes removed from {_folder()}\n"
    assert coalition("cache", "clear", "--all") == (0, "", said)
    assert coalition("claims") == expected


def test_clear_removes_the_index_of_its_data_alone(
    coalition: Run, claims_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = claims_file("claims: []", "one/a.yaml"), claims_file("claims: []", "two/a.yaml")
    monkeypatch.chdir(tmp_path)
    # However its paths are named, and wherever they are named from.
    (tmp_path / "link").symlink_to(tmp_path / "one")
    for path in (one, "one/a.yaml", "./one/../link/a.yaml", "one", two):
        coalition("claims", "-d", path)
    assert coalition("claims", "-d", one, "-d", two).code == 0
    together = f"{one}; {two}"
    data = sorted(row["data"] for row in coalition("cache", "--json").json)
    assert data == sorted(
        [one, one, str(tmp_path / "link/a.yaml"), str(Path(one).parent), two, together]
    )
    sizes = {row["path"]: row for row in coalition("cache", "--json").json}
    monkeypatch.chdir(tmp_path / "two")
    result = coalition("cache", "clear", "-d", "../one/a.yaml")
    gone = [row for row in sizes.values() if row["data"] in (one, str(tmp_path / "link/a.yaml"))]
    first, *others = result.err.splitlines()
    total = sum(row["size"] for row in gone)
    assert (result.code, result.out) == (0, "")
    assert first == f"coalition: 3 indexes, {total:,} bytes removed from {_folder()}"
    assert sorted(others) == sorted(f"  {row['data']}: {row['size']:,} bytes" for row in gone)
    left = coalition("cache", "--json").json
    assert sorted(row["data"] for row in left) == sorted([str(Path(one).parent), two, together])
    [size] = [row["size"] for row in left if row["data"] == together]
    assert coalition("cache", "clear", "-d", two, "-d", one).err == (
        f"coalition: 1 index, {size:,} bytes removed from {_folder()}\n"
        f"  {together}: {size:,} bytes\n"
    )


def test_clear_alone_is_of_the_data_that_a_question_opens(
    coalition: Run, claims_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named, own = claims_file("claims: []", "named.yaml"), claims_file("claims: []")
    monkeypatch.chdir(tmp_path)
    coalition("claims")
    coalition("claims", "-d", named)
    monkeypatch.setenv("COALITION_DATA", named)
    sizes = {row["data"]: row["size"] for row in coalition("cache", "--json").json}
    size = sizes[named]
    assert coalition("cache", "clear").err == (
        f"coalition: 1 index, {size:,} bytes removed from {_folder()}\n  {named}: {size:,} bytes\n"
    )
    monkeypatch.delenv("COALITION_DATA")
    size = sizes[own]
    Path(own).write_text("claims: [")  # what the file says now makes no difference
    assert coalition("cache", "clear").err == (
        f"coalition: 1 index, {size:,} bytes removed from {_folder()}\n  {own}: {size:,} bytes\n"
    )
    assert list(_folder().iterdir()) == []


def test_an_index_of_data_that_is_gone_is_cleared(coalition: Run, claims_file: Write) -> None:
    file = claims_file("claims: []")
    coalition("claims", "-d", file)
    coalition("claims")
    Path(file).unlink()
    assert f"\n  {file}: " in coalition("cache", "clear", "-d", file).err
    assert [row["data"] for row in coalition("cache", "--json").json] == [EXAMPLE]


def test_a_damaged_index_is_cleared_with_its_note(coalition: Run, claims_file: Write) -> None:
    file = claims_file("claims: []")
    coalition("claims", "-d", file)
    [database] = _folder().glob("*.sqlite")
    with database.open("ab") as opened:
        opened.write(b"more")
    assert coalition("cache", "clear", "-d", file).code == 0
    assert list(_folder().iterdir()) == []


def test_where_nothing_is_to_be_cleared_it_says_so(coalition: Run, claims_file: Write) -> None:
    file = claims_file("claims: []", "a\x1b.yaml")
    coalition("claims")
    before = sorted(_folder().iterdir())
    assert coalition("cache", "clear", "-d", file) == (
        0,
        "",
        f"coalition: no index of {Path(file).parent}/a\\x1b.yaml is in {_folder()}\n"
        "'coalition cache' shows all indexes, and 'coalition cache clear --all' removes them\n",
    )
    assert sorted(_folder().iterdir()) == before


def test_clear_all_says_of_each_index_what_it_was(coalition: Run, claims_file: Write) -> None:
    files = [claims_file("claims: []", f"{number:02}.yaml") for number in range(22)]
    for file in files:
        coalition("claims", "-d", file)
    abandoned = _folder() / "a-01234567.0123456789ab.sqlite"
    shutil.copy(next(iter(_folder().glob("*.sqlite"))), abandoned)
    size, lost = _size(), abandoned.stat().st_size
    first, *others = coalition("cache", "clear", "--all").err.splitlines()
    assert first == f"coalition: 22 indexes, {size:,} bytes removed from {_folder()}"
    assert len([line for line in others if line.split(": ")[0].strip() in files]) == 20
    assert others[20:] == ["  and 2 more", f"  1 file that no index uses: {lost:,} bytes"]
    assert list(_folder().iterdir()) == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["--all"],
            "--all works only with clear\n'coalition cache clear --all' removes all indexes",
        ),
        (
            ["clear", "--all", "-d", "a.yaml"],
            "--all removes all indexes, and -d names those of some data\ngive one of them",
        ),
    ],
)
def test_all_is_of_clear_and_of_all_data(coalition: Run, words: list[str], message: str) -> None:
    coalition("claims")
    assert coalition("cache", *words) == (2, "", f"coalition: {message}\n")
    assert len(coalition("cache", "--json").json) == 1


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
    assert coalition("cache", "--fields", "data,files").out == f"data\tfiles\n{EXAMPLE}\t1\n"
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
    [shipped] = [row for row in process("cache", "--json").json if row["data"] == EXAMPLE]
    kept = sorted(path for path in _folder().iterdir() if path.suffix == ".sqlite")
    size = _size()
    attributes = ["chattr", "+i", shipped["path"]]
    if not shutil.which("chattr") or subprocess.run(attributes, check=False).returncode:
        pytest.skip("only root of some systems makes files that nobody can remove")
    try:
        result = process("cache", "clear", "--all")
    finally:
        subprocess.run(["chattr", "-i", shipped["path"]], check=True)
    assert len(kept) == 2
    assert result == (
        3,
        "",
        f"coalition: 1 index, {size - shipped['size']:,} bytes removed from {_folder()}\n"
        f"  {file}: {size - shipped['size']:,} bytes\n"
        "coalition: 1 file of the cache could not be removed\n"
        f"  {shipped['path']}: operation not permitted\n",
    )


def test_what_a_read_only_folder_keeps_is_said_and_not_counted(coalition: Run) -> None:
    coalition("claims")
    left = sorted(_folder().iterdir())
    _folder().chmod(0o500)
    with bound_by_permissions():
        result = coalition("cache", "clear", "--all")
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
    result = coalition("cache", "clear", "--all")
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
        assert process("cache", "clear", "--all", env=env).code == 0
