"""`coalition check --leaks`: the people of a private file, wherever others could read of them."""

import json
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from coalition_cli.leaking.identities import Identities

from .conftest import Run
from .terminals import Result

PERSON = """\
- id: diplomat-1
  names: [Jana Dvořáková]
  aliases: [the Fox]
  emails: [jana.d@example.org]
  phones: ["+44 20 7946 0000"]
- id: aide-2
  names: [Юлия Зорина, Ελένη Γάτου]
"""
CLAIMS = "claims:\n  - id: c1\n    text: It is so.\n"
LINE = "leaked-name: this gives away the unnamed speaker"
TELLING = ("jana", "dvo", "fox", "7946", "%C3%A1kov", "юлия", "зорин", "ελένη", "γάτο")


@pytest.fixture
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A private file beside the folder of the data, where the test is."""
    for name in ("COALITION_PRIVATE", "GIT_DIR", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    file = folder / "sources.yaml"
    file.write_text(PERSON, encoding="utf-8")
    file.chmod(0o600)
    (tmp_path / "story").mkdir()
    monkeypatch.chdir(tmp_path / "story")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return file


@pytest.fixture
def repository(private: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git repository in that folder."""
    if shutil.which("git") is None:
        pytest.skip("there is no git here: install it to test what it keeps")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "n")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "e")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    git("init", "-q", "-b", "main")
    return private


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], check=True, capture_output=True)
    return done.stdout.decode().strip()


def commit(files: dict[str, str], message: str = "Change claims") -> str:
    """Write files and commit all that there is; return the commit as messages have it."""
    for name, text in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git("add", "--all", ".")
    git("commit", "-qm", message)
    return git("rev-parse", "HEAD")[:12]


def says_no_name(*texts: str) -> bool:
    return not any(word in text.casefold() for text in texts for word in TELLING)


def places(result: Result) -> list[str]:
    """Return where a name was found, and of whom; no word of the output may be of a name."""
    assert says_no_name(result.out, result.err)
    rows = json.loads(result.out)
    assert {row["code"] for row in rows} <= {"leaked-name"}
    assert result.code == (1 if rows else 0)
    return [f"{row['file']}:{row['line']} {row['message'].split()[-1][1:-1]}" for row in rows]


def found(coalition: Run, private: Path, *arguments: str) -> list[str]:
    return places(coalition("check", "--leaks", "--private", private, "--json", *arguments))


@pytest.mark.parametrize(
    "hidden",
    [
        "# so says Jana Dvořáková",
        "# JANA  DVORAKOVA",
        "# jana-dvorakova, jana_dvorakova.txt",
        "# janadvorakova",
        "# JanaDvořáková",
        "# Dvořáková, Jana",
        "# jana-dvorakova2, janadvorakova2026",
        "# Ja<b>na</b> Dvořáková",
        "# Ja\u00adna Dvo\u0159\u00e1kov\u00e1",
        f"# {unicodedata.normalize('NFD', 'Jana Dvořáková')}",
        f"# https://a.example/{quote('Jana Dvořáková')}",
        f"# https://a.example/{quote(quote('Jana_Dvořáková'))}",
        "# Jana+Dvořáková",
        "# Jana Dvo&#345;&aacute;kov&aacute;",
        "# the fox",
        "# JANA.D@EXAMPLE.ORG",
        "# call 0044 (20) 7946-0000",
        "# +442079460000",
        "note: {a: [Jana\u00a0Dvořáková]}",
        r'note: "Jana\u0020Dvo\u0159\xe1kov\xe1"',
        r'note: "Jana\tDvo\u0159\u00e1kov\u00e1"',
        'note: "Jana Dvo\\\n    řáková"',
        "note: so says Jana\n\n    Dvořáková again",
        "note: so says Jana Dvo-\n    řáková again",
        "Jana Dvořáková: 1",
    ],
)
def test_a_name_is_found_in_each_spelling(hidden: str, coalition: Run, private: Path) -> None:
    Path("claims.yaml").write_text(f"{CLAIMS}    {hidden}\n", encoding="utf-8")
    assert found(coalition, private) == ["claims.yaml:4 diplomat-1"]


