"""Pages of many records: each the same as alone, all of them asked for together."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coalition_cli.answers.contents import PARTICULARS, RELATIONS
from coalition_cli.answers.dossier import AT_ONCE, dossiers, steps
from coalition_cli.answers.opening import opened
from coalition_cli.model import SECTIONS
from coalition_cli.project import corpus_of

from .conftest import Run

Write = Callable[..., str]
SPELLINGS = ("harbour", "Harbour", "ferry", "FERRY", "quay")
COUNTRIES = ("DE", "FR", "GB", "NO", "PL")


def corpus(count: int) -> dict[str, Any]:
    """Return so many claims that name each other, the same few speakers and the same articles.

    Articles stand in another order than they retell each other, and claims than they are named.
    """

    def some(number: int, prefix: str, step: int) -> list[str]:
        return [f"{prefix}{(number * step + one) % count}" for one in range(number % 3)]

    articles: list[dict[str, object]] = [
        {
            "id": f"a{number}",
            "publisher": f"s{number % 4}",
            "date": f"2026-01-{1 + number % 28:02}",
            "retells": [f"a{one}" for one in range(number % 7, number, 11)][:2],
        }
        for number in range(count)
    ]
    claims: list[dict[str, object]] = [
        {
            "id": f"c{number}",
            "text": f"The ferry sails at {number}.",
            "source": f"s{number % 5}",
            "speaker": f"p{number % 6}",
            "topics": [SPELLINGS[number % 5], SPELLINGS[(number + 1) % 5]],
            "supports": some(number, "c", 7),
            "contradicts": some(number + 1, "c", 5),
            "appearances": [
                {"article": one, "quote": f"it sails at {number % 4}"}
                for one in dict.fromkeys(some(number + 2, "a", 13))
            ],
        }
        for number in range(count)
    ]
    claims[1]["on_behalf_of"] = "p0"
    claims[2]["supports"] = [f"c{number}" for number in range(count - 1, 2, -1)]
    facts = [
        {"id": f"f{one}", "text": f"Fact {one}", "supports": some(one + 1, "c", 3)}
        for one in range(9)
    ]
    members = [
        {"country": country, "claims": some(number + 1, "c", 9), "facts": [f"f{number}"]}
        for number, country in enumerate(COUNTRIES)
    ]
    speakers = [{"id": f"p{number}", "description": f"mate {number}"} for number in range(4)]
    sources = [{"id": f"s{number}", "name": f"Paper {number}"} for number in range(4)]
    return {
        "sources": sources,
        "articles": articles[::-1],
        "speakers": speakers,
        "claims": claims,
        "facts": facts,
        "members": members,
    }


def ids(count: int) -> list[str]:
    """Return the ids of a corpus, kinds mixed."""
    claims, articles = ([f"{one}{number}" for number in range(count)] for one in "ca")
    few = [f"p{number}" for number in range(6)] + [f"s{number}" for number in range(5)]
    topics = [f"topic:{spelling}" for spelling in SPELLINGS]
    return [*claims[::2], *topics, *articles, *few, "f0", "f5", *COUNTRIES, *claims[1::2]]


def test_each_of_many_pages_is_the_page_of_its_record_alone(
    coalition: Run, claims_file: Write
) -> None:
    count = AT_ONCE + 10
    file = claims_file(json.dumps(corpus(count)), "harbour.json")
    # Of the topics two are spelt in two ways, and have one page.
    wanted = [one for one in ids(count) if one not in ("topic:Harbour", "topic:FERRY")]
    together = coalition("show", *ids(count), "-d", file)
    alone = [coalition("show", one, "-d", file) for one in wanted]
    assert (together.code, together.err) == (0, "")
    assert {(one.code, one.err) for one in alone} == {(0, "")}
    assert together.out == "\n".join(one.out for one in alone)
    rows = coalition("show", *ids(count), "-d", file, "--json").json
    for number in range(0, len(wanted), 10):
        [row] = coalition("show", wanted[number], "-d", file, "--json").json
        assert {key: rows[number][key] for key in row} == row


def test_the_page_of_a_topic_lists_the_claims_of_all_its_spellings(
    coalition: Run, claims_file: Write
) -> None:
    topics = ("Zürich", "zürich", "quay", "ZÜRICH")
    claims = [{"id": f"c{n}", "text": "t", "topics": [one]} for n, one in enumerate(topics)]
    claims += [{"id": "both", "text": "t", "topics": ["quay", "zürich"]}]
    file = claims_file(json.dumps(claims), "claims.json")
    page = coalition("show", "topic:quay", "topic:zürich", "-d", file).out
    assert re.findall("(?m)^topic (\\S+)|^    (\\S+) +t$", page) == [
        ("quay", ""),
        *(("", key) for key in ("c2", "both")),
        ("zürich", ""),
        *(("", key) for key in ("c0", "c1", "c3", "both")),
    ]


def test_articles_of_a_chain_come_in_the_order_of_the_data(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file("""\
articles: [{id: z}, {id: b, retells: [y, z]}, {id: y}, {id: a, retells: [z]}, {id: x}]
claims: [{id: c, text: t, appearances: [{article: x}, {article: a}, {article: b}]}]
""")
    _, _, behind = coalition("show", "c", "-d", file).out.partition("  how it came here\n")
    assert (
        behind.partition("\n\n")[0]
        == """\
    nobody is credited
    ├── [x]
    ├── [z]  not recorded there
    │   ├── [b]
    │   └── [a]
    └── [y]  not recorded there
        └── [b]"""
    )


def test_records_come_in_the_order_asked_however_many(coalition: Run, claims_file: Write) -> None:
    count = 1_100
    claims = [{"id": f"c{number}", "text": "t"} for number in range(count)]
    file = claims_file(json.dumps(claims), "claims.json")
    wanted = [f"{'cC'[number % 2]}{number * 7 % count}" for number in range(count)]
    rows = coalition("show", *wanted, "-d", file, "--fields", "id", "-f", "tsv").lines[1:]
    assert rows == [one.lower() for one in wanted]


def test_a_page_lists_records_in_the_order_of_the_data_however_many_it_names(
    coalition: Run, claims_file: Write
) -> None:
    count = 1_100
    claims = [{"id": f"c{number}", "text": "t"} for number in range(count)]
    claim = {"id": "all", "text": "t", "supports": [one["id"] for one in claims[::-1]]}
    file = claims_file(json.dumps([claim, *claims]), "claims.json")
    _, _, listed = coalition("show", "all", "-d", file).out.partition("  supports\n")
    assert listed.split()[: 2 * count : 2] == [one["id"] for one in claims]


def test_a_chain_that_is_cut_says_how_many_articles_are_left_out(claims_file: Write) -> None:
    file = claims_file("""\
