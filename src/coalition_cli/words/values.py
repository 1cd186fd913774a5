"""Whole numbers, dates and addresses as files and questions have them.

50.0 and 5e1 are the whole number 50, as in JSON. A date is a year, a month or a day, kept as text.
"""

import re
from datetime import date
from functools import lru_cache
from math import isfinite

from .dates import MARKS

# Digits of the longest number that is read: PYTHONINTMAXSTRDIGITS cannot be less.
_MOST = 640
BEYOND = 10**_MOST  # stands for every longer number: no field has it in its range
INTEGER = re.compile(r"[-+]?[0-9]{1,640}|0o[0-7]{1,700}|0x[0-9a-fA-F]{1,530}")  # YAML 1.2 core
FLOAT = re.compile(r"([-+]?)(?=\.?[0-9])([0-9]*)(?:\.([0-9]*))?(?:[eE]([-+]?)0*([0-9]+))?")


def integer(text: str) -> int:
    """Return the number of a text that INTEGER matches."""
    return int(text, 0) if text[:2] in ("0o", "0x") else int(text)


def whole_number(text: str) -> int | None:
    """Return the whole number that a text stands for, None if it is not one."""
    if INTEGER.fullmatch(text):
        return integer(text)
    found = FLOAT.fullmatch(text)
    if not found:
        return None
    sign, before, after, direction, places = (part or "" for part in found.groups())
    digits = (before + after).lstrip("0")
    significant = digits.rstrip("0")
    if not significant:
        return 0
    # How many zeros follow. Less than 0: some of the digits stand after the point.
    zeros = len(digits) - len(significant) - len(after) + int(direction + (places[:20] or "0"))
    if zeros < 0:
        return None
    number: int = BEYOND if len(significant) + zeros > _MOST else int(significant) * 10**zeros
    return -number if sign == "-" else number


_NUMERAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")  # of JSON: RFC 8259


class Numeral(str):
    """A number as somebody typed it, such as 2.50; it is written so, and never in quotes."""

    __slots__ = ()


def numeral(text: str) -> Numeral | None:
    """Return a number as it was typed, in the way of JSON, which has no .5 and no +4.

    Return None for a text that is no number, or none that JSON can hold.
    """
    if _NUMERAL.fullmatch(text) and isfinite(float(text)):
        return Numeral(text)
    if INTEGER.fullmatch(text):
        return Numeral(integer(text))
    return Numeral(float(text)) if FLOAT.fullmatch(text) and isfinite(float(text)) else None


_ADDRESS = re.compile(r"https?://[^\s/?#]\S*", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Return whether a text is the address of a page: http or https, a host, and no blanks."""
    return _ADDRESS.fullmatch(text) is not None


_NO_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f-\x9f]')  # signs that no IRI may have


def iri(address: str) -> str:
    """Return an address as RDF has it: signs that no IRI may have are percent-encoded."""
    return _NO_IRI.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), address)


_DATE = rf"([0-9]{{4}})(?:-([0-9]{{2}})(?:-([0-9]{{2}}))?)?[{MARKS}]?"


@lru_cache(maxsize=10_000)  # there are more claims than days
def is_date(text: str) -> bool:
    """Return whether a text is a year, a month or a day: 2026, 2026-01, 2026-01-19.

    One mark may stand behind it: 2026~ (see dates.py).
    """
    found = re.fullmatch(_DATE, text)
    if found is None:
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
