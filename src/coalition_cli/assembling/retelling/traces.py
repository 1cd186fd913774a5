"""What articles themselves tell of whom they retell: links, and lines such as "X reports"."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cached_property, lru_cache
from itertools import groupby
from typing import NamedTuple

from ...words.dates import earliest, latest
from ...words.wordings import Word, placed_words
from ..article import Article
from ..known import NOTHING, Known
from ..outlets import address, domain, outlet_name, same_domain, same_outlet

# Words near the name of an outlet that say that something was read there.
_READ_THERE = re.compile(
    r"report(?:s|ed|ing|edly)?|writ(?:es?|ing|ten)|wrote|according|cit(?:e[sd]?|ing)|quot(?:e[sd]?|ing)|publish\w*"
    r"|told|says?|said|noted?|notes|reveal\w*|interview\w*|obtained|via|source"
    r"|повідом\w*|пиш(?:е|уть)|написа\w*|даними|посиланн\w*|посилаюч\w*|розпові\w*|інтерв'ю|передає"
    r"|bericht\w*|schr(?:eib|ieb)\w*|laut|zufolge|sagte|zitier\w*|meldet\w*"
)
_NEAR = 5  # words, at most, between the name of an outlet and such a word


class Kind(IntEnum):
    """What shows that an article retells another, the weakest first."""

    SITE = 1  # a link to another page of its outlet
    LINE = 2  # a line such as "X reports"
    LINK = 3  # a link to the article itself


class Trace(NamedTuple):
    """A sign that one article retells another, both by their numbers."""

    article: int
    of: int
    kind: Kind
    reason: str  # for a comment


class Traces:
    """Who retells whom, as far as the articles tell. Nobody retells in a circle.

    What is known to be an original retells nothing. No article retells a later one. `found` has
    the signs that show a retelling by themselves, `unclear` those that do only where a saying is
    shared: a link to another page of an outlet, or a line with the name of one that has several
    articles here.
    """

    def __init__(self, articles: Sequence[Article], known: Known = NOTHING) -> None:
        """Read articles, but for the first ones, which are known without their texts.

        Those whose record says so are originals.
        """
        self._outlets = known
        self._articles, self._known = articles, len(known.articles)
        self.originals = {n for n, each in enumerate(articles) if each.values.get("original")}
        found = [
            trace
            for n in range(self._known, len(articles))
            if n not in self.originals
            for trace in self._of(n)
        ]
        found = [each for each in found if self._may_retell(each)]
        counts = Counter(map(self.outlet, found))
        clear = [t for t in found if t.kind is Kind.LINK or self._is_clear(t, counts)]
        self.found = without_circles(clear)
        linked = {self.outlet(trace) for trace in clear}
        self.unclear = [t for t in found if self.outlet(t) not in linked]
        self._retelling = {trace.article for trace in self.found}

    def outlet(self, trace: Trace) -> tuple[int, str]:
        """Return what tells of which outlet an article shows a sign: its number, and the name."""
        stated = self._articles[trace.of].document.stated
        return trace.article, outlet_name(stated.publisher) or domain(
            _site(self._articles[trace.of])
        )

    def _is_clear(self, trace: Trace, counts: Counter[tuple[int, str]]) -> bool:
        """Whether a line names an outlet of which only one article is there."""
        return trace.kind is Kind.LINE and counts[self.outlet(trace)] == 1

    def _of(self, number: int) -> Iterator[Trace]:
        """Yield the signs in one article, one for each other: the strongest."""
        article = self._articles[number]
        reader = _Reader(article)
        for other, told in enumerate(self._articles):
            if told.id and other != number and not _same_publisher(article, told):
                called = self._outlets.outlets(other) or [told.document.stated.publisher]
                kind, reason = max(_linked(article, told), *map(reader.named, called))
                if reason:
                    yield Trace(number, other, kind, reason)

    def _may_retell(self, trace: Trace) -> bool:
        dates = (self._articles[n].document.stated.date for n in (trace.article, trace.of))
        own, of = dates
        return not own or not of or latest(own) >= earliest(of)

    @cached_property
    def _shared(self) -> Sequence[int]:
        """For each article, the first of those that go back to the same as it."""
        group = [*range(len(self._articles))]

        def first(number: int) -> int:
            while group[number] != number:
                group[number] = number = group[group[number]]
            return number

        pairs = [(each.article, each.of) for each in self.found]
        own = [n for n in sorted(self.originals) if n >= self._known]
        pairs += [(n, own[0]) for n in group[self._known :] if own]
        pairs += [(n, 0) for n in range(self._known)]
        for one, other in pairs:
            group[first(one)] = group[first(other)]
        return [first(number) for number in group]

    def related(self, article: int, other: int) -> bool:
        """Whether two articles are known to go back to the same."""
        return self._shared[article] == self._shared[other]

    def is_known(self, article: int) -> bool:
        """Whether an article is known, and not given."""
        return article < self._known

    def belong(self, article: int, other: int) -> bool:
        """Whether two articles tell one story: those that are given together do, or if related."""
        return min(article, other) >= self._known or self.related(article, other)

    def rank(self, article: int) -> int:
        """Return how near an article is to the origin: 0 confirmed, 1 retells nobody, 2 it does."""
        if article in self.originals:
            return 0
        return 2 if article in self._retelling else 1


def without_circles(found: Sequence[Trace]) -> list[Trace]:
    """Return the signs, the strongest first, without those that close a circle.

    Where two of one strength contradict each other, both are left out.
    """
    kept: list[Trace] = []
    ahead: dict[int, list[int]] = {}
    ordered = sorted(found, key=lambda trace: (-trace.kind, trace.article, trace.of))
    for _, group in groupby(ordered, key=lambda trace: trace.kind):
        of_kind = [*group]
        pairs = {(trace.article, trace.of) for trace in of_kind}
        for trace in of_kind:
            if (trace.of, trace.article) not in pairs and not _leads(
                ahead, trace.of, trace.article
            ):
                ahead.setdefault(trace.article, []).append(trace.of)
                kept.append(trace)
    return kept


def _leads(ahead: dict[int, list[int]], start: int, end: int) -> bool:
    """Whether a way along retellings leads from one article to another."""
    waiting, seen = [start], {start}
    while waiting:
        here = waiting.pop()
        if here == end:
            return True
        waiting += [each for each in ahead.get(here, ()) if each not in seen]
        seen.update(ahead.get(here, ()))
    return False


def _same_publisher(article: Article, other: Article) -> bool:
    own, its = article.document.stated, other.document.stated
    return same_outlet(own.publisher, its.publisher) or same_domain(_site(article), _site(other))


def _site(article: Article) -> str:
    """Return an address of the outlet; empty if none is known."""
    stated = article.document.stated
    return stated.publisher_url or stated.url


def _linked(article: Article, other: Article) -> tuple[Kind, str]:
    """Return what links of an article show of another one."""
    page, best = address(other.document.stated.url), (Kind.SITE, "")
    for link in article.document.stated.links:
        if page and address(link.url) == page:
            return Kind.LINK, f"links to {other.id} in paragraph {link.paragraph}"
        if not best[1] and same_domain(link.url, _site(other)):
            site = f"links to another page of the publisher of {other.id}"
            best = Kind.SITE, f"{site} in paragraph {link.paragraph}"
    return best


class _Reader:
    """Finds the names of outlets in the text of an article."""

    def __init__(self, article: Article) -> None:
        self.named = lru_cache(maxsize=None)(self._named)
        self._text = article.text
        self._words: Sequence[Word] = placed_words(article.text.content)
        self._places: dict[str, list[int]] = {}
        for place, word in enumerate(self._words):
            self._places.setdefault(word.word, []).append(place)

    def _named(self, outlet: str) -> tuple[Kind, str]:
        """Return the line in which the text says that it has something of an outlet."""
        name = outlet_name(outlet).split()
        for place in self._places.get(name[0], ()) if name else ():
            words = [word.word for word in self._words[place : place + len(name)]]
            here = words == name and self._is_capital(place)
            if here and (line := self._line(place, place + len(name))):
                return Kind.LINE, line
        return Kind.SITE, ""

    def _is_capital(self, place: int) -> bool:
        return self._text.content[self._words[place].start].isupper()

    def _line(self, start: int, end: int) -> str:
        """Return the words around a name that say that something was read there."""
        paragraph = self._text.paragraph(self._words[start].start)
        bounds = self._text.paragraphs[paragraph - 1]
        low, high = max(0, start - _NEAR), min(len(self._words), end + _NEAR)
        near = [
            place
            for place in range(low, high)
            if _READ_THERE.fullmatch(self._words[place].word)
            and bounds.start <= self._words[place].start < bounds.end
            and not self._ends_between(place, start)
        ]
        if not near:
            return ""
        nearest = min(near, key=lambda place: abs(place - start))
        first, last = min(nearest, start), max(nearest, end - 1)
        words = self._text.content[self._words[first].start : self._words[last].end]
        return f'paragraph {paragraph} says "{" ".join(words.split())}"'

    def _ends_between(self, place: int, other: int) -> bool:
        """Whether a sentence ends between two words."""
        first, last = sorted((place, other))
        between = self._text.content[self._words[first].end : self._words[last].start]
        return re.search(r"[.!?…]\s", between) is not None
