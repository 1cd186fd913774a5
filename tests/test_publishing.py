"""What leaves with a page, on which day, and what stays in with all that leads to it."""

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_cli.answers.claims import Claims
from coalition_cli.answers.opening import opened, opened_files
from coalition_cli.index import Index
from coalition_cli.model import SECTIONS
from coalition_cli.project import corpus_of
from coalition_cli.publishing.fields import KEPT_IN, OPTIONAL, PUBLIC
from coalition_cli.publishing.leaving import Leaving
from coalition_cli.publishing.public import public
from coalition_cli.query import Question
from coalition_cli.reading import DataFile, ignore
from coalition_cli.reading.beside import pays

from .conftest import Run
from .records import claims_files

Write = Callable[..., str]

# Words that stand nowhere else tell where something has leaked from.
DATA = """\
version: 1
title: The bridge
membership: {counted: 27182, claim: plan}
sources:
- {id: gazette, name: The Gazette}
- {id: echo, name: The Echo}
- {id: proofhouse, name: The Proofhouse}
articles:
- {id: scoop, publisher: gazette, url: "https://gazette.example/scoop", date: 2026-01-01}
- {id: reprint, publisher: gazette, retells: [scoop]}
- {id: planned, publisher: echo, retells: [draftpaper], date: 2031-01-01}
- {id: draftpaper, publisher: backroom}
speakers:
- {id: mayor, name: Ana Ruiz}
- {id: engineer, description: an engineer of the port, kind: person}
- {id: whisperer, description: somebody who whispers, terms: off-record}
- {id: clerk, description: a clerk in the cellar, terms: deep-background, anonymity_reason: fears}
- {id: boss, name: Bo Berg, terms: deep-background}
claims:
- id: shut
  text: The bridge is shut.
  speaker: mayor
  source: gazette
  confidence: high
  topics: [bridges]
  note: a remark among ourselves
  supports: [plan, rumour]
  reviews: [{by: gazette, rating: Right, note: a murmur of ours, extra: {n: 31415}}]
  appearances:
  - {article: scoop, quote: is shut}
  - {article: reprint, quote: is closed, extra: {n: 31416}}
- id: plan
  text: The toll doubles in spring.
  speaker: engineer
  source: echo
  topics: [tolls]
  embargo: 2026-02-05
  supports: [shut]
  reviews: [{by: proofhouse, rating: Unproven}]
  appearances: [{article: planned, quote: doubles in spring}]
- {id: rumour, text: A pier may fall., speaker: whisperer, topics: [piers]}
- id: leak
  text: The cracks are old.
  speaker: clerk
  on_behalf_of: mayor
  source: gazette
  appearances: [{article: scoop, wording: cracks are old, attribution: somebody near the vault}]
- {id: order, text: The gate stays open., speaker: boss}
- id: half
  text: Two lanes are left.
  speaker: mayor
  appearances:
  - {article: scoop, quote: two lanes}
  - {article: planned, quote: not one narrow lane, terms: off-record}
- id: apart
  text: A ferry is hired.
  speaker: mayor
  appearances: [{article: scoop, quote: is hired, attribution: Mayor Ruiz, terms: deep-background}]
facts:
- {id: toll-law, text: A law allows tolls., date: 2029-09-09, supports: [plan]}
- {id: both, text: The road is long., supports: [shut, plan]}
members:
- {country: MT, name: Malta, claims: [plan], facts: [toll-law]}
- {country: FR, name: France, claims: [shut, plan], facts: [toll-law, both]}
"""
OF_PLAN = "plan 27182 echo Echo proofhouse Proofhouse Unproven planned draftpaper backroom 2031"
OF_PLAN += " engineer toll spring Malta 2029 embargo 2026-02-05"
OF_REST = "whisper pier rumour clerk cellar fears boss Berg vault narrow remark murmur 31415 31416"
OF_REST += " deep-background off-record deepbackground anonymity"


@pytest.fixture
def written(coalition: Run, tmp_path: Path) -> Callable[..., tuple[str, str]]:
    """Make a page, and return it with what is said beside it."""

    def write(*arguments: str) -> tuple[str, str]:
        path = tmp_path / "page.html"
        result = coalition("page", *arguments, "-o", str(path))
        assert (result.code, result.out) == (0, "")
        return path.read_text(encoding="utf-8"), result.err

    return write


