"""Claims in JSON and JSON Lines, and the program's own output read again."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import Run, errors
from .records import expected, make_claim, make_file, stated
from .terminals import Result

Write = Callable[..., str]
GOOD = Result(0, "", "")
KEYS_OF_A_CLAIM = (
    "  the keys of a claim: id, text, speaker, anonymous, on_behalf_of, source, confidence, "
    "credibility, kind, topics, date, place, context, language, embargo, status, appearances, "
    "supports, contradicts, reviews, evidence, corrections, note, extra\n"
)
SYNTAX = "  check for a missing comma, quotation mark or bracket\n"
ONE = "  a file has one object or array; only single records stand one on each line\n"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


CLAIMS = [
    make_claim(id="red-lines", confidence=None, anonymous=True),
    make_claim(id="green-lines", supports=["red-lines"], confidence=0, extra={"colour": "green"}),
]
AS_OBJECT = json.dumps(make_file(*CLAIMS), indent=2)
AS_ARRAY = json.dumps(CLAIMS)
AS_LINES = "".join(json.dumps(claim) + "\n" for claim in CLAIMS)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("claims.json", AS_OBJECT),
        ("claims.json", AS_ARRAY),
        ("claims.json", AS_LINES),
        ("claims.jsonl", AS_LINES),
        ("claims.jsonl", AS_OBJECT),
        ("claims.jsonl", AS_LINES.replace("\n", "\r\n")),
        ("claims.jsonl", AS_LINES.replace("\n", "\n\n \n")),
        ("claims.jsonl", AS_LINES.rstrip("\n")),
        ("claims.json", "\ufeff" + AS_ARRAY),
        ("claims.txt", AS_ARRAY),
        ("claims", "\n\n  " + AS_OBJECT),
        ("claims.yaml", AS_OBJECT),
        ("claims.yaml", AS_ARRAY),
    ],
    ids=[
        "object", "array", "lines", "jsonl", "object.jsonl", "CRLF", "blank lines", "no last break",
        "BOM", "other suffix", "no suffix", "object as YAML", "array as YAML",
    ],
)  # fmt: skip
def test_an_object_an_array_and_lines_state_the_same_claims(
    coalition: Run, claims_file: Write, name: str, text: str
) -> None:
    claims_file(text, name)
    assert errors(coalition, name) == GOOD
    rows = coalition("claims", "-d", name, "--json").json
    assert [stated(row) for row in rows] == [expected(claim) for claim in CLAIMS]


CORPUS: dict[str, Any] = {
    "version": 1,
    "title": "Lines",
    "membership": {"counted": 35, "claim": "red-lines"},
    "sources": [{"id": "gazette", "name": "The Gazette", "extra": {"n": [1, 2.5, {"x": None}]}}],
    "articles": [{"id": "snow", "publisher": "gazette", "original": True}],
    "speakers": [
        {"id": "ann", "name": "Ann", "role": "mayor"},
        {"id": "clerk", "description": "a clerk", "anonymity_reason": "to speak freely"},
        {"id": "withheld", "name": "Bo Roe", "anonymous": True, "role": "one of Bo Roe's men"},
    ],
    "claims": [
        make_claim(id="red-lines", speaker="ann", source="gazette", extra={"a": {"b": "1"}}),
        make_claim(id="green", speaker="withheld", source="gazette", supports=["red-lines"]),
    ],
    "facts": [{"id": "fact", "text": "It snowed.", "supports": ["green"]}],
    "members": [{"country": "MT", "name": "Malta", "claims": ["green"], "facts": ["fact"]}],
}
SECTIONS_OF_IT = ("sources", "articles", "speakers", "claims", "facts", "members")


def as_corpus_lines(corpus: dict[str, Any], colon: str = ": ") -> str:
    """Return a claims file as JSON Lines: each record under the name of its section."""
    header = {name: value for name, value in corpus.items() if name not in SECTIONS_OF_IT}
    lines = [("file", header)] if header else []
    lines += [(name, record) for name in SECTIONS_OF_IT for record in corpus.get(name, [])]
    return "".join(json.dumps({k: v}, separators=(", ", colon)) + "\n" for k, v in lines)


def without_places(out: str) -> str:
    return re.sub(r"\w+\.jsonl?:\d+:\d+", "FILE", out)


def answers(coalition: Run, path: str) -> list[Any]:
    """Return all that commands say of a file, but for the places of records."""
    rows = [coalition(name, "-d", path, "--json").json for name in SECTIONS_OF_IT]
    for row in (row for section in rows for row in section):
        del row["file"], row["line"]
    return [*rows, coalition("-d", path).out.replace(path, "FILE")]


@pytest.mark.parametrize("colon", [": ", ":", " : "])
@pytest.mark.parametrize("indent", ["", "  "])
def test_lines_may_hold_the_records_of_every_section(
    coalition: Run, claims_file: Write, colon: str, indent: str
) -> None:
    claims_file(json.dumps(CORPUS), "whole.json")
    lines = as_corpus_lines(CORPUS, colon).splitlines()
    claims_file("".join(f"{indent}{line}\n" for line in lines), "lines.jsonl")
    told = errors(coalition, "whole.json").out
    assert "confidential-name" in told
    assert without_places(errors(coalition, "lines.jsonl").out) == without_places(told)
    assert answers(coalition, "lines.jsonl") == answers(coalition, "whole.json")
    assert coalition("show", "green", "-d", "lines.jsonl", "--json").json[0]["line"] == 8


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"speakers": {"name": "Bo"}}', "missing-key: 'id' is missing in the speaker"),
        (
            '{"speakers": {"id": "bo", "nmae": "Bo"}}',
            "unknown-key: unknown key 'nmae' in speaker 'bo'",
        ),
        ('{"sources": {"id": "b", "kind": "shop"}}', "unknown-value: 'kind' in source 'b'"),
        (
            '{"claims": {"id": "b", "text": "x", "supports": ["c"]}}',
            "unknown-reference: no claim 'c'",
        ),
        ('{"id": "b", "text": "x", "supports": ["c"]}', "unknown-reference: no claim 'c'"),
        (
            '{"speakers": {"id": "ann", "name": "Bo"}}',
            "repeated-id: the id 'ann' is already that of",
        ),
        (
            '{"speakers": {"id": "b", "name": "B"}, "sources": {}}',
            "unknown-key: unknown key 'speakers' in the claim",
        ),
        ('{"file": {"version": 1}}', "missing-key: 'id' is missing in the claim"),
        ('{"speakers": []}', "unknown-key: unknown key 'speakers' in the claim"),
        (
            '{"speakers": {"id": "b", "id": "c"}}',
            "repeated-key: the key 'id' in speaker 'b' stands twice",
        ),
    ],
)
def test_a_defect_is_told_at_the_line_of_its_record(
    coalition: Run, claims_file: Write, line: str, told: str
) -> None:
    first = '{"speakers": {"id": "ann", "name": "Ann"}}'
    claims_file(f"{first}\n{line}\n", "lines.jsonl")
    assert f"lines.jsonl:2:1: {told}" in errors(coalition, "lines.jsonl").out


def test_a_key_in_the_first_line_that_no_file_has_is_a_problem(
    coalition: Run, claims_file: Write
) -> None:
    claims_file('{"file": {"version": 2, "claims": []}}\n', "lines.jsonl")
    out = errors(coalition, "lines.jsonl").out
    assert "lines.jsonl:1:1: unknown-key: unknown key 'claims' in" in out
    assert "unknown-version" in out


def test_lines_that_begin_with_a_claim_by_itself_are_only_a_list_of_claims(
    coalition: Run, claims_file: Write
) -> None:
    claim = '{"id": "a", "text": "x", "appearances": [{"article": "elsewhere"}]}'
    speaker = '{"speakers": {"id": "ann", "name": "Ann"}}'
    claims_file(f"{claim}\n{speaker}\n", "list.jsonl")
    assert errors(coalition, "list.jsonl") == GOOD
    assert coalition("speakers", "-d", "list.jsonl", "--count").out == "1\n"
    claims_file(f"{speaker}\n{claim}\n", "whole.jsonl")
    assert "unknown-reference: no article 'elsewhere'" in errors(coalition, "whole.jsonl").out


@pytest.mark.parametrize("text", [AS_OBJECT, AS_ARRAY, AS_LINES, " " * 5_000 + AS_ARRAY])
def test_standard_input_is_json_if_it_begins_like_json(coalition: Run, text: str) -> None:
    text = text.replace("Red lines", r"\ud83d\udea9 Red lines")  # in YAML no such pair is an escape
    rows = coalition("claims", "-d", "-", "--json", stdin=text).json
    assert {row["text"] for row in rows} == {"🚩 Red lines have been crossed."}
    assert {row["file"] for row in rows} == {"-"}


@pytest.mark.parametrize("text", ["", " \n\t ", "[]", "{}", '{"claims": []}', '{"title": "None"}'])
@pytest.mark.parametrize("name", ["claims.json", "claims.jsonl"])
def test_a_file_without_claims_is_a_claims_file(
    coalition: Run, claims_file: Write, name: str, text: str
) -> None:
    claims_file(text, name)
    if name == "claims.json" and not text.strip():  # which is no JSON, and no lines of it
        assert errors(coalition, name).out.startswith(f"{name}:1:1: bad-syntax: the file is empty")
        return
    assert coalition("claims", "-d", name, "--json") == Result(0, "[]\n", "")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('{"id": "a", "text": "A"}\n\n{"id": "b", "text": "B"}', [1, 3]),
        ('\r\n{"id": "a", "text": "A"}\r\n{"id": "b", "text": "B"}', [2, 3]),
        ('[{"id": "a", "text": "A"}, {"id": "b",\n"text": "B"}]', [1, 1]),
        ('[\n{"id": "a",\n"text": "A"},\n\n  {"id": "b", "text": "B"}]', [2, 5]),
        ('{"title": 1, "claims":\n[{"id": "a", "text": "A"},\n{"id": "b", "text": "B"}]}', [2, 3]),
    ],
    ids=["lines", "CRLF", "array on a line", "array", "object"],
)  # fmt: skip
def test_a_record_has_the_line_where_it_begins(
    coalition: Run, claims_file: Write, text: str, lines: list[int]
) -> None:
    claims_file(text, "claims.json")
    rows = coalition("claims", "-d", "claims.json", "--json").json
    assert [(row["file"], row["line"]) for row in rows] == [("claims.json", line) for line in lines]


def test_every_problem_of_a_record_is_at_the_place_where_the_record_begins(
    coalition: Run, claims_file: Write
) -> None:
    claims_file('[\n  {"id": "a",\n   "kind": "view",\n   "saurce": "b"}\n]\n', "claims.json")
    text = f"""\
