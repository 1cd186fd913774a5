"""What a person lets stand although `check` finds it: a comment above the field says so.

# coalition: ignore[untraced-source] its article is not at hand
source: reuters
"""

import re
from collections.abc import Sequence, Set

from ..drafting.places import Holder, place_of
from ..model.record import label
from ..rewriting.edition import Edition
from ..rewriting.edits import Edit
from ..rewriting.source import Source
from .changing import Change, without
from .standing import Standing, codes_in

ACCEPTED, NOT_AT_HAND = "accepted in review", "not at hand"  # why something may stand
_BY_REVIEW = re.compile(rf"\] (?:{ACCEPTED}|.* is {NOT_AT_HAND})$")


def excusing(shown: Standing, path: str, codes: Sequence[str], why: str) -> Change:
    """Return the change after which `check` ignores some codes at a field, for a reason.

    Where the path is empty, that is at the record itself. Where no comment has a line of its own,
    in JSON and in brackets, nothing changes, and it is told that `check` goes on to find it.
    """
    comment = f"# coalition: ignore[{', '.join(codes)}] {why}"

    def change(edition: Edition) -> Sequence[str]:
        source = edition.source(shown.source.file)
        place = _place(source, shown, path)
        lead = source.before(place)
        if not source.kind.comment or lead.strip(" -"):
            return [f"no comment can stand there: 'check' goes on to say so ({', '.join(codes)})"]
        indent = " " * (len(lead) - len(lead.lstrip(" ")))
        start = source.line_start(place)
        edition.splice(source, [Edit(start, start, f"{indent}{comment}{source.newline}")], ())
        return ()

    return change


def needless(shown: Standing, found: Set[str]) -> Change | None:
    """Return the change after which no comment of a review ignores what is not found any more."""
    stale = [each for each in shown.excuses if _BY_REVIEW.search(each.text)]
    gone = [each for each in stale if found.isdisjoint(codes_in(each))]
    if not gone:
        return None

    def change(edition: Edition) -> Sequence[str]:
        source = edition.source(shown.source.file)
        edition.splice(source, [without(source, each) for each in gone], ())
        return ()

    return change


def _place(source: Source, shown: Standing, path: str) -> int:
    """Return where a field of a record begins, or its first one."""
    section, key = shown.named
    span = next(span for record, span in source.placed(section) if record.key == key)
    start = span.pairs[0][0].start
    if not path:
        return start
    holder = Holder(shown.record.section, span, label(shown.record.section, key, ""))
    found = place_of(source, holder, path)
    within = found.holder.span
    pair = within.pair(found.field.name) if within else None
    return pair[0].start if pair else start
