"""Claims in YAML: what each scalar means, where records stand, and which files are read."""

import json
import os
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coalition_cli.model import SECTIONS

from .conftest import Run, errors
from .core_yaml import core_values
from .records import expected, make_claim, make_file, stated, yaml_text
from .terminals import Result

Write = Callable[..., str]
GOOD = Result(0, "", "")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def rows(coalition: Run, claims_file: Write) -> Callable[..., list[dict[str, object]]]:
    """Read a text and return its records: rows("claims: …", "speakers")."""

    def read(text: str | bytes, section: str = "claims") -> list[dict[str, object]]:
        claims_file(text)
        result = coalition(section, "-d", "claims.yaml", "--json")
        assert (result.code, result.err) == (0, "")
        read: list[dict[str, object]] = result.json
        return read

    return read


Rows = Callable[..., list[dict[str, object]]]


def test_ids_and_texts_are_a_claims_file(rows: Rows) -> None:
    assert rows("claims:\n- id: a\n  text: A\n- {id: b, text: B}\n") == [
        {
            **dict.fromkeys([field.name for field in SECTIONS["claims"].fields]),
            **{field.name: [] for field in SECTIONS["claims"].fields if field.many},
            "id": name,
            "text": name.upper(),
            "status": "active",
            "direct": False,
            "reviewed": False,
            "origins": 0,
            "file": "claims.yaml",
            "line": line,
        }
        for name, line in [("a", 2), ("b", 4)]
    ]


@pytest.mark.parametrize("text", [
    "", "\n", "# nothing yet\n", "---\n", "null", "~", "{}", "[]", "claims:", "claims: []",
    "version: 1\n", "claims: ~\nsources: null\n", "\ufeff", "title:", "%YAML 1.2\n---\n",
])  # fmt: skip
def test_a_file_may_state_nothing(rows: Rows, text: str) -> None:
    assert rows(text) == []


def test_a_claim_keeps_all_that_it_states(rows: Rows) -> None:
    claim = make_claim(
        on_behalf_of="France",
        anonymous=True,
        credibility=3,
        status="corrected",
        appearances=[
            {"article": "a0", "paragraph": 6, "quote": "red lines", "attribution": "a diplomat"},
            {"article": "a1", "wording": "lines that are red", "speaker": "Kyiv"},
        ],
        supports=["red-lines"],
        contradicts=["red-lines"],
        note="A note.",
        extra={"colour": ["red", {"hex": "#f00", "alpha": 0.5, "set": False, "unset": None}]},
    )
    (row,) = rows(yaml_text(make_file(claim)))
    assert stated(row) == expected(claim)


def test_keys_stand_in_any_order(rows: Rows) -> None:
    claim = make_claim()
    backwards = dict(reversed(claim.items()))
    (row,) = rows("claims:\n- " + yaml_text(backwards))
    assert stated(row) == expected(claim)


AS_WRITTEN = [
    "NO", "no", "Yes", "on", "off", "y", "true", "012", "0o14", "0x1F", "1e3", "1.10", "1_000",
    "12:30", "12:30:45", "+7", "-", "-1", ".5", ".inf", ".NaN", "2026-01-19", "=", "<<", "3%",
    "2026-01-19T10:00:00Z", "Null and void", "1,000", "A: B", "A #1", "naïve – “quoted” 🚩", "*",
    "A's \"B\" \\n", "http://example.org/a?b=c&d#e", "[sic", "!", "&c", "@", "`", "{", "- a", "# a",
]  # fmt: skip
PLAIN = [text for text in AS_WRITTEN if text[0] not in "-!&*@`{[?#" and ": " not in text]
PLAIN = [text for text in PLAIN if " #" not in text and text != "="] + ["-1"]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_stays_as_it_is_written(rows: Rows, text: str) -> None:
    (row,) = rows(f"claims:\n- id: a\n  text: {text}\n  source: {text} # a comment\n")
    assert (row["text"], row["source"], row["source_name"]) == (text, text, text)


@pytest.mark.parametrize("text", [*AS_WRITTEN, "null", "~", "true", "1"])
def test_quoted_text_stays_as_it_is_written(rows: Rows, text: str) -> None:
    single = "'" + text.replace("'", "''") + "'"
    (row,) = rows(
        f"claims:\n- id: a\n  text: {json.dumps(text, ensure_ascii=False)}\n  note: {single}\n"
    )
    assert (row["text"], row["note"]) == (text, text)


@pytest.mark.parametrize("country", ["NO", '"NO"', "'NO'", "!!str NO"])
def test_norway_is_a_country(rows: Rows, country: str) -> None:
    (row,) = rows(f"members: [{{country: {country}, eu: false}}]", "members")
    assert (row["country"], row["name"], row["eu"], row["nato"]) == ("NO", None, False, None)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("  A  ", "A"),
        ("A\n    B", "A B"),
        ("A\n\n    B", "A\nB"),
        ('"A\n\n    B\\\n    C"', "A\nBC"),
        ("|\n    A\n    B\n", "A\nB"),
        ("|\n    A\n\n      B\n\n", "A\n\n  B"),
        (">\n    A\n    B\n\n    C\n", "A B\nC"),
        (">-\n    A: B # C\n", "A: B # C"),
        ("|2-\n      A\n", "A"),
        (r'"\x1b[31m\u202e\0\U0001F6A9\e"', "\x1b[31m\u202e\0🚩\x1b"),
        ('" A "', "A"),
        ("!!str 7", "7"),
        ("! A", "A"),
    ],
)
def test_text_may_be_written_in_each_way_of_yaml(rows: Rows, written: str, text: str) -> None:
    (row,) = rows(f"claims:\n- id: a\n  text: {written}\n  kind: event\n")
    assert (row["text"], row["kind"]) == (text, "event")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *(("true", True), ("True", True), ("TRUE", True), ("!!bool true", True)),
        *(("false", False), ("False", False), ("FALSE", False)),
        *(("~", None), ("", None), ("null", None)),
    ],
)
def test_true_and_false_are_those_of_yaml_1_2(rows: Rows, written: str, value: bool | None) -> None:
    (row,) = rows(f"claims:\n- id: a\n  text: A\n  anonymous: {written}\n")
    assert row["anonymous"] is value


