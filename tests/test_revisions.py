"""`coalition diff` with revisions of git: what is read, and that nothing else is run."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run
from .terminals import Result

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("git"), reason="git is not there"),
]

Git = Callable[..., str]

OLD = "claims:\n- {id: tide, text: The tide is low., confidence: high}\n- {id: gone, text: Gone.}\n"
NEW = "claims:\n- {id: tide, text: The tide is low., confidence: low}\n- {id: new, text: New.}\n"
_FIELDS = ("--fields", "change,id,file,line")
_HEADER = "change\tid\tfile\tline\n"


def rows(old: str, new: str) -> str:
    """Return what differs between OLD and NEW, which have these names."""
    return f"{_HEADER}withdrawn\tgone\t{old}\t3\nadded\tnew\t{new}\t3\nchanged\ttide\t{new}\t2\n"


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Run git in a new repository, which is the current folder: git("commit", "-m", "it")."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)  # the tests may run in a hook
    settings = {"GLOBAL": os.devnull, "NOSYSTEM": "1"}
    for name, value in settings.items():
        monkeypatch.setenv(f"GIT_CONFIG_{name}", value)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ann")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ann@example.org")

    def run(*arguments: str, stdin: bytes = b"") -> str:
        done = subprocess.run(["git", *arguments], input=stdin, capture_output=True, check=True)
        return done.stdout.decode().strip()

    place = tmp_path / "repository"
    place.mkdir()
    monkeypatch.chdir(place)
    run("init", "-q", "-b", "main")
    return run


def commit(git: Git, **files: str) -> None:
    """Commit files: commit(git, claims_yaml="…")."""
    for name, content in files.items():
        path = Path(name.replace("_", ".").replace("__", "/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    git("add", "-A")
    git("commit", "-qm", "it")


@pytest.fixture
def changed(git: Git) -> Git:
    """A repository with OLD as its only commit, and NEW in the file."""
    commit(git, claims_yaml=OLD)
    Path("claims.yaml").write_text(NEW)
    return git


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize(
    "asked",
    [
        ["HEAD:claims.yaml", "claims.yaml"],
        ["@:claims.yaml", "claims.yaml"],
        ["main:./claims.yaml", "claims.yaml"],
        ["main@{0}:claims.yaml", "claims.yaml"],
        ["HEAD@{2100-01-01 12:30}:claims.yaml", "claims.yaml"],
        ["HEAD^{/it}:claims.yaml", "claims.yaml"],
        ["HEAD^{tree}:claims.yaml", "claims.yaml"],
    ],
)
def test_a_file_of_a_revision_is_compared(coalition: Run, asked: list[str]) -> None:
    assert coalition("diff", *asked, *_FIELDS) == Result(0, rows(*asked), "")


def test_two_revisions_are_told_apart(coalition: Run, changed: Git) -> None:
    changed("commit", "-qam", "that")
    changed("tag", "-a", "v2", "-m", "second")
    Path("claims.yaml").unlink()
    for asked in (
        ["HEAD~1:claims.yaml", "HEAD:claims.yaml"],
        ["HEAD^:claims.yaml", "v2:claims.yaml"],
    ):
        assert coalition("diff", *asked, *_FIELDS) == Result(0, rows(*asked), "")
    assert coalition("diff", "v2:claims.yaml", "HEAD:claims.yaml", "-e").code == 1


@pytest.mark.usefixtures("changed")
def test_a_revision_and_standard_input(coalition: Run) -> None:
    assert coalition("diff", "HEAD:claims.yaml", "-", *_FIELDS, stdin=NEW) == Result(
        0, rows("HEAD:claims.yaml", "-"), ""
    )
    back = coalition("diff", "-", "HEAD:claims.yaml", *_FIELDS, stdin=NEW)
    assert back.lines[-1] == "changed\ttide\tHEAD:claims.yaml\t2"


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize("data", [["-d", "claims.yaml"], ["-d", str(Path("claims.yaml"))]])
def test_alone_it_compares_with_the_last_commit(
    coalition: Run, monkeypatch: pytest.MonkeyPatch, data: list[str]
) -> None:
    expected = Result(0, rows("HEAD:claims.yaml", "claims.yaml"), "")
    assert coalition("diff", *data, *_FIELDS) == expected
    monkeypatch.setenv("COALITION_DATA", "claims.yaml")
    assert coalition("diff", *_FIELDS) == expected
    assert coalition("diff", "-e", "--count") == Result(0, "3\n", "")
