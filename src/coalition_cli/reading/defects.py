"""The defects of a record: each with its message and its remedy."""

from ..model import FILE_SECTIONS, LARGEST, Field, Section, Type
from ..model.problems import nearest, shortened, suggestion
from .nodes import MappingNode, Node, Scalar, SequenceNode, is_absent, is_plain, is_scalar, written

_TO_QUOTE = "put text that begins with [ or { in quotes"
_MAPPING = "a mapping of keys to values"
# What a value of a type must be, and the remedy.
_EXPECTED = {
    Type.BOOLEAN: ("true or false", "write true or false, without quotation marks"),
    Type.NUMBER: ("a whole number", "write a whole number, without quotation marks"),
    Type.DECIMAL: ("a number", "write a number such as 4 or 4.5, without quotation marks"),
    Type.RECORD: (_MAPPING, "write its keys, each with a value"),
}
_TEXT = "text", "write text, in quotes if necessary"  # of all other types


class Defect(Exception):
    """A mistake in a record: a code of codes.CODES, a message and a remedy.

    The message is `subject`, the name of the record, `rest`, and `near`, which says what was
    perhaps meant: 'kind' | in claim 'red-lines' | cannot be 'postion' | ; did you mean …
    `node` is the part with the mistake, where that is not the whole value. `meant` is the key
    that a misspelt key stands for.
    """

    node: Node | None = None
    meant: str | None = None

    def __init__(self, code: str, subject: str, rest: str, remedy: str, near: str = "") -> None:
        super().__init__(code)
        self.code, self.subject, self.rest, self.remedy = code, subject, rest, remedy
        self.near = near

    def at(self, node: Node) -> "Defect":
        """Return the defect, placed at a part of the value."""
        self.node = node
        return self

    def message(self, label: str) -> str:
        """Return the message, with the name of the record in it."""
        rest = f" {self.rest}" if self.rest else ""
        return f"{self.subject} in {label}{rest}{self.near}"


def described(node: Node) -> str:
    """Return what a node is, in words, for a message about a wrong one."""
    if isinstance(node, SequenceNode):
        return "a list"
    if isinstance(node, MappingNode):
        return "a mapping"
    if is_absent(node):
        return "nothing"
    shown = f"'{shortened(written(node))}'"
    return shown if is_plain(node) else f"the text {shown}"


def wrong_type(field: Field, node: Node) -> Defect:
    """Return the defect of a value that is not of the field's type."""
    expected, remedy = _EXPECTED.get(field.type, _TEXT)
    subject = f"an item of '{field.name}'" if field.many else f"'{field.name}'"
    return Defect("wrong-type", subject, f"must be {expected}, not {described(node)}", remedy)


def not_a_file(node: Node) -> Defect:
    """Return the defect of a file that holds neither keys nor a list of claims."""
    rest = f"must be {_MAPPING}, not {described(node)}"
    return Defect("wrong-type", "what stands", rest, "write a list of claims under 'claims'")


def not_a_list(field: Field, node: Node) -> Defect:
    """Return the defect of a single value where a list belongs."""
    if field.confidential and is_scalar(node):  # it may be a name, and is not repeated
        remedy = "put its items in brackets: [a, b]"
        return Defect("wrong-type", f"'{field.name}'", "must be a list, not text", remedy)
    item = shortened(written(node)) if is_scalar(node) else "…"
    remedy = "begin each with '- '" if field.type is Type.RECORD else f"write [{item}]"
    return Defect("wrong-type", f"'{field.name}'", f"must be a list, not {described(node)}", remedy)


def empty_item(field: Field) -> Defect:
    """Return the defect of a list with an empty item."""
    return Defect("wrong-type", f"an item of '{field.name}'", "is empty", "remove it")


def not_a_word(key: Node) -> Defect:
    """Return the defect of a key that is a list or a mapping."""
    return Defect("wrong-type", "a key", f"must be a word, not {described(key)}", _TO_QUOTE).at(key)


def unknown_key(key: Scalar, section: Section) -> Defect:
    """Return the defect of a key that a file may not state in the section."""
    names = [field.name for field in section.stated]
    if section.name == "file":
        names += FILE_SECTIONS
    meant = nearest(written(key), names)
    remedy = f"the keys of {section.singular_with_article}: {', '.join(names)}"
    if written(key) == "<<":
        remedy = "merge keys are not read: write the keys themselves"
    elif written(key) in {field.name for field in section.fields if field.derived}:
        meant = None
        remedy = f"remove it: the program works '{written(key)}' out"
        if section.name == "claims" and written(key) in ("quote", "wording"):
            remedy = f"write '{written(key)}' in one of the claim's appearances"
    near = f"; did you mean '{meant}'?" if meant else ""
    defect = Defect("unknown-key", f"unknown key '{shortened(written(key))}'", "", remedy, near)
    defect.meant = meant
    return defect


