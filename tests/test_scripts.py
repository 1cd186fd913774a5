"""Ids, names and files in any script, from right to left too, through every command."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run
from .terminals import Result
from .test_completion import complete

Write = Callable[..., str]

# Each with what it is: an id, and the name of who speaks.
NAMES = {
    "arabic": ("خطوط-حمراء", "متحدث باسم الحكومة"),
    "hebrew": ("קווים-אדומים", "דובר הממשלה"),
    "hindi": ("लाल-रेखा", "प्रवक्ता"),
    "thai": ("เส้นแดง", "โฆษก"),
    "chinese": ("红线", "新华社"),
    "japanese": ("越えてはならない線", "報道官"),
    "emoji": ("👨‍👩‍👧", "🏳️‍🌈"),
    "full width": ("ＦＵＬＬ", "Ｗｉｄｅ"),
    "turkish": ("ırmak", "İstanbul"),
    "german": ("straße", "Groß & Söhne"),
    "marks": ("e\u0301te\u0301", "Z̷a̷l̷g̷o̷"),
    "joiners": ("می‌خواهم", "کتاب‌ها"),
}


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def claims(*scripts: str) -> str:
    """Return a claims file with a claim in each of these scripts."""
    named = [NAMES[script] for script in scripts]
    file = {
        "speakers": [{"id": f"s-{id_}", "name": name} for id_, name in named],
        "claims": [
            {"id": id_, "text": f"{name} {id_}", "speaker": f"s-{id_}", "source": name}
            for id_, name in named
        ],
    }
    return json.dumps(file, ensure_ascii=False)


@pytest.mark.parametrize("script", NAMES)
def test_every_command_finds_an_id_and_a_name(
    coalition: Run, claims_file: Write, script: str
) -> None:
    id_, name = NAMES[script]
    claims_file(claims(*NAMES), f"{id_}.yaml")  # a file of that name
    for asked in (
        ["claims", "--source", name],
        ["claims", "--speaker", f"s-{id_}"],
        ["claims", "--speaker", name],
        ["claims", f"id:{id_}"],
        ["show", f"claim:{id_}"],
        ["show", id_],
        ["speakers", f"id:s-{id_}"],
        ["sources", f"id:{name}"],
    ):
        result = coalition(*asked, "-d", f"{id_}.yaml", "--json")
        assert (result.code, result.err) == (0, ""), asked
        key = f"s-{id_}" if asked[0] == "speakers" else name if asked[0] == "sources" else id_
        assert [row["id"] for row in result.json] == [key]
        assert result.json[0].get("file", f"{id_}.yaml") == f"{id_}.yaml"


@pytest.mark.parametrize("script", sorted(set(NAMES) - {"emoji"}))  # pictures are no words
def test_search_finds_words(coalition: Run, claims_file: Write, script: str) -> None:
    claims_file(claims(*NAMES))
    word = NAMES[script][0].partition("-")[0]
    found = coalition("claims", word, "-d", "claims.yaml", "--json", "--fields", "id").json
    assert found == [{"id": NAMES[script][0]}]


@pytest.mark.parametrize("format_", ["json", "jsonl", "yaml"])
def test_what_is_output_is_the_very_text_and_is_read_again(
    coalition: Run, claims_file: Write, format_: str
) -> None:
    claims_file(claims(*NAMES))
    asked = ("claims", "--json", "--fields", "id,text,speaker,source")
    expected = coalition(*asked, "-d", "claims.yaml").json
    assert [row["id"] for row in expected] == [id_ for id_, _ in NAMES.values()]
    out = coalition("claims", "-d", "claims.yaml", "-f", format_).out
    assert coalition(*asked, "-d", "-", stdin=out).json == expected


@pytest.mark.slow
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("script", ["arabic", "hebrew", "hindi", "chinese", "turkish"])
def test_ids_are_completed(claims_file: Write, shell: str, script: str) -> None:
    claims_file(claims(*NAMES))
    id_ = NAMES[script][0]
    offered = complete(shell, f"coalition show {id_[0]}", {"COALITION_DATA": "claims.yaml"})
    assert id_ in [line.partition("\t")[0] for line in offered]


# What is one id, and what is two.


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("STRASSE", "straße"),
        ("straẞe", "straße"),
        ("ｆｕｌｌ", "ＦＵＬＬ"),
        ("full", None),  # another letter, wide or not
        ("irmak", None),  # nor is an i without its dot an i
        ("IRMAK", None),
        ("ıRMAK", "ırmak"),
        ("\u00e9t\u00e9", "e\u0301te\u0301"),  # composed or not is one in a question
        ("\u00c9T\u00c9", "e\u0301te\u0301"),
        ("ete", None),
    ],
)
def test_an_id_is_asked_for_in_any_case_and_any_composition(
    coalition: Run, claims_file: Write, asked: str, found: str | None
) -> None:
    claims_file(claims(*NAMES))
    rows = coalition("claims", f"id:{asked}", "-d", "claims.yaml", "--json").json
    assert [row["id"] for row in rows] == ([found] if found else [])


def test_ids_that_look_the_same_are_two_in_a_file(coalition: Run, claims_file: Write) -> None:
    """As with upper and lower case: each reference leads to the one that is written as it is."""
    composed, apart = "\u00e9", unicodedata.normalize("NFD", "\u00e9")
    ids = [composed, apart, "\u00c9"]
    named = [{"id": id_, "text": "T", "supports": ids[n : n + 1]} for n, id_ in enumerate(ids, 1)]
    claims_file(json.dumps(named, ensure_ascii=False), "claims.json")
    assert coalition("check", "claims.json").code == 0
    asked = ("claims", f"id:{composed}", "-d", "claims.json", "--json", "--fields", "id,supports")
    assert [(row["id"], row["supports"]) for row in coalition(*asked).json] == [
        (composed, [apart]),
        (apart, ["\u00c9"]),
        ("\u00c9", []),
    ]
    claims_file(json.dumps([*named, {"id": apart, "text": "again"}]), "claims.json")
    assert "repeated-id" in coalition("check", "claims.json").out


# From right to left.

MIXED = """\
speakers:
- {id: דובר, name: דובר הממשלה}
- {id: متحدث, description: متحدث باسم الحكومة}
claims:
- {id: קווים, text: "נחצו 3 קווים (לפחות).", speaker: דובר, source: רויטרס, confidence: 85}
- {id: خطوط, text: تم تجاوز 12 خطا, speaker: متحدث, source: رويترز, confidence: 20}
- {id: latin, text: A line, source: Reuters, confidence: 50}
"""
M = "\u200e"  # a left-to-right mark: it has no width

TABLE = f"""\
claim   said by                        source    confidence
───────────────────────────────────────────────────────────
{M}קווים {M}  דובר הממשלה {M}                   רויטרס {M}   high 85
{M} {M} נחצו 3 קווים (לפחות).
{M}خطوط {M}   متحدث باسم الحكومة (unnamed) {M}  رويترز {M}   low 20
{M} {M} تم تجاوز 12 خطا
latin   –                              Reuters   medium 50
  A line
