"""Anchors in a part of a text that goes: what stands for them elsewhere keeps its value."""

from ..reading.spans import AliasSpan, ScalarSpan, within
from .edits import Edit
from .refusals import BY_HAND, RefusedError
from .scalars import Writing, scalar
from .source import Source


def freed(source: Source, start: int, end: int) -> list[Edit]:
    """Return the edits after which no alias elsewhere stands for an anchor within the part.

    The anchor moves to the first of its aliases. Raise RefusedError if it is no scalar that moves.
    """
    edits: dict[int, Edit] = {}  # by the place of the anchor
    for alias in within(source.root) if source.root else ():
        if not isinstance(alias, AliasSpan) or start <= alias.start < end:
            continue
        meant = source.meant(alias)
        if not start <= meant.outset < end or meant.outset in edits:
            continue
        if not isinstance(meant, ScalarSpan):
            line = source.line_of(start)
            raise RefusedError(
                f"{source.file.name}:{line}: the anchor '&{alias.name}' is within what would be "
                f"replaced\nwrite its value in place of each '*{alias.name}', or {BY_HAND}"
            )
        text = scalar(meant.value, Writing(source.kind, flow=source.in_brackets(alias.start)))
        edits[meant.outset] = Edit(alias.start, alias.end, f"&{alias.name} {text}")
    return list(edits.values())
