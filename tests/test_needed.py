"""A page of what a question needs is the page of all that is public."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from coalition_cli.answers.asking import Wanted, underlying
from coalition_cli.answers.opening import opened_files
from coalition_cli.index import Index
from coalition_cli.model import SECTIONS
from coalition_cli.page.building import Said
from coalition_cli.page.building import page as page_of
from coalition_cli.publishing.leaving import Leaving, staying_in
from coalition_cli.publishing.needed import Asking, finds_the_same
from coalition_cli.publishing.public import public
from coalition_cli.reading import DataFile

from .conftest import Run
from .records import claims_files
from .test_page_values import plain

NUMBERS = st.integers(0, 6)
LEAVING = Leaving("2026-05-01")


def ids(kind: str, most: int = 3) -> st.SearchStrategy[list[str]]:
    """Return lists of ids of a kind, which sometimes lead to nothing but the list itself."""
    return st.lists(NUMBERS, max_size=most, unique=True).map(
        lambda numbers: [f"{kind}{number}" for number in numbers]
    )


def one(kind: str) -> st.SearchStrategy[str]:
    """Return ids of a kind."""
    return NUMBERS.map(lambda number: f"{kind}{number}")


PARTS = {
    "corrections": st.just([{"date": "2026-01-02", "reason": "A number was wrong."}]),
    "status": st.sampled_from(["active", "corrected"]),
}
WORLDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "sources": {"kind": st.just("outlet")},
    "speakers": {"description": one("an official of source "), "country": st.just("FR")},
    "articles": {
        "publisher": one("source"),
        "retells": ids("article", 2),
        "date": st.sampled_from(["2026-01-01", "2026-02"]),
        "language": st.sampled_from(["en", "de"]),
        "corrections": PARTS["corrections"],
    },
    "claims": {
        "text": one("Text "),
        "speaker": one("speaker"),
        "on_behalf_of": one("speaker"),
        "source": one("source"),
        "topics": ids("topic", 2),
        "date": st.sampled_from(["2026", "2026-01-01", "2026-02"]),
        "supports": ids("claim", 2),
        "contradicts": ids("claim", 2),
        "note": st.just("a remark"),
        "reviews": st.lists(st.fixed_dictionaries({"by": one("source"), "rating": one("R")})),
        "appearances": ids("article").map(
            lambda keys: [{"article": key, "quote": f"words of {key}"} for key in keys]
        ),
        **PARTS,
    },
    "facts": {"text": one("Fact "), "supports": ids("claim"), "contradicts": ids("claim", 1)},
}
ALWAYS = ("name", "description", "text", "publisher")


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a claims file of seven records of each kind, which lead to each other in many ways."""
    file: dict[str, Any] = {"version": 1, "title": "Generated"}
    for section, fields in WORLDS.items():
        kind = section.removesuffix("s")
        always = {name: values for name, values in fields.items() if name in ALWAYS}
        optional = {name: values for name, values in fields.items() if name not in ALWAYS}
        records = st.fixed_dictionaries(always, optional=optional)
        file[section] = [{"id": f"{kind}{n}", **draw(records)} for n in range(7)]
    for number, source in enumerate(file["sources"]):
        source["aliases"] = [f"The source {number}"]
    for section, name in (
        ("articles", "retells"),
        ("claims", "supports"),
        ("claims", "contradicts"),
    ):
        for record in file[section]:  # none leads to itself, or back
            record[name] = [key for key in record.get(name, ()) if key < record["id"]]
    for record in (*file["claims"], *file["facts"]):  # nothing is both
        against = record.get("contradicts", [])
        record["contradicts"] = [key for key in against if key not in record.get("supports", ())]
    for fact in file["facts"]:
        fact["reference"] = {"title": "A law", "url": "https://law.example"}
    countries = zip(("FR", "DE", "PL"), draw(st.tuples(*[ids("claim")] * 3)), strict=True)
    file["members"] = [
        {"country": key, "name": key, "claims": names, "facts": draw(ids("fact"))}
        for key, names in countries
    ]
    if draw(st.booleans()):
        file["membership"] = {"counted": 3, "claim": draw(one("claim"))}
    return file


QUESTIONS = [
    (),
    ("topic:topic1",),
    ("topic:topic1,topic2", "not:speaker:speaker3"),
    ("topic:topic*",),
    ("speaker:speaker1", "OR", "source:source2"),
    ("speaker:an official of source 1",),
    ("source:The source 2",),
    ("origins:1",),
    ("not:origins:1",),
    ("anonymous:true",),
    ("not:supports:*",),
    ("supports:claim2",),
    ("article:article2",),
    ("date:2026-01..2026-01",),
    ("country:FR", "confidence:..50"),
    ("id:claim1",),
    ("reviewed:true",),
    ("topic:nowhere",),
]


