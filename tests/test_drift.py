"""How claims change on their way: words, attribution, and what cannot be compared."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coalition_cli.answers.drift import Drift
from coalition_cli.commands.answering import OF_EXAMPLE
from coalition_cli.model.results import RESULTS

from .conftest import Run
from .terminals import Result
from .test_show_and_stats import matches

Write = Callable[..., str]

CORPUS = """\
version: 1
articles:
  - {id: scoop, publisher: gazette, language: en, original: true}
  - {id: wire, publisher: agency, language: en-GB, original: true}
  - {id: echo, publisher: mirror, language: en, retells: [scoop]}
  - {id: far-echo, publisher: mirror, retells: [echo]}
  - {id: both, publisher: mirror, language: en, retells: [scoop, wire]}
  - {id: welle, publisher: welle, language: de, retells: [scoop]}
  - {id: back, publisher: mirror, language: en_US, translated_from: de, retells: [welle]}
  - {id: unlabelled, publisher: mirror, translated_from: en, retells: [scoop]}
  - {id: followup, publisher: gazette, retells: [wire]}
speakers:
  - {id: aide, description: an aide}
  - {id: lee, name: Ann Lee}
claims:
  - id: unread
    text: Nobody has read the treaty.
    speaker: aide
    source: gazette
    appearances:
      - {article: scoop, quote: nobody has read it, attribution: a presidential aide}
      - {article: echo, quote: nobody read it, attribution: Ann Lee, speaker: lee}
      - {article: far-echo, wording: Nobody has read it}
      - {article: welle, quote: niemand hat ihn gelesen, speaker: lee}
      - {article: back, quote: no one has read it}
      - {article: unlabelled, wording: nikt go nie czytał}
      - {article: followup, wording: the treaty is unread}
  - id: signed
    text: Thirty have signed.
    source: agency
    appearances:
      - {article: both, wording: about thirty signed, speaker: aide}
      - {article: scoop, wording: thirty have signed}
      - {article: wire, wording: some thirty signed}
      - {article: wire, wording: about thirty signed today}
  - id: unseen
    text: It was seen by nobody.
    speaker: aide
    appearances:
      - {article: echo, wording: seen by nobody}
      - {article: far-echo, speaker: lee}
      - {article: echo, speaker: aide}
"""


def drifted(result: Result, *names: str) -> list[list[Any]]:
    """Return these values of the rows."""
    assert (result.code, result.err) == (0, "")
    return [[row[name] for name in names] for row in result.json]


def test_a_row_has_the_fields_of_its_section() -> None:
    assert [field.name for field in RESULTS["drift"].fields] == list(Drift._fields)


def test_the_claim_that_changed_most_is_first_with_both_its_changes(coalition: Run) -> None:
    first, *rest = coalition("drift", "--json").json
    assert first == {
        "claim": "new-reality",
        "article": "liga",
        "origin": "politico-divorce",
        "quote": "coordinated steps toward a new reality",
        "wording": None,
        "words": "coordinated steps toward a new reality",
        "origin_words": "an orderly and coordinated movement to a new reality",
        "similarity": 53,
        "attribution": "Senior European officials (unnamed)",
        "origin_attribution": "a senior official with a European government (unnamed)",
        "speaker": "senior-government-official",
        "credited": "senior-european-officials",
        "drift": 84,
        "language": "en",
        "translated_from": None,
        "speaker_name": "a senior official with a European government (unnamed)",
        "credited_name": "senior European officials (unnamed)",
        "file": "example/claims.yaml",
        "line": 422,
    }
    assert {row["origin"] for row in rest} == {"politico-divorce"}
    drifts = [row["drift"] for row in rest if row["drift"] is not None]
    assert drifts == sorted(drifts, reverse=True)
    assert max(drifts) <= 50
    assert [row["drift"] for row in rest[len(drifts) :]] == [None] * (len(rest) - len(drifts))


def test_each_retelling_is_held_against_the_nearest_words_of_an_origin(
    coalition: Run, claims_file: Write
) -> None:
    result = coalition("drift", "-d", claims_file(CORPUS), "--json")
    names = ("claim", "article", "origin", "origin_words", "similarity", "speaker", "credited")
    assert drifted(result, *names, "drift") == [
        # Half of 14, 10 as it is a quote, 50 as another speaker is credited.
        ["unread", "echo", "scoop", "nobody has read it", 86, "aide", "lee", 67],
        # Nobody is recorded at the origin: the claim's own speaker counts.
        ["unseen", "far-echo", "scoop", None, None, "aide", "lee", 50],
        # Half of 50, and a quote.
        ["unread", "back", "scoop", "nobody has read it", 67, "aide", "aide", 27],
        # Of three wordings at two origins, the nearest; nobody is no other speaker.
        ["signed", "both", "wire", "about thirty signed today", 86, None, "aide", 7],
        ["unread", "far-echo", "scoop", "nobody has read it", 100, "aide", "aide", 0],
        # In another language, though it credits another speaker too.
        ["unread", "welle", "scoop", "nobody has read it", None, "aide", "lee", None],
        # Translated from the origin's language, so in another one.
        ["unread", "unlabelled", "scoop", "nobody has read it", None, "aide", "aide", None],
        ["unseen", "echo", "scoop", None, None, "aide", "aide", None],
        ["unseen", "echo", "scoop", None, None, "aide", "aide", None],
    ]


def test_the_nearest_words_are_the_origin_though_somebody_else_says_them_there(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file("""\
articles: [{id: a}, {id: b}, {id: c, retells: [a, b]}]
claims:
  - id: copied
    text: t
    speaker: Ann
    appearances:
      - {article: c, quote: lines are red}
      - {article: a, quote: there are no red lines}
      - {article: b, quote: Lines are red!, speaker: Bo}
      - {article: b, quote: lines are red, speaker: Cy}