Written = Callable[..., tuple[str, str]]


def told(html: str) -> str:
    """Return all of a page but its own script and style sheet, as a reader or a program sees it."""
    without = re.sub(r"(?s)<style>.*?</style>|<script>.*?</script>", "", html)
    return unescape(without).casefold()


def embedded(html: str, key: str) -> dict[str, Any]:
    """Return the JSON in a page that has a key."""
    scripts = re.findall(r'(?s)<script type="application/json"[^>]*>(.*?)</script>', html)
    [found] = (one for one in map(json.loads, scripts) if key in one)
    return dict(found)


def test_each_field_of_the_field_table_is_public_or_stays_in_for_a_reason() -> None:
    for name, section in SECTIONS.items():
        public, kept = set(PUBLIC[name]), set(KEPT_IN[name])
        assert public & kept == set(), name
        assert public | kept == set(section.by_name), name
        assert all(KEPT_IN[name].values())
    assert PUBLIC.keys() == KEPT_IN.keys() == SECTIONS.keys()


def test_no_word_lets_out_where_a_record_stands_or_what_says_who_an_unnamed_speaker_is() -> None:
    confidential = {field.name for section in SECTIONS.values() for field in section.confidential}
    assert not {"file", "line", *confidential} & set(OPTIONAL.values())
    kept = {field for fields in KEPT_IN.values() for field in fields}
    assert set(OPTIONAL.values()) == kept - {"file", "line"}


def test_what_stays_in_is_nowhere_on_the_page(claims_file: Write, written: Written) -> None:
    html, said = written("-d", claims_file(DATA), "--as-of", "2026-02-04")
    there = told(html)
    assert [word for word in f"{OF_PLAN} {OF_REST}".split() if word.casefold() in there] == []
    assert said == (
        "coalition: left out: 1 claim under embargo, 1 claim off the record, 1 appearance off the"
        " record, 8 records that only these name, 3 speakers who may not be credited,"
        " 'extra' of 2 records, 'note' of 2 records, 'terms' of 1 record\n"
    )


def test_the_data_for_download_is_the_public_part_as_a_claims_file(
    claims_file: Write, written: Written, coalition: Run
) -> None:
    html, _ = written("-d", claims_file(DATA), "--as-of", "2026-02-04")
    scoop, reprint = {"article": "scoop"}, {"article": "reprint"}
    unnamed = {"anonymous": True, "source": "gazette", "status": "active"}
    document = embedded(html, "version")
    assert document == {
        "version": 1,
        "title": "The bridge",
        "sources": [{"id": "gazette", "name": "The Gazette"}],
        "articles": [
            {
                "id": "scoop",
                "publisher": "gazette",
                "url": "https://gazette.example/scoop",
                "date": "2026-01-01",
            },
            {"id": "reprint", "publisher": "gazette", "retells": ["scoop"]},
        ],
        "speakers": [{"id": "mayor", "name": "Ana Ruiz", "anonymous": False}],
        "claims": [
            {
                "id": "shut",
                "text": "The bridge is shut.",
                "speaker": "mayor",
                "anonymous": False,
                "source": "gazette",
                "confidence": 85,
                "topics": ["bridges"],
                "status": "active",
                "appearances": [
                    {**scoop, "quote": "is shut"},
                    {**reprint, "quote": "is closed"},
                ],
                "reviews": [{"by": "gazette", "rating": "Right"}],
            },
            {
                "id": "leak",
                "text": "The cracks are old.",
                **unnamed,
                "appearances": [{**scoop, "wording": "cracks are old"}],
            },
            {
                "id": "order",
                "text": "The gate stays open.",
                "anonymous": True,
                "status": "active",
            },
            {
                "id": "half",
                "text": "Two lanes are left.",
                "speaker": "mayor",
                "anonymous": False,
                "status": "active",
                "appearances": [{**scoop, "quote": "two lanes"}],
            },
            {
                "id": "apart",
                "text": "A ferry is hired.",
                "anonymous": True,
                "status": "active",
                "appearances": [{**scoop, "quote": "is hired"}],
            },
        ],
        "facts": [{"id": "both", "text": "The road is long.", "supports": ["shut"]}],
        "members": [{"country": "FR", "name": "France", "claims": ["shut"], "facts": ["both"]}],
    }
    again = claims_file(json.dumps(document), name="again.json")
    assert coalition("claims", "-d", again, "--fields", "id").out.split() == [
        *("id", "shut", "leak", "order", "half", "apart")
    ]


