"""A quotation of a text as a claim states it: its words, its place, and what stands around it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from .quotations import MARKS
from .surroundings import page, recurs, wording_around
from .text import ArticleText

CUT = " … "  # between the stretches of an interrupted quotation
# A comma at the end belongs to the sentence around the quotation: “We will go,” she said.
_COMMA = re.compile(rf"\s*[,，،、][\s{re.escape(MARKS)}]*\Z")
# So does a point after words that are no sentence: they were “very tired.”
_POINT = re.compile(rf"(?<![.\s])\.[\s{re.escape(MARKS)}]*\Z")
_OFTEN = 3  # times


class Pick(NamedTuple):
    """A quotation as an appearance states it: `verify` finds the quote exact in its paragraph."""

    quote: str  # with a cut where the text says who speaks
    paragraph: int  # in which it begins, from 1
    attribution: str = ""  # who says it, in the words of the text
    verb: str = ""  # by which the text reports it
    wording: str = ""  # the sentence that it is a part of, if it is no sentence of its own
    offset: int = 0  # code points of the text before it, if the text has it several times
    locator: str = ""  # the page, if the text has page breaks


def can_be_told_apart(article: ArticleText, stretches: Sequence[str]) -> bool:
    """Whether a quote of these stretches can be sought in a text.

    Of several stretches, short words that a text has often may be others of them, and to try each
    takes long.
    """
    return len(stretches) == 1 or all(article.content.count(one) <= _OFTEN for one in stretches)


def without_points(stretches: Sequence[str]) -> str:
    """Return stretches as one quote, without the punctuation that the sentence around it needs."""
    quote = CUT.join(_COMMA.sub("", words) for words in stretches)
    return _POINT.sub("", quote) if quote[:1].islower() else quote


def placed(article: ArticleText, pick: Pick, start: int) -> Pick:
    """Return a quotation with what else the text tells of its place, which is near `start`."""
    quote = pick.quote
    at = article.content.find(quote, start)
    locator = page(article, start)
    if at < 0 or not article.is_quoted(at, at + len(quote)):  # it has a cut
        return pick._replace(locator=locator)
    offset = at if recurs(article, quote, at) else 0
    return pick._replace(wording=wording_around(article, quote, at), offset=offset, locator=locator)
