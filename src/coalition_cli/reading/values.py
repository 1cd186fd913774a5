"""A node → the value of a field, by the field's type; YAML 1.2 core scalars."""

import re
from collections.abc import Callable
from math import isfinite

from ..dates import is_date
from ..model import Field, Type
from ..vocabularies import BANDS, CONFIDENCE_MAX
from .defects import (
    LARGEST,
    bad_date,
    bad_id,
    empty_item,
    not_a_word,
    out_of_range,
    repeated_key,
    unknown_value,
    wrong_type,
)
from .nodes import Mapping, Node, Scalar, Sequence

_BOOLEANS = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_INTEGER = re.compile(r"[-+]?[0-9]{1,1000}|0o[0-7]{1,1000}|0x[0-9a-fA-F]{1,800}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")


def scalar_value(field: Field, node: Node) -> str | int | bool:
    """Return the value of one scalar for the field; raise Defect where it cannot be one."""
    if not isinstance(node, Scalar):
        raise wrong_type(field, node)
    if node.absent or not node.text.strip():
        raise empty_item(field)
    return _READERS.get(field.type, _text)(field, node)


def plain_value(node: Node) -> object:
    """Return any node as plain values that JSON can hold; raise Defect where it cannot."""
    if isinstance(node, Sequence):
        return [plain_value(item) for item in node.items]
    if isinstance(node, Mapping):
        plain: dict[str, object] = {}
        for key, value in node.pairs:
            if not isinstance(key, Scalar):
                raise not_a_word(key)
            if key.text in plain:
                raise repeated_key(key.text).at(key)
            plain[key.text] = plain_value(value)
        return plain
    return _core_scalar(node)


def _core_scalar(node: Scalar) -> object:
    if node.absent:
        return None
    if not node.plain:
        return node.text
    if node.text in _BOOLEANS:
        return _BOOLEANS[node.text]
    if _INTEGER.fullmatch(node.text):
        return _integer(node.text)
    if _FLOAT.fullmatch(node.text):
        number = float(node.text)
        return number if isfinite(number) else node.text  # JSON has no infinity
    return node.text


def _integer(text: str) -> int:
    return int(text, 0) if text[:2] in ("0o", "0x") else int(text)


def _text(field: Field, node: Scalar) -> str:
    del field
    return node.text.strip()


def _id(field: Field, node: Scalar) -> str:
    text = _text(field, node)
    if len(text.split()) > 1:
        raise bad_id(field, text)
    return text


def _word(field: Field, node: Scalar) -> str:
    text = _text(field, node)
    if text not in field.words:
        raise unknown_value(field, node, field.words)
    return text


def _boolean(field: Field, node: Scalar) -> bool:
    if not node.plain or node.text not in _BOOLEANS:
        raise wrong_type(field, node)
    return _BOOLEANS[node.text]


def _number(field: Field, node: Scalar) -> int:
    if not node.plain or not _INTEGER.fullmatch(node.text):
        raise wrong_type(field, node)
    number = _integer(node.text)
    greatest = LARGEST if field.at_most is None else field.at_most
    if not field.at_least <= number <= greatest:
        raise out_of_range(field, number)
    return number


def _confidence(field: Field, node: Scalar) -> int:
    for band in BANDS:
        if node.text.strip() == band.word:
            return band.value
    if node.plain and _INTEGER.fullmatch(node.text):
        return _number(field._replace(at_most=CONFIDENCE_MAX), node)
    words = tuple(band.word for band in BANDS)
    raise unknown_value(field, node, words, f"0 to {CONFIDENCE_MAX} without quotation marks, or ")


def _date(field: Field, node: Scalar) -> str:
    text = _text(field, node)
    if not is_date(text):
        raise bad_date(field, text)
    return text


_READERS: dict[Type, Callable[[Field, Scalar], str | int | bool]] = {
    Type.ID: _id,
    Type.WORD: _word,
    Type.BOOLEAN: _boolean,
    Type.NUMBER: _number,
    Type.CONFIDENCE: _confidence,
    Type.DATE: _date,
}
