"""Text from data is shown whole, and steers neither a terminal nor a program that reads it."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import Run, errors

Write = Callable[..., str]

# In YAML's double quotes: what Rich takes for markup, and what a terminal takes for orders.
WRITTEN = (
    r"He [the minister] said [sic] [/] [link=x]y[/link] :warning: "
    r"\e[31m \x9b1m \u202eabc\u202c \0 \x7f \u2028 \ufeff end"
)
SHOWN = (
    r"He [the minister] said [sic] [/] [link=x]y[/link] :warning: "
    r"\x1b[31m \x9b1m \u202eabc\u202c \x00 \x7f \u2028 \ufeff end"
)

CORPUS = f"""\
version: 1
title: "{WRITTEN}"
membership: {{counted: 9, claim: a}}
sources:
  - {{id: s, name: "{WRITTEN}", url: "{WRITTEN}"}}
articles:
  - id: r
    headline: "{WRITTEN}"
    publisher: s
    authors: ["{WRITTEN}"]
    url: "{WRITTEN}"
    language: "{WRITTEN}"
speakers:
  - id: p
    description: "{WRITTEN}"
    anonymity_reason: "{WRITTEN}"
    role: "{WRITTEN}"
  - {{id: n, name: "{WRITTEN}", affiliation: "{WRITTEN}"}}
claims:
  - id: a
    text: "{WRITTEN}"
    speaker: p
    source: s
    topics: ["{WRITTEN}"]
    appearances:
      - {{article: r, quote: "{WRITTEN}", attribution: "{WRITTEN}"}}
      - {{article: r, wording: "{WRITTEN}", speaker: n}}
    note: "{WRITTEN}"
    extra: {{"{WRITTEN}": ["{WRITTEN}"]}}
facts:
  - {{id: f, text: "{WRITTEN}", reference: {{title: "{WRITTEN}", url: "{WRITTEN}"}}, supports: [a]}}
members:
  - {{country: XX, name: "{WRITTEN}", claims: [a], facts: [f]}}
