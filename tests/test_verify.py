"""`coalition verify`: quotes and wordings held to the texts of their articles."""

import hashlib
import json
import os
import resource
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition_cli.model.results import RESULTS

from .conftest import COMMAND, Run
from .terminals import Result

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
_LEFT_OUT = "coalition: no text for 2 articles; quotes and wordings not compared: 2\n"


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
         1, 1, None, 100, None, "claims.yaml", 6),
        ("lines", "gazette", "We will go … but we have red lines", None, "altered", 51, 107,
         passage, 2, 2, None, 95, "'not' is left out", "claims.yaml", 11),
        ("attack", "gazette", "Attack", None, "typographic", 181, 187, "attack",
         3, 2, None, 100, "differs in the case of the first letter; in paragraph 3, not 2",
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
  why     the text has nothing like it
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
        (["claim:nobody"], 3),
        (["claim:nobody", "-e"], 3),
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


def test_rows_are_in_the_order_of_the_claims_whichever_text_is_read_first(
    coalition: Run, claims_file: Callable[..., str], tmp_path: Path
) -> None:
    file = claims_file("""\
articles: [{id: tide}, {id: Tide}]
claims:
- {id: a, text: t, appearances: [{article: tide, quote: one}, {article: Tide, quote: two}]}
- {id: b, text: t, appearances: [{article: tide, quote: three}, {article: Tide, quote: four}]}
""")
    (tmp_path / "small").write_text("“one”, “three”", encoding="utf-8")
    (tmp_path / "large").write_text("“two”, “four”", encoding="utf-8")
    texts = [f"--text=Tide={tmp_path / 'large'}", f"--text=tide={tmp_path / 'small'}"]
    for given in (texts, texts[::-1]):
        result = coalition(
            "verify", "-d", file, *given, "-f", "csv", "--fields", "claim,article,quote,status"
        )
        assert result == Result(
            0,
            "claim,article,quote,status\n"
            "a,tide,one,exact\na,Tide,two,exact\nb,tide,three,exact\nb,Tide,four,exact\n",
            "",
        )


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
    (folder / "mirror.old").write_text("“a step too far”", encoding="utf-8")
    (folder / "._Gazette.txt").write_bytes(b"\0\5\x16\7")  # macOS keeps such notes on other disks
    result = coalition("verify", "--texts", "texts", "--count")
    assert result == Result(1, "5\n", _LEFT_OUT)
    mirror = coalition("verify", "--texts", "texts", "--text", "mirror=texts/mirror.old", "--count")
    assert mirror.out == "6\n"


_SAVED = (
    "<html lang=en><title>x</title><nav>Home</nav><main><h1>x</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in TEXT.strip().split("\n\n"))
    + "</main></html>"
)


@Newsroom
@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("gazette.html", _SAVED),
        ("Gazette.HTM", _SAVED),
        ("gazette.md", f"---\ntitle: x\n---\n\n# x\n\n{TEXT}"),
        ("gazette.txt", _SAVED),  # the content decides
    ],
)
def test_a_folder_may_have_saved_pages_and_markdown(
    coalition: Run, newsroom: Path, name: str, saved: str
) -> None:
    folder = newsroom / "texts"
    folder.mkdir()
    (folder / name).write_text(saved, encoding="utf-8")
    (folder / "gazette_files").mkdir()  # what a browser saves beside a page
    (folder / "README.md").write_text("Texts of articles", encoding="utf-8")
    asked = ["claim:step", "--fields", "status,paragraph"]
    of_text = coalition("verify", "--text", "gazette=gazette.txt", *asked)
    assert coalition("verify", "--texts", "texts", *asked) == of_text
    assert of_text.lines[1].startswith("exact")