@pytest.mark.parametrize(
    ("embargo", "as_of", "leaves"),
    [
        ("2026-02-05", "2026-02-04", False),
        ("2026-02-05", "2026-02-05", True),
        ("2026-02-05", "2027-01-01", True),
        ("2026-02", "2026-02-28", False),
        ("2026-02", "2026-03-01", True),
        ("2026", "2026-12-31", False),
        ("2026", "2027-01-01", True),
        ("2026-02-05?", "2026-02-05", False),
    ],
)
def test_an_embargo_ends_as_its_day_begins(
    claims_file: Write, written: Written, embargo: str, as_of: str, leaves: bool
) -> None:
    data = claims_file(f"claims: [{{id: plan, text: A plan., embargo: '{embargo}'}}]")
    html, said = written("-d", data, "--as-of", as_of)
    assert ("A plan." in html) == leaves
    assert said.startswith("coalition: left out: ") is True
    assert ("1 claim under embargo" in said) == (not leaves)


HUSHED = """\
articles: [{id: scoop}]
speakers:
- {id: jane, name: Jane Roe, aliases: [Foxglove]}
- {id: bo, name: Bo Both}
- {id: off, name: Otto Offen, terms: off-record}
- {id: deep, name: Wilma Deeping, terms: deep-background}
claims:
- id: one
  text: It leaks.
  speaker: jane
  anonymous: true
  appearances: [{article: scoop, speaker: jane, quote: leaks, attribution: a guard}]
- {id: two, text: It creaks., speaker: bo, anonymous: true}
- {id: three, text: It is blue., speaker: bo}
- {id: four, text: HUSHED., speaker: off, anonymous: true}
- {id: five, text: HUSHED TOO., speaker: Otto Offen, anonymous: true}
- id: six
  text: It is old.
  speaker: deep
  anonymous: true
  appearances: [{article: scoop, quote: old, attribution: one in the cellar}]
"""
DEEP = "appearances: [{article: scoop, terms: deep-background}]"


def test_the_named_speaker_of_an_unnamed_claim_has_the_same_terms_and_stays_in(
    claims_file: Write, written: Written
) -> None:
    html, said = written("-d", claims_file(HUSHED))
    assert said == (
        "coalition: left out: 2 claims off the record, 1 speaker of unnamed claims alone,"
        " 1 speaker who may not be credited\n"
    )
    assert embedded(html, "version") == {
        "version": 1,
        "articles": [{"id": "scoop"}],
        "speakers": [{"id": "bo", "name": "Bo Both", "anonymous": False}],
        "claims": [
            {
                "id": "one",
                "text": "It leaks.",
                "anonymous": True,
                "status": "active",
                "appearances": [{"article": "scoop", "quote": "leaks", "attribution": "a guard"}],
            },
            {"id": "two", "text": "It creaks.", "anonymous": True, "status": "active"},
            {
                "id": "three",
                "text": "It is blue.",
                "speaker": "bo",
                "anonymous": False,
                "status": "active",
            },
            {
                "id": "six",
                "text": "It is old.",
                "anonymous": True,
                "status": "active",
                "appearances": [{"article": "scoop", "quote": "old"}],
            },
        ],
    }


@pytest.mark.parametrize(
    "claim",
    [
        "speaker: jane, anonymous: true, text: Jane Roe said so.",
        "speaker: jane, anonymous: true, text: So said Foxglove.",
        "speaker: wilma deeping, text: Weeping said so., topics: [wilma-deeping]",
        "speaker: Wilma Deeping, text: So said Weeping.",
        f"speaker: Verity Vale, text: Verity Vale said so., {DEEP}",
        f"speaker: verity-vale, text: Vale%2C Verity., {DEEP}",
    ],
)
def test_a_claim_without_its_speaker_does_not_name_that_speaker(
    claims_file: Write, coalition: Run, claim: str
) -> None:
    data = HUSHED.replace("name: Wilma Deeping", "name: Wilma Deeping, aliases: [Weeping]")
    file = claims_file(data + f"- {{id: x, {claim}}}\n")
    result = coalition("page", "-d", file)
    assert (result.code, result.out) == (3, "")
    assert "in claim 'x' holds a name that must be withheld" in result.err
    for word in ("jane", "foxglove", "wilma", "weeping", "verity", "vale"):
        assert word not in result.err.casefold()


