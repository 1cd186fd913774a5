"""`coalition diff`: what became of the records from one version of the data to another."""

import json
import subprocess
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from .conftest import COMMAND, Run
from .records import claims_files
from .terminals import Result
from .test_fuzz import runs

Write = Callable[..., str]

OLD = """\
title: Before
membership: {counted: 35, claim: first}
sources:
  - {id: paper, name: The Paper}
  - {id: other, name: Other}
articles:
  - {id: one, publisher: paper, headline: One}
  - {id: two, publisher: other, headline: Two}
  - {id: gone, publisher: other, headline: Gone for good}
speakers:
  - {id: minister, name: Ada Adams, description: a minister}
  - {id: aide, description: an aide}
claims:
  - id: first
    text: Red lines have been crossed, they say.
    speaker: minister
    source: paper
    confidence: high
    topics: [alpha, beta]
    appearances:
      - {article: one, paragraph: 2, quote: red lines}
      - {article: two, wording: lines that are red, attribution: the minister}
      - {article: two, wording: again}
    note: Kept.
    extra: {b: 1, a: [1, 2]}
  - {id: second, text: It is withdrawn., speaker: aide, confidence: low}
  - {id: third, text: Nothing changes., speaker: aide, topics: [x, y]}
facts:
  - {id: fact, text: A fact., reference: {title: Book, url: "https://a.org/old"}, supports: [first]}
members:
  - {country: NO, name: Norway, eu: false, claims: [first]}
"""
NEW = """\
members:
  - {country: SE, name: Sweden, eu: true}
  - {country: NO, name: Norway, eu: false, nato: true, claims: [first]}
title: After
membership: {counted: 36, claim: first}
sources:
  - {id: other, name: Other}
  - {id: paper, name: The Newspaper}
articles:
  - {id: two, publisher: other, headline: Two, retells: [one]}
  - {id: one, publisher: paper, headline: One}
speakers:
  - {id: aide, description: a close aide}
  - {id: minister, description: a minister}
claims:
  - {id: third, text: Nothing changes., speaker: aide, topics: [y, x]}
  - id: first
    text: Red lines were crossed.
    speaker: minister
    source: paper
    confidence: medium
    topics: [beta, gamma]
    appearances:
      - {article: two, wording: lines that are red, attribution: an official, speaker: aide}
      - {article: one, paragraph: 3, wording: red lines}
    note: Kept.
    extra: {a: [1, 2], b: true}
  - {id: new, text: It is added., speaker: aide}
facts:
  - {id: fact, text: A fact., reference: {title: Book, url: "https://a.org/new"}}
"""
DRAWN = """\
changed claim first — a minister (unnamed)  new.yaml:17
    text             Red lines [-have been crossed, they say.-] {+were
                     crossed.+}
    anonymous        no → yes  became unnamed
    confidence       high 85 → medium 50  worse sourced
    topics           [-alpha-] {+gamma+}
    direct           direct → paraphrased  worse sourced
    origins          2 → 1  worse sourced
    extra            {"b": 1, "a": [1, 2]} → {"a": [1, 2], "b": true}
    one paragraph    2 → 3
    one quote        [-red lines-]
    one wording      {+red lines+}
    two attribution  [-the minister-] {+an official (unnamed)+}
    two speaker      – → aide
    two              [-again-]

added claim new — a close aide (unnamed)  new.yaml:28
    It is added.

withdrawn claim second — an aide (unnamed)  old.yaml:26
    It is withdrawn.

changed source paper  new.yaml:8
    name  The Paper → The Newspaper

withdrawn article gone  old.yaml:9
    Gone for good

changed article two  new.yaml:10
    retells  {+one+}

changed speaker aide  new.yaml:13
    description  [-an-] {+a close+} aide (unnamed)

changed speaker minister  new.yaml:14
    name       (withheld) → –
    anonymous  no → yes  became unnamed

changed fact fact  new.yaml:30
    reference url  https://a.org/old → https://a.org/new
    supports       [-first-]

changed member NO  new.yaml:3
    nato  not known → yes

added member SE  new.yaml:2
    Sweden

changed claims file  new.yaml:1
    title               [-Before-] {+After+}
    membership counted  35 → 36

2 added, 2 withdrawn, 8 changed; 2 became unnamed, 1 worse sourced
"""
KEYS = [
    "change",
    "section",
    "id",
    "article",
    "field",
    "old",
    "new",
    "effect",
    "speaker_name",
    "anonymous",
    "file",
    "line",
]
# Of the rows: change, section, id, article, field, old, new, effect.
ROWS: list[list[Any]] = [
    [
        "changed",
        "claims",
        "first",
        None,
        "text",
        "Red lines have been crossed, they say.",
        "Red lines were crossed.",
        None,
    ],
    ["changed", "claims", "first", None, "anonymous", False, True, "unnamed"],
    ["changed", "claims", "first", None, "confidence", 85, 50, "worse-sourced"],
    ["changed", "claims", "first", None, "topics", ["alpha"], ["gamma"], None],
    ["changed", "claims", "first", None, "direct", True, False, "worse-sourced"],
    ["changed", "claims", "first", None, "origins", 2, 1, "worse-sourced"],
    [
        "changed",
        "claims",
        "first",
        None,
        "extra",
        {"b": 1, "a": [1, 2]},
        {"a": [1, 2], "b": True},
        None,
    ],
    ["changed", "appearances", "first", "one", "paragraph", 2, 3, None],
    ["changed", "appearances", "first", "one", "quote", "red lines", None, None],
    ["changed", "appearances", "first", "one", "wording", None, "red lines", None],
    [
        "changed",
        "appearances",
        "first",
        "two",
        "attribution",
        "the minister",
        "an official (unnamed)",
        None,
    ],
    ["changed", "appearances", "first", "two", "speaker", None, "aide", None],
    ["withdrawn", "appearances", "first", "two", None, "again", None, None],
    ["added", "claims", "new", None, None, None, "It is added.", None],
    ["withdrawn", "claims", "second", None, None, "It is withdrawn.", None, None],
    ["changed", "sources", "paper", None, "name", "The Paper", "The Newspaper", None],
    ["withdrawn", "articles", "gone", None, None, "Gone for good", None, None],
    ["changed", "articles", "two", None, "retells", [], ["one"], None],
    [
        "changed",
        "speakers",
        "aide",
        None,
        "description",
        "an aide (unnamed)",
        "a close aide (unnamed)",
        None,
    ],
    ["changed", "speakers", "minister", None, "name", "(withheld)", None, None],
    ["changed", "speakers", "minister", None, "anonymous", False, True, "unnamed"],
    [
        "changed",
        "facts",
        "fact",
        None,
        "reference.url",
        "https://a.org/old",
        "https://a.org/new",
        None,
    ],
    ["changed", "facts", "fact", None, "supports", ["first"], [], None],
    ["changed", "members", "NO", None, "nato", None, True, None],
    ["added", "members", "SE", None, None, None, "Sweden", None],
    ["changed", "file", None, None, "title", "Before", "After", None],
    ["changed", "file", None, None, "membership.counted", 35, 36, None],
]
EMPTY = (
    "change\tsection\tid\tarticle\tfield\told\tnew\teffect\tspeaker_name\tanonymous\tfile\tline\n"
)


