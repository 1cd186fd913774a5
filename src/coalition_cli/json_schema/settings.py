"""The schema of coalition.toml, for editors: it follows the table of its keys."""

from collections.abc import Mapping

from ..project.keys import KEYS, Key
from .claims_file import Schema


def settings() -> Schema:
    """Return the schema of a coalition.toml."""
    return _table(KEYS)


def _table(keys: Mapping[str, Key]) -> Schema:
    properties = {name: {"description": key.meaning, **_value(key)} for name, key in keys.items()}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _value(key: Key) -> Schema:
    if key.keys is not None:
        return _table(key.keys)
    if isinstance(key.example, bool):
        return {"type": "boolean"}
    text: Schema = {"type": "string", "pattern": key.pattern}
    if key.words is not None:
        text = {"enum": [*key.words()]}
    examples: Schema = {"examples": [key.example]}
    if key.many:
        some: Schema = {} if key.empty else {"minItems": 1}
        return {"anyOf": [text, {"type": "array", "items": text, **some}], **examples}
    return {**text, **examples}
