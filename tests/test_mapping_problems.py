"""What is wrong with a mapping is said at once, each with its place; an editor knows most of it."""

import json

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from coalition_cli.importing.mapping.plan import compiled
from coalition_cli.json_schema import schema

from .core_yaml import core_values
from .mappings import BEYOND_A_SCHEMA, REFUSED, TAKEN
from .test_mapping import plan_of


def problems_of(document: str | bytes) -> list[str]:
    document = document.encode() if isinstance(document, str) else document
    found = compiled(document, "m.yaml")
    assert isinstance(found, list)
    return [f"{one.line}:{one.column}: {one.code}: {one.message}\n  {one.remedy}" for one in found]


# What is said of a mapping, each with its place.
SAID = {
    "fields:\n  txt: t\n  speaker:\n    nam: s\n  kind: {is: postion}\n  confidence: {form: c}\n": [
        "2:3: bad-mapping: a claim has no field 'txt'; did you mean 'text'?\n"
        "  the fields of a claim: id, text, speaker",
        "4:5: bad-mapping: a speaker has no field 'nam'; did you mean 'name'?\n"
        "  the fields of a speaker: id, name, description",
        "5:14: bad-mapping: 'kind' cannot be 'postion', which is no word that the field can have; "
        "did you mean 'position'?\n  kind is one of event, numerical",
        "6:15: bad-mapping: 'confidence' says neither 'from' nor 'is'\n"
        "  say 'from' with a column, or 'is' with the value itself",
        "6:16: bad-mapping: unknown key 'form' of 'confidence'; did you mean 'from'?\n"
        "  the keys: from, is, split, values, date",
    ],
    "feilds: {text: t}": [
        "1:1: bad-mapping: unknown key 'feilds'; did you mean 'fields'?\n  the keys: from",
    ],
    "fields: {text: t, quote: q, speaker_name: s, headline: h, line: l}": [
        "1:19: bad-mapping: a claim has no field 'quote'; did you mean 'appearances.quote'?\n  the",
        "1:29: bad-mapping: a claim has no field 'speaker_name'; did you mean 'speaker.name'?",
        "1:46: bad-mapping: a claim has no field 'headline'; "
        "did you mean 'appearances.article.headline'?\n  the fields",
        "1:59: bad-mapping: a claim has no field 'line'\n"
        "  leave it out: the program works 'line' out",
    ],
    "fields: {text: t, reviews: verdict, speaker: {role: r}, appearances.quote: q}": [
        "1:28: bad-mapping: 'reviews' has fields within it\n"
        "  say which one is filled, such as reviews.rating: COLUMN",
        "1:46: bad-mapping: 'speaker' must fill 'name' or 'description' of a speaker\n"
        "  say what it is filled from, such as name: COLUMN",
    ],
    "fields: {text: t, appearances.quote: q}": [
        "1:19: bad-mapping: 'appearances' must fill 'article' of an appearance\n"
        "  say what it is filled from, such as article: COLUMN",
    ],
    "fields: {text: t, appearances.article.retells.retells.url: u}": [
        "1:19: bad-mapping: 'appearances.article.retells' leads from an article to another\n"
        "  write its fields below it: 'appearances.article.retells:'",
    ],
    "version: 1\nclaims: [{id: a, text: A}]": [
        "1:1: bad-mapping: this is a claims file, and no mapping\n"
        "  name what fills its fields: fields: {text: COLUMN}",
    ],
    "id,text\n1,a": ["1:1: bad-mapping: this is no mapping: it has no keys\n  name what fills"],
    "fields: {text: t": ["1:17: bad-syntax: "],
    "fields: {text: *t}": ["1:16: bad-syntax: the alias here (*) has no anchor"],
}


@pytest.mark.parametrize("document", SAID)
def test_all_that_is_wrong_with_a_mapping_is_said_at_once(document: str) -> None:
    said = problems_of(document)
    assert [one[: len(start)] for one, start in zip(said, SAID[document], strict=True)] == (
        SAID[document]
    )


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
)
HOSTILE: dict[str, tuple[str | bytes, str]] = {
    "an alias bomb": (BOMB + "fields: {text: t}", "over-limit"),
    "brackets": ("[" * 100_000, "over-limit"),
    "deep mappings": ("fields: " + "{a: " * 500, "over-limit"),
    "bytes": (bytes(range(256)), "not-utf8"),
    "no UTF-8": (b"fields: {text: \xff}", "not-utf8"),
    "UTF-16": ("fields: {text: t}".encode("utf-16"), "not-utf8"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "not-utf8"),
    "a control character": ("fields: {text: '\x1b[31m'}", "bad-syntax"),
    "two documents": ("fields: {text: t}\n---\nfields: {text: t}", "bad-syntax"),
    "very long": ("#" * ((1 << 20) + 1), "over-limit"),
    "many unknown fields": (
        "fields:\n" + "".join(f"  f{n}: c\n" for n in range(8_000)),
        "bad-mapping",
    ),
    "many keys of extra": (
        "fields:\n  txt: t\n" + "".join(f"  extra.f{n}: c\n" for n in range(8_000)),
        "bad-mapping",
    ),
    "many parts": ("fields: {text: t, extra" + ".a" * 200_000 + ": b}", "bad-syntax"),
    "many columns": ("columns: [" + "a, " * 40_000 + "a]\nfields: {text: t}", "bad-mapping"),
    "a tag": ("fields: !!python/object/apply:os.system [t]", "wrong-type"),
    "a merge key": ("fields: {<<: {text: t}}", "bad-mapping"),
    "an endless list": ("fields: {text: t, note: &a [*a]}", "bad-syntax"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_mapping_is_problems(case: str) -> None:
    document, code = HOSTILE[case]
    found = problems_of(document)
    assert 0 < len(found) <= 100
    assert code in found[0]


VALIDATORS = [
    kind(json.loads(schema("mapping"))) for kind in (Draft202012Validator, Draft7Validator)
]


def valid(document: str) -> set[bool]:
    return {not [*one.iter_errors(core_values(document))] for one in VALIDATORS}


@pytest.mark.parametrize("document", TAKEN)
def test_what_is_compiled_is_valid(document: str) -> None:
    plan = plan_of(document)
    assert plan.takes
    assert valid(document) == {True}


@pytest.mark.parametrize("document", REFUSED)
def test_what_is_no_mapping_is_invalid(document: str) -> None:
    assert problems_of(document)
    assert valid(document) == {False}


@pytest.mark.parametrize("document", BEYOND_A_SCHEMA)
def test_what_a_schema_cannot_know_is_a_problem_all_the_same(document: str) -> None:
    assert problems_of(document)
    assert valid(document) == {True}
