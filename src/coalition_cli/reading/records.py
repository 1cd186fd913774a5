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
    FileEntry,
    MappingNode,
    Node,
    SequenceNode,
    Spot,
    is_absent,
    is_scalar,
    written,
)
from .partial import holds
from .values import READERS, plain_value, scalar_value
from .withholding import may_be_unnamed, withhold


def records(
    entries: Entries, file: str, *, by_hand: bool, ends: bool = True
) -> Iterator[Record | Problem]:
    """Yield the records of a file's entries, each before its problems.

    The keys that the file itself states come last, as one record of section "file". `ends` says
    whether the entries go on to the end of the file. Keys that only our own output has are
    problems in a file written by hand. Elsewhere, and in a file that is only a list of claims,
    they are ignored: output can be input.
    """
    reader = _Reader(file, by_hand)
    header = MappingNode([], Spot(0, 0))
    stated: set[str] = set()  # sections
    for entry in entries:
        if isinstance(entry, Record):
            reader.extract = entry.extract
            yield entry
        elif isinstance(entry, Problem):
            yield entry
        elif entry.key is None or (is_scalar(entry.key) and written(entry.key) in FILE_SECTIONS):
            name = "claims" if entry.key is None else written(entry.key)
            reader.extract = entry.extract
            if entry.item:
                yield from reader.top_record(SECTIONS[name], entry.node)
            else:
                yield from reader.section(entry, name, stated)
        elif entry.item and isinstance(entry.node, MappingNode):  # all of it, in JSON Lines
            header = entry.node
        else:
            header.pairs.append((entry.key, entry.node))
    if ends:
        yield from reader.top_record(SECTIONS["file"], header)


