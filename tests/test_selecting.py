"""Which problems `check` reports, when it fails, and what a long report shows."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import coalition_cli
from coalition_cli.checking import findings
from coalition_cli.checking.gathering import FEW, MANY
from coalition_cli.checking.rules import RuleSet
from coalition_cli.model.choice import Choice, wanted
from coalition_cli.model.codes import CODES

from .conftest import Run
from .terminals import Result

Write = Callable[..., str]
# An error, two warnings and three strict findings.
MIXED = """\
articles:
- {id: a, original: true, publisher: p}
claims:
- {id: b, text: B, speaker: s, kind: rumour, appearances: [{article: a}]}
"""
ERROR, WARNINGS = "unknown-value", "no-confidence undeclared-speaker"
STRICT = "no-date no-source no-url undeclared-source"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def project(claims_file: Write) -> Callable[[str], str]:
    """Return what makes the folder a project, with this in its [check]."""
    claims_file(MIXED)

    def make(settings: str) -> str:
        Path("coalition.toml").write_text(f"[check]\n{settings}\n", encoding="utf-8")
        return "coalition.toml"

    return make


def codes(coalition: Run, words: str) -> str:
    """Return the codes that `check` reports, each once, sorted."""
    return " ".join(
        sorted({row["code"] for row in coalition("check", "--json", *words.split()).json})
    )


@pytest.mark.parametrize(
    ("words", "reported"),
    [
        ("", f"{WARNINGS} {ERROR}"),
        ("--strict", f"{WARNINGS} {STRICT} {ERROR}"),
        ("--select no-url", f"no-url {ERROR}"),
        ("--select no-url,no-date", f"no-date no-url {ERROR}"),
        ("--select no-url --select no-date", f"no-date no-url {ERROR}"),
        ("--select no-url,,no-url", f"no-url {ERROR}"),
        ("--select warning,no-url", f"{WARNINGS} no-url {ERROR}"),
        ("--select strict", f"{STRICT} {ERROR}"),
        ("--select error", ERROR),
        (f"--select {ERROR}", ERROR),
        ("--select bad-date", ERROR),
        ("--ignore no-confidence", f"undeclared-speaker {ERROR}"),
        ("--ignore warning", ERROR),
        ("--ignore strict", f"{WARNINGS} {ERROR}"),
        ("--strict --ignore warning,no-url", f"no-date no-source undeclared-source {ERROR}"),
        ("--strict --select no-url", f"no-url {ERROR}"),
        ("--select strict --ignore no-url,no-date", f"no-source undeclared-source {ERROR}"),
        ("--select no-url --ignore no-url", ERROR),
        ("--strict --ignore warning --ignore strict", ERROR),
    ],
)
def test_codes_and_tiers_are_selected_and_ignored(
    coalition: Run, claims_file: Write, words: str, reported: str
) -> None:
    claims_file(MIXED)
    assert codes(coalition, f"claims.yaml {words}") == " ".join(sorted(reported.split()))


ERRORS_STAY = "correct what it reports; warnings and strict findings can be ignored"
TIERS = "the tiers: error, warning, strict; 'coalition help problems' lists the codes"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--ignore error",
         f"--ignore: errors cannot be ignored: they stop every other command\n{ERRORS_STAY}"),
        ("--ignore no-url,bad-date",
         "--ignore: 'bad-date' is an error, and errors cannot be ignored: they stop every other"
         f" command\n{ERRORS_STAY}"),
        ("--select no-ulr", f"--select: no code or tier 'no-ulr'; did you mean 'no-url'?\n{TIERS}"),
        ("--ignore warnings",
         f"--ignore: no code or tier 'warnings'; did you mean 'warning'?\n{TIERS}"),
        ("--ignore zzz", f"--ignore: no code or tier 'zzz'\n{TIERS}"),
        ("--select ,", "--select names no code and no tier\nsuch as: --select warning"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_a_usage_error(
    coalition: Run, claims_file: Write, words: str, said: str
) -> None:
    claims_file(MIXED)
    assert coalition("check", "claims.yaml", *words.split()) == Result(
        2, "", f"coalition: {said}\n"
    )


@pytest.mark.parametrize(
    ("settings", "words", "reported"),
    [
        ("", "", f"{WARNINGS} {ERROR}"),
        ('select = "no-url"', "", f"no-url {ERROR}"),
        ('select = ["warning", "no-url"]\nignore = "no-confidence"', "",
         f"undeclared-speaker no-url {ERROR}"),
        ('ignore = ["warning"]', "", ERROR),
        ('ignore = ["no-url", "warning"]', "--strict",
         f"no-date no-source undeclared-source {ERROR}"),
        ('select = "no-url"', "--strict", f"{STRICT} {ERROR}"),
        ('select = "no-url"', "--ignore no-url", ERROR),
        ('ignore = ["no-url", "no-date"]', "--select no-url", f"no-url {ERROR}"),
        ('ignore = "no-confidence"', "--ignore undeclared-speaker", ERROR),
        ('ignore = "warning"', "--select warning", f"{WARNINGS} {ERROR}"),
        ('select = "no-url"', "claims.yaml", f"{WARNINGS} {ERROR}"),
    ],
)  # fmt: skip
def test_the_command_line_wins_over_the_project(
    coalition: Run, project: Callable[[str], str], settings: str, words: str, reported: str
) -> None:
    project(settings)
    assert codes(coalition, words) == " ".join(sorted(reported.split()))
    if not words:  # and in Python
        assert {row["code"] for row in coalition_cli.check()} == set(reported.split())


WRONG = {
    'ignore = ["no-url",\n"error"]': """\