claims.json:2:3: unknown-key: unknown key 'saurce' in claim 'a'; did you mean 'source'?
{KEYS_OF_A_CLAIM}\
claims.json:2:3: unknown-value: 'kind' in claim 'a' cannot be the text 'view'
  kind is one of event, numerical, causal, position, prediction
claims.json:2:3: missing-key: 'text' is missing in claim 'a'
  add 'text': the claim in the curator's words
"""
    assert errors(coalition, "claims.json") == Result(1, text, "")


@pytest.mark.slow
@pytest.mark.parametrize(
    "broken",
    [
        '{"id": "x", "text": "X",}',
        '{"id": "x" "text": "X"}',
        '{"id": "x", "text": "X"} {',
        '{"id": "x", "text": "X',
        '{"id": "x", "text": "X"',
        '{"id": "x",',
        '{"id": "x", "extra": [',
        '{"id": "x", "text": nothing}',
        '{"id": "x", "text": "\\ud83d"}',
        '{"id": "x", "text": "\\y"}',
        "id: x",
        "}",
        "42",
        "null",
    ],
)
def test_a_broken_line_hides_no_other(coalition: Run, claims_file: Write, broken: str) -> None:
    claims_file(f'{{"id": "a", "x": 1}}\n{broken}\n{{"id": "b"}}\n{{"id": "b"}}\n', "claims.jsonl")
    told = errors(coalition, "claims.jsonl").out.splitlines()[::2]
    found = [(line.split(":")[1], line.split(": ")[1]) for line in told]
    assert {number for number, _ in found} == {"1", "2", "3", "4"}
    assert [code for number, code in found if number != "2"] == [
        "unknown-key",
        "missing-key",
        "missing-key",
        "repeated-id",
        "missing-key",
    ]


@pytest.mark.slow
def test_each_of_many_broken_lines_is_told(coalition: Run, claims_file: Write) -> None:
    claims_file('{"id": }\n' * 20_000, "claims.jsonl")
    result = errors(coalition, "claims.jsonl")
    assert (result.code, result.err) == (1, "")
    places = [line.partition(": bad-syntax: ")[0] for line in result.lines[::2]]
    assert places == [f"claims.jsonl:{number}:8" for number in range(1, 20_001)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[{"id": "a", "text": "A"}\n{"id": "b"}]', "2:1: bad-syntax: expected ',' or ']'"),
        ('[{"id": "a", "text": "A"},\n', "2:1: bad-syntax: expecting value"),
        ('[{"id": "a", "text": "A"}\n', "2:1: bad-syntax: expected ',' or ']'"),
        ('{"claims":\n', "2:1: bad-syntax: expecting value"),
        ('{"claims": [],\n]', "2:1: bad-syntax: expected a key in double quotes"),
        ('{"claims"\n[]}', "2:1: bad-syntax: expected ':'"),
    ],
)
def test_broken_json_is_a_problem_where_it_breaks(
    coalition: Run, claims_file: Write, text: str, place: str
) -> None:
    claims_file(text, "claims.json")
    told = f"claims.json:{place}\n{SYNTAX}"
    assert errors(coalition, "claims.json") == Result(1, told, "")


@pytest.mark.parametrize("text", ['[{"id": "a", "text": "A"}]\n]', '{"title": "T"}\n{}'])
def test_a_file_holds_one_object_or_array(coalition: Run, claims_file: Write, text: str) -> None:
    claims_file(text, "claims.json")
    told = f"claims.json:2:1: bad-syntax: more text after the end\n{ONE}"
    assert errors(coalition, "claims.json") == Result(1, told, "")


@pytest.mark.parametrize("name", ["claims.json", "claims.jsonl", "claims"])
def test_an_object_with_a_key_of_a_claims_file_is_one_whatever_stands_first(
    coalition: Run, claims_file: Write, name: str
) -> None:
    claims_file('{"comment": 1, "claims": []}\n', name)
    text = f"""\
{name}:1:2: unknown-key: unknown key 'comment' in the claims file
  the keys of a claims file: version, title, membership, extra, sources, articles, speakers, \
