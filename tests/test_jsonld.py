"""Claims as JSON-LD of schema.org, and back: nothing is lost on the way."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld  # type: ignore[import-untyped]  # it has no types

from coalition_cli.__main__ import main
from coalition_cli.answers.opening import opened
from coalition_cli.model import FILE_SECTIONS, SECTIONS, Type
from coalition_cli.project import corpus_of
from coalition_cli.query import Question
from coalition_cli.schema_org.ids import address, record_of
from coalition_cli.schema_org.terms import OWN, VOCABULARY

from .conftest import Run
from .records import any_text, claims_files, dates, ids, parts, plain, texts

LATE = ("--with", "all", "--as-of", "9999-12-31")  # all embargoes are over
_SAFE = st.sampled_from(["on-record", "background"])  # terms of what leaves
_ADDRESSES = st.sampled_from(
    ["https://a.example/x?y=1&z=%2F", "http://b.example/#c/d", "https://c.example/{x}|y"]
)
_MARKED = st.builds("{}{}".format, dates, st.sampled_from(["", "~", "?", "%"]))
_URLS = texts | _ADDRESSES | st.sampled_from(["dc:title", "schema:name", "_:b0", "#claim/a"])
# Words of JSON-LD and of ours, and a key that YAML tells by a mark of its own.
_KEYS = st.sampled_from(["@id", "@type", "@context", "review", "coalition:note", "k" * 1100])
_EXTRA = st.dictionaries(any_text | _KEYS, plain | st.dictionaries(_KEYS, plain, max_size=1))


def rows_of(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return all that a claims file states, by its sections, without where it stands."""
    with opened(corpus_of([str(path)])) as index:
        return {
            name: [
                *index.rows(
                    Question(SECTIONS[name], (), SECTIONS[name].stated, declared=True)
                ).dicts()
            ]
            for name in ("file", *FILE_SECTIONS)
        }


def there_and_back(path: Path, ending: str) -> Path:
    """Export a claims file, import what was written, and return the new claims file."""
    graph, back = path.with_name("graph.jsonld"), path.with_name(f"back{ending}")
    assert main(["export", "jsonld", *LATE, "-d", str(path), "-o", str(graph)]) == 0
    assert main(["import", str(graph), "-o", str(back)]) == 0
    return back


def records(draw: st.DrawFn, section: str, keys: list[str], **more: Any) -> list[dict[str, Any]]:
    """Draw records of a section with these ids, and any of the fields that `more` has not."""
    values: dict[Type, st.SearchStrategy[Any]] = {
        Type.DATE: _MARKED,
        Type.BOOLEAN: st.booleans(),
        Type.TEXT: texts,
        Type.NAME: texts,
        Type.ANYTHING: _EXTRA,
    }
    optional = {}
    for field in SECTIONS[section].stated:
        usual = st.sampled_from(field.words) if field.words else values.get(field.type)
        usual = _URLS if field.name in ("url", "archived") else usual
        strategy = more.get(field.name, usual)
        if strategy is not None and field.name != SECTIONS[section].key:
            optional[field.name] = (
                st.lists(strategy, min_size=1, max_size=2, unique_by=str)
                if field.many and field.type is not Type.RECORD
                else strategy
            )
    return [
        {SECTIONS[section].key: key, **draw(st.fixed_dictionaries({}, optional=optional))}
        for key in keys
    ]


def let_name(claims: list[dict[str, Any]], speakers: list[dict[str, Any]]) -> None:
    """Let claims of named speakers not be unnamed: these would keep the speakers in."""
    named = {one["id"].casefold() for one in speakers if "name" in one}
    for claim in claims:
        if claim.get("speaker", "").casefold() in named:
            claim.pop("anonymous", None)


def _mend(draw: st.DrawFn, claim: dict[str, Any], keys: list[str]) -> None:
    """Have a claim that leaves, perhaps of a speaker and a source that are declared."""
    for appearance in claim.get("appearances", []):
        if "terms" in appearance:
            appearance["terms"] = draw(_SAFE)
    for name in ("speaker", "on_behalf_of", "source"):
        if name in claim and draw(st.booleans()):
            claim[name] = draw(st.sampled_from(keys))
    if "date" in claim:
        claim["date"] = draw(_MARKED)


