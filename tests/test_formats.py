"""Every format holds the same rows and values, and reaches its file whole or not at all."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalition_cli.words.safe import visible

from .conftest import Run

CORPUS = """\
version: 1
title: A small corpus
membership: {counted: 3, claim: red}
sources:
  - {id: politico, name: Politico, kind: outlet, url: https://politico.example, reliability: B}
articles:
  - id: first
    headline: The first
    publisher: politico
    authors: [Ann Lee, Bo Ek]
    date: 2026-01-19
    language: en
    original: true
  - {id: second, publisher: agency, retells: [first]}
speakers:
  - {id: diplomat, description: a European diplomat, anonymity_reason: to speak candidly}
claims:
  - id: red
    text: "There are \\"red\\" lines, he said; and tabs\\tand\\nnew lines"
    speaker: diplomat
    source: politico
    confidence: medium
    credibility: 3
    kind: position
    topics: [nato, greenland]
    date: 2026-01-19
    appearances:
      - {article: first, paragraph: 6, quote: red lines, attribution: a diplomat}
      - {article: second, wording: some limits, speaker: minister}
    note: 'on'
    extra: {checked: true, rounds: [1, 2.5, null], by: {name: Zoë}}
  - id: bare
    text: "NO"
    supports: [red]
    contradicts: [red]
facts:
  - {id: treaty, text: A treaty exists., date: 2020, reference: {title: Treaty, url: https://un.example/t}, supports: [red]}
  - {id: plain, text: A fact.}
members:
  - {country: "NO", name: Norway, eu: false, nato: true, claims: [red], facts: [treaty]}
"""  # noqa: E501

Write = Callable[..., str]

# What a program may rely on. Keys are only ever added: each beside what it belongs to.
KEYS = {
    "claims": "id text speaker speaker_name anonymous on_behalf_of source source_name confidence confidence_label credibility kind topics date place context language embargo status quote wording direct origins appearances supports contradicts reviews reviewed ratings reviewers evidence corrections note extra file line",  # noqa: E501
    "members": "country name eu nato nuclear claims facts extra file line",
    "appearances": "claim text article publisher_name paragraph locator offset quote wording attribution verb speaker speaker_name anonymous source terms extra file line",  # noqa: E501
    "facts": "id text date reference supports contradicts extra claims file line",
    "speakers": "id name description kind anonymous anonymity_reason terms country role affiliation party url aliases same_as not_same extra claims file line",  # noqa: E501
    "sources": "id name kind url reliability aliases same_as not_same extra claims articles reviews file line",  # noqa: E501
    "articles": "id headline publisher publisher_name authors url archived accessed date language translated_from retells original sha256 corrections extra claims file line",  # noqa: E501
    "topics": "topic claims",
    "drift": "claim article origin quote wording words origin_words similarity attribution origin_attribution speaker credited drift language translated_from speaker_name credited_name file line",  # noqa: E501
}
SECTIONS = pytest.mark.parametrize("section", KEYS)


def cell(value: object) -> str:
    """Return a JSON value as a cell of CSV holds it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case {"article": article}:
            return str(article)
        case {"title": title, "url": url}:
            return " ".join(text for text in (title, url) if text)
        case dict():
            return json.dumps(value, ensure_ascii=False)
        case list():
            return "; ".join(map(cell, value))
    return str(value)


def rows_of(text: str, format_: str) -> list[dict[str, Any]]:
    """Read an answer with a parser that is not ours."""
    match format_:
        case "json":
            return list(json.loads(text))
        case "jsonl":
            return [json.loads(line) for line in text.split("\n") if line]
        case "yaml":
            return list(yaml.safe_load(text))
        case "tsv":  # a row is a line, a cell has no tab: whoever splits there is right
            assert {line.count("\t") for line in text.split("\n")[:-1]} == {
                text.partition("\n")[0].count("\t")
            }
    separator = "\t" if format_ == "tsv" else ","
    lines = io.StringIO(text, newline="")
    return list(csv.DictReader(lines, delimiter=separator, strict=True))


@SECTIONS
def test_every_format_holds_the_same_rows_and_values(
    coalition: Run, claims_file: Write, section: str
) -> None:
    file = claims_file(CORPUS)
    rows = coalition(section, "-d", file, "--json").json
    assert rows
    for format_ in ("jsonl", "yaml"):
        assert rows_of(coalition(section, "-d", file, "-f", format_).out, format_) == rows
    cells = [{key: cell(value) for key, value in row.items()} for row in rows]
    assert rows_of(coalition(section, "-d", file, "-f", "csv").out, "csv") == cells
    lines = [
        {key: text.replace("\n", " ").replace("\t", " ") for key, text in row.items()}
        for row in cells
    ]
    assert rows_of(coalition(section, "-d", file, "--fields", "all").out, "tsv") == lines
    everything = coalition(section, "-d", file, "--json", "--fields", "all")
    assert everything == coalition(section, "-d", file, "--json")


BRIEF = {
    "claims": "id text speaker_name source_name confidence topics date status",
    "members": "country name eu nato nuclear claims",
    "appearances": "claim article paragraph quote wording attribution speaker_name text",
    "facts": "id text date reference claims",
    "speakers": "id name description kind anonymity_reason claims",
    "sources": "id name kind reliability url articles claims",
    "articles": "id headline publisher_name date retells claims",
    "topics": "topic claims",
    "drift": "claim article origin quote wording origin_words attribution credited_name "
    "origin_attribution speaker_name similarity drift",
}


@SECTIONS
def test_what_people_read_has_the_fields_of_the_table(
    coalition: Run, claims_file: Write, section: str
) -> None:
    file = claims_file(CORPUS)
    names = BRIEF[section].split()
    tsv = coalition(section, "-d", file)
    assert tsv.lines[0].split("\t") == names
    assert coalition(section, "-d", file, "-f", "tsv") == tsv
    assert coalition(section, "-d", file, "--fields", ",".join(names)) == tsv
    everything = coalition(section, "-d", file, "--fields", "all").lines[0].split("\t")
    assert everything[: len(KEYS[section].split())] == KEYS[section].split()
    assert set(names) <= set(everything)
    for form, fields in (("csv", everything), ("md", names)):
        if (section, form) != ("drift", "md"):
            head = coalition(section, "-d", file, "-f", form).lines[0].replace("\\", "")
            assert head.strip("| ").replace(" | ", ",").split(",") == fields


def test_tsv_and_markdown_mark_an_unnamed_speaker_by_a_word(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file(CORPUS)
    for words in ("claims", "claims -f md", "appearances", "speakers", "speakers -f md", "drift"):
        assert "a European diplomat (unnamed)" in coalition(*words.split(), "-d", file).out


def test_a_claim_in_json(coalition: Run, claims_file: Write) -> None:
    file = claims_file(CORPUS)
    assert coalition("claims", "-d", file, "--json").json == [
        {
            "id": "red",
            "text": 'There are "red" lines, he said; and tabs\tand\nnew lines',
            "speaker": "diplomat",
            "speaker_name": "a European diplomat",
            "anonymous": True,
            "on_behalf_of": None,
            "source": "politico",
            "source_name": "Politico",
            "confidence": 50,
            "confidence_label": "medium",
            "credibility": 3,
            "kind": "position",
            "topics": ["nato", "greenland"],
            "date": "2026-01-19",
            "place": None,
            "context": None,
            "language": None,
            "embargo": None,
            "status": "active",
            "quote": "red lines",
            "wording": "some limits",
            "direct": True,
            "origins": 1,
            "appearances": [
                {
                    "article": "first",
                    "paragraph": 6,
                    "locator": None,
                    "offset": None,
                    "quote": "red lines",
                    "wording": None,
                    "attribution": "a diplomat",
                    "verb": None,
                    "speaker": None,
                    "terms": None,
                    "extra": None,
                },
                {
                    "article": "second",
                    "paragraph": None,
                    "locator": None,
                    "offset": None,
                    "quote": None,
                    "wording": "some limits",
                    "attribution": None,
                    "verb": None,
                    "speaker": "minister",
                    "terms": None,
                    "extra": None,
                },
            ],
            "supports": [],
            "contradicts": [],
            "reviews": [],
            "reviewed": False,
            "ratings": [],
            "reviewers": [],
            "evidence": [],
            "corrections": [],
            "note": "on",
            "extra": {"checked": True, "rounds": [1, 2.5, None], "by": {"name": "Zoë"}},
            "file": file,
            "line": 18,
        },
        {
            **dict.fromkeys(KEYS["claims"].split()),
            "id": "bare",
            "text": "NO",
            "status": "active",
            "topics": [],
            "direct": False,
            "origins": 0,
            "appearances": [],
            "supports": ["red"],
            "contradicts": ["red"],
            "reviews": [],
            "reviewed": False,
            "ratings": [],
            "reviewers": [],
            "evidence": [],
            "corrections": [],
            "file": file,
            "line": 32,
        },
    ]


@SECTIONS
@pytest.mark.parametrize("rows", [0, 1, None])
def test_json_has_the_same_keys_for_none_one_and_many_rows(
    coalition: Run, claims_file: Write, section: str, rows: int | None
) -> None:
    file = claims_file(CORPUS)
    query = {0: ["nothing-at-all"], 1: ["-n", "1"], None: []}[rows]
    answer = coalition(section, "-d", file, "--json", *query).json
    assert isinstance(answer, list)
    assert rows is None or len(answer) == rows
    for row in answer:
        assert list(row)[: len(KEYS[section].split())] == KEYS[section].split()
    # Where there is no row to look at, the header of CSV has the keys.
    header = coalition(section, "-d", file, "-f", "csv", *query).lines[0].split(",")
    assert set(header) >= set(KEYS[section].split())


@pytest.mark.parametrize(
    ("format_", "empty"),
    [
        ("json", "[]\n"),
        ("jsonl", ""),
        ("yaml", "[]\n"),
        ("csv", "id,text\n"),
        ("tsv", "id\ttext\n"),
        ("md", "| id | text |\n| --- | --- |\n"),
        ("table", ""),
        ("list", ""),
    ],
)
def test_no_rows_in_each_format(
    coalition: Run, claims_file: Write, format_: str, empty: str
) -> None:
    file = claims_file(CORPUS)
    result = coalition("claims", "-d", file, "--fields", "id,text", "-f", format_, "nowhere")
    assert result == (0, empty, "")


@pytest.mark.parametrize(
    ("options", "out"),
    [
        ("--fields confidence,id", "confidence\tid\n50\tred\n\tbare\n"),
        ("--fields confidence --fields id", "confidence\tid\n50\tred\n\tbare\n"),
        ("--fields id,anonymous -f csv", "id,anonymous\nred,true\nbare,\n"),
        ("--fields note -f csv", 'note\non\n""\n'),
        ("--fields id,appearances", "id\tappearances\nred\tfirst; second\nbare\t\n"),
        (
            "--fields topics,line -f jsonl",
            '{"topics": ["nato", "greenland"], "line": 18}\n{"topics": [], "line": 32}\n',
        ),
        (
            "--fields id,note --json",
            '[\n{"id": "red", "note": "on"},\n{"id": "bare", "note": null}\n]\n',
        ),
        (
            "--fields id,note,topics -f yaml",
            '- id: red\n  note: "on"\n  topics: [nato, greenland]\n'
            "- id: bare\n  note: null\n  topics: []\n",
        ),
        (
            "--fields id,speaker_name -f md",
            "| id | speaker\\_name |\n| --- | --- |\n"
            "| red | a European diplomat (unnamed) |\n| bare |  |\n",
        ),
        (
            "--fields id,speaker -f md",
            "| id | speaker |\n| --- | --- |\n| red | diplomat |\n| bare |  |\n",
        ),
        ("--fields id,id", "id\nred\nbare\n"),
        ("--count", "2\n"),
        ("--count --json", "2\n"),
    ],
)
def test_fields_say_which_and_in_which_order(
    coalition: Run, claims_file: Write, options: str, out: str
) -> None:
    assert coalition("claims", "-d", claims_file(CORPUS), *options.split()).out == out


WHO = "a European diplomat"


@pytest.mark.parametrize(
    ("command", "out"),
    [
        (
            "claims --fields id,speaker_name -f csv",
            f"id,speaker_name\nred,{WHO} (unnamed)\nbare,\n",
        ),
        (
            "claims --fields id,speaker_name -f tsv",
            f"id\tspeaker_name\nred\t{WHO} (unnamed)\nbare\t\n",
        ),
        (
            "claims --fields id,speaker_name -f json",
            f'[\n{{"id": "red", "speaker_name": "{WHO} (unnamed)"}},\n'
            '{"id": "bare", "speaker_name": null}\n]\n',
        ),
        (
            "claims --fields id,speaker_name -f jsonl",
            f'{{"id": "red", "speaker_name": "{WHO} (unnamed)"}}\n'
            '{"id": "bare", "speaker_name": null}\n',
        ),
        (
            "claims --fields id,speaker_name -f yaml",
            f'- id: red\n  speaker_name: "{WHO} (unnamed)"\n- id: bare\n  speaker_name: null\n',
        ),
        (
            "claims --fields id,speaker_name -f md",
            f"| id | speaker\\_name |\n| --- | --- |\n| red | {WHO} (unnamed) |\n| bare |  |\n",
        ),
        (
            "show red --fields id,speaker_name -f md",
            f"| id | speaker\\_name |\n| --- | --- |\n| red | {WHO} (unnamed) |\n",
        ),
        ("show red --fields speaker_name -f tsv", f"speaker_name\n{WHO} (unnamed)\n"),
        (
            "appearances --fields article,attribution -f tsv",
            "article\tattribution\nfirst\ta diplomat (unnamed)\nsecond\t\n",
        ),
        (
            "appearances --fields article,speaker_name -f csv",
            f"article,speaker_name\nfirst,{WHO} (unnamed)\nsecond,minister (not declared)\n",
        ),
        (
            "speakers --fields id,description -f csv",
            f"id,description\ndiplomat,{WHO} (unnamed)\nminister,\n",
        ),
        (
            "speakers --fields id,name -f csv",
            "id,name\ndiplomat,\nminister,minister (not declared)\n",
        ),
        # The value that says so leaves the others as they are; Markdown is for people.
        (
            "claims --fields speaker_name,anonymous -f csv",
            f"speaker_name,anonymous\n{WHO},true\n,\n",
        ),
        (
            "claims --fields speaker_name,anonymous -f jsonl",
            f'{{"speaker_name": "{WHO}", "anonymous": true}}\n'
            '{"speaker_name": null, "anonymous": null}\n',
        ),
        (
            "claims --fields speaker_name,anonymous -f yaml",
            f'- speaker_name: "{WHO}"\n  anonymous: true\n'
            "- speaker_name: null\n  anonymous: null\n",
        ),
        (
            "claims --fields speaker_name,anonymous -f md",
            f"| speaker\\_name | anonymous |\n| --- | --- |\n| {WHO} (unnamed) | true |\n|  |  |\n",
        ),
        (
            "appearances --fields attribution,anonymous -f csv",
            "attribution,anonymous\na diplomat,true\n,\n",
        ),
        # What a program looks up is never marked.
        ("claims --fields id,speaker -f csv", "id,speaker\nred,diplomat\nbare,\n"),
        ("speakers --fields id -f csv", "id\ndiplomat\nminister\n"),
        ("speakers --fields id -f md", "| id |\n| --- |\n| diplomat |\n| minister |\n"),
        (
            "appearances --fields claim,speaker -f csv",
            "claim,speaker\nred,diplomat\nred,minister\n",
        ),
    ],
)
def test_the_unnamed_are_marked_where_no_other_field_says_so(
    coalition: Run, claims_file: Write, command: str, out: str
) -> None:
    assert coalition(*command.split(), "-d", claims_file(CORPUS)) == (0, out, "")


def test_json_is_an_object_a_line(coalition: Run, claims_file: Write) -> None:
    lines = coalition("claims", "-d", claims_file(CORPUS), "--json").lines
    assert (lines[0], lines[-1], len(lines)) == ("[", "]", 4)
    assert json.loads(lines[1].removesuffix(","))["id"] == "red"


def test_what_json_writes_can_be_read_again(coalition: Run, claims_file: Write) -> None:
    rows = coalition("claims", "-d", claims_file(CORPUS), "--json")
    again = coalition("claims", "-d", "-", "--json", stdin=rows.out)
    dropped = ("file", "line", "origins", "anonymous", "speaker_name", "source_name")
    assert [{key: row[key] for key in row if key not in dropped} for row in again.json] == [
        {key: row[key] for key in row if key not in dropped} for row in rows.json
    ]


@pytest.mark.parametrize(
    "extra",
    [
        '[{"a": 1}, 2]',
        '[{"a": 1}, {}]',
        '[{"a: b": 1, "c #d": "- x"}]',
        '[{"\\u001b[31m": 1}]',
        '[{"on": 1, "1": 2, "": 3}]',
        '[[{"a": 1}], []]',
        '{"a": {"b": [{"c": null}]}}',
        '"plain"',
        "12",
        "false",
        "{}",
        '{"a b": "x: y", "😀": "😀"}',
    ],
)
@pytest.mark.parametrize("format_", ["jsonl", "yaml"])
def test_extra_is_passed_on_as_it_is(
    coalition: Run, claims_file: Write, extra: str, format_: str
) -> None:
    file = claims_file(f'{{"id": "a", "text": "b", "extra": {extra}}}\n', "claims.jsonl")
    result = coalition("claims", "-d", file, "--fields", "extra,id", "-f", format_)
    assert "\x1b" not in result.out
    assert rows_of(result.out, format_) == [{"extra": json.loads(extra), "id": "a"}]


CONTROLS = "\0\x1b\x7f\x85\x9b\r\u2028\u2029\u202e\u2066\ufeff"
NASTY = (
    st.lists(
        st.sampled_from([*"\t\n\"'\\,;|:#-?&*!%@`{}[]<>~ ", *CONTROLS])
        | st.sampled_from(["null", "true", "no", "0x1f", "1e3", "2026-01-19", "=1+1", "😀", "\r\n"])
        | st.characters(exclude_categories=["Cs"])
    )
    .map("".join)
    .filter(lambda text: text.strip() != "")
)


@settings(
    deadline=None,
    max_examples=20,
    # The fixtures are functions that hold nothing from one example to the next.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(NASTY, NASTY, NASTY), min_size=1, max_size=3))
def test_every_format_holds_any_text(
    coalition: Run, claims_file: Write, texts: list[tuple[str, str, str]]
) -> None:
    claims = [
        {
            "id": f"c{number}",
            "text": text,
            "note": note,
            "topics": [note],
            "extra": {extra: [extra]},
        }
        for number, (text, note, extra) in enumerate(texts)
    ]
    expected = [
        {**claim, "text": text.strip(), "note": note.strip(), "topics": [note.strip()]}
        for claim, (text, note, _) in zip(claims, texts, strict=True)
    ]
    file = claims_file(json.dumps(claims), "claims.json")
    options = ["claims", "-d", file, "--fields", "id,text,note,topics,extra", "-f"]
    for format_ in ("json", "jsonl", "yaml"):
        out = coalition(*options, format_).out
        assert not set(CONTROLS) & set(out)
        assert rows_of(out, format_) == expected
    shown = [{key: visible(cell(row[key]), lines=True) for key in row} for row in expected]
    assert rows_of(coalition(*options, "csv").out, "csv") == shown
    lines = [{key: visible(cell(row[key])) for key in row} for row in expected]
    assert rows_of(coalition(*options, "tsv").out, "tsv") == lines
    markdown = coalition(*options, "md").out.split("\n")
    assert len(markdown) == len(texts) + 3


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("a.json", "json"),
        ("a.jsonl", "jsonl"),
        ("a.ndjson", "jsonl"),
        ("a.csv", "csv"),
        ("a.tsv", "tsv"),
        ("a.yaml", "yaml"),
        ("a.yml", "yaml"),
        ("a.md", "md"),
        ("a.txt", "table"),
        ("a", "tsv"),
        ("a.CSV", "csv"),
    ],
)
def test_the_ending_of_the_output_file_tells_the_format(
    coalition: Run, claims_file: Write, tmp_path: Path, name: str, format_: str
) -> None:
    options = ["claims", "-d", claims_file(CORPUS), "--fields", "id,text"]
    out = tmp_path / "out" / name
    out.parent.mkdir()
    assert coalition(*options, "-o", out) == (0, "", "")
    assert out.read_bytes().decode() == coalition(*options, "-f", format_).out
    assert [path.name for path in out.parent.iterdir()] == [name]


def test_a_format_that_is_named_goes_before_the_ending(
    coalition: Run, claims_file: Write, tmp_path: Path
) -> None:
    out = tmp_path / "a.csv"
    coalition("claims", "-d", claims_file(CORPUS), "--fields", "id", "--json", "-o", out)
    assert json.loads(out.read_text()) == [{"id": "red"}, {"id": "bare"}]


def test_a_dash_is_standard_output(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = claims_file(CORPUS)
    monkeypatch.chdir(tmp_path)
    for command in ("claims --fields id", "claims --json", "claims --count", "show red", "stats"):
        words = [*command.split(), "-d", file]
        assert coalition(*words, "-o", "-") == coalition(*words)
    assert coalition("claims", "--fields", "id", "-d", file, "-o", "-").out == "id\nred\nbare\n"
    assert [path.name for path in tmp_path.iterdir()] == ["claims.yaml"]


ENDINGS = ".tsv, .csv, .json, .jsonl, .ndjson, .yaml, .yml, .md, .txt"


@pytest.mark.parametrize("command", ["claims", "show red", "stats"])
@pytest.mark.parametrize(
    ("options", "error"),
    [
        (["--json", "-f", "csv"], "--json and --format csv ask for two formats"),
        (["-f", "table", "--json"], "--json and --format table ask for two formats"),
        (
            ["-o", "out.xlsx"],
            f"no format has the ending .xlsx\nthe endings: {ENDINGS}; or say --format",
        ),
        (["-o", ""], "the path of the file to write is empty"),
    ],
)
def test_an_answer_has_one_format_and_one_place(
    coalition: Run,
    claims_file: Write,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    command: str,
    options: list[str],
    error: str,
) -> None:
    file = claims_file(CORPUS)
    monkeypatch.chdir(tmp_path)
    result = coalition(*command.split(), "-d", file, *options)
    assert result == (2, "", f"coalition: {error}\n")
    assert [path.name for path in tmp_path.iterdir()] == ["claims.yaml"]


def test_json_that_is_named_twice_and_an_ending_of_our_own_beside_a_format_are_no_errors(
    coalition: Run, claims_file: Write, tmp_path: Path
) -> None:
    words = ["claims", "-d", claims_file(CORPUS), "--fields", "id"]
    assert coalition(*words, "--json", "-f", "json") == coalition(*words, "--json")
    out = tmp_path / "out.xlsx"
    assert coalition(*words, "-f", "csv", "-o", out) == (0, "", "")
    assert out.read_text() == "id\nred\nbare\n"


# Texts that readers of CSV and TSV part, join, swallow or take for something else.
HARD = [
    'Mind "the" step',
    '"Red" it says',
    '"open',
    'shut"',
    '"',
    '""',
    "'",
    "D:\\new\\temp",
    "\\",
    "\\N",
    "\\t",
    'a\\"b',
    "a, b; c | d",
    "two\nlines",
    "two\r\nlines",
    "a\ttab",
    '"a"\t"b"\r\n\r\n"c"',
    "# no comment",
    "NA",
    "null",
    "-",
    "=1+1",
    "007",
    "1e5",
]
# What is made visible: a lone CR moves a cursor, the others end lines for some, or steer.
STEERING = {
    "a\rb": r"a\x0db",
    "a\vb": r"a\x0bb",
    "a\fb": r"a\x0cb",
    "a\0b": r"a\x00b",
    "a\x85b": r"a\x85b",
    "a\u2028b": r"a\u2028b",
    "a\u202eb": r"a\u202eb",
    "a\x1b[2Jb": r"a\x1b[2Jb",
    "a\n\rb": "a\n\\x0db",
}


@pytest.fixture
def hard_file(claims_file: Write) -> str:
    """Write claims whose texts are hard to hold in a cell."""
    texts = enumerate([*HARD, *STEERING])
    rows = ({"id": f"c{number}", "text": text, "topics": [text]} for number, text in texts)
    return claims_file("\n".join(map(json.dumps, rows)), "hard.jsonl")


@pytest.mark.parametrize("format_", ["json", "jsonl", "yaml"])
def test_objects_give_back_the_very_text(coalition: Run, hard_file: str, format_: str) -> None:
    out = coalition("claims", "-d", hard_file, "-f", format_).out
    assert [row["text"] for row in rows_of(out, format_)] == [*HARD, *STEERING]
    again = coalition("claims", "-d", "-", "-f", format_, "--fields", "id,text", stdin=out)
    assert [row["text"] for row in rows_of(again.out, format_)] == [*HARD, *STEERING]


def test_csv_gives_back_the_very_text_but_for_what_steers(coalition: Run, hard_file: str) -> None:
    rows = rows_of(coalition("claims", "-d", hard_file, "-f", "csv").out, "csv")
    assert [row["text"] for row in rows] == [*HARD, *STEERING.values()]
    assert [row["topics"] for row in rows] == [*HARD, *STEERING.values()]


def test_tsv_gives_back_the_very_text_on_one_line(coalition: Run, hard_file: str) -> None:
    texts = [*HARD, *STEERING.values()]
    lines = [text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ") for text in texts]
    rows = rows_of(coalition("claims", "-d", hard_file).out, "tsv")
    assert [row["text"] for row in rows] == lines


def test_tsv_is_csv_with_tabs(coalition: Run, claims_file: Write) -> None:
    claims = [
        {"id": "a", "text": '"Mind" the step'},
        {"id": "b", "text": "D:\\new\\temp, it says"},
        {"id": "c", "text": "two\r\nlines\tand a tab"},
    ]
    file = claims_file(json.dumps(claims), "claims.json")
    assert coalition("claims", "-d", file, "--fields", "id,text,note").out == (
        "id\ttext\tnote\n"
        'a\t"""Mind"" the step"\t\n'
        "b\tD:\\new\\temp, it says\t\n"
        "c\ttwo lines and a tab\t\n"
    )
    # A line with nothing on it is passed over by many readers.
    assert coalition("claims", "-d", file, "--fields", "note").out == 'note\n""\n""\n""\n'


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("mlr") is None,
    reason="there is no mlr here: install it, of miller",
)
@pytest.mark.parametrize(("format_", "separator"), [("tsv", "tab"), ("csv", "comma")])
def test_miller_reads_the_very_text(
    coalition: Run, hard_file: str, tmp_path: Path, format_: str, separator: str
) -> None:
    out = tmp_path / "out"
    coalition("claims", "-d", hard_file, "-f", format_, "-o", out)
    command = ["mlr", "-S", "--icsv", "--ifs", separator, "--ojsonl", "cat", str(out)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    ours = rows_of(out.read_bytes().decode(), format_)
    theirs = rows_of(done.stdout.decode(), "jsonl")
    # It takes the line ends of a cell for its own.
    assert [row["text"] for row in theirs] == [row["text"].replace("\r\n", "\n") for row in ours]


def test_markdown_gives_back_the_very_text_on_one_line(coalition: Run, hard_file: str) -> None:
    from markdown_it import MarkdownIt  # Rich has it

    out = coalition("claims", "-d", hard_file, "--fields", "id,text", "-f", "md").out
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    cells = [token.children or [] for token in reader.parse(out) if token.type == "inline"]
    assert {part.type for cell in cells for part in cell} == {"text"}  # nothing is marked up
    texts = ["".join(part.content for part in cell) for cell in cells[3::2]]
    rows = rows_of(coalition("claims", "-d", hard_file).out, "tsv")
    assert texts == [row["text"] for row in rows]


FORMULAS = {
    "=1+1": "'=1+1",
    "+44 20 7946 0000": "'+44 20 7946 0000",
    "-5 degrees": "'-5 degrees",
    "@SUM(A1)": "'@SUM(A1)",
    "cold;\u00a0=1": "cold;\u00a0'=1",
    "\u200b=1": "'\u200b=1",
    "＝1": "'＝1",
    "＋1": "'＋1",
    "－1": "'－1",
    "＠x": "'＠x",
    "﹣1": "'﹣1",
    "cold;=1+1": "cold;'=1+1",
    "cold, =1+1": "cold, '=1+1",
    'cold;"=1+1"': 'cold;"\'=1+1"',
    '"=1+1"': '\'"=1+1"',
    "cold|+1": "cold|'+1",
    "=1;=2": "'=1;'=2",
    "cold = warm - 5": "cold = warm - 5",
    "3-4": "3-4",
    "nobody@example.org": "nobody@example.org",
    "'=1": "''=1",  # another text than =1
    "a 'b'": "a 'b'",
}


@pytest.mark.parametrize("format_", ["csv", "tsv"])
def test_nothing_in_a_safe_table_is_a_formula(
    coalition: Run, claims_file: Write, format_: str
) -> None:
    texts = {**FORMULAS, "cold\n=1+1": "cold\n'=1+1", "cold\t=1+1": "cold\t'=1+1"}
    if format_ == "tsv":
        texts |= {"cold\n=1+1": "cold =1+1", "cold\t=1+1": "cold =1+1"}
    claims = [{"id": f"{n}{t[:1]}", "text": t, "topics": [t]} for n, t in enumerate(texts)]
    file = claims_file(json.dumps(claims), "=claims.json")
    words = ["claims", "-d", file, "-f", format_, "--fields", "text,topics"]
    out = coalition(*words, "--safe").out
    assert [row["text"] for row in rows_of(out, format_)] == list(texts.values())
    assert [row["topics"] for row in rows_of(out, format_)] == list(texts.values())
    # Each is quoted, so that a reader of other separators too keeps it whole.
    assert all(line.startswith('"') for line in out.splitlines() if "'=1+1" not in line)
    plain = rows_of(coalition(*words).out, format_)
    breaks = str.maketrans("\n\t", "  ") if format_ == "tsv" else {}
    assert [row["text"] for row in plain] == [text.translate(breaks) for text in texts]


@pytest.mark.parametrize(
    "command",
    ["claims", "show red", "stats", "drift", "sourcing", "members", "cache", "diff x.yaml x.yaml"],
)
def test_every_table_can_be_safe(
    coalition: Run,
    claims_file: Write,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    command: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    claims_file(CORPUS, "x.yaml")
    data = [] if command.startswith(("cache", "diff")) else ["-d", "x.yaml"]
    words = [*command.split(), *data, "--safe"]
    first = coalition(*words, "-f", "csv").lines[0]
    assert first[0] + first[-1] == '""'
    assert coalition(*words, "-o", "out.tsv") == (0, "", "")
    assert Path("out.tsv").read_text().startswith('"')


@pytest.mark.parametrize("format_", ["table", "list", "json", "jsonl", "yaml", "md"])
@pytest.mark.parametrize("command", ["claims", "show red"])
def test_what_no_spreadsheet_opens_has_no_safe_form(
    coalition: Run, claims_file: Write, command: str, format_: str
) -> None:
    error = f"coalition: --safe works only with tsv or csv, not with {format_}\nsay -f tsv or csv\n"
    words = [*command.split(), "-d", claims_file(CORPUS), "--safe", "-f", format_]
    assert coalition(*words) == (2, "", error)


ANOTHER = """\
import sys
from coalition_cli import formats
formats._FORMATS += (formats.Format("lines", (".ln",), "objects:write_jsonl", safe=True),)
from coalition_cli.__main__ import main
sys.exit(main())
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("topics -n 1 -f lines", '{"topic": "alliance", "claims": 7}'),
        ("topics -n 1 -o x.ln", '{"topic": "alliance", "claims": 7}'),
        ("topics -h", "  -f, --format <table|list|tsv|csv|json|jsonl|yaml|md|lines>"),
        ("topics -h", "  --safe  In csv and lines and tsv: put an apostrophe"),
        ("topics -o x.odd", "endings: .tsv, .csv, .json, .jsonl, .ndjson, .yaml, .yml, .md, .ln,"),
        ("topics -f odd", "'yaml', 'md', 'lines'."),
        ("topics --safe -f md", "say -f tsv or csv or lines"),
        (
            "check -f lines",
            "is not one of 'full', 'plain', 'concise', 'csv', 'json', 'github', 'sarif'.",
        ),
        ("topics -f l TAB", "words list lines"),
    ],
)
def test_all_follows_from_a_line_in_the_table_of_formats(
    tmp_path: Path, words: str, told: str
) -> None:
    line, tab, _ = words.partition(" TAB")
    asked = {"_COALITION_COMPLETE": "complete_fish", "_COALITION_LINE": f"coalition {line}"}
    done = subprocess.run(
        [sys.executable, "-c", ANOTHER, *([] if tab else line.split())],
        env=os.environ | (asked if tab else {}),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    written = "".join(file.read_text() for file in tmp_path.iterdir())
    assert " ".join(told.split()) in " ".join((done.stdout + done.stderr + written).split())
