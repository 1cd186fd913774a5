"""Values → styled text, safe to print. All text from data that is drawn is made here.

Struck and added words have the marks of git, which are seen without colour too.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text

from ..model.answer import Values
from ..model.vocabularies import confidence_word
from ..reading.partial import pieces
from ..words import UNSPACED, unnamed
from ..words.safe import plain, visible

if TYPE_CHECKING:  # it takes a while to import, and not every page compares words
    from ..words.wordings import Piece

UNKNOWN = "–"
# No yellow: it cannot be read on a light background, nor dark blue on a dark one.
CONFIDENCE = {"high": "green", "medium": "", "low": "red", "none": "red"}


def text(value: object, style: str = "") -> Text:
    """Return any value as safe text on one line; a dash for an unknown value."""
    if isinstance(value, list):
        value = ", ".join(plain(item) for item in value)
    shown = visible(plain(value)).strip()
    # The style is that of a span and not of the whole, so appended text keeps its own.
    return Text.assemble((shown, style) if shown else (UNKNOWN, "dim"))


def identifier(value: object) -> Text:
    """Return an id."""
    return text(value, "cyan")


def speaker(row: Values, name: str = "speaker_name") -> Text:
    """Return who speaks, with the mark of a speaker who is unnamed or not declared."""
    return text(row.get(name)).append(unnamed.mark_within(row, name), "magenta")


def called(name: object) -> Text:
    """Return what a speaker is called whose name has its mark already."""
    shown = text(name)
    for mark in (unnamed.MARK, unnamed.NOT_DECLARED):
        if shown.plain.endswith(mark):
            shown.stylize("magenta", len(shown) - len(mark))
    return shown


def who(record: Values) -> Text:
    """Return the name or the description of a speaker's record, with the same marks."""
    return speaker({"called": unnamed.called(record), "anonymous": record["anonymous"]}, "called")


def confidence(value: object) -> Text:
    """Return a confidence of 0 to 100 as its word and its number."""
    if not isinstance(value, int):
        return Text("not rated", "dim")
    word = confidence_word(value) or ""
    return Text.assemble((f"{word} {value}", CONFIDENCE[word]))


def yes_or_no(value: object) -> Text:
    """Return a boolean as "yes" or "no"; None as "not known"."""
    if value is None:
        return Text("not known", "dim")
    return Text("yes", "green") if value else Text("no")


def quoted(words: object) -> Text:
    """Return words in quotation marks."""
    return Text.assemble("“", text(words), "”")


def words_of(row: Values) -> Text:
    """Return the words of an appearance: its quote in quotation marks, or its wording.

    If it has both, that is the wording, with the quote as it stands in it.
    """
    quote, wording = row.get("quote"), row.get("wording")
    if quote and wording:
        return _partial(str(wording), str(quote))
    if quote:
        return quoted(quote)
    return text(wording, "italic") if wording else Text(UNKNOWN, "dim")


def _partial(wording: str, quote: str) -> Text:
    """Return a wording with the quote in it, in quotation marks if the wording has none there."""
    shown = Text()
    for piece, is_quote in pieces(wording, quote):
        shown.append(visible(piece), "" if is_quote else "italic")
    return shown


_MARKS = {"struck": ("[-", "-]", "red strike"), "added": ("{+", "+}", "green")}


def marked(pieces: "Iterable[Piece]") -> Text:
    """Draw pieces with their marks, with a blank between two if the script has blanks."""
    shown = Text()
    before = ""
    for fate, words in pieces:
        if before and not re.search(f"{UNSPACED}$", before) and not re.match(UNSPACED, words):
            shown.append(" ")
        shown.append_text(_mark(fate.value, words))
        before = words
    return shown


def struck(words: object) -> Text:
    """Return words that were left out, in `[-…-]`."""
    return _mark("struck", words)


def added(words: object) -> Text:
    """Return words that are new, in `{+…+}`."""
    return _mark("added", words)


def _mark(fate: str, words: object) -> Text:
    opening, closing, style = _MARKS.get(fate, ("", "", ""))
    return Text.assemble((f"{opening}{text(words).plain}{closing}", style))
