"""`coalition edit`: a record in the user's editor, checked when that is closed."""

import fcntl
import os
import pty
import shlex
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.editing import Editor

from .conftest import COMMAND, Run
from .disks import small_disk
from .privileges import bound_by_permissions
from .terminals import received

pytestmark = pytest.mark.slow  # an editor is a process

CLAIMS = """\
# Kept by hand.
speakers:
  - {id: ann, name: Ann Lee}
  - id: clerk
    description: a clerk
sources:
  - id: gazette
    name: The Gazette
claims:
  - id: shut
    text: The bridge is shut.   # at last
    speaker: ann
    topics: [bridge]
  - id: ann
    text: Ann is here.
"""
Write = Callable[[str], Path]


@pytest.fixture(autouse=True)
def claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A claims file in the folder where the test is, and no editor."""
    for name in ("VISUAL", "EDITOR", "GIT_EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "claims.yaml"
    path.write_text(CLAIMS)
    return path


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Make a script the editor: editor("sed -i s/a/b/ $1")."""

    def make(script: str) -> Path:
        path = tmp_path / "my editor" / "vim"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        monkeypatch.setenv("EDITOR", str(path))
        return path

    return make


def change(old: str, new: str) -> str:
    """Return a script that changes a text in the file that it gets."""
    return f'for file; do :; done; sed -i "s/{old}/{new}/" "$file"'


QUESTION = "[e]dit again, [k]eep it as it is, or [r]estore the old text? [e] "


def on_screen(named: str, *answers: str | Callable[[], str]) -> tuple[int, str]:
    """Edit on a terminal, and answer each question; return the code and what the screen showed.

    An answer may be a function that does something first.
    """
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, "edit", named],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # for Ctrl-C
    ) as child:
        os.close(follower)
        screen, left = "", list(answers)
        for piece in received(leader):
            screen += piece.decode().replace("\r\n", "\n")
            if left and screen.count(QUESTION) > len(answers) - len(left):
                answer = left.pop(0)
                os.write(leader, (answer if isinstance(answer, str) else answer()).encode())
        os.close(leader)
        return child.wait(timeout=60), screen


@pytest.mark.parametrize(
    ("named", "line"),
    [
        ("shut", 10), ("SHUT", 10), ("claim:shut", 10), ("Ann Lee", 3), ("speaker:ann", 3),
        ("clerk", 4), ("The Gazette", 7), ("claims.yaml:12", 12), ("./claims.yaml:12:5:", 12),
        ("claims.yaml", 1),
    ],
)  # fmt: skip
@pytest.mark.parametrize("broken", ["", "claims: [\n"])
def test_the_editor_opens_at_the_record(
    coalition: Run, claims: Path, editor: Write, named: str, line: int, broken: str
) -> None:
    claims.write_text(CLAIMS.replace("topics", "topiks") + broken if broken else CLAIMS)
    editor('echo "$@" > arguments')
    result = coalition("edit", named)
    assert (result.code, result.err) == (0, "coalition: nothing was changed in claims.yaml\n")
    expected = "claims.yaml\n" if line == 1 else f"+{line} claims.yaml\n"
    assert Path("arguments").read_text() == expected


def test_the_line_that_states_an_id_is_found_behind_broken_syntax(
    coalition: Run, claims: Path
) -> None:
    claims.write_text(CLAIMS.replace("speakers:", "speakers: ]"))
    for named, line in (("shut", 10), ("claim:shut", 10), ("clerk", 4), ("gazette", 7)):
        result = coalition("edit", named, "--dry-run")
        assert result.code == 2  # there is no editor
        os.environ["EDITOR"] = "true"
        result = coalition("edit", named, "--dry-run")
        assert result.err == f"coalition: would open claims.yaml:{line} with true\n"
        del os.environ["EDITOR"]


@pytest.mark.parametrize("broken", ["", "claimz: []\n"])
def test_what_means_no_record_or_several_is_told(
    coalition: Run, claims: Path, editor: Write, broken: str
) -> None:
    claims.write_text(CLAIMS + broken)
    editor("touch opened")
    near = coalition("edit", "shutt")
    assert (near.code, near.err) == (1, "coalition: no record 'shutt'; did you mean 'shut'?\n")
    several = coalition("edit", "ann")
    assert (several.code, several.out) == (2, "")
    assert several.err.startswith("coalition: 'ann' means 2 records: ")
    assert "claim:ann (claims.yaml:14)" in several.err
    assert "speaker:ann (claims.yaml:3)" in several.err
    assert not Path("opened").exists()


