"""Comments that ignore a problem: where they may stand, what they reach, and which are unused."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.model.codes import CODES

from .conftest import Run

Write = Callable[..., str]
ERRORS = Path(__file__).parent / "errors"

SAME = "we close the old bridge in the spring of next year"
ARTICLE = "articles:\n- id: a"
LONG = "word " * 51
RULES = "no-url,no-date,comment-in-text,long-quote,near-duplicate,unused-ignore"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def found(coalition: Run, *options: str, name: str = "claims.yaml") -> str:
    """Return the line and the code of each problem of a few rules."""
    told = coalition("check", name, "--json", *(options or ("--select", RULES)))
    return " ".join(f"{row['line']}:{row['code']}" for row in told.json)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{ARTICLE}\n", "2:no-date 2:no-url"),
        (f"{ARTICLE}  # coalition: ignore[no-url]\n", "2:no-date"),
        (f"{ARTICLE}  # coalition: ignore[no-url]", "2:no-date"),
        (f"{ARTICLE}\t#coalition:ignore [ no-url ,no-date, ]\n", ""),
        (f"{ARTICLE} # on paper # coalition: ignore[no-url] # coalition: ignore[no-date]\n", ""),
        (f"{ARTICLE} # coalition: ignore[no-url] and no page\n", "2:no-date"),
        ("articles:\n# coalition: ignore[no-url]\n- id: a\n", "3:no-date"),
        ("articles:\n   # coalition: ignore[no-url]\n# why\n - id: a\n", "4:no-date"),
        ("articles:\n- # coalition: ignore[no-url]\n  id: a\n", "3:no-date"),
        ("articles:\n# coalition: ignore[no-url]\n-\n  id: a\n", "4:no-date"),
        ("articles:\n- &x # coalition: ignore[no-url]\n  id: a\n", "2:no-date"),
        ("articles: [{id: a}, {id: b}] # coalition: ignore[no-url]\n", "1:no-date 1:no-date"),
        ("articles: [\n# coalition: ignore[no-url]\n{id: a},\n]\n", "3:no-date"),
        ("\ufeff# coalition: ignore[no-url]\narticles: [{id: a}]\n", "2:no-date"),
        (f"title: T\r\n{ARTICLE} # coalition: ignore[no-url]\r\n- id: b\r\n",
         "3:no-date 4:no-date 4:no-url"),
        (f"{ARTICLE} # coalition: ignore[no-url]\r- id: b\r", "2:no-date 3:no-date 3:no-url"),
        (f'title: "a\u2028b"\n{ARTICLE} # coalition: ignore[no-url]\n', "3:no-date"),
    ],
)  # fmt: skip
def test_a_comment_reaches_the_record_that_begins_at_its_line_or_below_it(
    coalition: Run, claims_file: Write, text: str, left: str
) -> None:
    claims_file(text.encode(), "claims.yaml")
    assert found(coalition) == left


@pytest.mark.parametrize(
    "text",
    [
        f"{ARTICLE}\n  headline: 'x # coalition: ignore[no-url]'\n",
        f'{ARTICLE}\n  headline: "x\n    # coalition: ignore[no-url]\n    y"\n',
        f"{ARTICLE}\n  headline: |\n    x\n    # coalition: ignore[no-url]\n",
        f"{ARTICLE}\n  headline: >+\n\n    # coalition: ignore[no-url]\n\n\n",
        f"{ARTICLE}\n  headline: x# coalition\n  # Coalition: ignore[no-url]\n",
        f"{ARTICLE}  # coalition: ignore the rest\n",
        f"{ARTICLE}  # coalition: ignored[no-url]\n",
    ],
)
def test_what_only_looks_like_a_comment_ignores_nothing(
    coalition: Run, claims_file: Write, text: str
) -> None:
    claims_file(text)
    assert found(coalition) == "2:no-date 2:no-url"


def test_the_line_of_a_block_scalar_may_have_one_and_so_may_the_lines_after_it(
    coalition: Run, claims_file: Write
) -> None:
    claims_file("""\
