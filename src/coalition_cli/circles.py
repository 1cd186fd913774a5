"""Circles of retellings: of as many articles as there may be, told in a few."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

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
