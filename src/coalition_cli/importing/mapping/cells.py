"""One value of a row → the value of a field, by the field's type. What is not sure is no value."""

import re
from collections.abc import Callable, Mapping
from math import isfinite

from ...model import FILE_SECTIONS, LARGEST, Field, Type
from ...model.vocabularies import BANDS
from ...words import any_case
from ...words.values import INTEGER, is_address, whole_number
from ...words.written_dates import read as read_date

Read = Callable[[str], object]  # raises Unread

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
BOOLEANS = {
    **dict.fromkeys(("true", "yes", "t", "y", "1"), True),
    **dict.fromkeys(("false", "no", "f", "n", "0"), False),
}
_POINT = re.compile(r"[-+]?(?:[0-9]{1,40}(?:\.[0-9]*)?|\.[0-9]{1,40})(?:[eE][-+]?[0-9]{1,3})?")
_COMMA = re.compile(r"([-+]?[0-9]{1,40}),([0-9]{1,40})")
_GROUPED = re.compile(r"[-+]?[1-9][0-9]{0,2}(?:([,. ])[0-9]{3})+(?!\1)(?:[.,][0-9]+)?")
_THOUSAND = re.compile(r"[-+]?[1-9][0-9]{0,2},[0-9]{3}")  # or a decimal: nobody can tell
_TIME = re.compile(r"[0-9]:[0-9]{2}")
_TWO_DAYS = "may be two days (a mapping says 'date: dmy' or 'date: mdy')"
_DIGIT = re.compile(r"[1-9]")
_MIDNIGHT = re.compile(r"(?<![0-9:])0?0:00(?::00(?:\.0+)?)?(?![0-9:.])")


class Unread(Exception):
    """A text that is no value of a field's type. The message says so."""


def text_of(value: object) -> str:
    """Return a scalar of a row as text, without blanks at its ends; nothing for nothing."""
    if type(value) is str:
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def decoded(text: str) -> str:
    """Return a text with its HTML entities read, once: `&amp;lt;` is `&lt;`.

    An entity ends with a semicolon: `?a=1&copy=2` is an address, and has none.
    """
    if "&" not in text or ";" not in text:
        return text
    from html import unescape  # few texts have entities

    return _ENTITY.sub(lambda entity: unescape(entity[0]), text).strip()


def unproven() -> str | None:
    """Return the order of day and month where no other dates are known."""
    return None


def reader(
    field: Field, order: str | None, proven: Callable[[], str | None] = unproven
) -> Read | None:
    """Return the function that reads a text, which is not blank, as one value of the field.

    It is None where every text is a value. `order` is that of day, month and year, where it is
    stated; if not, `proven` says what the other dates prove. Only a date that may be two days asks.
    """
    match field.type:
        case Type.WORD:
            return _one_of({any_case(word): word for word in field.words})
        case Type.CONFIDENCE:
            return _confidence(field)
        case Type.NUMBER:
            return _whole(field)
        case Type.DATE:
            return _date(order, proven)
    if field.type is Type.REFERENCE and field.of in FILE_SECTIONS:
        return _reference
    return _READERS.get(field.type)


def says_less(field: Field, text: str, value: object) -> bool:
    """Whether a value says less than the text that it was read from: a date has no time."""
    if field.type is not Type.DATE or not isinstance(value, str):
        return False
    timed = _TIME.search(text) is not None and not _MIDNIGHT.search(text)
    return timed or len(_DIGIT.findall(text)) > len(_DIGIT.findall(value))


def _one_of(words: Mapping[str, object]) -> Read:
    def read(text: str) -> object:
        found = words.get(any_case(text))
        if found is None:
            raise Unread("is no word that the field can have")
        return found

    return read


def _confidence(field: Field) -> Read:
    words = {band.word: band.value for band in BANDS}
    whole = _whole(field)

    def read(text: str) -> object:
        found = words.get(any_case(text))
        return whole(text) if found is None else found

    return read


def _whole(field: Field) -> Read:
    least, greatest = field.bounds

    def read(text: str) -> object:
        number = whole_number(text) if len(text) < 400 else None
        if number is None:
            raise Unread("is no whole number")
        if not least <= number <= greatest:
            raise Unread("is out of the field's range")
        return number

    return read


def _date(order: str | None, proven: Callable[[], str | None]) -> Read:
    def read(text: str) -> object:
        found, known = read_date(text, order), order
        may_be_two = found is None and order is None and read_date(text, "dmy") is not None
        if may_be_two and (known := proven()) is not None:
            found = read_date(text, known)
        if found is None:
            raise Unread(_TWO_DAYS if may_be_two and known is None else "is no date")
        return found

    return read


def _boolean(text: str) -> object:
    found = BOOLEANS.get(any_case(text))
    if found is None:
        raise Unread("is neither true nor false")
    return found


def _decimal(text: str) -> object:
    """Read a number with a point or a comma. `1,234` may be either, and is not read."""
    text = text.replace("\u2212", "-").replace("\xa0", " ").replace("\u202f", " ")
    grouped = _GROUPED.fullmatch(text)
    if _THOUSAND.fullmatch(text):
        raise Unread("is a number with a comma that may part thousands or a fraction")
    if grouped and not _POINT.fullmatch(text):
        text = text.replace(grouped[1], "")
    text = _COMMA.sub(r"\1.\2", text)
    if not _POINT.fullmatch(text):
        raise Unread("is no number")
    number = int(text) if INTEGER.fullmatch(text) else float(text)
    if not isfinite(number) or abs(number) > LARGEST:
        raise Unread("is a number that is too large")
    return number


def _address(text: str) -> object:
    if not is_address(text):
        raise Unread("is no http or https address")
    return text


def _reference(text: str) -> object:
    if len(text.split()) > 1:
        raise Unread("has blanks in it, and is no id")
    return text


_READERS: Mapping[Type, Read] = {
    Type.BOOLEAN: _boolean,
    Type.ADDRESS: _address,
    Type.DECIMAL: _decimal,
}
