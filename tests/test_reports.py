"""What `coalition check` prints: five forms, the line and its caret, exit codes, explanations."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from coalition_cli.model.codes import CODES

from .conftest import Run, problems
from .terminals import Result

Write = Callable[..., str]
FORMS = ("full", "plain", "concise", "json", "github")
# A mistake of each severity: no attribution, an unknown country, a misspelt kind.
MISTAKES = """\
sources: [{id: liga-net}]
articles:
  - {id: liga, publisher: liga-net, url: "https://liga.example", date: 2026-01-19, original: true}
speakers:
  - {id: diplomat, description: a diplomat, country: EL, anonymity_reason: to speak}
claims:
  - id: 100%
    text: Red lines.
    speaker: diplomat
    source: liga-net
    kind: postion
    confidence: low
    appearances: [{article: liga, quote: red lines}]
"""
PLAIN = """\
claims.yaml:5:54: unknown-country: 'country' in speaker 'diplomat' is not a code of ISO 3166-1: \
'EL'; did you mean 'GR'? [warning]
  write the alpha-2 code, such as GB or NO
claims.yaml:7:5: no-attribution: claim '100%' is unnamed, and no appearance has an \
'attribution' [strict]
  add how an article names the speaker, in its own words
claims.yaml:11:11: unknown-value: 'kind' in claim '100%' cannot be 'postion'; did you mean \
'position'?
  kind is one of event, numerical, causal, position, prediction
"""
EXCERPTS = (
    """\
    5 |   - {id: diplomat, description: a diplomat, country: EL, anonymity_reason: to speak}
      |                                                      ^
""",
    """\
    7 |   - id: 100%
      |     ^
""",
    """\
   11 |     kind: postion
      |           ^
