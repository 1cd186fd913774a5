"""The schema of a mapping, for editors: it follows the tables of its keys and of the fields.

It cannot know whether a column is there, what braces a template has, or what a record lacks that
dotted paths describe.
"""

from collections.abc import Iterable, Mapping

from ..importing.forms import NAMES as FORMS
from ..importing.mapping.cells import BOOLEANS
from ..importing.mapping.keys import EACH, KEYS, OF_EACH, OF_VALUES
from ..importing.mapping.stated import RECORDS, field_paths, required, section_within
from ..model import SECTIONS, Field, Section, Type
from ..words.written_dates import ORDERS
from .claims_file import NO_BLANK, Schema, among_blanks

_TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": NO_BLANK}
_SCALAR: Schema = {"type": ["string", "number", "boolean", "null"]}
_COLUMN: Schema = {"$ref": "#/$defs/column"}


def _several(item: Schema, **limits: object) -> Schema:
    """Return the schema of one value, or of a list of them."""
    return {"anyOf": [item, {"type": "array", "items": item, **limits}]}


_CONDITIONS: Schema = {"type": ["object", "null"], "additionalProperties": _several(_SCALAR)}
_COUNT: Schema = {"type": ["integer", "null"], "minimum": 0, "maximum": 1_000_000}
_BY_KEY: Mapping[str, Schema] = {
    "from": {"enum": [*FORMS]},
    "separator": {"type": ["string", "number"], "minLength": 1, "maxLength": 1},
    "columns": _several(_TEXT, uniqueItems=True),
    "skip": _COUNT,
    "empty": _several(_SCALAR),
    "date": {"enum": [*ORDERS]},
    "where": _CONDITIONS,
    "where-not": _CONDITIONS,
    "record": {"enum": [*RECORDS]},
    "ignore": _several(_TEXT),
}


def mapping() -> Schema:
    """Return the schema of a mapping: its keys, and the fields of what its rows become."""
    properties = {
        name: {"description": meaning, **_BY_KEY.get(name, _TEXT)} for name, meaning in KEYS.items()
    }
    properties["fields"] = {"description": KEYS["fields"], "type": "object"}
    first, *others = RECORDS
    stated: Schema = {"required": ["record"], "properties": {"record": {"enum": others}}}
    by_record = [_if(stated, {}, SECTIONS[first])]
    for name in others:
        only: Schema = {"required": ["record"], "properties": {"record": {"const": name}}}
        by_record.append(_if(only, SECTIONS[name], {}))
    return {
        "type": "object",
        "properties": properties,
        "required": ["fields"],
        "additionalProperties": False,
        "allOf": by_record,
        "$defs": {"column": _several(_TEXT, minItems=1), **_definitions()},
    }


def _if(condition: Schema, then: Section | Schema, otherwise: Section | Schema) -> Schema:
    """Return the rule which fields a mapping has, by what its rows become."""
    rules = [
        {"properties": {"fields": _reference(each)}} if isinstance(each, Section) else each
        for each in (then, otherwise)
    ]
    return {"if": condition, "then": rules[0], "else": rules[1]}


def _reference(section: Section, *, each: bool = False) -> Schema:
    fields: Schema = {"$ref": f"#/$defs/{section.name}"}
    return fields if each else {"allOf": [fields, {"not": {"required": [EACH]}}]}


def _definitions() -> Schema:
    """Return the schemas of each kind of record, and of what fills each of its fields."""
    unseen, definitions = [SECTIONS[name] for name in RECORDS], dict[str, object]()
    while unseen:
        section = unseen.pop()
        if section.name in definitions:
            continue
        definitions[section.name] = _fields(section)
        inner = map(section_within, section.stated)
        unseen += [one for one in inner if one is not None]
        for field in section.stated:
            definitions[_kind(section, field)] = _filled(field)
    return definitions