@pytest.mark.parametrize("written", ["yes", "no", "on", "off", "y", "n", "tRue", "1", "0", "nope"])
def test_no_other_word_is_true_or_false(coalition: Run, claims_file: Write, written: str) -> None:
    claims_file(f"articles:\n- id: a\n  original: {written}\n")
    text = f"""\
claims.yaml:3:13: wrong-type: 'original' in article 'a' must be true or false, not '{written}'
  write true or false, without quotation marks
"""
    assert errors(coalition, "claims.yaml") == Result(1, text, "")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        *(("35", 35), ("+35", 35), ("035", 35), ("0x23", 35), ("0o43", 35), ("!!int 35", 35)),
        *(("1" + "0" * 17, 10**17), ("~", None), ("", None)),
        *(("35.0", 35), ("35.", 35), ("3.5e1", 35), ("3500e-2", 35), ("+0.35E+02", 35)),
        *(("9223372036854775807.0", 2**63 - 1), ("1" + "0" * 300 + "e-290", 10**10)),
    ],
)
def test_a_number_is_one_of_yaml_1_2(rows: Rows, written: str, number: int | None) -> None:
    (row,) = rows(
        "articles: [id: a]\n"
        f"claims:\n- id: a\n  text: A\n  appearances:\n  - article: a\n    paragraph: {written}\n"
    )
    appearances = row["appearances"]
    assert isinstance(appearances, list)
    assert [appearance["paragraph"] for appearance in appearances] == [number]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('"35"', "the text '35'"),
        ("'35'", "the text '35'"),
        ("!!str 35", "the text '35'"),
        ("3.5", "'3.5'"),
        ("35.01", "'35.01'"),
        ("1e-1", "'1e-1'"),
        ("35." + "0" * 300 + "1", f"'35.{'0' * 37}…'"),
        ("1_000", "'1_000'"),
        ("0b11", "'0b11'"),
        ("3:05", "'3:05'"),
        ("thirty-five", "'thirty-five'"),
        (".inf", "'.inf'"),
        ("٣٥", "'٣٥'"),
        ("[35]", "a list"),
        ("{n: 35}", "a mapping"),
    ],
)
def test_nothing_else_is_a_number(
    coalition: Run, claims_file: Write, written: str, shown: str
) -> None:
    claims_file(f"membership:\n  counted: {written}\n")
    text = f"""\
claims.yaml:2:12: wrong-type: 'counted' in the membership of the claims file must be a whole number, not {shown}
  write a whole number, without quotation marks
"""  # noqa: E501 - the line is the program's
    assert errors(coalition, "claims.yaml") == Result(1, text, "")


@pytest.mark.parametrize(
    ("number", "shown", "remedy"),
    [
        (-1, "-1", "0 or more"),
        (2**63, "9223372036854775808", "at most 9,223,372,036,854,775,807"),
        (10**50, "1" + 39 * "0" + "…", "at most 9,223,372,036,854,775,807"),
        ("9" * 9_000, "9" * 40 + "…", "at most 9,223,372,036,854,775,807"),
        ("-" + "9" * 9_000, "-" + "9" * 39 + "…", "0 or more"),
        ("9223372036854775808.0", "9223372036854775808.0", "at most 9,223,372,036,854,775,807"),
        ("1e400", "1e400", "at most 9,223,372,036,854,775,807"),
    ],
)
def test_a_number_is_one_that_the_index_holds(
    coalition: Run, claims_file: Write, number: int | str, shown: str, remedy: str
) -> None:
    claims_file(f"membership:\n  counted: {number}\n")
    told = f"'counted' in the membership of the claims file is out of range: {shown}"
    text = f"claims.yaml:2:12: out-of-range: {told}\n  counted is {remedy}\n"
    assert errors(coalition, "claims.yaml") == Result(1, text, "")


@pytest.mark.parametrize(
    ("written", "value", "label"),
    [
        ("none", 0, "none"),
        ("low", 15, "low"),
        ("medium", 50, "medium"),
        ("high", 85, "high"),
        ('"high"', 85, "high"),
        ("0", 0, "none"),
        ("1", 1, "low"),
        ("29", 29, "low"),
        ("30", 30, "medium"),
        ("69", 69, "medium"),
        ("70", 70, "high"),
        ("100", 100, "high"),
        ("0x32", 50, "medium"),
        ("", None, None),
        ("null", None, None),
    ],
)
def test_confidence_is_a_word_or_0_to_100(
    rows: Rows, written: str, value: int | None, label: str | None
) -> None:
    (row,) = rows(f"claims:\n- id: a\n  text: A\n  confidence: {written}\n")
    assert (row["confidence"], row["confidence_label"]) == (value, label)


