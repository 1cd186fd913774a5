"""Speakers who are unnamed or not declared are marked wherever they are called anything.

One table of cases for all."""

import sqlite3
from collections.abc import Callable
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
