"""A conversation on the terminal: what is said beside its questions, and how these are asked."""

import os
import re
import sys
import textwrap
from collections.abc import Iterable, Sequence

from ...drafting.known import KnownValue, begun_so
from ...model import Field, Type
from ...prompting.prompt import Offers, Prompt
from ...words.safe import visible
from ...writing import tell

INTERRUPTED = 130  # the exit code
_USUAL, _NARROWEST = 80, 30  # columns
# The part of a meaning that is of no use to who is asked.
_ABSENT = re.compile(r"; (?:if absent|not known|an unnamed speaker has none).*")
_HINTS = {
    Type.BOOLEAN: "yes or no",
    Type.DATE: "2026, 2026-01 or 2026-01-19",
    Type.CONFIDENCE: "none, low, medium, high or 0 to 100",
}


def say(lines: Iterable[str], lead: str = "  ", *, folds: bool = True) -> None:
    """Write lines for a person to standard error, no wider than the terminal."""
    room = width()
    shown: list[str] = []
    for line in map(visible, lines):
        shown += textwrap.wrap(line, room - 2) if folds and line else [line]
    if shown:
        begin, rest = ("\n", "") if lead == "\n" else (lead, "  " if lead == "  " else "")
        tell(begin + f"\n{rest}".join(shown))


def meaning_of(field: Field, *, required: bool = False) -> str:
    """Return what a field means to who is asked for it, and how its value is written."""
    hint = _HINTS.get(field.type, ", ".join(field.words))
    if field.many:
        hint = "several are parted by commas"
    marks = "; ".join(filter(None, (hint, "required" if required else "")))
    meaning = _ABSENT.sub("", field.meaning)
    return f"{meaning} ({marks})" if marks else meaning


def offers(choices: Sequence[KnownValue]) -> Offers:
    """Return what offers the choices that begin as typed, or that have a word that does."""
    return lambda typed: begun_so(choices, typed)


def width() -> int:
    """Return how wide the terminal is: that of standard error, for the other may be a pipe."""
    try:
        columns = os.get_terminal_size(sys.stderr.fileno()).columns
    except (OSError, ValueError):
        columns = 0
    return max(columns or _USUAL, _NARROWEST)


def new_prompt() -> Prompt:
    """Return what asks on the terminal, with colour if that has any."""
    from ...presenting.screen import has_colour  # Rich takes a while to import

    return Prompt(colour=has_colour("auto", os.environ, terminal=sys.stderr.isatty()))
