"""What can be said of a draft: one letter, or the word that begins with it."""

from enum import Enum

from ..model import SECTIONS, Field, Type
from ..model.vocabularies import BANDS, CONFIDENCE_MAX

_CONFIDENCE = SECTIONS["claims"].by_name["confidence"]
_RATES = frozenset(band.word for band in BANDS)


class Reply(Enum):
    """An answer to a draft: its word, and what it does."""

    ACCEPT = "accept", "it is right: no draft any more; 'a m' says medium confidence"
    EDIT = "edit", "change its text, its topics or another field"
    SPEAKER = "speaker", "somebody else said it"
    DROP = "drop", "remove the claim from the file"
    LATER = "later", "leave it a draft, and go on"
    BACK = "back", "return to the draft before"
    QUIT = "quit", "end; what is not read yet is there the next time"
    HELP = "?", "these words"

    @property
    def word(self) -> str:
        """The word that is typed, or its first letter."""
        return self.value[0]

    @property
    def meaning(self) -> str:
        """What it does."""
        return self.value[1]


def reply(typed: str) -> tuple[Reply | None, str]:
    """Return the answer that a text means, None if it means none, and what else was said.

    That is a confidence to accept a claim with: "a m".
    """
    begun, _, other = typed.strip().casefold().partition(" ")
    found = next((one for one in Reply if begun and one.word.startswith(begun)), None)
    if not other or found is None:
        return found, ""
    rated = whole_word(_CONFIDENCE, other.strip())
    is_rated = found is Reply.ACCEPT and (rated in _RATES or _in_range(rated))
    return (found, rated) if is_rated else (None, "")


def _in_range(rated: str) -> bool:
    return rated.isascii() and rated.isdecimal() and int(rated[:4]) <= CONFIDENCE_MAX


def whole_word(field: Field, typed: str) -> str:
    """Return the word of a field's vocabulary that begins so, such as high for h, or the text."""
    words = field.words
    if field.type is Type.CONFIDENCE:
        words = tuple(band.word for band in BANDS)
    elif field.type is Type.BOOLEAN:
        words = ("yes", "no")
    begun = [word for word in words if word.casefold().startswith(typed.casefold())]
    return begun[0] if len(begun) == 1 else typed
