"""A node → the value of a field, by the field's type. Scalars are those of YAML 1.2 core."""

import re
from collections.abc import Callable
from math import isfinite

from ..model import Field, Type
from ..model.vocabularies import BANDS, CONFIDENCE_MAX
from ..words.values import FLOAT, INTEGER, integer, is_address, is_date, whole_number
from .defects import (
    Defect,
    bad_address,
    bad_date,
    bad_id,
    empty_item,
    no_json_number,
    not_a_word,
    not_finite,
    out_of_range,
    repeated_key,
    unknown_value,
    wrong_type,
)
from .nodes import (
    BOOLEANS,
    NULLS,
    MappingNode,
    Node,
    Scalar,
    SequenceNode,
    is_absent,
    is_plain,
    is_scalar,
    written,
)

CONFIDENCE_OF = {band.word: band.value for band in BANDS}
_OTHER_NUMBER = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def scalar_value(field: Field, node: Node) -> str | int | float | bool:
    """Return the value of the field that a scalar states; raise Defect where it is wrong."""
    if type(node) is SequenceNode or type(node) is MappingNode:
        raise wrong_type(field, node)
    text = node.strip() if isinstance(node, str) else node.value.strip()
    if text in NULLS and (not text or is_absent(node)):
        raise empty_item(field)
    read = READERS.get(field.type)
    return text if read is None else read(field, node, text)


def plain_value(node: Node) -> object:
    """Return any node as a value that JSON can hold; raise Defect where it cannot hold it."""
    if isinstance(node, SequenceNode):
        return [plain_value(item) for item in node.items]
    if isinstance(node, MappingNode):
        plain: dict[str, object] = {}
        for key, value in node.pairs:
            if not is_scalar(key):
                raise not_a_word(key)
            if written(key) in plain:
                raise repeated_key(written(key)).at(key)
            plain[written(key)] = plain_value(value)
        return plain
    return _core_scalar(node)


def _core_scalar(node: Scalar) -> object:
    if is_absent(node):
        return None
    text = written(node)
    if not is_plain(node):
        return text
    if text in BOOLEANS:
        return BOOLEANS[text]
    if INTEGER.fullmatch(text):
        return integer(text)
    if FLOAT.fullmatch(text):
        number = float(text)
        if isfinite(number) and not text.lstrip("-+").isdecimal():
            return number
    elif not _OTHER_NUMBER.fullmatch(text):
        return text
    raise no_json_number(text).at(node)


def is_of_core(type_name: str, text: str) -> bool:
    """Whether a text is of a type of YAML's core schema: null, bool, int or float."""
    match type_name:
        case "null":
            return text in NULLS
        case "bool":
            return text in BOOLEANS
        case "int":
            return INTEGER.fullmatch(text) is not None
    return bool(FLOAT.fullmatch(text) or _OTHER_NUMBER.fullmatch(text))


def _id(field: Field, node: Scalar, text: str) -> str:
    del node
    if len(text.split()) > 1:
        raise bad_id(field, text)
    return text


def _word(field: Field, node: Scalar, text: str) -> str:
    if text not in field.words:
        raise unknown_value(field, node, field.words)
    return text


def _boolean(field: Field, node: Scalar, text: str) -> bool:
    if not is_plain(node) or text not in BOOLEANS:
        raise wrong_type(field, node)
    return BOOLEANS[text]


def _number(field: Field, node: Scalar, text: str) -> int:
    number = whole_number(text) if is_plain(node) else None
    if number is None:
        raise wrong_type(field, node)
    least, greatest = field.bounds
    if not least <= number <= greatest:
        raise out_of_range(field, node, too_small=number < least)
    return number


def _decimal(field: Field, node: Scalar, text: str) -> int | float:
    try:
        number = _core_scalar(node) if is_plain(node) else None
    except Defect:
        raise not_finite(field, text) from None
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise wrong_type(field, node)
    return number


def _confidence(field: Field, node: Scalar, text: str) -> int:
    if text in CONFIDENCE_OF:
        return CONFIDENCE_OF[text]
    if is_plain(node) and whole_number(text) is not None:
        return _number(field, node, text)
    least = f"0 to {CONFIDENCE_MAX} without quotation marks, or "
    raise unknown_value(field, node, tuple(CONFIDENCE_OF), least)


def _date(field: Field, node: Scalar, text: str) -> str:
    if is_date(text):
        return text
    year = whole_number(text) if is_plain(node) and not INTEGER.fullmatch(text) else None
    if year is not None and 1000 <= year <= 9999:  # a number as in JSON, such as 2026.0
        return str(year)
    raise bad_date(field, text)


def _address(field: Field, node: Scalar, text: str) -> str:
    del node
    if not is_address(text):
        raise bad_address(field)
    return text


# The function that reads the text of a scalar; of any other type the text is the value.
READERS: dict[Type, Callable[[Field, Scalar, str], str | int | float | bool]] = {
    Type.ID: _id,
    Type.WORD: _word,
    Type.BOOLEAN: _boolean,
    Type.NUMBER: _number,
    Type.DECIMAL: _decimal,
    Type.CONFIDENCE: _confidence,
    Type.DATE: _date,
    Type.ADDRESS: _address,
}
