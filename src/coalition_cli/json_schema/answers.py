"""The schemas of answers: arrays of objects with every key; unknown values are null."""

from collections.abc import Iterable, Sequence

from ..model import LARGEST, SECTIONS, Field, Section, Type
from ..model.lending import lent
from ..model.results import RESULTS
from ..model.vocabularies import COARSE
from .claims_file import DATE, Schema

_COUNTS = RESULTS["stats"]
_JSON = {
    Type.BOOLEAN: "boolean",
    Type.NUMBER: "integer",
    Type.DECIMAL: "number",
    Type.CONFIDENCE: "integer",
}


def answer(section: Section) -> Schema:
    """Return the schema of a section's rows, with all of its fields."""
    return _array(_object(section.fields) | {"title": section.singular})


def shown(lists: Iterable[str]) -> Schema:
    """Return the schema of the answer of `show`: records of one kind, or of several.

    If they are of several kinds, each record has the fields of all these kinds.
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
    """Return the schema of the answer of `stats`, without --by and with it."""
    number = _COUNTS.field("claims")
    claims = SECTIONS["claims"]
    own = (field for field in claims.fields if field.is_counted)
    by = [_grouped(field) for field in (*own, *lent(claims))]
    date = claims.field("date")
    by += [
        date._replace(name=period, meaning=f"the {period}, or the date where that is less exact")
        for period in COARSE
    ]
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
    """Return the field of counts for a field of claims. Confidence is counted by its word."""
    kind = field.type
    if kind is Type.CONFIDENCE:
        kind = Type.WORD
    elif field.has_rows:
        kind = Type.REFERENCE
    return field._replace(name=field.column, many=False, required=False, type=kind)


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(fields: Sequence[Field]) -> Schema:
    """Return the schema of a row. Later versions may add keys."""
    return {
        "type": "object",
        "properties": _properties(fields),
        "required": [field.name for field in fields],
    }


def _properties(fields: Iterable[Field]) -> Schema:
    return {field.name: {"description": field.meaning, **_value(field)} for field in fields}


def _value(field: Field) -> Schema:
    """Return the schema of a field's value. A list is never null; other values may be."""
    known = _known(field)
    if field.many:
        return _array(known)
    if field.required or not known:
        return known
    if field.type is Type.WORD:
        return {"enum": [*field.words, None]}
    return {**known, "type": [known["type"], "null"]}


def _known(field: Field) -> Schema:
    """Return the schema of one known value."""
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
    """Return the fields of a record within a row. Of a file's record, those that it states."""
    section = SECTIONS.get(name) or RESULTS[name]
    return section.stated or section.fields
