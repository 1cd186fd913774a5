"""Ids for new records, from their leading text."""

import unicodedata
from collections.abc import Iterable
from itertools import chain, count

from ..words import as_read
from .draft import Draft

LONGEST = 32  # characters of an id of several words
_LONGEST_WORD = 64
# Words that tell nothing of what a record is about.
_LITTLE = frozenset(
    "a an the of to in on at by for is are was were has have had that this it and or".split()  # noqa: SIM905
)


def slug(text: str) -> str:
    """Return the first words of a text as an id: in small letters, with hyphens, in NFC.

    Little words are left out where others are left. Letters and digits may be of any script.
    """
    words = _words(text)
    kept = ""
    for word in [word for word in words if word not in _LITTLE] or words:
        longer = f"{kept}-{word}" if kept else word[:_LONGEST_WORD]
        if kept and len(longer) > LONGEST:
            break
        kept = longer
    return kept


def is_like_id(text: str) -> bool:
    """Whether a text looks like an id, and not like a name: small letters, joined by hyphens."""
    return bool(text) and "-".join(_words(text)) == text


def proposed(draft: Draft, taken: Iterable[str]) -> str:
    """Return an id for a draft that no record has in any spelling; empty without leading text."""
    leads = (str(draft.values.get(name, "")) for name in draft.section.leads)
    stem = next(filter(None, map(slug, leads)), "")
    return free(stem, taken) if stem else ""


def free(stem: str, taken: Iterable[str]) -> str:
    """Return an id, with a number behind it where a record has it already, in any spelling."""
    read = {as_read(key) for key in taken}
    numbered = (f"{stem}-{number}" for number in count(2))
    return next(one for one in chain([stem], numbered) if as_read(one) not in read)


def _words(text: str) -> list[str]:
    """Return the words of a text: runs of letters, with their marks, and of digits."""
    small = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    return small.translate(_IN_WORDS).split()


class _InWords(dict[int, str]):
    """What each character is in a word, by its code: it is asked for very many texts."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _in_word(chr(code))
        return found


_IN_WORDS = _InWords()


def _in_word(character: str) -> str:
    """Return a character of a word, or a blank. Apostrophes and what nobody sees part no words."""
    if character in "'’ʼ" or unicodedata.category(character) == "Cf":
        return ""
    return character if unicodedata.category(character)[0] in "LMN" else " "
