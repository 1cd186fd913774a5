"""`OR` between terms, and the hints for words that other query languages have."""

import re
import shlex
from collections.abc import Callable, Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalition_cli import Claims, UsageError, open_claims

from .conftest import Run

Write = Callable[..., str]

CORPUS = """\
sources: [{id: post, name: The Post}, {id: radio, name: Radio Nord}]
articles: [{id: dusk, publisher: post}, {id: dawn, publisher: radio}]
speakers:
  - {id: keeper, name: Ida Wick}
  - {id: guest, description: a guest of the house}
claims:
  - {id: lamp, text: The lamp was lit., speaker: keeper, source: post, topics: [light], confidence: high}
  - {id: oil, text: There was no oil for the lamp., speaker: guest, source: radio, topics: [light, trade],
     date: 2026-03-02, appearances: [{article: dusk, quote: not a drop of oil}]}
  - {id: moon, text: The moon rose late., source: post, topics: [night], date: 2026-03}
  - {id: or, text: Lit or not, speaker: guest, confidence: 20, appearances: [{article: dawn, wording: a lamp}]}
  - {id: ship, text: A ship sailed., speaker: keeper, source: radio, topics: [trade], confidence: 50, date: 2025}
"""  # noqa: E501
TERMS = [
    "lamp", "oil", "moon", "or", "ship", "zebra", '"lamp was"', "li*", "topic:light", "topic:trade",
    "source:post", "source:radio", "speaker:guest", "speaker:*", "anonymous:true",
    "confidence:50..", "date:2026", "id:o*", "text:lit", "quote:oil", "article:dusk,dawn",
    "wording:lamp",
]  # fmt: skip
IDS = ["lamp", "oil", "moon", "or", "ship"]


@pytest.fixture
def corpus(claims_file: Write) -> Iterator[Claims]:
    with open_claims(claims_file(CORPUS)) as corpus:
        yield corpus


def found(corpus: Claims, *words: str) -> list[object]:
    return [row["id"] for row in corpus.claims(*words, sort="line", fields="id")]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("lamp OR moon", "lamp oil moon or"),
        ("lamp OR moon source:post", "lamp moon"),
        ("source:post lamp OR moon", "lamp moon"),
        ("lamp OR moon trade OR night", "oil moon"),
        ("lamp OR moon OR ship", "lamp oil moon or ship"),
        ("lamp OR lamp", "lamp oil or"),
        ("source:post OR topic:trade", "lamp oil moon ship"),
        ("topic:night OR topic:trade", "oil moon ship"),
        ("date:2025 OR date:2026-03-02", "oil moon ship"),
        ("not:lamp OR id:oil", "oil moon ship"),
        ("not:lamp OR not:oil", "lamp moon or ship"),
        ("not:anonymous:true OR confidence:..20", "lamp moon or ship"),
        ("lamp OR source:radio not:speaker:keeper", "oil or"),
        ("zebra OR moon", "moon"),
        ("zebra OR source:post", "lamp moon"),
        ("topic:night,trade OR quote:drop", "oil moon ship"),
        ("lamp OR moon --source radio", "oil"),
        ("lamp OR moon --source radio,post --confidence 50..", "lamp"),
        ("moon OR --source post", None),
        # a word, in small letters or in quotation marks
        ("lit or not", "or"),
        ("lit '\"OR\"'", "or"),
        ("moon OR '\"OR\"'", "moon or"),
        ("Or", "or"),
    ],
)
def test_one_of_the_terms_beside_an_or_has_to_match(
    coalition: Run, claims_file: Write, words: str, ids: str | None
) -> None:
    result = coalition(
        "claims", "-d", claims_file(CORPUS), "--fields", "id", "--sort", "line", *shlex.split(words)
    )
    if ids is None:
        assert (result.code, result.out) == (2, "")
    else:
        assert (result.code, result.out, result.err) == (0, "\n".join(["id", *ids.split(), ""]), "")


TERM = st.builds(
    lambda negated, term: negated + term, st.sampled_from(["", "not:"]), st.sampled_from(TERMS)
)


@settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # nothing changes the corpus
)
@given(st.lists(st.lists(TERM, min_size=1, max_size=4), min_size=1, max_size=4))
def test_alternatives_are_the_union_and_the_groups_of_them_the_intersection(
    corpus: Claims, groups: Sequence[Sequence[str]]
) -> None:
    query = [
        word
        for group in groups
        for place, term in enumerate(group)
        for word in (["OR", term] if place else [term])
    ]
    expected = set(IDS)
    for group in groups:
        expected &= {id_ for term in group for id_ in found(corpus, term)}
    assert found(corpus, *query) == [id_ for id_ in IDS if id_ in expected]
    assert corpus.count(*query) == len(expected)


def test_the_other_lists_and_reports_know_it_too(coalition: Run, claims_file: Write) -> None:
    data = ("-d", claims_file(CORPUS))
    assert coalition("speakers", "wick", "OR", "house", *data, "--count").out == "2\n"
    assert coalition("appearances", "drop", "OR", "article:dawn", *data, "--count").out == "2\n"
    assert coalition("topics", "light", "OR", "claims:2..", *data, "--count").out == "2\n"
    counted = coalition("stats", "lamp", "OR", "source:post", "--by", "topic", *data)
    assert counted.lines == ["topic\tclaims", "light\t2", "night\t1", "trade\t1", "\t1"]
    [row] = coalition("sourcing", "moon", "OR", "topic:trade", *data, "--json").json
    assert row["claims"] == 3


def test_the_best_match_of_any_alternative_comes_first(coalition: Run, claims_file: Write) -> None:
    file = claims_file("""\
claims:
- {id: neither, text: A bell, source: post}
- {id: one, text: The harbour is one of many places that the ferry calls at in a week}
- {id: both, text: The harbour and the pier}
- {id: short, text: The pier}
- {id: same, text: The harbour, source: post}
""")

    def order(*words: str) -> list[str]:
        return coalition("claims", "-d", file, "--fields", "id", *words).lines[1:]

    assert order("harbour", "OR", "pier") == ["short", "both", "same", "one"]
    # A record that only matches a term with a field has no score, and comes after the others.
    assert order("harbour", "OR", "source:post") == ["same", "both", "one", "neither"]
    assert order("source:post", "OR", "harbour") == ["same", "both", "one", "neither"]
    assert order("harbour", "OR", "source:post", "pier", "OR", "id:same") == ["both", "same"]
    assert order("harbour", "OR", "pier", "--sort", "id") == ["both", "one", "same", "short"]


@pytest.mark.slow
@pytest.mark.parametrize("terms", [["red"], ["source:politico"], ["not:red"], ["red", "id:x*"]])
def test_a_question_of_very_many_alternatives_is_answered(
    coalition: Run, claims_file: Write, terms: list[str]
) -> None:
    words = [
        terms[n % len(terms)].replace("red", f"red{n}").replace("x", f"x{n}") for n in range(2_000)
    ]
    query = [word for one in words for word in (one, "OR")][:-1]
    result = coalition("claims", "-d", claims_file(CORPUS), "--count", *query)
    assert (result.code, result.out) == (0, "5\n" if terms[0].startswith("not:") else "0\n")
    if len(terms) > 1:  # these are not values of one term
        result = coalition("claims", "-d", claims_file(CORPUS), "--count", *query, "OR", "red")
        assert result.err.startswith("coalition: a question has at most 2,000 terms")


WRITE = (
    "write red OR source:politico, with terms for options\nto search for the text itself: '\"OR\"'"
)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("OR", "it comes first"),
        ("OR red", "it comes first"),
        ("red OR", "it comes last"),
        ("red OR blue OR", "it comes last"),
        ("red OR OR blue", "two of them follow each other"),
        ("red OR --source politico", "it comes last"),
    ],
)
def test_an_or_that_is_not_between_two_terms_is_a_usage_error(
    coalition: Run, words: str, why: str
) -> None:
    message = f"'OR' stands between two terms, and here {why}\n{WRITE}"
    for command in ("claims", "speakers", "stats", "drift"):
        if command == "claims" or "--source" not in words:
            result = coalition(command, *words.split())
            assert result == (2, "", f"coalition: {message}\n")
    with open_claims() as corpus, pytest.raises(UsageError, match=f"^{re.escape(message)}$"):
        corpus.claims(*[word for word in words.split() if word[0] != "-" and word != "politico"])


