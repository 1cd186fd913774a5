"""YAML as an editor reads it: the core schema of YAML 1.2, and not our reader's field types."""

import re
from typing import Any

import yaml

_PLAIN = {
    "null": r"(?:|~|null|Null|NULL)",
    "bool": r"(?:true|True|TRUE|false|False|FALSE)",
    "int": r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)",
    "float": r"(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)",
}


class _Core(yaml.SafeLoader):
    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - none of YAML 1.1


for _name, _pattern in _PLAIN.items():
    _tag = f"tag:yaml.org,2002:{_name}"
    _Core.add_implicit_resolver(_tag, re.compile(f"{_pattern}$"), None)


def _whole(loader: _Core, node: yaml.ScalarNode) -> int:
    text = str(loader.construct_scalar(node))
    return int(text, 0) if text[:2] in ("0o", "0x") else int(text)


def _real(loader: _Core, node: yaml.ScalarNode) -> float:
    return float(str(loader.construct_scalar(node)))


_Core.add_constructor("tag:yaml.org,2002:int", _whole)
_Core.add_constructor("tag:yaml.org,2002:float", _real)


def core_values(text: str) -> Any:
    """Return the values of a YAML text as an editor has them; raise YAMLError if it is none."""
    return yaml.load(text, _Core)
