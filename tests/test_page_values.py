"""The values of a page say what the commands say, and are compared as these compare."""

import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_cli.answers.asking import Wanted, resolved, underlying
from coalition_cli.answers.claims import Claims
from coalition_cli.answers.opening import opened, opened_files
from coalition_cli.model import SECTIONS
from coalition_cli.page.building import Said
from coalition_cli.page.building import page as page_of
from coalition_cli.page.embedding import embedded
from coalition_cli.page.intro import introduction
from coalition_cli.page.rendering import rendered
from coalition_cli.page.texts import address, anchor, href
from coalition_cli.page.values import OWN, Data, Page, Searchable
from coalition_cli.project import corpus_of
from coalition_cli.publishing.fields import OPTIONAL
from coalition_cli.publishing.leaving import Leaving
from coalition_cli.publishing.public import public
from coalition_cli.query import Question
from coalition_cli.reading import DataFile, ignore
from coalition_cli.words import search_phrases, search_words
from coalition_cli.words.characters import spaced
from coalition_cli.words.letters import GAPS, gone, others
from coalition_cli.words.safe import visible

from .conftest import Run
from .records import claims_files

Write = Callable[..., str]
EXPECTED = Path(__file__).parent / "expected" / "page.json"
SHIPPED = Path(__file__).parents[1] / "data" / "claims.yaml"

DATA = """\
version: 1
title: "The <b>harbour</b> bridge"
sources:
- {id: gazette, name: The Gazette, url: "https://gazette.example", aliases: [GZ], reliability: B}
- {id: echo, name: Łódź Echo}
- {id: checkers, name: The Checkers}
articles:
- id: scoop
  headline: Bridge shut
  publisher: gazette
  authors: [Jo Kim, Al Po]
  url: https://gazette.example/scoop?a=1&b=2
  archived: https://archive.example/1
  date: 2026-03-01
  language: en
- {id: retold, headline: Most zamknięty, publisher: echo, url: "javascript:alert(1)",
  language: pl, translated_from: en, retells: [scoop]}
- {id: copied, publisher: echo, retells: [scoop], date: 2026-03-02, language: en}
- {id: wire}
speakers:
- {id: mayor, name: Ana Ruiz, role: mayor of the harbour, aliases: [A. Ruiz],
  url: "https://ana.example"}
- {id: engineer, description: an engineer of the port, kind: person}
- {id: union, name: The Union, kind: organisation}
claims:
- id: shut
  text: The harbour bridge is shut for 1,500 days.
  speaker: engineer
  on_behalf_of: union
  source: gazette
  confidence: medium
  credibility: 2
  kind: event
  topics: [bridges, Harbour life]
  date: 2026-03
  place: on the quay
  context: a walk
  language: en
  status: corrected
  supports: [cracked]
  contradicts: [open]
  appearances:
  - {article: scoop, paragraph: 2, quote: is shut for long, attribution: an engineer}
  - {article: copied, locator: page 3, wording: was closed for very long, attribution: the union,
    speaker: union, verb: insists}
  - {article: retold, quote: jest zamknięty}
  reviews:
  - {by: checkers, rating: Mostly true, value: 4, best: 5, worst: 1, date: 2026-04-01,
    url: "https://checkers.example/1"}
  evidence: [{question: Is it shut?, answer: "Yes, since March", url: "ftp://x.example"}]
  corrections: [{date: 2026-03-03, by: The Gazette, reason: The number was wrong.}]
- {id: open, text: The bridge is open., speaker: mayor, source: echo, confidence: 90,
  date: 2026-03-04, topics: [bridges],
  appearances: [{article: wire, wording: 'it "stays open", she said', quote: stays open}]}
- {id: cracked, text: 橋に亀裂があります。, speaker: Somebody Else, confidence: 0}
- {id: "a/b%c?d", text: An odd id., anonymous: true, topics: [Harbour Life]}
facts:
- {id: law, text: A law says so., date: 2025, supports: [shut],
  reference: {title: The law, url: "https://law.example"}}
members: [{country: MT, name: Malta, claims: [shut]}]
"""


