"""The cache: an index is found again, never where anything changed, and never in the way."""

import fcntl
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import time
from binascii import crc32
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import coalition_cli
import coalition_cli.cache.folder
from coalition_cli.cache.note import APPLICATION, FORM, read_note
from coalition_cli.reading.stamps import status_of

from .caches import (
    Entry,
    cache,
    databases,
    entry,
    left_over,
    notes,
    opened_in,
    settle,
    watched,
    without_cache,
)
from .conftest import Run
from .privileges import bound_by_permissions

Write = Callable[..., str]

IS_ROOT = os.geteuid() == 0
as_root = pytest.mark.skipif(not IS_ROOT, reason="only root gives files to others")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems have other places")


def stating(text: str) -> str:
    """Return a claims file with one claim."""
    return f"claims:\n- {{id: a, text: {text}}}\n"


ASKED = ("claims", "--fields", "text,file", "-d")


def answer(text: str, file: str | os.PathLike[str]) -> tuple[int, str, str]:
    """Return what ASKED gives of the file with that claim."""
    return 0, f"text\tfile\n{text}\t{os.fspath(file)}\n", ""


@pytest.fixture(scope="module")
def _old_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folders = [tmp_path_factory.mktemp("old") for _ in range(30)]
    for folder in folders:
        for name in ("claims.yaml", "other.yaml"):
            (folder / name).write_text(stating("one"))
        (folder / "claims.json").write_text('[{"id": "a", "text": "one"}]')
    settle(*(file for folder in folders for file in folder.iterdir()))
    return iter(folders)


@pytest.fixture
def old(_old_folders: Iterator[Path]) -> Path:
    """Return a folder of the test's own with files that were written a while ago.

    Each of claims.yaml, other.yaml and claims.json states the one claim "one".
    """
    return next(_old_folders)


# What is found again.


@pytest.mark.slow
@pytest.mark.parametrize("name", ["claims.yaml", "claims.json"])
def test_a_second_run_neither_opens_the_data_nor_imports_its_parser(old: Path, name: str) -> None:
    first, second = (watched(*ASKED, str(old / name)) for _ in range(2))
    parser = "coalition_cli.reading.yaml_nodes yaml" if name == "claims.yaml" else ""
    reading = {*parser.split(), "coalition_cli.reading.reader", "hashlib"}
    assert first.result == second.result == answer("one", old / name)
    assert str(old / name) in first.opened
    assert str(old / name) not in second.opened
    assert reading <= set(first.modules)
    assert not reading & set(second.modules)


@pytest.mark.slow
def test_what_was_touched_is_compared_but_not_parsed_and_then_known_again(old: Path) -> None:
    file = old / "claims.yaml"
    watched(*ASKED, str(file))
    os.utime(file, (time.time() + 600,) * 2)
    for _ in range(2):  # it may yet change without its status showing it
        compared = watched(*ASKED, str(file))
        assert compared.result == answer("one", file)
        assert compared.opened.count(str(file)) == 1
        assert "yaml" not in compared.modules
    os.utime(file)
    settle(file)
    assert str(file) in watched(*ASKED, str(file)).opened
    known = watched(*ASKED, str(file))
    assert known.result == answer("one", file)
    assert str(file) not in known.opened


def test_the_shipped_claims_are_kept_too(coalition: Run) -> None:
    first = coalition("claims", "--json")
    kept = [path.stat().st_mtime_ns for path in databases()]
    assert coalition("claims", "--json") == first == without_cache(coalition)("claims", "--json")
    assert [path.stat().st_mtime_ns for path in databases()] == kept != []


def test_each_set_of_files_has_an_entry_of_its_own(coalition: Run, old: Path) -> None:
    one, other = old / "claims.yaml", old / "claims.json"
    for _ in range(2):
        assert coalition(*ASKED, one) == answer("one", one)
        assert coalition(*ASKED, other) == answer("one", other)
        assert coalition("claims", "--count", "-d", one, "-d", other).code == 3  # both have an `a`
    assert len(notes()) == len(databases()) == 2
    other.write_text('[{"id": "b", "text": "two"}]')
    for _ in range(2):
        assert coalition(*ASKED, one, "-d", other).lines[1:] == [f"one\t{one}", f"two\t{other}"]
        assert coalition(*ASKED, other, "-d", one).lines[1:] == [f"two\t{other}", f"one\t{one}"]
    assert len(notes()) == len(databases()) == 4