def pages(file: dict[str, Any], *words: str) -> tuple[dict[str, Any], dict[str, Any], int, int]:
    """Return a page of what a question needs, and of all that is public; and how many records."""
    files = [DataFile("x", "x.json", content=json.dumps(file).encode())]
    asked = underlying(SECTIONS["claims"], Wanted(words))
    with opened_files(files) as private:
        if not finds_the_same(asked, staying_in(private, LEAVING), LEAVING.optional):
            reject()
        some = public(private, files, LEAVING, asking=Asking(asked))
        all_of_it = public(private, files, LEAVING)
    assert some.told is not None
    with some.records as few, all_of_it.records as every:
        narrow = plain(page_of(few, some.resolved(asked).question, Said(), LEAVING))
        whole = plain(page_of(every, all_of_it.resolved(asked).question, Said(), LEAVING))
        return narrow, whole, records_in(few), records_in(every)


def records_in(index: Index) -> int:
    """Return how many claims and articles an index has."""
    asked = (underlying(SECTIONS[name], Wanted()) for name in ("claims", "articles"))
    return sum(map(index.count, asked))


@settings(max_examples=60, deadline=None)
@given(worlds(), st.sampled_from(QUESTIONS))
def test_a_page_of_what_a_question_needs_is_the_page_of_all(
    file: dict[str, Any], words: tuple[str, ...]
) -> None:
    narrow, whole, few, every = pages(file, *words)
    assert narrow == whole
    assert few <= every


@settings(max_examples=20, deadline=None)
@given(claims_files(), st.sampled_from(["kind:event", "not:source:*", "status:active", "topic:a*"]))
def test_so_it_is_of_claims_of_any_shape(file: dict[str, Any], word: str) -> None:
    for claim in file["claims"]:
        claim.pop("embargo", None)
    narrow, whole, _, _ = pages(file, word)
    assert narrow == whole


COMMANDS = (
    "claims --json",
    "stats --by speaker --by topic --json",
    "stats --by article --json",
    "stats --by reviewer --json",
    "sourcing --json",
)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(worlds(), st.sampled_from(QUESTIONS))
def test_so_are_the_answers_of_commands(
    coalition: Run, tmp_path: Path, file: dict[str, Any], words: tuple[str, ...]
) -> None:
    few, every = tmp_path / "few.json", tmp_path / "every.json"
    few.write_text(json.dumps(file))
    # A claim that may not leave has all that is public copied; it belongs to nothing.
    held = {"id": "held", "text": "Held back.", "embargo": "2099-01-01"}
    every.write_text(json.dumps({**file, "claims": [*file["claims"], held]}))
    for command in COMMANDS:
        asked = [*command.split(), *words, "--public", "--as-of", "2026-05-01"]
        one, other = (coalition(*asked, "-d", str(path)) for path in (few, every))
        assert (one.code, one.out) == (other.code, other.out)
    told = [coalition("export", "jsonld", *words, "--as-of", "2026-05-01", "-d", str(path)).out
            for path in (few, every)]  # fmt: skip
    assert told[0] == told[1]


def test_what_a_question_does_not_need_is_not_copied() -> None:
    claims = [{"id": f"c{n}", "text": f"T {n}", "topics": [f"t{n}"]} for n in range(9)]
    claims[3]["supports"] = ["c4"]
    claims[4]["supports"] = ["c5"]
    file = {"version": 1, "claims": claims}
    assert [pages(file, f"topic:t{n}")[2:] for n in (1, 3, 4)] == [(1, 9), (2, 9), (3, 9)]


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        (("harbour",), {}),
        (("topic:a", "OR", "harbour"), {}),
        (("text:harbour",), {}),
        (("not:note:*",), {}),
        (("embargo:2026",), {}),
        (("file:x.json",), {}),
        (("topic:a",), {"embargo": "2026-06-01"}),
        (("topic:a",), {"appearances": [{"article": "a", "terms": "off-record"}]}),
        (("topic:a",), {"appearances": [{"article": "a", "terms": "deep-background"}]}),
    ],
)
def test_what_the_whole_data_cannot_tell_is_asked_of_all_that_is_public(
    words: tuple[str, ...], changes: dict[str, Any]
) -> None:
    claims = [{"id": "one", "text": "One.", **changes}, {"id": "two", "text": "Two."}]
    file = {"version": 1, "articles": [{"id": "a"}], "claims": claims}
    content = json.dumps(file).encode()
    question = underlying(SECTIONS["claims"], Wanted(words))
    with opened_files([DataFile("x", "x.json", content=content)]) as private:
        staying = staying_in(private, LEAVING)
        assert not finds_the_same(question, staying, LEAVING.optional)
