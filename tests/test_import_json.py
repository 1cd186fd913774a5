"""JSON and JSON Lines of any make become rows, each with its line; what is malformed is told."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_cli.importing.recognising import opened
from coalition_cli.importing.rows import Layout, Row
from coalition_cli.model.problems import DataError, Problem

PLAIN = Layout()


def read(path: Path, content: str | bytes, layout: Layout = PLAIN) -> list[object]:
    """Return the form of an input and its rows: the line, and the values."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    source = opened(str(path), None, layout)
    return [source.form, *map(shown, source.rows())]


def shown(row: Row | Problem) -> object:
    if isinstance(row, Problem):
        return f"{row.line}:{row.column}: {row.code}: {row.message}"
    return row.line, row.values


def refused(path: Path, content: str, layout: Layout = PLAIN) -> Problem:
    with pytest.raises(DataError) as error:
        read(path, content, layout)
    return error.value.problems[0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "input"  # whatever it is called


A, B = {"claim": "rain is wet"}, {"claim": "tea is hot", "n": [1, {"x": None}]}
IN_LINES = """[
  {"claim": "rain is wet"},

  {"claim": "tea is hot",
   "n": [1, {"x": null}]}
]
"""


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (IN_LINES, ["json", (2, A), (4, B)]),
        (json.dumps([A, B]), ["json", (1, A), (1, B)]),
        (f'{{"meta": {{"page": 1}}, "data":\n{{"items": {IN_LINES}}}}}', ["json", (3, A), (5, B)]),
        (f"{json.dumps(A)}\n\n{json.dumps(B)}", ["jsonl", (1, A), (3, B)]),
        (json.dumps(A), ["json", (1, A)]),
        (json.dumps(B, indent=1), ["json", (1, B)]),  # its own list is no list of rows
        (f"{json.dumps(A, indent=1)}\n{json.dumps(B, indent=1)}\n", ["json", (1, A), (4, B)]),
        ("[]", ["json"]),
        ('{"items": []}', ["json", (1, {"items": []})]),
        ("\ufeff \n [{}]", ["json", (2, {})]),
    ],
)
def test_rows_are_the_objects_of_a_list_or_of_lines(
    path: Path, text: str, rows: list[object]
) -> None:
    assert read(path, text) == rows
    assert read(path, text.removeprefix("\ufeff").encode("utf-16")) == rows


@pytest.mark.parametrize(
    ("where", "rows"),
    [
        ("b", [(1, B)]),
        ("a.list", [(1, A)]),
        ("pages[].rows", [(1, A), (1, B), (1, A)]),
        ("pages.rows", [(1, A), (1, B), (1, A)]),  # a list stands for its items
        ("pages[1].rows", [(1, A)]),
        ("a", [(1, {"list": [A]})]),
    ],
)
def test_a_mapping_says_which_list_has_the_rows(path: Path, where: str, rows: list[object]) -> None:
    pages = [{"rows": [A, B]}, {"rows": [A]}, {"no": 1}]
    text = json.dumps({"a": {"list": [A]}, "b": [B], "pages": pages})
    assert read(path, text, Layout(rows=where)) == ["json", *rows]
    again = [(2, row[1]) for row in rows]  # type: ignore[index]
    assert read(path, f"{text}\n{text}\n", Layout(rows=where)) == ["jsonl", *rows, *again]


def test_the_values_of_an_object_are_rows_if_all_are_objects(path: Path) -> None:
    rows: dict[str, dict[str, object]]
    rows = {"a1": {"claim": "x"}, "b2": {"claim": "y", "id": 7}, "c3": {"nr": "c3"}}
    found = [{"id": "a1", **rows["a1"]}, {"key": "b2", **rows["b2"]}, rows["c3"]]
    assert read(path, json.dumps(rows)) == ["json", *((1, row) for row in found)]
    one = {"claim": {"text": "x"}}
    assert read(path, json.dumps(one)) == ["json", (1, one)]


def test_several_lists_are_asked_for(path: Path) -> None:
    problem = refused(path, '{"claims": [{}], "people": [{}], "deep": {"er": [{}]}}')
    assert problem.message == "it has 2 lists of objects"
    assert problem.remedy == (
        "say in the mapping which of them has the rows, such as: rows: claims or people or deep.er"
    )
    found = read(path, '{"claims": [{}]}', Layout(rows="claim"))
    assert found[1:] == ["1:1: bad-input: nothing stands at 'claim', where its rows should be"]


def test_what_stands_beside_the_rows_is_told(path: Path) -> None:
    path.write_text('{"title": "x", "claims": [{"claim": "y"}], "next": 2}', encoding="utf-8")
    source = opened(str(path), None, PLAIN)
    assert [shown(row) for row in source.rows()] == [(1, {"claim": "y"})]
    told = "only 'claims' is read, and nothing beside it: title, next"
    assert [message for message, _ in source.notes] == [told]


