"""What is exported means the same by the contexts that schema.org and W3C publish.

tests/contexts has what those contexts say of the terms that we use, and their heads.
"""

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from pyld import jsonld  # type: ignore[import-untyped]  # it has no types

from coalition_cli.__main__ import main
from coalition_cli.schema_org import terms
from coalition_cli.schema_org.terms import CONTEXT, OWN, TERMS

from .conftest import Run
from .test_jsonld import LATE, whole_files

_CONTEXTS = Path(__file__).parent / "contexts"
_TABLE = json.loads((_CONTEXTS / "schema.org.json").read_text(encoding="utf-8"))
_ANNOTATIONS = json.loads((_CONTEXTS / "anno.json").read_text(encoding="utf-8"))
OFFICIAL: dict[str, Any] = {**_TABLE["head"], **_TABLE["terms"]}
# As a program reads our document that uses the official context in place of ours.
TOGETHER = {**OFFICIAL, **{key: one for key, one in CONTEXT.items() if key != "@vocab"}}
_BASE = {"base": "https://a.example/claims"}
_IRI = re.compile(r'[a-z]+:[^\x00-\x20<>"{}|\\^`\x7f-\x9f]+')  # as RDF may write one
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def terms_of_ours() -> set[str]:
    """Return the terms and types of schema.org that a document of ours may have."""
    stated = {key for of in TERMS.values() for term in of.values() for key in term.split(".")}
    again = {key for of in terms.AGAIN.values() for key in of}
    types = {*terms.TYPES.values(), terms.QUOTATION, *terms.KINDS.values(), *terms.WITHIN.values()}
    review = {"Review", "reviewAspect", "reviewBody"}
    return {term for term in stated | again | types | review if not term.startswith((OWN, "@"))}


def test_schema_org_has_each_term_and_type() -> None:
    for term in terms_of_ours():
        assert _TABLE["terms"].get(term, {}).get("@id") == f"schema:{term}", term


def test_what_the_context_makes_of_values_is_known_of_each_term() -> None:
    typed = {term: one["@type"] for term, one in _TABLE["terms"].items() if "@type" in one}
    references = {"isBasedOn", "isPartOf"}  # they have an object with an @id
    assert {*terms.FORMS} == {*typed} - references
    assert {*typed.values()} == {"@id", "Date"}


def test_no_alias_or_prefix_of_the_context_reads_a_term_of_ours_as_another() -> None:
    """Ids are no matter: test_jsonld holds that each begins with # and has no colon."""
    head = {key for key in _TABLE["head"] if not key.startswith("@")}
    assert OWN.rstrip(":") not in head
    assert not head & terms_of_ours()


def alike(value: Any) -> Any:
    """Return what was expanded, without how a context types a text."""
    if isinstance(value, list):
        return [alike(one) for one in value]
    if isinstance(value, str):
        return value.replace("http://schema.org/", "https://schema.org/")
    if not isinstance(value, dict) or value.get("@type") == "@json":
        return value
    if value.keys() == {"@id"}:
        return value["@id"]
    if "@value" in value:
        assert value.get("@type") in (None, "http://schema.org/Date")
        if "@type" in value:
            assert _DATE.fullmatch(value["@value"])
        return value["@value"]
    return {alike(key): alike(one) for key, one in value.items()}


def iris(value: Any) -> list[str]:
    """Return all that an expanded document refers to."""
    if isinstance(value, list):
        return [iri for one in value for iri in iris(one)]
    if not isinstance(value, dict) or "@value" in value:
        return []
    own = [value["@id"]] if "@id" in value else []
    return own + [iri for one in value.values() for iri in iris(one)]


def assert_the_same(document: dict[str, Any]) -> None:
    """Hold a document of ours to what it says by the official context."""
    ours = jsonld.expand(document, _BASE)
    official = jsonld.expand({**document, "@context": TOGETHER}, _BASE)
    assert alike(official) == alike(ours)
    assert [iri for iri in iris(official) if not _IRI.fullmatch(iri)] == []


@settings(max_examples=8, deadline=None)
@given(whole_files())
def test_a_document_says_the_same_by_the_context_of_schema_org(file: dict[str, Any]) -> None:
    with TemporaryDirectory() as folder:
        data, graph = Path(folder, "claims.json"), Path(folder, "claims.jsonld")
        data.write_text(json.dumps(file), encoding="utf-8")
        assert main(["export", "jsonld", *LATE, "-d", str(data), "-o", str(graph)]) == 0
        assert_the_same(json.loads(graph.read_text(encoding="utf-8")))


def test_a_date_with_a_mark_and_an_address_that_is_no_iri_stand_under_our_own_terms(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = [
        {"id": "a", "date": "1950~", "url": "https://a.example/?q={x}|y"},
        {"id": "b", "date": "1950-01", "url": "https://b.example/ü?q=%7Bx%7D"},
    ]
    speaker = {"id": "s", "name": "S", "same_as": ["https://a.example", 'https://a.example/"']}
    data = tmp_path / "claims.json"
    data.write_text(json.dumps({"articles": articles, "speakers": [speaker]}), encoding="utf-8")
    assert main(["export", "jsonld", "-d", str(data)]) == 0
    document = json.loads(capsys.readouterr().out)
    first, second, third = document["@graph"]
    assert (first["coalition:date"], first["coalition:url"]) == ("1950~", articles[0]["url"])
    assert (second["datePublished"], second["url"]) == ("1950-01", articles[1]["url"])
    assert third["coalition:same_as"] == speaker["same_as"]
    assert_the_same(document)


SEEN = """\
title: The bridge
articles:
- {id: bridge, url: "https://gazette.example/?q={x}", archived: "https://archive.example/a|b"}
- {id: "oa:other", headline: Nowhere to be read, url: "javascript:alert(1)"}
claims:
- id: "schema:shut"
  text: The bridge is shut.
  status: draft
  topics: [traffic]
  appearances:
  - {article: bridge, paragraph: 1, offset: 3, quote: will stay shut}
  - {article: "oa:other", locator: page 3, wording: stays closed}
"""


def keys_of(value: Any) -> list[str]:
    """Return the keys of all objects, with the ids and types that are keys of their own."""
    if isinstance(value, list):
        return [key for one in value for key in keys_of(one)]
    if not isinstance(value, dict):
        return []
    return [*value, *(key for one in value.values() for key in keys_of(one))]


def test_an_annotation_says_what_w3c_means_by_its_terms(coalition: Run, tmp_path: Path) -> None:
    data, text = tmp_path / "claims.yaml", tmp_path / "bridge.txt"
    data.write_text(SEEN, encoding="utf-8")
    text.write_text("It will stay shut until May.\n", encoding="utf-8")
    done = coalition("export", "annotations", "-d", data, "--text", f"bridge={text}")
    document = json.loads(done.out)
    assert document.pop("@context") == _ANNOTATIONS["address"]
    official = {**_ANNOTATIONS["head"], **_ANNOTATIONS["terms"]}
    # Some of what it has is not used here; what is used has no other meaning.
    assert {*keys_of(document)} <= official.keys()
    [expanded] = jsonld.expand({**document, "@context": official}, _BASE)
    known = sorted(key for key in keys_of(document))
    again = jsonld.compact(expanded, official, _BASE)
    again.pop("@context")
    assert sorted(keys_of(again)) == known
    assert [iri for iri in iris(expanded) if not _IRI.fullmatch(iri)] == []