coalition.toml:2:1: unknown-value: errors cannot be ignored: they stop every other command
  correct what it reports; warnings and strict findings can be ignored
coalition: 1 problem
""",
    '\nselect = "no-ulr"\nignore = "bad-id"\nfail_on = "strict"': """\
coalition.toml:3:1: unknown-value: no code or tier 'no-ulr'; did you mean 'no-url'?
  the tiers: error, warning, strict; 'coalition help problems' lists the codes
coalition.toml:4:1: unknown-value: 'bad-id' is an error, and errors cannot be ignored: they stop \
every other command
  correct what it reports; warnings and strict findings can be ignored
coalition.toml:5:1: unknown-key: unknown key 'check.fail_on'; did you mean 'fail-on'?
  the keys: check.select, check.ignore, check.fail-on
coalition: 3 problems
""",
    'fail-on = "warn"\nselect = []\nignore = 1': """\
coalition.toml:2:1: unknown-value: 'check.fail-on' cannot be 'warn'; did you mean 'warning'?
  fail-on is one of error, warning, strict
coalition.toml:3:1: missing-key: 'check.select' names nothing
  such as select = ["warning", "no-url"]; or leave it out
coalition.toml:4:1: wrong-type: 'check.ignore' takes a text or a list of texts
  such as ignore = ["no-confidence"]
