"""`coalition draft`: articles become drafts of claims, of which nothing is not in their texts.

Each article stands in the folder `drafts`, beside the claims file that it becomes (NAME.yaml).
UPDATE_EXPECTED=1 writes that anew, to be reviewed.
"""

import json
import os
import re
import shlex
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coalition_cli.assembling.doubts import is_doubt
from coalition_cli.extracting.document import document
from coalition_cli.verifying import ArticleText, StatedPlace, verify, verify_partial

from .conftest import Run, errors
from .terminals import Result

FOLDER = Path(__file__).parent / "drafts"
READ = 1772452800  # seconds: 2 March 2026
INPUTS = sorted(path for path in FOLDER.iterdir() if path.suffix != ".yaml")
PAGES = sorted((FOLDER.parent / "pages").glob("*.html"))
SHUT = "“The bridge is shut,” said Ana Ruiz.\n"
PAGE = f"""\
<!doctype html><html lang="fr"><head><title>A bridge</title>
<meta property="og:site_name" content="The Gazette"><meta name="author" content="Zoe Zeal">
<meta property="article:published_time" content="2020-01-01"></head>
<body><article><h1>A bridge</h1><p>{SHUT}</p></article></body></html>
"""
DRAFT_OF_SHUT = """\
version: 1

articles:
  - id: shut
    sha256: 5fdbfa63ee978e420523d30b1ce1ab69a61161316c834c9d03323ce8bab235eb

speakers:
  - id: ana-ruiz
    name: Ana Ruiz
    kind: person

claims:
  - id: bridge-shut
    text: The bridge is shut.
    speaker: ana-ruiz
    status: draft
    appearances:
      - article: shut
        paragraph: 1
        quote: The bridge is shut
        attribution: Ana Ruiz
        verb: said
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a project that keeps texts, and has no claims yet but the article shut.txt."""
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "coalition.toml").write_text('texts = "texts"\n')
    (folder / "shut.txt").write_text(SHUT, encoding="utf-8")
    return folder


def comments_in(draft: str) -> list[str]:
    """Return the comments on speakers, which are all that a draft of one article has."""
    return re.findall("^ {4}#(.*)\n    speaker: ", draft, re.MULTILINE)


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_an_article_becomes_the_draft_beside_it(path: Path, coalition: Run, project: Path) -> None:
    article = project / path.name
    article.write_bytes(path.read_bytes())
    os.utime(article, (READ, READ))
    result = coalition("draft", path.name)
    kept = path.with_suffix(".yaml")
    if os.environ.get("UPDATE_EXPECTED"):
        kept.write_text(result.out, encoding="utf-8")
    assert (result.code, result.out) == (0, kept.read_text(encoding="utf-8"))
    assert coalition("draft", path.name, "--keep-text", "-o", "claims.yaml").code == 0
    assert errors(coalition).out == ""
    assert all(map(is_doubt, comments_in(result.out)))  # review tells them from a person's
    rows = coalition("verify", "--json").json if "quote" in result.out else []
    assert {(row["status"], row["reason"]) for row in rows} <= {("exact", None)}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_draft_of_a_page_has_no_error_and_each_quote_is_exact(
    path: Path, coalition: Run, project: Path
) -> None:
    result = coalition("draft", str(path), "--keep-text", "-o", "claims.yaml")
    if path.stem == "paywall-stub":
        assert result.code == 3
        return
    assert result.code == 0
    assert errors(coalition).out == ""
    text = (project / "claims.yaml").read_text(encoding="utf-8")
    assert all(map(is_doubt, comments_in(text)))
    rows = coalition("verify", "--json").json
    assert {(row["status"], row["reason"]) for row in rows} == {("exact", None)}


def test_every_draft_has_its_article() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {path.stem for path in INPUTS}


def test_a_draft_is_written_as_a_person_would(coalition: Run, project: Path) -> None:
    told = "coalition: 1 claim of 1 speaker: read it with 'coalition review', from a file (-o)\n"
    assert coalition("draft", "shut.txt") == Result(0, DRAFT_OF_SHUT, told)
    stdin = coalition("draft", stdin=SHUT)
    assert stdin == coalition("draft", "-", stdin=SHUT)
    assert stdin == Result(0, re.sub("(id|article): shut", r"\1: article", DRAFT_OF_SHUT), told)
    assert coalition("draft", "shut.txt", "-o", "claims.yaml").code == 0
    assert (project / "claims.yaml").read_text(encoding="utf-8") == DRAFT_OF_SHUT


