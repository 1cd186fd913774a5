"""A lake is asked as the claims files are that it was made from."""

import json
import os
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli import open_claims
from coalition_cli.cli import COMMANDS
from coalition_cli.commands.completion import values

from .conftest import Run
from .lakes import NEEDED, lake_of
from .terminals import Result

Write = Callable[..., str]

DATA = """\
title: Łódź
articles:
- {id: first, publisher: gazette, headline: Rain, date: 2026-01-19, url: https://a.example/1}
- {id: second, retells: [first], date: 2026-02}
sources:
- {id: gazette, name: The Gazette, kind: outlet, reliability: B}
speakers:
- {id: ann, name: Ann İnce, aliases: [ANNIE]}
- {id: aide, description: an aide, anonymity_reason: to speak freely}
members:
- {country: MT, name: Malta, eu: true, nato: false, nuclear: false, claims: [shut]}
- {country: NO, name: Norway, eu: false, nato: true}
facts:
- {id: bridge, text: The bridge is shut., supports: [shut]}
claims:
- id: shut
  text: The bridge in Łódź is shut.
  speaker: ann
  source: gazette
  confidence: high
  topics: [bridges, Straße]
  date: 2026-01-19
  note: heard twice
  appearances:
  - {article: first, paragraph: 2, quote: The bridge is shut.}
  - {article: second, wording: "The bridge was shut, she said.", quote: was shut}
- {id: open, text: It opens in May., speaker: aide, kind: prediction, date: 2026,
  contradicts: [shut]}
- {id: odd, text: "tab\\tand\\nline \\u202e", speaker: nobody, extra: {a: [1, {b: null}]}}
"""

# What each command says where -d, or its argument, is a lake. A new command has to be added.
LISTED = ("", "--json", "-f yaml", "-f table", "--count", "bridge", "-n 1 -f md", "--public")
ASKED = [
    *(
        f"{name} -d DATA {more}"
        for name, module in COMMANDS.items()
        if module == "lists"
        for more in (
            "",
            "--json",
            "-f yaml",
            "-f table",
            "--count",
            "bridge",
            "-n 1 -f md",
            "--public",
        )
    ),
    "claims -d DATA --source gazette,politco",
    "claims -d DATA speaker:annie confidence:medium.. OR date:2026 --sort -date,text -f csv",
    "claims -d DATA not:speaker:ann --fields id,file,line -f jsonl",
    "claims -d DATA --topic strasse --speaker 'ANN İNCE'",
    "claims -d DATA nothing -e",
    "claims -d DATA topic:bridge",
    "claims -d DATA --min-confidence low --single-origin --direct --since 2026-01 --until 2026-12",
    "claims -d DATA --named --status active --kind prediction",
    "claims -d DATA 'text:\"the bridge\"' brid*",
    "members -d DATA --eu --non-nato -f table",
    "show -d DATA shut ann gazette first bridge MT bridges",
    "show -d DATA shut --json",
    "show -d DATA shu",
    "stats -d DATA --by source --by topic -f table",
    "stats -d DATA --json",
    "timeline -d DATA --json",
    "timeline -d DATA --by month -f md",
    "sourcing -d DATA --json",
    "sourcing -d DATA bridge -f table",
    "drift -d DATA --json",
    "drift -d DATA shut -f md",
    "verify -d DATA --text first=TEXT --json",
    "page -d DATA --as-of 2026-03-01",
    "export jsonld -d DATA --as-of 2026-03-01",
    "export ftm -d DATA",
    "export csl -d DATA",
    "export graph -d DATA",
    "export annotations -d DATA",
    "export csv -d DATA -o NEW",
    "diff DATA FILE --json",
    "diff FILE DATA --json",
]
REFUSING = [
    "check DATA",
    "edit shut -d DATA",
    "set shut -d DATA note x",
    "rename -d DATA shut closed",
    "fmt DATA",
    "new source -d DATA --name Echo",
    "review -d DATA",
    "diff -d DATA",
    "draft PAGE --into DATA",
]
# They read no claims; `browse`, which needs a terminal, and `import` have tests of their own.
OTHERS = {"browse", "import", "init", "schema", "cache", "doctor", "help"}


