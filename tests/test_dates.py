"""Dates that are about right or unsure (EDTF): compared as periods, kept as they were written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run, errors

Write = Callable[..., str]

CORPUS = """\
version: 1
articles:
  - {id: late, date: 1950~}
  - {id: early, date: 1949-12-31, retells: [late]}
  - {id: unsure, date: 1948?, retells: [late]}
  - {id: sure, date: 1951-01}
  - {id: before, date: 1950-12, retells: [sure]}
claims:
  - {id: about, text: The bridge was begun., date: 1950~}
  - {id: year, text: The bridge had no name., date: 1950}
  - id: month
    text: The bridge was opened.
    date: 1950-05?  # says a letter
  - {id: both, text: The bridge was closed., date: 1950-05-03%}
  - {id: day, text: The bridge fell., date: 1950-05-04}
  - {id: older, text: There was a ferry., date: 1949~}
  - {id: undated, text: There is a river.}
facts:
  - {id: flood, text: The river rose., date: 1950-05~}
"""


@pytest.fixture
def data(claims_file: Write) -> str:
    return claims_file(CORPUS)


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("date:1950", "about year month both day"),
        ("date:1949", "older"),
        ("date:1950-05", "about year month both day"),
        ("date:1950-05-03", "about year month both"),
        ("date:1950-06..", "about year"),
        ("date:..1949", "older"),
        ("date:..1950-01", "about year older"),
        ("date:1949-06..1950-04", "about year older"),
        # as it is shown, so it can be asked for: it is the period
        ("date:1950~", "about year month both day"),
        ("date:1950-05-03%", "about year month both"),
        ("date:1949?..1949~", "older"),
        ("date:*", "about year month both day older"),
        ("not:date:1950", "older undated"),
    ],
)
def test_they_are_found_as_periods(coalition: Run, data: str, term: str, found: str) -> None:
    rows = coalition("claims", term, "-d", data, "--json", "--fields", "id").json
    assert [row["id"] for row in rows] == found.split()


def test_they_are_sorted_as_periods(coalition: Run, data: str) -> None:
    sort = ("-d", data, "-f", "csv", "--fields", "id,date", "--sort")
    assert coalition("claims", *sort, "date").out == (
        "id,date\n"
        "older,1949~\nabout,1950~\nyear,1950\nmonth,1950-05?\nboth,1950-05-03%\nday,1950-05-04\n"
        "undated,\n"
    )
    assert coalition("claims", *sort, "-date").out == (
        "id,date\n"
        "day,1950-05-04\nboth,1950-05-03%\nmonth,1950-05?\nabout,1950~\nyear,1950\nolder,1949~\n"
        "undated,\n"
    )


def test_they_are_counted_as_periods(coalition: Run, data: str) -> None:
    def counted(by: str) -> str:
        return coalition("stats", "--by", by, "-d", data, "-f", "csv").out

    assert counted("date:year") == "year,claims\n1949,1\n1950,5\n,1\n"
    assert counted("date:month") == "month,claims\n1949,1\n1950,2\n1950-05,3\n,1\n"
    assert counted("date") == (
        "date,claims\n1949~,1\n1950,1\n1950~,1\n1950-05?,1\n1950-05-03%,1\n1950-05-04,1\n,1\n"
    )
    assert coalition("timeline", "--by", "month", "-d", data, "-f", "csv").out == (
        "date,claims,articles,facts\n"
        "1948,0,1,0\n1949,1,0,0\n1949-12,0,1,0\n1950,2,1,0\n"
        "1950-05,3,0,1\n1950-12,0,1,0\n1951-01,0,1,0\n,1,0,0\n"
    )


@pytest.mark.parametrize("ending", ["json", "jsonl", "yaml", "csv", "tsv"])
def test_they_are_written_as_they_were(coalition: Run, data: str, ending: str) -> None:
    out = coalition("claims", "-d", data, "-f", ending, "--fields", "id,date").out
    for date in ("1950~", "1950-05?", "1950-05-03%"):
        assert out.count(date) == 1


@pytest.mark.parametrize("ending", ["json", "jsonl"])
def test_what_was_written_is_read_again(coalition: Run, data: str, ending: str) -> None:
    out = coalition("claims", "-d", data, "-f", ending).out
    again = coalition("claims", "-d", "-", "-f", ending, "--fields", "id,date", stdin=out)
    assert again.out == coalition("claims", "-d", data, "-f", ending, "--fields", "id,date").out


def test_changes_write_them_without_quotes(coalition: Run, data: str) -> None:
    assert coalition("set", "undated", "date", "1952-03?", "-d", data).code == 0
    assert coalition("set", "year", "date", "1950%", "-d", data).code == 0
    # Within brackets some parsers take no `?` without quotes.
    changed = CORPUS.replace("a river.}", 'a river., date: "1952-03?"}')
    changed = changed.replace("no name., date: 1950}", "no name., date: 1950%}")
    assert Path(data).read_text(encoding="utf-8") == changed
    assert coalition("set", "month", "date", "1950-06?", "-d", data).code == 0
    assert "    date: 1950-06?  # says a letter\n" in Path(data).read_text(encoding="utf-8")


def test_fmt_needs_no_quotes_for_them(coalition: Run, claims_file: Write) -> None:
    claims = "version: 1\n\nclaims:\n  - {{id: a, text: A, date: {}}}\n  - id: b\n    date: {}\n"
    data = claims_file(
        claims.format("'1950~'", "'1950?'").replace("    date", "    text: B\n    date")
    )
    assert coalition("fmt", data).code == 0
    formatted = claims.format("1950~", "1950?").replace("    date", "    text: B\n    date")
    assert Path(data).read_text(encoding="utf-8") == formatted


def test_what_is_about_right_proves_no_order(coalition: Run, data: str) -> None:
    """Only `before` is surely older than what it retells."""
    found = coalition("check", "--select", "early-retelling", data)
    assert found.out.count("early-retelling") == 1
    assert "article 'before' of 1950-12 retells article 'sure' of 1951-01" in found.out


def test_a_correction_is_too_old_only_where_both_dates_are_sure(
    coalition: Run, claims_file: Write
) -> None:
    claim = (
        "  - {{id: {}, text: T, date: '{}', status: corrected, corrections: [{{date: '{}'}}]}}\n"
    )
    pairs = [("1950", "1949"), ("1950~", "1949"), ("1950", "1949?"), ("1950-05", "1950~")]
    claims = "".join(claim.format(f"c{n}", *pair) for n, pair in enumerate(pairs))
    data = claims_file(f"version: 1\nclaims:\n{claims}")
    found = coalition("check", "--select", "early-correction", data).out
    assert found.count("early-correction") == 1
    assert "the correction of 1949 is older than claim 'c0' of 1950" in found


@pytest.mark.parametrize(
    ("retold", "doubt"),
    [("1949", None), ("1949~", "it may retell the corrected text")],
)
def test_whether_a_retelling_carries_an_error_a_mark_leaves_open(
    coalition: Run, claims_file: Write, retold: str, doubt: str | None
) -> None:
    first = "{id: first, date: '1949', corrections: [{date: '1950'}]}"
    later = f"{{id: later, date: '{retold}', retells: [first]}}"
    data = claims_file(f"version: 1\narticles: [{first}, {later}]\n")
    [shown] = coalition("show", "first", "--fields", "uncorrected", "-d", data, "--json").json
    [carrier] = shown["uncorrected"]
    assert (carrier["id"], carrier["doubt"]) == ("later", doubt)


def test_a_mark_is_a_difference(coalition: Run, data: str, claims_file: Write) -> None:
    surer = claims_file(CORPUS.replace("begun., date: 1950~", "begun., date: 1950"), "new.yaml")
    [row] = coalition("diff", data, surer, "--json").json
    assert (row["id"], row["old"], row["new"]) == ("about", "1950~", "1950")


@pytest.mark.parametrize(
    "date", ["195X", "1950-XX", "1950/1951", "../1950", "~1950", "1950~~", "1950~-05", "1950-13~"]
)
def test_of_edtf_nothing_else_is_taken(coalition: Run, date: str) -> None:
    text = f"claims:\n  - {{id: a, text: A, date: '{date}'}}\n"
    result = errors(coalition, "-", stdin=text)
    assert result.out == (
        f"-:2:28: bad-date: 'date' in claim 'a' is not a date: '{date}'\n"
        "  write a year, a month or a day: 2026, 2026-01, 2026-01-19;"
        " or 2026~ for about, 2026? for unsure\n"
    )
    asked = coalition("claims", f"date:{date}")
    assert asked.code == 2