coalition: 3 problems
""",
}


@pytest.mark.parametrize("settings", WRONG)
def test_what_cannot_be_meant_in_coalition_toml_has_its_line(
    coalition: Run, project: Callable[[str], str], settings: str
) -> None:
    project(settings)
    for command in ("check", "claims"):
        assert coalition(command) == Result(3, "", WRONG[settings])


@pytest.mark.parametrize("text", ['check.ignore = "error"', 'check = {ignore = "error"}'])
def test_the_keys_may_stand_on_one_line(coalition: Run, claims_file: Write, text: str) -> None:
    claims_file(MIXED)
    Path("coalition.toml").write_text(f"\n\n{text}\n", encoding="utf-8")
    assert coalition("check").err.startswith("coalition.toml:3:1: unknown-value: errors cannot")


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("claims: [{id: a, text: A, source: x}]", "", 0),
        ("claims: [{id: a, text: A, source: x}]", "--fail-on error", 0),
        ("claims: [{id: a, text: A, source: x}]", "--fail-on warning", 1),
        ("claims: [{id: a, text: A, source: x}]", "--fail-on strict", 1),
        ("claims: [{id: a, text: A, source: x}]", "--fail-on warning --ignore warning", 0),
        ("claims: [{id: a, text: A, source: x}]", "--fail-on error --strict", 1),
        ("claims: [{id: a, text: A, source: x}]", "--fail-on warning --json", 1),
        ("claims: [{id: a, text: A, source: x}]", "--fail-on warning --statistics", 1),
        ("claims: [{id: a, text: A, source: x}]", "--statistics", 0),
        ("articles: [{id: a}]", "--fail-on strict", 0),
        ("articles: [{id: a}]", "--strict --select no-url", 1),
        ("articles: [{id: a}]", "--select no-url --fail-on warning", 0),
        ("articles: [{id: a}]", "--select no-url --fail-on strict", 1),
        ("articles: [{id: a b}]", "--select no-url --statistics", 1),
        ("articles: [{id: a b}]", "--fail-on strict", 1),
    ],
)
def test_it_fails_on_a_tier_and_on_what_is_more_serious(
    coalition: Run, claims_file: Write, text: str, words: str, code: int
) -> None:
    claims_file(text)
    assert coalition("check", "claims.yaml", *words.split()).code == code


def test_a_project_says_on_what_it_fails(coalition: Run, project: Callable[[str], str]) -> None:
    Path("claims.yaml").write_text("claims: [{id: a, text: A}]", encoding="utf-8")
    project('fail-on = "warning"')
    assert coalition("check").code == 1
    assert coalition("check", "--fail-on", "error").code == 0
    project('select = "strict"\nfail-on = "strict"')
    assert coalition("check").code == 1


def test_doctor_says_what_the_project_says(coalition: Run, project: Callable[[str], str]) -> None:
    project('ignore = ["no-url", "warning"]\nfail-on = "strict"')
    told = {row["name"]: row["value"] for row in coalition("doctor", "--json").json}
    assert told["check"] == "ignore no-url, warning; fail-on strict"


def test_no_rule_is_applied_that_cannot_find_what_is_wanted() -> None:
    def applied(*select: str) -> set[str]:
        rules = RuleSet([], wanted(Choice(select)).codes).rules
        return {type(rule).__name__ for rule in rules}

    errors = {"Integrity", "Called"}
    assert applied("error") == errors
    assert applied("near-duplicate") == {*errors, "Duplicates"}
    assert applied("comment-in-text") == {*errors, "Comments"}
    assert applied("one-sided-contradiction") == {*errors, "Contradictions"}
    assert applied("no-url", "long-quote", "unused-ignore") == {*errors, "SingleRecords"}
    assert {code for code in CODES if len(applied(code)) > len(errors) + 1} == set()


STATISTICS = [("no-url", "strict", 3), ("no-confidence", "warning", 2), ("bad-date", "error", 1)]
COUNTED = (
    "articles: [{id: a}, {id: b}, {id: c, date: x}]\nclaims: [{id: a, text: A}, {id: b, text: B}]"
)


def test_statistics_count_the_most_frequent_code_first(coalition: Run, claims_file: Write) -> None:
    claims_file(COUNTED)
    words = ["check", "claims.yaml", "--select", "no-url,no-confidence", "--statistics"]
    rows = [
        {"code": code, "severity": severity, "count": count, "meaning": CODES[code].meaning}
        for code, severity, count in STATISTICS
    ]
    said = "coalition: 1 error, 2 warnings, 3 strict findings\n"
    told = coalition(*words, "--json")
    assert told.json == rows
    assert (told.code, told.err) == (1, said)
    table = """\
code,severity,count,meaning
no-url,strict,3,an article without an address
no-confidence,warning,2,a claim whose sourcing is not rated
bad-date,error,1,"a date that is not a year, a month or a day"
"""
    assert coalition(*words, "-f", "csv") == Result(1, table, said)
    assert coalition(*words, "-o", "counts.csv") == Result(1, "", said)
    assert Path("counts.csv").read_text(encoding="utf-8") == table
    plain = """\
3  no-url         strict   an article without an address
2  no-confidence  warning  a claim whose sourcing is not rated
1  bad-date       error    a date that is not a year, a month or a day
"""
    assert coalition(*words) == Result(1, plain, said)
    full = """\