@pytest.fixture(autouse=True)
def _in_the_folder_of_the_files(
    claims_file: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    claims_file(OLD, "old.yaml")
    claims_file(NEW, "new.yaml")
    monkeypatch.chdir(tmp_path)


def changed(coalition: Run, old: str, new: str) -> list[list[Any]]:
    """Return the rows between two texts: section, id, field, old, new and effect of each."""
    Path("a.yaml").write_text(old, encoding="utf-8")
    rows = coalition("diff", "a.yaml", "-", "--json", stdin=new).json
    return [
        [row[key] for key in ("section", "id", "field", "old", "new", "effect")] for row in rows
    ]


def test_the_whole_of_it_on_a_screen(coalition: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert coalition("diff", "old.yaml", "new.yaml", "-f", "table") == (0, DRAWN, "")


def test_the_whole_of_it_as_rows(coalition: Run) -> None:
    result = coalition("diff", "old.yaml", "new.yaml", "--json")
    assert (result.code, result.err) == (0, "")
    assert [list(row) for row in result.json] == [KEYS] * len(ROWS)
    assert [list(row.values())[:8] for row in result.json] == ROWS


def test_each_row_says_who_is_credited_and_where_the_record_stands(coalition: Run) -> None:
    rows = coalition("diff", "old.yaml", "new.yaml", "--json").json
    told = [[row[key] for key in KEYS[8:]] for row in rows]
    assert told[0] == ["a minister", True, "new.yaml", 17]
    assert told[10] == ["a close aide", True, "new.yaml", 24]  # whom the article credits
    assert told[12] == ["a minister", True, "old.yaml", 23]  # what was withdrawn
    assert told[15] == [None, None, "new.yaml", 8]


def test_an_unnamed_speaker_is_marked_where_no_field_says_so(coalition: Run) -> None:
    asked = ("--fields", "id,speaker_name", "-n", "1", "-f", "csv")
    result = coalition("diff", "old.yaml", "new.yaml", *asked)
    assert result == (0, "id,speaker_name\nfirst,a minister (unnamed)\n", "")


def test_the_old_version_can_come_from_git_through_a_pipe(coalition: Run) -> None:
    rows = coalition("diff", "old.yaml", "new.yaml", "--json").json
    piped = coalition("diff", "-", "new.yaml", "--json", stdin=OLD).json
    assert piped == [{**row, "file": row["file"].replace("old.yaml", "-")} for row in rows]
    piped = coalition("diff", "old.yaml", "-", "--json", stdin=NEW).json
    assert piped == [{**row, "file": row["file"].replace("new.yaml", "-")} for row in rows]


def test_a_file_and_itself(coalition: Run, terminal: Run) -> None:
    assert coalition("diff", "old.yaml", "old.yaml") == (0, EMPTY, "")
    assert coalition("diff", "old.yaml", "old.yaml", "--json", "-e") == (1, "[]\n", "")
    assert coalition("diff", "old.yaml", "old.yaml", "--count") == (0, "0\n", "")
    assert terminal("diff", "old.yaml", "old.yaml") == (0, "coalition: no differences\n", "")


def test_the_summary_stands_apart_from_a_table_of_chosen_fields(coalition: Run) -> None:
    asked = ("--fields", "id,change", "-n", "1", "-f", "table")
    shown = coalition("diff", "old.yaml", "new.yaml", *asked).lines
    assert shown[2:] == ["first   changed", "", DRAWN.splitlines()[-1]]
    assert coalition("diff", "old.yaml", "old.yaml", *asked) == (0, "", "")


def test_how_many_rows(coalition: Run) -> None:
    assert coalition("diff", "old.yaml", "new.yaml", "--count", "-e") == (0, f"{len(ROWS)}\n", "")


def test_order_makes_no_difference(coalition: Run) -> None:
    old = (
        "sources: [{id: b}, {id: a}]\nclaims: [{id: x, text: X, topics: [a, b]}, {id: w, text: W}]"
    )
    new = (
        "claims: [{text: W, id: w}, {id: x, topics: [b, a], text: X}]\nsources: [{id: a}, {id: b}]"
    )
    assert changed(coalition, old, new) == []
    old = "claims: [{id: x, text: X, extra: {a: 1, b: 2}}]"
    new = "claims: [{id: x, text: X, extra: {b: 2, a: 1}}]"
    assert changed(coalition, old, new) == []


def test_what_is_stated_that_was_so_already_is_no_difference(coalition: Run) -> None:
    old = "sources: [{id: a}]\nspeakers: [{id: s, name: S}]\nclaims: [{id: x, text: X, speaker: s}]"
    new = (
        "version: 1\nsources: [{id: a, name: a}]\nspeakers: [{id: s, name: S, anonymous: false}]\n"
        "claims: [{id: x, text: X, speaker: s, status: active, anonymous: false, topics: []}]"
    )
    assert changed(coalition, old, new) == []


CLAIM = "claims: [{{id: x, text: X, {}}}]"


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        ("confidence: low", "confidence: 16", ["confidence", 15, 16, "better-sourced"]),
        ("confidence: 16", "confidence: low", ["confidence", 16, 15, "worse-sourced"]),
        ("confidence: none", "confidence: low", ["confidence", 0, 15, "better-sourced"]),
        ("confidence: ", "confidence: none", ["confidence", None, 0, None]),
        ("confidence: high", "confidence: ", ["confidence", 85, None, None]),
        ("credibility: 1", "credibility: 5", ["credibility", 1, 5, None]),
        ("anonymous: false", "anonymous: true", ["anonymous", False, True, "unnamed"]),
        ("anonymous: true", "anonymous: false", ["anonymous", True, False, "named"]),
        ("anonymous: ", "anonymous: true", ["anonymous", None, True, None]),
        ("status: ", "status: retracted", ["status", "active", "retracted", None]),
        ("extra: {a: 1}", "extra: {a: true}", ["extra", {"a": 1}, {"a": True}, None]),
        ("supports: [x]", "supports: ", ["supports", ["x"], [], None]),
    ],
)
def test_what_a_change_does_to_a_claim(
    coalition: Run, old: str, new: str, row: list[object]
) -> None:
    rows = changed(coalition, CLAIM.format(old), CLAIM.format(new))
    assert rows == [["claims", "x", *row]]


