"""Any value of a row as plain text: what stands in a cell of TSV, CSV, Markdown, a table."""

import json


def plain(value: object) -> str:
    """Return a value as the text of one cell; lists joined by `; `, records by their ids."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(plain(item) for item in value)
    if isinstance(value, dict):
        return _record(value)
    return str(value)


def _record(record: dict[str, object]) -> str:
    if "article" in record:  # an appearance
        return plain(record["article"])
    if record.keys() >= {"value", "single_origin", "multi_origin"}:  # a count of a breakdown
        return plain(record["value"])
    if set(record) == {"title", "url"}:  # a reference
        return " ".join(plain(value) for value in record.values() if value)
    return json.dumps(record, ensure_ascii=False)