def test_a_topic_is_no_record(coalition: Run, editor: Write) -> None:
    editor("touch opened")
    result = coalition("edit", "bridge")
    assert (result.code, Path("opened").exists()) == (1, False)
    assert result.err == (
        "coalition: 'bridge' is a topic, which is no record\n"
        "'coalition claims topic:bridge' lists its claims\n"
    )


def test_two_records_of_one_id_are_told_by_their_places(
    coalition: Run, claims: Path, editor: Write
) -> None:
    claims.write_text(CLAIMS.replace("id: ann\n", "id: shut\n"))
    editor("touch opened")
    said = coalition("edit", "shut").err.splitlines()
    assert said[0] == (
        "coalition: 'shut' means 2 records: claim:shut (claims.yaml:10), claim:shut"
        " (claims.yaml:14)"
    )
    assert said[1] == "say which, such as: coalition edit claims.yaml:10"


def test_what_changed_is_shown_and_the_rest_stays(
    coalition: Run, claims: Path, editor: Write
) -> None:
    editor(change("is shut", "is open"))
    result = coalition("edit", "shut")
    assert (result.code, result.err) == (0, "coalition: changed 1 record in claims.yaml\n")
    assert result.out == (
        "changed claim shut  claims.yaml:10\n"
        "    text  The bridge is [-shut.-] {+open.+}\n"
    )  # fmt: skip
    assert claims.read_text() == CLAIMS.replace("is shut", "is open")


def test_a_new_record_in_the_middle_is_shown_alone(coalition: Run, editor: Write) -> None:
    editor("""sed -i '/^sources/i\\  - {id: bob, name: Bob}' "$2" """)
    result = coalition("edit", "clerk")
    assert result.out == "added speaker bob  claims.yaml:6\n      Bob\n"


def test_new_warnings_are_told_and_do_not_stop(coalition: Run, editor: Write) -> None:
    editor(change("speaker: ann", "speaker: bob"))
    result = coalition("edit", "shut")
    assert result.code == 0
    assert result.err.startswith("claims.yaml:12:14: undeclared-speaker: speaker 'bob'")
    assert "coalition: 1 new warning\n" in result.err


def test_errors_that_were_there_before_are_not_told_again(
    coalition: Run, claims: Path, editor: Write
) -> None:
    claims.write_text(CLAIMS.replace("speaker: ann", "speker: ann"))
    editor("""sed -i '1i# One more line' "$2" """)
    result = coalition("edit", "claims.yaml:2")
    assert (result.code, result.err) == (0, "coalition: changed claims.yaml\n")


def test_without_a_terminal_errors_are_told_and_kept(
    coalition: Run, claims: Path, editor: Write
) -> None:
    editor(change("speaker: ann", "speker: ann"))
    result = coalition("edit", "shut")
    assert (result.code, result.out) == (1, "")
    assert "claims.yaml:12:5: unknown-key: unknown key 'speker'" in result.err
    assert "coalition: 1 new error\n" in result.err
    assert "speker: ann" in claims.read_text()


def test_the_old_text_comes_back_and_the_new_one_is_kept_beside(
    claims: Path, editor: Write
) -> None:
    claims.chmod(0o600)
    editor(change("speaker: ann", "speker: ann"))
    for name in ("claims.yaml.edited", "claims.yaml.edited-2"):
        code, screen = on_screen("shut", "what\n", "r\n")
        assert (code, screen.count(QUESTION)) == (1, 2)
        assert f"the old text is back; yours is in {name}\n" in screen
        assert claims.read_text() == CLAIMS
        assert "speker: ann" in Path(name).read_text()
        assert Path(name).stat().st_mode & 0o777 == 0o600
    assert claims.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("wrote", ["", 'rm "$2"; '])
