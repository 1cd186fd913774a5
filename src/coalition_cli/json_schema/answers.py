"""The schemas of answers: arrays of objects with every key, null for what is not known."""

from collections.abc import Iterable, Sequence

from ..model import LARGEST, SECTIONS, Field, Section, Type
from ..model.results import RESULTS
from .claims_file import DATE, Schema

_COUNTS = RESULTS["stats"]
_JSON = {Type.BOOLEAN: "boolean", Type.NUMBER: "integer", Type.CONFIDENCE: "integer"}


def answer(section: Section) -> Schema:
    """Return the schema of rows of a section: all of its fields, as without --fields."""
    return _array(_object(section.fields) | {"title": section.singular})


def shown(lists: Iterable[str]) -> Schema:
    """Return the schema of what `show` answers: records of one kind, or of several.

    Where they are of several kinds, each has the fields of all of these.
    """
    sections = [SECTIONS[name] for name in lists]
    kinds = [{**_object(section.fields), "title": section.singular} for section in sections]
    kind: Schema = {"description": "the section of the record", "enum": [*lists]}
    several: Schema = {
        "title": "a record among those of other kinds",
        "type": "object",
        "properties": {"section": kind},
        "required": ["section"],
    }
    return _array({"anyOf": [*kinds, several]})


def counts() -> Schema:
    """Return the schema of what `stats` answers, without --by and with it."""
    number = _COUNTS.field("claims")
    claims = (field for field in SECTIONS["claims"].fields if field.type is not Type.ANYTHING)
    by = [_grouped(field) for field in claims]
    grouped: Schema = {
        "title": "a count by one or two fields",
        "type": "object",
        "properties": _properties([*by, number]),
        "required": [number.name],
        "additionalProperties": False,
        "minProperties": 2,
        "maxProperties": 3,
    }
    return _array({"anyOf": [_object(_COUNTS.fields) | {"title": _COUNTS.singular}, grouped]})


def _grouped(field: Field) -> Field:
    """Return the field that counts have of a field of claims: one value, confidence by its word."""
    kind = field.type
    if kind is Type.CONFIDENCE:
        kind = Type.WORD
    elif kind is Type.RECORD and field.many:
        kind = Type.REFERENCE
    return field._replace(name=field.query_name, many=False, required=False, type=kind)


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(fields: Sequence[Field]) -> Schema:
    """Return the schema of a row; keys may be added by later versions."""
    return {
        "type": "object",
        "properties": _properties(fields),
        "required": [field.name for field in fields],
    }


def _properties(fields: Iterable[Field]) -> Schema:
    return {field.name: {"description": field.meaning, **_value(field)} for field in fields}


def _value(field: Field) -> Schema:
    """Return the schema of a field's value: a list is always one, others may be null."""
    one = _one(field)
    if field.many:
        return _array(one)
    if field.required or not one:
        return one
    if "enum" in one:
        words = one["enum"]
        assert isinstance(words, list)  # noqa: S101 - as they are made below
        return {"enum": [*words, None]}
    return {**one, "type": [one["type"], "null"]}


def _one(field: Field) -> Schema:
    """Return the schema of one value that is known."""
    match field.type:
        case Type.RECORD:
            return _object(_within(field.of))
        case Type.WORD:
            return {"enum": [*field.words]}
        case Type.NUMBER | Type.CONFIDENCE:
            least, greatest = field.bounds
            bounded: Schema = {"maximum": greatest} if greatest < LARGEST else {}
            return {"type": "integer", "minimum": least, **bounded}
        case Type.DATE:
            return {"type": "string", "pattern": f"^{DATE}$"}
        case Type.ANYTHING:
            return {}
    return {"type": _JSON.get(field.type, "string")}


def _within(name: str) -> Sequence[Field]:
    """Return the fields of a record within a row: what a file states, or all of a result."""
    section = SECTIONS.get(name) or RESULTS[name]
    return section.stated or section.fields
