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
_LEGEND = "[-struck-] {+added+} since the origin. Half of drift is about who said it."


def drift(output: Output, selection: Selection, query: Query = None) -> None:
    """Show how claims changed from article to article: words and speaker.

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
