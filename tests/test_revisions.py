"""`coalition diff` with revisions of git: what is read, and that nothing else is run."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import coalition_cli.reading.committed
import coalition_cli.reading.objects

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


def write(**files: str) -> None:
    """Write files by their names: write(**{"north/a.yaml": "…"})."""
    for name, content in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(content)


@pytest.fixture
def stories(git: Git) -> Git:
    """A repository with a folder of claims, of which every file has changed since."""
    write(
        **{
            "claims/a.yaml": "title: Before\nclaims: [{id: a, text: A}]",
            "claims/deep/er/b.json": '[{"id": "b", "text": "B"}]',
            "claims/gone.yml": "claims: [{id: gone, text: Gone}]",
            "claims/notes.txt": "none: [of, ours",
            "claims/x.schema.json": "{",
            "claims/.hidden.yaml": "{",
            "claims/.git-old/c.yaml": "{",
        }
    )
    git("add", "-A")
    git("commit", "-qm", "it")
    Path("claims/gone.yml").unlink()
    write(
        **{
            "claims/a.yaml": "title: After\nclaims: [{id: a, text: A2}]",
            "claims/deep/er/b.json": '[{"id": "b", "text": "B2"}]',
            "claims/new.yaml": "claims: [{id: new, text: New}]",
        }
    )
    return git


def in_folder(old: str, new: str) -> str:
    """Return what differs between two versions of the folder of `stories`."""
    return (
        f"{_HEADER}changed\ta\t{new}a.yaml\t2\nchanged\tb\t{new}deep/er/b.json\t1\n"
        f"withdrawn\tgone\t{old}gone.yml\t1\nadded\tnew\t{new}new.yaml\t1\n"
        f"changed\ta.yaml\t{new}a.yaml\t1\n"
    )


@pytest.mark.usefixtures("stories")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("HEAD:claims", "claims"),
        ("HEAD:claims/", "claims/"),
        ("HEAD:./claims", "./claims"),
    ],
)
def test_a_folder_of_a_revision_has_the_files_that_a_folder_has(
    coalition: Run, old: str, new: str
) -> None:
    sides = f"{old.rstrip('/')}/", f"{new.rstrip('/')}/"
    assert coalition("diff", old, new, *_FIELDS) == Result(0, in_folder(*sides), "")
    back = coalition("diff", new, old, "--fields", "change,id,file").lines[1:]
    assert back[2:4] == [f"added\tgone\t{sides[0]}gone.yml", f"withdrawn\tnew\t{sides[1]}new.yaml"]


def test_the_root_of_a_revision_is_a_folder_too(
    coalition: Run, stories: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = in_folder("HEAD:claims/", "./claims/").replace("\ta.yaml\t", "\tclaims/a.yaml\t")
    assert coalition("diff", "HEAD:", ".", *_FIELDS) == Result(0, said, "")
    monkeypatch.chdir("claims")
    for old in ("HEAD:.", "HEAD:./"):
        said = in_folder("HEAD:./", "./")
        assert coalition("diff", old, ".", *_FIELDS) == Result(0, said, "")
    monkeypatch.chdir("deep")
    assert coalition("diff", "HEAD:..", "..", "--count").out == "5\n"
    del stories


@pytest.mark.usefixtures("stories")
def test_alone_it_compares_a_project_and_a_part_of_one(
    coalition: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert coalition("diff", *_FIELDS) == Result(0, in_folder("HEAD:claims/", "claims/"), "")
    assert coalition("diff", "-d", "claims/deep", *_FIELDS) == Result(
        0, f"{_HEADER}changed\tb\tclaims/deep/er/b.json\t1\n", ""
    )
    monkeypatch.chdir("claims/deep")
    said = in_folder("HEAD:../../claims/", "../../claims/")
    assert coalition("diff", *_FIELDS) == Result(0, said, "")


@pytest.mark.usefixtures("stories")
def test_alone_it_follows_the_globs_of_a_project(coalition: Run) -> None:
    write(**{"coalition.toml": 'data = ["claims/*.y*ml", "claims/d*"]\nignore = ["new.*"]\n'})
    said = in_folder("HEAD:claims/", "claims/").replace("added\tnew\tclaims/new.yaml\t1\n", "")
    said = said.replace("changed\ta.yaml", "changed\tclaims/a.yaml")
    assert coalition("diff", *_FIELDS) == Result(0, said, "")


def test_alone_it_compares_several_paths(coalition: Run, stories: Git) -> None:
    data = ["-d", "claims/a.yaml", "-d", "claims/new.yaml"]
    said = (
        f"{_HEADER}changed\ta\tclaims/a.yaml\t2\nadded\tnew\tclaims/new.yaml\t1\n"
        "changed\tclaims/a.yaml\tclaims/a.yaml\t1\n"
    )
    note = "coalition: HEAD:claims/new.yaml is not there: all that is in the file is new\n"
    assert coalition("diff", *data, *_FIELDS) == Result(0, said, note)
    stories("add", "-A")
    stories("commit", "-qm", "that")
    assert coalition("diff", *data, "-e").code == 1


def test_data_elsewhere_is_compared_with_its_own_repository(
    coalition: Run, changed: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "repository" / "claims.yaml"
    (tmp_path / "link.yaml").symlink_to(file)
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    changed("init", "-q")
    expected = Result(0, rows(f"HEAD:{file}", str(file)), "")
    assert coalition("diff", "-d", file, *_FIELDS) == expected
    # A hook has names of its own repository in its environment.
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    assert coalition("diff", "-d", file, *_FIELDS) == expected


def test_alone_it_needs_data_that_git_has(coalition: Run, git: Git) -> None:
    write(**{"claims.yaml": OLD})
    none = (
        "HEAD:claims.yaml:1:1: unreadable: git has no commit here yet\n"
        "  make one: 'git add', 'git commit'\n"
        "coalition: 1 problem in OLD, HEAD of claims.yaml\n"
    )
    assert coalition("diff") == Result(3, "", none)
    git("commit", "--allow-empty", "-qm", "it")
    new = (
        "HEAD:claims.yaml:1:1: unreadable: git has no such file or folder in HEAD\n"
        "  it is new, so there is nothing to compare it with; 'git add', 'git commit' add it\n"
        "coalition: 1 problem in OLD, HEAD of claims.yaml\n"
    )
    assert coalition("diff") == Result(3, "", new)
    assert coalition("diff", "-d", "-", stdin=OLD) == Result(
        2, "", "coalition: git has no older version of standard input\nname a file with -d\n"
    )
    Path("claims.yaml").unlink()
    example = coalition("diff")
    assert (example.code, example.out) == (3, "")
    assert example.err.startswith("coalition: there is no data of yours: ")


def test_it_says_on_a_terminal_what_it_compares(terminal: Run, changed: Git) -> None:
    del changed
    shown = terminal("diff", "--color", "never", env={"PAGER": ""})
    assert shown.lines[0] == "coalition: from HEAD to what is now in claims.yaml"
    assert "changed claim tide  claims.yaml:2" in shown.lines


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize(
    ("old", "message", "remedy"),
    [
        (
            "HEAD:claim.yaml",
            "git has no such file or folder in HEAD",
            "'git ls-tree -r --name-only HEAD' lists what is there",
        ),
        (
            "HEAD:claims.yaml/",
            "git has no such file or folder in HEAD",
            "'git ls-tree -r --name-only HEAD' lists what is there",
        ),
        (
            "HEAD:a\nb.yaml",
            "git has no such file or folder in HEAD",
            "'git ls-tree -r --name-only HEAD' lists what is there",
        ),
        *(
            (
                f"{revision}:claims.yaml",
                f"git has no revision '{revision}', and there is no file of this name",
                "'git log --oneline' lists revisions",
            )
            for revision in (
                "HEAD~7", "develop", "-p", "--help", "--upload-pack=touch ran",
                "--batch-all-objects",
                "HEAD\nHEAD", "ext", "HEAD --", "..", "main..HEAD",
            )
        ),
    ],
)  # fmt: skip
def test_what_git_does_not_have_is_said(
    coalition: Run, old: str, message: str, remedy: str
) -> None:
    shown = old.replace("\n", " ")
    said = (
        f"{shown}:1:1: unreadable: {message}\n  {remedy}\n".replace("\n'", " '")
        + f"coalition: 1 problem in OLD, {shown}\n"
    )
    said = said.replace("HEAD\nHEAD", "HEAD HEAD")
    assert coalition("diff", "--", old, "claims.yaml") == Result(3, "", said)
    new = coalition("diff", "--", "claims.yaml", old)
    assert (new.code, new.err) == (3, said.replace("OLD", "NEW"))
    assert not Path("ran").exists()


def test_a_path_that_is_meant_from_here_gets_a_hint(
    coalition: Run, stories: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    del stories
    monkeypatch.chdir("claims")
    assert coalition("diff", "HEAD:a.yaml", "a.yaml").err == (
        "HEAD:a.yaml:1:1: unreadable: git has no such file or folder in HEAD\n"
        "  paths begin at the root of the repository; from here it is HEAD:./a.yaml\n"
        "coalition: 1 problem in OLD, HEAD:a.yaml\n"
    )
    assert coalition("diff", "HEAD:./a.yaml", "a.yaml", "--count").out == "2\n"


def test_a_file_with_a_colon_in_its_name_comes_first(coalition: Run, changed: Git) -> None:
    write(**{"HEAD:claims.yaml": NEW, ":x.yaml": OLD})
    assert coalition("diff", "HEAD:claims.yaml", "claims.yaml", "-e").code == 1
    assert coalition("diff", ":x.yaml", "claims.yaml", "--count").out == "3\n"
    Path(":x.yaml").unlink()
    assert coalition("diff", ":x.yaml", "claims.yaml") == Result(
        2,
        "",
        "coalition: ':x.yaml' names no revision before the colon, and there is no such file\n"
        "the last commit is HEAD: HEAD:x.yaml\n",
    )
    del changed


def test_a_revision_may_be_anything_with_files(coalition: Run, changed: Git) -> None:
    tree, blob = changed("rev-parse", "HEAD^{tree}"), changed("rev-parse", "HEAD:claims.yaml")
    assert coalition("diff", f"{tree}:claims.yaml", "claims.yaml", "--count").out == "3\n"
    assert coalition("diff", f"{blob}:claims.yaml", "claims.yaml").err.splitlines()[0] == (
        f"{blob}:claims.yaml:1:1: unreadable: '{blob}' is a file in git, and no revision"
    )


def test_an_empty_folder_of_a_revision_and_one_without_claims(coalition: Run, git: Git) -> None:
    write(**{"texts/a.txt": "a", "claims.yaml": OLD})
    git("add", "-A")
    git("commit", "-qm", "it")
    assert coalition("diff", "HEAD:texts", "claims.yaml").err == (
        "HEAD:texts:1:1: unreadable: this folder has no claims file\n"
        "  the name of a claims file ends in .yaml, .yml, .json, .jsonl\n"
        "coalition: 1 problem in OLD, HEAD:texts\n"
    )


def test_an_error_in_a_revision_has_its_place_there(coalition: Run, git: Git) -> None:
    write(**{"claims.yaml": "claims:\n- {id: a}\n"})
    git("add", "-A")
    git("commit", "-qm", "it")
    write(**{"claims.yaml": OLD})
    assert coalition("diff") == Result(
        3,
        "",
        "HEAD:claims.yaml:2:3: missing-key: 'text' is missing in claim 'a'\n"
        "  add 'text': the claim in the curator's words\n"
        "coalition: 1 problem in OLD, HEAD of claims.yaml\n",
    )


def test_a_revision_is_not_kept_in_the_cache(coalition: Run, changed: Git) -> None:
    asked = ("diff", "HEAD:claims.yaml", "claims.yaml", "--count")
    assert coalition(*asked).out == "3\n"
    assert [row["data"] for row in coalition("cache", "--json").json] == [
        str(Path("claims.yaml").absolute())
    ]
    changed("commit", "-qam", "that")
    assert coalition(*asked).out == "0\n"


def test_an_answer_is_not_written_over_the_newer_version(coalition: Run, changed: Git) -> None:
    for asked in ([], ["HEAD:claims.yaml", "claims.yaml"]):
        result = coalition("diff", *asked, "-o", "claims.yaml")
        assert result.code == 2
        assert "-o claims.yaml would replace claims.yaml" in result.err
    changed("commit", "-qam", "that")
    both = coalition("diff", "HEAD~1:claims.yaml", "HEAD:claims.yaml", "-o", "new.csv")
    assert both == Result(0, "", "")
    assert Path("claims.yaml").read_text() == NEW


# What a repository may have that its user did not look at.

_PROGRAMS = (
    "core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.askPass",
    "core.alternateRefsCommand", "pager.cat-file", "pager.diff", "alias.cat-file", "diff.external",
    "diff.x.textconv", "diff.x.command", "filter.x.smudge", "filter.x.clean", "filter.x.process",
    "core.gitProxy", "merge.x.driver", "credential.helper", "gpg.program",
    "uploadpack.packObjectsHook",
    "remote.origin.uploadpack", "remote.origin.proxy", "sequence.editor", "interactive.diffFilter",
)  # fmt: skip
_HOOKS = ("post-checkout", "post-index-change", "fsmonitor-watchman", "reference-transaction")


@pytest.fixture
def hostile(changed: Git, tmp_path: Path) -> Path:
    """Have the repository name a program wherever one can be named; return a file that it makes."""
    ran, program = tmp_path / "ran", tmp_path / "program"
    program.write_text(f'#!/bin/sh\necho "$0" "$@" >>{ran}\ncat\n')
    program.chmod(0o755)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for hook in _HOOKS:
        shutil.copy(program, hooks / hook)
        shutil.copy(program, Path(".git/hooks") / hook)
    for name in _PROGRAMS:
        mark = "!" if name.startswith(("alias.", "credential.")) else ""
        changed("config", name, f"{mark}{program}")
    changed("config", "core.hooksPath", str(hooks))
    changed("config", "filter.x.required", "true")
    Path(".gitattributes").write_text("* filter=x diff=x merge=x text eol=crlf\n")
    Path(".git/info/attributes").write_text("* filter=x diff=x\n")
    shutil.rmtree(ran, ignore_errors=True)
    return ran


@pytest.mark.parametrize(
    "asked",
    [
        ["HEAD:claims.yaml", "claims.yaml"],
        ["HEAD:", "."],
        ["main:./claims.yaml", "claims.yaml"],
        [],
    ],
)
def test_no_program_of_a_repository_is_run(
    coalition: Run, terminal: Run, hostile: Path, asked: list[str]
) -> None:
    assert coalition("diff", *asked, "--count").out == "3\n"
    assert "1 added, 1 withdrawn, 1 changed" in terminal("diff", *asked, env={"PAGER": "cat"}).out
    assert not hostile.exists()
    # The program would be run: it is by what people would think of first.
    subprocess.run(["git", "status"], capture_output=True, check=False)
    assert hostile.exists()


def test_the_files_that_git_tracks_are_listed_without_its_programs(
    coalition: Run, hostile: Path
) -> None:
    hostile.unlink(missing_ok=True)
    assert coalition("check", "--tracked").err.endswith(" in claims.yaml\n")
    assert not hostile.exists()
    subprocess.run(["git", "ls-files"], capture_output=True, check=False)
    assert hostile.exists()


@pytest.mark.parametrize(
    "url", ["ssh://host/r", "ext::{program}", "file://{origin}", "{origin}", "x::y"]
)
def test_nothing_is_fetched_for_a_partial_clone(
    coalition: Run, hostile: Path, tmp_path: Path, url: str
) -> None:
    git = ["git", "-c", "core.fsmonitor=false"]
    origin = tmp_path / "origin"
    subprocess.run(["git", "clone", "-q", "--bare", ".", str(origin)], check=True)
    for name, value in (
        ("extensions.partialClone", "origin"),
        ("core.repositoryFormatVersion", "1"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", url.format(program=tmp_path / "program", origin=origin)),
        ("protocol.allow", "always"),
    ):
        subprocess.run(["git", "config", name, value], check=True)
    blob = subprocess.run([*git, "rev-parse", "HEAD:claims.yaml"], capture_output=True, check=True)
    key = blob.stdout.decode().strip()
    Path(f".git/objects/{key[:2]}/{key[2:]}").unlink()
    hostile.unlink(missing_ok=True)
    result = coalition("diff", "HEAD:claims.yaml", "claims.yaml")
    assert result == Result(
        3,
        "",
        "HEAD:claims.yaml:1:1: unreadable: "
        "git does not have the content here: it is a partial clone, or damaged\n"
        "  'git show' of the file fetches it, and 'git fsck' says what is lost\n"
        "coalition: 1 problem in OLD, HEAD:claims.yaml\n",
    )
    assert coalition("diff", "HEAD:", "claims.yaml").err == result.err.replace(
        "OLD, HEAD:claims.yaml", "OLD, HEAD:"
    )
    assert not hostile.exists()
    assert not Path(f".git/objects/{key[:2]}/{key[2:]}").exists()


def test_links_lead_to_files_of_the_revision_alone(
    coalition: Run, git: Git, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("claims: [{id: secret, text: Secret}]")
    write(**{"real/a.yaml": OLD, "claims/b.yaml": "claims: [{id: b, text: B}]"})
    Path("claims/link.yaml").symlink_to("../real/a.yaml")
    Path("claims/folder.yaml").symlink_to("../real")
    Path("folder").symlink_to("claims")
    git("add", "-A")
    git("commit", "-qm", "it")
    Path("real/a.yaml").unlink()
    Path("real/a.yaml").symlink_to(secret)  # what is there now makes no difference
    for folder in ("claims", "folder"):
        assert coalition("diff", "-", f"HEAD:{folder}", *_FIELDS, stdin="claims: []") == Result(
            0,
            f"{_HEADER}added\tb\tHEAD:{folder}/b.yaml\t1\nadded\tgone\tHEAD:{folder}/link.yaml\t3\n"
            f"added\ttide\tHEAD:{folder}/link.yaml\t2\n",
            "",
        )


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (
            "{secret}",
            "is a link that leads out of the revision, to {secret}\n"
            "  git does not have the content; give files, and no revision\n",
        ),
        (
            "../../secret.yaml",
            "is a link that leads out of the revision, to ../secret.yaml\n"
            "  git does not have the content; give files, and no revision\n",
        ),
        (
            "nowhere.yaml",
            "is a link that leads nowhere\n  correct it, or give files, and no revision\n",
        ),
        (
            "link.yaml",
            "is a link that leads nowhere\n  correct it, or give files, and no revision\n",
        ),
        (
            "b.yaml/c.yaml",
            "is a link that leads nowhere\n  correct it, or give files, and no revision\n",
        ),
    ],
)
def test_a_link_that_leads_out_of_the_revision_is_not_followed(
    coalition: Run, git: Git, tmp_path: Path, target: str, said: str
) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("claims: [{id: secret, text: Secret}]")
    write(**{"claims/b.yaml": OLD})
    Path("claims/link.yaml").symlink_to(target.format(secret=secret))
    git("add", "-A")
    git("commit", "-qm", "it")
    for old in ("HEAD:claims", "HEAD:claims/link.yaml"):
        assert coalition("diff", old, "claims/b.yaml") == Result(
            3,
            "",
            f"HEAD:claims/link.yaml:1:1: unreadable: {said.format(secret=secret)}"
            f"coalition: 1 problem in OLD, {old}\n",
        )


def test_a_submodule_is_not_entered(coalition: Run, changed: Git, tmp_path: Path) -> None:
    other = tmp_path / "other"
    changed("clone", "-q", ".", str(other))
    changed("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other), "vendor")
    changed("commit", "-qam", "that")
    result = coalition("diff", "HEAD:", "HEAD:claims.yaml", "--count")
    note = "coalition: HEAD:vendor is a submodule, and its files are not read\n"
    assert result == Result(0, "0\n", note)
    assert coalition("diff", "HEAD:vendor", "claims.yaml").err.splitlines()[:2] == [
        "HEAD:vendor:1:1: unreadable: is a submodule",
        "  give a revision of its own repository, from inside it",
    ]
    within = coalition("diff", "HEAD:vendor/claims.yaml", "claims.yaml")
    assert (within.code, within.out) == (3, "")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files to others")
@pytest.mark.parametrize("asked", [["HEAD:claims.yaml", "claims.yaml"], ["-d", "claims.yaml"]])
def test_a_repository_of_another_user_is_not_read(
    coalition: Run, changed: Git, asked: list[str], tmp_path: Path
) -> None:
    del changed
    place = tmp_path / "repository"
    for path in (place, place / ".git"):
        os.chown(path, 12345, -1)
    result = coalition("diff", *asked)
    assert (result.code, result.out) == (3, "")
    first, second, _ = result.err.splitlines()
    assert first == (
        "HEAD:claims.yaml:1:1: unreadable: "
        "the repository belongs to another user, and git does not read it"
    )
    assert second == f"  if you trust it: git config --global --add safe.directory {place}"


def test_without_a_repository_or_git_it_says_so(
    coalition: Run, changed: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del changed
    for asked in (["HEAD:claims.yaml", "claims.yaml"], ["-d", "claims.yaml"]):
        with monkeypatch.context() as patch:
            patch.setenv("PATH", str(tmp_path))
            assert coalition("diff", *asked).err.splitlines()[:2] == [
                "HEAD:claims.yaml:1:1: unreadable: git cannot be run; is it installed?",
                "  give files, such as a copy of the older version, and no revision",
            ]
        with monkeypatch.context() as patch:
            shutil.copy("claims.yaml", tmp_path)
            patch.chdir(tmp_path)
            assert coalition("diff", *asked).err.splitlines()[:2] == [
                "HEAD:claims.yaml:1:1: unreadable: there is no git repository here",
                "  give files, and no revision",
            ]


def test_a_tree_that_stands_for_any_number_of_files_ends(coalition: Run, git: Git) -> None:
    key = git("hash-object", "-w", "--stdin", stdin=b"claims: []")
    tree = git("mktree", stdin=f"100644 blob {key}\ta.yaml\n".encode())
    for _ in range(12):  # ten to the twelfth files
        lines = "".join(f"040000 tree {tree}\t{number}\n" for number in range(10))
        tree = git("mktree", stdin=lines.encode())
    assert coalition("diff", f"{tree}:", "-", stdin=OLD) == Result(
        3,
        "",
        f"{tree}::1:1: over-limit: has more than 100,000 files and folders in git\n"
        f"  write it out, and compare with that: 'git worktree add FOLDER {tree}'\n"
        f"coalition: 1 problem in OLD, {tree}:\n",
    )


def test_a_revision_that_is_too_large_is_refused(
    coalition: Run, changed: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (coalition_cli.reading.committed, coalition_cli.reading.objects):
        monkeypatch.setattr(module, "MAX_ONCE", 1 << 10)
    write(**{"claims.yaml": OLD + "#" * (1 << 10)})
    changed("commit", "-qam", "that")
    for old in ("HEAD:", "HEAD:claims.yaml"):
        assert coalition("diff", old, "claims.yaml").err.splitlines()[1] == (
            "  write it out, and compare with that: 'git worktree add FOLDER HEAD'"
        )


def test_a_pointer_of_git_lfs_is_no_claims_file(coalition: Run, git: Git) -> None:
    write(**{"claims.yaml": "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"})
    git("add", "-A")
    git("commit", "-qm", "it")
    write(**{"claims.yaml": OLD})
    assert coalition("diff").err.splitlines()[0] == (
        "HEAD:claims.yaml:1:1: unreadable: "
        "is a pointer of Git LFS, which keeps the content elsewhere"
    )


@pytest.mark.parametrize("form", ["sha1", "sha256"])
def test_keys_of_any_length_are_known(
    coalition: Run, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    git("init", "-q", f"--object-format={form}")
    write(**{"claims/é.yaml": OLD, "claims/b/c.yaml": "claims: []"})
    git("add", "-A")
    git("commit", "-qm", "it")
    write(**{"claims/é.yaml": NEW})
    assert coalition("diff", *_FIELDS) == Result(0, rows("HEAD:claims/é.yaml", "claims/é.yaml"), "")
