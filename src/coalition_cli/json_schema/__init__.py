"""JSON Schemas of claims files, of coalition.toml, of mappings, and of the answer of each command.

They are of draft 2020-12, and use only keywords with the same meaning since draft 7, which
editors know best. They follow the field tables, model/fields.py and model/results.py.
"""

import json
from collections.abc import Mapping
from types import MappingProxyType

from ..model import SECTIONS, VERSION, Type
from ..model.results import RESULTS
from ..reading import files
from .answers import answer, counts, shown
from .claims_file import Schema, claims_file
from .settings import settings

_FILE = "claims-file"
_WRITTEN = {
    _FILE: "what a claims file may state",
    files.SETTINGS: "what a coalition.toml may say",
    "mapping": "what a mapping for import may say",
}
_LISTS = ("claims", "members", "appearances", "facts", "speakers", "sources", "articles", "topics")
_COMMAND = {"statistics": "check --statistics"}  # that is not called as its answer
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _names() -> dict[str, str]:
    fields = (field for section in RESULTS.values() for field in section.fields)
    within = {field.of for field in fields if field.type is Type.RECORD}  # parts of other results
    commands = (*_LISTS, "show", *(name for name in RESULTS if name not in within))
    answers = {
        name: f"what 'coalition {_COMMAND.get(name, name)} --json' writes" for name in commands
    }
    return {**_WRITTEN, **answers}


# The names of the schemas, and what each describes.
NAMES: Mapping[str, str] = MappingProxyType(_names())


def schema(name: str) -> str:
    """Return a schema as JSON text. Raise KeyError if there is none of that name."""
    described = {"description": f"{NAMES[name]}{'' if name in _WRITTEN else ', without --fields'}"}
    head = {"$schema": _DIALECT, "$id": f"urn:coalition:{name}:{VERSION}", "title": name}
    return json.dumps({**head, **described, **_schema(name)}, indent=2) + "\n"


def _schema(name: str) -> Schema:
    match name:
        case "claims-file":
            return claims_file()
        case "mapping":
            from .mapping import mapping  # few runs ask for it

            return mapping()
        case files.SETTINGS:
            return settings()
        case "show":
            return shown(_LISTS)
        case "stats":
            return counts()
    return answer(SECTIONS[name] if name in _LISTS else RESULTS[name])