""",
)
GITHUB = """\
::warning file=claims.yaml,line=5,col=54,title=unknown-country::'country' in speaker 'diplomat' \
is not a code of ISO 3166-1: 'EL'; did you mean 'GR'?%0Awrite the alpha-2 code, such as GB or NO
::notice file=claims.yaml,line=7,col=5,title=no-attribution::claim '100%25' is unnamed, and no \
appearance has an 'attribution'%0Aadd how an article names the speaker, in its own words
::error file=claims.yaml,line=11,col=11,title=unknown-value::'kind' in claim '100%25' cannot be \
'postion'; did you mean 'position'?%0Akind is one of event, numerical, causal, position, prediction
"""
SUMMARY = "coalition: 1 error, 1 warning, 1 strict finding\n"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def mistakes(claims_file: Write) -> None:
    claims_file(MISTAKES)


def full() -> str:
    """Return the three problems with their lines."""
    parts = zip(problems(PLAIN), EXCERPTS, strict=True)
    return "".join(one.replace("\n", f"\n{lines}", 1) + "\n" for one, lines in parts)


def rows() -> list[dict[str, object]]:
    found = []
    for one in problems(PLAIN):
        said = re.fullmatch(r"(.+?):(\d+):(\d+): (.+?): (.+)\n  (.+)\n", one)
        assert said
        file, line, column, code, message, remedy = said.groups()
        message = re.sub(r" \[\w+\]$", "", message)
        severity = CODES[code].severity
        found.append(
            {
                "code": code,
                "severity": str(severity),
                "message": message,
                "remedy": remedy,
                "file": file,
                "line": int(line),
                "column": int(column),
            }
        )
    return found


def written(form: str) -> str:
    """Return what the three problems are in a form."""
    return {
        "full": full(),
        "plain": PLAIN,
        "concise": "".join(one.splitlines()[0] + "\n" for one in problems(PLAIN)),
        "json": "[\n" + ",\n".join(map(json.dumps, rows())) + "\n]\n",
        "github": GITHUB,
    }[form]


@pytest.mark.usefixtures("mistakes")
@pytest.mark.parametrize("form", FORMS)
def test_each_form_has_a_mistake_of_every_severity_at_its_place(coalition: Run, form: str) -> None:
    result = coalition("check", "--strict", "claims.yaml", "--format", form)
    assert result == Result(1, written(form), SUMMARY)


@pytest.mark.usefixtures("mistakes")
def test_a_pipe_gets_two_lines_a_problem_and_a_terminal_the_line_too(
    coalition: Run, terminal: Run
) -> None:
    assert coalition("check", "--strict", "claims.yaml") == Result(1, PLAIN, SUMMARY)
    shown = terminal(
        "check", "--strict", "claims.yaml", columns=200, rows=50, env={"NO_COLOR": "1"}
    )
    assert shown == Result(1, full() + SUMMARY, "")


@pytest.mark.usefixtures("mistakes")
def test_a_narrow_terminal_folds_messages_and_cuts_lines(terminal: Run) -> None:
    shown = terminal("check", "claims.yaml", columns=60, rows=50, env={"NO_COLOR": "1"})
    assert shown.lines == [
        "claims.yaml:5:54: unknown-country: 'country' in speaker",
        "'diplomat' is not a code of ISO 3166-1: 'EL'; did you mean",
        "'GR'? [warning]",
        "    5 | …escription: a diplomat, country: EL, anonymity_re…",
        "      |                                   ^",
        "  write the alpha-2 code, such as GB or NO",
        "",
        "claims.yaml:11:11: unknown-value: 'kind' in claim '100%'",
        "cannot be 'postion'; did you mean 'position'?",
        "   11 |     kind: postion",
        "      |           ^",
        "  kind is one of event, numerical, causal, position,",
        "  prediction",
        "",
        "coalition: 1 error, 1 warning",
    ]


@pytest.mark.usefixtures("mistakes")
def test_severities_have_colours_where_colour_is_asked_for(coalition: Run, terminal: Run) -> None:
    shown = terminal("check", "--strict", "claims.yaml", columns=200, rows=50).out
    for code, colour in (
        ("unknown-value", "1;31"),
        ("unknown-country", "33"),
        ("no-attribution", "36"),
    ):
        assert f"\x1b[{colour}m{code}\x1b[0m" in shown
        assert f"\x1b[{colour}m^\x1b[0m" in shown
    asked = coalition("check", "--strict", "claims.yaml", "-f", "full", "--color", "always").out
    assert asked == shown.removesuffix(SUMMARY)
    for when in ("auto", "never"):
        told = coalition("check", "--strict", "claims.yaml", "-f", "full", "--color", when)
        assert told.out == full()


@pytest.mark.usefixtures("mistakes")
def test_a_long_report_goes_through_the_pager_of_a_terminal(terminal: Run) -> None:
    paged = {"PAGER": "sed 's/^/|/'", "NO_COLOR": "1"}
    shown = terminal("check", "--strict", "claims.yaml", columns=200, rows=10, env=paged).out
    assert shown == "".join(f"|{line}\n" for line in full().splitlines()) + SUMMARY
    asked = ("check", "--strict", "claims.yaml", "--no-pager")
    assert terminal(*asked, columns=200, rows=10, env=paged).out == full() + SUMMARY


@pytest.mark.usefixtures("mistakes")
def test_a_report_goes_to_a_file(coalition: Run, tmp_path: Path) -> None:
    for name, form in (("report.txt", "plain"), ("report.json", "json")):
        told = coalition("check", "--strict", "claims.yaml", "-o", name)
        assert told == Result(1, "", SUMMARY)
        assert (tmp_path / name).read_text(encoding="utf-8") == written(form)
    told = coalition("check", "--strict", "claims.yaml", "-o", "report.json", "-f", "github")
    assert (told.code, (tmp_path / "report.json").read_text(encoding="utf-8")) == (1, GITHUB)


@pytest.mark.usefixtures("mistakes")
def test_json_may_be_asked_for_in_one_word_and_not_with_another_form(coalition: Run) -> None:
    told = coalition("check", "--strict", "claims.yaml", "--json")
    assert told == Result(1, written("json"), SUMMARY)
    told = coalition("check", "claims.yaml", "--json", "-f", "full")
    assert told == Result(2, "", "coalition: --json and --format full ask for two formats\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sources:\n- {id: a}\n", "no problems"),
        ("title: T\n", "no problems, because there is no record"),
        ("", "no problems, because there is no record"),
        ("claims: []\n", "no problems, because there is no record"),
    ],
)
def test_nothing_wrong_is_an_empty_report_in_every_form(
    coalition: Run, claims_file: Write, text: str, said: str
) -> None:
    claims_file(text)
    for form in FORMS:
        empty = "[]\n" if form == "json" else ""
        told = coalition("check", "--strict", "claims.yaml", "-f", form)
        assert told == Result(0, empty, f"coalition: {said}\n")


def test_warnings_alone_are_no_failure_unless_strict(coalition: Run, claims_file: Write) -> None:
    claims_file("claims:\n- {id: a, text: A, confidence: low}\n")
    told = """\
