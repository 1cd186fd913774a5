"""`timeline`, and counts by month and year."""

from collections.abc import Callable
from typing import Any

import pytest

from coalition_cli import open_claims
from coalition_cli.model import SECTIONS
from coalition_cli.model.lending import lent

from .conftest import Run
from .test_show_and_stats import matches

Write = Callable[..., str]

CORPUS = """\
sources: [{id: post, name: The Post}]
articles:
  - {id: dusk, headline: Lamps at dusk, publisher: post, date: 2026-01-20}
  - {id: dawn, publisher: post, date: 2026-02, retells: [dusk]}
  - {id: noon, publisher: radio}
speakers: [{id: keeper, name: Ida Wick}, {id: guest, description: a guest}]
claims:
  - {id: lit, text: The lamps were lit., speaker: keeper, source: post, date: 2026-01-19, topics: [light], appearances: [{article: dusk}, {article: noon}]}
  - {id: out, text: The lamps went out., speaker: guest, source: post, date: 2026-01}
  - {id: oil, text: There is no oil., date: 2026, appearances: [{article: dawn}]}
  - {id: moon, text: The moon rose.}
  - {id: old, text: Lamps were dear., date: 2024-12-31, topics: [trade]}
  - {id: older, text: Lamps were dearer., date: 2024-12-30}
facts:
  - {id: gas, text: Gas lamps came., date: 2024-12-31, supports: [lit]}
  - {id: wax, text: Wax burns., contradicts: [oil]}
"""  # noqa: E501


def rows(coalition: Run, file: str, *words: str) -> list[str]:
    result = coalition("timeline", "-d", file, *words)
    assert (result.code, result.err, result.lines[0]) == (0, "", "date\tclaims\tarticles\tfacts")
    return [line.replace("\t", " ") for line in result.lines[1:]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ["2024-12 2 0 1", "2026 1 0 0", "2026-01 2 1 0", "2026-02 0 1 0", " 1 1 1"]),
        ("--by year", ["2024 2 0 1", "2026 3 2 0", " 1 1 1"]),
        (
            "--by day",
            [
                "2024-12-30 1 0 0", "2024-12-31 1 0 1", "2026 1 0 0", "2026-01 1 0 0",
                "2026-01-19 1 0 0", "2026-01-20 0 1 0", "2026-02 0 1 0", " 1 1 1",
            ],
        ),
        ("date:2024", ["2024-12-30 1 0 0", "2024-12-31 1 0 1"]),
        ("date:2026-01-20..2026-01-31", ["2026 1 0 0", "2026-01 1 0 0", "2026-01-20 0 1 0"]),
        ("lamps", ["2024-12 2 0 1", "2026-01 2 1 0"]),
        ("wax OR moon", [" 1 0 1"]),
        ("not:date:*", [" 1 1 1"]),
        # articles and facts have no topic: those of the claims
        ("topic:light", ["2024-12 0 0 1", "2026-01 1 1 0", " 0 1 0"]),
        ("speaker:guest", ["2026-01 1 0 0"]),
        ("direct:false oil", ["2026 1 0 0", "2026-02 0 1 0", " 0 0 1"]),
        # only articles have a publisher
        ("publisher:post", ["2026-01-20 0 1 0", "2026-02 0 1 0"]),
        ("--sort -claims -n 2", ["2024-12 2 0 1", "2026-01 2 1 0"]),
        ("zebra", []),
    ],
)  # fmt: skip
def test_records_are_counted_by_their_dates(
    coalition: Run, claims_file: Write, words: str, expected: list[str]
) -> None:
    assert rows(coalition, claims_file(CORPUS), *words.split()) == expected


@pytest.mark.parametrize("words", [[], ["lamps"], ["date:2026"], ["lamps", "OR", "wax"]])
def test_each_kind_has_the_rows_of_its_list(
    coalition: Run, claims_file: Write, words: list[str]
) -> None:
    with open_claims(claims_file(CORPUS)) as corpus:
        for period in ("day", "month", "year"):
            table: list[Any] = list(corpus.timeline(*words, by=period))
            for kind in ("claims", "articles", "facts"):
                assert sum(row[kind] for row in table) == corpus.count(*words, section=kind)


@pytest.mark.parametrize(
    ("dates", "period"),
    [
        ("2026-01-01 2026-03-01", "day"),
        ("2026-01-01 2026-06-01", "month"),
        ("2026-01-31 2026-02-01", "day"),
        ("2025-12-31 2026-01-01", "day"),
        ("2026-01-01", "day"),
        ("2020-03-01 2025-02-01", "month"),
        ("2020-03-01 2025-03-01", "year"),
        ("0001-01-01 9999-12-31", "year"),
        ("2026", "day"),
    ],
)
def test_the_period_fits_the_time_from_the_first_date_to_the_last(
    coalition: Run, claims_file: Write, dates: str, period: str
) -> None:
    claims = [f"- {{id: c{n}, text: t, date: {date}}}" for n, date in enumerate(dates.split())]
    file = claims_file("\n".join(["claims:", *claims, ""]))
    assert rows(coalition, file) == rows(coalition, file, "--by", period)
    lengths = {len(row.split()[0]) for row in rows(coalition, file)}
    assert lengths == {min(len(dates.split()[0]), {"day": 10, "month": 7, "year": 4}[period])}


