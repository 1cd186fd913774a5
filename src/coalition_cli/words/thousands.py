"""Numbers with separators between their thousands: `1,000`, `1 000`, `1.000`, `1'000` are 1000.

A number begins with one to three digits, the first of them no zero, and goes on in groups of
three behind one separator, the same throughout; in the Indian way in groups of two before the last.
What does not end with such a group is none: `3.14`, `2026-01-19`, `1,2,3`, `1.10.2`. Nor is an
address of the internet, four parts up to 255 with points between them.
"""

import re
import unicodedata

# Commas and apostrophes, and the blanks that keep a line from breaking.
SURE = ",'’ʼ٬，\xa0\u2007\u2009\u202f"
POINTS, BLANKS = ".．", " "
_ADDRESS = 4, 255  # parts, and the most that one may be


def joined(text: str, separators: str) -> str:
    """Return the text, its numbers without those of the separators that part their thousands."""
    return re.sub(_number(separators), _digits, text)


def parts(text: str, separators: str) -> list[str]:
    """Return what `joined` joins, each part by itself."""
    numbers = (one for one in re.finditer(_number(separators), text) if _digits(one) != one[0])
    return [part for one in numbers for part in re.split(r"\D", one[0])]


def parts_thousands(text: str, place: int) -> bool:
    """Whether what stands at a place of the text is a separator within a number."""
    found = re.finditer(_number(SURE), text)
    return any(one.start() < place < one.end() and one[0] != _digits(one) for one in found)


def _number(separators: str) -> str:
    # Not within a longer number, nor behind or before a part that has the wrong length.
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