def test_the_sha256_of_a_page_is_that_of_its_text(
    coalition: Run, claims_file: Callable[..., str], tmp_path: Path
) -> None:
    text = "“We go,” she said to all of them.\n\nAnd then they went."
    page = tmp_path / "a.html"
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    page.write_text(f"<html>{paragraphs}", encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    data = claims_file(
        f"articles: [{{id: a, sha256: {digest}}}]\n"
        "claims: [{id: c, text: t, appearances: [{article: a, quote: We go}]}]\n"
    )
    asked = ["verify", "-d", data, "--text", f"a={page}", "--fields", "status", "-f", "csv"]
    assert coalition(*asked) == Result(0, "status\nexact\n", "")
    page.write_text(f"<html><p>News</p>{paragraphs}<p>It rained.</p>", encoding="utf-8")
    assert "is not the text of article a that was read" in coalition(*asked).err


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
        f"coalition: {text} is not the text of article a that was read: it changed since then,"
        f" or it was saved in another way\n  its sha256 is {digest}, the claims file has 00\n"
    )


@Newsroom
@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (
            [],
            2,
            "coalition: no article text is given\n--text ARTICLE=FILE gives one,"
            " --texts FOLDER gives many (liga.txt)\n",
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
        (["--texts", ""], 2, "coalition: the path of the folder is empty\n"),
        (
            ["--text", "gazete=gazette.txt", "claim:step"],
            2,
            "coalition: no article 'gazete'; did you mean 'gazette'?\n"
            "'coalition articles' lists the articles\n",
        ),
        (
            ["--text", "gazette=gazette.txt", "--text", "nobody=gazette.txt"],
            2,
            "coalition: no article 'nobody'\n'coalition articles' lists the articles\n",
        ),
        (
            ["--text", "gazette=gazette.txt", "--text", "GAZETTE=latin.txt"],
            2,
            "coalition: article 'gazette' has two texts: 'gazette.txt' and 'latin.txt'\n"
            "give one of them\n",
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
            " with texts that have the ids of their articles as names: liga.txt\n"
            "coalition: 1 problem\n",
        ),
        (
            ["--text", "gazette=/dev/zero"],
            3,
            "/dev/zero:1:1: unreadable: is not plain text: it has NUL bytes\n"
            "  give the article as plain text\ncoalition: 1 problem\n",
        ),
        (
            ["--text", "gazette=latin.txt"],
            3,
            "latin.txt:2:4: not-utf8: byte 0xe9 is not UTF-8\n  save the file as UTF-8\n"
            "coalition: 1 problem\n",
        ),
        (
            ["--text", "gazette=blank.txt"],
            3,
            "blank.txt:1:1: unreadable: has no text\n"
            "  give the article as plain text, or - for standard input\ncoalition: 1 problem\n",
        ),
    ],
)
def test_what_is_no_text_is_told(
    coalition: Run, newsroom: Path, options: list[str], code: int, message: str
) -> None:
    (newsroom / "latin.txt").write_bytes(b"a\ncaf\xe9\n")
    (newsroom / "blank.txt").write_bytes(b" \n\n")
    result = coalition("verify", *options)
    assert (result.code, result.err) == (code, message)


@Newsroom
def test_near_articles_are_looked_for_in_the_first_of_many_that_are_not_there(
    coalition: Run,
) -> None:
    texts = [word for n in range(30) for word in ("--text", f"gazete{n}=gazette.txt")]
    *hints, _ = coalition("verify", "claim:step", *texts).err.splitlines()
    near = "; did you mean 'gazette'?"
    hints[0] = hints[0].removeprefix("coalition: ")
    assert hints == [f"no article 'gazete{n}'{near if n < 20 else ''}" for n in range(30)]


_NO_MATCH = (
    "coalition: nothing to compare: no appearances match\n"
    "'coalition appearances' lists the quotes and wordings\n"
)
_NO_WORDS = (
    "without quote and wording\n"
    "state the words of the article, as `quote` or `wording` of an appearance\n"
)