def test_what_another_program_changed_meanwhile_is_not_restored_over(
    claims: Path, editor: Write, wrote: str
) -> None:
    editor(f"{change('speaker: ann', 'speker: ann')}; {wrote}")

    def another_program() -> str:
        claims.write_text(CLAIMS.replace("speaker: ann", "speeker: ann"))
        return "r\n"

    code, screen = on_screen("shut", another_program, "k\n")
    assert (code, screen.count(QUESTION)) == (1, 2)
    assert (
        "coalition: claims.yaml: another program has changed it meanwhile, and it stays as it is\n"
        "claims.yaml:12:5: unknown-key: unknown key 'speeker'"
    ) in screen
    assert claims.read_text() == CLAIMS.replace("speaker: ann", "speeker: ann")
    assert not Path("claims.yaml.edited").exists()


TRY = f"""{sys.executable} -c '
import fcntl
with open("claims.yaml") as file:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("locked")
' >> seen"""


def test_no_other_run_changes_a_file_that_is_open_in_an_editor(
    coalition: Run, claims: Path, editor: Write
) -> None:
    # An editor that saves puts a new file in the place of the old one.
    editor(f"{TRY}; {change('is shut', 'is open')}; sleep 1; {TRY}")
    assert coalition("edit", "shut").code == 0
    assert Path("seen").read_text() == "locked\nlocked\n"
    assert coalition("set", "shut", "text", "It is shut.").code == 0
    assert claims.read_text() == CLAIMS.replace("The bridge is", "It is")


def test_a_file_is_open_in_one_editor_at_a_time(
    coalition: Run, claims: Path, editor: Write
) -> None:
    editor(f"EDITOR=false {shlex.join(COMMAND)} edit clerk 2> second; echo $? >> second")
    result = coalition("edit", "shut")
    assert (result.code, result.err) == (0, "coalition: nothing was changed in claims.yaml\n")
    assert Path("second").read_text() == (
        "coalition: claims.yaml: is being changed by another run of coalition\n"
        "wait until it has ended, or close its editor, then try again\n3\n"
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a disk")
@pytest.mark.parametrize("removed", ["", 'rm "$2"; '])
def test_on_a_full_disk_the_old_text_waits_for_room(
    claims: Path, editor: Write, monkeypatch: pytest.MonkeyPatch, removed: str
) -> None:
    left: list[list[str]] = []

    def again_with_room() -> str:
        left.append(sorted(path.name for path in Path().iterdir()))
        Path("full").unlink()
        return "r\n"

    with small_disk(claims.parent / "disk") as disk:
        monkeypatch.chdir(disk)
        Path("claims.yaml").write_text(CLAIMS)
        editor(f"sed -i 's/speaker: ann/speker: ann/' $2; {removed}cat /dev/zero > full; true")
        code, screen = on_screen("shut", "r\n", again_with_room)
        assert (code, Path("claims.yaml").read_text()) == (1, CLAIMS)
    assert (
        f"{QUESTION}r\ncoalition: claims.yaml: is as you left it, for the old text "
        "cannot be put back: no space left on device\n"
    ) in screen
    assert left == [["full"] if removed else ["claims.yaml", "full"]]


def test_the_editor_opens_again_at_the_first_error(claims: Path, editor: Write) -> None:
    # At first it breaks the record, then it mends it.
    again = 'echo "$@" >> arguments; if grep -q speker "$2"; then {mend}; else {spoil}; fi'
    editor(
        again.format(
            mend='sed -i "s/speker: ann/speaker: clerk/" "$2"',
            spoil='sed -i "s/speaker: ann/speker: ann/" "$2"',
        )
    )
    code, screen = on_screen("shut", "\n")
    assert (code, screen.count(QUESTION)) == (0, 1)
    assert Path("arguments").read_text() == "+10 claims.yaml\n+12 claims.yaml\n"
    assert claims.read_text() == CLAIMS.replace("speaker: ann", "speaker: clerk")


@pytest.mark.parametrize("typed", ["k\n", "\x04"])
def test_errors_can_be_kept(claims: Path, editor: Write, typed: str) -> None:
    editor(change("speaker: ann", "speker: ann"))
    code, screen = on_screen("shut", typed)
    assert (code, screen.count(QUESTION)) == (1, 1)
    assert "speker: ann" in claims.read_text()


def test_a_file_that_the_editor_removed_comes_back(claims: Path, editor: Write) -> None:
    claims.chmod(0o600)
    editor('rm "$2"')
    code, screen = on_screen("shut", "r\n")
    assert (code, claims.read_text()) == (1, CLAIMS)
    assert "the old text is back\n" in screen
    assert claims.stat().st_mode & 0o777 == 0o600


def test_bytes_that_are_no_text_come_back_as_they_were(claims: Path, editor: Write) -> None:
    before = b"\xef\xbb\xbf# caf\xe9\r\nclaims: []\r\n"
    claims.write_bytes(before)
    editor("""printf 'claims: [{id: 1' > "$1" """)
    code, _ = on_screen("claims.yaml", "r\n")
    assert (code, claims.read_bytes()) == (1, before)


def test_a_link_stays_a_link(coalition: Run, claims: Path, editor: Write) -> None:
    target = claims.parent / "target.yaml"
    claims.rename(target)
    claims.symlink_to("target.yaml")
    editor(change("is shut", "is open"))  # sed -i makes a new file in the place of the old one
    assert coalition("edit", "shut").code == 0
    assert claims.is_symlink()
    assert target.read_text() == CLAIMS.replace("is shut", "is open")


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 3", "ended with the code 3"),
        ("kill -9 $$", "was ended by signal 9"),
    ],
)
def test_an_editor_that_fails_is_told(
    coalition: Run, editor: Write, script: str, said: str
) -> None:
    path = editor(script)
    result = coalition("edit", "shut")
    assert (result.code, result.err) == (
        3,
        f"coalition: the editor '{path}' {said}\ncoalition: nothing was changed in claims.yaml\n",
    )


