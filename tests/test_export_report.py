"""`export md`: a report of claims, which GitHub and pandoc read as it is meant."""

import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt  # Rich has it

from coalition_cli.exporting.report.escaping import told

from .conftest import Run

Report = Callable[..., str]

DATA = """\
version: 1
title: The bridge
sources: [{id: gazette, name: The Gazette}, {id: echo, name: The Echo}, {id: proof, name: Proof}]
articles:
- id: scoop
  headline: Bridge shut
  publisher: gazette
  url: https://g.example/1
  date: 2026-01-01
- {id: reprint, publisher: echo, retells: [scoop]}
speakers:
- {id: mayor, name: Ana Ruiz}
- {id: aide, description: an aide, anonymity_reason: fears}
claims:
- id: shut
  text: The bridge is shut.
  speaker: aide
  source: gazette
  confidence: low
  topics: [bridges, roads]
  note: not for readers
  appearances:
  - {article: scoop, paragraph: 2, quote: the bridge is shut for good, attribution: an aide}
  - {article: reprint, quote: the bridge is shut for now, speaker: mayor}
  reviews: [{by: proof, rating: Half true, url: "https://p.example/1"}]
  corrections: [{date: 2026-01-03, reason: It opens in May.}]
  status: corrected
- id: open
  text: The road is open.
  speaker: mayor
  topics: [roads]
  contradicts: [shut]
  status: draft
- {id: none, text: It rains.}
facts:
- id: cracks
  text: It has cracks.
  reference: {title: A look, url: "https://r.example"}
  supports: [shut]
"""


@pytest.fixture
def report(coalition: Run, claims_file: Callable[..., str]) -> Report:
    """Return what exports data, and returns the report."""

    def export(data: str, *arguments: str) -> str:
        day = ("--as-of", "2026-02-04")
        result = coalition("export", "md", "-d", claims_file(data), *day, *arguments)
        assert result.code == 0
        return result.out

    return export


def test_a_report(report: Report) -> None:
    text = report(DATA)
    expected = Path(__file__).with_name("expected") / "report.md"
    if os.environ.get("UPDATE_EXPECTED"):
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("by", "headings"),
    [
        ("topic", ["roads", "Also: roads", "bridges", "No topic"]),
        ("speaker", ["Ana Ruiz", "an aide (unnamed)", "No speaker"]),
        ("source", ["The Gazette", "No source"]),
        ("confidence", ["confidence: low", "No confidence"]),
        ("status", ["status: active", "status: corrected", "status: draft"]),
        ("anonymous", ["anonymous: no", "anonymous: yes", "No anonymous"]),
    ],
)
def test_claims_stand_below_the_values_of_a_field(
    by: str, headings: list[str], report: Report
) -> None:
    text = report(DATA, "--by", by)
    assert sorted(re.findall("^(?:##|###(?= Also)) (.*)", text, re.MULTILINE)) == sorted(headings)
    for claim in ("The bridge is shut.", "The road is open.", "It rains."):
        assert text.count(f"### {claim}\n") == 1


def test_fields_that_order_nothing(coalition: Run, claims_file: Callable[..., str]) -> None:
    path = claims_file(DATA)
    result = coalition("export", "md", "-d", path, "--by", "text")
    assert (result.code, result.out) == (2, "")
    assert "a report cannot be ordered by 'text'\nit takes one of speaker, " in result.err
    result = coalition("export", "csv", "-d", path, "--by", "topic", "-o", "never")
    assert (result.code, result.out) == (2, "")
    assert result.err == "coalition: csv has the order of the data, so it takes no --by\n"


def test_what_follows_an_arabic_name_stays_behind_it(report: Report) -> None:
    text = report(DATA.replace("Bridge shut", "الجسر").replace("The Gazette", "الوكالة"))
    assert "- [الجسر\u200e](https://g.example/1), الوكالة\u200e, 2026-01-01\n" in text


SIGNS = (
    *"\\`*_{}[]<>#+=~^|&$@\"'-.:!()%;,/? ",
    *("1.", "a)", "(iv)", "#.", "(@)", "@cite", "[^1]", "^[n]", "$x$", "\\tex{a}", "<b>", "<!--"),
    *("http://a.example", "www.a.example", "a@b.example", "&lt;", "&#60;", "---", "...", ":::"),
    *(":smile:", ":-1:", "~~x~~", "==m==", "{.c}", "![a](b)", "[x](y)", "[a]: b", "| a | b |"),
    *("- ", "* ", "+ ", "1. ", "A. ", "> ", "# ", "% ", ": ", "    ", "a", "it's", "é", "漢"),
)
hostile = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=9).map(
    lambda signs: " ".join("".join(signs).split())
)


@settings(max_examples=500, deadline=None)
@given(hostile.filter(bool))
def test_text_from_data_is_text_to_commonmark(text: str) -> None:
    reader = MarkdownIt("js-default").enable(["table", "strikethrough"])
    for before in ("", "- ", "### ", "> "):
        [inline] = [token for token in reader.parse(before + told(text)) if token.type == "inline"]
        children = [(child.type, child.content) for child in inline.children or ()]
        assert [kind for kind, _ in children if kind != "text"] == []
        assert "".join(content for _, content in children) == text


