"""What became of records from one version of the data to another, record by record."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..model import SECTIONS, Field, Type
from ..model.answer import Answer, Values
from ..model.results import EFFECTS, FATES
from ..words.wordings import Fate, Piece, changes_as_written
from .cells import confidence, identifier, marked, speaker, text, yes_or_no

_INDENT = (0, 0, 0, 4)
# What claims are called that are so, and that are not.
_FLAGS = {"direct": {True: "direct", False: "paraphrased"}}
_FATES = {"added": "green", "withdrawn": "red", "changed": "yellow"}
# What is said of an effect, and how.
_EFFECTS = {
    "named": ("became named", "bold green"),
    "unnamed": ("became unnamed", "bold magenta"),
    "better-sourced": ("better sourced", "bold green"),
    "worse-sourced": ("worse sourced", "bold red"),
}


def differences(answer: Answer, width: int) -> Iterator[RenderableType]:
    """Yield what draws the differences, a block a record; the answer has all fields."""
    of_record: list[Values] = []
    for row in answer.dicts():
        if of_record and (_is_whole(row) or _record(row) != _record(of_record[0])):
            yield _block(of_record, width)
            of_record = []
        of_record.append(row)
    if of_record:
        yield _block(of_record, width)


def summary(fates: Mapping[str, int], effects: Mapping[str, int]) -> Text:
    """Return the closing line: how many records were added and so on, and what followed."""
    counts = [f"{fates[fate]:,} {fate}" for fate in FATES if fates[fate]]
    followed = [f"{effects[one]:,} {_EFFECTS[one][0]}" for one in EFFECTS if effects[one]]
    return Text("; ".join(", ".join(part) for part in (counts, followed) if part), "bold")


def _record(row: Values) -> tuple[object, object]:
    """Return what the rows of one record have in common; appearances are their claim's."""
    return "claims" if row["section"] == "appearances" else row["section"], row["id"]


def _is_whole(row: Values) -> bool:
    """Whether a row is all of a record, which is there on one side only; its id may be withheld."""
    return row["field"] is None and row["section"] != "appearances"


def _block(rows: Sequence[Values], width: int) -> RenderableType:
    """Draw a record: what became of it, and each difference on a line."""
    first = rows[0]
    whole = _is_whole(first)
    fate = str(first["change"]) if whole else "changed"
    parts: list[RenderableType] = [_heading(rows, fate)]
    if whole:
        said = first["new"] if fate == "added" else first["old"]
        if said is not None:
            parts.append(Padding(text(said), _INDENT))
    else:
        parts.append(Padding(_table(rows, width), _INDENT))
    return Group(*parts, Text(""))


def _heading(rows: Sequence[Values], fate: str) -> Text:
    first = rows[0]
    name, key = _record(first)
    section = SECTIONS[str(name)]
    heading = Text.assemble((f"{fate} ", f"bold {_FATES[fate]}"), (section.singular, "dim"))
    if key is not None:
        heading.append(" ").append_text(identifier(key))
    if name == "claims":
        # The claim's own speaker; where only appearances differ, whom all of them credit.
        own = first["section"] == "claims"
        credited = {row["speaker_name"]: row for row in (rows[:1] if own else rows)}
        if len(credited) == 1 and first["speaker_name"]:
            heading.append(" — ", "dim").append_text(speaker(first))
    place = Text.assemble("  ", text(first["file"]), f":{first['line']}", style="dim")
    return heading.append_text(place)


def _table(rows: Sequence[Values], width: int) -> Table:
    """Draw what differs, a line each, the names no wider than a third of the screen."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", overflow="fold", max_width=max(12, width // 3))
    table.add_column(overflow="fold")
    for row in rows:
        table.add_row(_label(row), _value(row))
    return table


def _label(row: Values) -> Text:
    """Return the name of what differs; of an appearance, behind its article."""
    name = str(row["field"] or "").replace("_", " ").replace(".", " ")
    if row["article"] is None:
        return Text(name)
    return text(row["article"]).append(f" {name}".rstrip())


def _value(row: Values) -> Text:
    if row["field"] is None:  # a whole appearance
        fate = Fate.ADDED if row["change"] == "added" else Fate.STRUCK
        words = row["new"] if row["change"] == "added" else row["old"]
        shown = marked([Piece(fate, str(words or row["change"]))])
    else:
        shown = _values(_field(row), row["old"], row["new"])
    if row["effect"]:
        said, style = _EFFECTS[str(row["effect"])]
        shown.append("  ").append(said, style)
    return shown


def _field(row: Values) -> Field:
    name, _, inner = str(row["field"]).partition(".")
    field = SECTIONS[str(row["section"])].field(name)
    return SECTIONS[field.of].field(inner) if inner else field


def _values(field: Field, old: object, new: object) -> Text:
    """Draw the old value and the new one: of prose and lists, only what is not the same twice."""
    if isinstance(old, list) and isinstance(new, list):
        lost = [Piece(Fate.STRUCK, str(item)) for item in old]
        return marked([*lost, *(Piece(Fate.ADDED, str(item)) for item in new)])
    if field.type is Type.TEXT:
        shown = marked(changes_as_written(str(old or ""), str(new or "")))
    else:
        shown = _one(field, old).append(" → ").append_text(_one(field, new))
    return shown.append(_unseen(old, new), "dim")


def _one(field: Field, value: object) -> Text:
    if field.type is Type.CONFIDENCE:
        return confidence(value)
    if field.type is Type.BOOLEAN:
        called = _FLAGS.get(field.name, {}).get(value is True)
        return Text(called) if called and value is not None else yes_or_no(value)
    return text(value)


def _unseen(old: object, new: object) -> str:
    """Return what to say of two texts that differ, though nobody can see it."""
    if not (isinstance(old, str) and isinstance(new, str)):
        return ""
    if old.split() == new.split():
        return "  differs in blanks"
    return "  differs in characters that look the same" if _look(old) == _look(new) else ""


def _look(text: str) -> str:
    """Return a text without what has no width, and in one Unicode form (UAX 15)."""
    seen = (one for one in text if unicodedata.category(one) != "Cf")
    return " ".join(unicodedata.normalize("NFC", "".join(seen)).split())
