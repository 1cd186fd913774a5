"""The attributions of several articles → sayings: what several of them say that somebody said."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import product

from ..article import Article, Part, Saying
from ..known import NOTHING, Known
from ..retelling.traces import Traces
from .alike_words import Weights
from .comparing import likeness
from .crediting import Credit, credit
from .stretches import Words, names
from .telling import Source, Telling

_CANDIDATES = 12  # of other articles that an attribution is compared with
_NOUNS = ("de", "lb")  # languages that write each noun with a capital letter
_PIECES = 100  # of other articles that may be pieces of one quotation
_LOOKED_AT = 2_000  # attributions that share a word with one; common words come last
_LEAST = 0.8  # of the words that a candidate shares, in long words
_REPEATED = 1.5  # long words, at least, that an article repeats; more if nobody is credited
_COMPARED = 4  # of each of two groups that are to become one
_AGREEING = 0.5  # of these pairs that must be alike


def pooled(groups: "Groups", traces: Traces) -> list[Saying]:
    """Return what the articles of some groups say that somebody said, each saying once.

    Attributions of several articles are one saying by their words, numbers and names, wherever
    they stand. Those of one article are one only if they say the very same. The first part of a
    saying is that of the article that the others go back to: its speaker is the claim's. Sayings
    stand in the order of their articles and texts. What is known stays as it is: a known claim is
    there only with new parts.
    """
    return [_saying(group, traces.rank) for group in groups.joined()]


def tellings(articles: Sequence[Article]) -> Iterator[Telling]:
    """Yield the attributions of all articles, as they are compared with each other."""
    languages = [article.document.stated.language.lower()[:2] for article in articles]
    own = zip(articles, languages, strict=True)
    proper = names(article.text.content for article, code in own if code not in _NOUNS)
    for number, article in enumerate(articles):
        code = languages[number]
        called = frozenset[str]() if code in _NOUNS else proper
        known = Words(called, points=code not in ("", "en"), denials=article.text.denials)
        source, speakers = Source(article.text, known), article.attributed.speakers
        for place, told in enumerate(article.attributed.attributions):
            speaker = None if told.speaker is None else speakers[told.speaker]
            yield Telling((number, place), told, speaker, source)


class Groups:
    """Attributions in groups that are one saying each."""

    def __init__(
        self,
        articles: Sequence[Article],
        related: Callable[[int, int], bool],
        known: Known = NOTHING,
    ) -> None:
        """Take articles, and which of them are known to go back to the same."""
        self._found, self._related = [*tellings(articles)], related
        self._first = len(known.articles)
        for telling in self._found:
            telling.claim = known.claim(Part(telling.article, telling.number)) or telling
        self.weigh = Weights(self._found).of
        self._likeness: dict[tuple[int, int], float] = {}
        self._groups: dict[int, list[int]] = {}  # by its first attribution
        self._of = [*range(len(self._found))]  # the group of each attribution

    def joined(self) -> list[list[Telling]]:
        """Return the groups with new attributions, in the order of their articles and texts."""
        self._repeated()
        self._join()
        ordered = sorted(sorted(group) for group in self._groups.values())
        found = ([self._found[number] for number in group] for group in ordered)
        return [group for group in found if any(self._is_new(each) for each in group)]

    @property
    def _new(self) -> Iterator[int]:
        """The attributions that are not known."""
        return (n for n, telling in enumerate(self._found) if self._is_new(telling))

    def _is_new(self, telling: Telling) -> bool:
        return telling.article >= self._first

    def neighbours(self) -> Iterator[tuple[Telling, list[Telling]]]:
        """Yield quotations of several sentences, each with what is like it in other articles."""
        of = [
            n for n in self._new if self._found[n].is_direct and len(self._found[n].sentences) > 1
        ]
        for number, others in self._candidates(of, _PIECES):
            alike = [other for other in others if self._alike(*sorted((number, other))) > 0]
            yield self._found[number], [self._found[other] for other in sorted(alike)]

    def _repeated(self) -> None:
        """Make one group of the words of a known claim, and of what an article says again."""
        first: dict[object, int] = {}
        for number, telling in enumerate(self._found):
            claim, said = telling.claim, (telling.article, telling.is_unsaid, telling.words_as_said)
            same = first.setdefault(said if claim is telling else claim, number)
            other = self._found[same]
            if claim is telling and same != number and not self._is_repeated(telling, other):
                same = number
            self._of[number] = same
            self._groups.setdefault(same, []).append(number)

    def _is_repeated(self, telling: Telling, other: Telling) -> bool:
        """Whether the same words of one article are one saying: of one speaker, and no few."""
        known = credit(telling.speaker, other.speaker) is Credit.SAME
        least = _REPEATED if known else 2 * _REPEATED
        same = known or (telling.speaker or other.speaker) is None
        return same and sum(map(self.weigh, telling.whole.set)) >= least

    def _join(self) -> None:
        """Join the groups that are one saying, the most alike first."""
        near = self._candidates(self._new, _CANDIDATES)
        found = {(min(n, m), max(n, m)) for n, others in near for m in others}
        pairs = {pair: self._alike(*pair) for pair in found}
        for pair in sorted((pair for pair in pairs if pairs[pair] > 0), key=self._order):
            mine, theirs = sorted(self._of[number] for number in pair)
            if mine != theirs and self._fit(self._groups[mine], self._groups[theirs]):
                self._merge(mine, theirs)

    def _order(self, pair: tuple[int, int]) -> tuple[object, ...]:
        """Return what orders pairs, in whatever order articles come: the most alike first."""
        texts = sorted(self._found[number].whole.text for number in pair)
        return -self._alike(*pair), texts, pair

    def _merge(self, into: int, other: int) -> None:
        for number in self._groups.pop(other):
            self._of[number] = into
            self._groups[into].append(number)

    def _fit(self, group: Sequence[int], other: Sequence[int]) -> bool:
        """Whether two groups are one saying: of other articles, mostly alike, and never opposed."""
        articles = {self._found[number].article for number in group}
        if not articles.isdisjoint(self._found[number].article for number in other):
            return False
        pairs = product(self._some(group), self._some(other))
        found = [self._alike(*sorted(pair)) for pair in pairs]
        known = not self._is_new(self._found[min(*group, *other)])
        least = 1 if known else _AGREEING * len(found)  # words of a known claim may be far apart
        return min(found) >= 0 and sum(map(bool, found)) >= least

    def _some(self, group: Sequence[int]) -> Sequence[int]:
        """Return those of a group that stand for it."""
        if len(group) <= _COMPARED:
            return group
        return sorted(group, key=lambda number: self._found[number].whole.text)[:_COMPARED]

    def _alike(self, one: int, other: int) -> float:
        """Return how alike two attributions are."""
        key = one, other
        if key not in self._likeness:
            first, second = self._found[one], self._found[other]
            related = self._related(first.article, second.article)
            self._likeness[key] = likeness(first, second, self.weigh, related=related)
        return self._likeness[key]

    def _candidates(self, numbers: Iterable[int], most: int) -> Iterator[tuple[int, list[int]]]:
        """Yield attributions, each with those of other articles that share its telling words."""
        by_root: dict[str, list[int]] = {}
        for number, telling in enumerate(self._found):
            for root in telling.whole.by_root:
                by_root.setdefault(root, []).append(number)
        for number in numbers:
            words = self._found[number].whole.by_root
            votes: dict[int, float] = {}
            spent = 0
            for root in sorted(words, key=lambda root: len(by_root[root])):
                spent += len(by_root[root])
                if spent > _LOOKED_AT:
                    break
                weight = max(map(self.weigh, words[root]))
                for other in by_root[root]:
                    votes[other] = votes.get(other, 0.0) + weight
            near = self._elsewhere(number, votes)
            yield number, nlargest(most, near, key=votes.__getitem__)

    def _elsewhere(self, number: int, votes: Mapping[int, float]) -> list[int]:
        """Return the attributions of other articles with enough votes."""
        own = self._found[number].article
        return [
            other
            for other, value in votes.items()
            if value >= _LEAST and self._found[other].article != own
        ]


def _saying(group: Sequence[Telling], rank: Callable[[int], int]) -> Saying:
    """Return a saying, first the part of the article that the others go back to."""
    ordered = sorted(group, key=lambda each: (rank(each.article), each.article, each.number))
    return Saying(tuple(Part(each.article, each.number) for each in ordered))