claims, facts, members
"""
    assert errors(coalition, name) == Result(1, text, "")


@pytest.mark.parametrize("name", ["claims.json", "claims.jsonl", "claims"])
def test_an_object_with_none_of_them_is_a_claim_whatever_stands_first(
    coalition: Run, claims_file: Write, name: str
) -> None:
    claims_file('{"comment": 1, "id": "a", "text": "A"}\n{"id": "b"}\n', name)
    text = f"""\
{name}:1:1: unknown-key: unknown key 'comment' in claim 'a'
{KEYS_OF_A_CLAIM}\
{name}:2:1: missing-key: 'text' is missing in claim 'b'
  add 'text': the claim in the curator's words
"""
    assert errors(coalition, name) == Result(1, text, "")


@pytest.mark.parametrize(
    "text",
    [
        r'{"id": "a", "text": "\ud83d"}',
        r'{"id": "a", "text": "\udea9\ud83d"}',
        r'{"id": "\ud83d", "text": "A"}',
        r'{"id": "a", "text": "A", "topics": ["\ud83d"]}',
        r'{"id": "a", "text": "A", "extra": {"b": "\ud83d"}}',
        r'{"id": "a", "text": "A", "extra": {"\ud83d": "b"}}',
        r'{"id": "a", "text": "A", "\ud83d": "b"}',
    ],
)
def test_half_of_a_surrogate_pair_is_a_problem(
    coalition: Run, claims_file: Write, text: str
) -> None:
    claims_file(text, "claims.jsonl")
    checked = errors(coalition, "claims.jsonl")
    assert (checked.code, checked.err) == (1, "")
    assert checked.out.startswith("claims.jsonl:1:")
    assert coalition("claims", "-d", "claims.jsonl", "--json").code == 3


def test_a_whole_surrogate_pair_is_a_character(coalition: Run) -> None:
    text = r'{"id": "a", "text": "\ud83d\udea9"}'
    assert coalition("claims", "-d", "-", "--json", stdin=text).json[0]["text"] == "🚩"


@pytest.mark.parametrize("number", ["1.5", "25e-1", "1e-400", "true"])
def test_what_is_no_whole_number_is_none(coalition: Run, claims_file: Write, number: str) -> None:
    claims_file(f'{{"id": "a", "text": "A", "credibility": {number}}}', "claims.jsonl")
    text = f"""\