class _Reader:
    """Reads the records of one file."""

    def __init__(self, file: str, by_hand: bool) -> None:
        self.file = file
        self.by_hand = by_hand
        self.extract = False  # whether the file is only a list of claims
        self.problems: list[Problem] = []

    def section(self, entry: FileEntry, name: str, stated: set[str]) -> Iterator[Record | Problem]:
        """Yield the records of a section; a problem if it is no list, or was stated before."""
        if entry.key is None:
            self.add(not_a_file(entry.node), entry.node)
        elif name in stated:
            self.add(repeated_key(name), entry.key)
        elif isinstance(entry.node, SequenceNode):
            for node in entry.node.items:
                yield from self.top_record(SECTIONS[name], node)
        elif not (is_scalar(entry.node) and is_absent(entry.node)):
            field = Field(name, Type.RECORD, "", many=True)
            self.add(not_a_list(field, entry.node), entry.node)
        stated.add(name)
        yield from self.take_problems()

    def top_record(self, section: Section, node: Node) -> Iterator[Record | Problem]:
        """Yield a record that stands in no other, and the problems in it."""
        if isinstance(node, MappingNode):
            yield self.record(section, node)
        else:
            field = Field(section.name, Type.RECORD, "", many=True)
            self.add(wrong_type(field, node), node)
        if self.problems:  # most records have none
            yield from self.take_problems()

    def take_problems(self) -> Iterator[Problem]:
        """Yield the problems so far, and forget them."""
        yield from self.problems
        self.problems.clear()

    def add(self, defect: Defect, node: Node, record: Record | None = None) -> None:
        """Note a defect at a node; the message names the record that it is in."""
        message = defect.message(record.label if record else "the claims file")
        at = place(_placed(node, record))
        self.problems.append(Problem(defect.code, message, defect.remedy, self.file, *at))

    def record(self, section: Section, node: MappingNode, of: str = "") -> Record:
        """Return the record of a mapping; `of` is the label of the record that it stands in."""
        record = Record(section, self.file, node, _key(section, node), of, extract=self.extract)
        before = len(self.problems)
        odd = self.fill(record, node)
        if odd:  # problems of keys come before those of values: the place may be the same
            of_values = self.problems[before:]
            del self.problems[before:]
            for key, defect in odd:
                self.add(defect, key, record)
                if defect.meant:  # the key is misspelt, and not missing
                    record.places.setdefault(defect.meant, _placed(key, record))
            self.problems += of_values
        self.apply_rules(record, node, {defect.meant for _, defect in odd} if odd else frozenset())
        if may_be_unnamed(record, node):
            meant = {written(key): defect.meant for key, defect in odd if is_scalar(key)}
            self.problems += withhold(record, node, meant)
        return record

    def fill(self, record: Record, node: MappingNode) -> list[tuple[Node, Defect]]:
        """Read the values of a mapping into the record; return the keys that have a defect."""
        section, values, places = record.section, record.values, record.places
        stated, single = _STATED[section.name], _SINGLE[section.name]
        passed: set[str] = set()  # names of fields
        odd: list[tuple[Node, Defect]] = []
        for key, value in node.pairs:
            name = key if type(key) is str else written(key) if is_scalar(key) else ""
            field = stated.get(name)
            if field is None or name in passed:
                if defect := self.key_defect(key, name, section):
                    odd.append((key, defect))
                continue
            passed.add(name)
            if name not in single or type(value) is SequenceNode or type(value) is MappingNode:
                self.read_field(record, field, value)
                continue
            text = value.strip() if isinstance(value, str) else value.value.strip()
            if text in NULLS and (not text or is_absent(value)):
                continue
            read = single[name]
            try:
                values[name] = text if read is None else read(field, value, text)
            except Defect:
                self.read_field(record, field, value)
                continue
            if not isinstance(value, str):
                places[name] = value
        return odd

    def key_defect(self, key: Node, name: str, section: Section) -> Defect | None:
        """Return the defect of a key that no file may state, or that stands twice."""
        field = section.by_name.get(name)
        if not is_scalar(key):
            return not_a_word(key)
        if field is None or (field.derived and self.by_hand and not self.extract):
            return unknown_key(key, section)
        return None if field.derived else repeated_key(name)

    def read_field(self, record: Record, field: Field, node: Node) -> None:
        """Read the value, or the values, of a field into the record."""
        if is_scalar(node) and is_absent(node) if field.type is Type.ANYTHING else _blank(node):
            return
        if field.many:
            self.read_items(record, field, node)
            return
        value = self.value(record, field, node)
        record.places[field.name] = _placed(node, record)
        if value is not None:
            record.values[field.name] = value

    def read_items(self, record: Record, field: Field, node: Node) -> None:
        """Read the items of a list into the record. Of equal items only the first counts."""
        if not isinstance(node, SequenceNode):
            self.add(not_a_list(field, node), node, record)
            record.places[field.name] = _placed(node, record)
            return
        values: dict[object, Node] = {}
        for item in node.items:
            value = self.value(record, field, item)
            if value is not None:
                values.setdefault(value, item)
        if values:
            record.values[field.name] = list(values)
        if node.items:
            items = values.values() or [node]
            record.places[field.name] = [_placed(item, record) for item in items]

    def value(self, record: Record, field: Field, node: Node) -> object:
        """Return the value of a node; None where it has a defect, which is noted."""
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
            # A bad id still identifies its record. If not, references to it would be problems too.
            return written(node).strip() if defect.code == "bad-id" and is_scalar(node) else None

    def apply_rules(self, record: Record, node: MappingNode, meant: Set[str | None]) -> None:
        """Note which keys are missing in a record, and which do not fit together.

        A required key that is misspelt (`meant`) is one mistake: it is not missing too.
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
                if not holds(str(values["wording"]), str(values["quote"])):
                    self.add(quote_and_wording(), _pair(node, "quote")[0], record)
            case "file" if values.get("version", VERSION) != VERSION:
                version = _pair(node, "version")[1]
                self.add(unknown_version(values["version"], VERSION), version)


# The fields of each section that a file may state. Of those whose value is one scalar, also the
# function that reads it: None where the value is the text as it is written.
_STATED = {
    name: {field.name: field for field in section.stated} for name, section in SECTIONS.items()
}
_SINGLE = {
    name: {
        field.name: READERS.get(field.type)
        for field in section.stated
        if not field.many and field.type not in (Type.RECORD, Type.ANYTHING)
    }
    for name, section in SECTIONS.items()
}


def _placed(node: Node, record: Record | None) -> Placed:
    """Return the node itself, or the place of its record where it has none of its own."""
    if not isinstance(node, str):
        return node
    assert record is not None  # noqa: S101 - a node outside records has a place
    return record.start


def _key(section: Section, node: MappingNode) -> str | None:
    """Return the key that identifies a record, as the file has it."""
    value = _pair(node, section.key)[1]
    return written(value).strip() if is_scalar(value) and not is_absent(value) else None


def _pair(node: MappingNode, name: str) -> tuple[Node, Node]:
    """Return the first key of that name in a mapping, and its value; the mapping for none."""
    for key, value in node.pairs:
        if is_scalar(key) and written(key) == name:
            return key, value
    return node, node


def _blank(node: Node) -> bool:
    return is_scalar(node) and (is_absent(node) or not written(node).strip())
