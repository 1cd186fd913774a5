"""The `fields` of a mapping → the records that they fill, held to the model."""

from collections.abc import Container, Mapping

from ...model import Field, Section, Type
from ...model.problems import shortened
from ...reading.nodes import MappingNode, Node, SequenceNode, is_scalar, written
from .keys import EACH, OF_EACH
from .notes import Notes
from .origins import Origins
from .paths import Path, shown
from .sources import paths_in
from .stated import Member, Part, Value, field_paths, lacks, lead, section_within

UNNAMED = "anonymous"
_DEEPEST = 12  # keys under a field that may be anything


class Shape:
    """A record that a mapping describes, while it is read."""

    def __init__(self, section: Section) -> None:
        self.section = section
        self.around: tuple[str, ...] = (section.name,)  # it, and the sections on the path to it
        self.name = ""  # the path of the field that it is the value of
        self.values: dict[tuple[str, ...], Value] = {}
        self.parts: dict[str, list[InnerShape]] = {}
        self.leading: set[tuple[str, ...]] = set()  # the keys of values, and those on the way
        self.of_item = False  # whether its paths begin in an item of a list
        self.node: Node | None = None  # where it is described, or where its first path stands
        self.whole = True  # whether all that is stated of it could be read

    def within(self, name: str) -> str:
        """Return the path of a field of it."""
        return f"{self.name}.{name}" if self.name else name

    def members(self) -> tuple[Member, ...]:
        """Return what it is filled with: values, and then records in the order of the fields."""
        names = [field.name for field in self.section.stated if field.name in self.parts]
        parts = [part.part() for name in names for part in self.parts[name]]
        return (*self.values.values(), *self.secrecy(), *parts)

    def secrecy(self) -> tuple[Member, ...]:
        """Return what says that a speaker is unnamed: `anonymous` beside its name, or of the row.

        It counts also where a mapping forgot it: a name that was written cannot be taken back.
        """
        name = self.values.get(("name",))
        if self.section.name != "speakers" or name is None or (UNNAMED,) in self.values:
            return ()
        paths = [path for origin in name.origins for path in paths_in(origin)]
        beside = [
            Path(shown(steps), path.up, steps)
            for path in paths
            for steps in [(*path.steps[:-1], UNNAMED)]
        ]
        origins = tuple(dict.fromkeys([*beside, Path(UNNAMED, steps=(UNNAMED,))]))
        return (Value(self.section.by_name[UNNAMED], self.within(UNNAMED), origins),)


class InnerShape(Shape):
    """A record that is the value of a field of another, or an item of its list."""

    def __init__(self, outer: Shape, field: Field, each: Path | None = None) -> None:
        super().__init__(_section(field))
        self.name = outer.within(field.name)
        self.field, self.each = field, each
        self.of_paths = False  # whether paths such as `speaker.name` fill it
        self.of_item = outer.of_item or each is not None

    def part(self) -> Part:
        """Return the part of the other record that it is."""
        return Part(self.field, self.section, self.name, self.each, self.members())