count   code            severity   meaning
──────────────────────────────────────────────────────────────────────────────
    3   no-url          strict     an article without an address
    2   no-confidence   warning    a claim whose sourcing is not rated
    1   bad-date        error      a date that is not a year, a month or a day
"""
    assert coalition(*words, "-f", "full") == Result(1, full, said)


def test_nothing_to_count_is_an_empty_answer(coalition: Run, claims_file: Write) -> None:
    claims_file("sources: [{id: a}]")
    empty = {"json": "[]\n", "csv": "code,severity,count,meaning\n", "plain": "", "full": ""}
    for form, out in empty.items():
        told = coalition("check", "claims.yaml", "--statistics", "-f", form)
        assert told == Result(0, out, "coalition: no problems\n")


def test_counts_and_problems_have_formats_of_their_own(coalition: Run, claims_file: Write) -> None:
    claims_file(COUNTED)
    for form in ("github", "concise"):
        told = coalition("check", "claims.yaml", "--statistics", "-f", form)
        assert (told.code, told.out) == (2, "")
        assert told.err.startswith(f"coalition: --statistics cannot be written as {form}\n")
    told = coalition("check", "claims.yaml", "-f", "csv")
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("coalition: check writes csv only with --statistics\n")


def many(claims: int) -> str:
    """Return a file with so many findings of two kinds, another one, and an error."""
    some = "".join(f"- {{id: c{n}, text: Text {n}, speaker: s}}\n" for n in range(claims))
    others = "speakers: [{id: s, name: N}, {id: t, name: N}]\narticles: [{id: r, date: x}]\n"
    return f"claims:\n{some}{others}"


def test_like_findings_are_one_in_a_long_report(coalition: Run, claims_file: Write) -> None:
    claims_file(many(MANY))
    told = coalition("check", "claims.yaml", "-f", "full")
    assert told.out.startswith(f"""\
claims.yaml:2:3: no-appearance: 'appearances' is missing in claim 'c0' [warning]
    2 | - {{id: c0, text: Text 0, speaker: s}}
      |   ^
  add 'appearances': where it appears, and in which words
  and {MANY - 1} more like it

claims.yaml:2:3: no-confidence: 'confidence' is missing in claim 'c0' [warning]
""")
    heads = re.findall(r"(?m)^claims\.yaml:\d+:\d+: ([a-z-]+): ", told.out)
    assert heads == ["no-appearance", "no-confidence", "same-name", "bad-date"]
    assert told.out.endswith("""
count   code            severity   meaning
──────────────────────────────────────────────────────────────────────────────
  100   no-appearance   warning    a claim that appears in no article
  100   no-confidence   warning    a claim whose sourcing is not rated
    1   bad-date        error      a date that is not a year, a month or a day
    1   same-name       warning    two speakers, or two sources, with one name

--select CODE shows all problems of a code, and -f plain shows all of them
""")
    assert told.err == "coalition: 1 error, 201 warnings\n"
    selected = coalition("check", "claims.yaml", "-f", "full", "--select", "no-appearance").out
    assert selected.count(": no-appearance: ") == MANY
    assert "more like it" not in selected


def test_programs_get_all_of_it(coalition: Run, claims_file: Write) -> None:
    claims_file(many(MANY))
    for form in ("plain", "concise", "github"):
        told = coalition("check", "claims.yaml", "-f", form).out
        assert "more like it" not in told
        assert len(re.findall(r"no-(?:appearance|confidence)\b.*is missing", told)) == 2 * MANY
    assert len(coalition("check", "claims.yaml", "--json").json) == 2 * MANY + 2


def test_a_terminal_shows_like_findings_as_one_and_a_pipe_shows_all(
    coalition: Run, terminal: Run, claims_file: Write
) -> None:
    claims_file(many(MANY))
    shown = terminal("check", "claims.yaml", columns=80, rows=200, env={"NO_COLOR": "1"})
    assert shown.out.count(f"\n  and {MANY - 1} more like it\n\n") == 2
    assert shown.out.endswith("""\
