"""The claims that come with the program are complete, and attributed throughout."""

from typing import Any

import pytest

from coalition_cli.reading.files import shipped

from .conftest import Run


def rows(coalition: Run, *words: str) -> list[dict[str, Any]]:
    result = coalition(*words, "--json")
    assert (result.code, result.err) == (0, "")
    return list(result.json)


def test_the_shipped_data_has_no_problems(coalition: Run) -> None:
    assert coalition("check", shipped().path) == (0, "", "coalition: no problems\n")


def test_there_are_the_claims_of_the_whole_article(coalition: Run) -> None:
    claims = rows(coalition, "claims")
    assert len(claims) >= 22
    paragraphs = {
        appearance["paragraph"]
        for claim in claims
        for appearance in claim["appearances"]
        if appearance["article"] == "liga"
    }
    # The second is a picture caption.
    assert paragraphs == {1, 3, 4, 5, 6, 7, 8, 9, 10, 11}


def test_every_claim_is_attributed(coalition: Run) -> None:
    speakers = {row["id"] for row in rows(coalition, "speakers") if row["line"]}
    sources = {row["id"] for row in rows(coalition, "sources") if row["line"]}
    for claim in rows(coalition, "claims"):
        assert claim["speaker"] in speakers
        assert claim["source"] in sources
        assert claim["confidence"] is not None
        assert claim["kind"] is not None
        assert claim["topics"]
        # Nowhere else than in LIGA's article were the claims read first.
        first = claim["appearances"][0]
        assert (first["article"], first["paragraph"] is None) == ("liga", False)


def test_politico_carried_most_of_them_and_none_of_ligas_own(coalition: Run) -> None:
    politico = rows(coalition, "claims", "--source", "politico")
    liga = rows(coalition, "claims", "--source", "liga-net")
    assert len(politico) >= 18
    assert {row["id"] for row in liga} == {"new-power-alliance", "battle-of-greenland"}
    assert {row["speaker"] for row in liga} == {"liga-net"}
    assert not {row["id"] for row in politico} & {row["id"] for row in liga}
    assert len(politico) + len(liga) == len(rows(coalition, "claims"))


def test_unnamed_speakers_are_unnamed_and_never_highly_rated(coalition: Run) -> None:
    unnamed = rows(coalition, "claims", "--anonymous")
    assert unnamed
    assert {row["confidence_label"] for row in unnamed} <= {"low", "medium"}
    named = {row["speaker"] for row in rows(coalition, "claims", "--named")}
    assert named == {"politico", "liga-net"}


def test_a_retelling_is_never_a_second_source(coalition: Run) -> None:
    assert {row["origins"] for row in rows(coalition, "claims")} == {1}
    articles = {row["id"]: row for row in rows(coalition, "articles")}
    original = articles.pop("politico-divorce")
    assert original["original"] is True
    assert original["retells"] == []
    assert len(articles) == 7
    assert all(row["retells"] == ["politico-divorce"] for row in articles.values())
    assert all(
        row["publisher_name"] and row["url"].startswith("https://") for row in articles.values()
    )


def test_quotes_are_short(coalition: Run) -> None:
    for row in rows(coalition, "appearances"):
        for words in (row["quote"], row["wording"]):
            assert words is None or len(words.split()) <= 15


def test_wording_that_drifted_is_recorded(coalition: Run) -> None:
    quotes = [row["quote"] for row in rows(coalition, "appearances", "claim:step-too-far")]
    assert len(set(quotes)) >= 5
    credited = {row["speaker"] for row in rows(coalition, "appearances", "claim:new-reality")}
    assert credited == {"senior-government-official", "senior-european-officials"}


def test_what_stands_in_marks_is_told_with_the_words_around_it(coalition: Run) -> None:
    partial = [row for row in rows(coalition, "appearances") if row["quote"] and row["wording"]]
    assert {(row["claim"], row["wording"]) for row in partial if row["article"] == "liga"} == {
        ("new-power-alliance", 'can be created on the basis of a "coalition of the willing"'),
        ("attack-on-allies", 'a clear and unprovoked "attack"'),
        ("ukraine-in-coalition", 'Ukraine is also part of the "coalition of the willing"'),
        ("most-militarised", 'currently the "most militarized" country'),
    }
    assert all(f'"{row["quote"]}"' in row["wording"] for row in partial)
    attack = rows(coalition, "drift", "claim:attack-on-allies")
    assert {row["article"]: row["drift"] for row in attack} == {
        "hvylya": 10,  # a direct attack, where the others have a clear one
        "liga": 0,
        "unn": 0,
        "alternet": 0,
    }


@pytest.mark.parametrize(
    ("option", "countries"),
    [
        ("", "DE FR GB NO PL UA"),
        ("--eu", "DE FR PL"),
        ("--non-eu", "GB NO UA"),
        ("--nato", "DE FR GB NO PL"),
        ("--non-nato", "UA"),
        ("--nuclear", "FR GB"),
        ("--non-nuclear", "DE NO PL UA"),
    ],
)
def test_members(coalition: Run, option: str, countries: str) -> None:
    found = rows(coalition, "members", *option.split())
    assert " ".join(sorted(row["country"] for row in found)) == countries


def test_what_is_said_of_members_rests_on_claims_and_facts(coalition: Run) -> None:
    claims = {row["id"] for row in rows(coalition, "claims")}
    facts = {row["id"]: row["text"] for row in rows(coalition, "facts")}
    for member in rows(coalition, "members"):
        assert member["claims"]
        assert set(member["claims"]) <= claims
        texts = " ".join(facts[fact] for fact in member["facts"])
        assert member["name"] in texts
        for flag, word in (
            ("eu", "European Union"),
            ("nato", "NATO"),
            ("nuclear", "nuclear-weapon"),
        ):
            assert member[flag] is not None
            assert word in texts


def test_every_fact_has_a_reference(coalition: Run) -> None:
    facts = rows(coalition, "facts")
    assert len(facts) >= 8
    assert all(fact["reference"]["title"] for fact in facts)
    assert all(fact["reference"]["url"].startswith("https://") for fact in facts)


def test_every_fact_is_of_use(coalition: Run) -> None:
    used = {fact for member in rows(coalition, "members") for fact in member["facts"]}
    for fact in rows(coalition, "facts"):
        assert fact["id"] in used or fact["supports"] or fact["contradicts"]


def test_of_35_governments_six_are_named(coalition: Run) -> None:
    closing = coalition("members", "-f", "table").lines[-1]
    assert closing.startswith("6 of the 35 ")
    assert "thirty-five-governments" in closing
    counted = rows(coalition, "claims", "id:thirty-five-governments")
    assert "35 governments" in counted[0]["text"]


@pytest.mark.parametrize(
    "command",
    [
        "claims --source politico",
        "members --non-eu",
        "claims red lines confidence:medium..",
        "claims greenland not:anonymous:true",
        "members --eu --nuclear",
        "appearances claim:new-reality",
        "appearances article:liga --fields paragraph,quote",
        "facts nato",
        "speakers anonymous:true --sort -claims",
        "sources claims:1.. --fields id,claims",
        "articles retells:politico-divorce",
        "topics --sort -claims",
        "stats nuclear --by topic",
        "claims greenland",
    ],
)
def test_the_examples_of_the_help_find_something(coalition: Run, command: str) -> None:
    assert rows(coalition, *command.split())
