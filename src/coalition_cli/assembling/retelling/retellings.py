"""Which articles retell which: proposed, with the reasons for a person to judge."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...importing.gathering.store import Comment
from ..article import Article, Saying
from ..known import NOTHING, Known
from .traces import Kind, Trace, Traces, without_circles


class Proposal(NamedTuple):
    """What the record of an article is to state, and comments on its fields."""

    values: Mapping[str, object]
    comments: tuple[Comment, ...] = ()


def retellings(
    articles: Sequence[Article], sayings: Sequence[Saying], traces: Traces, known: Known = NOTHING
) -> list[Proposal]:
    """Return what each article retells, by what it tells itself, or shares with an original.

    What shares a saying with a known original retells it. Never do articles retell each other in a
    circle. Of articles that are known already nothing new is said.
    """
    first = len(known.articles)
    shared = _shared(sayings, known)
    found = [*traces.found, *_cleared(traces, shared)]
    told = {trace.article for trace in found}
    for number in range(first, len(articles)):
        if number not in told and number not in traces.originals:
            found += _matching(articles, number, traces.originals, shared)
    by_article: dict[int, list[Trace]] = {}
    for trace in without_circles(found):
        by_article.setdefault(trace.article, []).append(trace)
    return [_proposal(articles, by_article.get(number, [])) for number in range(len(articles))]


def _cleared(traces: Traces, shared: Mapping[tuple[int, int], int]) -> Iterator[Trace]:
    """Yield signs of an outlet, for the one of its articles that shares the most sayings."""
    by_outlet: dict[tuple[int, str], list[Trace]] = {}
    for trace in traces.unclear:
        if shared.get((trace.article, trace.of)):
            by_outlet.setdefault(traces.outlet(trace), []).append(trace)
    for found in by_outlet.values():
        yield max(found, key=lambda trace: shared[trace.article, trace.of])


def _shared(sayings: Sequence[Saying], known: Known) -> dict[tuple[int, int], int]:
    """Return how many sayings a new article shares with another."""
    counts: dict[tuple[int, int], int] = {}
    for saying in sayings:
        new = having = {part.article for part in saying.parts}
        if claim := known.claim(saying.parts[0]):
            new, having = having - {0}, having | known.having(claim)
        for one in new:
            for other in having:
                if one != other:
                    counts[one, other] = counts.get((one, other), 0) + 1
    return counts


def _matching(
    articles: Sequence[Article],
    number: int,
    originals: Collection[int],
    shared: Mapping[tuple[int, int], int],
) -> list[Trace]:
    """Return what says that an article retells the original with which it shares the most."""
    counts = {each: shared.get((number, each), 0) for each in sorted(originals)}
    most = max(counts, key=lambda each: counts[each], default=None)
    if most is None or not counts[most]:
        return []
    sayings = "a saying" if counts[most] == 1 else f"{counts[most]} sayings"
    return [Trace(number, most, Kind.SITE, f"shares {sayings} with {articles[most].id}")]


def _proposal(articles: Sequence[Article], traces: Sequence[Trace]) -> Proposal:
    if not traces:
        return Proposal({})
    told = [articles[trace.of].id for trace in traces]
    comments = tuple(("retells", trace.reason) for trace in traces)
    return Proposal({"retells": told}, comments)
