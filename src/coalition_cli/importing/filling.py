"""The `fields` of a mapping → what each field of a record is filled from, held to the model."""

from collections.abc import Mapping
from typing import NamedTuple

from ..model import Field, Section, Type
from ..model.problems import shortened
from ..reading.defects import Defect
from ..reading.nodes import MappingNode, Node, SequenceNode, is_absent, is_scalar, written
from ..reading.values import plain_value
from ..words import any_case
from .cells import ORDERS, Unread, reader
from .keys import EACH, OF_EACH, OF_VALUES
from .notes import Notes, place
from .paths import AROUND, ITSELF, Path, path_of
from .stated import Member, Origin, Part, Value, field_paths, lacks, lead, section_within
from .templates import is_template, template_of

_VALUE_OR_FIELDS = f"write a column, or some of {', '.join(OF_VALUES)}"


class Named(NamedTuple):
    """A column or path that a mapping names, and where."""

    path: Path
    line: int
    column: int


class Shape:
    """A record that a mapping describes, while it is read."""

    def __init__(self, section: Section, name: str = "", each: Path | None = None) -> None:
        self.section, self.name, self.each = section, name, each
        self.field: Field | None = None
        self.values: dict[tuple[str, ...], Value] = {}
        self.parts: dict[str, list[Shape]] = {}
        self.inner = False  # whether its paths are looked up in an item of a list
        self.whole = True  # whether all that it states could be read

    def members(self) -> tuple[Member, ...]:
        """Return what it is filled with."""
        parts = [part.part() for several in self.parts.values() for part in several]
        return (*self.values.values(), *parts)

    def part(self) -> Part:
        """Return the part of another record that it is."""
        assert self.field is not None  # noqa: S101 - only the outermost has none
        return Part(self.field, self.section, self.name, self.each, self.members())


