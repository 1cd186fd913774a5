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
from coalition_cli.model import FILE_SECTIONS
from coalition_cli.model.problems import Problem
from coalition_cli.reading import data_files
from coalition_cli.reading.reader import read

from .cases import BEYOND_A_SCHEMA, BLANKS, FIELDS, NO_BLANKS, VALUES, WORDS, file_with, record_with

FILE = Draft202012Validator(json.loads(schema("claims-file")))
# What only all records together, or a calendar, can tell.
BEYOND = {"repeated-id", "unknown-reference", "circular-retelling"}


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


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_yaml_and_json_have_the_same_problems(tmp_path: Path, name: str, field: str) -> None:
    records = [record_with(name, field, value) for value in [*VALUES, *BEYOND_A_SCHEMA]]
    texts = [json.dumps(file_with(name, record)) for record in records]
    if name in FILE_SECTIONS:  # one file does, with a record a line
        lines = ",\n".join(map(json.dumps, records))
        texts = [f'{{"{name}": [{lines}]}}']
    for text in texts:
        told = []
        for path in (tmp_path / "claims.yaml", tmp_path / "claims.json"):
            path.write_text(text, encoding="utf-8")
            [data] = data_files([str(path)])
            found = (one for one in read(data) if isinstance(one, Problem))
            told.append([(one.code, one.line, one.message, one.remedy) for one in found])
        assert told[0] == told[1]


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
