"""Dates as periods: the first and the last day of a year, a month or a day.

Days are texts such as 2026-01-19, which sort as time does. The last day of a month is called its
31st, also where there is none. A mark behind a date says that it is approximate (2026~), uncertain
(2026?) or both (2026%), as in EDTF, level 1 (ISO 8601-2). It counts as its period all the same, but
proves nothing.
"""

MARKS = "~?%"
_DAY = 10  # characters of a day


def begins(date: str) -> str:
    """Return the first day of a year, a month or a day."""
    return _filled(date, "0000-01-01")


def ends(date: str) -> str:
    """Return the last day of a year, a month or a day."""
    return _filled(date, "0000-12-31")


def period(date: str) -> str:
    """Return a date without its mark: the year, the month or the day that it stands for."""
    return date.rstrip(MARKS)


def earliest(date: str) -> str:
    """Return the day before which a date surely is not: with a mark, it may be any day."""
    return "0000-01-01" if date[-1] in MARKS else begins(date)


def latest(date: str) -> str:
    """Return the day after which a date surely is not: with a mark, it may be any day."""
    return "9999-12-31" if date[-1] in MARKS else ends(date)


def is_day(date: str) -> bool:
    """Whether a date is one day, and surely that day."""
    return len(date) == _DAY and date[-1] not in MARKS


def _filled(date: str, rest: str) -> str:
    known = period(date)
    return known + rest[len(known) :]
