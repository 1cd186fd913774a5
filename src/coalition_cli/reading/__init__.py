"""Text → records and problems: the claims file in YAML, JSON and JSON Lines."""

import re
from collections.abc import Iterator

from ..problems import Problem
from ..record import Record
from .files import SUFFIXES, DataFile, data_files
from .json_nodes import json_entries
from .records import records

_JSON = re.compile(r"\s*[{\[]")

__all__ = ["DataFile", "data_files", "read"]


def read(file: DataFile) -> Iterator[Record | Problem]:
    """Yield the records of a file in its order, and what is wrong with them."""
    try:
        data = file.read()
    except OSError as error:
        yield _unreadable(file, error)
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield _not_utf8(file, data, error)
        return
    if _is_json(file.name, text):
        entries = json_entries(text, file.name)
        yield from records(entries, file.name, by_hand=False)
    else:
        from .yaml_nodes import yaml_entries  # only YAML needs its parser

        del text
        yield from records(yaml_entries(data, file.name), file.name, by_hand=True)


def _is_json(name: str, text: str) -> bool:
    """Whether the text is JSON: by the file's name, else by the first character."""
    if name.lower().endswith((".json", ".jsonl")):
        return True
    if name.lower().endswith((".yaml", ".yml")):
        return False
    return _JSON.match(text) is not None


def _unreadable(file: DataFile, error: OSError) -> Problem:
    message = f"cannot be read: {(error.strerror or str(error)).lower()}"
    remedy = "give a claims file, a folder of them, or - for standard input"
    if isinstance(error, IsADirectoryError):
        message = "no claims file is in this folder"
        remedy = f"the name of a claims file ends in {', '.join(SUFFIXES)}"
    return Problem("unreadable", message, remedy, file.name)


def _not_utf8(file: DataFile, data: bytes, error: UnicodeDecodeError) -> Problem:
    start = data.rfind(b"\n", 0, error.start) + 1
    line = data.count(b"\n", 0, error.start) + 1
    column = len(data[start : error.start].decode(errors="replace")) + 1
    message = f"byte {data[error.start]:#04x} is not UTF-8"
    return Problem("not-utf8", message, "save the file as UTF-8", file.name, line, column)