@pytest.mark.parametrize("hidden", ["ЮЛИЯ ЗОРИНА", "Ελενη Γατου", "γάτου, ελένη", "юлия-зорина"])
def test_a_name_is_found_in_each_script(hidden: str, coalition: Run, private: Path) -> None:
    Path("claims.yaml").write_text(f"{CLAIMS}    note: {hidden}\n", encoding="utf-8")
    assert found(coalition, private) == ["claims.yaml:4 aide-2"]
    told = json.dumps([{"id": "c1", "text": "It is so.", "note": f"a\n{hidden}"}])
    Path("claims.yaml").unlink()
    Path("claims.json").write_text(told)
    assert found(coalition, private, "claims.json") == ["claims.json:1 aide-2"]


@pytest.mark.parametrize("other", ["Jana and Dvořáková", "Jana", "Dvořáková", "foxes", "7946 0000"])
def test_a_part_of_a_name_is_none(other: str, coalition: Run, private: Path) -> None:
    Path("claims.yaml").write_text(f"{CLAIMS}    note: {other}\n", encoding="utf-8")
    result = coalition("check", "--leaks", "--private", private)
    assert result == Result(0, "", "coalition: no names; looked at 1 file\n")


def test_each_line_is_told_once_for_each_speaker(coalition: Run, private: Path) -> None:
    text = f"{CLAIMS}# Jana Dvořáková, the Fox\n# Jana\n# Dvořáková met Юлия Зорина\n# by the Fox\n"
    Path("claims.yaml").write_text(text, encoding="utf-8")
    assert found(coalition, private) == [
        "claims.yaml:4 diplomat-1",
        "claims.yaml:5 diplomat-1",
        "claims.yaml:6 aide-2",
        "claims.yaml:7 diplomat-1",
    ]


def test_the_texts_of_a_project_and_all_names_of_files(coalition: Run, private: Path) -> None:
    Path("coalition.toml").write_text('data = "all"\ntexts = "texts"\n# the Fox\n')
    for name, text in {
        "all/the-fox/claims.yaml": CLAIMS,
        "texts/a.html": "<p>Here is <b>Jana</b>\n<i>Dvo&#345;&aacute;kov&aacute;</i>.",
        "texts/the_fox.txt": "It is so.",
        "other/x.txt": "the Fox",
    }.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    Path("texts/b.txt").write_bytes("Jana Dvořáková".encode("utf-16"))
    Path("texts/c.txt").write_bytes("é, Jana Dvořáková".encode() + b"\xe9 \xdf")
    assert found(coalition, private) == [
        "all/(withheld)/claims.yaml:1 diplomat-1",
        "coalition.toml:3 diplomat-1",
        "texts/a.html:1 diplomat-1",
        "texts/b.txt:1 diplomat-1",
        "texts/c.txt:1 diplomat-1",
        "texts/(withheld).txt:1 diplomat-1",
    ]
    assert "other/x.txt:1 diplomat-1" in found(coalition, private, "--texts", "other")
    assert "other/x.txt:1 diplomat-1" in found(coalition, private, "--text", "a=other/x.txt")


def test_a_name_is_found_across_the_pieces_of_a_large_file(coalition: Run, private: Path) -> None:
    before = (1 << 20) - len("x\nJana ")
    Path("claims.yaml").write_text(f"{'#' * before}x\nJana\nDvořáková\n", encoding="utf-8")
    assert found(coalition, private) == ["claims.yaml:2 diplomat-1"]
    long = f"[{'x ' * (1 << 19)}"[: (1 << 20) - 3]
    Path("claims.yaml").write_text(f"{long} Jana Dvořáková {long}\n", encoding="utf-8")
    assert found(coalition, private) == ["claims.yaml:1 diplomat-1"]


@pytest.mark.parametrize("form", ["plain", "concise", "json", "sarif", "github", "full"])
def test_no_format_says_a_name(form: str, coalition: Run, private: Path, tmp_path: Path) -> None:
    folder = Path("jana-dvořáková")
    folder.mkdir()
    (folder / "claims.yaml").write_text(f"{CLAIMS}# Jana Dvořáková\n", encoding="utf-8")
    result = coalition("check", "--leaks", "--private", private, "-f", form, folder)
    assert result.code == 1
    assert result.out.count("diplomat-1") == 2
    assert says_no_name(result.out, result.err)
    cache = Path(os.environ["COALITION_CACHE"])
    assert not any(cache.rglob("*"))