"""

# C0 but for the line feed, DEL, C1, separators, and what turns the direction of text.
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
SECTIONS = [
    "claims",
    "appearances",
    "members",
    "facts",
    "speakers",
    "sources",
    "articles",
    "topics",
]
# A text field of each.
PROSE = {
    "claims": "text",
    "appearances": "quote",
    "members": "name",
    "facts": "text",
    "speakers": "description",
    "sources": "name",
    "articles": "headline",
    "topics": "topic",
}


def steers(text: str) -> list[str]:
    return CONTROL.findall(text)


def squeezed(text: str) -> str:
    """Return a text without its blanks, so that it can be found however it was folded."""
    return "".join(text.split())


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("format_", ["csv", "json", "jsonl", "yaml", "list", "table"])
def test_text_is_whole_and_harmless_in_a_pipe(
    coalition: Run, claims_file: Write, section: str, format_: str
) -> None:
    fields = [] if format_ == "list" else ["--fields", PROSE[section]]
    result = coalition(section, "-d", claims_file(CORPUS), "-f", format_, *fields)
    assert steers(result.out) == []
    # What JSON cannot hold as it is it writes out in its own way.
    out = result.out.replace("\\u001b", r"\x1b").replace("\\u009b", r"\x9b")
    out = out.replace("\\u0000", r"\x00").replace("\\u007f", r"\x7f")
    assert squeezed(SHOWN) in squeezed(out)


@pytest.mark.parametrize("section", SECTIONS)
def test_json_gives_back_the_very_text(coalition: Run, claims_file: Write, section: str) -> None:
    rows = coalition(section, "-d", claims_file(CORPUS), "--json").json
    text = json.loads(
        '"'
        + WRITTEN.replace(r"\e", r"\u001b").replace(r"\0", r"\u0000").replace(r"\x", r"\u00")
        + '"'
    )
    assert rows[0][PROSE[section]] == text


@pytest.mark.parametrize("section", SECTIONS)
def test_text_is_whole_and_on_one_line_in_tsv(
    coalition: Run, claims_file: Write, section: str
) -> None:
    result = coalition(section, "-d", claims_file(CORPUS), "--fields", "all")
    assert steers(result.out.replace("\t", "")) == []
    header, line, *_ = (line.split("\t") for line in result.out.split("\n"))
    assert dict(zip(header, line, strict=True))[PROSE[section]] == SHOWN


@pytest.mark.parametrize("section", ["claims", "appearances", "speakers", "articles"])
@pytest.mark.parametrize("layout", ["table", "list"])
def test_text_is_whole_and_harmless_on_a_terminal(
    terminal: Run, claims_file: Write, section: str, layout: str
) -> None:
    file = claims_file(CORPUS)
    fields = ["--fields", PROSE[section]] if layout == "table" else []
    result = terminal(
        section, "-d", file, "-f", layout, "--no-pager", *fields, env={"NO_COLOR": "1"}
    )
    assert result.code == 0
    assert steers(result.out) == []
    assert squeezed(SHOWN) in squeezed(result.out)


def test_the_pages_of_records_are_whole_and_harmless_on_a_terminal(
    terminal: Run, claims_file: Write
) -> None:
    ids = ["a", "s", "r", "p", "n", "f", "XX", "topic:" + "x"]
    result = terminal(
        "show", "-d", claims_file(CORPUS), "--no-pager", *ids, env={"NO_COLOR": "1"}, columns=1000
    )
    assert steers(result.out) == []
    # text, speaker, reason, source, topic, note, two wordings, three credits, …
    assert result.out.count(SHOWN) > 25


@pytest.mark.parametrize("command", ["", "stats", "stats --by topic", "members", "sourcing"])
def test_summaries_are_harmless_on_a_terminal(
    terminal: Run, claims_file: Write, command: str
) -> None:
    file = claims_file(CORPUS)
    result = terminal(*command.split(), "-d", file, env={"NO_COLOR": "1"}, columns=400)
    assert (result.code, steers(result.out)) == (0, [])
    assert SHOWN in result.out


def test_with_colour_the_only_codes_are_those_of_colours(terminal: Run, claims_file: Write) -> None:
    result = terminal("claims", "-d", claims_file(CORPUS), "--no-pager", "--color", "always")
    assert "\x1b[" in result.out
    assert steers(re.sub(r"\x1b\[[0-9;]*m", "", result.out)) == []
    # No link was made of [link=x], and red is not the colour of the text.
    assert "\x1b]8" not in result.out


MARKED_UP = r"a|b *c* _d_ `e` <b>f</b> [g](h) \i ~j~ #k !l &amp; {m}"


def test_markdown_is_escaped(coalition: Run, claims_file: Write) -> None:
    file = claims_file(f"claims:\n  - {{id: a, text: '{MARKED_UP}'}}\n")
    assert coalition("claims", "-d", file, "--fields", "text", "-f", "md").lines[2] == (
        r"| a\|b \*c\* \_d\_ \`e\` \<b\>f\</b\> \[g\](h) \\i \~j\~ \#k \!l \&amp; \{m\} |"
    )


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        (":warning: It burns :fire:", r"\:warning: It burns \:fire:"),
        (":a:b:", r"\:a\:b:"),
        (":+1:", r":\+1:"),
        (":white_check_mark:", r"\:white\_check\_mark:"),
        ("He said: no", "He said: no"),
        ("at 12:30", "at 12:30"),
        ("see https://example.org/a", "see https://example.org/a"),
    ],
)
def test_markdown_draws_no_picture_for_a_word(
    coalition: Run, claims_file: Write, text: str, cell: str
) -> None:
    file = claims_file(f"claims:\n  - {{id: a, text: '{text}'}}\n")
    result = coalition("claims", "-d", file, "--fields", "text", "-f", "md")
    assert (result.code, result.out) == (0, f"| text |\n| --- |\n| {cell} |\n")


@pytest.mark.parametrize("section", SECTIONS)
def test_a_record_is_a_line_of_harmless_markdown(
    coalition: Run, claims_file: Write, section: str
) -> None:
    result = coalition(section, "-d", claims_file(CORPUS), "-f", "md")
    assert steers(result.out) == []
    unescaped = re.sub(r"\\([\\`*_{}\[\]()<>#+!|~&:])", r"\1", result.lines[2])
    assert SHOWN in unescaped
    bars = re.findall(r"(?<!\\)\|", result.lines[2])
    assert len(bars) == len(re.findall(r"(?<!\\)\|", result.lines[0]))


ESCAPED = r"\x1b[31m"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            r'claims: [{id: a, text: b, "\e[31m": c}]',
            rf"unknown-key: unknown key '{ESCAPED}' in claim 'a'",
        ),
        (
            r'claims: [{id: a, text: b, kind: "\e[31m"}]',
            rf"unknown-value: 'kind' in claim 'a' cannot be the text '{ESCAPED}'",
        ),
        (
            r'claims: [{id: "\e[31m", text: b, date: x}]',
            rf"bad-date: 'date' in claim '{ESCAPED}' is not a date: 'x'",
        ),
        (
            r'claims: [{id: a, text: b, date: "\e[31m"}]',
            rf"bad-date: 'date' in claim 'a' is not a date: '{ESCAPED}'",
        ),
        (
            r'claims: [{id: a, text: b, supports: ["\e[31m"]}]',
            rf"unknown-reference: no claim '{ESCAPED}', named by 'supports' in claim 'a'",
        ),
        (r'"\e[31m": 1', rf"unknown-key: unknown key '{ESCAPED}'"),
    ],
)
def test_a_problem_is_harmless(coalition: Run, claims_file: Write, text: str, problem: str) -> None:
    file = claims_file(text + "\n")
    checked = errors(coalition, file)
    assert checked.code == 1
    assert checked.lines[0].split(": ", 1)[1].startswith(problem)
    assert steers(checked.out) == []
    browsed = coalition("claims", "-d", file)
    assert (browsed.code, browsed.out) == (3, "")
    assert browsed.err.startswith(checked.out)
    assert steers(browsed.err) == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["claims", "--source", "\x1b[31m"], f"no source '{ESCAPED}'"),
        (["claims", "kind:\x1b[31m"], f"kind cannot be '{ESCAPED}'"),
        (["claims", "date:\x1b[31m"], f"date cannot be '{ESCAPED}'"),
        (["claims", "--fields", "\x1b[31m"], f"no field '{ESCAPED}'"),
        (["claims", "-f", "\x1b[31m"], f"'{ESCAPED}' is not one of"),
        (["claims", "--\x1b[31m"], f"no such option: --{ESCAPED}"),
        (["claims", "-n", "\x1b[31m"], f"{ESCAPED}"),
        (["\x1b[31m"], f"no such command '{ESCAPED}'"),
        (["show", "\x1b[31m"], f"no record '{ESCAPED}'"),
        (["claims", "-d", "\x1b[31m"], f"{ESCAPED}:1:1: unreadable"),
        (["claims", "-o", "no/\x1b[31m"], f"cannot write no/{ESCAPED}"),
        (["stats", "--by", "\x1b[31m"], f"no field '{ESCAPED}'"),
    ],
)
def test_what_was_typed_comes_back_harmless(coalition: Run, words: list[str], message: str) -> None:
    result = coalition(*words)
    assert message in result.err
    assert steers(result.err) == []


def test_the_name_of_a_file_is_harmless(coalition: Run, claims_file: Write) -> None:
    file = claims_file("claims: [{id: a, text: b}]\n", "\x1b[31m.yaml")
    for format_ in ("tsv", "csv", "json", "yaml", "md", "table", "list"):
        result = coalition("claims", "-d", file, "--fields", "file", "-f", format_)
        assert steers(result.out.replace("\t", "")) == []
        assert "[31m.yaml" in result.out.replace("\\[", "[").replace("\n", "").replace(" ", "")
    assert steers(coalition("show", "-d", file, "a").out) == []


def test_the_name_of_a_file_need_not_be_unicode(
    coalition: Run, claims_file: Write, tmp_path: Path
) -> None:
    claims_file("claims: [{id: a, text: b}]\n")
    named = os.fsdecode(bytes(tmp_path) + b"/\xff.yaml")
    (tmp_path / "claims.yaml").rename(named)
    result = coalition("claims", "-d", named, "--fields", "id,file")
    assert (result.code, result.err) == (0, "")
    assert result.lines == ["id\tfile", f"a\t{tmp_path}/\\xff.yaml"]


ANY_TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(
            "\t\r\n\x00\x1b\x7f\x85\x9b\xa0\u061c\u200d\u200f\u2028\u2029\u202e\u2067\u2069\ufeff\ufffe[]/:"
        ),
    ),
    min_size=1,
).filter(lambda text: text.strip() != "")


@pytest.mark.slow
@settings(
    deadline=None,
    max_examples=8,
    # The fixtures are functions that hold nothing from one example to the next.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(ANY_TEXT, ANY_TEXT)
def test_no_control_character_survives(
    coalition: Run, claims_file: Write, one: str, other: str
) -> None:
    corpus = {
        "title": one,
        "sources": [{"id": "s", "name": other}],
        "articles": [{"id": "r", "headline": one, "publisher": "s", "authors": [other]}],
        "speakers": [{"id": "p", "description": one, "anonymity_reason": other}],
        "claims": [
            {
                "id": "a",
                "text": other,
                "speaker": "p",
                "source": "s",
                "topics": [one],
                "appearances": [{"article": "r", "quote": one, "attribution": other}],
                "note": one,
                "extra": {other: one},
            }
        ],
    }
    file = claims_file(json.dumps(corpus), "claims.json")
    for format_ in ("tsv", "csv", "json", "jsonl", "yaml", "md", "table", "list"):
        result = coalition("claims", "-d", file, "-f", format_, "--color", "never")
        assert (result.code, result.err) == (0, "")
        out = result.out.replace("\t", "") if format_ in ("tsv", "csv") else result.out
        assert steers(out) == []
    for command in ("", "stats", "speakers -f list", "articles -f table", "show a r s"):
        result = coalition(*command.split(), "-d", file)
        assert result.code == 0
        assert steers(result.out.replace("\t", "")) == []