@pytest.mark.slow
@pytest.mark.parametrize("reader", ["markdown", "gfm", "commonmark_x"])
@settings(max_examples=3, deadline=None, phases=[Phase.generate])  # to shrink takes an hour
@given(texts=st.lists(hostile.filter(bool), min_size=300, max_size=300))
def test_text_from_data_is_text_to_pandoc(reader: str, texts: list[str]) -> None:
    text = "\n\n".join(f"### {told(each)}\n\n{told(each)}\n\n- {told(each)}" for each in texts)
    blocks = [shown(block) for block in json.loads(pandoc(text, reader, "json"))["blocks"]]
    assert [each.replace("’", "'") for each in blocks] == [each for each in texts for _ in "###"]


def shown(block: dict[str, Any]) -> str:
    """Return the text of a block, in which whatever is no text has its kind."""
    kind, content = block["t"], block["c"]
    if kind == "BulletList":
        return shown(content[0][0])
    if kind not in ("Header", "Para", "Plain"):
        return f"<<{kind}>>"
    return "".join(
        each["c"] if each["t"] == "Str" else " " if each["t"] == "Space" else f"<<{each['t']}>>"
        for each in (content[2] if kind == "Header" else content)
    ).replace("\xa0", " ")  # which pandoc puts behind abbreviations


TEXTS = [
    "<b>bold</b> <!-- x --> <script>alert(1)</script>",
    "@cite [@a, p. 3] $x^2$ \\tex{a} [^1] ^[note] {.class}",
    "| a | b |",
    "--- # no",
    "![a](https://evil.example/p.gif) [x](javascript:alert(1))",
    "https://evil.example www.evil.example a@evil.example",
    "~~gone~~ **there** :smile: 'one' \"two\" -- ...",
]
ADDRESSES = [
    "https://a.example/)_*[x](y)<b>|`$@\\",
    "javascript:alert(1)",
    "https://a.example/&lt;",
]


@pytest.mark.slow
@pytest.mark.parametrize("reader", ["markdown", "gfm"])
def test_a_report_of_hostile_data_has_no_other_markup(reader: str, report: Report) -> None:
    kinds, links = [], []
    for number, text in enumerate(TEXTS):
        data = {
            "version": 1,
            "title": text,
            "sources": [{"id": "s", "name": text}],
            "articles": [
                {"id": "a", "headline": text, "publisher": "s", "url": ADDRESSES[number % 3]},
                {"id": "b", "headline": text, "publisher": "s", "retells": ["a"]},
            ],
            "speakers": [{"id": "p", "description": text}],
            "claims": [
                {
                    "id": "c",
                    "text": text,
                    "speaker": "p",
                    "topics": [text],
                    "place": text,
                    "supports": ["c"],
                    "appearances": [
                        {"article": "a", "quote": text, "attribution": text, "locator": text},
                        {"article": "b", "quote": f"{text} {TEXTS[0]} more"},
                    ],
                    "reviews": [{"rating": text, "title": text, "url": ADDRESSES[number % 3]}],
                }
            ],
            "facts": [{"id": "f", "text": text, "supports": ["c"], "reference": {"title": text}}],
        }
        found = [*parts(json.loads(pandoc(report(json.dumps(data)), reader, "json"))["blocks"])]
        kinds += [kind for kind, _ in found]
        links += [content[2][0] for kind, content in found if kind == "Link"]
    assert set(kinds) <= {
        *("Header", "Para", "Plain", "BulletList", "Str", "Space", "SoftBreak"),
        *("Strong", "Strikeout", "Link", "Quoted", "DoubleQuote"),  # the report's own “ ”
    }
    assert {"Strikeout", "Link"} <= set(kinds)
    assert {link.partition("/)")[0].partition("/&")[0] for link in links} <= {
        *("https://a.example", "https://a.example/%29%5F%2A%5Bx%5D%28y%29%3Cb%3E%7C%60%24%40%5C")
    }


def parts(value: object) -> Iterator[tuple[str, Any]]:
    """Yield the kinds of all that a document of pandoc has, with what they have."""
    if isinstance(value, dict):
        if "t" in value:
            yield value["t"], value.get("c")
        value = [*value.values()]
    if isinstance(value, list):
        for each in value:
            yield from parts(each)


@pytest.mark.slow
def test_pandoc_makes_a_page_and_a_word_document_of_it(report: Report, tmp_path: Path) -> None:
    html = pandoc(report(DATA), "markdown", "html")
    assert re.findall("<h[12].*?>(.*?)</h", html) == ["The bridge", "roads", "bridges", "No topic"]
    assert "for <del>good</del> <strong>now</strong>" in " ".join(html.split())
    assert '<a href="https://g.example/1">Bridge shut</a>' in " ".join(html.split())
    path = tmp_path / "report.docx"
    pandoc(report(DATA), "markdown", "docx", "-o", str(path))
    with zipfile.ZipFile(path) as document:
        content = document.read("word/document.xml").decode()
    for style in ("Heading1", "Heading2", "Heading3", "Heading4"):
        assert f'<w:pStyle w:val="{style}"' in content
    assert "<w:strike" in content


def pandoc(text: str, reader: str, writer: str, *arguments: str) -> str:
    """Return what pandoc makes of a text; it warns of nothing."""
    if not shutil.which("pandoc"):
        pytest.skip("there is no pandoc here: install it")
    command = ["pandoc", "-f", reader, "-t", writer, *arguments]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    assert done.stderr == b""
    return done.stdout.decode()