articles:
- id: a
  headline: |  # coalition: ignore[no-url]
    # coalition: ignore[no-date]
  # coalition: ignore[no-date]
- id: b
  headline: |
    x
- id: c
""")
    left = "2:no-date 2:no-url 3:unused-ignore 6:no-url 9:no-date 9:no-url"
    assert found(coalition) == left


@pytest.mark.parametrize(
    ("quote", "left"),
    [
        (f"quote: {LONG}\n     {LONG} # coalition: ignore[long-quote]\n", ""),
        (f"quote: '{LONG}\n\n\n   {LONG}' # coalition: ignore[long-quote]\n", ""),
        (f'quote: "{LONG}\n   # no comment\n  {LONG}" # coalition: ignore[long-quote]\n', ""),
        (f'quote:\n      "{LONG}\n {LONG}" # coalition: ignore[long-quote]\n', ""),
        (f"quote: | # coalition: ignore[long-quote]\n      {LONG}\n      {LONG}\n", ""),
        (f"# coalition: ignore[long-quote]\n    quote: '{LONG}\n  {LONG}'\n", ""),
        (f"quote: |\n      {LONG}\n    note: x # coalition: ignore[long-quote]\n", "6 8"),
        (f"quote: '{LONG}\n    '\n    # coalition: ignore[long-quote]\n", "6 8"),
    ],
)
def test_the_end_of_a_text_of_several_lines_speaks_of_where_it_begins(
    coalition: Run, claims_file: Write, quote: str, left: str
) -> None:
    quote = quote.replace("note: x", "attribution: x")
    claims_file(f"articles: [{{id: a}}]\nclaims:\n- id: x\n  text: X\n  appearances:\n  - {quote}"
                "    article: a\n")  # fmt: skip
    lines = [
        one.split(":")[0]
        for one in found(coalition, "--select", "long-quote,unused-ignore").split()
    ]
    assert " ".join(lines) == left


def test_a_record_in_braces_may_have_it_where_its_lines_end(
    coalition: Run, claims_file: Write
) -> None:
    claims_file("""\
