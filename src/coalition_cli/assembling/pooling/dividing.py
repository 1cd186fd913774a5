"""Quotations of several sentences that another article has in several pieces: divided as there.

So each piece can be one saying with its counterpart. Nothing is lost, and nothing stands twice: the
pieces together are the quotation.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ...attributing.attribution import Attributed, Attribution
from ...verifying import ArticleText
from ...verifying.paragraphs import Span
from ..article import Article
from .comparing import nearest, shared_words
from .pooling import Groups
from .telling import Telling, sentences


def divided(articles: Sequence[Article], groups: Groups) -> list[Article]:
    """Return articles whose quotations are divided where another one has them in pieces.

    So they are where pieces are known claims. An article is as it was if none of its quotations is
    divided; one that is known always is.
    """
    if len(articles) < 2:
        return [*articles]
    cuts = dict(_cuts(groups))
    return [
        _divided(article, {place: cut for (of, place), cut in cuts.items() if of == number})
        for number, article in enumerate(articles)
    ]


def _cuts(groups: Groups) -> Iterator[tuple[tuple[int, int], set[int]]]:
    """Yield the places of quotations, each with the sentences before which it is divided."""
    for telling, alike in groups.neighbours():
        by_article: dict[int, list[Telling]] = {}
        for other in alike:
            by_article.setdefault(other.article, []).append(other)
        cut = {at for others in by_article.values() for at in _between(telling, others, groups)}
        if cut:
            yield (telling.article, telling.number), cut


def _between(telling: Telling, others: Sequence[Telling], groups: Groups) -> set[int]:
    """Return the sentences with which the part of another piece begins.

    A sentence is of the piece that is most like it.
    """
    best: dict[int, tuple[float, int]] = {}  # by sentence: how alike, and the number of the piece
    for piece, other in enumerate(others):
        for number in nearest(telling.sentences, other.sentences, groups.weigh):
            shared = shared_words(telling.sentences[number], other.whole, groups.weigh)
            best[number] = max(best.get(number, (0.0, 0)), (shared.share, -piece))
    known = [(number, others[-piece].claim) for number, (_, piece) in sorted(best.items())]
    return {number for (_, before), (number, after) in pairwise(known) if before is not after}


def _divided(article: Article, cuts: dict[int, set[int]]) -> Article:
    """Return an article with some of its attributions divided, each before some sentences."""
    if not cuts:
        return article
    told: list[Attribution] = []
    for number, attribution in enumerate(article.attributed.attributions):
        told += _pieces(article.text, attribution, cuts.get(number, set()))
    return article._replace(attributed=Attributed(tuple(told), article.attributed.speakers))


def _pieces(text: ArticleText, attribution: Attribution, cut: set[int]) -> Iterator[Attribution]:
    """Yield the pieces of an attribution; itself if it is not divided."""
    if not cut:
        yield attribution
        return
    pieces: list[list[Span]] = [[]]
    for number, span in enumerate(sentences(text, attribution.content)):
        if number in cut:
            pieces.append([])
        pieces[-1].append(span)
    for piece in pieces:
        yield replace(attribution, content=tuple(_joined(text, piece)))


def _joined(text: ArticleText, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield stretches of which some may be sentences that follow each other."""
    start, end = spans[0]
    for span in spans[1:]:
        if text.content[end : span.start].strip():
            yield Span(start, end)
            start = span.start
        end = span.end
    yield Span(start, end)