""")
    result = coalition("drift", "-d", file, "--json")
    names = ("origin", "origin_words", "similarity", "speaker", "credited", "drift")
    assert drifted(result, *names) == [["b", "Lines are red!", 100, "Bo", "Ann", 50]]


def test_of_origins_with_the_same_words_the_one_that_credits_the_same_speaker_counts(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file("""\
articles: [{id: a, language: de}, {id: b}, {id: c}, {id: d, language: en, retells: [a, b, c]}]
claims:
  - id: copied
    text: t
    speaker: Ann
    appearances:
      - {article: a, speaker: Ann}
      - {article: b, speaker: Bo}
      - {article: c, speaker: Ann}
      - {article: d, quote: lines are red}
  - id: quoted
    text: t
    speaker: Ann
    appearances:
      - {article: b, quote: lines are red, speaker: Bo}
      - {article: c, quote: lines are red}
      - {article: d, quote: lines are red}
""")
    result = coalition("drift", "-d", file, "--json")
    names = ("claim", "origin", "similarity", "speaker", "credited", "drift")
    assert drifted(result, *names) == [
        # Where no words can be compared, who is credited can.
        ["copied", "b", None, "Bo", "Ann", 50],
        ["quoted", "c", 100, "Ann", "Ann", 0],
    ]


def test_rows_are_sorted_as_search_folds_their_words(coalition: Run, claims_file: Write) -> None:
    file = claims_file("""\
articles: [{id: o}, {id: Zc, retells: [o]}, {id: b, retells: [o]}, {id: Éa, retells: [o]}]
claims:
- id: c
  text: t
  appearances:
  - {article: o, wording: w}
  - {article: Zc, wording: w}
  - {article: b, wording: w}
  - {article: Éa, wording: w}
""")
    rows = coalition("drift", "-d", file, "--sort", "article", "--fields", "article").lines
    assert rows == ["article", "b", "Éa", "Zc"]


def test_an_article_of_the_claims_own_source_is_its_origin(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file(CORPUS)
    assert coalition("drift", "-d", file, "article:followup", "--json").json == []
    other = claims_file(CORPUS.replace("source: gazette", "source: else"), "other.yaml")
    result = coalition("drift", "-d", other, "article:followup", "--json")
    assert drifted(result, "origin", "drift") == [["wire", None]]


def test_drift_is_a_hundred_at_most(coalition: Run, claims_file: Write) -> None:
    file = claims_file("""\
articles: [{id: a}, {id: b, retells: [a]}]
claims:
  - id: all
    text: t
    speaker: Ann
    appearances: [{article: a, quote: yes}, {article: b, quote: no, speaker: Bo}]
""")
    result = coalition("drift", "-d", file, "--json")
    assert drifted(result, "similarity", "drift") == [[0, 100]]


def test_what_has_no_words_is_not_compared(coalition: Run, claims_file: Write) -> None:
    file = claims_file("""\
articles: [{id: a}, {id: b, retells: [a]}, {id: c, retells: [a]}]
claims:
  - id: mute
    text: t
    speaker: Ann
    appearances: [{article: a}, {article: b, quote: words}, {article: c, speaker: Bo}]
  - id: deaf
    text: t
    appearances: [{article: a, quote: words}, {article: b}]