articles:
- {id: a, headline: 'one
    two', authors: ["three
    four"]}  # coalition: ignore[no-url]
- {id: b, headline: five
    six}  # coalition: ignore[no-date]
- {id: c}
""")
    assert found(coalition) == "2:no-date 5:no-url 7:no-date 7:no-url"


def test_lines_that_a_text_joins_are_one_line(coalition: Run, claims_file: Write) -> None:
    claims_file("""\
claims:
- {id: ab, text: A}
- {id: c, text: C}
- id: x
  text: X
  contradicts: ["a\\
    b", c]  # coalition: ignore[one-sided-contradiction]
""")
    assert found(coalition, "--select", "one-sided-contradiction,unused-ignore") == ""
    assert found(coalition, "--select", "unused-ignore") == ""


@pytest.mark.parametrize(
    ("first", "second", "left"),
    [
        ("", "", "5:long-quote 8:long-quote 9:comment-in-text"),
        ("[long-quote, comment-in-text]", "", ""),
        ("", "[long-quote]", "5:long-quote 9:comment-in-text"),
        ("[comment-in-text]", "[long-quote]", "5:long-quote"),
        ("[no-date]", "", "2:unused-ignore 5:long-quote 8:long-quote 9:comment-in-text"),
        ("[long-quote]", "[long-quote]", "9:comment-in-text"),
    ],
)
def test_it_reaches_all_of_a_record_and_no_other(
    coalition: Run, claims_file: Write, first: str, second: str, left: str
) -> None:
    """A claim and its appearances: the article after it is another record."""
    claims_file(f"""\
claims:
- id: x{first and f"  # coalition: ignore{first}"}
  text: X
  appearances:
  - {{article: a, quote: {LONG}}}
  - article: a{second and f"  # coalition: ignore{second}"}
    paragraph: 2
    quote: {LONG}
  note: we are the #1 town
articles:
- id: a
""")
    assert found(coalition) == f"{left} 11:no-date 11:no-url".strip()


@pytest.mark.parametrize("line", [1, 2, 3, 4, 5])
def test_a_problem_of_two_records_is_ignored_at_either(
    coalition: Run, claims_file: Write, line: int
) -> None:
    lines = ["claims:", "- id: x", f"  text: {SAME}", "  # say no more", "- id: y",
             f"  text: {SAME}"]  # fmt: skip
    claims_file("\n".join(lines))
    assert found(coalition) == "6:near-duplicate"
    lines[line] += "  # coalition: ignore[near-duplicate]"
    claims_file("\n".join(lines))
    assert found(coalition) == ""


OTHERS = {
    "two-spellings": "speakers:\n- {id: a, name: Jose Ruiz}\n- {id: b, name: José Ruiz}\n",
    "same-name": "sources:\n- {id: a, name: The Post}\n- {id: b, name: The Post}\n",
    "same-address": "sources:\n- {id: a, same_as: [https://a.example]}\n"
    "- {id: b, same_as: [https://a.example/]}\n",
    "early-retelling": "articles:\n- {id: a, date: 2021}\n- {id: b, date: 2020, retells: [a]}\n",
    "one-sided-contradiction": "claims:\n- {id: a, text: A}\n"
    "- {id: b, text: B, contradicts: [a]}\n",
    "anonymous-against-speaker": "speakers:\n- {id: a, name: A}\nclaims:\n"
    "- {id: b, text: B, speaker: a, anonymous: true}\n",
}


@pytest.mark.parametrize("code", OTHERS)
def test_so_is_every_problem_of_two_records(coalition: Run, claims_file: Write, code: str) -> None:
    text = OTHERS[code]
    only = ("--select", f"{code},unused-ignore")
    claims_file(text)
    assert found(coalition, *only).endswith(f":{code}")
    for record in ("a", "b"):
        lines = [f"{line}  # coalition: ignore[{code}]" if f"id: {record}," in line else line
                 for line in text.splitlines()]  # fmt: skip
        claims_file("\n".join(lines))
        assert found(coalition, *only) == ""


def test_the_two_records_may_stand_in_two_files(coalition: Run, claims_file: Write) -> None:
    claims_file(
        f"claims:\n- id: x\n  text: {SAME}  # coalition: ignore[near-duplicate]\n", "a.yaml"
    )
    claims_file(f'[{{"id": "y", "text": "{SAME}"}}]', "b.json")
    for paths in (("a.yaml", "b.json"), ("b.json", "a.yaml")):
        told = coalition("check", *paths, "--select", RULES)
        assert (told.out, told.err) == ("", "coalition: no problems\n")


def test_the_first_line_speaks_of_no_more_than_itself(coalition: Run, claims_file: Write) -> None:
    claims_file("title: T  # coalition: ignore[no-url]\narticles: [{id: a}]\nversion: 1\n")
    assert found(coalition) == "1:unused-ignore 2:no-date 2:no-url"
    claims_file("title: the #1 town  # coalition: ignore[comment-in-text]\n")
    assert found(coalition) == ""


def test_json_has_no_comments(coalition: Run, claims_file: Write) -> None:
    claims_file('{"articles": [{"id": "a", "headline": "# coalition: ignore[no-url]"}]}', "a.json")
    assert found(coalition, name="a.json") == "1:no-date 1:no-url"


UNUSED = """\
claims.yaml:2:9: unused-ignore: the comment ignores 'near-duplicate', and nothing here has that \
code [warning]
  remove it from the comment, or move the comment to the line concerned
claims.yaml:2:9: unused-ignore: no problem has the code 'no-ulr'; did you mean 'no-url'? [warning]
  'coalition help problems' lists the codes
claims.yaml:2:9: unused-ignore: 'bad-id' is an error, and errors cannot be ignored [warning]
  remove it from the comment
claims.yaml:2:9: unused-ignore: no problem has the code 'strict' [warning]
  'coalition help problems' lists the codes
claims.yaml:4:3: unused-ignore: the comment ignores nothing: it names no code [warning]
  write the codes that it ignores in brackets, such as [no-url]
"""


def test_what_ignores_nothing_is_told_if_it_was_looked_for(
    coalition: Run, claims_file: Write
) -> None:
    claims_file("""\
articles:
- id: a # coalition: ignore[no-date, near-duplicate, no-ulr, bad-id, strict]
  date: 2026
  # coalition: ignore[]
""")
    told = coalition("check", "claims.yaml")
    assert (told.code, told.out) == (0, UNUSED)
    assert coalition("check", "claims.yaml", "--fail-on", "warning").code == 1
    strict = found(coalition, "--strict").split()
    assert strict.count("2:unused-ignore") == 5  # 'no-date' too, which nobody had looked for
    without = coalition("check", "claims.yaml", "--ignore", "unused-ignore")
    assert (without.out, without.err) == ("", "coalition: no problems\n")
    without = coalition("check", "claims.yaml", "--ignore", "near-duplicate")
    assert "near-duplicate" not in without.out


def test_no_error_is_ignored_and_none_of_a_file_that_is_not_whole(
    coalition: Run, claims_file: Write
) -> None:
    claims_file("claims:\n- {id: a b, text: A}  # coalition: ignore[bad-id, no-confidence]\n")
    assert found(coalition, "--select", "no-confidence") == "2:bad-id"
    claims_file("claims:\n- {id: a, text: A}  # coalition: ignore[no-such-code]\n- @\n")
    assert found(coalition, "--strict") == "3:bad-syntax"


DOUBTFUL = [
    path
    for path in sorted(ERRORS.glob("*.yaml"))
    if CODES[path.name.partition(".")[0]].severity != "error" and "unused" not in path.name
]


@pytest.mark.parametrize("path", DOUBTFUL, ids=lambda path: path.stem)
def test_whatever_is_reported_is_ignored_at_its_line_or_above_it(
    coalition: Run, claims_file: Write, path: Path
) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    rows = coalition("check", str(path), "--strict", "--json").json
    assert rows
    for row in rows:
        at, comment = row["line"] - 1, f"# coalition: ignore[{row['code']}]"
        same = {key: row[key] for key in ("code", "message", "column")}
        for text in (
            [*lines[:at], f"{lines[at]}  {comment}", *lines[at + 1 :]],
            [*lines[:at], comment, *lines[at:]],
        ):
            claims_file("\n".join(text))
            left = coalition("check", "claims.yaml", "--strict", "--json").json
            assert "unused-ignore" not in {one["code"] for one in left}
            assert same not in [{key: one[key] for key in same} for one in left]


def test_no_comment_is_looked_for_in_what_is_not_read(process: Run, tmp_path: Path) -> None:
    """A pipe would be waited for, and the other file has terabytes."""
    os.mkfifo(tmp_path / "pipe.yaml")
    with (tmp_path / "vast.yaml").open("wb") as vast:
        vast.truncate(3 << 40)
    told = process("check", ".", "-f", "concise")
    assert (told.code, [line.split(": ")[1] for line in told.lines]) == (
        1,
        ["unreadable", "over-limit"],
    )


def test_a_name_in_such_a_comment_stays_confidential(coalition: Run, claims_file: Write) -> None:
    claims_file("""\
speakers:
- {id: aide, name: Zoe Quux, anonymous: true}  # coalition: ignore[Zoe Quux]
""")
    for form in ("plain", "full", "json", "github"):
        told = coalition("check", "claims.yaml", "-f", form).out
        assert "unused-ignore" in told
        assert "Quux" not in told


def test_very_many_of_them_are_looked_up_as_fast_as_they_are_read(
    coalition: Run, claims_file: Write
) -> None:
    some = "".join(f"- id: a{n}  # coalition: ignore[no-url, no-{n}]\n" for n in range(5_000))
    claims_file(f"articles:\n{some}")
    told = coalition("check", "claims.yaml", "--select", "no-url,unused-ignore", "--statistics")
    assert told.out == (
        "5000  unused-ignore  warning  a comment that ignores a problem which is not there\n"
    )
