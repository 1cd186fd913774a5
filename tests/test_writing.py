"""An answer reaches its file whole or not at all, and no file that it is read from."""

import fcntl
import json
import os
import re
import signal
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from coalition_cli.cli import COMMANDS, GROUPS
from coalition_cli.exporting.formats import FORMATS
from coalition_cli.reading.files import shipped

from .conftest import COMMAND, Run
from .privileges import bound_by_permissions
from .test_formats import CORPUS

pytestmark = pytest.mark.slow

Write = Callable[..., str]


@pytest.mark.parametrize(
    "command", ["claims --count", "show red --fields id -f tsv", "stats --by kind -f tsv"]
)
def test_every_answer_goes_to_the_output_file(
    coalition: Run, claims_file: Write, tmp_path: Path, command: str
) -> None:
    out = tmp_path / "answer"
    words = [*command.split(), "-d", claims_file(CORPUS)]
    assert coalition(*words, "-o", out) == (0, "", "")
    assert out.read_text() == coalition(*words).out


def test_an_output_file_keeps_its_mode_and_the_link_that_leads_to_it(
    coalition: Run, claims_file: Write, tmp_path: Path
) -> None:
    out, link = tmp_path / "out.csv", tmp_path / "link.csv"
    out.write_text("old")
    out.chmod(0o640)
    link.symlink_to(out)
    with out.open() as before:
        assert (
            coalition("claims", "-d", claims_file(CORPUS), "--fields", "id", "-o", link).err == ""
        )
        # Whoever reads the old file still reads all of it: it was replaced, not written over.
        assert before.read() == "old"
    assert link.is_symlink()
    assert out.read_text() == "id\nred\nbare\n"
    assert stat.S_IMODE(out.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("words", "code"),
    [("soure:x", 2), ("-d missing.yaml", 3), ("-d broken.yaml", 3), ("--fields nothing", 2)],
)
def test_a_run_that_fails_leaves_the_old_output_file(
    coalition: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: str, code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("broken.yaml").write_text("claims: [")
    Path("out.json").write_text("old")
    assert coalition("claims", "-o", "out.json", *words.split()).code == code
    assert Path("out.json").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.yaml", "out.json"]


def test_a_file_that_cannot_be_written_to_its_end_leaves_the_old_one(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_text("old")
    # The index is made before: it would be too large as well.
    limited = (
        '"$0" -m coalition_cli claims --count > /dev/null;'
        ' ulimit -f 8; exec "$0" -B -m coalition_cli claims -o out.json'
    )
    done = subprocess.run(
        ["sh", "-c", limited, sys.executable],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "coalition: cannot write out.json: file too large\n"
    assert out.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_an_output_file_in_no_folder_is_an_error(
    coalition: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert coalition("claims", "-o", "no/out.json") == (
        3,
        "",
        "coalition: cannot write no/out.json: no such file or directory\n"
        "make the folder first, or name another place\n",
    )


@pytest.mark.parametrize(
    "words",
    [
        "claims",
        "show one",
        "stats",
        "drift",
        "verify --texts .",
        "check",
        "cache",
        "doctor",
        "schema",
        "diff HEAD:a.yaml HEAD:b.yaml",
        "page",
        "draft broken.yaml",
        "draft --attributions broken.yaml",
        "import broken.yaml",
        "import --suggest broken.yaml",
        *(f"export {name}{' -f dot' * bool(form.notations)}" for name, form in FORMATS.items()),
    ],
)
def test_where_nothing_can_be_written_nothing_is_read(
    coalition: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COALITION_DATA", "broken.yaml")
    Path("broken.yaml").write_text("claims: [")
    Path("folder").mkdir(mode=0o555)
    places = {
        "no/out.yaml": "no such file or directory\nmake the folder first, or name another place\n",
        "broken.yaml/out.yaml": "not a directory\n"
        "a file stands where a folder is named: name another place\n",
        "folder/out.yaml": "permission denied\nname another place\n",
    }
    for place, why in places.items():
        told = f"coalition: cannot write {place}: {why}"
        with bound_by_permissions():
            assert coalition(*words.split(), "-o", place) == (3, "", told)
    assert names(Path()) == ["broken.yaml", "folder"]


def test_an_output_file_that_is_a_folder_is_an_error(
    coalition: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    result = coalition("claims", "-o", "folder")
    assert result == (3, "", "coalition: cannot write folder: is a directory\nname a file in it\n")


def test_devices_are_written_to_as_they_are(coalition: Run) -> None:
    before = os.stat("/dev/null")  # noqa: PTH116
    assert coalition("claims", "-o", "/dev/null") == (0, "", "")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)  # noqa: PTH116
    assert os.stat("/dev/null").st_ino == before.st_ino  # noqa: PTH116
    full = coalition("claims", "-o", "/dev/full")
    assert full == (3, "", "coalition: cannot write /dev/full: no space left on device\n")


def test_a_named_pipe_is_written_to_as_it_is(
    coalition: Run, claims_file: Write, tmp_path: Path
) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(fifo.read_text()))
    reader.start()
    result = coalition("claims", "-d", claims_file(CORPUS), "--fields", "id", "-o", fifo)
    reader.join(timeout=30)
    assert (result.code, read) == (0, ["id\nred\nbare\n"])
    assert fifo.is_fifo()


SAME_FILE = {
    "the path": "-d mine.yaml claims -o mine.yaml",
    "another path": "claims -d mine.yaml -o folder/../mine.yaml",
    "a link": "claims -d mine.yaml -f csv -o link.csv",
    "the target of a link": "claims -d link.csv -o mine.yaml",
    "a hard link": "claims -d mine.yaml -f csv -o hard.csv",
    "standard input": "claims -d - -o mine.yaml",
    "standard input by a path": "claims -d /dev/stdin -o mine.yaml",
    "an open file": "claims -d mine.yaml -f csv -o /dev/stdin",
    "a file in a folder": "claims -d folder -o folder/deep/part.yaml",
    "one of several": "claims -d folder -d mine.yaml -o mine.yaml",
    "--count": "claims -d mine.yaml --count -o mine.yaml",
    "show": "show red -d mine.yaml -o mine.yaml",
    "stats": "stats -d mine.yaml -o mine.yaml",
    "drift": "drift -d mine.yaml -o mine.yaml",
    "sourcing": "sourcing -d mine.yaml -o mine.yaml",
    "check": "check mine.yaml -o mine.yaml",
    "check --data": "check -d mine.yaml -f json -o mine.yaml",
    "the old version": "diff mine.yaml folder -o mine.yaml",
    "the new version": "diff folder mine.yaml -o mine.yaml",
    "a text": "verify -d mine.yaml --text first=first.txt -o first.txt",
    "a text from standard input": "verify -d folder --text first=- -o mine.yaml",
    "a folder of texts": "verify -d mine.yaml --texts . -o first.txt",
    "the claims beside a text": "verify -d mine.yaml --text first=first.txt -o mine.yaml",
    "what joins a folder": "claims -d folder -o folder/deep/new.json",
    "what is in the cache": "cache -d mine.yaml --json -o mine.yaml",
    "a report that joins a folder": "check folder -o folder/new.JSON",
}


@pytest.fixture
def same_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Write claims files, with links to one of them, and go where they are."""
    monkeypatch.chdir(tmp_path)
    Path("folder/deep").mkdir(parents=True)
    Path("folder/deep/part.yaml").write_text("claims: [{id: other, text: other}]")
    Path("first.txt").write_text("\u201cThere are red lines.\u201d")
    Path("mine.yaml").write_text(CORPUS)
    Path("link.csv").symlink_to("mine.yaml")
    Path("hard.csv").hardlink_to("mine.yaml")
    return tmp_path


def names(folder: Path) -> list[str]:
    """Return what lies in a folder, sorted."""
    return sorted(path.name for path in folder.iterdir())


def contents(folder: Path) -> dict[str, str]:
    """Return the texts of the files below a folder, by their paths."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {str(path): path.read_text() for path in files}


@pytest.mark.parametrize("words", SAME_FILE.values(), ids=SAME_FILE)
def test_no_answer_is_written_over_what_it_is_read_from(same_file: Path, words: str) -> None:
    before = contents(same_file)
    with Path("mine.yaml").open("rb") as stdin:
        done = subprocess.run(
            [*COMMAND, *words.split()], stdin=stdin, capture_output=True, check=False, timeout=60
        )
    assert (done.returncode, done.stdout) == (2, b"")
    assert re.fullmatch(
        rb"coalition: -o [^ ]+ would (replace [^-]|become part of ).*\nname .*\n", done.stderr
    )
    assert contents(same_file) == before


@pytest.mark.parametrize(
    "command", sorted(COMMANDS.keys() - {"browse", "help", *GROUPS["Write and mend"]})
)
def test_no_command_replaces_the_data_that_it_would_read_without_d(
    coalition: Run, same_file: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("COALITION_DATA", f"folder{os.pathsep}mine.yaml")
    before = contents(same_file)
    words = {
        "show": "red",
        "verify": "--text first=first.txt",
        "diff": "mine.yaml folder",
        "export": "csv",
    }
    result = coalition(command, *words.get(command, "").split(), "-o", "mine.yaml")
    assert (result.code, contents(same_file)) == (2, before)
    assert result.err.startswith("coalition: -o mine.yaml would replace mine.yaml")


def test_no_report_replaces_what_git_tracks(coalition: Run, same_file: Path) -> None:
    Path("story").mkdir()
    Path("mine.yaml").rename("story/claims.yaml")
    for command in ("init -q", "add story"):
        subprocess.run(["git", *command.split()], check=True, timeout=60)
    before = contents(same_file)
    result = coalition("check", "--tracked", "-o", "story/claims.yaml")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("coalition: -o story/claims.yaml would replace story/claims.yaml")
    assert contents(same_file) == before


def test_the_claims_that_come_with_the_program_are_not_replaced(coalition: Run) -> None:
    path = shipped().path
    before = Path(path).read_bytes()
    for words in ("claims", "schema claims-file", "cache --json"):
        assert coalition(*words.split(), "-o", path) == (
            2,
            "",
            f"coalition: -o {path} would replace example/claims.yaml,"
            " which the answer is read from\nname another file\n",
        )
    assert Path(path).read_bytes() == before


def test_an_answer_is_not_added_to_what_it_is_read_from(same_file: Path) -> None:
    before = contents(same_file)
    with Path("mine.yaml").open("ab") as out:
        done = subprocess.run(
            [*COMMAND, "claims", "-d", "folder", "-d", "link.csv", "--json"],
            stdout=out,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert (done.returncode, done.stderr) == (
        2,
        b"coalition: the answer would be added to link.csv, which the answer is read from\n"
        b"name another file\n",
    )
    assert contents(same_file) == before


@pytest.mark.parametrize(
    "words",
    [
        "claims -d folder -o folder/new.csv",
        "claims -d folder -o folder/.hidden/new.json",
        "claims -d folder -o new.json",
        "claims -d folder/deep -o folder/new.json",
        "schema claims -o folder/new.schema.json",
        "claims -d mine.yaml --json -o first.txt",
    ],
)
def test_a_file_that_is_not_read_is_written(coalition: Run, same_file: Path, words: str) -> None:
    (same_file / "folder" / ".hidden").mkdir()
    assert coalition(*words.split()) == (0, "", "")
    assert Path(words.split()[-1]).stat().st_size > 0


def test_what_is_read_and_written_as_it_comes_is_no_file_that_is_lost(coalition: Run) -> None:
    assert coalition("claims", "-d", "/dev/null", "--count", "-o", "/dev/null").code == 0


ENDED = """\
import os, resource, sys
from coalition_cli.__main__ import main
from coalition_cli.formats import objects

def written(value, out):
    out.write("half an answer")
    out.flush()
    os.kill(os.getpid(), int(sys.argv[1]))
    return ""

resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # some signals would leave a file of their own
objects._json = written
sys.exit(main(["claims", "-o", "out.json"]))
"""


def ended(number: int) -> int:
    """Write an answer that a signal ends in the middle, and return the exit code."""
    command = [sys.executable, "-c", ENDED, str(int(number))]
    return subprocess.run(command, capture_output=True, check=False, timeout=60).returncode


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGXCPU"])
def test_a_signal_leaves_the_old_file_and_nothing_beside_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("out.json").write_text("old")
    number = signal.Signals[name]
    assert ended(number) == (130 if number == signal.SIGINT else -number)
    assert contents(tmp_path) == {str(tmp_path / "out.json"): "old"}


def test_what_a_killed_run_leaves_is_removed_by_the_next_and_nothing_else(
    coalition: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    others = [
        ".coalition.settings",
        ".coalition.0123456789abcdef",
        "x.coalition.0123456789abcdef.part",
    ]
    for other in others:
        Path(other).write_text("mine")
    link, pipe, theirs = (f".coalition.00000000000000a{n}.part" for n in range(3))
    Path(link).symlink_to(others[0])
    os.mkfifo(pipe)
    others += [link, pipe]
    if os.geteuid() == 0:  # only root can give files to others
        Path(theirs).touch()
        os.chown(theirs, 12345, -1)
        others.append(theirs)
    assert ended(signal.SIGKILL) == -signal.SIGKILL
    [left] = set(names(Path())).difference(others)
    held = Path(".coalition.00000000000000bb.part")
    with held.open("w") as writing:  # by a run that goes on
        fcntl.flock(writing, fcntl.LOCK_EX)
        assert coalition("claims", "--count", "-o", "out.txt") == (0, "", "")
        assert Path("out.txt").exists()
        assert not Path(left).exists()
        assert held.exists()
    coalition("claims", "--count", "-o", "out.txt")
    assert not held.exists()
    assert names(Path()) == sorted([*others, "out.txt"])


def test_two_that_write_one_file_leave_it_whole(tmp_path: Path) -> None:
    command = [*COMMAND, "claims", "--json", "-o", "out.json"]
    with ExitStack() as stack:
        runs = [stack.enter_context(subprocess.Popen(command, cwd=tmp_path)) for _ in range(4)]
    assert [run.returncode for run in runs] == [0] * 4
    assert len(json.loads((tmp_path / "out.json").read_text())) > 20
    assert names(tmp_path) == ["out.json"]


def test_a_file_may_have_the_longest_name_that_there_is(coalition: Run, tmp_path: Path) -> None:
    longest = tmp_path / ("é" * 125 + ".json")
    assert coalition("claims", "--fields", "id", "-o", longest) == (0, "", "")
    assert names(tmp_path) == [longest.name]
    too_long = tmp_path / ("x" * 256)
    result = coalition("claims", "-o", too_long)
    assert result.err == f"coalition: cannot write {too_long}: file name too long\n"
    assert (result.code, names(tmp_path)) == (3, [longest.name])


@pytest.mark.parametrize("path", ["no/", "folder/", "folder/.", ".", "out.txt/", "out.txt/x"])
def test_what_names_no_file_is_not_written(
    coalition: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("out.txt").write_text("old")
    why = (
        "not a directory\na file stands where a folder is named: name another place"
        if "out" in path
        else "is a directory\nname a file in it"
    )
    result = coalition("claims", "--json", "-o", path)
    assert result == (3, "", f"coalition: cannot write {path}: {why}\n")
    assert names(Path()) == ["folder", "out.txt"]
    assert Path("out.txt").read_text() == "old"


def test_a_link_that_leads_nowhere_leads_to_the_answer(
    coalition: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("link.txt").symlink_to("there.txt")
    Path("round.txt").symlink_to("round.txt")
    assert coalition("claims", "--count", "-o", "link.txt") == (0, "", "")
    assert Path("link.txt").is_symlink()
    assert Path("there.txt").read_text() == "28\n"
    result = coalition("claims", "-o", "round.txt")
    why = "too many levels of symbolic links"
    assert result == (3, "", f"coalition: cannot write round.txt: {why}\n")


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o000])
def test_a_new_file_has_the_mode_that_any_new_file_has(
    coalition: Run, tmp_path: Path, mask: int
) -> None:
    before = os.umask(mask)
    try:
        assert coalition("claims", "--count", "-o", tmp_path / "out.txt").code == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out.txt").stat().st_mode) == 0o666 & ~mask


WATCHED = """\
import os, sys
from coalition_cli.__main__ import main
def seen(event, details):
    if event == "os.chmod" and str(details[0]).endswith(".part"):
        print(oct(os.stat(details[0]).st_mode), oct(details[1]))
sys.addaudithook(seen)
os.umask(0)
sys.exit(main(["claims", "--count", "-o", "out.txt"]))
"""


def test_nobody_else_sees_a_new_file_before_it_has_the_mode_of_the_old(tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    out.write_text("old")
    out.chmod(0o2640)
    done = subprocess.run(
        [sys.executable, "-c", WATCHED], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    tried_and_written = "0o100600 0o2640\n" * 2
    assert (done.returncode, done.stdout, done.stderr) == (0, tried_and_written, "")
    assert stat.S_IMODE(out.stat().st_mode) == 0o2640


def test_an_output_file_keeps_its_attributes(coalition: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    out.write_text("old")
    try:
        os.setxattr(out, "user.origin", b"desk")
    except (AttributeError, OSError):
        pytest.skip("no extended attributes here")
    assert coalition("claims", "--count", "-o", out) == (0, "", "")
    assert os.getxattr(out, "user.origin") == b"desk"


AS_NOBODY = """\
import os, sys
from coalition_cli.__main__ import main
main(["schema", "claims", "-o", "/dev/null"])
from coalition_cli.writing import replacing  # others may not be let in where the program lies
os.setgroups([]); os.setgid(65534); os.setuid(65534)
sys.exit(main(["schema", "claims", "-o", "out.json"]))
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
@pytest.mark.parametrize(
    ("folder_mode", "owner", "mode", "why"),
    [
        (
            0o777,
            0,
            0o644,
            "permission denied\nname another place",
        ),  # a folder's leave is not the file's
        (
            0o777,
            0,
            0o666,
            "its owner and group cannot be kept\nname another file, or remove this one first",
        ),
        (
            0o555,
            65534,
            0o644,
            "no new file can be made beside it: permission denied\n"
            "use '>' in place of -o to write over it",
        ),
        (0o777, 65534, 0o444, "permission denied\nname another place"),
        (0o777, 65534, 0o640, ""),
    ],
)
def test_what_is_somebody_elses_is_not_replaced(
    folder_mode: int, owner: int, mode: int, why: str
) -> None:
    # pytest's own folders are closed to others.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        out = folder / "out.json"
        out.write_text("old")
        os.chown(out, owner, owner)
        out.chmod(mode)
        folder.chmod(folder_mode)
        command = [sys.executable, "-c", AS_NOBODY]
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False, timeout=60
        )
        error = f"coalition: cannot write out.json: {why}\n" if why else ""
        assert (done.returncode, done.stderr) == (3 if why else 0, error)
        assert (out.read_text() == "old") is bool(why)
        assert (out.stat().st_uid, stat.S_IMODE(out.stat().st_mode)) == (owner, mode)
        assert names(folder) == ["out.json"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can write what is another's")
@pytest.mark.parametrize("owner", [(1234, 2345), (0, 2345), (1234, 0)])
def test_a_file_of_another_stays_theirs(
    coalition: Run, tmp_path: Path, owner: tuple[int, int]
) -> None:
    out = tmp_path / "out.txt"
    out.write_text("old")
    os.chown(out, *owner)
    out.chmod(0o640)
    assert coalition("claims", "--count", "-o", out) == (0, "", "")
    status = out.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (*owner, 0o640)


@pytest.mark.parametrize("path", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "link"])
def test_standard_output_may_be_named_as_a_file(tmp_path: Path, path: str) -> None:
    (tmp_path / "link").symlink_to("/dev/stdout")
    out = tmp_path / "out.txt"
    out.write_text("before\n")
    with out.open("a") as stream:
        command = [*COMMAND, "claims", "--count", "-o", path]
        done = subprocess.run(
            command, cwd=tmp_path, stdout=stream, stderr=subprocess.PIPE, check=False, timeout=60
        )
    assert (done.returncode, done.stderr) == (0, b"")
    assert out.read_text() == "before\n28\n"
    piped = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert (piped.returncode, piped.stdout, piped.stderr) == (0, b"28\n", b"")


def test_a_named_pipe_that_is_closed_early_is_no_failure(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    with subprocess.Popen(
        [*COMMAND, "claims", "--json", "-o", fifo, *["-d", shipped().path]], stderr=subprocess.PIPE
    ) as child:
        fifo.open("rb").close()
        assert child.communicate(timeout=60)[1] == b""
    assert child.returncode == 0
