"""Claims files are replaced whole or not at all, whatever happens while they are written."""

import fcntl
import os
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from coalition_cli.model.problems import CoalitionError
from coalition_cli.reading.files import data_files
from coalition_cli.rewriting import locking
from coalition_cli.rewriting.changes import Part
from coalition_cli.rewriting.edition import Edition
from coalition_cli.rewriting.fields import with_value

from .conftest import Run
from .disks import fill, small_disk

CLAIMS = """\
# kept by hand
claims:
  - id: a   # the first
    text: A claim.
    note: old
"""
NEW = CLAIMS.replace("note: old", "note: new")


def note(path: str | Path, text: str = "new", *, dry: bool = False) -> None:
    """Set the note of the first claim of a file, as a command would."""
    [file] = data_files([str(path)])
    with Edition([file], dry=dry) as edition:
        source = edition.source(file)
        record, span = next(source.placed("claims"))
        edits = with_value(source, span, record.section, ("note", text))
        edition.splice(source, edits, [Part("claims", record.key, ("note",))])
        if not dry:
            edition.save()


def refused(path: str | Path) -> str:
    """Return why a change is refused."""
    with pytest.raises(CoalitionError) as caught:
        note(path)
    return str(caught.value)


def names(folder: Path = Path()) -> list[str]:
    """Return the names of what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a claims file in the working folder, and see that nothing is left beside it."""
    monkeypatch.chdir(tmp_path)
    path = Path("claims.yaml")
    path.write_text(CLAIMS)
    yield path
    assert [name for name in names() if name.endswith(".part")] == []


# Runs that are killed

KILLED = """\
import os, signal, sys
from itertools import count
from pathlib import Path
from tests.test_saving import CLAIMS, NEW, note

file = Path("claims.yaml")
watched = ("saving.py", "edition.py", "locking.py", "replacing.py")
states = set()
for moment in count(1):
    left = moment
    def step(frame, event, value):
        global left
        if frame.f_code.co_filename.endswith(watched):
            left -= event == "line"
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return step
    child = os.fork()
    if child == 0:
        sys.settrace(step)
        note(file)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    parts = [name for name in os.listdir() if name.endswith(".part")]
    states.add((file.read_text() == NEW, len(parts)))
    assert file.read_text() in (CLAIMS, NEW), file.read_text()
    note(file)  # a rerun finishes
    assert file.read_text() == NEW
    assert os.listdir() == ["claims.yaml"], os.listdir()
    file.write_text(CLAIMS)
    if status == 0:
        break
    assert status == signal.SIGKILL
print(moment, sorted(states))
"""