def test_a_claim_that_gains_a_quote_and_an_origin_is_better_sourced(coalition: Run) -> None:
    old = (
        "articles: [{id: a}, {id: b, retells: [a]}]\nclaims: [{id: x, text: X, appearances: [%s]}]"
    )
    new = old.replace(", retells: [a]", "") % "{article: a}, {article: b, quote: Q}"
    assert changed(coalition, old % "{article: a}, {article: b}", new) == [
        ["claims", "x", "direct", False, True, "better-sourced"],
        ["claims", "x", "origins", 1, 2, "better-sourced"],
        ["appearances", "x", "quote", None, "Q", None],
        ["articles", "b", "retells", ["a"], [], None],
    ]


def test_a_speaker_whose_name_is_withheld_makes_each_claim_unnamed(coalition: Run) -> None:
    claims = "claims: [{id: x, text: X, speaker: s}, {id: y, text: Y, speaker: t}]"
    old = "speakers: [{id: s, name: Ada}]\n" + claims
    new = "speakers: [{id: s, description: an aide}]\n" + claims
    assert changed(coalition, old, new) == [
        ["claims", "x", "anonymous", False, True, "unnamed"],
        ["speakers", "s", "name", "(withheld)", None, None],
        ["speakers", "s", "description", None, "an aide (unnamed)", None],
        ["speakers", "s", "anonymous", False, True, "unnamed"],
    ]


