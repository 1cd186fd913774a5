"""Which data is found where none is named, and what others may not put in its place."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from coalition_cli import CoalitionError, NoDataError, check, open_claims
from coalition_cli.json_schema import schema
from coalition_cli.project.globs import Glob
from coalition_cli.project.upward import Step, steps

from .conftest import Run

NOBODY = 65534  # the user id of nobody
NO_DATA = (
    "coalition: there is no data of yours: no claims.yaml here, nor in a folder above\n"
    "name it with -d or in COALITION_DATA; 'coalition doctor' says where we looked\n"
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with a folder of news in it, where the test is."""
    home = tmp_path / "home"
    (home / "news").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home / "news")
    return home


def put(*paths: str, text: str = "") -> None:
    """Write claims files: the claim of each has the path for its id."""
    for name in paths:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        key = path.resolve().relative_to(Path(os.environ["HOME"]).resolve())
        path.write_text(text or f'claims: [{{id: "{key}", text: It is so.}}]', encoding="utf-8")


def found(coalition: Run, *words: str) -> str:
    """Return the files that the claims are of, by their key `file`."""
    result = coalition("claims", "--json", *words)
    assert (result.code, result.err) == (0, "")
    return " ".join(dict.fromkeys(row["file"] for row in result.json))


def said(coalition: Run, *words: str) -> str:
    """Return what is said of data that cannot be used."""
    result = coalition("claims", *words)
    assert (result.code, result.out) == (3, "")
    return result.err


# ---- the order, and the way upward


