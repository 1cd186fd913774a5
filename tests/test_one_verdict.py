"""The JSON Schema of a claims file and `check` agree on every value of every field.

What a schema cannot say, and so these leave out: what spans records, and how long months are.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from coalition_cli.json_schema import schema
from coalition_cli.model import SECTIONS
from coalition_cli.model.problems import Problem
from coalition_cli.reading import data_files
from coalition_cli.reading.reader import read

FILE = Draft202012Validator(json.loads(schema("claims-file")))
# The least that a record states, and the record that it stands in: a list's name, then keys.
LEAST: dict[str, dict[str, object]] = {
    "file": {},
    "membership": {},
    "sources": {"id": "s"},
    "articles": {"id": "r"},
    "speakers": {"id": "p", "name": "N"},
    "claims": {"id": "c", "text": "T"},
    "appearances": {"article": "r"},
    "facts": {"id": "f", "text": "T"},
    "reference": {},
    "members": {"country": "NO"},
}
FIELDS = [(name, field.name) for name in LEAST for field in SECTIONS[name].stated]
BLANKS = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2009\u2028\u2029\u202f\u205f\u3000"
NO_BLANKS = "\u200b\u200d\u2060\ufeff\u00ad"  # though nothing of them can be seen
WORDS = ["a", "7", "50", "5e1", "true", "medium", "MEDIUM", "event", "A", "active", "2026-01-31"]
NUMBERS = [0, -0.0, 1, -1, 1.0, 2.5, 6, 7, 50, 50.0, 5e1, 50.5, 99, 100, 100.0, 101, 999, 1000]
NUMBERS += [2026, 2026.0, 9999, 10_000, 2**63 - 1, 2**63, -(2**63), 1e18, 1e19, 1e300]
VALUES: list[object] = [
    *(True, False, None, [], {}, [[]], [{}], {"a": 1}, ["a", "a"], [1, 1.0, "1"], [None], [True]),
    *NUMBERS,
    *([number] for number in NUMBERS[:5]),
    *WORDS,
    *(f"{blank}{word}{blank}" for blank in BLANKS + NO_BLANKS for word in ("", "a", "medium")),
    *(f"a{blank}b" for blank in BLANKS + NO_BLANKS),
    *([blank] for blank in BLANKS + NO_BLANKS),
    *("2026", "99", "0099", "2026-1", "2026-00", "2026-13", "2026-12-32", "12026", "２０２６"),
    *("event ", " corrected", "no", "NO", "yes", "on", "None", "null", "~", "NaN", "0x10", ".5"),
]
# What only all records together, or a calendar, can tell.
BEYOND = {"repeated-id", "unknown-reference", "circular-retelling"}


def record_with(name: str, field: str, value: object) -> dict[str, object]:
    """Return a record of the section with that value."""
    return {**LEAST[name], field: value}


def file_with(name: str, record: dict[str, object]) -> dict[str, object]:
    """Return a file with a record of any section in it."""
    match name:
        case "file":
            return record
        case "membership":
            return {"membership": record}
        case "appearances":
            return {"claims": [{**LEAST["claims"], "appearances": [record]}]}
        case "reference":
            return {"facts": [{**LEAST["facts"], "reference": record}]}
    return {name: [record]}


def verdicts(path: Path, files: Sequence[dict[str, object]]) -> Iterator[tuple[bool, bool]]:
    """Yield of each file whether the schema takes it, and whether reading does."""
    for file in files:
        path.write_text(json.dumps({"title": None, **file}), encoding="utf-8")
        [data] = data_files([str(path)])
        found = [one.code for one in read(data) if isinstance(one, Problem)]
        yield FILE.is_valid(file), set(found) <= BEYOND


def disagreements(path: Path, name: str, field: str, values: Sequence[object]) -> list[object]:
    """Return the values on which the two do not agree."""
    files = [file_with(name, record_with(name, field, value)) for value in values]
    return [
        value
        for value, (one, other) in zip(values, verdicts(path, files), strict=True)
        if one != other
    ]


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_the_schema_and_reading_take_the_same_values(tmp_path: Path, name: str, field: str) -> None:
    assert disagreements(tmp_path / "claims.json", name, field, VALUES) == []


TEXTS = st.text(st.sampled_from(f"{BLANKS}{NO_BLANKS}aA0129-.:eé"), max_size=6)
NAMED = st.sampled_from(WORDS)
PADDED = st.tuples(st.text(st.sampled_from(BLANKS), max_size=2), NAMED).map("".join)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10_001),
    st.integers(0, 200).map(float),
    st.floats(allow_nan=False, allow_infinity=False),
    TEXTS,
    PADDED,
)
ANY = st.one_of(SCALARS, st.lists(SCALARS, max_size=3), st.dictionaries(TEXTS, SCALARS, max_size=2))


@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(FIELDS), ANY)
def test_they_agree_on_values_that_nobody_thought_of(
    tmp_path: Path, where: tuple[str, str], value: object
) -> None:
    assert disagreements(tmp_path / "claims.json", *where, [value]) == []
