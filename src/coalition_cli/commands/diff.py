"""`coalition diff`: what became of the records from one version of the data to another."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from typing import Annotated, Any

import typer

from ..answers.differences import Change, Side, Tally, changes
from ..index import Answer, Row
from ..model import Field
from ..model.problems import DataError, UsageError
from ..model.results import RESULTS
from ..reading.files import STANDARD_INPUT
from ..words.unnamed import marked
from .answering import (
    Asked,
    Drawing,
    chosen_fields,
    listed,
    screenful,
    tell_of_more,
    write,
    write_count,
)
from .opening import opened_index
from .options import Output, Selection
from .overwriting import keep_apart
from .packing import Without

Old = Annotated[
    str, typer.Argument(metavar="OLD", help="A claims file, a folder, or -.", show_default=False)
]
New = Annotated[str, typer.Argument(metavar="NEW", help="The same, later.", show_default=False)]

_DIFF = RESULTS["diff"]


def diff(
    old: Old,
    new: New,
    output: Annotated[Output, Without("data")],
    selection: Annotated[Selection, Without("sort")],
) -> None:
    """Show what changed from OLD to NEW, field by field.

    Records are matched by id. Words are marked [-struck-] and {+added+}. What follows
    is told too, though no line of a file states it: a speaker becomes named or unnamed;
    a claim is better sourced with more origins, with a quote where it had none, with a
    higher confidence; and worse sourced with less. Where a value is not known, nothing
    is said of it.

    Where a record stands in its file makes no difference, nor the order of a list.
    Exit with 0 either way; --count prints the number of rows, and -e exits with 1
    where there are none.

    \b
    git show HEAD~1:data/claims.yaml | coalition diff - data/claims.yaml
    coalition diff monday/ tuesday/ --json | jq '.[] | select(.effect == "unnamed")'
    """
    if old == new == STANDARD_INPUT:
        raise UsageError("OLD and NEW cannot both be standard input; name a file for one of them")
    asked = Asked(None, output, selection)
    fields = chosen_fields(_DIFF, output)
    keep_apart(output.output, [old, new])
    with ExitStack() as stack:
        tally = Tally()
        sides = _opened(stack, "OLD", old), _opened(stack, "NEW", new)
        found = tally.counted(changes(*sides))
        if selection.count_only:
            deque(found, maxlen=0)
            write_count(tally.rows, asked)
            return
        limit = screenful(asked)
        rows = _chosen(islice(found, limit), fields)
        answer = Answer(_DIFF, fields, lambda *_: rows, lambda: tally.rows)
        write(answer, asked, _drawing(output, found, tally), "no differences")
        if limit != selection.number:
            deque(found, maxlen=0)  # a reader who left the pager early has not seen them all
            tell_of_more(tally.rows)


def _opened(stack: ExitStack, side: str, path: str) -> Side:
    """Return one of the two; an error says which."""
    try:
        return Side(stack.enter_context(opened_index([path])), path)
    except DataError as error:
        raise DataError(error.problems, f"{side}, {path}") from error


def _chosen(found: Iterable[Change], fields: Sequence[Field]) -> Iterator[Row]:
    """Yield the fields of each row; without `anonymous`, who is unnamed has the word for it."""
    names = [field.name for field in fields]
    for change in found:
        if "anonymous" not in names:
            change = change._replace(speaker_name=marked(change.speaker_name, change.anonymous))
        yield tuple(getattr(change, name) for name in names)


def _drawing(output: Output, found: Iterator[Change], tally: Tally) -> Drawing:
    """Return what draws the rows; the summary counts those too that are not shown."""

    def drawing(answer: Answer, width: int) -> Iterable[Any]:
        from ..presenting.differences import differences, summary  # Rich takes a while to import

        draw = listed(output) if output.fields else differences
        yield from draw(answer, width)
        deque(found, maxlen=0)
        if tally.rows:
            yield from [""] if output.fields else []
            yield summary(tally.fates, tally.effects)

    return drawing
