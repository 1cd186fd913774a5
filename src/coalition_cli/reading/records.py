"""Entries → records and problems, by the field table."""

from collections.abc import Iterator, Set

from ..model import FILE_SECTIONS, SECTIONS, VERSION, Field, Section, Type
from ..problems import Problem
from ..record import Record
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
from .nodes import Entries, Entry, Mapping, Node, Scalar, Sequence, place
from .values import plain_value, scalar_value


def records(entries: Entries, file: str, *, by_hand: bool) -> Iterator[Record | Problem]:
    """Yield the records of a file's pieces, with the problems of each behind it.

    The keys that the file itself states come last, as one record of section "file".
    Keys that our own output adds are problems in a file that was written by hand;
    elsewhere, and in a mere list of claims, they are passed over: output can be input.
    """
    reader = _Reader(file, by_hand)
    header = Mapping([], 1, 1)
    seen: set[str] = set()
    for entry in entries:
        if isinstance(entry, Problem):
            yield entry
        elif entry.key is None:
            yield from reader.entry(entry, "claims", seen)
        elif isinstance(entry.key, Scalar) and entry.key.text in FILE_SECTIONS:
            yield from reader.entry(entry, entry.key.text, seen)
        else:
            header.pairs.append((entry.key, entry.node))
    yield from reader.top(SECTIONS["file"], header)


class _Reader:
    """Reads the records of one file."""

    def __init__(self, file: str, by_hand: bool) -> None:
        self.file = file
        self.by_hand = by_hand
        self.extract = False  # whether the file is nothing but a list of claims
        self.problems: list[Problem] = []

    def entry(self, entry: Entry, name: str, seen: set[str]) -> Iterator[Record | Problem]:
        """Yield the record of an item; or the problem of a list that is none, or stands twice."""
        self.extract = entry.key is None
        if entry.item:
            yield from self.top(SECTIONS[name], entry.node)
            return
        if entry.key is None:
            self.add(not_a_file(entry.node), entry.node)
        elif name in seen:
            self.add(repeated_key(name), entry.key)
        elif isinstance(entry.node, Sequence):
            for node in entry.node.items:
                yield from self.top(SECTIONS[name], node)
        elif not (isinstance(entry.node, Scalar) and entry.node.absent):
            field = Field(name, Type.RECORD, "", many=True)
            self.add(not_a_list(field, entry.node), entry.node)
        seen.add(name)
        yield from self.take_problems()

    def top(self, section: Section, node: Node) -> Iterator[Record | Problem]:
        """Yield a record and the problems found in it."""
        if isinstance(node, Mapping):
            yield self.record(section, node)
        else:
            field = Field(section.name, Type.RECORD, "", many=True)
            self.add(wrong_type(field, node), node)
        yield from self.take_problems()

    def take_problems(self) -> Iterator[Problem]:
        """Yield the problems so far, and forget them."""
        yield from self.problems
        self.problems.clear()

    def add(self, defect: Defect, node: Node, record: Record | None = None) -> None:
        """Note a defect at a node, naming the record that it is in."""
        message = defect.message(record.label if record else "the claims file")
        self.problems.append(Problem(defect.code, message, defect.remedy, self.file, *place(node)))

    def record(self, section: Section, node: Mapping, owner: Record | None = None) -> Record:
        """Read the keys of a mapping; `owner` is the record that it stands in."""
        record = Record(section, self.file, place(node), owner)
        record.extract = self.extract
        pairs, odd = self.parted(section, node)
        record.key = _written(pairs[section.key][1]) if section.key in pairs else None
        for key, defect in odd:
            self.add(defect, key, record)
        for field in section.stated:
            if field.name in pairs:
                self.value(record, field, pairs[field.name][1])
        # A required key that is misspelt is one mistake, and not missing too.
        self.rules(record, pairs, {defect.meant for _, defect in odd})
        return record

    def parted(
        self, section: Section, node: Mapping
    ) -> tuple[dict[str, tuple[Node, Node]], list[tuple[Node, Defect]]]:
        """Part the pairs of a mapping: those to read, by key, and the keys that are defects."""
        fields = {field.name: field for field in section.fields}
        passed_over = self.extract or not self.by_hand
        pairs: dict[str, tuple[Node, Node]] = {}
        odd: list[tuple[Node, Defect]] = []
        for key, value in node.pairs:
            field = fields.get(key.text) if isinstance(key, Scalar) else None
            if not isinstance(key, Scalar):
                odd.append((key, not_a_word(key)))
            elif field is None or (field.derived and not passed_over):
                odd.append((key, unknown_key(key, section)))
            elif key.text in pairs:
                odd.append((key, repeated_key(key.text)))
            elif not field.derived:
                pairs[key.text] = key, value
        return pairs, odd

    def value(self, record: Record, field: Field, node: Node) -> None:
        """Read one field's value, or values, into the record."""
        if _blank(node):
            return
        if field.many and not isinstance(node, Sequence):
            self.add(not_a_list(field, node), node, record)
            return
        nodes = node.items if field.many and isinstance(node, Sequence) else [node]
        read = [(self.one(record, field, item), place(item)) for item in nodes]
        if not field.many:
            values = read[:1]
        else:  # a list is a set with an order: what is repeated counts once
            values = list({value: (value, where) for value, where in reversed(read)}.values())[::-1]
        values = [(value, where) for value, where in values if value is not None]
        if values:
            plain = [value for value, _ in values]
            record.values[field.name] = plain if field.many else plain[0]
            record.places[field.name] = [where for _, where in values]

    def one(self, record: Record, field: Field, node: Node) -> object:
        """Return one value; None, and a problem, where it is defective."""
        try:
            if field.type is Type.RECORD:
                if not isinstance(node, Mapping):
                    raise wrong_type(field, node)
                return self.record(SECTIONS[field.of], node, record)
            if field.type is Type.ANYTHING:
                return plain_value(node)
            return scalar_value(field, node)
        except Defect as defect:
            self.add(defect, defect.node or node, record)
            # A bad id still identifies its record, lest each reference to it be a problem too.
            return (
                node.text.strip() if defect.code == "bad-id" and isinstance(node, Scalar) else None
            )

    def rules(
        self, record: Record, pairs: dict[str, tuple[Node, Node]], meant: Set[str | None]
    ) -> None:
        """Apply the rules that concern one record: what is required, what excludes what."""
        start = Scalar("", True, record.line, record.column)
        for field in record.section.stated:
            if field.required and field.name not in record.values and field.name not in meant:
                node = pairs[field.name][1] if field.name in pairs else None
                if node is None or _blank(node):
                    self.add(missing_key(field), node or start, record)
        values = record.values
        match record.section.name:
            case "speakers" if not {"name", "description"} & {*values, *meant}:
                self.add(nameless(), start, record)
            case "appearances" if "quote" in values and "wording" in values:
                self.add(quote_and_wording(), pairs["wording"][0], record)
            case "file" if values.get("version", VERSION) != VERSION:
                self.add(unknown_version(values["version"], VERSION), pairs["version"][1])


def _written(node: Node) -> str | None:
    return node.text.strip() if isinstance(node, Scalar) and not node.absent else None


def _blank(node: Node) -> bool:
    return isinstance(node, Scalar) and (node.absent or not node.text.strip())
