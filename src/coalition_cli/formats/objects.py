"""Rows as objects, every key always present: JSON, JSON Lines and YAML."""

import json
import re
from collections.abc import Iterator
from typing import TextIO

from ..index import Answer
from ..visible import escaped

# Text that every YAML reader takes for text without quotes, version 1.1 readers included.
_PLAIN_YAML = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*")
_NOT_TEXT = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def write_json(answer: Answer, out: TextIO) -> None:
    """Write an array with one object a line."""
    separator = "[\n"
    for row in _objects(answer):
        out.write(separator + _json(row, out))
        separator = ",\n"
    out.write("[]\n" if separator == "[\n" else "\n]\n")


def write_jsonl(answer: Answer, out: TextIO) -> None:
    """Write an object a line."""
    out.writelines(_json(row, out) + "\n" for row in _objects(answer))


def write_yaml(answer: Answer, out: TextIO) -> None:
    """Write a sequence of mappings, text in JSON's quotation marks where it needs any."""
    empty = True
    for row in _objects(answer):
        empty = False
        lead = "- "
        for key, value in row.items():
            out.write(f"{lead}{key}:{_yaml(value, out)}\n")
            lead = "  "
    if empty:
        out.write("[]\n")


def _objects(answer: Answer) -> Iterator[dict[str, object]]:
    names = [field.name for field in answer.fields]
    return (dict(zip(names, row, strict=True)) for row in answer.rows)


def _json(value: object, out: TextIO) -> str:
    # Where the encoding cannot hold every character, JSON has escapes for all of them.
    unicode = (out.encoding or "utf-8").lower().replace("-", "") in ("utf8", "utf8sig")
    return escaped(json.dumps(value, ensure_ascii=not unicode))


def _yaml(value: object, out: TextIO) -> str:
    """Return a value as it stands behind its key: on the same line, or indented below it."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        lines = []
        for item in value:
            lead = "\n    - "
            for key, inner in item.items():
                lines.append(f"{lead}{key}:{_yaml(inner, out)}")
                lead = "\n      "
        return "".join(lines)
    if isinstance(value, list):
        return f" [{', '.join(_yaml(item, out).strip() for item in value)}]"
    if isinstance(value, str) and _PLAIN_YAML.fullmatch(value) and value.lower() not in _NOT_TEXT:
        return f" {value}"
    # JSON is YAML, but for its pairs of escapes beyond the first 65,536 characters.
    return f" {_json(value, out)}"