def test_an_object_with_the_text_of_a_claim_is_a_row_itself(path: Path) -> None:
    row = {"claim": "rain is wet", "questions": [{"q": "a"}, {"q": "b"}]}
    assert read(path, json.dumps(row)) == ["json", (1, row)]
    assert read(path.with_suffix(".jsonl"), json.dumps(row)) == ["jsonl", (1, row)]


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("1", 1),
        ("-0.5", -0.5),
        ("1.50", 1.5),
        ("1e3", 1000.0),
        ("9223372036854775807", 9223372036854775807),
        ("9223372036854775808", "9223372036854775808"),
        ("1" * 5_000, "1" * 5_000),
        ("0.1234567890123456789", "0.1234567890123456789"),
        ("1e999", "1e999"),
        ("-1e99999999999999999999", "-1e99999999999999999999"),
        ("1e-99999999999999999999", "1e-99999999999999999999"),
        ("NaN", None),
        ("-Infinity", "-Infinity"),
    ],
)
def test_a_number_that_no_program_would_keep_stays_as_it_is_written(
    path: Path, number: str, value: object
) -> None:
    assert read(path, f'[{{"n": {number}}}]') == ["json", (1, {"n": value})]


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ('{"a": 1, "a": 2}', 1, "the key 'a' stands twice, with different values"),
        ('{"b": {"a": 1, "a": 2}}', 1, "the key 'a' stands twice, with different values"),
        ('{"a": "\\ud83d"}', 1, "half of a surrogate pair, which is not a character"),
        ('{"\\udc00": 1}', 1, "half of a surrogate pair, which is not a character"),
        ('{"a": ' * 30 + "1" + "}" * 30, 1, "values are nested more than 24 deep"),
        ("[" * 100_000, None, "expected an object, not a list"),
        ('"a text"', 1, "expected an object, not a text"),
        ("17", 1, "expected an object, not a number"),
        ("null", 1, "expected an object, not null"),
        ("[1]", 1, "expected an object, not a list"),
    ],
)
def test_a_row_that_is_none_is_told_and_the_others_are_read(
    path: Path, row: str, column: int | None, message: str
) -> None:
    found = read(path, f"{json.dumps(A)}\n{row}\n{json.dumps(A)}\n{json.dumps(A)}\n")
    if column is None:
        assert [one for one in found if isinstance(one, str) and one.startswith("2:")]
    elif row == "[1]":  # its items are rows, of which none is an object
        assert found[2] == "2:2: bad-row: expected an object, not a number"
    else:
        assert found == ["jsonl", (1, A), f"2:{column}: bad-row: {message}", (3, A), (4, A)]


def test_a_key_that_stands_twice_with_one_value_loses_nothing(path: Path) -> None:
    assert read(path, '[{"a": [1], "b": 2, "a": [1]}]') == ["json", (1, {"a": [1], "b": 2})]
    assert read(path, '[{"a": "\\ud83d\\ude00"}]') == ["json", (1, {"a": "😀"})]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[{"claim": "a"},\n {"claim": "b"', "2:15: bad-input: expecting ',' delimiter"),
        ('[{"claim": "a"},\n {"claim" "b"}]', "2:11: bad-input: expecting ':' delimiter"),
        ('[{"claim": "a"}\n {"claim": "b"}]', "2:2: bad-input: expected ',' or ']'"),
        ('[{"claim": "a"}]\n}', "2:1: bad-input: expecting value"),
        ('{"claims": [{"claim": "a"}], \n', "2:1: bad-input: expected a key in double quotes"),
        ("[{'claim': 'a'}]", "1:3: bad-input: expecting property name enclosed in double quotes"),
        ('[{"claim": "a\nb"}]', "1:14: bad-input: invalid control character"),
        ("{", "1:2: bad-input: expected a key in double quotes"),
        ("[", "1:2: bad-input: expecting value"),
    ],
)
def test_what_is_malformed_is_told_with_its_place(path: Path, text: str, problem: str) -> None:
    path.write_text(text, encoding="utf-8")
    try:
        found = [shown(row) for row in opened(str(path), None, PLAIN).rows()]
    except DataError as error:
        found = [shown(one) for one in error.problems]
    assert str(found[-1]).lower().startswith(problem)


def test_forty_megabytes_in_one_line_are_read(path: Path) -> None:
    rows = [{"claim": "rain " * 200, "n": number} for number in range(40_000)]
    path.write_text(json.dumps({"page": 1, "claims": rows}), encoding="utf-8")
    assert path.stat().st_size > 40_000_000
    source = opened(str(path), None, PLAIN)
    for row, expected in zip(source.rows(), rows, strict=True):
        assert isinstance(row, Row)
        assert row.values == expected


SCALARS = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(max_size=5)
VALUES = st.recursive(
    SCALARS | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.text(max_size=4), VALUES, max_size=4)


@settings(deadline=None)
@given(st.lists(OBJECTS, min_size=1, max_size=4), st.sampled_from([None, 1]), st.booleans())
def test_what_the_json_module_writes_is_read_again(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[dict[str, object]],
    indent: int | None,
    ascii_only: bool,
) -> None:
    path = tmp_path_factory.mktemp("rows") / "input"
    text = json.dumps(rows, indent=indent, ensure_ascii=ascii_only)
    assert [row[1] for row in read(path, text)[1:]] == rows  # type: ignore[index]
    lines = "\n".join(json.dumps(row, ensure_ascii=ascii_only) for row in rows)
    if len(rows) > 1:
        assert [row[1] for row in read(path, lines)[1:]] == rows  # type: ignore[index]