def test_what_a_failing_editor_wrote_is_checked_and_kept(
    coalition: Run, claims: Path, editor: Write
) -> None:
    editor(f"{change('is shut', 'is open')}; exit 1")
    result = coalition("edit", "shut")
    assert (result.code, "is open" in claims.read_text()) == (3, True)
    assert result.err.endswith(
        "ended with the code 1\ncoalition: changed 1 record in claims.yaml\n"
    )


def test_without_an_editor_and_a_terminal_nothing_hangs(coalition: Run) -> None:
    result = coalition("edit", "shut")
    assert (result.code, result.err) == (
        2,
        "coalition: no editor is named, and there is no terminal\n"
        "name one, such as: export EDITOR=nano\n",
    )


def test_the_example_is_not_edited(
    coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editor: Write
) -> None:
    editor("touch opened")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    (tmp_path / "claims.yaml").unlink()
    result = coalition("edit", "red-lines")
    assert (result.code, Path("opened").exists()) == (3, False)
    assert result.err.startswith("coalition: there is no data of yours")


def test_what_cannot_be_read_is_told_and_is_no_answer(
    coalition: Run, editor: Write, tmp_path: Path
) -> None:
    editor("pass")
    (tmp_path / "odd.yaml").mkdir()
    assert coalition("edit", "red", "-d", "odd.yaml") == (
        3,
        "",
        "odd.yaml:1:1: unreadable: this folder has no claims file\n"
        "  the name of a claims file ends in .yaml, .yml, .json, .jsonl\n"
        "coalition: 1 problem\n",
    )


def test_standard_input_is_not_edited(coalition: Run, editor: Write) -> None:
    editor("true")
    result = coalition("edit", "shut", "-d", "-", stdin=CLAIMS)
    assert result.code == 3
    assert result.err == "coalition: standard input cannot be edited\nname a claims file\n"


def test_a_file_that_cannot_be_written_to_is_not_opened(
    coalition: Run, claims: Path, editor: Write
) -> None:
    editor("touch opened")
    claims.chmod(0o444)
    with bound_by_permissions():
        result = coalition("edit", "shut")
    assert (result.code, Path("opened").exists()) == (3, False)
    assert result.err == "coalition: claims.yaml: cannot be written to: permission denied\n"


def test_ctrl_c_is_for_the_editor_and_at_the_question_loses_nothing(
    claims: Path, editor: Write
) -> None:
    editor(f"kill -INT $PPID; {change('speaker: ann', 'speker: ann')}")
    code, screen = on_screen("shut", "\x03")
    assert (code, "Traceback" in screen) == (130, False)
    assert "speker: ann" in claims.read_text()


