"""What query words and options find, in which order, and what they say when they find nothing."""

import re
import shlex
import sys
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalition_cli import open_claims
from coalition_cli.model.problems import nearest
from coalition_cli.words.safe import visible

from .caches import cache
from .conftest import Run

CORPUS = """\
version: 1
sources:
  - {id: politico, name: Politico}
  - {id: agency, name: "Reuters, London"}
articles:
  - {id: first, headline: The first, publisher: politico, authors: [Ann Lee]}
  - {id: second, headline: The second, publisher: agency, retells: [first]}
  - {id: third, publisher: agency, original: true}
speakers:
  - {id: diplomat, description: a European diplomat}
  - {id: minister, name: Łukasz Żal}
claims:
  - id: red
    text: There are red lines.
    speaker: diplomat
    source: politico
    confidence: medium
    kind: position
    topics: [nato, greenland]
    date: 2026-01-19
    appearances:
      - {article: first, quote: red lines}
      - {article: second, quote: limits that nobody crosses}
    note: said in a corridor
  - id: lines
    text: Lines are drawn in red ink.
    speaker: minister
    source: agency
    confidence: high
    kind: event
    topics: ["trade, goods"]
    date: 2026-01
    appearances:
      - {article: second, wording: drawn in ink}
      - {article: third, wording: inked}
  - id: zero
    text: Nothing was secured.
    speaker: minister
    source: politico
    confidence: none
    date: 2025
    status: retracted
  - id: unrated
    text: Securities fell.
    source: Éclair
  - id: thirty
    text: Security costs thirty.
    source: politico
    confidence: 30
    kind: prediction
    topics: [nato]
    date: 2026-02-03
    supports: [red]
  - id: forty
    text: Forty ships sail.
    source: agency
    confidence: 40
    topics: [greenland, ships]
    date: 2026
members:
  - {country: FR, name: France, eu: true, nuclear: true, claims: [red]}
  - {country: GB, name: United Kingdom, eu: false, nuclear: true}
  - {country: CH, name: Schweiz}
"""

Write = Callable[..., str]
Data = Callable[[str], list[str]]
ALL = "red lines zero unrated thirty forty"

FOUND = [
    # bare words and phrases
    ("red", "red lines"),
    ("red lines", "red lines"),
    ("'red lines'", "red"),
    ("'lines red'", ""),
    ("RED", "red lines"),
    ("red ink", "lines"),
    ("secur*", "zero unrated thirty"),
    ("'red li*'", "red"),
    ("secur", ""),
    # a word that holds no letter is in no text
    ("red 🟥", ""),
    ("red not:🟥", "red lines"),
    ("'\"red lines\"'", "red"),
    # what a search looks through: quotes of every appearance, names, topics, notes
    ("'nobody crosses'", "red"),
    ("inked", "lines"),
    ("diplomat", "red"),
    ("lukasz", "lines zero"),
    ("eclair", "unrated"),
    ("greenland", "red forty"),
    ("corridor", "red"),
    # a colon before a blank is prose, and the word a phrase
    ("'limits: that'", "red"),
    ("'that: limits'", ""),
    ("'source: politico'", ""),
    ("'not:limits: that'", "lines zero unrated thirty forty"),
    # field:value
    ("source:politico", "red zero thirty"),
    ("source:POLITICO", "red zero thirty"),
    ("source:éclair", "unrated"),
    ("source:ÉCLAIR", "unrated"),
    ("source:eclair", ""),
    ("speaker:minister", "lines zero"),
    ("'speaker:łukasz żal'", "lines zero"),
    ("'speaker:A EUROPEAN DIPLOMAT'", "red"),
    ("speaker:lukasz", ""),
    ("id:RED", "red"),
    ("ID:red", "red"),
    ("topic:nato", "red thirty"),
    ("topics:nato", "red thirty"),
    ("article:second", "red lines"),
    ("kind:event", "lines"),
    ("status:active", "red lines unrated thirty forty"),
    ("supports:red", "thirty"),
    ("text:red", "red lines"),
    ("quote:red", "red"),
    ("wording:red", ""),
    ("wording:inked", "lines"),
    ("wording:inked,drawn", "lines"),
    # words that stand at different places of a claim
    ("corridor crosses", "red"),
    ("'red lines' nobody", "red"),
    ("drawn inked lines", "lines"),
    ("drawn crosses", ""),
    ("not:crosses not:inked", "zero unrated thirty forty"),
    ("not:quote:red", "lines zero unrated thirty forty"),
    ("'text:drawn in'", "lines"),
    ("anonymous:true", "red"),
    ("anonymous:false", "lines zero"),
    ("direct:true", "red"),
    # either
    ("topic:nato,ships", "red thirty forty"),
    ("source:politico,agency kind:event,position", "red lines"),
    ("text:ships,thirty", "thirty forty"),
    ("confidence:none,high", "lines zero"),
    # a value that exists with its comma is taken whole
    ("'topic:trade, goods'", "lines"),
    ("'source:Reuters, London'", "lines forty"),
    ("'source:politico, agency'", "red lines zero thirty forty"),
    # the complement has what is not known
    ("not:red", "zero unrated thirty forty"),
    ("not:topic:nato", "lines zero unrated forty"),
    ("not:confidence:medium..", "zero unrated"),
    ("not:anonymous:true", "lines zero unrated thirty forty"),
    ("not:date:2026", "zero unrated"),
    ("not:'red lines'", "lines zero unrated thirty forty"),
    ("red not:ink", "red"),
    ("not:kind:event,position", "zero unrated thirty forty"),
    # ranges; a word is the range that it covers, and none is 0
    ("confidence:medium..", "red lines thirty forty"),
    ("confidence:..medium", "red zero thirty forty"),
    ("confidence:..40", "zero thirty forty"),
    ("confidence:30..50", "red thirty forty"),
    ("confidence:medium", "red thirty forty"),
    ("confidence:none", "zero"),
    ("confidence:0", "zero"),
    ("confidence:..low", "zero"),
    ("confidence:50..50", "red"),
    ("confidence:none..100", "red lines zero thirty forty"),
    ("confidence:HIGH", "lines"),
    ("origins:2..", "lines"),
    ("origins:0", "zero unrated thirty forty"),
    # a year or a month matches what it overlaps
    ("date:2026-01", "red lines forty"),
    ("date:2026-01-19", "red lines forty"),
    ("date:2026-01-01..2026-01-18", "lines forty"),
    ("date:2026-01-01..2026-01-31", "red lines forty"),
    ("date:2026-02..", "thirty forty"),
    ("date:..2026-01", "red lines zero forty"),
    ("date:..2025-06", "zero"),
    ("date:2025..2026", "red lines zero thirty forty"),
    ("date:2025,2026-02", "zero thirty forty"),
    ("date:2026-01-19..2026-01", "red lines forty"),
    ("date:2026..2026", "red lines thirty forty"),
    ("not:text:* not:text:nato", ""),
    ("not:place:nowhere not:place:*", "red lines zero unrated thirty forty"),
    ("not:kind:* not:kind:event", "zero unrated forty"),
    ("not:kind:event not:kind:*", "zero unrated forty"),
    # options are sugar for terms
    ("--source politico", "red zero thirty"),
    ("--source politico --source agency", "red lines zero thirty forty"),
    ("--source politico,agency", "red lines zero thirty forty"),
    ("--source politico --topic nato", "red thirty"),
    ("--source politico topic:greenland", "red"),
    ("--speaker minister", "lines zero"),
    ("--article third", "lines"),
    ("--topic 'trade, goods'", "lines"),
    ("--kind event,prediction", "lines thirty"),
    ("--confidence low..40 --confidence high", "lines thirty forty"),
    ("--min-confidence medium", "red lines thirty forty"),
    ("--min-confidence 40", "red lines forty"),
    ("--min-confidence none", "red lines zero thirty forty"),
    ("--anonymous", "red"),
    ("--named", "lines zero"),
    ("--direct", "red"),
    ("--paraphrased", "lines zero unrated thirty forty"),
    ("--single-origin", "red"),
    ("--multi-origin", "lines"),
    ("--status retracted", "zero"),
    ("--since 2026-02", "thirty forty"),
    ("--until 2025", "zero"),
    ("--since 2026-01-20 --until 2026-01-31", "lines forty"),
    ("secur* --source politico", "zero thirty"),
]


