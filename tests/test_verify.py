"""`coalition verify`: quotes and wordings held to the texts of their articles."""

import hashlib
import json
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.results import RESULTS

from .conftest import Run

TEXT = """\
Trump's threats go "one step too far", many say.

“We will not go,” said a diplomat, “but we have red lines.”

Officials call it an attack on allies. Norway’s minister spoke of an “attack”.
"""
CLAIMS = """\
articles: [{id: gazette}, {id: mirror}, {id: ../echo}]
claims:
  - id: step
    text: It is too much.
    appearances:
      - {article: gazette, paragraph: 1, quote: one step too far}
      - {article: mirror, paragraph: 1, quote: a step too far}
  - id: lines
    text: There are limits.
    appearances:
      - {article: gazette, paragraph: 2, quote: We will go … but we have red lines}
      - {article: mirror}
  - id: attack
    text: It is an attack.
    appearances:
      - {article: gazette, paragraph: 2, quote: Attack}
      - {article: ../echo, wording: an attack}
  - id: allies
    text: Allies are attacked.
    appearances: [{article: gazette, paragraph: 3, wording: a strike on allies of Norway}]
  - id: war
    text: War is near.
    appearances: [{article: gazette, paragraph: 3, quote: Nobody wants this war}]
"""
_LEFT_OUT = "coalition: without a text: 2 articles; 2 of their quotes and wordings are left out\n"


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with claims and a text, which is the current one."""
    (tmp_path / "claims.yaml").write_text(CLAIMS, encoding="utf-8")
    (tmp_path / "gazette.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COALITION_DATA", "claims.yaml")
    return tmp_path


Newsroom = pytest.mark.usefixtures("newsroom")


@Newsroom
def test_each_quote_and_wording_has_a_row_with_its_place_in_the_text(coalition: Run) -> None:
    result = coalition("verify", "--text", "gazette=gazette.txt", "--json")
    assert (result.code, result.err) == (1, _LEFT_OUT)
    assert [list(row) for row in result.json] == [
        [field.name for field in RESULTS["verify"].fields]
    ] * 5
    rows = [tuple(row.values()) for row in result.json]
    passage = "We will not go,” said a diplomat, “but we have red lines"
    assert rows[:3] == [
        ("step", "gazette", "one step too far", None, "exact", 20, 36, "one step too far",
         1, 1, 100, None, "claims.yaml", 6),
        ("lines", "gazette", "We will go … but we have red lines", None, "altered", 51, 107,
         passage, 2, 2, 95, "'not' is left out", "claims.yaml", 11),
        ("attack", "gazette", "Attack", None, "typographic", 181, 187, "attack",
         3, 2, 100, "differs in the case of the first letter; in paragraph 3, not 2",
         "claims.yaml", 16),
    ]  # fmt: skip
    assert rows[3][3:5] == ("a strike on allies of Norway", "missing")
    assert rows[4][2:10] == ("Nobody wants this war", None, "missing", None, None, None, None, 3)
    assert all(TEXT[row["start"] : row["end"]] == row["found"] for row in result.json[:3])


@Newsroom
def test_a_screen_has_what_is_not_exact_with_its_context(coalition: Run) -> None:
    result = coalition("verify", "--text", "gazette=gazette.txt", "-f", "table", "not:claim:allies")
    assert (
        result.out
        == """\
4 quotes: 1 exact, 1 typographic, 1 altered, 1 missing

missing  war  gazette ¶3
  quote   “Nobody wants this war”
  why     nothing like it is in the text
  stated  claims.yaml:23

altered  lines  gazette ¶2  95 alike
  quote   “We will {+not+} go … but we have red lines”
  text    “We will not go,” said a diplomat, “but we have red lines.”
  why     'not' is left out
  stated  claims.yaml:11

typographic  attack  gazette ¶3
  quote   “Attack”
  text    …it an attack on allies. Norway’s minister spoke of an “attack”.
  why     differs in the case of the first letter; in paragraph 3, not 2
  stated  claims.yaml:16

exact  step  gazette ¶1  “one step too far”
"""
    )


@Newsroom
def test_a_screen_says_why_an_exact_quote_is_not_where_it_should_be(coalition: Run) -> None:
    asked = ["verify", "--text", "mirror=-", "claim:step", "-f", "table"]
    result = coalition(*asked, stdin="A step.\n\nIt goes “a step too far”.")
    assert result.code == 0
    assert (
        result.out
        == """\
