"""Whole numbers as files and questions have them: 50, and 50.0 and 5e1, which JSON holds equal.

Dates as claims have them: a year, a month or a day, kept as text.
"""

import re
from datetime import date
from functools import lru_cache

# Numbers of so many digits are read and written whatever PYTHONINTMAXSTRDIGITS says: it is never
# less than that.
_MOST = 640
BEYOND = 10**_MOST  # what stands for a number with more digits: no field has it in its range
INTEGER = re.compile(r"[-+]?[0-9]{1,640}|0o[0-7]{1,700}|0x[0-9a-fA-F]{1,530}")  # YAML 1.2 core
FLOAT = re.compile(r"([-+]?)(?=\.?[0-9])([0-9]*)(?:\.([0-9]*))?(?:[eE]([-+]?)0*([0-9]+))?")


def integer(text: str) -> int:
    """Return the number that a text stands for which INTEGER matches."""
    return int(text, 0) if text[:2] in ("0o", "0x") else int(text)


def whole_number(text: str) -> int | None:
    """Return the whole number that a text is, however it is written; None where it is none."""
    if INTEGER.fullmatch(text):
        return integer(text)
    found = FLOAT.fullmatch(text)
    if not found:
        return None
    sign, before, behind, direction, places = (part or "" for part in found.groups())
    digits = (before + behind).lstrip("0")
    significant = digits.rstrip("0")
    if not significant:
        return 0
    # How many zeros follow; less than none: some of the digits stand behind the point.
    zeros = len(digits) - len(significant) - len(behind) + int(direction + (places[:20] or "0"))
    if zeros < 0:
        return None
    number: int = BEYOND if len(significant) + zeros > _MOST else int(significant) * 10**zeros
    return -number if sign == "-" else number


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
