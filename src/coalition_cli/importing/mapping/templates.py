"""Templates: names in braces, with text around them. They know names only, and no code."""

import re
from collections.abc import Iterable
from typing import NamedTuple

_HOLE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_QUOTED = re.compile(r'\["(?:[^"\\]|\\.)*"\]')
_OPENS = {
    ")": "(", "]": "[", "}": "{", ">": "<", "”": "“", "’": "‘", "»": "«", "›": "‹",
    '"': '"', "'": "'",
}  # fmt: skip


class Slot(NamedTuple):
    """A name of a template, with the marks that stand around it."""

    before: str  # what parts it from the name before; of the first, what the text begins with
    opening: str
    name: str
    closing: str


class Template(NamedTuple):
    """A text with names in it."""

    text: str
    slots: tuple[Slot, ...]
    end: str  # what stands after the last name and its marks

    def filled(self, values: Iterable[str]) -> str:
        """Return the text with a value for each name; nothing if all values are empty.

        An empty one takes with it the marks around it, and what parts it from the one before.
        """
        parts: list[str] = []
        last = ""
        for number, (slot, value) in enumerate(zip(self.slots, values, strict=True)):
            last = value
            if value:
                before = slot.before if parts or number == 0 else ""
                parts += (before, slot.opening, value, slot.closing)
        return "".join([*parts, self.end] if last else parts).strip()


def is_template(text: str) -> bool:
    """Whether a text has braces; those in the quoted names of a path are none."""
    if "{" not in text and "}" not in text:
        return False
    bare = _QUOTED.sub("", text)
    return "{" in bare or "}" in bare


def template_of(text: str) -> Template | None:
    """Return the template that a text is; None if its braces do not fit together."""
    texts, names, position = [""], [], 0
    for hole in _HOLE.finditer(text):
        texts[-1] += text[position : hole.start()]
        position = hole.end()
        if hole[0] in ("{{", "}}"):
            texts[-1] += hole[0][0]
        elif not hole[1] or not hole[1].strip():
            return None
        else:
            names.append(hole[1].strip())
            texts.append("")
    texts[-1] += text[position:]
    return _parted(text, texts, names) if names else None


def _parted(text: str, texts: list[str], names: list[str]) -> Template:
    """Part the texts around the names: marks in pairs belong to the name between them."""
    slots = []
    for number, name in enumerate(names):
        before, after = texts[number], texts[number + 1]
        cut, closed = len(before), 0
        while (opens := _opener(before[:cut], after[closed : closed + 1])) >= 0:
            cut, closed = opens, closed + 1
        slots.append(Slot(before[:cut], before[cut:], name, after[:closed]))
        texts[number + 1] = after[closed:]
    return Template(text, tuple(slots), texts[-1])


def _opener(before: str, mark: str) -> int:
    """Return where a text has the mark that this one closes; -1 if it has none.

    Words may stand behind a bracket: `(from {place})`. A straight quotation mark has to stand
    right before the name, for elsewhere it may be an apostrophe.
    """
    opening = _OPENS.get(mark, "")
    if not opening:
        return -1
    if opening == mark:
        return len(before) - 1 if before.endswith(mark) else -1
    place = before.rfind(opening)
    return place if mark not in before[place + 1 :] else -1