@pytest.mark.parametrize(
    ("words", "review"),
    [
        ("-o claims.yaml", "'coalition review --text shut=shut.txt'"),
        ("-o claims.yaml --keep-text", "'coalition review'"),
        ("-o other.yaml", "'coalition review -d other.yaml --text shut=shut.txt'"),
        ("-o other.yaml --keep-text", "'coalition review -d other.yaml --texts texts'"),
        ("--into claims.yaml --keep-text", "'coalition review'"),
        ("--into claims.yaml", "'coalition review --text shut=shut.txt'"),
        ("-o o'er.yaml --keep-text", "coalition review -d 'o'\"'\"'er.yaml' --texts texts"),
    ],
)
def test_a_draft_says_the_command_that_shows_it_as_it_is_typed_there(
    coalition: Run, project: Path, words: str, review: str
) -> None:
    if words.startswith("--into"):
        (project / "claims.yaml").write_text("version: 1\n", encoding="utf-8")
    result = coalition("draft", "shut.txt", *words.split())
    assert f"coalition: 1 claim of 1 speaker: read it with {review}\n" in result.err
    named = shlex.split(review.strip("'") if review.startswith("'") else review)[1:]
    shown = coalition(*named)
    assert shown.err == "coalition: drafts are read on a terminal, and there is none\n"


def test_options_count_more_than_the_page(coalition: Run, project: Path) -> None:
    (project / "shut.html").write_text(PAGE, encoding="utf-8")
    os.utime(project / "shut.html", (READ, READ))
    told = ["--headline", "No bridge", "--author", "Ann", "--author", "Bo", "--date", "2026-03"]
    told += ["--url", "https://a.example/b", "--publisher", "The Quay", "--language", "en"]
    told += ["--archived", "https://archive.example/1", "--id", "quay"]
    result = coalition("draft", "shut.html", *told)
    head, _, _ = result.out.partition("\nspeakers:\n")
    [digest] = re.findall("sha256: (.*)", head)
    assert (
        head
        == f"""\
version: 1

sources:
  - id: quay
    name: The Quay

articles:
  - id: quay
    headline: No bridge
    publisher: quay
    authors: [Ann, Bo]
    url: https://a.example/b
    archived: https://archive.example/1
    accessed: 2026-03-02
    date: 2026-03
    language: en
    sha256: {digest}
"""
    )


def test_beliefs_and_plans_are_drafted_where_that_is_wanted(coalition: Run, project: Path) -> None:
    (project / "plan.txt").write_text("Ana Ruiz hopes to open the bridge in May.\n")
    assert "claims" not in coalition("draft", "plan.txt").out
    _, _, claims = coalition("draft", "plan.txt", "--stances").out.partition("claims:\n")
    assert (
        claims
        == """\
  - id: open-bridge-may
    text: To open the bridge in May.
    speaker: ana-ruiz
    status: draft
    appearances:
      - article: plan
        paragraph: 1
        wording: to open the bridge in May
        attribution: Ana Ruiz
        verb: hopes
"""
    )


def test_an_article_is_read_in_its_language(coalition: Run, project: Path) -> None:
    (project / "alt.txt").write_text("Der Bürgermeister sagte, die Brücke sei alt.\n", "utf-8")
    assert "claims" not in coalition("draft", "alt.txt").out  # too short to show its language
    told = coalition("draft", "alt.txt", "--language", "de-CH").out
    assert told.count("    language: de-CH\n") == 1
    assert told.count("        wording: die Brücke sei alt\n") == 1


def test_an_option_of_blanks_says_nothing(coalition: Run, project: Path) -> None:
    words = ["--headline", " ", "--author", "", "--url", "\t", "--publisher", "\n"]
    assert coalition("draft", "shut.txt", *words).out == DRAFT_OF_SHUT


def test_the_publisher_of_an_original_is_the_source_of_what_it_reports(
    coalition: Run, project: Path
) -> None:
    words = ["draft", "shut.txt", "--publisher", "The Quay"]
    assert "source" not in coalition(*words).out.partition("claims:")[2]
    result = coalition(*words, "--original", "shut.txt")
    assert result.out.count("    original: true\n") == 1
    assert result.out.count("    speaker: ana-ruiz\n    source: quay\n") == 1
    assert coalition(*words, "--original", "shut").out == result.out


