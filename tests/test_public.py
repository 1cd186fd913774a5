"""--public: commands that show claims answer from what is public alone."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.commands.options.leaving import Part

from .browsing import browsed
from .conftest import Run
from .test_publishing import DATA, OF_PLAN, OF_REST

Write = Callable[..., str]
DAY = ("--as-of", "2026-02-04")
LEFT = (
    "left out: 1 claim under embargo, 1 claim off the record, 1 appearance off the record,"
    " 8 records that only these name, 3 speakers who may not be credited,"
    " 'extra' of 2 records, 'note' of 2 records, 'terms' of 1 record"
)
LISTS = ["claims", "speakers", "sources", "articles", "appearances", "topics", "facts", "members"]
ASKED = [
    *([name] for name in LISTS),
    *([name, "--fields", "all", "-f", "list"] for name in LISTS),
    *([name, "--count"] for name in LISTS),
    ["show", "shut", "half", "--json"],
    ["show", "shut", "-f", "md"],
    ["stats"],
    ["stats", "--by", "topic", "--by", "speaker"],
    ["timeline"],
    ["drift", "--json"],
    ["sourcing", "--json"],
    ["sourcing", "-f", "md"],
    [],
]


@pytest.fixture
def data(claims_file: Write) -> str:
    return claims_file(DATA)


@pytest.fixture
def project(coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that shows what is public alone."""
    del coalition
    folder = tmp_path / "bridges"
    folder.mkdir()
    (folder / "claims.yaml").write_text(DATA, encoding="utf-8")
    (folder / "coalition.toml").write_text('data = "claims.yaml"\npublic = true\n')
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_an_answer_tells_nothing_of_what_stays_in(
    coalition: Run, data: str, asked: list[str]
) -> None:
    result = coalition(*asked, "-d", data, "--public", *DAY)
    assert (result.code, result.err) == (0, f"coalition: {LEFT}\n")
    told = result.out.replace(data, "").casefold()
    # What the answers call their own fields.
    words = set(f"{OF_PLAN} {OF_REST}".split()) - {"embargo", "anonymity"}
    assert [word for word in words if word.casefold() in told] == []


@pytest.mark.parametrize("asked", ASKED[:-1], ids=" ".join)
def test_an_answer_is_that_of_the_public_part_as_a_claims_file(
    coalition: Run, data: str, tmp_path: Path, asked: list[str]
) -> None:
    page, own = tmp_path / "page.html", tmp_path / "own.json"
    assert coalition("page", "-d", data, *DAY, "-o", str(page)).code == 0
    for line in page.read_text(encoding="utf-8").split("<script"):
        _, _, script = line.partition('type="application/json"')
        found = script.partition(">")[2].partition("</script>")[0]
        if '"version"' in found:
            own.write_text(found, encoding="utf-8")
    part = coalition(*asked, "-d", data, "--public", *DAY)
    whole = coalition(*asked, "-d", str(own))
    assert _without_places(part.out, data) == _without_places(whole.out, str(own))


def _without_places(out: str, path: str) -> object:
    """Return an answer without where its records stand, and without how its data is named."""
    if out.startswith("["):
        return [
            {name: value for name, value in row.items() if name not in ("file", "line")}
            for row in json.loads(out)
        ]
    kept = [line for line in out.split("\n") if "stated in:" not in line]
    parts = (line.split() for line in kept if line.split()[:1] not in (["file"], ["line"]))
    return [[word for word in words if word != path] for words in parts if words]


def test_no_record_tells_where_it_stands(coalition: Run, data: str) -> None:
    for name in LISTS:
        rows = json.loads(coalition(name, "-d", data, "--public", "--json").out)
        assert rows
        assert {row.get("file") for row in rows} == {row.get("line") for row in rows} == {None}


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        (["topic:toll"], "no topic 'toll'"),
        (["--speaker", "clark"], "no speaker 'clark'"),
        (["file:claims.yaml"], "no file 'claims.yaml'"),
    ],
)
def test_a_hint_does_not_tell_what_stays_in(
    coalition: Run, data: str, asked: list[str], hint: str
) -> None:
    result = coalition("claims", *asked, "-d", data, "--public", *DAY)
    assert (result.code, result.out.count("\n")) == (0, 1)
    assert result.err == f"coalition: {LEFT}\ncoalition: {hint}\n"


