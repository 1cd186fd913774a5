"""What somebody typed → the value of a field, and the edits that state it."""

import json
from collections.abc import Sequence
from enum import Enum

from ..model import SECTIONS, Field, Type
from ..model.problems import CoalitionError, Problem, UsageError
from ..reading.defects import Defect
from ..reading.nodes import NULLS, ScalarNode, Spot
from ..reading.spans import MappingSpan, ScalarSpan, SequenceSpan, Span, Style
from ..reading.values import plain_value, scalar_value
from ..rewriting.edits import Edit
from ..rewriting.fields import with_value, without_field
from ..rewriting.lists import with_items
from ..rewriting.records import Value
from ..rewriting.source import Source
from ..words.values import is_address, is_date
from .draft import plain, typed
from .places import FieldPlace, item_called, names_of_items

_NOWHERE = Spot(0, 0)


class How(Enum):
    """What is done with the values."""

    SET = "they replace the old ones"
    ADD = "a list gets them too"
    REMOVE = "a list loses them"
    UNSET = "the field is removed"


class WrongValueError(CoalitionError):
    """A value that the field cannot have, or with which the data would have an error."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join([*lines, "nothing was written"]))


def wrong(problems: Sequence[Problem]) -> WrongValueError:
    """Return the error of a value with which the data would have these problems."""
    return WrongValueError([line for each in problems for line in (each.message, *each.advice)])


def edits_of(source: Source, place: FieldPlace, texts: Sequence[str], how: How) -> list[Edit]:
    """Return the edits that give a field what was typed; none if it states that already.

    Raise UsageError for what cannot be done with the field, and WrongValueError for a value that
    it cannot have.
    """
    if how is How.UNSET or (how is How.SET and not any(map(str.strip, texts))):
        return _removed(source, place)
    if place.item is not None:
        inner = SECTIONS[place.field.of].stated[0].name
        what = f"'{place.field.name}' has records, and they have fields"
        raise UsageError(f"{what}\nsay which field: {place.field.name}.KEY.{inner}")
    if place.field.many:
        return _listed(source, place, texts, how)
    if how is not How.SET:
        raise UsageError(
            f"'{place.field.name}' is no list\nset its value without --{how.name.lower()}"
        )
    return _single(source, place, texts)


def _single(source: Source, place: FieldPlace, texts: Sequence[str]) -> list[Edit]:
    field = place.field
    if field.type is Type.RECORD:
        inner = SECTIONS[field.of]
        choices = " or ".join(f"{field.name}.{each.name}" for each in inner.stated)
        raise UsageError(f"'{field.name}' has fields within it\nsay which one: {choices}")
    if len(texts) > 1:
        what = f"'{field.name}' takes one value, not {len(texts)}"
        raise UsageError(f"{what}\nput a value with blanks in quotation marks")
    value = _value(place, texts[0])
    if _states(source, place, value):
        return []
    return _with(source, place, value)


def _listed(source: Source, place: FieldPlace, texts: Sequence[str], how: How) -> list[Edit]:
    """Return the edits of a list: what stays in it is not touched."""
    field, items = place.field, place.items(source)
    section = SECTIONS[field.of] if field.type is Type.RECORD else None
    if section is not None and how is How.SET:
        name, key = field.name, section.key.upper()
        raise UsageError(
            f"'{name}' has records, which are set one by one\n"
            f"say {name}.{key}.FIELD, or --add {key}, or --remove {key}"
        )
    named = list(dict.fromkeys(_names(field, texts)))
    if section is not None:
        found = {name: item_called(source, place, name) for name in named}
        gone = {number for number in found.values() if number is not None}
        new: list[Value] = [_item(field, name) for name, number in found.items() if number is None]
    else:
        values = [_value(place, name) for name in named]
        stated = [_text(source.meant(item)) for item in items]
        gone = {
            number
            for number, text in enumerate(stated)
            if (text in values) is (how is How.REMOVE) or text in stated[:number]
        }
        new = [value for value in values if value not in stated]
        if how is How.SET and _moved(stated, values):
            return _with(source, place, values)
    if how is How.REMOVE:
        new = []
    elif how is How.ADD:
        gone = set()
    return _changed(source, place, (new, gone))


def _item(field: Field, text: str) -> Value:
    """Return a new record of a list that is called so."""
    names = names_of_items(field)
    fits = is_address(text) or is_date(text)
    return {names[0 if fits else -1]: text}


def _moved(stated: Sequence[str | None], values: Sequence[Value]) -> bool:
    """Whether what stays in a list has another order, or does not stand before what is new."""
    kept = [text for text in dict.fromkeys(stated) if text in values]
    return list(values[: len(kept)]) != kept


def _changed(source: Source, place: FieldPlace, change: tuple[list[Value], set[int]]) -> list[Edit]:
    """Return the edits that add items to the list of a field, and remove others."""
    new, gone = change
    items = place.items(source)
    if not new and not gone:
        return []
    if not new and len(gone) == len(items):
        return _removed(source, place)
    listed = place.value(source)
    if not isinstance(listed, SequenceSpan) or len(gone) == len(items):
        return _with(source, place, new)
    section = SECTIONS[place.field.of] if place.field.type is Type.RECORD else None
    if section is None and source.is_shared(listed):  # the others keep the old list
        kept = [_text(source.meant(item)) for n, item in enumerate(items) if n not in gone]
        return _with(source, place, [*kept, *new])
    return with_items(source, listed, section, (new, gone))


def _removed(source: Source, place: FieldPlace) -> list[Edit]:
    """Return the edits that remove a field, or one of its records."""
    holder, name = place.holder, place.field.name
    pair = holder.span.pair(name) if holder.span else None
    if holder.span is None or pair is None:
        return []
    if place.item is not None and len(place.items(source)) > 1:
        return _changed(source, place, ([], {place.item}))
    if len(holder.span.pairs) == 1 and holder.of is not None:
        return _removed(source, holder.of)  # the record within has nothing else
    return without_field(source, holder.span, name)


def _with(source: Source, place: FieldPlace, value: Value) -> list[Edit]:
    """Return the edits that state a value."""
    holder, name = place.holder, place.field.name
    if holder.span is None:
        assert holder.of is not None  # noqa: S101 - only a record within may be absent
        return _with(source, holder.of, {name: value})
    return with_value(source, holder.span, holder.section, (name, value))


def _names(field: Field, texts: Sequence[str]) -> list[str]:
    """Return the items that were typed. Ids may be a comma list; a name may have a comma."""
    texts = [line for text in texts for line in text.splitlines()]
    if field.type in (Type.REFERENCE, Type.RECORD) and not field.has_parts:
        texts = [part for text in texts for part in text.split(",")]
    return [text.strip() for text in texts if text.strip()]


def _value(place: FieldPlace, text: str) -> Value:
    """Return the value that a text stands for; raise WrongValueError if it can be none."""
    field, text = place.field, text.strip()
    if field.type is Type.ANYTHING:
        try:
            parsed: Value = json.loads(text)
        except ValueError:
            return text
        return parsed
    value = plain(typed(field, text))
    if isinstance(value, str):
        try:
            scalar_value(field, _node(value, plain=value not in NULLS))
        except Defect as defect:
            lines = [defect.message(place.holder.label), *defect.remedy.split("\n")]
            raise WrongValueError(lines) from defect
    return value


def _states(source: Source, place: FieldPlace, value: Value) -> bool:
    """Whether a field has a value already, perhaps in another spelling: high, or 85."""
    span = place.value(source)
    if place.field.type is Type.ANYTHING:
        # In Python 1 and True are equal.
        return span is not None and json.dumps(_anything(source, span)) == json.dumps(value)
    if not isinstance(span, ScalarSpan) or not span.value.strip():
        return False
    try:
        stated = scalar_value(place.field, _node(span.value, plain=span.style is Style.PLAIN))
        wanted = scalar_value(
            place.field, _node(_written(value), plain=_written(value) not in NULLS)
        )
    except Defect:
        return False
    return stated == wanted


def _anything(source: Source, span: Span) -> object:
    """Return what the file states in a field of any value."""
    span = source.meant(span)
    if isinstance(span, MappingSpan):
        return {
            key.value: _anything(source, value)
            for key, value in span.pairs
            if isinstance(key, ScalarSpan)
        }
    if isinstance(span, SequenceSpan):
        return [_anything(source, item) for item in span.items]
    assert isinstance(span, ScalarSpan)  # noqa: S101 - an alias means one of these
    return plain_value(_node(span.value, plain=span.style is Style.PLAIN))


def _written(value: Value) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _node(text: str, *, plain: bool) -> ScalarNode:
    return ScalarNode(text, plain, _NOWHERE)


def _text(span: Span) -> str | None:
    return span.value.strip() if isinstance(span, ScalarSpan) else None
