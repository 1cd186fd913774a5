"""The rules of an editor: what each finds, and what it lets pass."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalition_cli.checking import alike, duplicates
from coalition_cli.model.vocabularies import ALPHA_2
from coalition_cli.words.wordings import similarity

from .conftest import Run, problems

Write = Callable[..., str]
QUOTE_OF_50 = " ".join(f"word{number}" for number in range(50))
fuzzy = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


Found = Callable[..., list[str]]


@pytest.fixture
def found(coalition: Run, claims_file: Write) -> Found:
    """Check a text with --strict: found("claims: …", "no-date") has the places of these codes."""

    def check(text: str, *codes: str, name: str = "claims.yaml") -> list[str]:
        claims_file(text, name)
        rows = coalition("check", "--strict", name, "--json").json
        assert [row for row in rows if row["severity"] == "error"] == []
        return [f"{row['line']}:{row['column']}" for row in rows if row["code"] in codes]

    return check


@pytest.mark.parametrize(
    ("anonymous", "named", "warned"),
    [("true", True, True), ("false", False, True), ("true", False, False), ("false", True, False)],
)
def test_a_claim_and_its_speaker_agree_on_who_is_unnamed(
    found: Found, anonymous: str, named: bool, warned: bool
) -> None:
    speaker = f"speakers: [{{id: s, {'name' if named else 'description'}: S}}]\n"
    claim = f"claims:\n- {{id: a, text: A, speaker: s, anonymous: {anonymous}}}\n"
    code = "anonymous-against-speaker"
    assert found(speaker + claim, code) == ["3:43"] * warned
    assert found(claim + speaker, code) == ["2:43"] * warned
    assert found(claim.replace("claims:\n", ""), code) == []


def sourced(confidence: str, articles: str, speaker: str = "s", source: str = "politico") -> str:
    return f"""\