def test_a_speaker_that_is_declared_no_more_is_withdrawn_and_nobody_knows_if_it_is_named(
    coalition: Run,
) -> None:
    claims = "claims: [{id: x, text: X, speaker: s}]"
    assert changed(coalition, "speakers: [{id: s, description: an aide}]\n" + claims, claims) == [
        ["claims", "x", "anonymous", True, None, None],
        ["speakers", "s", None, "an aide (unnamed)", None, None],
    ]


def test_appearances_in_one_article_are_matched_by_their_order(coalition: Run) -> None:
    text = "articles: [{id: a}, {id: b}]\nclaims: [{id: x, text: X, appearances: [%s]}]"
    old = text % "{article: b}, {article: a, wording: W}, {article: a, wording: V}"
    new = text % "{article: a, wording: W}, {article: a, wording: U}, {article: b}, {article: a}"
    assert changed(coalition, old, new) == [
        ["appearances", "x", "wording", "V", "U", None],
        ["appearances", "x", None, None, None, None],
    ]


def test_the_order_of_appearances_makes_no_difference(coalition: Run) -> None:
    text = "articles: [{id: a}, {id: b}]\nclaims: [{id: x, text: X, appearances: [%s]}]"
    old = text % "{article: a, wording: W}, {article: b}, {article: a, quote: Q, paragraph: 2}"
    new = text % "{article: a, quote: Q, paragraph: 2}, {article: a, wording: W}, {article: b}"
    assert changed(coalition, old, new) == []
    before = text % "{article: a, wording: V}, {article: a, quote: Q, paragraph: 2}, {article: b}"
    assert changed(coalition, before, new) == [["appearances", "x", "wording", "V", "W", None]]