claims.yaml:2:3: no-appearance: 'appearances' is missing in claim 'a' [warning]
  add 'appearances': where it appears, and in which words
"""
    assert coalition("check", "claims.yaml") == Result(0, told, "coalition: 1 warning\n")
    strict = coalition("check", "claims.yaml", "--strict")
    assert (strict.code, strict.err) == (1, "coalition: 1 warning, 2 strict findings\n")
    claims_file("members: [{country: GB}]")
    assert coalition("check", "claims.yaml") == Result(0, "", "coalition: no problems\n")
    assert coalition("check", "claims.yaml", "--strict").code == 1


def test_a_browse_command_neither_shows_nor_heeds_warnings(
    coalition: Run, claims_file: Write
) -> None:
    claims_file("claims:\n- {id: a, text: A}\n")
    assert coalition("claims", "-d", "claims.yaml", "--count") == Result(0, "1\n", "")
    claims_file("claims:\n- {id: a, text: A, kind: B}\n")
    told = coalition("claims", "-d", "claims.yaml")
    assert (told.code, told.out, told.err.count("\n")) == (3, "", 3)
    assert "[warning]" not in told.err


@pytest.mark.parametrize("broken", ["  - id: @", "  - *c"])
def test_no_warnings_are_looked_for_in_what_could_not_be_read(
    coalition: Run, claims_file: Write, broken: str
) -> None:
    claims_file(f"claims:\n  - {{id: b, text: B}}\n{broken}\n")
    told = coalition("check", "--strict", "claims.yaml")
    assert (told.code, told.err) == (1, "coalition: 1 error\n")


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_explained(coalition: Run, code: str) -> None:
    severity, meaning, why = CODES[code]
    told = f"{code} [{severity}]\n  {meaning}\n  {why}\n"
    assert coalition("check", "--explain", code) == Result(0, told, "")
    assert meaning
    assert why.endswith(".")


def test_no_other_code_is(coalition: Run) -> None:
    told = "coalition: no problem has the code 'near-duplicates'; did you mean 'near-duplicate'?\n"
    assert coalition("check", "--explain", "near-duplicates") == Result(2, "", told)


def excerpt(coalition: Run, *arguments: str, stdin: bytes = b"") -> list[str]:
    """Return the lines and carets of a report, without the numbers.

    Nor the left-to-right marks of lines with Arabic, which have no width; see test_scripts.py.
    """
    told = coalition("check", *arguments, "-f", "full", stdin=stdin)
    lines = [line.replace("\u200e", "") for line in told.lines]
    return [line[8:] for line in lines if re.match(r" *\d* \| ", line)]


@pytest.mark.parametrize(
    ("before", "shown", "cells"),
    [
        ("- {id: red, text: t, kind: ", "- {id: red, text: t, kind: ", 27),
        ("- {id: 台北的, text: t, kind: ", "- {id: 台北的, text: t, kind: ", 30),
        ("- {id: re\u0301d\u0323, text: t, kind: ", "- {id: re\u0301d\u0323, text: t, kind: ", 27),
        ("- {id: أحمر, text: t, kind: ", "- {id: أحمر, text: t, kind: ", 28),
        ("- {id: red,\ttext: t, kind: ", "- {id: red,    text: t, kind: ", 30),
        ("- {id: a\u202eb, text: t, kind: ", r"- {id: a\u202eb, text: t, kind: ", 32),
        ("- {id: 🚩, text: t, kind: ", "- {id: 🚩, text: t, kind: ", 26),
    ],
    ids=["Latin", "wide", "combining", "right to left", "tab", "control", "emoji"],
)
def test_the_caret_stands_below_the_character(
    coalition: Run, claims_file: Write, before: str, shown: str, cells: int
) -> None:
    claims_file(f"claims:\n{before}postion}}\n")
    assert excerpt(coalition, "claims.yaml")[-2:] == [f"{shown}postion}}", f"{' ' * cells}^"]


def test_the_line_is_that_of_the_parser(coalition: Run, claims_file: Write) -> None:
    claims_file('title: T\r\nsources:\r- {id: a}\n- {id: b, name: "c\u2028d\x85e", kind: x}\n')
    told = excerpt(coalition, "claims.yaml")
    assert told == ['- {id: b, name: "c\\u2028d\\x85e", kind: x}', " " * 39 + "^"]
    claims_file('{"title": "T\u2028U",\n "titel": "T"}\n', "claims.json")
    told = excerpt(coalition, "claims.json")
    assert told == [' "titel": "T"}', " ^"]


def test_standard_input_has_lines_too(coalition: Run) -> None:
    shown = excerpt(coalition, "-", stdin=b"\xef\xbb\xbfsources: [{id: a, kind: x}]\n")
    assert shown == ["sources: [{id: a, kind: x}]", " " * 24 + "^"]


def test_what_has_no_line_is_shown_without(coalition: Run, claims_file: Write) -> None:
    told = coalition("check", "missing.yaml", "-f", "full")
    assert (
        told.out
        == """\
