"""Entries → records and problems, by the field table."""

from collections.abc import Iterator, Set

from ..model import FILE_SECTIONS, SECTIONS, VERSION, Field, Section, Type
from ..model.problems import Problem
from ..model.record import Placed, Record, place
from .defects import (
    Defect,
    missing_key,
    nameless,
    not_a_file,
    not_a_list,
    not_a_word,
    quote_and_wording,
    repeated_key,
    unknown_key,
    unknown_version,
    wrong_type,
)
from .nodes import (
    NULLS,
    Entries,
    Entry,
    MappingNode,
    Node,
    SequenceNode,
    Spot,
    is_absent,
    is_scalar,
    written,
)
from .values import READERS, plain_value, scalar_value
from .withholding import may_be_unnamed, withhold


def records(
    entries: Entries, file: str, *, by_hand: bool, ends: bool = True
) -> Iterator[Record | Problem]:
    """Yield the records of a file's pieces, with the problems of each behind it.

    The keys that the file itself states come last, as one record of section "file". `ends` says
    whether the pieces go on to the end of the file. Keys that our own output adds are problems
    in a file that was written by hand. Elsewhere, and in a mere list of claims, they are ignored:
    output can be input.
    """
    reader = _Reader(file, by_hand)
    header = MappingNode([], Spot(0, 0))
    seen: set[str] = set()
    for entry in entries:
        if isinstance(entry, Record):
            reader.extract = entry.extract
            yield entry
        elif isinstance(entry, Problem):
            yield entry
        elif entry.key is None or (is_scalar(entry.key) and written(entry.key) in FILE_SECTIONS):
            name = "claims" if entry.key is None else written(entry.key)
            reader.extract = entry.key is None
            if entry.item:
                yield from reader.top(SECTIONS[name], entry.node)
            else:
                yield from reader.whole(entry, name, seen)
        else:
            header.pairs.append((entry.key, entry.node))
    if ends:
        yield from reader.top(SECTIONS["file"], header)


