"""CSL-JSON: the articles as items that pandoc, Zotero and citeproc cite.

https://docs.citationstyles.org has the variables. A name is one text (`literal`): which part of it
is the family name is not known. The claims of an article stand in `custom`, each as a citation
would name its place: with a `locator`, and its `label`.
"""

import json
from typing import Any, TextIO

from ...importing.references.csl import DATES, NAMES, tagless
from ...words.safe import escaped
from ..export import Export
from .items import LEFT_OUT, TERMS, Items

__all__ = ["LEFT_OUT", "TERMS", "write"]

_AS_STATED = ("id", "type", "custom", "URL", "archive_location", "language")


def write(export: Export, out: TextIO) -> None:
    """Write a list of items, each on a line."""
    before = "[\n"
    for item in Items(export):
        cited = {name: _value(name, value) for name, value in item.items()}
        out.write(before + escaped(json.dumps(cited, ensure_ascii=False)))
        before = ",\n"
    out.write("[]\n" if before == "[\n" else "\n]\n")


def _dated(day: str) -> dict[str, Any]:
    """Return a date: its numbers; `2020~` is about 2020. Of any other mark CSL knows nothing."""
    if not day.rstrip("~").replace("-", "").isdecimal():
        return {"literal": day}
    parts = {"date-parts": [[*map(int, day.rstrip("~").split("-"))]]}
    return parts | {"circa": True} if day.endswith("~") else parts


def _value(name: str, value: Any) -> Any:
    """Return the value of a variable as CSL has it."""
    if name in _AS_STATED:
        return value
    if name in DATES:
        return _dated(value)
    if name in NAMES:
        return [{"literal": tagless(each)} for each in value]
    return tagless(value)
