"""Values that a claims file takes: each is brought into the form of its field, or does not fit.

What a mapping made is mostly right already. This is the last word on it, so that the result of an
import has no error: what does not fit its field is kept under `extra`.
"""

import json
import re
from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from ...model import Field, Type
from ...model.problems import shortened
from ...reading.limits import MAX_DEPTH, MAX_SCALAR
from ...words.values import is_address, is_date

_LONE = re.compile("[\ud800-\udfff]")  # half of a character, which UTF-8 cannot write
_REPLACEMENT = "\ufffd"
_LONGEST_KEY = 200  # characters; YAML has 1,024, written with escapes
_DEEPEST = MAX_DEPTH - 8  # of what stands under `extra`: the file around it nests too


class UnfitError(ValueError):
    """The value is none of its field."""


class TooLongError(Exception):
    """A text is longer than a claims file may have it."""


def is_nothing(value: object) -> bool:
    """Whether a value states nothing: it is absent, blank or empty."""
    if isinstance(value, str):
        return not value or value.isspace()
    return value is None or (isinstance(value, list | tuple | dict) and not value)


def listed(value: object) -> list[Any]:
    """Return the items of a list, or the one value as a list; none of nothing."""
    if is_nothing(value):
        return []
    return [*value] if isinstance(value, list | tuple) else [value]


def soundness(field: Field) -> Callable[[Any], bool] | None:
    """Return what says that a value is sure to be as a file states it; of others it says nothing.

    None for a field whose values are worked out.
    """
    if field.type is Type.REFERENCE and field.of != "topics":
        return None
    if field.many:
        return _are_simple if field.type in (Type.NAME, Type.REFERENCE) else None
    return _SOUND.get(field.type)


def _are_simple(value: Any) -> bool:
    """Whether a value is a list of different texts."""
    if type(value) is not list or not value or not all(map(_is_simple, value)):
        return False
    return len(value) == 1 or len(value) == len(set(value))


def _is_simple(text: Any) -> bool:
    """Whether a value is a text that needs nothing done to it: it has no blanks around it."""
    return (
        type(text) is str
        and text.isascii()
        and 0 < len(text) <= MAX_SCALAR
        and text[0] > " "
        and text[-1] > " "
    )


def _is_date(value: Any) -> bool:
    return type(value) is str and is_date(value)


def _is_word(value: Any) -> bool:
    return _is_simple(value) and " " not in value and value.isprintable()


def fitted(field: Field, value: object) -> object:
    """Return a value as a file states it. Raise UnfitError where the field cannot have it."""
    return _FITTING.get(field.type, _text)(field, value)


def plain(value: object, depth: int = 0) -> Any:
    """Return any value as `extra` can have it: what JSON has no value for becomes text."""
    if isinstance(value, str):
        return _clean(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _plain_number(value)
    if depth > _DEEPEST:  # more levels than a file may have
        return _clean(json.dumps(value, ensure_ascii=False, default=str))
    if isinstance(value, Mapping):
        kept: dict[str, object] = {}
        for key, inner in value.items():
            if _is_simple(inner) and type(key) is str and _is_short(key):
                kept[key] = inner  # as most are
            else:
                name, one = _pair(key, inner, depth + 1)
                kept[name] = one
        return kept
    if isinstance(value, list | tuple):
        return [plain(inner, depth + 1) for inner in value]
    return _clean(str(value))


def _pair(key: object, value: object, depth: int) -> tuple[str, object]:
    """Return a key and its value. A key longer than YAML may have it stands beside its value."""
    name, kept = _clean(str(key)), plain(value, depth)
    if len(name) <= _LONGEST_KEY:
        return name, kept
    return shortened(name, _LONGEST_KEY - 1), {"key": name, "value": kept}


def _is_short(key: str) -> bool:
    """Whether a key is as most are."""
    return len(key) <= _LONGEST_KEY and key.isascii()


def _plain_number(value: float) -> int | float | str:
    """Return a number; as text where a reader of JSON or YAML may not have it."""
    if isinstance(value, int):
        return value if value.bit_length() <= _LARGEST_BITS else hex(value)
    return value if isfinite(value) else str(value)


def _clean(text: str) -> str:
    if len(text) > MAX_SCALAR:
        raise TooLongError
    return text if text.isascii() else _LONE.sub(_REPLACEMENT, text)


def _text(field: Field, value: object) -> str:
    del field
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise UnfitError
    text = _clean(str(value)).strip()
    if not text:
        raise UnfitError
    return text


def _id(field: Field, value: object) -> str:
    text = _text(field, value)
    if field.of != "topics" and len(text.split()) > 1:
        raise UnfitError
    return text


def _address(field: Field, value: object) -> str:
    text = _text(field, value)
    if not is_address(text):
        raise UnfitError
    return text


def _date(field: Field, value: object) -> str:
    text = _text(field, value)
    if not is_date(text):
        raise UnfitError
    return text


def _word(field: Field, value: object) -> object:
    if value not in field.words:
        raise UnfitError
    return value


def _boolean(field: Field, value: object) -> object:
    del field
    if not isinstance(value, bool):
        raise UnfitError
    return value


def _number(field: Field, value: object) -> object:
    least, greatest = field.bounds
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= greatest:
        raise UnfitError
    return value


def _confidence(field: Field, value: object) -> object:
    return value if isinstance(value, str) and value in field.words else _number(field, value)


def _decimal(field: Field, value: object) -> object:
    del field
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UnfitError
    number = _plain_number(value)
    if isinstance(number, str):
        raise UnfitError
    return number


def _anything(field: Field, value: object) -> object:
    del field
    return plain(value)


_LARGEST_BITS = 2_000  # of a whole number: YAML and JSON have any, their readers have not
_SOUND: dict[Type, Callable[[Any], bool]] = {
    Type.TEXT: _is_simple,
    Type.NAME: _is_simple,
    Type.DATE: _is_date,
    Type.ID: _is_word,
}
_FITTING: dict[Type, Callable[[Field, object], object]] = {
    Type.ID: _id,
    Type.REFERENCE: _id,
    Type.ADDRESS: _address,
    Type.DATE: _date,
    Type.WORD: _word,
    Type.BOOLEAN: _boolean,
    Type.NUMBER: _number,
    Type.DECIMAL: _decimal,
    Type.CONFIDENCE: _confidence,
    Type.ANYTHING: _anything,
}
