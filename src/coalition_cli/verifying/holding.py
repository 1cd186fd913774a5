"""A partial quotation: where a quote stands in the wording that holds it."""

from functools import lru_cache
from typing import NamedTuple

from .finding import find
from .gaps import is_sound
from .paragraphs import Span
from .passage import ANYWHERE, ways_to_seek
from .text import ArticleText

_GAPS = 100  # cuts that are looked at, in all places: a wording is short


class Held(NamedTuple):
    """Where a quote stands in a wording. It has several spans if it is cut or interrupted there."""

    spans: tuple[Span, ...]
    marked: bool  # whether it stands in quotation marks there


@lru_cache(maxsize=1 << 8)  # what reads a record and what draws it ask the same
def held(wording: str, quote: str) -> Held | None:
    """Return where a wording has a quote as whole words, in any typography; None if it has not.

    The same differences are allowed as `verify` allows between a quote and a text. Of several
    places the one in quotation marks counts. A cut or an insertion of the quote may not change
    its meaning, and may not join two quotations.
    """
    text = ArticleText(wording)
    for sought in ways_to_seek(quote, ANYWHERE, quoted=True):
        passage = find(text, sought, _GAPS)
        if passage and is_sound(passage):
            return Held(tuple(span for span in passage.spans if span), passage.quoted)
    return None