class _Reader:
    """Reads the records of one file."""

    def __init__(self, file: str, by_hand: bool) -> None:
        self.file = file
        self.by_hand = by_hand
        self.extract = False  # whether the file is nothing but a list of claims
        self.problems: list[Problem] = []

    def whole(self, entry: Entry, name: str, seen: set[str]) -> Iterator[Record | Problem]:
        """Yield what a section states at once; a problem if that is no list, or not the first."""
        if entry.key is None:
            self.add(not_a_file(entry.node), entry.node)
        elif name in seen:
            self.add(repeated_key(name), entry.key)
        elif isinstance(entry.node, SequenceNode):
            for node in entry.node.items:
                yield from self.top(SECTIONS[name], node)
        elif not (is_scalar(entry.node) and is_absent(entry.node)):
            field = Field(name, Type.RECORD, "", many=True)
            self.add(not_a_list(field, entry.node), entry.node)
        seen.add(name)
        yield from self.take_problems()

    def top(self, section: Section, node: Node) -> Iterator[Record | Problem]:
        """Yield a record and the problems found in it."""
        if isinstance(node, MappingNode):
            yield self.record(section, node)
        else:
            field = Field(section.name, Type.RECORD, "", many=True)
            self.add(wrong_type(field, node), node)
        if self.problems:
            yield from self.take_problems()

    def take_problems(self) -> Iterator[Problem]:
        """Yield the problems so far, and forget them."""
        yield from self.problems
        self.problems.clear()

    def add(self, defect: Defect, node: Node, record: Record | None = None) -> None:
        """Note a defect at a node, naming the record that it is in."""
        message = defect.message(record.label if record else "the claims file")
        where = place(_placed(node, record))
        self.problems.append(Problem(defect.code, message, defect.remedy, self.file, *where))

    def record(self, section: Section, node: MappingNode, of: str = "") -> Record:
        """Read the keys of a mapping; `of` is the label of the record that it stands in."""
        record = Record(section, self.file, node, _key(section, node), of, extract=self.extract)
        before = len(self.problems)
        odd = self.fill(record, node)
        if odd:  # before those of values: the place may be the same
            of_values = self.problems[before:]
            del self.problems[before:]
            for key, defect in odd:
                self.add(defect, key, record)
                if defect.meant:  # it is misspelt, and not missing
                    record.places.setdefault(defect.meant, _placed(key, record))
            self.problems += of_values
        self.rules(record, node, {defect.meant for _, defect in odd} if odd else frozenset())
        if may_be_unnamed(record, node):
            meant = {written(key): one.meant for key, one in odd if is_scalar(key)}
            self.problems += withhold(record, node, meant)
        return record

    def fill(self, record: Record, node: MappingNode) -> list[tuple[Node, Defect]]:
        """Read the values of a mapping into the record; return the keys that are defects."""
        section, values, places = record.section, record.values, record.places
        stated, single = _STATED[section.name], _SINGLE[section.name]
        seen: set[str] = set()
        odd: list[tuple[Node, Defect]] = []
        for key, value in node.pairs:
            name = key if type(key) is str else written(key) if is_scalar(key) else ""
            field = stated.get(name)
            if field is None or name in seen:
                self.note_odd(odd, key, name, section)
                continue
            seen.add(name)
            if name not in single or type(value) is SequenceNode or type(value) is MappingNode:
                self.value(record, field, value)
                continue
            text = value.strip() if isinstance(value, str) else value.value.strip()
            if text in NULLS and (not text or is_absent(value)):
                continue
            read = single[name]
            try:
                values[name] = text if read is None else read(field, value, text)
            except Defect:
                self.value(record, field, value)
                continue
            if not isinstance(value, str):
                places[name] = value
        return odd

    def note_odd(
        self, odd: list[tuple[Node, Defect]], key: Node, name: str, section: Section
    ) -> None:
        """Add a key that is not one of the section's, or stands twice, where that is a defect."""
        field = section.by_name.get(name)
        if not is_scalar(key):
            odd.append((key, not_a_word(key)))
        elif field is None or (field.derived and self.by_hand and not self.extract):
            odd.append((key, unknown_key(key, section)))
        elif not field.derived:
            odd.append((key, repeated_key(name)))

    def value(self, record: Record, field: Field, node: Node) -> None:
        """Read one field's value, or values, into the record."""
        if is_scalar(node) and is_absent(node) if field.type is Type.ANYTHING else _blank(node):
            return
        if field.many:
            self.values(record, field, node)
            return
        value = self.one(record, field, node)
        record.places[field.name] = _placed(node, record)
        if value is not None:
            record.values[field.name] = value

    def values(self, record: Record, field: Field, node: Node) -> None:
        """Read the values of a list, which is a set with an order: a repeated one counts once."""
        if not isinstance(node, SequenceNode):
            self.add(not_a_list(field, node), node, record)
            record.places[field.name] = _placed(node, record)
            return
        read: dict[object, Node] = {}
        for item in node.items:
            value = self.one(record, field, item)
            if value is not None:
                read.setdefault(value, item)
        if read:
            record.values[field.name] = list(read)
        if node.items:
            record.places[field.name] = [_placed(item, record) for item in read.values() or [node]]

    def one(self, record: Record, field: Field, node: Node) -> object:
        """Return one value; None, and a problem, where it is defective."""
        try:
            if field.type is Type.RECORD:
                if not isinstance(node, MappingNode):
                    raise wrong_type(field, node)
                return self.record(SECTIONS[field.of], node, record.label)
            if field.type is Type.ANYTHING:
                return plain_value(node)
            return scalar_value(field, node)
        except Defect as defect:
            self.add(defect, defect.node or node, record)
            # A bad id still identifies its record, lest each reference to it be a problem too.
            return written(node).strip() if defect.code == "bad-id" and is_scalar(node) else None

    def rules(self, record: Record, node: MappingNode, meant: Set[str | None]) -> None:
        """Apply the rules that concern one record: what is required, what excludes what.

        A required key that is misspelt is one mistake, and not missing too.
        """
        values = record.values
        for field in record.section.required:
            if field.name not in values and field.name not in meant:
                _, stated = _pair(node, field.name)
                if stated is node or _blank(stated):
                    self.add(missing_key(field), stated, record)
        match record.section.name:
            case "speakers" if not {"name", "description"} & {*values, *meant}:
                self.add(nameless(), node, record)
            case "appearances" if "quote" in values and "wording" in values:
                self.add(quote_and_wording(), _pair(node, "wording")[0], record)
            case "file" if values.get("version", VERSION) != VERSION:
                version = _pair(node, "version")[1]
                self.add(unknown_version(values["version"], VERSION), version)


# Of each section, the fields that a file may state; and those with one value, a scalar, with
# what reads it, None where it is read as it is written.
_STATED = {name: {field.name: field for field in one.stated} for name, one in SECTIONS.items()}
_SINGLE = {
    name: {
        field.name: READERS.get(field.type)
        for field in section.stated
        if not field.many and field.type not in (Type.RECORD, Type.ANYTHING)
    }
    for name, section in SECTIONS.items()
}


def _placed(node: Node, record: Record | None) -> Placed:
    """Return what knows where a node is."""
    if not isinstance(node, str):
        return node
    assert record is not None  # noqa: S101 - what is no record's own has a place
    return record.start


def _key(section: Section, node: MappingNode) -> str | None:
    """Return what identifies a record, as the file has it."""
    value = _pair(node, section.key)[1]
    return written(value).strip() if is_scalar(value) and not is_absent(value) else None


def _pair(node: MappingNode, name: str) -> tuple[Node, Node]:
    """Return a key of a mapping and its value, where they stand first; the mapping for none."""
    for key, value in node.pairs:
        if is_scalar(key) and written(key) == name:
            return key, value
    return node, node


def _blank(node: Node) -> bool:
    return is_scalar(node) and (is_absent(node) or not written(node).strip())