def test_of_appearances_that_are_the_same_each_counts(coalition: Run) -> None:
    text = "articles: [{id: a}]\nclaims: [{id: x, text: X, appearances: [%s]}]"
    one, two = "{article: a, wording: W}", "{article: a, wording: V}"
    assert changed(coalition, text % f"{one}, {two}", text % f"{two}, {two}") == [
        ["appearances", "x", "wording", "W", "V", None]
    ]
    assert changed(coalition, text % f"{one}, {one}", text % one) == [
        ["appearances", "x", None, "W", None, None]
    ]


def test_folders_are_compared_as_one_corpus_and_their_files_by_name(
    coalition: Run, claims_file: Write
) -> None:
    claims_file("title: T\nclaims: [{id: a, text: A}]", "before/a.yaml")
    claims_file("title: U\nsources: [{id: s}]", "before/sub/b.yaml")
    claims_file("title: V\nclaims: [{id: a, text: A}]\nsources: [{id: s}]", "after/a.yaml")
    claims_file("title: W", "after/c.yaml")
    rows = coalition("diff", "before", "after/", "--json").json
    assert [
        [row[key] for key in ("section", "id", "field", "old", "new", "file")] for row in rows
    ] == [
        ["file", "a.yaml", "title", "T", "V", "after/a.yaml"],
        ["file", "c.yaml", "title", None, "W", "after/c.yaml"],
        ["file", "sub/b.yaml", "title", "U", None, "before/sub/b.yaml"],
    ]


@pytest.mark.parametrize("now", ["after/", "after/other.yaml"])
def test_one_file_on_each_side_is_that_file_whatever_it_is_called(
    coalition: Run, claims_file: Write, now: str
) -> None:
    claims_file("title: T\nmembership: {counted: 2}", "before/a.yaml")
    claims_file("title: U\nmembership: {counted: 2}", "after/other.yaml")
    [row] = coalition("diff", "before", now, "--json").json
    id_ = "other.yaml" if now == "after/" else None
    assert list(row.values())[:7] == ["changed", "file", id_, None, "title", "T", "U"]
    assert row["file"] == "after/other.yaml"


def test_both_from_standard_input_is_a_usage_error(coalition: Run) -> None:
    said = "OLD and NEW cannot both be standard input; name a file for one of them"
    assert coalition("diff", "-", "-") == (2, "", f"coalition: {said}\n")


def test_one_alone_and_data_are_usage_errors(coalition: Run, claims_file: Write) -> None:
    assert coalition("diff", "HEAD~1") == (
        2,
        "",
        "coalition: diff takes OLD and NEW, or neither of them\n"
        "there is no file 'HEAD~1'; a revision stands before a path, as in HEAD~1:claims.yaml\n",
    )
    claims_file("version: 1", "old.yaml")
    assert coalition("diff", "old.yaml").code == 2
    assert coalition("diff", "old.yaml").err == (
        "coalition: diff takes OLD and NEW, or neither of them\n"
        "'coalition diff -d old.yaml' compares with the last commit\n"
    )
    assert coalition("diff", "HEAD:old.yaml").err == (
        "coalition: diff takes OLD and NEW, or neither of them\n"
        "'coalition diff HEAD:old.yaml old.yaml' compares with the file as it is\n"
    )
    said = (2, "", "coalition: -d and OLD both say what is compared\nleave one of them out\n")
    assert coalition("diff", "old.yaml", "new.yaml", "-d", "x") == said
    assert coalition("-d", "old.yaml", "diff", "old.yaml", "new.yaml") == said


@pytest.mark.parametrize(("place", "side"), [(0, "OLD"), (1, "NEW")])
def test_an_error_in_the_data_says_which_of_the_two_has_it(
    coalition: Run, claims_file: Write, place: int, side: str
) -> None:
    claims_file("claims: [{id: a}]", "bad.yaml")
    files = ["new.yaml", "new.yaml"]
    files[place] = "bad.yaml"
    said = """\
bad.yaml:1:10: missing-key: 'text' is missing in claim 'a'
  add 'text': the claim in the curator's words
coalition: 1 problem in SIDE, bad.yaml
"""
    assert coalition("diff", *files) == (3, "", said.replace("SIDE", side))


