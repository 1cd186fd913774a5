"""The reports on claims: `coalition stats`, `coalition drift`, `coalition sourcing`."""

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from ..answers.asking import behind, chosen, order, settled
from ..index import Index
from ..model import SECTIONS
from ..model.answer import Answer
from ..model.problems import UsageError
from ..model.results import RESULTS
from ..query import Question
from .answering import Asked, Drawing, drawn, give, opened, wanted
from .completion import complete_groups
from .filters import ClaimFilters
from .opening import note
from .options import Output, Query, Selection, comma_separated

By = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        metavar="FIELD",
        help="Count by this field; twice for two.",
        show_default=False,
        autocompletion=complete_groups,
    ),
]

_LEGEND = "[-struck-] {+added+} since the origin. Who said it weighs half of drift."


def stats(
    filters: ClaimFilters, output: Output, selection: Selection, by: By = None, query: Query = None
) -> None:
    """Count claims, by one or two fields.

    A claim with several topics or articles counts once for each of them; confidence
    is counted by its word.

    \b
    coalition stats
    coalition stats --by source --by confidence
    coalition stats nuclear --by topic --json
    """
    from ..answers.counts import counted_by, counted_section, counts

    asked = Asked(query, output, selection, filters)
    want, counted = wanted(asked), counted_by(comma_separated(by))
    section = counted_section(counted)
    fields, sorts = chosen(section, want), order(section, want)
    if sorts and not counted:
        raise UsageError("--sort needs --by: the counts are of several fields")
    question = behind(SECTIONS["claims"], want)._replace(sorts=sorts)
    with opened(output) as index:
        question = settled(index, question, note)
        answer = counts(index, question, counted).with_fields(fields)
        give(answer, asked, _bars(index, question) if fields == section.fields else None)


def _bars(index: Index, question: Question) -> Drawing:
    def drawing(answer: Answer, width: int) -> Iterable[Any]:
        from ..presenting import tally  # Rich takes a while to import

        return tally(answer, index.count(question), width)

    return drawing


def drift(output: Output, selection: Selection, query: Query = None) -> None:
    """Show what became of claims on their way: words and attribution.

    Each appearance in an article that retells another is held against the claim's
    origin, the article where its trail of retellings ends; of several origins, the
    one with the nearest words. Most changed first.

    Drift, 0 to 100, is half of what the words lack to 100 in similarity, 10 more
    where they stand in quotation marks and differ, and 50 more where another
    speaker is credited: that counts where no words are recorded, too. What is in
    another language is not scored, and comes last.

    \b
    coalition drift claim:new-reality
    coalition drift article:liga red
    coalition drift --json | jq -r '.[] | select(.speaker != .credited) | .claim'
    """
    from ..answers.drift import drift as drift_of

    asked = Asked(query, output, selection)
    want, section = wanted(asked), RESULTS["drift"]
    fields, sorts = chosen(section, want), order(section, want)
    question = behind(SECTIONS["appearances"], want)._replace(sorts=sorts)
    with opened(output) as index:
        answer = drift_of(index, settled(index, question, note))
        legend = [] if output.fields or not answer.count() else [_LEGEND]
        give(answer.with_fields(fields), asked, drawn(output, legend))


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
    from ..answers.sourcing import sourcing as report

    asked = Asked(query, output, filters=filters)
    fields = chosen(RESULTS["sourcing"], wanted(asked))
    question = behind(SECTIONS["claims"], wanted(asked))
    with opened(output) as index:
        question = settled(index, question, note)
        answer = report(index, question).with_fields(fields)
        give(answer, asked, None if output.fields else _with_weakest(index, question, output))


def _with_weakest(index: Index, question: Question, output: Output) -> Drawing:
    def drawing(answer: Answer, width: int) -> Iterable[Any]:
        from ..answers.sourcing import weakest
        from ..presenting import sourcing  # Rich takes a while to import

        return sourcing(answer, index.rows(weakest(question)), width, output.chosen)

    return drawing
