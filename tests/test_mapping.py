"""Mappings: a document is compiled against the model, and a row becomes a record by it."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from coalition_cli.importing.mapping.keys import KEYS, OF_VALUES
from coalition_cli.importing.mapping.mapping import mapped
from coalition_cli.importing.mapping.plan import Plan, compiled
from coalition_cli.importing.mapping.settling import settled
from coalition_cli.importing.rows import Layout, Made, Row
from coalition_cli.model.problems import Problem

from .conftest import Run
from .documents import ROOT


def plan_of(document: str) -> Plan:
    plan = compiled(document.encode(), "m.yaml")
    assert isinstance(plan, Plan), plan
    return plan


def made(document: str, row: Mapping[str, object], line: int = 2) -> Made:
    found = mapped(plan_of(document), Row(line, row), "in.csv")
    assert isinstance(found, Made), found
    return found


def values(fields: str, row: Mapping[str, object], **also: str) -> dict[str, object]:
    """Return what a row becomes by these fields, without its text."""
    rest = "".join(f"{key.replace('_', '-')}: {value}\n" for key, value in also.items())
    found = made(f"{rest}fields:\n  text: t\n{fields}", {"t": "T", **row}).values
    assert found.pop("text") == "T"
    return found


# The language: fields, a row, what the row becomes.
FIELDS: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "a column": ("  note: n", {"n": " a\tb \n"}, {"note": "a\tb"}),
    "a column that is not there": ("  note: n", {}, {}),
    "a blank one": ("  note: n", {"n": " \u3000"}, {}),
    "a number, and a truth value": (
        "  note: n\n  context: c",
        {"n": 1.5, "c": False},
        {"note": "1.5", "context": "false"},
    ),
    "the first with a value": ("  note: [m, n, o]", {"m": "", "n": "N"}, {"note": "N"}),
    "the others are kept": (
        "  note: [m, n, o]",
        {"n": "N", "o": "O"},
        {"note": "N", "extra": {"o": "O"}},
    ),
    "a path": (
        "  note: a.b",
        {"a": {"b": "B", "c": "C"}},
        {"note": "B", "extra": {"a": {"c": "C"}}},
    ),
    "a numbered item": (
        "  note: a[1].b",
        {"a": [{"b": "0"}, {"b": "1"}]},
        {"note": "1", "extra": {"a": [{"b": "0"}]}},
    ),
    "a later item stays at its place": (
        "  note: a[0].b",
        {"a": [{"b": "0"}, {"b": "1"}]},
        {"note": "0", "extra": {"a": [None, {"b": "1"}]}},
    ),
    "all items": ("  topics: a[].b", {"a": [{"b": "x"}, {}, {"b": "y"}]}, {"topics": ["x", "y"]}),
    "all items of a list of texts": ("  topics: a", {"a": ["x", "y", "x"]}, {"topics": ["x", "y"]}),
    "lists in a list": ("  topics: a", {"a": [["x"], [["y"]]]}, {"topics": ["x", "y"]}),
    "one value counts as a list of one": (
        "  topics: a[].b\n  note: c[0]",
        {"a": {"b": "x"}, "c": "C"},
        {"topics": ["x"], "note": "C"},
    ),
    "one field takes the first of several": (
        "  note: a",
        {"a": ["x", "y"]},
        {"note": "x", "extra": {"a": [None, "y"]}},
    ),
    "an object fills no text": ("  note: a", {"a": {"b": "B"}}, {"extra": {"a": {"b": "B"}}}),
    "a text, an object or a list": (
        "  speaker: ['who[].name', who]",
        {"who": "Jo"},
        {"speaker": {"name": "Jo"}},
    ),
    "the whole name first": (
        "  note: a.b\n  context: c[0]",
        {"a.b": "whole", "a": {"b": "B"}, "c[0]": "also"},
        {"note": "whole", "context": "also", "extra": {"a": {"b": "B"}}},
    ),
    "a name that is no path": (
        "  note: No.\n  context: a[b",
        {"No.": "1", "a[b": "C"},
        {"note": "1", "context": "C"},
    ),
    "a name in quotes": (
        """  note: 'a["b.c"].d'\n  context: 'a["e\\"f"]'""",
        {"a": {"b.c": {"d": "D"}, 'e"f': "E"}},
        {"note": "D", "context": "E"},
    ),
    "a template": (
        "  speaker.description: '{job}, {party}'",
        {"job": "mayor", "party": "Greens"},
        {"speaker": {"description": "mayor, Greens"}},
    ),
    "a template of JSON": (
        "  note: 'by {a.b} ({a[\"c\"]}), {d[]}'",
        {"a": {"b": "B", "c": "C"}, "d": ["x", "y"]},
        {"note": "by B (C), x, y"},
    ),
    "a template that runs no code": (
        "  note: '{n.__class__} {n!r} {n:>9} {n}'",
        {"n": "N"},
        {"note": "N"},
    ),
    "braces": ("  note: '{{{n}}}'", {"n": "N"}, {"note": "{N}"}),
    "split": (
        "  topics: {from: s, split: ','}",
        {"s": "tax, jobs,,tax"},
        {"topics": ["tax", "jobs"]},
    ),
    "several texts that are split": (
        "  topics: {from: s, split: ' / '}",
        {"s": ["tax / jobs", "a/b"]},
        {"topics": ["tax", "jobs", "a/b"]},
    ),
    "words that stand for others are kept too": (
        "  kind: {from: k, values: {fact: event, Fact: position}}",
        {"k": "FACT"},
        {"kind": "event", "extra": {"k": "FACT"}},
    ),
    "words that stand for nothing": (
        "  topics: {from: k, values: {none: ~}}",
        {"k": ["none", "tax"]},
        {"topics": ["tax"], "extra": {"k": ["none"]}},
    ),
    "a word as it is": (
        "  kind: {from: k, values: {fact: event}}",
        {"k": "Causal"},
        {"kind": "causal"},
    ),
    "a literal": ("  confidence: {is: medium}", {}, {"confidence": 50}),
    "a literal of each type": (
        "  anonymous: {is: no}\n  topics: {is: [tax, 7]}\n  credibility: {is: 3}\n"
        "  date: {is: 31 January 2020}\n  source: {is: The Gazette}\n  note: {is: 1.10}",
        {},
        {
            "anonymous": False,
            "topics": ["tax", "7"],
            "credibility": 3,
            "date": "2020-01-31",
            "source": {"name": "The Gazette"},
            "note": "1.10",
        },
    ),
    "entities, once": (
        "  note: n",
        {"n": "&quot;A&quot; &amp;amp; B&#8217;s"},
        {"note": '"A" &amp; B’s'},
    ),
    "an address is no entity": (
        "  note: n",
        {"n": "?a=1&copy=2;&lt=3"},
        {"note": "?a=1&copy=2;&lt=3"},
    ),
    "what is kept is not decoded": ("  note: n", {"m": "&amp;"}, {"extra": {"m": "&amp;"}}),
    "what an id names": ("  speaker.id: s", {"s": "jo"}, {"speaker": {"id": "jo"}}),
    "what a text names": (
        "  speaker: s\n  on_behalf_of: b\n  supports: c",
        {"s": "Jo", "b": "Bo", "c": ["one", "two"]},
        {"speaker": {"name": "Jo"}, "on_behalf_of": {"name": "Bo"}, "supports": ["one", "two"]},
    ),
    "a record in a mapping of its own": (
        "  speaker: {name: s, role: [j, k]}",
        {"s": "Jo", "k": "mayor"},
        {"speaker": {"name": "Jo", "role": "mayor"}},
    ),
    "a record that has only literals beside what is not there": (
        "  speaker.name: s\n  speaker.kind: {is: person}",
        {"s": ""},
        {},
    ),
    "a record of literals alone": (
        "  source.name: {is: The Gazette}\n  source.kind: {is: outlet}",
        {},
        {"source": {"name": "The Gazette", "kind": "outlet"}},
    ),
    "one record of a list": (
        "  reviews.rating: v\n  reviews.by: {is: Check It}",
        {"v": "false"},
        {"reviews": [{"rating": "false", "by": {"name": "Check It"}}]},
    ),
    "several records of a list": (
        "  reviews:\n    - {rating: v, by: {is: A}}\n    - {rating: w, by: {is: B}}\n"
        "    - {rating: x, by: {is: C}}",
        {"v": "false", "x": "true"},
        {
            "reviews": [
                {"rating": "false", "by": {"name": "A"}},
                {"rating": "true", "by": {"name": "C"}},
            ]
        },
    ),
    "a record for each item": (
        "  reviews: {each: r, by.name: p.name, rating: said, value: v.n}",
        {
            "r": [
                {"p": {"name": "P", "site": "S"}, "said": "no", "v": {"n": "1", "of": 5}},
                {"said": "yes"},
            ]
        },
        {
            "reviews": [
                {
                    "by": {"name": "P"},
                    "rating": "no",
                    "value": 1,
                    "extra": {"p": {"site": "S"}, "v": {"of": 5}},
                },
                {"rating": "yes"},
            ]
        },
    ),
    "an item of which nothing is taken": (
        "  reviews: {each: r, rating: said, by: {is: A}}",
        {"r": [{"x": 1}, {"said": "no"}, {"x": 2}]},
        {
            "reviews": [{"by": {"name": "A"}, "rating": "no"}],
            "extra": {"r": [{"x": 1}, None, {"x": 2}]},
        },
    ),
    "one object in place of a list": (
        "  reviews: {each: r, rating: said}",
        {"r": {"said": "no"}},
        {"reviews": [{"rating": "no"}]},
    ),
    "items that are texts": (
        "  reviews: {each: r, rating: ., note: ^.n}",
        {"r": ["no", " ", "yes"], "n": "N"},
        {"reviews": [{"rating": "no", "note": "N"}, {"rating": "yes", "note": "N"}]},
    ),
    "items that are texts or objects": (
        "  appearances: {each: 'seen[]', article.url: [url, .]}",
        {"seen": ["http://a", {"url": "http://b", "lang": "en"}]},
        {
            "appearances": [
                {"article": {"url": "http://a"}},
                {"article": {"url": "http://b"}, "extra": {"lang": "en"}},
            ]
        },
    ),
    "items of lists in items of a list": (
        "  evidence: {each: 'q[].a[]', question: ^.text, answer: a, note: ^.^.by}",
        {
            "by": "B",
            "q": [
                {"text": "Why?", "n": 1, "a": [{"a": "So.", "m": 2}, {"a": "No."}]},
                {"text": "When?", "a": []},
            ],
        },
        {
            "evidence": [
                {"question": "Why?", "answer": "So.", "note": "B", "extra": {"m": 2}},
                {"question": "Why?", "answer": "No.", "note": "B"},
            ],
            "extra": {"q": [{"n": 1}, {"text": "When?"}]},
        },
    ),
    "records within records of a list": (
        "  appearances:\n    each: seen\n    quote: q\n    article:\n      headline: h\n"
        "      corrections: {each: fixed, text: ., reason: ^.why}",
        {"seen": [{"h": "H", "q": "Q", "x": 1, "fixed": ["F", "G"], "why": "W"}]},
        {
            "appearances": [
                {
                    "quote": "Q",
                    "article": {
                        "headline": "H",
                        "corrections": [{"text": "F", "reason": "W"}, {"text": "G", "reason": "W"}],
                    },
                    "extra": {"x": 1},
                }
            ]
        },
    ),
    "keys of extra": (
        "  extra.a.b: n\n  extra.c: o\n  extra.d: {is: [1, {e: f}]}",
        {"n": "N", "o": {"p": [1, 2]}, "q": "Q"},
        {"extra": {"a": {"b": "N"}, "c": {"p": [1, 2]}, "d": [1, {"e": "f"}], "q": "Q"}},
    ),
    "a key of extra that the row has too": (
        "  extra.a: n",
        {"n": "N", "a": "A"},
        {"extra": {"a": "N", "a_": "A"}},
    ),
    "extra as a whole": ("  extra: x", {"x": {"a": 1}, "y": 2}, {"extra": {"a": 1, "y": 2}}),
    "extra from a text": ("  extra: x", {"x": "X"}, {"extra": {"x": "X"}}),
    "a value that two fields take": (
        "  note: n\n  context: n",
        {"n": "N"},
        {"note": "N", "context": "N"},
    ),
}


@pytest.mark.parametrize("case", FIELDS)
def test_a_row_becomes_a_record(case: str) -> None:
    fields, row, expected = FIELDS[case]
    assert values(fields, row) == expected


# A field, a text, what it is read as; None: it is kept, with a doubt.
CELLS: list[tuple[str, object, object]] = [
    *(("kind", text, "event") for text in ("event", " EVENT ", "Event")),
    *(("kind", text, None) for text in ("events", "n/a", 1)),
    *(("confidence", text, 85) for text in ("high", "HIGH", "85", "85.0", 85, 85.0)),
    *(("confidence", text, None) for text in ("very high", "101", "-1", "0.5", "85%", True)),
    *(("anonymous", text, True) for text in ("true", "TRUE", "yes", "Y", "t", "1", 1, True)),
    *(("anonymous", text, False) for text in ("false", "No", "n", "F", "0", 0, False)),
    *(("anonymous", text, None) for text in ("maybe", "2", "on", "x")),
    *(("credibility", text, 3) for text in ("3", "3.0", 3, 3.0)),
    *(("credibility", text, None) for text in ("7", "0", "3,0", "three", "1e400", "9" * 500)),
    *(("date", text, "2020-01-31") for text in ("2020-01-31", "31/01/2020", "January 31, 2020")),
    *(("date", text, None) for text in ("3-4-2020", "soon", "99", "1580428800")),
    ("date", 2020, "2020"),
    *(("date", text, text) for text in ("2020-02~", "1950?", "1950%")),
    ("reviews.value", "2,5", 2.5),
    ("reviews.value", "2.5", 2.5),
    ("reviews.value", "\u22122", -2),
    ("reviews.value", "0,125", 0.125),
    ("reviews.value", "1,234.5", 1234.5),
    ("reviews.value", "1.234,5", 1234.5),
    ("reviews.value", "1 234 567", 1234567),
    ("reviews.value", "1.234.567", 1234567),
    ("reviews.value", "5", 5),
    ("reviews.value", 2.5, 2.5),
    *(("reviews.value", text, None) for text in ("high", "n/a", "1,234", "-1,234", "1,2,3")),
    *(
        ("reviews.value", text, None)
        for text in ("nan", "inf", "1e999", "9" * 30, "1 of 5", "0x10")
    ),
    ("supports", "a-1", ["a-1"]),
    ("supports", "The ferry is late.", None),
    ("id", "a-1", "a-1"),
    ("id", "a 1", "a 1"),  # which becomes an id without blanks
    ("speaker.same_as", "https://a.example/b", ["https://a.example/b"]),
    ("speaker.same_as", "a.example", None),
]


@pytest.mark.parametrize(("field", "cell", "value"), CELLS)
def test_a_cell_is_read_as_the_type_of_its_field(field: str, cell: object, value: object) -> None:
    found = made(f"fields: {{text: t, speaker: s, {field}: c}}", {"t": "T", "s": "S", "c": cell})
    read: Any = found.values
    for key in field.split("."):
        read = read.get(key) if isinstance(read, dict) else read and read[0].get(key)
    assert (read, type(read)) == (value, type(value))
    if value is None:
        assert found.values["extra"] == {"c": cell}
        [(where, doubt)] = found.doubts
        assert where == field
        assert doubt.endswith("; kept under extra: c")
    else:
        assert (found.doubts, "extra" in found.values) == ((), False)


@pytest.mark.parametrize(
    "text",
    ["2020-01-31T14:05:00Z", "2020-01-31 00:05", "31 January 2020 9:30 pm", "20200131T1405Z"],
)
def test_a_date_with_a_time_is_kept_too(text: str) -> None:
    found = made("fields: {text: t, date: d}", {"t": "T", "d": text})
    assert found == (2, {"text": "T", "date": "2020-01-31", "extra": {"d": text}}, (), ())


@pytest.mark.parametrize(
    "text", ["2020-01-31T00:00:00Z", "2020-01-31 0:00", "31/01/2020 00:00:00.000"]
)
def test_midnight_is_no_time(text: str) -> None:
    assert values("  date: d", {"d": text}) == {"date": "2020-01-31"}


def test_what_was_not_read_and_what_was_not_taken_is_told_with_its_path() -> None:
    found = made(
        "fields:\n  text: t\n  date: [d, e]\n  topics: {from: s, split: ;}\n"
        "  reviews: {each: r, rating: x, value: v}",
        {"t": "T", "d": "3/4/2020", "e": "2021", "s": "a; b", "f": 0,
         "r": [{"x": "no", "v": "high", "w": {"y.z": True}}]},
        7,
    )  # fmt: skip
    assert found.line == 7
    assert found.values == {
        "text": "T",
        "date": "2021",
        "topics": ["a", "b"],
        "reviews": [{"rating": "no", "extra": {"v": "high", "w": {"y.z": True}}}],
        "extra": {"d": "3/4/2020", "f": 0},
    }
    assert found.doubts == (
        (
            "date",
            "'3/4/2020' may be two days (a mapping says 'date: dmy' or 'date: mdy'); "
            "kept under extra: d",
        ),
        ("reviews.value", "'high' is no number; kept under extra: r[].v"),
    )
    assert found.unused == ('r[].w["y.z"]', "f")


ODD = ["a.b", "a[0]", "a[", " a ", "", "{a}", "{{", "^", "^.a", ".", '["a"]', 'a"b', "a\\b", "\n"]


@pytest.mark.parametrize("key", ODD)
def test_a_path_that_is_told_is_one_that_a_mapping_can_have(key: str) -> None:
    for row in ({key: "x"}, {"a": [{key: ["x"]}]}, {key: {key: "x"}}):
        [path] = made("fields: {text: t}", {"t": "T", **row}).unused
        document = json.dumps({"fields": {"text": "t", "note": path}})
        found = made(document, {"t": "T", **row})
        assert found.values == {"text": "T", "note": "x"}, path
        plan = plan_of(document)
        assert plan.columns_missing([key, "t", "a"]) == [] or path != key


TEMPLATES = [
    ("{a}, {b}", "A", "", "A"),
    ("{a}, {b}", "", "B", "B"),
    ("{a}, {b}", "", "", None),
    ("{a} ({b})", "A", "", "A"),
    ("{a} ({b})", "", "B", "(B)"),
    ("({a}) {b}", "", "B", "B"),
    ("“{a}” – {b}", "A", "", "“A”"),
    ("'{a}': \"{b}\"", "A", "", "'A'"),
    ("{a} of {b}", "A", "", "A"),
    ("{a} of {b}", "", "B", "B"),
    ("said by {a} in {b}", "A", "", "said by A"),
    ("said by {a} in {b}", "", "B", "B"),
    ("{a}, {b}.", "A", "", "A"),
    ("{a}, {b}.", "A", "B", "A, B."),
    ("{a} [from {b}], {a}", "A", "", "A, A"),
    ("{a}'s {b}", "A", "", "A"),
    ("{ a }/{b}", "A", "B", "A/B"),
]


@pytest.mark.parametrize(("template", "a", "b", "text"), TEMPLATES)
def test_an_empty_name_takes_its_punctuation_with_it(
    template: str, a: str, b: str, text: str | None
) -> None:
    found = values(f"  note: {json.dumps(template)}", {"a": a, "b": b})
    assert found == ({} if text is None else {"note": text})


def test_values_that_mean_nothing() -> None:
    row = {"m": "None", "n": " N/A ", "o": -1, "p": "none", "q": "null", "r": ["None", "R"]}
    found = values("  note: [m, n, o, p]", row, empty="[None, N/A, -1, null]")
    assert found == {"note": "none", "extra": {"r": [None, "R"]}}


def test_a_row_stays_as_it_is() -> None:
    row = {"t": "T", "x": {"a": 1}, "y": 2}
    before = json.dumps(row)
    for fields in ("extra: x", "extra.k: x", "extra: x, speaker.name: t, speaker.extra: x"):
        found = made(f"fields: {{text: t, {fields}}}", row)
        assert found.values["extra"] != row["x"]
        assert json.dumps(row) == before


def test_what_may_be_lost() -> None:
    row = {"n": 1, "a": {"b": 2, "c": [3, {"d": 4, "e": 5}]}, "f": [{"g": 6, "h": 7}, {"g": 8}]}
    assert values("", row, ignore="[n, a.c, 'f[].g']") == {
        "extra": {"a": {"b": 2}, "f": [{"h": 7}]}
    }
    assert made("ignore: a\nfields: {text: t}", {"t": "T", "a": row}).unused == ()


CONDITIONS = [
    ("where: {a: [x, y]}", {"a": "X "}, True),
    ("where: {a: [x, y]}", {"a": "z"}, False),
    ("where: {a: [x, y]}", {}, False),
    ("where: {a: x, b: z}", {"a": "x", "b": "z"}, True),
    ("where: {a: x, b: z}", {"a": "x"}, False),
    ("where: {a: false}", {"a": False}, True),
    ("where: {a: 1}", {"a": 1}, True),
    ("where: {a: [~]}", {"a": " "}, True),
    ("where: {a: [~, x]}", {"a": "y"}, False),
    ("where: {'a[].b': x}", {"a": [{"b": "w"}, {"b": "x"}]}, True),
    ("where-not: {a: [x, y]}", {"a": "x"}, False),
    ("where-not: {a: [x, y]}", {}, True),
    ("where-not: {a: x, b: z}", {"a": "w", "b": "z"}, False),
    ("where-not: {a: ~}", {"a": ""}, False),
    ("empty: None\nwhere-not: {a: ''}", {"a": "None"}, False),
    ("where: {a: x}\nwhere-not: {b: z}", {"a": "x", "b": "z"}, False),
]


@pytest.mark.parametrize(("conditions", "row", "stays"), CONDITIONS)
def test_rows_that_are_left_out(conditions: str, row: dict[str, object], stays: bool) -> None:
    plan = plan_of(f"{conditions}\nfields: {{text: t}}")
    assert isinstance(mapped(plan, Row(2, {"t": "T", **row})), Made if stays else type(None))


def test_a_row_without_its_text_is_a_problem_and_one_without_anything_is_none() -> None:
    plan = plan_of("fields: {text: t, note: n}")
    found = mapped(plan, Row(4, {"t": " ", "n": "N"}), "in.csv")
    assert isinstance(found, Problem)
    assert (found.code, found.file, found.line) == ("bad-row", "in.csv", 4)
    assert found.message == "the row gives no 'text' for a claim"
    assert found.remedy == (
        "fill it in; a mapping can name a second column, or skip such rows (where-not)"
    )
    assert mapped(plan, Row(4, {"t": "", "n": None}), "in.csv") is None
    assert isinstance(mapped(plan, Row(4, {"t": "", "x": "X"}), "in.csv"), Problem)


def test_a_record_that_lacks_what_it_must_have_is_kept() -> None:
    found = made(
        "fields: {text: t, appearances.article: h, appearances.quote: q, speaker.role: r,"
        " speaker.name: s}",
        {"t": "T", "h": "", "q": "Q", "r": "R"},
    )
    assert found.values == {"text": "T", "extra": {"q": "Q", "r": "R"}}
    assert found.doubts == (
        ("speaker", "a speaker has no 'name' or 'description' here; kept under extra: r"),
        ("appearances", "an appearance has no 'article' here; kept under extra: q"),
    )


def test_an_appearance_needs_no_article_where_the_claim_has_a_source() -> None:
    fields = "  appearances.quote: q\n  source: s"
    assert values(fields, {"q": "Q", "s": "S"}) == {
        "appearances": [{"quote": "Q"}],
        "source": {"name": "S"},
    }
    assert values(fields, {"q": "Q", "s": " "}) == {"extra": {"q": "Q"}}


def test_records_of_a_record_that_is_none_are_kept_too() -> None:
    fields = "  speaker: {name: s, not_same: {each: o, name: n}}"
    assert values(fields, {"o": [{"n": "N", "x": "X"}]}) == {"extra": {"o": [{"n": "N", "x": "X"}]}}


def test_other_names_of_an_unnamed_speaker_are_not_kept() -> None:
    fields = "  speaker.name: [a, b, '{c} {d}']\n  speaker.anonymous: u"
    row = {"a": "Jo Roe", "b": "J. Roe", "c": "Joan", "d": "Roe", "u": "yes", "e": "E"}
    assert values(fields, row) == {
        "speaker": {"name": "Jo Roe", "anonymous": True},
        "extra": {"e": "E"},
    }
    also = f"fields:\n  text: t\n{fields}\n  speaker.same_as: f"
    assert made(also, {"t": "T", **row, "f": "Jo Roe"}).doubts == ()
    named = values(fields, {**row, "u": "no"})
    assert named["extra"] == {"b": "J. Roe", "c": "Joan", "d": "Roe", "e": "E"}


@pytest.mark.parametrize(
    ("fields", "row"),
    [
        ("speaker: s", {"s": "Jo Roe", "anonymous": "yes"}),
        ("speaker.name: [x, s]", {"s": "Jo Roe", "anonymous": "true"}),
        ("speaker.name: '{s} {r}'", {"s": "Jo", "r": "Roe", "anonymous": "1"}),
        ("speaker: s.name", {"s": {"name": "Jo Roe", "anonymous": True}}),
        ("speaker: s.name", {"s": {"name": "Jo Roe"}, "anonymous": True}),
        ("speaker: s.name", {"s": {"name": "Jo Roe", "anonymous": 1}, "": "x"}),
    ],
)
def test_a_mapping_that_forgets_who_is_unnamed_names_nobody(
    fields: str, row: dict[str, object]
) -> None:
    found = values(f"  {fields}", row)
    assert found["speaker"]["anonymous"] is True  # type: ignore[index]  # a record
    assert found.get("extra") == ({"": "x"} if "" in row else None)
    told = values(f"  {fields}\n  speaker.anonymous: {{is: no}}", row)
    assert told["speaker"]["anonymous"] is False  # type: ignore[index]  # a record


def test_a_row_that_is_nested_too_deeply_is_a_problem() -> None:
    deep: object = "x"
    for _ in range(500):
        deep = {"a": [deep]}
    for fields in ("text: t", "text: t, note: a", "text: t, extra.a: a"):
        found = mapped(plan_of(f"fields: {{{fields}}}"), Row(3, {"t": "T", "a": deep}), "in.json")
        assert isinstance(found, Problem)
        assert (found.line, found.message) == (3, "the row is nested more than 20 levels deep")


def test_other_records() -> None:
    row = {"h": "H", "u": "http://a", "b": "A; B", "p": "Gazette", "x": "X"}
    fields = "headline: h, url: u, authors: {from: b, split: ;}, publisher: p, retells: [y, x]"
    article = made(f"record: articles\nfields: {{{fields}}}", row)
    assert article.values == {
        "headline": "H",
        "url": "http://a",
        "authors": ["A", "B"],
        "publisher": {"name": "Gazette"},
        "retells": [{"headline": "X"}],
    }
    plan = plan_of("record: facts\nfields: {text: h, reference.url: u}")
    assert plan.section.name == "facts"
    fact = mapped(plan, Row(1, row))
    assert isinstance(fact, Made)
    assert fact.values["reference"] == {"url": "http://a"}
    assert isinstance(mapped(plan_of("record: speakers\nfields: {name: n}"), Row(1, row)), Problem)


def test_how_rows_are_read() -> None:
    plan = plan_of('from: csv\nseparator: "\\t"\ncolumns: [id, 2]\nskip: 3\nfields: {text: id}')
    assert plan.form == "csv"
    assert plan.layout == Layout("\t", ("id", "2"), 3, None, None)
    assert plan_of("sheet: Data\nrows: data.items\nfields: {text: t}").layout == Layout(
        sheet="Data", rows="data.items"
    )


def test_columns_that_a_table_does_not_have() -> None:
    plan = plan_of(
        "ignore: row\nwhere: {lang: en}\n"
        "fields:\n  text: statment\n  note: ['{job}, {partty}', a.b]\n"
    )
    columns = ["statement", "job", "party", "a.b"]
    assert [(one.line, one.column, one.message) for one in plan.columns_missing(columns)] == [
        (4, 9, "no column 'statment'; did you mean 'statement'?"),
        (5, 10, "no column 'partty'; did you mean 'party'?"),
        (2, 9, "no column 'lang'"),
        (1, 9, "no column 'row'"),
    ]
    assert plan.columns_missing([]) == []


def test_the_order_of_dates_is_that_of_the_field_of_the_file_or_of_what_the_column_proves() -> None:
    document = (
        "fields:\n  text: t\n  date: [d, '{y}-{m}']\n  embargo: {from: e, date: mdy}\n"
        "  reviews: {each: r, rating: x, date: [seen, ^.d]}\n  speaker.extra.date: f\n"
        "  speaker.name: t\n"
    )
    row = Row(
        1, {"t": "T", "d": "3/4/2020", "e": "3/4/2020", "r": [{"x": "no", "seen": "5/6/2020"}]}
    )
    plan = plan_of(document)
    assert plan.date_columns == ("d", "r[].seen")
    assert [*plan.date_texts(row)] == [
        ("d", "3/4/2020"),
        ("r[].seen", "5/6/2020"),
        ("d", "3/4/2020"),
    ]
    unsure = mapped(plan, row)
    assert isinstance(unsure, Made)
    assert [name for name, _ in unsure.doubts] == ["date", "reviews.date", "reviews.date"]
    assert unsure.values["embargo"] == "2020-03-04"
    sure = mapped(plan.with_orders({"d": "dmy"}), row)
    assert isinstance(sure, Made)
    assert sure.values["date"] == "2020-04-03"
    assert sure.values["reviews"] == [
        {"rating": "no", "date": "2020-04-03", "extra": {"seen": "5/6/2020"}}
    ]
    stated = plan_of("date: ymd\n" + document)
    assert stated.date_columns == ()


class _Rows:
    """An input that has these rows."""

    name, form, columns = "in.csv", "csv", ()

    def __init__(self, *dates: str) -> None:
        self.passes = 0
        self._rows = [Row(2 + n, {"t": "T", "d": date}) for n, date in enumerate(dates)]

    def rows(self) -> list[Row]:
        self.passes += 1
        return self._rows


UNSEEN = """\
fields:
  text: [claim.txt, claim.text]
  note: remarks
  reviews: {each: check, rating: verdict}
