"""Reviews, evidence and corrections of claims in queries, counts and lists."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run
from .test_completion import complete

Write = Callable[..., str]

CORPUS = """\
version: 1
sources:
  - {id: ferry-facts, name: Ferry Facts, aliases: [FF]}
  - {id: tide, name: The Tide}
claims:
  - id: fast
    text: The ferry is the fastest.
    source: tide
    reviews:
      - {by: ferry-facts, rating: "false", title: No record was broken, value: 1, best: 5, worst: 1}
      - {by: Harbour Watch, rating: Mostly False, note: a stopwatch was used}
  - id: free
    text: The ferry is free.
    source: tide
    reviews:
      - {by: ferry-facts, rating: Mostly True}
      - {by: ferry-facts, rating: Mostly True, date: 2026-02}
    evidence:
      - {question: Who pays?, answer: The province settles the bill., url: "https://a.example"}
      - {text: A tariff of nothing}
  - id: big
    text: The ferry is big.
    source: tide
    reviews: [{rating: "Half true, half not"}]
    corrections: [{reason: A misprint of the tonnage, text: It is small.}]
  - {id: old, text: The ferry is old., reviews: [{by: HARBOUR WATCH}]}
  - {id: blue, text: The ferry is blue.}
"""


@pytest.fixture
def data(claims_file: Write) -> str:
    return claims_file(CORPUS)


def found(coalition: Run, data: str, *words: str) -> str:
    result = coalition("claims", *words, "-d", data, "--json", "--fields", "id")
    assert (result.code, result.err) == (0, "")
    return " ".join(row["id"] for row in result.json)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("reviewed:true", "fast free big old"),
        ("reviewed:false", "blue"),
        ("rating:false", "fast"),
        ("rating:FALSE", "fast"),
        ("rating:mostly f*", "fast"),
        ("rating:mostly*", "fast free"),
        ("rating:mostly true,false", "fast free"),
        ("rating:half true, half not", "big"),  # a verdict with its comma is taken whole
        ("ratings:mostly true", "free"),
        ("rating:*", "fast free big"),
        ("not:rating:*", "old blue"),
        ("not:rating:false", "free big old blue"),
        ("by:ferry-facts", "fast free"),
        ("by:FERRY FACTS", "fast free"),
        ("by:ff", "fast free"),
        ("by:ferry*", "fast free"),
        ("reviewer:harbour watch", "fast old"),
        ("reviewers:tide", ""),
        ("not:by:ff", "big old blue"),
        ("by:*", "fast free old"),
        # the texts of what belongs to a claim, alone or as all texts of it
        ("reviews:record", "fast"),
        ("stopwatch", "fast"),
        ("evidence:province", "free"),
        ("province", "free"),
        ("evidence:tariff of nothing", "free"),
        ("evidence:pays the province", ""),  # no phrase goes from one text to the next
        ("corrections:misprint", "big"),
        ("misprint", "big"),
        ("evidence:*", "free"),
        ("not:evidence:*", "fast big old blue"),
        ("corrections:*", "big"),
        ("reviews:*", "fast free big old"),
        # a verdict is no word of the claim
        ("mostly", ""),
    ],
)
def test_claims_are_found_by_them(coalition: Run, data: str, words: str, ids: str) -> None:
    assert found(coalition, data, words) == ids


def test_they_go_together_with_other_terms(coalition: Run, data: str) -> None:
    assert found(coalition, data, "rating:false", "OR", "evidence:tariff") == "fast free"
    assert found(coalition, data, "source:tide", "not:rating:mostly true") == "fast big"


def test_claims_are_counted_by_verdict_and_by_reviewer(coalition: Run, data: str) -> None:
    def counted(*by: str) -> str:
        return coalition("stats", *by, "-d", data, "-f", "csv").out

    assert counted("--by", "rating") == (
        'rating,claims\nfalse,1\n"Half true, half not",1\nMostly False,1\nMostly True,1\n,2\n'
    )
    by_reviewer = "reviewer,claims\nferry-facts,2\nHARBOUR WATCH,1\nHarbour Watch,1\n,2\n"
    assert counted("--by", "reviewer") == counted("--by", "by") == by_reviewer
    assert counted("--by", "reviewed") == "reviewed,claims\ntrue,4\nfalse,1\n"
    assert counted("--by", "reviewer", "--sort", "-claims").startswith(
        "reviewer,claims\nferry-facts,2\n"
    )
    refused = coalition("stats", "--by", "evidence", "-d", data)
    assert (refused.code, refused.err) == (2, "coalition: claims cannot be counted by 'evidence'\n")


def test_who_only_reviews_is_a_source_with_a_count(coalition: Run, data: str) -> None:
    shown = ("-d", data, "-f", "csv", "--fields", "id,claims,articles,reviews,line")
    assert coalition("sources", *shown).out == (
        "id,claims,articles,reviews,line\n"
        "ferry-facts,0,0,3,3\ntide,3,0,0,4\nHarbour Watch,0,0,1,6\nHARBOUR WATCH,0,0,1,26\n"
    )
    assert coalition("sources", *shown, "reviews:1..", "--sort", "-reviews").out == (
        "id,claims,articles,reviews,line\n"
        "ferry-facts,0,0,3,3\nHarbour Watch,0,0,1,6\nHARBOUR WATCH,0,0,1,26\n"
    )


def test_a_value_that_no_review_has_is_told(coalition: Run, data: str) -> None:
    def told(query: str) -> str:
        return coalition("claims", query, "-d", data, "--count").err

    assert told("rating:fasle") == "coalition: no rating 'fasle'; did you mean 'false'?\n"
    assert (
        told("by:fery-facts") == "coalition: no source 'fery-facts'; did you mean 'ferry-facts'?\n"
    )
    wrong = coalition("claims", "reviewed:maybe", "-d", data)
    assert (wrong.code, wrong.err) == (
        2,
        "coalition: reviewed cannot be 'maybe'\nreviewed is one of true, false\n",
    )


def test_sorts_by_a_list_take_it_as_it_is(coalition: Run, data: str) -> None:
    rows = coalition("claims", "--sort", "-reviewed", "-d", data, "--json").json
    assert [row["id"] for row in rows] == ["fast", "free", "big", "old", "blue"]
    refused = coalition("claims", "--sort", "reviews", "-d", data)
    assert refused.err == "coalition: claims cannot be sorted by 'reviews'\n"


@pytest.mark.slow
def test_tab_completes_verdicts_and_reviewers(data: str) -> None:
    env = {"COALITION_DATA": data}
    assert complete("bash", "coalition claims rating:f", env) == ["rating:false"]
    assert complete("bash", "coalition claims by:fe", env) == ["by:ferry-facts"]
    assert complete("bash", "coalition claims reviewer:fe", env) == ["reviewer:ferry-facts"]


def test_a_review_that_changes_changes_what_is_found(coalition: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"claims": [{"id": "a", "text": "A."}]}))
    changing = tmp_path / "b.json"

    def asked(term: str) -> list[str]:
        rows = coalition("claims", term, "-d", str(tmp_path), "--json").json
        return [row["id"] for row in rows]

    for rating, by, title in [
        ("false", "x", "ledger"),
        ("true", "y", "abacus"),
        (None, None, None),
    ]:
        reviews = [{"rating": rating, "by": by, "title": title}] if rating else []
        claim = {"id": "b", "text": "B.", "reviews": reviews}
        changing.write_text(json.dumps({"claims": [claim]}))
        for value, reviewer, word in [("false", "x", "ledger"), ("true", "y", "abacus")]:
            expected = ["b"] * (value == rating)
            assert asked(f"rating:{value}") == expected
            assert asked(f"by:{reviewer}") == expected
            assert asked(word) == expected
        known = coalition("sources", "-d", str(tmp_path), "-f", "csv", "--fields", "id").out
        assert known == "".join(f"{line}\n" for line in ("id", by) if line)