def test_a_failure_says_no_name(
    coalition: Run, private: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = coalition("check", "--leaks", "--private", private, "the-fox.yaml")
    assert result.code == 3
    assert "(withheld).yaml:1:1: unreadable: cannot be read: no such file" in result.out
    assert says_no_name(result.out, result.err)
    assert coalition("check", "--leaks", "--private", private).code == 3

    def fault(_: Identities, text: str) -> bool:
        raise KeyError(text)

    monkeypatch.setattr(Identities, "may_be_in", fault)
    Path("claims.yaml").write_text("# the Fox")
    result = coalition("check", "--leaks", "--private", private)
    assert (result.code, result.out) == (3, "")
    assert "the search failed, and is not complete" in result.err
    assert says_no_name(result.err)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("- {id: a, names: [the Fox}", "1:26: bad-syntax"),
        ("- id: a\n  nmaes: [the Fox]", "2:3: unknown-key"),
        ("- id: a\n  the Fox: 1", "2:3: unknown-key"),
        ("- names: [the Fox]", "1:3: missing-key"),
        ("- id: a\n  names: {the Fox: Jana}", "2:10: wrong-type"),
        ("the Fox: [x]", "1:1: wrong-type"),
        ("- the Fox", "1:3: wrong-type"),
        ("the Fox", "1:1: wrong-type"),
        ("", "1:1: unreadable"),
        ("- id: a\n  names: [\x1b[the Fox]", "2:11: bad-syntax"),
    ],
)
def test_a_wrong_private_file_is_told_with_its_place_and_no_word_of_it(
    text: str, place: str, coalition: Run, private: Path
) -> None:
    private.write_text(text)
    Path("claims.yaml").write_text(CLAIMS)
    result = coalition("check", "--leaks", "--private", private)
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith(f"{private}:{place}: ")
    assert says_no_name(result.err.replace("the Fox", "", result.err.count("aliases: [the Fox]")))


def test_a_private_file_may_be_written_as_speakers(coalition: Run, private: Path) -> None:
    private.write_text("speakers: [{id: a, name: Al Bo, url: 'https://www.a.example/me'}]")
    Path("claims.yaml").write_text(f"{CLAIMS}# http://a.example/me\n# AL BO\n# Also\n")
    assert found(coalition, private) == ["claims.yaml:4 a", "claims.yaml:5 a"]
    private.write_text("- {id: al-bo, name: Al Bo, aliases: [Al, claim]}")
    result = coalition("check", "--leaks", "--private", private)
    assert "gives away the unnamed speaker '(withheld)'" in result.out
    assert "2 names of '(withheld)' cannot be looked for: too short" in result.err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("mode", [0o604, 0o640, 0o620, 0o610])
def test_a_private_file_that_others_may_read_is_refused(
    mode: int, coalition: Run, private: Path
) -> None:
    Path("claims.yaml").write_text(CLAIMS)
    private.chmod(mode)
    result = coalition("check", "--leaks", "--private", private)
    assert (result.code, result.out) == (3, "")
    assert f"others may read or write it (its mode is {mode:o})" in result.err


def test_options_that_do_not_go_together(coalition: Run, private: Path) -> None:
    Path("claims.yaml").write_text(CLAIMS)
    for arguments in (["--strict"], ["--fix"], ["--ignore", "no-url"]):
        assert coalition("check", "--leaks", "--private", private, *arguments).code == 2
    for arguments in (["--history"], ["--private", str(private)], ["--texts", "x"]):
        assert coalition("check", *arguments).code == 2
    assert coalition("check", "--leaks", "--private", private, "-o", private).code == 2
    assert private.read_text(encoding="utf-8") == PERSON


@pytest.mark.slow
def test_a_private_file_in_a_repository_is_refused_unless_it_is_ignored(
    coalition: Run, repository: Path
) -> None:
    commit({"claims.yaml": CLAIMS})
    inside = Path("sources.yaml")
    inside.write_text(PERSON, encoding="utf-8")
    inside.chmod(0o600)
    result = coalition("check", "--leaks", "--private", inside)
    assert (result.code, result.out) == (3, "")
    assert "lies in a git repository that does not ignore it" in result.err
    Path(".gitignore").write_text("sources.yaml\n")
    assert coalition("check", "--leaks", "--private", inside, "claims.yaml").code == 0
    git("add", "--force", "sources.yaml")
    link = repository.with_name("link.yaml")
    link.symlink_to(inside.absolute())
    for name in (inside, link):
        result = coalition("check", "--leaks", "--private", name, "claims.yaml")
        assert result.code == 3
        assert "git tracks it" in result.err