@pytest.mark.parametrize(
    ("written", "code", "told"),
    [
        ("101", "out-of-range", "is out of range: 101"),
        ("-1", "out-of-range", "is out of range: -1"),
        ("99999", "out-of-range", "is out of range: 99999"),
        ("sure", "unknown-value", "cannot be 'sure'"),
        ("hihg", "unknown-value", "cannot be 'hihg'; did you mean 'high'?"),
        ("0.5", "unknown-value", "cannot be '0.5'"),
        ("85%", "unknown-value", "cannot be '85%'"),
        ('"85"', "unknown-value", "cannot be the text '85'"),
    ],
)
def test_confidence_is_nothing_else(
    coalition: Run, claims_file: Write, written: str, code: str, told: str
) -> None:
    claims_file(f"claims:\n- id: a\n  text: A\n  confidence: {written}\n")
    remedy = {
        "out-of-range": "confidence is 0 to 100",
        "unknown-value": "confidence is 0 to 100 without quotation marks, "
        "or one of none, low, medium, high",
    }[code]
    text = f"claims.yaml:4:15: {code}: 'confidence' in claim 'a' {told}\n  {remedy}\n"
    assert errors(coalition, "claims.yaml") == Result(1, text, "")


@pytest.mark.parametrize("date", ["2026", "2026-01", "2026-01-19", "2024-02-29", "0001", "9999-12"])
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_date_is_a_year_a_month_or_a_day(rows: Rows, date: str, quote: str) -> None:
    (row,) = rows(f"claims:\n- id: a\n  text: A\n  date: {quote}{date}{quote}\n")
    assert row["date"] == date


@pytest.mark.parametrize(
    "date",
    [
        *("26", "2026-1", "2026-13", "2026-00", "2026-01-32", "2025-02-29", "0000", "2026/01/19"),
        *("19.01.2026", "20260119", "2026-01-19T10:00", "2026-01-", "+2026", "today", "-1"),
        "２０２６",
    ],
)
def test_a_date_is_nothing_else(coalition: Run, claims_file: Write, date: str) -> None:
    claims_file(f"articles:\n- id: a\n  date: {date}\n  accessed: '{date}'\n")
    remedy = (
        "write a year, a month or a day: 2026, 2026-01, 2026-01-19;"
        " or 2026~ for about, 2026? for unsure"
    )
    text = f"""\
claims.yaml:3:9: bad-date: 'date' in article 'a' is not a date: '{date}'
  {remedy}
claims.yaml:4:13: bad-date: 'accessed' in article 'a' is not a date: '{date}'
  {remedy}
"""
    assert errors(coalition, "claims.yaml") == Result(1, text, "")


NOTHING = ["", "~", "null", "Null", "NULL", '""', "' '", r'"\t"']


@pytest.mark.parametrize("nothing", NOTHING)
def test_nothing_is_absent(rows: Rows, nothing: str) -> None:
    (row,) = rows(
        f"claims:\n- id: a\n  text: A\n  speaker: {nothing}\n  kind: {nothing}\n  date: {nothing}\n"
        f"  topics: {nothing}\n  confidence: {nothing}\n  note: {nothing}\n"
        f"  anonymous: {nothing}\n  status: {nothing}\n  appearances: {nothing}\n"
    )
    (bare,) = rows("claims:\n- id: a\n  text: A\n")
    assert row == bare


@pytest.mark.parametrize("nothing", NOTHING)
def test_nothing_is_not_enough_where_a_key_is_required(
    coalition: Run, claims_file: Write, nothing: str
) -> None:
    claims_file(f"claims:\n- id: a\n  text: {nothing}\n")
    text = f"""\
claims.yaml:3:{9 if nothing else 8}: missing-key: 'text' is missing in claim 'a'
  add 'text': the claim in the curator's words
"""
    assert errors(coalition, "claims.yaml") == Result(1, text, "")


def test_a_list_counts_what_is_repeated_once(rows: Rows) -> None:
    (row,) = rows("claims:\n- {id: a, text: A, topics: [b, c, b, ' c ', a]}\n")
    assert row["topics"] == ["b", "c", "a"]


def test_extra_has_the_values_of_yaml_1_2(rows: Rows) -> None:
    (row,) = rows("""
claims:
- id: a
  text: A
  extra:
    true: true
    no: NO
    number: 012
    hex: 0x10
    float: 1.5
    version: 1.10
    text: "1"
    date: 2026-01-19
    time: 12:30
    nothing:
    big: 1234567890123456789012345678901234567890
    list: [~, [], {}]
""")
    assert row["extra"] == {
        "true": True,
        "no": "NO",
        "number": 12,
        "hex": 16,
        "float": 1.5,
        "version": 1.1,
        "text": "1",
        "date": "2026-01-19",
        "time": "12:30",
        "nothing": None,
        "big": 1234567890123456789012345678901234567890,
        "list": [None, [], {}],
    }


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("9" * 640, int("9" * 640)),
        ("-" + "9" * 640, -int("9" * 640)),
        ("1e0005", 100000.0),
        ("1e-9999", 0.0),
        ("+" + "1" * 20, int("1" * 20)),
        ("0xFFFFFFFFFFFFFFFFFFFF", 0xFFFFFFFFFFFFFFFFFFFF),
        ("0o7777777777777777777777777", 0o7777777777777777777777777),
        ("1.0", 1.0),
        ("5.", 5.0),
        (".5", 0.5),
        ("-0.0", -0.0),
        ("1e3", 1000.0),
        ("-1E-5", -0.00001),
        ("1e300", 1e300),
        ("1.7976931348623157e308", 1.7976931348623157e308),
    ],
)
def test_extra_holds_whole_numbers_of_any_length_and_fractions(
    rows: Rows, written: str, value: float
) -> None:
    (row,) = rows(f"claims: [{{id: a, text: A, extra: {{n: {written}, t: '{written}'}}}}]")
    # The number of that type and sign; in quotation marks the text.
    assert repr(row["extra"]) == repr({"n": value, "t": written})