speakers: [{{id: s, description: S}}, {{id: n, name: N}}]
articles:
- {{id: p, publisher: politico}}
- {{id: q, publisher: quotidien, retells: [p]}}
- {{id: r, publisher: reporter, retells: [q]}}
- {{id: o, publisher: other}}
- {{id: u}}
claims:
- {{id: a, text: A, speaker: {speaker}, source: {source}, confidence: {confidence}, appearances: [{articles}]}}
"""  # noqa: E501 - the column is that of the file


@pytest.mark.parametrize("confidence", ["high", "70", "medium", "69"])
@pytest.mark.parametrize(
    ("articles", "origins"),
    [
        ("{article: p}", 1),
        ("{article: p}, {article: q}, {article: r}", 1),
        ("{article: q}", 1),
        ("{article: p}, {article: o}", 2),
        ("", 0),
    ],
)
@pytest.mark.parametrize("speaker", ["s", "n", "x"])
def test_an_unnamed_speaker_with_one_origin_is_not_rated_high(
    found: Found, confidence: str, articles: str, origins: int, speaker: str
) -> None:
    warned = speaker == "s" and origins == 1 and confidence in ("high", "70")
    text = sourced(confidence, articles, speaker)
    assert len(found(text, "unnamed-single-origin")) == warned
    head, _, claim = text.partition("claims:\n")
    assert len(found(f"claims:\n{claim}{head}", "unnamed-single-origin")) == warned


@pytest.mark.parametrize(
    ("articles", "source", "untraced", "second_hand"),
    [
        ("{article: p}", "politico", False, False),
        ("{article: q}", "politico", False, True),
        ("{article: r}", "politico", False, True),
        ("{article: r}", "quotidien", False, True),
        ("{article: q}", "quotidien", False, False),
        ("{article: o}", "politico", True, False),
        ("{article: q}, {article: o}", "politico", False, False),
        ("{article: p}", "quotidien", True, False),
        ("{article: u}", "politico", False, False),
        ("", "politico", False, False),
    ],
)
def test_a_claim_leads_back_to_its_source_and_is_rated_high_on_its_words_only(
    found: Found, articles: str, source: str, untraced: bool, second_hand: bool
) -> None:
    text = sourced("high", articles, "n", source)
    assert len(found(text, "untraced-source")) == untraced
    assert len(found(text, "high-from-retelling")) == second_hand
    assert found(text.replace("high", "medium"), "high-from-retelling") == []


@pytest.mark.parametrize(
    ("retelling", "original", "warned"),
    [
        ("2026-01-18", "2026-01-19", True),
        ("2026-01-19", "2026-01-19", False),
        ("2026-01-20", "2026-01-19", False),
        ("2026-01", "2026-01-19", False),
        ("2025-12", "2026-01-19", True),
        ("2025", "2026-01", True),
        ("2026", "2026-01-19", False),
        ("2026-01-18", "2026-02", True),
        ("2026-01-18", "", False),
        ("", "2026-01-18", False),
    ],
)
def test_a_retelling_is_over_before_its_original_begins(
    found: Found, retelling: str, original: str, warned: bool
) -> None:
    articles = [f"- {{id: a, date: {retelling}, retells: [b]}}", f"- {{id: b, date: {original}}}"]
    assert len(found("\n".join(["articles:", *articles]), "early-retelling")) == warned
    assert len(found("\n".join(["articles:", *articles[::-1]]), "early-retelling")) == warned


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        (QUOTE_OF_50, None),
        (f"{QUOTE_OF_50} more", 51),
        (f"– {QUOTE_OF_50} –", None),
        ("紅" * 50, None),
        ("紅" * 51, 51),
        ("x" * 1_000, None),
    ],
)
def test_a_quote_is_of_fifty_words_at_most(
    coalition: Run, claims_file: Write, quote: str, words: int | None
) -> None:
    seen = "appearances: [{article: a, %s: %s}]"
    for key in ("quote", "wording"):
        claims = f"claims: [{{id: c, text: C, confidence: low, {seen % (key, quote)}}}]"
        claims_file(f"articles: [{{id: a}}]\n{claims}\n")
        told = coalition("check", "claims.yaml").out
        long = words is not None and key == "quote"
        assert told.count("long-quote") == long
        assert not long or f"has {words} words" in told


def test_countries_are_the_249_of_iso_3166_1(found: Found) -> None:
    assert len(ALPHA_2) == 249
    known = "\n".join(f"- {{country: {code}, facts: [f]}}" for code in sorted(ALPHA_2))
    facts = "facts: [{id: f, text: F}]"
    assert found(f"{facts}\nmembers:\n{known}", "unknown-country") == []
    for code in ("gb", "UK", "el", "XK", "EU", "Norway"):
        assert found(f"members:\n- {{country: {code}}}", "unknown-country") == ["2:13"]


@pytest.mark.parametrize(("code", "near"), [("gb", "GB"), ("UK", "GB"), ("el", "GR"), ("XK", "")])
def test_a_country_that_was_perhaps_meant_is_named(
    coalition: Run, claims_file: Write, code: str, near: str
) -> None:
    claims_file(f"members: [{{country: {code}}}]")
    told = coalition("check", "claims.yaml").lines[0]
    meant = f"; did you mean '{near}'?" if near else ""
    assert told.endswith(f"'{code}'{meant} [warning]")


RED = "There are red lines in Europe's dealings with the president of the United States"
# Eleven of its thirteen words, and two others.
PINK = RED.replace("red", "pink").replace("Europe's", "Asia's")


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        (RED, RED, True),
        (RED, RED.upper() + "!", True),
        (RED, RED.replace("red", "pink"), True),
        (RED, f"Now {RED}", True),
        (RED, PINK, False),
        (RED, "Something else", False),
        ("35", "35", True),
        ("35", "36", False),
        ("!", "?", False),
        ("有紅線。" * 5, "有紅線" * 5, True),
        ("有紅線。" * 5, "有藍線" * 5, False),
    ],
)
def test_two_claims_are_near_by_their_words(found: Found, one: str, other: str, near: bool) -> None:
    claims = "".join(
        f"- {json.dumps({'id': key, 'text': text}, ensure_ascii=False)}\n"
        for key, text in (("a", one), ("b", "Between the two."), ("c", other))
    )
    places = found(f"claims:\n{claims}", "near-duplicate")
    assert places == ["4:23"] * near  # the text of the second
    assert (similarity(one, other) >= 90) is near or not any(map(str.isalnum, one))


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("speaker: s", "speaker: s", True),
        ("speaker: s", "speaker: t", False),
        ("speaker: s", "note: n", True),
        ("note: n", "speaker: s", True),
        ("note: n", "note: n", True),
        ("supports: [b]", "speaker: s", False),
        ("speaker: s", "supports: [a]", False),
        ("contradicts: [b]", "contradicts: [a]", False),
    ],
)
def test_claims_that_are_told_apart_are_no_duplicates(
    found: Found, one: str, other: str, near: bool
) -> None:
    claims = f"claims:\n- {{id: a, text: {RED}, {one}}}\n- {{id: b, text: {RED}, {other}}}\n"
    assert len(found(claims, "near-duplicate")) == near


def test_of_many_claims_each_that_repeats_another_is_told_once(found: Found) -> None:
    claims = "".join(f"- {{id: c{n}, text: {RED}, speaker: s{n % 3}}}\n" for n in range(300))
    assert len(found(f"claims:\n{claims}", "near-duplicate")) == 297


words = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=24).map(" ".join)


@fuzzy
@given(base=words, changes=st.lists(st.tuples(st.integers(0, 24), words), max_size=8))
def test_no_pair_that_is_near_is_missed(
    found: Found, base: str, changes: list[tuple[int, str]]
) -> None:
    texts = [base]
    for at, word in changes:
        kept = texts[-1].split()
        texts.append(" ".join([*kept[:at], word.split()[0], *kept[at + len(word) % 2 :]]))
    claims = "".join(f"- {{id: c{n}, text: {text}}}\n" for n, text in enumerate(texts))
    near = [
        number
        for number, text in enumerate(texts)
        if any(similarity(other, text) >= 90 for other in texts[:number])
    ]
    lines = [
        int(place.split(":")[0]) - 2 for place in found(f"claims:\n{claims}", "near-duplicate")
    ]
    assert lines == near


@st.composite
def corpora(draw: st.DrawFn) -> dict[str, Any]:
    """Draw articles that retell earlier ones, and a claim of an unnamed speaker rated high."""
    publishers = st.sampled_from(["politico", "liga", None])
    articles = []
    for number in range(draw(st.integers(1, 6))):
        earlier = [f"a{one}" for one in range(number)]
        retells = (
            draw(st.lists(st.sampled_from(earlier), unique=True, max_size=3)) if earlier else []
        )
        article = {"id": f"a{number}", "publisher": draw(publishers), "retells": retells}
        articles.append({key: value for key, value in article.items() if value})
    names = st.sampled_from([article["id"] for article in articles])
    seen = draw(st.lists(names, min_size=1, unique=True))
    claim = {
        "id": "c",
        "text": "C",
        "anonymous": True,
        "confidence": "high",
        "source": draw(publishers),
        "appearances": [{"article": one} for one in seen],
    }
    order = draw(st.permutations(articles))
    return {"claims": [claim], "articles": order} if draw(st.booleans()) else {
        "articles": order, "claims": [claim]}  # fmt: skip


@pytest.mark.slow
@fuzzy
@given(corpus=corpora())
def test_one_origin_is_what_the_index_calls_one(
    coalition: Run, claims_file: Write, corpus: dict[str, Any]
) -> None:
    claims_file(json.dumps(corpus), "claims.json")
    told = coalition("check", "claims.json").out
    [row] = coalition("claims", "-d", "claims.json", "--json").json
    assert ("unnamed-single-origin" in told) is (row["origins"] == 1)


@pytest.mark.parametrize(
    ("stated", "warned"),
    [
        ("contradicts: [b]", ["2:35"]),
        ("contradicts: [b, a]", ["2:35"]),
        ("supports: [b]", []),
    ],
)
def test_a_contradiction_has_two_sides(found: Found, stated: str, warned: list[str]) -> None:
    one = f"claims:\n- {{id: a, text: A, {stated}}}\n- {{id: b, text: B%s}}\n"
    assert found(one % "", "one-sided-contradiction") == [
        place.replace("35", "34") for place in warned
    ]
    assert found(one % ", contradicts: [a]", "one-sided-contradiction") == (
        [] if warned else ["3:34"]
    )


@pytest.mark.parametrize(
    ("speaker", "codes"),
    [
        ("name: S", []),
        ("description: S", ["no-anonymity-reason"]),
        *((f"description: S, kind: {k}", ["no-anonymity-reason"]) for k in ("person", "unknown")),
        *((f"description: S, kind: {k}", []) for k in ("organisation", "outlet", "document")),
        ("description: S, anonymity_reason: r", []),
        ("name: S, anonymous: true", ["confidential-name", "no-anonymity-reason"]),
        ("description: S, anonymous: false", ["anonymous-against-name"]),
        ("name: S, anonymity_reason: r", ["anonymous-against-name"]),
        ("name: S, anonymous: false, anonymity_reason: r", []),
        ("description: S, anonymity_reason: r, country: NO, role: r", []),
        (
            "description: S, anonymity_reason: r, country: NO, role: r, affiliation: a",
            ["identifiable-speaker"],
        ),
        (
            "description: S, anonymity_reason: r, country: NO, role: r, affiliation: a, "
            "kind: group",
            [],
        ),
        ("name: S, country: NO, role: r, affiliation: a", []),
    ],
)
def test_speakers(coalition: Run, claims_file: Write, speaker: str, codes: list[str]) -> None:
    claims_file(f"speakers: [{{id: s, {speaker}}}]")
    rows = coalition("check", "--strict", "claims.yaml", "--json").json
    assert sorted(row["code"] for row in rows) == codes


@pytest.mark.parametrize(
    ("article", "codes"),
    [
        ("original: true", []),
        ("original: true, retells: [o]", ["original-retelling"]),
        ("retells: [o]", []),
        ("original: false, retells: [o]", []),
        ("original: false", ["unknown-origin"]),
        ("language: en", ["unknown-origin"]),
    ],
)
def test_articles(coalition: Run, claims_file: Write, article: str, codes: list[str]) -> None:
    known = "publisher: p, url: u, date: 2026"
    claims_file(f"""\