@pytest.mark.parametrize(("words", "found"), FOUND)
def test_a_query_finds_its_claims(coalition: Run, data_of: Data, words: str, found: str) -> None:
    data = data_of(CORPUS)
    options = [*data, "--fields", "id", "--sort", "line"]
    result = coalition("claims", *options, *shlex.split(words))
    assert (result.code, result.out) == (0, "\n".join(["id", *found.split()]) + "\n")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("eu:true", "FR"),
        ("eu:false", "GB"),
        ("not:eu:true", "GB CH"),
        ("not:eu:false", "FR CH"),
        ("--eu", "FR"),
        ("--non-eu", "GB"),
        ("--nuclear --non-eu", "GB"),
        ("--nato", ""),
        ("--non-nato", ""),
        ("country:gb", "GB"),
        ("name:SCHWEIZ", "CH"),
        ("claim:red", "FR"),
        ("united", "GB"),
    ],
)
def test_what_is_not_known_of_a_member_is_neither_yes_nor_no(
    coalition: Run, data_of: Data, words: str, found: str
) -> None:
    options = [*data_of(CORPUS), "--fields", "country"]
    assert coalition("members", *options, *words.split()).lines == ["country", *found.split()]


@pytest.mark.parametrize(
    ("command", "found"),
    [
        ("appearances article:second --fields claim", "red lines"),
        ("appearances quote:nobody --fields claim", "red"),
        ("appearances text:ink --fields article", "second third"),
        ("appearances ink --fields article", "second third"),
        ("appearances lines inked --fields article", "third"),
        ("appearances red not:text:ink --fields article", "first second"),
        ("appearances wording:ink --fields article", "second"),
        ("appearances --sort -article --fields article", "third second second first"),
        ("articles lee --fields id", "first"),
        ("articles retells:first --fields id", "second"),
        ("articles original:true --fields id", "third"),
        ("speakers anonymous:true --fields id", "diplomat"),
        ("speakers --anonymous --fields id", "diplomat"),
        ("speakers --named --fields id", "minister"),
        ("appearances --anonymous --fields claim", "red red"),
        ("appearances --named --fields claim", "lines lines"),
        ("speakers claims:2.. --fields id", "minister"),
        ("speakers name:* --fields id", "minister"),
        ("speakers 'name:a european diplomat' --fields id", ""),
        ("sources claims:..1 --fields id", "Éclair"),
        ("sources --sort -claims --fields id", "politico agency Éclair"),
        ("topics --sort -claims -n 2 --fields topic", "nato greenland"),
        ("topics claims:2.. --sort topic --fields topic", "greenland nato"),
    ],
)
def test_the_same_words_ask_for_every_kind_of_record(
    coalition: Run, data_of: Data, command: str, found: str
) -> None:
    result = coalition(*shlex.split(command), *data_of(CORPUS))
    assert result.lines[1:] == found.split()


def test_what_a_search_finds_is_in_the_order_of_the_file_where_a_sort_leaves_it_open(
    coalition: Run, data_of: Data
) -> None:
    data = data_of("""\
claims:
- {id: far, text: The harbour is one of many places that the ferry calls at in a week, date: 2026}
- {id: near, text: The harbour, date: 2026}
- {id: first, text: A harbour that has been shut for as long as anybody can say, date: 2025}
""")
    asked = ("claims", *data, "harbour", "--fields", "id")
    assert coalition(*asked).lines[1:] == ["near", "first", "far"]
    assert coalition(*asked, "--sort", "date").lines[1:] == ["first", "far", "near"]


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ("", "red lines zero unrated thirty forty"),
        ("source:politico", "red zero thirty"),
        ("--sort confidence", "zero thirty forty red lines unrated"),
        ("--sort -confidence", "lines red forty thirty zero unrated"),
        ("--sort confidence_label", "zero thirty forty red lines unrated"),
        ("--sort -confidence_label", "lines red forty thirty zero unrated"),
        ("--sort id", "forty lines red thirty unrated zero"),
        ("--sort -id", "zero unrated thirty red lines forty"),
        ("--sort source,-confidence", "lines forty unrated red thirty zero"),
        ("--sort source --sort confidence", "forty lines unrated zero thirty red"),
        ("--sort date", "zero forty lines red thirty unrated"),
        ("--sort -date", "thirty red lines forty zero unrated"),
        ("--sort anonymous", "lines zero red unrated thirty forty"),
        ("red --sort -line", "lines red"),
        ("-n 2", "red lines"),
        ("-n 2 --sort -confidence", "lines red"),
        ("-n 99", "red lines zero unrated thirty forty"),
    ],
)
def test_rows_come_in_the_order_of_the_file_or_as_sorted_with_the_unknown_last(
    coalition: Run, data_of: Data, words: str, order: str
) -> None:
    result = coalition("claims", *data_of(CORPUS), "--fields", "id", *words.split())
    assert result.lines[1:] == order.split()


