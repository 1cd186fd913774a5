"""What is meant by a key or a value with a defect, where only one thing can be meant."""

import re
import unicodedata
from collections.abc import Sequence

from ..model import FILE_SECTIONS, Field, Section, Type
from ..reading.defects import Defect
from ..reading.nodes import ScalarNode, Spot
from ..reading.values import scalar_value
from ..words import as_read
from ..words.dates import MARKS
from ..words.wordings import mistyped

_SEPARATORS = re.compile(r"[\s_-]+")
_YEAR_FIRST = re.compile(
    r"(circa\s|ca?\.|~)?\s*(\d{4})(?:[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?\.?)?"
    rf"\s*([{MARKS}])?",
    re.IGNORECASE,
)
_TRUTH = {"yes": "true", "y": "true", "on": "true", "no": "false", "n": "false", "off": "false"}
_IDS = frozenset({Type.ID, Type.REFERENCE})
_NOWHERE = Spot(0, 0)


def key_meant(key: str, section: Section) -> str | None:
    """Return the key of a section that is meant by another word; None if that is not sure."""
    names = [field.name for field in section.stated]
    if section.name == "file":
        names += FILE_SECTIONS
    known = section.by_name.keys() | set(names)
    return None if key in known else _one_meant(key, names)


def text_meant(field: Field, text: str, *, plain: bool) -> str | None:
    """Return what is meant by a text that a field cannot have, to be written without quotes.

    Return None if the field can have it, or if it is not sure what is meant.
    """
    if is_taken(field, text, plain=plain):
        return None
    for meant in _candidates(field, text.strip()):
        if is_taken(field, meant, plain=True):
            return meant
    return None


def is_taken(field: Field, text: str, *, plain: bool) -> bool:
    """Whether a field can have a text, as reading says."""
    try:
        scalar_value(field, ScalarNode(text, plain, _NOWHERE))
    except Defect:
        return False
    return True


def composed(field: Field, text: str) -> str:
    """Return an id, or a reference to one, with composed letters (NFC) and no blanks around it."""
    return unicodedata.normalize("NFC", text).strip() if field.type in _IDS else text


def _candidates(field: Field, text: str) -> list[str]:
    """Return what a text may stand for, by the type of the field."""
    match field.type:
        case Type.WORD | Type.CONFIDENCE if meant := _one_meant(text, field.words):
            return [meant]
        case Type.BOOLEAN:
            word = text.casefold()
            return [_TRUTH.get(word, word)]
        case Type.NUMBER | Type.DECIMAL | Type.CONFIDENCE:
            return [text]  # it only stands in quotes
        case Type.DATE if found := _YEAR_FIRST.fullmatch(text):
            circa, *parts, mark = found.groups()
            known = "-".join(part.zfill(2) for part in parts if part)
            return [known + (mark or "~" * bool(circa))] if not (circa and mark) else []
    return []


def _one_meant(word: str, known: Sequence[str]) -> str | None:
    """Return the known word that differs only in looks, or in one slip of the fingers."""
    folded = {_SEPARATORS.sub("_", as_read(each)): each for each in known}
    looked_up = _SEPARATORS.sub("_", as_read(word))
    if looked_up in folded:
        return folded[looked_up]
    near = mistyped(looked_up, list(folded))
    return folded[near[0]] if len(near) == 1 else None
