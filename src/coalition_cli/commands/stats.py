"""`coalition stats`: counts of claims, by one or two fields."""

from collections.abc import Iterable
from itertools import chain, islice
from typing import Annotated, Any

import typer

from ..index import Answer, Index, Row
from ..model import SECTIONS, Field, Section
from ..model.problems import UsageError
from ..model.results import RESULTS
from ..query import Question, parse_sort, query_field
from .answering import (
    Asked,
    Drawing,
    chosen_fields,
    listed,
    narrowed,
    question_behind,
    screenful,
    settled,
    tell_of_more,
    write,
    write_count,
)
from .completion import complete_groups
from .filters import ClaimFilters
from .opening import opened_index
from .options import Output, Query, Selection, comma_separated
from .overwriting import keep_apart

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

_CLAIMS = SECTIONS["claims"]
_MOST = 2  # fields to count by
# What claims are counted by where nobody says.
_USUAL = ("confidence", "anonymous", "source", "speaker", "kind", "topic")
_COUNTS = RESULTS["stats"]


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
    fields = _group_fields(by)
    section = _section(fields)
    shown = chosen_fields(section, output)
    sorts = tuple(parse_sort(section, name) for name in comma_separated(selection.sort))
    if sorts and not fields:
        raise UsageError("--sort needs --by: the counts are of several fields")
    asked = Asked(query, output, selection, filters)
    question = question_behind(_CLAIMS, asked)
    keep_apart(output.output, output.data or [])
    with opened_index(output.data or []) as index:
        question = settled(index, question)._replace(sorts=sorts)
        if selection.count_only:
            write_count(_how_many(index, question, fields), asked)
            return
        limit = screenful(asked)
        counts = _counts(index, question._replace(limit=limit), fields)
        drawing = _bars(index.count(question)) if shown == section.fields else listed(output)
        write(narrowed(section, shown, list(counts)), asked, drawing)
        if limit != selection.number:
            tell_of_more(_how_many(index, question, fields))


def _section(fields: tuple[Field, ...]) -> Section:
    """Return what the rows of counts are: by these fields, or by each of the usual ones."""
    if not fields:
        return _COUNTS
    by = tuple(field._replace(name=field.query_name, many=False) for field in fields)
    return Section(_COUNTS.name, _COUNTS.singular, (*by, _COUNTS.field("claims")))


def _bars(total: int) -> Drawing:
    def drawing(answer: Answer, width: int) -> Iterable[Any]:
        from ..presenting import tally  # Rich takes a while to import

        return tally(answer, total, width)

    return drawing


def _group_fields(by: list[str] | None) -> tuple[Field, ...]:
    fields = tuple(dict.fromkeys(query_field(_CLAIMS, name) for name in comma_separated(by)))
    if len(fields) > _MOST:
        raise UsageError(f"--by takes {_MOST} fields at most, not {len(fields)}")
    return fields


def _counts(index: Index, question: Question, fields: tuple[Field, ...]) -> Iterable[Row]:
    if fields:
        return index.groups(question, fields)
    return islice(_usual(index, question._replace(limit=None)), question.limit)


def _how_many(index: Index, question: Question, fields: tuple[Field, ...]) -> int:
    return sum(1 for _ in _counts(index, question, fields))


def _usual(index: Index, question: Question) -> Iterable[Row]:
    """Return the counts by each of the usual fields: the field, a value, how many."""
    groups = (
        ((name, *row) for row in index.groups(question, (query_field(_CLAIMS, name),)))
        for name in _USUAL
    )
    return chain.from_iterable(groups)
