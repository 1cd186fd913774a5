"""Anchors in a part of a text that goes: what stands for them elsewhere keeps its value."""

from ..reading.spans import AliasSpan, ScalarSpan, SequenceSpan, Span, within
from .edits import Edit
from .refusals import BY_HAND, RefusedError
from .scalars import Writing, scalar
from .source import Source


def freed(source: Source, start: int, end: int) -> list[Edit]:
    """Return the edits after which no alias elsewhere stands for an anchor within the part.

    The anchor moves to the first of its aliases, with its value. Raise RefusedError if that is a
    record, or a list of them.
    """
    if "&" not in source.text[start:end]:
        return []
    edits: dict[int, Edit] = {}  # by the place of the anchor
    for alias in within(source.root) if source.root else ():
        if not isinstance(alias, AliasSpan) or start <= alias.start < end:
            continue
        meant = source.meant(alias)
        if not start <= meant.outset < end or meant.outset in edits:
            continue
        text = _written(source, meant, Writing(source.kind, flow=source.in_brackets(alias.start)))
        if text is None:
            raise RefusedError(
                f"{source.where(start)}: the anchor '&{alias.name}' is within what would be "
                f"replaced\nwrite its value in place of each '*{alias.name}', or {BY_HAND}"
            )
        edits[meant.outset] = Edit(alias.start, alias.end, f"&{alias.name} {text}")
    return list(edits.values())


def _written(source: Source, span: Span, writing: Writing) -> str | None:
    """Return the text of a scalar, or of a list of them in brackets; None of anything else."""
    if isinstance(span, ScalarSpan):
        return scalar(span.value, writing)
    if not isinstance(span, SequenceSpan):
        return None
    items = [source.meant(item) for item in span.items]
    values = [item.value for item in items if isinstance(item, ScalarSpan)]
    if len(values) < len(items):
        return None
    return f"[{', '.join(scalar(value, writing._replace(flow=True)) for value in values)}]"