def test_files_are_called_as_they_were_named(
    coalition: Run, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(old)
    for _ in range(2):
        for name in ("claims.yaml", "./claims.yaml", f"../{old.name}/claims.yaml", "."):
            expected = without_cache(coalition)(*ASKED, name)
            assert coalition(*ASKED, name) == expected
        assert coalition(*ASKED, "./claims.yaml") == answer("one", "./claims.yaml")


def test_the_same_name_in_another_folder_is_another_file(
    coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.yaml").write_text(stating(name))
    for _ in range(2):
        for name in ("here", "there"):
            monkeypatch.chdir(tmp_path / name)
            assert coalition(*ASKED, "x.yaml") == answer(name, "x.yaml")
    assert len(notes()) == 2


@pytest.mark.parametrize("name", [b"\xff.yaml", b"a\nb\x1b.yaml", "Łódź ?#%20.yaml".encode()])
def test_a_file_of_any_name_is_found_again(coalition: Run, tmp_path: Path, name: bytes) -> None:
    file = tmp_path / os.fsdecode(name)
    file.write_text(stating("one"))
    expected = without_cache(coalition)("claims", "--json", "-d", file)
    assert coalition("claims", "--json", "-d", file) == expected
    kept = databases()
    assert coalition("claims", "--json", "-d", file) == expected
    assert databases() == kept != []


# What has changed.


def _in_place(file: Path, text: str) -> None:
    file.write_text(text)


def _in_place_and_set_back(file: Path, text: str) -> None:
    before = file.stat()
    file.write_text(text)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _without_closing_it_first(file: Path, text: str) -> None:
    with file.open("r+b", buffering=0) as stream:
        stream.write(text.encode())


def _by_another(file: Path, text: str) -> None:
    before = file.stat()
    beside = file.with_suffix(".new")
    beside.write_text(text)
    os.utime(beside, ns=(before.st_atime_ns, before.st_mtime_ns))
    beside.replace(file)


def _by_an_older(file: Path, text: str) -> None:
    beside = file.with_suffix(".new")
    beside.write_text(text)
    os.utime(beside, (0, 0))
    beside.replace(file)


def _by_a_link(file: Path, text: str) -> None:
    target = file.with_suffix(".target")
    target.write_text(text)
    file.unlink()
    file.symlink_to(target)


def _after_removal(file: Path, text: str) -> None:
    file.unlink()
    file.write_text(text)


def _with_a_time_to_come(file: Path, text: str) -> None:
    file.write_text(text)
    os.utime(file, (1 << 32, 1 << 32))


CHANGES = [
    _in_place,
    _in_place_and_set_back,
    _without_closing_it_first,
    _by_another,
    _by_an_older,
    _by_a_link,
    _after_removal,
    _with_a_time_to_come,
]
_names = [change.__name__.strip("_") for change in CHANGES]


@pytest.mark.parametrize("change", CHANGES, ids=_names)
def test_a_file_that_was_changed_to_one_of_the_same_size_gives_its_new_answer(
    coalition: Run, old: Path, change: Callable[[Path, str], None]
) -> None:
    file = old / "claims.yaml"
    for _ in range(2):
        assert coalition(*ASKED, file) == answer("one", file)
    for text in ("two", "six", "one", "two"):
        change(file, stating(text))
        for _ in range(2):
            assert coalition(*ASKED, file) == answer(text, file)


@pytest.mark.parametrize("change", CHANGES[:3], ids=_names[:3])
def test_a_file_that_changes_again_and_again_in_one_second_gives_its_newest_answer(
    coalition: Run, claims_file: Write, change: Callable[[Path, str], None]
) -> None:
    file = Path(claims_file(stating("000")))
    for number in range(30):
        change(file, stating(f"{number:03}"))
        assert coalition(*ASKED, file) == answer(f"{number:03}", file)


def test_two_files_that_change_places_give_their_new_answers(coalition: Run, old: Path) -> None:
    one, other, between = old / "claims.yaml", old / "other.yaml", old / "between"
    other.write_text(stating("two"))
    for texts in (("one", "two"), ("two", "one")) * 3:
        assert coalition(*ASKED, one) == answer(texts[0], one)
        assert coalition(*ASKED, other) == answer(texts[1], other)
        one.rename(between)
        other.rename(one)
        between.rename(other)


def test_a_link_leads_where_it_leads_now(coalition: Run, tmp_path: Path) -> None:
    link, file = tmp_path / "link", tmp_path / "link" / "claims.yaml"
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "claims.yaml").write_text(stating(name))
    for name in ("one", "two", "one"):
        link.unlink(missing_ok=True)
        link.symlink_to(tmp_path / name)
        for data in (file, link):
            assert coalition(*ASKED, data) == answer(name, file)


def test_a_file_that_is_gone_is_missing(coalition: Run, old: Path) -> None:
    file = old / "claims.yaml"
    coalition(*ASKED, file)
    file.unlink()
    assert coalition(*ASKED, file) == without_cache(coalition)(*ASKED, file)
    file.mkdir()
    assert coalition(*ASKED, file) == without_cache(coalition)(*ASKED, file)
    assert coalition(*ASKED, file).code == 3


def test_a_file_that_may_no_longer_be_read_is_unreadable(coalition: Run, old: Path) -> None:
    file = old / "claims.yaml"
    coalition(*ASKED, file)
    file.chmod(0)
    with bound_by_permissions():
        told = coalition(*ASKED, file)
        assert told == without_cache(coalition)(*ASKED, file)
    assert told.code == 3
    assert told.err.startswith(f"{file}:1:1: unreadable: cannot be read: permission denied\n")


BROKEN = [
    "claims: [\n",
    "claims:\n- {id: a}\n",
    "claims:\n- {id: a, text: x}\n- {id: a, text: y}\n",
    "claims:\n- {id: a, text: x, supports: [b]}\n",
    "articles:\n- {id: a, retells: [a]}\n",
]


@pytest.mark.parametrize("broken", BROKEN)
def test_problems_are_told_as_often_as_asked_until_they_are_mended(
    coalition: Run, claims_file: Write, broken: str
) -> None:
    file = claims_file(broken)
    told = without_cache(coalition)(*ASKED, file)
    assert told.code == 3
    for _ in range(2):
        assert coalition(*ASKED, file) == told
    assert list(cache().iterdir()) == []
    for _ in range(2):
        claims_file(stating("mended"))
        assert coalition(*ASKED, file) == answer("mended", file)
        claims_file(broken)
        assert coalition(*ASKED, file) == told
    assert left_over() == []


@pytest.mark.parametrize("name", ["-", "/dev/stdin"])
def test_what_can_be_read_only_once_is_not_kept(process: Run, name: str) -> None:
    for text in ("one", "two"):
        assert process(*ASKED, name, stdin=stating(text).encode()) == answer(text, name)
    assert list(cache().iterdir()) == []


# What the program itself is, in a copy whose modules may be changed.
_UNSEEN_CHANGES = """
import sys
from coalition_cli.answers.opening import opened
from coalition_cli.cache.entry import Entry
from coalition_cli.project import corpus_of
for files in (["."], ["a.yaml"]):
    with opened(corpus_of(files)):
        pass
ours = [name for name in sorted(sys.modules) if name.startswith("coalition_cli")]
# Who asks for it is in answers, and which files it is of is found in project.
asking = ("coalition_cli.answers", "coalition_cli.project")
made_by = [sys.modules[name].__file__ for name in ours if not name.startswith(asking)]
keys = [Entry("", ["a.yaml"]).key]
for module in made_by:
    with open(module, "a") as source:
        source.write("\\n")
    keys.append(Entry("", ["a.yaml"]).key)
    if keys[-1] == keys[-2]:
        print(module)
print(len(made_by))
"""


@pytest.mark.slow
def test_what_makes_an_index_cannot_change_without_another_entry(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(Path(coalition_cli.__file__).parent, tmp_path / "coalition_cli")
    (old / "a.yaml").write_text('claims:\n- {id: b, text: "#1"}\n')
    (old / "b.json").write_text('[{"id": "c", "text": "one", "extra": {"a": [1]}}]')
    (old / "claims.json").write_text('[{"id": "d", "text": "one", "confidence": 5e1}]')
    (old / "other.yaml").unlink()
    monkeypatch.chdir(old)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", _UNSEEN_CHANGES], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    *not_in_key, count = done.stdout.splitlines()
    assert not_in_key == []
    assert int(count) > 40


# Where it is, and whose.


@on_linux
@pytest.mark.parametrize(
    ("base", "place"),
    [
        ("{home}/elsewhere", "elsewhere/coalition"),
        ("{home}/not/yet/there", "not/yet/there/coalition"),
        ("relative", ".cache/coalition"),
        ("", ".cache/coalition"),
        (None, ".cache/coalition"),
    ],
)
def test_the_cache_is_where_the_system_keeps_such_things(
    coalition: Run,
    claims_file: Write,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    base: str | None,
    place: str,
) -> None:
    home, file = tmp_path / "home", claims_file(stating("one"))
    home.mkdir()
    monkeypatch.chdir(home)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("COALITION_CACHE")
    if base is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", base.format(home=home))
    assert coalition(*ASKED, file) == answer("one", file)
    made = [path for path in home.rglob("*") if path.is_file()]
    assert len(made) == 2
    assert {path.parent for path in made} == {home / place}


def test_off_keeps_nothing(process: Run, claims_file: Write, tmp_path: Path) -> None:
    home, file = tmp_path / "home", claims_file(stating("one"))
    home.mkdir()
    env = {"HOME": str(home), "XDG_CACHE_HOME": str(home), "COALITION_CACHE": "off"}
    assert process(*ASKED, file, env=env) == answer("one", file)
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["a/b/c", "a b?c#d%41&mode=rw", "Łódź", "a\nb", "file:x", "\udcff"]
)
def test_the_cache_may_be_a_folder_of_any_name(
    coalition: Run, old: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(old)
    monkeypatch.setenv("COALITION_CACHE", name)
    file = old / "claims.yaml"
    assert coalition(*ASKED, file) == answer("one", file)
    with opened_in(old) as opened:
        assert coalition(*ASKED, file) == answer("one", file)
    assert opened == []
    assert sorted(path.suffix for path in (old / name).iterdir()) == [".json", ".sqlite"]


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o177, 0o777])
def test_the_cache_is_the_users_alone(
    coalition: Run, claims_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mask: int
) -> None:
    file, folder = claims_file(stating("one")), tmp_path / "above" / "new"
    monkeypatch.setenv("COALITION_CACHE", str(folder))
    before = os.umask(mask)
    try:
        coalition(*ASKED, file)
        os.utime(file)
        coalition(*ASKED, file)  # which writes another note
    finally:
        os.umask(before)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder.parent, folder)] == [0o700] * 2
    assert [stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()] == [0o600, 0o600]