@pytest.mark.parametrize(
    "written",
    ["1_000", "0b11", "0x", "1e", "-0x1F", ".", "+", "1.2.3", ".infinity", "1e5.0"],
)
def test_what_is_no_number_is_text_in_extra(rows: Rows, written: str) -> None:
    (row,) = rows(f"claims: [{{id: a, text: A, extra: [{written}]}}]")
    assert row["extra"] == [written]


@pytest.mark.parametrize(
    "written",
    ["9" * 641, "0x" + "f" * 531, "0o" + "7" * 701, "1e400", "-1e999", ".inf", "-.INF", ".nan"],
)
def test_a_number_that_json_cannot_hold_is_a_problem_in_extra(
    coalition: Run, claims_file: Write, written: str
) -> None:
    claims_file(f"claims:\n- id: a\n  text: A\n  extra: [{written}]\n")
    shown = written if len(written) <= 40 else f"{written[:40]}…"
    text = f"""\
claims.yaml:4:11: out-of-range: the number '{shown}' in claim 'a' cannot stand in JSON
  put it in quotes, so that it is text
"""
    assert errors(coalition, "claims.yaml") == Result(1, text, "")


def test_numbers_are_read_and_written_whatever_python_lets_numbers_have(
    process: Run, claims_file: Write
) -> None:
    name = claims_file(
        f"claims: [{{id: a, text: A, extra: [{'9' * 640}, 0x{'f' * 530}, 0o{'7' * 700}]}}]"
    )
    few = {"PYTHONINTMAXSTRDIGITS": "640"}
    for form in ("json", "jsonl", "yaml", "csv"):
        written = process("claims", "-d", name, "-f", form, env=few)
        assert (written.code, written.err) == (0, "")
        assert "9" * 640 in written.out


@pytest.mark.parametrize("extra", ['""', "' '", r'"\n"', "{a: ''}", "['']"])
def test_text_with_nothing_in_it_is_a_value_in_extra(rows: Rows, extra: str) -> None:
    (row,) = rows(f"claims:\n- id: a\n  text: A\n  extra: {extra}\n")
    assert row["extra"] == core_values(extra)


@pytest.mark.parametrize(
    ("extra", "value"),
    [
        ("! 12", "12"),
        ("! true", "true"),
        ("!", ""),
        ("[! 1, !!str 1, !!int 1, !!null ~]", ["1", "1", 1, None]),
        ("|\n    text", "text\n"),
        ("|-\n    text", "text"),
        ("|+\n    text\n    ", "text\n\n"),
        ("|\n    text\n     ", "text\n \n"),
        (">\n    a\n    b", "a b\n"),
        ("{? a, b: c}", {"a": None, "b": "c"}),
        ("[a?b, 'c'] # d", ["a?b", "c"]),
        ("&a_b-1 {c: &d e}", {"c": "e"}),
    ],
)
def test_extra_has_what_yaml_1_2_says(rows: Rows, extra: str, value: object) -> None:
    (row,) = rows(f"claims:\n- id: a\n  text: A\n  extra: {extra}")  # no break at the end
    assert row["extra"] == value


# What libyaml reads as something else than YAML 1.2 does, and where that is.
_KEY = "a '?' begins a key here only if a blank follows"
_COMMENT = "a comment begins right after a value, without a blank before the '#'"
_NAME = "the name of an anchor or an alias has only letters, digits, - and _"
MISREAD = [
    ("{?b: c}", 11, _KEY),
    ("[?b]", 11, _KEY),
    ("[a, ?b]", 14, _KEY),
    ("{a: b,\n    ?c: d}", 5, _KEY),
    ('[?"b"]', 11, _KEY),
    ("&b:c d", 10, _NAME),
    ("&b?c d", 10, _NAME),
    ('"b"#c', 13, _COMMENT),
    ("'b'#c", 13, _COMMENT),
    ("[b]#c", 13, _COMMENT),
    ("{b: c}#d", 16, _COMMENT),
    ("[b,#c\n  d]", 13, _COMMENT),
    ("[#c\n  d]", 11, _COMMENT),
    ('{"b":#c\n  d}', 15, _COMMENT),
    ("|#c\n    d", 10, _COMMENT),
    (">-2#c\n      d", 10, _COMMENT),
]


@pytest.mark.parametrize(("extra", "column", "message"), MISREAD)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_what_the_parser_reads_as_something_else_is_a_problem(
    coalition: Run, claims_file: Write, extra: str, column: int, message: str, ends: str
) -> None:
    # The same signs stand for themselves where they are text.
    text = 'claims:\n- id: a\n  text: Łódź? [?x] "b"#c &b:c *b:c a,#d\n  note: "?x"\n'
    claims_file(text.replace("\n", ends))
    assert errors(coalition, "claims.yaml") == GOOD
    claims_file(f"{text}  extra: {extra}\n".replace("\n", ends))
    line = 6 if extra.startswith("{a: b,") else 5
    checked = errors(coalition, "claims.yaml")
    found = f"claims.yaml:{line}:{column}: bad-syntax: {message}\n"
    assert (checked.code, checked.out.splitlines(keepends=True)[0]) == (1, found)
    assert checked.out.count("bad-syntax") == 1
    assert coalition("claims", "-d", "claims.yaml").code == 3


def test_an_alias_with_a_colon_is_a_problem(coalition: Run, claims_file: Write) -> None:
    claims_file("claims:\n- id: &a b\n  text: A\n  extra: {*a:c}\n")
    told = f"claims.yaml:4:11: bad-syntax: {_NAME}\n"
    assert errors(coalition, "claims.yaml").out.startswith(told)