def test_a_value_that_the_data_carry_in_other_capitals_is_known(
    coalition: Run, data_of: Data
) -> None:
    data = data_of(CORPUS)
    result = coalition("articles", "author:ANN LEE", *data, "--fields", "id")
    assert (result.code, result.out, result.err) == (0, "id\nfirst\n", "")


def test_each_of_very_many_ranges_finds_its_claims(coalition: Run, data_of: Data) -> None:
    scale = ",".join(map(str, range(101)))
    asked = (f"confidence:{scale}", *data_of(CORPUS), "--fields", "id")
    rows = coalition("claims", *asked).lines[1:]
    assert rows == ["red", "lines", "zero", "thirty", "forty"]


def test_each_of_very_many_words_has_to_be_found(coalition: Run, data_of: Data) -> None:
    words = [f"buoy{number}" for number in range(150)]
    claims = f"- {{id: all, text: {' '.join(words)}}}\n- {{id: most, text: {' '.join(words[71:])}}}"
    asked = (*data_of(f"claims:\n{claims}\n"), "--fields", "id")
    most = words[70:] if "--engine" in asked else words  # Sail ends where it is asked for 150
    assert coalition("claims", *most, *asked).lines[1:] == ["all"]


def test_with_search_words_the_best_match_comes_first(coalition: Run, data_of: Data) -> None:
    data = data_of("""\
claims:
  - {id: once, text: a ship that sails on and on beyond the sea where other things happen too}
  - {id: never, text: nothing to see}
  - {id: often, text: ship after ship}
""")
    assert coalition("claims", *data, "--fields", "id", "ship").lines[1:] == ["often", "once"]
    assert coalition("claims", *data, "--fields", "id", "ship", "-n", "1").lines[1:] == ["often"]


@pytest.mark.parametrize(
    ("words", "code", "out"),
    [
        ("--count", 0, "6\n"),
        ("--count red", 0, "2\n"),
        ("--count -n 1", 0, "6\n"),
        ("--count nowhere", 0, "0\n"),
        ("--count -e nowhere", 1, "0\n"),
        ("--count -e red", 0, "2\n"),
        ("--fields id nowhere", 0, "id\n"),
        ("--fields id -e nowhere", 1, "id\n"),
        ("--json nowhere", 0, "[]\n"),
        ("--json --exit-status nowhere", 1, "[]\n"),
        ("--fields id -e ink", 0, "id\nlines\n"),
    ],
)
def test_no_rows_are_no_failure_unless_it_was_asked_for(
    coalition: Run, data_of: Data, words: str, code: int, out: str
) -> None:
    result = coalition("claims", *data_of(CORPUS), *words.split())
    assert (result.code, result.out, result.err) == (code, out, "")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("--source politco", "no source 'politco'; did you mean 'politico'?"),
        ("source:politco", "no source 'politco'; did you mean 'politico'?"),
        ("not:source:politco", "no source 'politco'; did you mean 'politico'?"),
        ("--source politico,Reuter", "no source 'Reuter'"),
        ("--speaker lukas-zal", "no speaker 'lukas-zal'; did you mean 'Łukasz Żal'?"),
        ("--speaker nobody-at-all", "no speaker 'nobody-at-all'"),
        ("'speaker:Łukasz Zal'", "no speaker 'Łukasz Zal'; did you mean 'Łukasz Żal'?"),
        ("--topic natto", "no topic 'natto'; did you mean 'nato'?"),
        ("--article frist", "no article 'frist'; did you mean 'first'?"),
        ("supports:rde", "no claim 'rde'; did you mean 'red'?"),
        ("id:rde", "no claim 'rde'; did you mean 'red'?"),
    ],
)
def test_a_value_that_nothing_carries_is_said_on_standard_error(
    coalition: Run, data_of: Data, words: str, hint: str
) -> None:
    result = coalition("claims", *data_of(CORPUS), "--json", *shlex.split(words))
    assert (result.code, result.err) == (0, f"coalition: {hint}\n")


@pytest.mark.parametrize("field", ["speaker", "speaker_name", "topic", "article", "id"])
def test_many_unknown_values_take_no_more_statements_than_a_few(
    coalition: Run, claims_file: Write, statements: list[str], field: str
) -> None:
    file = claims_file(CORPUS)
    assert coalition("claims", "-d", file, "--count").code == 0  # makes the index

    def asked(*words: str) -> int:
        statements.clear()
        result = coalition("claims", "-d", file, "--count", *words)
        assert result.err.count("\n") == sum(word.count(",") + 1 for word in words)
        return sum(one.startswith("SELECT") for one in statements)

    few = asked(f"{field}:one,two", f"{field}:three")
    numbers = [f"n{number}" for number in range(300)]
    assert asked(*(f"{field}:{number}" for number in numbers)) <= few
    assert asked(f"{field}:{','.join(numbers)}") <= few


def test_a_near_value_is_looked_for_in_the_first_of_many_unknown_ones(
    coalition: Run, data_of: Data
) -> None:
    values = ",".join(f"politco{number}" for number in range(30))
    hints = coalition("claims", *data_of(CORPUS), f"source:{values}").err
    near = "; did you mean 'politico'?"
    assert hints.splitlines() == [
        f"coalition: no source 'politco{number}'{near if number < 20 else ''}"
        for number in range(30)
    ]


def test_a_value_that_the_data_carries_with_its_commas_is_one(
    coalition: Run, data_of: Data
) -> None:
    names = ["Quill, Ada", "Ada", "Quill", "a,b,"]
    data = data_of(
        "claims:\n"
        + "".join(f"- {{id: c{n}, text: t, speaker: '{name}'}}\n" for n, name in enumerate(names))
    )

    def found(*words: str) -> tuple[str, str]:
        result = coalition("claims", *data, "--fields", "id", "-f", "tsv", *words)
        return " ".join(result.out.split()[1:]), result.err

    for field in ("speaker", "speaker_name"):
        assert found(f"{field}:QUILL, ADA") == ("c0", "")
        assert found(f"{field}:Ada, Quill") == ("c1 c2", "")
        assert found(f"{field}:a,b,") == ("c3", "")
        assert found(f"not:{field}:quill, ada", f"not:{field}:ada,") == ("c2 c3", "")
        assert found(f"{field}:b,Ada") == ("c1", f"coalition: no {field} 'b'\n")
        assert found(f"{field}:,") == ("", f"coalition: no {field} ','\n")


