"""`coalition drift`: how far each retelling has moved from the origin of its claim."""

from ..model import SECTIONS
from ..model.results import RESULTS
from ..query import parse_sort
from .answering import (
    Asked,
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
from .opening import opened_index
from .options import Output, Query, Selection, comma_separated
from .overwriting import keep_apart

_DRIFT = RESULTS["drift"]
_LEGEND = "[-struck-] {+added+} since the origin. Who said it weighs half of drift."


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
    fields = chosen_fields(_DRIFT, output)
    sorts = [parse_sort(_DRIFT, name) for name in comma_separated(selection.sort)]
    asked = Asked(query, output, selection)
    question = question_behind(SECTIONS["appearances"], asked)
    keep_apart(output.output, output.data or [])
    with opened_index(output.data or []) as index:
        from ..answers.drift import drifts, ordered  # the help needs none of it

        found = drifts(index, settled(index, question))
        if selection.count_only:
            write_count(sum(1 for _ in found), asked)
            return
        rows = ordered(found, sorts)
        limit = screenful(asked)
        legend = [] if output.fields or not rows else [_LEGEND]
        write(narrowed(_DRIFT, fields, rows[:limit]), asked, listed(output, legend))
        if limit != selection.number:
            tell_of_more(len(rows))
