"""How well a body of claims is sourced: counts, breakdowns, the weakest claims."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from coalition_cli.model.results import RESULTS

from .conftest import Run
from .test_show_and_stats import matches

Write = Callable[..., str]

CORPUS = """\
version: 1
sources: [{id: gazette, name: The Gazette}]
articles:
  - {id: scoop, publisher: gazette, original: true}
  - {id: wire, publisher: agency, original: true}
  - {id: echo, publisher: mirror, retells: [scoop]}
  - {id: own, publisher: gazette, retells: [wire]}
speakers:
  - {id: aide, description: an aide}
  - {id: lee, name: Ann Lee}
claims:
  - {id: weak, text: A, speaker: aide, source: gazette, topics: [b, a, b], appearances: [{article: echo, wording: w}]}
  - {id: quoted, text: B, speaker: aide, source: gazette, topics: [a], appearances: [{article: scoop, quote: q}, {article: echo}]}
  - {id: twice, text: C, speaker: lee, source: agency, appearances: [{article: own, wording: w}, {article: scoop}]}
  - {id: ours, text: D, speaker: lee, source: gazette, appearances: [{article: own, quote: q}]}
  - {id: nowhere, text: E, speaker: aide}
  - {id: nobodys, text: F, topics: [a], appearances: [{article: own}]}
