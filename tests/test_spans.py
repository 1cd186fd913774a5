"""Where values begin and end in a file, held against the text and against the reader."""

import json
import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_cli.reading.json_spans import json_tree
from coalition_cli.reading.spans import (
    AliasSpan,
    Form,
    MappingSpan,
    ScalarSpan,
    SequenceSpan,
    Span,
    Style,
    within,
)
from coalition_cli.reading.yaml_spans import yaml_tree

from . import odd_json, odd_yaml

seeds = st.integers(0, 2**32)
# All that may stand between values, but for comments.
_MARKS = re.compile(r"[\s\-?:,\[\]{}]|^%.*|---|\.\.\.|&n\d+", re.MULTILINE)
_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\r\n]*", re.MULTILINE)


def in_order(span: Span) -> None:
    """Hold that each span lies within the one around it, behind the one before it."""
    assert span.outset <= span.start <= span.end
    if isinstance(span, SequenceSpan | MappingSpan):
        reached = span.start
        parts = span.items if isinstance(span, SequenceSpan) else sum(span.pairs, ())
        for part in parts:
            assert reached <= part.outset
            assert part.end <= span.end
            reached = part.end


def alone(text: str, span: ScalarSpan) -> str:
    """Return the value of a scalar's text when nothing stands around it."""
    in_block = span.style in (Style.FOLDED, Style.LITERAL)
    tree = yaml_tree(f"--- {text}\n" if in_block else f"--- [{text}]\n")
    scalar = tree.items[0] if isinstance(tree, SequenceSpan) else tree
    assert isinstance(scalar, ScalarSpan)
    return scalar.value


@given(seed=seeds)
@settings(max_examples=100, deadline=None)
def test_the_text_of_a_value_is_the_value(seed: int) -> None:
    draw = Random(seed)
    text = odd_yaml.Writer(draw).file(odd_yaml.claims_file(draw)).removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rest, reached = "", 0
    for span in within(tree) if (tree := yaml_tree(text)) else ():
        in_order(span)
        if isinstance(span, SequenceSpan | MappingSpan):
            if span.form is Form.FLOW:
                assert (text[span.start], text[span.end - 1]) in [("[", "]"), ("{", "}")]
            continue
        rest += text[reached : span.outset]
        reached = span.end
        stated = text[span.start : span.end]
        if isinstance(span, AliasSpan):
            assert stated == f"*{span.name}"
        elif stated and not re.match(r"[|>][-+]?\d", stated):  # which counts from around it
            ends = "\n" if span.style in (Style.FOLDED, Style.LITERAL) else ""
            assert alone(stated, span).rstrip(ends) == span.value.rstrip(ends)
    assert _MARKS.sub("", _COMMENT.sub("", rest + text[reached:])) == ""


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("|\n x  \n\n", "|\n x  "),
        ("|\n x\n   \n", "|\n x\n   "),  # more blanks than its margin are text
        ("|\n x\n \n", "|\n x"),
        ("|+\n x\n\n", "|+\n x\n"),
        ("|2\n    x\n   \n", "|2\n    x\n   "),
        (">- # c\n x\n\n# no text\n", ">- # c\n x"),
        ("|\n", "|"),
        ("|\r\n x\r\n\r\n", "|\r\n x"),
        ("|\r x\r\r", "|\r x"),
        ("|\n x", "|\n x"),
        ("!<tag:yaml.org,2002:str> x\n", "x"),
        ("&a # c\n  !!str\n  x\n", "x"),
        ("&a\n", ""),
        ("x\u2028y\n", "x\u2028y"),
    ],
)
def test_a_value_ends_with_its_last_character(text: str, stated: str) -> None:
    tree = yaml_tree(f"k: {text}")
    assert isinstance(tree, MappingSpan)
    [(_, span)] = tree.pairs
    assert f"k: {text}"[span.start : span.end] == stated


def test_characters_that_end_lines_only_for_the_parser_stay_themselves() -> None:
    text = 'k: "x\u2028y\x85z\u2029"'
    tree = yaml_tree(text)
    assert isinstance(tree, MappingSpan)
    [(_, scalar)] = tree.pairs
    assert isinstance(scalar, ScalarSpan)
    assert scalar.value == "x\u2028y\x85z\u2029"


def test_a_mapping_begins_with_its_first_key() -> None:
    for text, start in [
        ("a: b", "a: b"),
        ("&m\n&k a: b", "&k a: b"),
        ("!!map &m\n? a\n: b", "? a\n: b"),
        ("&m {a: b}", "{a: b}"),
    ]:
        tree = yaml_tree(text)
        assert isinstance(tree, MappingSpan)
        assert text[tree.start : tree.end] == start


def test_one_pair_in_a_list_in_brackets_has_a_form_of_its_own() -> None:
    tree = yaml_tree("[a: b, {c: d}, ? e : f, [g]: h, {i: j}: k]")
    assert isinstance(tree, SequenceSpan)
    forms = [item.form for item in tree.items if isinstance(item, MappingSpan)]
    assert forms == [Form.PAIR, Form.FLOW, Form.PAIR, Form.PAIR, Form.PAIR]


def built(text: str, span: Span) -> object:
    """Return the value of JSON that a span has, from the text of its scalars alone."""
    if isinstance(span, SequenceSpan):
        return [built(text, item) for item in span.items]
    if isinstance(span, MappingSpan):
        return {str(built(text, key)): built(text, value) for key, value in span.pairs}
    return json.loads(text[span.start : span.end])


@given(seed=seeds)
@settings(max_examples=100, deadline=None)
def test_the_text_of_a_value_of_json_is_the_value(seed: int) -> None:
    draw = Random(seed)
    data = odd_yaml.claims_file(draw)
    text = odd_json.file(draw, data).removeprefix("\ufeff")
    tree = json_tree(text)
    assert tree is not None
    for span in within(tree):
        in_order(span)
    assert built(text, tree) == json.loads(text)
    claims = data.get("claims") or [{"id": "a", "text": "A"}]
    text = odd_json.lines(draw, claims)
    tree = json_tree(text)
    assert isinstance(tree, SequenceSpan)
    assert (tree.form, built(text, tree)) == (Form.LINES, claims)
