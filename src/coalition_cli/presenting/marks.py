"""What was struck and added, marked so that it is seen without colour too: as git has it."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text

from ..words import UNSPACED
from .cells import text

if TYPE_CHECKING:  # what compares words takes a while to import, and not every page needs it
    from ..words.wordings import Piece

_MARKS = {"struck": ("[-", "-]", "red strike"), "added": ("{+", "+}", "green")}


def marked(pieces: "Iterable[Piece]") -> Text:
    """Draw pieces with their marks, with a blank between two where the script has blanks."""
    shown = Text()
    before = ""
    for fate, words in pieces:
        if before and not re.search(f"{UNSPACED}$", before) and not re.match(UNSPACED, words):
            shown.append(" ")
        shown.append_text(_mark(fate.value, words))
        before = words
    return shown


def struck(words: object) -> Text:
    """Return what is there no more, in `[-…-]`."""
    return _mark("struck", words)


def added(words: object) -> Text:
    """Return what was not there before, in `{+…+}`."""
    return _mark("added", words)


def _mark(fate: str, words: object) -> Text:
    opening, closing, style = _MARKS.get(fate, ("", "", ""))
    return Text.assemble((f"{opening}{text(words).plain}{closing}", style))