def _a_file(place: Path) -> Path:
    place.write_text("mine")
    return place


def _below_a_file(place: Path) -> Path:
    place.write_text("mine")
    return place / "below"


def _below_a_device(place: Path) -> Path:
    return Path("/dev/null/x")


def _a_name_too_long(place: Path) -> Path:
    return place / ("x" * 300)


def _open_to_all(place: Path) -> Path:
    place.mkdir()
    place.chmod(0o777)
    return place


def _open_to_all_with_something_in_it(place: Path) -> Path:
    (_open_to_all(place) / "mine").mkdir()  # its mode is no business of ours
    return place


def _a_link_to_nowhere(place: Path) -> Path:
    place.symlink_to(place.with_name("nowhere"))
    return place


def _of_another(place: Path) -> Path:
    place.mkdir()
    os.chown(place, 12345, -1)
    return place


def _in_a_folder_of_another(place: Path) -> Path:
    place.mkdir()
    os.chown(place, 12345, -1)
    return place / ".cache" / "coalition"


def _read_only(place: Path) -> Path:
    place.mkdir(mode=0o500)
    return place


def _closed(place: Path) -> Path:
    place.mkdir(mode=0)
    return place / "below"


ELSEWHERE = "COALITION_CACHE can name another folder, or be off"


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (_a_file, "the cache folder {} cannot be used: it is no folder"),
        (_below_a_file, "the cache folder {} cannot be used: not a directory"),
        (_below_a_device, "the cache folder {} cannot be used: not a directory"),
        (_a_name_too_long, "the cache folder {} cannot be used: file name too long"),
        (
            _open_to_all,
            "others may write to the cache folder {}\n'chmod 700 FOLDER' corrects it; " + ELSEWHERE,
        ),
        (_open_to_all_with_something_in_it, "others may write to the cache folder {}"),
        (_a_link_to_nowhere, "the cache folder {} cannot be used: no such file or directory"),
        pytest.param(
            _of_another,
            "the cache folder {} belongs to another user, and root makes no index there\n"
            "run it without sudo, or with 'sudo -H'; " + ELSEWHERE,
            marks=as_root,
        ),
        pytest.param(
            _in_a_folder_of_another,
            "the cache folder {} belongs to another user, and root makes no index there\n"
            "run it without sudo, or with 'sudo -H'; " + ELSEWHERE,
            marks=as_root,
        ),
        (_read_only, "the program cannot write to the cache folder {}: permission denied"),
        (_closed, "the cache folder {} cannot be used: permission denied"),
    ],
    ids=lambda make: make.__name__.strip("_") if callable(make) else "",
)
def test_a_place_that_cannot_be_a_cache_is_said_with_what_helps(
    coalition: Run,
    claims_file: Write,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[Path], Path],
    why: str,
) -> None:
    file, place = claims_file(stating("one")), tmp_path / "place"
    folder = make(place)
    monkeypatch.setenv("COALITION_CACHE", str(folder))
    why = why.format(folder) if ELSEWHERE in why else f"{why.format(folder)}\n{ELSEWHERE}"
    said = f"coalition: each question reads all files again, because no index can be kept: {why}\n"
    for text in ("one", "two"):
        claims_file(stating(text))
        with bound_by_permissions():
            for _ in range(2):
                assert coalition(*ASKED, file) == (*answer(text, file)[:2], said)
    if place.is_file():
        assert place.read_text() == "mine"
    elif place.is_dir() and os.access(place, os.R_OK):
        assert [path.name for path in place.iterdir()] in ([], ["mine"])


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Return a folder that other users can look into."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@as_root
@pytest.mark.parametrize("owner", [0, 12346])
def test_a_folder_that_a_run_with_sudo_has_made_is_said_with_what_gives_it_back(
    coalition: Run, open_folder: Path, monkeypatch: pytest.MonkeyPatch, owner: int
) -> None:
    file, home = open_folder / "claims.yaml", open_folder / "home"
    file.write_text(stating("one"))
    coalition(*ASKED, file)  # which imports all that it takes: later it may not be readable
    folder = home / ".cache" / "coalition"
    folder.mkdir(parents=True, mode=0o700)
    for path, user in ((home, 12345), (home / ".cache", 12345), (folder, owner)):
        os.chown(path, user, -1)
    monkeypatch.setenv("COALITION_CACHE", str(folder))
    os.seteuid(12345)
    try:
        results = [coalition(*ASKED, file) for _ in range(2)]
        cleared = coalition("cache", "clear", "--all")
    finally:
        os.seteuid(0)
    said = (
        "coalition: each question reads all files again, because no index can be kept: "
        f"the cache folder {folder} belongs to another user\n"
        f"'sudo chown -R \"$USER\" FOLDER' makes it yours; {ELSEWHERE}\n"
    )
    assert results == [(*answer("one", file)[:2], said)] * 2
    said = f"coalition: the cache folder {folder} cannot be read: permission denied\n"
    assert cleared == (3, "", said)