@pytest.mark.slow
def test_a_private_file_is_refused_where_git_cannot_say_whether_it_tracks_it(
    coalition: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit({"claims.yaml": CLAIMS, "sources.yaml": PERSON})
    Path("sources.yaml").chmod(0o600)
    refused = (
        "sources.yaml:1:1: unreadable: nobody knows whether git tracks it: a repository is there,"
        " and git fails\n"
    )
    head = Path(".git/HEAD").read_text()
    Path(".git/HEAD").write_text("")
    result = coalition("check", "--leaks", "--private", "sources.yaml", "claims.yaml")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith(refused)
    Path(".git/HEAD").write_text(head)
    monkeypatch.setenv("PATH", os.devnull)
    result = coalition("check", "--leaks", "--private", "sources.yaml", "claims.yaml")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith(refused)


def test_links_are_followed_and_their_targets_read_and_no_pipe_is_waited_for(
    coalition: Run, private: Path
) -> None:
    Path("claims.yaml").write_text(CLAIMS)
    Path("texts").mkdir()
    os.mkfifo("texts/pipe.txt")
    elsewhere = private.parent.parent / "elsewhere"
    elsewhere.mkdir()
    Path("texts/more").symlink_to(elsewhere)
    (elsewhere / "up").symlink_to(Path("texts").absolute())
    assert found(coalition, private, "--texts", "texts", "claims.yaml") == []
    (elsewhere / "a.txt").write_text("the Fox\n")
    (elsewhere / "the-fox.txt").write_text("Nothing.\n")
    Path("texts/link.txt").symlink_to(elsewhere / "the-fox.txt")
    told = found(coalition, private, "--texts", "texts", "claims.yaml")
    assert told == [
        "texts/link.txt:1 diplomat-1",
        "texts/more/a.txt:1 diplomat-1",
        "texts/more/(withheld).txt:1 diplomat-1",
    ]


def test_what_cannot_be_read_is_no_name_and_not_passed_over(
    coalition: Run, private: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("claims.yaml").write_text(CLAIMS)
    Path("texts").mkdir()
    Path("texts/gone.txt").symlink_to("nowhere.txt")
    command = ("check", "--leaks", "--private", private, "--texts", "texts", "claims.yaml")
    result = coalition(*command)
    assert (result.code, result.out) == (
        3,
        "texts/gone.txt:1:1: unreadable: cannot be read: no such file or directory\n"
        "  what is in it is not known\n",
    )
    assert result.err == "coalition: no names; looked at 1 file, and 1 file could not be read\n"
    Path("texts/gone.txt").unlink()
    there = os.scandir

    def scandir(path: str) -> Iterator[os.DirEntry[str]]:
        if path == "texts":
            raise PermissionError(13, "Permission denied", path)
        return there(path)

    monkeypatch.setattr(os, "scandir", scandir)
    result = coalition(*command)
    assert result.code == 3
    assert result.out.startswith("texts:1:1: unreadable: cannot be read: ")


@pytest.mark.slow
def test_history_has_every_version(coalition: Run, repository: Path) -> None:
    named = f"{CLAIMS}# Jana Dvořáková\n"
    first = commit({"claims.yaml": named})
    second = commit({"claims.yaml": CLAIMS, "old/texts/the-fox.txt": "Nothing.\n"})
    third = commit({"gone.yaml": "# the Fox\n"}, "Add the Fox")
    git("rm", "-qr", "gone.yaml", "old")
    commit({})
    git("checkout", "-qb", "side")
    fifth = commit({"side.yaml": "# Юлия Зорина\n"})
    git("checkout", "-q", "main")
    Path("claims.yaml").write_text(f"{CLAIMS}# stashed: Jana Dvořáková\n", encoding="utf-8")
    git("stash", "-q")
    stash = git("rev-parse", "stash")[:12]
    git("tag", "-am", "Of the Fox", "the-fox")
    tag = git("rev-parse", "the-fox")[:12]
    assert found(coalition, repository) == []
    told = found(coalition, repository, "--history")
    assert sorted(told) == sorted(
        [
            f"{first}:claims.yaml:4 diplomat-1",
            f"{second}:old/texts/(withheld).txt:1 diplomat-1",
            f"{third}:gone.yaml:1 diplomat-1",
            f"{third}:6 diplomat-1",
            f"{fifth}:side.yaml:1 aide-2",
            f"{stash}:claims.yaml:4 diplomat-1",
            f"{tag}:3 diplomat-1",
            f"{tag}:6 diplomat-1",
            "refs/tags/(withheld):1 diplomat-1",
            ".git/logs/HEAD:3 diplomat-1",
            ".git/logs/refs/heads/main:3 diplomat-1",
        ]
    )
    git("stash", "drop", "-q")
    [dropped] = set(found(coalition, repository, "--history")) - set(told)
    assert dropped.endswith(":4 diplomat-1")
    assert says_no_name(str([*Path(os.environ["COALITION_CACHE"]).rglob("*")]))


@pytest.mark.slow
def test_what_git_keeps_beside_its_objects_is_looked_at(coalition: Run, repository: Path) -> None:
    commit({"claims.yaml": CLAIMS})
    assert found(coalition, repository, "--history") == []
    git("checkout", "-qb", "the-fox")
    git("checkout", "-q", "main")
    git("branch", "-qD", "the-fox")
    Path(".git/COMMIT_EDITMSG").write_text("given up\n\nSo says Jana Dvořáková\n", encoding="utf-8")
    git("config", "branch.janadvorakova.remote", "origin")
    kept = Path(".git/sources.yaml")
    kept.write_text(PERSON, encoding="utf-8")
    kept.chmod(0o600)
    told = found(coalition, kept, "--history")
    config = Path(".git/config").read_text().splitlines()
    line = config.index('[branch "janadvorakova"]') + 1
    assert told == [
        ".git/COMMIT_EDITMSG:3 diplomat-1",
        f".git/config:{line} diplomat-1",
        ".git/logs/HEAD:2 diplomat-1",
    ]
    git("checkout", "-q", "--orphan", "the-fox")
    assert ".git/HEAD:1 diplomat-1" in found(coalition, kept, "--history")


@pytest.mark.slow
def test_a_name_of_a_file_is_found_where_no_commit_has_it(coalition: Run, repository: Path) -> None:
    commit({"claims.yaml": CLAIMS})
    Path("the-fox.txt").write_text("Nothing.\n")
    git("stash", "-qu")
    git("stash", "drop", "-q")
    tree = git("ls-tree", "HEAD")
    [told] = found(coalition, repository, "--history")
    assert told.endswith(":1 diplomat-1")
    assert told[:12] not in tree


@pytest.mark.slow
def test_the_hook_finds_what_is_staged(coalition: Run, repository: Path) -> None:
    git("config", "coalition.private", str(repository))
    Path("notes.md").write_text("the Fox\n")
    git("add", "notes.md")
    Path("notes.md").write_text("\n")
    tracked = ["check", "--leaks", "--tracked", "--json"]
    assert places(coalition(*tracked)) == ["notes.md:1 diplomat-1"]
    git("add", "notes.md")
    assert places(coalition(*tracked)) == []
    commit({"claims.yaml": CLAIMS})
    Path("claims.yaml").write_text("# the Fox\n")
    assert places(coalition(*tracked)) == ["claims.yaml:1 diplomat-1"]
    git("add", "claims.yaml")
    assert places(coalition(*tracked)) == ["claims.yaml:1 diplomat-1"]


@pytest.mark.slow
def test_the_hook_is_not_silent_where_git_fails(coalition: Run, repository: Path) -> None:
    git("config", "coalition.private", str(repository))
    commit({"claims.yaml": CLAIMS})
    Path("notes.md").write_text("the Fox\n")
    git("add", "notes.md")
    key = git("rev-parse", ":notes.md")
    Path(".git", "objects", key[:2], key[2:].strip()).unlink()
    Path("notes.md").unlink()
    result = coalition("check", "--leaks", "--tracked")
    assert (result.code, result.out) == (3, "")
    assert "git fails here, so nobody knows what it keeps" in result.err


@pytest.mark.slow
def test_a_submodule_that_is_staged_has_no_content(coalition: Run, repository: Path) -> None:
    git("config", "coalition.private", str(repository))
    here = commit({"claims.yaml": CLAIMS})
    whole = git("rev-parse", here).strip()
    git("update-index", "--add", "--cacheinfo", f"160000,{whole},other")
    result = coalition("check", "--leaks", "--tracked")
    assert (result.code, result.out) == (0, "")


@pytest.mark.slow
def test_without_a_private_file_nothing_is_looked_for(coalition: Run, repository: Path) -> None:
    del repository
    Path("claims.yaml").write_text(CLAIMS)
    result = coalition("check", "--leaks")
    assert (result.code, result.out) == (2, "")
    assert "--leaks needs the private file" in result.err
