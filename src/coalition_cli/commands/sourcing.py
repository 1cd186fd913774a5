"""`coalition sourcing`: how well a body of claims is sourced."""

from collections.abc import Iterable
from typing import Any

from ..index import Answer, Index
from ..model import SECTIONS
from ..model.results import RESULTS
from ..query import Question
from .answering import (
    Asked,
    Drawing,
    chosen_fields,
    listed,
    narrowed,
    question_behind,
    settled,
    write,
)
from .filters import ClaimFilters
from .opening import opened_index
from .options import Output, Query, Selection
from .overwriting import keep_apart

_CLAIMS = SECTIONS["claims"]
_SOURCING = RESULTS["sourcing"]


def sourcing(filters: ClaimFilters, output: Output, query: Query = None) -> None:
    """Report how well claims are sourced.

    It counts claims with named and with unnamed speakers, with a quote (direct) and
    without (paraphrased), with one origin and with several. It counts them by source,
    by speaker and by topic. It says in how many articles they appear, and from how many
    origins. A claim of which this is not known is in neither count. The weakest claims
    have an unnamed speaker, one origin and no quote.

    \b
    coalition sourcing
    coalition sourcing --source politico
    coalition sourcing topic:nato --json | jq -r '.[0].weakest[]'
    """
    from ..answers.sourcing import sourcing as report

    fields = chosen_fields(_SOURCING, output)
    asked = Asked(query, output, Selection(), filters)
    keep_apart(output.output, output.data or [])
    with opened_index(output.data or []) as index:
        question = settled(index, question_behind(_CLAIMS, asked))
        answer = narrowed(_SOURCING, fields, [report(index, question)])
        write(answer, asked, listed(output) if output.fields else _drawn(index, question, output))


def _drawn(index: Index, question: Question, output: Output) -> Drawing:
    def drawing(answer: Answer, width: int) -> Iterable[Any]:
        from ..answers.sourcing import weakest
        from ..presenting import sourcing  # Rich takes a while to import
        from ..presenting.sourcing import SHOWN

        claims = index.rows(weakest(question)._replace(fields=_CLAIMS.fields, limit=SHOWN))
        return sourcing(answer, claims, width, output.chosen)

    return drawing
