"""The pre-commit hook: the entry of its file, run in git repositories as pre-commit runs it."""

import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from .conftest import Run
from .terminals import Result

pytestmark = pytest.mark.slow

HOOKS = Path(__file__).parent.parent / ".pre-commit-hooks.yaml"
Hook = Callable[..., Result]
SOUND = "claims: [{id: c1, text: It is so., confidence: 50, appearances: [{article: g}]}]"
ARTICLE = "articles: [{id: g}]\n"
BROKEN = "claims: [{id: c1}]"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository, where the test is."""
    if shutil.which("git") is None:
        pytest.skip("there is no git here: install it to test the hook")
    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    return tmp_path


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


def commit(files: dict[str, str]) -> None:
    """Write files, and give them to git."""
    for name, text in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    git("add", "--force", ".")
    git("-c", "user.name=n", "-c", "user.email=e", "commit", "-qm", "Add claims")


def entry_of(name: str) -> list[str]:
    """Return the arguments with which pre-commit runs a hook."""
    [told] = [
        each for each in yaml.safe_load(HOOKS.read_text(encoding="utf-8")) if each["id"] == name
    ]
    assert told["language"] == "python"
    assert told["always_run"]
    assert not told["pass_filenames"]
    program, *entry = shlex.split(told["entry"])
    assert program == "coalition"
    return entry


@pytest.fixture
def hook(coalition: Run) -> Hook:
    """Run the hook as pre-commit does, whatever changed; `args` as in a user's settings."""
    entry = entry_of("coalition-check")

    def run(*args: str) -> Result:
        return coalition(*entry, "-f", "concise", *args)

    return run


@pytest.mark.usefixtures("repository")
def test_a_deleted_and_a_renamed_file_is_missed_where_it_is_referred_to(hook: Hook) -> None:
    commit({"claims/one.yaml": ARTICLE, "claims/two.yaml": SOUND})
    assert hook() == Result(0, "", "coalition: no problems in claims\n")
    git("mv", "claims/one.yaml", "claims/other.yaml")
    assert hook() == Result(0, "", "coalition: no problems in claims\n")
    git("mv", "claims/other.yaml", "other.yaml")
    missed = "claims/two.yaml:1:76: unknown-reference: no article 'g', named by 'article' in appearance 'g' of claim 'c1'\n"  # noqa: E501
    assert hook() == Result(1, missed, "coalition: 1 error in claims\n")
    git("mv", "other.yaml", "claims/one.yaml")
    git("rm", "-q", "--force", "claims/one.yaml")
    assert hook() == Result(1, missed, "coalition: 1 error in claims\n")


@pytest.mark.usefixtures("repository")
def test_no_program_is_run_that_the_repository_names(hook: Hook, tmp_path: Path) -> None:
    commit({"claims.yaml": ARTICLE + SOUND})
    ran, program = tmp_path / "ran", tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {ran}\n")
    program.chmod(0o755)
    git("config", "core.fsmonitor", str(program))
    assert hook() == Result(0, "", "coalition: no problems in claims.yaml\n")
    assert not ran.exists()
    git("ls-files")  # it would be run
    assert ran.exists()


