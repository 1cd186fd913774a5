"""The quotations of a text that a claim can quote, each with who says it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ..attributing import attributed
from ..attributing.attribution import Attributed, Attribution
from ..attributing.languages.language import codes, language
from ..verifying import ArticleText, StatedPlace, verify
from ..verifying.joining import wrongly_joined
from ..verifying.paragraphs import Span
from ..verifying.picking import CUT, Pick, can_be_told_apart, placed, without_points
from ..verifying.quotations import MARKS
from ..words.wordings import placed_words
from .article import language_shown
from .other_languages import credits_beside
from .putting import verb_of

_ENDED = re.compile(rf"[.!?。！？][\s{re.escape(MARKS)}—–-]*\Z")
_STRETCHES = 8  # of one sentence; what comes then is offered by itself
_MOST = 2_000  # quotations: more are a book, out of which nobody picks

Said = tuple[str, str]  # the words for who says a quotation, and the verb; empty without one


def quotations_to_pick(text: str) -> list[Pick]:
    """Return the quotations of a text in order, at most _MOST of them.

    A sentence that is interrupted only to say who speaks is one. Quotations without a word, and
    a second one of the same speaker in the same paragraph, are left out.
    """
    article = ArticleText(text)
    said = _said(article) if article.quotations.spans else {}
    picks: dict[tuple[str, int, str], Pick] = {}
    for stretches in _interrupted(article):
        name, verb = next((said[one] for one in stretches if one in said), ("", ""))
        for pick, start in _exact(article, stretches):
            found = pick._replace(attribution=name, verb=verb)
            if found[:3] not in picks:
                picks[found[:3]] = placed(article, found, start)
    return list(picks.values())


def _said(article: ArticleText) -> Mapping[Span, Said]:
    """Return who says a quotation by its place: as the rules of a language show, or else its words.

    A short text may not show its language: it is the one of which the text has a verb of saying.
    """
    for code in dict.fromkeys([language_shown(article.content), *codes()]):
        found = attributed(article, code)
        if any(verb_of(article, one, language(code)) for one in found.attributions):
            # The last one for a quotation is that with the narrowest words.
            ordered = sorted(found.attributions, key=_width, reverse=True)
            return {
                quotation: _credit(article, found, one, code)
                for one in ordered
                for quotation in _quotations(article, one)
            }
    return credits_beside(article, _interrupted(article))


def _credit(article: ArticleText, found: Attributed, one: Attribution, code: str) -> Said:
    words = " ".join(article.content[slice(*span)] for span in one.source)
    name = " ".join(words.split()).rstrip(",")
    shown = "" if one.speaker is None else found.speakers[one.speaker].description
    if name.casefold().startswith(shown.casefold()):  # two clerks, who asked not to be named
        name = name[: len(shown)] or name
    return name, verb_of(article, one, language(code))


def _width(attribution: Attribution) -> int:
    return sum(end - start for start, end in attribution.content)


def _quotations(article: ArticleText, attribution: Attribution) -> Iterator[Span]:
    """Yield the quotations that stand in the words of an attribution."""
    for stretch in attribution.content:
        quotation = article.quotations.at(stretch.start) or article.quotations.following(stretch)
        while quotation and quotation.start < stretch.end:
            yield quotation
            quotation = article.quotations.following(quotation)


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
