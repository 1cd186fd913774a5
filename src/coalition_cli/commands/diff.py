"""`coalition diff`: what changed from one version of the data to another."""

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from ..answers.asking import chosen
from ..answers.differences import Comparison, Side
from ..index import Index
from ..model.answer import Answer
from ..model.problems import DataError, UsageError
from ..model.results import RESULTS
from ..project import corpus_of
from ..reading.files import STANDARD_INPUT
from .answering import Asked, Drawing, as_listing, give, wanted
from .opening import opened_index
from .options import Output, Selection
from .overwriting import keep_apart
from .packing import Without

Old = Annotated[
    str, typer.Argument(metavar="OLD", help="A claims file, a folder, or -.", show_default=False)
]
New = Annotated[
    str, typer.Argument(metavar="NEW", help="A newer version of it.", show_default=False)
]


def diff(
    old: Old,
    new: New,
    output: Annotated[Output, Without("data", "oneline")],
    selection: Annotated[Selection, Without("sort")],
) -> None:
    """Show what changed from OLD to NEW, field by field.

    Records are matched by id. Words are marked [-struck-] and {+added+}. It also shows
    what no line of a file states. A speaker becomes named or unnamed. A claim is better
    sourced if it has more origins, its first quote or a higher confidence, and worse
    sourced if it has less. If a value is unknown, it says neither.

    The order of records and of lists makes no difference. The exit code is 0, with
    differences and without. --count prints the number of rows, and -e exits with 1 if
    there are none.

    \b
    git show HEAD~1:data/claims.yaml | coalition diff - data/claims.yaml
    coalition diff monday/ tuesday/ --json | jq '.[] | select(.effect == "unnamed")'
    """
    if old == new == STANDARD_INPUT:
        raise UsageError("OLD and NEW cannot both be standard input; name a file for one of them")
    asked = Asked(None, output, selection)
    section = RESULTS["diff"]
    fields = chosen(section, wanted(asked, section))
    keep_apart(output.output, [corpus_of([old, new])])
    with _opened("OLD", old) as before, _opened("NEW", new) as after:
        comparison = Comparison(Side(before, old), Side(after, new))
        answer = comparison.answer().with_fields(fields)
        give(answer, asked, _drawing(comparison, output), "no differences")


def _opened(side: str, path: str) -> Index:
    """Open one of the two versions. An error says which."""
    try:
        return opened_index(corpus_of([path]))
    except DataError as error:
        raise DataError(error.problems, f"{side}, {path}") from error


def _drawing(comparison: Comparison, output: Output) -> Drawing:
    """Return the drawing of the rows. The summary also counts rows that are not shown."""

    def drawing(answer: Answer, width: int) -> Iterable[Any]:
        from ..presenting.differences import differences, summary  # Rich takes a while to import

        yield from (as_listing(output) if output.fields else differences)(answer, width)
        tally = comparison.tally()
        if tally.rows:
            yield from [""] if output.fields else []
            yield summary(tally.fates, tally.effects)

    return drawing