def test_a_claim_off_the_record_leaves_where_an_article_has_it_on_the_record(
    claims_file: Write, written: Written
) -> None:
    data = claims_file(
        "articles: [{id: first}, {id: second}]\n"
        "speakers: [{id: aide, description: an aide of the queen, terms: off-record}]\n"
        "claims:\n"
        "- {id: told, text: It was told., speaker: aide, appearances: ["
        "{article: first, quote: told aside}, "
        "{article: second, quote: told aloud, terms: on-record}]}\n"
        "- {id: kept, text: It was kept., speaker: aide, appearances: [{article: first}]}\n"
    )
    html, said = written("-d", data)
    there = told(html)
    assert [each for each in ("told aside", "aide", "queen", "it was kept") if each in there] == []
    assert "told aloud" in there
    assert said == (
        "coalition: left out: 1 appearance off the record, 1 claim off the record,"
        " 1 record that only these name, 1 speaker who may not be credited, 'terms' of 1 record\n"
    )


def test_a_speaker_who_is_never_shown_is_known_by_any_name(
    claims_file: Write, written: Written
) -> None:
    data = claims_file(
        "speakers: [{id: boss, name: Bo Berg, aliases: [The Chief], terms: deep-background}]\n"
        "claims:\n"
        "- {id: one, text: One., speaker: Bo Berg}\n"
        "- {id: two, text: Two., speaker: bo berg}\n"
        "- {id: three, text: Three., speaker: the chief}\n"
        "- {id: four, text: Four., on_behalf_of: Bo Berg}\n"
    )
    html, _ = written("-d", data)
    there = told(html)
    assert [each for each in ("berg", "chief", "boss") if each in there] == []
    assert {each["id"] for each in embedded(html, "version")["claims"]} == {
        *("one", "two", "three", "four")
    }


def test_a_claim_that_hides_its_speaker_does_not_lead_to_a_speaker_who_stays_in(
    claims_file: Write, written: Written
) -> None:
    data = claims_file(
        "speakers: [{id: wren, name: Wren Hall, terms: off-record}, {id: lark, name: Lark Hill}]\n"
        "claims:\n"
        "- {id: one, text: One., speaker: wren, anonymous: true}\n"
        "- {id: two, text: Two., speaker: lark, anonymous: true}\n"
    )
    html, _ = written("-d", data)
    assert [each for each in ("wren", "lark") if each in told(html)] == []


@pytest.mark.parametrize(
    ("words", "there", "not_there"),
    [
        ("notes", ["remark", "murmur"], ["31415", "31416", "grudge"]),
        ("note,extra", ["remark", "murmur", "31415", "31416"], ["grudge"]),
        ("anonymity_reason", ["grudge"], ["remark", "31415"]),
        ("all", ["remark", "murmur", "31415", "31416", "grudge", "background", "2025"], []),
    ],
)
def test_optional_fields_leave_if_they_are_asked_for(
    claims_file: Write, written: Written, words: str, there: list[str], not_there: list[str]
) -> None:
    data = claims_file(
        "articles: [{id: first}]\n"
        "speakers:\n"
        "- {id: aide, description: an aide, anonymity_reason: a grudge, terms: background}\n"
        "claims:\n"
        "- {id: one, text: One., speaker: aide, note: a remark, extra: {n: 31415}, embargo: 2025,"
        " reviews: [{rating: Right, note: a murmur}],"
        " appearances: [{article: first, extra: {n: 31416}}]}\n"
    )
    html, _ = written("-d", data, "--with", words)
    shown = told(html)
    assert [each for each in there if each not in shown] == []
    assert [each for each in not_there if each in shown] == []