claims.jsonl:1:1: wrong-type: 'credibility' in claim 'a' must be a whole number, not '{number}'
  write a whole number, without quotation marks
"""
    assert errors(coalition, "claims.jsonl") == Result(1, text, "")


@pytest.mark.parametrize("number", ["4", "4.0", "4e0", "0.4e1", "40e-1", "4.000"])
def test_a_whole_number_may_be_written_in_each_way_of_json(coalition: Run, number: str) -> None:
    text = (
        f'{{"id": "a", "text": "A", "credibility": {number}, "confidence": {number}, '
        f'"appearances": [{{"article": "b", "paragraph": {number}}}]}}'
    )
    for stdin in (text, f"[{text}]"):
        [row] = coalition("claims", "-d", "-", "--json", stdin=stdin).json
        assert (row["credibility"], row["confidence"]) == (4, 4)
        assert [one["paragraph"] for one in row["appearances"]] == [4]
    assert (
        coalition("claims", "-d", "-", f"confidence:{number}", "--count", stdin=text).out == "1\n"
    )
    assert coalition("claims", "-d", "-", "confidence:5.0..", "--count", stdin=text).out == "0\n"


# What is no JSON, though one or the other of our readers may take it.
NO_JSON = [
    "NaN",
    "Infinity",
    "-Infinity",
    "nan",
    "+1",
    "01",
    "-01",
    ".5",
    "1.",
    "1e",
    "0x10",
    "- 1",
]
NO_JSON += ["'a'", "True", "undefined", "[1,]", '"a\tb"', '"\\x"', "1_000", "\uff11", "// 1", "[1}"]
WRAPPINGS = {
    "extra.jsonl": '{"id": "b", "text": "B",\n"extra": %s}',
    "derived.jsonl": '{"id": "b", "text": "B",\n"origins": %s}',
    "unknown.jsonl": '{"id": "b", "text": "B",\n"sauce": %s}',
    "number.jsonl": '{"id": "b", "text": "B",\n"confidence": %s}',
    "list.json": '[{"id": "b", "text": "B",\n"topics": [%s]}]',
    "derived.json": '[{"id": "b", "text": "B",\n"origins": %s}]',
    "extra.json": '{"claims": [{"id": "b", "text": "NaN",\n"extra": {"NaN": %s}}]}',
    "header.json": '{"version": 1,\n"title": %s}',
}


@pytest.mark.parametrize("text", NO_JSON)
@pytest.mark.parametrize("name", WRAPPINGS)
def test_what_is_no_json_is_a_problem_wherever_it_stands(
    coalition: Run, claims_file: Write, name: str, text: str
) -> None:
    claims_file(WRAPPINGS[name] % text, name)
    checked = errors(coalition, name)
    assert checked.code == 1
    assert checked.out.startswith(f"{name}:2:")
    assert ": bad-syntax: " in checked.out.splitlines()[0]
    assert coalition("claims", "-d", name).code == 3


@pytest.mark.parametrize("number", ["1e400", "-1E+999", "9" * 641, "1" + "0" * 9_000])
def test_a_number_beyond_all_bounds_is_a_problem(
    coalition: Run, claims_file: Write, number: str
) -> None:
    claims_file(f'{{"id": "a", "text": "A", "extra": [{number}]}}', "claims.jsonl")
    assert errors(coalition, "claims.jsonl").out.startswith("claims.jsonl:1:1: out-of-range: the")
    claims_file(f'{{"id": "a", "text": "A", "confidence": {number}}}', "claims.jsonl")
    assert errors(coalition, "claims.jsonl").out.startswith("claims.jsonl:1:1: out-of-range: 'con")
    claims_file(f'{{"id": "a", "text": {number}}}', "claims.jsonl")  # text as it is written
    [row] = coalition("claims", "-d", "claims.jsonl", "--json").json
    assert row["text"] == number


@pytest.mark.parametrize(
    ("extra", "kept"),
    [
        ('{"n": 1, "f": 0.1, "z": -0.0, "t": "1", "b": true, "x": null}', None),
        ('[1, [2, {"a": []}], {}]', None),
        ('"text"', None),
        ("12345678901234567", None),
        ("[123456789012345678901234567890, -99999999999999999999]", None),
        ("9" * 640, None),
        ("[1e0005, 1E+2, -0.0, 0e9999, 1e-9999, 5e-324]", None),
        ('""', None),
        ('" "', None),
        ("[1.5, -2.5e-8, 1e300, 1E3, 0.1e1, 1.7976931348623157e308]", None),
        ('{"n": 0.10}', {"n": 0.1}),
        ('{"a": " b "}', None),
    ],
)
def test_extra_is_kept_as_it_is(coalition: Run, extra: str, kept: object) -> None:
    text = f'{{"id": "a", "text": "A", "extra": {extra}}}'
    row = coalition("claims", "-d", "-", "--json", stdin=text).json[0]
    assert row["extra"] == (json.loads(extra) if kept is None else kept)


def test_numbers_as_text_are_text_in_text_fields(coalition: Run) -> None:
    text = '{"id": 7, "text": 1.10, "source": 1e3, "note": true, "date": 2026}'
    row = coalition("claims", "-d", "-", "--json", stdin=text).json[0]
    assert [row[key] for key in ("id", "text", "source", "note", "date")] == [
        "7",
        "1.10",
        "1e3",
        "true",
        "2026",
    ]


def test_a_key_that_stands_twice_is_a_problem(coalition: Run, claims_file: Write) -> None:
    claims_file(
        '{"title": "T",\n"claims": [\n{"id": "a", "text": "A", "text": "B"}],\n"title": "U"}',
        "claims.json",
    )
    text = """\
