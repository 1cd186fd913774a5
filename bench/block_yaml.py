"""Records as block YAML, as a person writes it. yaml.dump would take minutes."""

import re
from collections.abc import Iterator

from .invented import Record, Value

# Text that needs no quotation marks in YAML.
_PLAIN = re.compile(r"\w(?:[^:#]|:(?=\S)|(?<=\S)#)*", re.DOTALL)


def section(name: str, records: Iterator[Record]) -> Iterator[str]:
    """Yield a list of records after its name, one record at a time, with blank lines between."""
    yield f"\n{name}:\n"
    for number, record in enumerate(records):
        yield "\n" if number and name == "claims" else ""
        yield _item(record, "  ")


def _item(record: Record, indent: str) -> str:
    lines = (_pair(key, value, f"{indent}  ") for key, value in record.items())
    return f"{indent}- {''.join(lines).removeprefix(f'{indent}  ')}"


def _pair(key: str, value: Value, indent: str) -> str:
    if not isinstance(value, list):
        return f"{indent}{key}: {_scalar(value)}\n"
    inner = "".join(_item(item, f"{indent}  ") for item in value if isinstance(item, dict))
    if inner:
        return f"{indent}{key}:\n{inner}"
    return f"{indent}{key}: [{', '.join(str(item) for item in value)}]\n"


def _scalar(value: str | int | bool | Record) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    if _PLAIN.fullmatch(text) and not text.endswith(":"):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