def test_a_working_folder_that_is_gone_is_no_failure(
    coalition: Run, claims_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims_file(stating("one"))
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    for folder in (str(cache()), "relative"):
        monkeypatch.setenv("COALITION_CACHE", folder)
        assert coalition(*ASKED, "../claims.yaml") == answer("one", "../claims.yaml")
        assert coalition(*ASKED, tmp_path / "claims.yaml").code == 0


# What is trusted. A database that gives a wrong answer shows whether it was.


@pytest.fixture
def forged(coalition: Run, claims_file: Write) -> tuple[Path, Entry]:
    """Return a file that states "one", and its entry, whose database has "forged" instead."""
    file = Path(claims_file(stating("forged")))
    coalition(*ASKED, file)
    of_forged = entry().database.read_bytes()
    claims_file(stating("one"))
    coalition(*ASKED, file)
    made = entry()
    made.forge(of_forged, checksum=crc32(of_forged))
    return file, made


def test_a_whole_note_of_ones_own_is_trusted(coalition: Run, forged: tuple[Path, Entry]) -> None:
    file, _ = forged
    assert coalition(*ASKED, file).lines[1].startswith("forged\t")


def _key_of_another(entry: Entry) -> None:
    entry.forge(key=entry.read().key.replace("1", "2"))


def _key_of_another_version(entry: Entry) -> None:
    from coalition_cli import __version__

    entry.forge(key=entry.read().key.replace(f'"{__version__}"', '"0.0.0"'))


def _key_of_another_sqlite(entry: Entry) -> None:
    entry.forge(key=entry.read().key.replace(f'"{sqlite3.sqlite_version}"', '"3.0.0"'))


def _key_of_nothing(entry: Entry) -> None:
    entry.forge(key="")


def _status_of_another(entry: Entry) -> None:
    status = list(entry.read().status)
    status[3] += 1
    entry.forge(status=status)


def _database_touched(entry: Entry) -> None:
    os.utime(entry.database, (0, 0))


def _database_copied(entry: Entry) -> None:
    copy = entry.database.with_suffix(".copy")
    copy.write_bytes(entry.database.read_bytes())
    copy.chmod(0o600)
    copy.replace(entry.database)


def _database_of_another_name(entry: Entry) -> None:
    entry.forge(database="x-00000000.sqlite")


def _database_is_a_link(entry: Entry) -> None:
    target = entry.database.with_suffix(".target")
    entry.database.rename(target)
    entry.database.symlink_to(target)
    entry.forge()


def _note_is_a_link(entry: Entry) -> None:
    target = entry.note.with_suffix(".target")
    entry.note.rename(target)
    entry.note.symlink_to(target)


def _note_open_to_the_group(entry: Entry) -> None:
    entry.note.chmod(0o620)


def _note_open_to_all(entry: Entry) -> None:
    entry.note.chmod(0o602)


def _database_open_to_the_group(entry: Entry) -> None:
    entry.database.chmod(0o620)
    entry.forge()


def _note_of_another(entry: Entry) -> None:
    os.chown(entry.note, 12345, -1)


def _database_of_another(entry: Entry) -> None:
    os.chown(entry.database, 12345, -1)
    entry.forge()


def _one_more_byte(entry: Entry) -> None:
    entry.note.write_bytes(entry.note.read_bytes() + b" ")


def _one_byte_less(entry: Entry) -> None:
    entry.note.write_bytes(entry.note.read_bytes()[:-1])


def _another_checksum(entry: Entry) -> None:
    entry.note.write_bytes(entry.note.read_bytes().replace(b", ", b",", 1))


def _file_of_another_name(entry: Entry) -> None:
    [stamp] = entry.read().stamps
    entry.forge(stamps=(stamp._replace(name="x.yaml"),))


def _file_of_another_status(entry: Entry) -> None:
    [stamp] = entry.read().stamps
    dev, inode, size, changed, created = stamp.status
    entry.forge(stamps=(stamp._replace(status=(dev, inode, size + 1, changed, created)),))


def _file_of_another_digest(entry: Entry) -> None:
    [stamp] = entry.read().stamps
    entry.forge(stamps=(stamp._replace(certain=False, digest="0" * 64),))


def _no_file(entry: Entry) -> None:
    entry.forge(stamps=())


@pytest.mark.parametrize(
    "distrusted",
    [
        _key_of_another,
        _key_of_another_version,
        _key_of_another_sqlite,
        _key_of_nothing,
        _status_of_another,
        _database_touched,
        _database_copied,
        _database_of_another_name,
        _database_is_a_link,
        _note_is_a_link,
        _note_open_to_the_group,
        _note_open_to_all,
        _database_open_to_the_group,
        pytest.param(_note_of_another, marks=as_root),
        pytest.param(_database_of_another, marks=as_root),
        _one_more_byte,
        _one_byte_less,
        _another_checksum,
        _file_of_another_name,
        _file_of_another_status,
        _file_of_another_digest,
        _no_file,
    ],
    ids=lambda distrusted: distrusted.__name__.strip("_"),
)
def test_an_entry_that_cannot_be_trusted_is_made_anew_quietly(
    coalition: Run, forged: tuple[Path, Entry], distrusted: Callable[[Entry], None]
) -> None:
    file, made = forged
    distrusted(made)
    before = {path: path.lstat() for path in cache().iterdir()}
    for _ in range(2):
        assert coalition(*ASKED, file) == answer("one", file)
    after = {path: path.lstat().st_ino for path in cache().iterdir()}
    assert len([path for path in notes() if own_and_whole(path)]) == 1
    # What is a link, or another user's, stays; so does what has no name of the cache's.
    assert {path for path, status in before.items() if after.get(path) == status.st_ino} == {
        path
        for path, status in before.items()
        if stat.S_ISLNK(status.st_mode) or status.st_uid == 12345 or path.suffix == ".target"
    }


def own_and_whole(note: Path) -> bool:
    return read_note(str(note)) is not None


def whole_note(said: object) -> bytes:
    """Return a note with another shape than notes have, that was written to its end."""
    text = json.dumps(said).encode()
    return b"coalition-cache %d %08x\n%s" % (FORM, crc32(text), text)


@pytest.mark.parametrize(
    "said",
    [
        None,
        5,
        "abcde",
        [],
        {"key": "", "data": "", "database": "", "status": [], "stamps": []},
        ["key", "data", 5, [], []],
        ["key", "data", None, [], []],
        ["key", "data", "", [], []],
        ["key", "data", "..", [], []],
        ["key", "data", "a\0b", [], []],
        ["key", "data", "x" * 5000, [], []],
        ["key", "data", "x.sqlite", 5, 5],
        ["key", "data", "x.sqlite", [], [5]],
        ["key", "data", "x.sqlite", [], ["abcdef"]],
    ],
    ids=str,
)
def test_a_note_of_another_shape_is_no_failure(
    coalition: Run, claims_file: Write, said: object
) -> None:
    file = claims_file(stating("one"))
    coalition(*ASKED, file)
    made = entry()
    others = cache() / "x-00000000.json"
    for place in (others, made.note):
        place.write_bytes(whole_note(said))
        place.chmod(0o600)
        assert coalition("cache", "--json").code == 0
        claims_file(stating("two"))
        assert coalition(*ASKED, file) == answer("two", file)


# What is in it, and for how long.


def used(path: Path, seconds_ago: int) -> None:
    """Have a file say that it was used so long ago."""
    then = path.stat().st_mtime - seconds_ago
    os.utime(path, (then, then))


def test_beyond_the_bound_what_was_asked_least_recently_goes(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {name: claims_file(stating(name), f"{name}.yaml") for name in ("one", "two", "six")}
    made: dict[str, Path] = {}
    for ago, name in enumerate(("two", "one")):
        coalition(*ASKED, files[name])
        [made[name]] = set(notes()) - set(made.values())
        used(made[name], 1000 - ago)
    coalition(*ASKED, files["two"])  # from here on, one was asked least recently
    [size] = {path.stat().st_size for path in databases()}
    monkeypatch.setattr(coalition_cli.cache.folder, "BOUND", int(2.5 * size))
    coalition(*ASKED, files["six"])
    assert made["two"] in notes()
    assert made["one"] not in notes()
    assert len(notes()) == len(databases()) == 2
    assert left_over() == []
    for name, file in files.items():
        assert coalition(*ASKED, file) == answer(name, file)


def test_the_index_made_last_stays_whatever_its_size(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coalition_cli.cache.folder, "BOUND", 1)
    for name in ("one", "two"):
        file = claims_file(stating(name), f"{name}.yaml")
        assert coalition(*ASKED, file) == answer(name, file)
        assert entry().note.name.startswith(name)
        assert left_over() == []


BEGUN = sqlite3.connect(":memory:")
BEGUN.execute(f"PRAGMA application_id = {APPLICATION}")
BLANK = BEGUN.serialize()
BEGUN.close()


def leave(name: str, seconds_ago: int = 0) -> None:
    """Leave what a killed run leaves: marked, and no more than begun."""
    path = cache() / name
    path.write_bytes(BLANK if name.endswith(".sqlite") else b"coalition-cache 2 0")
    used(path, seconds_ago)


def test_what_killed_runs_left_goes_with_the_next_index(coalition: Run, claims_file: Write) -> None:
    stem = "claims-yaml-0123abcd"
    gone = [f"{stem}.0123456789ab.sqlite", f"{stem}.json", f"{stem}.json.0123456789ab"]
    for ago in (3600, -3600):  # a clock may have been set back since
        for name in gone:
            leave(name, ago)
        coalition(*ASKED, claims_file(stating(f"one{ago}")))
        assert entry().note.name not in gone
        assert left_over() == []


def test_what_others_are_writing_stays(coalition: Run, claims_file: Write) -> None:
    stem = "claims-yaml-0123abcd"
    names = [f"{stem}.0123456789ab.sqlite", f"{stem}.json.0123456789ab"]
    for name in names:
        leave(name)
    with (cache() / names[0]).open("rb") as writer:
        fcntl.flock(writer, fcntl.LOCK_EX)
        coalition(*ASKED, claims_file(stating("one")))
        assert left_over() == names
        coalition("cache", "clear", "--all")
        assert left_over() == names[:1]
        leave(names[1])
    claims_file(stating("two"))
    coalition(*ASKED, claims_file(stating("two")))
    assert left_over() == names[1:]


def test_what_is_not_of_the_cache_stays(coalition: Run, claims_file: Write) -> None:
    mine = ["claims.json", "claims.json.bak", "claims.jsonl", "mine.sqlite", "mine.sqlite-journal"]
    for name in mine:
        (cache() / name).write_text("[]")
        used(cache() / name, 3600)
    coalition(*ASKED, claims_file(stating("one")))
    assert left_over() == mine
    coalition("cache", "clear", "--all")
    assert sorted(path.name for path in cache().iterdir()) == mine


# What is somebody else's, though it is named as the cache names its own.


def _json(path: Path) -> None:
    path.write_text('{"claims": []}')


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _database(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE mine (id)")
    database.close()


def _marked_late(path: Path) -> None:
    path.write_bytes(b"\n" + BLANK + b"coalition-cache 2 00000000\n")


def _large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)  # to read all of it would take hours


def _checksum_of_another(path: Path) -> None:
    path.write_bytes(b"00000000\n[]")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.mkdir()


def _link(path: Path) -> None:
    target = cache() / "marked"
    target.write_bytes(BLANK)
    path.symlink_to(target)


def _hard_link(path: Path) -> None:
    mine = cache() / "mine.json"
    mine.write_text('{"claims": []}')
    path.unlink(missing_ok=True)
    path.hardlink_to(mine)


def _marked_by_another(path: Path) -> None:
    path.write_bytes(BLANK)
    os.chown(path, 12345, -1)


def looks() -> dict[Path, object]:
    """Return all that the system says of what is in the cache, but who has looked at it."""
    return {
        path: (status_of(status), status.st_mode, status.st_uid, status.st_nlink)
        for path, status in ((path, path.lstat()) for path in cache().iterdir())
    }


NAMES = [
    "claims-20260119.json",
    "-00000000.json",
    "claims-20260119.0123456789ab.sqlite",
    "claims-20260119.json.0123456789ab",
]


@pytest.mark.parametrize(
    "make",
    [
        _json,
        _empty,
        _database,
        _marked_late,
        _large,
        _checksum_of_another,
        _pipe,
        _folder,
        _link,
        _hard_link,
        pytest.param(_marked_by_another, marks=as_root),
    ],
    ids=lambda make: make.__name__.strip("_"),
)
def test_what_only_looks_like_the_caches_own_is_never_touched(
    coalition: Run,
    claims_file: Write,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[Path], None],
) -> None:
    monkeypatch.setattr(coalition_cli.cache.folder, "BOUND", 1)
    file = claims_file(stating("one"))
    coalition(*ASKED, file)
    named = [cache() / name for name in (*NAMES, entry().note.name)]
    coalition("cache", "clear", "--all")
    for path in named:
        make(path)
        if not path.is_symlink():
            used(path, 3600)
    before = looks()
    for text in ("one", "two"):
        claims_file(stating(text))
        for _ in range(2):
            assert coalition(*ASKED, file) == answer(text, file)
        listed = coalition("cache", "--json").json
        assert [row["data"] for row in listed] == [file]  # kept all the same, by another name
    cleared = coalition("cache", "clear", "--all")
    assert cleared.err.startswith("coalition: 1 index, ")
    assert cleared.code == (3 if make is _marked_by_another else 0)
    assert looks() == before


def test_a_folder_may_be_data_and_cache_at_once(
    coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COALITION_CACHE", str(tmp_path))
    mine = tmp_path / "claims-20260119.json"
    mine.write_text('[{"id": "a", "text": "one"}]')
    tmp_path.chmod(0o755)
    for _ in range(3):
        assert coalition(*ASKED, tmp_path) == answer("one", mine)
    assert coalition("check", tmp_path).code == 0
    assert len(notes()) == 2
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755  # its owner has said who may see it
    coalition("cache", "clear", "--all")
    assert list(tmp_path.iterdir()) == [mine]


@pytest.mark.parametrize(("mode", "after"), [(0o755, 0o700), (0o750, 0o700), (0o700, 0o700)])
def test_a_folder_of_the_caches_alone_is_closed_to_others(
    coalition: Run, claims_file: Write, mode: int, after: int
) -> None:
    cache().chmod(mode)
    for text in ("one", "two"):
        coalition(*ASKED, claims_file(stating(text)))
        assert stat.S_IMODE(cache().stat().st_mode) == after
        cache().chmod(mode)


# Other versions.


def of_form_1(made: Entry) -> None:
    """Make an entry one of the form that had no marks."""
    with sqlite3.connect(made.database) as database:
        database.execute("PRAGMA application_id = 0")
    database.close()
    made.forge()
    said = json.dumps(made.read()[:5]).encode()
    made.note.write_bytes(b"%08x\n%s" % (crc32(said), said))


def test_what_an_older_form_of_the_program_made_is_removed(
    coalition: Run, claims_file: Write
) -> None:
    for remove in (("claims",), ("cache", "clear", "--all")):
        coalition(*ASKED, claims_file(stating("one")))
        older = entry()
        of_form_1(older)
        assert coalition("cache", "--json").json == []
        coalition(*remove)
        assert not older.note.exists()
        assert not older.database.exists()
        coalition("cache", "clear", "--all")


def test_what_a_newer_form_of_the_program_made_stays_until_the_cache_is_cleared(
    coalition: Run, claims_file: Write
) -> None:
    coalition(*ASKED, claims_file(stating("one")))
    newer = entry()
    text = b'{"of": "another shape"}'
    newer.note.write_bytes(b"coalition-cache %d %08x\n%s" % (FORM + 1, crc32(text), text))
    coalition("claims")
    assert newer.note.exists()
    assert newer.database.exists()
    coalition("cache", "clear", "--all")
    assert list(cache().iterdir()) == []
