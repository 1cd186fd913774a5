"""A draft: a record that is being written, before it is in a file."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from ..model import Field, Section, Type
from ..model.vocabularies import CONFIDENCE_MAX
from ..words.values import numeral

if TYPE_CHECKING:  # the help of a command needs none of it
    from ..rewriting.records import Value as Plain

Single: TypeAlias = "Draft | Plain"
Value: TypeAlias = "Single | list[Single]"

_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,18}")
_YES, _NO = ("true", "yes", "y"), ("false", "no", "n")


class Draft:
    """The values of one record, by the name of the field; a record within it is a draft too.

    A value is as the file will have it: a confidence may be a word. It may be wrong.
    """

    __slots__ = ("section", "values")

    def __init__(self, section: Section, values: dict[str, Value] | None = None) -> None:
        self.section = section
        self.values: dict[str, Value] = {} if values is None else values

    @property
    def key(self) -> str:
        """Its id; empty while it has none."""
        return str(self.values.get(self.section.key, ""))

    def pairs(self) -> Iterator[tuple[Field, Value]]:
        """Yield the fields that have a value, in the order of a file, each with its value."""
        for field in self.section.stated:
            if field.name in self.values:
                yield field, self.values[field.name]

    def nested(self) -> "Iterator[Draft]":
        """Yield the drafts of the records within this one, in the order of a file."""
        for _, value in self.pairs():
            yield from (each for each in singles(value) if isinstance(each, Draft))

    def references(self) -> Iterator[tuple[str, str]]:
        """Yield the sections and the ids that it refers to, not within the records in it."""
        for field, value in self.pairs():
            if field.type is Type.REFERENCE:
                yield from ((field.of, str(key)) for key in singles(value))

    def stated(self) -> "dict[str, Plain]":
        """Return the values in the order of a file, the records within as mappings."""
        return {field.name: plain(value) for field, value in self.pairs()}

    def add(self, field: Field, value: Single) -> None:
        """Give a field its value, or one more if it is a list; a list has each value once."""
        if not field.many:
            self.values[field.name] = value
            return
        listed = [*singles(self.values.get(field.name, []))]
        if value not in listed:
            self.values[field.name] = [*listed, value]


def singles(value: Value) -> list[Single]:
    """Return the items of a list, or the one value as a list."""
    return value if isinstance(value, list) else [value]


def typed(field: Field, text: str) -> Single:
    """Return what somebody typed as a value of the field.

    A text that cannot be one stays as it is: checking says what is wrong with it.
    """
    match field.type:
        case Type.BOOLEAN if text.lower() in _YES + _NO:
            return text.lower() in _YES
        case Type.NUMBER if _WHOLE.fullmatch(text):
            return int(text)
        case Type.DECIMAL:
            return numeral(text) or text
        case Type.CONFIDENCE if _WHOLE.fullmatch(text) and 0 <= int(text) <= CONFIDENCE_MAX:
            return int(text)
    return text


def plain(value: Value) -> "Plain":
    """Return a value with mappings in the place of drafts."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.stated() if isinstance(value, Draft) else value