HINTS = [
    ("lamp AND lit", "'AND' is searched for as a word; leave it out, as all terms must match"),
    ("lamp NOT lit", "'NOT' is searched for as a word; write not:lit"),
    ("lamp NOT", "'NOT' is searched for as a word; write not:red"),
    ("NOT 'red lines'", "'NOT' is searched for as a word; write 'not:red lines'"),
    ("NOT source:post", "'NOT' is searched for as a word; write not:source:post"),
    ("lamp OR NOT direct", "'NOT' is searched for as a word; write not:direct:true"),
    (
        "not:anonymous",
        "'not:anonymous' leaves out the word 'anonymous'; for the field write not:anonymous:true",
    ),
    (
        "not:Confidence",
        "'not:Confidence' leaves out the word 'Confidence'; "
        "for the field write not:Confidence:medium..",
    ),
    ("not:kind", "'not:kind' leaves out the word 'kind'; for the field write not:kind:event"),
    ("not:note", "'not:note' leaves out the word 'note'; for the field write not:note:VALUE"),
    (
        "not:topics",
        "'not:topics' leaves out the word 'topics'; for the field write not:topics:VALUE, "
        "or 'not:topics:*' for those that have none",
    ),
    ("'lamp OR moon'", "'lamp OR moon' is read as one term; for either write lamp OR moon"),
    (
        "'text:lamp OR id:oil'",
        "'text:lamp OR id:oil' is read as one term; for either write text:lamp OR id:oil",
    ),
    (
        "'(lamp OR moon) source:post'",
        "'(lamp OR moon) source:post' is read as one term; "
        "for either write lamp OR moon source:post",
    ),
    (
        "'(lamp' OR 'moon)' oil",
        "parentheses mean nothing; OR joins the terms beside it, and all else must match",
    ),
]


@pytest.mark.parametrize(("words", "hint"), HINTS)
def test_a_word_that_is_perhaps_meant_otherwise_gets_a_hint(
    coalition: Run, claims_file: Write, words: str, hint: str
) -> None:
    result = coalition("claims", "-d", claims_file(CORPUS), "--json", *shlex.split(words))
    assert (result.code, result.err) == (0, f"coalition: {hint}\n")


@pytest.mark.parametrize(("_", "hint"), HINTS)
def test_what_a_hint_proposes_is_a_question_without_a_hint(
    coalition: Run, claims_file: Write, _: str, hint: str
) -> None:
    proposed = re.search(r"write (.+?)(?:, or ('.*') for those.*)?$", hint)
    for words in proposed.groups() if proposed else ():
        if words and "VALUE" not in words:
            asked = shlex.split(words)
            assert coalition("claims", "-d", claims_file(CORPUS), *asked, "--json").err == ""


@pytest.mark.parametrize(
    "words",
    [
        "and",
        "not",
        "'\"AND\"'",
        "not:lamp",
        "'(lamp)'",
        "not:anonymous:true",
        "'\"lamp OR moon\"'",
        "ORION",
    ],
)
def test_other_words_get_none(coalition: Run, claims_file: Write, words: str) -> None:
    result = coalition("claims", "-d", claims_file(CORPUS), "--json", *shlex.split(words))
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize(
    "word", ["tweet:123", "not:tweet:1 2", "page:o'clock", 'a:"b', "C:\\x", "x:*"]
)
def test_a_word_with_a_colon_that_is_no_field_gets_a_hint_for_the_shell(
    coalition: Run, claims_file: Write, word: str
) -> None:
    file = claims_file("claims: [{id: a, text: see tweet 123}]\n")
    result = coalition("claims", word, "-d", file)
    last = result.err.splitlines()[-1]
    assert (result.code, result.out) == (2, "")
    lead = "to search for the text itself: "
    assert last.startswith(lead)
    [pasted] = shlex.split(last.removeprefix(lead))
    assert pasted == ("not:" if word[:4] == "not:" else "") + f'"{word.removeprefix("not:")}"'
    count = coalition("claims", pasted, "-d", file, "--count")
    found = word == "tweet:123" or word.startswith("not:")
    assert (count.code, count.out, count.err) == (0, f"{int(found)}\n", "")