MARKED = [
    (
        "the red lines were drawn",
        "the red line was drawn",
        "the red [-lines were-] {+line was+} drawn",
    ),
    ("Red lines", "red lines", "[-Red-] {+red+} lines"),
    ("no change?", "no change!", "no [-change?-] {+change!+}"),
    (
        'said "red lines" by Bo',
        "said red lines by Al",
        'said [-"red lines"-] {+red lines+} by [-Bo-] {+Al+}',
    ),
    ("a  b c", "a b\u00a0c", "a b\u00a0c  differs in blanks"),
    (
        "the café is",
        "the cafe\u0301 is",
        "the [-café-] {+cafe\u0301+} is  differs in characters that look the same",
    ),
    (
        "red lines",
        "red\u200b lines",
        "[-red-] {+red\u200b+} lines  differs in characters that look the same",
    ),
    ("同盟は強い", "同盟は弱い", "同盟は[-強-]{+弱+}い"),
    ("同盟は強い", "同盟は5い", "同盟は[-強-]{+5+}い"),
    ("قال الوزير نعم", "قال الوزير لا", "قال الوزير [-نعم-] {+لا+}"),
    ("[sic] a :warning: [/]", "[sic] b :warning: [/]", "[sic] [-a-] {+b+} :warning: [/]"),
    ("a\x1b[31m b", "a\x1b[31m c\u202e", "a\\x1b[31m [-b-] {+c\\u202e+}"),
]


@pytest.mark.parametrize(("old", "new", "drawn"), MARKED)
def test_words_are_marked_without_colour(coalition: Run, old: str, new: str, drawn: str) -> None:
    for name, text in (("a.json", old), ("b.json", new)):
        Path(name).write_text(json.dumps([{"id": "x", "text": text}]), encoding="utf-8")
    shown = coalition("diff", "a.json", "b.json", "-f", "table")
    # Lines with Arabic have left-to-right marks, which have no width: see test_scripts.py.
    out = shown.out.replace("\u200e", "")
    assert out == f"changed claim x  b.json:1\n    text  {drawn}\n\n1 changed\n"
    assert (shown.code, shown.err) == (0, "")