@Newsroom
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["zebra"], _NO_MATCH),
        (["zebra", "--count"], _NO_MATCH),
        (["zebra", "--require-all", "-e", "--json"], _NO_MATCH),
        (
            ["claim:steps"],
            f"coalition: no claim 'steps'; did you mean 'step'?\n{_NO_MATCH}",
        ),
        (
            ["claim:lines", "article:mirror"],
            f"coalition: nothing to compare: 1 appearance {_NO_WORDS}",
        ),
        (
            ["article:mirror,../echo"],
            "coalition: nothing was compared: no text for 2 articles; quotes and wordings not"
            " compared: 2\ngive the text of such an article: mirror, ../echo\n",
        ),
    ],
)
def test_it_fails_if_nothing_is_compared(
    coalition: Run, newsroom: Path, words: list[str], message: str
) -> None:
    assert coalition("verify", "--text", "gazette=gazette.txt", *words) == Result(3, "", message)


@pytest.mark.parametrize("claims", ["claims: []", "articles: [{id: a}]"])
def test_it_fails_where_no_claims_are(
    coalition: Run, claims_file: Callable[..., str], claims: str
) -> None:
    folder = Path(claims_file("text", "texts/a.txt")).parent
    data = claims_file(f"articles: [{{id: a}}]\n{claims}" if "a}" not in claims else claims)
    assert coalition("verify", "-d", data, "--texts", folder) == Result(3, "", _NO_MATCH)


_RENAME = (
    "name each text after the id of its article, or move it elsewhere;"
    " 'coalition articles' lists the articles\n"
)


@Newsroom
@pytest.mark.parametrize(
    ("names", "message"),
    [
        (
            [],
            "texts:1:1: unreadable: this folder has no text of an article\n"
            "  the name of a text is the id of its article: liga.txt\ncoalition: 1 problem\n",
        ),
        (
            ["gazette.doc", "sub/gazette.txt", ".gazette.txt"],
            "texts:1:1: unreadable: this folder has no text of an article\n"
            "  the name of a text is the id of its article: liga.txt\ncoalition: 1 problem\n",
        ),
        (
            ["gazete.txt"],
            f"coalition: texts/gazete.txt: no article 'gazete'; did you mean 'gazette'?\n{_RENAME}",
        ),
        (
            ["gazette.txt", "x\n\x1b.txt"],  # one that matches does not excuse the others
            f"coalition: texts/x \\x1b.txt: no article 'x \\x1b'\n{_RENAME}",
        ),
        (
            [f"{n:02}.txt" for n in range(23)],
            "coalition: "
            + "".join(f"texts/{n:02}.txt: no article '{n:02}'\n" for n in range(20))
            + f"and 3 more\n{_RENAME}",
        ),
        (
            ["Gazette.txt", "gazette.txt"],
            "coalition: article 'gazette' has two texts: texts/Gazette.txt and texts/gazette.txt\n"
            "keep one of them\n",
        ),
    ],
)
def test_it_fails_if_a_text_of_a_folder_belongs_to_no_article(
    coalition: Run, newsroom: Path, names: list[str], message: str
) -> None:
    (newsroom / "texts" / "sub").mkdir(parents=True)
    for name in names:
        (newsroom / "texts" / name).write_text(TEXT, encoding="utf-8")
    assert coalition("verify", "--texts", "texts") == Result(3, "", message)


@Newsroom
def test_all_quotes_can_be_required_to_have_a_text(coalition: Run) -> None:
    asked = ["verify", "--text", "gazette=gazette.txt", "--require-all", "--count"]
    missing = (
        f"{_LEFT_OUT}coalition: 1 quote without the text of the article\n"
        "  claims.yaml:7: claim step, article mirror\ngive the text of each article\n"
    )
    assert coalition(*asked) == Result(1, "5\n", missing)
    assert coalition(*asked, "claim:step", "article:gazette") == Result(0, "1\n", "")
    wording = "coalition: no text for 1 article; quotes and wordings not compared: 1\n"
    assert coalition(*asked, "claim:attack") == Result(0, "1\n", wording)  # not a quote


