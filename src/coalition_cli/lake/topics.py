"""The topics of a lake and of a new part together: a topic is shown as most claims spell it."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from ..index import Index
from ..query.tables import Statement
from ..words import any_case


class _Spelling(NamedTuple):
    """How often a topic is spelled so, and where first: a claim's position, a place in its list."""

    used: int
    first: tuple[int, int]


class Topic(NamedTuple):
    """A topic as it is shown, with all its spellings."""

    topic: str
    spellings: list[str]


def together(lake: Index, part: Index) -> list[Topic]:
    """Return the topics of both in the order in which claims first have them."""
    used: dict[str, _Spelling] = {}
    for index in (lake, part):  # the lake's claims come first
        for spelling, times, first in _spellings(index):
            known = used.get(spelling, _Spelling(0, first))
            used[spelling] = _Spelling(known.used + times, known.first)
    groups: dict[str, list[str]] = defaultdict(list)
    for spelling in used:
        groups[any_case(spelling)].append(spelling)
    shown = [
        (
            min(used[each].first for each in spellings),
            Topic(min(spellings, key=lambda each: (-used[each].used, used[each].first)), spellings),
        )
        for spellings in groups.values()
    ]
    return [topic for _, topic in sorted(shown, key=lambda pair: pair[0])]


def _spellings(index: Index) -> Iterator[tuple[str, int, tuple[int, int]]]:
    sql = (
        "SELECT named.topic, used.times, used.first, MIN(named.nth) FROM"
        " (SELECT topic, COUNT(*) AS times, MIN(owner) AS first FROM claim_topics GROUP BY topic)"
        " AS used JOIN claim_topics AS named"
        " ON named.topic = used.topic AND named.owner = used.first"
        " GROUP BY named.topic, used.times, used.first"
    )
    for topic, times, first, nth in index.table(Statement(sql, ())):
        yield str(topic), int(str(times)), (int(str(first)), int(str(nth)))


def counts(index: Index) -> dict[str, int]:
    """Return how many claims have each topic, by the form that its spellings share."""
    rows = index.table(Statement("SELECT topic, claims FROM topics", ()))
    return {any_case(str(topic)): int(str(claims)) for topic, claims in rows}
