"""The reports on claims: `coalition stats`, `timeline`, `drift` and `sourcing`."""

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from ..answers.asking import chosen, order, resolved, underlying
from ..index import Index
from ..model import SECTIONS
from ..model.answer import Answer
from ..model.results import RESULTS
from ..query import Question
from .answering import (
    Asked,
    Drawing,
    as_listing,
    as_notes,
    give,
    give_notes,
    opened,
    opened_for,
    wanted,
)
from .completion.parameters import GROUPS, PERIODS_OF_TIME
from .opening import note
from .options.filters import ClaimFilters
from .options.listed import comma_separated
from .options.packing import Without
from .options.shared import Output, Query, Selection

By = Annotated[
    list[str] | None,
    typer.Option(
        "--by",
        metavar="FIELD",
        help="Count by this field, or by date:month or date:year. May be given twice.",
        show_default=False,
        click_type=GROUPS,
    ),
]

Period = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="PERIOD",
        help="Count by day, month or year. The default is what fits.",
        show_default=False,
        click_type=PERIODS_OF_TIME,
    ),
]

_LEGEND = "[-struck-] {+added+} since the origin. Half of drift is about who said it."


def stats(
    filters: ClaimFilters,
    selection: Selection,
    output: Annotated[Output, Without("oneline")],
    by: By = None,
    query: Query = None,
) -> None:
    """Count claims, by one or two fields.

    A claim with several topics or articles is counted for each of them. Confidence is
    counted as none, low, medium or high.

    An option that repeats means any of its values; all options must match.

    \b
    coalition stats
    coalition stats --by source --by confidence
    coalition stats nuclear --by topic --json
    coalition stats --by date:month
    """
    from ..answers.counts import counted_by, counted_order, counted_section, counts

    asked = Asked(query, output, selection, filters)
    counted = counted_by(comma_separated(by))
    section = counted_section(counted)
    want = wanted(asked, section)
    fields, sorts = chosen(section, want), counted_order(counted, want)
    question = underlying(SECTIONS["claims"], want)._replace(sorts=sorts)
    with opened_for(output, question) as (index, question):
        answer = counts(index, question, counted).with_fields(fields)
        if fields != section.fields:
            give(answer, asked)
            return
        if not (output.fields or selection.count_only) and output.chosen.for_people:
            from ..answers.called import with_names  # programs have the ids

            answer = with_names(index, answer)
        give(answer, asked, _bars(index, question))


def _bars(index: Index, question: Question) -> Drawing:
    def drawing(answer: Answer, width: int) -> Iterable[Any]:
        from ..presenting.counts import tally  # Rich takes a while to import

        return tally(answer, index.count(question), width)

    return drawing


def timeline(
    selection: Selection,
    output: Annotated[Output, Without("oneline")],
    by: Period = None,
    query: Query = None,
) -> None:
    """Show what was said, published and done when.

    It counts claims, articles and facts by day, month or year, as fits the time from the
    first date to the last. A date that says less, such as 2026 among months, has a line
    of its own. What has no date comes last.

    The query is asked of each kind, as in its list. If articles or facts lack a field of
    the query, such as a speaker, those count that belong to the claims that it finds.

    \b
    coalition timeline
    coalition timeline greenland --by month
    coalition timeline topic:nato date:2026.. --json
    """
    from ..answers.timeline import asked_of, parse_period, questions
    from ..answers.timeline import timeline as timeline_of

    asked = Asked(query, output, selection)
    section, period = RESULTS["timeline"], parse_period(by)
    want = wanted(asked, section)
    fields, sorts = chosen(section, want), order(section, want)
    unresolved = questions(want.words)
    with opened(output) as index:
        answer = timeline_of(index, asked_of(index, unresolved, note), period, sorts)
        give(
            answer.with_fields(fields),
            asked,
            None if output.fields else _by_period,
            "nothing matches",
        )


def _by_period(answer: Answer, width: int) -> Iterable[Any]:
    from ..presenting.timeline import timeline as drawn  # Rich takes a while to import

    return drawn(answer, width)


def drift(selection: Selection, output: Output, query: Query = None) -> None:
    """Show how words and speakers changed from article to article.

    An article may retell another one. Its words are compared with those of the origin,
    the article where the retellings began. If a claim has several origins, the one with
    the most similar words counts. The most changed come first.

    Drift goes from 0 to 100. Half of it is how much the words differ. A changed quotation
    adds 10. Another speaker adds 50, also if no words are recorded. Words in another
    language have no score and come last.

    \b
    coalition drift claim:new-reality
    coalition drift article:liga red
    coalition drift --json | jq -r '.[] | select(.speaker != .credited) | .claim'
    """
    from ..answers.drift import drift as drift_of

    asked = Asked(query, output, selection)
    section = RESULTS["drift"]
    want = wanted(asked, section)
    fields, sorts = chosen(section, want), order(section, want)
    question = underlying(SECTIONS["appearances"], want)._replace(sorts=sorts)
    with opened(output) as index:
        answer = drift_of(index, resolved(index, question, note))
        if as_notes(asked):
            from ..answers.cited import cited
            from ..formats.drift import drift_notes

            give_notes(answer, asked, lambda rows: drift_notes(rows, cited(index, rows)))
            return
        legend = [] if output.fields or not answer.count() else [_LEGEND]
        give(answer.with_fields(fields), asked, as_listing(output, legend))


def sourcing(
    filters: ClaimFilters, output: Annotated[Output, Without("oneline")], query: Query = None
) -> None:
    """Report how well claims are sourced.

    It counts claims with named and with unnamed speakers, with a quote (direct) and
    without (paraphrased), with one origin and with several. It counts them by source,
    by speaker and by topic. It says in how many articles they appear, and from how many
    origins. A claim is in neither count if this is not known. The weakest claims have an
    unnamed speaker, one origin and no quote.

    An option that repeats means any of its values; all options must match.

    \b
    coalition sourcing
    coalition sourcing --source politico
    coalition sourcing topic:nato --json | jq -r '.[0].weakest[]'
    """
    from ..answers.sourcing import sourcing as report

    asked = Asked(query, output, filters=filters)
    section = RESULTS["sourcing"]
    want = wanted(asked, section)
    fields = chosen(section, want)
    question = underlying(SECTIONS["claims"], want)
    with opened_for(output, question) as (index, question):
        if as_notes(asked):
            from ..answers.sourcing import weakest
            from ..formats.sourcing import sourcing_notes

            weak = index.rows(weakest(question)).dicts()
            give_notes(report(index, question), asked, lambda rows: sourcing_notes(rows[0], weak))
            return
        answer = report(index, question).with_fields(fields)
        give(answer, asked, None if output.fields else _with_weakest(index, question, output))


def _with_weakest(index: Index, question: Question, output: Output) -> Drawing:
    def drawing(answer: Answer, width: int) -> Iterable[Any]:
        from ..answers.sourcing import weakest
        from ..presenting.sourcing import sourcing  # Rich takes a while to import

        return sourcing(answer, index.rows(weakest(question)), width, output.chosen.name)

    return drawing