claims.json:3:1: repeated-key: the key 'text' in claim 'a' stands twice
  keep one of them
claims.json:4:1: repeated-key: the key 'title' in the claims file stands twice
  keep one of them
"""
    assert errors(coalition, "claims.json") == Result(1, text, "")


def test_a_list_that_stands_twice_is_a_problem(coalition: Run, claims_file: Write) -> None:
    claims_file('{"claims": [],\n"claims": []}', "claims.json")
    text = """\
claims.json:2:1: repeated-key: the key 'claims' in the claims file stands twice
  keep one of them
"""
    assert errors(coalition, "claims.json") == Result(1, text, "")


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 100_000, f'[{{"id": {"[" * 40}{"]" * 40}}}]']
)
def test_json_that_is_nested_too_deep_is_a_problem(
    coalition: Run, claims_file: Write, text: str
) -> None:
    claims_file(text, "claims.json")
    result = errors(coalition, "claims.json")
    assert (result.code, result.err) == (1, "")
    assert "over-limit: values are nested more than 32 deep\n" in result.out


def _rows(result: Result, asked: str) -> list[dict[str, Any]]:
    assert (result.code, result.err) == (0, "")
    rows: list[dict[str, Any]]
    rows = [json.loads(line) for line in result.lines] if asked == "jsonl" else result.json
    return rows


# Where a record stands, and what only the sources, speakers and articles of the whole file tell.
_LOST = {"file", "line", "speaker_name", "source_name", "origins"}


@pytest.mark.parametrize("asked", ["json", "jsonl", "yaml"])
def test_output_can_be_input(coalition: Run, asked: str) -> None:
    rows = coalition("claims", "--json").json
    out = coalition("claims", "-f", asked).out
    assert errors(coalition, "-", stdin=out) == GOOD
    again = coalition("claims", "-d", "-", "--json", stdin=out).json
    assert len(again) == len(rows) > 0
    kept = set(rows[0]) - _LOST
    assert [{key: row[key] for key in kept} for row in again] == [
        {key: row[key] for key in kept} for row in rows
    ]
    assert {(row["file"], row["speaker_name"] == row["speaker"]) for row in again} == {("-", True)}


@pytest.mark.parametrize("asked", ["json", "jsonl", "yaml"])
def test_who_is_unnamed_in_output_is_unnamed_where_it_is_input(coalition: Run, asked: str) -> None:
    claims = coalition("claims", "--json").json
    unnamed = {row["speaker"] for row in claims if row["anonymous"]}
    out = coalition("claims", "-f", asked).out
    speakers = coalition("speakers", "-d", "-", "--json", stdin=out).json
    assert {row["id"] for row in speakers} > unnamed > set()
    assert {row["id"] for row in speakers if row["anonymous"]} == unnamed


@pytest.mark.parametrize("asked", ["json", "jsonl", "yaml"])
def test_output_that_was_input_stays_as_it_is(coalition: Run, asked: str) -> None:
    first = coalition("claims", "-f", asked).out
    second = coalition("claims", "-d", "-", "-f", asked, stdin=first).out
    third = coalition("claims", "-d", "-", "-f", asked, stdin=second).out
    assert second.count("red-lines") == first.count("red-lines")
    assert third == second


def test_fewer_fields_can_be_input_too(coalition: Run) -> None:
    out = coalition("claims", "--fields", "line,text,id,direct", "-f", "jsonl").out
    again = _rows(coalition("claims", "-d", "-", "-f", "jsonl", stdin=out), "jsonl")
    rows = _rows(coalition("claims", "--json"), "json")
    assert [(row["id"], row["text"]) for row in again] == [(row["id"], row["text"]) for row in rows]


def test_keys_that_our_output_adds_are_problems_in_a_file_written_by_hand(
    coalition: Run, claims_file: Write
) -> None:
    claims_file("claims:\n- {id: a, text: A, source_name: B}\n")
    text = """\
