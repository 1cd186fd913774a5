"""A claim that is read the short way is read as the long way reads it."""

import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.model import SECTIONS
from coalition_cli.model.problems import Problem
from coalition_cli.model.record import Record
from coalition_cli.reading import DataFile, json_lines, json_text
from coalition_cli.reading.nodes import Spot
from coalition_cli.reading.reader import read
from coalition_cli.reading.well_formed import well_formed, well_formed_text

from .cases import BEYOND_A_SCHEMA, LEAST, VALUES

NAMES = {
    name: [field.name for field in SECTIONS[name].fields] for name in ("claims", "appearances")
}
values = st.sampled_from([*VALUES, *BEYOND_A_SCHEMA, 1e400])
appearances = st.dictionaries(st.sampled_from([*NAMES["appearances"], "odd"]), values, max_size=4)
claims = st.builds(
    lambda stated, id_, seen: {"id": id_, "text": "A", **stated} | seen,
    st.dictionaries(st.sampled_from([*NAMES["claims"], "odd"]), values, max_size=5),
    values,
    st.just({}) | st.fixed_dictionaries({"appearances": st.lists(
        appearances.map(lambda one: {"article": "liga", **one}), max_size=2) | values}),
)  # fmt: skip


def plain(item: Record | Problem) -> Any:
    """Return what there is to compare of what was read."""
    if isinstance(item, Problem):
        return item
    stated = {
        name: [plain(one) if isinstance(one, Record) else one for one in value]
        if isinstance(value, list)
        else (type(value), value)
        for name, value in item.values.items()
    }
    return item.section.name, item.key, item.label, item.extract, item.line, stated


def everything(file: Path) -> list[Any]:
    """Return what is read of a file."""
    return [plain(item) for item in read(DataFile(str(file), "claims.jsonl", file.stat()))]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lines") / "claims.jsonl"


def claim_with(section: str, field: str, value: object) -> dict[str, object]:
    """Return a claim, or one with an appearance, that has that value."""
    record = {**LEAST[section], field: value}
    return record if section == "claims" else {**LEAST["claims"], "appearances": [record]}


@pytest.mark.parametrize(
    ("section", "field"), [(name, field) for name in NAMES for field in [*NAMES[name], "odd"]]
)
def test_both_ways_read_each_value_of_a_field_the_same(
    file: Path, section: str, field: str
) -> None:
    stated = [claim_with(section, field, value) for value in [*VALUES, *BEYOND_A_SCHEMA]]
    lines = [json.dumps(claim) for claim in stated]
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    short = everything(file)
    with patch.object(json_lines, "well_formed_text", return_value=None):
        of_decoded = everything(file)
        with patch.object(json_text, "well_formed", return_value=None):
            long = everything(file)
    assert short == long
    assert of_decoded == long
    found = [
        well_formed_text(line.encode(), Spot(0, 0), "claims.jsonl", extract=True) for line in lines
    ]
    known = SECTIONS[section].by_name.get(field)
    # Some of them go the short way, but for those with a key that there is none of.
    assert any(found) == (known is not None)
    again = [well_formed(claim, Spot(0, 0), "claims.jsonl", extract=True) for claim in stated]
    assert any(again) == (known is not None)


@pytest.mark.slow
@given(st.lists(claims, min_size=1, max_size=3))
def test_both_ways_read_the_same(file: Path, stated: list[dict[str, object]]) -> None:
    file.write_text("".join(f"{json.dumps(claim)}\n" for claim in stated), encoding="utf-8")
    short = everything(file)
    with (
        patch.object(json_lines, "well_formed_text", return_value=None) as of_texts,
        patch.object(json_text, "well_formed", return_value=None) as of_decoded,
    ):
        assert short == everything(file)
    assert of_texts.call_count == of_decoded.call_count == len(stated)
    with patch.object(json_lines, "well_formed_text", return_value=None):
        assert short == everything(file)


@pytest.mark.parametrize(
    "line",
    [
        r'{"id":"a","text":"x","id":"b"}',
        r'{"id":"a","text":"x", "id" : "b"}',
        '{"id": "a", "text": "x", "id"\t: "a"}',
        r'{"id":"a","text":"x","\u0069d":"b"}',
        r'{"id":"a","text":"x","odd":1}',
        r'{"id":"a","text":"x","file":{"odd":1},"line":3}',
        r'{"id":"a","text":"x","appearances":[{"article":"l","article":"l"}]}',
        r'{"id":"a","text":"x","appearances":[{"article":"l","odd":1}]}',
        r'{"id":"a","text":"he said \":no\" and \" : no"}',
        r'{"id":"a","text":"\ud800 x"}',
        r'{"id":"a","text":"\ud83d\ude00"}',
        r'{"id":"a","text":"x\u0000"}',
        '{"id":"a","text":"x\x7f\x85"}',
        r'{"id":"a","text":"\u00a0x"}',
        r'{"id":"a","text":"x"} {"id":"b","text":"y"}',
        r'{"id":"a","text":"x","extra":{"n":[1,2.5,null]}}',
        r'{"id":"a","text":"x","confidence":1e400}',
        r'{"id":"a","text":"x","appearances":[[]]}',
        '{"id":"a","text":"x"',
    ],
)
def test_both_ways_read_the_same_text(file: Path, line: str) -> None:
    file.write_text(f'{{"id":"first","text":"x"}}\n{line}\n', encoding="utf-8")
    short = everything(file)
    with (
        patch.object(json_lines, "well_formed_text", return_value=None),
        patch.object(json_text, "well_formed", return_value=None),
    ):
        assert short == everything(file)