--select CODE shows all problems of a code, and -f plain shows all of them
coalition: 1 error, 201 warnings
""")
    counted = terminal("check", "claims.yaml", "--statistics", columns=80, env={"NO_COLOR": "1"})
    assert counted.lines[0] == "count   code            severity   meaning"
    assert coalition("check", "claims.yaml").out.count("\n") == 2 * (2 * MANY + 2)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("".join(f"- {{id: c{n}, txt: T}}\n" for n in range(MANY + 1)), 2),  # errors are not
        ("".join(f"- {{id: c{n}, text: T}}\n" for n in range(MANY // 2)), 0),  # no more than many
        ("".join(f"- {{id: c{n}, text: T}}\n" for n in range(MANY // 2 + 1)), 2),
    ],
)
def test_errors_and_what_is_not_much_are_told_one_by_one(
    coalition: Run, claims_file: Write, text: str, folded: int
) -> None:
    claims_file(f"claims:\n{text}")
    words = ("check", "claims.yaml", "-f", "full", "--select", "no-confidence,no-appearance")
    unfolded = coalition(*words).out
    assert " more like it" not in unfolded  # these codes are named
    words = ("check", "claims.yaml", "-f", "full", "--ignore", "near-duplicate")
    assert coalition(*words).out.count(" more like it") == folded


def test_rare_findings_are_told_one_by_one(coalition: Run, claims_file: Write) -> None:
    claims = "".join(f"- {{id: c{n}, text: T, speaker: s{n % FEW}}}\n" for n in range(MANY))
    claims_file(f"claims:\n{claims}")
    words = ("check", "claims.yaml", "-f", "full", "--ignore", "near-duplicate")
    assert coalition(*words).out.count(": undeclared-speaker: ") == FEW
    claims_file(f"claims:\n{claims}- {{id: x, text: T, speaker: Ann}}\n")
    assert coalition(*words).out.count(": undeclared-speaker: ") == 1


@pytest.mark.parametrize("name", ["O'Brien's", "7.5", "2026-01-19", "don't, they"])
def test_findings_are_like_whatever_they_name(
    coalition: Run, claims_file: Write, name: str
) -> None:
    words = [f"{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(MANY)]
    claims = [{"id": word, "text": "T", "speaker": f"{name} {word}"} for word in words]
    claims_file(json.dumps({"claims": claims}), "claims.json")
    told = coalition("check", "claims.json", "-f", "full", "--ignore", "near-duplicate").out
    assert told.count(": undeclared-speaker: ") == 1
    assert told.count(f"  and {MANY - 1} more like it\n") == 3


def test_two_kinds_of_message_of_one_code_stay_two(coalition: Run, claims_file: Write) -> None:
    names = "".join(
        f"- {{id: a{n}, name: Name {n}}}\n- {{id: b{n}, name: {name} {n}}}\n"
        for n in range(MANY + 2)
        for name in ["Náme" if n % 2 else "name"]
    )
    claims_file(f"speakers:\n{names}")
    told = coalition("check", "claims.yaml", "-f", "full", "--select", "warning").out
    assert re.findall(r"differ only in (.*) \[", told) == [
        "capitals",
        "accents or other forms of letters",
    ]
    assert told.count(f"  and {MANY // 2} more like it\n") == 2


def test_no_code_is_missing_where_there_are_too_many_problems(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "MAX_PROBLEMS", 10)
    claims = "".join(f"- {{id: c{n}, text: T, confidence: low}}\n" for n in range(50))
    quotes = "".join(f"  - {{article: a, quote: {'word ' * 51}}}\n" for _ in range(8))
    claims_file(
        f"claims:\n{claims}- id: q\n  text: T\n  appearances:\n{quotes}articles: [{{id: a}}]"
    )
    words = ("check", "claims.yaml", "--ignore", "near-duplicate")
    told = coalition(*words, "--json")
    kept = [row["code"] for row in told.json]
    assert sorted(kept) == [*["long-quote"] * 4, *["no-appearance"] * 5, "no-confidence"]
    assert told.err == (
        "coalition: 10 warnings, and 49 more warnings or strict findings that are not shown\n"
    )
    counted = coalition(*words, "--json", "--statistics").json
    assert [(row["code"], row["count"]) for row in counted] == [
        ("no-appearance", 50),
        ("long-quote", 8),
        ("no-confidence", 1),
    ]
