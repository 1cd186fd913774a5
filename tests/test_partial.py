"""Partial quotations: a wording, and the quote that stands in it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.reading.partial import holds, lacks_marks
from coalition_cli.verifying import ArticleText, StatedPlace, verify, verify_partial
from coalition_cli.verifying.holding import held, pieces

from .conftest import Run
from .records import any_text, yaml_text
from .terminals import Result

Write = Callable[..., str]

# Wordings and quotes, and what of the wording is the quote.
HELD = [
    ("a bold and “reckless” step", "reckless", ["reckless"]),
    ('a bold and "reckless" step', "Reckless", ["reckless"]),
    ("a «bold plan», he said", "bold plan", ["bold plan"]),
    ("a „bold plan“", "bold  plan", ["bold plan"]),
    ("a 'bold plan' for the miners' club", "bold plan", ["bold plan"]),
    ("they ‘don’t care’", "don't care", ["don’t care"]),
    ("“we—you and I—go”", "we - you and I - go", ["we—you and I—go"]),
    ("“‘so’ it goes”", "'so' it goes", ["‘so’ it goes"]),  # marks within marks
    ("he says “we will gladly pay”", "we will … pay", ["we will", "pay"]),
    ("he says “they will pay”", "[the banks] will pay", ["will pay"]),
    ("he says “they will pay”", "they [the banks] will pay", ["they", "will pay"]),
    ("“We go,” she said, “but not now”", "We go … but not now", ["We go", "but not now"]),
    ("odd, as in “odd”", "odd", ["odd"]),  # the one in marks, though another comes before it
    ("“odd” and “odd”", "odd", ["odd"]),
    ("ele diz “ação”", "ac\u0327a\u0303o", ["ação"]),
    ("قال إنه «خط أحمر» هنا", "خط أحمر", ["خط أحمر"]),
    ("אמר ש„אין ברירה”", "אין ברירה", ["אין ברירה"]),
    ("他称之为“灾难”。", "灾难", ["灾难"]),
    ("“co\u00adope\u00adration” it is", "cooperation", ["co\u00adope\u00adration"]),
    ("the whole “of it”", "“of it”", ["“of it”"]),  # the quote has the marks too
]
NOT_HELD = [
    ("a bold step", "bald step"),
    ("an attack", "tack"),
    ("“non-nuclear states”", "nuclear states"),
    ("he “paid $5 million”", "paid $5"),
    ("5 million people came", "million people"),
    ("“we will not pay”", "we will … pay"),  # the cut hides a word that denies
    ("“pay” and “for bread”", "pay … for bread"),  # separate quotations
    ("“we pay 500”", "we pay [600]"),
    ("“Red Lines”", "red lines"),
    ("“red lines”", "lines red"),
    ("“”", "red"),
    ("…", "red … lines"),
]
UNMARKED = [
    ("a bold and reckless step", "reckless"),
    ("reckless", "reckless"),
    ("a “bold” and reckless step", "reckless"),
    ("they don’t", "don't"),
]


@pytest.mark.parametrize(("wording", "quote", "found"), HELD)
def test_a_wording_holds_a_quote_in_its_marks(wording: str, quote: str, found: list[str]) -> None:
    assert holds(wording, quote)
    assert not lacks_marks(wording, quote)
    assert [piece for piece, is_quote in pieces(wording, quote) if is_quote] == found
    assert "".join(piece for piece, _ in pieces(wording, quote)) == wording


@pytest.mark.parametrize(("wording", "quote"), NOT_HELD)
def test_other_words_are_not_held(wording: str, quote: str) -> None:
    assert not holds(wording, quote)
    assert not lacks_marks(wording, quote)
    assert pieces(wording, quote) == [(wording, False)]


@pytest.mark.parametrize(("wording", "quote"), UNMARKED)
def test_a_quote_without_marks_is_held_and_lacks_them(wording: str, quote: str) -> None:
    assert holds(wording, quote)
    assert lacks_marks(wording, quote)
    shown = "".join(piece for piece, _ in pieces(wording, quote))
    assert shown.replace("“", "").replace("”", "") == wording.replace("“", "").replace("”", "")
    assert shown.count("“") == wording.count("“") + 1


_WORDS = st.sampled_from(
    ["red", "Red", "lines", "5", "million", "don’t", "[the]", "…", "não", "خط", "攻"]
)
_SIGNS = st.sampled_from([" ", " ", " ", "“", "”", '"', "'", "-", ", ", "\n", "« ", " »"])
prose = st.lists(_WORDS | _SIGNS, max_size=12).map("".join) | any_text


@given(prose, prose)
def test_what_is_read_fast_is_what_is_compared_at_length(wording: str, quote: str) -> None:
    wording, quote = wording.strip(), quote.strip()
    if wording and quote:
        found = held(wording, quote)
        assert holds(wording, quote) == (found is not None)
        assert lacks_marks(wording, quote) == (found is not None and not found.marked)
        assert "".join(piece for piece, is_quote in pieces(wording, quote) if not is_quote or found)


@given(prose, prose)
def test_a_quote_that_is_held_is_verified_in_the_text_that_is_the_wording(
    wording: str, quote: str
) -> None:
    wording, quote = wording.strip(), quote.strip()
    if not wording or not quote:
        return
    text = ArticleText(wording)
    _, inside = verify_partial(text, wording, quote)
    found = held(wording, quote)
    assert (inside.status in ("exact", "typographic")) == (found is not None and found.marked)


@given(prose, prose, prose)
def test_nothing_is_verified_that_does_not_stand_within_the_wording(
    text: str, wording: str, quote: str
) -> None:
    wording, quote = wording.strip(), quote.strip()
    if not wording or not quote:
        return
    around, inside = verify_partial(ArticleText(text), wording, quote)
    if inside.status in ("exact", "typographic"):
        assert None not in (around.start, around.end, inside.start, inside.end)
        if around.status != "altered":
            assert around.start <= inside.start <= inside.end <= around.end  # type: ignore[operator]


ODD = "He called it “odd”.\n\nShe called it “odd”.\n\nThey called it “odd” too, and “odd” again.\n"


@pytest.mark.parametrize(
    ("offset", "paragraph", "start", "reason"),
    [
        (None, None, 14, None),
        (None, 3, 59, None),
        (14, None, 14, None),
        (36, None, 36, None),
        (59, 3, 59, None),
        (74, 3, 74, None),
        (35, None, 36, "at offset 36, not 35"),
        (50, None, 59, "at offset 59, not 50"),
        (10**18, None, 74, "at offset 74, not 1000000000000000000"),
        (0, None, 14, "at offset 14, not 0"),
        (36, 1, 36, "in paragraph 2, not 1"),  # the offset says it more exactly
    ],
)
def test_of_several_places_the_one_at_the_offset_counts_or_else_the_nearest(
    offset: int | None, paragraph: int | None, start: int, reason: str | None
) -> None:
    verdict = verify(ArticleText(ODD), "odd", StatedPlace(paragraph, offset), quoted=True)
    assert (verdict.status, verdict.start, verdict.reason) == ("exact", start, reason)


@given(st.lists(st.sampled_from(["“odd” ", "odd ", "so ", "\n\n"]), min_size=1), st.data())
def test_the_quote_at_its_offset_is_found_however_often_it_stands_there(
    parts: list[str], data: st.DataObject
) -> None:
    text = "".join(parts)
    places = [place for place in range(len(text)) if text.startswith("odd”", place)]
    if places:
        place = data.draw(st.sampled_from(places))
        verdict = verify(ArticleText(text), "odd", StatedPlace(None, place), quoted=True)
        assert (verdict.status, verdict.start, verdict.reason) == ("exact", place, None)


def test_an_offset_in_a_text_full_of_the_quote_is_found_too() -> None:
    text = "the “odd” thing. " * 20_000
    place = text.index("odd", 17 * 15_000)
    around, inside = verify_partial(
        ArticleText(text), "the “odd” thing", "odd", StatedPlace(None, place)
    )
    assert (around.status, around.start, around.reason) == ("exact", place - 5, None)
    assert (inside.status, inside.start, inside.reason) == ("exact", place, None)


CLAIMS = """\
sources: [{id: gazette, name: The Gazette}, {id: echo, name: The Echo}]
articles:
  - {id: first, publisher: gazette, original: true}
  - {id: second, publisher: echo, retells: [first]}
  - {id: third, retells: [first]}
  - {id: fourth, retells: [first]}
