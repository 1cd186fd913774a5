"""Rows as objects, which always have every key: JSON, JSON Lines and YAML."""

import json
import re
from typing import Any, TextIO

from ..model import Type
from ..model.answer import Answer
from ..words.safe import escaped

# Text that needs no quotes, also for readers of YAML 1.1.
_PLAIN_YAML = r"[A-Za-z][A-Za-z0-9_./-]*"
_NOT_TEXT = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def write_json(answer: Answer, out: TextIO) -> None:
    """Write an array, with an object on each line."""
    separator = "[\n"
    for row in answer.dicts():
        out.write(separator + _json(row, out))
        separator = ",\n"
    out.write("[]\n" if separator == "[\n" else "\n]\n")


def write_jsonl(answer: Answer, out: TextIO) -> None:
    """Write an object on each line."""
    out.writelines(_json(row, out) + "\n" for row in answer.dicts())


def write_yaml(answer: Answer, out: TextIO) -> None:
    """Write a sequence of mappings. Text that needs quotation marks has those of JSON."""
    empty = True
    for row in answer.rows():
        empty = False
        lead = "- "
        for field, value in zip(answer.fields, row, strict=True):
            nested = field.type is Type.RECORD and isinstance(value, list)
            text = _yaml_records(value) if nested else f" {_yaml(value)}"
            out.write(f"{lead}{field.name}:{text}\n")
            lead = "  "
    if empty:
        out.write("[]\n")


def _json(value: object, out: TextIO) -> str:
    # If the encoding lacks characters, JSON has escapes for all of them.
    unicode = (out.encoding or "utf-8").lower().replace("-", "") in ("utf8", "utf8sig")
    return escaped(json.dumps(value, ensure_ascii=not unicode))


def _yaml_records(records: Any) -> str:
    """Return the records within a record, as they are written after their key."""
    lines = []
    for record in records:
        lead = "\n    - "
        for key, value in record.items():
            lines.append(f"{lead}{key}: {_yaml(value)}")
            lead = "\n      "
    return "".join(lines) or " []"


def _yaml(value: object) -> str:
    """Return a value on one line: a plain word, or JSON, which is YAML too.

    The output escapes characters that its encoding lacks. It does so in the way of Python, which
    is the way of YAML too.
    """
    if (
        isinstance(value, str)
        and re.fullmatch(_PLAIN_YAML, value)
        and value.lower() not in _NOT_TEXT
    ):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return f"[{', '.join(_yaml(item) for item in value)}]"
    return escaped(json.dumps(value, ensure_ascii=False))
