"""What fills one field → where its value comes from, and how it is read."""

from collections.abc import Mapping
from typing import NamedTuple

from ...model import Field, Type
from ...model.problems import shortened
from ...reading.defects import Defect
from ...reading.nodes import MappingNode, Node, SequenceNode, is_absent, is_scalar, written
from ...reading.values import plain_value
from ...words import any_case
from ...words.written_dates import ORDERS
from .cells import Unread, reader
from .keys import EACH, OF_VALUES
from .notes import Notes, place
from .paths import AROUND, ITSELF, Path, path_of
from .stated import Origin, Value, lead, section_within
from .templates import is_template, template_of

_KEYS = f"the keys: {', '.join(OF_VALUES)}"
_COLUMN = f"write a column, or some of {', '.join(OF_VALUES)}"
_BRACES = 'write names in braces, such as "{job}, {party}"; a brace itself is {{ or }}'


class Named(NamedTuple):
    """A column or path that a mapping names, and where."""

    path: Path
    line: int
    column: int
    field: str = ""  # what it fills; paths of one field may stand in for each other


class Origins:
    """Reads where values come from: from a row, or from an item of a list in it."""

    def __init__(self, notes: Notes, order: str | None, *, items: bool = False) -> None:
        self.notes = notes
        self.order = order  # of day, month and year, where a field does not say it
        self.items = items  # whether paths begin in an item of a list
        self.named: list[Named] = []

    def value(self, path: str, field: Field, node: Node) -> Value | None:
        """Return where the value of a field comes from; None where that cannot be read."""
        value = Value(field, path, order=self.order if field.type is Type.DATE else None)
        if inner := section_within(field):  # a text is what the record is called
            value = value._replace(field=field._replace(type=Type.NAME), lead=lead(inner).name)
        if not isinstance(node, MappingNode):
            return self.originating(value, node)
        keys = {name: (key, stated) for name, key, stated in self.notes.pairs(node, f"'{path}'")}
        for name, (key, _) in keys.items():
            if name not in OF_VALUES:
                near = self.notes.near(name, tuple(OF_VALUES))
                self.notes.add(key, f"unknown key '{shortened(name)}' of '{path}'{near}", _KEYS)
        if ("from" in keys) == ("is" in keys):
            said = "says both 'from' and 'is'" if "is" in keys else "says neither 'from' nor 'is'"
            remedy = "say 'from' with a column, or 'is' with the value itself"
            self.notes.add(node, f"'{path}' {said}", remedy)
            return None
        value = self.options(value, keys)
        if "is" in keys:
            return self.literal(value, keys["is"][1])
        return self.originating(value, keys["from"][1])

    def options(self, value: Value, keys: Mapping[str, tuple[Node, Node]]) -> Value:
        """Return a value with what a mapping says of how it is read."""
        for name in ("split", "values") if "is" in keys else ():
            if name in keys:
                message = f"'{value.name}' says '{name}', and its value is there already"
                self.notes.add(keys[name][0], message, f"leave out '{name}'")
        if "split" in keys:
            value = value._replace(split=self.split(value, keys["split"]))
        if "date" in keys:
            key, stated = keys["date"]
            if value.field.type is not Type.DATE:
                self.notes.add(key, f"'{value.name}' is no date", "leave out 'date'")
            value = value._replace(order=self.notes.one_of(stated, ORDERS, "'date'"))
        if "values" in keys:
            value = value._replace(words=self.words(value, keys["values"][1]))
        return value

    def split(self, value: Value, stated: tuple[Node, Node]) -> str:
        """Return what parts several values in one text."""
        key, node = stated
        mark = written(node) if is_scalar(node) else ""
        if not mark:
            remedy = 'such as split: ","'
            self.notes.add(node, "'split' must be what stands between the values", remedy)
        elif not value.field.many:
            message = f"'{value.name}' takes one value, and 'split' is for lists"
            self.notes.add(key, message, "leave out 'split'")
        return mark

    def words(self, value: Value, node: Node) -> Mapping[str, str | None]:
        """Return what texts stand for, by the texts in any case."""
        words: dict[str, str | None] = {}
        for name, _, stated in self.notes.pairs(node, "'values'"):
            meant = None
            if not (is_scalar(stated) and is_absent(stated)):
                meant = self.notes.text(stated, f"what '{shortened(name)}' stands for")
                self.read(value, meant, stated)
            words.setdefault(any_case(name), meant)
        return words

    def read(self, value: Value, text: str | None, node: Node) -> list[object]:
        """Return a text as the field's type has it, or nothing; note what it cannot be."""
        if text is None:
            return []
        read = reader(value.field, value.order)
        try:
            return [read(text.strip()) if read else text.strip()]
        except Unread as unread:
            near = self.notes.near(text, value.field.words)
            message = f"'{value.name}' cannot be '{shortened(text)}', which {unread}{near}"
            self.notes.add(node, message, _remedy(value.field))
            return []

    def literal(self, value: Value, node: Node) -> Value | None:
        """Return a value that is the same for all rows, as the field's type has it."""
        if value.field.type is Type.ANYTHING:
            try:
                return value._replace(literal=plain_value(node))
            except Defect as defect:
                message = defect.message(f"'{value.name}'")
                self.notes.add(defect.node or node, message, defect.remedy)
                return None
        found = [
            one for text in self.notes.texts(node, "'is'") for one in self.read(value, text, node)
        ]
        if len(found) > 1 and not value.field.many:
            self.notes.add(node, f"'{value.name}' takes one value, not {len(found)}", "keep one")
        if value.lead:
            found = [{value.lead: one} for one in found]
        return value._replace(literal=found if value.field.many else found[0]) if found else None

    def originating(self, value: Value, node: Node) -> Value | None:
        """Return a value with the columns, paths and templates that it comes from."""
        origins: list[Origin] = []
        if isinstance(node, SequenceNode) and not node.items:
            self.notes.add(node, f"what fills '{value.name}' is an empty list", _COLUMN)
        for item in node.items if isinstance(node, SequenceNode) else [node]:
            text = self.notes.text(item, f"what fills '{value.name}'", _COLUMN)
            origin = None if text is None else self.origin(text, item, value.name)
            if origin is not None:
                origins.append(origin)
        return value._replace(origins=tuple(origins)) if origins else None

    def origin(self, text: str, node: Node, field: str) -> Origin | None:
        """Return the path or the template that a text is."""
        if not is_template(text):
            return self.path(text, node, field)
        template = template_of(text)
        if template is None:
            message = f"the braces of '{shortened(text)}' do not fit together"
            self.notes.add(node, message, _BRACES)
            return None
        for slot in template.slots:
            self.path(slot.name, node, field)
        return template

    def path(self, text: str, node: Node, field: str = "") -> Path | None:
        """Return a path; note one that leads out of a row."""
        path = path_of(text.strip())
        if self.items:
            return path
        if path.up or not path.steps:
            mark = AROUND if path.up else ITSELF
            message = f"'{shortened(path.text)}' leads nowhere: '{mark}' is for items of a list"
            self.notes.add(node, message, f"say which list, with '{EACH}', or leave it out")
            return None
        self.named.append(Named(path, *place(node), field))
        return path


def _remedy(field: Field) -> str:
    if field.words:
        return f"{field.name} is one of {', '.join(field.words)}"
    return f"{field.name} is {field.type.value}"
