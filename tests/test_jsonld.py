"""Claims as JSON-LD of schema.org, and back: nothing is lost on the way."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_cli.__main__ import main
from coalition_cli.answers.opening import opened
from coalition_cli.model import FILE_SECTIONS, SECTIONS, Type
from coalition_cli.project import corpus_of
from coalition_cli.query import Question

from .records import any_text, claims_files, dates, ids, parts, plain, texts

LATE = ("--with", "all", "--as-of", "9999-12-31")  # all embargoes are over
_SAFE = st.sampled_from(["on-record", "background"])  # terms of what leaves
_ADDRESSES = st.sampled_from(["https://a.example/x?y=1&z=%2F", "http://b.example/#c/d"])


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


def there_and_back(path: Path) -> Path:
    """Export a claims file, import what was written, and return the new claims file."""
    graph, back = path.with_name("graph.jsonld"), path.with_name("back.jsonl")
    assert main(["export", "jsonld", *LATE, "-d", str(path), "-o", str(graph)]) == 0
    assert main(["import", str(graph), "-o", str(back)]) == 0
    return back


def records(draw: st.DrawFn, section: str, keys: list[str], **more: Any) -> list[dict[str, Any]]:
    """Draw records of a section with these ids, and any of the fields that `more` has not."""
    values: dict[Type, st.SearchStrategy[Any]] = {
        Type.DATE: dates,
        Type.BOOLEAN: st.booleans(),
        Type.TEXT: texts,
        Type.NAME: texts,
        Type.ANYTHING: st.dictionaries(any_text, plain, max_size=2),
    }
    optional = {}
    for field in SECTIONS[section].stated:
        usual = st.sampled_from(field.words) if field.words else values.get(field.type)
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


@st.composite
def whole_files(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a claims file with records of every section."""
    file: dict[str, Any] = draw(claims_files())
    claims: Any = file["claims"]
    for claim in claims:
        for appearance in claim.get("appearances", []):
            if "terms" in appearance:
                appearance["terms"] = draw(_SAFE)
    of_claims = st.sampled_from([claim["id"] for claim in claims])
    keys = draw(st.lists(ids, unique_by=str.casefold, min_size=1, max_size=2))
    retold = {"a0": ["a1"], "a1": ["a2"], "a2": []}
    file["sources"] = records(draw, "sources", keys, same_as=_ADDRESSES)
    file["articles"] = [
        {**one, "retells": draw(st.sampled_from([[], retold[one["id"]]]))}
        for one in records(
            draw, "articles", [*retold], publisher=texts, corrections=parts("corrections")
        )
    ]
    file["speakers"] = [
        {**one, "description": draw(texts)} if "name" not in one else one
        for one in records(
            draw, "speakers", keys, same_as=_ADDRESSES, terms=_SAFE, anonymous=st.just(False)
        )
    ]
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
    more = {"title": texts, "extra": st.dictionaries(any_text, plain, max_size=2)}
    more["membership"] = st.fixed_dictionaries({}, optional=counted).filter(bool)
    return {**file, **draw(st.fixed_dictionaries({}, optional=more))}


@settings(max_examples=60, deadline=None)
@given(whole_files())
def test_what_was_exported_and_imported_is_the_same_field_by_field(file: dict[str, Any]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "claims.json")
        path.write_text(json.dumps(file), encoding="utf-8")
        before = rows_of(path)
        after = rows_of(there_and_back(path))
    for name, rows in before.items():
        assert after[name] == rows