@pytest.fixture
def lake(claims_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the path of a lake; the file that it is made from is `claims.yaml`."""
    monkeypatch.chdir(tmp_path)
    claims_file(DATA)
    return lake_of(Path("lake"), "claims.yaml")


def words(asked: str, data: str) -> list[str]:
    Path("text.txt").write_text('"The bridge is shut," she said.', encoding="utf-8")
    Path("page.html").write_text("<p>“The bridge is shut,” said Ann Lee.</p>", encoding="utf-8")
    places = {
        "DATA": data,
        "FILE": "claims.yaml",
        "first=TEXT": "first=text.txt",
        "PAGE": "page.html",
        "NEW": "new",
    }
    return [places.get(word, word) for word in shlex.split(asked)]


def test_each_command_says_what_it_does_on_a_lake() -> None:
    said = {line.split()[0] for line in (*ASKED, *REFUSING)}
    assert said | OTHERS == set(COMMANDS)


@pytest.mark.parametrize("asked", ASKED)
def test_an_answer_is_that_of_the_file_that_the_lake_was_made_from(
    coalition: Run, lake: str, asked: str
) -> None:
    answers = []
    for data in ("claims.yaml", lake):
        shutil.rmtree("new", ignore_errors=True)
        done = coalition(*words(asked, data))
        written = {path.name: path.read_bytes() for path in sorted(Path().glob("new/*"))}
        answers.append((done.code, done.out, done.err, written))
    assert answers[1] == answers[0]
    assert answers[0][0] in {0, 1}


@pytest.mark.parametrize("asked", REFUSING)
def test_what_reads_or_changes_claims_files_is_refused(
    coalition: Run, lake: str, asked: str
) -> None:
    before = sorted(Path(lake).rglob("*"))
    assert coalition(*words(asked, lake)) == Result(
        3,
        "",
        "coalition: lake is a lake, which has no claims files to read or to change\n"
        "name the claims files that it was made from\n",
    )
    assert sorted(Path(lake).rglob("*")) == before


@pytest.mark.parametrize(
    "name",
    ["a b", "it's", 'a"b', "s*r", "q?", "b[1]", "100%", "ł", "date=2026", "$v", ";", "#", "-x"],
)
def test_the_name_of_a_lake_may_have_any_marks(
    coalition: Run, lake: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.rename(lake, name)  # noqa: PTH104
    if (alike := name.replace("*", "xx").replace("?", "x").replace("[1]", "1")) != name:
        shutil.copytree(name, alike)
    expected = coalition("claims", "bridge", "--json", "-d", "claims.yaml")
    assert '"id": "shut"' in expected.out
    assert coalition("claims", "bridge", "--json", "-d", name) == expected
    assert coalition("claims", "bridge", "--json", "-d", f"./{name}/") == expected
    monkeypatch.setenv("COALITION_DATA", name)
    assert coalition("claims", "bridge", "--json") == expected


@pytest.mark.parametrize("sides", [["lake", "claims.yaml"], ["lake", "lake"]])
def test_what_differs_between_lakes_goes_into_a_file(
    coalition: Run, lake: str, sides: list[str]
) -> None:
    expected = coalition("diff", *sides, "--json")
    assert expected.code == 0
    assert coalition("diff", *sides, "-o", "new.json") == (0, "", expected.err)
    assert Path("new.json").read_text(encoding="utf-8") == expected.out
    refused = coalition("diff", *sides, "-o", f"{lake}/new.json")
    assert (refused.code, "would become part of the data in lake" in refused.err) == (2, True)


def test_what_files_say_of_themselves_is_compared_with_what_a_lake_of_them_says(
    coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("data/sub").mkdir(parents=True)
    for name in ("data/a.yaml", "data/sub/a.yaml", "data/b.yaml"):
        Path(name).write_text(f"title: {name}\n", encoding="utf-8")
    lake_of(Path("new.lake"), "data")
    lake_of(Path("far.lake"), str(tmp_path / "data"))
    Path("data/b.yaml").write_text("title: Another\n", encoding="utf-8")
    for old in ("new.lake", "far.lake"):
        done = coalition("diff", old, "data", "--fields", "id,old,new", "--json")
        assert json.loads(done.out) == [{"id": "b.yaml", "old": "data/b.yaml", "new": "Another"}]
        done = coalition("diff", "data", old, "--fields", "id,old,new", "--json")
        assert json.loads(done.out) == [{"id": "b.yaml", "old": "Another", "new": "data/b.yaml"}]
    assert coalition("diff", "new.lake", "far.lake", "--json").out == "[]\n"


def test_a_name_that_is_no_unicode_is_refused(
    coalition: Run, lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = os.fsdecode(b"x\xff")
    try:
        os.rename(lake, name)  # noqa: PTH104
    except OSError:
        pytest.skip("names are Unicode here")
    why = "cannot be asked: DuckDB takes Unicode alone in a path\nrename the folder\n"
    assert coalition("claims", "-d", name) == (3, "", f"coalition: x\\xff {why}")
    monkeypatch.chdir(name)
    assert coalition("claims", "-d", ".") == (3, "", f"coalition: . {why}")


def test_a_lake_may_be_the_data_of_a_project(coalition: Run, lake: str) -> None:
    expected = coalition("claims", "--json", "-d", "claims.yaml")
    Path("coalition.toml").write_text('data = ["lake"]\n', encoding="utf-8")
    assert coalition("claims", "--json") == expected
    Path(lake).chmod(0o777)
    refused = coalition("claims", "--json")
    assert (refused.code, "is not read by itself" in refused.err) == (3, True)
    assert coalition("claims", "--json", "-d", lake) == expected


def test_a_lake_is_asked_alone(coalition: Run, lake: str) -> None:
    for more in ("claims.yaml", lake):
        assert coalition("claims", "-d", lake, "-d", more) == Result(
            3,
            "",
            "coalition: lake is a lake, and is asked alone\nname one lake, or claims files\n",
        )


def test_a_lake_beside_claims_files_in_a_folder_is_passed_over(coalition: Run, lake: str) -> None:
    os.mkdir("all")  # noqa: PTH102
    os.rename(lake, "all/lake")  # noqa: PTH104
    alone = coalition("claims", "-d", "all")
    assert (alone.code, "this folder has no claims file" in alone.err) == (3, True)
    shutil.copy("claims.yaml", "all")
    assert coalition("claims", "--count", "-d", "all") == Result(0, "3\n", "")


def test_a_manifest_of_another_tool_makes_no_lake(coalition: Run, claims_file: Write) -> None:
    claims_file("claims: [{id: a, text: It rains.}]", "data/a.yaml")
    path = claims_file('{"name": "an app", "start_url": "."}', "data/manifest.json")
    assert coalition("claims", "--count", "-d", str(Path(path).parent)).out == "1\n"


def test_no_answer_is_written_into_a_lake(coalition: Run, lake: str) -> None:
    for name in ("new.csv", "manifest.json"):
        refused = coalition("claims", "-d", lake, "-o", f"lake/{name}")
        assert refused == Result(
            2,
            "",
            f"coalition: -o lake/{name} would become part of the data in lake\n"
            "name a file outside that folder\n",
        )


def test_what_is_public_is_not_told_where_names_are_withheld(
    coalition: Run, claims_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    claims_file(
        "speakers: [{id: s, name: Max Roe, description: an aide, anonymous: true}]\n"
        "claims: [{id: a, text: It rains., speaker: s}]\n"
    )
    lake = lake_of(Path("lake"), "claims.yaml")
    found = coalition("show", "a", "s", "--json", "-d", lake)
    assert found == coalition("show", "a", "s", "--json", "-d", "claims.yaml")
    assert b"Roe" not in b"".join(p.read_bytes() for p in Path(lake).rglob("*") if p.is_file())
    for asked in ("page", "claims --public", "export jsonld"):
        assert coalition(*asked.split(), "-d", lake) == Result(
            3,
            "",
            "coalition: claims.yaml withholds names, and is not at hand: that none of them leaves"
            " cannot be seen\nname the claims files that the lake was made from\n",
        )


def test_python_asks_a_lake(lake: str) -> None:
    with open_claims("claims.yaml") as files, open_claims(lake) as claims:
        assert list(claims.claims("bridge")) == list(files.claims("bridge"))
        assert list(claims.sourcing()) == list(files.sourcing())
        assert claims.show("shut") == files.show("shut")


def test_tab_offers_what_a_lake_has(
    coalition: Run, lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for shell in ("bash", "zsh", "fish"):
        offers = []
        for data in ("claims.yaml", lake):
            monkeypatch.setenv("_COALITION_COMPLETE", f"complete_{shell}")
            monkeypatch.setenv("_COALITION_LINE", f"coalition claims -d {data} --topic s")
            monkeypatch.setenv("_COALITION_WORD", "s")
            offers.append(coalition().out)
        assert offers[1] == offers[0]
        assert "traße" in offers[0]


def test_tab_gives_up_a_server_that_does_not_answer(
    coalition: Run, lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = threading.Event()

    def hang(*_: object, **__: object) -> None:
        assert answers.wait(60)
        raise LookupError  # a fault, if anybody waits for it

    monkeypatch.setattr(values, "opened", hang)
    monkeypatch.setattr(values, "_OF_SERVER", 0.01)
    monkeypatch.setenv("_COALITION_COMPLETE", "complete_fish")
    line = f"coalition claims -d {lake} --engine sc://localhost --topic s"
    monkeypatch.setenv("_COALITION_LINE", line)
    assert coalition() == (0, "words\n", "")
    answers.set()


_LOADED = (
    "import sys; from coalition_cli.__main__ import main; code = main(sys.argv[1:]); "
    "print('\\n', *sys.modules); sys.exit(code)"
)


def _loaded(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", _LOADED, *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.slow
def test_a_lake_alone_needs_duckdb_and_nothing_with_it(lake: str) -> None:
    arguments = ["claims", "bridge", "--json", "-d"]
    dear = {"numpy", "pandas", "pyarrow", "rich", "yaml", "csv", "rapidfuzz", "pyspark"}
    of_file, of_lake = _loaded(*arguments, "claims.yaml"), _loaded(*arguments, lake)
    assert (of_file & {"duckdb", "coalition_cli.lake"}, of_file & dear - {"yaml"}) == (set(), set())
    assert ("duckdb" in of_lake, of_lake & dear - {"csv"}) == (True, set())


def test_nothing_is_written_at_home_or_beside(
    coalition: Run, lake: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for variable in ("HOME", "TMPDIR", "XDG_CACHE_HOME"):
        (tmp_path / variable).mkdir()
        monkeypatch.setenv(variable, str(tmp_path / variable))
    before = sorted(tmp_path.rglob("*"))
    assert coalition("claims", "bridge", "--sort", "text", "-d", lake).code == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_a_lake_at_a_url_needs_an_extension_that_is_not_fetched(
    coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("duckdb", reason=NEEDED)
    monkeypatch.setenv("HOME", str(tmp_path))
    for url in ("s3://bucket/lake", "https://data.example/lake/"):
        assert coalition("claims", "-d", url) == Result(
            3,
            "",
            f"coalition: {url} is read by DuckDB's extension httpfs, which is not installed\n"
            "install it: python -c \"import duckdb; duckdb.sql('INSTALL httpfs')\"\n",
        )
    assert list(tmp_path.iterdir()) == []


def test_the_browser_looks_at_a_lake(lake: str) -> None:
    from .browsing import browsed  # Textual takes a while to import

    keys = ["enter", "escape", "/", *"bridge", "enter"]
    screens = [browsed(keys, [data]).screen for data in ("claims.yaml", lake)]
    assert screens[1] == screens[0]
    assert "The bridge in Łódź is shut." in screens[0]
    assert "lake is a lake, which has no claims files" in browsed(["e"], [lake]).screen
