"""A decoded JSON claim that is as it should be → its record, without nodes.

Most claims are. Of any other, nodes are built: records.py says what is wrong with it.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from ..dates import is_date
from ..model import SECTIONS, Field, Type
from ..record import Placed, Record
from ..vocabularies import BANDS, CONFIDENCE_MAX
from .defects import LARGEST

# Returns a value, None for an empty list; raises one of _ODD for anything unexpected.
_Reader = Callable[[Any], object]
_ODD = (AttributeError, KeyError, TypeError, ValueError)


def well_formed(decoded: object, start: Placed, file: str, *, extract: bool) -> Record | None:
    """Return the record of a claim; None where anything in it takes a closer look."""
    if not isinstance(decoded, dict):
        return None
    try:
        claim = Record(SECTIONS["claims"], file, start, extract=extract)
        _fill(claim, decoded)
        stated = decoded.get("appearances")
        if stated:
            if not isinstance(stated, list):
                return None
            section, of = SECTIONS["appearances"], claim.label
            inner = [Record(section, file, start, of, extract=extract) for _ in stated]
            for appearance, one in zip(inner, stated, strict=True):
                _fill(appearance, one)
                if "quote" in appearance.values and "wording" in appearance.values:
                    return None
            claim.values["appearances"] = inner
    except _ODD:
        return None
    return claim


def _fill(record: Record, decoded: dict[str, object]) -> None:
    """Read the values of a record, but not the records in it."""
    readers, values = _READERS[record.section.name], record.values
    for key, value in decoded.items():
        read = readers[key]
        if value is not None and read is not None:
            found = read(value)
            if found is not None:
                values[key] = found
    if not values.keys() >= _REQUIRED[record.section.name]:
        raise ValueError
    record.key = str(values[record.section.key])


def _text(value: Any) -> str:
    text: str = value.strip()
    if not text:
        raise ValueError
    return text


def _id(value: Any) -> str:
    [word] = value.split()
    return str(word)


def _boolean(value: Any) -> bool:
    if value is not True and value is not False:
        raise TypeError
    return value


def _number(least: int, greatest: int, value: Any) -> int:
    if type(value) is not int or not least <= value <= greatest:
        raise ValueError
    return value


def _confidence(value: Any) -> int:
    return _BANDS[value] if type(value) is str else _number(0, CONFIDENCE_MAX, value)


def _date(value: Any) -> str:
    if not is_date(value):
        raise ValueError
    return str(value)


def _anything(value: Any) -> object:
    raise ValueError(value)


def _each(read: _Reader, values: Any) -> list[object] | None:
    """Return the values of a list, which is a set with an order: a repeated one counts once."""
    if type(values) is not list:
        raise TypeError
    return list(dict.fromkeys(map(read, values))) or None


def _reader(field: Field) -> _Reader | None:
    """Return what reads the field; None for what is passed over, or read elsewhere."""
    if field.derived or field.type is Type.RECORD:
        return None
    read: _Reader
    match field.type:
        case Type.ID:
            read = _id
        case Type.WORD:
            read = {word: word for word in field.words}.__getitem__
        case Type.BOOLEAN:
            read = _boolean
        case Type.NUMBER:
            greatest = LARGEST if field.at_most is None else field.at_most
            read = partial(_number, field.at_least, greatest)
        case Type.CONFIDENCE:
            read = _confidence
        case Type.DATE:
            read = _date
        case Type.ANYTHING:
            read = _anything
        case _:
            read = _text
    return partial(_each, read) if field.many else read


_BANDS = {band.word: band.value for band in BANDS}
_READERS = {
    name: {field.name: _reader(field) for field in SECTIONS[name].fields}
    for name in ("claims", "appearances")
}
_REQUIRED = {name: {field.name for field in SECTIONS[name].required} for name in _READERS}