def repeated_key(name: str) -> Defect:
    """Return the defect of a key that stands twice in one mapping."""
    subject = f"the key '{shortened(name)}'"
    return Defect("repeated-key", subject, "stands twice", "keep one of them")


def missing_key(field: Field) -> Defect:
    """Return the defect of a required key that is absent or empty."""
    remedy = f"add '{field.name}': {field.meaning}"
    if field.type is Type.ID and field.name == "id":
        remedy = "add 'id': a short name without blanks, such as red-lines"
    return Defect("missing-key", f"'{field.name}' is missing", "", remedy)


def nameless() -> Defect:
    """Return the defect of a speaker without name and description."""
    remedy = "add 'name'; or, for an unnamed speaker, 'description': who it is"
    return Defect("missing-key", "'name' or 'description' is missing", "", remedy)


def bad_id(field: Field, text: str) -> Defect:
    """Return the defect of an id with blanks."""
    remedy = f"join its words with hyphens: {shortened('-'.join(text.split()))}"
    if field.name == "country":
        remedy = "write the ISO 3166-1 alpha-2 code, such as GB"
    return Defect("bad-id", f"'{field.name}'", "has blanks in it", remedy)


def unknown_value(field: Field, node: Scalar, words: tuple[str, ...], least: str = "") -> Defect:
    """Return the defect of a value outside its vocabulary."""
    near = suggestion(written(node), words)
    remedy = f"{field.name} is {least}one of {', '.join(words)}"
    return Defect("unknown-value", f"'{field.name}'", f"cannot be {described(node)}", remedy, near)


def no_json_number(text: str) -> Defect:
    """Return the defect of a number that JSON, and so our output, cannot hold."""
    remedy = "put it in quotes, so that it is text"
    subject = f"the number '{shortened(text)}'"
    return Defect("out-of-range", subject, "cannot stand in JSON", remedy)


def not_finite(field: Field, text: str) -> Defect:
    """Return the defect of a number that is none, or beyond what a number can be."""
    remedy = "write a number such as 4 or 4.5"
    return Defect("out-of-range", f"'{field.name}'", f"cannot be '{shortened(text)}'", remedy)


def out_of_range(field: Field, node: Scalar, *, too_small: bool) -> Defect:
    """Return the defect of a number outside its range."""
    least, greatest = field.bounds
    allowed = f"{least} to {greatest}"
    if greatest == LARGEST:
        allowed = f"{least} or more" if too_small else f"at most {LARGEST:,}"
    remedy = f"{field.name} is {allowed}"
    shown = shortened(written(node))
    return Defect("out-of-range", f"'{field.name}'", f"is out of range: {shown}", remedy)


def bad_date(field: Field, text: str) -> Defect:
    """Return the defect of a text that is not a date."""
    remedy = (
        "write a year, a month or a day: 2026, 2026-01, 2026-01-19;"
        " or 2026~ for about, 2026? for unsure"
    )
    return Defect("bad-date", f"'{field.name}'", f"is not a date: '{shortened(text)}'", remedy)


def bad_address(field: Field) -> Defect:
    """Return the defect of a text that is no address. It may be a name: the message has no text."""
    subject = f"an item of '{field.name}'" if field.many else f"'{field.name}'"
    remedy = (
        "write the whole address, with https:// or http:// at its beginning, and without blanks"
    )
    return Defect("bad-address", subject, "is not an http or https address", remedy)


def quote_and_wording() -> Defect:
    """Return the defect of an appearance whose wording does not have the words of its quote."""
    remedy = (
        "write in 'quote' what stands in quotation marks in 'wording', letter by letter; or keep "
        "only one of the two"
    )
    return Defect("quote-and-wording", "'quote'", "does not stand in 'wording'", remedy)


def unknown_version(version: object, read: int) -> Defect:
    """Return the defect of a file of another version than `read`."""
    remedy = f"this program reads version {read}; a newer version of the program may read it"
    return Defect("unknown-version", f"version {version}", "is not known", remedy)