missing.yaml:1:1: unreadable: cannot be read: no such file or directory
  give a claims file, a folder of them, or - for standard input

"""
    )
    claims_file(b"title: a\nsources: \xff\n")
    assert excerpt(coalition, "claims.yaml") == ["sources: �", " " * 9 + "^"]


@pytest.mark.parametrize("letter", ["x", "台", "e\u0301", "\u202e"])
@pytest.mark.parametrize(
    ("before", "after"), [(100_000, 0), (100_000, 100_000), (0, 100_000), (100, 1)]
)
def test_a_long_line_is_cut_around_the_caret(
    coalition: Run,
    claims_file: Write,
    monkeypatch: pytest.MonkeyPatch,
    letter: str,
    before: int,
    after: int,
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    claims_file(f"{{title: '{letter * before}', titel: '{letter * after}'}}\n")
    line, caret = excerpt(coalition, "claims.yaml")
    assert cell_len(line) <= 60 - 8
    head, tail = line[: line.index("titel")], line[line.index("titel") :]
    assert cell_len(head) == len(caret) - 1
    assert head.startswith("…") is (before > 0)
    assert tail.endswith("…") is (after > 1)


@pytest.mark.parametrize(
    ("name", "escaped"),
    [
        ("a,b.yaml", "a%2Cb.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("50%.yaml", "50%25.yaml"),
        ("a\nb.yaml", "a%0Ab.yaml"),
        ("a\rb.yaml", "a%0Db.yaml"),
        ("a\x1bb.yaml", r"a\x1bb.yaml"),
        ("ż.yaml", "ż.yaml"),
    ],
)
def test_what_a_workflow_command_would_take_for_its_own_is_escaped(
    coalition: Run, claims_file: Write, name: str, escaped: str
) -> None:
    claims_file('"50%\\r\\n::error::x": 1', name)
    told = coalition("check", name, "-f", "github").out
    assert told.startswith(
        f"::error file={escaped},line=1,col=1,title=unknown-key::"
        "unknown key '50%25 ::error::x' in the claims file%0Athe keys"
    )
    assert told.count("\n") == 1


@pytest.mark.usefixtures("mistakes")
@pytest.mark.parametrize("name", ["report.csv", "REPORT.TSV", "a.md", "a.yaml", "a.xlsx", "a.b"])
def test_an_ending_that_no_report_has_is_refused_before_anything_is_read(
    coalition: Run, name: str
) -> None:
    ending = f".{name.lower().rpartition('.')[2]}"
    said = f"coalition: no report has the ending {ending}\n"
    known = "the endings: .txt, .json, .sarif, .sarif.json; or say --format\n"
    assert coalition("check", "gone.yaml", "-o", name) == Result(2, "", said + known)
    assert not Path(name).exists()
    assert coalition("check", "claims.yaml", "-o", name, "-f", "concise").code == 1
    assert Path(name).exists()


@pytest.mark.usefixtures("mistakes")
@pytest.mark.parametrize(
    ("name", "form"), [("a.txt", "plain"), ("a.json", "json"), ("report", "plain")]
)
def test_the_ending_of_a_file_says_which_report_it_gets(
    coalition: Run, name: str, form: str
) -> None:
    assert coalition("check", "--strict", "claims.yaml", "-o", name) == Result(1, "", SUMMARY)
    assert Path(name).read_text() == written(form)


@pytest.mark.usefixtures("mistakes")
def test_the_ending_of_counts_is_one_that_counts_have(coalition: Run) -> None:
    refused = coalition("check", "claims.yaml", "--statistics", "-o", "a.sarif")
    assert refused == Result(
        2,
        "",
        "coalition: no report has the ending .sarif\n"
        "the endings: .txt, .csv, .json; or say --format\n",
    )
