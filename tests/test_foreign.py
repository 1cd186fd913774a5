"""Other tools' JSON and YAML among claims files: passed over in a folder, read where named."""

import json
import os
import subprocess
from pathlib import Path

import pytest

import coalition_cli
from coalition_cli.cache import making

from .conftest import Run, errors
from .terminals import Result

CLAIMS = "claims:\n- {id: bridge, text: The bridge is shut.}\n"
# What other tools keep, each with something that looks like a key of ours.
FOREIGN = {
    "package.json": '{"name": "site", "version": "1.0.0", "files": ["out"], "main": "a.js"}\n',
    "mkdocs.yml": "site_name: Site\nnav: [{Home: index.md}]\nextra: {a: 1}\n"
    "markdown_extensions:\n- x: !!python/name:a.b\n",
    "docker-compose.yml": 'version: "3.8"\nservices: {web: {image: site}}\nvolumes: {}\n',
    "ci.yml": "name: CI\non: [push]\njobs:\n  test: {steps: [{run: make}]}\n",
    "manifest.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nstatus: {}\n",
    "library.json": '[{"id": "doe", "type": "book", "title": "T", "source": "X", "note": "N"},'
    ' {"id": "roe", "type": "book", "title": "U", "author": [{"family": "Roe"}]}]\n',
    "places.json": '{"type": "FeatureCollection", "features": [{"type": "Feature"}]}\n',
    "schema-of-it.json": '{"title": "T", "type": "object", "properties": {"claims": {}}}\n',
    "log.jsonl": '{"at": 1, "message": "a"}\n{"at": 2, "message": "b"}\n',
    "words.json": '["bridge", "ferry"]\n',
    "numbers.yaml": "- 1\n- [2, 3]\n",
    "marked.json": '\xef\xbb\xbf{"name": "site"}\r\n',
    "spaced.jsonl": '{"at": 1}\r\n\r\n{"at": 2}',
    "play.yml": "- hosts: all\n  tasks: []\n",
    "manifests.yaml": "kind: Pod\nspec: {}\n---\nkind: Service\nspec: {}\n---\n# no more\n",
    "anchors.yaml": "base: &base {a: 1}\nother:\n  <<: *base\n? [a, b]\n: c\n",
}
# What is a claims file with a mistake, although no key of it is one of ours.
NEAR = {
    "claim": "claim:\n- {id: a, text: T.}\n",
    "Claims": "Claims: []\n",
    "cliams": '{"cliams": []}\n',
    "a section without its blank": "claims:- id\nb: c\n",
    "a mapping that is a claim": "id: a\nspeaker: ann\nbody: T.\nsource: wire\n",
    "a list of claims with misspelt texts": '[{"id": "a", "txt": "T.", "who": "b", "when": 1}]',
    "a list of claims without texts": '[{"id": "a", "speaker": "b"}]',
    "a list of claims with a wrong key": '[{"id": "a", "speaker": "b", "claim": "T.", "at": 1}]',
    "ids alone": '[{"id": "a"}]',
    "one claim among others' items": '[{"a": 1}, {"b": 2}, {"id": "c", "text": 3}]',
    "one section": "name: a\njobs: {}\nmembers: []\n",
    "only a wrong version": "version: '1'\n",
    "claims after another document": "kind: Pod\nspec: {}\n---\nclaims: []\n",
    "a claims file's header by itself": "version: '1'\n---\nkind: Pod\nspec: {}\n",
    "one text": "just words\n",
}
UNSOUND = {
    "cut.json": '{"name": "a", "scripts": {',
    "comment.json": '{"name": "a" /* why */}',
    "cut.yaml": "name: a\njobs: [b\n",
    "two.yaml": "name: a\n---\nname: b]\n---\n[\n",
    "empty.json": "",
    "conflict.json": '{\n<<<<<<< ours\n"a": 1\n=======\n"a": 2\n>>>>>>> theirs\n}\n',
    "latin.yaml": "name: Jir\xed\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "claims.yaml").write_text(CLAIMS)
    return tmp_path / "data"


def put(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="latin-1")
    return f"{folder.name}/{name}"


@pytest.mark.parametrize("name", FOREIGN)
def test_check_passes_over_another_tools_file_and_says_so_in_a_line(
    coalition: Run, folder: Path, name: str
) -> None:
    path = put(folder, name, FOREIGN[name])
    said = f"coalition: a file of another tool is passed over: {path}\n"
    clean = coalition("check", "--ignore", "warning", "data")
    assert clean == Result(0, "", f"{said}coalition: no problems\n")
    assert coalition("claims", "-d", "data", "--fields", "id") == Result(0, "id\nbridge\n", "")


@pytest.mark.parametrize("name", FOREIGN)
def test_a_file_that_is_named_is_read_whatever_it_has(
    coalition: Run, folder: Path, name: str
) -> None:
    path = put(folder, name, FOREIGN[name])
    for named in ((path,), ("data", path), (path, "data")):
        checked = coalition("check", *named)
        assert checked.code == 1
        assert f"{name}:1:" in checked.out
        assert "passed over" not in checked.err
    assert coalition("claims", "-d", "data", "-d", path).code == 3


@pytest.mark.parametrize(
    ("case", "ending"),
    [
        (case, ending)
        for case, text in NEAR.items()
        for ending in ("yaml", "json")
        if ending == "yaml" or text[0] in "[{"  # JSON is YAML too
    ],
)
def test_a_file_with_something_near_to_claims_is_none_of_another_tools(
    coalition: Run, folder: Path, case: str, ending: str
) -> None:
    path = put(folder, f"near.{ending}", NEAR[case])
    checked = coalition("check", "data")
    assert checked.code == 1
    assert f"{path}:" in checked.out
    assert "passed over" not in checked.err
    assert coalition("claims", "-d", "data").code == 3


@pytest.mark.parametrize("name", UNSOUND)
def test_a_file_that_cannot_be_known_stays_a_problem(
    coalition: Run, folder: Path, name: str
) -> None:
    path = put(folder, name, UNSOUND[name])
    checked = errors(coalition, "data")
    assert checked.code == 1
    assert checked.out.startswith(f"{path}:")


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.yaml", ""), ("a.jsonl", ""), ("a.yaml", "# later\n"), ("a.json", "{}"), ("a.json", "[]")],
)
def test_a_file_that_states_nothing_is_a_claims_file_and_no_problem(
    coalition: Run, folder: Path, name: str, text: str
) -> None:
    put(folder, name, text)
    said = Result(0, "", "coalition: no problems\n")
    assert coalition("check", "--ignore", "warning", "data") == said