def test_of_very_many_quotes_without_a_text_the_first_are_named(
    coalition: Run, claims_file: Callable[..., str]
) -> None:
    long = "x" * 200
    appearance = "{{article: {}, quote: words}}"
    appearances = [appearance.format("a"), *[appearance.format(long)] * 25]
    data = claims_file(
        f"articles: [{{id: a}}, {{id: {long}}}]\n"
        f"claims: [{{id: c, text: t, appearances: [{', '.join(appearances)}]}}]\n"
    )
    asked = ["verify", "-d", data, "--text", "a=-", "--require-all", "--count"]
    result = coalition(*asked, stdin="“words”")
    assert (result.code, result.out) == (1, "1\n")
    assert result.err.splitlines()[1:] == [
        "coalition: 25 quotes without the text of the article",
        *[f"  {data}:2: claim c, article {long[:120]}…"] * 20,
        "  and 5 more",
        "give the text of each article",
    ]


_OFFICE = "open it, and save it as plain text (UTF-8)"


@Newsroom
@pytest.mark.parametrize(
    ("data", "kind", "remedy"),
    [
        (b"%PDF-1.7\n", "a PDF", "take its words out, such as with: pdftotext file.pdf file.txt"),
        (b"{\\rtf1 one step too far}", "rich text (RTF)", _OFFICE),
        (b"PK\x03\x04word/", "a word processor's file or an archive (ZIP)", _OFFICE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a word processor's file", _OFFICE),
        (b"\x1f\x8b\x08", "a compressed file (gzip)",
         "unpack it, such as with: gunzip file.txt.gz"),
        ("one step too far".encode("utf-16"), "UTF-16 text",
         "save it as UTF-8, such as with: iconv -f UTF-16 -t UTF-8 file.txt > new.txt"),
        ("one step too far".encode("utf-16-be"), "UTF-16 text",
         "save it as UTF-8, such as with: iconv -f UTF-16 -t UTF-8 file.txt > new.txt"),
        (b"\xff\xfe" + "一步太远".encode("utf-16-le"), "UTF-16 text",
         "save it as UTF-8, such as with: iconv -f UTF-16 -t UTF-8 file.txt > new.txt"),
        (b"bplist00\xd1", "a web archive", "save the words of the page as plain text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "it has NUL bytes", "give the article as plain text"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "it has NUL bytes", "give the article as plain text"),
        (b"one step\0 too far", "it has NUL bytes", "give the article as plain text"),
    ],
)  # fmt: skip
def test_what_is_no_plain_text_is_refused_with_what_makes_it_one(
    coalition: Run, newsroom: Path, data: bytes, kind: str, remedy: str
) -> None:
    (newsroom / "odd").write_bytes(data)
    result = coalition("verify", "claim:step", "--text", "gazette=odd")
    assert (result.code, result.out) == (3, "")
    assert result.err == (
        f"odd:1:1: unreadable: is not plain text: {kind}\n  {remedy}\ncoalition: 1 problem\n"
    )


@Newsroom
@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html>\n<p>He spoke of &#8220;one step&nbsp;too <i>far</i>&#8221; on Monday.",
        b"\xef\xbb\xbf\n<!-- saved -->\n<HTML lang=en><p>He said: &ldquo;one step too far&rdquo;.",
        b'<div class=x>\n<p>He said: "one step\ntoo far".</p></div>',
        b'One.\n<a href="a">x</a><a href="b">x</a><br>He said: "one step too far".<br/>So it was.',
        "<html><p>He said: “one step too far”.".encode("utf-16"),
    ],
)  # fmt: skip
def test_a_page_is_read_as_the_text_of_its_article(
    coalition: Run, newsroom: Path, data: bytes
) -> None:
    (newsroom / "odd").write_bytes(data)
    asked = ["verify", "claim:step", "--text", "gazette=odd", "--fields", "status"]
    assert coalition(*asked).lines == ["status", "exact"]


