"""A saved page becomes the text of its article, and what the page states of it.

Each page stands in the folder `pages`, beside the text that is taken of it (NAME.txt), and what it
states with what was left out and why (NAME.json). UPDATE_EXPECTED=1 writes both anew, to be
reviewed.
"""

import contextlib
import json
import os
import re
from pathlib import Path
from string import ascii_uppercase

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalition_cli.extracting.document import Document, document
from coalition_cli.extracting.pages.blocks import blocks
from coalition_cli.extracting.pages.page import Page
from coalition_cli.extracting.stating.authors import authors
from coalition_cli.extracting.stating.published import decided, held_to_address, in_line
from coalition_cli.extracting.stating.titles import cut
from coalition_cli.model.problems import DataError
from coalition_cli.verifying.paragraphs import paragraphs

FOLDER = Path(__file__).parent / "pages"
PAGES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".html", ".md"))
_SHOWN = 60  # characters of what is left out


def described(found: Document) -> str:
    """Return what a document states, and what was left out of it."""
    stated = {key: value for key, value in found.stated._asdict().items() if value}
    left_out = [
        f"{choice.why}: {choice.block.text[:_SHOWN]}" for choice in found.kept if not choice.kept
    ]
    return json.dumps({**stated, "left out": left_out}, ensure_ascii=False, indent=1) + "\n"


def expected(path: Path, suffix: str, text: str) -> str:
    """Return the text that is kept beside a page; nothing if there is none."""
    kept = path.with_suffix(suffix)
    if os.environ.get("UPDATE_EXPECTED"):
        kept.write_text(text, encoding="utf-8")
    return kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_becomes_the_text_beside_it(path: Path) -> None:
    try:
        found = document(path.read_bytes(), path.name)
    except DataError as error:
        text, stated = "", f"{error}\n"
    else:
        text, stated = f"{found.text}\n", described(found)
    assert text == expected(path, ".txt", text)
    assert stated == expected(path, ".json", stated)


def test_every_expected_text_has_its_page() -> None:
    stems = [path.stem for path in PAGES]
    assert len(stems) == len(set(stems)) >= 25
    others = [path for path in FOLDER.iterdir() if path not in PAGES]
    assert sorted(path.name for path in others) == sorted(
        stem + suffix for stem in stems for suffix in (".json", ".txt")
    )


PROSE = "<p>The bridge is shut, said Tom Hill, who leads the council of the town.</p>"


def told(data: bytes) -> str:
    """Return why there is no article in a file; nothing if there is one."""
    try:
        document(data, "page.html")
    except DataError as error:
        [problem] = error.problems
        return problem.message
    return ""


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<html></html>", "has no text of an article"),
        (b"<html>" + b"\0" * 100, "has no text of an article"),
        (b"<!doctype html><title>News</title>", "has no text of an article"),
        (b'<html><frameset><frame src="a"></frameset></html>', "has no text of an article"),
        (b"<html><script>write('" + PROSE.encode() + b"')</script>", "has no text of an article"),
        (b"<html><p>" + b"\xff\xfe" * 50, ""),
        (b"From: <Saved by Blink>\r\nSubject: News", "is an archive of a page (MHTML)"),
        (b"%PDF-1.7\n", "is not plain text: a PDF"),
        (b'<?xml version="1.0"?><rss><channel/></rss>', "is not plain text: XML"),
        (b"\x89PNG\r\n\x1a\n\0", "is not plain text: it has NUL bytes"),
        (b"", "has no text"),
        (b"---\ntitle: None\n---\n", "has no text of an article"),
        (b"<html>" + b" " * (1 << 24), "is too long for the page of an article: more than 16 MiB"),
        (b"<html><p>" + b"so it is. " * 300_000,
         "is too long for the text of an article: more than 2 MiB"),
        (b"<html>" + b"<div>" * 100_000, "the page has too many elements, or nests them too deep"),
        (b"<html><p " + b"a " * 20_001, "the page has too many attributes"),
        # Neither the comments nor the values hide where a tag begins or ends.
        (b"<html><!-- <p x=' --><!--><title>'<p x='</title><p " + b"a='>'" * 20_001,
         "the page has too many attributes"),
        (b"<html>" + b"<p>So it is." * 20_001,
         "the page has more than 20,000 paragraphs, headings and lines"),
    ],
    ids=range(18),
)  # fmt: skip
def test_what_has_no_text_is_refused_with_the_reason(data: bytes, message: str) -> None:
    assert told(data) == message