def _fields(section: Section) -> Schema:
    """Return the schema of field paths, each with what fills it."""
    paths = field_paths(section)
    properties: Schema = {EACH: {"description": OF_EACH, **_TEXT}}
    below: Schema = {}
    for path, (holder, field) in paths.items():
        value: Schema = {"$ref": f"#/$defs/{_kind(holder, field)}"}
        properties[path] = {"description": field.meaning, "allOf": [value]}
        if field.type is Type.ANYTHING:
            below[f"^{path.replace('.', '[.]')}[.].+$"] = value
    needs: list[Schema] = [{"if": {"required": [EACH]}, "then": {"minProperties": 2}}]
    return {
        "title": section.singular,
        "type": "object",
        "properties": properties,
        "patternProperties": below,
        "additionalProperties": False,
        "minProperties": 1,
        "allOf": needs + [_needing(names, tuple(paths)) for names in required(section)],
    }


def _needing(names: tuple[str, ...], paths: tuple[str, ...]) -> Schema:
    """Return the rule that one of these fields, or a field within it, is filled."""
    filled = [path for path in paths if path.split(".")[0] in names]
    return {"anyOf": [{"required": [path]} for path in filled]}


def _kind(section: Section, field: Field) -> str:
    """Return what fields that are filled alike have in common."""
    own = field.words or field.at_least or field.at_most is not None
    kind = f"{section.name}.{field.name}" if own else field.type.name.lower()
    of = f"-{field.of}" if section_within(field) else ""
    return f"{kind}{of}{'-list' if field.many else ''}"


def _filled(field: Field) -> Schema:
    """Return the schema of what fills a field."""
    section = section_within(field)
    records: list[Schema] = []
    if section is not None:
        each = _reference(section, each=field.many)
        records = [each, {"type": "array", "items": each, "minItems": 1}] if field.many else [each]
    if field.type is Type.RECORD:
        return {"anyOf": records}
    return {"anyOf": [_COLUMN, _value(field), *records]}


def _value(field: Field) -> Schema:
    """Return the schema of the mapping that says where a value comes from."""
    literal = _literal(field)
    keys: Schema = {
        "from": _COLUMN,
        "is": _several(literal, minItems=1) if field.many else literal,
        "values": {"type": "object", "additionalProperties": _SCALAR},
    }
    if field.many:
        keys["split"] = {"type": ["string", "number"], "minLength": 1}
    if field.type is Type.DATE:
        keys["date"] = _BY_KEY["date"]
    reading: Schema = {"anyOf": [{"required": ["split"]}, {"required": ["values"]}]}
    return {
        "type": "object",
        "properties": {
            name: {"description": meaning, "allOf": [keys[name]]}
            for name, meaning in OF_VALUES.items()
            if name in keys
        },
        "additionalProperties": False,
        "oneOf": [{"required": ["from"]}, {"required": ["is"], "not": reading}],
    }


def _literal(field: Field) -> Schema:
    """Return the schema of a value that is the same for all rows."""
    match field.type:
        case Type.WORD:
            return {"anyOf": [{"enum": [*field.words]}, _in_any_case(field.words)]}
        case Type.CONFIDENCE:
            return {"anyOf": [{"enum": [*field.words]}, _in_any_case(field.words), _whole(field)]}
        case Type.BOOLEAN:
            words = _in_any_case([word for word in BOOLEANS if word.isalpha()])
            return {"anyOf": [{"type": "boolean"}, {"enum": [0, 1]}, words]}
        case Type.NUMBER:
            return _whole(field)
        case Type.DECIMAL:
            return {"type": ["number", "string"], "pattern": "[0-9]"}
        case Type.ANYTHING:
            return {}
    return _TEXT


def _in_any_case(words: Iterable[str]) -> Schema:
    """Return the schema of these words, in any case."""
    signs = ("".join(f"[{sign.lower()}{sign.upper()}]" for sign in word) for word in words)
    return {"type": "string", "pattern": among_blanks("|".join(signs))}


def _whole(field: Field) -> Schema:
    least, greatest = field.bounds
    return {"type": "integer", "minimum": least, "maximum": greatest}