# To libyaml they end a line, to YAML 1.2 they do not.
NO_BREAKS = ["\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("no_break", NO_BREAKS)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_what_ends_no_line_is_kept_and_moves_nothing(
    coalition: Run, claims_file: Write, no_break: str, ends: str
) -> None:
    text = f"""\
# one{no_break}# and on
claims:
- id: a
  text: Red lines{no_break}will not {no_break} be crossed.
  note: |
    one{no_break}more
    two
  topics: ["b{no_break}c", 'd{no_break}e', &f g{no_break}h, *f]
  extra: {{"i{no_break}j": "{no_break}", k: [l{no_break}]}}
- {{id: b, text: "one{no_break}two" , kind: postion}}
"""
    claims_file(text.replace("\n", ends))
    told = "claims.yaml:10:35: unknown-value: 'kind' in claim 'b' cannot be 'postion'"
    assert errors(coalition, "claims.yaml").out.startswith(told)
    full = coalition("check", "claims.yaml", "-f", "full").out
    shown = f"\\x{ord(no_break):02x}" if ord(no_break) < 256 else f"\\u{ord(no_break):04x}"
    assert f'   10 | - {{id: b, text: "one{shown}two" , kind: postion}}\n' in full
    claims_file(text.replace("postion", "event").replace("\n", ends))
    a, b = coalition("claims", "-d", "claims.yaml", "--json").json
    assert (a["line"], b["line"]) == (3, 10)
    assert a["text"] == f"Red lines{no_break}will not {no_break} be crossed."
    assert a["note"] == f"one{no_break}more\ntwo"
    assert a["topics"] == [f"b{no_break}c", f"d{no_break}e", f"g{no_break}h"]
    assert a["extra"] == {f"i{no_break}j": no_break, "k": [f"l{no_break}"]}
    assert b["text"] == f"one{no_break}two"


@pytest.mark.parametrize("no_break", NO_BREAKS)
@pytest.mark.parametrize("written", ["\ufdd1", r"\ufdd1", r"\U0000FDD1"])
def test_a_noncharacter_beside_one_is_a_problem(
    coalition: Run, claims_file: Write, no_break: str, written: str
) -> None:
    alone = f'claims:\n- id: a\n  text: "A{written}"\n'
    claims_file(alone)
    assert coalition("claims", "-d", "claims.yaml", "--json").json[0]["text"] == "A\ufdd1"
    claims_file(f"{alone}  note: a{no_break}b\n")
    assert (
        ": bad-syntax: a noncharacter, U+FDD0 to U+FDD2, stands beside "
        in errors(coalition, "claims.yaml").out
    )


def test_a_merge_key_is_a_problem_with_a_remedy_of_its_own(
    coalition: Run, claims_file: Write
) -> None:
    claims_file("""\
membership: {<<: {counted: 9}}
claims:
- &first {id: a, text: A}
- {<<: *first, id: b, text: B}
<<: {title: T}
""")
    remedy = "merge keys are not read: write the keys themselves"
    text = f"""\
claims.yaml:1:14: unknown-key: unknown key '<<' in the membership of the claims file
  {remedy}
claims.yaml:4:4: unknown-key: unknown key '<<' in claim 'b'
  {remedy}
claims.yaml:5:1: unknown-key: unknown key '<<' in the claims file
  {remedy}
"""
    assert errors(coalition, "claims.yaml") == Result(1, text, "")


def test_an_alias_stands_for_its_anchor(rows: Rows) -> None:
    read = rows("""
articles: [id: liga]
claims:
- &first
  id: a
  text: &text A claim.
  topics: &topics [&red red, green]
  appearances: &where [{article: liga, quote: *text}]
- id: b
  text: *text
  topics: *topics
  appearances: *where
- {id: c, text: C, topics: [*red], extra: [*topics, *text]}
""")
    assert [(row["text"], row["topics"], row["quote"]) for row in read] == [
        ("A claim.", ["red", "green"], "A claim."),
        ("A claim.", ["red", "green"], "A claim."),
        ("C", ["red"], None),
    ]
    assert read[2]["extra"] == [["red", "green"], "A claim."]


def test_a_list_of_records_may_be_an_alias(rows: Rows) -> None:
    text = "sources: &all\n- id: a\n  name: A\nspeakers: *all\n"
    (source,) = rows(text, "sources")
    (speaker,) = rows(text, "speakers")
    assert (source["id"], source["line"]) == (speaker["id"], speaker["line"]) == ("a", 2)


def test_a_record_has_the_line_where_it_begins(rows: Rows) -> None:
    text = """\
# A comment.

claims:

  - id: a
    text: |
      A

  # B
  -
    id: b
    text: B
  - {id: c,
     text: C}

facts: [{id: d, text: D},
  {id: e, text: E}]
"""
    assert [(row["id"], row["line"]) for row in rows(text)] == [("a", 5), ("b", 11), ("c", 13)]
    assert [(row["id"], row["line"]) for row in rows(text, "facts")] == [("d", 16), ("e", 17)]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff", "---\n", "# Łódź\n---\n"])
def test_breaks_and_a_byte_order_mark_change_nothing(rows: Rows, start: str, ends: str) -> None:
    text = start + "claims:\n- id: a\n  text: |\n    A\n    B\n- id: b\n  text: B\n"
    read = rows(text.replace("\n", ends))
    first = 2 + start.count("\n")
    assert [(row["text"], row["line"]) for row in read] == [("A\nB", first), ("B", first + 4)]


def test_a_byte_order_mark_moves_no_column(coalition: Run, claims_file: Write) -> None:
    claims_file("claims: [{id: a}]")
    without = errors(coalition, "claims.yaml")
    claims_file("\ufeffclaims: [{id: a}]")
    assert errors(coalition, "claims.yaml") == without


