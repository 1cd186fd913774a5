"""Speakers who are unnamed or not declared are marked wherever they are called anything.

One table of cases for all."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from coalition_cli.presenting.cells import speaker, who
from coalition_cli.words.unnamed import called, called_in_sql, is_unnamed, marked, marked_in_sql

from .conftest import Run

Write = Callable[..., str]


class Case(NamedTuple):
    """What a record says of a speaker, and what the speaker is called then in an answer."""

    name: str | None
    description: str | None
    anonymous: bool | None
    told: str | None


CASES = {
    "named": Case("Ada Byron", None, None, "Ada Byron"),
    "both": Case("Ada Byron", "a countess", None, "Ada Byron"),
    "clerk": Case(None, "a clerk", True, "a clerk (unnamed)"),
    "porter": Case(None, "a porter", None, "a porter (unnamed)"),
    "open": Case(None, "the whole crew", False, "the whole crew"),
    "says-so": Case(None, "unnamed speaker", None, "unnamed speaker"),
    "nearly": Case(None, "unnamed speakers", None, "unnamed speakers (unnamed)"),
    "capitals": Case(None, "Unnamed speaker", None, "Unnamed speaker (unnamed)"),
    "twice": Case(None, "a maid (unnamed)", None, "a maid (unnamed) (unnamed)"),
    "quote": Case(None, "the boatswain's mate", True, "the boatswain's mate (unnamed)"),
    # The file says who it is, and nobody is told.
    "secret": Case("Zed Quux", None, True, "unnamed speaker"),
}
# No record declares these, so nobody knows whether they are named.
UNDECLARED = {"insiders": "insiders (not declared)", "Mole": "Mole (not declared)"}
DECLARED = [(key, case.told) for key, case in CASES.items()]
TOLD = [*DECLARED, *UNDECLARED.items()]
CALLED = {key: case for key, case in CASES.items() if key != "secret"}
UNKNOWN = Case("Mole", None, None, "Mole (not declared)")
NOBODY = Case(None, None, True, None)


def corpus() -> str:
    """Return a claims file with a claim of each speaker, in two articles, and one of nobody."""
    lines = ["articles: [{id: gazette}, {id: echo, retells: [gazette]}]", "speakers:"]
    for key, case in CASES.items():
        stated = [f"id: {key}"]
        stated += [f'name: "{case.name}"'] if case.name else []
        stated += [f'description: "{case.description}"'] if case.description else []
        stated += (
            [f"anonymous: {str(case.anonymous).lower()}"] if case.anonymous is not None else []
        )
        lines.append(f"  - {{{', '.join(stated)}}}")
    seen = "appearances: [{article: gazette}, {article: echo}]"
    lines.append("claims:")
    lines += [f"  - {{id: {key}, text: T, speaker: {key}, {seen}}}" for key, _ in TOLD]
    lines.append(f"  - {{id: nobody, text: T, {seen}}}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", [*CALLED.values(), NOBODY, UNKNOWN])
def test_python_sql_and_drawings_mark_the_same(case: Case) -> None:
    record = case._asdict()
    unnamed = None if case is UNKNOWN else is_unnamed(case.anonymous, named=bool(case.name))
    assert marked(called(record), unnamed) == case.told
    values = [case.name, case.description, unnamed]
    sql = marked_in_sql(called_in_sql("s"), "s.unnamed")
    asked = f"SELECT {sql} FROM (SELECT ? AS name, ? AS description, ? AS unnamed) AS s"
    with sqlite3.connect(":memory:") as database:
        [(answered,)] = database.execute(asked, values)
    database.close()
    assert answered == case.told
    drawn = case.told or "–"
    assert who(record | {"anonymous": unnamed}).plain == drawn
    row = {"speaker_name": called(record), "anonymous": unnamed}
    assert speaker(row).plain == drawn


@pytest.fixture
def file(claims_file: Write) -> str:
    return claims_file(corpus())


FIELDS = ("--fields", "id,speaker_name")


def test_rows_are_marked_in_every_format(coalition: Run, file: str) -> None:
    told = [*TOLD, ("nobody", None)]
    ask = ("claims", "-d", file, *FIELDS, "-f")
    assert [(row["id"], row["speaker_name"]) for row in coalition(*ask, "json").json] == told
    lines = [f"{key},{text or ''}" for key, text in told]
    assert coalition(*ask, "csv").lines[1:] == lines
    assert coalition(*ask, "tsv").lines[1:] == [line.replace(",", "\t") for line in lines]
    rows = [f"| {key} | {text or ''} |" for key, text in told]
    assert coalition(*ask, "md").lines[2:] == rows
    # Markdown is for people: the mark is there though a column says so too.
    beside = ("--fields", "id,speaker_name,anonymous", "-f", "md")
    shown = coalition("claims", "-d", file, *beside).lines[2:]
    assert [line.rsplit("|", 2)[0] for line in shown] == [line[:-1] for line in rows]


def test_counts_are_marked(coalition: Run, file: str) -> None:
    counted = coalition("stats", "-d", file, "--by", "speaker_name", "--json").json
    names = [text for _, text in TOLD]
    expected = {name: names.count(name) for name in names} | {None: 1}
    assert {row["speaker_name"]: row["claims"] for row in counted} == expected
    [row] = coalition("sourcing", "-d", file, "--json").json
    found = {group["value"]: group["name"] for group in row["by_speaker"]}
    assert found == dict(TOLD) | {None: None}


def test_drift_and_differences_are_marked(coalition: Run, claims_file: Write, file: str) -> None:
    ask = ("--fields", "claim,speaker_name,credited_name")
    rows = coalition("drift", "-d", file, *ask, "--json").json
    told = [(key, text, text) for key, text in [*TOLD, ("nobody", None)]]
    assert [tuple(row.values()) for row in rows] == told
    later = claims_file(corpus().replace("text: T", "text: U"), "later.yaml")
    rows = coalition("diff", file, later, *FIELDS, "--json").json
    assert {row["id"]: row["speaker_name"] for row in rows} == dict([*TOLD, ("nobody", None)])
    speakers = [row for row in coalition("diff", file, claims_file("", "no.yaml"), "--json").json
                if row["section"] == "speakers"]  # fmt: skip
    assert {row["id"]: row["old"] for row in speakers} == dict(DECLARED)


def test_tables_and_pages_are_marked(coalition: Run, file: str) -> None:
    shown = coalition("speakers", "-d", file, "-f", "table").out
    listed = coalition("claims", "-d", file, "-f", "table").out
    for key, text in TOLD:
        assert text is not None
        page = coalition("show", "-d", file, "-f", "list", key).out
        for drawn in (shown, listed, page):
            assert text in drawn
            assert f"{text} (unnamed)" not in drawn.replace("a maid (unnamed) (unnamed)", "")
            assert f"{text} (not declared)" not in drawn
    assert "Zed" not in shown + listed


SPOKEN = """\
speakers:
- {id: ann-lee, description: an aide}
- {id: bo, name: Bo Ek}
claims:
- {id: a, text: One., speaker: ann-lee}
- {id: b, text: Two., speaker: ann-lee, on_behalf_of: ann-lee}
- {id: c, text: Three., speaker: bo}
- {id: d, text: Four.}
"""


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        ("--by speaker", ["speaker\tspeaker_name\tclaims", "ann-lee\tan aide (unnamed)\t2"]),
        (
            "--by anonymous,speaker -f md",
            [
                r"| anonymous | speaker | speaker\_name | claims |",
                "| --- | --- | --- | --- |",
                "| true | ann-lee | an aide (unnamed) | 2 |",
                "| false | bo | Bo Ek | 1 |",
            ],
        ),
        (
            "--by on_behalf_of",
            [
                "on_behalf_of\ton_behalf_of_name\tclaims",
                "ann-lee\tan aide (unnamed)\t1",
                "\t\t3",
            ],
        ),
        ("--by speaker -f csv", ["speaker,claims", "ann-lee,2"]),
        ("--by speaker --fields speaker,claims", ["speaker\tclaims", "ann-lee\t2"]),
        ("--by speaker --count", ["3"]),
    ],
)
def test_people_read_what_a_counted_speaker_is_called(
    coalition: Run, claims_file: Write, options: str, lines: list[str]
) -> None:
    result = coalition("stats", "-d", claims_file(SPOKEN), *options.split())
    assert (result.code, result.lines[: len(lines)]) == (0, lines)


def test_stats_on_a_screen_says_what_a_speaker_is_called_beside_the_id(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    asked = ["stats", "-d", claims_file(SPOKEN), "-f", "table"]
    assert coalition(*asked, "--by", "speaker").out == (
        "speaker                      claims   share\n"
        "─────────────────────────────────────────────────────────────────────────────\n"
        "ann-lee  an aide (unnamed)        2     50%   ━━━━━━━━━━━━━━━━───────────────\n"
        "bo  Bo Ek                         1     25%   ━━━━━━━━───────────────────────\n"
        "not known                         1     25%   ━━━━━━━━───────────────────────\n"
    )
    lines = coalition(*asked).lines
    assert any("ann-lee  an aide (unnamed)" in line for line in lines)
    counted = coalition("stats", "-d", claims_file(SPOKEN), "--json").json
    assert {"field": "speaker", "value": "ann-lee", "claims": 2} in counted
    assert all(list(row) == ["field", "value", "claims"] for row in counted)


STORY = """\
speakers: [{id: ana, name: Ana Ruiz}, {id: clerk, description: a clerk}]
articles: [{id: gazette}]
claims:
  - {id: named, text: T, speaker: ana, on_behalf_of: The Guild}
  - {id: unnamed, text: T, speaker: clerk}
  - {id: nobody, text: T}
  - {id: official, text: T, speaker: a senior official}
  - {id: said-unnamed, text: T, speaker: insider, anonymous: true}
  - {id: said-named, text: T, speaker: Bo Ek, anonymous: false}
  - id: other
    text: T
    speaker: ana
    appearances: [{article: gazette, speaker: a senior official}]
