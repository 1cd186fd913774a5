"""What `coalition export ftm` writes, and what FollowTheMoney's own program makes of it."""

import io
import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from coalition_cli.answers.opening import opened_files
from coalition_cli.exporting.export import Export
from coalition_cli.exporting.followthemoney import write
from coalition_cli.exporting.followthemoney.terms import PROPERTIES
from coalition_cli.exporting.followthemoney.values import kept
from coalition_cli.publishing.fields import OPTIONAL
from coalition_cli.publishing.leaving import Leaving
from coalition_cli.publishing.public import public
from coalition_cli.reading import DataFile, ignore

from .conftest import Run
from .records import claims_files

Entity = dict[str, Any]

SMALL = """\
title: The bridge
sources: [{id: gazette, name: The Gazette, kind: outlet, url: "https://gazette.example"}]
articles: [{id: scoop, headline: Shut!, publisher: gazette, date: 2026-01, language: uk}]
speakers:
- {id: mayor, name: Ana Ruiz, kind: person, country: ES, role: mayor, party: Greens,
   same_as: ["https://www.wikidata.org/wiki/Q42"]}
- {id: council, name: City Council, kind: organisation}
- {id: aide, description: an aide, kind: person, country: PT}
claims:
- {id: shut, text: The bridge is shut., speaker: mayor, on_behalf_of: council, source: gazette,
   confidence: high, topics: [bridges, tolls], date: 2026-01-02,
   appearances: [{article: scoop, paragraph: 2, quote: is shut, attribution: the mayor}]}
- {id: leak, text: It cracks., speaker: aide, on_behalf_of: council, status: draft,
   supports: [shut]}
"""
EXPECTED = """\
Organization source-gazette
  notes: id: gazette | kind: outlet
  name: The Gazette
  website: https://gazette.example/
Article article-scoop
  notes: id: scoop
  title: Shut!
  publishedAt: 2026-01
  language: ukr
UnknownLink link-1
  subject: article-scoop
  object: source-gazette
  role: published by
  proof: article-scoop
  date: 2026-01
Person speaker-mayor
  notes: id: mayor | kind: person | anonymous: false
  name: Ana Ruiz
  country: es
  position: mayor
  political: Greens
  sourceUrl: https://www.wikidata.org/wiki/Q42
  wikidataId: Q42
Organization speaker-council
  notes: id: council | kind: organisation | anonymous: false
  name: City Council
Note claim-shut
  proof: article-scoop
  summary: Ana Ruiz
  entity: speaker-mayor
  name: shut
  description: The bridge is shut.
  notes: anonymous: false | confidence in the sourcing: 85 | status: active
  keywords: bridges | tolls
  createdAt: 2026-01-02
UnknownLink link-2
  subject: claim-shut
  object: speaker-mayor
  role: said by
  proof: article-scoop
  date: 2026-01-02
Representation link-3
  agent: speaker-mayor
  client: speaker-council
  role: on behalf of
  proof: article-scoop
  date: 2026-01-02
UnknownLink link-4
  subject: claim-shut
  object: source-gazette
  role: first carried by
  proof: article-scoop
  date: 2026-01-02
Documentation link-5
  document: article-scoop
  entity: claim-shut
  proof: article-scoop
  role: quoted
  description: paragraph: 2 | quote: is shut
  summary: the mayor
Note claim-leak
  summary: an aide (unnamed) | draft: a program made it, and nobody has read it yet
  name: leak
  description: It cracks.
  notes: anonymous: true | status: draft
UnknownLink link-6
  subject: claim-leak
  object: speaker-council
  role: on behalf of
UnknownLink link-7
  subject: claim-leak
  object: claim-shut
  role: supports
"""

RECORDS = {  # the place of each record among the entities
    0: "source-gazette",
    1: "article-scoop",
    3: "speaker-mayor",
    4: "speaker-council",
    5: "claim-shut",
    10: "claim-leak",
}


def exported(coalition: Run, path: Path, *arguments: str) -> list[Entity]:
    """Export a file, and return the entities."""
    result = coalition("export", "ftm", "-d", str(path), *arguments)
    assert result.code == 0, result.err
    return [json.loads(line) for line in result.out.splitlines()]


