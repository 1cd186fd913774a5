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
from coalition_cli.reading import DataFile, json_nodes, json_text
from coalition_cli.reading.reader import read

# Of anything that a key may have, some that suits it, and much that does not.
VALUES = [
    *("a", " a ", "", " ", "a b", "high", "event", "active", "2026-01", "2026-13", "é", "null"),
    *(None, True, False, 0, 1, 6, 50, 101, -1, 1.0, 1e400, 2**70),
    *([], ["a"], ["a", "a ", "b"], [""], [None], [1], [["a"]], {}, {"a": 1}),
]
NAMES = {
    name: [field.name for field in SECTIONS[name].fields] for name in ("claims", "appearances")
}
values = st.sampled_from(VALUES)
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


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lines") / "claims.jsonl"


@pytest.mark.slow
@given(st.lists(claims, min_size=1, max_size=3))
def test_both_ways_read_the_same(file: Path, stated: list[dict[str, object]]) -> None:
    file.write_text("".join(f"{json.dumps(claim)}\n" for claim in stated), encoding="utf-8")

    def everything() -> list[Any]:
        return [plain(item) for item in read(DataFile(str(file), "claims.jsonl", file.stat()))]

    short = everything()
    with (
        patch.object(json_nodes, "well_formed_text", return_value=None) as of_texts,
        patch.object(json_text, "well_formed", return_value=None) as of_decoded,
    ):
        assert short == everything()
    assert of_texts.call_count == of_decoded.call_count == len(stated)
    with patch.object(json_nodes, "well_formed_text", return_value=None):
        assert short == everything()


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

    def everything() -> list[Any]:
        return [plain(item) for item in read(DataFile(str(file), "claims.jsonl", file.stat()))]

    short = everything()
    with (
        patch.object(json_nodes, "well_formed_text", return_value=None),
        patch.object(json_text, "well_formed", return_value=None),
    ):
        assert short == everything()