def script(code: str, *words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Python in a folder, with this module at hand."""
    root = str(Path(__file__).parent.parent)
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.slow
def test_a_killed_run_leaves_the_old_file_or_the_new_one(file: Path) -> None:
    done = script(KILLED, folder=Path())
    assert done.stderr == ""
    moments, _, states = done.stdout.partition(" ")
    assert int(moments) > 100
    # Before anything was written, after the new file was begun, after it took the name.
    assert states == "[(False, 0), (False, 1), (True, 0)]\n"


# Several runs

ONE_OF_MANY = """\
import sys
from coalition_cli.reading.files import data_files
from coalition_cli.rewriting.changes import Part
from coalition_cli.rewriting.edition import Edition
from coalition_cli.rewriting.fields import with_value
[file] = data_files(["claims.yaml"])
with Edition([file]) as edition:
    source = edition.source(file)
    for record, span in source.placed("claims"):
        if record.key == sys.argv[1]:
            edits = with_value(source, span, record.section, ("note", f"by {record.key}"))
            edition.splice(source, edits, [Part("claims", record.key, ("note",))])
            break
    edition.save()
"""


@pytest.mark.slow
def test_all_of_many_changes_at_once_arrive(file: Path) -> None:
    claims = [f"- id: c{number}\n  text: Claim {number}.\n" for number in range(20)]
    file.write_text("claims:\n" + "".join(claims))
    runs = [
        subprocess.Popen([sys.executable, "-c", ONE_OF_MANY, f"c{number}"], stderr=subprocess.PIPE)
        for number in range(20)
    ]
    assert [run.communicate()[1] for run in runs] == [b""] * 20
    noted = [f"{claim}  note: by c{number}\n" for number, claim in enumerate(claims)]
    assert file.read_text() == "claims:\n" + "".join(noted)


def test_a_change_waits_for_another_run_but_not_for_ever(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(time, "monotonic", lambda: sum(waited))
    monkeypatch.setattr(time, "sleep", waited.append)
    with file.open() as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert refused(file) == (
            "claims.yaml: is being changed by another run of coalition\n"
            "wait until it has ended, or close its editor, then try again"
        )
    assert 20 <= sum(waited) < 20.1
    assert file.read_text() == CLAIMS
    note(file)
    assert file.read_text() == NEW


def test_a_change_waits_as_long_as_others_get_on(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    lock = locking._try

    def others_get_on(_: float) -> None:
        waited.append(15)
        Path("other").write_text(CLAIMS)
        Path("other").replace(file)

    monkeypatch.setattr(time, "monotonic", lambda: sum(waited))
    monkeypatch.setattr(time, "sleep", others_get_on)
    monkeypatch.setattr(locking, "_try", lambda handle: sum(waited) >= 60 and lock(handle))
    note(file)
    assert (sum(waited), file.read_text()) == (60, NEW)


def test_a_file_that_is_replaced_just_before_it_is_locked_is_locked_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[bool] = []
    lock = locking._try

    def by_another_run(handle: int) -> bool:
        if not tried:
            Path("new").write_text(CLAIMS)
            Path("new").replace(file)
        tried.append(os.path.samestat(os.fstat(handle), file.stat()))
        return lock(handle)

    monkeypatch.setattr(locking, "_try", by_another_run)
    note(file)
    assert tried == [False, True]


def test_what_is_only_shown_waits_for_nobody(file: Path) -> None:
    with file.open() as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        note(file, dry=True)


@pytest.mark.parametrize("changed", [CLAIMS + "# more\n", "", None])
def test_a_file_that_changed_meanwhile_stays_as_it_is(
    file: Path, monkeypatch: pytest.MonkeyPatch, changed: str | None
) -> None:
    sync = os.fsync

    def by_another_program(handle: int) -> None:
        file.unlink()
        if changed is not None:
            file.write_text(changed)
        sync(handle)

    monkeypatch.setattr(os, "fsync", by_another_program)
    assert refused(file) == "claims.yaml: has changed meanwhile, and stays as it is\ntry again"
    assert (file.read_text() if file.exists() else None) == changed


FULL = """\
import resource
from tests.test_saving import note
resource.setrlimit(resource.RLIMIT_FSIZE, (40, 40))
from coalition_cli.model.problems import CoalitionError
try:
    note("claims.yaml")
except CoalitionError as error:
    print(error)
"""


@pytest.mark.slow
def test_a_disk_without_room_leaves_the_old_file_and_nothing_beside_it(file: Path) -> None:
    done = script(FULL, folder=Path())
    assert (done.stdout, done.stderr) == ("claims.yaml: cannot be written: file too large\n", "")
    assert names() == ["claims.yaml"]
    assert file.read_text() == CLAIMS


ON_A_DISK = """\
speakers:
  - {id: ann,  name: Ann}
claims:
  - {id: shut, text: "It is shut.", speaker: ann, knd: event}
"""
NO_ROOM = "no space left on device\nmake room on that disk, then try again\n"


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a disk")
@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["set", "shut", "text", "It is open."], f"claims.yaml: cannot be written: {NO_ROOM}"),
        (["rename", "ann", "bea"], f"claims.yaml: cannot be written: {NO_ROOM}"),
        (["new", "speaker", "--name", "Bea"], f"claims.yaml: cannot be written: {NO_ROOM}"),
        (
            ["new", "speaker", "--name", "Bea", "-d", ".", "--into", "a/b/c.yaml"],
            f"a/b/c.yaml: cannot be written: {NO_ROOM}",
        ),
        (
            ["fmt"],
            f"claims.yaml: cannot be written: {NO_ROOM}"
            "coalition: could not change 1 file in claims.yaml\n",
        ),
        (["check", "--fix"], f"claims.yaml: cannot be written: {NO_ROOM}"),
    ],
)
def test_on_a_full_disk_every_command_leaves_all_as_it_was(
    coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], said: str
) -> None:
    text = ON_A_DISK if "--fix" in command else ON_A_DISK.replace("knd", "kind")
    with small_disk(tmp_path / "disk") as disk:
        monkeypatch.chdir(disk)
        Path("claims.yaml").write_text(text)
        fill(Path("full"))
        assert coalition(*command) == (3, "", f"coalition: {said}")
        assert names() == ["claims.yaml", "full"]
        assert Path("claims.yaml").read_text() == text


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a disk")
def test_what_was_changed_before_the_disk_was_full_is_told(
    coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = f"claims:\n  - {{id: two, text: Two, speaker: ann, note: {'x' * 36_000}}}\n"
    with small_disk(tmp_path / "disk") as disk:
        monkeypatch.chdir(disk)
        Path("1.yaml").write_text(ON_A_DISK.replace("knd", "kind"))
        Path("2.yaml").write_text(second)
        rename = ["rename", "ann", "bea", "-d", "1.yaml", "-d", "2.yaml"]
        said = f"coalition: 2.yaml: cannot be written: {NO_ROOM}changed already: 1.yaml\n"
        assert coalition(*rename) == (3, "", said)
        assert names() == ["1.yaml", "2.yaml"]
        assert Path("1.yaml").read_text() == ON_A_DISK.replace("knd", "kind").replace("ann", "bea")
        assert Path("2.yaml").read_text() == second


# What stays of a file


def test_a_link_stays_a_link(file: Path) -> None:
    Path("deep").mkdir()
    file.rename("deep/real.yaml")
    file.symlink_to("deep/real.yaml")
    Path("claims2.yaml").symlink_to("claims.yaml")
    note("claims2.yaml")
    assert (file.is_symlink(), Path("claims2.yaml").is_symlink()) == (True, True)
    assert Path("deep/real.yaml").read_text() == NEW
    assert names(Path("deep")) == ["real.yaml"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_and_the_attributes_stay(file: Path, mode: int) -> None:
    file.chmod(mode)
    try:
        os.setxattr(file, "user.origin", b"desk")
    except (AttributeError, OSError):
        pytest.skip("no extended attributes here")
    note(file)
    assert stat.S_IMODE(file.stat().st_mode) == mode
    assert os.getxattr(file, "user.origin") == b"desk"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files to others")
def test_the_owner_stays(file: Path) -> None:
    os.chown(file, 1234, 2345)
    note(file)
    assert (file.stat().st_uid, file.stat().st_gid) == (1234, 2345)
    assert file.read_text() == NEW


# What is no file to be changed


def test_a_file_with_several_names_is_refused(file: Path) -> None:
    os.link(file, "copy.yaml")
    assert refused(file) == (
        "claims.yaml: has 2 names (hard links), and only this one would change\n"
        "replace it by a copy of itself first"
    )
    assert file.samefile("copy.yaml")


def test_what_is_no_file_is_refused(file: Path) -> None:
    os.mkfifo("pipe.yaml")
    Path("empty").mkdir()
    pipe = "is a pipe, a device or a socket, and cannot be changed\nname a claims file"
    assert refused("pipe.yaml") == f"pipe.yaml: {pipe}"
    assert refused("/dev/null") == f"/dev/null: {pipe}"
    assert refused("empty") == "empty: this folder has no claims file to change"
    assert refused("-") == "standard input cannot be changed\nname a claims file"


def test_a_file_that_is_too_large_is_refused_at_once(file: Path) -> None:
    os.truncate(file, (64 << 20) + 1)
    assert refused(file) == (
        "claims.yaml: has more than 64 MiB, and is too large to be changed\n"
        "split it into several files"
    )


AS_NOBODY = """\
import os, sys
from coalition_cli.model.problems import CoalitionError
from tests.test_saving import note
note("/tmp/none.yaml", dry=True) if os.path.exists("/tmp/none.yaml") else None
from coalition_cli.reading import yaml_nodes, yaml_spans, conflicts, json_nodes
from coalition_cli.checking import findings
note("warm.yaml")  # others may not be let in where the program lies
os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    note("claims.yaml")
except CoalitionError as error:
    print(error)
"""


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
@pytest.mark.parametrize(
    ("folder_mode", "owner", "mode", "why"),
    [
        (0o777, 65534, 0o640, ""),
        (
            0o777,
            65534,
            0o444,
            "cannot be written: permission denied\n"
            "ask its owner for the right to write it, and to make files in its folder",
        ),
        (
            0o777,
            0,
            0o644,
            "cannot be written: permission denied\n"
            "ask its owner for the right to write it, and to make files in its folder",
        ),
        (0o777, 0, 0o600, "cannot be changed: permission denied"),
        (
            0o777,
            0,
            0o666,
            "cannot be written: its owner and group cannot be kept\n"
            "ask its owner for the right to write it, and to make files in its folder",
        ),
        (
            0o555,
            65534,
            0o644,
            "cannot be written: no new file can be made beside it: permission denied\n"
            "ask its owner for the right to write it, and to make files in its folder",
        ),
    ],
)
def test_without_the_right_nothing_changes(
    folder_mode: int, owner: int, mode: int, why: str
) -> None:
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to others
        folder = Path(name)
        path = folder / "claims.yaml"
        (folder / "warm.yaml").write_text(CLAIMS)
        path.write_text(CLAIMS)
        os.chown(path, owner, owner)
        path.chmod(mode)
        folder.chmod(folder_mode)
        done = script(AS_NOBODY, folder=folder)
        said = f"claims.yaml: {why}\n" if why else ""
        assert (done.stdout, done.stderr) == (said, "")
        assert path.read_text() == (CLAIMS if why else NEW)
        assert (path.stat().st_uid, stat.S_IMODE(path.stat().st_mode)) == (owner, mode)
        assert names(folder) == ["claims.yaml", "warm.yaml"]
