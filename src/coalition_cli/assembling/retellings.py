"""Which articles retell which: proposed, with the reasons for a person to judge."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from ..importing.gathering.store import Comment
from .article import Article, Saying
from .known import NOTHING, Known
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
    shared = _shared(sayings, known)
    first = len(known.articles)
    found = [t for t in traces.found if t.kind > Kind.SITE or shared.get((t.article, t.of))]
    told = {trace.article for trace in found}
    for number in range(first, len(articles)):
        if number not in told and number not in traces.originals:
            found += _matching(articles, number, traces.originals, shared)
    by_article: dict[int, list[Trace]] = {}
    for trace in without_circles(found):
        by_article.setdefault(trace.article, []).append(trace)
    return [_proposal(articles, by_article.get(number, [])) for number in range(len(articles))]


def _shared(sayings: Sequence[Saying], known: Known) -> dict[tuple[int, int], int]:
    """Return how many sayings two articles share."""
    counts: dict[tuple[int, int], int] = {}
    for saying in sayings:
        having = {part.article for part in saying.parts}
        if claim := known.claim(saying.parts[0]):
            having |= known.having(claim)
        for one in having:
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
