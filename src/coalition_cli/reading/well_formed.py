"""A JSON claim that is as it should be → its record, without nodes.

Most claims are. Of any other, nodes are built: records.py says what is wrong with it.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Required, TypedDict

import msgspec

from ..model import LARGEST, SECTIONS, Field, Section, Type
from ..model.record import Placed, Record
from ..model.vocabularies import BANDS, CONFIDENCE_MAX
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
        keys = _keys(values)
        if text.count(b":") != keys and text.translate(None, _BLANKS).count(b'":') != keys:
            return None
        return _record(values, start, file, extract=True)
    except _ODD:
        return None


def well_formed(decoded: object, start: Placed, file: str, *, extract: bool) -> Record | None:
    """Return the record of a decoded claim; None where anything in it takes a closer look."""
    try:
        values: _Values = msgspec.convert(decoded, _CLAIM)
        assert isinstance(decoded, dict)  # noqa: S101 - else it would not have been converted
        if len(values) < len(decoded) or _keys(values) != _keys(decoded):
            return None
        return _record(values, start, file, extract=extract)
    except _ODD:
        return None


def _keys(claim: _Values) -> int:
    """Return the number of keys in a claim and its appearances."""
    return len(claim) + sum(map(len, claim.get("appearances") or ()))


def _record(values: _Values, start: Placed, file: str, *, extract: bool) -> Record:
    """Return the record of a claim; raise ValueError where one of its values is odd."""
    _clean("claims", values)
    key = values["id"]
    if len(key.split()) > 1 or not is_date(values.get("date", _ANY_DATE)):
        raise ValueError
    _refuse_to_name(values)
    confidence = values.get("confidence")
    if type(confidence) is str:
        values["confidence"] = _BANDS[confidence]
    claim = Record(_CLAIMS, file, start, key, extract=extract, values=values)
    stated = values.get("appearances")
    if stated:
        of = claim.label
        inner = values["appearances"] = []
        for one in stated:
            _refuse_to_name(one)
            _clean("appearances", one)
            if "quote" in one and "wording" in one:
                raise ValueError
            key = one["article"]
            inner.append(Record(_APPEARANCES, file, start, key, of, extract=extract, values=one))
    return claim


def _refuse_to_name(values: _Values) -> None:
    """Raise ValueError where a speaker may be unnamed, and is called by a name."""
    if values.get("anonymous") and is_called(values.get("speaker") or ""):
        raise ValueError


def _clean(name: str, values: _Values) -> None:
    """Leave only what a record states; raise ValueError where a value is odd."""
    if not _DERIVED[name].isdisjoint(values):
        for derived in _DERIVED[name].intersection(values):
            del values[derived]
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
    if len(items) > 1 and type(items[0]) is str and len(set(items)) < len(items):
        raise ValueError
    for item in items:
        if type(item) is str and item.strip() != item:
            raise ValueError


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
            greatest = LARGEST if field.at_most is None else field.at_most
            found = Annotated[int, msgspec.Meta(ge=field.at_least, le=greatest)]
        case Type.CONFIDENCE:
            number = Annotated[int, msgspec.Meta(ge=0, le=CONFIDENCE_MAX)]
            found = number | Literal[tuple(_BANDS)]
        case Type.ANYTHING:
            return None
        case _:
            found = Annotated[str, msgspec.Meta(min_length=1)]
    if field.required:
        return Required[found]
    return (list[found] if field.many else found) | None


def _typed(section: Section) -> Any:
    """Return the type of a section's records: a dictionary that need not have every key."""
    make: Any = TypedDict
    return make(section.name, {one.name: _type(one) for one in section.fields}, total=False)


_ANY_DATE = "2000"
_BANDS = {band.word: band.value for band in BANDS}
_CLAIMS, _APPEARANCES = SECTIONS["claims"], SECTIONS["appearances"]
_CLAIM = _typed(_CLAIMS)
_DECODER = msgspec.json.Decoder(_CLAIM)
_READ = ("claims", "appearances")
_DERIVED: Mapping[str, frozenset[str]] = {
    name: frozenset(one.name for one in SECTIONS[name].fields if one.derived) for name in _READ
}
