"""Dates as periods: the first and the last day of a year, a month or a day.

Days are texts such as 2026-01-19, which sort as time does. The last day of a month is called its
31st, also where there is none.
"""

_ABOUT = "~?%"  # marks of a date that is approximate or uncertain (EDTF, ISO 8601-2)
_DAY = 10  # characters of a day


def begins(date: str) -> str:
    """Return the first day of a year, a month or a day."""
    return _filled(date, "0000-01-01")


def ends(date: str) -> str:
    """Return the last day of a year, a month or a day."""
    return _filled(date, "0000-12-31")


def is_day(date: str) -> bool:
    """Whether a date is one day, and surely that day."""
    return len(date) == _DAY and date[-1] not in _ABOUT


def _filled(date: str, rest: str) -> str:
    known = date.rstrip(_ABOUT)
    return known + rest[len(known) :]