def test_a_text_is_kept_where_the_project_says(coalition: Run, project: Path) -> None:
    told = coalition("draft", "shut.txt", "--keep-text", "-o", "claims.yaml")
    assert told.err.splitlines()[1:] == ["coalition: kept texts/shut.txt"]
    kept = project / "texts" / "shut.txt"
    assert kept.read_text(encoding="utf-8") == SHUT
    assert coalition("verify").code == 0
    again = coalition("draft", "shut.txt", "--keep-text", "-o", "again.yaml")
    assert (again.code, len(again.err.splitlines())) == (0, 1)  # it is there already
    kept.write_text("another\n")
    refused = coalition("draft", "shut.txt", "--keep-text", "-o", "third.yaml")
    remedy = "give the article another --id"
    assert refused == Result(2, "", f"coalition: texts/shut.txt: another text is there\n{remedy}\n")
    assert not (project / "third.yaml").exists()
    assert kept.read_text() == "another\n"


def test_a_kept_text_that_looks_like_markdown_stays_as_it_is(coalition: Run, project: Path) -> None:
    words = "<p>“The old bridge *is* shut for two years,” said Ana Ruiz on Monday in the town.</p>"
    more = "<p>A ferry takes its place until then, [says the port](https://a.example) of it.</p>"
    page = f"<html><body><article>{words}{more}</article></body></html>"
    (project / "page.html").write_text(page, encoding="utf-8")
    assert coalition("draft", "page.html", "--keep-text", "-o", "claims.yaml").code == 0
    result = coalition("verify", "--json")
    assert (result.code, result.err) == (0, "")
    [quote, *_] = result.json
    assert (quote["status"], quote["quote"]) == ("exact", "The old bridge *is* shut for two years")


def test_no_text_is_kept_where_the_draft_cannot_be_written(coalition: Run, project: Path) -> None:
    result = coalition("draft", "shut.txt", "--keep-text", "-o", "no/claims.yaml")
    assert result.code == 3
    assert not (project / "texts").exists()


def test_a_text_is_not_kept_without_a_place_for_it(coalition: Run, project: Path) -> None:
    (project / "coalition.toml").write_text("")
    assert coalition("draft", "shut.txt", "--keep-text", "-o", "claims.yaml").err == (
        "coalition: --keep-text: no coalition.toml says where texts are kept\n"
        """write texts = "texts" in it; 'coalition init' makes one\n"""
    )
    assert not (project / "claims.yaml").exists()


def test_attributions_are_lines_with_places_in_the_text(coalition: Run, project: Path) -> None:
    result = coalition("draft", "shut.txt", "--attributions")
    assert [json.loads(line) for line in result.lines] == [
        {
            "article": "shut",
            "content": [[0, 21]],
            "source": [[27, 35]],
            "cue": [[22, 26]],
            "speaker": "Ana Ruiz",
        }
    ]
    assert result.err == ""


def test_json_has_the_comments_as_values(coalition: Run, project: Path) -> None:
    (project / "quay.txt").write_text("The quay.\n\n“It is shut.”\n", encoding="utf-8")
    text = coalition("draft", "quay.txt").out
    [comment] = re.findall("    # (.*)\n    speaker: null\n", text)
    for name in ("claims.json", "claims.jsonl"):
        assert coalition("draft", "quay.txt", "-o", name).code == 0
        assert errors(coalition, name).out == ""
        [claim] = coalition("claims", "-d", name, "--json").json
        assert claim["extra"] == {"comments": {"speaker": comment}}
        assert (claim["speaker"], claim["status"]) == (None, "draft")


def test_a_folder_gets_a_file_for_each_section(coalition: Run, project: Path) -> None:
    assert coalition("draft", "shut.txt", "-o", "claims/").code == 0
    assert sorted(path.name for path in Path("claims").iterdir()) == [
        "articles.yaml",
        "claims.yaml",
        "speakers.yaml",
    ]
    assert errors(coalition).out == ""


REFUSED = [
    ("none.txt", 3, "none.txt:1:1: unreadable: cannot be read: no such file or directory\n"),
    (".", 3, ".:1:1: unreadable: cannot be read: is a directory\n"),
    ("empty.txt", 3, "empty.txt:1:1: unreadable: has no text\n"),
    ("binary", 3, "binary:1:1: unreadable: is not plain text: it has NUL bytes\n"),
    ("x.yaml", 3, "x.yaml:1:1: unreadable: is a claims file, or other data, and no article\n"),
    ("shut.txt shut.txt", 2, "coalition: shut.txt is given twice: the same article\n"),
    ("shut.txt copy.txt", 2, "coalition: shut.txt and copy.txt have the same article\n"),
    ("- -", 2, "coalition: standard input can be read only once\n"),
    ("shut.txt --original x", 2, "coalition: --original x is none of the articles\n"),
    ("shut.txt empty.txt --url x", 2, "coalition: --url is of one article, and 2 are given\n"),
    ("shut.txt --date May", 2, "coalition: --date is no date: 'May'\n"),
    ("shut.txt -o shut.txt --attributions", 2, "coalition: -o shut.txt would replace shut.txt,"),
    ("shut.txt -o x.csv", 2, "coalition: a claims file does not end as 'x.csv' does\n"),
    ("shut.txt -o x.yaml --into y.yaml", 2, "coalition: -o writes a new file, and --into adds to"),
    ("shut.txt --attributions --into y.yaml", 2, "coalition: --attributions prints no claims, and"),
]