""")
    result = coalition("drift", "-d", file, "--json")
    assert drifted(result, "claim", "article", "similarity", "drift") == [
        ["mute", "c", None, 50],
        ["mute", "b", None, None],
        ["deaf", "b", None, None],
    ]


def test_the_question_is_that_of_appearances(coalition: Run, claims_file: Write) -> None:
    options = ["-d", claims_file(CORPUS), "--fields", "claim,article,drift"]
    assert coalition("drift", *options, "article:back,both").lines == [
        "claim\tarticle\tdrift",
        "unread\tback\t27",
        "signed\tboth\t7",
    ]
    assert coalition("drift", *options, "claim:unread", "not:article:echo", "--count").out == "4\n"
    assert coalition("drift", *options, "gelesen").lines[1:] == ["unread\twelle\t"]
    hint = "coalition: no article 'bac'; did you mean 'back'?\n"
    assert coalition("drift", *options, "article:bac") == (0, "claim\tarticle\tdrift\n", hint)
    assert coalition("drift", *options, "claim:signed", "article:wire", "-e").code == 1
    assert coalition("drift", *options, "--count", "nowhere", "-e") == (1, "0\n", "")


@pytest.mark.parametrize(
    ("sort", "articles"),
    [
        ("similarity", "back echo both far-echo"),
        ("-similarity", "far-echo echo both back"),
        ("article", "back both echo echo"),
        ("-claim,article", "echo echo far-echo back"),
        ("claim,-drift", "both echo back far-echo"),
    ],
)
def test_another_order(coalition: Run, claims_file: Write, sort: str, articles: str) -> None:
    options = ["--fields", "article", "--sort", sort, "-n", "4"]
    assert coalition("drift", "-d", claims_file(CORPUS), *options).lines[1:] == articles.split()


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("--sort nothing", "no field 'nothing' in drift"),
        ("--fields text", "no field 'text' in drift"),
        ("drift:10..", "no field 'drift' in appearances"),
    ],
)
def test_what_cannot_be_asked_for(coalition: Run, words: str, error: str) -> None:
    result = coalition("drift", *words.split())
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"coalition: {error}")


@pytest.mark.parametrize("text", ["", "claims: []", "claims: [{id: a, text: b}]"])
def test_without_retellings_there_is_no_drift(
    coalition: Run, claims_file: Write, text: str
) -> None:
    file = claims_file(text)
    assert coalition("drift", "-d", file, "--json") == (0, "[]\n", "")
    assert coalition("drift", "-d", file, "-f", "table").code == 0


def test_articles_outside_the_data_are_not_known_to_retell(
    coalition: Run, claims_file: Write
) -> None:
    extract = '[{"id": "a", "text": "b", "appearances": [{"article": "gone", "quote": "c"}]}]'
    file = claims_file(extract, "a.json")
    assert coalition("drift", "-d", file, "--json") == (0, "[]\n", "")
    assert coalition("show", "a", "-d", file).code == 0


@pytest.mark.parametrize("format_", ["csv", "jsonl", "yaml", "md", "table", "list"])
def test_every_format_names_the_article(coalition: Run, format_: str) -> None:
    out = coalition("drift", "-f", format_, "claim:new-reality", "article:liga").out
    assert "liga" in out
    assert "(unnamed)" in " ".join(out.split())


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_drift_on_a_terminal(terminal: Run, claims_file: Write, columns: int) -> None:
    options = ["-d", claims_file(CORPUS), "--no-pager"]
    result = terminal("drift", *options, columns=columns, env={"NO_COLOR": "1"})
    assert result.code == 0
    assert max(map(len, result.lines)) <= columns
    assert matches(result.out, f"drift-{columns}.txt")


def test_no_rows_are_said_to_be_none_on_a_terminal(terminal: Run) -> None:
    said = terminal("drift", "nowhere", env={"NO_COLOR": "1"}).out
    assert said == f"coalition: no appearances match\ncoalition: {OF_EXAMPLE}\n"


def test_colour_comes_on_top_of_the_marks(terminal: Run) -> None:
    words = ["drift", "claim:red-lines", "article:liga", "--color"]
    coloured = terminal(*words, "always", columns=140).out
    assert "\x1b[32m{+also+}\x1b[0m" in coloured
    struck = terminal("drift", "claim:combined-power", "--color", "always", columns=140).out
    assert "\x1b[9;31m[-vast-]\x1b[0m" in struck
    plain = terminal(*words, "never", columns=140).out
    assert "“there are {+also+} red lines”" in plain
    assert "\x1b" not in plain


SCRIPTS = """\
articles: [{id: a}, {id: b, retells: [a]}]
claims:
  - {id: cjk, text: 東京, appearances: [{article: a, quote: 東京は大きい}, {article: b, quote: 東京は小さい}]}
  - {id: rtl, text: قال, appearances: [{article: a, wording: قال نعم}, {article: b, wording: "قال لا\\u202e"}]}
  - {id: esc, text: t, appearances: [{article: a, wording: "[b]it"}, {article: b, wording: "it \\e[31m"}]}