HARM = {
    "deep elements": "<div>" * 15_000 + PROSE,
    "elements that never end": "<font><b>" * 5_000 + PROSE,
    "names that never end": "<a name=x><p>" * 5_000 + PROSE,
    "a line with many links": "<p>" + "<a href=/x>x</a> and more words.<br>" * 5_000 + PROSE,
    "bold words": "<p>" + "<b>word.</b><br>" * 5_000 + PROSE,
    "notes": "<p>" + "<a href=#n>1</a>" * 5_000 + PROSE,
    "a long class": f'<div class="{"a b-c " * 20_000}">{PROSE}</div>',
    "a script that looks like a tag": f"<script>a<b {'c ' * 30_000}</script>{PROSE}",
    "a comment that looks like a tag": f"<!-- <b {'c ' * 30_000} -->{PROSE}",
    "many headings": "<h1>x</h1>" * 5_000 + PROSE,
    "many articles": "<article><h1>x</h1><p>So it is said.</p></article>" * 3_000,
    "a row of many cells": "<table><tr>" + "<td>1" * 10_000 + "</table>" + PROSE,
    "nested tables": "<table><tr><td>" * 3_000 + PROSE,
    "a title of many parts": "<title>" + "a | b - " * 30_000 + "</title>" + PROSE,
    "an author of many names": f'<meta name="author" content="{"Al and Bo, " * 30_000}">{PROSE}',
    "a long date": f'<meta name="date" content="{"1" * 100_000}"><h1>x</h1><p>{"1 " * 90}{PROSE}',
    "many addresses": '<link rel="canonical" href="http://a.example/">' * 10_000 + PROSE,
    "addresses that are none": '<base href="http://[::1"><link rel="canonical" href="//[">' + PROSE,
    "nodes that lead to each other": '<script type="application/ld+json">{"@graph": ['
    + ",".join(
        json.dumps(
            {"@type": "Article", "@id": str(n), "author": [{"@id": str(m)} for m in range(40)]}
        )
        for n in range(40)
    )
    + "]}</script>"
    + PROSE,
    "deep JSON": '<script type="application/ld+json">' + '{"a":' * 20_000 + "</script>" + PROSE,
    "deep microdata": "<div itemscope itemprop=a>" * 3_000 + PROSE,
    "entities": "<p>" + "&#0;&#xD800;&#x110000;&bogus;&amp;" * 1_000 + PROSE,
    "control characters": "<p>\x1b[31m\x00\x07\x9b" + PROSE,
}


@pytest.mark.parametrize("name", HARM)
def test_a_page_that_was_made_to_do_harm_does_none(name: str) -> None:
    found = document(f"<!doctype html>{HARM[name]}".encode(), "page.html")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", found.text)
    assert "said" in found.text


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_damaged_page_is_read_or_refused(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(PAGES))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 400)))
        content[start:end] = data.draw(st.binary(max_size=8) | st.sampled_from(PIECES))
    with contextlib.suppress(DataError):
        found = document(bytes(content), path.name)
        if found.kept:
            assert_is_of_paragraphs(found)


PIECES = [b"<p>", b"</div>", b"<!--", b"<script>", b'"', b"<table><tr>", b"<a href='//['>", b"&#"]


def assert_is_of_paragraphs(found: Document) -> None:
    """Check that the text has the blocks that were kept as its paragraphs, and no others."""
    kept = [choice.block.text for choice in found.kept if choice.kept]
    spans = paragraphs(found.text)
    assert [found.text[span.start : span.end] for span in spans] == kept
    assert all(1 <= link.paragraph <= len(kept) for link in found.stated.links)
    assert all(link.words in kept[link.paragraph - 1] for link in found.stated.links)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_paragraphs_are_those_that_verify_counts(path: Path) -> None:
    if not told(path.read_bytes()):
        assert_is_of_paragraphs(document(path.read_bytes(), path.name))


