"""Where trails of retellings end: the rule for origins. And circles, which have no end."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from .problems import CoalitionError

MOST_STEPS = 20_000_000  # along retellings; noting an end counts as a step too

Ends = tuple[str, ...]


class Traceable(Protocol):
    """The part of an article that decides where a trail goes on."""

    @property
    def publisher(self) -> str | None:
        """The source that published it."""

    @property
    def retells(self) -> Sequence[str]:
        """The articles that it is derived from. An original has none."""


class EntangledError(CoalitionError):
    """There are too many retellings to follow."""

    exit_code = 3
    what = f"the trails of retellings have more than {MOST_STEPS:,} steps"
    remedy = "name in 'retells' only the articles that an article is itself derived from"

    def __init__(self) -> None:
        super().__init__(f"{self.what}\n{self.remedy}")


def ends_at(article: Traceable, source: str | None) -> bool:
    """Whether a trail ends at an article, for a claim of that source.

    It does if the article retells nothing, or if that source published it.
    """
    return not article.retells or (source is not None and article.publisher == source)


def passed(
    keys: Iterable[str], source: str | None, articles: Mapping[str, Traceable]
) -> Iterator[set[str]]:
    """Yield the articles on the trails from `keys`, for a claim of that source.

    The first set has the articles of the keys, the next one those that these retell, and so on.
    Each article comes once. Unknown articles are left out.
    """
    seen: set[str] = set()
    level = articles.keys() & keys
    while level:
        yield level
        seen |= level
        going_on = [article for key in level if not ends_at(article := articles[key], source)]
        level = articles.keys() & {key for article in going_on for key in article.retells} - seen


def ends(
    keys: Iterable[str],
    source: str | None,
    articles: Mapping[str, Traceable],
    most: int = MOST_STEPS,
) -> Ends | None:
    """Return the articles where the trails from `keys` end, for a claim of that source.

    Return None if a trail leads to an unknown article: then the origins are unknown. Raise
    EntangledError after `most` steps.
    """
    origins: dict[str, None] = {}
    seen: set[str] = set()
    ahead = [*keys][::-1]
    while ahead:
        key = ahead.pop()
        if key in seen:
            continue
        seen.add(key)
        if key not in articles:
            return None
        article = articles[key]
        most -= 1 + len(article.retells)
        if most < 0:
            raise EntangledError
        if ends_at(article, source):
            origins[key] = None
        else:
            ahead += reversed(article.retells)
    return tuple(origins)


class Trails:
    """The trails of a set of articles, for any number of claims.

    The ends of each article are worked out once. They are worked out again for each source that
    published a retelling on the article's trails.
    """

    def __init__(self, articles: Mapping[str, Traceable]) -> None:
        self._articles = articles
        self._left = MOST_STEPS
        self._same: dict[Ends, Ends] = {}  # keeps one of several equal values
        self._ends: dict[str | None, dict[str, Ends | None]] = {None: {}}  # by source
        self._passing: dict[str, Collection[str]] = {}  # by source: articles that lead to it
        self._retold_by: dict[str, list[str]] = {}
        self._published: dict[str, list[str]] = {}  # by source: its retellings
        for key, article in articles.items():
            for original in article.retells:
                self._retold_by.setdefault(original, []).append(key)
            if article.retells and article.publisher is not None:
                self._published.setdefault(article.publisher, []).append(key)

    def ends(self, keys: Iterable[str], source: str | None) -> Ends | None:
        """Return the same as the function `ends`."""
        try:
            return self._joined([self._of(key, source) for key in dict.fromkeys(keys)])
        except _Circular:
            origins = ends(keys, source, self._articles, self._left)
            self._spend(len(self._articles))  # `ends` may have passed all of them
            return origins

    def _of(self, key: str, source: str | None) -> Ends | None:
        if source is not None and key not in self._leading_to(source):
            source = None  # then it makes no difference
        known = self._ends.setdefault(source, {})
        if key not in known:
            self._follow(key, source, known)
        return known[key]

    def _leading_to(self, source: str) -> Collection[str]:
        """Return the articles with a retelling of this source on their trails."""
        if source not in self._published:
            return ()
        if source not in self._passing:
            ahead = [*self._published[source]]
            passing = set(ahead)
            while ahead:
                above = self._retold_by.get(ahead.pop(), ())
                self._spend(len(above))
                ahead += [key for key in dict.fromkeys(above) if key not in passing]
                passing.update(above)
            self._passing[source] = passing
        return self._passing[source]

    def _follow(self, key: str, source: str | None, known: dict[str, Ends | None]) -> None:
        """Work out the ends of an article, and of each article that it leads to."""
        trail: dict[str, None] = {}
        ahead = [key]
        while ahead:
            here = ahead[-1]
            article = self._articles.get(here)
            if here in known:
                ahead.pop()
            elif article is None:
                known[here] = None
            elif ends_at(article, source):
                known[here] = self._joined([(here,)])
            elif here in trail:
                del trail[here]
                known[here] = self._joined([self._of(retold, source) for retold in article.retells])
            else:
                trail[here] = None
                wanted = [key for key in article.retells if self._is_open(key, source, known)]
                self._spend(len(article.retells))
                if not trail.keys().isdisjoint(wanted):
                    raise _Circular
                ahead += reversed(wanted)

    def _is_open(self, key: str, source: str | None, known: Mapping[str, Ends | None]) -> bool:
        """Whether an article must still be followed for this source. If not, its ends are known."""
        if source is not None and key not in self._leading_to(source):
            self._of(key, None)
            return False
        return key not in known

    def _joined(self, parts: Sequence[Ends | None]) -> Ends | None:
        """Return all these ends in their order, each once; None if some are unknown."""
        if None in parts:
            return None
        different = {id(part): part for part in parts if part is not None}
        if len(different) == 1:
            [only] = different.values()
            return self._same.setdefault(only, only) if len(only) == 1 else only
        joined = tuple(dict.fromkeys(key for part in different.values() for key in part))
        self._spend(sum(map(len, different.values())))
        return self._same.setdefault(joined, joined)

    def _spend(self, steps: int) -> None:
        self._left -= steps
        if self._left < 0:
            raise EntangledError


class _Circular(Exception):
    """Articles retell each other in a circle, so each of their trails waits for the others."""


_WHOLE = 10  # articles in the largest circle that a message names in full
_ENDS = 5  # articles that it names at each end of a larger one


class Circle(NamedTuple):
    """A circle of articles: each retells the next, and the last retells the first."""

    first: list[str]  # ids
    left_out: int  # how many articles stand between the first and the last ones
    last: list[str]
    nth: int  # item in `retells` of the first article that leads to the next

    @property
    def articles(self) -> int:
        """How many articles the circle has."""
        return len(self.first) + self.left_out + len(self.last)


def circles(retold: Mapping[str, Sequence[str]]) -> Iterator[Circle]:
    """Yield each circle that a depth-first walk along retellings closes.

    The walk passes each article and each retelling once, so its time is linear.
    """
    done: set[str] = set()
    for start in retold:
        if start in done:
            continue
        trail, places = [start], {start: 0}
        ahead = [enumerate(retold[start])]
        taken = [0]  # for each article on the trail, the number of the retelling that is followed
        while trail:
            taken[-1], after = next(ahead[-1], (-1, None))
            if after is None:
                done.add(trail[-1])
                del places[trail.pop()], ahead[-1], taken[-1]
            elif after in places:
                yield _circle(trail, places[after], taken)
            elif after not in done:
                places[after] = len(trail)
                trail.append(after)
                ahead.append(enumerate(retold.get(after, ())))
                taken.append(0)


def _circle(trail: Sequence[str], begin: int, taken: Sequence[int]) -> Circle:
    """Return the circle of the articles from `begin` to the end of the trail."""
    count, nth = len(trail) - begin, taken[begin]
    if count <= _WHOLE:
        return Circle([*trail[begin:]], 0, [], nth)
    return Circle([*trail[begin : begin + _ENDS]], count - 2 * _ENDS, [*trail[-_ENDS:]], nth)