articles:
  - {id: z}
  - {id: y}
  - {id: b, retells: [y, z]}
  - {id: a, retells: [b]}
  - {id: x}
  - {id: w, retells: [y]}
  - {id: v, retells: [w]}
claims: [{id: c, text: t, appearances: [{article: v}, {article: a}, {article: x}]}]
""")
    with opened(corpus_of([file])) as index:
        [dossier] = dossiers(index, [(SECTIONS["claims"], "c")])
    # What retells both is below each, and counts once.
    whole = [("x", 0), ("z", 0), ("b", 1), ("a", 2), ("y", 0), ("b", 1), ("w", 1), ("v", 2)]
    for most, shown, left_out in ((None, 8, 0), (7, 8, 0), (6, 7, 1), (5, 5, 2), (1, 1, 6)):
        chain, left = steps(dossier, most)
        assert [(step.article, step.level) for step in chain] == whole[:shown]
        assert left == left_out


def test_ids_that_lead_out_of_the_data_stand_behind_those_in_it(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file("""\
- {id: a, text: It sails., supports: [gone, c, far, b], contradicts: [away]}
- {id: b, text: It is ready.}
- {id: c, text: It is full.}
""")
    page = coalition("show", "a", "-d", file).out
    assert (
        page.partition("  supports\n")[2].rpartition("\n\n")[0]
        == """\
    b         It is ready.
    c         It is full.
    gone      –
    far       –

  contradicts
    away      –"""
    )
    with opened(corpus_of([file])) as index:
        for most, shown, left_out in (
            (None, ["b", "c", "gone", "far"], 0),
            (4, ["b", "c", "gone", "far"], 0),
            (3, ["c", "gone", "far"], 1),
            (1, ["gone"], 3),
        ):
            [dossier] = dossiers(index, [(SECTIONS["claims"], "a")], most)
            assert [row["id"] for row in dossier.rows("supports")] == shown
            assert dossier.related["supports"].left_out == left_out


def test_near_ids_are_looked_for_in_the_first_of_many_that_are_missing(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file("claims: [{id: ferry, text: t}]")
    hints = coalition("show", *(f"fery{number}" for number in range(30)), "-d", file).err
    near = "; did you mean 'ferry'?"
    assert hints.splitlines() == [
        f"coalition: no record 'fery{number}'{near if number < 20 else ''}" for number in range(30)
    ]


def test_a_claim_of_which_little_is_known_says_so(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = claims_file("claims: [{id: c, text: It has sailed.}]")
    monkeypatch.chdir(Path(file).parent)
    _, _, page = coalition("show", "c", "-d", "claims.yaml").out.partition("\n")
    assert (
        page
        == """\
  It has sailed.

  said by     nobody is credited
  source      –
  confidence  not rated
  origins     none: no article is recorded
  status      active