LINES = {
    "<p>He <b>said</b> <i>no</i>&nbsp;&mdash; to&shy;day.</p>": ["He said no — today."],
    "<p>One.<br><br>Two.</p>": ["One.", "Two."],
    "<div>One.<br/>\n<br/>Two.<p>Three.</div>Four.": ["One.", "Two.", "Three.", "Four."],
    "<ul><li>One.<li><p>Two.</p></ul>": ["One.", "Two."],
    "<blockquote>One.<footer>— Ann Lee</footer></blockquote>": ["One.", "— Ann Lee"],
    "<p>He said <q>no</q>.</p>": ["He said “no”."],
    "<p>It has 10<sup>6</sup> people.<sup><a href='#n1'>[1]</a></sup></p>": ["It has 10⁶ people."],
    "<p>He said <del>yes</del> <ins>no</ins>.</p>": ["He said no."],
    "<p>One <span hidden>two</span><span style='display: none'>three</span> four.</p>": [
        "One four."
    ],
    "<p>See <a href='/x'>this<span class='sr-only'> (opens a window)</span></a>.": ["See this."],
    "<table><tr><th>Year<th>Boats<tr><td>2025<td>14</table>": ["Year | Boats", "2025 | 14"],
    "<table><tr><td>One.<p>Two.<td>Three.</table>": ["One.", "Two.", "Three."],
    "<pre>A: Yes.\nB: No.</pre>": ["A: Yes.", "B: No."],
    "<p>One line\nof source.": ["One line of source."],
    "<p>Two halves of a car-<br>ried load in a line of such a width that it was wrapped": [
        "Two halves of a carried load in a line of such a width that it was wrapped"
    ],
    "<my-box>One.</my-box><p>Two <my-word>three</my-word>.": ["One.", "Two three."],
    "<p>One</p><noscript>Two</noscript><template>Three</template><textarea>Four</textarea>": [
        "One"
    ],
}


@pytest.mark.parametrize("markup", LINES)
def test_lines_are_those_that_a_reader_sees(markup: str) -> None:
    found = blocks(Page(f"<!doctype html><body>{markup}".encode()))
    assert [block.text for block in found] == LINES[markup]


DATES = [
    (["2026-01-19T23:30:00-05:00", "2026-01-20T04:30:00Z"], "2026-01-19"),  # the same time
    (["2026-01-19T23:30:00Z", "2026-01-20"], "2026-01-20"),  # the day of the place
    (["2026-01-19T23:30:00Z"], "2026-01-19"),
    (["2026-01-19T23:30:00.000+0200", "19 January 2026"], "2026-01-19"),
    (["2026-01-19T10:00:00EET"], "2026-01-19"),
    (["2026-01-19", "2026-01-25"], ""),  # nobody knows
    (["2026-01-19", "2026-01-19", "2026-01-25"], "2026-01-19"),
    (["04/05/2026"], ""),
    (["04.05.2026 10:30"], "2026-05-04"),
    (["19 січня 2026"], "2026-01-19"),
    (["1970-01-01T00:00:00Z", "2026-01-19"], "2026-01-19"),
    (["2026-01"], "2026-01"),
    (["2026-01", "2026-01-19"], "2026-01-19"),
    (["1768780800"], ""),
    (["soon", ""], ""),
]


@pytest.mark.parametrize(("statements", "day"), DATES)
def test_what_is_said_of_a_date_is_one_day_or_none(statements: list[str], day: str) -> None:
    assert decided(statements) == day


@pytest.mark.parametrize(
    ("day", "url", "expected"),
    [
        ("", "https://a.example/2026/01/19/x", "2026-01-19"),
        ("", "https://a.example/news/2026-01-19-x", "2026-01-19"),
        ("", "https://a.example/x-20260119-p5a.html", "2026-01-19"),
        ("2026-01", "https://a.example/2026/01/19/x", "2026-01-19"),
        ("2026-01-21", "https://a.example/2026/01/19/x", "2026-01-21"),
        ("2026-01-21", "https://a.example/2013/01/19/x", ""),  # it was moved since
        ("2026-01-21", "https://a.example/12345678/x", "2026-01-21"),
        ("", "https://a.example/2026/13/45/x", ""),
        ("", "https://20260119.example/x?d=/2026/01/19/", ""),
    ],
)
def test_an_address_says_a_day_as_well(day: str, url: str, expected: str) -> None:
    assert held_to_address(day, url) == expected


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published May 4, 2026, updated May 5, 2026", "2026-05-04"),
        ("Updated: 4. Mai 2026", ""),
        ("By Ann Lee | 4 травня 2026, 10:30", "2026-05-04"),
        ("04/05/2026", ""),
        ("May 4, 2026 to May 6, 2026", ""),
        ("Thursday", ""),
    ],
)
def test_a_line_says_a_day_or_none(line: str, day: str) -> None:
    assert in_line(line) == day


