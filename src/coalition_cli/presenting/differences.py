"""The differences between two versions of the data, record by record."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..model import SECTIONS, Field, Type
from ..model.answer import Answer, Values
from ..model.results import EFFECTS, FATES
from ..words.safe import plain
from ..words.wordings import Fate, Piece, changes_as_written
from .cells import confidence, identifier, marked, speaker, text, yes_or_no

_INDENT = (0, 0, 0, 4)
# The words for true and false, if they are not "yes" and "no".
_FLAGS = {"direct": {True: "direct", False: "paraphrased"}}
_FATES = {"added": "green", "withdrawn": "red", "changed": "magenta"}
# The words for an effect, and their style.
_EFFECTS = {
    "named": ("became named", "bold green"),
    "unnamed": ("became unnamed", "bold magenta"),
    "better-sourced": ("better sourced", "bold green"),
    "worse-sourced": ("worse sourced", "bold red"),
}


def differences(answer: Answer, width: int) -> Iterator[RenderableType]:
    """Yield the differences, a block for each record. The answer needs all fields."""
    rows: list[Values] = []
    for row in answer.dicts():
        if rows and (_is_whole(row) or _record(row) != _record(rows[0])):
            yield _block(rows, width)
            rows = []
        rows.append(row)
    if rows:
        yield _block(rows, width)


def summary(fates: Mapping[str, int], effects: Mapping[str, int]) -> Text:
    """Return the last line: how many records have each fate, and how many each effect."""
    changed = [f"{fates[fate]:,} {fate}" for fate in FATES if fates[fate]]
    followed = [f"{effects[name]:,} {_EFFECTS[name][0]}" for name in EFFECTS if effects[name]]
    return Text("; ".join(", ".join(counts) for counts in (changed, followed) if counts), "bold")


def _record(row: Values) -> tuple[object, object]:
    """Return the section and id of a row's record. An appearance belongs to its claim."""
    return "claims" if row["section"] == "appearances" else row["section"], row["id"]


def _is_whole(row: Values) -> bool:
    """Whether a row is a record that only one version has. Its id may be withheld."""
    return row["field"] is None and row["section"] != "appearances"


def _block(rows: Sequence[Values], width: int) -> RenderableType:
    """Draw a record: its heading, then each difference on a line."""
    first = rows[0]
    whole = _is_whole(first)
    fate = str(first["change"]) if whole else "changed"
    parts: list[RenderableType] = [_heading(rows, fate)]
    if whole:
        lead = first["new"] if fate == "added" else first["old"]
        if lead is not None:
            parts.append(Padding(text(lead), _INDENT))
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
        # The claim's own speaker. If only appearances differ: the speaker that all of them credit.
        own = first["section"] == "claims"
        credited = {row["speaker_name"]: row for row in (rows[:1] if own else rows)}
        if len(credited) == 1 and first["speaker_name"]:
            heading.append(" — ", "dim").append_text(speaker(first))
    place = Text.assemble("  ", text(first["file"]), f":{first['line']}", style="dim")
    return heading.append_text(place)


def _table(rows: Sequence[Values], width: int) -> Table:
    """Draw each difference on a line. Names take at most a third of the screen."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", overflow="fold", max_width=max(12, width // 3))
    table.add_column(overflow="fold")
    for row in rows:
        table.add_row(_label(row), _value(row))
    return table


def _label(row: Values) -> Text:
    """Return the name of the field that differs. The article of an appearance comes first."""
    name, *within = _path(row)
    named = [
        name.replace("_", " "),
        *within[:-1],
        *(inner.replace("_", " ") for inner in within[-1:]),
    ]
    if row["article"] is not None:
        named.insert(0, str(row["article"]))
    return text(" ".join(named))


def _value(row: Values) -> Text:
    if row["field"] is None:  # a whole appearance
        fate = Fate.ADDED if row["change"] == "added" else Fate.STRUCK
        words = row["new"] if row["change"] == "added" else row["old"]
        shown = marked([Piece(fate, str(words or row["change"]))])
    else:
        shown = difference(_field(row), row["old"], row["new"])
    if row["effect"]:
        effect, style = _EFFECTS[str(row["effect"])]
        shown.append("  ").append(effect, style)
    return shown


def _field(row: Values) -> Field:
    name, *within = _path(row)
    field = SECTIONS[str(row["section"])].field(name)
    return SECTIONS[field.of].field(within[-1]) if within else field


def _path(row: Values) -> Sequence[str]:
    """Return the field that differs, what a record in it is called, and the field of that.

    Such as reference.url, and reviews.https://a.example.rating: what is called so may have dots.
    """
    name, dot, rest = str(row["field"] or "").partition(".")
    called, inner_dot, inner = rest.rpartition(".")
    return [name, *([called] if inner_dot else []), *([inner] if dot else [])]


def difference(field: Field, old: object, new: object) -> Text:
    """Draw the old value and the new one. Prose and lists are drawn once, with marks."""
    if isinstance(old, list) and isinstance(new, list):
        lost = [Piece(Fate.STRUCK, plain(item)) for item in old]
        return marked([*lost, *(Piece(Fate.ADDED, plain(item)) for item in new)])
    if field.type is Type.TEXT:
        shown = marked(changes_as_written(str(old or ""), str(new or "")))
    else:
        shown = _single(field, old).append(" → ").append_text(_single(field, new))
    return shown.append(_unseen(old, new), "dim")


def _single(field: Field, value: object) -> Text:
    if field.type is Type.CONFIDENCE:
        return confidence(value)
    if field.type is Type.BOOLEAN:
        word = _FLAGS.get(field.name, {}).get(value is True)
        return Text(word) if word and value is not None else yes_or_no(value)
    return text(value)


def _unseen(old: object, new: object) -> str:
    """Return a note on two texts that differ but look the same."""
    if not (isinstance(old, str) and isinstance(new, str)):
        return ""
    if old.split() == new.split():
        return "  differs in blanks"
    return "  differs in characters that look the same" if _look(old) == _look(new) else ""


def _look(words: str) -> str:
    """Return words in one Unicode form (UAX 15), without characters that have no width."""
    seen = (character for character in words if unicodedata.category(character) != "Cf")
    return " ".join(unicodedata.normalize("NFC", "".join(seen)).split())
