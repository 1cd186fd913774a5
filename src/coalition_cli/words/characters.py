"""How search takes a character: as a letter, a part of one, a sign, a gap, or nothing.

SQLite's tokenizers know the letters of an old Unicode, Python those of a newer one. A character
that neither knows counts as a letter, so that no letter is lost.
"""

import re
import unicodedata
from contextlib import suppress
from functools import cache

# Default_Ignorable_Code_Point of Unicode (DerivedCoreProperties.txt), for the brackets of a
# pattern: soft hyphens, joiners, direction marks, variation selectors, tags. Also the lines that
# only stretch a word (tatweel, lajanyalan).
IGNORABLE = (
    "\xad\u034f\u061c\u0640\u07fa\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Zero-width space and non-joiner: some writers use them as a gap, others not.
UNSEEN_GAPS = "\u200b\u200c"

# Scripts without blanks between words. Each of their characters is compared as a word: Han, kana,
# Bopomofo, Yi, Thai, Lao, Burmese, Khmer, Tai Le, Tai Lue, Tai Tham, Tai Viet, Javanese, Balinese,
# Cham, Nushu, Tangut, Khitan.
UNSPACED = (
    "[\u0e01-\u0e4e\u0e81-\u0ece\u1000-\u109f\u1780-\u17d3\u1950-\u19df\u1a20-\u1aad\u1b00-\u1b4c"
    "\u3005-\u3007\u3041-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua000-\ua48c\ua980-\ua9c0\ua9e0-\ua9fe\uaa00-\uaa59\uaa60-\uaadf\uf900-\ufaff"
    "\U00016fe0-\U00018d08\U0001aff0-\U0001b2fb\U00020000-\U000323af]"
)
# Scripts that have blanks between words, by the first word of their letters' names in Unicode. All
# other scripts, new ones too, are searched by character, which finds their words as well.
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

# Letters that stand for others. Unicode does not show this in their names or decompositions.
_STANDS_FOR = {
    "æ": "ae", "œ": "oe", "ı": "i", "ȷ": "j", "þ": "th", "ð": "d", "ĸ": "k", "ŋ": "n", "ə": "e",
    "װ": "וו", "ױ": "וי", "ײ": "יי", "ٱ": "ا", "ی": "ي", "ک": "ك",
}  # fmt: skip
# Combining classes of accents, and of the vowel points of Hebrew and Arabic. Marks of other
# classes, as in Thai and Hindi, are letters of a word.
_ACCENTS = frozenset([*range(10, 37), *range(200, 241)])
_VOICED = 8  # combining class of the marks of kana: they make another letter
_APOSTROPHES = range(0x2B9, 0x2C0)  # letters in Unicode
_GAP = " "


@cache
def bare(character: str) -> str:
    """Return the letter or digit that search compares for a character, case-folded and in NFKD.

    It is empty for an accent, a blank for a character between words, a digit of ASCII for a digit
    of any script, and the letter without its stroke for ł and ø.
    """
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category[0] == "M":
        return "" if _is_accent(character) else character
    if category[0] in "PSZ" or category in ("Cc", "Cf", "Cs") or ord(character) in _APOSTROPHES:
        return character if character.isascii() else _GAP
    # Unicode calls ł LATIN SMALL LETTER L WITH STROKE: before WITH is the letter without its mark.
    base, marked, _ = unicodedata.name(character, "").partition(" WITH ")
    if marked and " LETTER " in base:
        with suppress(KeyError):
            character = unicodedata.lookup(base)
    return _STANDS_FOR.get(character, character)


def _is_accent(mark: str) -> bool:
    kind = unicodedata.combining(mark)
    named = unicodedata.name(mark, "").startswith("COMBINING ")
    return kind in _ACCENTS or (kind != _VOICED and named)


@cache
def spaced(letter: str) -> str:
    """Return a letter, with blanks around it if its script has no blanks between words."""
    if letter.isascii():
        return letter
    script, _, _ = unicodedata.name(letter, "").partition(" ")
    spaced = script in _SPACED or script == "COMBINING"
    return letter if spaced else f" {letter} "


@cache
def is_sign(character: str) -> bool:
    """Return whether a character is a sign that can be searched for: +, €, §, 🎉.

    Letters that do not count in a word are signs too: an apostrophe, a tatweel.
    """
    category = unicodedata.category(character)
    if category[0] == "P":
        return character in "&@†‡※" or " SIGN" in unicodedata.name(character, "")
    if category[0] == "L":
        return ord(character) in _APOSTROPHES or bool(re.match(f"[{IGNORABLE}]", character))
    return category[0] == "S"
