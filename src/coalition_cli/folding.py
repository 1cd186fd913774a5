"""How search folds text: case, accents, letters such as ł, and scripts without spaces."""

import re
import unicodedata
from contextlib import suppress
from functools import cache, lru_cache

_LIGATURES = {"æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ĸ": "k", "ŋ": "n", "ə": "e"}
# Han, kana, Thai, Lao, Burmese and Khmer are written without spaces between words.
# Patterns are compiled where they are first needed, which few runs do.
UNSPACED = (
    "[\u0e01-\u0e4e\u0e81-\u0ece\u1000-\u109f\u1780-\u17d3\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U000323af]"
)
_ANY_WORD = r"[^\W_]"
# Combining classes of the marks that are accents, vowel points of Hebrew and Arabic
# among them. Others, as in Thai and Hindi, are letters of a word.
_ACCENTS = frozenset([*range(10, 37), *range(200, 241)])


def fold(text: str) -> str:
    """Return the text as search takes it; words stand between blanks.

    `Łódź` folds to `lodz`; words of ASCII stay as they are, as FTS5 knows their capitals. A
    character of a script that is written without spaces is a word of its own, so that a run
    of them is found as a phrase.
    """
    if text.isascii():
        return text
    return " ".join([word if word.isascii() else _word(word) for word in text.split()])


@lru_cache(maxsize=1 << 16)  # words recur
def _word(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word.casefold())
    folded = unicodedata.normalize("NFC", "".join(map(_letter, folded)))
    return re.sub(UNSPACED, r" \g<0> ", folded)


def any_case(text: str) -> str:
    """Return what an id or a name has in common with itself in another case."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", text.casefold())


def has_word(text: str) -> bool:
    """Whether there is anything in the text that search could find."""
    return re.search(_ANY_WORD, text) is not None


@cache
def _letter(character: str) -> str:
    if character.isascii():
        return character
    if unicodedata.combining(character) in _ACCENTS:
        return ""
    # Unicode names a letter such as ł "LATIN SMALL LETTER L WITH STROKE": what
    # stands before WITH is the letter without its mark.
    base, marked, _ = unicodedata.name(character, "").partition(" WITH ")
    if marked and " LETTER " in base:
        with suppress(KeyError):
            character = unicodedata.lookup(base)
    return _LIGATURES.get(character, character)
