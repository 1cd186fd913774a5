"""A node → the value of a field, by the field's type; YAML 1.2 core scalars."""

import re
from collections.abc import Callable

from ..dates import is_date
from ..model import Field, Type
from ..problems import suggestion
from ..vocabularies import BANDS, CONFIDENCE_MAX
from .nodes import Mapping, Node, Scalar, Sequence, described

_BOOLEANS = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}|0o[0-7]{1,18}|0x[0-9a-fA-F]{1,15}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")


class Defect(Exception):
    """A value that a field cannot take: a code of problems.CODES, a message, a remedy.

    The message names what is wrong, `near` what was perhaps meant; the record's name
    goes between the two. `node` is what is defective, where that is not the whole value.
    """

    node: Node | None = None

    def __init__(self, code: str, message: str, remedy: str, near: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.remedy, self.near = code, message, remedy, near

    def at(self, node: Node) -> "Defect":
        """Return the defect, placed at a part of the value."""
        self.node = node
        return self


def scalar_value(field: Field, node: Node) -> str | int | bool:
    """Return the value of one scalar for the field; raise Defect where it cannot be one."""
    if not isinstance(node, Scalar):
        raise _wrong_type(field, node)
    if node.absent or not node.text.strip():
        message = f"'{field.name}' has an item with nothing in it"
        raise Defect("wrong-type", message, "remove it")
    return _READERS.get(field.type, _text)(field, node)


def plain_value(node: Node) -> object:
    """Return any node as plain values that JSON can hold; raise Defect where it cannot."""
    if isinstance(node, Sequence):
        return [plain_value(item) for item in node.items]
    if isinstance(node, Mapping):
        plain: dict[str, object] = {}
        for key, value in node.pairs:
            name = key.text if isinstance(key, Scalar) else None
            if name is None:
                message = f"a key must be a word, not {described(key)}"
                raise Defect("wrong-type", message, "name it").at(key)
            if name in plain:
                raise repeated_key(name).at(key)
            plain[name] = plain_value(value)
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
    # A number that a float would not give back as it is written stays text.
    if _FLOAT.fullmatch(node.text) and repr(float(node.text)) == node.text:
        return float(node.text)
    return node.text


def _integer(text: str) -> int:
    return int(text, 0) if text[:2] in ("0o", "0x") else int(text)


def _text(field: Field, node: Scalar) -> str:
    del field
    return node.text.strip()


def _id(field: Field, node: Scalar) -> str:
    text = _text(field, node)
    if len(text.split()) > 1:
        remedy = f"join its words with hyphens: {'-'.join(text.split())}"
        raise Defect("bad-id", f"the {field.name} '{text}' has blanks in it", remedy)
    return text


def _word(field: Field, node: Scalar) -> str:
    text = _text(field, node)
    if text not in field.words:
        remedy = f"{field.name} is one of {', '.join(field.words)}"
        near = suggestion(text, field.words)
        raise Defect("unknown-value", f"'{text}' is no {field.name}", remedy, near)
    return text


def _boolean(field: Field, node: Scalar) -> bool:
    if not node.plain or node.text not in _BOOLEANS:
        raise _wrong_type(field, node)
    return _BOOLEANS[node.text]


def _number(field: Field, node: Scalar) -> int:
    if not node.plain or not _INTEGER.fullmatch(node.text):
        raise _wrong_type(field, node)
    number = _integer(node.text)
    if number < field.at_least or (field.at_most is not None and number > field.at_most):
        most = "or more" if field.at_most is None else f"to {field.at_most}"
        message = f"the {field.name} {number} is out of range"
        raise Defect("out-of-range", message, f"{field.name} is {field.at_least} {most}")
    return number


def _confidence(field: Field, node: Scalar) -> int:
    for band in BANDS:
        if node.text == band.word:
            return band.value
    words = [band.word for band in BANDS]
    if node.plain and _INTEGER.fullmatch(node.text):
        return _number(field._replace(at_most=CONFIDENCE_MAX), node)
    remedy = f"confidence is 0 to {CONFIDENCE_MAX}, or one of {', '.join(words)}"
    near = suggestion(node.text, words)
    raise Defect("unknown-value", f"'{node.text}' is no confidence", remedy, near)


def _date(field: Field, node: Scalar) -> str:
    text = _text(field, node)
    if not is_date(text):
        raise Defect(
            "bad-date",
            f"'{text}' is no date",
            "write a year, a month or a day: 2026, 2026-01, 2026-01-19",
        )
    return text


_READERS: dict[Type, Callable[[Field, Scalar], str | int | bool]] = {
    Type.ID: _id,
    Type.WORD: _word,
    Type.BOOLEAN: _boolean,
    Type.NUMBER: _number,
    Type.CONFIDENCE: _confidence,
    Type.DATE: _date,
}

_REMEDIES = {
    Type.BOOLEAN: "write true or false, without quotation marks",
    Type.NUMBER: "write a whole number, without quotation marks",
    Type.RECORD: "write its keys, each with a value",
}


def _wrong_type(field: Field, node: Node) -> Defect:
    expected = field.type.value if field.type in _REMEDIES else "text"
    message = f"'{field.name}' must be {expected}, not {described(node)}"
    return Defect(
        "wrong-type", message, _REMEDIES.get(field.type, "write text, in quotes if need be")
    )


def repeated_key(name: str) -> Defect:
    """Return the defect of a key that stands twice in one mapping."""
    return Defect("repeated-key", f"the key '{name}' stands twice", "keep one of them")


def wrong_type_of_list(field: Field, node: Node) -> Defect:
    """Return the defect of a single value where a list belongs."""
    one = node.text if isinstance(node, Scalar) else "…"
    remedy = "begin each with '- '" if field.type is Type.RECORD else f"write [{one}]"
    return Defect("wrong-type", f"'{field.name}' must be a list, not {described(node)}", remedy)


def wrong_type_of_record(name: str, node: Node) -> Defect:
    """Return the defect of a value where a record belongs."""
    message = f"{name} must be a mapping of keys to values, not {described(node)}"
    return Defect("wrong-type", message, _REMEDIES[Type.RECORD])