claims.yaml:2:20: unknown-key: unknown key 'source_name' in claim 'a'
  remove it: the program works 'source_name' out
"""
    result = errors(coalition, "claims.yaml")
    assert (result.code, result.out.replace("; did you mean 'source'?", "")) == (1, text)


@pytest.mark.parametrize(
    "text", ["a\0b", "\0", "\ufdd0", "\ufdd00", "\ufdd01\0", "\ufdd0\ufdd00", "a\ufdd0\0"]
)
def test_a_text_that_few_records_state_keeps_all_its_characters(
    coalition: Run, tmp_path: Path, text: str
) -> None:
    claim = {"id": "a", "text": "A", "place": text, "appearances": [{"article": "x", "verb": text}]}
    file = tmp_path / "claims.json"
    file.write_text(json.dumps({"articles": [{"id": "x"}], "claims": [claim]}))
    [row] = coalition("claims", "-d", file, "--json").json
    assert (row["place"], row["appearances"][0]["verb"]) == (text, text)


def test_the_claim_of_a_membership_may_have_any_id(coalition: Run, tmp_path: Path) -> None:
    claims = [{"id": "a\0b", "text": "A"}]
    file = tmp_path / "claims.json"
    file.write_text(json.dumps({"claims": claims, "membership": {"claim": "a\0b"}}))
    assert coalition("claims", "-d", file, "--count").out == "1\n"