claims.yaml:1
"""
    )


def test_many_records_take_no_more_statements_than_a_few(
    coalition: Run, claims_file: Write, statements: list[str]
) -> None:
    count = 2 * AT_ONCE
    file = claims_file(json.dumps(corpus(count)), "harbour.json")
    assert coalition("claims", "-d", file, "--count").out == f"{count}\n"  # makes the index

    def asked(*words: str) -> int:
        statements.clear()
        assert coalition("show", *words, "-d", file).code == 0
        return sum(one.startswith("SELECT") for one in statements)

    claims = [f"c{number}" for number in range(count)]
    few = asked(*claims[:10])
    assert 20 <= few <= 40
    assert asked(*claims[:AT_ONCE]) <= few
    assert asked(*claims) <= 2 * few
    assert asked(*claims[:10], "--json") == asked(*claims, "--json") == 8
    assert asked(*(f"claim:{one}" for one in claims), "--json") == 8


def test_what_is_missing_is_said_for_each_text(coalition: Run, claims_file: Write) -> None:
    file = claims_file("claims: [{id: ferry, text: t}]\nsources: [{id: ferries}]")
    result = coalition("show", "fery", "ferry", "source:ferry", "fery", "no:ferry", "-d", file)
    assert (result.code, result.out) == (1, coalition("show", "ferry", "-d", file).out)
    assert result.err == (
        "coalition: no record 'fery'; did you mean 'ferry'?\n"
        "coalition: no record 'source:ferry'; did you mean 'source:ferries'?\n"
        "coalition: no record 'fery'; did you mean 'ferry'?\n"
        "coalition: no record 'no:ferry'; did you mean 'ferry'?\n"
    )


@pytest.mark.parametrize("name", RELATIONS)
def test_the_tables_of_a_page_name_fields_and_each_relation_once(name: str) -> None:
    section = SECTIONS[name]
    keys = [relation.name for relation in RELATIONS[name]]
    assert len(keys) == len(set(keys))
    assert all(key.isidentifier() for key in keys)
    for relation in RELATIONS[name]:
        there = section if relation.named else SECTIONS[relation.section]
        assert there.field(relation.field).of == (relation.section if relation.named else name)
    assert set(section.leads) <= section.by_name.keys()
    assert {one.field for one in PARTICULARS[name]} <= section.by_name.keys()