1 quote: 1 exact, 0 typographic, 0 altered, 0 missing

exact  step  mirror ¶2
  quote   “a step too far”
  text    It goes “a step too far”.
  why     in paragraph 2, not 1
  stated  claims.yaml:7
"""
    )


@pytest.mark.parametrize(
    ("quote", "drawn"),
    [
        ("[They] will go … but we have green lines [there]",
         "[They] will {+not+} go … but we have [-green-] {+red+} lines [there]"),
        ("We Will not go", "We [-Will-] {+will+} not go"),
        ("one step, too far", "one [-step,-] {+step+} too far"),
        ("We’re not “going”", "We’re not “going”"),  # typographic: nothing is another word
    ],
)  # fmt: skip
def test_a_screen_marks_words_that_differ_and_keeps_cuts_and_insertions(
    coalition: Run, newsroom: Path, quote: str, drawn: str
) -> None:
    claims = {
        "articles": [{"id": "gazette"}],
        "claims": [
            {"id": "a", "text": "A", "appearances": [{"article": "gazette", "quote": quote}]}
        ],
    }
    (newsroom / "other.json").write_text(json.dumps(claims), encoding="utf-8")
    asked = ["verify", "-d", "other.json", "--text", "gazette=-", "-f", "table"]
    assert f"quote   “{drawn}”" in coalition(*asked, stdin=f"{TEXT}“We're not 'going'”").out


@Newsroom
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["claim:step"], 0),
        (["claim:attack"], 0),
        (["claim:allies"], 0),  # a wording is no failure
        (["claim:lines"], 1),
        (["claim:war"], 1),
        (["claim:war", "--count"], 1),
        (["claim:nobody"], 0),
        (["claim:nobody", "-e"], 1),
    ],
)
def test_it_fails_if_a_quote_is_altered_or_missing(
    coalition: Run, words: list[str], code: int
) -> None:
    assert coalition("verify", "--text", "gazette=gazette.txt", *words).code == code


@Newsroom
def test_rows_are_narrowed_sorted_and_counted_as_elsewhere(coalition: Run) -> None:
    def run(*options: str) -> list[str]:
        text = ("--text", "gazette=gazette.txt")
        return coalition("verify", *text, "--fields", "claim", *options).lines[1:]

    assert run() == ["step", "lines", "attack", "allies", "war"]
    assert run("-n", "2") == ["step", "lines"]
    assert run("--sort", "-paragraph,claim") == ["attack", "lines", "step", "allies", "war"]
    assert run("--sort", "status") == ["lines", "step", "allies", "war", "attack"]
    assert coalition("verify", "--text", "gazette=gazette.txt", "--count").out == "5\n"


@Newsroom
def test_on_a_screen_few_rows_are_the_worst(coalition: Run) -> None:
    asked = ["verify", "--text", "gazette=gazette.txt", "-n", "1"]
    assert "missing  war" in coalition(*asked, "-f", "table").out
    assert "step" in coalition(*asked, "-f", "table", "--sort", "-similarity").out
    assert coalition(*asked, "--fields", "claim", "-f", "csv").out == "claim\nstep\n"


@Newsroom
def test_texts_of_a_folder_are_called_by_the_ids_of_articles(
    coalition: Run, newsroom: Path
) -> None:
    folder = newsroom / "texts"
    folder.mkdir()
    (newsroom / "echo.txt").write_text("an attack", encoding="utf-8")
    (folder / "Gazette.TXT").write_text(TEXT, encoding="utf-8")
    (folder / "mirror.md").write_text("“a step too far”", encoding="utf-8")
    (folder / "other.txt").write_text("", encoding="utf-8")
    result = coalition("verify", "--texts", "texts", "--count")
    assert (result.code, result.out) == (1, "5\n")
    assert result.err == f"coalition: texts: 1 text called by no article's id\n{_LEFT_OUT}"
    mirror = coalition("verify", "--texts", "texts", "--text", "mirror=texts/mirror.md", "--count")
    assert mirror.out == "6\n"


@Newsroom
def test_a_text_can_be_standard_input_or_a_pipe(coalition: Run, newsroom: Path) -> None:
    result = coalition("verify", "--text", "gazette=-", "--count", stdin=TEXT)
    assert (result.out, result.err) == ("5\n", _LEFT_OUT)
    pipe = newsroom / "pipe"
    os.mkfifo(pipe)
    writing = threading.Thread(target=pipe.write_text, args=(TEXT, "utf-8"))
    writing.start()
    result = coalition("verify", "claim:step", "--text", f"gazette={pipe}", "--fields", "status")
    writing.join()
    assert result.lines == ["status", "exact"]


def test_a_text_that_is_not_the_one_that_was_read_is_told_once(
    coalition: Run, claims_file: Callable[..., str]
) -> None:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    appearances = "[{article: a, quote: attack}, {article: a, quote: one step too far}]"
    claims = "articles: [{{id: a, sha256: {}}}]\nclaims: [{{id: c, text: t, appearances: {}}}]\n"
    data = claims_file(claims.format(digest.upper(), appearances))
    text = claims_file(TEXT, "a.txt")
    assert coalition("verify", "-d", data, "--text", f"a={text}").err == ""
    data = claims_file(claims.format("'00'", appearances))
    result = coalition("verify", "-d", data, "--text", f"a={text}", "--fields", "status")
    assert (result.code, result.lines) == (0, ["status", "exact", "exact"])
    assert result.err == (
        f"coalition: {text} is not the text that article a was read as: it may have been changed"
        f" since, or saved in another way\n  its sha256 is {digest}, the claims file has 00\n"
    )


@Newsroom
@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (
            [],
            2,
            "coalition: the texts to hold quotes to are not given\n--text ARTICLE=FILE gives one,"
            " --texts FOLDER those of many articles (liga.txt)\n",
        ),
        (
            ["--text", "gazette.txt"],
            2,
            "coalition: --text takes ARTICLE=FILE, such as liga=liga.txt, not 'gazette.txt'\n",
        ),
        (
            ["--text", "a=b", "--text", "a=c"],
            2,
            "coalition: --text gives article 'a' two texts\n",
        ),
        (["--text", "a=-", "-d", "-"], 2, "coalition: standard input can be read only once\n"),
        (["--texts", ""], 2, "coalition: an empty path names no folder\n"),
        (
            ["--text", "gazete=gazette.txt", "claim:step"],
            0,
            "coalition: no article 'gazete'; did you mean 'gazette'?\n"
            "coalition: without a text: 2 articles; 2 of their quotes and wordings are left out\n",
        ),
        (
            ["--text", "gazette=nowhere.txt"],
            3,
            "nowhere.txt:1:1: unreadable: cannot be read: no such file or directory\n"
            "  give the article as plain text, or - for standard input\ncoalition: 1 problem\n",
        ),
        (
            ["--texts", "nowhere"],
            3,
            "nowhere:1:1: unreadable: cannot be read: no such file or directory\n  give a folder"
            " with texts that are called by the ids of their articles: liga.txt\n"
            "coalition: 1 problem\n",
        ),
        (
            ["--text", "gazette=latin.txt"],
            3,
            "latin.txt:2:4: not-utf8: byte 0xe9 is not UTF-8\n  save the file as UTF-8\n"
            "coalition: 1 problem\n",
        ),
    ],
)
def test_what_is_no_text_is_told(
    coalition: Run, newsroom: Path, options: list[str], code: int, message: str
) -> None:
    (newsroom / "latin.txt").write_bytes(b"a\ncaf\xe9\n")
    result = coalition("verify", *options)
    assert (result.code, result.err) == (code, message)


def test_a_terminal_is_not_filled_with_more_than_a_screenful(
    terminal: Run, claims_file: Callable[..., str]
) -> None:
    claim = "- {{id: c{}, text: t, appearances: [{{article: a, quote: {}}}]}}\n"
    claims = "".join(claim.format(n, "goes" if n == 299 else "go") for n in range(300))
    data = claims_file(f"articles: [{{id: a}}]\nclaims:\n{claims}")
    text = claims_file("We “go”.", "a.txt")
    environment = {"NO_COLOR": "1", "PAGER": "cat"}
    shown = terminal("verify", "-d", data, "--text", f"a={text}", env=environment)
    assert shown.lines[:3] == [
        "300 quotes: 299 exact, 0 typographic, 1 altered, 0 missing",
        "",
        "altered  c299  a ¶1  67 alike",
    ]
    assert sum(line.startswith("exact") for line in shown.lines) == 199
    assert shown.lines[-1] == "coalition: 200 of 300 shown; -n 300 shows all"