@st.composite
def whole_files(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a claims file with records of every section."""
    file: dict[str, Any] = draw(claims_files())
    claims: Any = file["claims"]
    of_claims = st.sampled_from([claim["id"] for claim in claims])
    keys = draw(st.lists(ids, unique_by=str.casefold, min_size=1, max_size=2))
    for claim in claims:
        _mend(draw, claim, keys)
    retold = {"a0": ["a1"], "a1": ["a2"], "a2": []}
    file["sources"] = records(draw, "sources", keys, same_as=_ADDRESSES)
    if len(keys) > 1 and draw(st.booleans()):
        file["sources"][0]["not_same"] = keys[1:]
    file["articles"] = [
        {**one, "retells": draw(st.sampled_from([[], retold[one["id"]]]))}
        for one in records(
            draw,
            "articles",
            [*retold],
            publisher=texts | st.sampled_from(keys),
            corrections=parts("corrections"),
        )
    ]
    file["speakers"] = [
        {**one, "description": draw(texts)} if "name" not in one else one
        for one in records(
            draw, "speakers", keys, same_as=_ADDRESSES, terms=_SAFE, anonymous=st.just(False)
        )
    ]
    let_name(claims, file["speakers"])
    for one in (*file["sources"], *file["speakers"]):
        if "aliases" in one:  # no two may share one
            one["aliases"] = [f"{one['id']} called {n}" for n in range(len(one["aliases"]))]
    for one in file["speakers"]:
        if "name" not in one:  # who is unnamed has none of these
            for field in SECTIONS["speakers"].confidential:
                one.pop(field.name, None)
            one.pop("anonymous", None)
    reference = st.fixed_dictionaries({}, optional={"title": texts, "url": texts})
    file["facts"] = [
        {"text": draw(texts), **one}
        for one in records(
            draw, "facts", keys, reference=reference, supports=of_claims, contradicts=of_claims
        )
    ]
    file["members"] = records(draw, "members", keys, claims=of_claims, facts=st.sampled_from(keys))
    counted = {"counted": st.integers(0, 99), "claim": of_claims}
    more = {"title": texts, "extra": _EXTRA}
    more["membership"] = st.fixed_dictionaries({}, optional=counted).filter(bool)
    return {**file, **draw(st.fixed_dictionaries({}, optional=more))}


@settings(max_examples=20, deadline=None)
@given(whole_files(), st.sampled_from([".yaml", ".json", ".jsonl"]))
def test_what_was_exported_and_imported_is_the_same_field_by_field(
    file: dict[str, Any], ending: str
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "claims.json")
        path.write_text(json.dumps(file), encoding="utf-8")
        before = rows_of(path)
        after = rows_of(there_and_back(path, ending))
    for name, rows in before.items():
        assert after[name] == rows


@pytest.mark.parametrize("ending", [".yaml", ".json", ".jsonl"])
def test_long_keys_and_records_that_state_nothing_come_back(ending: str, tmp_path: Path) -> None:
    long = "k" * 1100  # YAML tells such a key by a ? before it
    extra = {long: 1, "a": {long: {"b": [1, {long: "x\ny"}, [], {}]}}, '"é' * 600: []}
    parts_of_it = {"reviews": [{}], "evidence": [{}], "corrections": [{}, {"text": "y"}]}
    file = {
        "version": 1,
        "claims": [{"id": "c", "text": "C", "extra": extra, **parts_of_it}],
        "facts": [{"id": "f", "text": "F", "reference": {}}],
    }
    path = tmp_path / "claims.json"
    path.write_text(json.dumps(file), encoding="utf-8")
    assert rows_of(there_and_back(path, ending)) == rows_of(path)
    into = tmp_path / f"into{ending}"
    into.write_text('{"claims": {"id": "z", "text": "Z"}}\n', encoding="utf-8")
    if ending != ".jsonl":  # a list of claims
        into.write_text('{"claims": [{"id": "z", "text": "Z"}]}\n', encoding="utf-8")
    assert main(["import", str(tmp_path / "graph.jsonld"), "--into", str(into)]) == 0
    assert rows_of(into)["claims"][1] == rows_of(path)["claims"][0]


BRIDGE = """\
version: 1
title: The bridge
membership: {counted: 3, claim: shut}
sources: [{id: gazette, name: The Gazette, kind: outlet, reliability: B}]
articles:
- id: scoop
  headline: The bridge, </script><b>
  publisher: gazette
  authors: [Jo Doe]
  url: https://gazette.example/scoop
  archived: https://archive.example/scoop
  date: 2026-01-01
  language: en
  corrections: [{date: 2026-01-02, by: The desk, reason: a date}]
- {id: reprint, retells: [scoop]}
speakers:
- id: mayor
  name: Ana Ruiz
  kind: person
  country: ES
  role: mayor
  affiliation: City Hall
  aliases: [A. Ruiz]
  same_as: ["https://www.wikidata.org/wiki/Q1"]
- {id: engineer, description: an engineer of the port, kind: person, anonymity_reason: fears}
- {id: port, name: The Port, kind: organisation, role: owner, affiliation: The City}
claims:
- id: shut
  text: The bridge is shut.
  speaker: engineer
  on_behalf_of: port
  source: gazette
  confidence: low
  credibility: 3
  topics: [bridges]
  date: 2026-01-01
  place: Quay
  language: en
  status: draft
  appearances:
  - {article: scoop, quote: shut, speaker: mayor, paragraph: 2}
  - {article: reprint, wording: closed}
  reviews: [{by: gazette, url: "https://g.ex", rating: Half right, value: 3, best: 5, worst: 1}]
  evidence: [{text: A log., url: "https://log.example", question: When?}]
  corrections: [{text: It was shut later.}]
- {id: 50%/open, text: It opens., speaker: Someone Else, contradicts: [shut], extra: {"@id": null}}
facts:
- id: old
  text: It is old.
  date: 1900
  reference: {title: A book, url: "https://book.example"}
  supports: [shut]
members: [{country: ES, name: Spain, eu: true, claims: [shut], facts: [old]}]
"""
Node = dict[str, Any]


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.yaml"
    path.write_text(BRIDGE, encoding="utf-8")
    return path


@pytest.fixture
def graph(coalition: Run, bridge: Path) -> Path:
    """Return what was exported of the bridge, with everything."""
    path = bridge.with_name("bridge.jsonld")
    assert coalition("export", "jsonld", "--with", "all", "-d", bridge, "-o", path).code == 0
    return path


def test_a_whole_document(graph: Path) -> None:
    expected = Path(__file__).parent / "expected" / "bridge.jsonld"
    assert graph.read_text(encoding="utf-8") == expected.read_text(encoding="utf-8")


def test_notes_and_reasons_stay_in_unless_they_are_asked_for(coalition: Run, bridge: Path) -> None:
    text = coalition("export", "jsonld", "-d", bridge).out
    assert "fears" not in text
    assert "coalition:extra" not in text.partition("@graph")[2]
    assert '"description": "an engineer of the port"' in text


def keys_of(value: object) -> Iterator[str]:
    """Yield the keys of all nodes within a value, as a processor tells them."""
    if isinstance(value, list):
        for one in value:
            yield from keys_of(one)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if not key.startswith("@"):
                yield key.replace("coalition:", VOCABULARY) if ":" in key else f"{_ORG}{key}"
            if key != "coalition:extra":
                yield from keys_of(inner)


def expanded_keys_of(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from expanded_keys_of(one)
    elif isinstance(value, dict) and value.get("@type") != "@json":
        for key, inner in value.items():
            if not key.startswith("@"):
                yield key
            yield from expanded_keys_of(inner)


_ORG = "https://schema.org/"


def test_a_processor_drops_no_key_and_leaves_extra_as_it_is(graph: Path) -> None:
    document = json.loads(graph.read_text(encoding="utf-8"))
    expanded = jsonld.expand(document, {"base": "https://a.example/claims"})
    assert sorted(expanded_keys_of(expanded)) == sorted(keys_of(document["@graph"]))
    [claim] = [
        one for one in expanded if one.get("@id") == "https://a.example/claims#claim/50%25%2Fopen"
    ]
    extra = claim[f"{VOCABULARY}extra"]
    assert extra == [{"@type": "@json", "@value": {"@id": None}}]


def only_schema_org(value: Any) -> Any:
    """Return a node without what is of our own vocabulary."""
    if isinstance(value, list):
        return [only_schema_org(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {key: only_schema_org(one) for key, one in value.items() if not key.startswith(OWN)}


def wrong_types(graph: Path, change: tuple[str, str] = ("", "")) -> str:
    """Return what TypeScript finds wrong in the nodes, by the types that schema-dts has."""
    tsc = shutil.which("tsc")
    modules = Path(tsc).parent.parent if tsc else Path()
    if not tsc or not (modules / "schema-dts").exists():
        pytest.skip("there is no tsc with schema-dts here: install it with npm, as .ci/run does")
    nodes = only_schema_org(json.loads(graph.read_text(encoding="utf-8"))["@graph"])
    text = json.dumps(nodes, indent=1).replace(*change) if change[0] else json.dumps(nodes)
    source = graph.with_name("nodes.ts")
    head = 'import type { Thing } from "schema-dts";\nexport const nodes: Thing[] = '
    source.write_text(f"{head}{text};\n", encoding="utf-8")
    paths = {"schema-dts": [str(modules / "schema-dts")]}
    options = {"strict": True, "noEmit": True, "skipLibCheck": True, "paths": paths, "types": []}
    settings_file = graph.with_name("tsconfig.json")
    settings_file.write_text(
        json.dumps({"compilerOptions": options, "files": ["nodes.ts"]}), encoding="utf-8"
    )
    done = subprocess.run(
        [tsc, "-p", str(settings_file)], capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


@pytest.mark.slow
def test_the_types_of_schema_org_hold(graph: Path) -> None:
    assert wrong_types(graph) == ""


@pytest.mark.slow
def test_a_misspelt_term_of_schema_org_would_be_found(graph: Path) -> None:
    assert "'\"apearance\"' does not exist" in wrong_types(graph, ('"appearance"', '"apearance"'))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_an_address_leads_to_its_record_and_to_no_other(key: str) -> None:
    for section in FILE_SECTIONS:
        made = address(section, key)
        assert record_of(made) == record_of(f"https://a.example/claims.html{made}")
        assert record_of(made) == (section, key)
        assert made.isascii()
        assert not set(made) & set(" <>\"'&\\")


def test_the_same_comes_back_in_each_form(coalition: Run, graph: Path, bridge: Path) -> None:
    for ending in (".yaml", ".json", ".jsonl", "/"):
        to = f"{graph.with_name('new')}{ending}"
        assert coalition("import", graph, "-o", to).code == 0
        back = rows_of(Path(to))
        assert {**back, "file": back["file"][:1]} == rows_of(
            bridge
        )  # of a folder each file has one


def test_it_comes_from_a_pipe_and_however_json_is_laid_out(
    coalition: Run, graph: Path, bridge: Path
) -> None:
    indented = json.dumps(json.loads(graph.read_text(encoding="utf-8")), indent=4)
    result = coalition("import", stdin=indented)
    assert result.code == 0
    back = graph.with_name("back.yaml")
    back.write_text(result.out, encoding="utf-8")
    assert rows_of(back) == rows_of(bridge)


def test_what_is_there_already_stays_and_what_is_new_comes_to_it(
    coalition: Run, graph: Path, bridge: Path
) -> None:
    before = bridge.read_text(encoding="utf-8")
    again = coalition("import", graph, "--into", bridge)
    assert bridge.read_text(encoding="utf-8") == before
    assert f"nothing new for {bridge}" in again.err
    less = graph.with_name("less.yaml")
    less.write_text("title: Mine\nclaims: [{id: 50%/open, text: It opens.}]\n", encoding="utf-8")
    told = coalition("import", graph, "--into", less)
    assert told.code == 0
    assert f"not added, because {less} speaks for itself: title, membership\n" in told.err
    after = rows_of(less)
    assert [claim["id"] for claim in after["claims"]] == ["50%/open", "shut"]
    assert after["claims"][0]["speaker"] is None
    new = graph.with_name("fresh.yaml")
    assert coalition("import", graph, "--into", new).code == 0
    assert rows_of(new) == rows_of(bridge)


def test_reviews_are_taken_once_and_beside_those_of_others(coalition: Run, graph: Path) -> None:
    other = graph.with_name("other.json")
    review = {"@type": "ClaimReview", "claimReviewed": "It snows.", "author": {"name": "Echo"}}
    other.write_text(json.dumps(review), encoding="utf-8")
    back = graph.with_name("both.yaml")
    assert coalition("import", graph, other, "-o", back).code == 0
    claims = rows_of(back)["claims"]
    assert [claim["text"] for claim in claims] == [
        "The bridge is shut.",
        "It opens.",
        "It snows.",
    ]
    assert [len(claim["reviews"]) for claim in claims] == [1, 0, 1]


def changed(graph: Path, kind: str, **values: object) -> Path:
    """Change values of the first node of a type, and return the document."""
    document = json.loads(graph.read_text(encoding="utf-8"))
    node = next(one for one in document["@graph"] if one["@type"] == kind)
    node.update(values)
    path = graph.with_name("changed.jsonld")
    text = "\n".join(["{", f'"@context": {json.dumps(document["@context"])},', '"@graph": ['])
    lines = ",\n".join(json.dumps(one) for one in document["@graph"])
    path.write_text(f"{text}\n{lines}\n]}}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("kind", "values", "message"),
    [
        ("Claim", {"dateCreated": "soon"}, ":11:1: bad-date: "),
        ("Claim", {"text": ["a"]}, ":11:1: wrong-type: "),
        ("Claim", {"author": {"@id": "#article/scoop"}}, ":11:1: wrong-type: "),
        ("Claim", {"coalition:kind": "rumour"}, ":11:1: unknown-value: "),
        ("Claim", {"@id": "https://a.example/"}, ":11:1: bad-row: a node of the type Claim "),
        ("Claim", {"@type": "Recipe", "@id": "#x"}, ":11:1: bad-row: a node of the type Recipe "),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(
    coalition: Run, graph: Path, kind: str, values: Node, message: str
) -> None:
    path = changed(graph, kind, **values)
    result = coalition("import", path)
    assert (result.code, result.out) == (3, "")
    assert f"{path}{message}" in result.err
    assert coalition("import", path, "--keep-going").out.count("text: It opens.") == 1


def test_what_others_added_to_a_node_is_kept(coalition: Run, graph: Path) -> None:
    path = changed(
        graph, "Claim", isFamilyFriendly=True, locationCreated={"name": "Quay", "geo": 1}
    )
    back = graph.with_name("back.json")
    assert coalition("import", path, "-o", back).code == 0
    assert rows_of(back)["claims"][0]["extra"] == {
        "isFamilyFriendly": True,
        "locationCreated": {"geo": 1},
    }


def test_a_name_beside_the_word_unnamed_is_written_nowhere(coalition: Run, graph: Path) -> None:
    path = changed(graph, "Person", **{"coalition:anonymous": True, "alternateName": []})
    result = coalition("import", path)
    assert result.code == 0
    assert "Ana Ruiz" not in result.out + result.err
    assert "1 row with a confidential name, which is written nowhere" in result.err


def test_it_needs_no_mapping(coalition: Run, graph: Path) -> None:
    result = coalition("import", "--suggest", graph)
    assert result.code == 2
    assert "needs no mapping: its records are what they were" in result.err


def linked_in(html: str) -> Any:
    """Return the JSON-LD of a page."""
    [text] = re.findall(r'(?s)<script type="application/ld\+json">(.*?)</script>', html)
    return json.loads(text)


def test_a_page_has_the_same_nodes(coalition: Run, bridge: Path, graph: Path) -> None:
    html = coalition("page", "-d", bridge, "--with", "all").out
    assert linked_in(html) == json.loads(graph.read_text(encoding="utf-8"))
    assert coalition("page", "-d", bridge, "--with", "all").out == html


def test_a_page_is_read_as_what_it_was_made_of(coalition: Run, bridge: Path) -> None:
    page, back = bridge.with_name("bridge.html"), bridge.with_name("back.yaml")
    assert coalition("page", "-d", bridge, "--with", "all", "-o", page).code == 0
    assert coalition("import", page, "-o", back).code == 0
    assert rows_of(back) == rows_of(bridge)


def test_a_page_of_more_than_two_thousand_claims_has_none(coalition: Run, tmp_path: Path) -> None:
    many = tmp_path / "many.json"
    claims = [{"id": f"c{number}", "text": f"Claim {number}."} for number in range(2_001)]
    many.write_text(json.dumps({"claims": claims}), encoding="utf-8")
    page = tmp_path / "many.html"
    assert coalition("page", "-d", many, "-o", page).code == 0
    assert "ld+json" not in page.read_text(encoding="utf-8")
    result = coalition("import", page)
    assert (result.code, result.out) == (3, "")
    assert "many.html:1:1: bad-input: it has no graph of claims" in result.err
