"""A claims file as it is about to be changed: its text, its records, and where they stand in it."""

import re
from bisect import bisect_left
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from importlib import import_module
from itertools import chain

from ..model import SECTIONS
from ..model.problems import Problem
from ..model.record import Record
from ..reading import DataFile
from ..reading.kinds import FileKind
from ..reading.nodes import Spot
from ..reading.reader import kind_of, read
from ..reading.spans import (
    AliasSpan,
    Form,
    MappingSpan,
    ScalarSpan,
    SequenceSpan,
    Span,
    Style,
    parts,
    under,
    within,
)
from .edits import Edit, spliced
from .lined import Lined
from .respliced import Afresh, State, afresh, apart

_HEADER = SECTIONS["file"].name  # under which the first of JSON Lines has them
_COMMENT = re.compile(r"(?:(?<=\s)|(?<![^\n\r]))#[^\r\n]*")


class Source(Lined):
    """The text of a claims file, with its records and the places of all that it states.

    `text` has no byte-order mark; `content` has the bytes as they are. `problems` are those of
    reading. If one of them stops reading, the places are not known.
    """

    def __init__(self, file: DataFile, content: bytes) -> None:
        self.file, self.content = file, content
        # Read from memory: the file may change meanwhile.
        self.kept = DataFile(file.path, file.name, content=content)
        self.kept.found = file.found

    @property
    def records(self) -> list[Record]:
        """The records of the file."""
        return self._read[0]

    @property
    def problems(self) -> list[Problem]:
        """The problems that reading finds."""
        return self._read[1]

    def new_problems(self, before: "Source") -> list[Problem]:
        """Return the problems that an earlier state has not: lines may move, messages do not."""
        known = {(problem.code, problem.message) for problem in before.problems}
        return [each for each in self.problems if (each.code, each.message) not in known]

    @cached_property
    def _read(self) -> tuple[list[Record], list[Problem]]:
        """The records and the problems. Where only the places are asked for, nothing is read."""
        records: list[Record] = []
        problems: list[Problem] = []
        for item in read(self.kept):
            if isinstance(item, Problem):
                problems.append(item)
            else:
                records.append(_light(item))
        self.file.foreign = self.kept.foreign
        return records, problems

    def respliced(self, edits: Iterable[Edit]) -> "Source":
        """Return the file with edits made. Raise OverlapError if one begins within another."""
        edits = list(edits)
        new = self._spliced(edits)
        known: Source | None = self if self._is_known() else None
        for some in apart(self.root, edits) if known else ():
            known = known and known._read_in_part(some)
        return known if known and known.content == new.content else new

    def _spliced(self, edits: Iterable[Edit]) -> "Source":
        bom = BOM_UTF8 if self.content.startswith(BOM_UTF8) else b""
        return Source(self.file, bom + spliced(self.text, edits).encode())

    def _is_known(self) -> bool:
        """Whether all that takes long is known already of a file of YAML."""
        known = self.__dict__.keys() >= {"_read", "root"} and not self.file.foreign
        return known and bool(self.kind.comment)

    def _read_in_part(self, edits: Sequence[Edit]) -> "Source | None":
        """Return the file with edits made in one section, if reading only these lines will do."""
        if not isinstance(self.root, MappingSpan):
            return None
        new, state = self._spliced(edits), State(self, self.records, self.problems, self.root)
        if (found := afresh(state, edits, new, self.file)) is None:
            return None
        new._read, new.root = (found.records, found.problems), found.root
        if "comments" in self.__dict__:
            new.comments = self._comments_again(found, new)
        return new

    @cached_property
    def text(self) -> str:  # type: ignore[override]
        """The text of the file."""
        return self.content.removeprefix(BOM_UTF8).decode()

    @cached_property
    def kind(self) -> FileKind:
        """The format of the file."""
        with self.kept.open() as stream:
            return kind_of(self.kept, stream)

    @cached_property
    def root(self) -> Span | None:
        """The tree of the text; None if it states nothing."""
        module, _, name = self.kind.tree.partition(":")
        build = getattr(import_module(f"..reading.{module}", __package__), name)
        tree: Span | None = build(self.text)
        return None if isinstance(tree, ScalarSpan) else tree

    @cached_property
    def _meant(self) -> dict[int, Span]:
        """What each alias stands for, by its place: the last anchor of that name before it."""
        anchors: dict[str, Span] = {}
        found: dict[int, Span] = {}
        for span in within(self.root) if self.root else ():
            if isinstance(span, AliasSpan):
                found[span.start] = anchors[span.name]
            elif span.anchor is not None:
                anchors[span.anchor] = span
        return found

    @property
    def has_aliases(self) -> bool:
        """Whether a value is written as an alias of another one."""
        return bool(self._meant)

    def where(self, place: int) -> str:
        """Return how a message names a place: `file:line`."""
        return f"{self.file.name}:{self.line_of(place)}"

    def in_brackets(self, place: int) -> bool:
        """Whether a place lies within a list or a mapping in brackets."""
        around = self.root
        while around is not None and getattr(around, "form", None) is not Form.FLOW:
            around = next((p for p in parts(around) if p.start <= place < p.end), None)
        return around is not None and around.start <= place < around.end

    @cached_property
    def comments(self) -> list[tuple[int, int]]:
        """Where the comments begin and end, in the order of the file; none in JSON."""
        if not self.kind.comment or "#" not in self.text:
            return []
        return self._comments_in(self.root and [self.root], 0, len(self.text))

    def _comments_in(
        self, spans: Sequence[Span] | None, start: int, stop: int
    ) -> list[tuple[int, int]]:
        """Return where the comments are between two places, which have these spans."""
        texts = self._texts(spans or ())
        begin, end = next(texts)
        found: list[tuple[int, int]] = []
        place = start
        while match := _COMMENT.search(self.text, place, stop):
            while end <= match.start():
                begin, end = next(texts)
            if begin <= match.start():  # it is no comment, but text
                place = end
            else:
                found.append(match.span())
                place = match.end()
        return found

    def _comments_again(self, found: Afresh, new: "Source") -> list[tuple[int, int]]:
        """Return the comments of the file after a change of some lines."""
        above, below = (bisect_left(self.comments, (each,)) for each in (found.start, found.end))
        grown = len(new.text) - len(self.text)
        anew = new._comments_in(found.items, found.start, found.end + grown)
        moved = ((start + grown, end + grown) for start, end in self.comments[below:])
        return [*self.comments[:above], *anew, *moved]

    def _texts(self, spans: Iterable[Span]) -> Iterator[tuple[int, int]]:
        """Yield where scalars begin and end; the header of one in a block may have a comment."""
        for span in chain.from_iterable(map(within, spans)):
            if isinstance(span, ScalarSpan):
                in_block = span.style in (Style.FOLDED, Style.LITERAL)
                yield self.line_end(span.start) if in_block else span.start, span.end
        yield len(self.text), len(self.text) + 1

    def commented(self, start: int, end: int) -> bool:
        """Whether there is a comment between two places."""
        number = bisect_left(self.comments, (start,))
        return number < len(self.comments) and self.comments[number][0] < end

    def comment_after(self, place: int) -> int:
        """Return where the first comment behind a place begins."""
        return self.comments[bisect_left(self.comments, (place,))][0]

    def key_start(self, key: Span) -> int:
        """Return where a key begins, with the question mark that may stand before it."""
        place = self.blanks_before(key.outset)
        if self.text[place - 1 : place] != "?":
            return key.outset
        return place - 1 if self.text[place - 2 : place - 1] in ("", *"\n\r \t[{,-") else key.outset

    def meant(self, span: Span) -> Span:
        """Return what an alias stands for, or the span itself."""
        return self._meant[span.start] if isinstance(span, AliasSpan) else span

    def is_shared(self, span: Span) -> bool:
        """Whether an alias stands for a span."""
        return any(span is meant for meant in self._meant.values())

    def section(self, name: str) -> SequenceSpan | None:
        """Return the list of a section; None if the file has none, or an empty one."""
        if self.file.foreign:
            return None
        if isinstance(self.root, SequenceSpan) and self.root.form is Form.LINES:
            items = [span for section, span in self.lines if section == name]
            return self.root._replace(items=items) if items else None
        if isinstance(self.root, SequenceSpan):
            return self.root if name == "claims" else None
        found = self.root.pair(name) if isinstance(self.root, MappingSpan) else None
        value = found and self.meant(found[1])
        return value if isinstance(value, SequenceSpan) else None

    @cached_property
    def lines(self) -> list[tuple[str, Span]]:
        """The records of JSON Lines, each with its section; none of any other file."""
        if not (isinstance(self.root, SequenceSpan) and self.root.form is Form.LINES):
            return []
        named = ((under(item), item) for item in self.root.items)
        return [found or ("claims", item) for found, item in named]

    @property
    def has_sections(self) -> bool:
        """Whether the first of its JSON Lines stands under the name of its section."""
        root = self.root
        return bool(self.lines and isinstance(root, SequenceSpan) and under(root.items[0]))

    @property
    def header(self) -> MappingSpan | None:
        """What holds the keys that the file itself states; None if nothing does."""
        if isinstance(self.root, MappingSpan):
            return self.root
        name, span = self.lines[0] if self.lines else ("", None)
        return span if name == _HEADER and isinstance(span, MappingSpan) else None

    def placed(self, name: str) -> Iterator[tuple[Record, MappingSpan]]:
        """Yield each record of a section, with its place."""
        listed = self.section(name)
        spans = [self.meant(item) for item in listed.items] if listed else []
        records = (record for record in self.records if record.section.name == name)
        for record, span in zip(records, spans, strict=True):
            assert isinstance(span, MappingSpan)  # noqa: S101 - reading found no error
            yield record, span

    def between(self, listed: SequenceSpan | MappingSpan) -> str:
        """Return what stands between two items in brackets: a comma, and blanks or a new line."""
        found = _parts(listed)
        if len(found) > 1:
            (_, end), (start, _) = found[:2]
            if not self.commented(end, start) and self.text[end:start].strip() == ",":
                return self.text[end:start]
        first = found[0][0]
        if self.begins_line(first):
            return f",{self.newline}{self.before(first)}"
        return ", " if self.kind.comment or '": ' in self.text else ","


def _light(record: Record) -> Record:
    """Return a record without the places of its values: they take most of its memory."""
    begin = record.start.start_mark
    record.start = Spot(begin.line, begin.column)
    record.places.clear()
    for inner in record.nested():
        _light(inner)
    return record


def _parts(listed: SequenceSpan | MappingSpan) -> list[tuple[int, int]]:
    """Return where each item, or each pair of a key and its value, begins and ends."""
    if isinstance(listed, SequenceSpan):
        return [(item.outset, item.end) for item in listed.items]
    return [(key.outset, value.end) for key, value in listed.pairs]
