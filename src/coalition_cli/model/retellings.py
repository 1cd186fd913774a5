"""Where the trails of retellings end: the rule by which origins are found and counted.

Circles of retellings: of as many articles as there may be, told in a few.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from .problems import CoalitionError

MOST_STEPS = 20_000_000  # along retellings, and ends that are written down

Ends = tuple[str, ...]


class Retelling(Protocol):
    """What of an article decides where a trail goes on."""

    @property
    def publisher(self) -> str | None:
        """The source that published it."""

    @property
    def retells(self) -> Sequence[str]:
        """The articles that it is derived from; none of an original."""


class EntangledError(CoalitionError):
    """There are so many ways along retellings that following them would take too long."""

    exit_code = 3
    what = f"the trails of retellings have more than {MOST_STEPS:,} steps"
    remedy = "name in 'retells' only the articles that an article is itself derived from"

    def __init__(self) -> None:
        super().__init__(f"{self.what}\n{self.remedy}")


def ends_at(article: Retelling, source: str | None) -> bool:
    """Whether a trail ends at an article, for a claim of that source.

    It does where the article retells nothing, or where the source itself published it.
    """
    return not article.retells or (source is not None and article.publisher == source)


def passed(
    keys: Iterable[str], source: str | None, articles: Mapping[str, Retelling]
) -> Iterator[set[str]]:
    """Yield the articles that trails pass up to their ends, for a claim of that source.

    First those of the keys, then what these retell, and so on; each once. Articles that are not
    known are left out.
    """
    seen: set[str] = set()
    level = articles.keys() & keys
    while level:
        yield level
        seen |= level
        going_on = [there for key in level if not ends_at(there := articles[key], source)]
        level = articles.keys() & {key for there in going_on for key in there.retells} - seen


def ends(
    keys: Iterable[str],
    source: str | None,
    articles: Mapping[str, Retelling],
    most: int = MOST_STEPS,
) -> Ends | None:
    """Return the articles at which the trails of these end, for a claim of that source.

    None where a trail leaves the articles that are known: then the origins are not known. Raise
    EntangledError after so many steps.
    """
    found: dict[str, None] = {}
    seen: set[str] = set()
    ahead = [*keys][::-1]
    while ahead:
        key = ahead.pop()
        if key in seen:
            continue
        seen.add(key)
        if key not in articles:
            return None
        there = articles[key]
        most -= 1 + len(there.retells)
        if most < 0:
            raise EntangledError
        if ends_at(there, source):
            found[key] = None
        else:
            ahead += reversed(there.retells)
    return tuple(found)


class Trails:
    """The trails of articles that are all known, for any number of claims.

    Where the trails of an article end is worked out once, and once more for each source that has
    published a retelling which they pass.
    """

    def __init__(self, articles: Mapping[str, Retelling]) -> None:
        self._articles = articles
        self._left = MOST_STEPS
        self._same: dict[Ends, Ends] = {}  # so that what is equal is there once
        self._ends: dict[str | None, dict[str, Ends | None]] = {None: {}}  # by source
        self._passing: dict[str, Collection[str]] = {}  # by source, the articles that lead to it
        self._retold_by: dict[str, list[str]] = {}
        self._published: dict[str, list[str]] = {}  # by source, its retellings
        for key, article in articles.items():
            for original in article.retells:
                self._retold_by.setdefault(original, []).append(key)
            if article.retells and article.publisher is not None:
                self._published.setdefault(article.publisher, []).append(key)

    def ends(self, keys: Iterable[str], source: str | None) -> Ends | None:
        """Return what the function of that name does."""
        try:
            return self._joined([self._of(key, source) for key in dict.fromkeys(keys)])
        except _Circular:
            found = ends(keys, source, self._articles, self._left)
            self._spend(len(self._articles))  # as it may have passed them all
            return found

    def _of(self, key: str, source: str | None) -> Ends | None:
        if source is not None and key not in self._leading_to(source):
            source = None  # it makes no difference
        known = self._ends.setdefault(source, {})
        if key not in known:
            self._follow(key, source, known)
        return known[key]

    def _leading_to(self, source: str) -> Collection[str]:
        """Return the articles whose trails pass a retelling that the source published."""
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
        """Work out the ends of an article, and of all that it leads to and that are not known."""
        trail: dict[str, None] = {}
        ahead = [key]
        while ahead:
            here = ahead[-1]
            there = self._articles.get(here)
            if here in known:
                ahead.pop()
            elif there is None:
                known[here] = None
            elif ends_at(there, source):
                known[here] = self._joined([(here,)])
            elif here in trail:
                del trail[here]
                known[here] = self._joined([self._of(one, source) for one in there.retells])
            else:
                trail[here] = None
                wanted = [one for one in there.retells if self._is_open(one, source, known)]
                self._spend(len(there.retells))
                if not trail.keys().isdisjoint(wanted):
                    raise _Circular
                ahead += reversed(wanted)

    def _is_open(self, key: str, source: str | None, known: Mapping[str, Ends | None]) -> bool:
        """Whether an article is to be followed for this source, and has not been."""
        if source is not None and key not in self._leading_to(source):
            self._of(key, None)
            return False
        return key not in known

    def _joined(self, parts: Sequence[Ends | None]) -> Ends | None:
        """Return the ends of several, each once, in their order."""
        if None in parts:
            return None
        apart = {id(part): part for part in parts if part is not None}
        if len(apart) == 1:
            [only] = apart.values()
            return self._same.setdefault(only, only) if len(only) == 1 else only
        found = tuple(dict.fromkeys(key for part in apart.values() for key in part))
        self._spend(sum(map(len, apart.values())))
        return self._same.setdefault(found, found)

    def _spend(self, steps: int) -> None:
        self._left -= steps
        if self._left < 0:
            raise EntangledError


class _Circular(Exception):
    """Articles retell each other in a circle, so that none of their trails ends first."""


_WHOLE = 10  # articles of a circle that is told whole
_ENDS = 5  # articles at either end of one that is not


class Circle(NamedTuple):
    """Articles of which each retells the next, and the last the first.

    `nth` says which of the first article's retellings leads around.
    """

    first: list[str]
    left_out: int
    last: list[str]
    nth: int

    @property
    def articles(self) -> int:
        """How many there are."""
        return len(self.first) + self.left_out + len(self.last)


def circles(retold: Mapping[str, Sequence[str]]) -> Iterator[Circle]:
    """Yield each circle that a depth-first walk along retellings closes.

    It takes as long as there are articles and retellings: each is passed once.
    """
    done: set[str] = set()
    for start in retold:
        if start in done:
            continue
        trail, places = [start], {start: 0}
        ahead = [enumerate(retold[start])]
        taken = [0]  # which retelling of each article on the trail is followed
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
    """Return the circle of the articles on a trail from `begin` on."""
    count, nth = len(trail) - begin, taken[begin]
    if count <= _WHOLE:
        return Circle([*trail[begin:]], 0, [], nth)
    return Circle([*trail[begin : begin + _ENDS]], count - 2 * _ENDS, [*trail[-_ENDS:]], nth)
