"""A JSON record without any defect → its record, without nodes.

Most records have none. The others become nodes, and records.py says what is wrong with them.
"""

from collections.abc import Callable
from functools import cache
from math import isfinite
from typing import Annotated, Any, Literal, NamedTuple, Required, TypedDict

import msgspec

from ..model import FILE_SECTIONS, SECTIONS, Field, Section, Type
from ..model.record import Placed, Record
from ..words.values import is_address, is_date
from .partial import holds
from .values import CONFIDENCE_OF
from .withholding import is_called

_Values = dict[str, Any]
_ODD = (msgspec.MsgspecError, ValueError, RecursionError)
_EXACT = 2**53  # numbers below are the same as whole numbers and as others
_DEEPEST = 16  # levels, far below what any reader refuses
_BLANKS = b" \t\r\n"


def well_formed_text(
    text: bytes, start: Placed, file: str, section: str = "", *, extract: bool
) -> Record | None:
    """Return the record of a JSON text; None where anything in it may be a defect.

    The text is a claim, or a record under the name of a section.
    """
    try:
        values: _Values = (_under(section) if section else _DECODER).decode(text)
        within = _Within(file, start, extract=extract)
        if section:
            values, within.keys = values[section], 1
        record = _record(_OF_SECTION[section or "claims"], values, "", within)
    except _ODD:
        return None
    # The decoder ignores unknown keys, and takes the last of equal ones: so keys are counted.
    # Most texts have no colons but those after keys.
    keys = within.keys
    if text.count(b":") != keys and text.translate(None, _BLANKS).count(b'":') != keys:
        return None
    return record


@cache
def _under(section: str) -> Any:
    """Return the decoder of a record under the name of its section."""
    make: Any = TypedDict
    return msgspec.json.Decoder(make("line", {section: Required[_typed(SECTIONS[section])]}))


def well_formed(decoded: object, start: Placed, file: str, *, extract: bool) -> Record | None:
    """Return the record of a decoded claim; None where anything in it may be a defect."""
    try:
        values: _Values = msgspec.convert(decoded, _TYPE)
        within = _Within(file, start, extract=extract)
        record = _record(_OF_SECTION["claims"], values, "", within)
        return record if within.keys == _keys_within(decoded) else None
    except _ODD:
        return None


class _Within:
    """Where a claim stands, and so all records in it, and how many keys they have so far."""

    __slots__ = ("extract", "file", "keys", "start")

    def __init__(self, file: str, start: Placed, *, extract: bool) -> None:
        self.file, self.start, self.extract = file, start, extract
        self.keys = 0


class _Rules(NamedTuple):
    """The rules for the records of a section, beyond the types of values.

    The tuples have the name of a field, and whether its value is a list.
    """

    section: Section
    derived: frozenset[str]  # names of fields that the program works out
    checked: tuple[tuple[str, bool, Callable[[Any], object]], ...]  # and the check of a value
    records: tuple[tuple[str, bool, "_Rules"], ...]  # and the rules for a record within
    anything: tuple[str, ...]  # names of fields that have keys of any kind


def _record(rules: _Rules, values: _Values, of: str, within: _Within) -> Record:
    """Return the record of these values; raise ValueError where one of them may be wrong."""
    if values.get("anonymous") and is_called(values.get("speaker") or ""):
        raise ValueError  # the speaker may be unnamed, but this may be a name
    if rules.section.confidential and (values.get("anonymous") or not values.get("name")):
        raise ValueError  # what says who an unnamed speaker is has to be withheld
    section, derived, checked, records, anything = rules
    within.keys += len(values)
    for name in anything:
        if name in values:
            within.keys += _keys_within(values[name])
    _clean(derived, values)
    both = section is _APPEARANCES and "quote" in values and "wording" in values
    if both and not holds(values["wording"], values["quote"]):
        raise ValueError
    for name, many, check in checked:
        if name in values:
            values[name] = _each(check, values[name]) if many else check(values[name])
    key = values.get(section.key)
    record = Record(
        section, within.file, within.start, key, of, extract=within.extract, values=values
    )
    for name, many, inner in records:
        if name in values:
            around, value = record.label, values[name]
            values[name] = (
                [_record(inner, item, around, within) for item in value]
                if many
                else _record(inner, value, around, within)
            )
    return record


def _clean(derived: frozenset[str], values: _Values) -> None:
    """Leave only the values that a record states; raise ValueError where one may be wrong."""
    if not derived.isdisjoint(values):
        for name in derived.intersection(values):
            del values[name]
    absent = False
    for value in values.values():
        if type(value) is str:
            if value.strip() != value:
                raise ValueError
        elif type(value) is list:
            absent = absent or not value
            _check_list(value)
        elif value is None:
            absent = True
    if absent:
        _leave_out_absent(values)


