"""Mends what has one safe remedy: misspelt keys and words, and how ids are composed.

References and names are never guessed: nobody but the author knows whom they mean.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from unicodedata import is_normalized

from ..checking.findings import CUT_SHORT
from ..model import FILE_SECTIONS, SECTIONS, Field, Section, Type
from ..reading import DataFile
from ..reading.kinds import JSON
from ..reading.spans import MappingSpan, ScalarSpan, SequenceSpan, Span, Style
from .changes import Part, WholeSection
from .edition import Edition
from .edits import Edit
from .fields import with_scalar
from .remedies import composed, is_taken, key_meant, text_meant
from .scalars import Writing, scalar
from .source import Source

# The codes of what a key or a value has that may be mended.
_MENDED = frozenset({"unknown-key", "unknown-value", "wrong-type", "out-of-range", "bad-date"})
_BLANKS = re.compile(r"""(["'])(\s+[^\s"']+\s*|[^\s"']+\s+)\1""")  # a word with blanks around it
_ROUNDS = 5  # a key that is mended may show more to mend below it
_BARE = re.compile(r"true|false|-?\d+")  # what JSON has without quotes
_IN_TEXT = (Style.FOLDED, Style.LITERAL)


Ids = Mapping[str, set[str]]  # by section


class Mend(NamedTuple):
    """One thing that is mended: its edit, and which part of the data it changes."""

    edit: Edit
    part: Part | WholeSection


def mend(edition: Edition) -> int:
    """Mend all files of an edition, and return how many things were mended.

    Files that cannot be read to their end are left alone, since where their values stand is not
    known; and so are those of other tools.
    """
    files = [
        file
        for file in edition.files
        if not any(problem.code in CUT_SHORT for problem in edition.source(file).problems)
        and not file.foreign
    ]
    count = sum(_mended(edition, file) for file in files)
    ids = _ids(edition, files)  # all of them, before the first one changes
    return count + sum(_once(edition, file, ids) for file in files)


def _mended(edition: Edition, file: DataFile) -> int:
    """Mend keys and values of a file, until there are no more to mend. Return how many."""
    count = 0
    for _ in range(_ROUNDS):
        if not (mended := _once(edition, file, None)):
            break
        count += mended
    return count


def _once(edition: Edition, file: DataFile, ids: Ids | None) -> int:
    """Mend what a _Mender finds in a file, and return how many things that is."""
    source = edition.source(file)
    if not _may_need(source, ids):
        return 0
    if mends := list(_Mender(source, ids).mends()):
        edition.splice(source, [each.edit for each in mends], [each.part for each in mends])
    return len(mends)


def _may_need(source: Source, ids: Ids | None) -> bool:
    """Whether there may be something to mend. To find out where takes long in a large file."""
    if ids is None:
        return any(problem.code in _MENDED for problem in source.problems)
    return not is_normalized("NFC", source.text) or _BLANKS.search(source.text) is not None


def _ids(edition: Edition, files: Sequence[DataFile]) -> Ids:
    """Return the ids of each section of the data."""
    found: dict[str, set[str]] = {name: set() for name in SECTIONS}
    for file in files:
        for record in edition.source(file).records:
            if record.key is not None:
                found[record.section.name].add(record.key)
    return found


class _Mender:
    """Looks for what can be mended in a file: with all ids of the data, how these are composed."""

    def __init__(self, source: Source, ids: Ids | None) -> None:
        self._source, self._ids = source, ids

    def mends(self) -> Iterator[Mend]:
        """Yield what can be mended, in the order of the file."""
        root = self._source.root
        if self._source.lines:
            for name, span in self._source.lines:
                if name in FILE_SECTIONS:
                    yield from self._records(SECTIONS[name], [span])
            if self._source.header is not None:
                yield from self._of_record(
                    SECTIONS["file"], self._source.header, Part("file", None)
                )
        elif isinstance(root, SequenceSpan):
            yield from self._records(SECTIONS["claims"], root.items)
        elif isinstance(root, MappingSpan):
            yield from self._of_record(SECTIONS["file"], root, Part("file", None))
            for key, value in root.pairs:
                name = key.value if isinstance(key, ScalarSpan) else ""
                if name in FILE_SECTIONS and isinstance(value, SequenceSpan):
                    yield from self._records(SECTIONS[name], value.items)

    def _records(self, section: Section, items: Iterable[Span]) -> Iterator[Mend]:
        for item in items:
            if isinstance(item, MappingSpan):
                pair = item.pair(section.key)
                key = pair[1].value.strip() if pair and isinstance(pair[1], ScalarSpan) else None
                yield from self._of_record(section, item, Part(section.name, key))

    def _of_record(self, section: Section, span: MappingSpan, at: Part) -> Iterator[Mend]:
        """Yield what can be mended in a record."""
        names = {key.value for key, _ in span.pairs if isinstance(key, ScalarSpan)}
        for key, value in span.pairs:
            if not isinstance(key, ScalarSpan):
                continue
            field = section.by_name.get(key.value)
            if field is not None and not field.derived:
                yield from self._of_field(field, value, at._replace(path=(*at.path, field.name)))
            elif (meant := key_meant(key.value, section)) and meant not in names:
                names.add(meant)
                yield self._renamed(key, meant, at)

    def _renamed(self, key: ScalarSpan, meant: str, at: Part) -> Mend:
        """Return the mend of a misspelt key."""
        changed: Part | WholeSection = Part(at.section, at.key, (*at.path, meant))
        if at.section == "file" and meant in FILE_SECTIONS:
            changed = WholeSection(meant)
        return Mend(with_scalar(self._source, key, meant), changed)

    def _of_field(self, field: Field, value: Span, at: Part) -> Iterator[Mend]:
        """Yield what can be mended in the value of a field."""
        if field.type is Type.RECORD:
            records = value.items if isinstance(value, SequenceSpan) else [value]
            for number, record in enumerate(records):
                if isinstance(record, MappingSpan):
                    inner = (*at.path, str(number)) if field.many else at.path
                    yield from self._of_record(SECTIONS[field.of], record, at._replace(path=inner))
        elif isinstance(value, SequenceSpan) and field.many:
            for item in value.items:
                if isinstance(item, ScalarSpan):
                    yield from self._of_scalar(field, item, at)
        elif isinstance(value, ScalarSpan) and value.value.strip():
            if field.many and self._ids is None:
                yield from self._listed(field, value, at)
            else:
                yield from self._of_scalar(field, value, at)

    def _of_scalar(self, field: Field, span: ScalarSpan, at: Part) -> Iterator[Mend]:
        if self._is_tagged(span):
            return
        if self._ids is not None:
            text = composed(field, span.value)
            if text != span.value and self._is_free(field, at, span.value.strip(), text):
                yield Mend(with_scalar(self._source, span, text), at)
            return
        meant = text_meant(field, span.value, plain=span.style is Style.PLAIN)
        if meant is not None:
            yield Mend(self._plain(span, meant), at)

    def _listed(self, field: Field, span: ScalarSpan, at: Part) -> Iterator[Mend]:
        """Put a single value of a list in brackets, if it can be only one."""
        text = span.value.strip()
        plain = span.style is Style.PLAIN
        if "," not in text and not self._is_tagged(span) and is_taken(field, text, plain=plain):
            writing = Writing(self._source.kind, span.style, flow=True)
            if span.style in _IN_TEXT:
                writing = writing._replace(style=Style.DOUBLE)
            yield Mend(Edit(span.start, span.end, f"[{scalar(text, writing)}]"), at)

    def _plain(self, span: ScalarSpan, text: str) -> Edit:
        """Return the edit that writes a number, a truth value or a word without quotes."""
        is_word = self._source.kind is JSON and not _BARE.fullmatch(text)
        return Edit(span.start, span.end, f'"{text}"' if is_word else text)

    def _is_tagged(self, span: ScalarSpan) -> bool:
        return "!" in self._source.text[span.outset : span.start]

    def _is_free(self, field: Field, at: Part, old: str, new: str) -> bool:
        """Whether an id may be composed: it does not become the id of another record.

        A reference changes only if it is to a record of the data; else it is a name.
        """
        assert self._ids is not None  # noqa: S101 - or nothing is composed
        ids = self._ids[field.of if field.type is Type.REFERENCE else at.section]
        return old == new or (old in ids and new not in ids)
