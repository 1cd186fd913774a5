"""`coalition init`: a new project, and the git hook that checks it."""

import os
import pty
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.model.choice import Choice
from coalition_cli.project.settings import read_settings
from coalition_cli.starting.content import SETTINGS

from .conftest import COMMAND, Run
from .privileges import bound_by_permissions
from .terminals import received

pytestmark = pytest.mark.slow  # git is asked

FILES = ["claims.schema.json", "claims.yaml", "coalition.toml"]
NEXT = """\
  coalition                   shows what is there
  coalition new claim         asks for your first claim
  coalition check --strict    finds mistakes
"""
SAID = f"coalition: made a project; its records are an example to write over\n{NEXT}"
NO_HOOK = "coalition: there is no git hook that checks the claims: "


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, where the test is."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """A git repository in that folder, and git in it."""
    if shutil.which("git") is None:
        pytest.skip("there is no git here: install it to test the hook")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "n")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "e")
    monkeypatch.setenv("PATH", f"{Path(COMMAND[0]).parent}{os.pathsep}{os.environ['PATH']}")

    def run(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
        return f"{done.returncode} {done.stdout}{done.stderr}"

    run("init", "-q")
    return run


def there(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_project_has_no_finding(coalition: Run, folder: Path) -> None:
    result = coalition("init")
    assert (result.code, result.out.split(), result.err) == (0, FILES, SAID)
    assert there(folder) == FILES
    checked = coalition("check", "--strict")
    assert (checked.code, checked.out) == (0, "")
    assert checked.err == "coalition: no problems in claims.yaml\n"
    assert coalition("claims", "--count").out == "1\n"
    for section in ("speakers", "articles", "sources"):
        assert coalition(section, "--count").out == "1\n"
    assert coalition().code == 0
    found = [row["value"] for row in coalition("doctor", "--json").json if row["name"] == "opened"]
    assert found == ["claims.yaml"]


def test_its_first_line_names_a_schema_that_is_there(coalition: Run, folder: Path) -> None:
    coalition("init")
    first = (folder / "claims.yaml").read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=claims.schema.json"
    assert (folder / "claims.schema.json").read_text() == coalition("schema", "claims-file").out


def test_its_lines_fit_on_a_narrow_screen(coalition: Run, folder: Path) -> None:
    coalition("init")
    for name in ("claims.yaml", "coalition.toml"):
        assert max(map(len, (folder / name).read_text().splitlines())) < 80


def test_a_formatted_claims_file_is_as_it_was(coalition: Run, folder: Path) -> None:
    coalition("init")
    before = (folder / "claims.yaml").read_text()
    assert coalition("fmt", "--check").code == 0
    assert (folder / "claims.yaml").read_text() == before


def test_each_setting_that_is_shown_can_be_used(folder: Path) -> None:
    path = folder / "coalition.toml"
    every = re.sub(r"(?m)^# (?=\w+ = |\w+-\w+ = |\[)", "", SETTINGS)
    assert every.count("\n# ") == SETTINGS.count("\n# ") - 6
    path.write_text(every)
    settings = read_settings(str(path), "")
    assert (settings.data, settings.texts) == (("claims.yaml",), "texts")
    assert settings.ignore == ("drafts",)
    assert settings.check == Choice(ignore=("no-url",), fail_on="warning")


def test_a_new_folder_is_made_with_those_above(coalition: Run, folder: Path) -> None:
    result = coalition("init", "news/a bridge")
    assert result.out.splitlines() == [f"news/a bridge/{name}" for name in FILES]
    assert result.err == SAID.replace("over\n", "over\n  cd 'news/a bridge'\n")
    assert there(folder / "news" / "a bridge") == FILES


@pytest.mark.parametrize("name", [*FILES, "claims/", "data/claims.yaml", "claims.yaml/"])
def test_nothing_is_made_where_something_is(coalition: Run, folder: Path, name: str) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    if name.endswith("/"):
        path.mkdir()
    else:
        path.symlink_to("nowhere")
    result = coalition("init")
    said = f"coalition: nothing was made, because there is {name.rstrip('/')}\n"
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"{said}init only begins anew: ")
    assert there(folder) == [name.split("/")[0]]


@pytest.mark.parametrize("options", [[], ["--hook"]])
def test_a_dry_run_makes_nothing(
    coalition: Run, folder: Path, git: Callable[..., str], options: list[str]
) -> None:
    result = coalition("init", "--dry-run", "sub", *options)
    hook = [".git/hooks/pre-commit"] if options else []
    assert result.out.splitlines() == [*(f"sub/{name}" for name in FILES), *hook]
    assert there(folder) == [".git"]
    assert "pre-commit" not in there(folder / ".git" / "hooks")


def test_a_folder_that_cannot_be_written_to_is_left_as_it_was(coalition: Run, folder: Path) -> None:
    (folder / "shut").mkdir(mode=0o555)
    with bound_by_permissions():
        for name, path in (("shut", "shut/claims.schema.json"), ("shut/x", "shut/x")):
            result = coalition("init", name)
            assert (result.code, result.out) == (3, "")
            assert result.err == f"coalition: {path} cannot be made: permission denied\n"


def test_nothing_stays_of_a_project_that_cannot_be_made_whole(
    coalition: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = os.open

    def full(path: str, flags: int, mode: int = 0o777) -> int:
        if str(path).endswith("coalition.toml"):
            raise OSError(28, "No space left on device", path)
        return taken(path, flags, mode)

    def only_names(path: str, target: str) -> None:
        raise OSError(1, "Operation not permitted", path, target)

    monkeypatch.setattr(os, "open", full)
    monkeypatch.setattr(os, "link", only_names)  # as on a disk where a file has one name
    result = coalition("init", "new/story")
    assert result.err == (
        "coalition: new/story/coalition.toml cannot be made: no space left on device\n"
    )
    assert (result.code, there(folder)) == (3, [])


def test_a_file_that_another_program_makes_meanwhile_stays(
    coalition: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = os.link

    def overtaken(path: str, target: str) -> None:
        if target == "./coalition.toml":
            (folder / "coalition.toml").write_text("# mine\n")
        named(path, target)

    monkeypatch.setattr(os, "link", overtaken)
    result = coalition("init")
    assert (result.code, there(folder)) == (3, ["coalition.toml"])
    assert (folder / "coalition.toml").read_text() == "# mine\n"


def test_files_are_made_on_a_disk_where_a_file_has_one_name(
    coalition: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_one(path: str, target: str) -> None:
        raise OSError(1, "Operation not permitted", path, target)

    monkeypatch.setattr(os, "link", only_one)
    assert coalition("init").out.split() == there(folder) == FILES
    assert coalition("check", "--strict").code == 0


@pytest.mark.parametrize("made", [1, 2])
def test_what_a_killed_run_has_begun_is_finished(coalition: Run, folder: Path, made: int) -> None:
    assert coalition("init", "whole").code == 0
    (folder / "begun").mkdir()
    order = ["claims.schema.json", "claims.yaml"]
    for name in order[:made]:
        (folder / "begun" / name).write_bytes((folder / "whole" / name).read_bytes())
    part = folder / "begun" / ".coalition.0123456789abcdef.part"
    part.write_text("version: 1\ntit")
    result = coalition("init", "begun")
    assert (result.code, result.out.split()) == (0, [f"begun/{name}" for name in FILES])
    for name in FILES:
        assert (folder / "begun" / name).read_bytes() == (folder / "whole" / name).read_bytes()
    assert there(folder / "begun") == FILES
    (folder / "begun" / "coalition.toml").unlink()
    (folder / "begun" / "claims.yaml").write_text("version: 1\n")  # by now it is the user's
    again = coalition("init", "begun")
    assert (again.code, there(folder / "begun")) == (2, order)
    assert again.err.startswith("coalition: nothing was made, because there is begun/claims.yaml\n")


def test_what_would_not_be_read_is_not_made(coalition: Run, folder: Path) -> None:
    (folder / "open").mkdir()
    (folder / "open").chmod(0o777)
    result = coalition("init", "open")
    assert (result.code, there(folder / "open")) == (2, [])
    assert "a project here would not be read: anybody may write to the folder" in result.err


def test_a_project_within_another_one_is_told(coalition: Run, folder: Path) -> None:
    coalition("init")
    result = coalition("init", "part/of it")
    assert result.code == 0
    assert result.err.splitlines()[-1] == (
        f"coalition: it is inside of the project in {folder}, which is not read here"
    )


def test_data_that_the_environment_names_are_told(
    coalition: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COALITION_DATA", "elsewhere.yaml")
    said = coalition("init").err.splitlines()[-1]
    assert said == "coalition: COALITION_DATA is set, so another folder is read; unset it"


@pytest.mark.parametrize("name", ["", "file", "file/sub"])
def test_a_path_that_can_be_no_folder_is_refused(coalition: Run, folder: Path, name: str) -> None:
    (folder / "file").write_text("mine")
    result = coalition("init", name)
    assert (result.code in (2, 3), result.out, there(folder)) == (True, "", ["file"])


def test_without_a_terminal_a_hook_is_made_only_if_it_is_asked_for(
    coalition: Run, folder: Path, git: Callable[..., str]
) -> None:
    remedy = "--hook makes .git/hooks/pre-commit, which checks each commit\n"
    assert coalition("init").err == f"{SAID}{NO_HOOK}{remedy}"
    assert coalition("init", "b", "--no-hook").err.count(NO_HOOK) == 0
    made = coalition("init", "c", "--hook")
    assert made.out.splitlines()[-1] == ".git/hooks/pre-commit"
    assert coalition("init", "d").err.count(NO_HOOK) == 0  # there is one now


def test_a_project_that_is_there_gets_only_the_hook(
    coalition: Run, folder: Path, git: Callable[..., str]
) -> None:
    coalition("init", "--no-hook")
    (folder / "claims.yaml").write_text("claims: []\n")
    hook = folder / ".git" / "hooks" / "pre-commit"
    shown = coalition("init", "--hook", "--dry-run")
    assert (shown.code, shown.out) == (0, ".git/hooks/pre-commit\n")
    assert shown.err == "coalition: would make this file\n"
    assert not hook.exists()
    made = coalition("init", "--hook")
    assert (made.code, made.out) == (0, ".git/hooks/pre-commit\n")
    assert made.err == "coalition: made the hook: it checks each commit\n"
    assert "coalition check --tracked" in hook.read_text()
    again = coalition("init", "--hook")
    assert (again.code, again.out) == (0, "")
    assert again.err == (
        "coalition: nothing to make: .git/hooks/pre-commit checks the claims already\n"
    )
    assert (folder / "claims.yaml").read_text() == "claims: []\n"


def test_the_hook_lets_through_what_has_no_errors(
    coalition: Run, folder: Path, git: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    coalition("init", "north", "--hook")
    (folder / "README").write_text("of no claims\n")
    git("add", "README")
    assert git("commit", "-qm", "Begin")[0] == "0"  # git tracks no claims yet
    git("add", ".")
    assert git("commit", "-qm", "Add claims")[0] == "0"
    claims = folder / "north" / "claims.yaml"
    claims.write_text(claims.read_text().replace("text: The", "test: The"))
    line = claims.read_text().partition("test:")[0].count("\n") + 1
    refused = git("commit", "-qam", "Break them")
    assert refused[0] == "1"
    assert f"north/claims.yaml:{line}:5: unknown-key" in refused
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    if shutil.which("coalition") is None:
        assert git("commit", "-qam", "Break them") == (
            "1 coalition is not in the PATH, so the claims cannot be checked\n"
        )


def test_a_hook_that_is_there_stays(coalition: Run, folder: Path, git: Callable[..., str]) -> None:
    hook = folder / ".git" / "hooks" / "pre-commit"
    hook.symlink_to("nowhere")
    said = (
        "there is .git/hooks/pre-commit already\nadd this line to it: coalition check --tracked\n"
    )
    refused = coalition("init", "--hook")
    assert (refused.code, refused.err) == (2, f"coalition: no hook can be made: {said}")
    assert there(folder) == [".git"]
    assert coalition("init").err == f"{SAID}{NO_HOOK}{said}"
    assert hook.is_symlink()
    assert not hook.exists()


def test_a_hook_that_cannot_be_made_leaves_the_project(
    coalition: Run, folder: Path, git: Callable[..., str]
) -> None:
    (folder / ".git" / "hooks").chmod(0o555)
    with bound_by_permissions():
        result = coalition("init", "--hook")
    said = "coalition: .git/hooks/pre-commit cannot be made: permission denied\n"
    assert (result.code, result.out.split(), result.err) == (3, FILES, SAID + said)
    assert there(folder) == [".git", *FILES]


def test_git_says_where_the_hook_is(coalition: Run, folder: Path, git: Callable[..., str]) -> None:
    git("config", "core.hooksPath", "tools")
    assert coalition("init", "a", "--hook").out.splitlines()[-1] == "tools/pre-commit"
    assert os.access("tools/pre-commit", os.X_OK)
    outside = folder.parent / f"{folder.name}-shared"
    git("config", "core.hooksPath", str(outside))
    refused = coalition("init", "b", "--hook")
    assert refused.code == 2
    assert "core.hooksPath leads out of the repository" in refused.err
    assert not outside.exists()
    git("config", "--unset", "core.hooksPath")
    git("commit", "--allow-empty", "-qm", "Begin")
    git("worktree", "add", "-q", "tree")
    os.chdir("tree")
    assert coalition("init", "--hook").out.splitlines()[-1] == "../.git/hooks/pre-commit"


def test_a_repository_with_pre_commit_gets_no_other_hook(
    coalition: Run, folder: Path, git: Callable[..., str]
) -> None:
    (folder / ".pre-commit-config.yaml").write_text("repos: []\n")
    refused = coalition("init", "--hook")
    assert (refused.code, there(folder)) == (2, [".git", ".pre-commit-config.yaml"])
    assert "add the hook coalition-check to it" in refused.err


def test_no_program_of_a_repository_is_run(
    coalition: Run, folder: Path, git: Callable[..., str]
) -> None:
    program = folder / ".git" / "program"
    program.write_text("#!/bin/sh\ntouch ran\n")
    program.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "core.sshCommand", "core.editor"):
        git("config", name, str(program))
    assert coalition("init").code == 0
    assert there(folder) == [".git", *FILES]


@pytest.mark.parametrize(
    ("answer", "made"), [("y", True), ("yes", True), ("", False), ("n", False)]
)
def test_on_a_terminal_the_hook_is_asked_for(
    folder: Path, git: Callable[..., str], answer: str, made: bool
) -> None:
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, "init"], stdin=follower, stdout=follower, stderr=follower
    ) as child:
        os.close(follower)
        os.write(leader, f"{answer}\n".encode())
        screen = b"".join(received(leader)).decode()
        os.close(leader)
        assert child.wait(timeout=60) == 0
    assert "make .git/hooks/pre-commit, which checks the claims at each commit? [y/N] " in screen
    assert ("pre-commit" in there(folder / ".git" / "hooks")) == made
    assert (NO_HOOK in screen) != made


def test_hook_without_a_repository_is_refused(coalition: Run, folder: Path) -> None:
    result = coalition("init", "--hook")
    assert (result.code, there(folder)) == (2, [])
    assert result.err == "coalition: no hook can be made: this folder is in no git repository\n"