sources: [{{id: p}}]
articles:
- {{id: o, {known}, original: true}}
- {{id: a, {known}, {article}}}
""")
    rows = coalition("check", "--strict", "claims.yaml", "--json").json
    assert [row["code"] for row in rows] == codes


def test_an_attribution_is_asked_for_where_an_unnamed_speaker_has_none(found: Found) -> None:
    text = """\
articles: [{id: a}, {id: b}]
speakers: [{id: s, description: S}, {id: n, name: N}]
claims:
- {id: a, text: A, speaker: s, appearances: [{article: a}, {article: b}]}
- {id: b, text: B, speaker: s, appearances: [{article: a}, {article: b, attribution: an S}]}
- {id: c, text: C, speaker: n, appearances: [{article: a}]}
- {id: d, text: D, speaker: s}
- {id: e, text: E, anonymous: true, appearances: [{article: a}]}
"""
    assert found(text, "no-attribution") == ["4:3", "8:3"]


def test_each_name_that_nothing_declares_is_told(found: Found) -> None:
    text = """\
articles:
- {id: a, publisher: P}
claims:
- {id: a, text: A, speaker: S, on_behalf_of: B, source: P, appearances: [{article: a, speaker: T}]}
"""
    codes = ("undeclared-speaker", "undeclared-source")
    assert found(text, *codes) == ["2:22", "4:29", "4:46", "4:57", "4:96"]
    declared = (
        "speakers: [{id: S, name: S}, {id: B, name: B}, {id: T, name: T}]\nsources: [{id: P}]"
    )
    assert found(f"{text}{declared}\n", *codes) == []


EXTRACT = (
    '{"id": "a", "text": "A", "speaker": "s", "source": "p", "confidence": 85, "anonymous": true,'
    ' "contradicts": ["b"], "appearances": [{"article": "liga", "attribution": "an S"}]}\n'
)


@pytest.mark.parametrize("name", ["claims.jsonl", "claims.json", "claims.yaml"])
def test_what_a_mere_list_of_claims_cannot_hold_is_not_missed(found: Found, name: str) -> None:
    claims = EXTRACT if name == "claims.jsonl" else f"[{EXTRACT}]"
    every = ("undeclared-speaker", "undeclared-source", "untraced-source", "unnamed-single-origin",
             "one-sided-contradiction", "high-from-retelling", "anonymous-against-speaker",
             "no-attribution")  # fmt: skip
    assert found(claims, *every, name=name) == []


@pytest.mark.parametrize(
    "stated",
    [
        "confidence: 101",
        "confidence: certain",
        "confidance: high",
        "appearances: liga",
        "appearances: [liga]",
        "appearences: [{article: liga}]",
        "source: [politico]",
        "speaker: {name: S}",
    ],
)
@pytest.mark.parametrize("name", ["claims.yaml", "claims.json"])
def test_what_is_stated_wrongly_is_not_missing_too(
    coalition: Run, claims_file: Write, stated: str, name: str
) -> None:
    whole = "confidence: low, appearances: [{article: a}], source: p, speaker: s"
    key = {"confidance": "confidence", "appearences": "appearances"}.get(
        stated.partition(":")[0], stated.partition(":")[0]
    )
    rest = ", ".join(one for one in whole.split(", ") if not one.startswith(key))
    text = f"""\