speakers: [{id: clerk, description: a clerk, anonymity_reason: to speak freely, terms: background}]
claims:
  - id: ban
    text: The step is a ban on trade.
    speaker: clerk
    source: gazette
    confidence: medium
    appearances:
      - article: first
        offset: 40
        quote: outright ban
        wording: in fact an “outright ban” on trade
      - article: second
        locator: p. 12
        quote: outright ban
        wording: in effect an "outright ban" on trade
        attribution: a clerk
        verb: claimed
        terms: background
      - {article: third, quote: an outright ban on trade}
      - {article: fourth, quote: ban, wording: in fact an outright “ban” on trade}
"""


def test_a_page_draws_the_quote_within_the_wording(coalition: Run, claims_file: Write) -> None:
    result = coalition("show", "ban", "-d", claims_file(CLAIMS), "-f", "table")
    begin, end = result.out.index("  how it came"), result.out.index("    [-struck-]")
    assert (
        result.out[begin:end]
        == """\
  how it came here
    a clerk (unnamed)
    └── The Gazette
        └── The Gazette  [first]
            ├── The Echo  [second]  p. 12
            ├── [third]
            └── [fourth]

  in which words
    article   its words                                           how it names the speaker   drift
    ──────────────────────────────────────────────────────────────────────────────────────────────
    first     in fact an “outright ban” on trade                  –                              –
    second    in [-fact-] {+effect+} an "outright ban" on trade   a clerk (unnamed)              7
                                                                  verb: claimed
                                                                  terms: background
    third     “{+an+} outright ban {+on trade+}”                  –                             32
    fourth    in fact an outright “ban” on trade                  –                             10