def told(entities: Iterable[Entity], records: dict[str, str]) -> str:
    """Return entities as lines, with the names of records for their ids."""
    lines, called = [], dict(records)
    for entity in entities:
        name = called.setdefault(entity["id"], f"link-{len(called) - len(records) + 1}")
        lines.append(f"{entity['schema']} {name}")
        for key, values in entity["properties"].items():
            lines.append(f"  {key}: {' | '.join(called.get(value, value) for value in values)}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "claims.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_a_small_file_as_entities(coalition: Run, small: Path) -> None:
    entities = exported(coalition, small)
    records = {entities[place]["id"]: name for place, name in RECORDS.items()}
    assert told(entities, records) == EXPECTED
    # The id of a record stays the same from one version of the program to the next.
    assert entities[0]["id"] == "coalition-fdcc384c29b2e94759e696eaecb67bfc7f51b053"


def test_an_unnamed_or_undeclared_speaker_is_no_entity(coalition: Run, tmp_path: Path) -> None:
    path = tmp_path / "claims.yaml"
    path.write_text(
        "articles: [{id: scoop}]\n"
        "speakers: [{id: aide, description: an aide}, {id: guard, description: a guard}]\n"
        "claims:\n"
        "- {id: one, text: One., speaker: aide, on_behalf_of: guard,"
        " appearances: [{article: scoop, speaker: guard}]}\n"
        "- {id: two, text: Two., speaker: Jo Doe, on_behalf_of: Al Orr,"
        " appearances: [{article: scoop, speaker: Ed Moe}]}\n",
        encoding="utf-8",
    )
    entities = exported(coalition, path)
    assert {entity["schema"] for entity in entities} == {"Article", "Note", "Documentation"}
    stated = [entity["properties"] for entity in entities]
    assert [each.get("summary") for each in stated] == [
        None,
        ["an aide (unnamed)"],
        ["a guard (unnamed)"],
        ["Jo Doe (not declared)"],
        ["Ed Moe (not declared)"],
    ]
    assert "on behalf of: a guard (unnamed)" in stated[1]["notes"]
    assert "on behalf of: Al Orr (not declared)" in stated[3]["notes"]
    assert not any("name" in each for each in stated if "entity" not in each and "text" in each)


def written(file: dict[str, Any]) -> list[Entity]:
    """Return the entities of a claims file that holds nothing back."""
    files = [DataFile("x", "x.json", content=json.dumps(file).encode())]
    leaving, out = Leaving("9999-01-01", frozenset(OPTIONAL.values())), io.StringIO()
    with opened_files(files) as private:
        found = public(private, files, leaving)
        with found.records as records:
            write(Export(records, leaving, found.withheld, ignore), out)
    return [json.loads(line) for line in out.getvalue().split("\n")[:-1]]


@settings(max_examples=60, deadline=None)
@given(claims_files())
def test_entities_have_ids_of_their_own_and_lead_only_to_each_other(file: dict[str, Any]) -> None:
    entities = written(file)
    ids = {entity["id"] for entity in entities}
    assert len(ids) == len(entities)
    for entity in entities:
        assert re.fullmatch("coalition-[0-9a-f]{40}", entity["id"])
        assert entity["properties"].keys() <= PROPERTIES[entity["schema"]]
        for name in ENDS & entity["properties"].keys():
            assert set(entity["properties"][name]) <= ids, name
            assert entity["id"] not in entity["properties"][name], name


SHIPPED = Path(__file__).parent.parent / "data" / "claims.yaml"
ENDS = {"subject", "object", "agent", "client", "document", "entity", "proof"}
HOSTILE: dict[str, Any] = {
    "articles": [
        {
            "id": '""',
            "url": url,
            "archived": url,
            "accessed": "0999",
            "date": "2026~",
            "language": "en-GB",
            "translated_from": "x-klingon",
            "headline": "\u200d",
            "authors": ["A\u200dB", "=1+1", '"'],
        }
        | {"id": f"a{number}"}
        for number, url in enumerate(
            [
                *(
                    "ftp://x.example/a",
                    "gazette",
                    "http://",
                    "https:x.example",
                    "https://a b.example",
                ),
                *("HTTPS://X.Example", "http://x.example:99999/", "http://1.2.3/", "http://[::1"),
                *("https://пример.рф/путь", "https://x.example/a b", "mailto:a@x.example", "3.4"),
                *(
                    "https://x.example?q=%zz#ž",
                    "http://localhost/",
                    "http://-.example/",
                    "//x.example",
                ),
            ]
        )
    ],
    "sources": [
        {"id": "a", "name": '"', "url": "x y", "aliases": ["'A'", '"B', "\u200b", "C\u3000 D"]},
        {"id": "b", "name": '"Quoted"', "kind": "document", "url": "https://x.example"},
        {"id": "c", "name": "''c''", "kind": "government"},
        {"id": "d", "kind": "social", "same_as": ["https://www.wikidata.org/wiki/Q0"]},
    ],
    "speakers": [
        {
            "id": f"s{number}",
            "name": f"\u202eName {number}",
            "country": country,
            "kind": ["person", "group", "organisation", "outlet", "document", "unknown"][
                number % 6
            ],
            "role": "r" * 5000,
            "party": "\u00ad",
            "affiliation": "Ministry\nof Roads",
            "url": "none",
        }
        for number, country in enumerate(["GB", "UK", "XX", "gb", "Narnia", "XK", "SU"])
    ],
    "claims": [
        {
            "id": f"c{number}",
            "text": text,
            "speaker": f"s{number % 7}",
            "on_behalf_of": f"s{(number + 1) % 7}",
            "source": "a",
            "language": language,
            "topics": ["tolls", "\u200b", "a; b"],
            "date": date,
            "supports": [f"c{number}"],
            "appearances": [{"article": "a1", "quote": text}, {"article": "a1", "quote": text}],
        }
        for number, (text, language, date) in enumerate(
            [
                *(("x" * 262_144, "nb", "1066"), ("\u200c\u2060", "he", "2026-02-03?")),
                *(("a\r\nb\x00\x1b[31m", "zh-Hans", "2999-12-31"), ("e\u0301", "eng", "3000")),
                *(
                    ("\u0a00", "xx", "2026"),
                    ("نمی\u200cخواهم", "fa", "2026-01"),
                    (" null ", "NO", "1999"),
                ),
            ]
        )
    ],
    "members": [{"country": "GB"}, {"country": "Nowhere", "name": '"'}],
}

WRONG = {
    "id": "coalition-1",
    "schema": "Note",
    "properties": {
        "country": ["Narnia"],
        "sourceUrl": ["x y"],
        "createdAt": ["soon"],
        "headline": ["H"],
    },
}


def cleaned(entities: Iterable[Entity], tmp_path: Path) -> list[Entity]:
    """Return entities as FollowTheMoney's `validate` leaves them."""
    program = shutil.which("ftm")
    if program is None:
        pytest.skip("there is no ftm here: install it, as .ci/run does")
    before, after = tmp_path / "before.json", tmp_path / "after.json"
    before.write_text("".join(f"{json.dumps(each)}\n" for each in entities), encoding="utf-8")
    subprocess.run([program, "validate", "-i", str(before), "-o", str(after)], check=True)
    return [json.loads(line) for line in after.read_text(encoding="utf-8").split("\n")[:-1]]


def bare(value: str) -> str:
    """Return a value without what `validate` deletes within texts: joiners and other blanks."""
    kept = (" " if char == "\u0a00" else char for char in unicodedata.normalize("NFC", value))
    marks = "".join(char for char in kept if unicodedata.category(char) != "Cf")
    return " ".join(re.sub("[\u2060-\u2064]", "", marks).split())


def stated(entity: Entity) -> dict[str, set[str]]:
    """Return what an entity states."""
    return {name: set(map(bare, values)) for name, values in entity["properties"].items() if values}


def test_an_address_has_no_sign_that_rdf_would_refuse() -> None:
    assert kept("website", "https://a.example/?q={x}|2") == "https://a.example/?q=%7Bx%7D%7C2"


@pytest.mark.slow
def test_its_own_validation_drops_nothing(coalition: Run, tmp_path: Path) -> None:
    drawn: list[Entity] = [*exported(coalition, SHIPPED, "--with", "all")]
    drawn += written(HOSTILE)

    @settings(max_examples=80, deadline=None, database=None)
    @given(claims_files())
    def draw(file: dict[str, Any]) -> None:
        drawn.extend(written(file))

    draw()
    *after, dropped = cleaned([*drawn, WRONG], tmp_path)
    assert stated(dropped) == {}  # so it does look at properties and values
    assert len(after) == len(drawn) > 300
    for one, other in zip(drawn, after, strict=True):
        assert (one["id"], one["schema"]) == (other["id"], other["schema"])
        assert stated(one) == stated(other)
