"""Numbers with separators between their thousands: `1,000`, `1 000`, `1.000`, `1'000` are 1000.

Such a number begins with one to three digits, the first not zero. Groups of three follow, each
after the same separator. In the Indian way, the groups before the last have two digits. A number
ends with such a group, so these are none: `3.14`, `2026-01-19`, `1,2,3`, `1.10.2`. An address of
the internet is none either: four parts up to 255 with points between them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

# Commas and apostrophes, and the blanks that keep a line from breaking.
SURE = ",'’ʼ٬，\xa0\u2007\u2009\u202f"
POINTS, BLANKS = ".．", " "
_ADDRESS = 4, 255  # how many parts, and the highest that one may be


def joined(text: str, separators: str) -> str:
    """Return the text without those of the separators that stand between thousands."""
    return _number(separators).sub(_digits, text) if _may_join(separators)(text) else text


def parts(text: str, separators: str) -> list[str]:
    """Return the parts of the numbers that `joined` joins."""
    numbers = _numbers(text, separators)
    joins = (number[0] for number in numbers if _digits(number) != number[0])
    return [part for number in joins for part in re.split(r"\D", number)]


def parts_thousands(text: str, place: int) -> bool:
    """Return whether a separator within a number stands at a place of the text."""
    return any(
        number.start() < place < number.end() and number[0] != _digits(number)
        for number in _numbers(text, SURE)
    )


def _numbers(text: str, separators: str) -> Iterator[re.Match[str]]:
    return _number(separators).finditer(text) if _may_join(separators)(text) else iter(())


@cache
def _may_join(separators: str) -> Callable[[str], re.Match[str] | None]:
    """Return what searches for a separator between digits: most texts have none, and it is fast."""
    return re.compile(rf"\d[{separators}]\d").search


@cache
def _number(separators: str) -> re.Pattern[str]:
    # Not within a longer number, and not beside a part that has the wrong length.
    between = f"[{separators}]"
    indian = r"\d{1,2}(?:,\d\d)+,\d{3}(?!,?\d)"
    usual = rf"\d{{1,3}}({between})\d{{3}}(?:\1\d{{3}})*(?!\1?\d)"
    return re.compile(rf"(?<!\d)(?<!\d[,.'’٬])(?:{indian}|{usual})")


def _digits(number: re.Match[str]) -> str:
    whole = number[0]
    if unicodedata.decimal(whole[0]) == 0 or (number[1] == "." and _is_address(whole)):
        return whole
    return re.sub(r"\D", "", whole)


def _is_address(number: str) -> bool:
    parts = number.split(".")
    most, highest = _ADDRESS
    return len(parts) == most and all(part[0] != "0" and int(part) <= highest for part in parts)