def test_a_text_that_is_too_long_for_that_is_struck_and_added_whole(
    coalition: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300000")  # of which the screen takes 10,000
    long = "a " * 50_000
    for name, text in (("a.json", f"{long}b"), ("b.json", f"{long}c")):
        Path(name).write_text(json.dumps([{"id": "x", "text": text}]), encoding="utf-8")
    shown = coalition("diff", "a.json", "b.json", "-f", "table").lines[1:-2]
    text = f"text  [-{long}b-] {{+{long}c+}}"
    assert " ".join(map(str.strip, shown)).split() == text.split()


@pytest.mark.parametrize("columns", [80, 140])
def test_on_a_terminal(terminal: Run, columns: int) -> None:
    shown = terminal("diff", "old.yaml", "new.yaml", columns=columns, env={"PAGER": "cat"})
    assert shown.code == 0
    assert "\x1b[1;35mbecame unnamed\x1b[0m" in shown.out
    assert "\x1b[32m{+gamma+}\x1b[0m" in shown.out
    plain = terminal(
        "diff", "old.yaml", "new.yaml", columns=columns, env={"PAGER": "cat", "NO_COLOR": "1"}
    )
    assert plain.out.splitlines()[-1] == DRAWN.splitlines()[-1]
    if columns == 80:
        assert plain.out == DRAWN


def test_a_long_answer_is_paged_and_has_its_first_200_rows_but_the_summary_of_all(
    terminal: Run, claims_file: Write
) -> None:
    rows = ", ".join(f"{{id: c{number}, text: T}}" for number in range(300))
    claims_file(f"claims: [{rows}]", "long.yaml")
    claims_file("claims: []", "none.yaml")
    shown = terminal(
        "diff", "none.yaml", "long.yaml", env={"PAGER": "sed s/^added/PAGED/", "NO_COLOR": "1"}
    )
    assert shown.out.count("PAGED claim") == 200
    assert shown.out.endswith("300 added\ncoalition: 200 of 300 shown; -n 300 shows all\n")
    all_ = terminal("diff", "none.yaml", "long.yaml", "-n", "300", "--no-pager", "--color", "never")
    assert all_.out.count("added claim") == 300
    assert all_.out.endswith("300 added\n")


@pytest.mark.slow
def test_a_reader_that_has_seen_enough_ends_it_quietly(claims_file: Write) -> None:
    rows = ", ".join(f"{{id: c{number}, text: T}}" for number in range(5_000))
    claims_file(f"claims: [{rows}]", "long.yaml")
    program = " ".join(COMMAND)
    script = f"{program} diff old.yaml long.yaml | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == (f"{EMPTY}0\n", "")


SPEAKERS = ("s1", "s2", "s3")


@st.composite
def versions(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw two files that have ids of claims, speakers and articles in common."""
    names: list[str] = []
    files = []
    for _ in range(2):
        claims: Any = draw(claims_files(max_size=3))["claims"]
        new = {claim["id"]: names[n] for n, claim in enumerate(claims) if n < len(names)}
        for number, claim in enumerate(claims):
            claim["id"] = (
                new.setdefault(claim["id"], f"only-now-{number}") if names else claim["id"]
            )
            claim["speaker"] = draw(st.sampled_from([*SPEAKERS, None]))
        for claim, key in product(claims, ("supports", "contradicts")):
            claim[key] = [new.get(one, one) for one in claim.get(key, [])]
        names = [claim["id"] for claim in claims]
        files.append({**_around(draw), "claims": claims})
    return files


def _around(draw: st.DrawFn) -> dict[str, Any]:
    """Draw speakers, some of them unnamed, and articles, some of them retellings."""
    named = st.fixed_dictionaries({"name": st.sampled_from(["Ada", "Eve"])})
    unnamed = st.fixed_dictionaries({"description": st.sampled_from(["an aide", "a source"])})
    speakers = draw(st.dictionaries(st.sampled_from(SPEAKERS), named | unnamed))
    retold = draw(st.lists(st.sampled_from([[], ["a0"]]), min_size=2, max_size=2))
    return {
        "speakers": [{"id": key, **what} for key, what in speakers.items()],
        "articles": [
            {"id": "a0"},
            *({"id": f"a{n}", "retells": found} for n, found in enumerate(retold, start=1)),
        ],
    }


_MIRRORED = {
    "added": "withdrawn",
    "withdrawn": "added",
    "named": "unnamed",
    "unnamed": "named",
    "better-sourced": "worse-sourced",
    "worse-sourced": "better-sourced",
}


def mirrored(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the row is from the other side; who is credited and where is that side's."""
    turned = {key: _MIRRORED.get(row[key], row[key]) for key in ("change", "effect")}
    kept = {key: row[key] for key in ("section", "id", "article", "field")}
    return {**turned, **kept, "old": row["new"], "new": row["old"]}


@pytest.mark.slow
@runs(40)
@given(files=versions())
def test_the_other_way_round_is_the_mirror_image_and_a_file_is_like_itself(
    coalition: Run, files: list[dict[str, Any]]
) -> None:
    for name, file in zip(("a.json", "b.json"), files, strict=True):
        Path(name).write_text(json.dumps(file), encoding="utf-8")
        assert coalition("diff", name, name, "--json") == Result(0, "[]\n", "")
    there = coalition("diff", "a.json", "b.json", "--json")
    back = coalition("diff", "b.json", "a.json", "--json")
    assert (there.code, there.err, back.code, back.err) == (0, "", 0, "")
    # Who may have become unnamed is looked for in one direction only.
    assume("(withheld)" not in there.out + back.out)
    assert [mirrored(row) for row in there.json] == [
        {key: row[key] for key in mirrored(row)} for row in back.json
    ]


REVIEWED = """\
- id: ferry
  text: The ferry is late.
  reviews:
    - {by: dock, url: "https://dock.example/1", rating: Wrong, value: 4.50, best: 1, worst: 5, extra: {a: [1]}}
    - {by: pier, date: 2026-03-01, rating: Half right}
    - {by: quay, rating: Right}
    - {by: moor, rating: Right, note: same on both sides}
  evidence:
    - {question: Is it late?, answer: By a day.}
    - {text: A log., url: "https://log.example"}
  corrections:
    - {date: 2026-03-04, by: The Beacon, reason: It was the bus}
"""  # noqa: E501
REVIEWED_AGAIN = """\
- id: ferry
  text: The ferry is late.
  reviews:
    - {by: moor, rating: Right, note: same on both sides}
    - {date: 2026-03-01, by: pier, rating: Wrong, best: 5}
    - {by: lock, rating: Right}
    - {by: dock, url: "https://dock.example/1", rating: Wrong, value: 4, best: 1, worst: 5, extra: {a: [true]}}
  evidence:
    - {question: Is it late?, answer: By an hour.}
  corrections:
    - {date: 2026-03-04, by: The Beacon, reason: It was the bus}
    - {date: 2026-03-09, by: The Beacon, reason: It was a car}
"""  # noqa: E501
OF_PARTS = [
    ("reviews.dock.value", 4.5, 4),
    ("reviews.dock.extra", {"a": [1]}, {"a": [True]}),
    ("reviews.pier.rating", "Half right", "Wrong"),
    ("reviews.pier.best", None, 5),
    ("reviews", ["quay"], ["lock"]),
    ("evidence.Is it late?.answer", "By a day.", "By an hour."),
    ("evidence", ["A log."], []),
    ("corrections", [], ["It was a car"]),
]
DRAWN_PARTS = """\
changed claim ferry  new.yaml:1
    reviews dock value           4.5 → 4
    reviews dock extra           {"a": [1]} → {"a": [true]}
    reviews pier rating          Half right → Wrong
    reviews pier best            – → 5
    reviews                      [-Right (quay)-] {+Right (lock)+}
    evidence Is it late? answer  By [-a day.-] {+an hour.+}
    evidence                     [-A log.-]
    corrections                  {+2026-03-09 It was a car+}

1 changed
"""


def test_parts_are_compared_with_their_counterparts_wherever_these_stand(
    coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.yaml").write_text(REVIEWED, encoding="utf-8")
    Path("new.yaml").write_text(REVIEWED_AGAIN, encoding="utf-8")
    told = {"reviews": "by", "evidence": "text", "corrections": "reason"}
    rows = coalition("diff", "old.yaml", "new.yaml", "--fields", "field,old,new", "--json").json
    for row in rows:
        for side in ("old", "new") if row["field"] in told else ():
            row[side] = [part[told[row["field"]]] for part in row[side]]
    assert [tuple(row.values()) for row in rows] == OF_PARTS
    drawn = coalition("diff", "old.yaml", "new.yaml", "-f", "table")
    assert (drawn.code, drawn.out, drawn.err) == (0, DRAWN_PARTS, "")
    back = coalition("diff", "new.yaml", "old.yaml", "--json").json
    there = coalition("diff", "old.yaml", "new.yaml", "--json").json
    assert [mirrored(row) for row in there] == [
        {key: row[key] for key in mirrored(row)} for row in back
    ]
    assert coalition("diff", "old.yaml", "old.yaml", "--count").out == "0\n"


def test_parts_are_called_by_what_no_other_has(
    coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "140")
    for name, rating in (("old.yaml", "Right"), ("new.yaml", "Wrong")):
        reviews = [
            {"by": "dock", "url": "https://dock.example/a.b", "rating": rating},
            {"by": "dock", "date": "2026", "rating": rating},
            {"by": "dock\x1b[31m", "rating": rating},
            {"date": "2025", "rating": rating},
        ]
        claims = [{"id": "ferry", "text": "late", "reviews": reviews}]
        Path(name).write_text(json.dumps(claims), encoding="utf-8")
    drawn = coalition("diff", "old.yaml", "new.yaml", "-f", "table").lines[1:-2]
    assert drawn == [
        "    reviews 2025 rating                      Right → Wrong",
        "    reviews 2026 rating                      Right → Wrong",
        "    reviews dock\\x1b[31m rating              Right → Wrong",
        "    reviews https://dock.example/a.b rating  Right → Wrong",
    ]


def test_parts_in_another_order_and_with_keys_in_another_order_do_not_differ(
    coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, reviews in (
        ("old.yaml", "{by: a, rating: x}, {by: a, rating: z}, {rating: y, by: b}"),
        ("new.yaml", "{by: b, rating: y}, {rating: z, by: a}, {by: a, rating: x}"),
    ):
        text = f"- {{id: ferry, text: late, reviews: [{reviews}]}}\n"
        Path(name).write_text(text, encoding="utf-8")
    assert coalition("diff", "old.yaml", "new.yaml", "--json").json == []
