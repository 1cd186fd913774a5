"""Entries → records and problems, by the field table."""

from collections.abc import Iterator

from ..model import FILE_SECTIONS, SECTIONS, VERSION, Field, Section, Type
from ..problems import Problem, suggestion
from ..record import Record
from .nodes import Entries, Entry, Mapping, Node, Scalar, Sequence, described, place
from .values import (
    Defect,
    plain_value,
    repeated_key,
    scalar_value,
    wrong_type_of_list,
    wrong_type_of_record,
)


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
            self.add(wrong_type_of_record("a claims file", entry.node), entry.node)
        elif name in seen:
            self.add(repeated_key(name), entry.key)
        elif isinstance(entry.node, Sequence):
            for node in entry.node.items:
                yield from self.top(SECTIONS[name], node)
        elif not (isinstance(entry.node, Scalar) and entry.node.absent):
            field = Field(name, Type.RECORD, "", many=True)
            self.add(wrong_type_of_list(field, entry.node), entry.node)
        seen.add(name)
        yield from self.found()

    def top(self, section: Section, node: Node) -> Iterator[Record | Problem]:
        """Yield a record and the problems found in it."""
        if isinstance(node, Mapping):
            yield self.record(section, node)
        else:
            self.add(wrong_type_of_record(f"a {section.singular}", node), node)
        yield from self.found()

    def found(self) -> Iterator[Problem]:
        """Yield the problems so far, and forget them."""
        yield from self.problems
        self.problems.clear()

    def add(self, defect: Defect, node: Node, record: Record | None = None) -> None:
        """Note a defect at a node, naming the record that it is in."""
        message = f"{defect.message} in {record.label}" if record else defect.message
        message += defect.near
        self.problems.append(Problem(defect.code, message, defect.remedy, self.file, *place(node)))

    def record(self, section: Section, node: Mapping, owner: Record | None = None) -> Record:
        """Read the keys of a mapping; `owner` is the record that it stands in."""
        record = Record(section, self.file, place(node), owner)
        record.extract = self.extract
        pairs = self.known(record, node)
        for field in section.stated:
            pair = pairs.get(field.name)
            if pair is not None:
                self.value(record, field, pair[1])
        self.rules(record, pairs)
        return record

    def known(self, record: Record, node: Mapping) -> dict[str, tuple[Node, Node]]:
        """Return the pairs by key; unknown and repeated keys are problems."""
        fields = {field.name: field for field in record.section.fields}
        passed_over = self.extract or not self.by_hand
        pairs: dict[str, tuple[Node, Node]] = {}
        odd: list[tuple[Node, Defect]] = []
        for key, value in node.pairs:
            name = key.text if isinstance(key, Scalar) else None
            field = fields.get(name or "")
            if name is None or field is None or (field.derived and not passed_over):
                odd.append((key, _unknown(key, record.section)))
            elif name in pairs:
                odd.append((key, repeated_key(name)))
            elif not field.derived:
                pairs[name] = key, value
        if record.section.key in pairs and odd:
            self.label(record, pairs[record.section.key][1])
        for key, defect in odd:
            self.add(defect, key, record)
        return pairs

    def label(self, record: Record, node: Node) -> None:
        """Let messages name the record before its fields are read."""
        if isinstance(node, Scalar) and not node.absent:
            record.values[record.section.key] = node.text.strip()

    def value(self, record: Record, field: Field, node: Node) -> None:
        """Read one field's value, or values, into the record."""
        record.values.pop(field.name, None)
        if _blank(node):
            return
        if field.many and not isinstance(node, Sequence):
            self.add(wrong_type_of_list(field, node), node, record)
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
                    raise wrong_type_of_record(f"'{field.name}'", node)
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

    def rules(self, record: Record, pairs: dict[str, tuple[Node, Node]]) -> None:
        """Apply the rules that concern one record: what is required, what excludes what."""
        start = Scalar("", True, record.line, record.column)
        for field in record.section.stated:
            if field.required and field.name not in record.values:
                node = pairs[field.name][1] if field.name in pairs else None
                if node is None or _blank(node):
                    self.add(_missing(field.name, field.meaning), node or start, record)
        values = record.values
        match record.section.name:
            case "speakers" if "name" not in values and "description" not in values:
                self.add(
                    _missing("name' or 'description", "a name, or who an unnamed speaker is"),
                    start,
                    record,
                )
            case "appearances" if "quote" in values and "wording" in values:
                remedy = "keep 'quote' if the words stand in quotation marks there, else 'wording'"
                both = Defect("quote-and-wording", "'quote' and 'wording' stand together", remedy)
                self.add(both, pairs["wording"][0], record)
            case "file" if values.get("version", VERSION) != VERSION:
                message = f"version {values['version']} of the claims file is not known"
                remedy = f"this program reads version {VERSION}; a newer one may read it"
                self.add(Defect("unknown-version", message, remedy), pairs["version"][1])


def _blank(node: Node) -> bool:
    return isinstance(node, Scalar) and (node.absent or not node.text.strip())


def _unknown(key: Node, section: Section) -> Defect:
    if not isinstance(key, Scalar):
        message = f"a key must be a word, not {described(key)}"
        return Defect("wrong-type", message, "put text that begins with [ or { in quotes")
    names = [field.name for field in section.stated]
    if section.name == "file":
        names += FILE_SECTIONS
    near = suggestion(key.text, names)
    if any(field.name == key.text for field in section.fields if field.derived):
        remedy = f"remove it: the program works '{key.text}' out"
        if key.text in ("quote", "wording"):
            remedy = f"write '{key.text}' in one of the claim's appearances"
    else:
        remedy = f"the keys of a {section.singular}: {', '.join(names)}"
    return Defect("unknown-key", f"unknown key '{key.text}'", remedy, near)


def _missing(name: str, meaning: str) -> Defect:
    return Defect("missing-key", f"'{name}' is missing", f"add '{name}': {meaning}")