@pytest.mark.parametrize(
    ("words", "code", "message"), REFUSED, ids=[words for words, *_ in REFUSED]
)
def test_what_cannot_be_drafted_is_refused(
    coalition: Run, project: Path, words: str, code: int, message: str
) -> None:
    (project / "empty.txt").write_text(" \n")
    (project / "binary").write_bytes(b"The \0 bridge")
    (project / "copy.txt").write_text(SHUT, encoding="utf-8")
    before = sorted(project.iterdir())
    result = coalition("draft", *words.split())
    assert (result.code, result.out) == (code, "")
    assert result.err.startswith(message)
    assert len(result.err.splitlines()) > 1  # it says what to do
    assert sorted(project.iterdir()) == before


def test_an_id_has_no_blanks(coalition: Run, project: Path) -> None:
    assert coalition("draft", "shut.txt", "--id", "a b").err == (
        "coalition: --id has blanks: 'a b'\nwrite hyphens in their place\n"
    )


def test_a_draft_replaces_no_data(coalition: Run, project: Path) -> None:
    (project / "claims.yaml").write_text("claims:\n  - {id: a, text: A.}\n")
    result = coalition("draft", "shut.txt", "-o", "claims.yaml")
    assert (result.code, result.err) == (
        2,
        "coalition: -o claims.yaml would replace claims.yaml, which is your data\n"
        "--into adds what is new to it\n",
    )


def test_a_draft_replaces_drafts_and_no_claims_that_somebody_has_read(
    coalition: Run, project: Path
) -> None:
    again = project / "again.yaml"
    for _ in range(2):
        assert coalition("draft", "shut.txt", "-o", "again.yaml").code == 0
    again.write_text(again.read_text("utf-8").replace("    status: draft\n", "", 1), "utf-8")
    assert coalition("draft", "shut.txt", "-o", "again.yaml") == Result(
        2,
        "",
        "coalition: -o again.yaml would replace claims that somebody has read\n"
        "--into adds what is new to it\n",
    )
    again.write_text("no: claims", "utf-8")
    assert coalition("draft", "shut.txt", "-o", "again.yaml").code == 0


@pytest.mark.parametrize("key", ["../shut", "..", "a\x1bb", "n" * 300, "\N{KHMER LETTER KA}" * 90])
def test_no_draft_is_written_where_its_text_cannot_be_kept(
    coalition: Run, project: Path, key: str
) -> None:
    words = ("draft", "shut.txt", "--keep-text", "--id", key, "-o", "claims.yaml")
    shown = key.replace("\x1b", r"\x1b")
    assert coalition(*words) == Result(
        2,
        "",
        f"coalition: no file can be called '{shown}'\ngive the article another --id\n",
    )
    assert not (project / "claims.yaml").exists()


def test_attributions_keep_no_text(coalition: Run, project: Path) -> None:
    assert coalition("draft", "shut.txt", "--attributions", "--keep-text") == Result(
        2,
        "",
        "coalition: --attributions keeps no text, and --keep-text keeps some\n"
        "give one of the two\n",
    )


def test_a_known_claim_gains_an_appearance_as_a_person_would_write_it(
    coalition: Run, project: Path
) -> None:
    coalition("draft", "shut.txt", "-o", "claims.yaml")
    (project / "again.txt").write_text("On Monday Ana Ruiz said: “The bridge is shut.”\n", "utf-8")
    result = coalition("draft", "again.txt", "--into", "claims.yaml")
    assert (result.code, result.err) == (
        0,
        "coalition: 1 appearance added to claims that were there\ncoalition: changed claims.yaml\n",
    )
    grown = (project / "claims.yaml").read_text(encoding="utf-8")
    assert grown.startswith(DRAFT_OF_SHUT.partition("\nspeakers:")[0])
    assert grown.endswith("""\
        attribution: Ana Ruiz
        verb: said
      - article: again
        paragraph: 1
        quote: The bridge is shut.
        attribution: Ana Ruiz
        verb: said
""")


