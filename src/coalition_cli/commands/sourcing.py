"""`coalition sourcing`: how well a body of claims is sourced."""

from collections.abc import Iterable
from typing import Any

from ..index import Answer, Index
from ..model import SECTIONS
from ..query import Question, check_fields
from ..results import RESULTS
from .answering import Asked, Drawing, question_of, settled, write
from .filters import ClaimFilters
from .opening import opened_index
from .options import Output, Query, Selection, comma_separated

_CLAIMS = SECTIONS["claims"]
_SOURCING = RESULTS["sourcing"]


def sourcing(filters: ClaimFilters, output: Output, query: Query = None) -> None:
    """Report how well claims are sourced.

    How many are of named and of unnamed speakers, direct and paraphrased, of one
    origin and of several; by source, speaker and topic; in how many articles they
    appear, and to how many origins these go back. What is not known counts in
    neither of two. The weakest have one unnamed voice, one origin and no quote.

    \b
    coalition sourcing
    coalition sourcing --source politico
    coalition sourcing topic:nato --json | jq -r '.[0].weakest[]'
    """
    from ..sourcing import sourcing as report

    fields = check_fields(_SOURCING, comma_separated(output.fields)) or _SOURCING.fields
    asked = Asked(query, output, Selection(), filters)
    question = question_of(_CLAIMS, asked._replace(output=Output()))
    with opened_index(output.data or []) as index:
        question = settled(index, question)
        values = dict(zip(_SOURCING.fields, report(index, question), strict=True))
        row = tuple(values[field] for field in fields)
        write(Answer(_SOURCING, fields, iter([row])), asked, _drawn(index, question, output))


def _drawn(index: Index, question: Question, output: Output) -> Drawing:
    def drawing(answer: Answer, width: int) -> Iterable[Any]:
        from ..presenting import listing, sourcing  # Rich takes a while to import
        from ..presenting.sourcing import SHOWN
        from ..sourcing import weakest

        if output.fields:
            return listing(answer, width, output.chosen, chosen=True)
        fields = _CLAIMS.fields
        claims = index.rows(weakest(question)._replace(fields=fields, limit=SHOWN))
        return sourcing(answer, claims, width, output.chosen)

    return drawing