@pytest.mark.parametrize(
    ("title", "names", "headline"),
    [
        ("Bridge shut | The Gazette", ["The Gazette"], "Bridge shut"),
        ("Bridge shut - News - Gazette", ["Gazette"], "Bridge shut - News"),
        ("Bridge shut – Gazette.example", [], "Bridge shut"),
        ("Gazette: Bridge shut", ["Gazette"], "Gazette: Bridge shut"),
        ("Gazette » Bridge shut", ["Gazette"], "Bridge shut"),
        ("Bridge - a history", ["Gazette"], "Bridge - a history"),
        ("Shown here - Whatever", [], "Shown here"),
        ("Shown here-Whatever", [], "Shown here"),
    ],
)
def test_the_name_of_the_site_is_cut_off_a_title(
    title: str, names: list[str], headline: str
) -> None:
    assert cut(title, names, "https://www.gazette.example/x", ["Shown here"]) == headline


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("By Ann Lee and Bob Hill", ("Ann Lee", "Bob Hill")),
        ("Ann Lee, Bob Hill & Cy Dow", ("Ann Lee", "Bob Hill", "Cy Dow")),
        ("Ann Lee, political editor", ("Ann Lee",)),
        ("Martin Ruiz, Jr.", ("Martin Ruiz, Jr.",)),
        ("Von: Jörg Aßmann und Ida Böll", ("Jörg Aßmann", "Ida Böll")),
        ("Автор: Оксана Верба", ("Оксана Верба",)),
        ("https://facebook.example/ann", ()),
        ("ann@gazette.example", ()),
        ("admin", ()),
        ("The Gazette", ()),  # the outlet itself
    ],
)
def test_authors_are_names(stated: str, names: tuple[str, ...]) -> None:
    assert authors([stated], ["The Gazette"]) == names


SOLD = (
    '<script type="application/ld+json">'
    '{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
)
WHOLE = "".join(PROSE.replace("bridge", f"bridge of {name}") for name in ascii_uppercase)
WALL = "<p>Subscribe to continue reading</p>"
ONLY_THE_BEGINNING = "has only the beginning of an article: the rest is for subscribers"


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (f"<h1>x</h1>{PROSE}{WALL}", ONLY_THE_BEGINNING),
        (f"{SOLD}<h1>x</h1>{PROSE}", ONLY_THE_BEGINNING),
        (f"<h1>x</h1>{WHOLE}{WALL}", ""),
        (f"{SOLD}<h1>x</h1>{WHOLE}", ""),
        (f"<p>Already a subscriber? <a href=/in>Log in</a></p><h1>x</h1>{PROSE}", ""),
    ],
)
def test_a_page_with_the_beginning_of_an_article_is_refused(page: str, message: str) -> None:
    assert told(f"<!doctype html>{page}".encode()) == message


CYRILLIC = "<p>Мерія у понеділок закрила міст, – сказав міський голова.</p>"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-u"]
)
@pytest.mark.parametrize("stated", ["", "utf-8", "iso-8859-1", "nonsense"])
def test_a_page_is_read_whatever_encoding_it_says(encoding: str, stated: str) -> None:
    page = f'<!doctype html><meta charset="{stated}">{CYRILLIC}'.replace("–", "-")
    found = document(page.encode(encoding), "page.html")
    assert found.text == "Мерія у понеділок закрила міст, - сказав міський голова."


@pytest.mark.parametrize(
    ("head", "language"),
    [
        ('<html lang="en"><meta property="og:locale" content="uk_UA">', "uk-UA"),
        ('<html lang="en">', ""),  # a template's word, and not the text's
        ('<html lang="uk">', "uk"),
        ("<html>", ""),
    ],
)
def test_the_language_is_one_that_has_the_letters_of_the_text(head: str, language: str) -> None:
    assert document(f"{head}{CYRILLIC}".encode(), "page.html").stated.language == language