sources: [{{id: p}}]
speakers: [{{id: s, name: S}}]
articles: [{{id: a, publisher: p, url: u, date: 2026-01, original: true}}]
claims: [{{id: c, text: C, {stated}, {rest}}}]
"""
    plain = json.dumps(yaml.load(text, yaml.BaseLoader)).replace('"true"', "true")
    plain = plain.replace('"101"', "101")
    claims_file(text if name == "claims.yaml" else plain, name)
    told = problems(coalition("check", "--strict", name).out)
    assert len(told) == 1, told
    assert not told[0].splitlines()[0].endswith("]")  # an error


def test_rules_span_files(coalition: Run, claims_file: Write) -> None:
    claims_file("claims: [{id: a, text: Red lines., confidence: low, appearances: [{article: x}]}]",
                "a.yaml")  # fmt: skip
    claims_file("""\
articles: [{id: x}]
claims: [{id: b, text: red lines, confidence: low, appearances: [{article: x}]}]
""", "b.yaml")  # fmt: skip
    told = coalition("check", "a.yaml", "b.yaml")
    assert (
        told.out
        == """\
b.yaml:2:24: near-duplicate: claim 'b' is nearly the same as claim 'a' [warning]
  make them one claim, or say how they relate; the other is at a.yaml:1:24