"""  # noqa: E501


def test_words_of_any_script_are_marked_and_harmless(coalition: Run, claims_file: Write) -> None:
    result = coalition("drift", "-d", claims_file(SCRIPTS), "-f", "list")
    # Lines with Arabic have left-to-right marks, which have no width: see test_scripts.py.
    lines = [line.replace("\u200e", "") for line in result.lines]
    assert [line for line in lines if line.startswith("  words")] == [
        r"  words [-[b]-] it {+\x1b[31m+}",
        "  words “東京は[-大き-]{+小さ+}い”",
        r"  words قال [-نعم-] {+لا\u202e+}",
    ]


def test_a_page_shows_what_changed_in_each_article(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    claims_file(CORPUS)
    monkeypatch.chdir(tmp_path)
    result = coalition("show", "unread", "-d", "claims.yaml")
    _, _, words = result.out.partition("in which words\n")
    assert (
        words
        == """\
    article      its words                             how it names the speaker            drift
    ────────────────────────────────────────────────────────────────────────────────────────────
    scoop        “nobody has read it”                  a presidential aide (unnamed)           –
    echo         “nobody [-has-] read it”              [-a presidential aide (unnamed)-]      67
                                                       {+Ann Lee+}
    far-echo     Nobody has read it                    –                                       0
    welle        “niemand hat ihn gelesen”             [-a presidential aide (unnamed)-]       –
                 in another language: not compared     {+Ann Lee+}
    back         “[-nobody-] {+no one+} has read it”   –                                      27
                 translated from de
    unlabelled   nikt go nie czytał                    –                                       –
                 translated from en
                 in another language: not compared
    followup     the treaty is unread                  –                                       –

    [-struck-] {+added+} since the origin

claims.yaml:16
"""
    )


@pytest.mark.parametrize("columns", [60, 79, 80, 81, 100, 119, 120, 140])
def test_a_page_cuts_no_names_or_ids(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    file = claims_file(f"""\
articles: [{{id: a}}, {{id: {"жук-" * 20}, retells: [a]}}]
claims:
  - id: c
    text: t
    appearances:
      - {{article: a, wording: "{"q" * 43}"}}
      - {{article: {"жук-" * 20}, wording: some words, attribution: {"東京" * 22}, speaker: z}}
""")
    result = coalition("show", "c", "-d", file)
    _, _, words = result.out.partition("in which words\n")
    words, _, _ = words.rpartition("\n\n")  # the last line is the file's, wherever that is
    counts = {letter: words.count(letter) for letter in "жу東京q"}
    assert counts == {"ж": 20, "у": 20, "東": 22, "京": 22, "q": 86}
    assert max(map(len, result.lines)) <= columns


def test_a_page_without_changes_explains_no_marks(coalition: Run) -> None:
    assert "since the origin" in coalition("show", "new-reality").out
    assert "since the origin" not in coalition("show", "nuclear-and-non-nuclear").out


def test_the_record_of_a_page_is_as_it_was(coalition: Run) -> None:
    [shown] = coalition("show", "new-reality", "--json").json
    assert [shown] == coalition("claims", "id:new-reality", "--json").json


def test_drift_of_a_claim_in_more_articles_than_are_asked_for_at_once(
    coalition: Run, claims_file: Write
) -> None:
    count = 1_200
    articles = [{"id": "a0"}, *({"id": f"a{n}", "retells": [f"a{n - 1}"]} for n in range(1, count))]
    seen = [{"article": f"a{n}", "wording": f"word {n % 7}"} for n in range(count)]
    claim = {"id": "c", "text": "t", "appearances": seen}
    file = claims_file(json.dumps({"articles": articles, "claims": [claim]}), "chain.json")
    rows = coalition("drift", "-d", file, "--json").json
    assert {(row["article"], row["origin"], row["origin_words"]) for row in rows} == {
        (f"a{n}", "a0", "word 0") for n in range(1, count)
    }
    assert {row["drift"] for row in rows if row["wording"] == "word 0"} == {0}
    assert {row["drift"] for row in rows if row["wording"] != "word 0"} == {25}
