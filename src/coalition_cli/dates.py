"""Dates as claims have them: a year, a month or a day, kept as text."""

import re
from datetime import date
from functools import lru_cache

_DATE = r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?"


@lru_cache(maxsize=10_000)  # there are more claims than days
def is_date(text: str) -> bool:
    """Whether the text is a year, a month or a day of the calendar: 2026, 2026-01, 2026-01-19."""
    found = re.fullmatch(_DATE, text)
    if found is None:
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
