"""Which key of a file or of a record comes before which: the order of the field table."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ..model import FILE_SECTIONS, SECTIONS, Section, Type
from ..reading.spans import AliasSpan, MappingSpan, ScalarSpan, SequenceSpan, Span, within
from .source import Source


def _order(section: Section) -> Mapping[str, int]:
    names = [field.name for field in section.fields]
    if section.name == "file":
        names += FILE_SECTIONS
    return {name: number for number, name in enumerate(names)}


# The place of each key of a section's records, from 0. Keys that only our own output has are there.
_ORDERS = MappingProxyType({name: _order(section) for name, section in SECTIONS.items()})


def root_section(root: Span) -> Section:
    """Return the section of what a whole file states: of the file, or of claims in a list."""
    return SECTIONS["claims" if isinstance(root, SequenceSpan) else "file"]


def section_within(section: Section | None, key: str) -> Section | None:
    """Return the section of the records that a key of a record holds; None if it holds none."""
    if section is None:
        return None
    if section.name == "file" and key in FILE_SECTIONS:
        return SECTIONS[key]
    field = section.by_name.get(key)
    return SECTIONS[field.of] if field and field.type is Type.RECORD else None


def in_order(source: Source, mapping: MappingSpan, section: Section | None) -> Sequence[int]:
    """Return the numbers of a mapping's pairs in the order of the section.

    A pair that shares an anchor with a pair before it stays behind that pair.
    """
    numbers = range(len(mapping.pairs))
    if section is None:
        return numbers
    order = _ORDERS[section.name]
    ranks = [order.get(name_of(source, key), len(order)) for key, _ in mapping.pairs]
    if ranks == sorted(ranks):
        return numbers
    bound = _bound(mapping) if source.has_aliases else {}
    found: list[int] = []
    waiting = sorted(numbers, key=lambda number: (ranks[number], number))
    while waiting:
        free = (number for number in waiting if bound.get(number, set()) <= {*found})
        found.append(next(free))
        waiting.remove(found[-1])
    return found


def name_of(source: Source, key: Span) -> str:
    """Return the text of a key; nothing if it is a list or a mapping."""
    meant = source.meant(key)
    return meant.value if isinstance(meant, ScalarSpan) else ""


def _bound(mapping: MappingSpan) -> dict[int, set[int]]:
    """Return for each pair those before it that have to stay before it."""
    held: list[tuple[set[str], set[str]]] = []
    for pair in mapping.pairs:
        spans = [span for part in pair for span in within(part)]
        anchors = {span.anchor for span in spans if not isinstance(span, AliasSpan) and span.anchor}
        held.append((anchors, {span.name for span in spans if isinstance(span, AliasSpan)}))
    return {
        later: {
            earlier
            for earlier, (anchors, aliases) in enumerate(held[:later])
            if anchors & (held[later][0] | held[later][1]) or aliases & held[later][0]
        }
        for later in range(len(held))
    }