def test_a_column_counts_characters(coalition: Run, claims_file: Write) -> None:
    claims_file("claims: [{text: Łódź 🚩, id: a, kind: b}]")
    assert errors(coalition, "claims.yaml").out.startswith("claims.yaml:1:38: unknown-value: ")
    claims_file("claims: [{text: Łódź 🚩, id: \x07}]")
    assert errors(coalition, "claims.yaml").out.startswith("claims.yaml:1:29: bad-syntax: ")
    claims_file("claims: [{text: Łódź 🚩, id: \xff}]".encode().replace(b"\xc3\xbf", b"\xff"))
    assert errors(coalition, "claims.yaml").out.startswith("claims.yaml:1:29: not-utf8: ")


def test_sources_are_named_by_their_id_and_speakers_without_a_name_are_unnamed(
    rows: Rows,
) -> None:
    text = """
sources: [{id: liga}, {id: unn, name: UNN}]
speakers:
- {id: a, description: a diplomat}
- {id: b, name: B, description: a minister}
- {id: c, name: C, anonymous: true}
- {id: d, description: a rebel, anonymous: false}
claims:
- {id: a, text: A, speaker: a, source: liga}
- {id: b, text: B, speaker: b, source: unn}
- {id: c, text: C, speaker: c}
- {id: d, text: D, speaker: d}
- {id: e, text: E, speaker: b, anonymous: true}
- {id: f, text: F}
"""
    assert [row["name"] for row in rows(text, "sources")] == ["liga", "UNN"]
    assert [row["anonymous"] for row in rows(text, "speakers")] == [True, False, True, False]
    read = [(row["speaker_name"], row["anonymous"], row["source_name"]) for row in rows(text)]
    assert read == [
        ("a diplomat", True, "liga"),
        ("B", False, "UNN"),
        ("unnamed speaker", True, None),
        ("a rebel", False, None),
        ("unnamed speaker", True, None),
        (None, None, None),
    ]


@pytest.mark.parametrize("tag", ["!claim", "!!python/object/apply:os.system", "!!binary", "!!set"])
def test_a_tag_is_a_problem_that_hides_no_other(
    coalition: Run, claims_file: Write, tag: str
) -> None:
    claims_file(f"claims:\n- id: a\n  text: {tag} x\n- id: b\n")
    result = errors(coalition, "claims.yaml")
    assert (result.code, result.err) == (1, "")
    first, *others = result.out.splitlines()
    assert first.startswith("claims.yaml:3:9: wrong-type: the tag '")
    assert first.endswith("' means nothing here")
    assert others == [
        "  remove the tag",
        "claims.yaml:4:3: missing-key: 'text' is missing in claim 'b'",
        "  add 'text': the claim in the curator's words",
    ]


def test_a_second_document_is_a_problem_and_the_first_is_still_checked(
    coalition: Run, claims_file: Write
) -> None:
    claims_file("claims:\n- id: a\n...\n---\nclaims: [{id: a}]\n")
    text = """\
claims.yaml:2:3: missing-key: 'text' is missing in claim 'a'
  add 'text': the claim in the curator's words
claims.yaml:4:1: bad-syntax: a second document begins here; a file has only one
  move it to a file of its own
"""
    assert errors(coalition, "claims.yaml") == Result(1, text, "")


def laughs(levels: int) -> str:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    for level in range(1, levels):
        aliases = ", ".join([f"*a{level - 1}"] * 10)
        lines.append(f"a{level}: &a{level} [{aliases}]")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (laughs(30), "5:45: over-limit: aliases stand for more than 100,000 values"),
        ("a: &a [" + "x, " * 1_000 + "]\nb: [" + "*a, " * 1_000 + "]", "over-limit: aliases stand"),
        ("[" * 100_000, "over-limit: values are nested more than 32 deep"),
        ("a: " + "[" * 100_000, "over-limit: values are nested more than 32 deep"),
        ("{a: " * 100_000, "over-limit: values are nested more than 32 deep"),
        ("- " * 100_000, "over-limit: values are nested more than 32 deep"),
        ("? " * 100_000, "over-limit: values are nested more than 32 deep"),
        ("claims:\n- extra:\n" + "\n".join(" " * n + "a:" for n in range(3, 300)), "over-limit: "),
    ],
    ids=["laughs", "wide", "list", "in a key", "mappings", "items", "keys", "blocks"],
)
def test_bombs_are_refused(coalition: Run, claims_file: Write, text: str, place: str) -> None:
    claims_file(text)
    result = errors(coalition, "claims.yaml")
    assert (result.code, result.err) == (1, "")
    assert place in result.out
    assert result.out.count("over-limit") == 1


def test_aliases_within_the_bound_are_read(rows: Rows) -> None:
    numbers = list(range(98))
    text = f"claims:\n- {{id: a, text: A, extra: &numbers {numbers}}}\n"
    text += "".join(f"- {{id: b{n}, text: B, extra: *numbers}}\n" for n in range(1_000))
    assert [row["extra"] for row in rows(text)] == [numbers] * 1_001


def test_nesting_within_the_bound_is_read(rows: Rows) -> None:
    deep = "[" * 28 + "]" * 28
    (row,) = rows(f"claims: [{{id: a, text: A, extra: {deep}}}]")
    assert row["extra"] == json.loads(deep)


# Which files are read


def ids(result: Result) -> list[tuple[str, str]]:
    assert (result.code, result.err) == (0, "")
    return [(row["id"], row["file"]) for row in result.json]