@contextmanager
def paged(path: str, *words: str, optional: frozenset[str] = frozenset()) -> Iterator[Any]:
    """Make the page of the claims that words find; with it come the public claims."""
    data, leaving = corpus_of([path]), Leaving("2026-05-01", optional)
    with opened(data) as private:
        found = public(private, data.files(), leaving)
    with found.records as records:
        question = underlying(SECTIONS["claims"], Wanted(words))
        made = page_of(records, resolved(records, question, ignore), Said(), leaving)
        yield made, Claims(records, data, ignore)


def plain(value: Any) -> Any:
    """Return values as JSON has them."""
    if hasattr(value, "_asdict"):
        return {name: plain(one) for name, one in value._asdict().items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return value


def test_a_page_says_all_that_is_known_of_its_claims(claims_file: Write) -> None:
    with paged(claims_file(DATA)) as (made, _):
        values = plain(made)
    assert values["data"]["letters"].keys() == {"gone", "gaps", "alone", "others"}
    values["data"]["letters"] = values["data"]["letters"]["alone"]  # the others are always the same
    shown = json.dumps(values, ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("UPDATE_EXPECTED"):
        EXPECTED.write_text(shown, encoding="utf-8")
    assert shown == EXPECTED.read_text(encoding="utf-8")


def test_of_the_shipped_data_a_page_says_what_show_and_the_reports_say(coalition: Run) -> None:
    with paged(str(SHIPPED)) as (made, _):
        page: Page = made
    rows = json.loads(coalition("claims", "-d", SHIPPED, "--json").out)
    assert [claim.id for claim in page.claims] == [row["id"] for row in rows]
    assert [claim.speaker.name for claim in page.claims] == [row["speaker_name"] for row in rows]
    assert [claim.speaker.unnamed for claim in page.claims] == [row["anonymous"] for row in rows]
    assert [claim.confidence[:2] for claim in page.claims] == [
        (row["confidence"], row["confidence_label"]) for row in rows
    ]
    [report] = json.loads(coalition("sourcing", "-d", SHIPPED, "--json").out)
    overview = page.overview._asdict()
    assert {name: overview[name] for name in report.keys() & overview.keys() - {"weakest"}} == {
        name: report[name] for name in report.keys() & overview.keys() - {"weakest"}
    }
    assert [link.text for link in page.overview.weakest] == report["weakest"]
    drift = json.loads(coalition("drift", "-d", SHIPPED, "--json").out)
    compared = [
        (claim.id, wording.article.id, wording.origin, wording.drift, wording.similarity)
        for claim in page.claims
        for wording in claim.wordings
        if wording.origin
    ]
    assert sorted(compared, key=str) == sorted(
        (
            (row["claim"], row["article"], row["origin"], row["drift"], row["similarity"])
            for row in drift
        ),
        key=str,
    )
    for bars in page.overview.bars:
        for bar in bars.bars:
            count = coalition("claims", "-d", SHIPPED, bar.query, "--count").out
            assert (bar.query, f"{bar.claims}\n") == (bar.query, count)


def test_each_query_of_a_bar_finds_its_claims(claims_file: Write, coalition: Run) -> None:
    path = claims_file(DATA)
    with paged(path) as (page, _):
        bars = [bar for each in page.overview.bars for bar in each.bars]
    assert len(bars) > 20
    for bar in bars:
        assert (bar.query, coalition("claims", "-d", path, bar.query, "--count").out) == (
            bar.query,
            f"{bar.claims}\n",
        )


def searched(text: str) -> list[list[str]]:
    """Return the phrases that search takes a text for, in words as FTS5 parts them."""
    small = (
        "".join(one.lower() if one.isascii() else one for one in each)
        for each in search_phrases(text)
    )
    return [re.findall("[0-9a-z\x80-\U0010ffff]+", phrase) for phrase in small]


def folded(text: str) -> list[str]:
    """Return the words of a text by the rule and the tables of words/letters.py alone."""
    category = unicodedata.category
    text = "".join(f" {one} " if category(one) == "So" else one for one in text)
    parted = (
        f" {one}" if n and category(one) == "No" and category(text[n - 1]) == "Nd" else one
        for n, one in enumerate(text)
    )
    text = unicodedata.normalize("NFKD", "".join(parted).lower()).lower()
    text = re.sub(brackets(gone()), "", text)
    text = "".join(others().get(one, one) for one in text)
    text = "".join(" " if is_gap(one) else one for one in text)
    text = "".join(map(spaced, unicodedata.normalize("NFC", text)))
    return re.findall("[0-9a-z\x80-\U0010ffff]+", text)


def brackets(inside: str) -> str:
    r"""Return the pattern of a character class, in which \u{61} is a."""
    written = re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), inside)
    return f"[{written}]"


