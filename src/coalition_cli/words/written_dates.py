"""Dates in any form → dates as ISO 8601 has them, read only where they mean one day, month or year.

A date is the one that was written, in the zone that it was written in. Two digits are no year, and
numbers such as those of Unix time are no dates.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from .months import MONTHS, WEEKDAYS

ORDERS = ("dmy", "mdy", "ymd")
_YEARS = range(1000, 3000)
_MONTHS_OF_YEAR = 12
_LONGEST = 60  # characters of a date
_TIME = (
    r"[0-2]?[0-9]:[0-5][0-9](?::[0-6][0-9](?:[.,][0-9]+)?)?(?:\s?[ap]\.?m\b\.?)?"
    r"(?:\s?(?:z|utc|gmt|[a-z]{1,3}[sd]t)\b)?(?:\s?[-+][0-9]{2}(?::?[0-9]{2})?)?(?:\s?\([a-z]{2,5}\))?"
)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[t ]" + _TIME + ")?", re.IGNORECASE)
# Dates of EDTF; a mark says that they are about right, unsure, or both.
_PERIOD = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_ABOUT = re.compile(r"(?:c|ca|circa|about|around|approx|approximately)\b\.?\s*(.+)", re.IGNORECASE)
_COMPACT = re.compile(r"(1[89][0-9]{2}|20[0-9]{2})([01][0-9])([0-3][0-9])(?:T[0-9]{4,6}Z?)?")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/. ])\s?([0-9]{1,2})(?:\2\s?([0-9]{1,2})\.?)?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/. ])\s?([0-9]{1,2})\2\s?([0-9]{4})\.?")
_MONTH_OF_YEAR = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_EASTERN = re.compile(
    r"([0-9]{4})\s?[年년]\s?(?:([0-9]{1,2})\s?[月월]\s?(?:([0-9]{1,2})\s?[日일])?)?"
)
_CLOCK = re.compile(r"(?:^|(?<=[\s,]))(?:at\s+)?" + _TIME + r"(?=$|[\s,])", re.IGNORECASE)
_ZONE = re.compile(r"(?:^|\s)[-+][0-9]{4}(?=\s|$)")  # apart from its time, as Twitter has it
_WORD = re.compile(r"[0-9]+|[^\W\d_]+")
_PUNCTUATION = re.compile(r"[\s.,º°ª'’/-]*")  # what may stand between the words of a date
_SMALL = frozenset(
    [
        *("of", "the", "de", "del", "do", "da", "den", "der", "le", "la", "el"),
        *("st", "nd", "rd", "th", "er"),  # of a number
    ]
)


def order_of(texts: Iterable[str]) -> str | None:
    """Return the order of day, month and year that the dates of a column prove: dmy, mdy or ymd.

    31/01/2020 proves dmy. None where nothing proves one, and where they prove two.
    """
    proven = set()
    year_first = False
    for text in texts:
        bare = _without_time(text)
        if numbers := _YEAR_LAST.fullmatch(bare):
            first, second = int(numbers[1]), int(numbers[3])
            if _day(int(numbers[4]), second, first) and first > _MONTHS_OF_YEAR:
                proven.add("dmy")
            elif _day(int(numbers[4]), first, second) and second > _MONTHS_OF_YEAR:
                proven.add("mdy")
        elif _ISO.fullmatch(text.strip()) or _YEAR_FIRST.fullmatch(bare):
            year_first = True
    if proven:
        return proven.pop() if len(proven) == 1 else None
    return "ymd" if year_first else None


@lru_cache(maxsize=1 << 14)  # dates recur
def read(text: str, order: str | None = None) -> str | None:
    """Return a date as `2020-01-31`, `2020-01` or `2020`; None where it is none, or ambiguous.

    `order` is that of day, month and year in the file, where it is known: 3/4/2020 is no date
    without it. 31/1/2020 is one, and so is 3/3/2020.
    """
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        return None
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text) or _EASTERN.fullmatch(text):
        return _date(*found.groups()[:3])
    if found := _PERIOD.fullmatch(text):
        period = _date(*found.groups()[:3])
        return period and period + found[4]
    if found := _ABOUT.fullmatch(text):
        exact = read(found[1], order)
        return f"{exact}~" if exact and exact[-1].isdigit() else None
    text = _without_time(text)
    if found := _YEAR_FIRST.fullmatch(text):
        return _date(found[1], found[3], found[4])
    if found := _YEAR_LAST.fullmatch(text):
        return _in_order(found[1], found[3], found[4], order)
    if found := _MONTH_OF_YEAR.fullmatch(text):
        return _date(found[2], found[1])
    return _in_words(text)


def _without_time(text: str) -> str:
    text = " ".join(text.split())
    if ":" not in text or len(text) > _LONGEST:
        return text
    text = _ZONE.sub(" ", _CLOCK.sub(" ", text, count=1), count=1)
    return " ".join(text.split()).strip(" ,-")


def _in_order(first: str, second: str, year: str, order: str | None) -> str | None:
    """Return the date of a day and a month in an order; without one, if only one is possible."""
    if order == "dmy":
        return _date(year, second, first)
    if order == "mdy":
        return _date(year, first, second)
    possible = {_date(year, second, first), _date(year, first, second)} - {None}
    return possible.pop() if len(possible) == 1 else None


def _in_words(text: str) -> str | None:
    """Return the date of a text that names its month, and has nothing but a date."""
    if _PUNCTUATION.fullmatch(_WORD.sub("", text)) is None:
        return None
    years, months, days = list[str](), list[int](), list[str]()
    for word in _WORD.findall(text.casefold()):
        if word.isdigit():
            (years if len(word) == len("2020") else days).append(word)
        elif word in MONTHS:
            months.append(MONTHS[word])
        elif word not in _SMALL and word not in WEEKDAYS:
            return None
    if len(years) != 1 or len(months) != 1 or len(days) > 1:
        return None
    return _date(years[0], str(months[0]), *days)


def _date(year: str, month: str | None = None, day: str | None = None) -> str | None:
    """Return a date as ISO 8601 has it; None if there is no such year, month or day."""
    if int(year) not in _YEARS:
        return None
    if month is None:
        return year
    if not _day(int(year), int(month), int(day or 1)):
        return None
    period = f"{year}-{int(month):02}"
    return period if day is None else f"{period}-{int(day):02}"


def _day(year: int, month: int, day: int) -> bool:
    """Whether there is such a day."""
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False