def test_a_folder_stands_for_its_claims_files_sorted_hidden_ones_left_out(
    coalition: Run, claims_file: Write
) -> None:
    for name in ["b.yml", "a.yaml", "c/a.json", "c/b/x.jsonl", "d.jsonl", ".a.yaml", ".git/a.yaml"]:
        claims_file(f'[{{"id": "{name}", "text": "A"}}]', f"data/{name}")
    for name in ["notes.txt", "claims.yaml.bak", "README.md", "c/yaml"]:
        claims_file("claim: [", f"data/{name}")
    names = ["a.yaml", "b.yml", "c/a.json", "c/b/x.jsonl", "d.jsonl"]
    read = [(name, f"data/{name}") for name in names]
    assert ids(coalition("claims", "-d", "data", "--json")) == read
    assert ids(coalition("claims", "-d", "data/", "--json")) == read
    assert ids(coalition("claims", "-d", "./data", "--json")) == [
        (name, f"./data/{name}") for name in names
    ]


def test_the_ending_of_a_claims_file_is_one_in_any_case(coalition: Run, claims_file: Write) -> None:
    claims_file("claims: [{id: a, text: A}]", "data/a.YAML")
    claims_file("claims: [{id: b, text: B}]", "data/b.Yml")
    claims_file('[{"id": "c", "text": "C"}]', "data/c.JSON")
    claims_file('{"id": "d", "text": "D"}\n{"id": "e", "text": "E"}\n', "data/d.JsonL")
    read = [
        ("a", "data/a.YAML"),
        ("b", "data/b.Yml"),
        ("c", "data/c.JSON"),
        ("d", "data/d.JsonL"),
        ("e", "data/d.JsonL"),
    ]
    assert ids(coalition("claims", "-d", "data", "--json")) == read
    named = [word for _, path in read for word in ("-d", path)]
    assert ids(coalition("claims", *named, "--json")) == read


def test_a_hidden_file_is_read_where_it_is_named(coalition: Run, claims_file: Write) -> None:
    claims_file("claims: [{id: a, text: A}]", ".hidden/.a.yaml")
    found = [("a", ".hidden/.a.yaml")]
    assert ids(coalition("claims", "-d", ".hidden/.a.yaml", "--json")) == found


def test_a_folder_without_claims_files_is_a_problem(coalition: Run, claims_file: Write) -> None:
    claims_file("", "data/notes.txt")
    text = """\
data:1:1: unreadable: this folder has no claims file
  the name of a claims file ends in .yaml, .yml, .json, .jsonl
"""
    assert errors(coalition, "data") == Result(1, text, "")
    assert coalition("claims", "-d", "data") == Result(3, "", text + "coalition: 1 problem\n")


@pytest.mark.parametrize(
    "words",
    [
        *(
            ["-d", ""],
            ["check", "-d", ""],
            ["check", ""],
            ["claims", "-d", ""],
            ["stats", "-d", ""],
        ),
        *(["show", "a", "-d", ""], ["-d", "", "claims"], ["claims", "-d", "claims.yaml", "-d", ""]),
    ],
    ids=shlex.join,
)
def test_an_empty_path_is_a_usage_error(
    coalition: Run, claims_file: Write, words: list[str]
) -> None:
    claims_file("claims: [{id: a, text: A}]")
    error = Result(2, "", "coalition: the path of the data is empty\n")
    assert coalition(*words) == error


def test_a_missing_file_is_a_problem_among_the_others(coalition: Run, claims_file: Write) -> None:
    claims_file("claims: [{id: a}]", "a.yaml")
    text = """\
b.yaml:1:1: unreadable: cannot be read: no such file or directory
  give a claims file, a folder of them, or - for standard input
a.yaml:1:10: missing-key: 'text' is missing in claim 'a'
  add 'text': the claim in the curator's words
"""
    assert errors(coalition, "b.yaml", "a.yaml") == Result(1, text, "")


@pytest.mark.parametrize("path", ["x" * 5_000, "x/" * 2_500 + "y"], ids=["name", "folders"])
def test_a_path_that_is_too_long_is_a_file_that_cannot_be_read(coalition: Run, path: str) -> None:
    text = f"""\
{path}:1:1: unreadable: cannot be read: file name too long
  give a claims file, a folder of them, or - for standard input
"""
    assert errors(coalition, path) == Result(1, text, "")
    headline, rest = text.split("\n", 1)
    told = f"{headline[:1_000]}…{headline[-1_000:]}\n{rest}coalition: 1 problem\n"
    assert coalition("claims", "-d", path) == Result(3, "", told)


def test_several_files_are_one_corpus_in_their_order(coalition: Run, claims_file: Write) -> None:
    claims_file("claims: [{id: b, text: B, supports: [a]}]", "b.yaml")
    claims_file('{"id": "a", "text": "A"}', "a.jsonl")
    found = [("b", "b.yaml"), ("a", "a.jsonl")]
    assert ids(coalition("claims", "-d", "b.yaml", "-d", "a.jsonl", "--json")) == found
    assert errors(coalition, "b.yaml", "-d", "a.jsonl") == GOOD


def test_a_file_that_is_given_twice_is_read_once(
    coalition: Run, claims_file: Write, tmp_path: Path
) -> None:
    claims_file("claims: [{id: a, text: A}]", "data/a.yaml")
    Path("link.yaml").symlink_to("data/a.yaml")
    given = ["data/a.yaml", "data", "./data/a.yaml", f"{tmp_path}/data/a.yaml", "link.yaml"]
    assert errors(coalition, *given) == GOOD
    words = [word for path in given for word in ("-d", path)]
    assert ids(coalition("claims", *words, "--json")) == [("a", "data/a.yaml")]


