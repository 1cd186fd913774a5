"""Answers, read from the output of programs, so that two of them can be compared."""

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

# A number of claims, the ids of claims, or the number of claims for each value.
Answer = int | tuple[str, ...] | dict[str, int]
Reader = Callable[[Path], Answer]

# A claim's first line in a table, without the codes for colour: it ends with the confidence.
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_FIRST_LINE = re.compile(r"^(\S+) .* (?:none|low|medium|high) \d+\s*$", re.MULTILINE)


def size(answer: Answer) -> int:
    """Return how many claims an answer is about."""
    if isinstance(answer, dict):
        return sum(answer.values())
    return answer if isinstance(answer, int) else len(answer)


def printed(out: Path) -> Answer:
    """Return the number that the output consists of."""
    return int(out.read_text(encoding="utf-8"))


def ids(out: Path) -> Answer:
    """Return the ids of JSON records, sorted: a search has an order of its own."""
    return tuple(sorted(record["id"] for record in _records(out)))


def tally(out: Path) -> Answer:
    """Return the counts of JSON records that have a kind and its number of claims."""
    return {record["kind"]: int(record["claims"]) for record in _records(out)}


def table(out: Path) -> Answer:
    """Return the ids of a table on a terminal, sorted."""
    text = _STYLE.sub("", out.read_text(encoding="utf-8").replace("\r\n", "\n"))
    return tuple(sorted(_FIRST_LINE.findall(text)))


def rows(out: Path) -> Answer:
    """Return the number of rows of CSV with a header, if no value has several lines."""
    with out.open("rb") as lines:
        return sum(1 for _ in lines) - 1


def rows_of_database(database: Path) -> Reader:
    """Return a reader that counts the claims in a database and ignores the output."""

    def counted(out: Path) -> Answer:
        del out
        with closing(sqlite3.connect(database)) as connection:
            return int(connection.execute("SELECT COUNT(*) FROM claims").fetchone()[0])

    return counted


def _records(out: Path) -> list[Any]:
    """Return the records of an array, or of lines with a record each."""
    text = out.read_text(encoding="utf-8")
    if text.startswith("["):
        return list(json.loads(text))
    return [json.loads(line) for line in text.splitlines()]