def test_a_word_that_is_a_claims_file_gets_a_hint(coalition: Run, claims_file: Write) -> None:
    file = claims_file(CORPUS)
    hint = f"coalition: '{file}' is searched for as a word; -d {file} reads the file\n"
    assert coalition("claims", file, "--count") == (0, "0\n", hint)
    assert coalition("claims", "nowhere.yaml", "--count") == (0, "0\n", "")


FIELDS = (
    "id, text, speaker, speaker_name, anonymous, on_behalf_of, source, source_name, "
    "confidence, confidence_label, credibility, kind, {0}, date, place, context, language, "
    "embargo, status, quote, wording, direct, origins, {1}, supports, contradicts, "
)
ASKED = FIELDS.format("topic", "article") + (
    "reviews, reviewed, rating, by, evidence, corrections, note, file, line"
)
SHOWN = FIELDS.format("topics", "appearances") + (
    "reviews, reviewed, ratings, reviewers, evidence, corrections, note, extra, file, line"
)
LENT = (
    "those of its speaker and source: description, anonymity_reason, terms, country, role, "
    "affiliation, party, reliability"
)
CONFIDENCE = "confidence is one of none, low, medium, high, 0 to 100"
DATE = "date is a date such as 2026, 2026-01 or 2026-01-19"


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (
            "soure:x",
            f"no field 'soure' in claims; did you mean 'source'?\nthe fields: {ASKED}\n{LENT}\n"
            """to search for the text itself: '"soure:x"'""",
        ),
        (
            "not:soure:x",
            f"no field 'soure' in claims; did you mean 'source'?\nthe fields: {ASKED}\n{LENT}\n"
            """to search for the text itself: 'not:"soure:x"'""",
        ),
        (
            '"xyz:o\'b"',
            f"no field 'xyz' in claims\nthe fields: {ASKED}\n{LENT}\n"
            """to search for the text itself: '"xyz:o'"'"'b"'""",
        ),
        (
            "--fields idd",
            f"no field 'idd' in claims; did you mean 'id'?\nthe fields: {SHOWN}\n{LENT}",
        ),
        (
            "--sort -dat",
            f"no field 'dat' in claims; did you mean 'date'?\nthe fields: {SHOWN}\n{LENT}",
        ),
        ("--sort appearances", "claims cannot be sorted by 'appearances'"),
        ("--sort extra", "claims cannot be sorted by 'extra'"),
        (
            "kind:opinion",
            "kind cannot be 'opinion'; did you mean 'position'?\n"
            "kind is one of event, numerical, causal, position, prediction",
        ),
        (
            "--kind event,evnt",
            "kind cannot be 'evnt'; did you mean 'event'?\n"
            "kind is one of event, numerical, causal, position, prediction",
        ),
        (
            "--status x",
            "status cannot be 'x'\nstatus is one of active, draft, corrected, retracted",
        ),
        ("anonymous:yes", "anonymous cannot be 'yes'\nanonymous is one of true, false"),
        ("confidence:hgh", f"confidence cannot be 'hgh'; did you mean 'high'?\n{CONFIDENCE}"),
        ("--min-confidence 101", f"confidence cannot be '101'\n{CONFIDENCE}"),
        ("confidence:40..x", f"confidence cannot be 'x'\n{CONFIDENCE}"),
        ("confidence:-1", f"confidence cannot be '-1'\n{CONFIDENCE}"),
        ("confidence:..", "'confidence:..' needs a value before or after the dots"),
        # a range that ends before it begins
        ("confidence:50..30", "the range 50..30 of confidence ends before it begins"),
        ("confidence:high..low", "the range high..low of confidence ends before it begins"),
        ("confidence:10,50..30", "the range 50..30 of confidence ends before it begins"),
        ("--confidence 60..40", "the range 60..40 of confidence ends before it begins"),
        ("not:origins:3..2", "the range 3..2 of origins ends before it begins"),
        ("date:2026..2025", "the range 2026..2025 of date ends before it begins"),
        (
            "date:2026-01-19..2026-01-18",
            "the range 2026-01-19..2026-01-18 of date ends before it begins",
        ),
        # a bound that is a range
        ("--since 2026..", "--since takes one value, not a range: '2026..'"),
        ("--until ..2026", "--until takes one value, not a range: '..2026'"),
        ("--min-confidence 30..40", "--min-confidence takes one value, not a range: '30..40'"),
        # a field that holds anything
        (
            "extra:x",
            "'extra' cannot be compared; --fields extra shows it\n"
            """to search for the text itself: '"extra:x"'""",
        ),
        (
            "not:extra:x",
            "'extra' cannot be compared; --fields extra shows it\n"
            """to search for the text itself: 'not:"extra:x"'""",
        ),
        ("date:2026-13", f"date cannot be '2026-13'\n{DATE}"),
        ("date:2026-02-30", f"date cannot be '2026-02-30'\n{DATE}"),
        ("--since yesterday", f"date cannot be 'yesterday'\n{DATE}"),
        ("date:2026-01..26", f"date cannot be '26'\n{DATE}"),
        ("origins:many", "origins cannot be 'many'\norigins is a whole number"),
        ("credibility:7", "credibility cannot be '7'\ncredibility is a whole number up to 6"),
        ("source:", "'source:' needs a value after it"),
        ("not:source:", "'source:' needs a value after it"),
        ("not:", "'not:' needs a term after it"),
        ("''", "a query word is empty"),
    ],
)
def test_a_question_that_cannot_be_asked_is_a_usage_error(
    coalition: Run, data_of: Data, words: str, error: str
) -> None:
    result = coalition("claims", *data_of(CORPUS), *shlex.split(words))
    assert (result.code, result.out, result.err) == (2, "", f"coalition: {error}\n")


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (
            "claims --sorce x",
            "no such option: --sorce\ntry 'coalition claims -h' for help",
        ),
        (
            "claims -n 0",
            "invalid value for '--number' / '-n': 0 is not in the range x>=1.\n"
            "try 'coalition claims -h' for help",
        ),
        (
            "claims -f xml",
            "invalid value for '--format' / '-f': 'xml' is not one of 'table', 'list', 'tsv', "
            "'csv', 'json', 'jsonl', 'yaml', 'md'.\ntry 'coalition claims -h' for help",
        ),
        ("show", "missing argument 'ID...'.\ntry 'coalition show -h' for help"),
    ],
)
def test_a_wrong_option_is_a_usage_error_that_names_the_help(
    coalition: Run, words: str, error: str
) -> None:
    result = coalition(*words.split())
    assert (result.code, result.out) == (2, "")
    # Which near option the library proposes, and with which full stop, is its own affair.
    assert result.err.splitlines()[0].startswith("coalition: " + error.splitlines()[0].rstrip("."))
    assert result.err.splitlines()[-1] == error.splitlines()[-1]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Łódź", "lodz"),
        ("lodz", "Łódź"),
        ("Øresund", "oresund"),
        ("Cafe\u0301", "café"),
        ("café", "cafe\u0301"),
        ("Straße", "strasse"),
        ("STRASSE", "straße"),
        ("Ærø", "aero"),
        ("Đorđe", "dorde"),
        ("İstanbul", "istanbul"),
        ("Київ", "КИЇВ"),
        ("ΣΊΣΥΦΟΣ", "σισυφος"),
        ("the ﬁnance", "finance"),
        ("ＮＡＴＯ", "nato"),
        ("中华人民共和国", "人民"),
        ("中华人民共和国", "国"),
        ("彼はカタカナで書く", "カタカナ"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
        ("ภาษาไทยง่าย", "ไทย"),
        ("한국어의 힘", "한국*"),
        ("مُحَمَّد", "محمد"),
        ("محمد", "مُحَمَّد"),
        ("שָׁלוֹם", "שלום"),
        ("हिन्दी भाषा", "हिन्दी"),
        ("Trump: said", "Trump: said"),
        ("12:30 sharp", "12:30"),
        ("see https://example.org/a", "https://example.org/a"),
        ("well-known", "known"),
        ("35 governments", "35"),
        # what is not seen, and what only stretches a word
        ("a rail\u00adway", "railway"),
        ("rail\u00ad way", "railway"),
        ("rail\u200bway", "railway"),
        ("rail\u200bway", "way"),
        ("rail\u2060way", "railway"),
        ("railway", "rail\ufeffway"),
        ("rail- way", "railway"),
        ("rail- way", "way"),
        ("الســـلام", "السلام"),
        ("كتاب‌ها", "كتابها"),
        ("كتاب‌ها", "كتاب"),
        ("辻\U000e0100本", "辻本"),
        ("τῷ λόγῳ", "λογω"),
        ("τῷ λόγῳ", "ΛΟΓΩΙ"),
        ("کتاب", "كتاب"),
        ("ᴭsop", "æsop"),
        ("П’ять", "Пʼять"),
        ("Molokaʻi", "moloka'i"),
        # scripts without spaces, by parts
        ("ꦧꦱꦗꦮ", "ꦱꦗ"),
        ("ꀀꀊꀔ", "ꀊ"),
        ("ㄅㄆㄇ", "ㄆ"),
        ("ᥐᥑᥒ", "ᥑ"),
        ("𛀂𛀃𛀄", "𛀃"),
        ("𗀀𗀁𗀂", "𗀁"),
        ("\U0001e6c0\U0001e6c1", "\U0001e6c1"),  # of a Unicode that is yet to come
        # digits, and numbers with separators
        ("٤٧ سفينة", "47"),
        ("47 ships", "४७"),
        ("𝟒𝟕 ships", "４７"),
        ("12,500 men", "12500 men"),
        ("12500 men", "12,500"),
        ("12.500 men", "12 500 men"),
        ("12 500 men", "12\u202f500"),
        ("12’500 men", "12,500 men"),
        ("12,500 men", "500"),
        ("12,500.75 paid", "12 500,75"),
        ("12,34,500 rupees", "1234500"),
        ("on May 12 500 men", "12"),
        ("on May 12 500 men", "500 men"),
        ("١٢٬٥٠٠", "12500"),
        ("172.168.100.200", "172.168"),
        ("release 1.20.3", "1.20"),
        ("1945¹", "1945"),
        ("10⁶", "10⁶"),
        ("Brand™ new", "brand"),
        ("5㎏", "5 kg"),
        # nothing but signs
        ("a 🎉 party", "🎉"),
        ("👩\u200d🚒 calls", "👩\u200d🚒"),
        ("100 € each", "€"),
        ("under § 5", "§"),
        ("C++ and C#", "++"),
        ("50 % each", "%"),
        ("@desk", "@"),
    ],
)
def test_search_finds_a_word_whatever_its_case_accents_and_script(
    coalition: Run, claims_file: Write, text: str, word: str
) -> None:
    file = claims_file(f"claims:\n  - id: a\n    text: '{text}'\n  - {{id: b, text: other}}\n")
    assert coalition("claims", "-d", file, "--fields", "id", word).lines == ["id", "a"]