"""
LIST = f"""\
{M}קווים
{M}נחצו 3 קווים (לפחות).
{M} {M} said by דובר הממשלה
{M} {M} source רויטרס
  confidence high 85

{M}خطوط
{M}تم تجاوز 12 خطا
{M} {M} said by متحدث باسم الحكومة (unnamed)
{M} {M} source رويترز
  confidence low 20

latin
A line
  said by –
  source Reuters
  confidence medium 50

"""


@pytest.mark.parametrize(("layout", "drawn"), [("table", TABLE), ("list", LIST)])
def test_columns_stay_apart_whichever_way_they_are_written(
    coalition: Run, terminal: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch,
    layout: str, drawn: str,
) -> None:  # fmt: skip
    claims_file(MIXED)
    monkeypatch.setenv("COLUMNS", "80")
    assert coalition("claims", "-d", "claims.yaml", "-f", layout) == Result(0, drawn, "")
    env = {"NO_COLOR": "1", "PAGER": "cat"}
    shown = terminal("claims", "-d", "claims.yaml", "-f", layout, columns=80, env=env)
    assert shown == Result(0, drawn, "")


def test_a_mark_stands_beside_colours_too(coalition: Run, claims_file: Write) -> None:
    claims_file("claims: [{id: קו, text: T, source: R}]")
    out = coalition("claims", "-d", "claims.yaml", "-f", "table", "--color", "always").out
    assert out.splitlines()[2].startswith(f"{M}\x1b[36mקו\x1b[0m")
    assert out.splitlines()[2].count(M) == 5


@pytest.mark.parametrize("format_", ["tsv", "csv", "md", "json", "jsonl", "yaml"])
def test_formats_for_programs_have_no_mark_of_ours(
    coalition: Run, claims_file: Write, format_: str
) -> None:
    claims_file(MIXED)
    for command in ("claims", "speakers", "sources"):
        out = coalition(command, "-d", "claims.yaml", "-f", format_).out
        assert "דובר" in out or "רויטרס" in out
        assert M not in out


def test_rows_from_right_to_left_are_rows(coalition: Run, claims_file: Write) -> None:
    claims_file(MIXED)
    asked = ("claims", "-d", "claims.yaml", "--fields", "id,source,confidence", "-f")
    assert coalition(*asked, "tsv").out == (
        "id\tsource\tconfidence\nקווים\tרויטרס\t85\nخطوط\tرويترز\t20\nlatin\tReuters\t50\n"
    )
    assert coalition(*asked, "csv").out == (
        "id,source,confidence\nקווים,רויטרס,85\nخطوط,رويترز,20\nlatin,Reuters,50\n"
    )
    assert coalition(*asked, "md").out == (
        "| id | source | confidence |\n| --- | --- | --- |\n"
        "| קווים | רויטרס | 85 |\n| خطوط | رويترز | 20 |\n| latin | Reuters | 50 |\n"
    )


@pytest.mark.parametrize("command", ["claims", "speakers", "show a", "stats --by source", ""])
def test_no_text_turns_what_stands_beside_it(
    coalition: Run, claims_file: Write, command: str
) -> None:
    turns = "\u202e\u202d\u202b\u202a\u2067\u2066\u2068"
    claims_file(
        f"title: t{turns}\nspeakers: [{{id: s, name: n{turns}}}]\n"
        f"claims: [{{id: a, text: x{turns}, speaker: s, source: o{turns}}}]\n"
    )
    for format_ in ("table", "list", "tsv", "csv", "md"):
        chosen = ["-f", format_] if command and "show" not in command else []
        out = coalition(*command.split(), "-d", "claims.yaml", *chosen).out
        assert "\\u202e" in out
        assert not set(turns) & set(out)