def test_a_name_that_is_withheld_is_not_written_again(coalition: Run, project: Path) -> None:
    secret = "speakers:\n  - {id: a, name: ana  RUIZ, anonymous: true, description: a clerk}\n"
    (project / "claims.yaml").write_text(secret)
    assert coalition("draft", "shut.txt", "--into", "claims.yaml", "--keep-text") == (
        3,
        "",
        "coalition: the draft holds a name that must be withheld: nothing was written\n"
        "'coalition help unnamed' says what to do about it\n",
    )
    assert (project / "claims.yaml").read_text() == secret
    assert not (project / "texts").exists()


@pytest.mark.parametrize(
    ("called", "code"), [("Ruiz", 3), ("RUIZ", 3), ("Mr. Ruiz", 3), ("Ana Ruizova", 0), ("Moor", 0)]
)
def test_a_surname_of_a_name_that_is_withheld_joins_no_claim(
    coalition: Run, project: Path, called: str, code: int
) -> None:
    (project / "claims.yaml").write_text(
        "speakers:\n  - {id: a, name: Ana Ruiz, anonymous: true, description: a clerk}\n"
        "claims:\n  - {id: shut, speaker: a, text: The northern bridge is shut for heavy trucks.}\n"
    )
    before = (project / "claims.yaml").read_text(encoding="utf-8")
    (project / "said.txt").write_text(
        f"“The northern bridge is shut for heavy trucks,” said {called}.\n", encoding="utf-8"
    )
    result = coalition("draft", "said.txt", "--into", "claims.yaml")
    assert result.code == code
    after = (project / "claims.yaml").read_text(encoding="utf-8")
    assert (after == before) is (code == 3)
    assert "Ruiz" not in result.err


_WORDS = (
    *("“We go”", "“We go,” she said, “now.”", " said Ana Ruiz", " told the Quay", ", he said. "),
    *(
        "Ruiz",
        "Mayor Ana Ruiz",
        "a clerk",
        "two people who asked not to be named",
        "They",
        "Mr. Bo",
    ),
    *(" said that ", "it is late", "According to ", " in the view of ", ": ", ", ", ". ", " – "),
    *("''so''", "«Так», – сказав мер.", "„Nein“, sagte Bo.", "— Так, — сказала вона.", "‘yes’"),
    *("\n\n", "\n\n“", "\n", "“", "”", '"', "’s", "…", "[sic]", "# ", "coalition: ignore", "$5"),
    *("null", "\t", "\r\n", "\f", "\u2028", "\u202e", "\x1b[1m", "\ufeff", "\x85", "İ", "🙂"),
)


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=60)
@example("# “We go”\n\n“We go,” she said, “now.”")
@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=25).map("".join))
def test_of_any_text_the_draft_has_no_error_and_every_quote_is_exact(
    coalition: Run, project: Path, text: str
) -> None:
    result = coalition("draft", "--publisher", "The Quay", "--id", "quay", stdin=text)
    if result.code:
        assert (result.code, result.out) == (3, "")
        assert "has no text" in result.err
        return
    assert errors(coalition, "-", stdin=result.out).out == ""
    assert all(map(is_doubt, comments_in(result.out)))
    article = ArticleText(document(text.encode(), "").text)  # of Markdown, it is another
    for claim in yaml.load(result.out, yaml.CSafeLoader).get("claims", ()):
        assert claim["status"] == "draft"
        for each in claim["appearances"]:
            place = StatedPlace(each["paragraph"], each.get("offset"))
            quote, wording = each.get("quote"), each.get("wording")
            found = (
                verify_partial(article, wording, quote, place)
                if quote and wording
                else ([verify(article, quote or wording, place, quoted=bool(quote))])
            )
            assert {(one.status, one.reason) for one in found} == {("exact", None)}


def test_a_draft_shows_what_would_turn_a_line_around(coalition: Run, project: Path) -> None:
    turned = "\u202ednuora\u2066"
    (project / "turned.txt").write_text(f"“It is {turned} all shut,” said Ana Ruiz.\n", "utf-8")
    words = ("draft", "turned.txt", "--id", "turned", "--headline", f"Shut {turned}")
    result = coalition(*words)
    assert result.code == 0
    assert [line.strip() for line in result.out.splitlines() if r"\u202e" in line] == [
        r'headline: "Shut \u202ednuora\u2066"',
        r'text: "It is \u202ednuora\u2066 all shut."',
        r'quote: "It is \u202ednuora\u2066 all shut"',
    ]
    assert "\u202e" not in result.out
    (project / "claims.yaml").write_text(result.out, encoding="utf-8")
    (project / "texts").mkdir()
    (project / "turned.txt").rename(project / "texts" / "turned.txt")
    found = coalition("verify", "--json").json
    assert [row["status"] for row in found] == ["exact"]