UNNAMED = """\
articles: [{{id: first, headline: {headline}, url: "https://x.example/{url}"}}]
speakers: [{{id: {speaker}, name: Jiří Skrytý, anonymous: true, description: a guard}}]
claims:
- id: {claim}
  text: {text}
  speaker: {speaker}
  topics: [{topic}]
  note: {note}
  appearances: [{{article: first, quote: '{quote}', attribution: {attribution}}}]
"""
PLAIN = dict.fromkeys(re.findall(r"\{(\w+)\}", UNNAMED), "plain")


@pytest.mark.parametrize(
    ("field", "value", "problems"),
    [
        ("headline", "Who is Jiri Skryty?", ["1:1: … 'headline' in article 'first'"]),
        ("url", "Ji%C5%99%C3%AD-Skryt%C3%BD", ["1:1: … 'url' in article 'first'"]),
        (
            "speaker",
            "jiri-skryty",
            ["2:1: … 'id' in speaker '(withheld)'", "4:1: … 'speaker' in claim 'plain'"],
        ),
        ("claim", "JIRI-SKRYTY-1", ["4:1: … 'id' in claim '(withheld)-1'"]),
        ("text", "So says Jiří Skrytý.", ["4:1: … 'text' in claim 'plain'"]),
        ("topic", "jiri skryty", ["4:1: … 'topics' in claim 'plain'"]),
        ("quote", "I, Jiří Skrytý", ["4:1: … 'quote' in appearance 'first' of claim 'plain'"]),
    ],
)
def test_a_page_whose_other_words_hold_a_confidential_name_is_refused(
    coalition: Run, claims_file: Write, tmp_path: Path, field: str, value: str, problems: list[str]
) -> None:
    data = claims_file(UNNAMED.format(**{**PLAIN, field: value}))
    result = coalition("page", "-d", data, "-o", str(tmp_path / "page.html"))
    holds = "holds a name that must be withheld"
    lines = [f"{data}:{one.replace('…', 'confidential-name:')} {holds}" for one in problems]
    remedy = "  write it without the name; 'coalition help unnamed' says what to do\n"
    count = f"{len(lines)} problem{'s' if len(lines) > 1 else ''}"
    assert result.err == "".join(f"{line}\n{remedy}" for line in lines) + f"coalition: {count}\n"
    assert (result.code, result.out) == (3, "")
    assert not (tmp_path / "page.html").exists()


def test_a_name_in_a_field_that_stays_in_stops_nothing_until_the_field_leaves(
    coalition: Run, claims_file: Write, written: Written
) -> None:
    data = claims_file(UNNAMED.format(**{**PLAIN, "note": "Jiří Skrytý"}) + "# Jiří Skrytý\n")
    html, _ = written("-d", data)
    assert "skryt" not in told(html)
    result = coalition("page", "-d", data, "--with", "notes")
    assert (result.code, result.out) == (3, "")
    assert "'note' in claim 'plain' holds a name" in result.err


@pytest.mark.parametrize("where", ["--title", "--intro", "query"])
def test_what_stands_beside_the_claims_may_hold_no_confidential_name_either(
    coalition: Run, claims_file: Write, tmp_path: Path, where: str
) -> None:
    data = claims_file(UNNAMED.format(**PLAIN))
    intro = tmp_path / "intro.md"
    intro.write_text("# Guards\n\nBy JIRI *SKRYTY*, and\nJiří Skrytý.\n", encoding="utf-8")
    asked, said, code = {
        "--title": (["--title", "Jiri Skrytý"], "coalition: --title holds", 2),
        "--intro": (["--intro", str(intro)], f"{intro}:3:1: confidential-name: the text holds", 3),
        "query": (["not:skryty", "jiri skryty"], "coalition: the query holds", 2),
    }[where]
    result = coalition("page", "-d", data, *asked)
    assert (result.code, result.out) == (code, "")
    assert result.err.startswith(f"{said} a name that must be withheld\n")
    assert "skryt" not in result.err.replace(str(tmp_path), "").casefold()


