"""What a character is to search: a letter, a part of one, a sign, a gap, or nothing.

SQLite's tokenizers know the letters of an old Unicode, and Python those of a newer one; what
neither knows is taken for a letter, so that no letter is ever lost.
"""

import re
import unicodedata
from contextlib import suppress
from functools import cache

# Default_Ignorable_Code_Point of Unicode (DerivedCoreProperties.txt), as it stands in the
# brackets of a pattern: soft hyphens, joiners, direction marks, variation selectors, tags. Beside
# them the lines that only stretch a word (tatweel, lajanyalan).
IGNORABLE = (
    "\xad\u034f\u061c\u0640\u07fa\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Those of them that writers use for a gap, and for none: zero-width space and non-joiner.
UNSEEN_GAPS = "\u200b\u200c"

# Scripts written without spaces between words, of which each character is compared as a word: Han,
# kana, Bopomofo, Yi, Thai, Lao, Burmese, Khmer, Tai Le, Tai Lue, Tai Tham, Tai Viet, Javanese,
# Balinese, Cham, Nushu, Tangut, Khitan.
UNSPACED = (
    "[\u0e01-\u0e4e\u0e81-\u0ece\u1000-\u109f\u1780-\u17d3\u1950-\u19df\u1a20-\u1aad\u1b00-\u1b4c"
    "\u3005-\u3007\u3041-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua000-\ua48c\ua980-\ua9c0\ua9e0-\ua9fe\uaa00-\uaa59\uaa60-\uaadf\uf900-\ufaff"
    "\U00016fe0-\U00018d08\U0001aff0-\U0001b2fb\U00020000-\U000323af]"
)
# The scripts that are known to part words by blanks, as Unicode begins the names of their letters.
# Whatever else there is, and will be, is found by its characters: that finds its words as well.
_SPACED = frozenset(
    {
        "LATIN", "GREEK", "COPTIC", "CYRILLIC", "GLAGOLITIC", "ARMENIAN", "GEORGIAN", "HEBREW",
        "ARABIC", "SYRIAC", "THAANA", "NKO", "SAMARITAN", "MANDAIC", "DEVANAGARI", "BENGALI",
        "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA",
        "TIBETAN", "HANGUL", "ETHIOPIC", "CHEROKEE", "CANADIAN", "OGHAM", "RUNIC", "MONGOLIAN",
        "TIFINAGH", "OL", "MEETEI", "CHAKMA", "ADLAM", "OSAGE", "DESERET", "SUNDANESE", "LEPCHA",
        "LIMBU", "VAI", "MODIFIER", "FEMININE", "MASCULINE",
    }
)  # fmt: skip

# Letters that stand for others, and that no name or decomposition of Unicode leads there.
_STANDS_FOR = {
    "æ": "ae", "œ": "oe", "ı": "i", "ȷ": "j", "þ": "th", "ð": "d", "ĸ": "k", "ŋ": "n", "ə": "e",
    "װ": "וו", "ױ": "וי", "ײ": "יי", "ٱ": "ا", "ی": "ي", "ک": "ك",
}  # fmt: skip
# Combining classes of the marks that are accents, vowel points of Hebrew and Arabic
# among them. Others, as in Thai and Hindi, are letters of a word.
_ACCENTS = frozenset([*range(10, 37), *range(200, 241)])
_VOICED = 8  # kana's marks, which make another letter
_APOSTROPHES = range(0x2B9, 0x2C0)  # which Unicode takes for letters
_GAP = " "


@cache
def bare(character: str) -> str:
    """Return what is left of a character that is case-folded and decomposed (NFKD).

    That is nothing of an accent, a blank for what stands between words, a digit of ASCII for
    one of any script, and of ł and ø the letter without its stroke.
    """
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category[0] == "M":
        return "" if _is_accent(character) else character
    if category[0] in "PSZ" or category in ("Cc", "Cf", "Cs") or ord(character) in _APOSTROPHES:
        return character if character.isascii() else _GAP
    # Unicode names a letter such as ł "LATIN SMALL LETTER L WITH STROKE": what
    # stands before WITH is the letter without its mark.
    base, marked, _ = unicodedata.name(character, "").partition(" WITH ")
    if marked and " LETTER " in base:
        with suppress(KeyError):
            character = unicodedata.lookup(base)
    return _STANDS_FOR.get(character, character)


def _is_accent(mark: str) -> bool:
    own = unicodedata.combining(mark)
    if own in _ACCENTS:
        return True
    return own != _VOICED and unicodedata.name(mark, "").startswith("COMBINING ")


@cache
def spaced(letter: str) -> str:
    """Return a letter with blanks around it where its script has none between words."""
    if letter.isascii():
        return letter
    script, _, _ = unicodedata.name(letter, "").partition(" ")
    spaced = script in _SPACED or script == "COMBINING"
    return letter if spaced else f" {letter} "


@cache
def is_sign(character: str) -> bool:
    """Whether a character is no letter, and yet more than a mark between words: +, €, §, 🎉.

    So is a letter that does not count in a word: an apostrophe, a tatweel.
    """
    category = unicodedata.category(character)
    if category[0] == "P":
        return character in "&@†‡※" or " SIGN" in unicodedata.name(character, "")
    if category[0] == "L":
        return ord(character) in _APOSTROPHES or bool(re.match(f"[{IGNORABLE}]", character))
    return category[0] == "S"