class Filling:
    """Reads the fields of a mapping."""

    def __init__(self, notes: Notes, order: str | None) -> None:
        self.notes = notes
        self.of_rows = Origins(notes, order)
        self.of_items = Origins(notes, order, items=True)

    def fill(self, shape: Shape, node: Node) -> None:
        """Add to a shape what field paths state, and see that it lacks nothing."""
        what = f"'{shape.name or 'fields'}'"
        begun = len(self.notes.problems)
        shape.node = node
        for name, key, value in self.notes.pairs(node, what):
            if self.notes.full:
                return
            if name != EACH or not isinstance(shape, InnerShape):
                self.add(shape, name.split("."), (key, value))
        shape.whole = len(self.notes.problems) == begun  # else what lacks may be misspelt
        if not isinstance(shape, InnerShape):
            self.lacking(shape)

    def lacking(self, shape: Shape, around: Mapping[str, object] | None = None) -> None:
        """Note what a record must have and is not filled; also in the records within it."""
        names = dict.fromkeys([*(name for name, *_ in shape.values), *shape.parts], True)
        lacking = lacks(shape.section, names, around)
        if shape.whole and shape.node is not None and (lacking or not names):
            what = f"'{shape.name or 'fields'}' must fill {lacking or 'a field'} of"
            first = lacking.split("'")[1] if lacking else _first(shape.section)
            remedy = f"say what it is filled from, such as {first}: COLUMN"
            self.notes.add(shape.node, f"{what} {shape.section.singular_with_article}", remedy)
        for part in (part for several in shape.parts.values() for part in several):
            part.whole = part.whole and (shape.whole or not part.of_paths)
            self.lacking(part, names)

    def add(self, shape: Shape, path: list[str], stated: tuple[Node, Node]) -> None:
        """Add a field by its path. `stated` are the nodes of the path, and of what fills it."""
        name, *rest = path
        field = shape.section.by_name.get(name)
        if field is None or field.derived:
            self.unknown(shape, name, stated[0])
            return
        inner = section_within(field)
        if inner is None:
            self.add_value(shape, field, rest, stated)
        elif rest and inner.name in shape.around:
            own = shape.within(field.name)
            message = f"'{own}' leads from {inner.singular_with_article} to another"
            self.notes.add(stated[0], message, f"write its fields below it: '{own}:'")
        elif rest:
            self.add_within(shape, field, rest, stated)
        elif _is_record(stated[1], field):
            self.add_records(shape, field, stated)
        elif field.many:  # texts are what records of their own are called
            self.add_value(shape, field, [], stated)
        else:
            self.add_within(shape, field, [lead(inner).name], stated)

    def add_value(
        self, shape: Shape, field: Field, rest: list[str], stated: tuple[Node, Node]
    ) -> None:
        """Add a field with what fills it. `rest` are keys under a field that may be anything."""
        key, node = stated
        path = shape.within(".".join([field.name, *rest]))
        keys = field.name, *rest
        if len(rest) > _DEEPEST:
            message = f"'{shortened(path)}' has too many parts"
            self.notes.add(key, message, f"write at most {_DEEPEST}")
        elif rest and field.type is not Type.ANYTHING:
            own = shape.within(field.name)
            self.notes.add(key, f"no field '{path}': '{own}' has none within it", f"write '{own}'")
        elif field.name in shape.parts or keys in shape.leading or _led_to(keys, shape.values):
            self.twice(path, key)
        else:
            origins = self.of_items if shape.of_item else self.of_rows
            value = origins.value(path, field, node)
            if value is not None:
                shape.values[keys] = value._replace(within=tuple(rest))
                shape.leading.update(keys[:length] for length in range(1, len(keys) + 1))

    def add_within(
        self, shape: Shape, field: Field, rest: list[str], stated: tuple[Node, Node]
    ) -> None:
        """Add a field of the one record that paths such as `speaker.name` fill."""
        inner = InnerShape(shape, field)
        inner.node, inner.of_paths = stated[0], True
        inner.around += shape.around
        parts = shape.parts.setdefault(field.name, [inner])
        if (field.name,) in shape.values or len(parts) > 1 or parts[0].each:
            self.twice(shape.within(field.name), stated[0])
        else:
            self.add(parts[0], rest, stated)

    def add_records(self, shape: Shape, field: Field, stated: tuple[Node, Node]) -> None:
        """Add records that are mappings of their own: one, or several of a list."""
        key, node = stated
        if field.name in shape.parts or (field.name,) in shape.values:
            self.twice(shape.within(field.name), key)
            return
        several = isinstance(node, SequenceNode) and field.many and node.items
        for item in several or [node]:
            if not isinstance(item, MappingNode):
                path = shape.within(field.name)
                remedy = (
                    f"say which one is filled, such as {path}.{_first(_section(field))}: COLUMN"
                )
                self.notes.add(item, f"'{path}' has fields within it", remedy)
                continue
            part = InnerShape(shape, field, self.each(shape, field, item))
            shape.parts.setdefault(field.name, []).append(part)
            self.fill(part, item)

    def each(self, shape: Shape, field: Field, node: Node) -> Path | None:
        """Return the path of the list for whose items records are made; None if for none."""
        for key, value in node.pairs if isinstance(node, MappingNode) else ():
            if is_scalar(key) and written(key).strip() == EACH:
                if not field.many:
                    message = f"'{shape.within(field.name)}' is one record, and no list"
                    self.notes.add(key, message, f"leave out '{EACH}'")
                origins = self.of_items if shape.of_item else self.of_rows
                text = self.notes.text(value, f"'{EACH}'")
                return None if text is None else origins.path(text, value)
        return None

    def twice(self, path: str, key: Node) -> None:
        """Note a field that is filled twice."""
        self.notes.add(key, f"'{path}' is filled twice", "keep one of them")

    def unknown(self, shape: Shape, name: str, key: Node) -> None:
        """Note a field that the model does not have, and what was perhaps meant."""
        section = shape.section
        names = [field.name for field in section.stated]
        remedy = f"the fields of {section.singular_with_article}: {', '.join(names)}"
        if meant := _elsewhere(section, name):
            near = f"; did you mean '{shape.within(meant)}'?"
        elif name in section.by_name:
            near, remedy = "", f"leave it out: the program works '{name}' out"
        elif name == EACH:
            near, remedy = "", f"write it in a field that is a list of records: {OF_EACH}"
        else:
            near = self.notes.near(name, names)
        message = f"{section.singular_with_article} has no field '{shortened(name)}'{near}"
        self.notes.add(key, message, remedy)


def _is_record(node: Node, field: Field) -> bool:
    """Whether a node describes a record, or several; if not, it says where one value comes from."""
    if isinstance(node, MappingNode):
        keys = {written(key).strip() for key, _ in node.pairs if is_scalar(key)}
        return field.type is Type.RECORD or not keys & {"from", "is"}
    items = node.items if isinstance(node, SequenceNode) else []
    return field.type is Type.RECORD or any(isinstance(item, MappingNode) for item in items)


def _first(section: Section) -> str:
    """Return the field of a record that an example may name."""
    return (*section.leads, section.stated[0].name)[0]


def _section(field: Field) -> Section:
    """Return the section of the record that is the value of a field."""
    section = section_within(field)
    assert section is not None  # noqa: S101 - the callers know
    return section


def _led_to(keys: tuple[str, ...], others: Container[tuple[str, ...]]) -> bool:
    """Whether one of the others leads to these keys."""
    return any(keys[:length] in others for length in range(1, len(keys)))


def _elsewhere(section: Section, name: str) -> str:
    """Return the path of a field of that name in a record within the record; nothing for none.

    What answers call `speaker_name` is the name of the speaker.
    """
    paths = field_paths(section)
    if (apart := name.replace("_", ".", 1)) in paths:
        return apart
    found = [path for path in paths if path.endswith(f".{name}")]
    return min(found, key=lambda path: path.count("."), default="")