@pytest.mark.parametrize(
    "text",
    [
        "By Jiří **Skr**ytý",
        "By Jiří &#83;krytý",
        "By Jiří&nbsp;Skr&shy;ytý",
        "By Jiří [Skr](https://x.example)ytý",
        "By Jiří `Skr`ytý",
        '[he](https://x.example "Jiří &#83;krytý")',
        "# Jiří\n\n- Skrytý",
    ],
)
def test_markup_hides_no_confidential_name_in_an_introduction(
    coalition: Run, claims_file: Write, tmp_path: Path, text: str
) -> None:
    intro = tmp_path / "intro.md"
    intro.write_text(text, encoding="utf-8")
    result = coalition("page", "-d", claims_file(UNNAMED.format(**PLAIN)), "--intro", str(intro))
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith(f"{intro}:1:1: confidential-name: the text holds a name")


def test_a_claim_on_deep_background_may_not_name_its_speaker_in_other_words(
    coalition: Run, claims_file: Write
) -> None:
    data = claims_file(
        "speakers: [{id: boss, name: Bo Berg, terms: deep-background}, {id: ann, name: Ann Orr}]\n"
        "claims:\n"
        "- {id: gate, text: The gate is open, speaker: boss}\n"
        "- {id: door, text: BO BERG opened it., speaker: boss}\n"
        "- {id: wall, text: Bo Berg built it., speaker: ann}\n"
    )
    result = coalition("page", "-d", data)
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith(
        f"{data}:4:1: confidential-name: 'text' in claim 'door' holds a name"
        " that must be withheld\n"
    )
    assert result.err.endswith("coalition: 1 problem\n")


def test_the_query_is_on_the_page_unless_it_may_name_what_stays_in(
    claims_file: Write, written: Written
) -> None:
    data = claims_file(DATA)
    html, _ = written("-d", data, "topic:bridges", "--as-of", "2026-02-04")
    assert "topic:bridges" in told(html)
    html, said = written("-d", data, "not:id:plan", "bridge", "--as-of", "2026-02-04")
    assert "id:plan" not in told(html)
    assert said.startswith("coalition: no claim 'plan'\n")
    html, _ = written("-d", data, "bridge", "text:shut", "--as-of", "2026-02-04")
    assert "text:shut" in told(html)
    for query in ("not:whisperer", 'not:"Bo Berg"', "not:toll", "toll", "not:text:toll"):
        html, _ = written("-d", data, query, "--as-of", "2026-02-04")
        assert query.split(":")[-1].strip('"').casefold() not in told(html)
    html, _ = written("-d", data, "bridge", "OR", "toll", "--as-of", "2026-02-04")
    assert "toll" not in told(html)


def test_the_same_input_gives_the_same_bytes_from_a_file_a_pipe_and_a_second_run(
    coalition: Run, claims_file: Write, written: Written
) -> None:
    day = ("--as-of", "2026-02-04")
    first, said = written("-d", claims_file(DATA), *day)
    assert written("-d", claims_file(DATA), *day) == (first, said)
    assert written("-d", claims_file(DATA, name="other/place.yaml"), *day) == (first, said)
    piped = coalition("page", "-d", "-", *day, stdin=DATA)
    assert (piped.code, piped.out, piped.err) == (0, first, said)


def test_nothing_of_the_files_is_on_the_page(claims_file: Write, written: Written) -> None:
    data = claims_file("claims: [{id: one, text: One.}]  # a comment of ours", name="secretly.yaml")
    html, _ = written("-d", data)
    assert [
        each for each in ("secretly", "comment of ours", ".yaml", ".jsonl") if each in html
    ] == []


def test_only_what_belongs_to_nothing_that_leaves_stays_in(claims_file: Write) -> None:
    data = corpus_of(
        [
            claims_file(
                "sources: [{id: gazette}, {id: backroom}, {id: idle}]\n"
                "articles:\n"
                "- {id: planned, publisher: backroom, retells: [old, older]}\n"
                "- {id: old, publisher: gazette}\n"
                "- {id: older, publisher: gazette}\n"
                "- {id: unused, retells: [older]}\n"
                "- {id: own}\n"
                "speakers:\n"
                "- {id: ann, name: Ann Orr}\n"
                "- {id: guard, description: a guard}\n"
                "- {id: idler, description: nobody yet}\n"
                "claims:\n"
                "- {id: plan, text: A plan., embargo: 2026-02-05,"
                " appearances: [{article: planned}]}\n"
                "- {id: post, text: A post., speaker: guard, appearances: ["
                "{article: own, terms: deep-background}]}\n"
                "- {id: open, text: Open., speaker: ann}\n"
                "facts:\n"
                "- {id: free, text: It stands alone.}\n"
                "- {id: of-plan, text: A law., supports: [plan]}\n"
                "members: [{country: FR}, {country: MT, claims: [plan]}]\n"
            )
        ]
    )
    with opened(data) as private:
        found = public(private, data.files(), Leaving("2026-02-04"))
    with Claims(found.records, data, ignore) as asked:
        left = {
            name: [row["id"] for row in getattr(asked, name)(fields="id")]
            for name in ("sources", "articles", "speakers", "claims", "facts")
        }
        members = [row["country"] for row in asked.members()]
    assert left == {
        "sources": ["gazette", "idle"],
        "articles": ["older", "unused", "own"],
        "speakers": ["ann", "idler"],
        "claims": ["post", "open"],
        "facts": ["free"],
    }
    assert members == ["FR"]