def test_of_many_files_five_are_named(coalition: Run, folder: Path) -> None:
    for number in range(7):
        put(folder, f"{number}.json", FOREIGN["package.json"])
    five = ", ".join(f"data/{number}.json" for number in range(5))
    said = f"coalition: 7 files of other tools are passed over: {five} and 2 more\n"
    assert coalition("check", "data").err.startswith(said)
    assert coalition("-d", "data").err == said  # the overview says it too


@pytest.mark.slow
def test_a_long_file_of_another_tool_is_passed_over(coalition: Run, folder: Path) -> None:
    places = [{"type": "Feature", "properties": {"name": "x" * 100}}] * 20_000
    put(folder, "places.json", json.dumps({"type": "FeatureCollection", "features": places}))
    deep = "[" * 40 + "]" * 40
    put(folder, "deep.json", f'{{"name": {deep}}}')
    long = "\n".join(f"  k{number}: {'x' * 100}" for number in range(20_000))
    put(folder, "long.yaml", f"paths:\n{long}\n")
    assert coalition("claims", "-d", "data", "--count") == Result(0, "1\n", "")


def test_data_without_any_claims_file_is_no_data(coalition: Run, folder: Path) -> None:
    (folder / "claims.yaml").unlink()
    put(folder, "package.json", FOREIGN["package.json"])
    put(folder, "words.json", FOREIGN["words.json"])
    problem = """\
data/package.json:1:1: unreadable: no claims file is here: what is here has no key that claims \
files have
  name a file with -d, and it is read whatever keys it has
"""
    for option in ((), ("--keep-going",)):
        asked = coalition("claims", "-d", "data", *option)
        assert asked == Result(3, "", f"{problem}coalition: 1 problem\n")
    checked = coalition("check", "data")
    assert (checked.code, checked.out) == (1, problem)


def test_an_index_notices_when_such_a_file_becomes_a_claims_file_and_back(
    coalition: Run, folder: Path
) -> None:
    for text, count in (
        (FOREIGN["ci.yml"], 1),
        ("claims: [{id: ferry, text: It sails.}]\n", 2),
        (FOREIGN["docker-compose.yml"], 1),
    ):
        put(folder, "ci.yml", text)
        for _ in range(2):
            assert coalition("claims", "-d", "data", "--count") == Result(0, f"{count}\n", "")
        assert coalition("show", "bridge", "-d", "data").code == 0


