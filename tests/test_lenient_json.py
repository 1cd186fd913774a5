"""JSON as pages have it: what can be understood in one way is read, and all else has a place."""

import json
from codecs import BOM_UTF8, BOM_UTF16_LE

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from coalition_cli.extracting.linked_data.lenient import (
    LISTS,
    MAX_MALFORMED,
    Malformed,
    Piece,
    local,
    pieces,
    unescaped,
)
from coalition_cli.extracting.pages.decoding import decoded
from coalition_cli.extracting.pages.page import Page, is_page

NO_COMMA = 'expected a comma; a quotation mark within a text is written \\"'
NO_END = "the text ends within an object or a list"
READ: dict[str, list[object]] = {
    '{"a": 1,}': [{"a": 1}],
    '[{"a": 1},, {"b": 2},]': [{"a": 1}, {"b": 2}],
    '{"a": 1};': [{"a": 1}],
    '{"a": 1; "b": 2}': [{"a": 1, "b": 2}],
    '{"a": 1\n "b": 2}': [{"a": 1, "b": 2}],
    '{"a": "one\ntwo\ttabs"}': [{"a": "one\ntwo\ttabs"}],
    "{'a': 'it\\'s'}": [{"a": "it's"}],
    "{a: True, b: None, c: .5, d: +2, e: undefined,}": [
        {"a": True, "b": None, "c": 0.5, "d": 2, "e": None}
    ],
    "{“a”: “b”,<br />\n“c”: “2″}": [{"a": "b", "c": "2"}],
    '{"a": "He said "no", twice",\n"b": ""Yes" she said"\n}': [
        {"a": 'He said "no", twice', "b": '"Yes" she said'}
    ],
    '{"a": "\\x27\\q\\u00e9\\/",}': [{"a": "'qé/"}],
    '//<![CDATA[\n{"a": 1}\n//]]>': [{"a": 1}],
    '/*<![CDATA[*/{"a": 1}/*]]>*/': [{"a": 1}],
    '<![CDATA[{"a": 1}]]>': [{"a": 1}],
    '<!--\n{"a": 1}\n-->': [{"a": 1}],
    '<!-- a plugin --> {"a": 1} <!-- / a plugin -->': [{"a": 1}],
    '{"a": 1, /* no */ "b": 2, // "c": 3\n<!-- "d": 4 -->}': [{"a": 1, "b": 2}],
    '{"a": "// no /* comment */ <!-- here -->"}': [{"a": "// no /* comment */ <!-- here -->"}],
    '\ufeff{"a": 1}{"b": 2}\n,{"c": 3}': [{"a": 1}, {"b": 2}, {"c": 3}],
    '{"a": 1, "a": 1, "b": 1, "b": 2, "b": [3]}': [{"a": 1, "b": [1, 2, 3]}],
    '{"a": NaN, "b": -Infinity, "c": 1e999}': [{"a": None, "b": "-Infinity", "c": "1e999"}],
    f'{{"a": {"9" * 5000}}}': [{"a": "9" * 5000}],
    '{"@graph": [{"a": 1}, [{"b": 2}]], "c": 3}': [{"a": 1}, {"b": 2}, {"c": 3}],
    "  \n ": [],
}
MALFORMED = {
    '{"a": "He said "no" to it"}': (1, 17, NO_COMMA),
    '{"a": "He said "no", "b": 1}': (1, 17, NO_COMMA),
    '{"a": "b""c": 1}': (1, 10, NO_COMMA),
    '{"a": "He said "no": never",\n"b": 1}': (1, 17, NO_COMMA),
    '{"a":\n 4,5}': (2, 5, "expected a colon after the key"),
    '{"a": [1, 2}': (1, 12, "expected a value"),
    '{"a": }': (1, 7, "expected a value"),
    '{"a": tru}': (1, 7, "expected a value"),
    '{"a": 1': (1, 8, NO_END),
    '{"a": [': (1, 8, NO_END),
    '{"a': (1, 2, "a text without its second quotation mark"),
    "{1: 2]}": (1, 6, NO_COMMA),
    "{[]: 2}": (1, 2, "expected a key, or } at the end of the object"),
    "var schema = {}": (1, 1, "expected an object or a list"),
    "[" * 100_000: (1, 34, "values are nested more than 32 deep"),
    "[" * 100_000 + "]" * 100_000: (1, 34, "values are nested more than 32 deep"),
    '{"a":' * 100_000: (1, 166, "values are nested more than 32 deep"),
}


@pytest.mark.parametrize("text", READ, ids=lambda text: text[:40])
def test_what_has_one_meaning_is_read(text: str) -> None:
    found = [*pieces(text)]
    assert [one.value for one in found if isinstance(one, Piece)] == READ[text]
    assert len(found) == len(READ[text])


@pytest.mark.parametrize("text", MALFORMED, ids=lambda text: text[:40])
def test_what_has_none_has_a_place(text: str) -> None:
    assert [*pieces(text)] == [Malformed(*MALFORMED[text])]


def test_what_follows_on_a_later_line_is_read() -> None:
    text = '[{"a": 1},\n {"b": },\n {"c": 3}]\n{"d": 4}'
    b = Malformed(8, 8, "expected a value")
    assert [*pieces(text, 7)] == [
        Piece(7, {"a": 1}, ""),
        b,
        Piece(9, {"c": 3}, ""),
        Piece(10, {"d": 4}, ""),
    ]


def test_reading_ends_after_very_many_malformed_places_and_says_so() -> None:
    found = [*pieces('{"a" 1}\n' * 1000)]
    assert len(found) == MAX_MALFORMED
    *others, last = found
    assert {one.message for one in others if isinstance(one, Malformed)} == {
        "expected a colon after the key"
    }
    assert last == Malformed(
        100,
        6,
        "expected a colon after the key; it is the 100th such place, and nothing after it was read",
    )