def is_gap(character: str) -> bool:
    r"""Return whether GAPS has a character; `re` has no \p."""
    named = re.findall(r"\\p\{(\w+)\}", GAPS)
    category = unicodedata.category(character)
    return category in named or category[0] in named or "\u02b9" <= character <= "\u02bf"


EVERY = [chr(code) for code in range(0x80, 0x30000) if not 0xD800 <= code < 0xE000]


def test_every_letter_is_folded_by_the_table_as_search_folds_it() -> None:
    wrong = [
        one for one in (*EVERY[::7], *others()) if folded(f"a{one}b") not in searched(f"a{one}b")
    ]
    assert wrong == []


@given(st.text(st.characters(exclude_categories=["Cs", "Co", "Cn"]), max_size=20))
def test_words_in_any_script_are_folded_by_the_table_as_search_folds_them(text: str) -> None:
    # Numbers with separators, and hyphens at the ends of lines, have two readings beside it.
    word = re.sub(r"[\W_]+|(?<=\d)(?=\D)|(?<=\D)(?=\d)", " ", text)
    assert not searched(word) or folded(word) in searched(word)


def test_the_texts_of_a_page_have_the_words_of_their_claims() -> None:
    assert search_words("The Łódź Echo, Straße 5㎏ — don't!") == [
        *("the", "lodz", "echo", "strasse", "5", "kg", "don", "t")
    ]
    assert search_words("橋に1,500") == ["橋", "に", "1500", *("\ue000", "1", "\ue000", "500")]


