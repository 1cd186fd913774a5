"""Numbers with separators between their thousands: `1,000`, `1 000`, `1.000`, `1'000` are 1000.

Such a number begins with one to three digits, the first not zero. Groups of three follow, each
after the same separator. In the Indian way, the groups before the last have two digits. A number
ends with such a group, so these are none: `3.14`, `2026-01-19`, `1,2,3`, `1.10.2`. An address of
the internet is none either: four parts up to 255 with points between them.
"""

import re
import unicodedata

# Commas and apostrophes, and the blanks that keep a line from breaking.
SURE = ",'’ʼ٬，\xa0\u2007\u2009\u202f"
POINTS, BLANKS = ".．", " "
_ADDRESS = 4, 255  # how many parts, and the highest that one may be


def joined(text: str, separators: str) -> str:
    """Return the text without those of the separators that stand between thousands."""
    return re.sub(_number(separators), _digits, text)


def parts(text: str, separators: str) -> list[str]:
    """Return the parts of the numbers that `joined` joins."""
    numbers = re.finditer(_number(separators), text)
    joins = (number[0] for number in numbers if _digits(number) != number[0])
    return [part for number in joins for part in re.split(r"\D", number)]


def parts_thousands(text: str, place: int) -> bool:
    """Return whether a separator within a number stands at a place of the text."""
    return any(
        number.start() < place < number.end() and number[0] != _digits(number)
        for number in re.finditer(_number(SURE), text)
    )


def _number(separators: str) -> str:
    # Not within a longer number, and not beside a part that has the wrong length.
    between = f"[{separators}]"
    indian = r"\d{1,2}(?:,\d\d)+,\d{3}(?!,?\d)"
    usual = rf"\d{{1,3}}({between})\d{{3}}(?:\1\d{{3}})*(?!\1?\d)"
    return rf"(?<!\d)(?<!\d[,.'’٬])(?:{indian}|{usual})"


def _digits(number: re.Match[str]) -> str:
    whole = number[0]
    if unicodedata.decimal(whole[0]) == 0 or (number[1] == "." and _is_address(whole)):
        return whole
    return re.sub(r"\D", "", whole)


def _is_address(number: str) -> bool:
    parts = number.split(".")
    most, highest = _ADDRESS
    return len(parts) == most and all(part[0] != "0" and int(part) <= highest for part in parts)