@Newsroom
@pytest.mark.parametrize(
    "text",
    [
        "“one step too far”: <b> makes bold, <p> begins a paragraph, </p> ends it.",
        'Write <a href="x">, or <br>: “one step too far”, he said.',
        '<post author="a">x</post>' * 9 + " “one step too far”",
        "<p> begins a paragraph, and nothing ends it: “one step too far”",
        "<They> said “one step too far” in 3 < 4 days, a > b.",
    ],
)
def test_a_text_that_speaks_of_html_is_a_text(coalition: Run, text: str) -> None:
    asked = ["verify", "claim:step", "--text", "gazette=-", "--fields", "status"]
    assert coalition(*asked, stdin=text).lines == ["status", "exact"]


@Newsroom
def test_a_text_has_so_many_bytes_and_no_more(coalition: Run, newsroom: Path) -> None:
    said = "“one step too far”\n"
    (newsroom / "long").write_text(said + "x" * ((1 << 21) - len(said.encode())))
    asked = ["verify", "claim:step", "--text", "gazette=long", "--fields", "status"]
    assert coalition(*asked).lines == ["status", "exact"]
    with (newsroom / "long").open("a") as file:
        file.write("x")
    assert coalition(*asked).err == (
        "long:1:1: unreadable: is too long for the text of an article: more than 2 MiB\n"
        "  give only the article, or only the part that has the quotes\ncoalition: 1 problem\n"
    )


@Newsroom
def test_a_pipe_among_the_texts_of_a_folder_keeps_nobody_waiting(
    coalition: Run, newsroom: Path
) -> None:
    (newsroom / "texts").mkdir()
    os.mkfifo(newsroom / "texts" / "mirror.txt")
    assert coalition("verify", "--texts", "texts") == Result(
        3,
        "",
        "texts/mirror.txt:1:1: unreadable: is a pipe or a device, and not a file with a text\n"
        "  give the article as plain text, or - for standard input\ncoalition: 1 problem\n",
    )


@pytest.mark.slow
def test_one_text_is_in_memory_at_a_time(claims_file: Callable[..., str], tmp_path: Path) -> None:
    numbers = range(24)
    articles = [{"id": f"a{n}"} for n in numbers]
    claims = [
        {"id": f"c{n}-{of}", "text": "T",
         "appearances": [{"article": f"a{of}", "quote": f"we go {of} miles, {n}"}]}
        for n in (1, 2) for of in numbers
    ]  # fmt: skip
    data = claims_file(json.dumps({"articles": articles, "claims": claims}), "claims.json")
    (tmp_path / "texts").mkdir()
    for n in numbers:
        words = " ".join(f"w{n}x{word}" for word in range(60_000))
        text = f"{words} “we go {n} miles, 1”"
        (tmp_path / "texts" / f"a{n}.txt").write_text(text, encoding="utf-8")
    asked = ["verify", "-d", data, "--texts", str(tmp_path / "texts"), "--fields", "claim,status"]
    result = subprocess.run(
        [*COMMAND, *asked, "-f", "csv"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (600 << 20, 600 << 20)),
    )
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.splitlines()[1:] == [  # in the order of the claims
        f"c{n}-{of},{'exact' if n == 1 else 'altered'}" for n in (1, 2) for of in numbers
    ]


@pytest.mark.slow
def test_a_quote_may_have_any_number_of_cuts(
    coalition: Run, claims_file: Callable[..., str]
) -> None:
    said = [f"word{n}" for n in range(3_000)]
    quotes = [" … ".join(said[::2]), " … ".join([*said[:-2:2], "nothing"]), "a … " * 1_500]
    appearances = json.dumps([{"article": "a", "quote": quote} for quote in quotes])
    data = claims_file(
        f"articles: [{{id: a}}]\nclaims: [{{id: c, text: t, appearances: {appearances}}}]"
    )
    asked = ["verify", "-d", data, "--text", "a=-", "--fields", "status"]
    result = coalition(*asked, stdin=f"He said “{' '.join(said)}”.")
    assert result.lines == ["status", "exact", "altered", "missing"]


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