def test_a_record_that_stays_in_is_not_there(coalition: Run, data: str) -> None:
    result = coalition("show", "plan", "-d", data, "--public", *DAY)
    assert (result.code, result.out) == (1, "")
    assert result.err == f"coalition: {LEFT}\ncoalition: no record 'plan'\n"


def test_what_is_asked_for_is_shown(coalition: Run, data: str) -> None:
    asked = ("show", "shut", "-d", data, "--public", "--as-of", "2026-02-05", "--with", "notes")
    result = coalition(*asked)
    assert result.code == 0
    assert "a remark among ourselves" in result.out
    assert "The toll doubles in spring." in result.out
    assert "'note'" not in result.err


@pytest.mark.parametrize(("option", "value"), [("--as-of", "2026-02-04"), ("--with", "notes")])
def test_what_says_what_leaves_needs_a_public_part(
    coalition: Run, data: str, option: str, value: str
) -> None:
    result = coalition("claims", "-d", data, option, value)
    assert (result.code, result.out) == (2, "")
    assert result.err == f"coalition: {option} is for what is public\nsay --public too\n"


@pytest.mark.parametrize("command", ["verify", "check", "edit", "diff"])
def test_commands_that_check_or_write_take_no_part(coalition: Run, data: str, command: str) -> None:
    result = coalition("--public", command, data)
    assert result.code == 2
    assert result.err == f"coalition: '{command}' does not take --public\n"


def test_the_option_stands_before_a_command_too(coalition: Run, data: str) -> None:
    result = coalition("--public", *DAY, "claims", "-d", data, "--count")
    assert (result.code, result.out) == (0, "5\n")


def test_a_project_can_make_it_the_default(coalition: Run, project: Path) -> None:
    result = coalition("claims", *DAY, "--count")
    assert (result.code, result.out) == (0, "5\n")
    assert result.err == (f"coalition: {LEFT}; coalition.toml says so, and --no-public shows all\n")
    assert coalition("claims", "--public", *DAY, "--count").err == f"coalition: {LEFT}\n"
    whole = coalition("claims", "--no-public", "--count")
    assert (whole.code, whole.out, whole.err) == (0, "7\n", "")
    doctor = coalition("doctor", "--json")
    [said] = [each for each in json.loads(doctor.out) if each["name"] == "public"]
    assert said == {
        "part": "coalition.toml",
        "name": "public",
        "value": "only what is public is shown",
    }


