"""What a text tells of the place of a quote: its page, its sentence, a second place."""

import re

from ..words.wordings import placed_words
from .paragraphs import Span
from .passage import StatedPlace
from .quotations import MARKS
from .text import ArticleText, sentence_ends
from .verdict import verify_partial

_PAGE = "\f"  # a page break
_PLACES = 20  # of a quote that are looked at for a second one
_LONGEST = 40  # words of a wording: what is longer holds more than one claim
_FAR = 600  # code points on either side of a quotation in which its sentence ends
_POINTS = ".!?。"
_ENDED = re.compile(rf"[.!?。！？][\s{re.escape(MARKS)}—–-]*\Z")
_CLOSING = re.compile(rf"\s?[{re.escape(MARKS)}]{{1,2}}")


def page(article: ArticleText, place: int) -> str:
    """Return the page on which a place of a text is; empty if the text has no page breaks."""
    number = article.content.count(_PAGE, 0, place) + 1
    return f"p. {number}" if _PAGE in article.content else ""


def recurs(article: ArticleText, quote: str, at: int) -> bool:
    """Whether a text has a quote as whole words in another place too."""
    content, other = article.content, -1
    for _ in range(_PLACES):
        other = content.find(quote, other + 1)
        if other < 0:
            return False
        if other != at and article.is_whole(other, other + len(quote)):
            return True
    return True


def wording_around(article: ArticleText, quote: str, at: int) -> str:
    """Return the sentence that a quote is a part of, with its marks; empty if it is none.

    A quote is a part if it begins with a small letter, and a word stands before it.
    """
    letter = next(filter(str.isalpha, quote), "")
    quotation = article.quotations.at(at)
    if not letter.islower() or quotation is None:
        return ""
    sentence = _sentence(article, quotation)
    before = article.content[sentence.start : quotation.start].rstrip(MARKS).rstrip()
    if _has_half(article, sentence):
        return ""
    wording = " ".join(article.content[slice(*sentence)].split())
    if not before[-1:].isalpha() or len(placed_words(wording)) > _LONGEST:
        return ""
    around, inside = verify_partial(article, wording, quote, StatedPlace(None, at))
    is_there = around.status in ("exact", "typographic") and inside.status == "exact"
    return wording if is_there and inside.reason is None else ""


def _has_half(article: ArticleText, sentence: Span) -> bool:
    """Whether a sentence has one mark of a quotation and not the other."""
    quotation_at, last = article.quotations.at, sentence.end - 1
    opens = article.content[last] in MARKS and quotation_at(last - 1) is None
    return opens or quotation_at(sentence.start) is not None or quotation_at(last + 1) is not None


def _sentence(article: ArticleText, quotation: Span) -> Span:
    """Return the sentence around a quotation, without the point at its end."""
    content = article.content
    paragraph = article.paragraphs[article.paragraph(quotation.start) - 1]
    low = max(paragraph.start, quotation.start - _FAR)
    ends = [end.end() for end in sentence_ends(content, Span(low, quotation.start))]
    start = ends[-1] if ends else low
    end = _end(content, quotation, min(paragraph.end, quotation.end + _FAR))
    words = content[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip().rstrip(_POINTS)))


def _end(content: str, quotation: Span, high: int) -> int:
    """Return where the sentence of a quotation ends: with the quotation, or after it."""
    if _ENDED.search(content, quotation.start, quotation.end):
        closing = _CLOSING.match(content, quotation.end)
        return closing.end() if closing else quotation.end
    point = next(sentence_ends(content, Span(quotation.end, high)), None)
    return point.start() if point else high