"""  # noqa: E501
# What a program may rely on, in this order. Keys are only ever added.
KEYS = "claims named unnamed direct paraphrased single_origin multi_origin articles origins by_source by_speaker by_topic weakest"  # noqa: E501
GROUP_KEYS = "value name claims named unnamed direct paraphrased single_origin multi_origin"
COUNTS = ("claims", "named", "unnamed", "direct", "paraphrased", "single_origin", "multi_origin")


def counts(row: dict[str, Any]) -> list[int]:
    return [row[name] for name in COUNTS]


def test_one_article_is_the_origin_of_eight(coalition: Run) -> None:
    [row] = coalition("sourcing", "source:politico", "--json").json
    assert list(row) == KEYS.split()
    assert [field.name for field in RESULTS["sourcing"].fields] == KEYS.split()
    assert (row["articles"], row["origins"]) == (8, 1)
    assert counts(row) == [26, 14, 12, 8, 18, 26, 0]
    assert row["by_source"] == [
        {
            "value": "politico",
            "name": "Politico",
            **{name: row[name] for name in COUNTS},
        }
    ]
    weakest = ["--anonymous", "--single-origin", "--paraphrased", "--fields", "id"]
    assert row["weakest"] == coalition("claims", "source:politico", *weakest).lines[1:]
    assert [coalition("sourcing", "--source", "politico", "--json").json] == [[row]]


def test_what_is_not_known_counts_in_neither(coalition: Run, claims_file: Write) -> None:
    [row] = coalition("sourcing", "-d", claims_file(CORPUS), "--json").json
    assert counts(row) == [6, 2, 3, 2, 4, 4, 1]
    # Echo and scoop go back to scoop, for the gazette own to itself, for others to wire.
    assert (row["articles"], row["origins"]) == (3, 3)
    assert row["weakest"] == ["weak"]
    groups = {name: [[*group.values()] for group in row[f"by_{name}"]] for name in
              ("source", "speaker", "topic")}  # fmt: skip
    assert groups == {
        "source": [
            ["gazette", "The Gazette", 3, 1, 2, 2, 1, 3, 0],
            [None, None, 2, 0, 1, 0, 2, 1, 0],
            ["agency", "agency", 1, 1, 0, 0, 1, 0, 1],
        ],
        "speaker": [
            ["aide", "an aide (unnamed)", 3, 0, 3, 1, 2, 2, 0],
            ["lee", "Ann Lee", 2, 2, 0, 1, 1, 1, 1],
            [None, None, 1, 0, 0, 0, 1, 1, 0],
        ],
        "topic": [
            ["a", None, 3, 0, 2, 1, 2, 3, 0],
            [None, None, 3, 2, 1, 1, 2, 1, 1],
            ["b", None, 1, 0, 1, 0, 1, 1, 0],
        ],
    }
    assert [list(group) for group in row["by_topic"]] == [GROUP_KEYS.split()] * 3
    assert [field.name for field in RESULTS["breakdown"].fields] == GROUP_KEYS.split()


@pytest.mark.parametrize(
    ("words", "claims"),
    [
        ("--topic a", 3),
        ("--named", 2),
        ("speaker:aide --direct", 1),
        ("--article own", 3),
        ("D", 1),
    ],
)
def test_filters_and_words_are_those_of_claims(
    coalition: Run, claims_file: Write, words: str, claims: int
) -> None:
    file = claims_file(CORPUS)
    [row] = coalition("sourcing", "-d", file, *words.split(), "--json").json
    assert row["claims"] == claims
    assert coalition("claims", "-d", file, *words.split(), "--count").out == f"{claims}\n"
    assert sum(group["claims"] for group in row["by_speaker"]) == claims


@pytest.mark.parametrize(
    ("text", "words"),
    [("", []), ("claims: []", []), (CORPUS, ["confidence:high"]), ("articles: [{id: a}]", [])],
)
def test_without_claims_all_is_zero(
    coalition: Run, claims_file: Write, text: str, words: list[str]
) -> None:
    options = ["-d", claims_file(text), *words]
    [row] = coalition("sourcing", *options, "--json").json
    assert row == {
        **dict.fromkeys([*COUNTS, "articles", "origins"], 0),
        **{name: [] for name in ("by_source", "by_speaker", "by_topic", "weakest")},
    }
    drawn = coalition("sourcing", *options, "-f", "table").out
    assert drawn == "0 claims in 0 articles, from 0 origins\n"


def test_a_claim_counts_once_for_a_topic_that_it_has_in_two_spellings(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file("""\
articles: [{id: log}]
claims:
- {id: a, text: Low, topics: [Ebb, EBB, flow], appearances: [{article: log, quote: low}]}
- {id: b, text: High, topics: [ebb]}
""")
    [row] = coalition("sourcing", "-d", file, "--json").json
    assert [[*group.values()] for group in row["by_topic"]] == [
        ["Ebb", None, 2, 0, 0, 1, 1, 1, 0],
        ["flow", None, 1, 0, 0, 1, 0, 1, 0],
    ]


def test_articles_outside_the_data_leave_the_origins_unknown(
    coalition: Run, claims_file: Write
) -> None:
    extract = '[{"id": "a", "text": "b", "appearances": [{"article": "gone"}]}]'
    file = claims_file(extract, "a.json")
    [row] = coalition("sourcing", "-d", file, "--json").json
    assert (row["articles"], row["origins"]) == (1, 0)
    assert (row["single_origin"], row["multi_origin"]) == (0, 0)
    drawn = coalition("sourcing", "-d", file, "-f", "table").lines
    assert drawn[0] == "1 claim in 1 article, from unknown origins"


def test_every_format_holds_the_same_report(coalition: Run, claims_file: Write) -> None:
    options = ["sourcing", "-d", claims_file(CORPUS)]
    rows = coalition(*options, "--json").json
    assert yaml.safe_load(coalition(*options, "-f", "yaml").out) == rows
    assert coalition(*options, "-f", "jsonl").json == rows[0]
    [cells] = csv.DictReader(io.StringIO(coalition(*options, "-f", "csv").out))
    assert cells == {
        **{name: str(rows[0][name]) for name in [*COUNTS, "articles", "origins"]},
        "by_source": "gazette; ; agency",
        "by_speaker": "aide; lee; ",
        "by_topic": "a; ; b",
        "weakest": "weak",
    }
    assert coalition(*options).lines[1].split("\t") == list(cells.values())
    assert (
        coalition(*options, "-f", "md", "--fields", "all").lines[2].startswith("| 6 | 2 | 3 | 2 |")
    )


def test_fields_may_be_chosen(coalition: Run, claims_file: Write) -> None:
    options = ["sourcing", "-d", claims_file(CORPUS), "--fields"]
    assert coalition(*options, "origins,claims", "--json").json == [{"origins": 3, "claims": 6}]
    assert coalition(*options, "weakest,unnamed").lines == ["weakest\tunnamed", "weak\t3"]
    assert coalition(*options, "unnamed", "-f", "list").out == "3\n\n"
    result = coalition(*options, "text")
    assert result.code == 2
    assert result.err.startswith("coalition: no field 'text' in sourcing\nthe fields: claims, ")


def test_a_value_that_nothing_carries_is_hinted_at(coalition: Run) -> None:
    result = coalition("sourcing", "--source", "politco", "--fields", "claims")
    hint = "coalition: no source 'politco'; did you mean 'politico'?\n"
    assert result == (0, "claims\n0\n", hint)


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_a_report_on_a_terminal(terminal: Run, claims_file: Write, columns: int) -> None:
    options = ["-d", claims_file(CORPUS), "--no-pager"]
    result = terminal("sourcing", *options, columns=columns, env={"NO_COLOR": "1"})
    assert result.code == 0
    assert max(map(len, result.lines)) <= columns
    assert matches(result.out, f"sourcing-{columns}.txt")


def test_a_long_report_says_what_it_leaves_out(coalition: Run, claims_file: Write) -> None:
    claims = "".join(
        f"  - {{id: c{number}, text: t, speaker: s, topics: [t{number}], anonymous: true,"
        " appearances: [{article: a}]}\n"
        for number in range(12)
    )
    file = claims_file(f"articles: [{{id: a}}]\nclaims:\n{claims}")
    out = coalition("sourcing", "-d", file, "-f", "table").out
    assert "10 of 12 shown; --json gives all\n" in out
    assert "12 claims with an unnamed speaker, one origin, no quote\n" in out
    assert "\n10 of 12 shown; for all: coalition claims with the same words\nand --anonym" in out
    assert "\nt7 " in out  # t0 t1 t10 t11 t2 …
    assert "\nt8 " not in out
    assert "\nc9 " in out
    assert "c10" not in out


def test_names_are_harmless_and_no_markup(coalition: Run, claims_file: Write) -> None:
    file = claims_file("""\
sources: [{id: a, name: "[b] \\e[31m \\u202e 東京 قال"}]
claims: [{id: c, text: t, source: a}]
""")
    for format_ in ("table", "list", "tsv", "csv"):
        out = coalition("sourcing", "-d", file, "-f", format_).out
        assert "\x1b" not in out
        assert "\u202e" not in out
    assert "[b] \\x1b[31m \\u202e 東京 قال" in coalition("sourcing", "-d", file, "-f", "table").out