"""
    )
    assert (
        "said by     a clerk (unnamed)  [clerk], to speak freely, terms: background\n" in result.out
    )


@pytest.mark.parametrize("command", ["show a", "appearances", "drift", "show a -f md"])
def test_controls_in_a_partial_quotation_are_written_out(
    coalition: Run, claims_file: Write, command: str
) -> None:
    words = '{article: %s, quote: "red\\u202eline", wording: "[b]%s “red\\u202eline” \\e[31m"}'
    both = f"{words % ('o', 'so')}, {words % ('r', 'no')}"
    file = claims_file(
        "articles: [{id: o}, {id: r, retells: [o]}]\n"
        f"claims: [{{id: a, text: t, appearances: [{both}]}}]\n"
    )
    table = [] if "-f" in command else ["-f", "table"]
    out = coalition(*command.split(), "-d", file, *table).out
    assert "\u202e" not in out
    assert "\x1b" not in out
    assert "red\\u202eline" in out.replace("\\\\", "\\")


def test_notes_have_the_wording_with_the_verb_and_the_terms(
    coalition: Run, claims_file: Write
) -> None:
    out = coalition("show", "ban", "-d", claims_file(CLAIMS), "-f", "md").out
    assert (
        '> in effect an "outright ban" on trade\n>\n'
        "> — a clerk (unnamed), second, The Echo, p. 12\n" in out
    )
    assert "> “an outright ban on trade”\n>\n> — a clerk (unnamed), third\n" in out
    assert "- second, The Echo, p. 12; retells first; verb: claimed; terms: background\n" in out


def test_lists_have_both_and_the_claim_is_direct(coalition: Run, claims_file: Write) -> None:
    file = claims_file(CLAIMS)
    fields = "quote,wording,locator,offset,verb,terms"
    rows = coalition("appearances", "-d", file, "--fields", fields, "-f", "tsv").lines
    assert rows[0] == fields.replace(",", "\t")
    assert rows[1].split("\t")[:1] + rows[1].split("\t")[2:] == ["outright ban", "", "40", "", ""]
    assert rows[2].endswith("\tp. 12\t\tclaimed\tbackground")
    [claim] = coalition("claims", "-d", file, "--json").json
    assert (claim["direct"], claim["quote"]) == (True, "outright ban")
    assert claim["wording"] == "in fact an “outright ban” on trade"
    table = coalition("appearances", "-d", file, "-f", "table", "article:fourth").out
    assert "in fact an outright “ban” on trade" in table


def test_drift_compares_like_with_like(coalition: Run, claims_file: Write) -> None:
    rows = coalition("drift", "-d", claims_file(CLAIMS), "--json").json
    told = {row["article"]: [row[name] for name in _DRIFT] for row in rows}
    assert told == {
        # Two quotes: the retelling has a whole quotation.
        "third": ["an outright ban on trade", "outright ban", 57, 32],
        # Two wordings, and the words in marks are others.
        "fourth": [
            "in fact an outright “ban” on trade",
            "in fact an “outright ban” on trade",
            100,
            10,
        ],
        # Two wordings with one quote: that has not changed.
        "second": [
            'in effect an "outright ban" on trade',
            "in fact an “outright ban” on trade",
            86,
            7,
        ],
    }


_DRIFT = ("words", "origin_words", "similarity", "drift")


TEXT = """\
“Trade goes on,” she said. A ban it is, in fact an “outright ban” on trade.