def test_an_index_that_is_there_reads_no_such_file_again(
    coalition: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "package.json"
    put(folder, "package.json", FOREIGN["package.json"])
    for each in (path, folder / "claims.yaml"):
        os.utime(each, (1, 1))
    assert coalition("claims", "-d", "data", "--count").out == "1\n"
    monkeypatch.setattr("coalition_cli.reading.reader.read", None)
    monkeypatch.setattr("coalition_cli.reading.foreign.is_foreign", None)
    assert coalition("claims", "-d", "data", "--count").out == "1\n"
    assert "passed over: data/package.json" in coalition("-d", "data").err


@pytest.mark.slow
def test_two_processes_pass_over_the_same_files(
    coalition: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "pays", lambda _: True)
    for number, text in enumerate(FOREIGN.values()):
        put(folder, f"{number:02}.{'json' if text[0] in '[{' else 'yaml'}", text)
    lines = [json.dumps({"id": f"c{n}", "text": "T."}) for n in range(50)]
    put(folder, "more.jsonl", "\n".join(lines))
    events = "\n".join(json.dumps({"at": n, "message": "m"}) for n in range(500))
    put(folder, "zz.jsonl", events)
    assert coalition("claims", "-d", "data", "--count") == Result(0, "51\n", "")
    assert coalition("-d", "data").err.startswith("coalition: 17 files of other tools")


@pytest.mark.parametrize("data", ['"data"', '"data/*"', '["data/*.json", "data/claims.yaml"]'])
def test_a_project_passes_over_what_its_folders_and_globs_find(
    coalition: Run, folder: Path, data: str
) -> None:
    put(folder, "package.json", FOREIGN["package.json"])
    Path("coalition.toml").write_text(f"data = {data}\n")
    assert coalition("claims", "--count") == Result(0, "1\n", "")
    Path("coalition.toml").write_text('data = ["data", "data/package.json"]\n')
    assert coalition("claims", "--count").code == 3


@pytest.mark.slow
def test_diff_passes_over_them_in_both_versions(coalition: Run, folder: Path) -> None:
    put(folder, "package.json", FOREIGN["package.json"])
    git = ["git", "-c", "user.name=T", "-c", "user.email=t@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"]):
        subprocess.run([*git, *command], check=True)
    put(folder, "ci.yml", FOREIGN["ci.yml"])
    assert coalition("diff", "-d", "data", "--count") == Result(0, "0\n", "")


def test_new_records_go_into_no_such_file(coalition: Run, folder: Path) -> None:
    text = FOREIGN["docker-compose.yml"]
    put(folder, "a.yml", text)
    written = coalition("new", "source", "--name", "Echo", "-d", "data")
    assert (written.code, (folder / "a.yml").read_text()) == (0, text)
    assert "echo" in (folder / "claims.yaml").read_text()
    (folder / "claims.yaml").unlink()
    refused = coalition("new", "source", "--name", "Echo", "-d", "data")
    assert refused == Result(
        2,
        "",
        "coalition: no claims file is here, but only those of other tools\n"
        "--into names a new one\n",
    )


def test_python_passes_over_them_too(folder: Path) -> None:
    put(folder, "package.json", FOREIGN["package.json"])
    with coalition_cli.open_claims("data") as claims:
        assert [row["id"] for row in claims.claims()] == ["bridge"]
    told: list[str] = []
    found = coalition_cli.check("data", tell=told.append)
    assert {row["file"] for row in found} == {"data/claims.yaml"}
    assert told == ["a file of another tool is passed over: data/package.json"]


def test_no_command_changes_such_a_file(coalition: Run, folder: Path) -> None:
    for number, text in enumerate(FOREIGN.values()):
        put(folder, f"{number:02}.{'json' if text[0] in '[{' else 'yaml'}", text)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    changed = coalition("fmt", "data")
    assert (changed.code, changed.err) == (0, "coalition: changed 1 of 1 file\n")
    assert coalition("check", "--fix", "data").code in (0, 1)
    assert coalition("new", "fact", "--text", "It is shut.", "-d", "data").code == 0
    assert coalition("set", "bridge", "note", "Since May.", "-d", "data").code == 0
    assert coalition("rename", "bridge", "old-bridge", "-d", "data").code == 0
    into = ("--into", "data/02.yaml")
    refused = coalition("new", "fact", "--text", "It is open.", "-d", "data", *into)
    assert refused.err.startswith("coalition: data/02.yaml is a file of another tool\n")
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {name for name in after if after[name] != before.get(name)} == {"claims.yaml"}
