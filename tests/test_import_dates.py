"""Dates in any form are read where they mean one thing, and only there."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_cli.words.months import _MONTHS, MONTHS
from coalition_cli.words.written_dates import ORDERS, order_of, read

DAY = "2021-03-25"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2021-03-25",
            "2021-03-25T08:15Z",
            "2021-03-25t08:15:59.25+05:30",
            "2021-03-25 08:15:00-07",
        ),
        *("2021/3/25", "2021.03.25", "2021. 3. 25.", "20210325", "20210325T081500Z", "2021 03 25"),
        *(
            "25/03/2021",
            "3/25/2021",
            "25.3.2021",
            "25. 3. 2021",
            "25-03-2021 08:15",
            "3/25/2021 8:15:00 AM",
        ),
        *(
            "March 25, 2021",
            "March 25th, 2021",
            "25 March 2021",
            "25th of March 2021",
            "25-Mar-2021",
        ),
        *("MARCH 25 2021", "Mar. 25, 2021", "2021-Mar-25", "Thursday, March 25, 2021"),
        *(
            "Thu, 25 Mar 2021 08:15:00 +0100",
            "Thu, 25 Mar 2021 08:15:00 GMT",
            "25 Mar 2021 08:15 (CET)",
        ),
        *(
            "Thu Mar 25 08:15:00 +0000 2021",
            "Thu Mar 25 08:15:00 2021",
            "March 25, 2021 at 8:15 p.m.",
        ),
        *(
            "25 mars 2021",
            "25. März 2021",
            "25 de marzo de 2021",
            "25 de março de 2021",
            "25 maart 2021",
        ),
        *(
            "25 березня 2021",
            "25 марта 2021",
            "25 marca 2021",
            "25. maaliskuuta 2021",
            "25 Mart 2021",
        ),
        *("2021年3月25日", "2021년 3월 25일", "  March\u00a025,\n2021 "),
    ],
)
def test_a_day_is_read_in_any_form(text: str) -> None:
    assert read(text) == DAY


@pytest.mark.parametrize(
    ("text", "period"),
    [
        *(("2021", "2021"), ("2021-03", "2021-03"), ("2021/3", "2021-03"), ("03/2021", "2021-03")),
        *(("March 2021", "2021-03"), ("Mar. 2021", "2021-03"), ("mars, 2021", "2021-03")),
        *(("2021年3月", "2021-03"), ("2021年", "2021")),
        *(("circa 2021", "2021~"), ("c. 2021", "2021~"), ("ca 3/2021", "2021-03~")),
        *(("About March 25, 2021", "2021-03-25~"), ("2021%", "2021%")),
        *(("2021~", "2021~"), ("2021-03?", "2021-03?"), ("2021-03-25?", "2021-03-25?")),
    ],
)
def test_a_month_or_a_year_stays_one(text: str, period: str) -> None:
    assert read(text) == period


@pytest.mark.parametrize(
    "text",
    [
        *("", "n/a", "none", "unknown", "yesterday", "soon", "March", "25", "March 25", "25 March"),
        *("3/4/2021", "03-04-2021", "4.3.2021 08:15", "3 4 2021"),  # of which month?
        *("25/03/21", "3/25/21", "25-Mar-21", "'21"),  # of which century?
        *("1616630400", "1616630400000", "44280", "44280.0", "20213025", "99999999", "123"),
        *(
            "2021-02-29",
            "2021-02-30",
            "29/02/2021",
            "31 April 2021",
            "2021-13",
            "13/2021",
            "2021-00",
        ),
        *(
            "32/01/2021",
            "0/1/2021",
            "0000",
            "0999",
            "3000",
            "2021-03-25T99:99",
            "2021-W12",
            "2021-084",
        ),
        *(
            "2020-2021",
            "March 24-25, 2021",
            "March/April 2021",
            "2021-03-25/2021-03-26",
            "2021 2022",
        ),
        *(
            "25 March 2021 (updated)",
            "published March 25, 2021",
            "25 Foo 2021",
            "2021-03-25x",
            "v2021",
        ),
        *(
            "early 2021",
            "spring 2021",
            "1e3",
            "-2021",
            "+2021",
            "25 listopada 2021",
            "٢٠٢١",
            "２０２１",
        ),
        *("2021-03-25 " * 40, "1" * 5_000, "\0", "2021\0"),
    ],
)
def test_what_is_no_date_or_more_than_one_is_not_read(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("3/4/2021", "dmy", "2021-04-03"),
        ("3/4/2021", "mdy", "2021-03-04"),
        ("3/4/2021", "ymd", None),
        ("3.4.2021 08:15", "dmy", "2021-04-03"),
        ("25/3/2021", "mdy", None),  # against what is known of its column
        ("3/25/2021", "dmy", None),
        ("2021/3/4", "dmy", "2021-03-04"),  # where the year comes first, the month follows
        ("4/4/2021", None, "2021-04-04"),
        ("March 4, 2021", "dmy", "2021-03-04"),
    ],
)
def test_an_order_decides_what_numbers_mean(text: str, order: str, day: str | None) -> None:
    assert read(text, order) == day


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["3/4/2021", "25/3/2021", "n/a"], "dmy"),
        (["3/4/2021", "3/25/2021 08:15"], "mdy"),
        (["3.4.2021", "25.3.2021", "2021-03-04", "March 3, 2021"], "dmy"),
        (["25/3/2021", "3/25/2021"], None),
        (["3/4/2021", "5/6/2021"], None),
        (["25/13/2021", "31/02/2021"], None),
        (["2021-03-04", "2021/3/5"], "ymd"),
        (["2021", "March 3, 2021", ""], None),
        ([], None),
    ],
)
def test_a_column_proves_its_order(texts: list[str], order: str | None) -> None:
    assert order_of(texts) == order


def test_a_name_stands_for_one_month_in_all_languages() -> None:
    for months in _MONTHS:
        assert len(months.split()) == 12
        for number, names in enumerate(months.split(), 1):
            assert {MONTHS[name] for name in names.split("|")} == {number}, names


@given(st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31)), st.sampled_from("/-. "))
def test_each_day_is_read_again_in_the_order_it_was_written(day: datetime.date, mark: str) -> None:
    written = {
        "dmy": f"{day.day}{mark}{day.month}{mark}{day.year}",
        "mdy": f"{day.month}{mark}{day.day}{mark}{day.year}",
        "ymd": f"{day.year}{mark}{day.month}{mark}{day.day}",
    }
    assert set(written) == set(ORDERS)
    for order, text in written.items():
        assert read(text, order) == day.isoformat()
        assert read(text) in (None, day.isoformat())
    assert read(day.strftime("%B %d, %Y")) == day.isoformat()


@given(st.text(), st.sampled_from([None, *ORDERS]))
def test_no_text_breaks_the_reading_of_dates(text: str, order: str | None) -> None:
    read(text, order)
    order_of([text])
