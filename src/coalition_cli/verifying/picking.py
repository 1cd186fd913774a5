"""The quotations of a text that a claim can quote, each with who says it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..words.wordings import placed_words
from .crediting import Attributions
from .joining import wrongly_joined
from .paragraphs import Span
from .passage import StatedPlace
from .quotations import MARKS
from .surroundings import page, recurs, wording_around
from .text import ArticleText
from .verdict import verify

CUT = " … "  # between the stretches of an interrupted quotation
# A comma at the end belongs to the sentence around the quotation: “We will go,” she said.
_COMMA = re.compile(rf"\s*[,，،、][\s{re.escape(MARKS)}]*\Z")
_ENDED = re.compile(rf"[.!?。！？][\s{re.escape(MARKS)}—–-]*\Z")
# So does a point after words that are no sentence: they were “very tired.”
_POINT = re.compile(rf"(?<![.\s])\.[\s{re.escape(MARKS)}]*\Z")
_STRETCHES = 8  # of one sentence; what comes then is offered by itself
_OFTEN = 3  # times
_MOST = 2_000  # quotations: more are a book, out of which nobody picks


class Pick(NamedTuple):
    """A quotation as an appearance states it: `verify` finds the quote exact in its paragraph."""

    quote: str  # with a cut where the text says who speaks
    paragraph: int  # in which it begins, from 1
    attribution: str = ""  # who says it, in the words of the text
    verb: str = ""  # by which the text reports it
    wording: str = ""  # the sentence that it is a part of, if it is no sentence of its own
    offset: int = 0  # code points of the text before it, if the text has it several times
    locator: str = ""  # the page, if the text has page breaks


def quotations_to_pick(text: str) -> list[Pick]:
    """Return the quotations of a text in order, at most _MOST of them.

    A sentence that is interrupted only to say who speaks is one. Quotations without a word, and
    a second one of the same speaker in the same paragraph, are left out.
    """
    article = ArticleText(text)
    crediting = Attributions(article)
    picks: dict[tuple[str, int, str], Pick] = {}
    for stretches in _interrupted(article):
        credit = crediting.of(stretches)
        for pick, start in _exact(article, stretches):
            found = pick._replace(attribution=credit.name, verb=credit.verb)
            if found[:3] not in picks:
                picks[found[:3]] = placed(article, found, start)
    return list(picks.values())


def _interrupted(article: ArticleText) -> list[list[Span]]:
    """Return the quotations of a text, each as the stretches of one sentence or more."""
    spans = article.quotations.spans[:_MOST]
    found = [[span] for span in spans[:1]]
    for first, second in pairwise(spans):
        gap = Span(first.end, second.start)
        if (
            len(found[-1]) < _STRETCHES
            and _says_who(article.content[slice(*gap)])
            and wrongly_joined(article, gap) is None
        ):
            found[-1].append(second)
        else:
            found.append([second])
    return found


def _says_who(between: str) -> bool:
    """Whether words between two stretches can interrupt a sentence, and do not end it."""
    return bool(placed_words(between)) and not _ENDED.search(between)


def _exact(article: ArticleText, stretches: Sequence[Span]) -> Iterator[tuple[Pick, int]]:
    """Yield the quote, and where it begins: of all stretches if that is exact, or else of each."""
    written = [article.content[slice(*span)].strip() for span in stretches]
    paragraph = article.paragraph(stretches[0].start)
    clear = can_be_told_apart(article, written)
    for quote in dict.fromkeys([without_points(written), CUT.join(written)]):
        if clear and placed_words(quote):
            verdict = verify(article, quote, StatedPlace(paragraph), quoted=True)
            if (verdict.status, verdict.reason) == ("exact", None):
                yield Pick(quote, paragraph), stretches[0].start
                return
    if len(stretches) > 1:
        for span in stretches:
            yield from _exact(article, [span])


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