NFC, NFD = (unicodedata.normalize(form, "Zürich") for form in ("NFC", "NFD"))


@pytest.mark.parametrize(
    ("stated", "asked"),
    [
        (NFC, NFD),
        (NFD, NFC),
        (NFC, NFD.upper()),
        ("Straße", "STRASSE"),
        ("STRASSE", "straße"),
        ("STRAẞE", "strasse"),
    ],
)
def test_ids_and_names_match_whatever_their_normal_form_and_case(
    coalition: Run, claims_file: Write, stated: str, asked: str
) -> None:
    file = claims_file(f"""\
sources: [{{id: s, name: {stated}}}]
claims:
  - {{id: {stated}, text: t, source: s, speaker: {stated}, topics: [{stated}]}}
  - {{id: undeclared, text: t, source: {stated}}}
""")
    options = ["-d", file, "--json"]
    for words in (["--speaker", asked], ["--topic", asked], [f"id:{asked}"]):
        result = coalition("claims", *options, *words)
        assert ([row["id"] for row in result.json], result.err) == ([stated], "")
    result = coalition("claims", *options, "--source", asked)
    assert ([row["id"] for row in result.json], result.err) == ([stated, "undeclared"], "")
    shown = coalition("show", f"claim:{asked}", *options)
    assert (shown.code, shown.err, [row["id"] for row in shown.json]) == (0, "", [stated])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("said Trump", "Trump: said"),
        ("北京大学", "京北"),
        ("हिन्दी", "हिन"),
        ("ภาษาไทย", "ไทยภาษา"),
        ("कि", "का"),
        ("कर्म", "करम"),
        ("ป่า", "ปา"),
        ("governments", "government"),
        ("314", "3.14"),
        ("3.14", "314"),
        ("1,2,3", "123"),
        ("2026-01-19", "20260119"),
        ("1.20.300", "120300"),
        ("0.125", "0125"),
        ("172.168.100.200", "172168100200"),
        ("1,000,000", "1,000"),
        ("1,0000", "10000"),
        ("106", "10⁶"),
        ("19451", "1945¹"),
        ("🎈 up", "🎉"),
        ("5 $", "€"),
        ("علي", "على"),
        ("كتابة", "كتابه"),
    ],
)
def test_search_does_not_find_what_only_looks_alike(
    coalition: Run, claims_file: Write, text: str, word: str
) -> None:
    file = claims_file(f"claims:\n  - {{id: a, text: '{text}'}}\n")
    assert coalition("claims", "-d", file, "--count", word).out == "0\n"