def test_the_environment_names_the_data_where_no_option_does(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims_file("claims: [{id: a, text: A}]", "a.yaml")
    claims_file("claims: [{id: b, text: B}]", "data/b.yaml")
    monkeypatch.setenv("COALITION_DATA", os.pathsep.join(["a.yaml", "", "data"]))
    assert ids(coalition("claims", "--json")) == [("a", "a.yaml"), ("b", "data/b.yaml")]
    assert errors(coalition) == GOOD
    assert ids(coalition("claims", "-d", "data", "--json")) == [("b", "data/b.yaml")]
    monkeypatch.setenv("COALITION_DATA", "")
    shipped = coalition("claims", "--json").json
    assert len(shipped) > 20
    assert {row["file"] for row in shipped} == {"example/claims.yaml"}


@pytest.mark.parametrize(
    ("named", "read"),
    [
        ("x: one.yaml", ["x: one.yaml"]),
        ("2026 10:30/a.yaml", ["2026 10:30/a.yaml"]),
        ("2026 10:30", ["2026 10:30/a.yaml"]),
        ("a.yaml:x: one.yaml::2026 10:30", ["a.yaml", "x: one.yaml", "2026 10:30/a.yaml"]),
        ("~/a.yaml", ["{home}/a.yaml"]),
        ("~/a.yaml:~/x: one.yaml:b.yaml", ["{home}/a.yaml", "{home}/x: one.yaml", "b.yaml"]),
    ],
)  # fmt: skip
def test_a_path_in_a_list_may_have_the_joint_in_it_or_begin_at_home(
    coalition: Run,
    claims_file: Write,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    named: str,
    read: list[str],
) -> None:
    for number, name in enumerate(["a.yaml", "b.yaml", "x: one.yaml", "2026 10:30/a.yaml"]):
        claims_file(f"claims: [{{id: c{number}, text: A}}]", name)
        claims_file(f"claims: [{{id: c{number}, text: A}}]", f"home/{name}")
    home = str(tmp_path / "home")
    monkeypatch.setenv("HOME", home)
    monkeypatch.setenv("COALITION_DATA", named)
    rows = coalition("claims", "--json").json
    assert [row["file"] for row in rows] == [name.replace("{home}", home) for name in read]


def test_home_is_where_no_file_is_called_so(
    coalition: Run, claims_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims_file("claims: [{id: a, text: A}]", "home/a.yaml")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert coalition("claims", "--data=~/a.yaml", "--count").out == "1\n"
    assert coalition("check", "~/a.yaml").code == 0
    assert coalition("claims", "--data=~no-such-user/a.yaml").code == 3
    claims_file("claims: []", "~/a.yaml")
    assert coalition("claims", "--data=~/a.yaml", "--count").out == "0\n"


@pytest.fixture
def deep() -> Iterator[Path]:
    """Make a folder so deep that Python's stack does not reach its end; return that."""
    folders = [Path("d", *"d" * number) for number in range(1_500)]
    for folder in folders:
        folder.mkdir()
    yield folders[-1]
    for folder in reversed(folders):
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()


@pytest.mark.slow
def test_a_folder_may_be_as_deep_as_its_path_is_long(coalition: Run, deep: Path) -> None:
    (deep / "a.yaml").write_text("claims: [{id: a, text: A}]", encoding="utf-8")
    assert coalition("claims", "-d", "d", "--count") == Result(0, "1\n", "")
    Path("d", "loop").symlink_to(Path.cwd())
    Path("d", "b.yaml").symlink_to("b.yaml")
    told = coalition("claims", "-d", "d")
    assert (told.code, told.err.count("unreadable")) == (3, 1)
    assert "d/b.yaml:1:1: unreadable: cannot be read: too many levels of symbolic" in told.err


@pytest.mark.parametrize(
    "text",
    [
        "claims:\n- {id: a, text: A}\n",
        "- {id: a, text: A}\n",
        '{"claims": [{"id": "a", "text": "A"}]}',
        '\n [{"id": "a", "text": "A"}]',
        '{"id": "a", "text": "A"}\n',
        '\ufeff{"id": "a", "text": "A"}\n',
    ],
)
def test_standard_input_is_yaml_or_json(coalition: Run, text: str) -> None:
    assert ids(coalition("claims", "-d", "-", "--json", stdin=text)) == [("a", "-")]
    assert errors(coalition, "-", stdin=text) == GOOD


def test_standard_input_is_read_beside_files(coalition: Run, claims_file: Write) -> None:
    claims_file("claims: [{id: a, text: A, supports: [b]}]", "a.yaml")
    run = coalition("claims", "-d", "-", "-d", "a.yaml", "--json", stdin="- {id: b, text: B}")
    assert ids(run) == [("b", "-"), ("a", "a.yaml")]


def test_a_problem_in_standard_input_is_at_a_dash(coalition: Run) -> None:
    text = """\
-:1:1: unknown-key: unknown key 'claim' in the claims file; did you mean 'claims'?
  the keys of a claims file: version, title, membership, extra, sources, articles, speakers, claims, facts, members
"""  # noqa: E501 - the line is the program's
    assert errors(coalition, "-", stdin="claim: []") == Result(1, text, "")


def test_what_is_no_utf8_is_a_problem_at_its_byte(coalition: Run, claims_file: Write) -> None:
    claims_file("claims:\n- id: a\n  text: Łódź, café\n".encode().replace(b"\xc3\xa9", b"\xe9"))
    text = """\
claims.yaml:3:18: not-utf8: byte 0xe9 is not UTF-8
  save the file as UTF-8
"""
    assert errors(coalition, "claims.yaml") == Result(1, text, "")
