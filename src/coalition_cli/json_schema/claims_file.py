"""The schema of a claims file, as far as a schema can say what the program reads.

A text field takes any scalar as it is written. An editor may take `012` or `NO` for a number or
a boolean, so the schema allows these as text. An absent value may also be null, or empty text. A
file that is only a list of claims may be our own output, with the keys that this adds.
"""

from collections.abc import Mapping, Sequence

from ..model import FILE_SECTIONS, SECTIONS, VERSION, Field, Section, Type

Schema = dict[str, object]

DATE = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?[~?%]?"  # months of any length
_MERE = "-of-a-mere-list"  # ends the names of definitions that allow the keys of our output
# The blanks of the program, character by character: dialects of patterns differ on `\s`.
_BLANKS = r"[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
NO_BLANK = _BLANKS.replace("[", "[^", 1)
_BLANK = rf"^{_BLANKS}*$"


def among_blanks(pattern: str) -> str:
    """Return the pattern of a text that matches this one, or is empty, with blanks around it."""
    return rf"^{_BLANKS}*({pattern})?{_BLANKS}*$"


_SCALAR = ("string", "number", "boolean")
_ITEM: Schema = {"type": [*_SCALAR], "pattern": NO_BLANK}  # text that is not empty
_BOOLEAN: Schema = {"type": "boolean"}
_TEXT: Schema = {"type": [*_SCALAR, "null"]}
# The schemas of types that are the same for every field.
_ALWAYS: Mapping[Type, Schema] = {
    Type.ID: {"type": [*_SCALAR], "pattern": rf"^{_BLANKS}*{NO_BLANK}+{_BLANKS}*$"},
    Type.BOOLEAN: {"type": ["boolean", "null", "string"], "pattern": _BLANK},
    Type.DATE: {
        "type": ["string", "integer", "null"],
        "pattern": among_blanks(DATE),
        "minimum": 1000,  # of a year, which has four digits
        "maximum": 9999,
    },
    # Text, and so no number or truth value, in capitals or not.
    Type.ADDRESS: {
        "type": ["string", "null"],
        "pattern": among_blanks(rf"[hH][tT][tT][pP][sS]?://(?![/?#]){NO_BLANK}+"),
    },
    Type.DECIMAL: {"type": ["number", "null", "string"], "pattern": _BLANK},
    Type.ANYTHING: {},
}


# Records that stand in others.
_WITHIN = ("appearances", "reviews", "evidence", "corrections", "reference")


def claims_file() -> Schema:
    """Return the schema of a claims file, or of only a list of claims."""
    lists = {name: _section(SECTIONS[name]) for name in FILE_SECTIONS}
    definitions: Schema = {}
    for name in ("membership", *FILE_SECTIONS, *_WITHIN):
        definitions[SECTIONS[name].singular] = _record(SECTIONS[name])
    for name in ("claims", *(field.of for field in SECTIONS["claims"].records)):
        definitions[SECTIONS[name].singular + _MERE] = _record(SECTIONS[name], mere=True)
    return {
        "title": "claims file",
        "description": "A claims file, or only a list of claims.",
        "type": ["object", "array", "null"],
        "properties": {**_properties(SECTIONS["file"].stated), **lists},
        "additionalProperties": False,
        "items": _reference("claims", mere=True),
        "$defs": definitions,
    }


def _section(section: Section) -> Schema:
    """Return the schema of a list of records."""
    return {
        "description": f"a list of {section.name}",
        "type": ["array", "null"],
        "items": _reference(section.name),
    }


def _reference(name: str, *, mere: bool = False) -> Schema:
    return {"$ref": f"#/$defs/{SECTIONS[name].singular}{_MERE if mere else ''}"}


def _record(section: Section, *, mere: bool = False) -> Schema:
    """Return the schema of a record; `mere` allows the keys that our output adds."""
    properties = _properties(section.stated, mere=mere)
    if mere:
        derived = (field for field in section.fields if field.derived)
        properties |= {
            field.name: {"description": f"ignored: {field.meaning}"} for field in derived
        }
    schema: Schema = {
        "title": section.singular,
        "type": "object",
        "properties": properties,
        "required": [field.name for field in section.required],
        "additionalProperties": False,
    }
    return schema | _rules(section)


def _rules(section: Section) -> Schema:
    """Return the rules for several fields of a record together."""
    match section.name:
        case "speakers":
            either: Schema = {"anyOf": [_states("name"), _states("description")]}
            nothing = {"type": ["null", "string", "array"], "pattern": _BLANK, "maxItems": 0}
            names = (field.name for field in section.confidential)
            says: Schema = {"required": ["anonymous"], "properties": {"anonymous": _BOOLEAN}}
            nameless: Schema = {"not": {"anyOf": [_states("name"), says]}}
            return either | _if_unnamed(dict.fromkeys(names, nothing), nameless)
        case "claims":
            return _if_unnamed({"speaker": {"pattern": among_blanks(f"{NO_BLANK}+")}})
    return {}


def _if_unnamed(properties: Schema, *also: Schema) -> Schema:
    """Return the rule for records of unnamed speakers. If they have a name, it is withheld.

    A record is one if it says so, or if it is as the others of these schemas say.
    """
    says: Schema = {"required": ["anonymous"], "properties": {"anonymous": {"const": True}}}
    unnamed = {"anyOf": [says, *also]} if also else says
    return {"if": unnamed, "then": {"properties": properties}}


def _states(*names: str) -> Schema:
    return {"required": [*names], "properties": dict.fromkeys(names, _ITEM)}


def _properties(fields: Sequence[Field], *, mere: bool = False) -> Schema:
    return {
        field.name: {"description": field.meaning, **_value(field, mere=mere)} for field in fields
    }


def _value(field: Field, *, mere: bool) -> Schema:
    """Return the schema of a field's value, which may be absent unless it is required."""
    if field.many:
        items = _item(field, mere=mere)
        return {"type": ["array", "null", "string"], "pattern": _BLANK, "items": items}
    match field.type:
        case Type.RECORD:
            absent: Schema = {"type": ["null", "string"], "pattern": _BLANK}
            return {"anyOf": [_reference(field.of), absent]}
        case Type.WORD:
            return {"anyOf": _words(field)}
        case Type.CONFIDENCE:
            return {"anyOf": [_whole(field), *_words(field)]}
        case Type.NUMBER if field.name == "version":
            return _whole(field._replace(at_least=VERSION, at_most=VERSION))
        case Type.NUMBER:
            return _whole(field)
    return _ALWAYS.get(field.type, _ITEM if field.required else _TEXT)


def _item(field: Field, *, mere: bool) -> Schema:
    """Return the schema of an item of a list, which may not be absent."""
    if field.type is Type.RECORD:
        return _reference(field.of, mere=mere)
    value = _value(field._replace(many=False, required=True), mere=mere)
    return value if value is _ITEM else {"allOf": [_ITEM, value]}


def _words(field: Field) -> list[Schema]:
    """Return the schemas of the words, which editors offer, and of one with blanks, or none."""
    blanks = among_blanks("|".join(field.words))
    return [{"enum": [*field.words]}, {"type": ["string", "null"], "pattern": blanks}]


def _whole(field: Field) -> Schema:
    least, greatest = field.bounds
    bounds: Schema = {"minimum": least, "maximum": greatest}
    return {"type": ["integer", "null", "string"], "pattern": _BLANK, **bounds}