@pytest.mark.parametrize("columns", [60, 80, 100])
def test_the_timeline_on_a_screen(
    coalition: Run, claims_file: Write, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    result = coalition("timeline", "-d", claims_file(CORPUS), "-f", "table")
    assert result.code == 0
    assert max(map(len, result.lines)) <= columns
    assert matches(result.out, f"timeline-{columns}.txt")


def test_nothing_is_an_answer(coalition: Run, terminal: Run, claims_file: Write) -> None:
    file = claims_file(CORPUS)
    assert coalition("timeline", "zebra", "-d", file, "-e").code == 1
    assert coalition("timeline", "zebra", "-d", file, "--json").out == "[]\n"
    assert coalition("timeline", "-d", file, "--count").out == "5\n"
    assert (
        coalition("timeline", "-d", claims_file("claims: []\n", "b.yaml"), "-f", "table").out == ""
    )
    assert terminal("timeline", "zebra", "-d", file).out == "coalition: nothing matches\n"


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("--by week", "no period 'week'\nthe periods: day, month, year"),
        ("--by yaer", "no period 'yaer'; did you mean 'year'?\nthe periods: day, month, year"),
        ("date:soon", "date cannot be 'soon'\ndate is a date such as 2026, 2026-01 or 2026-01-19"),
        ("--fields id", "no field 'id' in timeline\nthe fields: date, claims, articles, facts"),
        ("lamps OR", "'OR' stands between two terms, and here it comes last"),
    ],
)
def test_a_timeline_that_cannot_be_asked_for(
    coalition: Run, claims_file: Write, words: str, error: str
) -> None:
    result = coalition("timeline", "-d", claims_file(CORPUS), *words.split())
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"coalition: {error}\n")


def test_a_field_that_no_kind_has_is_an_error_of_the_claims(
    coalition: Run, claims_file: Write
) -> None:
    result = coalition("timeline", "-d", claims_file(CORPUS), "colour:red")
    asked = [f.query_name for f in SECTIONS["claims"].fields if f.is_compared]
    borrowed = [f.name for f in lent(SECTIONS["claims"])]
    assert result == (
        2,
        "",
        "coalition: no field 'colour' in claims; did you mean 'country'?\n"
        f"the fields: {', '.join(asked)}\n"
        f"those of its speaker and source: {', '.join(borrowed)}\n"
        """to search for the text itself: '"colour:red"'\n""",
    )


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("source:pots", "no source 'pots'; did you mean 'post'?"),
        ("id:zebra", "no claim 'zebra'"),
        ("id:gas", ""),
        ("supports:lit", ""),
        ("lamps AND oil", "'AND' is searched for as a word; leave it out, as all terms must match"),
        (
            "not:anonymous",
            "'not:anonymous' leaves out the word 'anonymous'; "
            "for the field write not:anonymous:true",
        ),
    ],
)  # fmt: skip
def test_what_no_kind_has_gets_one_hint(
    coalition: Run, claims_file: Write, words: str, hint: str
) -> None:
    result = coalition("timeline", "-d", claims_file(CORPUS), "--json", *words.split())
    assert (result.code, result.err) == (0, f"coalition: {hint}\n" if hint else "")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("--by date:month", "month claims|2024-12 2|2026 1|2026-01 2| 1"),
        ("--by date:year", "year claims|2024 2|2026 3| 1"),
        ("--by DATE:Year", "year claims|2024 2|2026 3| 1"),
        ("--by date:month --sort -claims", "month claims|2024-12 2|2026-01 2|2026 1| 1"),
        ("--by date:year --sort -year", "year claims|2026 3|2024 2| 1"),
        ("--by date:year --by source", "year source claims|2024  2|2026 post 2|2026  1|  1"),
        ("--by topic,date:month topic:*", "topic month claims|light 2026-01 1|trade 2024-12 1"),
        ("--by date:month --fields claims,month date:2026", "claims month|1 2026|2 2026-01"),
    ],
)  # fmt: skip
def test_claims_are_counted_by_month_and_year(
    coalition: Run, claims_file: Write, words: str, expected: str
) -> None:
    result = coalition("stats", "-d", claims_file(CORPUS), *words.split())
    assert (result.code, result.err) == (0, "")
    assert "|".join(result.out.replace("\t", " ").splitlines()) == expected


def test_a_date_that_says_less_than_the_month_says_so_on_a_screen(
    coalition: Run, claims_file: Write
) -> None:
    file = claims_file(CORPUS)
    lines = coalition("stats", "--by", "date:month", "-d", file, "-f", "table").lines[2:]
    assert [line.split("  ")[0] for line in lines] == [
        "2024-12", "2026 (month not known)", "2026-01", "not known",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("by", "error"),
    [
        ("month", "no field 'month' in claims; did you mean 'date:month'?"),
        ("date:week", "no period 'week'\ndates are counted by date, date:month, date:year"),
        ("date:", "no period ''\ndates are counted by date, date:month, date:year"),
        ("source:year", "'source:year' is no field; only a date is counted by month or year"),
    ],
)
def test_counts_by_periods_that_do_not_exist(coalition: Run, by: str, error: str) -> None:
    assert coalition("stats", "--by", by) == (2, "", f"coalition: {error}\n")


def test_many_dates_are_counted_in_few_questions(
    coalition: Run, claims_file: Write, statements: list[str]
) -> None:
    claims = [f"- {{id: c{n}, text: t, date: {1900 + n % 120}-0{1 + n % 9}}}" for n in range(600)]
    file = claims_file("\n".join(["claims:", *claims, ""]))
    assert coalition("claims", "-d", file, "--count").out == "600\n"
    statements.clear()
    assert len(rows(coalition, file)) == 120
    assert sum(one.startswith("SELECT") for one in statements) <= 12
