"""When an article was published: one day, of all that its page says about it.

Modified and created are not published. Where two places disagree, and no rule decides, it is not
stated at all: a wrong date is worse than none.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from ...words.written_dates import read

_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_COLON = re.compile(r"([+-]\d\d)(\d\d)$")
_FRACTION = re.compile(r"\.\d+")
_NONE = {"1970-01-01", "1969-12-31"}  # what programs have where there is none
_IN_ADDRESS = re.compile(
    r"[/_-]((?:19|20)\d\d)"
    r"(?:/(\d{1,2})/(\d{1,2})(?=/)|-(\d\d)-(\d\d)(?=[/_-]|$)|(\d\d)(\d\d)(?=[/_-]|$))"
)
_APART = timedelta(days=7)  # an address is made before an article is published, but not long before
# What of a line speaks of a later time.
_LATER = re.compile(
    r"\b(?:updated?|modified|edited|changed|aktualisiert|geändert|оновлено|змінено|обновлено"
    r"|mis à jour|actualizado|aggiornato|zaktualizowano|bijgewerkt|uppdaterad|opdateret)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\d{4}-\d\d-\d\d|\d{1,2}([./])\d{1,2}\1\d{4}|\d{4}[./]\d{1,2}[./]\d{1,2}"
    r"|\d{1,2}(?:st|nd|rd|th|º)?\.?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+)?\d{4}"
    r"|[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
    r"|\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]"
)


class Stamp(NamedTuple):
    """A day as it is stated, and the time in UTC if it is known."""

    day: str
    moment: datetime | None
    is_utc: bool  # whether it is stated in UTC: the day of the place may be another


def decided(statements: Iterable[str]) -> str:
    """Return the day that statements agree on, as 2026-01-19; a month or year if all are; or "".

    UTC gives way to the day of the place: many programs turn the one into the other. Of other
    days, the one that most of them have is right, if it is more than half.
    """
    stamps = [stamp for text in statements if (stamp := _stamp(text)) is not None]
    days = [stamp for stamp in stamps if len(stamp.day) == len("2026-01-19")] or stamps
    local = [stamp for stamp in days if not stamp.is_utc]
    days = [
        stamp for stamp in days if not (stamp.is_utc and any(_is_same(stamp, at) for at in local))
    ]
    counted = Counter(stamp.day for stamp in days).most_common(1)
    if not counted or 2 * counted[0][1] <= len(days):
        return ""
    return counted[0][0]


def earliest(statements: Iterable[str]) -> str:
    """Return the day that statements agree on, or the first: what is later was updated."""
    statements = list(statements)
    days = sorted(stamp.day for text in statements if (stamp := _stamp(text)) is not None)
    return decided(statements) or next(iter(days), "")


def in_address(url: str) -> str:
    """Return the day that an address has in its path, as those of many outlets have."""
    found = _IN_ADDRESS.search(urlsplit(url).path)
    if found is None:
        return ""
    year, month, day = filter(None, found.groups())
    return read(f"{year}-{int(month):02}-{int(day):02}") or ""


def held_to_address(day: str, url: str) -> str:
    """Return a day that is stated, or that of the address if none is; nothing if they part."""
    stated = in_address(url)
    if not stated or len(day) < len(stated):
        return stated or day
    return day if abs(date.fromisoformat(day) - date.fromisoformat(stated)) <= _APART else ""


def in_line(line: str) -> str:
    """Return the day in a line that says when an article was published; nothing if it has two."""
    published = _LATER.split(line, maxsplit=1)[0]
    found = {
        day
        for match in _DAY.finditer(published)
        if (day := read(match[0], "dmy" if "." in match[0] else None))
    }
    return found.pop() if len(found) == 1 else ""


def is_later(words: str) -> bool:
    """Whether words such as the class of an element speak of an update."""
    return _LATER.search(words.replace("_", " ")) is not None


def _stamp(text: str) -> Stamp | None:
    text = " ".join(text.split())
    moment, day = None, ""
    if _ISO.match(text):
        try:
            moment = datetime.fromisoformat(_COLON.sub(r"\1:\2", _FRACTION.sub("", text)))
        except ValueError:
            text = text[: len("2026-01-19")]  # a zone that is a name, a time that is none
    if moment is not None:
        day = moment.date().isoformat()
    else:
        day = (read(text, "dmy" if re.match(r"\d{1,2}\.", text) else None) or "").rstrip("~?%")
    if not day or day in _NONE:
        return None
    offset = moment.utcoffset() if moment is not None else None
    return Stamp(day, moment, is_utc=offset == timedelta(0))


def _is_same(utc: Stamp, local: Stamp) -> bool:
    """Whether a time in UTC may be what another statement says in the time of the place."""
    if utc.moment is None:
        return False
    if local.moment is not None and local.moment.utcoffset() is not None:
        return abs(utc.moment - local.moment) < timedelta(minutes=2)
    try:
        begins = datetime.fromisoformat(local.day)
    except ValueError:
        return False
    ahead = utc.moment.replace(tzinfo=None) - begins
    return timedelta(hours=-14) <= ahead <= timedelta(hours=36)