class Filling:
    """Reads the fields of a mapping."""

    def __init__(self, notes: Notes, order: str | None) -> None:
        self.notes = notes
        self.order = order  # of day, month and year, where a field does not say it
        self.named: list[Named] = []  # seen from the row, not from an item in it

    def fill(self, shape: Shape, node: Node) -> None:
        """Add to a shape what a mapping of field paths states, and see that nothing lacks."""
        what = "'fields'" if not shape.name else f"'{shape.name}'"
        for name, key, value in self.notes.pairs(node, what):
            if not (shape.each and name == EACH):
                self.add(shape, name.split("."), key, value)
        if shape.whole and (lacking := lacks(shape.section, _names(shape))):
            message = f"{what} must fill {lacking} of {shape.section.singular_with_article}"
            first = lacking.split("'")[1]
            self.notes.add(node, message, f"say what it is filled from, such as {first}: COLUMN")

    def add(self, shape: Shape, segments: list[str], key: Node, node: Node) -> None:
        """Add a field by the segments of its path."""
        name, *rest = segments
        field = shape.section.by_name.get(name)
        if field is None or field.derived:
            self.unknown(shape, name, key)
            return
        inner = section_within(field)
        if inner is not None and (rest or not _is_lead(node, inner) or field.type is Type.RECORD):
            self.add_within(shape, field, rest, (key, node))
            return
        if rest and field.type is not Type.ANYTHING:
            shape.whole = False
            path = f"{shape.name}.{name}".lstrip(".")
            self.notes.add(key, f"'{path}' has no fields within it", f"write '{path}' alone")
            return
        if inner is not None and not field.many:  # a text is the name of what is declared
            self.add_within(shape, field, [lead(inner).name], (key, node))
            return
        path = f"{shape.name}.{'.'.join(segments)}".lstrip(".")
        if (name, *rest) in shape.values or name in shape.parts:
            self.notes.add(key, f"'{path}' is filled twice", "keep one of them")
            return
        value = self.value(shape, path, field, node)
        if value is None:
            shape.whole = False
        else:
            shape.values[name, *rest] = value._replace(within=tuple(rest))

    def add_within(
        self, shape: Shape, field: Field, rest: list[str], stated: tuple[Node, Node]
    ) -> None:
        """Add fields of a record within a record: by its path, or in a mapping of its own."""
        key, node = stated
        path = f"{shape.name}.{field.name}".lstrip(".")
        there = shape.parts.get(field.name)
        if (field.name,) in shape.values or (there and (there[0].each or len(there) > 1)):
            self.notes.add(key, f"'{path}' is filled twice", "keep one of them")
        elif rest:
            self.add(self.part(shape, field), rest, key, node)
        elif isinstance(node, SequenceNode) and field.many and node.items:
            if there:
                self.notes.add(key, f"'{path}' is filled twice", "keep one of them")
            for item in node.items:
                self.add_record(shape, field, item)
        elif isinstance(node, MappingNode):
            self.add_record(shape, field, node)
        else:
            shape.whole = False
            inner = section_within(field)
            assert inner is not None  # noqa: S101 - the caller knows
            first = next(one.name for one in inner.stated if one.type is not Type.ID)
            remedy = f"say which one is filled, such as {path}.{first}: COLUMN"
            self.notes.add(node, f"'{path}' has fields within it", remedy)

    def part(self, shape: Shape, field: Field, each: Path | None = None) -> Shape:
        """Return the record within a record that paths such as `speaker.name` fill."""
        there = shape.parts.setdefault(field.name, [])
        if not there or each is not None:
            there.append(self.new_part(shape, field, each))
        return there[0]

    def new_part(self, shape: Shape, field: Field, each: Path | None) -> Shape:
        """Return a new record for a field of another."""
        inner = section_within(field)
        assert inner is not None  # noqa: S101 - the caller knows
        part = Shape(inner, f"{shape.name}.{field.name}".lstrip("."), each)
        part.field = field
        part.inner = shape.inner or each is not None
        return part

    def add_record(self, shape: Shape, field: Field, node: Node) -> None:
        """Add a record that a mapping describes: one, or one for each item of a list."""
        each = self.each(shape, field, node)
        part = self.new_part(shape, field, each)
        shape.parts.setdefault(field.name, []).append(part)
        self.fill(part, node)
        if not part.whole:
            shape.whole = False

    def each(self, shape: Shape, field: Field, node: Node) -> Path | None:
        """Return the path of the list that a record is made for each item of."""
        for key, value in node.pairs if isinstance(node, MappingNode) else ():
            if is_scalar(key) and written(key) == EACH:
                path = f"{shape.name}.{field.name}".lstrip(".")
                if not field.many:
                    self.notes.add(key, f"'{path}' is one record, and no list", f"leave out '{EACH}'")
                text = self.notes.text(value, f"'{EACH}'")
                return None if text is None else self.path(shape, text, value)
        return None

    def unknown(self, shape: Shape, name: str, key: Node) -> None:
        """Note a field that the model does not have, and what was perhaps meant."""
        shape.whole = False
        section = shape.section
        path = f"{shape.name}.".lstrip(".")
        names = [field.name for field in section.stated]
        remedy = f"the fields of {section.singular_with_article}: {', '.join(names)}"
        if meant := _elsewhere(section, name):
            near = f"; did you mean '{path}{meant}'?"
        elif name in section.by_name:
            near, remedy = "", f"leave it out: the program works '{name}' out"
        elif name == EACH:
            near, remedy = "", f"'{EACH}' is {OF_EACH}; only a field that is a list of records has it"
        else:
            near = self.notes.near(name, names)
        message = f"{section.singular_with_article} has no field '{shortened(name)}'{near}"
        self.notes.add(key, message, remedy)

    # Where a value comes from.

    def value(self, shape: Shape, path: str, field: Field, node: Node) -> Value | None:
        """Return where the value of a field comes from; None where that cannot be read."""
        inner = section_within(field)
        led = lead(inner).name if inner else ""
        value = Value(field if inner is None else lead(inner)._replace(many=True), path, lead=led)
        if inner is not None:
            value = value._replace(field=field._replace(type=Type.NAME))
        value = value._replace(order=self.order if field.type is Type.DATE else None)
        if not isinstance(node, MappingNode):
            return self.originating(shape, value, node)
        keys = {name: (key, stated) for name, key, stated in self.notes.pairs(node, f"'{path}'")}
        for name, (key, _) in keys.items():
            if name not in OF_VALUES:
                near = self.notes.near(name, tuple(OF_VALUES))
                remedy = f"the keys: {', '.join(OF_VALUES)}"
                self.notes.add(key, f"unknown key '{shortened(name)}' of '{path}'{near}", remedy)
        if ("from" in keys) == ("is" in keys):
            message = f"'{path}' says neither 'from' nor 'is'"
            if "is" in keys:
                message = f"'{path}' says both 'from' and 'is'"
            self.notes.add(node, message, "say 'from' with a column, or 'is' with the value itself")
            return None
        if "is" in keys:
            return self.literal(value, keys["is"][1])
        return self.originating(shape, self.options(value, keys), keys["from"][1])

    def options(self, value: Value, keys: Mapping[str, tuple[Node, Node]]) -> Value:
        """Return a value with what a mapping says of how it is read."""
        path = value.name
        if "split" in keys:
            key, stated = keys["split"]
            mark = written(stated) if is_scalar(stated) else ""
            if not mark:
                self.notes.add(stated, "'split' must be what parts the values", 'such as split: ","')
            elif not value.field.many:
                message = f"'{path}' takes one value, and 'split' is for lists"
                self.notes.add(key, message, "leave out 'split'")
            value = value._replace(split=mark)
        if "values" in keys:
            value = value._replace(words=self.words(keys["values"][1]))
        if "date" in keys:
            key, stated = keys["date"]
            if value.field.type is not Type.DATE:
                self.notes.add(key, f"'{path}' is no date", "leave out 'date'")
            value = value._replace(order=self.notes.one_of(stated, ORDERS, "'date'"))
        return value

    def words(self, node: Node) -> Mapping[str, str | None]:
        """Return what texts stand for."""
        words: dict[str, str | None] = {}
        for name, _, stated in self.notes.pairs(node, "'values'"):
            meant = None
            if not (is_scalar(stated) and is_absent(stated)):
                meant = self.notes.text(stated, f"what '{shortened(name)}' stands for")
            words.setdefault(any_case(name), meant)
        return words

    def literal(self, value: Value, node: Node) -> Value | None:
        """Return a value that is the same for all rows, as the field's type has it."""
        if value.field.type is Type.ANYTHING:
            try:
                return value._replace(literal=plain_value(node))
            except Defect as defect:
                self.notes.add(defect.node or node, defect.message(f"'{value.name}'"), defect.remedy)
                return None
        texts = self.notes.texts(node, "'is'")
        read = reader(value.field, value.order)
        found: list[object] = []
        for text in texts:
            try:
                found.append(read(text.strip()) if read else text.strip())
            except Unread as unread:
                message = f"'{value.name}' cannot be '{shortened(text)}', which {unread}"
                self.notes.add(node, message, _remedy(value.field))
        if not found:
            return None
        if not value.field.many and len(texts) > 1:
            self.notes.add(node, f"'{value.name}' takes one value, not {len(texts)}", "keep one")
        if value.lead:
            found = [{value.lead: one} for one in found]
        return value._replace(literal=found if value.field.many else found[0])

    def originating(self, shape: Shape, value: Value, node: Node) -> Value | None:
        """Return a value with the columns, paths and templates that it comes from."""
        if isinstance(node, MappingNode):
            self.notes.add(node, f"'{value.name}' takes a column, or a list of them", _VALUE_OR_FIELDS)
            return None
        origins: list[Origin] = []
        for item in node.items if isinstance(node, SequenceNode) else [node]:
            text = self.notes.text(item, f"what fills '{value.name}'")
            origin = None if text is None else self.origin(shape, text, item)
            if origin is not None:
                origins.append(origin)
        return value._replace(origins=tuple(origins)) if origins else None

    def origin(self, shape: Shape, text: str, node: Node) -> Origin | None:
        """Return the path or the template that a text is."""
        if not is_template(text):
            return self.path(shape, text, node)
        template = template_of(text)
        if template is None:
            remedy = 'write names in braces, such as "{job}, {party}"; a brace itself is {{ or }}'
            self.notes.add(node, f"the braces of '{shortened(text)}' do not fit together", remedy)
            return None
        for slot in template.slots:
            self.path(shape, slot.name, node)
        return template

    def path(self, shape: Shape, text: str, node: Node) -> Path | None:
        """Return a path; note one that goes around or is an item where there is none."""
        path = path_of(text.strip())
        if not shape.inner:
            if path.up or not path.steps:
                mark = AROUND if path.up else ITSELF
                message = f"'{shortened(path.text)}' leads nowhere: '{mark}' is for items of a list"
                self.notes.add(node, message, f"say which list, with '{EACH}', or leave it out")
                return None
            self.named.append(Named(path, *place(node)))
        return path


def _is_lead(node: Node, inner: Section) -> bool:
    """Whether a node says where a value comes from, and is no mapping of fields."""
    if isinstance(node, MappingNode):
        keys = {written(key) for key, _ in node.pairs if is_scalar(key)}
        return bool(keys & {"from", "is"})
    if isinstance(node, SequenceNode):
        return not any(isinstance(item, MappingNode) for item in node.items)
    return bool(inner.leads)


def _elsewhere(section: Section, name: str) -> str:
    """Return the path of a field of that name in a record within the record; nothing for none.

    What answers call `speaker_name` is the name of the speaker.
    """
    paths = field_paths(section)
    if (apart := name.replace("_", ".", 1)) in paths:
        return apart
    found = [path for path in paths if path.endswith(f".{name}")]
    return min(found, key=lambda path: path.count("."), default="")


def _names(shape: Shape) -> Mapping[str, object]:
    names = dict.fromkeys(name for name, *_ in shape.values)
    return {**names, **shape.parts}


def _remedy(field: Field) -> str:
    if field.words:
        return f"{field.name} is one of {', '.join(field.words)}"
    return f"{field.name} is {field.type.value}"