@pytest.mark.usefixtures("home")
def test_what_is_named_comes_first_then_the_variable_the_project_and_the_example(
    coalition: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(coalition) == "example/claims.yaml"
    put("claims.yaml", "other.yaml", "third.yaml")
    assert found(coalition) == "claims.yaml"
    monkeypatch.setenv("COALITION_DATA", "other.yaml")
    assert found(coalition) == "other.yaml"
    assert found(coalition, "-d", "third.yaml") == "third.yaml"
    monkeypatch.setenv("COALITION_DATA", ":")
    assert found(coalition) == "claims.yaml"


@pytest.mark.usefixtures("home")
def test_the_nearest_folder_counts_and_paths_lead_from_where_one_is(
    coalition: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("claims.yaml", "south/port/data/claims.yaml")
    Path("south/port/pier/lamp").mkdir(parents=True)
    for folder, file in {
        "south": "../claims.yaml",
        "port": "data/claims.yaml",
        "pier": "../data/claims.yaml",
        "lamp": "../../data/claims.yaml",
    }.items():
        monkeypatch.chdir(folder)
        assert found(coalition) == file
        assert coalition("check").err == f"coalition: 2 warnings in {file}\n"
        with open_claims() as corpus:
            assert {row["file"] for row in corpus.claims()} == {file}


@pytest.mark.usefixtures("home")
def test_in_one_folder_the_first_of_its_claims_counts(coalition: Run) -> None:
    put("data/claims.yaml")
    assert found(coalition) == "data/claims.yaml"
    put("claims/a.yaml", "claims/more/b.jsonl", text="[]")
    put("claims/a.yaml", "claims/more/c.yml")
    assert found(coalition) == "claims/a.yaml claims/more/c.yml"
    put("claims.yaml")
    assert found(coalition) == "claims.yaml"
    put("named.yaml")
    Path("coalition.toml").write_text('data = "named.yaml"', encoding="utf-8")
    assert found(coalition) == "named.yaml"


@pytest.mark.usefixtures("home")
def test_only_a_folder_is_taken_for_a_folder_and_a_file_for_a_file(coalition: Run) -> None:
    Path("claims").write_text("", encoding="utf-8")
    Path("claims.yaml").mkdir()
    Path("coalition.toml").mkdir()
    Path("data/claims.yaml").mkdir(parents=True)
    put("../claims.yaml")
    assert found(coalition) == "../claims.yaml"


def test_the_way_ends_at_the_home_folder_which_still_counts(
    coalition: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("../claims.yaml")
    assert found(coalition) == "../claims.yaml"
    (home / "claims.yaml").rename(home.parent / "claims.yaml")
    assert found(coalition) == "example/claims.yaml"
    (home.parent / "link").symlink_to(home)
    monkeypatch.setenv("HOME", str(home.parent / "link"))  # the same folder by another name
    assert found(coalition) == "example/claims.yaml"
    monkeypatch.setenv("HOME", str(home.parent))
    assert found(coalition) == "../../claims.yaml"


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("kind", ["folder", "file"])  # a file in a worktree of git
def test_the_way_ends_at_the_root_of_a_repository_which_still_counts(
    coalition: Run, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    put("claims.yaml")
    Path("code/part").mkdir(parents=True)
    monkeypatch.chdir("code/part")
    assert found(coalition) == "../../claims.yaml"
    Path("../.git").mkdir() if kind == "folder" else Path("../.git").write_text("", "utf-8")
    assert found(coalition) == "example/claims.yaml"
    put("../claims.yaml")
    assert found(coalition) == "../claims.yaml"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no other file system here")
def test_the_way_ends_where_another_file_system_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/proc/self")
    assert list(steps())[-1].end == "another file system begins here"
    monkeypatch.chdir("/")
    assert list(steps()) == [Step("", "it is the topmost folder")]


def test_a_folder_that_is_gone_has_no_project(coalition: Run, home: Path) -> None:
    put("../claims.yaml")
    (home / "news").rmdir()
    assert found(coalition) == "example/claims.yaml"


# ---- what others may have put there


def of_nobody(path: str) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a file to somebody else")
    os.chown(path, NOBODY, NOBODY, follow_symlinks=False)


def link_of_nobody() -> None:
    put("own.yaml")
    Path("claims.yaml").symlink_to("own.yaml")
    of_nobody("claims.yaml")


def link_to_nobodys() -> None:
    put("theirs.yaml")
    of_nobody("theirs.yaml")
    Path("claims.yaml").symlink_to("theirs.yaml")


def link_out() -> None:
    put("../secret.yaml")
    Path("claims.yaml").symlink_to("../secret.yaml")


def folder_link_out() -> None:
    put("../secrets/claims.yaml")
    Path("data").symlink_to("../secrets")


def in_a_folder() -> None:
    put("claims/a.yaml", "claims/b.yaml")
    of_nobody("claims/b.yaml")


def link_in_a_folder() -> None:
    put("claims/a.yaml", "../secret.yaml")
    Path("claims/b.yaml").symlink_to("../../secret.yaml")


def chmod(mode: int, path: str = ".") -> None:
    put("claims.yaml" if path == "." else "data/claims.yaml")
    Path(path).chmod(mode)


def chown(path: str) -> None:
    put("data/claims.yaml")
    of_nobody(path)


def settings_of_nobody() -> None:
    put("claims.yaml")
    Path("coalition.toml").write_text("", encoding="utf-8")
    of_nobody("coalition.toml")


PLANTED: dict[str, tuple[Callable[[], object], str]] = {
    "file": (lambda: chown("data/claims.yaml"), "it belongs to another user"),
    "link": (link_of_nobody, "it belongs to another user"),
    "file behind a link": (link_to_nobodys, "it leads to what belongs to another user"),
    "link out": (link_out, "it is a link that leads out of the project"),
    "folder link out": (folder_link_out, "it is a link that leads out of the project"),
    "file in a folder": (in_a_folder, "it belongs to another user"),
    "link in a folder": (link_in_a_folder, "it is a link that leads out of the project"),
    "open folder": (lambda: chmod(0o777), "anybody may write to the folder "),
    "folder like /tmp": (lambda: chmod(0o1777), "anybody may write to the folder "),
    "open folder within": (lambda: chmod(0o777, "data"), "anybody may write to the folder "),
    "folder within": (lambda: chown("data"), "it belongs to another user"),
    "folder": (lambda: chown("."), "the folder "),
    "settings": (settings_of_nobody, "it belongs to another user"),
}


@pytest.mark.parametrize("case", PLANTED)
def test_what_others_may_have_put_there_does_not_answer(
    coalition: Run, home: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    plant, why = PLANTED[case]
    put("../claims.yaml")  # nor is it passed over for something else
    plant()
    (home / "news/deep").mkdir()
    monkeypatch.chdir(home / "news/deep")
    told = said(coalition)
    assert f": unreadable: is not read by itself: {why}" in told
    assert told.endswith("coalition: 1 problem\n")
    for words in ("check", "verify --text a=b", "stats", "show a"):
        assert coalition(*words.split())[:2] == (3, "")
    assert coalition().code == 3
    doctor = coalition("doctor")
    assert doctor.code == 0
    assert "data\topened\tnothing\n" in doctor.out
    assert why in doctor.out


@pytest.mark.parametrize("case", [case for case in PLANTED if case != "settings"])
def test_it_does_if_it_is_named(
    coalition: Run, monkeypatch: pytest.MonkeyPatch, home: Path, case: str
) -> None:
    PLANTED[case][0]()
    told = said(coalition)
    name = told.splitlines()[1].removeprefix("  if you trust it, name it: -d ")
    assert found(coalition, "-d", name) == name
    monkeypatch.setenv("COALITION_DATA", str(home / "news" / name))
    assert found(coalition) == str(home / "news" / name)


@pytest.mark.usefixtures("home")
def test_a_link_within_the_project_is_followed(coalition: Run) -> None:
    put("stories/may.yaml", "june/a.yaml")
    Path("claims.yaml").symlink_to("stories/may.yaml")
    assert found(coalition) == "claims.yaml"
    Path("claims.yaml").unlink()
    Path("claims").symlink_to("june")
    assert found(coalition) == "claims/a.yaml"


@pytest.mark.usefixtures("home")
def test_a_link_to_nothing_and_a_pipe_are_said_and_not_passed_over(coalition: Run) -> None:
    put("../claims.yaml")
    Path("claims.yaml").symlink_to("gone.yaml")
    assert said(coalition).startswith("claims.yaml:1:1: unreadable: cannot be read: no such file")
    Path("claims.yaml").unlink()
    os.mkfifo("claims.yaml")
    assert said(coalition).startswith("claims.yaml:1:1: unreadable: is a pipe, a device or")
    Path("claims.yaml").unlink()
    os.mkfifo("coalition.toml")
    assert said(coalition).startswith("coalition.toml:1:1: unreadable: is no file\n")


@pytest.mark.usefixtures("home")
def test_a_folder_without_claims_is_no_reason_for_the_example(coalition: Run) -> None:
    Path("claims").mkdir()
    assert said(coalition).startswith("claims:1:1: unreadable: this folder has no claims file\n")


# ---- coalition.toml


def settings(text: str) -> None:
    Path("coalition.toml").write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("text", "files"),
    [
        ("", "claims.yaml"),
        ('data = "claims"', "claims/a.yaml claims/drafts/b.yaml claims/old/c.yaml"),
        ('data = ["claims/a.yaml", "other.yaml"]', "claims/a.yaml other.yaml"),
        ('data = "claims/**/b.yaml"', "claims/drafts/b.yaml"),
        ('data = "claims/*/*.yaml"', "claims/drafts/b.yaml claims/old/c.yaml"),
        ('data = "claims/*"', "claims/a.yaml claims/drafts/b.yaml claims/old/c.yaml"),
        ('data = "*.yaml"', "claims.yaml other.yaml"),
        ('data = "./claims/../oth[a-f]r.yam?"', "other.yaml"),
        ('data = "claims"\nignore = "drafts"', "claims/a.yaml claims/old/c.yaml"),
        ('data = "claims"\nignore = ["b.*", "claims/old/"]', "claims/a.yaml"),
        ('data = "claims"\nignore = "c.yaml"', "claims/a.yaml claims/drafts/b.yaml"),
        (
            'data = "claims"\nignore = "old/*"',
            "claims/a.yaml claims/drafts/b.yaml claims/old/c.yaml",
        ),
        ('data = "."\nignore = ["claims*"]', "other.yaml"),
        ('data = "**"\nignore = ["claims/**"]', "claims.yaml other.yaml"),
        ('data = "claims/drafts/b.yaml"\nignore = "drafts"', "claims/drafts/b.yaml"),
        ('data = ["claims/a.yaml", "claims/**/a.yaml"]', "claims/a.yaml"),
        ('coalition = ">=0.1, <1000"\n[check]\nignore = ["no-url"]', "claims.yaml"),
    ],
)
def test_it_says_which_files_are_read(
    coalition: Run, monkeypatch: pytest.MonkeyPatch, text: str, files: str
) -> None:
    put("claims.yaml", "other.yaml", "claims/a.yaml", "claims/drafts/b.yaml", "claims/old/c.yaml")
    put(".hidden/d.yaml", "claims/.e.yaml", "claims/notes.txt", "claims/x.schema.json")
    settings(text)
    assert found(coalition) == files
    monkeypatch.chdir("claims/old")
    assert found(coalition) == " ".join(f"../../{file}" for file in files.split())


@pytest.mark.usefixtures("home")
def test_a_file_whose_name_looks_like_a_glob_is_that_file(coalition: Run) -> None:
    put("a[1].yaml", "a1.yaml")
    settings('data = "a[1].yaml"')
    assert found(coalition) == "a[1].yaml"


@pytest.mark.usefixtures("home")
def test_a_path_named_like_standard_input_is_a_file(coalition: Run) -> None:
    put("-")
    settings('data = "-"')
    assert [row["id"] for row in coalition("claims", "--json", stdin="claims: []").json] == [
        "news/-"
    ]


WRONG = {
    'datas = "x"\n\n# about texts\ntext = """\nx"""\n[checks]\n': """\
coalition.toml:1:1: unknown-key: unknown key 'datas'; did you mean 'data'?
  the keys: data, texts, ignore, public, check, coalition
coalition.toml:4:1: unknown-key: unknown key 'text'; did you mean 'texts'?
  the keys: data, texts, ignore, public, check, coalition
coalition.toml:6:1: unknown-key: unknown key 'checks'; did you mean 'check'?
  the keys: data, texts, ignore, public, check, coalition
coalition: 3 problems
""",
    '[check]\nigonre = 1\n[check.more]\n[[zebra]]\n"quoted key" = 1\n': """\
coalition.toml:2:1: unknown-key: unknown key 'check.igonre'; did you mean 'ignore'?
  the keys: check.select, check.ignore, check.fail-on
coalition.toml:3:1: unknown-key: unknown key 'check.more'; did you mean 'ignore'?
  the keys: check.select, check.ignore, check.fail-on
coalition.toml:4:1: unknown-key: unknown key 'zebra'
  the keys: data, texts, ignore, public, check, coalition
coalition: 3 problems
""",
    'ignore = [\n  "]",\n]\ntexts = ["a"]\ndata = [1]\ncheck = "all"\ncoalition = 0.2\n': """\
coalition.toml:4:1: wrong-type: 'texts' takes a text
  such as texts = "articles"
coalition.toml:5:1: wrong-type: 'data' takes a text or a list of texts
  such as data = ["claims", "archive/**/*.yaml"]
coalition.toml:6:1: wrong-type: 'check' takes a table
  such as [check]
coalition.toml:7:1: wrong-type: 'coalition' takes a text
  such as coalition = ">=0.2"
coalition: 4 problems
""",
    'data = ["../x.yaml", "/etc/x.yaml", "~/x.yaml", "a/../../x.yaml", ".."]\n': "".join(
        f"""\
coalition.toml:1:1: unreadable: '{path}' leads out of the project's folder
  move it into the folder, or name it with -d or in COALITION_DATA
"""
        for path in ("../x.yaml", "/etc/x.yaml", "~/x.yaml", "a/../../x.yaml", "..")
    )
    + "coalition: 5 problems\n",
    'texts = "../texts"\ndata = ["", " ", "a\\u0000b"]\nignore = ""\n': """\
coalition.toml:1:1: unreadable: '../texts' leads out of the project's folder
  move it into the folder, or name it with -d or in COALITION_DATA
coalition.toml:2:1: missing-key: a path in 'data' is empty
  such as data = ["claims", "archive/**/*.yaml"]
coalition.toml:2:1: missing-key: a path in 'data' is empty
  such as data = ["claims", "archive/**/*.yaml"]
coalition.toml:2:1: missing-key: a path in 'data' is empty
  such as data = ["claims", "archive/**/*.yaml"]
coalition.toml:3:1: missing-key: a path in 'ignore' is empty
  such as ignore = ["drafts", "*.old.yaml"]
coalition: 5 problems
""",
    "data = []\n": """\
coalition.toml:1:1: missing-key: 'data' names nothing
  such as data = ["claims", "archive/**/*.yaml"]; or leave it out
coalition: 1 problem
""",
    "# nothing\n": """\
coalition.toml:1:1: unreadable: the project has no claims yet
  write claims.yaml beside it, or say where they are: data = "stories"
coalition: 1 problem
""",
    '\ndata = "stories/*.yaml"\n': """\
coalition.toml:2:1: unreadable: no claims file is at 'stories/*.yaml'
  the name of a claims file ends in .yaml, .yml, .json, .jsonl
coalition: 1 problem
""",
    'data = "stories/*.json"\nignore = "stories"\n': """\
coalition.toml:1:1: unreadable: no claims file is at 'stories/*.json'
  the name of a claims file ends in .yaml, .yml, .json, .jsonl; nor is one read that 'ignore' names
coalition: 1 problem
""",
    'coalition = ">=1000.2"\nfrom_the_future = 1\n': """\
coalition.toml:1:1: unknown-version: the project is for coalition >=1000.2, and this is VERSION
  install a version that it is for, or change 'coalition' in coalition.toml
coalition: 1 problem
""",
    'coalition = "0.2 or later"\n': """\
coalition.toml:1:1: unknown-value: '0.2 or later' is no requirement of versions
  write it like ">=0.2"
coalition: 1 problem
""",
    'data = "a"\ndata = "b"\n': """\
coalition.toml:2:11: bad-syntax: cannot overwrite a value
  coalition.toml is written in TOML: https://toml.io
coalition: 1 problem
""",
}


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_in_it_is_said_with_its_line(coalition: Run, text: str) -> None:
    from coalition_cli import __version__

    settings(text)
    assert said(coalition) == WRONG[text].replace("VERSION", __version__)
    assert coalition("check").code == 3
    with pytest.raises(CoalitionError):
        open_claims()
    assert coalition("schema", "coalition.toml", "-o", "s.json") == (0, "", "")  # it helps


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"data = '\xff'", "coalition.toml:1:9: not-utf8: byte 0xff is not UTF-8\n"),
        (b"#" * 70_000, "coalition.toml:1:1: over-limit: the file has more than 65,536 bytes\n"),
        (b"a = " + b"[" * 60_000, "coalition.toml:1:1: over-limit: values are nested too deeply\n"),
        (b"a = " + b"9" * 9_000, "coalition.toml:1:1: bad-syntax: "),
        (b'a\x1b[31m = "x', "coalition.toml:1:"),
        (b'"\x1b[31m" = 1', "coalition.toml:1:"),
        (b'"\\u001b[31m" = 1', "coalition.toml:1:1: unknown-key: unknown key '\\x1b[31m'\n"),
    ],
)
def test_anything_in_it_is_a_problem_with_a_place(coalition: Run, data: bytes, error: str) -> None:
    Path("coalition.toml").write_bytes(data)
    told = said(coalition)
    assert told.startswith(error)
    assert "\x1b" not in told
    assert told.endswith("coalition: 1 problem\n")


@pytest.mark.usefixtures("home")
def test_a_statement_of_many_lines_takes_no_long_search_for_its_line(coalition: Run) -> None:
    settings("ignore = [\n" + '"]",\n' * 10_000 + "]\nodd = 1\n")
    assert said(coalition).startswith("coalition.toml:1:1: unknown-key: unknown key 'odd'")


ACCEPTED = ['data = "a"', 'data = ["a", "b*"]', 'texts = "t"', "ignore = []", "[check]",
            '[check]\nselect = "strict"\nignore = ["no-url", "warning"]\nfail-on = "strict"',
            "check = {ignore = []}", 'check.select = ["error", "near-duplicate"]',
            'coalition = ">= 0.1,!=0.5"']  # fmt: skip
REFUSED = ["data = 1", "data = [1]", 'data = ""', "texts = []", "ignore = {}", "check = 1",
           "data = []", "[check]\nselect = []", "[check]\nignore = 1", '[check]\nselect = "no-ulr"',
           '[check]\nignore = "error"', '[check]\nignore = ["bad-date"]', "[check]\nx = 1",
           '[check]\nfail-on = ["strict"]', '[check]\nfail-on = "notice"',
           'coalition = "new"', 'coalition = ">=0.1;"', "odd = 1"]  # fmt: skip


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("text", [*ACCEPTED, *REFUSED])
def test_the_schema_agrees_with_the_program(coalition: Run, text: str) -> None:
    import tomllib

    put("a", "b.yaml", "claims.yaml")
    settings(text)
    accepted = coalition("claims").code == 0
    assert accepted is (text in ACCEPTED)
    validator = Draft202012Validator(json.loads(schema("coalition.toml")))
    assert validator.is_valid(tomllib.loads(text)) is accepted


@pytest.mark.usefixtures("home")
def test_links_that_lead_round_are_not_followed(coalition: Run) -> None:
    put("claims/a.yaml")
    for name in ("one", "two", "three"):
        Path("claims", name).symlink_to("..")
    for data in ('"**/*.yaml"', '"claims"', '"."'):
        settings(f"data = {data}")
        assert found(coalition) == "claims/a.yaml"


@pytest.mark.parametrize(
    ("pattern", "matched", "not_matched"),
    [
        ("a/*.yaml", ["a/x.yaml"], ["x.yaml", "a/b/x.yaml", "b/x.yaml"]),
        ("a", ["a", "a/x", "a/b/c"], ["b", "b/a", "ab"]),
        ("**/x", ["x", "a/x", "a/b/x", "a/x/y"], ["xx", "a/xx"]),
        ("a/**/b/**/c", ["a/b/c", "a/x/b/y/z/c"], ["a/c", "b/c"]),
        ("**", ["a", "a/b"], []),
        ("[ab]?", ["ax", "b1/c"], ["a", "cx"]),
        ("a\nb*", ["a\nb"], ["a"]),
        ("*a*a*a*a*a*a*a*a*a*b", ["aaaaaaaaab"], ["a" * 250]),
        ("/".join(["**", "a"] * 20), ["/".join("a" * 20)], ["/".join("a" * 19)]),
    ],
)
def test_globs(pattern: str, matched: list[str], not_matched: list[str]) -> None:
    glob = Glob(pattern)
    assert [path for path in matched if not glob.matches(path.split("/"))] == []
    assert [path for path in not_matched if glob.matches(path.split("/"))] == []
    for path in matched:
        names = path.split("/")
        assert all(glob.leads_on(names[:number]) for number in range(len(names)))


# ---- what uses it


@pytest.mark.usefixtures("home")
def test_nothing_passes_on_data_that_is_not_ones_own(
    coalition: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("liga.txt").write_text("“There are also red lines”", encoding="utf-8")
    for words in ("check", "check --strict -f json", "verify --text liga=liga.txt", "verify"):
        assert coalition(*words.split()) == (3, "", NO_DATA)
        monkeypatch.setenv("COALITION_DATA", ":")
    with pytest.raises(NoDataError):
        check()
    assert coalition("check", "-d", "gone.yaml").code == 1


@pytest.mark.usefixtures("home")
def test_verify_reads_the_texts_of_the_project(
    coalition: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    quoted = "[{article: dusk, quote: Lamps are lit}]"
    story = f"articles: [{{id: dusk}}]\nclaims: [{{id: c, text: T, appearances: {quoted}}}]"
    put("claims.yaml", text=story)
    Path("texts").mkdir()
    Path("texts/dusk.txt").write_text("“Lamps are lit”, she said.", encoding="utf-8")
    settings('texts = "texts"')
    status = ("verify", "--fields", "status")
    assert coalition(*status) == (0, "status\nexact\n", "")
    Path("more").mkdir()
    Path("more/dusk.txt").write_text("“Lamps were lit”, she said.", encoding="utf-8")
    assert coalition(*status, "--texts", "more").out == "status\naltered\n"
    assert coalition(*status, "--text", "dusk=more/dusk.txt").out == "status\naltered\n"
    monkeypatch.chdir("more")
    assert coalition(*status) == (0, "status\nexact\n", "")
    with open_claims() as corpus:
        assert [row["status"] for row in corpus.verify()] == ["exact"]
    shutil.rmtree("../texts")
    Path("../../others").mkdir()
    Path("../texts").symlink_to("../others")
    assert "it is a link that leads out of the project" in coalition(*status).err


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("data", "output", "taken"),
    [
        ('"claims"', "claims/new.yaml", "claims"),
        ('"claims"', "claims/drafts/new.yaml", ""),
        ('"*.yaml"', "new.yaml", "*.yaml"),
        ('"*.yaml"', "new.json", ""),
        ('"a.yaml"', "new.yaml", ""),
        ('"**"', "claims/deep/new.jsonl", "**"),
    ],
)
def test_no_answer_becomes_part_of_the_project(
    coalition: Run, data: str, output: str, taken: str
) -> None:
    put("a.yaml", "claims/b.yaml", "claims/drafts/c.yaml", "claims/deep/d.yaml")
    settings(f'data = {data}\nignore = "drafts"')
    result = coalition("claims", "-o", output)
    said = (
        f"coalition: -o {output} would become part of the data in {taken}\n"
        "name a file outside that folder, or one with another ending, such as .csv\n"
    )
    assert result == ((2, "", said) if taken else (0, "", ""))
    assert coalition("claims", "-o", "a.yaml").code == (0 if data == '"claims"' else 2)


@pytest.mark.usefixtures("home")
def test_its_index_is_kept_and_sees_what_changes(coalition: Run) -> None:
    put("claims/a.yaml", "claims/b.yaml")
    settings('data = "claims/*.yaml"')
    for _ in range(2):
        assert coalition("claims", "--count").out == "2\n"
    put("claims/c.yaml")
    assert coalition("claims", "--count").out == "3\n"
    settings('data = "claims/*.yaml"\nignore = "a.yaml"')
    assert coalition("claims", "--count").out == "2\n"
    [index] = coalition("cache", "--json").json
    assert (index["data"], index["files"]) == (str(Path.cwd() / "claims/*.yaml"), 2)


@pytest.fixture
def repository(home: Path) -> Path:
    if shutil.which("git") is None:
        pytest.skip("there is no git here: install it to test the hook")
    subprocess.run(["git", "init", "-q"], check=True)
    return home / "news"


@pytest.mark.slow
@pytest.mark.usefixtures("repository")
def test_the_hook_checks_projects_and_the_stories_outside_of_them(coalition: Run) -> None:
    put("a/story.yaml", "a/claims.yaml", "b/claims.yaml")
    Path("a/coalition.toml").write_text('data = "*.yaml"\nignore = "claims.yaml"', "utf-8")
    subprocess.run(["git", "add", "."], check=True)
    told = coalition("check", "--tracked", "-f", "concise")
    assert (told.code, told.err) == (0, "coalition: 4 warnings in a/*.yaml, b/claims.yaml\n")
    assert {line.split(":")[0] for line in told.lines} == {"a/story.yaml", "b/claims.yaml"}
    Path("a/coalition.toml").write_text('data = "*.yaml"\nignore = "*.yaml"', "utf-8")
    assert coalition("check", "--tracked").code == 3


@pytest.mark.slow
@pytest.mark.usefixtures("repository")
def test_each_project_that_the_hook_checks_has_rules_of_its_own(coalition: Run) -> None:
    put("a/claims.yaml", "b/claims.yaml")
    check = '[check]\nignore = "no-confidence"\nfail-on = "warning"'
    Path("a/coalition.toml").write_text(check, "utf-8")
    subprocess.run(["git", "add", "."], check=True)
    told = coalition("check", "--tracked", "-f", "concise")
    assert [line.split(": ")[1] for line in told.lines if line.startswith("a")] == ["no-appearance"]
    assert [line.split(": ")[1] for line in told.lines if line.startswith("b")] == [
        "no-appearance",
        "no-confidence",
    ]
    assert told.code == 1
    assert coalition("check", "--tracked", "--fail-on", "error").code == 0
    Path("a/coalition.toml").write_text(check.replace("confidence", "appearance"), "utf-8")
    assert coalition("check", "--tracked", "--ignore", "no-confidence").code == 0


EXAMPLES = [
    "claims --json",
    "claims -f jsonl",
    "claims -f csv",
    "claims -f yaml",
    "claims --fields file,line",
    "claims --fields file -f md",
    "claims --fields file -f table",
    "show red-lines",
    "show red-lines --json",
    "appearances --json",
    "drift --json",
    "cache",
    "",
]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("words", EXAMPLES)
def test_no_place_in_the_example_could_be_ones_own(coalition: Run, words: str) -> None:
    coalition("claims")
    result = coalition(*words.split())
    assert result.code == 0
    assert "example/claims.yaml" in result.out
    rest = result.out.replace("example/claims.yaml", "").replace("write this in claims.yaml", "")
    assert "/claims.yaml" not in rest
    assert words == "" or "claims.yaml" not in rest


@pytest.mark.usefixtures("home")
def test_the_overview_of_the_example_says_how_to_begin(coalition: Run) -> None:
    lines = coalition().lines
    assert lines[0] == "The example that comes with coalition, not your data"
    begin = lines.index("    claims:")
    sample = [line.removeprefix("    ") for line in lines[begin : begin + 4]]
    Path("claims.yaml").write_text("\n".join(sample), encoding="utf-8")
    assert coalition("check").code == 0
    lines = coalition().lines
    assert lines[0] == f"Found in {Path.cwd()}"
    assert not any("Begin" in line for line in lines)


NOTE = "coalition: this is the example, not your data; -d FILE opens yours\n"


@pytest.mark.usefixtures("home")
def test_on_a_terminal_a_list_of_the_example_says_so(terminal: Run, process: Run) -> None:
    plain = {"NO_COLOR": "1", "PAGER": "cat"}
    for words in ("topics", "topics --json", "claims zebra", "claims zebra -e", "stats", "drift"):
        assert terminal(*words.split(), env=plain).out.endswith(NOTE), words
    assert terminal("topics", env={"PAGER": "cat"}).out.endswith(f"\x1b[2m{NOTE[:-1]}\x1b[0m\n")
    assert process("topics").err == ""
    assert NOTE not in terminal("topics", "-o", "topics.csv").out
    put("claims.yaml")
    assert NOTE not in terminal("claims", env=plain).out


@pytest.mark.usefixtures("home")
def test_doctor_says_what_was_found_and_each_place_that_was_looked_at(
    coalition: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def facts(*words: str) -> list[tuple[str, str]]:
        rows = coalition("doctor", "--json", *words).json
        return [(row["name"], row["value"]) for row in rows if row["part"] == "data"]

    none = "has no coalition.toml, claims.yaml, claims, data/claims.yaml"
    here = Path.cwd()
    nothing = [("-d", "not given"), ("COALITION_DATA", "not set"), ("COALITION_ENGINE", "not set")]
    assert facts() == [
        ("opened", "example/claims.yaml"),
        ("why", "the example that comes with coalition, not your data"),
        ("files", f"1 file, {Path(coalition_file()).stat().st_size:,} bytes"),
        *nothing,
        ("looked at", f"{here}: {none}"),
        ("looked at", f"{here.parent}: {none}; the way ends here: it is the home folder"),
    ]
    put("../claims.yaml", text="claims: []")
    assert facts() == [
        ("opened", "../claims.yaml"),
        ("why", f"found in {here.parent}"),
        ("files", "1 file, 10 bytes"),
        *nothing,
        ("looked at", f"{here}: {none}"),
        ("looked at", f"{here.parent}: has claims.yaml"),
    ]
    monkeypatch.setenv("COALITION_DATA", "../claims.yaml")
    assert facts() == [
        ("opened", "../claims.yaml"),
        ("why", "named by COALITION_DATA"),
        ("files", "1 file, 10 bytes"),
        ("-d", "not given"),
        ("COALITION_DATA", "../claims.yaml"),
        ("COALITION_ENGINE", "not set"),
    ]
    assert facts("-d", "gone.yaml")[:4] == [
        ("opened", "gone.yaml"),
        ("why", "named with -d"),
        ("files", "1 file, 0 bytes; cannot be read: gone.yaml"),
        ("-d", "gone.yaml"),
    ]


def coalition_file() -> str:
    from coalition_cli.reading.files import shipped

    return shipped().path


@pytest.mark.usefixtures("home")
def test_doctor_says_what_is_installed(coalition: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def facts() -> dict[tuple[str, str], str]:
        rows = coalition("doctor", "--json").json
        return {(row["part"], row["name"]): row["value"] for row in rows}

    known = facts()
    assert {"coalition", "Python", "SQLite", "typer", "rich", "pyyaml"} <= {
        name for part, name in known if part == "program"
    }
    assert known["program", "SQLite"].endswith("with FTS5")
    assert known["cache", "size"].startswith("0 indexes, 0 of at most ")
    assert known["completion", "fish"].startswith("not installed")
    monkeypatch.setenv("PAGER", "no-such-pager -x")
    monkeypatch.setenv("COALITION_CACHE", "off")
    known = facts()
    assert known["terminal", "pager"] == "no-such-pager -x, which is not installed"
    assert known["cache", "folder"] == "off"


def test_doctor_has_no_lines_that_would_be_one_each(coalition: Run) -> None:
    said = "no such option: --oneline\ntry 'coalition doctor -h' for help\n"
    assert coalition("doctor", "--oneline") == (2, "", f"coalition: {said}")
    assert "--oneline" not in coalition("doctor", "-h").out


def test_completion_is_known_by_what_is_there(home: Path) -> None:
    from coalition_cli.commands.completion import shells

    script = home / ".bash_completions/coalition.sh"
    assert shells.state("bash") == "not installed"
    script.parent.mkdir()
    script.write_text("old", encoding="utf-8")
    settings = home / ".bashrc"
    assert shells.state("bash") == f"not installed: {settings} does not load {script}"
    settings.write_text(f"ls\nsource {script}\n", encoding="utf-8")
    assert shells.state("bash").startswith(f"of another version: {script}; ")