@pytest.mark.parametrize(
    "word",
    [
        "red AND",
        "NEAR(red lines)",
        "text : red",
        "{text} : red",
        "^red",
        "red + lines",
        "(red",
        'red"',
        '"',
        '""',
        '"""',
        "' or 1=1 --",
        "'; DROP TABLE claims; --",
        "red*lines",
        "**",
        "*",
        "-",
        "--",
        "🟥",
        "🟥red",
        "\0",
        "red\0lines",
        "\x1b[31m",
        "\u202e",
        "_",
        "%",
        "?",
        "?1",
        ":x",
        "$1",
        "a" * 10_000,
    ],
)
def test_words_are_never_read_as_a_language_of_the_database(
    coalition: Run, claims_file: Write, word: str
) -> None:
    file = claims_file(CORPUS)
    found = coalition("claims", "-d", file, "--count", "--", word)
    others = coalition("claims", "-d", file, "--count", "--", f"not:{word}")
    bare = not any(character.isalnum() or character in "🟥%$^+" for character in word)
    searched = word[1:-1] if word == '"""' else word
    why = "it has no letter, digit or sign"
    hint = f"coalition: '{visible(searched)}' cannot be searched for: {why}\n"
    assert (found.code, found.err) == (0, hint * bare)
    assert (others.code, others.err) == (0, hint * bare)
    assert int(found.out) + int(others.out) == 6
    assert not (bare and int(found.out))


def test_commas_within_a_number_part_no_values(coalition: Run, data_of: Data) -> None:
    texts = ("12,500 men", "12 men", "500 men")
    rows = [f"  - {{id: '{number}', text: '{text}'}}" for number, text in enumerate(texts)]
    data = data_of("\n".join(["claims:", *rows]))
    for asked, found in (
        ("text:12,500", "0"),
        ("text:13,5000,500", "0 2"),
        ("text:12,500,men", "0 1 2"),
    ):
        result = coalition("claims", asked, *data, "--json", "--sort", "id")
        assert " ".join(row["id"] for row in result.json) == found


@pytest.mark.parametrize(
    "spelt",
    [
        "Maeve D'Arcy-Roe", "Maeve D’Arcy-Roe", "maeve d‘arcy‑roe", "MAEVE D`ARCY–ROE",
        "Maeve\u00a0D'Arcy-Roe", " Maeve   DʼArcy-Roe", "Mae\u00adve D'Arcy\u2212Roe",
    ],
)  # fmt: skip
def test_a_name_is_one_in_all_its_spellings(coalition: Run, data_of: Data, spelt: str) -> None:
    data = data_of("""\
speakers: [{id: roe, name: "Maeve D’Arcy-Roe"}]
claims:
  - {id: declared, text: t, speaker: roe}
  - {id: named, text: t, speaker: "Maeve D'Arcy-Roe", topics: ["Roe's  bill"]}
  - {id: other, text: t, speaker: Maeve Darcy Roe, topics: [Roe’s Bill]}
""")
    result = coalition("claims", "--speaker", spelt, *data, "--json")
    assert ([row["id"] for row in result.json], result.err) == (["declared", "named"], "")
    assert coalition("show", spelt, *data, "--json").json[0]["id"] == "Maeve D'Arcy-Roe"
    result = coalition("claims", "topic:ROE'S BILL", *data, "--json")
    assert ([row["id"] for row in result.json], result.err) == (["named", "other"], "")


def test_names_and_texts_are_ordered_as_search_folds_them(coalition: Run, data_of: Data) -> None:
    names = ["Zeno", "Ödön", "Oda", "ødon", "Ægir", "Adam", "Ärla", "Жанна", "eva", "Éva", "Eva"]
    speakers = [f"  - {{id: s{number}, name: {name}}}" for number, name in enumerate(names)]
    rows = [
        f"  - {{id: c{number}, text: {name} x, speaker: s{number}, source: {name}}}"
        for number, name in enumerate(names)
    ]
    data = data_of("\n".join(["speakers:", *speakers, "claims:", *rows]))
    expected = [
        "Adam", "Ægir", "Ärla", "eva", "Éva", "Eva", "Oda", "Ödön", "ødon", "Zeno", "Жанна",
    ]  # fmt: skip
    for command, field in (("speakers", "name"), ("claims", "speaker_name"), ("claims", "source")):
        asked = (command, *data, "--fields", field, "--sort")
        assert coalition(*asked, field).lines == [field, *expected]
        backwards = coalition(*asked, f"-{field}").lines[1:]
        assert [name.casefold() for name in backwards[:2]] == ["жанна", "zeno"]
        assert backwards[-1] == "Adam"
    counted = coalition("stats", "--by", "source", *data).lines[1:]  # one claim each
    assert [row.split("\t")[0] for row in counted[:3]] == ["Adam", "Ægir", "Ärla"]


