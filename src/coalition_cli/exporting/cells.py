"""Values as cells that no spreadsheet runs, and from which each value can be had again.

A cell says one thing: two values never make the same cell of a column.
"""

import json
import re

from ..formats.delimited import SIGN, harmless
from ..words.safe import CONTROLS, escaped, visible

BETWEEN = "; "  # the values of a list
RULES = (
    "The values of a list are joined by '; '; if one has a ';', or the first begins with '[', the"
    " cell is a list in JSON. An apostrophe stands before text that a spreadsheet would run as a"
    " formula. Control characters are written out, such as \\x1b; backslashes right before one, or"
    " before what looks like one, are doubled."
)
_BACKSLASHES = re.compile(
    rf"\\+(?=x[0-9a-f]{{2}}|u[0-9a-f]{{4}}|(?!\r?\n|\t)[{CONTROLS}])"  # before a written control
)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def of_text(text: str) -> str:
    """Return the cell of a text. Line ends and tabs stay."""
    apart = _BACKSLASHES.sub(lambda found: found[0] * 2, text)
    return harmless(visible(apart, lines=True))


def of_list(values: list[str]) -> str:
    """Return the cell of a list of texts."""
    if any(";" in value for value in values) or (values and values[0].startswith("[")):
        return of_json(values)
    return of_text(BETWEEN.join(values))


def of_json(value: object) -> str:
    """Return the cell of any value, as JSON. What begins a formula is an escape of JSON there."""
    return _STRING.sub(_without_formula, escaped(json.dumps(value, ensure_ascii=False)))


def _without_formula(found: re.Match[str]) -> str:
    if harmless(found[0][1:-1]) == found[0][1:-1]:
        return found[0]
    return re.sub(SIGN, lambda sign: f"\\u{ord(sign[0]):04x}", found[0])