"""
    )
    assert told.err == "coalition: 1 warning\n"


@pytest.mark.slow
def test_long_texts_that_are_nearly_the_same_are_found_among_many(found: Found) -> None:
    """Texts as long as an article, with the words of a language: few are frequent, most are not."""
    chance = random.Random(7)
    words = [f"word{number}" for number in range(3_000)]
    frequency = [1 / (number + 1) for number in range(len(words))]
    texts = [chance.choices(words, frequency, k=600) for _ in range(120)]
    for number in range(0, 120, 3):  # three words in a hundred are others, or gone
        changed = [
            chance.choice(words) if chance.random() < 0.02 else word
            for word in texts[number]
            if chance.random() > 0.01
        ]
        texts[number + 1] = changed
    claims = "\n".join(f"- {{id: c{n}, text: {' '.join(text)}}}" for n, text in enumerate(texts))
    near = [
        number
        for number, text in enumerate(texts)
        if any(similarity(" ".join(other), " ".join(text)) >= 90 for other in texts[:number])
    ]
    assert len(near) == 40
    places = found(f"claims:\n{claims}", "near-duplicate")
    assert [int(place.split(":")[0]) - 2 for place in places] == near


def test_what_nobody_is_said_to_have_made_is_compared_with_what_anybody_made(found: Found) -> None:
    said_by = ["a", "b", "", "c", "", "a"]
    claims = "\n".join(
        f"- {{id: c{number}, text: The same words, speaker: {speaker}}}"
        for number, speaker in enumerate(said_by)
    )
    assert found(f"claims:\n{claims}", "near-duplicate") == ["4:18", "5:18", "6:18", "7:18"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("claims:\n- {id: a, text: A, topics: [x, Bay]}\n- {id: b, text: B, topics: [y, bay]}\n"
         "- {id: c, text: C, topics: [bay, BAY, Bay]}\n", ["3:32", "4:34"]),
        ("claims: [{id: a, text: A, source: North},\n {id: b, text: B, source: NORTH},\n"
         " {id: c, text: C, source: NORTH}]\n", ["2:27"]),
        ("claims: [{id: a, text: A, source: north}]\n"
         "sources: [{id: n, name: North}]\n", []),
        ("sources: [{id: north, name: North}]\n", []),
        ("articles: [{id: n}, {id: N}]\n"
         "claims: [{id: a, text: A, appearances: [{article: n}, {article: N}]}]\n", ["1:26"]),
        ("claims: [{id: a, text: A, topics: [n]}]\nsources: [{id: N}]\n", []),
    ],
)  # fmt: skip
def test_another_spelling_is_told_once_where_it_stands_and_no_word_of_another_kind(
    found: Found, text: str, places: list[str]
) -> None:
    assert found(text, "two-spellings") == places


HEAD = "claims:\n- id: a\n  "


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("text: The #1 town\n", ["3:13"]),
        ("text: The town\t#1\n", ["3:18"]),
        ("text: The\n    town #Ärger\n", ["4:10"]),
        ("text: The town\n    #1 goes on\n", ["4:5"]),
        ("text: &t The town #1\n", ["3:21"]),
        ("text: A\n  note: #gone\n", ["4:9"]),
        ("text: A\n  topics: [b #1\n    , c]\n", ["4:14"]),
        ("text: A\n  topics:\n  - b #1\n  - c #2\n  - d\n", ["5:7", "6:7"]),
        ("text: A\n  appearances:\n  - {article: b, quote: c #1\n    }\n", ["5:27"]),
        ("text: A\n- id: b\n  text: B #1\n- id: c\n  text: C #2\n", ["5:11", "7:11"]),
        ("text: A\ntitle: The #1\n", ["4:12"]),
        ("text: a\u2028b #1\n", ["3:13"]),
        ("text: A\n- text: B #1\n  id: b\n", ["4:11"]),
        # What was meant as a comment, or is none.
        ("text: The town # 1\n", []),
        ("text: The town #—1\n", []),
        ("text: A\n  note:\n    #later\n", []),
        ("text: A\n- {id: b, text: B\n  , #1\n  note: c}\n", []),
        ("text: The town #\n", []),
        ("text: The town #!\n", []),
        ("text: The town#1\n", []),
        ("text: 'The town' #1\n", []),
        ('text: "The #1 town"\n', []),
        ("text: |\n    The #1 town\n    #2\n", []),
        ("text: A\n  confidence: 50 #checked\n  status: active #x\n", []),
        ("text: A\n  #note: for now\n  topics:\n  #- b\n  - c\n  #- d\n", []),
        ("text: A\n#the end\n", []),
        ("text: A\n  appearances: #none\n", []),
        # A '#' in the quotes of a key, and lines that only look like that.
        ("text: \"A #1\"\n  note: 'B #2'\n  speaker: C #3\n", ["5:14"]),
        ('text: A\n    note "B #1"\n', ["4:13"]),
        ('text: A\n    - "B #1"\n', ["4:10"]),
        ("text: A \"B #1\"\n  note: \"B\" #2\n  speaker: 'it''s #3'\n", ["3:14"]),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_a_comment_that_may_belong_to_a_text_is_told(
    found: Found, text: str, places: list[str], ends: str
) -> None:
    articles = "articles: [{id: b}]\n"
    text = (HEAD + text + articles).replace("\n", ends)
    assert found(text, "comment-in-text") == places


def test_a_comment_in_a_text_is_found_in_each_file_and_in_none_of_json(
    coalition: Run, claims_file: Write
) -> None:
    claims_file(f"{HEAD}text: A #1\n", "a.yaml")
    claims_file('[{"id": "b", "text": "B #1"}]', "b.json")
    claims_file("claims:\n- id: c\n  text: C #1\n", "c.yaml")
    rows = coalition("check", ".", "-", "--json", stdin="claims: [{id: d, text: D #1\n}]").json
    told = [(row["file"], row["line"]) for row in rows if row["code"] == "comment-in-text"]
    assert told == [("./a.yaml", 3), ("./c.yaml", 3), ("-", 1)]


def test_a_claim_stated_twice_is_found_among_many_of_the_same_few_words(found: Found) -> None:
    chance = Random("few words")
    texts = [" ".join(f"w{nth}{chance.choice('abcd')}" for nth in range(14)) for _ in range(600)]
    texts[-1] = texts[0].removesuffix(texts[0][-1]) + "e"
    claims = "".join(f"- {{id: c{n:03}, text: {text}}}\n" for n, text in enumerate(texts))
    assert found(f"claims:\n{claims}", "near-duplicate") == ["601:20"]


def test_where_texts_are_too_many_to_be_compared_is_told_once(
    coalition: Run, claims_file: Callable[[str, str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (alike, duplicates):
        monkeypatch.setattr(module, "MOST_WORDS", 9)
    words = ["the old bridge will stay closed", "the old bridge will stay closed all winter"]
    texts = [*words, *words]
    file = claims_file(
        "".join(f'{{"id": "c{n}", "text": "{t}"}}\n' for n, t in enumerate(texts)), "c.jsonl"
    )
    told = [
        one for one in coalition("check", file, "-f", "concise").lines if "near-duplicate" in one
    ]
    assert told == [
        f"{file}:3:1: near-duplicate: "
        "texts from here on are not compared: those before have 9 words [warning]"
    ]