def test_marks_and_what_nobody_sees_make_no_difference_to_the_order(
    coalition: Run, data_of: Data
) -> None:
    names = [
        "Łódź Radio", "“Lodz” Post", "Lo\u00addz Star", "lodz-zine", "¿Lodz?", "Zeta", "(Alpha)",
        "O’Hara", "O'Brien", "O Connor", "Ab\u2011Ra", "ab ro", "…",
    ]  # fmt: skip
    rows = [f"  - {{id: c{n}, text: t, speaker: '{name}'}}" for n, name in enumerate(names)]
    rows = [row.replace("O'B", "O''B") for row in rows]
    data = data_of("\n".join(["claims:", *rows]))
    expected = [
        "Ab\u2011Ra", "ab ro", "(Alpha)", "¿Lodz?", "“Lodz” Post", "Łódź Radio", "Lo\u00addz Star",
        "lodz-zine", "O'Brien", "O Connor", "O’Hara", "Zeta", "…",
    ]  # fmt: skip
    for command, field in (
        ("claims", "speaker"),
        ("claims", "speaker_name"),
        ("speakers", "id"),
        ("speakers", "name"),
    ):
        rows = coalition(command, *data, "--sort", field, "--json").json
        assert [row[field] for row in rows] == expected
    _, path, *named = data
    with open_claims(path, engine=named[-1] if named else None) as corpus:
        counted = [row["speaker"] for row in corpus.stats(by="speaker")]  # one claim each
    assert counted == expected


def test_a_topic_is_one_in_all_its_spellings_and_shown_as_most_spell_it(
    coalition: Run, data_of: Data
) -> None:
    data = data_of("""\
claims:
  - {id: a, text: t, topics: [Ferries, Tolls]}
  - {id: b, text: t, topics: [ferries]}
  - {id: c, text: t, topics: [tolls, ferries, FERRIES]}
""")

    assert coalition("topics", *data).lines == ["topic\tclaims", "ferries\t3", "Tolls\t2"]
    assert coalition("stats", "--by", "topic", *data).lines == [
        "topic\tclaims", "ferries\t3", "Tolls\t2",
    ]  # fmt: skip
    by_topic = coalition("sourcing", "--json", *data).json[0]["by_topic"]
    assert [(row["value"], row["claims"]) for row in by_topic] == [("ferries", 3), ("Tolls", 2)]
    for asked in ("ferries", "Ferries", "FERRIES"):
        assert coalition("claims", "--topic", asked, "--count", *data).out == "3\n"
        shown = coalition("show", f"topic:{asked}", *data).lines
        assert shown[0].startswith("topic ferries ")
        assert [line.split()[0] for line in shown[3:6]] == ["a", "b", "c"]
    assert coalition("claims", "not:topic:tolls", *data, "--fields", "id").lines == ["id", "b"]
    assert [row["topics"] for row in coalition("claims", "--json", *data).json] == [
        ["Ferries", "Tolls"], ["ferries"], ["tolls", "ferries", "FERRIES"],
    ]  # fmt: skip


def test_a_topic_stands_where_the_first_of_its_spellings_does(
    coalition: Run, data_of: Data
) -> None:
    data = data_of("claims: [{id: a, text: t, topics: [tolls, ferries, Tolls]}]\n")
    assert coalition("topics", *data).lines == ["topic\tclaims", "tolls\t1", "ferries\t1"]


def test_a_phrase_may_be_as_long_as_a_text(coalition: Run, data_of: Data) -> None:
    """With a join of as many tables an engine would not answer in an hour."""
    long = " ".join(f"to and w{n} fro" for n in range(75))
    other = long.replace("w40 fro", "fro w40")
    data = data_of(f"""\
claims:
  - {{id: other, text: {other}}}
  - {{id: twice, text: so {long} then {long}}}
  - {{id: long, text: {long}}}
""")

    def found(phrase: str) -> list[str]:
        return coalition("claims", *data, f'"{phrase}"', "--fields", "id").lines[1:]

    assert found(long) == found(f"{long[:-1]}*") == ["twice", "long"]
    assert found(f"{long} then") == ["twice"]
    assert found(other) == ["other"]
    assert found(long.replace("w40", "w41")) == found(f"{long} {long}") == []
    assert coalition("claims", *data, f'not:"{long}"', "--count").out == "1\n"


@pytest.mark.parametrize("term", ["source", "topic", "id", "url"])
@pytest.mark.parametrize("value", ["'", "' OR '1'='1", ",", "%", "a\0b"])
def test_values_are_compared_and_not_run(
    coalition: Run, data_of: Data, term: str, value: str
) -> None:
    command = "sources" if term in ("url", "name") else "claims"
    result = coalition(command, *data_of(CORPUS), "--count", f"{term}:{value}")
    assert (result.code, result.out) == (0, "0\n")
    if term != "url":
        assert result.err.startswith("coalition: no ")


@pytest.mark.parametrize("words", ["a\udcff", "source:a\udcff", "not:a\udcff", "text:\udcffa"])
def test_a_word_that_is_not_unicode_finds_nothing(
    coalition: Run, data_of: Data, words: str
) -> None:
    result = coalition("claims", *data_of(CORPUS), "--json", words)
    assert result.code in (0, 2)
    assert "Traceback" not in result.err


