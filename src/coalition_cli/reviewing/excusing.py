"""What a person lets stand although `check` finds it: a comment above the field says so.

# coalition: ignore[untraced-source] its article is not at hand
source: reuters
"""

from collections.abc import Sequence

from ..drafting.places import Holder, place_of
from ..model.record import label
from ..rewriting.edition import Edition
from ..rewriting.edits import Edit
from ..rewriting.source import Source
from .changing import Change
from .standing import Standing


def can_excuse(shown: Standing) -> bool:
    """Whether the file of a record has a place for a comment: JSON has none."""
    return bool(shown.source.kind.comment)


def excusing(shown: Standing, path: str, codes: Sequence[str], why: str) -> Change:
    """Return the change after which `check` ignores some codes at a field, for a reason.

    Where the path is empty, that is at the record itself. What stands in brackets has no line of
    its own for a comment: it stays as it is, and `check` goes on to find it.
    """
    comment = f"# coalition: ignore[{', '.join(codes)}] {why}"

    def change(edition: Edition) -> Sequence[str]:
        source = edition.source(shown.source.file)
        place = _place(source, shown, path)
        lead = source.before(place)
        if can_excuse(shown) and not lead.strip(" -"):
            indent = " " * (len(lead) - len(lead.lstrip(" ")))
            start = source.line_start(place)
            edition.splice(source, [Edit(start, start, f"{indent}{comment}{source.newline}")], ())
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
