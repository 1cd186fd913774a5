"""The text of a coalition.toml → its table, and the lines of its keys."""

import os
import re
import stat
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from ..model.problems import DataError, Problem, reason
from ..reading.encoding import not_utf8
from ..reading.files import printable

_MOST = 1 << 16  # bytes: people write it
_TRIES = 500  # to parse a statement of several lines
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def text_of(path: str) -> str:
    """Return the text of a file; raise DataError where it cannot be read."""
    name = printable(path)
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # reading would wait
            raise DataError([_unreadable(name, "is no file")])
        with open(path, "rb") as file:
            data = file.read(_MOST + 1)
    except OSError as error:
        raise DataError([_unreadable(name, f"cannot be read: {reason(error)}")]) from error
    if len(data) > _MOST:
        message = f"the file has more than {_MOST:,} bytes"
        raise DataError([Problem("over-limit", message, "shorten it", name)])
    try:
        return data.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise DataError([not_utf8(name, data, error)]) from error


def _unreadable(name: str, message: str) -> Problem:
    return Problem("unreadable", message, "a project's folder has it as a plain file", name)


def table_of(text: str, path: str) -> dict[str, Any]:
    """Return the table that a text is; raise DataError with the place where it is not TOML."""
    name = printable(path)
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        message = "values are nested too deeply"
        raise DataError([Problem("over-limit", message, "nest them less", name)]) from error
    except ValueError as error:
        said = str(error)
        place = _PLACE.search(said)
        end = text.count("\n") + 1
        line, column = (int(place[1] or end), int(place[2] or 1)) if place else (1, 1)
        message = said[: place.start()] if place else said
        remedy = "coalition.toml is written in TOML: https://toml.io"
        message = message[:1].lower() + message[1:]
        raise DataError([Problem("bad-syntax", message, remedy, name, line, column)]) from error


@lru_cache(maxsize=1)  # each problem asks for its line
def lines(text: str) -> Mapping[str, int]:
    """Return the line of each key of a text that is TOML, from 1; `check.ignore` is in a table.

    The parser does not say it. So each statement is parsed by itself: its lines are those after
    which it is complete.
    """
    found: dict[str, int] = {}
    lead: str | None = ""  # before the names of keys from here on; None in a table within a table
    statement, begun, tries = "", 1, _TRIES
    for number, line in enumerate(text.split("\n"), start=1):
        begun = begun if statement else number
        statement += f"{line}\n"
        tries -= 1
        if tries < 0:
            break
        try:
            stated = tomllib.loads(statement)
        except ValueError:  # it goes on
            continue
        is_header = statement.lstrip().startswith("[")
        within = "" if is_header else lead
        for name in _names(stated) if within is not None else ():
            found.setdefault(f"{within}{name}", begun)
        if is_header:
            [(table, inner)] = stated.items()
            lead = None if inner else f"{table}."
        statement = ""
    return found


def _names(table: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of a table's keys, and of the keys of the tables in it."""
    for key, value in table.items():
        yield key
        if isinstance(value, dict):
            yield from (f"{key}.{inner}" for inner in value)
