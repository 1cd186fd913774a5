"""The schema of coalition.toml, for editors: it follows the table of its keys."""

from ..project.keys import KEYS, Key
from .claims_file import Schema


def settings() -> Schema:
    """Return the schema of a coalition.toml."""
    properties = {name: {"description": key.meaning, **_value(key)} for name, key in KEYS.items()}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _value(key: Key) -> Schema:
    if key.table:
        return {"type": "object"}
    text: Schema = {"type": "string", "pattern": key.pattern}
    examples: Schema = {"examples": [key.example]}
    if key.many:
        return {"anyOf": [text, {"type": "array", "items": text}], **examples}
    return {**text, **examples}