"""


def test_who_is_not_declared_counts_neither_as_named_nor_as_unnamed(
    coalition: Run, claims_file: Write
) -> None:
    ask = ("claims", "-d", claims_file(STORY), "--fields", "id")
    assert coalition(*ask, "--named").lines[1:] == ["named", "said-named", "other"]
    assert coalition(*ask, "--anonymous").lines[1:] == ["unnamed", "said-unnamed"]
    neither = ["not:anonymous:true", "not:anonymous:false"]
    assert coalition(*ask, *neither).lines[1:] == ["nobody", "official"]
    in_order = coalition(*ask, "--sort", "anonymous").lines[1:]
    assert in_order[-2:] == ["nobody", "official"]
    by = coalition("stats", "-d", claims_file(STORY), "--by", "anonymous", "--json").json
    assert by == [
        {"anonymous": False, "claims": 3},
        {"anonymous": True, "claims": 2},
        {"anonymous": None, "claims": 2},
    ]
    [row] = coalition("sourcing", "-d", claims_file(STORY), "--json").json
    assert (row["claims"], row["named"], row["unnamed"]) == (7, 3, 2)


def test_nothing_says_of_an_undeclared_speaker_whether_it_is_named(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file(STORY)
    rows = coalition("speakers", "-d", file, "--json", "--fields", "id,anonymous").json
    assert {row["id"]: row["anonymous"] for row in rows} == {
        "ana": False,
        "clerk": True,
        "a senior official": None,
        "The Guild": None,
        "insider": True,  # all its claims say so
        "Bo Ek": None,
    }
    [row] = coalition("appearances", "-d", file, "--json").json
    assert (row["speaker_name"], row["anonymous"]) == ("a senior official", None)
    page = coalition("show", "-d", file, "-f", "list", "named", "a senior official").out
    assert "The Guild (not declared)  [The Guild]" in page
    assert "\n  a senior official (not declared)\n" in page


def test_a_list_of_claims_is_read_as_it_was_written(coalition: Run, claims_file: Write) -> None:
    file = claims_file(STORY)
    for form in ("json", "jsonl", "yaml"):
        first = coalition("claims", "-d", file, "-f", form).out
        second = coalition("claims", "-d", "-", "--json", stdin=first).json
        stated = {row["id"]: row["anonymous"] for row in second}
        assert stated == {
            "named": False,
            "unnamed": True,
            "nobody": None,
            "official": None,
            "said-unnamed": True,
            "said-named": False,
            "other": False,
        }
        again = coalition("claims", "-d", "-", "-f", form, stdin=first).out
        assert coalition("claims", "-d", "-", "-f", form, stdin=again).out == again
        assert coalition("check", "-", stdin=first).out.count("undeclared-speaker") == 0


def test_a_speaker_may_be_declared_in_another_file_and_later(
    coalition: Run, claims_file: Write, tmp_path: Path
) -> None:
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "claims.yaml").write_text("title: A\nclaims: [{id: a, text: T, speaker: s}]\n")
    (folder / "list.jsonl").write_text('{"id": "b", "text": "T", "speaker": "s"}\n')
    speakers = folder / "speakers.yaml"
    others = "speakers: [{id: t, name: Ada Byron}"
    for record, anonymous in (
        ("", None),
        (", {id: s, name: Bo Ek}", False),
        ("", None),
        (", {id: s, description: an aide}", True),
        (", {id: s, name: Bo Ek}", False),
        (", {id: s, description: an aide}", True),
        ("", None),
    ):
        speakers.write_text(f"{others}{record}]\n")
        rows = coalition("claims", "-d", folder, "--json").json
        assert [row["anonymous"] for row in rows] == [anonymous, anonymous]


def test_a_speaker_who_is_unnamed_on_one_side_and_undeclared_on_the_other(
    coalition: Run, claims_file: Write
) -> None:
    claims = "claims: [{{id: a, text: {}, speaker: Zed}}]\n"
    bare = claims_file(claims.format("Old"), "bare.yaml")
    known = "speakers: [{id: Zed, description: a smith}]\n" + claims.format("New")
    described = claims_file(known, "described.yaml")
    fields = ("--fields", "id,old,new,speaker_name,anonymous")
    rows = coalition("diff", described, bare, *fields, "-f", "md").lines[2:]
    assert rows == [
        "| a | New | Old | unnamed speaker |  |",
        "| a | true |  | unnamed speaker |  |",
        "| (withheld) | a smith (unnamed) |  | a smith (unnamed) | true |",
    ]
    named = "speakers: [{id: Zed, name: Zachary Quux}]\n" + claims.format("New")
    said = claims.format("Old").replace("Zed}", "Zed, anonymous: true}")
    sides = claims_file(named, "named.yaml"), claims_file(said, "said.yaml")
    for old, new in (sides, sides[::-1]):
        assert "Quux" not in coalition("diff", old, new, "--json").out