def asked_privately_and_publicly(
    file: dict[str, Any], leaving: Leaving
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the rows of claims in a file, and of what is public of it, without their places."""
    content = json.dumps(file).encode()
    files = [DataFile("x", "x.json", content=content)]
    with opened_files(files) as private:
        found = public(private, files, leaving)
        with found.records as records:
            return rows_of_claims(private), rows_of_claims(records)


def rows_of_claims(index: Index) -> list[dict[str, Any]]:
    """Return all claims with all fields but those that say where they stand."""
    section = SECTIONS["claims"]
    fields = [field for field in section.fields if field.name not in ("file", "line")]
    return list(index.rows(Question(section, (), tuple(fields))).dicts())


EVERYTHING = frozenset(OPTIONAL.values())


@settings(max_examples=60, deadline=None)
@given(claims_files())
def test_with_all_fields_and_nothing_to_hide_the_public_part_is_the_same(
    file: dict[str, Any],
) -> None:
    for claim in file["claims"]:
        claim.pop("embargo", None)
        for appearance in claim.get("appearances", []):
            appearance.pop("terms", None)
    private, published = asked_privately_and_publicly(file, Leaving("2026-01-01", EVERYTHING))
    assert published == private


@settings(max_examples=60, deadline=None)
@given(claims_files(), st.dates().map(str))
def test_of_anything_those_claims_leave_that_may(file: dict[str, Any], day: str) -> None:
    leave = []
    for claim in file["claims"]:
        terms = [seen.get("terms") for seen in claim.get("appearances", [])]
        held_back = claim.get("embargo", "") > day
        if not held_back and (not terms or set(terms) != {"off-record"}):
            leave.append((claim["id"], terms))
    _, published = asked_privately_and_publicly(file, Leaving(day))
    assert [row["id"] for row in published] == [key for key, _ in leave]
    for row, (_, terms) in zip(published, leave, strict=True):
        assert len(row["appearances"]) == len(terms) - terms.count("off-record")
        if "deep-background" in terms:
            assert (row["speaker"], row["on_behalf_of"], row["anonymous"]) == (None, None, True)
            assert {seen["attribution"] for seen in row["appearances"]} == {None}
        assert (row["note"], row["extra"], row["embargo"]) == (None, None, None)
        assert set(row["supports"]) <= {key for key, _ in leave}


def test_only_files_of_which_names_are_withheld_are_read_again(claims_file: Write) -> None:
    named = "{id: ann, name: Ann Low, anonymous: true}"
    plain = claims_file("speakers: [{id: kim, description: a clerk}]", name="plain.yaml")
    within = claims_file(f"speakers: [{named}]", name="within.yaml")
    with opened(corpus_of([plain, within])) as index:
        assert index.withholding() == {within}


@pytest.mark.slow
def test_a_file_that_two_processes_read_withholds_wherever_the_name_stands(tmp_path: Path) -> None:
    claims = [
        f'{{"id": "c{number}", "text": "The claim of number {number}."}}\n'
        for number in range(90_000)
    ]
    claims[70_000] = '{"id": "late", "text": "Late.", "speaker": "Ann Low", "anonymous": true}\n'
    path = tmp_path / "claims.jsonl"
    path.write_text("".join(claims), encoding="utf-8")
    assert pays([DataFile(str(path), str(path), path.stat())])
    with opened(corpus_of([str(path)])) as index:
        assert index.withholding() == {str(path)}