It was called an “odd ban” elsewhere, an “outright ban” by some.
"""


def verified(coalition: Run, claims_file: Write, tmp_path: Path, words: str) -> Result:
    """Hold an appearance with these words to TEXT."""
    (tmp_path / "first.txt").write_text(TEXT, encoding="utf-8")
    file = claims_file(
        "articles: [{id: first}]\nclaims:\n"
        f"  - {{id: ban, text: A ban., appearances: [{{article: first, {words}}}]}}\n"
    )
    texts = f"first={tmp_path / 'first.txt'}"
    return coalition("verify", "-d", file, "--text", texts, "--json")


@pytest.mark.parametrize(
    ("words", "code", "quote", "wording"),
    [
        ("quote: outright ban, wording: in fact an “outright ban” on trade", 0,
         ["exact", 52, None], ["exact", 40, None]),
        ("quote: outright ban, wording: 'in fact an \"outright ban\" on trade'", 0,
         ["exact", 52, None], ["typographic", 40, "differs in quotation marks"]),
        # The wording may be altered, but the quote is there.
        ("quote: outright ban, wording: in deed an “outright ban” on trade", 0,
         ["exact", 52, None], ["altered", 40, "'deed' stands for 'fact'"]),
        # The quote stands there, but not in the words that are said to be around it.
        ("quote: odd ban, wording: she wanted no such “odd ban” any more", 1,
         ["altered", 95, "not within its wording"],
         ["missing", None, "the text has nothing like it"]),
        # In quotation marks it stands elsewhere only.
        ("quote: ban, wording: A “ban” it is", 1,
         ["altered", 29, "not in quotation marks"], ["altered", 27, "differs in punctuation"]),
        ("quote: outright ban, wording: an “outright ban”", 0,
         ["exact", 52, None], ["exact", 48, None]),
        ("offset: 119, quote: outright ban, wording: an “outright ban”", 0,
         ["exact", 119, None], ["exact", 115, None]),
        ("offset: 100, quote: outright ban, wording: an “outright ban”", 0,
         ["exact", 119, "at offset 119, not 100"], ["exact", 115, "at offset 115, not 100"]),
    ],
)  # fmt: skip
def test_a_quote_and_its_wording_are_verified_each_by_itself(
    coalition: Run,
    claims_file: Write,
    tmp_path: Path,
    words: str,
    code: int,
    quote: list[object],
    wording: list[object],
) -> None:
    result = verified(coalition, claims_file, tmp_path, words)
    assert (result.code, result.err) == (code, "")
    rows = [[row[name] for name in ("status", "start", "reason")] for row in result.json]
    assert rows == [quote, wording]
    assert [(row["quote"] is None, row["wording"] is None) for row in result.json] == [
        (False, True),
        (True, False),
    ]


def test_both_are_counted_where_there_is_no_text(coalition: Run, claims_file: Write) -> None:
    file = claims_file(CLAIMS)
    result = coalition(
        "verify", "-d", file, "--text", "third=-", stdin="“an outright ban on trade”"
    )
    assert (result.code, result.err) == (
        0,
        "coalition: no text for 3 articles; quotes and wordings not compared: 6\n",
    )


@pytest.mark.parametrize("ending", ["yaml", "json", "jsonl"])
@pytest.mark.parametrize(("wording", "quote"), [pair[:2] for pair in HELD] + UNMARKED + NOT_HELD)
def test_every_format_is_read_alike(
    coalition: Run, tmp_path: Path, ending: str, wording: str, quote: str
) -> None:
    claim = {
        "id": "a",
        "text": "A",
        "appearances": [{"article": "b", "quote": quote, "wording": wording}],
    }
    whole = {"articles": [{"id": "b"}], "claims": [claim]}
    path = tmp_path / f"claims.{ending}"
    written = {"yaml": yaml_text(whole), "json": json.dumps(whole), "jsonl": json.dumps(claim)}
    path.write_text(written[ending], encoding="utf-8")
    (tmp_path / "more.yaml").write_text(
        "articles: [{id: b}]\n" if ending == "jsonl" else "", encoding="utf-8"
    )
    result = coalition(
        "check", str(path), str(tmp_path / "more.yaml"), "--select", "quote-and-wording"
    )
    wrong = (wording, quote) in NOT_HELD
    assert (result.code, result.out.count(": quote-and-wording: ")) == ((1, 1) if wrong else (0, 0))