"""


def test_paths_of_json_that_no_row_has_are_told_after_the_import(
    coalition: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    row = {"claim": {"text": "T"}, "remark": "R", "checks": [{"verdict": "no"}]}
    Path("a.json").write_text(json.dumps([row, row]), encoding="utf-8")
    Path("a.json.map.yaml").write_text(UNSEEN, encoding="utf-8")
    result = coalition("import", "a.json", "-o", "claims.yaml")
    assert result.code == 0
    remedy = "  leave it as it is if other data have it"
    assert result.err.splitlines()[:4] == [
        "coalition: a.json.map.yaml:3:9: no value at 'remarks' in 2 rows; did you mean 'remark'?",
        remedy,
        "coalition: a.json.map.yaml:4:19: no value at 'check' in 2 rows; did you mean 'checks'?",
        remedy,
    ]
    right = UNSEEN.replace("remarks", "remark").replace("check,", "checks,")
    Path("b.yaml").write_text(right, encoding="utf-8")
    assert "no value at" not in coalition("import", "a.json", "-m", "b.yaml").err


PROVEN = [
    (["31/01/2020", "3/4/2020"], ["2020-01-31", "2020-04-03"]),
    (["3/4/2020", "01/31/2020"], ["2020-03-04", "2020-01-31"]),
    (["3/4/2020", "01/31/2020", "31/01/2020"], [None, "2020-01-31", "2020-01-31"]),
    (["3/4/2020", "5/6/2020"], [None, None]),
    (["2020-01-31", "3/4/2020"], ["2020-01-31", None]),
]


@pytest.mark.parametrize(("texts", "dates"), PROVEN)
def test_a_column_proves_the_order_of_its_dates(texts: list[str], dates: list[str | None]) -> None:
    given: Any = _Rows(*texts)
    plan = settled(plan_of("fields: {text: t, date: d}"), given)
    found: list[Any] = [mapped(plan, row) for row in given.rows()]
    assert [one.values.get("date") for one in found] == dates


def test_the_order_of_dates_is_asked_for_where_a_date_may_be_two_days() -> None:
    passes = []
    for dates in (["2020-01-31", "31/01/2020", "3/3/2020"], ["31/01/2020", "3/4/2020", "5/6/2020"]):
        given: Any = _Rows(*dates)
        plan = settled(plan_of("fields: {text: t, date: d}"), given)
        for row in given.rows():
            mapped(plan, row)
        passes.append(given.passes)
    assert passes == [1, 2]


PAGE = (ROOT / "docs" / "mapping.md").read_text(encoding="utf-8")
_BLOCK = r"\n```{}\n((?:(?!```).)*)```\n"
EXAMPLES = re.findall("".join(map(_BLOCK.format, ("yaml", "json", "json"))), PAGE, re.DOTALL)


def test_the_page_about_mappings_has_examples() -> None:
    assert len(EXAMPLES) == PAGE.count("```json") / 2 > 5


@pytest.mark.parametrize(("document", "row", "expected"), EXAMPLES)
def test_an_example_of_the_page_is_what_a_row_becomes(
    document: str, row: str, expected: str
) -> None:
    assert made(document, json.loads(row)).values == json.loads(expected)


@pytest.mark.parametrize("document", re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))
def test_a_mapping_of_the_page_is_one(document: str) -> None:
    assert plan_of(document).members


def test_the_page_has_all_keys_and_only_those() -> None:
    _, _, chapter = PAGE.partition("\n## The keys\n")
    named = re.findall(r"^\| (`.*?`) \|", chapter, re.MULTILINE)
    assert sorted(re.findall("`(.*?)`", " ".join(named))) == sorted(KEYS)
    assert set(re.findall(r"\w+(?=: )", " ".join(re.findall("`({.*?})`", PAGE)))) >= {*OF_VALUES}