ANY = settings(
    deadline=None,
    max_examples=50,
    # The fixtures are functions that hold nothing from one example to the next.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@ANY
@given(st.lists(st.text(), min_size=1, max_size=3), st.booleans())
def test_any_text_is_a_question_or_a_usage_error(
    coalition: Run, words: list[str], negated: bool
) -> None:
    lead = "not:" if negated else ""
    result = coalition("claims", "--json", "--fields", "id", "--", *(lead + word for word in words))
    assert result.code in (0, 2)
    assert "Traceback" not in result.err


@ANY
@given(
    st.sampled_from(["id", "text", "source", "topic", "date", "confidence", "kind", "origins"]),
    st.text(),
)
def test_any_value_is_compared_or_refused(coalition: Run, field: str, value: str) -> None:
    result = coalition("claims", "--json", "--fields", "id", f"{field}:{value}")
    assert result.code in (0, 2)
    assert (result.code == 2) == (result.out == "")


@pytest.mark.slow
@settings(ANY, max_examples=15)
@given(st.data())
def test_a_claim_is_found_by_each_of_its_words_and_its_complement_has_the_others(
    coalition: Run, claims_file: Write, data: Any
) -> None:
    words = data.draw(
        st.lists(st.text(st.characters(categories=["L", "Nd"]), min_size=1), min_size=1, max_size=4)
    )
    file = claims_file(f"claims:\n  - id: a\n    text: '{' '.join(words)}'\n  - {{id: b, text: –}}")
    for word in words:
        found = coalition("claims", "-d", file, "--fields", "id", f'"{word}"')
        others = coalition("claims", "-d", file, "--fields", "id", f'not:"{word}"')
        assert (found.lines, others.lines) == (["id", "a"], ["id", "b"])


# Large questions.


@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "count"),
    [
        (["-n", "9223372036854775808", "greenland"], 5),
        (["-n", "9" * 4000, "greenland"], 5),
        ([f"confidence:{','.join(str(n % 101) for n in range(1_089))}"], 28),
        (["confidence:" + ",".join(["..20", "80.."] * 2_000)], 19),
        ([f"not:topic:t{n}" for n in range(1_200)] + ["not:topic:greenland"], 23),
        ([f"not:confidence:{n}" for n in range(101)], 0),
        ([f"not:word{n}" for n in range(1_200)] + ["not:greenland"], 23),
        (["greenland"] * 501, 5),
        (["greenland", *(f"text:greenland,word{n}" for n in range(501))], 4),
        (["greenland", *(f"not:text:word{n}" for n in range(1_500))], 5),
        ([f"word{n}" for n in range(501)], 0),
        ([f"topic:{','.join(f't{n}' for n in range(5_000))},greenland"], 5),
        (["line:..999999999999999999"], 28),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_large_question_is_answered(coalition: Run, asked: list[str], count: int) -> None:
    kept = sorted(cache().iterdir()) if coalition("claims").code == 0 else []
    result = coalition("claims", *asked, "--fields", "id")
    assert (result.code, len(result.lines) - 1) == (0, count)
    if "-n" not in asked:
        assert coalition("claims", *asked, "--count").out == f"{count}\n"
    assert sorted(cache().iterdir()) == kept


@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (["-n", "0"], "invalid value for '--number' / '-n': 0 is not in the range x>=1."),
        (["-n", "-1"], "invalid value for '--number' / '-n': -1 is not in the range x>=1."),
        (
            [f"word{n}" for n in range(2_001)],
            "a question has at most 2,000 terms, and this one has 2,001\n"
            "ask for less, or ask in several questions",
        ),
        (
            [f"topic:{','.join(f't{n}' for n in range(10_001))}"],
            "a question has at most 10,000 values, and this one has 10,001\n"
            "ask for less, or ask in several questions",
        ),
        (
            ["a" * 1_000_000],
            "a question has at most 20,000 characters to search for, and this one has 1,000,000\n"
            "ask for less, or ask in several questions",
        ),
        (
            ["line:..99999999999999999999"],
            "line cannot be '99999999999999999999'\nline is a whole number of at most 18 digits",
        ),
        (
            ["confidence:..99999999999999999999"],
            "confidence cannot be '99999999999999999999'\n"
            "confidence is one of none, low, medium, high, 0 to 100",
        ),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_question_that_is_too_large_is_a_usage_error(
    coalition: Run, asked: list[str], error: str
) -> None:
    result = coalition("claims", *asked, "--count")
    said = "".join(line for line in result.err.splitlines(keepends=True) if "no topic" not in line)
    said = said.replace("try 'coalition claims -h' for help\n", "")
    assert (result.code, result.out, said) == (2, "", f"coalition: {error}\n")


def test_ids_are_no_characters_to_search_for(coalition: Run, data_of: Data) -> None:
    data = data_of(CORPUS)
    ids = ",".join(f"an-article-with-a-long-id-{number}" for number in range(1_000))
    result = coalition("claims", f"article:{ids},first", *data, "--count")
    found = coalition("claims", "article:first", *data, "--count").out
    assert (result.code, result.out, result.err.count("no article")) == (0, found, 1_000)


@pytest.mark.slow
def test_many_ids_are_shown(coalition: Run, claims_file: Callable[..., str]) -> None:
    file = claims_file("claims:\n" + "".join(f"- {{id: c{n}, text: x}}\n" for n in range(1_500)))
    result = coalition("show", *(f"c{n}" for n in range(1_500)), "-d", file, "--json")
    assert (result.code, len(result.json)) == (0, 1_500)
    for command in ("stats", "drift"):
        assert coalition(command, "-n", "9" * 30, "-d", file).code == 0


@pytest.mark.parametrize("command", ["claims", "stats", "drift"])
@pytest.mark.parametrize("number", [sys.maxsize, sys.maxsize + 1, 10**25])
def test_more_rows_than_can_be_counted_are_all(coalition: Run, command: str, number: int) -> None:
    everything = coalition(command, "--json")
    assert everything.code == 0
    assert coalition(command, "--json", "-n", str(number)) == everything


@pytest.mark.parametrize("limit", ["640", "0", "100000"])
@pytest.mark.parametrize(
    "words",
    [
        ("claims", "confidence:{}"),
        ("claims", "confidence:..{}"),
        ("claims", "date:{}"),
        ("claims", "--since", "{}"),
        ("claims", "--min-confidence", "{}"),
        ("appearances", "paragraph:{}..{}"),
        ("articles", "claims:{}.."),
    ],
)
def test_a_number_of_thousands_of_digits_is_told_to_be_none(
    process: Run, words: tuple[str, ...], limit: str
) -> None:
    words_given = [word.format("9" * 5000, "9" * 5000) for word in words]
    result = process(*words_given, env={"PYTHONINTMAXSTRDIGITS": limit})
    assert (result.code, result.out) == (2, "")
    assert "cannot be '999" in result.err or "takes one value" in result.err
    number = process("claims", "-n", "9" * 5000, "--count", env={"PYTHONINTMAXSTRDIGITS": limit})
    assert (number.code, "Traceback" in number.err) == (2 if limit == "640" else 0, False)


def test_the_word_that_was_meant_is_found_in_another_spelling() -> None:
    assert nearest("N\u0303A\u0303", ["mild", "ñã"]) == "ñã"
    assert nearest("\xad".join("o'brian"), ["o’brien"]) == "o’brien"


@pytest.mark.parametrize("words", [("claims", "kind:{}"), ("claims", "topic:{}"), ("show", "{}")])
def test_what_nobody_can_read_is_repeated_in_part(coalition: Run, words: tuple[str, ...]) -> None:
    result = coalition(*(word.format("9" * 100_000) for word in words))
    [line] = [line for line in result.err.splitlines() if "999" in line]
    assert re.fullmatch(r"coalition: .+ '9+…9+'", line)
    assert len(line) == 2001