def test_a_confidential_name_is_in_the_file_alone(
    coalition: Run, claims: Path, editor: Write
) -> None:
    claims.write_text(CLAIMS + "    note: none\n")
    editor(
        'sed -i "s/description: a clerk/name: Zora Quill\\n    anonymous: true/;'
        ' s/note: none/note: Zora Quill was there/" "$2"'
    )
    result = coalition("edit", "clerk")
    assert "Zora Quill" in claims.read_text()
    assert "note" in result.out
    assert "Zora" not in result.out + result.err


def test_an_id_that_is_made_of_a_confidential_name_is_not_printed(
    coalition: Run, claims: Path, editor: Write
) -> None:
    claims.write_text(
        "speakers: [{id: zora, name: Zora Quill, anonymous: true}]\n"
        "claims:\n  - {id: zora-quill-said, text: Grue}\n"
    )
    editor(change("Grue", "Frotz"))
    result = coalition("edit", "zora-quill-said")
    assert result == (
        0,
        "changed claim (withheld)-said  claims.yaml:3\n    text  [-Grue-] {+Frotz+}\n",
        "coalition: changed 1 record in claims.yaml\n",
    )


@pytest.mark.parametrize(
    ("command", "path", "line", "expected"),
    [
        ("vim", "a.yaml", 7, ["+7", "a.yaml"]),
        ("/usr/bin/nvim -u NONE", "a.yaml", 7, ["+7", "a.yaml"]),
        ("TERM=xterm nano", "a.yaml", 7, ["+7", "a.yaml"]),
        ("emacs -nw", "a.yaml", 7, ["+7", "a.yaml"]),
        ("code", "a.yaml", 7, ["--wait", "--goto", "a.yaml:7"]),
        ("code --wait", "a.yaml", 7, ["--goto", "a.yaml:7"]),
        ("code -w", "a:b.yaml", 7, ["--wait", "a:b.yaml"]),
        ("Code.EXE", "a.yaml", 1, ["--wait", "a.yaml"]),
        ("subl", "a.yaml", 7, ["--wait", "a.yaml:7"]),
        ("gvim -f", "a.yaml", 7, ["--nofork", "+7", "a.yaml"]),
        ("kate", "a.yaml", 7, ["--block", "--line", "7", "a.yaml"]),
        ("ed", "a.yaml", 7, ["a.yaml"]),
        ("'unclosed", "a.yaml", 7, ["a.yaml"]),
        ("vim", "-n.yaml", 7, ["+7", "./-n.yaml"]),
        ("vim", "+3.yaml", 1, ["./+3.yaml"]),
        ("vim", "{line}.yaml", 7, ["+7", "{line}.yaml"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(
    command: str, path: str, line: int, expected: list[str]
) -> None:
    assert Editor(command).arguments(path, line) == expected


def test_an_editor_is_a_command_for_the_shell(
    coalition: Run, claims: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims.rename("a 'claim' $(touch ran).yaml")
    monkeypatch.setenv("COALITION_DATA", "a 'claim' $(touch ran).yaml")
    monkeypatch.setenv("EDITOR", 'A="is open"; f() { sed -i "s/is shut/$A/" "$1"; }; f')
    assert coalition("edit", "shut").code == 0
    assert "is open" in Path("a 'claim' $(touch ran).yaml").read_text()
    assert not Path("ran").exists()


def test_the_first_editor_that_is_named_counts(
    coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "config", "core.editor", "theirs"], check=True)  # anybody's
    assert coalition("edit", "shut", "--dry-run").code == 2
    (tmp_path / "gitconfig").write_text("[core]\neditor = of-git\n")
    named = [("", "of-git"), ("GIT_EDITOR", "a"), ("EDITOR", "b"), ("VISUAL", "c")]
    for name, value in named:
        if name:
            monkeypatch.setenv(name, value)
        said = coalition("edit", "shut", "--dry-run").err
        assert said == f"coalition: would open claims.yaml:10 with {value}\n"
    monkeypatch.setenv("VISUAL", "  ")
    assert coalition("edit", "shut", "--dry-run").err.endswith("with b\n")