def _leave_out_absent(values: _Values) -> None:
    for name in [name for name, value in values.items() if value is None or value == []]:
        del values[name]


def _check_list(items: list[Any]) -> None:
    """Raise ValueError where an item of a list may be wrong, or stands in it twice."""
    if len(items) > 1 and type(items[0]) is not dict and len(set(items)) < len(items):
        raise ValueError
    for item in items:
        if type(item) is str and item.strip() != item:
            raise ValueError


def _each(check: Callable[[Any], object], items: list[Any]) -> list[object]:
    """Return the checked items of a list; raise ValueError where two become the same."""
    values = list(map(check, items))
    _check_list(values)
    return values


def _id(text: str) -> str:
    if len(text.split()) > 1:
        raise ValueError
    return text


def _date(text: str) -> str:
    if not is_date(text):
        raise ValueError
    return text


def _address(text: str) -> str:
    if not is_address(text):
        raise ValueError
    return text


def _keys_within(value: Any) -> int:
    """Count the keys of a value of any kind, at any depth."""
    if type(value) is dict:
        return len(value) + sum(map(_keys_within, value.values()))
    return sum(map(_keys_within, value)) if type(value) is list else 0


def _anything(value: Any, depth: int = 0) -> Any:
    """Return a value of any kind; raise ValueError where nodes may make another one of it."""
    kind = type(value)
    if kind is dict or kind is list:
        if depth > _DEEPEST:
            raise ValueError
        for inner in value.values() if kind is dict else value:
            if type(inner) is not str:
                _anything(inner, depth + 1)
    elif (kind is int or kind is float) and (
        not -_EXACT < value < _EXACT or (kind is float and not value)
    ):
        raise ValueError
    return value


def _confidence(value: int | str) -> int:
    return value if isinstance(value, int) else CONFIDENCE_OF[value]


def _decimal(value: float) -> float:
    if not isfinite(value):
        raise ValueError
    return value


def _type(field: Field) -> Any:
    """Return the type of a field's value in JSON; with null, where it may be absent."""
    if field.derived:
        return Any
    value: Any
    match field.type:
        case Type.RECORD:
            value = _typed(SECTIONS[field.of])
        case Type.WORD:
            value = Literal[field.words]
        case Type.BOOLEAN:
            value = bool
        case Type.NUMBER:
            value = _whole(field)
        case Type.DECIMAL:
            value = int | float
        case Type.CONFIDENCE:
            value = _whole(field) | Literal[tuple(CONFIDENCE_OF)]
        case Type.ANYTHING:
            value = dict[str, Any]  # which is all but always what it is
        case _:
            value = Annotated[str, msgspec.Meta(min_length=1)]
    if field.many:
        value = list[value]
    return Required[value] if field.required else value | None


def _whole(field: Field) -> Any:
    least, greatest = field.bounds
    return Annotated[int, msgspec.Meta(ge=least, le=greatest)]


def _typed(section: Section) -> Any:
    """Return the type of a section's records: a dictionary that may lack keys."""
    make: Any = TypedDict
    return make(section.name, {field.name: _type(field) for field in section.fields}, total=False)


def _rules(section: Section) -> _Rules:
    """Return the rules of the field table for a section."""
    derived = frozenset(field.name for field in section.fields if field.derived)
    checked = tuple(
        (field.name, field.many, _CHECKS[field.type])
        for field in section.stated
        if field.type in _CHECKS
    )
    records = tuple(
        (field.name, field.many, _rules(SECTIONS[field.of])) for field in section.records
    )
    anything = tuple(field.name for field in section.stated if field.type is Type.ANYTHING)
    return _Rules(section, derived, checked, records, anything)


# A check returns the value as it is kept; msgspec has checked its type before.
_CHECKS: dict[Type, Callable[[Any], object]] = {
    Type.ID: _id,
    Type.DATE: _date,
    Type.ADDRESS: _address,
    Type.CONFIDENCE: _confidence,
    Type.ANYTHING: _anything,
    Type.DECIMAL: _decimal,
}
_APPEARANCES = SECTIONS["appearances"]
_OF_SECTION = {name: _rules(SECTIONS[name]) for name in FILE_SECTIONS}
_TYPE = _typed(SECTIONS["claims"])
_DECODER = msgspec.json.Decoder(_TYPE)