def test_commands_that_check_or_write_see_all_of_such_a_project(
    coalition: Run, project: Path
) -> None:
    assert "under embargo" not in coalition("check").err
    (project / "texts").mkdir()
    (project / "texts" / "planned.txt").write_text('"It doubles in spring."', encoding="utf-8")
    result = coalition("verify", "claim:plan", "--texts", "texts", "--json")
    assert [row["claim"] for row in json.loads(result.out)] == ["plan"]
    assert coalition("set", "plan", "note", "Read.").code == 0
    assert "note: Read." in (project / "claims.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("value", ['"yes"', "1", "[]"])
def test_the_key_takes_true_or_false(coalition: Run, project: Path, value: str) -> None:
    (project / "coalition.toml").write_text(f'data = "claims.yaml"\npublic = {value}\n')
    result = coalition("claims")
    assert (result.code, result.out) == (3, "")
    assert "coalition.toml:2:1: wrong-type: 'public' takes true or false\n" in result.err
    assert "such as public = true" in result.err


def test_a_confidential_name_in_other_words_stops_the_answer(
    coalition: Run, claims_file: Write
) -> None:
    data = claims_file(
        "speakers: [{id: one, name: Jane Doe, anonymous: true}]\n"
        "claims: [{id: said, text: Jane Doe said so., speaker: one}]\n"
    )
    result = coalition("claims", "-d", data, "--public")
    assert (result.code, result.out) == (3, "")
    assert f"{data}:2" in result.err
    assert "Jane" not in result.err


@pytest.mark.parametrize(
    "told",
    [
        "Doevský, Jané",
        "Jané van Doevský is Doevsky, Jane van",
        "janedoevsky",
        "#JaneDoevsky",
        "jane-doevsky2",
        "janedoevsky2026",
        "2jane-doevsky",
        "janedoevsky@example.org",
        "Jan&eacute; Doevsk&yacute;",
        "Jan&#233; Doevsky",
        "Jan%C3%A9%20Doevsky",
        "Jan%E9_Doevsky",
        "Jan%25C3%25A9_Doevsky",
        r"Jan\u00e9 Doevsky",
        r"Jan\xe9 Doevsky",
        "Jan\u200bé Doev\xadsky",
        "Jane <b>Doevsky</b>",
        "Ja<i>ne</i> Doevsky",
        "http://people.example/J77",
        "people.example/j77",
    ],
)
@pytest.mark.parametrize("field", ["text", "id", "note", "extra"])
def test_a_confidential_name_is_found_in_each_spelling(
    coalition: Run, claims_file: Write, told: str, field: str
) -> None:
    value: object = "_".join(told.split()) if field == "id" else told
    value = {"a": [{told: 1}]} if field == "extra" else value
    speaker = {"id": "one", "anonymous": True, "url": "https://people.example/J77"}
    name = "Jané van Doevský" if "van" in told else "Jané Doevský"
    claim = {"id": "said", "text": "It is so.", "speaker": "one", field: value}
    data = claims_file(
        json.dumps({"speakers": [{**speaker, "name": name}], "claims": [claim]}), name="claims.json"
    )
    for command in ("claims --public --with all", "page --with all", "export csl --with all"):
        result = coalition(*command.split(), "-d", data)
        assert (result.code, result.out) == (3, "")
        assert f"'{field}' in claim" in result.err
        assert not any(word in result.err.casefold() for word in ("doev", "j77", "people.ex"))
    assert f"'{field}' in claim" in coalition("check", data).out


def test_files_with_errors_can_be_left_out_of_it_too(
    coalition: Run, claims_file: Write, data: str
) -> None:
    broken = claims_file("claims: [{id: broken}]", name="broken.yaml")
    asked = ("claims", "-d", data, "-d", broken, "--public", *DAY, "--count")
    assert coalition(*asked).code == 3
    result = coalition(*asked, "--keep-going")
    assert (result.code, result.out) == (0, "5\n")
    assert "1 of 2 files has errors, and is left out" in result.err


def test_standard_input_has_a_public_part(coalition: Run) -> None:
    result = coalition("claims", "-d", "-", "--public", *DAY, "--count", stdin=DATA)
    assert (result.code, result.out, result.err) == (0, "5\n", f"coalition: {LEFT}\n")


PART = Part(public=True, as_of="2026-02-04")


def test_the_browser_shows_what_is_public(data: str) -> None:
    seen = browsed(["G"], [data], size=(100, 30), part=PART)
    assert "5 claims" in seen.screen
    assert "The toll" not in seen.screen
    assert "bridge.yaml" not in seen.screen


def test_the_browser_edits_nothing_of_a_public_part(data: str) -> None:
    seen = browsed(["e"], [data], size=(100, 30), part=PART)
    assert (
        "what is public does not tell its files: browse with --no-public, and edit" in seen.screen
    )


def test_the_browser_copies_a_command_with_the_same_part(data: str) -> None:
    seen = browsed(["colon"], [data], part=PART)
    assert seen.copied == f"coalition claims -d {data} --public --as-of 2026-02-04"


def test_the_browser_reads_what_is_public_again(data: str) -> None:
    path = Path(data)

    def change() -> None:
        path.write_text(DATA.replace("is shut.", "is open."), encoding="utf-8")

    seen = browsed([change, "wait for The bridge is open."], [data], size=(100, 30), part=PART)
    assert "5 claims" in seen.screen


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("coalition claims --public --as-of 2026-02-04 topic:", ["topic:bridges"]),
        ("coalition show --public --as-of 2026-02-04 pl", []),
        ("coalition --public claims topic:", ["topic:bridges", "topic:tolls"]),
        ("coalition claims topic:", ["topic:bridges", "topic:tolls"]),
        ("coalition claims --no-public topic:", ["topic:bridges", "topic:piers", "topic:tolls"]),
    ],
)
def test_completion_offers_what_is_public(
    process: Run, project: Path, line: str, offered: list[str]
) -> None:
    del project
    result = process(env={"_COALITION_COMPLETE": "complete_fish", "_COALITION_LINE": line})
    assert sorted(each.split("\t")[0] for each in result.out.splitlines()[1:]) == offered