@pytest.mark.usefixtures("repository")
def test_each_story_is_held_to_itself(hook: Hook) -> None:
    commit({"a/claims.yaml": ARTICLE + SOUND, "b/claims.yml": ARTICLE + SOUND, "claims.json": "[]"})
    told = "coalition: no problems in a/claims.yaml, b/claims.yml, claims.json\n"
    assert hook() == Result(0, "", told)
    result = hook("a", "b")  # as one story they have each id twice
    assert result.code == 1
    assert "b/claims.yml:2:15: repeated-id" in result.out
    commit({"b/claims.yml": BROKEN})
    assert hook().out.startswith("b/claims.yml:1:10: missing-key: ")
    assert hook("a") == Result(0, "", "coalition: no problems\n")


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("name", "checked"),
    [
        ("claims.yaml", True),
        ("data/claims.JSONL", True),
        ("data/Claims.Yml", True),
        ("claims/2026/january.yaml", True),
        ("newsroom/Claims/A.YAML", True),
        ("newsroom/claims/a b é\n.yaml", True),
        ("claims/\udcff.yaml", True),  # a byte that is no UTF-8
        ("claims/claims.yaml", True),
        ("claims/claims.schema.json", False),
        ("claims/x.Schema.JSON", False),
        ("claims.schema.json", False),
        ("claims/.draft.yaml", False),
        ("claims/.drafts/a.yaml", False),
        (".drafts/claims.yaml", False),
        ("claims/readme.md", False),
        ("claims", False),
        ("other.yaml", False),
        ("reclaims.yaml", False),
        ("claims.old.yaml", False),
    ],
)
def test_what_is_checked_is_what_a_folder_of_claims_is_read_for(
    hook: Hook, name: str, checked: bool
) -> None:
    commit({name: BROKEN, "sound/claims.yaml": ARTICLE + SOUND})
    assert hook().code is int(checked)


@pytest.mark.usefixtures("repository")
def test_a_story_is_its_outermost_folder_and_is_checked_once(hook: Hook) -> None:
    commit({"claims/one.yaml": ARTICLE, "claims/more/claims/two.yaml": SOUND})
    assert hook() == Result(0, "", "coalition: no problems in claims\n")
    commit({"claims/one.yaml": ARTICLE + BROKEN})
    assert hook().out.count("missing-key") == 1


@pytest.mark.usefixtures("repository")
def test_a_story_that_is_gone_and_not_yet_taken_from_git_is_not_looked_for(hook: Hook) -> None:
    commit({"a/claims.yaml": ARTICLE + SOUND, "b/claims.yaml": "claims: []"})
    Path("b/claims.yaml").unlink()
    assert hook() == Result(0, "", "coalition: no problems in a/claims.yaml\n")


@pytest.mark.usefixtures("repository")
def test_a_file_that_is_named_is_checked_whatever_its_name(hook: Hook) -> None:
    commit({"claims/.draft.yaml": BROKEN, "claims/one.yaml": ARTICLE})
    assert hook().code == 0
    assert hook("claims/.draft.yaml").code == 1


@pytest.mark.usefixtures("repository")
def test_a_hook_that_has_nothing_to_check_says_so(hook: Hook) -> None:
    commit({"story.yaml": BROKEN})
    message = (
        "coalition: git tracks no claims.yaml, no folder claims and no coalition.toml here\n"
        "name the claims files, or a folder of them; to pre-commit as args: [PATH]\n"
    )
    assert hook() == Result(2, "", message)
    assert hook("--strict", "story.yaml").code == 1


def test_where_no_repository_is(
    hook: Hook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    message = "coalition: git lists no files here; name the claims files, or a folder of them\n"
    assert hook() == Result(2, "", message)
    monkeypatch.setenv("PATH", "")
    assert hook() == Result(2, "", message)


@pytest.mark.usefixtures("repository")
def test_files_that_git_tracks_are_formatted(coalition: Run) -> None:
    commit({"claims/one.yaml": ARTICLE, "claims/two.yaml": ARTICLE, "other.yaml": "claims: [ ]"})
    entry = entry_of("coalition-fmt")
    assert coalition(*entry) == Result(0, "", "coalition: nothing to change in claims\n")
    Path("claims/one.yaml").write_text("articles:\n- id: g\n")
    changed = "coalition: changed 1 of 2 files in claims\n"
    assert coalition(*entry) == Result(0, "changed claims/one.yaml\n", changed)
    assert Path("claims/one.yaml").read_text() == "articles:\n  - id: g\n"
    assert coalition(*entry) == Result(0, "", "coalition: nothing to change in claims\n")
