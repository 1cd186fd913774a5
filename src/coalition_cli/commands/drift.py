"""`coalition drift`: how far each retelling has moved from the origin of its claim."""

from collections.abc import Iterable, Sequence
from typing import Any

from ..index import Answer
from ..model import SECTIONS
from ..query import check_fields, parse_sort
from ..results import RESULTS
from .answering import (
    Asked,
    Drawing,
    question_of,
    screenful,
    settled,
    tell_of_more,
    write,
    write_count,
)
from .opening import opened_index
from .options import Output, Query, Selection, comma_separated

_DRIFT = RESULTS["drift"]
_LEGEND = "[-struck-] {+added+} since the origin. Who said it weighs half of drift."


def drift(output: Output, selection: Selection, query: Query = None) -> None:
    """Show what became of claims on their way: words and attribution.

    Each appearance in an article that retells another is held against the claim's
    origin, the article where its trail of retellings ends; of several origins, the
    one with the nearest words. Most changed first.

    Drift, 0 to 100, is half of what the words lack to 100 in similarity, 10 more
    where they stand in quotation marks and differ, and 50 more where another
    speaker is credited. What has no words, there or at the origin, or is in
    another language, is not scored and comes last; but another speaker counts
    without words too.

    \b
    coalition drift claim:new-reality
    coalition drift article:liga red
    coalition drift --json | jq -r '.[] | select(.speaker != .credited) | .claim'
    """
    fields = check_fields(_DRIFT, comma_separated(output.fields)) or _DRIFT.fields
    sorts = tuple(parse_sort(_DRIFT, name) for name in comma_separated(selection.sort))
    asked = Asked(query, output, selection)
    alone = asked._replace(output=Output(), selection=Selection())
    question = question_of(SECTIONS["appearances"], alone)
    with opened_index(output.data or []) as index:
        from ..drifting import drifts, ordered  # the help needs none of it

        found = drifts(index, settled(index, question))
        if selection.count_only:
            write_count(sum(1 for _ in found), asked)
            return
        rows = ordered(found, sorts)
        limit = screenful(asked)
        places = [_DRIFT.fields.index(field) for field in fields]
        cells = (tuple(row[place] for place in places) for row in rows[:limit])
        legend = [] if output.fields or not rows else [_LEGEND]
        write(Answer(_DRIFT, fields, cells), asked, _drawn(output, legend))
        if limit != selection.number:
            tell_of_more(len(rows))


def _drawn(output: Output, legend: Sequence[str]) -> Drawing:
    def drawing(answer: Answer, width: int) -> Iterable[Any]:
        from ..presenting import listing  # Rich takes a while to import

        return listing(answer, width, output.chosen, legend, chosen=bool(output.fields))

    return drawing
