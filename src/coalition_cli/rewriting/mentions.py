"""Where a file names a record, and the edits that give it another id there."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model import FILE_SECTIONS, SECTIONS, Field, Section, Type
from ..reading.nodes import NULLS
from ..reading.spans import AliasSpan, MappingSpan, ScalarSpan, SequenceSpan, Span, Style, within
from .changes import Part
from .edits import Edit
from .fields import with_scalar
from .scalars import Writing, scalar
from .source import Source


class Mention(NamedTuple):
    """A place where a file states the id of a record, or refers to it."""

    part: Part
    span: ScalarSpan | AliasSpan
    declares: bool

    def __str__(self) -> str:
        """Return how a message names it: 'retells' in article 'liga'."""
        section, key, path = self.part
        names = [name for name in path if not name.isdecimal()]
        record = f"{SECTIONS[section].singular} '{key}'" if key else "the claims file"
        return f"'{names[-1]}' in {record}"


def mentions(source: Source, section: Section, key: str) -> Iterator[Mention]:
    """Yield where a file states an id of a section, or refers to it.

    Only ids count: a speaker who goes by a name there is not mentioned.
    """
    asked = _Asked(source, section, key)
    for name in FILE_SECTIONS:
        for record, span in source.placed(name):
            yield from asked.of_record(SECTIONS[name], span, Part(name, record.key))
    if source.header is not None:
        yield from asked.of_record(SECTIONS["file"], source.header, Part("file", None))


def renamed(source: Source, found: Sequence[Mention], new: str) -> list[Edit]:
    """Return the edits that write another id in all these places, and nowhere else.

    An alias follows its anchor where both are mentions. If only one of the two is, the alias is
    written out.
    """
    spans = {mention.span.outset: mention.span for mention in found}  # a shared list comes twice
    edits: list[Edit] = []
    for span in spans.values():
        if isinstance(span, ScalarSpan):
            edits.append(with_scalar(source, span, new))
        elif source.meant(span).outset not in spans:
            edits.append(_written_out(source, span, new))
    for alias in within(source.root) if source.root else ():
        if isinstance(alias, AliasSpan) and alias.outset not in spans:
            meant = source.meant(alias)
            if isinstance(meant, ScalarSpan) and meant.outset in spans:
                edits.append(_written_out(source, alias, meant.value))
    return edits


def _written_out(source: Source, alias: AliasSpan, text: str) -> Edit:
    flow = source.in_brackets(alias.start)
    return Edit(alias.start, alias.end, scalar(text, Writing(source.kind, flow=flow)))


class _Asked:
    """Looks for the mentions of an id in records."""

    def __init__(self, source: Source, section: Section, key: str) -> None:
        self._source, self._section, self._key = source, section, key

    def of_record(self, section: Section, span: MappingSpan, at: Part) -> Iterator[Mention]:
        """Yield the mentions in a record, and in those within it."""
        for field in section.fields:
            pair = span.pair(field.name)
            if pair is not None and (field.type is Type.RECORD or self._names(section, field)):
                inner = at._replace(path=(*at.path, field.name))
                yield from self._of_value(field, pair[1], inner)

    def _names(self, section: Section, field: Field) -> bool:
        """Whether the values of a field are ids of the section."""
        if field.type is Type.REFERENCE:
            return field.of == self._section.name
        return section is self._section and field.name == section.key

    def _of_value(self, field: Field, value: Span, at: Part) -> Iterator[Mention]:
        meant = self._source.meant(value)
        if isinstance(meant, SequenceSpan):
            for number, item in enumerate(meant.items):
                path = (*at.path, str(number)) if field.type is Type.RECORD else at.path
                yield from self._of_value(field, item, at._replace(path=path))
        elif isinstance(meant, MappingSpan):
            if field.type is Type.RECORD:
                yield from self.of_record(SECTIONS[field.of], meant, at)
        elif self._is_key(meant):
            assert isinstance(value, ScalarSpan | AliasSpan)  # noqa: S101 - it means a scalar
            yield Mention(at, value, declares=field.type is not Type.REFERENCE)

    def _is_key(self, span: Span) -> bool:
        if not isinstance(span, ScalarSpan) or span.value.strip() != self._key:
            return False
        return not (span.style is Style.PLAIN and span.value in NULLS)