def test_a_block_that_was_escaped_as_a_whole_is_restored() -> None:
    assert unescaped("{&quot;a&quot;: &quot;&amp;lt;&quot;}") == '{"a": "&lt;"}'
    assert unescaped('{"a": "&quot;"}') == '{"a": "&quot;"}'


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.text(), JSON, max_size=4)


# A machine that is busy draws slowly.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@patient
@given(OBJECTS, st.sampled_from([None, 1]))
def test_json_is_read_as_json(value: dict[str, object], indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    assume(not {*map(local, value)} & {*LISTS})  # these come item by item
    assert [*pieces(text)] == [Piece(1, value, "")]


@patient
@given(OBJECTS, st.data())
def test_no_damage_ends_in_a_traceback(value: dict[str, object], data: st.DataObject) -> None:
    text = json.dumps(value, indent=1)
    place = data.draw(st.integers(0, len(text)))
    put = data.draw(st.text("{}[]\",:'/*<!->&;\\\n a1", max_size=5))
    damaged = f"{text[:place]}{put}{text[data.draw(st.integers(place, len(text))) :]}"
    lines = damaged.count("\n") + 1
    assert all(1 <= one.line <= lines for one in pieces(damaged))


LETTERS = "Größe – “é”"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (f"<p>{LETTERS}".encode(), LETTERS),
        (f"<meta charset=iso-8859-1><p>{LETTERS}".encode(), LETTERS),
        (f"<meta charset=windows-1251><p>{LETTERS}".encode("cp1252"), "GrцЯe – “й”"),
        (f"<meta charset=latin1><p>{LETTERS}".encode("cp1252"), LETTERS),
        (f"<meta charset=utf-8><p>{LETTERS}".encode("cp1252"), LETTERS),
        (f"<meta charset=utf-16><p>{LETTERS}".encode(), LETTERS),
        (f"<meta charset=klingon><p>{LETTERS}".encode("cp1252"), LETTERS),
        (f'<?xml version="1.0" encoding="windows-1252"?><p>{LETTERS}'.encode("cp1252"), LETTERS),
        (BOM_UTF8 + f"<meta charset=latin1><p>{LETTERS}".encode(), LETTERS),
        (BOM_UTF16_LE + f"<p>{LETTERS}".encode("utf-16-le"), LETTERS),
        ("<meta charset=iso-2022-jp><p>橋".encode("iso-2022-jp"), "橋"),
        ("<meta charset=gb2312><p>橋€".encode("gb18030"), "橋€"),
        (f"<p>{LETTERS * 9}".encode() + b"\xff", f"{LETTERS * 9}\ufffd"),
        (b"<meta charset=utf-7><p>+AGE-", "+AGE-"),
        (b"<meta charset=punycode><p>\xe9", "é"),
        (b"<meta charset=unicode_escape><p>\\q\xe9", "\\qé"),
    ],
)
def test_a_page_is_read_in_its_letters_whatever_it_says(data: bytes, text: str) -> None:
    assert decoded(data).partition("<p>")[2] == text


def test_a_block_is_where_the_page_has_it() -> None:
    page = Page(
        b"<!doctype html>\r\n<!--\n<script type='application/ld+json'>[1]</script>\n-->\r"
        b"<script type=application/ld+json>\n\n{}</script>"
        b"<SCRIPT TYPE='application/LD+JSON'></SCRIPT>\n"
        b"<noscript><script type='application/ld+json; charset=utf-8'>[2]</script></noscript>"
    )
    assert [*page.blocks()] == [(5, "\n\n{}"), (5, ""), (8, "[2]")]


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        (b"<!DOCTYPE html><title>x</title>", True),
        (b"\xef\xbb\xbf \n<html>", True),
        ("\ufeff<!doctype html>".encode("utf-16-le"), True),
        (b"<?xml version='1.0'?>\n<html>", True),
        (b"<!-- saved --><script>", True),
        (b"<div itemscope>", True),
        (b"<?xml version='1.0'?><rss><channel><title>x</title></channel></rss>", False),
        (b"<feed><title>x</title><content><html></html></content></feed>", False),
        (b"<!-- <html> -->", False),
        (b"<plan>", False),
        (b'{"a": "<html>"}', False),
        (b"text,<html>", False),
        (b"", False),
    ],
)
def test_a_page_is_known_by_its_beginning(head: bytes, is_one: bool) -> None:
    assert is_page(head) is is_one


def test_an_item_of_microdata_is_where_the_page_has_it() -> None:
    page = Page(
        b"<!doctype html>\n<!-- <p itemscope>\n -->\n<script>\n'<p itemscope>'</script>\n"
        b"<p itemscope itemtype=A>\n<b itemprop=b\nitemscope>1</b></p>\n"
        b"<p\nitemscope itemtype=C></p>"
    )
    assert [*page.items()] == [(6, {"@type": "A", "b": {}}), (9, {"@type": "C"})]


def test_items_that_refer_to_each_other_in_a_circle_end() -> None:
    page = Page(
        b"<p itemscope itemtype=A itemref='b'></p>"
        b"<i id=b itemprop=b itemscope itemtype=B itemref='c'></i>"
        b"<i id=c itemprop=c itemscope itemtype=C itemref='b x'></i><i id=x itemprop='x y'>1</i>"
    )
    c = {"@type": "C", "x": "1", "y": "1"}
    assert [*page.items()] == [(1, {"@type": "A", "b": {"@type": "B", "c": c}})]