class Asked:
    """Asks the data of a page as its script does, of one term at a time."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.columns = [text.split(data.between) for text in data.search]

    def words(self, text: str) -> list[str]:
        """Return the claims with the words of a text, one behind the other."""
        phrases = [" ".join(words) for words in searched(text)]
        return self._having(
            lambda n: any(f" {one} " in f" {self.data.search[n]} " for one in phrases)
        )

    def term(self, field: Searchable, value: str) -> list[str]:
        """Return the claims with a spelling, or with words, in a field."""
        if field.column is not None:
            phrases = [" ".join(words) for words in searched(value)]
            texts = [columns[field.column] for columns in self.columns]
            return self._having(lambda n: any(f" {one} " in f" {texts[n]} " for one in phrases))
        numbers = {n for n, known in enumerate(field.known) if value in known.spellings}
        of_claims: Sequence[Any] = field.values
        return self._having(lambda n: bool(of_claims) and not numbers.isdisjoint(of_claims[n]))

    def known(self, field: Searchable) -> list[str]:
        """Return the claims with any value in a field."""
        if (column := field.column) is not None and not field.values:
            return self._having(lambda n: bool(self.columns[n][column].strip()))
        there = field.kind == "words" and not field.known
        none: tuple[object, ...] = (None, [], False) if there else (None, [])
        return self._having(lambda n: bool(field.values) and field.values[n] not in none)

    def within(self, field: Searchable, low: Any, high: Any) -> list[str]:
        """Return the claims with a value within a range."""

        def meets(value: Any) -> bool:
            first, last = value if isinstance(value, list) else (value, value)
            return first is not None and first <= high and low <= last

        return self._having(lambda n: bool(field.values) and meets(field.values[n]))

    def _having(self, holds: Callable[[int], bool]) -> list[str]:
        return [key for n, key in enumerate(self.data.ids) if holds(n)]


def ids(claims: Claims, *words: str) -> list[str]:
    """Return the ids of the claims that words find, in the order of the file."""
    return [str(row["id"]) for row in claims.claims(*words, fields="id", sort="line")]


FILES = [SHIPPED, DATA]


@pytest.mark.parametrize("data", FILES, ids=["shipped", "own"])
def test_each_value_of_each_field_finds_the_same_claims_as_the_command(
    claims_file: Write, data: str | Path
) -> None:
    path = claims_file(data) if isinstance(data, str) else str(data)
    with paged(path, optional=frozenset(OPTIONAL.values())) as (page, claims):
        asked, tried = Asked(page.data), 0
        for field in page.data.fields:
            name = field.names[-1]
            assert (name, asked.known(field)) == (name, ids(claims, f"{name}:*"))
            for known in field.known:
                for spelling in known.spellings:
                    found = asked.term(field, spelling)
                    term = f"{name}:{spelling}"
                    assert (term, found) == (term, ids(claims, term))
                    tried += 1
            for value in {str(one) for one in field.values if field.kind == "flag"} - {"None"}:
                held = [
                    key
                    for key, one in zip(page.data.ids, field.values, strict=True)
                    if str(one) == value
                ]
                assert held == ids(claims, f"{name}:{value.lower()}")
    assert tried > 40


@pytest.mark.parametrize("data", FILES, ids=["shipped", "own"])
def test_each_word_finds_the_same_claims_as_the_command(
    claims_file: Write, data: str | Path
) -> None:
    path = claims_file(data) if isinstance(data, str) else str(data)
    with paged(path) as (page, claims):
        asked = Asked(page.data)
        words = {word for text in page.data.search for word in text.split() if word < "\ue000"}
        assert len(words) > 30
        for word in sorted(words)[::3]:
            assert (word, asked.words(word)) == (word, ids(claims, word))
        for phrase in (
            "coalition of the willing",
            "red lines",
            "lodz",
            "1500",
            "亀裂",
            "gz",
            "engineer of the port",
        ):
            assert (phrase, asked.words(phrase)) == (phrase, ids(claims, phrase))


def test_ranges_find_the_same_claims_as_the_command(claims_file: Write) -> None:
    with paged(claims_file(DATA)) as (page, claims):
        asked = Asked(page.data)
        fields = {field.names[-1]: field for field in page.data.fields}
        bands = fields["confidence"].words
        assert bands == {"none": (0, 0), "low": (1, 29), "medium": (30, 69), "high": (70, 100)}
        for term, name, low, high in (
            ("confidence:medium..", "confidence", bands["medium"][0], 100),
            ("confidence:..low", "confidence", 0, bands["low"][1]),
            ("confidence:40..90", "confidence", 40, 90),
            ("origins:1", "origins", 1, 1),
            ("date:2026-03-01", "date", "2026-03-01", "2026-03-01"),
            ("date:2026-03-02..2026-03-31", "date", "2026-03-02", "2026-03-31"),
            ("date:..2025", "date", "0000-01-01", "2025-12-31"),
        ):
            assert (term, asked.within(fields[name], low, high)) == (term, ids(claims, term))


@pytest.mark.parametrize("data", FILES, ids=["shipped", "own"])
def test_each_order_is_that_of_the_command(claims_file: Write, data: str | Path) -> None:
    path = claims_file(data) if isinstance(data, str) else str(data)
    with paged(path) as (page, claims):
        places = range(len(page.claims))
        for sort in page.data.sorts:
            for sign in (1, -1):
                order = sorted(
                    places, key=lambda n: (sort.ranks[n] is None, sign * (sort.ranks[n] or 0))
                )
                name = sort.field if sign == 1 else f"-{sort.field}"
                found = [row["id"] for row in claims.claims(fields="id", sort=name)]
                assert (name, [page.data.ids[n] for n in order]) == (name, found)


def test_compact_claims_are_the_same_claims(claims_file: Write) -> None:
    with paged(claims_file(DATA)) as (page, _):
        compact = json.loads(json.dumps(embedded(page.claims)))
        claims = plain(page.claims)
    tables = ("Article", "Speaker", "Confidence")
    kinds = {
        **dict.fromkeys(("article",), "Article"),
        **dict.fromkeys(("speaker", "principal"), "Speaker"),
        "confidence": "Confidence",
    }
    inner = {"chain": "Step", "wordings": "Wording", "pieces": "Piece", "relations": "Relation"}
    inner |= {"records": "Related", "uncorrected": "Carrier"}

    def whole(kind: str, value: dict[str, Any]) -> dict[str, Any]:
        made = {**compact["empty"][kind], **value}
        for name, one in made.items():
            if name in kinds and one is not None:
                made[name] = whole(kinds[name], compact[kinds[name]][one])
            elif name in inner:
                made[name] = [whole(inner[name], each) for each in one]
            elif name == "parts":
                within = "Parts" if kind == "Claim" else "Part"
                made[name] = [whole(within, each) for each in one]
            elif name == "details" and kind == "Part":
                made[name] = [[title, whole("Link", link)] for title, link in one]
            elif name in ("origins_in_words", "source_name"):
                made[name] = compact["texts"][one]
        if kind == "Claim":
            made["anchor"], made["href"] = anchor(made["id"]), href(made["id"])
        return made

    assert [whole("Claim", one) for one in compact["claims"]] == claims
    assert all(len(compact[name]) < len(claims) * 2 for name in tables)


@pytest.mark.parametrize(
    ("value", "safe"),
    [
        ("https://x.example/a?b=c&d#e", True),
        ("HTTP://x.example", True),
        ("mailto:a@x.example", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" java\tscript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("//x.example", False),
        ("x.example", False),
        ("file:///etc/passwd", False),
        ("ftp://x.example", False),
        ("vbscript:x", False),
        ("https://x.example/\u202egpj.exe", False),
        ('https://x.example/"onmouseover="x', False),
        ("https://x.example/\x00", False),
        ("https://a b", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_pages_and_letters_can_be_opened(value: object, safe: bool) -> None:
    assert address(value) == (value if safe else "")


def test_no_id_of_a_claim_is_one_of_the_pages_own(coalition: Run, claims_file: Write) -> None:
    data = claims_file(f'{{"id": "{OWN}data", "text": "One."}}\n', name="own.jsonl")
    with paged(data) as (page, _):
        assert [claim.anchor for claim in page.claims] == ["data"]  # blanks around it do not count
    data = claims_file(f'{{"id": "a{OWN}b", "text": "One."}}\n', name="own.jsonl")
    assert "own.jsonl:1:1: bad-id: " in coalition("check", data).out
    assert (anchor("a/b%c?d"), href("a/b%c?d")) == ("a/b%c?d", "#a%2Fb%25c%3Fd")
    assert anchor("a\u202eb") == "a\\u202eb" != anchor("a\\u202eb")


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("# One\n\n###### Six", "<h2>One</h2>\n<h6>Six</h6>"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>"),
        ("[a](javascript:x)", "<p>[a](javascript:x)</p>"),
        ("[a](https://x.example)", '<p><a href="https://x.example" rel="noopener">a</a></p>'),
        ("[a](#red-lines)", '<p><a href="#red-lines">a</a></p>'),
        ("[a](other.html)", "<p>[a](other.html)</p>"),
        ("<javascript:x>", "<p>&lt;javascript:x&gt;</p>"),
        ("[a]\n\n[a]: data:text/html,x", "<p>[a]</p>\n<p>[a]: data:text/html,x</p>"),
        (
            "![a](https://x.example/p.png)",
            '<p>!<a href="https://x.example/p.png" rel="noopener">a</a></p>',
        ),
        ("a\u202eb \x1b[31m", "<p>a\\u202eb \\x1b[31m</p>"),
        ("", ""),
    ],
)
def test_an_introduction_has_no_raw_html_no_pictures_and_safe_links(
    markdown: str, html: str
) -> None:
    assert introduction(markdown) == html


def test_cells_of_an_introduction_have_no_style_of_their_own() -> None:
    assert "style" not in introduction("|a|b|\n|:-|-:|\n|1|2|")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--as-of", "2026-01"], "--as-of takes a day such as 2026-01-19, not '2026-01'\n"),
        (["--as-of", "2026-02-30"], "--as-of takes a day such as 2026-01-19, not '2026-02-30'\n"),
        (["--lang", 'en"'], "--lang takes an IETF tag such as en or pt-BR, not 'en\"'\n"),
        (
            ["--with", "nots"],
            "--with cannot be 'nots'; did you mean 'notes'?\n"
            "it is one of notes, anonymity_reason, terms, embargo, extra, all\n",
        ),
        (
            ["-o", "page.json"],
            "a page is HTML, and cannot be written as json\nname a .html file\n",
        ),
        (["topik:x"], "no field 'topik' in claims; did you mean 'topic'?\n"),
    ],
)
def test_a_page_that_cannot_be_made_says_why(
    coalition: Run, arguments: list[str], said: str
) -> None:
    result = coalition("page", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"coalition: {said}")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read: no such file or directory"),
        (b"\xff", "is not UTF-8"),
        (b"a" * ((1 << 20) + 1), "has more than 1,024 KiB"),
    ],
)
def test_an_introduction_that_cannot_be_read_is_told(
    coalition: Run, tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "intro.md"
    if content is not None:
        path.write_bytes(content)
    result = coalition("page", "--intro", path)
    assert (result.code, result.out) == (3, "")
    assert result.err == (
        f"{path}:1:1: unreadable: {said}\n  give a text in Markdown\ncoalition: 1 problem\n"
    )


def test_too_many_claims_are_refused_with_what_is_better(
    coalition: Run, claims_file: Write
) -> None:
    lines = "\n".join(f'{{"id":"c{n}","text":"T"}}' for n in range(20_001))
    result = coalition("page", "-d", claims_file(lines, name="many.jsonl"))
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "coalition: 20,001 claims are too many for one page, which takes 20,000\n"
        "choose fewer: with query words, --topic or --since, a page for each\n"
    )


def test_a_page_says_what_is_on_it_and_perhaps_should_not_be(
    coalition: Run, claims_file: Write
) -> None:
    data = claims_file("claims: [{id: one, text: One., status: draft}, {id: two, text: Two.}]")
    said = "coalition: 1 claim on the page is a draft that nobody has read\n"
    assert coalition("page", "-d", data).err == said
    assert coalition("page", "-d", data, "three").err == "coalition: no claims match\n"


@pytest.mark.parametrize("title", ["", "  ", "\u3000"])
def test_a_title_of_blanks_is_none(coalition: Run, claims_file: Write, title: str) -> None:
    data = claims_file("title: Bridges\nclaims: [{id: one, text: One.}]")
    assert "<h1>Bridges</h1>" in coalition("page", "-d", data, "--title", title).out


def test_a_page_is_nothing_for_a_terminal(terminal: Run, claims_file: Write) -> None:
    result = terminal("page", "-d", claims_file("claims: [{id: one, text: One.}]"))
    assert (result.code, result.out) == (
        2,
        "coalition: a page is nothing to read on a terminal\nwrite a file: -o claims.html\n",
    )


def test_a_page_does_not_replace_what_it_is_made_of(
    coalition: Run, claims_file: Write, tmp_path: Path
) -> None:
    data, intro = claims_file("claims: [{id: one, text: One.}]", name="claims"), tmp_path / "intro"
    intro.write_text("# Hi\n")
    for path in (data, str(intro)):
        result = coalition("page", "-d", data, "--intro", intro, "-o", path)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith(f"coalition: -o {path} would replace {path}")


def strings(value: Any) -> Iterator[str]:
    """Yield all texts in plain values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)


@settings(max_examples=40, deadline=None)
@given(claims_files())
def test_of_anything_a_page_can_be_made_whose_texts_are_safe_to_show(file: dict[str, Any]) -> None:
    files = [DataFile("x", "x.json", content=json.dumps(file).encode())]
    leaving = Leaving("2026-05-01", frozenset(OPTIONAL.values()))
    with opened_files(files) as private:
        found = public(private, files, leaving)
    with found.records as records:
        question = Question(SECTIONS["claims"], (), SECTIONS["claims"].fields)
        made = page_of(records, question, Said(), leaving)
    anchors = [claim.anchor for claim in made.claims]
    assert len(set(anchors)) == len(anchors) == len(made.data.ids)
    assert not any(OWN in one for one in anchors)
    shown = {name: one for name, one in plain(made).items() if name not in ("data", "download")}
    assert [text for text in strings(shown) if visible(text) != text] == []
    assert "".join(rendered(made)).startswith("<!DOCTYPE html>")
