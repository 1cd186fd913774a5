"""A JSON claim that is as it should be → its record, without nodes.

Most claims are. Of any other, nodes are built: records.py says what is wrong with it.
"""

from collections.abc import Callable
from typing import Annotated, Any, Literal, NamedTuple, Required, TypedDict

import msgspec

from ..model import SECTIONS, Field, Section, Type
from ..model.record import Placed, Record
from ..model.vocabularies import BANDS
from ..words.values import is_date
from .withholding import is_called

_Values = dict[str, Any]
_ODD = (msgspec.MsgspecError, ValueError, RecursionError)
_BLANKS = b" \t\r\n"


def well_formed_text(text: bytes, start: Placed, file: str) -> Record | None:
    """Return the record of a claim's JSON text; None where anything in it takes a closer look."""
    try:
        values: _Values = _DECODER.decode(text)
        # The decoder passes over unknown keys, and takes the last of those that stand twice.
        # Most texts have no other colon than those behind keys.
        keys = _CLAIM.keys(values)
        if text.count(b":") != keys and text.translate(None, _BLANKS).count(b'":') != keys:
            return None
        return _record(_CLAIM, values, "", _Within(file, start, extract=True))
    except _ODD:
        return None


def well_formed(decoded: object, start: Placed, file: str, *, extract: bool) -> Record | None:
    """Return the record of a decoded claim; None where anything in it takes a closer look."""
    try:
        values: _Values = msgspec.convert(decoded, _TYPE)
        assert isinstance(decoded, dict)  # noqa: S101 - else it would not have been converted
        if _CLAIM.keys(values) != _CLAIM.keys(decoded):
            return None
        return _record(_CLAIM, values, "", _Within(file, start, extract))
    except _ODD:
        return None


class _Within(NamedTuple):
    """Where a claim stands, and so all records in it."""

    file: str
    start: Placed
    extract: bool


class _Shape(NamedTuple):
    """What there is to look at in the records of a section, beyond the types of values."""

    section: Section
    derived: frozenset[str]
    made: tuple[tuple[str, bool, Callable[[Any], object]], ...]  # a field, whether it is a list
    records: tuple[tuple[str, bool, "_Shape"], ...]  # the same, and what the records within are
    keys: Callable[[_Values], int]  # how many keys there are, with those of the records within


def _record(shape: _Shape, values: _Values, of: str, within: _Within) -> Record:
    """Return the record of these values; raise ValueError where one of them is odd."""
    if values.get("anonymous") and is_called(values.get("speaker") or ""):
        raise ValueError  # the speaker may be unnamed, and is called by a name
    section, derived, looked_at, records, _ = shape
    _clean(derived, values)
    if section is _APPEARANCES and "quote" in values and "wording" in values:
        raise ValueError
    for name, many, made in looked_at:
        if name in values:
            values[name] = _each(made, values[name]) if many else made(values[name])
    file, start, extract = within
    key = values.get(section.key)
    record = Record(section, file, start, key, of, extract=extract, values=values)
    for name, many, inner in records:
        if name in values:
            around, stated = record.label, values[name]
            values[name] = (
                [_record(inner, one, around, within) for one in stated]
                if many
                else _record(inner, stated, around, within)
            )
    return record


def _clean(derived: frozenset[str], values: _Values) -> None:
    """Leave only what a record states; raise ValueError where a value is odd."""
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
    """Raise ValueError where an item of a list is odd, or stands in it twice."""
    if len(items) > 1 and type(items[0]) is not dict and len(set(items)) < len(items):
        raise ValueError
    for item in items:
        if type(item) is str and item.strip() != item:
            raise ValueError


def _each(made: Callable[[Any], object], items: list[Any]) -> list[object]:
    """Return what is made of the items of a list; raise ValueError where two come out the same."""
    found = list(map(made, items))
    _check_list(found)
    return found


def _id(text: str) -> str:
    if len(text.split()) > 1:
        raise ValueError
    return text


def _date(text: str) -> str:
    if not is_date(text):
        raise ValueError
    return text


def _confidence(value: int | str) -> int:
    return value if isinstance(value, int) else _BANDS[value]


def _type(field: Field) -> Any:
    """Return the type of a field's value as JSON has it; null too, where it may be absent."""
    if field.derived:
        return Any
    found: Any
    match field.type:
        case Type.RECORD:
            found = _typed(SECTIONS[field.of])
        case Type.WORD:
            found = Literal[field.words]
        case Type.BOOLEAN:
            found = bool
        case Type.NUMBER:
            found = _whole(field)
        case Type.CONFIDENCE:
            found = _whole(field) | Literal[tuple(_BANDS)]
        case Type.ANYTHING:
            return None
        case _:
            found = Annotated[str, msgspec.Meta(min_length=1)]
    if field.many:
        found = list[found]
    return Required[found] if field.required else found | None


def _whole(field: Field) -> Any:
    least, greatest = field.bounds
    return Annotated[int, msgspec.Meta(ge=least, le=greatest)]


def _typed(section: Section) -> Any:
    """Return the type of a section's records: a dictionary that need not have every key."""
    make: Any = TypedDict
    return make(section.name, {one.name: _type(one) for one in section.fields}, total=False)


def _shape(section: Section) -> _Shape:
    """Return what there is to look at, by the field table."""
    derived = frozenset(field.name for field in section.fields if field.derived)
    made = tuple(
        (field.name, field.many, _MADE[field.type])
        for field in section.stated
        if field.type in _MADE
    )
    records = tuple(
        (field.name, field.many, _shape(SECTIONS[field.of])) for field in section.records
    )
    return _Shape(section, derived, made, records, _counting(records))


def _counting(records: tuple[tuple[str, bool, _Shape], ...]) -> Callable[[_Values], int]:
    """Return what counts the keys of a record, and of those within it."""
    if not records:
        return len

    def count(values: _Values) -> int:
        keys = len(values)
        for name, many, inner in records:
            if stated := values.get(name):
                keys += sum(map(inner.keys, stated if many else (stated,)))
        return keys

    return count


# What a value is, beyond what its type says to msgspec.
_MADE: dict[Type, Callable[[Any], object]] = {
    Type.ID: _id,
    Type.DATE: _date,
    Type.CONFIDENCE: _confidence,
}
_BANDS = {band.word: band.value for band in BANDS}
_APPEARANCES = SECTIONS["appearances"]
_CLAIM = _shape(SECTIONS["claims"])
_TYPE = _typed(SECTIONS["claims"])
_DECODER = msgspec.json.Decoder(_TYPE)
